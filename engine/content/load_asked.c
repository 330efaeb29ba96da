#include "load_inside.h"

/*
 * What a programme measures before its first module and after its last: pages made of the measures, which no module's
 * file has. "measure-first-<id>" and "measure-last-<id>" ask it, "measure-then-<id>" asks how it was then,
 * "measure-change-<id>" holds both occasions side by side. Their exercises have the page's id, so that answers stay
 * when modules are edited.
 */

/* --- which ------------------------------------------------------------------------------------------------------- */

static const struct field asked_fields[] = {{.key = "first"}, {.key = "last"}};
static const struct shape asked_shape = {"measures", FIELDS(asked_fields)};

static void read_asked(struct loader *l, const struct json *j, const char *what, struct asked *out)
{
    struct names ids = {0};
    int errors = problems_breaking(l->problems);
    const struct json *list = load_list(l, j, what, 1, ASKED_MAX);
    out->is_broken |= problems_breaking(l->problems) > errors;
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        const char *id = load_id(l, one, "measure");
        const struct measure *m = id && names_add(l, &ids, id, one, "measure") ? load_measure(l, id, one) : NULL;
        if (m)
            out->measure[out->count++] = m;
        out->is_broken |= !m;
    }
}

void load_asked(struct loader *l, const struct json *j, struct asked *first, struct asked *last)
{
    char nothing; /* both lists are read by hand */
    int errors = problems_breaking(l->problems);
    bool is_object = j && load_object(l, j, &asked_shape, &nothing, "");
    first->is_broken = last->is_broken = problems_breaking(l->problems) > errors;
    if (!is_object)
        return;
    read_asked(l, json_member(j, "first"), "first", first);
    read_asked(l, json_member(j, "last"), "last", last);
}

/* --- the pages --------------------------------------------------------------------------------------------------- */

enum made_kind { MADE_FIRST, MADE_LAST, MADE_THEN, MADE_CHANGE };
static const char *const made_names[] = {"first", "last", "then", "change"};
struct made {
    const struct measure *measure;
    enum made_kind kind;
};

#define MADE_MAX (6 * ASKED_MAX)

static int made_pages(const struct loader *l, bool before, struct made out[MADE_MAX])
{
    const struct asked *asked = before ? l->before : l->after;
    int count = 0;
    for (int i = 0; i < asked->count; i++) {
        const struct measure *m = asked->measure[i];
        out[count++] = (struct made){m, before ? MADE_FIRST : MADE_LAST};
        if (!before && m->then_ask.count)
            out[count++] = (struct made){m, MADE_THEN};
    }
    for (int i = 0; !before && i < asked->count; i++)
        if (asked->measure[i]->change.title.count)
            out[count++] = (struct made){asked->measure[i], MADE_CHANGE};
    return count;
}

static const char *made_id(struct loader *l, struct made made)
{
    return arena_printf(l->arena, "measure-%s-%s", made_names[made.kind], made.measure->id);
}

int load_made_ids(struct loader *l, bool before)
{
    struct made made[MADE_MAX];
    int count = made_pages(l, before, made);
    for (int i = 0; i < count; i++)
        names_add(l, &l->pages, made_id(l, made[i]), json_root(l->document), "page");
    return count;
}

/* Whoever has the id of a made page already is the one to give way. */
static const struct json *taken_at(const struct loader *l, const char *id)
{
    for (int i = 0; i < l->ids.count; i++)
        if (text_is(l->ids.item[i], id))
            return l->ids.at[i];
    return json_root(l->document);
}

static struct block *add_block(struct loader *l, struct page *page, struct block *blocks, enum block_kind kind)
{
    struct block *b = &blocks[page->block_count++];
    const struct json *root = json_root(l->document);
    *b = (struct block){.kind = kind, .pointer = ""};
    b->id = arena_printf(l->arena, "%s:%s-%d", page->id, block_kind_name(kind), page->block_count);
    load_block_number(l, root, b);
    if (!block_is_exercise(b))
        return b;
    b->id = page->id;
    b->no_print = true; /* on paper it would be read by others, and as a verdict */
    names_add(l, &l->ids, b->id, taken_at(l, b->id), "the id");
    load_block_exercise(l, root, b);
    return b;
}

static void ask_then(struct loader *l, const struct measure *m, struct page *page, struct block *blocks)
{
    struct block *b = add_block(l, page, blocks, BLOCK_SCALE);
    page->title = m->then_title;
    b->ask = m->then_ask;
    b->about_me = m->decline;
    b->scale = (struct scale_block){
        .from = m->scale.from, .to = m->scale.to, .step = m->scale.step, .low = m->scale.low, .high = m->scale.high};
}

