#ifndef LAYOUT_H
#define LAYOUT_H
/*
 * layout - one paragraph of styled text broken into lines (UAX 14) and put in visual order (UAX 9).
 *
 * Text goes in as bytes in reading order with styles by range; out come lines of pieces from left to right, each piece one
 * style and one direction, so that the painter needs to know neither algorithm. It knows no colours and draws nothing.
 */
#include "ui.h"

struct layout_run { /* style of the bytes from `start` */
    size_t start, length;
    enum face face;
};

struct layout_job {
    const char *plain; /* NUL-terminated UTF-8; a newline starts a new line */
    const struct layout_run *runs; /* in order, covering `plain` */
    int run_count;
    int size_px, width_px;
    enum align align;
    bool right_to_left;  /* of the screen: where a line starts, and the direction of text that has none of its own */
    const char *language;
    size_t spoken_start, spoken_length; /* the word being said: becomes a piece of its own; length 0: none */
};

struct layout_piece {
    const char *text; /* NUL-terminated, in reading order */
    size_t start;     /* byte in `plain` */
    int x, width_px;  /* from the left of the job's width */
    enum face face;
    bool right_to_left, spoken;
};

struct layout_line {
    struct layout_piece *pieces; /* from left to right */
    int count;
    int x, width_px;
    const char *torn; /* the word within which it ends, because it is wider than a line; or NULL */
};

struct layout {
    struct layout_line *lines;
    int count, room;
    int width_px; /* of the widest line */
};

struct layout layout_text(struct arena *a, const struct text_measure *measure, const struct layout_job *job);

/* Embedding level of every byte of a paragraph without newlines (odd: right to left), or NULL: all of it is 0. */
const signed char *layout_levels(struct arena *a, const char *text, size_t length, bool right_to_left);
/* Puts pieces in visual order by their levels (rule L2). */
void layout_reorder(struct layout_piece *pieces, signed char *levels, int count);
/* Widens a range to whole words: voices report "chi" of "chi'n". */
void layout_widen_to_words(const char *text, size_t *start, size_t *length);
/* The end of the user-perceived character that begins at `at`. */
size_t layout_grapheme_end(const char *text, size_t length, size_t at);

#endif
