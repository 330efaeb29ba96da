#include "suggest.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

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

static bool is_so(const struct suggest_request *r, const char *const *ids, int count)
{
    for (int i = 0; i < count; i++) {
        int need = sequencing_need(r->sequencing, ids[i]);
        if (need >= 0 && r->needs & NEED_BIT(need))
            return true;
    }
    return false;
}

static bool holds_back(const struct suggest_request *r, struct arena *a, const struct sequence_rule *rule)
{
    if (is_so(r, rule->needs, rule->need_count) ||
        (rule->without_count && !is_so(r, rule->without, rule->without_count)))
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
        s->rank = r->sequencing ? r->sequencing->wish_rank : RANK_MAX;
    for (int i = 0; i < says->suggest_count; i++) {
        const struct sequence_rule *rule = &says->suggest[i];
        if (rule->need_count && !is_so(r, rule->needs, rule->need_count))
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
    for (int need = 0; r->sequencing && need < r->sequencing->need_count; need++)
        out.stop = out.stop || ((r->needs & NEED_BIT(need)) && r->sequencing->needs[need].stop.count);
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
