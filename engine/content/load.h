#ifndef LOAD_H
#define LOAD_H
/*
 * load - JSON files to a programme; every problem in one pass.
 *
 * Reads through a `source`, so it knows no disk. What a file says is checked here value by value (shapes, limits, unknown
 * keys, ids, rules); what the whole says is judged by `check`. A module with errors is left out of the programme and
 * listed as broken; the others still play.
 */
#include "programme.h"

/* Where bytes come from. `read` returns false when there is no such file or it cannot be read; bytes are the arena's.
 * Paths are relative to the modules folder, with '/'; load never asks for "..", an absolute path or an empty part. */
struct source {
    void *context;
    bool (*read)(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out);
    bool (*exists)(void *context, const char *path);
    const char *root; /* shown before paths in problems, e.g. "modules" */
    /* The first bytes of a file, `most` at most; NULL: the source has only whole ones. */
    bool (*head)(void *context, struct arena *a, const char *path, size_t most, const char **bytes_out, size_t *size_out);
};
bool source_head(const struct source *source, struct arena *a, const char *path, size_t most, const char **bytes_out,
                 size_t *size_out);

/* Loads <folder>/programme.json, its modules, feedback and translations, then checks them. NULL when the programme itself
 * cannot be used; a programme whose modules are all broken is still returned. */
struct programme *programme_load(struct arena *a, const struct source *source, const char *folder,
                                 struct problems *problems);

/* What there is to know of a programme before it is read. */
struct programme_head {
    const char *languages[LANGUAGES_MAX];
    int language_count;
    bool example;
};
/* Reads nothing but its programme.json. False: it cannot be used, and programme_load says why. */
bool programme_head_read(struct arena *a, const struct source *source, const char *folder, struct programme_head *out);

/* Loads measures/<id>.json alone, in the language it is written in: for lint, which looks at those that no programme uses
 * yet as well. NULL when it cannot be used. */
const struct measure *measure_load(struct arena *a, const struct source *source, const char *id,
                                   struct problems *problems);

/* Lower case letters, digits and "-", ID_BYTES_MAX at most. */
bool id_is_valid(const char *text);

#endif