/* {op: [{"var": "measure.<id>.change"}, than]} */
static const struct rule *change_rule(struct loader *l, const struct measure *m, enum rule_op op, struct value than)
{
    struct rule *rule = ARENA_NEW(l->arena, struct rule), *var = ARENA_NEW(l->arena, struct rule);
    struct rule *literal = ARENA_NEW(l->arena, struct rule);
    const struct rule **args = ARENA_ARRAY(l->arena, const struct rule *, 2);
    const char *name = arena_printf(l->arena, "measure.%s.change", m->id);
    *var = (struct rule){.op = RULE_VAR, .value = {.kind = VALUE_TEXT, .text = name}, .pointer = ""};
    *literal = (struct rule){.op = RULE_LITERAL, .value = than, .pointer = ""};
    args[0] = var;
    args[1] = literal;
    *rule = (struct rule){.op = op, .args = args, .count = 2, .pointer = ""};
    return rule;
}

static void add_words(struct loader *l, struct page *page, struct block *blocks, struct words text,
                      const struct rule *when)
{
    if (text.count == 0)
        return;
    struct block *b = add_block(l, page, blocks, BLOCK_TEXT);
    b->text.text = text;
    b->when = when;
}

/* Both occasions as points, and between them how it seems now that it was then. */
static void add_chart(struct loader *l, const struct measure *m, struct page *page, struct block *blocks)
{
    struct block *b = add_block(l, page, blocks, BLOCK_CHART);
    struct chart_point *points = ARENA_ARRAY(l->arena, struct chart_point, 3);
    int count = 0;
    points[count++] = (struct chart_point){arena_printf(l->arena, "measure.%s.first", m->id), m->change.first};
    if (m->then_ask.count)
        points[count++] = (struct chart_point){made_id(l, (struct made){m, MADE_THEN}), m->then_label};
    points[count++] = (struct chart_point){arena_printf(l->arena, "measure.%s.score", m->id), m->change.last};
    b->when = change_rule(l, m, RULE_NE, (struct value){.kind = VALUE_NULL});
    b->chart = (struct chart_block){.title = m->period,
                                    .empty = m->change.empty,
                                    .look = CHART_BARS,
                                    .points = points,
                                    .point_count = count,
                                    .from = m->least,
                                    .to = m->most,
                                    .low = m->scale.low,
                                    .high = m->scale.high};
}

static void show_change(struct loader *l, const struct measure *m, struct page *page, struct block *blocks)
{
    const struct value zero = {.kind = VALUE_NUMBER};
    enum rule_op better = m->higher_is_better ? RULE_GT : RULE_LT, worse = m->higher_is_better ? RULE_LT : RULE_GT;
    page->title = m->change.title;
    struct block *b = add_block(l, page, blocks, BLOCK_TEXT);
    b->text.text = m->change.text;
    b->text.empty = m->change.empty;
    add_chart(l, m, page, blocks);
    add_words(l, page, blocks, m->change.better, change_rule(l, m, better, zero));
    add_words(l, page, blocks, m->change.same, change_rule(l, m, RULE_EQ, zero));
    add_words(l, page, blocks, m->change.worse, change_rule(l, m, worse, zero));
    add_words(l, page, blocks, m->change.note, NULL);
}

#define MADE_BLOCKS_MAX 6
#define ITEMS_A_MINUTE  6

int load_made_pages(struct loader *l, bool before, struct page *out)
{
    struct made made[MADE_MAX];
    int count = made_pages(l, before, made);
    for (int i = 0; i < count; i++) {
        const struct measure *m = made[i].measure;
        struct block *blocks = ARENA_ARRAY(l->arena, struct block, MADE_BLOCKS_MAX);
        struct page *page = &out[i];
        *page = (struct page){.id = made_id(l, made[i]), .minutes = 1, .blocks = blocks, .made = true, .pointer = ""};
        load_module_asks(l, m);
        if (made[i].kind == MADE_CHANGE) {
            show_change(l, m, page, blocks);
        } else if (made[i].kind == MADE_THEN) {
            ask_then(l, m, page, blocks);
        } else {
            struct block *b = add_block(l, page, blocks, BLOCK_MEASURE);
            b->measure.measure = m;
            b->about_me = m->decline;
            page->title = m->title;
            page->minutes = 0.5 + (double)m->item_count / ITEMS_A_MINUTE;
        }
    }
    return count;
}
