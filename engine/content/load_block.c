#include "kind.h"

void load_check_fallback(struct loader *l, const struct json *j, const struct words *words, const struct words *empty,
                         const char *key)
{
    if (words_have_answers(words) && empty->count == 0)
        load_error(l, j, "empty-missing", "words with an {answer} need \"%s\" for when there is none", key);
}

void load_check_unit_one(struct loader *l, const struct json *j)
{
    const struct json *one = json_member(j, "unit_one");
    if (one && !json_member(j, "unit"))
        load_error(l, one, "unit-one", "\"unit_one\" is what \"unit\" is called for 1: there is no \"unit\"");
}

const char *load_item_place(struct loader *l, const char *place, const char *part, const struct json *item)
{
    const struct json *id = json_member(item, "id");
    bool known = id && json_kind(id) == JSON_STRING;
    return arena_printf(l->arena, "%s.%s.%s", place, part, known ? json_string(id) : "");
}

bool load_block_kind(struct loader *l, const struct json *j, enum block_kind *out)
{
    const struct json *kind = json_member(j, "kind");
    if (!kind) {
        load_error(l, j, "missing", "a block needs \"kind\"");
        return false;
    }
    const char *name = load_string(l, kind, "kind");
    const char *names[BLOCK_KINDS];
    for (int i = 0; i < BLOCK_KINDS; i++)
        names[i] = block_kind_name((enum block_kind)i);
    for (int i = 0; name && i < BLOCK_KINDS; i++) {
        *out = (enum block_kind)i;
        if (text_is(name, names[i]))
            return true;
    }
    if (!name)
        return false;
    struct problem *problem = load_error(l, kind, "kind-unknown", "there is no kind of block \"%s\"", name);
    const char *nearest = text_nearest(name, names, BLOCK_KINDS);
    for (int i = 0; nearest && i < BLOCK_KINDS; i++)
        if (nearest == names[i])
            *out = (enum block_kind)i; /* read on as that: what it holds and who names it are then no problems */
    load_hint_nearest(l, problem, name, names, BLOCK_KINDS);
    return nearest != NULL;
}

/* What may go on paper, unless the author says it may not. */
static void load_print(struct loader *l, const struct json *print, struct block *b)
{
    if (print && json_kind(print) != JSON_TRUE && json_kind(print) != JSON_FALSE)
        load_error(l, print, "type", "\"print\" can only be true or false");
    b->no_print = print && json_kind(print) == JSON_FALSE;
}

void load_block_number(struct loader *l, const struct json *at, struct block *b)
{
    if (l->module->block_count == MODULE_BLOCKS_MAX - 1)
        load_error(l, at, "limit", "a module has more than %d blocks", MODULE_BLOCKS_MAX);
    b->index = l->module->block_count < MODULE_BLOCKS_MAX ? l->module->block_count++ : MODULE_BLOCKS_MAX - 1;
}

void load_block_exercise(struct loader *l, const struct json *at, struct block *b)
{
    if (!block_is_exercise(b))
        return;
    if (l->exercise_count == EXERCISES_MAX)
        load_error(l, at, "limit", "a module has more than %d exercises", EXERCISES_MAX);
    else
        l->exercises[l->exercise_count++] = b;
}

static const struct field feedback_fields[] = {
    {.key = "right", .type = FIELD_WORDS, .at = offsetof(struct feedback, right), .required = true},
    {.key = "other", .type = FIELD_WORDS, .at = offsetof(struct feedback, other), .required = true},
    {.key = "page", .type = FIELD_ID, .at = offsetof(struct feedback, page)},
};
static const struct shape feedback_shape = {"a feedback", FIELDS(feedback_fields)};

/* How an author says which answer is right; NULL for kinds that have none. */
static const char *how_right(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_CHOICE:
        return "write \"right\": true at the option that is right";
    case BLOCK_RANK:
        return "write \"right\": true and the items in the right order";
    case BLOCK_SORT:
        return "say with \"box\" at every card where it fits best";
    case BLOCK_MATCH:
        return "say with \"with\" at every left one which is the right one for it";
    case BLOCK_SPOT:
        return "write \"right\": true at the places that are right";
    case BLOCK_MARK:
        return "write \"right\": true at the pieces that are right";
    default:
        return NULL;
    }
}

static void refuse_without_right(struct loader *l, const struct json *j, const char *what, enum block_kind kind)
{
    if (!j)
        return;
    struct problem *problem =
        load_error(l, j, "quiz-right", "there is %s, but nothing says which answer is right", what);
    problem_hint(l->problems, problem, "%s", how_right(kind));
}

/* What only an exercise with a right answer has; once its parts are known. */
static void load_right(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *feedback = json_member(j, "feedback");
    if (feedback)
        load_object(l, feedback, &feedback_shape, &b->feedback, arena_printf(l->arena, "%s.feedback", place));
    if (block_has_right(b))
        return;
    refuse_without_right(l, feedback, "a feedback for the right answer", b->kind);
    refuse_without_right(l, json_member(j, "tries"), "a number of tries", b->kind);
}

void load_block_as(struct loader *l, const struct json *j, struct block *b, const char *id, const char *place)
{
    b->id = id;
    load_block_number(l, j, b);
    b->pointer = json_pointer(l->arena, l->document, j);
    const struct kind_row *row = kind_of(b->kind);
    load_object(l, j, &row->shape, b, place);
    load_print(l, json_member(j, "print"), b);
    if (row->finish)
        row->finish(l, j, b, place);
    if (how_right(b->kind))
        load_right(l, j, b, place);
    load_check_fallback(l, j, &b->show_with, &b->show_with_empty, "show_with_empty");
    load_block_exercise(l, j, b);
}

/* The id that is written, or for what is only shown the kind and its number on the page. */
static const char *block_id(struct loader *l, const struct json *j, const struct block *b, int nth)
{
    const char *kind = block_kind_name(b->kind);
    const struct json *written = json_member(j, "id");
    if (written) {
        const char *id = load_id(l, written, "id");
        if (id && names_add(l, &l->ids, id, written, "the id"))
            return id;
    } else if (b->kind >= BLOCK_CHOICE) {
        load_error(l, j, "missing", "a %s needs \"id\": its answer is kept under it", kind);
    }
    return arena_printf(l->arena, "%s-%d", kind, nth);
}

void load_blocks(struct loader *l, const struct json *list, struct page *page, const char *place)
{
    int count = json_count(list), nth[BLOCK_KINDS] = {0};
    struct block *blocks = ARENA_ARRAY(l->arena, struct block, count);
    page->blocks = blocks;
    for (int i = 0; i < count; i++) {
        const struct json *j = json_at(list, i);
        struct block *b = &blocks[page->block_count];
        if (!load_is(l, j, JSON_OBJECT, "a block") || !load_block_kind(l, j, &b->kind))
            continue;
        page->block_count++;
        const char *id = block_id(l, j, b, ++nth[b->kind]);
        load_block_as(l, j, b, id, arena_printf(l->arena, "%s/%s", place, id));
        if (!json_member(j, "id")) /* what was opened on one page must not be open on another */
            b->id = arena_printf(l->arena, "%s:%s", page->id ? page->id : "", id);
    }
}
