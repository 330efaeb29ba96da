/* video: a short film with its words: captions while it plays, and all of them to read. */
#include "kind.h"
#include <string.h>

#include "video_head.h"

#define VIDEO_LONG_MS    90000 /* longer than this few people watch to the end, and nobody can hurry */
#define CAPTION_LONG     90    /* bytes of a caption: three short lines, all that is read in passing */
#define CAPTION_SLACK_MS 500   /* after the last picture */

static const struct field video_fields[] = {
    SHOWN_FIELDS,
    {.key = "src", .type = FIELD_VIDEO, .at = offsetof(struct block, video.src), .required = true},
    {.key = "poster", .type = FIELD_PICTURE, .at = offsetof(struct block, video.poster), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct block, video.title), .required = true},
    {.key = "alt", .type = FIELD_WORDS, .at = offsetof(struct block, video.alt)},
    {.key = "captions"},
    {.key = "transcript", .type = FIELD_WORDS, .at = offsetof(struct block, video.transcript), .required = true},
};

static const struct field caption_fields[] = {
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct caption, from_s),
     .required = true,
     .most = VIDEO_LENGTH_MAX_MS / 1000.0},
    {.key = "to",
     .type = FIELD_NUMBER,
     .at = offsetof(struct caption, to_s),
     .required = true,
     .most = VIDEO_LENGTH_MAX_MS / 1000.0},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct caption, text), .required = true, .part = ""},
};
static const struct shape caption_shape = {"a caption", FIELDS(caption_fields)};

static const struct json *time_of(const struct json *caption, const char *key)
{
    const struct json *time = json_kind(caption) == JSON_OBJECT ? json_member(caption, key) : NULL;
    return time && json_kind(time) == JSON_NUMBER ? time : NULL;
}

static void judge_captions(struct loader *l, const struct json *list, const struct video_block *v)
{
    for (int i = 0; i < v->caption_count; i++) {
        const struct json *from = time_of(json_at(list, i), "from"), *to = time_of(json_at(list, i), "to");
        const struct caption *c = &v->captions[i];
        if (!from || !to)
            continue; /* told already */
        if (c->to_s <= c->from_s)
            load_error(l, to, "caption-time", "the caption ends at %g s, before it begins at %g s", c->to_s, c->from_s);
        if (i > 0 && c->from_s < c[-1].from_s)
            load_error(l, from, "caption-order", "the caption begins at %g s, before the one above it", c->from_s);
        else if (i > 0 && c->from_s < c[-1].to_s)
            load_error(l, from, "caption-overlap",
                       "the caption begins at %g s, when the one above it is on show until %g s", c->from_s,
                       c[-1].to_s);
        if (v->length_ms && c->to_s * 1000 > v->length_ms + CAPTION_SLACK_MS)
            load_error(l, to, "caption-late", "the caption ends at %g s, but the video at %g s", c->to_s,
                       v->length_ms / 1000.0);
    }
}

static void read_captions(struct loader *l, const struct json *list, struct video_block *v, const char *place)
{
    v->caption_count = json_count(list) < CAPTIONS_MAX ? json_count(list) : CAPTIONS_MAX;
    struct caption *captions = ARENA_ARRAY(l->arena, struct caption, v->caption_count);
    for (int i = 0; i < v->caption_count; i++)
        load_object(l, json_at(list, i), &caption_shape, &captions[i],
                    arena_printf(l->arena, "%s.caption.%d", place, i + 1));
    v->captions = captions;
}

/* Without captions only who hears it knows what is said. */
static void need_captions(struct loader *l, const struct json *j)
{
    const struct json *captions = json_member(j, "captions");
    if (captions && (json_kind(captions) != JSON_ARRAY || json_count(captions) > 0))
        return;
    struct problem *p = load_error(l, j, "captions-missing", "the video has sound and no \"captions\"");
    problem_hint(l->problems, p, "sounds that matter have captions too: \"(A door shuts)\"");
}

/* What the file says of itself. That it is there is judged with all other media. */
static void judge_file(struct loader *l, const struct json *j, struct video_block *v)
{
    const struct json *src = json_member(j, "src");
    const char *path = arena_printf(l->arena, "%s/%s", l->module->folder, v->src), *bytes;
    struct video_head head;
    size_t size;
    if (!l->source->exists(l->source->context, path))
        return;
    if (!source_head(l->source, l->arena, path, VIDEO_HEAD_BYTES, &bytes, &size)) {
        problem_bearable(l->problems, load_place(l, src), "video-file", "%s cannot be read, or is larger than 64 MB",
                         path);
    } else if (size == 0) {
        problem_bearable(l->problems, load_place(l, src), "video-file", "%s is empty", path);
    } else if (!video_head_read(bytes, size, &head)) {
        problem_bearable(l->problems, load_place(l, src), "video-file", "%s is no WebM", path);
    } else if (!head.fits) {
        struct problem *p =
            problem_bearable(l->problems, load_place(l, src), "video-codec", "%s is not VP9 with Opus", path);
        problem_hint(l->problems, p, "ffmpeg -i in.mp4 -c:v libvpx-vp9 -c:a libopus out.webm");
    } else if (head.width < 1 || head.height < 1 || head.width > VIDEO_WIDTH_MAX || head.height > VIDEO_HEIGHT_MAX) {
        problem_bearable(l->problems, load_place(l, src), "video-size", "%s is %d x %d; at most %d x %d is shown", path,
                         head.width, head.height, VIDEO_WIDTH_MAX, VIDEO_HEIGHT_MAX);
    } else if (head.length_ms == 0 || head.length_ms > VIDEO_LENGTH_MAX_MS) {
        problem_bearable(l->problems, load_place(l, src), "video-length",
                         "%s is %g s long; a video takes up to %d minutes", path, head.length_ms / 1000.0,
                         VIDEO_LENGTH_MAX_MS / 60000);
    } else {
        v->length_ms = head.length_ms;
        if (head.length_ms > VIDEO_LONG_MS)
            load_warning(l, src, "video-long", "%s is %d s long; after %d s few people still watch", path,
                         head.length_ms / 1000, VIDEO_LONG_MS / 1000);
        if (head.has_sound)
            need_captions(l, j);
    }
}

static void finish_video(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *captions = load_list(l, json_member(j, "captions"), "captions", 0, CAPTIONS_MAX);
    if (captions)
        read_captions(l, captions, &b->video, place);
    if (b->video.src)
        judge_file(l, j, &b->video);
    if (captions)
        judge_captions(l, captions, &b->video);
}

static void check_video(const struct check *c, const struct block *b)
{
    check_media(c, b->pointer, "src", b->video.src);
    check_media(c, b->pointer, "poster", b->video.poster);
    check_words(c, &b->video.title, false);
    check_words(c, &b->video.alt, false);
    check_words(c, &b->video.transcript, true);
    for (int i = 0; i < b->video.caption_count; i++) {
        const struct words *text = &b->video.captions[i].text;
        check_words(c, text, false);
        for (int n = 0; n < text->count; n++)
            if (text->item[n].message.source && strlen(text->item[n].message.source) > CAPTION_LONG)
                check_warning(c, check_at(c, text->item[n].message.pointer), "caption-long",
                              "the caption is too long to read in passing: make two of it");
    }
}

const struct kind_row kind_video = {"video", {"a video", FIELDS(video_fields)}, finish_video, check_video};
