#include "icons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAP_MAX_BYTES 262144 /* the whole font is 36 KB of names */

bool icons_read(struct icons *out, const char *assets)
{
    *out = (struct icons){0};
    char path[1024];
    int length = snprintf(path, sizeof path, "%s/icons.map", assets ? assets : ".");
    if (length < 0 || (size_t)length >= sizeof path)
        return false;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    out->text = malloc(MAP_MAX_BYTES);
    if (!out->text)
        abort();
    out->length = fread(out->text, 1, MAP_MAX_BYTES, file);
    fclose(file);
    return true;
}

void icons_release(struct icons *i)
{
    free(i->text);
    *i = (struct icons){0};
}

static size_t line_end(const struct icons *i, size_t start)
{
    const char *end = memchr(i->text + start, '\n', i->length - start);
    return end ? (size_t)(end - i->text) : i->length;
}

/* Splits the line at `start` into name and character. */
static uint32_t line_read(const struct icons *i, size_t start, size_t end, size_t *name_length_out)
{
    const char *gap = memchr(i->text + start, ' ', end - start);
    *name_length_out = gap ? (size_t)(gap - (i->text + start)) : end - start;
    char digits[8] = {0};
    if (!gap || end - start - *name_length_out < 4)
        return 0;
    size_t count = end - start - *name_length_out - 3;
    memcpy(digits, gap + 3, count < sizeof digits - 1 ? count : sizeof digits - 1);
    return (uint32_t)strtoul(digits, NULL, 16);
}

uint32_t icons_find(const struct icons *i, const char *name)
{
    size_t low = 0, high = i->length, length = strlen(name);
    while (low < high) { /* both are starts of lines, or the end */
        size_t middle = low + (high - low) / 2;
        while (middle > low && i->text[middle - 1] != '\n')
            middle--;
        size_t end = line_end(i, middle), name_length;
        uint32_t character = line_read(i, middle, end, &name_length);
        int order = memcmp(name, i->text + middle, length < name_length ? length : name_length);
        if (!order)
            order = (length > name_length) - (length < name_length);
        if (!order)
            return character;
        if (order < 0)
            high = middle;
        else
            low = end + 1 < high ? end + 1 : high;
    }
    return 0;
}

bool icons_next(const struct icons *i, size_t *position, char name_out[ICON_NAME], uint32_t *character_out)
{
    if (*position >= i->length)
        return false;
    size_t end = line_end(i, *position), length;
    *character_out = line_read(i, *position, end, &length);
    if (length >= ICON_NAME)
        length = ICON_NAME - 1;
    memcpy(name_out, i->text + *position, length);
    name_out[length] = '\0';
    *position = end + 1;
    return true;
}
