#include "robot_inside.h"

#include "diary.h"

#include <stdio.h>
#include <string.h>

/* --- what is still to be said --------------------------------------------------------------------------------------
 */

static const struct option *option_of(const struct block *b, const char *id)
{
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count; i++)
        if (text_is(b->choice.options[i].id, id))
            return &b->choice.options[i];
    return NULL;
}

static bool has_entry(const struct answer *given, const struct answer_entry *e)
{
    for (int i = 0; given && i < given->count; i++)
        if (text_is(given->entries[i].key, e->key) &&
            (!e->value || (given->entries[i].value && text_is(given->entries[i].value, e->value))))
            return true;
    return false;
}

static struct act act_of_entry(const struct block *b, const struct answer_entry *e)
{
    const struct option *option = option_of(b, e->key);
    struct act act = {.kind = ACT_PICK, .exercise = b->id, .item = e->key};
    if (b->kind == BLOCK_WRITE)
        act = (struct act){.kind = ACT_WRITE, .exercise = b->id, .text = e->value};
    else if (b->kind == BLOCK_DATE)
        act.item = e->value;
    else if (option && option->write)
        act.kind = ACT_WRITE, act.text = e->value;
    else if (b->kind == BLOCK_GAPS)
        act.kind = ACT_FILL, act.text = e->value;
    else if (b->kind != BLOCK_CHOICE && b->kind != BLOCK_SPOT && b->kind != BLOCK_MARK)
        act.kind = ACT_PLACE, act.text = e->value;
    return act;
}

/* False: it is answered as the other did, or the other did not answer it. */
static bool next_act(const struct attempt *s, const struct block *b, const struct answer *wanted, struct act *out)
{
    const struct answer *given = attempt_answer(s, b->id);
    if (answer_is_empty(wanted) || attempt_is_locked(s, b))
        return false;
    if (wanted->declined || wanted->has_number) {
        *out = wanted->declined ? (struct act){.kind = ACT_DECLINE, .exercise = b->id}
                                : (struct act){.kind = ACT_NUMBER, .exercise = b->id, .number = wanted->number};
        return !given || (wanted->declined ? !given->declined : !given->has_number || given->number != wanted->number);
    }
    for (int i = 0; i < wanted->count; i++) {
        if (has_entry(given, &wanted->entries[i]))
            continue;
        *out = act_of_entry(b, &wanted->entries[i]);
        return true;
    }
    *out = (struct act){.kind = ACT_CHECK, .exercise = b->id};
    return attempt_wants_check(s, b);
}

/* --- where it is pressed -------------------------------------------------------------------------------------------
 */

/* On the page itself, whatever of its texts the target leaves open. */
static const struct target *find_likewise(const struct robot *r, const struct act *act)
{
    const struct target_list *list = robot_targets(r);
    for (int i = 0; i < list->count; i++) {
        const struct act *a = &list->item[i].press.act;
        if (list->item[i].press.kind == PRESS_ACT && a->kind == act->kind && text_is(a->exercise, act->exercise) &&
            (!act->item || (a->item && text_is(a->item, act->item))) &&
            (act->kind != ACT_NUMBER || (list->item[i].role == ROLE_STEP && a->number == act->number)) &&
            ((act->kind != ACT_PLACE && act->kind != ACT_FILL) || (a->text && text_is(a->text, act->text))))
            return &list->item[i];
    }
    return NULL;
}

/* The box of a worksheet that it is asked in: its own, or one that asks something more. */
static const struct target *find_box(const struct robot *r, const struct block *sheet, const struct block *b)
{
    for (int i = 0; i < sheet->worksheet.count; i++) {
        const struct worksheet_field *f = &sheet->worksheet.fields[i];
        if (f->exercise == b || f->with == b)
            return robot_find_press(r, PRESS_HOLD, f->exercise->id, sheet->id);
    }
    return NULL;
}

/* What leads to it: the thing is taken in hand, its box or its row opened, another one closed, the next month shown. */
static const struct target *find_way(const struct robot *r, const struct block *b, const struct act *act)
{
    const struct attempt *s = kiosk_attempt(r->kiosk);
    const struct block *sheet = attempt_sheet(s, b);
    const struct target *way = act->item ? robot_find_press(r, PRESS_HOLD, act->item, b->id) : NULL;
    if (!way && sheet && sheet->kind == BLOCK_WORKSHEET)
        way = find_box(r, sheet, b);
    if (!way && sheet && sheet->kind == BLOCK_DIARY) {
        const struct diary_row *row = diary_row_of(sheet, b);
        way = row ? robot_find_press(r, PRESS_HOLD, row->id, sheet->id) : NULL;
    }
    if (!way && sheet && !robot_is_at_hand(r, b))
        way = robot_find_press(r, PRESS_HOLD, "", sheet->id);
    return way;
}

