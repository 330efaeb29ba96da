#include "robot_inside.h"

#include "diary.h"

#include <stdio.h>
#include <string.h>

/* --- what a press means ---------------------------------------------------------------------------------------- */

/* An act on this exercise; `item` and `text` NULL are any. */
static const struct target *find_act(const struct robot *r, enum act_kind kind, const char *exercise, const char *item)
{
    const struct target_list *list = robot_targets(r);
    for (int i = 0; i < list->count; i++) {
        const struct press *p = &list->item[i].press;
        if (p->kind == PRESS_ACT && p->act.kind == kind && text_is(p->act.exercise, exercise) &&
            (!item || text_is(p->act.item, item)))
            return &list->item[i];
    }
    return NULL;
}

const struct target *robot_find_press(const struct robot *r, enum press_kind kind, const char *item, const char *text)
{
    const struct target_list *list = robot_targets(r);
    for (int i = 0; i < list->count; i++) {
        const struct press *p = &list->item[i].press;
        if (p->kind == kind && text_is(p->item, item) && (!text || text_is(p->text, text)))
            return &list->item[i];
    }
    return NULL;
}

static bool press_target(struct robot *r, const struct target *t, const char *what)
{
    return t ? robot_press(r, t->id) : robot_stop(r, "no target for", what);
}

static const struct target *find_key(const struct robot *r, const char *key)
{
    const struct target_list *list = robot_targets(r);
    for (int i = 0; i < list->count; i++)
        if (list->item[i].press.kind == PRESS_KEY && text_is(list->item[i].press.text, key))
            return &list->item[i];
    return NULL;
}

static bool write_words(struct robot *r, const struct target *field, const char *exercise)
{
    return press_target(r, field, exercise) && robot_type(r, r->words ? r->words : "I was waiting.") &&
           press_target(r, find_key(r, "done"), exercise);
}

/* --- one exercise ---------------------------------------------------------------------------------------------- */

static bool answer_scale(struct robot *r, const struct block *b)
{
    const struct target_list *list = robot_targets(r);
    const struct target *low = NULL, *high = NULL;
    for (int i = 0; i < list->count; i++) {
        const struct press *p = &list->item[i].press;
        if (p->kind != PRESS_ACT || p->act.kind != ACT_NUMBER || !text_is(p->act.exercise, b->id) ||
            list->item[i].role != ROLE_STEP)
            continue;
        if (!low || p->act.number < low->press.act.number)
            low = &list->item[i];
        if (!high || p->act.number > high->press.act.number)
            high = &list->item[i];
    }
    return press_target(r, r->hot ? high : low, b->id);
}

static bool answer_sort(struct robot *r, const struct block *b)
{
    const struct answer *given = attempt_answer(kiosk_attempt(r->kiosk), b->id);
    for (int i = 0; i < b->sort.card_count; i++) {
        const struct sort_card *card = &b->sort.cards[i];
        if (!attempt_option_shows(kiosk_attempt(r->kiosk), card->when) || (given && answer_has(given, card->id)))
            continue;
        if (!find_act(r, ACT_PLACE, b->id, card->id) &&
            !press_target(r, robot_find_press(r, PRESS_HOLD, card->id, b->id), card->id))
            return false;
        const struct target_list *list = robot_targets(r);
        for (int n = 0; n < list->count; n++) {
            const struct press *p = &list->item[n].press;
            if (p->kind == PRESS_ACT && p->act.kind == ACT_PLACE && text_is(p->act.item, card->id) &&
                text_is(p->act.text, card->box ? card->box : b->sort.boxes[0].id))
                return robot_press(r, list->item[n].id);
        }
        return robot_stop(r, "no box for", card->id);
    }
    return false;
}

/* The next row that has no answer yet: its first answer on show, or when hot its last. */
static bool answer_rows(struct robot *r, const struct block *b)
{
    const struct answer *given = attempt_answer(kiosk_attempt(r->kiosk), b->id);
    const struct target_list *list = robot_targets(r);
    const struct target *found = NULL;
    for (int i = 0; i < list->count; i++) {
        const struct act *act = &list->item[i].press.act;
        if (list->item[i].press.kind != PRESS_ACT || act->kind != ACT_PLACE || !text_is(act->exercise, b->id) ||
            answer_has(given, act->item))
            continue;
        if (!found || (r->hot && text_is(act->item, found->press.act.item)))
            found = &list->item[i];
    }
    return press_target(r, found, b->id);
}

