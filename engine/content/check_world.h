#ifndef CHECK_WORLD_H
#define CHECK_WORLD_H
/*
 * check_world - tries a rule with the answers there can be: does it ever hold, does it always?
 *
 * A world gives each variable of some rules a value: a setting, each option of a choice, each step of a scale, or none
 * (null). Rules are worked out by `rule`, so what is found here is what happens on a screen. Where there are too many
 * values they are sampled: whatever was found is then true, whatever was not found proves nothing.
 */
#include "check_inside.h"
#include "rule.h"

#define WORLD_VARIABLES_MAX 12
#define WORLDS_MAX          4096

enum domain_kind {
    DOMAIN_ALL,   /* these are all the values there are */
    DOMAIN_STEPS, /* numbers: both ends, and those beside each that a rule names: all, where rules only compare */
    DOMAIN_SOME   /* there are others */
};

struct domain {
    const char *name;
    enum domain_kind kind;
    bool in_sum; /* some rule adds it to something, or multiplies it */
    const struct value *values;
    int count;
};

struct worlds {
    const struct check *check;
    struct arena *arena;  /* of domains */
    struct arena scratch; /* of one rule being worked out */
    struct domain domains[WORLD_VARIABLES_MAX];
    int at[WORLD_VARIABLES_MAX]; /* this world: a value of each domain */
    int count, tried;
    bool is_cut; /* too many variables or worlds: not all are tried */
    struct value *numbers, *texts; /* that the rules compare with */
    int number_count, text_count;
};

void worlds_begin(struct worlds *w, const struct check *c, struct arena *arena);
void worlds_end(struct worlds *w);
/* Takes the variables and literals of a rule in; before the first worlds_first. NULL is no rule. */
void worlds_add(struct worlds *w, const struct rule *r);
/* for (bool more = worlds_first(&w); more; more = worlds_next(&w)). Ends early when there are no more trials. */
bool worlds_first(struct worlds *w);
bool worlds_next(struct worlds *w);
bool worlds_hold(struct worlds *w, const struct rule *r); /* in this world; NULL holds; one of check.trials */
/* Nothing is left untried that could make a difference; from worlds_first on. */
bool worlds_are_all(const struct worlds *w);
/* Index of a variable's domain, or -1. */
int worlds_variable(const struct worlds *w, const char *name);
const struct value *worlds_value(const struct worlds *w, int variable);
/* "\"heat\" is 3 and \"setting\" is custody": this world in words. */
const char *worlds_say(const struct worlds *w, struct arena *arena);

/* Calls `found` for every variable of a rule, of `missing` too; not for the elements of some, all and none. */
void rule_variables(const struct rule *r, void (*found)(void *context, const struct rule *at, const char *name),
                    void *context);

#endif
