#include "answer.h"

#include <assert.h>
#include <string.h>

/* --- questions -------------------------------------------------------------------------------------------------- */

bool answer_is_empty(const struct answer *a)
{
    return !a || (!a->declined && !a->has_number && a->count == 0);
}

bool answer_has(const struct answer *a, const char *key)
{
    for (int i = 0; a && i < a->count; i++)
        if (text_is(a->entries[i].key, key))
            return true;
    return false;
}

const char *answer_value(const struct answer *a, const char *key)
{
    for (int i = 0; a && i < a->count; i++)
        if (text_is(a->entries[i].key, key))
            return a->entries[i].value;
    return NULL;
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
    if (answer_is_empty(a) || answer_is_empty(b))
        return answer_is_empty(a) && answer_is_empty(b);
    if (a->declined != b->declined || a->has_number != b->has_number || a->count != b->count)
        return false;
    if (a->has_number && a->number != b->number)
        return false;
    for (int i = 0; i < a->count; i++)
        if (!text_is(a->entries[i].key, b->entries[i].key) || !text_is(a->entries[i].value, b->entries[i].value))
            return false;
    return true;
}

/* --- JSON ------------------------------------------------------------------------------------------------------- */

static void entry_write(const struct answer_entry *e, struct buffer *out)
{
    buffer_adds(out, "[");
    json_write_string(out, e->key);
    if (e->value) {
        buffer_adds(out, ",");
        json_write_string(out, e->value);
    }
    buffer_adds(out, "]");
}

void answer_write(const struct answer *a, struct buffer *out)
{
    if (answer_is_empty(a)) {
        buffer_adds(out, "{}");
    } else if (a->declined) {
        buffer_adds(out, "{\"declined\":true}");
    } else if (a->has_number) {
        buffer_adds(out, "{\"number\":");
        json_write_number(out, a->number);
        buffer_adds(out, "}");
    } else {
        buffer_adds(out, "{\"entries\":[");
        for (int i = 0; i < a->count; i++) {
            if (i)
                buffer_adds(out, ",");
            entry_write(&a->entries[i], out);
        }
        buffer_adds(out, "]}");
    }
}

static bool entry_read(struct arena *a, const struct json *json, struct answer_entry *out)
{
    int count = json_kind(json) == JSON_ARRAY ? json_count(json) : 0;
    if (count < 1 || count > 2)
        return false;
    for (int i = 0; i < count; i++)
        if (json_kind(json_at(json, i)) != JSON_STRING || strlen(json_string(json_at(json, i))) > ANSWER_TEXT_MAX)
            return false;
    out->key = arena_strdup(a, json_string(json_at(json, 0)));
    out->value = count == 2 ? arena_strdup(a, json_string(json_at(json, 1))) : NULL;
    return true;
}

static bool entries_read(struct arena *a, const struct json *json, struct answer *out)
{
    if (json_kind(json) != JSON_ARRAY || json_count(json) > ANSWER_ENTRIES_MAX)
        return false;
    struct answer_entry *entries = ARENA_ARRAY(a, struct answer_entry, json_count(json));
    for (int i = 0; i < json_count(json); i++)
        if (!entry_read(a, json_at(json, i), &entries[i]))
            return false;
    out->entries = entries;
    out->count = json_count(json);
    return true;
}

bool answer_read(struct arena *a, const struct json *json, struct answer *out)
{
    *out = (struct answer){0};
    if (json_kind(json) != JSON_OBJECT || json_count(json) > 1)
        return false;
    if (json_count(json) == 0)
        return true;
    const struct json *member = json_at(json, 0);
    if (text_is(json_key(member), "declined"))
        return out->declined = json_kind(member) == JSON_TRUE;
    if (text_is(json_key(member), "entries"))
        return entries_read(a, member, out);
    if (!text_is(json_key(member), "number") || json_kind(member) != JSON_NUMBER)
        return false;
    out->has_number = true;
    out->number = json_number(member);
    return true;
}

/* --- does it fit ------------------------------------------------------------------------------------------------ */

static bool repeats(const struct answer *a, int index, bool by_value_too)
{
    const struct answer_entry *e = &a->entries[index];
    for (int i = 0; i < index; i++)
        if (text_is(a->entries[i].key, e->key) && (!by_value_too || text_is(a->entries[i].value, e->value)))
            return true;
    return false;
}

static bool choice_fits(const struct answer *a, const struct choice_block *c)
{
    if (a->count > (c->many ? (c->at_most ? c->at_most : c->count) : 1))
        return false;
    for (int i = 0; i < a->count; i++) {
        const struct option *o = choice_option(c, a->entries[i].key);
        if (!o || (a->entries[i].value && !o->write) || repeats(a, i, false))
            return false;
    }
    return true;
}

static bool scale_fits(const struct answer *a, const struct scale_block *s)
{
    if (!a->has_number || a->number < s->from || a->number > s->to)
        return false;
    double steps = s->step > 0 ? (a->number - s->from) / s->step : 0;
    double off = steps - (double)(int64_t)(steps + 0.5); /* from is the first step, so steps is never below 0 */
    return off > -1e-6 && off < 1e-6;
}

