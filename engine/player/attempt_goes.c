/* Right answers: when one is judged, how many goes are left, and what is right. */
#include "exercise.h"

bool attempt_is_one_of(const struct block *b)
{
    return (b->kind == BLOCK_CHOICE && !b->choice.many) || (b->kind == BLOCK_SPOT && !b->spot.many);
}

/* Picking out what is right is judged once as many are picked as are right; a person is not told "not yet" at the first
 * of three. Everything else is judged once it is complete. */
static bool is_whole(const struct attempt *s, const struct block *b)
{
    const struct answer *a = exercise_answer(s, b);
    struct draft right = {.count = 0};
    if (!block_has_right(b) || answer_is_empty(a) || a->declined || !attempt_is_answered(s, b))
        return false;
    if ((b->kind != BLOCK_MARK && b->kind != BLOCK_CHOICE && b->kind != BLOCK_SPOT) || attempt_is_one_of(b))
        return true;
    exercise_of(b)->right_answer(b, &right);
    return a->count >= right.count;
}

bool attempt_wants_check(const struct attempt *s, const struct block *b)
{
    const struct notes *n = &s->notes[b->index];
    return b->tries > 0 && is_whole(s, b) && !answer_equal(n->checked, n->answer) && !attempt_is_locked(s, b);
}

enum judgement attempt_judgement(const struct attempt *s, const struct block *b)
{
    const struct notes *n = &s->notes[b->index];
    /* after a quiz below its mark, what is not whole needs another look as well */
    bool judged = b->tries > 0 ? n->checked && answer_equal(n->checked, n->answer)
                               : is_whole(s, b) || (attempt_wants_another_go(s) && attempt_is_answered(s, b));
    if (!judged || !block_has_right(b) || answer_is_empty(n->answer) || n->answer->declined)
        return NOT_JUDGED;
    return answer_is_right(n->answer, b) ? JUDGED_RIGHT : JUDGED_OTHER;
}

int attempt_goes_left(const struct attempt *s, const struct block *b)
{
    int left = b->tries - s->notes[b->index].wrong;
    return !b->tries ? GOES_WITHOUT_END : left > 0 ? left : 0;
}

bool attempt_is_locked(const struct attempt *s, const struct block *b)
{
    return attempt_goes_left(s, b) == 0;
}

const struct answer *attempt_right_answer(const struct attempt *s, struct arena *arena, const struct block *b)
{
    struct draft right = {.count = 0};
    if (!block_has_right(b) || !exercise_of(b)->right_answer(b, &right))
        return NULL;
    struct answer *out = ARENA_NEW(arena, struct answer);
    struct answer_entry *entries = ARENA_ARRAY(arena, struct answer_entry, right.count);
    for (int i = 0; i < right.count; i++)
        if (attempt_entry_shows(s, b, &right.entry[i]))
            entries[out->count++] = right.entry[i];
    out->entries = entries;
    return out;
}

bool attempt_apply_go(struct attempt *s, const struct event *e)
{
    const struct block *b = module_exercise(s->module, e->exercise);
    struct notes *n = b ? &s->notes[b->index] : NULL;
    if (!n || !n->answer || !block_has_right(b))
        return false;
    n->checked = n->answer;
    n->wrong += !answer_is_right(n->answer, b);
    return true;
}
