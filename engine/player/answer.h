#ifndef ANSWER_H
#define ANSWER_H
/*
 * answer - what a person gave for one exercise.
 *
 * One shape for every kind: a number, or a list of entries (key, optional value). An answer is immutable once made; a
 * change makes a new one. It knows nothing about screens.
 *
 *   choice, spot, mark   one entry an option, place or piece; a write-in's words are its value
 *   scale, number        number
 *   write                one entry, key "text", the words as value
 *   date                 one entry, key "date", the day as value: "2026-12-04" ("-": gone on without)
 *   grid, measure        one entry a row or item; the column, option or number as value ("-": passed over)
 *   rank                 one entry a thing, in order
 *   sort, match          one entry a card or left one; the box or right one as value
 *   gaps                 entries (gap id, bank word id or "own:" + the person's words), in order; several for one gap
 */
#include <stdbool.h>
#include "json.h"
#include "programme.h"

#define ANSWER_ENTRIES_MAX 40
#define ANSWER_TEXT_MAX    4000 /* bytes of one piece of writing; a long page of handwriting */
#define GAP_OWN            "own:"
#define DATE_NONE          "-"

struct answer_entry {
    const char *key;
    const char *value; /* or NULL */
};

struct answer {
    bool declined; /* "I would rather not say": nothing else is set */
    bool has_number;
    double number;
    const struct answer_entry *entries;
    int count;
};

bool answer_is_empty(const struct answer *a); /* NULL, or neither declined nor anything in it */
bool answer_has(const struct answer *a, const char *key);
const char *answer_value(const struct answer *a, const char *key); /* NULL when absent */
bool answer_equal(const struct answer *a, const struct answer *b);

/* {"declined":true} | {"number":7} | {"entries":[["waiting"],["other","words"]]} ; {} is empty */
void answer_write(const struct answer *a, struct buffer *out);
/* False when the JSON is not an answer. Deep copies into the arena. */
bool answer_read(struct arena *a, const struct json *json, struct answer *out);

/* Does the answer still fit this exercise (after an edit of the module)? Unknown options, a number off the scale, too
 * many entries do not fit. */
bool answer_fits(const struct answer *a, const struct block *exercise);
/* Is it complete: what Next waits for (every card sorted, every gap that is not optional filled, a chosen write-in
 * written). Cards that have a `when` are the attempt's to judge: attempt_is_answered. */
bool answer_is_complete(const struct answer *a, const struct block *exercise);
/* A quiz question answered right: exactly the right options, every pair. Only of an exercise that has a right answer. */
bool answer_is_right(const struct answer *a, const struct block *exercise);

#endif
