/* choice: one or several of a list. */
#include "kind.h"

static const char *const choice_looks[] = {"list", "consequences", NULL};

static const struct field choice_fields[] = {
    EXERCISE_FIELDS,
    {.key = "options", .required = true},
    {.key = "many", .type = FIELD_FLAG, .at = offsetof(struct block, choice.many)},
    {.key = "at_most",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, choice.at_most),
     .least = 1,
     .most = OPTIONS_MAX},
    {.key = "shuffle", .type = FIELD_FLAG, .at = offsetof(struct block, choice.shuffle)},
    {.key = "look", .type = FIELD_SECOND, .at = offsetof(struct block, choice.consequences), .names = choice_looks},
    RIGHT_FIELDS,
};

static const struct field option_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct option, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct option, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct option, feedback)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct option, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct option, picture)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct option, when)},
    {.key = "write", .type = FIELD_FLAG, .at = offsetof(struct option, write)},
    {.key = "right", .type = FIELD_FLAG, .at = offsetof(struct option, right)},
    {.key = "concern", .type = FIELD_FLAG, .at = offsetof(struct option, concern)},
    {.key = "value", .type = FIELD_NUMBER, .at = offsetof(struct option, value), .least = -1e6, .most = 1e6},
};
static const struct shape option_shape = {"an option", FIELDS(option_fields)};

static void finish_choice(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct choice_block *c = &b->choice;
    const struct json *at_most = json_member(j, "at_most");
    if (at_most && (!json_member(j, "many") || json_kind(json_member(j, "many")) == JSON_FALSE))
        load_error(l, at_most, "at-most", "\"at_most\" is for a choice of \"many\"");
    const struct json *list = load_list(l, json_member(j, "options"), "options", 2, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    int rights = 0;
    c->count = json_count(list);
    struct option *options = ARENA_ARRAY(l->arena, struct option, c->count);
    for (int i = 0; i < c->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &option_shape, &options[i], load_item_place(l, place, "option", one));
        if (options[i].id)
            names_add(l, &ids, options[i].id, json_member(one, "id"), "option");
        rights += options[i].right;
        options[i].has_value = json_member(one, "value") != NULL;
    }
    c->options = options;
    c->has_right = rights > 0;
    if (rights > 1 && !c->many)
        problem_hint(l->problems,
                     load_error(l, list, "choice-many", "%d options are right, and one can be chosen", rights),
                     "write \"many\": true");
}

static void check_choice(const struct check *c, const struct block *b)
{
    const struct choice_block *choice = &b->choice;
    for (int i = 0; i < choice->count; i++) {
        const struct option *option = &choice->options[i];
        check_media(c, check_item(c, b->pointer, "options", i), "picture", option->picture);
        check_words(c, &option->text, false);
        check_words(c, &option->feedback, false);
        check_rule(c, option->when);
    }
    for (int i = 0; choice->consequences && i < choice->count; i++)
        if (choice->options[i].feedback.count == 0)
            check_error(c, check_at(c, check_item(c, b->pointer, "options", i)), "consequences",
                        "a choice of consequences says with \"feedback\" what happens after each option");
}

const struct kind_row kind_choice = {"choice", {"a choice", FIELDS(choice_fields)}, finish_choice, check_choice};
