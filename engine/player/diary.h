#ifndef DIARY_H
#define DIARY_H
/*
 * diary - the rows of a diary in an attempt: how far each has got, what they add up to, and how both read.
 *
 * A row that nobody has touched is no gap: Next waits only for as many rows as the author asks for, and for what is still
 * open in a row that was begun.
 */
#include "attempt.h"
#include "catalogue.h"

enum diary_state {
    DIARY_EMPTY,
    DIARY_NOTHING,  /* "nothing that day" was pressed */
    DIARY_DECLINED, /* "I would rather not say", of the row */
    DIARY_BEGUN,   /* something that is needed is still open */
    DIARY_FULL
};
enum diary_state diary_row_state(const struct attempt *s, const struct block *diary, int row);
/* How many rows have something in them; of occasions: how many there are. */
int diary_rows_used(const struct attempt *s, const struct block *diary);
/* What is said of the diary as a whole, when it is: that there was nothing, or that they would rather not say; or NULL. */
const struct answer *diary_whole(const struct attempt *s, const struct block *diary);
/* Next waits for the diary itself: too few rows are filled in. */
bool diary_is_waiting(const struct attempt *s, const struct block *diary);

/* What a row adds up to, or all rows (row -1). False when nothing was counted: no row has what the sum needs. A row in
 * which there was nothing counts as 0. */
bool diary_sum(const struct attempt *s, const struct block *diary, const struct diary_total *total, int row,
               double *out);

/* In words; `interface` NULL: English. */
/* "Monday"; an occasion is numbered among those there are: "Drink 2". */
const char *diary_row_title(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                            const struct block *diary, int row);
const char *diary_nothing_words(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                                const struct block *diary);
/* What was given in a row, box after box: "Beer, 3 glasses"; NULL: nothing. */
const char *diary_row_words(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                            const struct block *diary, int row);
/* All of a diary's totals that were counted: "4.5 units, £12.50"; NULL: none. Row -1: of all rows. */
const char *diary_sums_words(const struct attempt *s, struct arena *a, const struct block *diary, int row);
/* "14.2 units", "£12.50"; NULL when nothing was counted. */
const char *diary_sum_words(const struct attempt *s, struct arena *a, const struct block *diary,
                            const struct diary_total *total, int row);

#endif
