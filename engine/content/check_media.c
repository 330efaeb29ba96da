/* Files beside the JSON: pictures and sounds are there, are what their name says, and can be shown. */
#include <string.h>

#include "check_inside.h"
#include "media_head.h"

struct media {
    const struct check *check;
    const char *pointer, *key, *path; /* path: of the file, in the modules folder */
};

#define media_error(m, code, ...)                                                                                      \
    problem_bearable((m)->check->problems, check_at_key((m)->check, (m)->pointer, (m)->key), (code), __VA_ARGS__)

static void judge_picture(const struct media *m, const char *bytes, size_t size)
{
    struct picture_head head = picture_head_read(bytes, size);
    struct problems *problems = m->check->problems;
    bool is_svg = strcmp(m->path + strlen(m->path) - 4, ".svg") == 0;
    if (head.kind != PICTURE_PNG && !(is_svg && head.kind == PICTURE_SVG)) {
        problem_hint(problems, media_error(m, "picture-file", "%s is no %s", m->path, is_svg ? "SVG" : "PNG"),
                     "save it again as what its name says");
    } else if (head.kind == PICTURE_PNG && (head.width < 1 || head.height < 1 || head.width > PICTURE_SIDE_MAX_PX ||
                                            head.height > PICTURE_SIDE_MAX_PX)) {
        problem_hint(problems,
                     media_error(m, "picture-size", "%s is %g x %g pixels; at most %d x %d are shown", m->path,
                                 head.width, head.height, PICTURE_SIDE_MAX_PX, PICTURE_SIDE_MAX_PX),
                     "make it about %d pixels wide", PICTURE_DRAWN_PX);
    } else if (head.kind == PICTURE_SVG && (head.width <= 0 || head.height <= 0)) {
        problem_hint(problems, media_error(m, "picture-size", "%s does not say how large it is", m->path),
                     "give its <svg> a viewBox, for example \"0 0 800 600\"");
    } else if (head.kind == PICTURE_SVG) {
        double tall = head.height / head.width * PICTURE_DRAWN_PX;
        if (tall < 1 || tall > PICTURE_SIDE_MAX_PX)
            media_error(m, "picture-size",
                        "%s is %g wide and %g tall: drawn %d pixels wide it is %.0f tall; from 1 to %d "
                        "can be shown",
                        m->path, head.width, head.height, PICTURE_DRAWN_PX, tall, PICTURE_SIDE_MAX_PX);
    }
}

static void judge_sound(const struct media *m, const char *bytes, size_t size)
{
    enum sound_head head = sound_head_read(bytes, size);
    struct problems *problems = m->check->problems;
    if (head == SOUND_HEAD_NONE)
        problem_hint(problems, media_error(m, "sound-file", "%s is no Ogg sound", m->path), "opusenc in.wav out.ogg");
    else if (head == SOUND_HEAD_OTHER)
        problem_hint(problems, media_error(m, "sound-codec", "%s is not Opus", m->path), "opusenc in.wav out.ogg");
}

/* An installed kiosk has the PNG that was made of an SVG, and not the SVG. */
static bool read_head(const struct media *m, size_t most, const char **bytes, size_t *size)
{
    const struct source *source = m->check->source;
    struct arena *a = m->check->problems->arena;
    size_t length = strlen(m->path);
    if (source_head(source, a, m->path, most, bytes, size))
        return true;
    return strcmp(m->path + length - 4, ".svg") == 0 &&
           source_head(source, a, arena_printf(a, "%.*s.png", (int)length - 4, m->path), most, bytes, size);
}

void check_media(const struct check *c, const char *pointer, const char *key, const char *path)
{
    if (!path || c->page->uncounted)
        return;
    const char *full = arena_printf(c->problems->arena, "%s/%s", c->m->folder, path), *bytes;
    struct media m = {c, pointer, key, full};
    const char *end = path + strlen(path) - 4; /* load has seen to it that the name is longer */
    bool is_sound = strcmp(end, ".ogg") == 0, is_picture = strcmp(end, ".svg") == 0 || strcmp(end, ".png") == 0;
    size_t size;
    if (!c->source->exists(c->source->context, full)) {
        problem_hint(c->problems, media_error(&m, "media-missing", "there is no file %s", full),
                     "capitals count in the names of files");
        return;
    }
    if (!is_sound && !is_picture) /* a film: kind_video.c has looked at it */
        return;
    if (!read_head(&m, is_sound ? SOUND_HEAD_BYTES : PICTURE_HEAD_BYTES, &bytes, &size))
        media_error(&m, "media-file", "%s cannot be read", full);
    else if (size == 0)
        problem_hint(c->problems, media_error(&m, "media-file", "%s is empty", full), "copy it here again");
    else if (is_sound)
        judge_sound(&m, bytes, size);
    else
        judge_picture(&m, bytes, size);
}
