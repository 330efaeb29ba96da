#include "answer.h"

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
