#ifndef FACT_H
#define FACT_H
/*
 * fact - the shared list of facts (shared/facts.json) for the interface, whose own words say two of them: no telephone number
 * stands in the program. Programmes name facts in their words, {fact.samaritans}, and have the list from their loader.
 */
#include "load.h"
#include "programme.h"

#define FACTS_FILE "shared/facts.json"

#define FACT_SAMARITANS "samaritans"
#define FACT_EMERGENCY  "emergency"

struct facts {
    const struct fact *item;
    int count;
};

/* Strings are the arena's. A list that is not there is a warning and empty; one that lacks what the interface says is an
 * error. */
struct facts facts_read(struct arena *a, const struct source *source, struct problems *problems);
/* The same of a list that somebody has read: what it lacks. */
void facts_judge(struct arena *a, const struct facts *facts, const struct source *source, struct problems *problems);
/* As it is shown, "116 123"; NULL: the list lacks it. */
const char *facts_text(const struct facts *facts, const char *id);

#endif
