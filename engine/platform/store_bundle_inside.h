#ifndef STORE_BUNDLE_INSIDE_H
#define STORE_BUNDLE_INSIDE_H
/*
 * store_bundle_inside - a bundle while it is read, judged and put in: what the files of that share.
 */
#include "receipt_keys.h"
#include "store_bundle.h"
#include "store_imported.h"

struct part {
    const struct json *object;
    const char *kind;
    const char **lines;
    int line_count;
};

struct terminal {
    const char *root, *text;
    struct receipt_keys keys;
    bool is_trusted;
};

struct row { /* of another terminal's chain */
    struct store_record r;
    struct link link;
    const char *root, *person, *attempt;
};

struct bundle {
    struct arena *a;
    struct part *parts;
    struct terminal *terminals; /* the sender is the first */
    struct row *rows;
    int part_count, terminal_count, row_count;
    int strange; /* rows left out: of terminals that are not trusted here */
    const char *person;
};

bool bundle_refuse(struct problems *problems, const char *code, const char *words); /* false */
bool bundle_damaged(struct problems *problems);                                     /* false */
const char *part_text(const struct bundle *b, const struct part *p, const char *name); /* "" when it is not there */
const char *part_text_or_null(const struct bundle *b, const struct part *p, const char *name);
/* Not negative, and such that every reader of JSON knows it. */
bool part_number(const struct bundle *b, const struct part *p, const char *name, int64_t *out);

/* What a part of that kind says, of the bundle's person. */
bool part_resolution(const struct bundle *b, const struct part *p, struct resolution_row *out);

/* A line of an attempt. */
bool part_turn(const struct bundle *b, const char *line, struct turn *out);

/* Lines to parts and terminals, signed by the first of them. `text` is written into, and has to stay. */
bool bundle_read(struct store *s, struct bundle *b, char *text, size_t length, struct problems *problems);
/* Whether all of it can be believed, and may come in; NULL with the reason, or the part of the person. */
const struct part *bundle_judge(struct store *s, struct bundle *b, struct problems *problems);

#endif
