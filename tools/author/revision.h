#ifndef REVISION_H
#define REVISION_H
/*
 * revision - the programmes of an earlier state: a folder of another place, or of a git revision, brought into a folder of
 * its own while it is looked at. Pictures and sounds do not come along.
 */
#include "arena.h"
#include <stdbool.h>

struct revision {
    const char *root; /* the folder of programmes, as it was */
    char made[256];   /* taken away again; "": nothing was made */
};

/* `name`: a folder (of programmes, or of one: then its neighbours), else a git revision of the folder `root`. False: it is
 * neither, and why is said on standard error after `who`. */
bool revision_open(struct arena *a, const char *name, const char *root, const char *who, struct revision *out);
void revision_close(struct revision *r);

#endif
