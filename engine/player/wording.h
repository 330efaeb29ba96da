#ifndef WORDING_H
#define WORDING_H
/*
 * wording - words as this person sees them: the alternative that holds, in their language, with their answers put in.
 */
#include "attempt.h"

/* Markdown with {answers} filled in; "" when absent. `arena` holds the result. */
const char *wording_text(const struct attempt *s, struct arena *arena, const struct words *words);
/* The same, but `empty` when some {answer} in `words` has none (not given, declined, or private). */
const char *wording_or(const struct attempt *s, struct arena *arena, const struct words *words,
                       const struct words *empty);
/* Any answer to an exercise in plain words; as wording_answer, which is for the one that was given. */
const char *wording_of(const struct attempt *s, struct arena *arena, const struct block *exercise, const struct answer *a);
/* Plain words as Markdown that shows just these words. */
const char *wording_escaped(struct arena *arena, const char *text);
/* An answer in plain words (not Markdown; private ones too, so ask attempt_is_private before showing it elsewhere): option texts, write-ins and own words joined with commas and "and" (the
 * settings' and_word), a number with its unit, a gaps sentence filled in. NULL when none, declined, or a worksheet. */
const char *wording_answer(const struct attempt *s, struct arena *arena, const struct block *exercise);
/* A recall block's text with {answer} filled in, or its `empty` when there is none. Markdown. */
const char *wording_recall(const struct attempt *s, struct arena *arena, const struct block *recall);
/* An option's words as they stand inside a sentence: "someone shows me up". */
const char *wording_inside(struct arena *arena, const char *words);
/* "7", "70%", "3 units" */
/* `digits` with the unit behind them: "4 drinks", "1 drink", "70%"; `one` is for 1, and may be NULL or empty. */
const char *wording_unit(const struct attempt *s, struct arena *arena, const char *digits, const struct words *unit,
                         const struct words *one);
const char *wording_number(const struct attempt *s, struct arena *arena, double number, const struct words *unit,
                           const struct words *one);
/* A gaps sentence with what is filled in; open gaps as "___". Markdown: what the person put in is bold. */
const char *wording_gaps(const struct attempt *s, struct arena *arena, const struct block *gaps);
/* Words without an attempt (titles on the home page): source setting is "community". */
const char *wording_plain(const struct words *words, int language);

#endif
