#include "lost.h"

#include <string.h>

#include "answer.h"
#include "measure.h"

#define PROBES_MAX  600 /* a diary's box has a few, a grid of 12 rows and 7 columns 84 */
#define NUMBERS_MAX 200

/* An answer that could have been given. */
struct probe {
    struct answer_entry entry[2];
    struct answer answer;
    const char *name; /* NULL: of its entry */
    bool lost;
};

struct probes {
    struct arena *arena;
    struct probe *item;
    int count;
};

static struct probe *add(struct probes *p, const char *key, const char *value)
{
    struct probe *one = &p->item[p->count < PROBES_MAX ? p->count++ : PROBES_MAX - 1];
    *one = (struct probe){.entry = {{key, value}}};
    one->answer = (struct answer){.entries = one->entry, .count = key ? 1 : 0};
    return one;
}

static void add_number(struct probes *p, double number)
{
    add(p, NULL, NULL)->answer = (struct answer){.has_number = true, .number = number};
}

static void add_numbers(struct probes *p, double from, double to, double step)
{
    int steps = step > 0 ? (int)((to - from) / step + 0.5) : 1, skip = 1 + steps / NUMBERS_MAX;
    for (int i = 0; i < steps; i += skip)
        add_number(p, from + i * step);
    add_number(p, to);
}

/* Two at once, where there can be several. */
static void add_several(struct probes *p, const char *one, const char *other)
{
    struct probe *both = add(p, one, NULL);
    both->entry[1] = (struct answer_entry){other, NULL};
    both->answer.count = 2;
    both->name = "more than one";
}

static void add_choice(struct probes *p, const struct choice_block *c)
{
    for (int i = 0; i < c->count; i++) {
        add(p, c->options[i].id, NULL);
        if (c->options[i].write)
            add(p, c->options[i].id, "words");
    }
    if (c->many && c->count > 1 && c->at_most != 1)
        add_several(p, c->options[0].id, c->options[1].id);
}

static void add_measure(struct probes *p, const struct measure *m)
{
    for (int i = 0; i < m->item_count; i++)
        for (int k = 0; k < measure_value_count(m, &m->items[i]); k++)
            add(p, m->items[i].id,
                m->items[i].options ? m->items[i].options[k].id
                                    : arena_printf(p->arena, "%g", measure_value(m, &m->items[i], k)));
}

static void add_gaps(struct probes *p, const struct gaps_block *g)
{
    for (int i = 0; i < g->count; i++) {
        for (int k = 0; k < g->gaps[i].count; k++)
            add(p, g->gaps[i].id, g->gaps[i].bank[k].id);
        if (g->gaps[i].write)
            add(p, g->gaps[i].id, GAP_OWN "words");
    }
}

static void add_all(struct probes *p, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        add_choice(p, &b->choice);
        break;
    case BLOCK_SCALE:
        add_numbers(p, b->scale.from, b->scale.to, b->scale.step);
        break;
    case BLOCK_NUMBER:
        add_numbers(p, b->number.from, b->number.to, b->number.step);
        break;
    case BLOCK_GRID:
        for (int i = 0; i < b->grid.row_count; i++)
            for (int k = 0; k < b->grid.column_count; k++)
                add(p, b->grid.rows[i].id, b->grid.columns[k].id);
        break;
    case BLOCK_WRITE:
        add(p, "text", "words");
        break;
    case BLOCK_DATE:
        add(p, "date", "2026-12-04");
        break;
    case BLOCK_RANK:
        for (int i = 0; i < b->rank.count; i++)
            add(p, b->rank.items[i].id, NULL);
        break;
    case BLOCK_SORT:
        for (int i = 0; i < b->sort.card_count; i++)
            for (int k = 0; k < b->sort.box_count; k++)
                add(p, b->sort.cards[i].id, b->sort.boxes[k].id);
        break;
    case BLOCK_MATCH:
        for (int i = 0; i < b->match.left_count; i++)
            for (int k = 0; k < b->match.right_count; k++)
                add(p, b->match.lefts[i].id, b->match.rights[k].id);
        break;
    case BLOCK_GAPS:
        add_gaps(p, &b->gaps);
        break;
    case BLOCK_SPOT:
        for (int i = 0; i < b->spot.count; i++)
            add(p, b->spot.places[i].id, NULL);
        if (b->spot.many && b->spot.count > 1)
            add_several(p, b->spot.places[0].id, b->spot.places[1].id);
        break;
    case BLOCK_MARK:
        for (int i = 0; i < b->mark.count; i++)
            if (b->mark.pieces[i].id)
                add(p, b->mark.pieces[i].id, NULL);
        break;
    case BLOCK_MEASURE:
        add_measure(p, b->measure.measure);
        break;
    default:
        break;
    }
    if (b->about_me) {
        struct probe *declined = add(p, NULL, NULL);
        declined->answer = (struct answer){.declined = true};
        declined->name = "rather not say";
    }
}

