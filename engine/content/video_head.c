#include "video_head.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The elements that matter, by their ids with the length marker as written. */
enum {
    EBML_HEAD = 0x1A45DFA3,
    DOC_TYPE = 0x4282,
    SEGMENT = 0x18538067,
    CLUSTER = 0x1F43B675,
    INFO = 0x1549A966,
    TIMESTAMP_SCALE = 0x2AD7B1,
    DURATION = 0x4489,
    TRACKS = 0x1654AE6B,
    TRACK_ENTRY = 0xAE,
    TRACK_TYPE = 0x83,
    CODEC_ID = 0x86,
    TRACK_VIDEO = 0xE0,
    PIXEL_WIDTH = 0xB0,
    PIXEL_HEIGHT = 0xBA,
};
#define TYPE_PICTURES 1
#define TYPE_SOUND    2

struct slice {
    const unsigned char *at;
    size_t left;
};

struct element {
    uint32_t id;
    struct slice inside; /* as much of it as is there */
};

/* A number of one to eight bytes whose first set bit says how many; `keep` leaves that bit in, as ids have it. */
static bool take_number(struct slice *s, int most, bool keep, uint64_t *out)
{
    if (s->left == 0 || s->at[0] == 0)
        return false;
    int length = 1;
    while (!(s->at[0] & (0x80 >> (length - 1))))
        length++;
    if (length > most || (size_t)length > s->left)
        return false;
    uint64_t number = keep ? s->at[0] : s->at[0] & (0xFFu >> length);
    for (int n = 1; n < length; n++)
        number = number << 8 | s->at[n];
    bool unknown = !keep && number == (UINT64_C(1) << (7 * length)) - 1; /* as long as what is there */
    *out = unknown ? UINT64_MAX : number;
    s->at += length;
    s->left -= (size_t)length;
    return true;
}

static bool take_element(struct slice *s, struct element *out)
{
    uint64_t id, size;
    if (!take_number(s, 4, true, &id) || !take_number(s, 8, false, &size))
        return false;
    out->id = (uint32_t)id;
    out->inside = (struct slice){s->at, size < s->left ? (size_t)size : s->left};
    s->at += out->inside.left;
    s->left -= out->inside.left;
    return true;
}

static uint64_t number_of(struct slice s)
{
    uint64_t number = 0;
    for (size_t n = 0; n < s.left && n < 8; n++)
        number = number << 8 | s.at[n];
    return number;
}

static double real_of(struct slice s)
{
    uint64_t bits = number_of(s);
    uint32_t half = (uint32_t)bits;
    double real = 0;
    float small = 0;
    memcpy(&real, &bits, sizeof real);
    memcpy(&small, &half, sizeof small);
    return s.left == 8 ? real : s.left == 4 ? (double)small : 0;
}

static bool is_text(struct slice s, const char *text)
{
    size_t length = strlen(text);
    return s.left >= length && !memcmp(s.at, text, length) && (s.left == length || s.at[length] == 0);
}

static int small_of(struct slice s)
{
    uint64_t number = number_of(s);
    return number < 1000000 ? (int)number : 1000000;
}

static void read_info(struct slice s, struct video_head *out)
{
    double scale_ns = 1e6, duration = 0;
    for (struct element e; take_element(&s, &e);) {
        if (e.id == TIMESTAMP_SCALE)
            scale_ns = (double)number_of(e.inside);
        if (e.id == DURATION)
            duration = real_of(e.inside);
    }
    double ms = duration * scale_ns / 1e6;
    out->length_ms = ms > 0 && ms < 1e9 ? (int)lround(ms) : 0;
}

static void read_track(struct slice s, struct video_head *out)
{
    int type = 0, width = 0, height = 0;
    struct slice codec = {0};
    for (struct element e; take_element(&s, &e);) {
        if (e.id == TRACK_TYPE)
            type = small_of(e.inside);
        if (e.id == CODEC_ID)
            codec = e.inside;
        if (e.id == TRACK_VIDEO)
            for (struct element v; take_element(&e.inside, &v);) {
                width = v.id == PIXEL_WIDTH ? small_of(v.inside) : width;
                height = v.id == PIXEL_HEIGHT ? small_of(v.inside) : height;
            }
    }
    if (type == TYPE_PICTURES && !out->has_pictures) {
        out->has_pictures = true;
        out->width = width;
        out->height = height;
        out->fits = out->fits && is_text(codec, "V_VP9");
    } else if (type == TYPE_SOUND && !out->has_sound) {
        out->has_sound = true;
        out->fits = out->fits && is_text(codec, "A_OPUS");
    }
}

bool video_head_read(const char *bytes, size_t size, struct video_head *out)
{
    struct slice all = {(const unsigned char *)bytes, size};
    struct element e, part;
    bool webm = false;
    *out = (struct video_head){.fits = true};
    if (!take_element(&all, &e) || e.id != EBML_HEAD)
        return false;
    while (take_element(&e.inside, &part))
        webm = webm || (part.id == DOC_TYPE && is_text(part.inside, "webm"));
    if (!webm || !take_element(&all, &e) || e.id != SEGMENT)
        return false;
    while (take_element(&e.inside, &part) && part.id != CLUSTER) {
        if (part.id == INFO)
            read_info(part.inside, out);
        if (part.id == TRACKS)
            for (struct element track; take_element(&part.inside, &track);)
                if (track.id == TRACK_ENTRY)
                    read_track(track.inside, out);
    }
    out->fits = out->fits && out->has_pictures;
    return true;
}
