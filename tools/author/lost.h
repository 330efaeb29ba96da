#ifndef LOST_H
#define LOST_H
/*
 * lost - answers that an edit of a module would lose: what people could have answered before, and what the module now can
 * no longer read.
 *
 * Every answer that the module of before takes is tried on the module of now, as the player does it when it lives through
 * events again (answer_fits). It does not matter where a question stands, only what it is called and what can be answered.
 */
#include "programme.h"

#define LOST_PARTS_MAX 40

struct lost {
    const struct page *page;       /* of before */
    const struct block *was, *is;  /* is NULL: nothing is called so any more */
    bool all;                      /* no answer to it can be read any more */
    const char *part[LOST_PARTS_MAX]; /* else: ids, "row.column", "7 to 10", "more than one", "rather not say" */
    int part_count;
    const struct block *like; /* is NULL: a new question that takes all of its answers, or NULL */
};

/* One entry a question; a worksheet or diary that is gone is one. Questions of the feedback are left out. `out` has room
 * for EXERCISES_MAX. Returns how many. */
int lost_answers(struct arena *a, const struct module *was, const struct module *is, struct lost *out);

/* Is all that is lost of it in the list of ids that were taken away on purpose: "heat", "trigger", "trigger.waiting"? */
bool lost_is_reserved(const struct lost *lost, const struct module *is);
bool id_is_reserved(const char *id, const char *const *reserved, int count);

/* What goes into that list, "heat" or "trigger.waiting"; NULL: it is still asked, and needs a new id instead. */
const char *lost_reserve(struct arena *a, const struct lost *lost);

/* "every answer to \"heat\"", "answers to \"trigger\" that say \"waiting\" or \"no\"" */
const char *lost_words(struct arena *a, const struct lost *lost);

#endif
