/* choice: one entry an option; the words of a write-in as its value. */
#include "exercise.h"

static bool choice_fits(const struct answer *a, const struct block *b)
{
    const struct choice_block *c = &b->choice;
    if (a->count > (c->many ? (c->at_most ? c->at_most : c->count) : 1))
        return false;
    for (int i = 0; i < a->count; i++) {
        const struct option *o = choice_option(c, a->entries[i].key);
        if (!o || (a->entries[i].value && !o->write) || answer_repeats(a, i, false))
            return false;
    }
    return true;
}

static bool choice_is_complete(const struct answer *a, const struct block *b)
{
    const struct choice_block *c = &b->choice;
    for (int i = 0; i < a->count; i++) {
        const struct option *o = choice_option(c, a->entries[i].key);
        if (o && o->write && text_is_empty(a->entries[i].value))
            return false;
    }
    return a->count > 0;
}

static bool choice_is_right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->choice.count; i++)
        if (b->choice.options[i].right != answer_has(a, b->choice.options[i].id))
            return false;
    return b->choice.has_right;
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < b->choice.count; i++)
        if (b->choice.options[i].right)
            draft_add(out, b->choice.options[i].id, NULL);
    return b->choice.has_right;
}

/* --- changing it -------------------------------------------------------------------------------------------------- */

/* Of many: do both go together? "None of these" goes with nothing else. */
static bool stays_with(const struct choice_block *c, const struct option *old, const char *chosen)
{
    const struct option *o = choice_option(c, chosen);
    return c->many && !old->alone && !(o && o->alone);
}

/* All options but `changed`, which is added with `words` when it is chosen; in the order they are defined. What cannot
 * be true beside it is taken back by the same answer. An answer from before an option was "alone" may hold it with
 * others: that stands until one of them is chosen. */
static enum change choose(const struct attempt *s, const struct block *b, const char *changed, bool chosen,
                          const char *words, struct answer *out)
{
    const struct choice_block *c = &b->choice;
    struct draft d = {.count = 0};
    for (int i = 0; i < c->count; i++) {
        const char *id = c->options[i].id;
        const struct answer_entry *old = exercise_entry(s, b, id);
        if (!text_is(id, changed)) {
            if (old && (!chosen || stays_with(c, &c->options[i], changed)))
                draft_add(&d, id, old->value);
        } else if (chosen) {
            draft_add(&d, id, words);
        }
    }
    if (c->many && c->at_most && d.count > c->at_most)
        return CHANGE_TOO_MANY;
    return draft_finish(s, &d, out);
}

static enum change pick_option(const struct attempt *s, const struct block *b, const char *id, struct answer *out)
{
    const struct option *o = id ? choice_option(&b->choice, id) : NULL;
    if (!o || !attempt_option_shows(s, o->when))
        return CHANGE_REFUSED;
    bool was_chosen = exercise_entry(s, b, id) != NULL;
    if (was_chosen && !b->choice.many)
        return CHANGE_REFUSED;
    const struct answer_entry *kept = &s->notes[b->index].write_in;
    return choose(s, b, id, !was_chosen, o->write && text_is(kept->key, id) ? kept->value : NULL, out);
}

static enum change write_in(const struct attempt *s, const struct block *b, const char *id, const char *text,
                            struct answer *out)
{
    const struct option *o = id ? choice_option(&b->choice, id) : NULL;
    if (!o || !o->write || !exercise_words_fit(text) || !attempt_option_shows(s, o->when))
        return CHANGE_REFUSED;
    return choose(s, b, id, true, text_is_empty(text) ? NULL : text, out);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    if (act.kind == ACT_PICK)
        return pick_option(s, b, act.item, out);
    if (act.kind == ACT_WRITE)
        return write_in(s, b, act.item, act.text, out);
    return CHANGE_REFUSED;
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static const struct rule *option_when(const struct block *b, const struct answer_entry *e)
{
    const struct option *o = choice_option(&b->choice, e->key);
    return o ? o->when : NULL;
}

static bool choice_is_answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    return exercise_has_shown(s, b, a, NULL);
}

static bool choice_is_concern(const struct block *b, const struct answer *now, const struct answer *before)
{
    for (int i = 0; i < b->choice.count; i++) {
        const struct option *o = &b->choice.options[i];
        if (o->concern && answer_has(now, o->id) && !answer_has(before, o->id))
            return true;
    }
    return false;
}

static struct value choice_value(const struct answer *a, const struct block *b, struct arena *arena)
{
    if (!b->choice.many)
        return (struct value){.kind = VALUE_TEXT, .text = a->entries[0].key};
    return exercise_keys(a, arena);
}

/* "drink.value": the number the author gave to the option that was chosen. */
static bool choice_part(const struct answer *a, const struct block *b, const char *part, struct value *out)
{
    const struct option *o = a->count == 1 ? choice_option(&b->choice, a->entries[0].key) : NULL;
    if (!text_is(part, "value") || !o || !o->has_value)
        return false;
    *out = (struct value){.kind = VALUE_NUMBER, .number = o->value};
    return true;
}

static struct phrase option_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                   const struct answer_entry *e)
{
    const struct option *o = choice_option(&b->choice, e->key);
    if (o && o->write && !text_is_empty(e->value))
        return (struct phrase){wording_on_one_line(arena, e->value), true};
    return (struct phrase){o ? wording_unstyled(s, arena, &o->text) : NULL, false};
}

const struct exercise_kind exercise_choice = {
    .fits = choice_fits,
    .complete = choice_is_complete,
    .right = choice_is_right,
    .right_answer = right_answer,
    .change = change,
    .entry_when = option_when,
    .answered = choice_is_answered,
    .concern = choice_is_concern,
    .value = choice_value,
    .part = choice_part,
    .phrase = option_phrase,
};