static bool write_act(struct robot *r, const struct block *b, const struct act *act)
{
    char number[32];
    const struct target *field = robot_find_press(r, PRESS_WRITE, b->id, act->kind == ACT_WRITE ? act->item : NULL);
    snprintf(number, sizeof number, "%g", act->number);
    return field && robot_press(r, field->id) && robot_type(r, act->kind == ACT_NUMBER ? number : act->text) &&
           robot_press(r, "key.done");
}

#define WAYS_TO_IT 4 /* another box is closed, its own is opened, the thing is taken in hand, and it is put down */

/* False: nothing on the page does it. Where nothing leads to it either, it is tried again: a story comes to it later.
 */
static bool do_act(struct robot *r, const struct block *b, const struct act *act)
{
    for (int i = 0; i < WAYS_TO_IT && !r->stuck[0]; i++) {
        const struct target *t = find_likewise(r, act);
        if (t)
            return robot_press(r, t->id);
        if ((act->kind == ACT_WRITE || act->kind == ACT_NUMBER) && robot_find_press(r, PRESS_WRITE, b->id, NULL))
            return write_act(r, b, act);
        t = find_way(r, b, act);
        if (!t)
            return false;
        robot_press(r, t->id);
        robot_frame(r);
    }
    return false;
}

/* --- a page --------------------------------------------------------------------------------------------------------
 */

/* The same act once more changed nothing. */
static bool is_again(struct robot *r, const struct act *act)
{
    char now[sizeof r->likened];
    snprintf(now, sizeof now, "%d %s %.40s %.40s %g", act->kind, act->exercise, act->item ? act->item : "",
             act->text ? act->text : "", act->number);
    if (text_is(now, r->likened))
        return true;
    snprintf(r->likened, sizeof r->likened, "%s", now);
    return false;
}

static bool is_hopeless(const struct robot *r, const struct block *b)
{
    for (int i = 0; i < r->hopeless_count; i++)
        if (r->hopeless[i] == b)
            return true;
    return false;
}

static void give_up(struct robot *r, const struct block *b)
{
    if (r->hopeless_count < (int)(sizeof r->hopeless / sizeof r->hopeless[0]))
        r->hopeless[r->hopeless_count++] = b;
}

static bool liken(struct robot *r, const struct block *b)
{
    const struct attempt *s = kiosk_attempt(r->kiosk);
    struct act act;
    int presses = r->presses;
    if (!attempt_shows(s, b))
        return false;
    for (int i = 0; i < block_part_count(b); i++)
        if (liken(r, block_part(b, i)))
            return true;
    if (!block_is_exercise(b) || b->kind == BLOCK_DIARY || b->kind == BLOCK_WORKSHEET || is_hopeless(r, b) ||
        !next_act(s, b, r->like(r->context, b), &act))
        return false;
    if (is_again(r, &act)) {
        give_up(r, b);
        return false;
    }
    if (do_act(r, b, &act))
        return true;
    r->likened[0] = '\0';
    if (r->presses > presses) /* else nothing leads to it yet: a story comes to it later */
        give_up(r, b);
    return false;
}

/* Something in what is open is still to be answered. */
static bool waits_inside(const struct robot *r, const struct block *sheet)
{
    for (int i = 0; i < block_part_count(sheet); i++)
        if (attempt_is_waiting(kiosk_attempt(r->kiosk), block_part(sheet, i)) &&
            robot_is_at_hand(r, block_part(sheet, i)))
            return true;
    return false;
}

static bool close_sheet(struct robot *r, const struct page *page)
{
    for (int i = 0; i < page->block_count; i++) {
        const struct target *open = robot_find_press(r, PRESS_HOLD, "", page->blocks[i].id);
        if (open && !waits_inside(r, &page->blocks[i]))
            return robot_press(r, open->id);
    }
    return false;
}

bool robot_answer_like(struct robot *r, const struct page *page)
{
    for (int i = 0; i < page->block_count; i++)
        if (liken(r, &page->blocks[i]))
            return true;
    return close_sheet(r, page);
}
