#ifndef TEXTS_H
#define TEXTS_H
/*
 * texts - a set of texts: is it in there already? However many there are, the answer takes as long.
 *
 * Lives in an arena; texts are borrowed.
 */
#include <stdbool.h>
#include "arena.h"

struct texts {
    struct arena *arena;
    const char **slots;
    int room, count; /* room: a power of two */
};

void texts_init(struct texts *t, struct arena *a);
bool texts_has(const struct texts *t, const char *text);
/* False when it was there already. */
bool texts_add(struct texts *t, const char *text);

#endif