/* --- what is lost of them ---------------------------------------------------------------------------------------- */

/* Are all that have this key (or this value) lost? */
static bool all_lost(const struct probes *p, const char *key, const char *value)
{
    for (int i = 0; i < p->count; i++) {
        const struct probe *one = &p->item[i];
        bool is_of =
            one->answer.count == 1 && (key ? text_is(one->entry[0].key, key) : text_is(one->entry[0].value, value));
        if (is_of && !one->lost)
            return false;
    }
    return true;
}

static void add_part(struct lost *out, const char *name)
{
    for (int i = 0; i < out->part_count; i++)
        if (text_is(out->part[i], name))
            return;
    if (out->part_count < LOST_PARTS_MAX)
        out->part[out->part_count++] = name;
}

/* Numbers that follow each other are one part. */
static int add_run(const struct probes *p, int i, struct lost *out)
{
    int last = i;
    while (last + 1 < p->count && p->item[last + 1].lost && p->item[last + 1].answer.has_number)
        last++;
    double from = p->item[i].answer.number, to = p->item[last].answer.number;
    add_part(out, last == i ? arena_printf(p->arena, "%g", from) : arena_printf(p->arena, "%g to %g", from, to));
    return last;
}

static void add_parts(const struct probes *p, struct lost *out)
{
    for (int i = 0; i < p->count; i++) {
        const struct probe *one = &p->item[i];
        const char *key = one->entry[0].key, *value = one->entry[0].value;
        if (!one->lost)
            continue;
        if (one->answer.has_number)
            i = add_run(p, i, out);
        else if (one->name)
            add_part(out, one->name);
        else if (!value || all_lost(p, key, NULL))
            add_part(out, key);
        else if (all_lost(p, NULL, value))
            add_part(out, value);
        else
            add_part(out, arena_printf(p->arena, "%s.%s", key, value));
    }
}

static bool is_lost(const struct probes *p, const char *key)
{
    for (int i = 0; i < p->count; i++)
        if (p->item[i].answer.count == 1 && p->item[i].lost && text_is(p->item[i].entry[0].key, key))
            return true;
    return false;
}

/* False: nothing is lost. */
static bool compare(struct arena *a, const struct block *was, const struct block *is, struct lost *out)
{
    struct probes p = {.arena = a, .item = ARENA_ARRAY(a, struct probe, PROBES_MAX)};
    int lost = 0;
    add_all(&p, was);
    for (int i = 0; i < p.count; i++) {
        p.item[i].answer.entries = p.item[i].entry;
        p.item[i].lost = !is || !answer_fits(&p.item[i].answer, is);
        if (p.item[i].answer.count == 2 && is) /* what each of the two loses is told of it alone */
            p.item[i].lost &= !is_lost(&p, p.item[i].entry[0].key) && !is_lost(&p, p.item[i].entry[1].key);
        lost += p.item[i].lost;
    }
    out->was = was;
    out->is = is;
    out->all = !is || lost == p.count;
    out->part_count = 0;
    if (lost && !out->all)
        add_parts(&p, out);
    return lost > 0 || !is;
}

