/* When a programme comes: "for", "not_for", "suggest" and "hold" of programme.json (sequence.h). */
#include "sequence.h"

#include <string.h>

#include "load_inside.h"

const char *const need_names[NEEDS + 1] = {"danger",        "unable",   "dependent", "drink", "cannabis",
                                           "partner-abuse", "assessed", "low-mood",  "anger", "woman",
                                           "18-to-25",      "few-days", NULL};

static const struct field suggest_fields[] = {
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

static unsigned read_needs(struct loader *l, const struct json *j, const char *what)
{
    const struct json *list = load_list(l, j, what, 0, NEEDS);
    unsigned bits = 0;
    for (int i = 0; list && i < json_count(list); i++) {
        const char *name = load_string(l, json_at(list, i), "a need");
        int need = 0;
        while (name && need < NEEDS && !text_is(need_names[need], name))
            need++;
        if (name && need == NEEDS)
            load_hint_nearest(l, load_error(l, json_at(list, i), "need-unknown", "there is no need \"%s\"", name), name,
                              need_names, NEEDS);
        else if (name)
            bits |= NEED_BIT(need);
    }
    return bits;
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
    for (int i = 0; i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        struct sequence_rule *rule = &rules[*count_out];
        if (!load_object(l, one, holds ? &hold_shape : &suggest_shape, rule,
                         arena_printf(l->arena, "%s/%s.%d", l->place, what, i + 1)))
            continue;
        rule->needs = read_needs(l, json_member(one, "needs"), "needs");
        rule->without = read_needs(l, json_member(one, "without"), "without");
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