/* Once with plus; when hot with the keypad, the highest there is. */
static bool answer_number(struct robot *r, const struct block *b)
{
    char id[TARGET_ID_ROOM], highest[32];
    snprintf(id, sizeof id, "%s.more", b->id);
    if (!r->hot)
        return press_target(r, target_find(robot_targets(r), id), b->id);
    snprintf(highest, sizeof highest, "%g", b->number.to);
    return press_target(r, robot_find_press(r, PRESS_WRITE, b->id, NULL), b->id) && robot_type(r, highest) &&
           press_target(r, find_key(r, "done"), b->id);
}

static bool answer_gaps(struct robot *r, const struct block *b)
{
    const struct answer *given = attempt_answer(kiosk_attempt(r->kiosk), b->id);
    for (int i = 0; i < b->gaps.count; i++) {
        const struct gap *gap = &b->gaps.gaps[i];
        if (given && answer_has(given, gap->id))
            continue;
        if (!find_act(r, ACT_FILL, b->id, gap->id) &&
            !press_target(r, robot_find_press(r, PRESS_HOLD, gap->id, b->id), gap->id))
            return false;
        return press_target(r, find_act(r, ACT_FILL, b->id, gap->id), gap->id);
    }
    return false;
}

/* What comes first is whatever stands first among what has no place yet. */
static bool answer_rank(struct robot *r, const struct block *b)
{
    const struct answer *given = attempt_answer(kiosk_attempt(r->kiosk), b->id);
    for (int i = 0; i < b->rank.count; i++) {
        const struct target *t = find_act(r, ACT_PLACE, b->id, b->rank.items[i].id);
        if (t && !answer_has(given, b->rank.items[i].id))
            return robot_press(r, t->id);
    }
    return robot_stop(r, "nothing left to put in order:", b->id);
}

static bool answer_match(struct robot *r, const struct block *b)
{
    const struct attempt *attempt = kiosk_attempt(r->kiosk);
    const struct answer *given = attempt_answer(attempt, b->id);
    for (int i = 0; i < b->match.left_count; i++) {
        const struct match_left *left = &b->match.lefts[i];
        if (!attempt_option_shows(attempt, left->when) || answer_has(given, left->id))
            continue;
        if (!find_act(r, ACT_PLACE, b->id, left->id) &&
            !press_target(r, robot_find_press(r, PRESS_HOLD, left->id, b->id), left->id))
            return false;
        const struct target_list *list = robot_targets(r);
        const struct target *with = NULL;
        for (int n = 0; n < list->count; n++) {
            const struct press *p = &list->item[n].press;
            if (p->kind == PRESS_ACT && p->act.kind == ACT_PLACE && text_is(p->act.item, left->id) &&
                (text_is(p->act.text, left->with) || (!with && !left->with)))
                with = &list->item[n];
        }
        return press_target(r, with, left->id);
    }
    return false;
}

static bool is_given(const struct robot *r, const struct block *b)
{
    return !answer_is_empty(attempt_answer(kiosk_attempt(r->kiosk), b->id)) &&
           (b->optional || attempt_is_answered(kiosk_attempt(r->kiosk), b));
}

/* The first answer to the first question that has none, or the last when hot; who to talk to is read and put away. */
static bool answer_measure(struct robot *r, const struct block *b)
{
    const struct answer *given = attempt_answer(kiosk_attempt(r->kiosk), b->id);
    const struct measure *m = b->measure.measure;
    for (int i = 0; i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        char key[MEASURE_KEY], id[160];
        if (answer_has(given, item->id))
            continue;
        int value = r->hot ? measure_value_count(m, item) - 1 : 0;
        snprintf(id, sizeof id, "%s.%s.%s", b->id, item->id, measure_key(m, item, value, key));
        return robot_press(r, id) && (kiosk_overlay(r->kiosk)[0] == '\0' || robot_press(r, "close"));
    }
    return robot_stop(r, "nothing left to answer:", b->id);
}

/* The first option on show; when hot, one that is a concern. */
static const struct target *find_option(const struct robot *r, const struct block *b)
{
    for (int i = 0; r->hot && b->kind == BLOCK_CHOICE && i < b->choice.count; i++) {
        const struct target *t =
            b->choice.options[i].concern ? find_act(r, ACT_PICK, b->id, b->choice.options[i].id) : NULL;
        if (t)
            return t;
    }
    return find_act(r, ACT_PICK, b->id, NULL);
}

static bool answer_exercise(struct robot *r, const struct block *b);

