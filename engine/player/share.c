#include "share.h"

#include <string.h>

const struct option *share_option(const struct block *b)
{
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count; i++)
        if (b->choice.options[i].share_count)
            return &b->choice.options[i];
    return NULL;
}

bool share_is_asked(const struct module *m)
{
    for (int i = 0; i < m->exercise_count; i++)
        if (share_option(m->exercises[i]))
            return true;
    return false;
}

static int items_of(struct arena *a, const struct attempt *s, const struct catalogue *interface,
                    const char *const *names, int count, struct document_item out[EXERCISES_MAX])
{
    const struct document_request r = {.attempt = s, .interface = interface, .only = names, .only_count = count};
    return count ? document_items(a, &r, DOCUMENT_SUMMARY, out) : 0;
}

int share_preview(struct arena *a, const struct attempt *s, const struct catalogue *interface, const struct option *o,
                  struct document_item out[EXERCISES_MAX])
{
    return items_of(a, s, interface, o->shares, o->share_count, out);
}

int shared_items(struct arena *a, const struct attempt *s, const struct catalogue *interface,
                 struct document_item out[EXERCISES_MAX])
{
    const struct module *m = attempt_module(s);
    const char **names = ARENA_ARRAY(a, const char *, m->exercise_count *SHARES_MAX + 1);
    int count = 0;
    for (int i = 0; attempt_is_complete(s) && i < m->exercise_count; i++) {
        const struct block *b = m->exercises[i];
        const struct option *o = share_option(b);
        const struct answer *given = o ? attempt_answer(s, b->id) : NULL;
        if (!given || given->declined || !answer_has(given, o->id) || !attempt_shows(s, b) ||
            !attempt_option_shows(s, o->when))
            continue;
        memcpy(names + count, o->shares, sizeof *names * (size_t)o->share_count);
        count += o->share_count;
    }
    return items_of(a, s, interface, names, count, out);
}
