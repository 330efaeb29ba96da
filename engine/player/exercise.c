#include "exercise.h"

#include <assert.h>
#include <string.h>

static const struct exercise_kind *const kinds[] = {
    [BLOCK_CHOICE] = &exercise_choice,   [BLOCK_SCALE] = &exercise_scale,   [BLOCK_GRID] = &exercise_grid,
    [BLOCK_WRITE] = &exercise_write,     [BLOCK_NUMBER] = &exercise_number, [BLOCK_DATE] = &exercise_date,
    [BLOCK_RANK] = &exercise_rank,       [BLOCK_SORT] = &exercise_sort,     [BLOCK_MATCH] = &exercise_match,
    [BLOCK_GAPS] = &exercise_gaps,       [BLOCK_SPOT] = &exercise_spot,     [BLOCK_MARK] = &exercise_mark,
    [BLOCK_MEASURE] = &exercise_measure,
};
static_assert(sizeof kinds / sizeof kinds[0] == BLOCK_WORKSHEET, "every kind of exercise has a row");

const struct exercise_kind *exercise_of(const struct block *b)
{
    return block_is_exercise(b) ? kinds[b->kind] : NULL;
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

bool answer_repeats(const struct answer *a, int index, bool by_value_too)
{
    const struct answer_entry *e = &a->entries[index];
    for (int i = 0; i < index; i++)
        if (text_is(a->entries[i].key, e->key) && (!by_value_too || text_is(a->entries[i].value, e->value)))
            return true;
    return false;
}

bool answer_fits(const struct answer *a, const struct block *exercise)
{
    const struct exercise_kind *kind = exercise_of(exercise);
    if (answer_is_empty(a))
        return true;
    if (a->declined)
        return exercise->about_me && !a->has_number && a->count == 0;
    if (!kind || a->has_number != kind->is_number || (a->has_number && a->count > 0) || a->count > ANSWER_ENTRIES_MAX)
        return false;
    return kind->fits(a, exercise);
}

bool answer_is_complete(const struct answer *a, const struct block *exercise)
{
    const struct exercise_kind *kind = exercise_of(exercise);
    if (answer_is_empty(a))
        return false;
    return a->declined || !kind || !kind->complete || kind->complete(a, exercise);
}

bool answer_is_right(const struct answer *a, const struct block *exercise)
{
    const struct exercise_kind *kind = exercise_of(exercise);
    assert(kind && kind->right);
    return kind->right(a, exercise);
}

/* --- answers in the making ---------------------------------------------------------------------------------------- */

void draft_add(struct draft *d, const char *key, const char *value)
{
    if (d->count == ANSWER_ENTRIES_MAX)
        d->full = true;
    else
        d->entry[d->count++] = (struct answer_entry){key, value};
}

enum change draft_finish(const struct attempt *s, const struct draft *d, struct answer *out)
{
    if (d->full)
        return CHANGE_TOO_MANY;
    struct answer_entry *entries = ARENA_ARRAY(s->arena, struct answer_entry, d->count);
    for (int i = 0; i < d->count; i++) {
        entries[i].key = arena_strdup(s->arena, d->entry[i].key);
        entries[i].value = d->entry[i].value ? arena_strdup(s->arena, d->entry[i].value) : NULL;
    }
    *out = (struct answer){.entries = entries, .count = d->count};
    return CHANGE_MADE;
}

const struct answer *exercise_answer(const struct attempt *s, const struct block *b)
{
    return s->notes[b->index].answer;
}

const struct answer_entry *exercise_entry(const struct attempt *s, const struct block *b, const char *key)
{
    const struct answer *a = exercise_answer(s, b);
    for (int i = 0; a && i < a->count; i++)
        if (text_is(a->entries[i].key, key) && attempt_entry_shows(s, b, &a->entries[i]))
            return &a->entries[i];
    return NULL;
}

bool exercise_words_fit(const char *text)
{
    return text && strlen(text) <= ANSWER_TEXT_MAX && utf8_is_valid(text, strlen(text));
}

bool exercise_has_shown(const struct attempt *s, const struct block *b, const struct answer *a, const char *key)
{
    for (int i = 0; i < a->count; i++)
        if ((!key || text_is(a->entries[i].key, key)) && attempt_entry_shows(s, b, &a->entries[i]))
            return true;
    return false;
}

struct value exercise_keys(const struct answer *a, struct arena *arena)
{
    struct value *items = ARENA_ARRAY(arena, struct value, a->count);
    int count = 0;
    for (int i = 0; i < a->count; i++) {
        bool again = i > 0 && text_is(a->entries[i].key, a->entries[i - 1].key); /* several words in one gap */
        if (!again)
            items[count++] = (struct value){.kind = VALUE_TEXT, .text = a->entries[i].key};
    }
    return (struct value){.kind = VALUE_LIST, .items = items, .count = count};
}
