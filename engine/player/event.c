#include "event.h"

#include <assert.h>
#include <string.h>

static const char *const names[] = {
    [EVENT_STARTED] = "started", [EVENT_RESUMED] = "resumed",     [EVENT_PAGE] = "page",
    [EVENT_ANSWER] = "answer",   [EVENT_CHECKED] = "checked",     [EVENT_PLAYED] = "played",
    [EVENT_SEEN] = "seen",       [EVENT_CONCERN] = "concern",     [EVENT_SUPPORT] = "support",
    [EVENT_PAUSED] = "paused",   [EVENT_COMPLETED] = "completed",
};
static_assert(sizeof names / sizeof *names == EVENT_KINDS,
              "every kind has a name; names are stored, so never change one");

const char *event_kind_name(enum event_kind kind)
{
    assert(kind < EVENT_KINDS);
    return names[kind];
}

static void text_write(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    buffer_addf(out, ",\"%s\":", key);
    json_write_string(out, text);
}

void event_write(const struct event *e, struct buffer *out)
{
    buffer_adds(out, "{");
    if (e->kind == EVENT_ANSWER) {
        buffer_adds(out, "\"answer\":");
        answer_write(&e->answer, out);
        buffer_adds(out, ",");
    }
    buffer_addf(out, "\"at\":%lld,\"boot\":%lld", (long long)e->at, (long long)e->boot_ms);
    text_write(out, "detail", e->detail);
    text_write(out, "doubt", e->doubt);
    text_write(out, "exercise", e->exercise);
    text_write(out, "kind", event_kind_name(e->kind));
    text_write(out, "language", e->language);
    if (e->has_number) {
        buffer_adds(out, ",\"number\":");
        json_write_number(out, e->number);
    }
    text_write(out, "page", e->page);
    text_write(out, "setting", e->setting);
    text_write(out, "sitting", e->sitting);
    buffer_adds(out, "}");
}

/* An absent text is NULL and right; a value of another kind is wrong. */
static bool text_read(struct arena *a, const struct json *object, const char *key, const char **out)
{
    const struct json *member = json_member(object, key);
    *out = NULL;
    if (!member)
        return true;
    if (json_kind(member) != JSON_STRING)
        return false;
    *out = arena_strdup(a, json_string(member));
    return true;
}

static bool whole_read(const struct json *object, const char *key, int64_t *out)
{
    const struct json *member = json_member(object, key);
    if (!member || json_kind(member) != JSON_NUMBER || !json_is_integer(member))
        return false;
    *out = (int64_t)json_number(member);
    return true;
}

static bool kind_read(const struct json *object, enum event_kind *out)
{
    const struct json *member = json_member(object, "kind");
    for (int i = 0; member && json_kind(member) == JSON_STRING && i < EVENT_KINDS; i++) {
        *out = (enum event_kind)i;
        if (text_is(names[i], json_string(member)))
            return true;
    }
    return false;
}

static bool number_read(const struct json *object, struct event *out)
{
    const struct json *member = json_member(object, "number");
    out->has_number = member != NULL;
    if (!member)
        return true;
    if (json_kind(member) != JSON_NUMBER)
        return false;
    out->number = json_number(member);
    return true;
}

static bool answer_member_read(struct arena *a, const struct json *object, struct event *out)
{
    const struct json *member = json_member(object, "answer");
    if (out->kind != EVENT_ANSWER)
        return !member;
    return member && out->exercise && answer_read(a, member, &out->answer);
}

/* Keys that this version does not know are passed over: a newer terminal may have written them. */
bool event_read(struct arena *a, const char *json, size_t length, struct event *out)
{
    struct problems problems;
    problems_init(&problems, a);
    *out = (struct event){0};
    struct json_document *document = json_parse(a, "event", json, length, &problems);
    const struct json *object = document ? json_root(document) : NULL;
    return object && json_kind(object) == JSON_OBJECT && kind_read(object, &out->kind) &&
           whole_read(object, "at", &out->at) && whole_read(object, "boot", &out->boot_ms) &&
           text_read(a, object, "detail", &out->detail) && text_read(a, object, "doubt", &out->doubt) &&
           text_read(a, object, "exercise", &out->exercise) && text_read(a, object, "language", &out->language) &&
           text_read(a, object, "page", &out->page) && text_read(a, object, "setting", &out->setting) &&
           text_read(a, object, "sitting", &out->sitting) && number_read(object, out) &&
           answer_member_read(a, object, out);
}
