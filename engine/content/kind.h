#ifndef KIND_H
#define KIND_H
/*
 * kind - what each kind of block is to those who read and judge modules. Private to the content layer.
 *
 * A file a kind, kind_<name>.c, and one row in it: the properties it has, what is read by hand after them, and what is
 * judged once the whole module is known. kind.c lists the rows.
 */
#include "check_inside.h"
#include "load_inside.h"

struct kind_row {
    const char *name;   /* "choice" */
    struct shape shape; /* offsets are into struct block */
    void (*finish)(struct loader *l, const struct json *j, struct block *b, const char *place); /* or NULL */
    void (*check)(const struct check *c, const struct block *b);                                 /* or NULL */
};

/* What every block may have; what every exercise may have. */
#define SHOWN_FIELDS                                                                                                    \
    {.key = "kind"}, {.key = "id"}, {.key = "when", .type = FIELD_RULE, .at = offsetof(struct block, when)}
#define EXERCISE_FIELDS                                                                                                 \
    SHOWN_FIELDS, {.key = "ask", .type = FIELD_WORDS, .at = offsetof(struct block, ask)},                               \
        {.key = "hint", .type = FIELD_WORDS, .at = offsetof(struct block, hint)},                                       \
        {.key = "about_me", .type = FIELD_FLAG, .at = offsetof(struct block, about_me)},                                \
        {.key = "optional", .type = FIELD_FLAG, .at = offsetof(struct block, optional)},                                \
        {.key = "private", .type = FIELD_FLAG, .at = offsetof(struct block, is_private)},                               \
        {.key = "print"}, /* read by load_block_as: true unless written */                                              \
        {.key = "show_with", .type = FIELD_WORDS, .at = offsetof(struct block, show_with), .answers = true},            \
        {.key = "show_with_empty", .type = FIELD_WORDS, .at = offsetof(struct block, show_with_empty)}
/* What an exercise that can have a right answer may have besides (load_block.c, how_right). */
#define RIGHT_FIELDS                                                                                                    \
    {.key = "tries", .type = FIELD_COUNT, .at = offsetof(struct block, tries), .least = 1, .most = TRIES_MAX},          \
        {.key = "feedback"} /* read by load_block_as */
#define TRIES_MAX 10

extern const struct kind_row kind_text, kind_image, kind_audio, kind_video, kind_callout, kind_story, kind_reveal,
    kind_breathe, kind_recall, kind_chart, kind_countdown, kind_choice, kind_scale, kind_grid, kind_write, kind_number,
    kind_date, kind_rank, kind_sort, kind_match, kind_gaps, kind_spot, kind_mark, kind_measure, kind_worksheet,
    kind_diary;

const struct kind_row *kind_of(enum block_kind kind);

#endif
