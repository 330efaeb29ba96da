#ifndef JUDGE_H
#define JUDGE_H
/*
 * judge - how a module reads to the person it is for: beyond what is correct (check), what is kind, plain and the right size.
 *
 * Everything it says is a warning: an author who knows better says so in the module's "accept", with the reason. English
 * alone is measured; a programme that is an example is not.
 */
#include "avoid.h"
#include "icons.h"
#include "load.h"
#include "programme.h"
#include "pronunciation.h"
#include "syllables.h"

struct judge {
    struct arena *arena;         /* outlives every programme that is judged: sentences are compared across all */
    struct syllables *syllables; /* NULL: reading ages are not measured */
    struct avoid_list avoid;
    struct pronunciations pronunciations; /* abbreviations that are not in it are told of; empty: none */
    const struct icons *icons; /* NULL: icons are not looked at */
    struct judge_layout *layout; /* judge_layout.h; NULL: pages are not laid out */
    const struct source *source; /* where pictures are; NULL: they are not looked at. `layout` wants it */
    const char *only;            /* the file that is asked about: other modules are only remembered; NULL: all */
    void (*begins)(void *context, int module, int count); /* before each module of a programme; or NULL */
    void *context;
    struct said *said[4096]; /* sentences of all modules, by hash */
};

/* judge_reading.c: reading age, long and choppy sentences. */
void judge_reading(struct judge *j, const struct module *m, struct problems *problems);
/* judge_size.c: words a page and a module, minutes, answers asked at once. */
void judge_size(struct judge *j, const struct module *m, struct problems *problems);
/* judge_words.c: words to avoid, sentences that stand in two modules. */
void judge_words(struct judge *j, const struct module *m, struct problems *problems);
/* judge_concern.c: answers that staff are told of, and nothing is said to the person. */
void judge_concern(const struct module *m, struct problems *problems);

/* judge_icons.c: icons there are. */
void judge_icons(struct judge *j, const struct module *m, struct problems *problems);

/* judge_pictures.c: those in which hardly anything shows. */
void judge_pictures(struct judge *j, const struct module *m, struct problems *problems);
/* judge_layout.c: each page laid out. A warning for each violation; the same one is said once, where it was seen first. */
void judge_layout(struct judge *j, const struct programme *p, const struct module *m, struct problems *problems);

/* judge_media.c: files in its media/ that nothing uses; `root` is the folder of programmes. Not of one with modules that
 * cannot be used: they might. */
void judge_media(const struct programme *p, const char *root, struct problems *problems);

/* All of it, of a whole programme; what its authors accept is left out, and what they accept in vain is said. */
void judge_programme(struct judge *j, const struct programme *p, struct problems *problems);

#endif
