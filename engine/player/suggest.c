#include "suggest.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

#define RANK_WISHED 9 /* a wish counts as much as "almost anyone": the place of the usual first programme */

static const struct {
    const char *words, *stop;
} needs[NEEDS] = {
    [NEED_DANGER] = {WORDS("Danger today: self-harm, fear at home, withdrawal, psychosis, a threat"),
                     WORDS("A person first, and no programme today. Nothing is learned in alarm.")},
    [NEED_UNABLE] = {WORDS("Cannot take part today: drunk or on drugs, no sleep, no home tonight"),
                     WORDS("Practical help first. Today a calm session at most.")},
    [NEED_DEPENDENT] = {WORDS("May be dependent on drink or drugs"), NULL},
    [NEED_DRINK] = {WORDS("Drink is in most of the trouble"), NULL},
    [NEED_CANNABIS] = {WORDS("Cannabis is in most of the trouble"), NULL},
    [NEED_PARTNER_ABUSE] = {WORDS("Abuse of a partner or a family member"), NULL},
    [NEED_ASSESSED] = {WORDS("Assessed for domestic abuse work"), NULL},
    [NEED_LOW_MOOD] = {WORDS("Low mood, worry or poor sleep lead the week"), NULL},
    [NEED_ANGER] = {WORDS("Temper is in most of the trouble"), NULL},
    [NEED_WOMAN] = {WORDS("Wants a programme for women"), NULL},
    [NEED_YOUNG] = {WORDS("18 to 25 years old"), NULL},
    [NEED_FEW_DAYS] = {WORDS("Only a few days are left"), NULL},
};

const char *need_words(enum need need)
{
    return needs[need].words;
}

const char *need_stop_words(enum need need)
{
    return needs[need].stop;
}

/* --- what was done ------------------------------------------------------------------------------------------------ */

static bool module_is_done(const struct suggest_request *r, const char *programme, const char *module)
{
    for (int i = 0; i < r->done_count; i++)
        if (text_is(r->done[i].programme, programme) && text_is(r->done[i].module, module))
            return true;
    return false;
}

static bool programme_is_done(const struct suggest_request *r, const struct programme *p)
{
    int done = 0;
    for (int i = 0; i < p->module_count; i++)
        done += module_is_done(r, p->id, p->modules[i].id);
    return p->module_count > 0 && done == p->module_count;
}

/* "thinking-skills" or "thinking-skills/stop-and-think" */
static bool is_done(const struct suggest_request *r, struct arena *a, const char *name)
{
    const char *slash = strchr(name, '/');
    if (slash)
        return module_is_done(r, arena_copy(a, name, (size_t)(slash - name)), slash + 1);
    for (int i = 0; i < r->programme_count; i++)
        if (text_is(r->programmes[i]->id, name))
            return programme_is_done(r, r->programmes[i]);
    return false;
}

static bool is_assigned(const struct suggest_request *r, const char *programme)
{
    size_t length = strlen(programme);
    for (int i = 0; i < r->assignment_count; i++) {
        const char *what = r->assignments[i].module;
        if (!strncmp(what, programme, length) && (what[length] == '\0' || what[length] == '/'))
            return true;
    }
    return false;
}

/* --- one programme -------------------------------------------------------------------------------------------------
 */

static bool holds_back(const struct suggest_request *r, struct arena *a, const struct sequence_rule *rule)
{
    if ((rule->needs & r->needs) || (rule->without && !(rule->without & r->needs)))
        return true;
    for (int i = 0; i < rule->until_count; i++)
        if (!is_done(r, a, rule->until[i]))
            return true;
    return false;
}

static void give_reasons(const struct suggest_request *r, struct arena *a, struct suggestion *s)
{
    static const struct sequence nothing;
    const struct sequence *says = s->programme->sequence ? s->programme->sequence : &nothing;
    s->rank = RANK_MAX + 1;
    if (s->wished)
        s->rank = RANK_WISHED;
    for (int i = 0; i < says->suggest_count; i++) {
        const struct sequence_rule *rule = &says->suggest[i];
        if (rule->needs && !(rule->needs & r->needs))
            continue;
        s->because[s->because_count++] = &rule->because;
        s->rank = rule->rank < s->rank ? rule->rank : s->rank;
    }
    s->state = s->rank <= RANK_MAX ? SUGGEST_COMES : SUGGEST_SILENT;
    bool held = false;
    for (int i = 0; i < says->hold_count; i++) {
        if (!holds_back(r, a, &says->hold[i]))
            continue;
        s->because_count = held ? s->because_count : 0;
        s->because[s->because_count++] = &says->hold[i].because;
        held = true;
    }
    s->state = held ? SUGGEST_HELD : s->state;
}

static int order(const void *left, const void *right)
{
    const struct suggestion *a = left, *b = right;
    if (a->state != b->state)
        return a->state < b->state ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->wished != b->wished)
        return a->wished ? -1 : 1;
    return strcmp(a->programme->id, b->programme->id);
}

struct suggested suggest(struct arena *a, const struct suggest_request *r)
{
    struct suggested out = {.all = ARENA_ARRAY(a, struct suggestion, r->programme_count)};
    for (int need = 0; need < NEEDS; need++)
        out.stop = out.stop || ((r->needs & NEED_BIT(need)) && needs[need].stop);
    for (int i = 0; i < r->programme_count; i++) {
        const struct programme *p = r->programmes[i];
        if (p->example || !p->module_count)
            continue;
        struct suggestion *s = &out.all[out.count++];
        *s = (struct suggestion){.programme = p, .wished = r->wish && text_is(r->wish, p->id)};
        give_reasons(r, a, s);
        if (programme_is_done(r, p)) {
            s->state = SUGGEST_DONE;
        } else if (is_assigned(r, p->id)) {
            s->state = SUGGEST_OPEN;
            out.open++;
        }
    }
    qsort(out.all, (size_t)out.count, sizeof *out.all, order);
    return out;
}