static bool answer_worksheet(struct robot *r, const struct block *sheet)
{
    const struct attempt *attempt = kiosk_attempt(r->kiosk);
    const struct target *done = robot_find_press(r, PRESS_HOLD, "", sheet->id);
    for (int i = 0; i < sheet->worksheet.count; i++) {
        const struct worksheet_field *f = &sheet->worksheet.fields[i];
        const struct block *wanted = !is_given(r, f->exercise)          ? f->exercise
                                     : f->with && !is_given(r, f->with) ? f->with
                                                                        : NULL;
        if (!wanted || !attempt_shows(attempt, f->exercise))
            continue;
        const struct target *box = robot_find_press(r, PRESS_HOLD, f->exercise->id, sheet->id);
        if (box)
            return robot_press(r, box->id);
        if (answer_exercise(r, wanted))
            return true;
        done = robot_find_press(r, PRESS_HOLD, "", sheet->id); /* the try may have built a new frame */
        if (!done)
            return false;
        r->stuck[0] = '\0';
        return robot_press(r, done->id);
    }
    return done && robot_press(r, done->id);
}

/* Is something of this exercise on show? */
bool robot_is_at_hand(const struct robot *r, const struct block *b)
{
    const struct target_list *list = robot_targets(r);
    for (int i = 0; i < list->count; i++) {
        const struct press *p = &list->item[i].press;
        if (text_is(p->act.exercise, b->id) || (p->kind != PRESS_ACT && text_is(p->item, b->id)))
            return true;
    }
    return false;
}

/* An open row is filled in, box after box, and closed. */
static bool answer_row(struct robot *r, const struct block *diary, const struct target *done)
{
    for (int i = 0; i < diary->diary.row_count; i++)
        for (int n = 0; n < diary->diary.column_count; n++) {
            const struct block *box = &diary->diary.rows[i].boxes[n];
            if (!attempt_shows(kiosk_attempt(r->kiosk), box) || is_given(r, box) || !robot_is_at_hand(r, box))
                continue;
            return answer_exercise(r, box);
        }
    return robot_press(r, done->id);
}

/* One row is filled in; of one more it is said that there was nothing. */
static bool answer_diary(struct robot *r, const struct block *diary)
{
    const struct attempt *attempt = kiosk_attempt(r->kiosk);
    const struct target *done = robot_find_press(r, PRESS_HOLD, "", diary->id);
    const struct diary_block *d = &diary->diary;
    int used = diary_rows_used(attempt, diary), wanted = d->at_least < d->row_count ? d->at_least + 1 : d->at_least;
    if (done)
        return answer_row(r, diary, done);
    for (int i = 0; i < d->row_count; i++)
        if (diary_row_state(attempt, diary, i) == DIARY_BEGUN)
            return press_target(r, robot_find_press(r, PRESS_HOLD, d->rows[i].id, diary->id), d->rows[i].id);
    if (used >= wanted || (!used && diary_whole(attempt, diary)))
        return false;
    for (int i = 0; i < d->row_count; i++) {
        const struct diary_row *row = &d->rows[i];
        if (diary_row_state(attempt, diary, i) != DIARY_EMPTY)
            continue;
        if (used && row->nothing)
            return press_target(r, find_act(r, ACT_PICK, row->nothing->id, NULL), row->nothing->id);
        return press_target(r, robot_find_press(r, PRESS_HOLD, row->id, diary->id), row->id);
    }
    return false;
}

/* True when something was pressed. */
static bool answer_exercise(struct robot *r, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
    case BLOCK_MARK:
    case BLOCK_SPOT:
    case BLOCK_DATE:
        return press_target(r, find_option(r, b), b->id);
    case BLOCK_SCALE:
        return answer_scale(r, b);
    case BLOCK_WRITE:
        return write_words(r, robot_find_press(r, PRESS_WRITE, b->id, NULL), b->id);
    case BLOCK_GRID:
        return answer_rows(r, b);
    case BLOCK_NUMBER:
        return answer_number(r, b);
    case BLOCK_SORT:
        return answer_sort(r, b);
    case BLOCK_RANK:
        return answer_rank(r, b);
    case BLOCK_MATCH:
        return answer_match(r, b);
    case BLOCK_MEASURE:
        return answer_measure(r, b);
    case BLOCK_GAPS:
        return answer_gaps(r, b);
    default:
        return false;
    }
}

/* One after another; the first is open from the start. */
static bool open_tab(struct robot *r, const struct block *b)
{
    int next = attempt_seen(kiosk_attempt(r->kiosk), b->id);
    next = next > 1 ? next : 1;
    char id[160];
    snprintf(id, sizeof id, "%s.item.%s", b->id, next < b->reveal.count ? b->reveal.items[next].id : "");
    return next < b->reveal.count && robot_press(r, id);
}

