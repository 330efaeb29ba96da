#ifndef OVERLAY_H
#define OVERLAY_H
/*
 * overlay - a folder of programmes with something changed: an author's mistake as a few lines.
 *
 * Files of the case lie over the base's, and its file `change`
 * says the rest, one file after another:
 *
 *     in small/one.json           without small/po/cy.po
 *     -"kind": "text"
 *     +"kind": "txet"
 *
 * `-` lines are what is replaced (it must be there exactly once), `+` lines what comes instead; \xNN stands for a byte.
 */
#include "files.h"

struct overlay {
    struct source base, own;
    const char *change; /* text of the case's change file; "" when it has none */
    const char *name;
    int used; /* changes that were made */
};

/* The case `folder` over the folder `base`; `o` must outlive the source. Fails the test when a change does not fit. */
struct source overlay_source(struct overlay *o, struct arena *a, const char *base, const char *folder, const char *name);
/* Fails the test when the case says a change that was not made. */
void overlay_check(const struct overlay *o);
/* Tries every case of a folder; fails the test when one does not pass, or when there are not `least`. */
void overlay_every(const char *folder, int least, bool (*passes)(const char *name));

#endif
