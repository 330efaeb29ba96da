/* sort: one entry a card; the box as value. */
#include "exercise.h"

static bool sort_fits(const struct answer *a, const struct block *block)
{
    const struct sort_block *s = &block->sort;
    for (int i = 0; i < a->count; i++) {
        bool card = false, box = false;
        for (int c = 0; c < s->card_count; c++)
            card |= text_is(s->cards[c].id, a->entries[i].key);
        for (int b = 0; b < s->box_count; b++)
            box |= text_is(s->boxes[b].id, a->entries[i].value);
        if (!card || !box || answer_repeats(a, i, false))
            return false;
    }
    return true;
}

static bool sort_is_complete(const struct answer *a, const struct block *b)
{
    const struct sort_block *s = &b->sort;
    for (int i = 0; i < s->card_count; i++)
        if (!s->cards[i].when && !answer_has(a, s->cards[i].id))
            return false;
    return true;
}

static bool sort_is_right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->sort.card_count; i++) {
        const char *box = answer_value(a, b->sort.cards[i].id);
        if (box && !text_is(b->sort.cards[i].box, box))
            return false;
    }
    return b->sort.has_right && sort_is_complete(a, b);
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < b->sort.card_count; i++)
        draft_add(out, b->sort.cards[i].id, b->sort.cards[i].box);
    return b->sort.has_right;
}

static enum change place_card(const struct attempt *s, const struct block *b, const char *card, const char *box,
                              struct answer *out)
{
    bool known = false, takes_out = text_is_empty(box);
    struct draft d = {.count = 0};
    for (int i = 0; i < b->sort.card_count; i++) {
        const struct sort_card *c = &b->sort.cards[i];
        const struct answer_entry *old = exercise_entry(s, b, c->id);
        bool is_it = text_is(c->id, card);
        known |= is_it && attempt_option_shows(s, c->when);
        if (is_it ? !takes_out : old != NULL)
            draft_add(&d, c->id, is_it ? box : old->value);
    }
    return known ? draft_finish(s, &d, out) : CHANGE_REFUSED;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PLACE ? place_card(s, b, act.item, act.text, out) : CHANGE_REFUSED;
}

static const struct rule *card_when(const struct block *b, const struct answer_entry *e)
{
    for (int i = 0; i < b->sort.card_count; i++)
        if (text_is(b->sort.cards[i].id, e->key))
            return b->sort.cards[i].when;
    return NULL;
}

static bool sort_is_answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    for (int i = 0; i < b->sort.card_count; i++)
        if (attempt_holds(s, b->sort.cards[i].when, true) && !answer_has(a, b->sort.cards[i].id))
            return false;
    return true;
}

/* "He laughed (He knew)" */
static struct phrase card_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                 const struct answer_entry *e)
{
    const char *card = NULL, *box = NULL;
    for (int i = 0; i < b->sort.card_count; i++)
        if (text_is(b->sort.cards[i].id, e->key))
            card = wording_unstyled(s, arena, &b->sort.cards[i].text);
    for (int i = 0; i < b->sort.box_count; i++)
        if (text_is(b->sort.boxes[i].id, e->value))
            box = wording_unstyled(s, arena, &b->sort.boxes[i].text);
    return (struct phrase){card && box ? arena_printf(arena, "%s (%s)", card, box) : card, false};
}

const struct exercise_kind exercise_sort = {.fits = sort_fits,
                                            .complete = sort_is_complete,
                                            .right = sort_is_right,
                                            .right_answer = right_answer,
                                            .change = change,
                                            .entry_when = card_when,
                                            .answered = sort_is_answered,
                                            .phrase = card_phrase};
