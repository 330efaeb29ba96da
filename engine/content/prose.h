#ifndef PROSE_H
#define PROSE_H
/*
 * prose - Markdown to runs of styled words (md4c; the only unit that sees it).
 *
 * A small Markdown: paragraphs, headings, bold, italic, lists, quotes. No links, images, HTML or tables: they come out as
 * their plain text. The result is flat, ready for layout and for speech.
 */
#include <stdbool.h>
#include <stddef.h>
#include "arena.h"

enum prose_style { PROSE_PLAIN = 0, PROSE_BOLD = 1, PROSE_ITALIC = 2 }; /* flags */

struct prose_run {
    const char *text; /* NUL-terminated */
    size_t length;
    unsigned style;
};

enum paragraph_kind { PARAGRAPH_TEXT, PARAGRAPH_HEADING, PARAGRAPH_BULLET, PARAGRAPH_NUMBER, PARAGRAPH_QUOTE };

struct paragraph {
    enum paragraph_kind kind;
    int number;  /* NUMBER: 1, 2, ... ; HEADING: level */
    int indent;  /* depth of nested lists, from 0 */
    const struct prose_run *runs;
    int run_count;
    const char *plain; /* the runs' text joined: what is spoken */
};

struct prose {
    const struct paragraph *paragraphs;
    int count;
};

struct prose prose_parse(struct arena *a, const char *markdown);
/* All paragraphs' plain text, joined by a space. */
const char *prose_plain(struct arena *a, const char *markdown);

/* What Markdown can say and prose cannot show. Flags. */
enum prose_misfit {
    MISFIT_HEADING = 1, /* deeper than level 3 */
    MISFIT_TABLE = 2,
    MISFIT_IMAGE = 4,
    MISFIT_HTML = 8,
    MISFIT_LINK = 16,
    MISFIT_CODE = 32, /* a block of it */
    MISFIT_LINE = 64  /* across */
};
unsigned prose_misfits(const char *markdown);

#endif
