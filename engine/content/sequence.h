#ifndef SEQUENCE_H
#define SEQUENCE_H
/*
 * sequence - what a programme says of whom it is for and when it comes: "for", "not_for", "suggest" and "hold" of its
 * programme.json. Words for staff, who decide; suggest.h works out what they are shown.
 *
 * Source: the project's clinical content guide, "Sequencing for several needs".
 */
#include "programme.h"

/* What staff can know of a person today; nothing of it is kept. The names stand in programme.json. */
enum need {
    NEED_DANGER,
    NEED_UNABLE,
    NEED_DEPENDENT,
    NEED_DRINK,
    NEED_CANNABIS,
    NEED_PARTNER_ABUSE,
    NEED_ASSESSED,
    NEED_LOW_MOOD,
    NEED_ANGER,
    NEED_WOMAN,
    NEED_YOUNG,
    NEED_FEW_DAYS,
    NEEDS
};
extern const char *const need_names[NEEDS + 1]; /* NULL at the end */
#define NEED_BIT(need) (1u << (need))

#define RANK_MAX 99 /* 1 comes first */

struct sequence_rule {
    unsigned needs;           /* holds when any of these is so; 0: asks for none */
    unsigned without;         /* hold: when none of these is so; 0: asks for none */
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
