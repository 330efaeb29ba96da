#ifndef EXERCISE_H
#define EXERCISE_H
/*
 * exercise - what each kind of exercise is to the player: one row a kind, in exercise_<kind>.c. Private to the player.
 *
 * The row says which answers fit, when one is complete or right, what an act makes of it, which variables it lends to
 * rules and how it reads in words. Everything else about answers is the same for all kinds (answer.h, attempt.h).
 */
#include "attempt_state.h"
#include "wording.h"

/* The words of one entry. `own`: the person's, which stay as they were written; else the author's, which begin small
 * inside a sentence. words NULL: nothing to say. */
struct phrase { const char *words; bool own; };

/* An answer in the making (see below). */
struct draft {
    struct answer_entry entry[ANSWER_ENTRIES_MAX];
    int count;
    bool full;
};

struct exercise_kind {
    bool is_number; /* its answer is a number, not entries */
    /* Of an answer that is neither empty nor declined, and a number or not as is_number says. */
    bool (*fits)(const struct answer *a, const struct block *b);
    bool (*complete)(const struct answer *a, const struct block *b); /* NULL: whatever fits is complete */
    bool (*right)(const struct answer *a, const struct block *b);    /* NULL: there is no right answer */
    /* The entries of the right answer; false when there is none. NULL as `right`. */
    bool (*right_answer)(const struct block *b, struct draft *out);
    /* The answer an act leads to; DECLINE and CLEAR are the same for all kinds and do not come here. */
    enum change (*change)(const struct attempt *s, const struct block *b, struct act act, struct answer *out);
    /* NULL for those whose parts have no `when` of their own. */
    const struct rule *(*entry_when)(const struct block *b, const struct answer_entry *e);
    /* Is it answered among what is on show: beyond `complete`; NULL: nothing beyond. */
    bool (*answered)(const struct attempt *s, const struct block *b, const struct answer *a);
    /* The author marked what this answer says, and the one before (or NULL) did not say it the same way. NULL: never. */
    bool (*concern)(const struct block *b, const struct answer *now, const struct answer *before);
    /* {"var": "<exercise>"}; NULL: the number, or the list of keys. */
    struct value (*value)(const struct answer *a, const struct block *b, struct arena *arena);
    /* {"var": "<exercise>.<part>"}; false, and `out` as it was, when it has no such
     * part. NULL: the value of that entry, as text. */
    bool (*part)(const struct answer *a, const struct block *b, const char *part, struct value *out);
    /* In words: entry by entry, joined with commas and "and"; or the whole of it. One of the two. */
    struct phrase (*phrase)(const struct attempt *s, struct arena *arena, const struct block *b,
                            const struct answer_entry *e);
    const char *(*words)(const struct attempt *s, struct arena *arena, const struct block *b, const struct answer *a);
};

extern const struct exercise_kind exercise_choice, exercise_scale, exercise_grid, exercise_write, exercise_number,
    exercise_date, exercise_rank, exercise_sort, exercise_match, exercise_gaps, exercise_spot, exercise_mark,
    exercise_measure;

/* NULL for kinds that take no answer. */
const struct exercise_kind *exercise_of(const struct block *b);

/* --- answers in the making (exercise.c) ----------------------------------------------------------------------------- */

/* Entries that are not on show now (another setting) do not come along: a new answer is what the person sees. */
void draft_add(struct draft *d, const char *key, const char *value); /* borrowed until draft_finish */
enum change draft_finish(const struct attempt *s, const struct draft *d, struct answer *out);
const struct answer *exercise_answer(const struct attempt *s, const struct block *b); /* as it is now, or NULL */
/* The entry of the answer as it is now, when it is on show; else NULL. */
const struct answer_entry *exercise_entry(const struct attempt *s, const struct block *b, const char *key);
/* Words that can be kept: UTF-8, not too long. */
bool exercise_words_fit(const char *text);
/* Has an entry on show: for `key`, or any when NULL. */
bool exercise_has_shown(const struct attempt *s, const struct block *b, const struct answer *a, const char *key);
/* Every key once, as a list for rules. */
struct value exercise_keys(const struct answer *a, struct arena *arena);

/* --- parts of `fits` ------------------------------------------------------------------------------------------------ */

/* Is entry `index` there already: its key, or its key with the same value. */
bool answer_repeats(const struct answer *a, int index, bool by_value_too);

/* --- words (wording.c) ---------------------------------------------------------------------------------------------- */

/* An author's words without their Markdown, in this person's language. */
const char *wording_unstyled(const struct attempt *s, struct arena *arena, const struct words *words);
/* The alternative that holds, in this person's language; answers not put in. */
const char *wording_chosen(const struct attempt *s, const struct words *words);
/* A person's words on one line, without white space at the ends. */
const char *wording_on_one_line(struct arena *arena, const char *text);
struct phrases { const char *item[ANSWER_ENTRIES_MAX]; int count; };
/* "a, b and c" */
void wording_join(struct buffer *out, const struct phrases *p, const char *and_word);

#endif
