/* mark: one entry a marked piece, in the order of the passage. */
#include "exercise.h"

static const struct mark_piece *piece_of(const struct block *b, const char *id)
{
    for (int i = 0; id && i < b->mark.count; i++)
        if (text_is(b->mark.pieces[i].id, id))
            return &b->mark.pieces[i];
    return NULL;
}

static bool fits(const struct answer *a, const struct block *b)
{
    if (b->mark.at_most && a->count > b->mark.at_most)
        return false;
    for (int i = 0; i < a->count; i++)
        if (!piece_of(b, a->entries[i].key) || a->entries[i].value || answer_repeats(a, i, false))
            return false;
    return true;
}

static bool right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->mark.count; i++) {
        const struct mark_piece *p = &b->mark.pieces[i];
        if (p->id && p->right != answer_has(a, p->id))
            return false;
    }
    return b->mark.has_right;
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < b->mark.count; i++)
        if (b->mark.pieces[i].right)
            draft_add(out, b->mark.pieces[i].id, NULL);
    return b->mark.has_right;
}

static enum change mark(const struct attempt *s, const struct block *b, const char *id, struct answer *out)
{
    const struct answer *now = exercise_answer(s, b);
    struct draft d = {.count = 0};
    if (!piece_of(b, id))
        return CHANGE_REFUSED;
    for (int i = 0; i < b->mark.count; i++) {
        const char *each = b->mark.pieces[i].id;
        if (each && answer_has(now, each) != text_is(each, id))
            draft_add(&d, each, NULL);
    }
    if (b->mark.at_most && d.count > b->mark.at_most)
        return CHANGE_TOO_MANY;
    return draft_finish(s, &d, out);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PICK ? mark(s, b, act.item, out) : CHANGE_REFUSED;
}

static struct phrase phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                            const struct answer_entry *e)
{
    const struct mark_piece *p = piece_of(b, e->key);
    return (struct phrase){p ? wording_unstyled(s, arena, &p->text) : NULL, false};
}

const struct exercise_kind exercise_mark = {
    .fits = fits, .right = right, .right_answer = right_answer, .change = change, .phrase = phrase};
