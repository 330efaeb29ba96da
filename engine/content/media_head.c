#include "media_head.h"

#include <stdlib.h>
#include <string.h>

/* --- PNG --------------------------------------------------------------------------------------------------------- */

static double big_endian(const char *bytes)
{
    double number = 0;
    for (int i = 0; i < 4; i++)
        number = number * 256 + (unsigned char)bytes[i];
    return number;
}

static bool read_png(const char *bytes, size_t size, struct picture_head *out)
{
    static const char signature[] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR";
    enum { SMALLEST = 57 }; /* without a pixel's data or its end, a file was cut off */
    if (size < SMALLEST || memcmp(bytes, signature, 16) != 0)
        return false;
    *out = (struct picture_head){PICTURE_PNG, big_endian(bytes + 16), big_endian(bytes + 20)};
    return true;
}

/* --- SVG --------------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value of an attribute of the tag, or NULL; behind its quote. */
static const char *attribute(const char *tag, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(tag, name); at; at = strstr(at + 1, name)) {
        const char *after = at + length;
        while (is_space(*after))
            after++;
        if (!is_space(at[-1]) || *after != '=')
            continue;
        after++;
        while (is_space(*after))
            after++;
        return *after == '"' || *after == '\'' ? after + 1 : NULL;
    }
    return NULL;
}

/* "800", "800px"; 0 for what depends on something else ("100%"). */
static double length_of(const char *value)
{
    char *end;
    double length = value ? strtod(value, &end) : 0;
    return value && *end != '%' && length > 0 && length < 1e9 ? length : 0;
}

/* The shape of a picture is that of its viewBox, or of its width and height where it has none. */
static void read_shape(const char *tag, struct picture_head *out)
{
    const char *box = attribute(tag, "viewBox");
    double number[4] = {0};
    for (int i = 0; box && i < 4; i++) {
        char *end;
        while (is_space(*box) || *box == ',')
            box++;
        number[i] = strtod(box, &end);
        box = end > box ? end : NULL;
    }
    bool has_box = number[2] > 0 && number[3] > 0;
    out->width = has_box ? number[2] : length_of(attribute(tag, "width"));
    out->height = has_box ? number[3] : length_of(attribute(tag, "height"));
}

static bool read_svg(const char *bytes, size_t size, struct picture_head *out)
{
    char text[PICTURE_HEAD_BYTES + 1];
    if (size > PICTURE_HEAD_BYTES)
        size = PICTURE_HEAD_BYTES;
    memcpy(text, bytes, size);
    text[size] = '\0';
    if (strlen(text) < size) /* text has no NUL */
        return false;
    char *tag = strstr(text, "<svg");
    if (!tag || (!is_space(tag[4]) && tag[4] != '>'))
        return false;
    tag[strcspn(tag, ">")] = '\0';
    *out = (struct picture_head){.kind = PICTURE_SVG};
    read_shape(tag, out);
    return true;
}

struct picture_head picture_head_read(const char *bytes, size_t size)
{
    struct picture_head head = {.kind = PICTURE_NONE};
    if (!read_png(bytes, size, &head))
        read_svg(bytes, size, &head);
    return head;
}

/* --- Ogg --------------------------------------------------------------------------------------------------------- */

enum sound_head sound_head_read(const char *bytes, size_t size)
{
    enum { PAGE_BYTES = 27 }; /* then a table of as many bytes as the last of these says, then what is in it */
    if (size <= PAGE_BYTES || memcmp(bytes, "OggS", 4) != 0)
        return SOUND_HEAD_NONE;
    size_t at = PAGE_BYTES + (unsigned char)bytes[PAGE_BYTES - 1];
    return at + 8 <= size && memcmp(bytes + at, "OpusHead", 8) == 0 ? SOUND_HEAD_OPUS : SOUND_HEAD_OTHER;
}
