/* write: one entry, key "text", the words as value. */
#include "exercise.h"

static bool write_fits(const struct answer *a, const struct block *b)
{
    (void)b;
    return a->count == 1 && text_is(a->entries[0].key, "text") && a->entries[0].value;
}

static bool write_is_complete(const struct answer *a, const struct block *b)
{
    (void)b;
    return !text_is_empty(answer_value(a, "text"));
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    (void)b;
    struct draft d = {.count = 0};
    if (act.kind != ACT_WRITE || !exercise_words_fit(act.text))
        return CHANGE_REFUSED;
    if (!text_is_empty(act.text))
        draft_add(&d, "text", act.text);
    return draft_finish(s, &d, out);
}

static struct value write_value(const struct answer *a, const struct block *b, struct arena *arena)
{
    (void)b, (void)arena;
    return (struct value){.kind = VALUE_TEXT, .text = a->entries[0].value};
}

static struct phrase write_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                  const struct answer_entry *e)
{
    (void)s, (void)b;
    return (struct phrase){e->value ? wording_on_one_line(arena, e->value) : NULL, true};
}

const struct exercise_kind exercise_write = {
    .fits = write_fits, .complete = write_is_complete, .change = change, .value = write_value, .phrase = write_phrase};