static bool write_fits(const struct answer *a)
{
    return a->count == 1 && text_is(a->entries[0].key, "text") && a->entries[0].value;
}

static bool spot_fits(const struct answer *a, const struct spot_block *s)
{
    if (a->count > (s->many ? s->count : 1))
        return false;
    for (int i = 0; i < a->count; i++) {
        bool known = false;
        for (int p = 0; p < s->count; p++)
            known |= text_is(s->places[p].id, a->entries[i].key);
        if (!known || a->entries[i].value || repeats(a, i, false))
            return false;
    }
    return true;
}

static bool sort_fits(const struct answer *a, const struct sort_block *s)
{
    for (int i = 0; i < a->count; i++) {
        bool card = false, box = false;
        for (int c = 0; c < s->card_count; c++)
            card |= text_is(s->cards[c].id, a->entries[i].key);
        for (int b = 0; b < s->box_count; b++)
            box |= text_is(s->boxes[b].id, a->entries[i].value);
        if (!card || !box || repeats(a, i, false))
            return false;
    }
    return true;
}

static bool gap_takes(const struct gap *g, const char *value)
{
    if (!value)
        return false;
    if (text_starts_with(value, GAP_OWN))
        return (g->write || g->recall) && !text_is_empty(value + strlen(GAP_OWN));
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, value))
            return true;
    return false;
}

static int entries_of(const struct answer *a, const char *key)
{
    int count = 0;
    for (int i = 0; a && i < a->count; i++)
        count += text_is(a->entries[i].key, key);
    return count;
}

static bool gaps_fit(const struct answer *a, const struct gaps_block *g)
{
    int in_gaps = 0;
    for (int i = 0; i < g->count; i++) {
        int filled = entries_of(a, g->gaps[i].id);
        if (filled > (g->gaps[i].at_most > 1 ? g->gaps[i].at_most : 1))
            return false;
        in_gaps += filled;
        for (int e = 0; e < a->count; e++)
            if (text_is(a->entries[e].key, g->gaps[i].id) && !gap_takes(&g->gaps[i], a->entries[e].value))
                return false;
    }
    for (int e = 0; e < a->count; e++)
        if (repeats(a, e, true))
            return false;
    return in_gaps == a->count;
}

bool answer_fits(const struct answer *a, const struct block *exercise)
{
    if (answer_is_empty(a))
        return true;
    if (a->declined)
        return exercise->about_me && !a->has_number && a->count == 0;
    if (a->has_number != (exercise->kind == BLOCK_SCALE) || (a->has_number && a->count > 0))
        return false;
    if (a->count > ANSWER_ENTRIES_MAX)
        return false;
    switch (exercise->kind) {
    case BLOCK_CHOICE:
        return choice_fits(a, &exercise->choice);
    case BLOCK_SCALE:
        return scale_fits(a, &exercise->scale);
    case BLOCK_WRITE:
        return write_fits(a);
    case BLOCK_SPOT:
        return spot_fits(a, &exercise->spot);
    case BLOCK_SORT:
        return sort_fits(a, &exercise->sort);
    case BLOCK_GAPS:
        return gaps_fit(a, &exercise->gaps);
    default: /* shown only, or a worksheet, whose fields take the answers */
        return false;
    }
}

/* --- is it complete, is it right -------------------------------------------------------------------------------- */

static bool choice_is_complete(const struct answer *a, const struct choice_block *c)
{
    for (int i = 0; i < a->count; i++) {
        const struct option *o = choice_option(c, a->entries[i].key);
        if (o && o->write && text_is_empty(a->entries[i].value))
            return false;
    }
    return a->count > 0;
}

static bool sort_is_complete(const struct answer *a, const struct sort_block *s)
{
    for (int i = 0; i < s->card_count; i++)
        if (!s->cards[i].when && !answer_has(a, s->cards[i].id))
            return false;
    return true;
}

static bool gaps_are_complete(const struct answer *a, const struct gaps_block *g)
{
    for (int i = 0; i < g->count; i++)
        if (!g->gaps[i].optional && !answer_has(a, g->gaps[i].id))
            return false;
    return true;
}

bool answer_is_complete(const struct answer *a, const struct block *exercise)
{
    if (answer_is_empty(a))
        return false;
    if (a->declined)
        return true;
    switch (exercise->kind) {
    case BLOCK_CHOICE:
        return choice_is_complete(a, &exercise->choice);
    case BLOCK_WRITE:
        return !text_is_empty(answer_value(a, "text"));
    case BLOCK_SORT:
        return sort_is_complete(a, &exercise->sort);
    case BLOCK_GAPS:
        return gaps_are_complete(a, &exercise->gaps);
    default:
        return true;
    }
}

bool answer_is_right(const struct answer *a, const struct block *exercise)
{
    assert(exercise->kind == BLOCK_CHOICE);
    for (int i = 0; i < exercise->choice.count; i++) {
        const struct option *o = &exercise->choice.options[i];
        if (o->right != answer_has(a, o->id))
            return false;
    }
    return exercise->choice.has_right;
}
