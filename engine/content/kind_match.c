/* match: pairs. */
#include "kind.h"

#define SIDE_MAX 8 /* of things on one side: more do not fit a screen together */

static const struct field match_fields[] = {
    EXERCISE_FIELDS,
    RIGHT_FIELDS,
    {.key = "lefts", .required = true},
    {.key = "rights", .required = true},
    {.key = "again", .type = FIELD_FLAG, .at = offsetof(struct block, match.again)},
};

static const struct field left_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct match_left, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct match_left, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct match_left, feedback)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct match_left, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct match_left, picture)},
    {.key = "with", .type = FIELD_ID, .at = offsetof(struct match_left, with)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct match_left, when)},
};
static const struct shape left_shape = {"a left one", FIELDS(left_fields)};

static const struct field right_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct match_right, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct match_right, text), .required = true, .part = ""},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct match_right, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct match_right, picture)},
};
static const struct shape right_shape = {"a right one", FIELDS(right_fields)};

static void load_rights(struct loader *l, const struct json *list, struct match_block *m, struct names *ids,
                        const char *place)
{
    m->right_count = json_count(list);
    struct match_right *rights = ARENA_ARRAY(l->arena, struct match_right, m->right_count);
    for (int i = 0; i < m->right_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &right_shape, &rights[i], load_item_place(l, place, "right", one));
        if (rights[i].id)
            names_add(l, ids, rights[i].id, json_member(one, "id"), "right one");
    }
    m->rights = rights;
}

/* Two that are always on show belong to the same one, which can be used once. */
static void refuse_again(struct loader *l, const struct json *with, const struct match_left *lefts, int i)
{
    for (int k = 0; k < i; k++)
        if (lefts[i].with && text_is(lefts[i].with, lefts[k].with) && !lefts[i].when && !lefts[k].when) {
            problem_hint(
                l->problems,
                load_error(l, with, "match-again", "\"%s\" is used already, and can be used once", lefts[i].with),
                "write \"again\": true when one of the right can be used more than once");
            return;
        }
}

static void load_lefts(struct loader *l, const struct json *list, struct match_block *m, const struct names *rights,
                       const char *place)
{
    struct names ids = {0};
    m->left_count = json_count(list);
    struct match_left *lefts = ARENA_ARRAY(l->arena, struct match_left, m->left_count);
    int with = 0;
    for (int i = 0; i < m->left_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &left_shape, &lefts[i], load_item_place(l, place, "left", one));
        if (lefts[i].id)
            names_add(l, &ids, lefts[i].id, json_member(one, "id"), "left one");
        load_link(l, json_member(one, "with"), lefts[i].with, rights, "right one");
        if (!m->again)
            refuse_again(l, json_member(one, "with"), lefts, i);
        with += json_member(one, "with") != NULL;
    }
    m->lefts = lefts;
    m->has_right = with == m->left_count;
    for (int i = 0; with > 0 && i < m->left_count; i++)
        if (!json_member(json_at(list, i), "with"))
            load_error(l, json_at(list, i), "match-with",
                       "others say \"with\" which is theirs: every left one does, or none");
}

static void finish_match(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct match_block *m = &b->match;
    const struct json *lefts = load_list(l, json_member(j, "lefts"), "lefts", 2, SIDE_MAX);
    const struct json *rights = load_list(l, json_member(j, "rights"), "rights", 2, SIDE_MAX);
    if (!lefts || !rights)
        return;
    struct names ids = {0};
    load_rights(l, rights, m, &ids, place);
    load_lefts(l, lefts, m, &ids, place);
    int always = 0;
    for (int i = 0; i < m->left_count; i++)
        always += !m->lefts[i].when;
    if (!m->again && m->right_count < always)
        problem_hint(l->problems,
                     load_error(l, rights, "match-few", "there are %d left ones and only %d to join them with", always,
                                m->right_count),
                     "write \"again\": true when one of the right can be used more than once");
}

static void check_match(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->match.left_count; i++) {
        const struct match_left *left = &b->match.lefts[i];
        check_media(c, check_item(c, b->pointer, "lefts", i), "picture", left->picture);
        check_words(c, &left->text, false);
        check_words(c, &left->feedback, false);
        check_rule(c, left->when);
    }
    for (int i = 0; i < b->match.right_count; i++) {
        check_media(c, check_item(c, b->pointer, "rights", i), "picture", b->match.rights[i].picture);
        check_words(c, &b->match.rights[i].text, false);
    }
}

const struct kind_row kind_match = {"match", {"a match", FIELDS(match_fields)}, finish_match, check_match};