/* A question that was not there before and takes whatever the old one did. */
static const struct block *find_like(struct arena *a, const struct module *was, const struct module *is,
                                     const struct block *gone)
{
    struct lost unused;
    for (int i = 0; i < is->exercise_count; i++) {
        const struct block *b = is->exercises[i];
        if (b->kind == gone->kind && !module_exercise(was, b->id) && !compare(a, gone, b, &unused))
            return b;
    }
    return NULL;
}

static const struct block *find_sheet(const struct module *m, const char *id)
{
    for (int i = 0; i < m->page_count; i++) {
        const struct block *b = page_block(&m->pages[i], id);
        if (b && block_is_sheet(b))
            return b;
    }
    return NULL;
}

static int add_block(struct arena *a, const struct module *was, const struct module *is, const struct page *page,
                     const struct block *b, struct lost *out)
{
    int count = 0;
    if (block_is_sheet(b) && !find_sheet(is, b->id)) {
        *out = (struct lost){.page = page, .was = b, .all = true};
        return 1;
    }
    for (int i = 0; i < block_part_count(b); i++)
        count += add_block(a, was, is, page, block_part(b, i), out + count);
    if (!block_is_exercise(b))
        return count;
    struct lost *one = out + count;
    if (page->made && !module_exercise(is, b->id)) /* a measure that the programme asks elsewhere now, or no more */
        return count;
    if (!compare(a, b, module_exercise(is, b->id), one))
        return count;
    one->page = page;
    one->like = one->is ? NULL : find_like(a, was, is, b);
    return count + 1;
}

int lost_answers(struct arena *a, const struct module *was, const struct module *is, struct lost *out)
{
    int count = 0;
    for (int i = 0; i < was->page_count; i++)
        for (int k = 0; !was->pages[i].uncounted && k < was->pages[i].block_count; k++)
            count += add_block(a, was, is, &was->pages[i], &was->pages[i].blocks[k], out + count);
    return count;
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

bool id_is_reserved(const char *id, const char *const *reserved, int count)
{
    for (int i = 0; i < count; i++) {
        size_t length = strlen(reserved[i]);
        if (strncmp(id, reserved[i], length) == 0 && (id[length] == '\0' || id[length] == '.'))
            return true;
    }
    return false;
}

static bool part_is_reserved(const char *exercise, const char *part, const struct module *is)
{
    size_t length = strlen(exercise);
    for (int i = 0; i < is->reserved_count; i++)
        if (strncmp(is->reserved[i], exercise, length) == 0 && is->reserved[i][length] == '.' &&
            text_is(is->reserved[i] + length + 1, part))
            return true;
    return false;
}

bool lost_is_reserved(const struct lost *lost, const struct module *is)
{
    if (id_is_reserved(lost->was->id, is->reserved, is->reserved_count))
        return true;
    bool reserved = !lost->all;
    for (int i = 0; i < lost->part_count; i++)
        reserved = reserved && part_is_reserved(lost->was->id, lost->part[i], is);
    return reserved;
}

const char *lost_reserve(struct arena *a, const struct lost *lost)
{
    const char *part = lost->part_count ? lost->part[0] : NULL;
    bool is_id = part && lost->was->kind != BLOCK_SCALE && lost->was->kind != BLOCK_NUMBER && !strchr(part, ' ');
    if (!lost->is)
        return lost->was->id;
    return is_id ? arena_printf(a, "%s.%s", lost->was->id, part) : NULL;
}

const char *lost_words(struct arena *a, const struct lost *lost)
{
    struct buffer out;
    buffer_init(&out, a);
    if (lost->all) {
        buffer_addf(&out, "every answer to \"%s\"", lost->was->id);
        if (lost->is && lost->is->kind != lost->was->kind)
            buffer_addf(&out, ", which was a %s and is a %s,", block_kind_name(lost->was->kind),
                        block_kind_name(lost->is->kind));
        return buffer_text(&out);
    }
    buffer_addf(&out, "answers to \"%s\" that say", lost->was->id);
    for (int i = 0; i < lost->part_count; i++)
        buffer_addf(&out, "%s \"%s\"", i == 0 ? "" : i + 1 == lost->part_count ? " or" : ",", lost->part[i]);
    return buffer_text(&out);
}
