#ifndef DOCUMENT_H
#define DOCUMENT_H
/*
 * document - what a person takes away on paper or in a file: as data, before anybody lays it out.
 *
 * A document is a title and a list of elements. It is made here out of an attempt, written as JSON (document_write), and
 * read again by cairn-print (document_read), which makes pages of it. It knows no page size, font or printer.
 *
 * What may not leave the screen is not merely left out: everything is worded from an attempt in which it was never
 * answered (attempt_without), so that no sentence that quotes it or depends on it can give it away. That holds for what is
 * private, for what the author keeps off paper, and for what the person chose to leave out. What was declined has no words
 * at all.
 */
#include "attempt.h"
#include "catalogue.h"
#include "prose.h"

/* Limits: document_read refuses more, so that whoever lays it out is never asked to hold more. */
#define DOCUMENT_BYTES_MAX  ((size_t)1024 * 1024)
#define ELEMENTS_MAX        2000 /* every page with every worksheet it may have */
#define PARAGRAPHS_MAX      200 /* of one text */
#define RUNS_MAX            200 /* of one paragraph */
#define BOXES_MAX           128 /* of one element: every exercise of a module */
#define PAPER_COLUMNS_MAX   9
#define PAPER_ROWS_MAX      100
#define SQUARE_MAX          177 /* modules on a side of the largest QR code */

enum document_kind { DOCUMENT_PLAN, DOCUMENT_WORKSHEET, DOCUMENT_SUMMARY, DOCUMENT_CERTIFICATE, DOCUMENT_KINDS };

enum element_kind { ELEMENT_HEADING, ELEMENT_TEXT, ELEMENT_BOXES, ELEMENT_TABLE, ELEMENT_PICTURE, ELEMENT_RULE, ELEMENT_CHART,
                    ELEMENT_KINDS };
enum element_look { ELEMENT_PLAIN, ELEMENT_SOFT /* small and quiet */, ELEMENT_LARGE /* large, in the middle */, ELEMENT_LOOKS };

/* How boxes stand; where a page is too narrow they stand one below the other. */
enum box_layout {
    BOXES_LIST, BOXES_COLUMNS, BOXES_STEPS, BOXES_CROSS, BOXES_MATRIX, BOXES_LADDER, BOXES_TIMELINE, BOXES_CIRCLES,
    BOX_LAYOUTS
};

struct document_box {
    const char *label;            /* the question, or "" */
    struct prose prose;           /* the answer; count 0: none */
    const char *note_label, *note; /* one more answer in the same box, or NULL */
    enum cross_place place;       /* BOXES_CROSS */
};

/* A QR code: rows of '0' and '1', `size` of each, without its quiet zone. */
struct document_square { int size; const char *modules; };

/* A number of a chart: `percent` of the way from its lowest to its highest. */
struct document_mark { const char *label, *figures; int percent; };

struct element {
    enum element_kind kind;
    int level;                    /* HEADING: 1, 2 or 3 */
    const char *text;             /* HEADING */
    enum element_look look;       /* TEXT */
    struct prose prose;           /* TEXT */
    enum box_layout layout;       /* BOXES */
    const struct document_box *boxes;
    int box_count;
    const char *const *cells;     /* TABLE: row by row, the first row is the head */
    int columns, rows;
    struct document_square square; /* PICTURE */
    const struct document_mark *marks; /* CHART: a bar each, from the top */
    int mark_count;
    const char *low, *high;       /* CHART: what both ends are: "0 Calm" */
    const char *alt, *caption;    /* PICTURE: what it is; what stands below it, or NULL */
    struct element *next;
};

struct document {
    struct arena *arena;
    const char *title;
    const char *language;         /* BCP 47 */
    bool right_to_left;
    bool large;                   /* print for people who see less well */
    struct local_date date;
    unsigned accent;              /* 0xRRGGBB */
    const char *footer;           /* at the foot of every page, or "" */
    const char *page_words;       /* "Page %1 of %2" */
    struct element *first, *last;
    int count;
};

