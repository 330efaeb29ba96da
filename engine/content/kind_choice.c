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
    {.key = "alone", .type = FIELD_FLAG, .at = offsetof(struct option, alone)},
    {.key = "value", .type = FIELD_NUMBER, .at = offsetof(struct option, value), .least = -1e6, .most = 1e6},
    {.key = "shares"}, /* by hand: names of exercises */
};
static const struct shape option_shape = {"an option", FIELDS(option_fields)};

static void load_shares(struct loader *l, const struct json *j, struct option *option)
{
    const struct json *list = j ? load_list(l, j, "shares", 1, SHARES_MAX) : NULL;
    if (!list)
        return;
    const char **names = ARENA_ARRAY(l->arena, const char *, json_count(list));
    for (int i = 0; i < json_count(list); i++) {
        const char *name = load_string(l, json_at(list, i), "a name in \"shares\"");
        if (name)
            names[option->share_count++] = name;
    }
    option->shares = names;
}

/* "None of these" rules the others out: where one is chosen anyway it says nothing, and a right answer is not undone by
 * another. `alone`: the first that is. */
static void check_alone(struct loader *l, const struct choice_block *c, const struct json *alone, int count)
{
    if (!alone)
        return;
    if (!c->many)
        problem_hint(l->problems, load_error(l, alone, "alone", "\"alone\" is for an option of a choice of \"many\""),
                     "leave it out: of these only one can be chosen");
    if (c->has_right)
        problem_hint(l->problems,
                     load_error(l, alone, "alone", "\"alone\" does not go with an option that is \"right\""),
                     "leave one of the two out");
    if (count == c->count)
        problem_hint(l->problems,
                     load_error(l, alone, "alone", "every option is \"alone\": there is none to take back"),
                     "leave it out, and \"many\" too");
}

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
    const struct json *alone = NULL;
    int rights = 0, alones = 0;
    c->count = json_count(list);
    struct option *options = ARENA_ARRAY(l->arena, struct option, c->count);
    for (int i = 0; i < c->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &option_shape, &options[i], load_item_place(l, place, "option", one));
        if (options[i].id)
            names_add(l, &ids, options[i].id, json_member(one, "id"), "option");
        load_shares(l, json_member(one, "shares"), &options[i]);
        rights += options[i].right;
        alones += options[i].alone;
        alone = options[i].alone && !alone ? json_member(one, "alone") : alone;
        options[i].has_value = json_member(one, "value") != NULL;
    }
    c->options = options;
    c->has_right = rights > 0;
    check_alone(l, c, alone, alones);
    if (rights > 1 && !c->many)
        problem_hint(l->problems,
                     load_error(l, list, "choice-many", "%d options are right, and one can be chosen", rights),
                     "write \"many\": true");
}

/* --- what staff will see ----------------------------------------------------------------------------------------- */

/* A worksheet or diary is named as a whole. */
static const struct block *sheet_named(const struct module *m, const char *name)
{
    for (int p = 0; p < m->page_count; p++)
        for (int i = 0; i < m->pages[p].block_count; i++) {
            const struct block *b = &m->pages[p].blocks[i];
            if ((b->kind == BLOCK_WORKSHEET || b->kind == BLOCK_DIARY) && text_is(b->id, name))
                return b;
        }
    return NULL;
}

static bool is_kept(const struct block *b)
{
    return b && (b->is_private || b->no_print);
}

static void check_shared(const struct check *c, const char *pointer, const char *name)
{
    const struct block *sheet = sheet_named(c->m, name), *top = NULL;
    const struct block *b = sheet && block_part_count(sheet) ? block_part(sheet, 0)
                            : !sheet                         ? module_exercise(c->m, name)
                                                             : NULL;
    if (!b) {
        if (!sheet)
            check_exercise(c, pointer, "shares", name);
        return;
    }
    check_reference(c, pointer, "shares", b->id); /* asked by then, or staff would be shown nothing */
    check_page_of(c->m, b, &top);
    if (is_kept(b) || is_kept(top))
        problem_hint(c->problems,
                     check_error(c, check_at_key(c, pointer, "shares"), "share-private",
                                 "\"%s\" never leaves the person's own screen, so staff cannot be shown it", name),
                     "leave it out, or take \"private\" or \"print\": false away from it");
}

/* Nothing is shared unless it is chosen, and what is chosen is one thing that the person has seen in words. */
static void check_shares(const struct check *c, const struct block *b)
{
    const struct choice_block *choice = &b->choice;
    const struct block *top = b;
    int sharing = 0;
    for (int i = 0; i < choice->count; i++) {
        const char *pointer = check_item(c, b->pointer, "options", i);
        sharing += choice->options[i].share_count > 0;
        for (int k = 0; k < choice->options[i].share_count; k++)
            check_shared(c, pointer, choice->options[i].shares[k]);
    }
    if (!sharing && text_is(b->id, "share"))
        problem_hint(c->problems,
                     check_warning(c, check_at(c, b->pointer), "share-nothing",
                                   "a question called \"share\" that shares nothing: staff see nothing of it"),
                     "name what staff will see, at the option that says yes: \"shares\": [\"plan\"]");
    if (!sharing)
        return;
    if (sharing > 1 || choice->many)
        check_error(
            c, check_at(c, b->pointer), "share-one",
            "one option of a choice can share, and only one can be chosen: what staff will see is shown above them");
    if (!b->optional)
        problem_hint(c->problems,
                     check_error(c, check_at(c, b->pointer), "share-optional",
                                 "whether to share may be left open: nothing is shared then"),
                     "write \"optional\": true");
    if (check_page_of(c->m, b, &top) >= 0 && top != b)
        check_error(c, check_at(c, b->pointer), "share-alone",
                    "whether to share is a question of its own, not a part of a %s", block_kind_name(top->kind));
    if (choice->has_right)
        check_error(c, check_at(c, b->pointer), "share-right", "whether to share has no right answer");
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
    check_shares(c, b);
    for (int i = 0; choice->consequences && i < choice->count; i++)
        if (choice->options[i].feedback.count == 0)
            check_error(c, check_at(c, check_item(c, b->pointer, "options", i)), "consequences",
                        "a choice of consequences says with \"feedback\" what happens after each option");
}

const struct kind_row kind_choice = {"choice", {"a choice", FIELDS(choice_fields)}, finish_choice, check_choice};
