#ifndef WALKER_H
#define WALKER_H
/*
 * walker - goes through a programme again and again with answers given by chance, until every page has been on show and every rule of
 * every page has led where it leads, in every setting.
 */
#include "library.h"
#include "met.h"
#include "rehearsal.h"

struct walked { /* of one module */
    const struct module *module;
    int walks, pages; /* how many ways were gone, and how many pages they came to */
    int ways, gone;   /* rules and pages there are, and that were met */
};

/* At most `most` walks a setting through all modules, one after another, as a person goes: what was said in one is known in the
 * next. Ends when everything was met. What never was, and a walk that does not come to its end, is a problem. `out` has room for a
 * module each. */
void walk_programme(const struct library *library, const struct programme *p, int most, uint32_t seed,
                    struct problems *problems, struct walked *out);

/* The pages one came to in a module, and what had been answered when it left each; more pages go round in circles. */
#define WALK_STEPS_MAX 400
struct walk_step {
    const struct page *page;
    const struct answer *const *answers; /* by the module's exercises */
    bool back;                           /* it went back from there */
};
struct walk_steps {
    struct walk_step step[WALK_STEPS_MAX + 1];
    int count;
};

/* One walk through a programme, by module: what was answered, and what was met. */
struct walk_through {
    struct rehearsal *stages;
    struct met *met;
    struct walk_steps *steps;
};
/* `count` walks in one setting, for somebody to answer likewise; each is for walk_through_close. */
void walk_record(const struct library *library, const struct programme *p, const char *setting, int count, uint32_t seed,
                 struct problems *problems, struct walk_through *out);
void walk_through_close(struct walk_through *through, int module_count);

#endif