struct document_request {
    const struct attempt *attempt;         /* CERTIFICATE: may be NULL */
    const struct programme *programme;     /* NULL: about none; a CERTIFICATE is of one */
    const struct catalogue *interface;     /* NULL: English */
    const char *language;
    bool right_to_left, large;
    struct local_date date;                /* when it was done */
    bool demonstration;                    /* every page says so */
    const char *const *left_out;           /* ids of exercises that the person leaves out */
    int left_out_count;
    const char *const *only;               /* names of exercises, worksheets and diaries: items are these alone (share.h) */
    int only_count;                        /* 0: what the kind of document says */
    const char *code;                      /* of the receipt, or NULL */
    struct document_square receipt;        /* size 0: none */
};

/* --- what there is to take away ---------------------------------------------------------------------------------- */

/* One answer that a document of this kind would hold. */
struct document_item {
    const struct block *exercise;
    const char *label, *words; /* plain; the label is the page's title where the exercise has no question of its own */
};

/* All that may be in it, whatever the person leaves out: for a list with ticks. Returns how many. */
int document_items(struct arena *a, const struct document_request *r, enum document_kind kind,
                   struct document_item out[EXERCISES_MAX]);
/* NULL when there is nothing to put in it. A summary and a certificate always have something. */
struct document *document_make(struct arena *a, const struct document_request *r, enum document_kind kind);
const char *document_kind_name(enum document_kind kind);  /* "plan": for file names */
const char *document_kind_title(enum document_kind kind); /* "My plan": English, to be looked up */

/* --- making one of your own -------------------------------------------------------------------------------------- */

/* An empty one in the language, direction, size and date of the request. `title` is plain text. */
struct document *document_new(struct arena *a, const struct document_request *r, const char *title);
void document_footer(struct document *d, const struct document_request *r, const char *text); /* instead of the title */
/* Each adds an element at the end; strings are borrowed. */
void document_heading(struct document *d, int level, const char *text);
void document_text(struct document *d, enum element_look look, const char *markdown);
void document_boxes(struct document *d, enum box_layout layout, const struct document_box *boxes, int count);
void document_table(struct document *d, const char *const *cells, int columns, int rows);
void document_picture(struct document *d, struct document_square square, const char *alt, const char *caption);
void document_rule(struct document *d);
void document_chart(struct document *d, const struct document_mark *marks, int count, const char *low, const char *high);
void document_prose(struct document *d, enum element_look look, struct prose prose); /* nothing when it is empty */
/* Each adds what the request lets through of its attempt, or nothing: questions, answers and worksheets about the person, as in
 * a summary; the worksheets alone; what the person takes home. */
void document_answers(struct document *d, const struct document_request *r);
void document_worksheets(struct document *d, const struct document_request *r);
void document_take_home(struct document *d, const struct document_request *r);
/* What the measures of the session came to the first time and now, side by side; of what was asked once, nothing. */
void document_changes(struct document *d, const struct document_request *r);
bool document_leaves_out(const struct document_request *r, const char *exercise);
/* "2 March 2026" */
/* A person's words as a text of one paragraph: nothing in them is Markdown. */
struct prose document_plain(struct arena *a, const char *words);

/* --- as JSON ----------------------------------------------------------------------------------------------------- */

/* Canonical: sorted keys, one element a line. The same document always gives the same bytes. */
void document_write(const struct document *d, struct buffer *out);
/* Strict: unknown keys, wrong kinds and anything over its limit are refused. NULL with the reason in `problems`. */
struct document *document_read(struct arena *a, const char *bytes, size_t length, struct problems *problems);

/* Names in the JSON, shared by writer and reader. */
extern const char *const element_names[ELEMENT_KINDS];
extern const char *const element_look_names[ELEMENT_LOOKS];
extern const char *const box_layout_names[BOX_LAYOUTS];
extern const char *const cross_place_names[CROSS_PLACES];
extern const char *const paragraph_names[PARAGRAPH_QUOTE + 1];

#endif
