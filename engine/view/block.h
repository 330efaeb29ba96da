#ifndef BLOCK_H
#define BLOCK_H
/*
 * block - how each kind of block is drawn; what the kinds share. Private to the page view.
 *
 * A block is drawn into a column from the top and returns its height. There is no second function that measures: to
 * measure is to draw onto a scratch frame (block_scratch), so the two can never disagree.
 *
 * Everything is laid out as if reading from left to right; the ui turns it over for right-to-left languages.
 */
#include "page.h"
#include "wording.h"

struct block_view {
    struct ui *ui;
    const struct attempt *attempt;
    struct page_state *state;
    const struct page *page;
    struct rect side; /* free room beside the column, from side.y down; w is 0 when there is none */
    const struct video_now *video; /* or NULL */
    bool titled;      /* the page's heading is this block's question */
};

typedef int block_draw(struct block_view *v, const struct block *b, struct rect area);

/* What exactly Next waits for, as a sentence. */
typedef const char *block_lacks(const struct block_view *v, const struct block *b);

/* One row a kind, in block.c. */
struct block_look {
    block_draw *draw;
    bool beside; /* may stand in the narrow column beside words */
    bool words;  /* reads as running text: kept to the width of a line that is easy to read */
    bool wide;   /* wants the whole width, and goes below what stands beside */
    bool asks;   /* puts a question, which its targets answer */
    bool questions; /* is several questions: it marks the one that Next waits for itself */
    const char *missing; /* Next waits for it: "Choose a number for: %1"; NULL: "Choose an answer to: %1" */
    block_lacks *lacks;  /* of `questions`: which one, in place of `missing`; or NULL */
};
extern const struct block_look view_block[BLOCK_KINDS];

block_draw block_text, block_image, block_audio, block_video, block_callout, block_story, block_reveal, block_breathe,
    block_recall, block_chart, block_countdown, block_choice, block_scale, block_grid, block_write, block_number, block_date,
    block_rank, block_sort, block_match, block_gaps, block_spot, block_mark, block_measure, block_worksheet, block_diary;

block_draw block_scale_named; /* a scale whose steps have names: faces, a traffic light */
block_lacks grid_lacks;

int block_draw_any(struct block_view *v, const struct block *b, struct rect area);
/* A view that draws onto a frame thrown away: to know a height before drawing. */
struct block_view block_scratch(const struct block_view *v, struct ui *scratch);
struct block_state *block_state_of(const struct block_view *v, const struct block *b);

/* --- words ------------------------------------------------------------------------------------------------------ */

const char *block_words(const struct block_view *v, const struct words *w); /* in the frame's arena; "" when absent */
const char *block_plain(const struct block_view *v, const struct words *w); /* without Markdown */
const char *block_id(const struct block_view *v, const struct block *b, const char *part, const char *item);
const char *block_digits(const struct block_view *v, double number);
/* Minutes and seconds as words: "1 minute 20 seconds". */
const char *block_duration(const struct block_view *v, int seconds);
/* "Choose an answer to: How hot does it get?" */
const char *block_missing(const struct block_view *v, const struct block *b);
/* Scrolls to the exercise that Next waits for, if it is this one, which begins at y. */
void block_show_missing(struct block_view *v, const struct block *b, int y);
/* Scrolls, once for each start, to what runs in time and is to be watched. */
void block_show_running(struct block_view *v, const struct block_state *s, int y, int height);

/* --- drawing ------------------------------------------------------------------------------------------------------ */

int put_text(struct ui *ui, struct text_style style, int x, int y, int width, const char *plain);
int put_prose(struct ui *ui, struct text_style style, int x, int y, int width, const char *markdown);

/* A box whose height is known only after its inside is drawn. */
int panel_begin(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px);
void panel_end(struct ui *ui, int panel, int height);

/* --- pieces that several kinds are made of ------------------------------------------------------------------------ */

/* Sizes that follow the theme: `em` is the size of the body text. */
int block_em(const struct ui *ui, double em);
struct text_style block_style(const struct ui *ui, struct type type, enum face face, enum colour colour,
                              enum colour on);

/* Width of the longest word: what is narrower breaks it. */
int block_longest_word(struct ui *ui, const struct text_style *style, const char *text);

/* Next was refused for want of this answer, and it still is not there. */
bool block_is_missing(const struct block_view *v, const struct block *b);
/* "This still needs an answer"; the height with the gap under it. */
int block_missing_mark(struct block_view *v, struct rect area, enum colour on);
/* The "needs an answer" mark, show_with, ask and hint. Returns its height with the gap under it. */
int block_header(struct block_view *v, const struct block *b, struct rect area);
/* The words that name an exercise: its ask, or the page's title. Plain. */
const char *block_ask(const struct block_view *v, const struct block *b);

