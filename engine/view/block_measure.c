/* measure: its items as cards, one under the other, each with its answers; at the end whose it is, and what it is not.
 */
#include "block.h"
#include "measure.h"
#include "measure_words.h"

static struct press press_item(const struct block *b, const struct measure_item *item, const char *value)
{
    return (struct press){.kind = PRESS_ACT,
                          .act = {.kind = ACT_PLACE, .exercise = b->id, .item = item->id, .text = value}};
}

static const char *given_for(const struct block_view *v, const struct block *b, const struct measure_item *item)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given && !given->declined ? answer_value(given, item->id) : NULL;
}

static struct chip answer_chip(const struct block_view *v, const struct block *b, const struct measure_item *item,
                               const char *value, const char *words, int position)
{
    const struct measure *m = b->measure.measure;
    int count = measure_value_count(m, item) + (m->decline ? 1 : 0);
    const char *n = block_digits(v, position), *of = block_digits(v, count);
    bool chosen = text_is(given_for(v, b, item), value);
    return (struct chip){.id = block_id(v, b, item->id, value),
                         .text = words,
                         .says = chosen ? ui_words_with(v->ui, "Chosen. %1 of %2.", n, of, NULL)
                                        : ui_words_with(v->ui, "Not chosen. %1 of %2.", n, of, NULL),
                         .role = ROLE_OPTION,
                         .chosen = chosen,
                         .press = press_item(b, item, value)};
}

static struct step answer_step(const struct block_view *v, const struct block *b, const struct measure_item *item,
                               const char *value, int i)
{
    const struct measure *m = b->measure.measure;
    bool last = i == measure_value_count(m, item) - 1;
    return (struct step){.id = block_id(v, b, item->id, value),
                         .number = value,
                         .name = value,
                         .means = block_plain(v, i == 0 ? &m->scale.low
                                                 : last ? &m->scale.high
                                                        : &(struct words){0}),
                         .chosen = text_is(given_for(v, b, item), value),
                         .press = press_item(b, item, value)};
}

/* Numbers or words, and after them the answer that leaves the item out. */
static int draw_item(struct block_view *v, const struct block *b, int i, bool missing, struct rect area)
{
    const struct measure *m = b->measure.measure;
    const struct measure_item *item = &m->items[i];
    struct chip answer[MEASURE_OPTIONS_MAX + 1];
    struct step step[MEASURE_STEPS_MAX];
    struct question q = {.text = arena_printf(v->ui->arena, "%d. %s", i + 1, block_plain(v, &item->text)),
                         .steps = item->options ? NULL : step,
                         .low = block_plain(v, &m->scale.low),
                         .high = block_plain(v, &m->scale.high),
                         .answers = answer,
                         .missing = missing};
    int count = measure_value_count(m, item);
    for (int k = 0; k < count; k++) {
        char key[MEASURE_KEY];
        const char *value = arena_strdup(v->ui->arena, measure_key(m, item, k, key));
        if (item->options)
            answer[q.answer_count++] = answer_chip(v, b, item, value, block_plain(v, &item->options[k].text), k + 1);
        else
            step[q.step_count++] = answer_step(v, b, item, value, k);
    }
    if (m->decline) {
        struct chip *last = &answer[q.answer_count++];
        *last = answer_chip(v, b, item, MEASURE_DECLINED, ui_words(v->ui, "I would rather not say"), count + 1);
        last->dashed = true;
        if (m->is_scale) /* numbers are not counted, and it is no thirteenth of them */
            last->says = last->chosen ? ui_words(v->ui, "Chosen.") : ui_words(v->ui, "Not chosen.");
    }
    return question_card(v, &q, area);
}

/* What the numbers mean is said once, before the first question. */
static void say_scale(struct block_view *v, const struct measure *m)
{
    struct ui *ui = v->ui;
    if (!m->is_scale)
        return;
    const char *from = block_digits(v, m->scale.from), *to = block_digits(v, m->scale.to);
    ui_say(ui, ui_words_with(ui, "Choose a number from %1 to %2.", from, to, NULL), NULL);
    ui_say(ui, ui_words_with(ui, "%1 is %2.", from, block_plain(v, &m->scale.low), NULL), NULL);
    ui_say(ui, ui_words_with(ui, "%1 is %2.", to, block_plain(v, &m->scale.high), NULL), NULL);
}

static int draw_origin(struct block_view *v, const struct measure *m, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    int y = area.y + t->gap_small;
    if (!m->validated)
        y += put_text(ui, style, area.x, y, area.w, ui_words(ui, measure_unofficial));
    if (m->licence)
        y += put_text(ui, style, area.x, y, area.w, m->licence);
    return y - area.y;
}

int block_measure(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct measure *m = b->measure.measure;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int y = area.y + block_header(v, b, area), readable = area.w < t->column_max ? area.w : t->column_max;
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
    y += put_prose(ui, style, area.x, y, readable, block_words(v, &m->instructions)) + t->gap;
    say_scale(v, m);
    bool told = !block_is_missing(v, b); /* the first that Next waits for, among those without an answer */
    for (int i = 0; i < m->item_count; i++) {
        bool missing = !told && !answer_value(given, m->items[i].id);
        if (missing)
            block_show_missing(v, b, y);
        told |= missing;
        y += draw_item(v, b, i, missing, (struct rect){area.x, y, area.w, 0}) + t->gap_small;
    }
    y += block_declined_as(v, b, ui_words(ui, "I would rather not answer any of these"),
                           (struct rect){area.x, y, area.w, 0});
    y += draw_origin(v, m, (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}
