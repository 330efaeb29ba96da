#ifndef SEQUENCE_H
#define SEQUENCE_H
/*
 * sequence - what a programme says of whom it is for and when it comes: "for", "not_for", "suggest" and "hold" of its
 * programme.json; and what holds for all of them, shared/sequencing.json: what staff can say of a person today, what stops every
 * programme, how much a wish counts, how many are open at one time. Words for staff, who decide; suggest.h works out what they
 * are shown.
 *
 * Source: the project's clinical content guide, "Sequencing for several needs".
 */
#include "load.h"
#include "programme.h"

#define RANK_MAX  99 /* 1 comes first */
#define NEEDS_MAX 24
#define ALSO_MAX  6

/* What staff can know of a person today; nothing of it is kept. Programmes name it by its id. */
struct need {
    const char *id;
    struct words text; /* "Drink is in most of the trouble" */
    struct words stop; /* what to do instead of a programme; count 0: it stops none */
    struct words note; /* said beside what is suggested; count 0: nothing */
};
#define NEED_BIT(index) (1u << (index)) /* of sequencing.needs */

struct sequencing {
    const struct need *needs;
    int need_count;
    int wish_rank, open_at_most;
    struct words wish, open; /* why it is suggested; what is said when as many are open */
    const struct words *also; /* said below every suggestion */
    int also_count;
    struct messages messages;
};

#define SEQUENCING_FILE "shared/sequencing.json"

/* In the arena, with its words in all of `languages`, of which the first is the one it is written in. NULL: there is no such
 * file, or it cannot be used, which is a problem. */
const struct sequencing *sequencing_load(struct arena *a, const struct source *source, const char *const *languages,
                                         int language_count, struct problems *problems);
int sequencing_need(const struct sequencing *s, const char *id); /* index; -1: there is none */

struct sequence_rule {
    const char *id;
    const char *const *needs; /* holds when any of these is so; none: asks for none */
    int need_count;
    const char *const *without; /* hold: when none of these is so; none: asks for none */
    int without_count;
    const char *const *until; /* hold: as long as one of these is not done: "thinking-skills/seeing-both-sides" */
    int until_count;
    int rank;                 /* suggest */
    struct words because;     /* a sentence that staff can read out */
};

#define SEQUENCE_RULES_MAX 8
#define SEQUENCE_UNTIL_MAX 8

struct sequence {
    struct words for_whom, not_for;
    const struct sequence_rule *suggest, *hold;
    int suggest_count, hold_count;
};

#endif
