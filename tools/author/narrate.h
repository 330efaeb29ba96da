#ifndef NARRATE_H
#define NARRATE_H
/*
 * narrate - every sentence that modules read aloud, for somebody to read into a microphone: with the file it belongs in
 * (narration.h) and about how long it takes.
 *
 * Each sentence comes once, however often it is said. Those with a person's own words in them cannot be recorded and are left out;
 * the voice says them.
 */
#include "library.h"
#include "narration.h"
#include "page.h"

struct narrate_line {
    const char *module, *page; /* ids: where it is met first */
    const char *words;
    char name[NARRATION_NAME];
    int ms; /* as the voice would read it */
};

struct narrate {
    struct arena *arena;
    const struct library *library;
    struct text_measure measure;
    const char *language;
    struct narrate_line *line;
    int count, room;
};

void narrate_init(struct narrate *n, struct arena *a, const struct library *library, struct text_measure measure, const char *language);
/* Adds what a module says in community and in custody, before and after its exercises are answered. */
void narrate_module(struct narrate *n, const struct programme *p, const struct module *m);
/* The script as a table of comma-separated values with a head. */
void narrate_script(const struct narrate *n, struct buffer *out);

#endif
