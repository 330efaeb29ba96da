#ifndef FIXED_MEASURE_H
#define FIXED_MEASURE_H
/*
 * fixed_measure - text widths that need no font: every character is half its size wide, marks that combine have none.
 *
 * Layout tests and goldens use it, so that they say the same on every machine.
 */
#include "ui.h"

static inline int fixed_width_px(void *context, enum face face, int size_px, const char *text, size_t length)
{
    (void)context;
    (void)face;
    int characters = 0;
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t size = utf8_decode(text + at, length - at, &character);
        at += size ? size : 1;
        bool combines = (character >= 0x300 && character <= 0x36F) || (character >= 0x64B && character <= 0x65F);
        characters += !combines;
    }
    return characters * size_px / 2;
}

static inline bool fixed_image_size(void *context, const char *path, int *width_out, int *height_out)
{
    (void)context;
    (void)path;
    *width_out = 400;
    *height_out = 300;
    return true;
}

static inline struct text_measure fixed_measure(void)
{
    return (struct text_measure){.width_px = fixed_width_px, .image_size = fixed_image_size};
}

#endif