enum row_mark { ROW_TICK, ROW_ROUND };
struct option_row {
    const char *id, *text, *icon, *picture; /* text is plain */
    const char *below;                      /* a second line: what was written, or NULL */
    enum row_mark mark;
    bool chosen, dashed;
    int position, count;
    const struct target_more *elsewhere; /* where it is touched besides, or NULL */
    struct press press; /* PRESS_NOTHING: it is only seen */
};
int option_row_height(const struct block_view *v, const struct option_row *row, int width);
bool option_row_wraps(const struct block_view *v, const struct option_row *row, int width);
void option_row(struct block_view *v, const struct option_row *row, struct rect r);
/* Rows in one column, or in two where they are short and there is room. Returns the height. */
int option_rows(struct block_view *v, const struct option_row *rows, int count, struct rect area);
/* Pictures with their words under them, 2 to 4 across; every row has a picture. 0: too narrow, draw rows instead. */
int option_tiles(struct block_view *v, const struct option_row *rows, int count, struct rect area);
/* Chosen is shown three ways: the mark is filled, a tick stands in it, and the border of what it belongs to is heavy. */
void option_mark(struct ui *ui, enum row_mark mark, bool chosen, struct rect r);
/* What is said of an option, and its target. */
void option_target(struct block_view *v, const struct option_row *row, struct rect r);
/* Fills in the row "I would rather not say". */
struct option_row option_declined(const struct block_view *v, const struct block *b);
/* That row alone, under an exercise that is not a list of rows; 0 when the block has none. With the gap above it. */
int block_declined(struct block_view *v, const struct block *b, struct rect area);
int block_declined_as(struct block_view *v, const struct block *b, const char *words, struct rect area); /* in other words */

/* Numbers to choose one from, in as few rows as fingers can tell them apart. */
struct steps { int columns, rows, width, height, gap; };
struct steps steps_of(const struct block_view *v, int count, int width);
struct rect steps_cell(const struct steps *g, int i, int x, int y); /* of number i, when they begin at x, y */
struct step {
    const char *id, *number;
    const char *name;  /* said: "7 out of 10" */
    const char *means; /* words for an end of the scale; or "" */
    bool chosen;
    struct press press;
};
void step_draw(struct block_view *v, const struct step *s, struct rect r);

/* A thing that gets a number: its place in an order, or its pair. The number stands in a badge, empty without one. */
struct numbered_row {
    const char *id, *text, *icon, *picture; /* text is plain */
    const char *below;                      /* a second line, or NULL */
    const char *number, *says;
    bool strong;       /* in hand, or where to put what is in hand: that is */
    bool dashed;
    int kept_px;       /* room kept free at its end */
    struct press press; /* PRESS_NOTHING: it is only seen */
};
int numbered_row_height(const struct block_view *v, const struct numbered_row *row, int width);
void numbered_row(struct block_view *v, const struct numbered_row *row, struct rect r);

/* A small button with words: picked ones are filled, bordered and ticked. */
struct chip {
    const char *id, *text, *icon, *says;
    enum role role;
    bool chosen, dashed;
    struct press press;
};
int chips(struct block_view *v, const struct chip *chip, int count, struct rect area); /* flowing; the height */
/* The same for several questions: all as wide as the widest, so that they stand under each other from question to question;
 * in fewer columns where they do not fit side by side. */
int chip_columns(struct block_view *v, const struct chip *chip, int count, struct rect area);

/* One of several questions that are asked alike: a row of a grid, an item of a measure. Its answers are its group. */
struct question {
    const char *text;           /* plain */
    const char *icon, *picture; /* or NULL */
    const char *group;          /* by ear: "My family. Row 2 of 5."; NULL: text */
    const struct step *steps;   /* answers as numbers, or NULL; */
    int step_count;
    const char *low, *high;     /* words under the first and the last number */
    const struct chip *answers; /* and in words */
    int answer_count;
    bool missing;               /* Next waits for it */
};
int question_card(struct block_view *v, const struct question *q, struct rect area);
/* Questions that all have the same answers in words: a table where it fits, with the answers once in its head, else cards.
 * Targets come in the same order in both. Scrolls to the first that is missing. */
int question_table(struct block_view *v, const struct block *b, const struct question *questions, int count,
                   struct rect area);
/* Text and what stands before it, in the middle of r; its height at a width. Private to the two. */
int question_words_height(struct block_view *v, const struct question *q, int width);
void question_words(struct block_view *v, const struct question *q, struct rect r);

enum panel_look { PANEL_NOTE, PANEL_CARE, PANEL_WARNING, PANEL_GOOD, PANEL_PLAIN };
struct panel {
    enum panel_look look;
    const char *icon, *title;    /* or NULL */
    const char *text;            /* Markdown */
    const struct button *button; /* under the text, or NULL */
};
int panel_draw(struct block_view *v, const struct panel *p, struct rect area);

/* --- right answers, and things in hand (block_right.c) ---------------------------------------------------------------- */

/* Puts 0 to count - 1 into `order`, shuffled: the same for this exercise at every draw, and after an edit of the module,
 * so that what a person has seen stays where it was. `unlike`: never in the order written, which would be the answer. */
void block_shuffle(const struct block_view *v, const struct block *b, int *order, int count, bool unlike);
/* What is said of the answer, `before` (Markdown, or "") in front; how many goes are left; "Check my answer". With the
 * gap above it; 0 when there is nothing to say. */
int block_verdict(struct block_view *v, const struct block *b, const char *before, struct rect area);
/* The feedback of the card, thing, pair or piece that was moved last: a panel of its own. With the gap above it. */
int block_said_of(struct block_view *v, const struct block *b, const struct words *name, const struct words *feedback,
                  struct rect area);
/* "**He laughed**: it could be heard." for every wrong one, once an answer with `tries` was looked at. */
void block_say_wrong(const struct block_view *v, const struct block *b, const struct words *name,
                     const struct words *feedback, struct buffer *out);
/* Of a sort or match: what is in hand, or NULL. Notices that it has been put down, which makes it the last moved. */
const char *block_in_hand(const struct block_view *v, const struct block *b);

/* Speaker, reveal card, option: picture below the programme's folder. */
const char *block_media(const struct block_view *v, const char *src);

#endif