/* Goes on to its end, choosing where it asks. */
static bool tell_story(struct robot *r, const struct block *b)
{
    const struct attempt *attempt = kiosk_attempt(r->kiosk);
    char id[160];
    for (int i = 0; i < block_part_count(b); i++) {
        const struct block *choice = block_part(b, i);
        if (find_act(r, ACT_PICK, choice->id, NULL) && attempt_shows(attempt, choice) && !is_given(r, choice))
            return answer_exercise(r, choice);
    }
    snprintf(id, sizeof id, "%s.more", b->id);
    return (r->thorough || block_part_count(b)) && target_find(robot_targets(r), id) && robot_press(r, id);
}

/* Opens what is closed: cards and tabs. Each once: what is open says so by being chosen, or is gone.
 */
static bool open_one(struct robot *r, const struct block *b)
{
    const struct target_list *list = robot_targets(r);
    if (b->kind == BLOCK_REVEAL && b->reveal.look == REVEAL_TABS)
        return open_tab(r, b);
    if (attempt_seen(kiosk_attempt(r->kiosk), b->id) >= b->reveal.count)
        return false;
    for (int i = 0; i < list->count; i++) {
        const struct target *t = &list->item[i];
        if (t->press.kind == PRESS_OPEN && text_is(t->press.text, b->id) && !t->chosen)
            return robot_press(r, t->id);
    }
    return false;
}

/* Breathes a whole round, looking at every breath: its words stand in a circle that grows and shrinks. */
static bool breathe_once(struct robot *r, const struct block *b)
{
    char id[TARGET_ID_ROOM];
    if (r->breathed == b)
        return false;
    r->breathed = b;
    snprintf(id, sizeof id, "%s.run", b->id);
    if (!robot_press(r, id))
        return false;
    for (int i = 0; i < 24; i++) {
        robot_wait(r, 500);
        robot_frame(r);
    }
    return true;
}

/* It, or a part of it. */
static bool waits(const struct attempt *attempt, const struct block *b)
{
    for (int i = 0; i < block_part_count(b); i++)
        if (waits(attempt, block_part(b, i)))
            return true;
    return block_is_exercise(b) && attempt_is_waiting(attempt, b);
}

bool robot_answer(struct robot *r)
{
    const struct attempt *attempt = kiosk_attempt(r->kiosk);
    const struct page *page = attempt ? attempt_page(attempt) : NULL;
    if (!page || !text_is(kiosk_screen(r->kiosk), "page"))
        return false;
    if (r->like && robot_answer_like(r, page))
        return true;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (!attempt_shows(attempt, b) || (r->like && !waits(attempt, b)))
            continue;
        if (b->kind == BLOCK_WORKSHEET) {
            if (answer_worksheet(r, b))
                return true;
        } else if (b->kind == BLOCK_DIARY) {
            if (answer_diary(r, b))
                return true;
        } else if (b->kind == BLOCK_STORY) {
            if (tell_story(r, b))
                return true;
        } else if (r->thorough && b->kind == BLOCK_REVEAL) {
            if (open_one(r, b))
                return true;
        } else if (r->thorough && b->kind == BLOCK_BREATHE) {
            if (breathe_once(r, b))
                return true;
        } else if (b->kind >= BLOCK_CHOICE && !is_given(r, b)) {
            return answer_exercise(r, b);
        }
    }
    return false;
}

bool robot_play(struct robot *r)
{
    while (!r->stuck[0] && text_is(kiosk_screen(r->kiosk), "page")) {
        robot_frame(r);
        if (robot_answer(r))
            continue;
        r->hopeless_count = 0;
        r->likened[0] = '\0'; /* a question that is come back to may be asked anew */
        bool back = !r->stuck[0] && r->goes_back && r->goes_back(r->context);
        if (r->stuck[0] || !robot_press(r, back ? "back" : "next"))
            break;
    }
    if (!r->stuck[0] && text_is(kiosk_screen(r->kiosk), "check-answers")) {
        robot_wait(r, 1000); /* sooner it would be the other half of a double tap */
        robot_press(r, "next");
    }
    if (r->stuck[0]) {
        const struct attempt *attempt = kiosk_attempt(r->kiosk);
        const struct page *page = attempt ? attempt_page(attempt) : NULL;
        size_t used = strlen(r->stuck);
        snprintf(r->stuck + used, sizeof r->stuck - used, " (page %s)", page ? page->id : "none");
        return false;
    }
    return text_is(kiosk_screen(r->kiosk), "done") || robot_stop(r, "not done but", kiosk_screen(r->kiosk));
}
