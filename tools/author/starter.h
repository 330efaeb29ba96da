#ifndef STARTER_H
#define STARTER_H
/*
 * starter - the texts of a new programme and a new module: a whole example that lints clean and plays, under its own name.
 *
 * They are made of the files in assets/new/, in which "new-module", "New module" and "new module" stand for the id and the
 * title. It writes nothing: whoever calls it does.
 */
#include "problem.h"

struct starter_name {
    const char *id, *title; /* title NULL: made of the id, "money-matters" is "Money matters" */
};

enum starter_file { STARTER_PROGRAMME, STARTER_MODULE, STARTER_PICTURE, STARTER_JOURNEY };

/* NULL: the example is not there. `first`: the id of the programme's first module; NULL but for STARTER_PROGRAMME. */
const char *starter_text(struct arena *a, const char *assets, enum starter_file file, struct starter_name name,
                         const char *first);
/* A programme without "feedback", for a folder of programmes that shares none. */
const char *starter_without_feedback(struct arena *a, const char *programme);

/* The text of a programme.json with one more module at the end of its list, everything else as it was. NULL: it is not
 * JSON or has no list of modules to add to (it has stages): whoever looks after it has to. */
const char *starter_add_module(struct arena *a, const char *programme, size_t size, const char *id);

#endif
