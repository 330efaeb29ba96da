#ifndef BLOCK_SHEET_H
#define BLOCK_SHEET_H
/*
 * block_sheet - blocks made of exercises, of which one part at a time has the page to itself until it is done: a box of a
 * worksheet, a row of a diary. Private to the page view.
 */
#include "block.h"

/* The sheet on this page one of whose parts is open, or NULL. */
const struct block *sheet_open(const struct block_view *v);
/* The open part as a page. `column` as for a page's body. */
void sheet_page(struct block_view *v, const struct block *sheet, struct rect column);

/* Of a box of a diary, the name of its row: "Monday"; NULL: of anything else. */
const char *sheet_part_name(const struct block_view *v, const struct block *part);
/* The target that opens the part which holds this exercise, where the sheet is drawn; NULL: it is none of its own. */
const char *sheet_target_of(const struct block_view *v, const struct block *sheet, const struct block *part);

/* Brings the part into view that holds what Next waits for; once, after the sheet is drawn. */
void sheet_show_missing(struct block_view *v, const struct block *sheet);

/* What a part says where it is not open: the answer, what is half written, or NULL. */
const char *sheet_words(const struct block_view *v, const struct block *exercise);

/* --- worksheets (block_worksheet.c, block_worksheet_layouts.c, block_worksheet_circles.c) --------------------------- */

const struct worksheet_field *worksheet_open_field(const struct block_view *v, const struct block *sheet);
void worksheet_field_page(struct block_view *v, const struct block *sheet, struct rect column);

struct sheet_box {
    const struct worksheet_field *field;
    const char *number; /* of a step or rung, or NULL */
    const char *over;   /* a line above the question: its ring, its place on a line; or NULL */
    const char *where;  /* said before what is in it, where eyes see it: its column and row; or NULL */
    bool with_apart;    /* what `with` asks is told elsewhere: at the point of a line */
    bool rises;         /* of a ladder: what `with` asks stands at the end of the first line */
};

int sheet_box_height(struct block_view *v, const struct sheet_box *box, int width);
void sheet_box_draw(struct block_view *v, const struct block *sheet, const struct sheet_box *box, struct rect r);

/* Each draws `count` boxes from the top of `area`, and returns the height. */
int worksheet_down(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                   struct rect area);
int worksheet_columns(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                      struct rect area, int columns);
int worksheet_cross(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                    struct rect area);
int worksheet_matrix(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                     struct rect area);
int worksheet_ladder(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                     struct rect area);
int worksheet_timeline(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                       struct rect area);
int worksheet_circles(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                      struct rect area);

#endif
