/* When a programme comes: "for", "not_for", "suggest" and "hold" of programme.json (sequence.h). */
#include "sequence.h"

#include <string.h>

#include "load_inside.h"

static const struct field suggest_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct sequence_rule, id), .required = true},
    {.key = "needs"},
    {.key = "rank",
     .type = FIELD_COUNT,
     .at = offsetof(struct sequence_rule, rank),
     .required = true,
     .least = 1,
     .most = RANK_MAX},
    {.key = "because",
     .type = FIELD_WORDS,
     .at = offsetof(struct sequence_rule, because),
     .required = true,
     .part = ""},
};
static const struct shape suggest_shape = {"a suggestion", FIELDS(suggest_fields)};

static const struct field hold_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct sequence_rule, id), .required = true},
    {.key = "needs"},
    {.key = "without"},
    {.key = "until"},
    {.key = "because",
     .type = FIELD_WORDS,
     .at = offsetof(struct sequence_rule, because),
     .required = true,
     .part = ""},
};
static const struct shape hold_shape = {"a reason to hold it back", FIELDS(hold_fields)};

/* The ids of shared/sequencing.json, once a programme; what else is wrong in it sequencing_load tells. */
static void read_known(struct loader *l, const struct json *at)
{
    struct file_read file;
    const struct json_document *document = load_document(l, SEQUENCING_FILE, at, &file);
    const struct json *list = document ? json_member(json_root(document), "needs") : NULL;
    l->has_needs = true;
    l->needs = ARENA_ARRAY(l->arena, const char *, NEEDS_MAX);
    for (int i = 0; list && json_kind(list) == JSON_ARRAY && i < json_count(list) && l->need_count < NEEDS_MAX; i++) {
        const struct json *id = json_member(json_at(list, i), "id");
        if (id && json_kind(id) == JSON_STRING)
            l->needs[l->need_count++] = json_string(id);
    }
}

static bool is_known(const struct loader *l, const char *name)
{
    for (int i = 0; i < l->need_count; i++)
        if (text_is(l->needs[i], name))
            return true;
    return false;
}

static const char *const *read_needs(struct loader *l, const struct json *j, const char *what, int *count_out)
{
    const struct json *list = load_list(l, j, what, 0, NEEDS_MAX);
    const char **names = ARENA_ARRAY(l->arena, const char *, NEEDS_MAX);
    for (int i = 0; list && i < json_count(list); i++) {
        const char *name = load_string(l, json_at(list, i), "a need");
        if (!l->has_needs)
            read_known(l, json_at(list, i));
        if (name && l->need_count && !is_known(l, name))
            load_hint_nearest(
                l, load_error(l, json_at(list, i), "need-unknown", "there is no need \"%s\" in " SEQUENCING_FILE, name),
                name, l->needs, l->need_count);
        else if (name)
            names[(*count_out)++] = name;
    }
    return names;
}

/* "thinking-skills" or "thinking-skills/seeing-both-sides" */
static bool is_done_name(const char *text)
{
    char programme[ID_ROOM];
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : strlen(text);
    if (length >= sizeof programme)
        return false;
    memcpy(programme, text, length);
    programme[length] = '\0';
    return id_is_valid(programme) && (!slash || id_is_valid(slash + 1));
}

static bool is_there(struct loader *l, const char *name)
{
    return l->source->exists(l->source->context,
                             arena_printf(l->arena, "%s%s.json", name, strchr(name, '/') ? "" : "/programme"));
}

static void read_until(struct loader *l, const struct json *j, struct sequence_rule *rule)
{
    const struct json *list = load_list(l, j, "until", 0, SEQUENCE_UNTIL_MAX);
    const char **names = ARENA_ARRAY(l->arena, const char *, SEQUENCE_UNTIL_MAX);
    for (int i = 0; list && i < json_count(list); i++) {
        const char *name = load_string(l, json_at(list, i), "what is done first");
        if (name && !is_done_name(name))
            load_error(l, json_at(list, i), "until-name",
                       "\"%s\" is not a programme, or a session such as "
                       "\"thinking-skills/stop-and-think\"",
                       name);
        else if (name)
            names[rule->until_count++] = name;
        if (name && is_done_name(name) && !is_there(l, name))
            load_warning(l, json_at(list, i), "until-unknown", "there is no \"%s\": it can never be done", name);
    }
    rule->until = names;
}

static const struct sequence_rule *read_rules(struct loader *l, const struct json *j, bool holds, int *count_out)
{
    const char *what = holds ? "hold" : "suggest";
    const struct json *list = load_list(l, j, what, 0, SEQUENCE_RULES_MAX);
    if (!list)
        return NULL;
    struct sequence_rule *rules = ARENA_ARRAY(l->arena, struct sequence_rule, SEQUENCE_RULES_MAX);
    struct names ids = {0};
    for (int i = 0; i < json_count(list); i++) {
        const struct json *one = json_at(list, i), *id = json_member(one, "id");
        struct sequence_rule *rule = &rules[*count_out];
        bool is_named = id && json_kind(id) == JSON_STRING;
        if (!load_object(l, one, holds ? &hold_shape : &suggest_shape, rule,
                         arena_printf(l->arena, "%s/%s.%s", l->place, what, is_named ? json_string(id) : "")))
            continue;
        if (rule->id)
            names_add(l, &ids, rule->id, id, "rule");
        rule->needs = read_needs(l, json_member(one, "needs"), "needs", &rule->need_count);
        rule->without = read_needs(l, json_member(one, "without"), "without", &rule->without_count);
        read_until(l, json_member(one, "until"), rule);
        if (holds && !json_member(one, "needs") && !json_member(one, "without") && !json_member(one, "until"))
            load_error(l, one, "hold-always",
                       "this holds the programme back for good: it asks for no \"needs\", \"without\" or "
                       "\"until\"");
        (*count_out)++;
    }
    return rules;
}

void load_sequence(struct loader *l, const struct json *root)
{
    struct sequence *out = ARENA_NEW(l->arena, struct sequence);
    const struct json *for_whom = json_member(root, "for"), *not_for = json_member(root, "not_for");
    if (for_whom)
        out->for_whom = load_words(l, for_whom, arena_printf(l->arena, "%s/for", l->place), false);
    if (not_for)
        out->not_for = load_words(l, not_for, arena_printf(l->arena, "%s/not_for", l->place), false);
    out->suggest = read_rules(l, json_member(root, "suggest"), false, &out->suggest_count);
    out->hold = read_rules(l, json_member(root, "hold"), true, &out->hold_count);
    l->programme->sequence = out;
}
