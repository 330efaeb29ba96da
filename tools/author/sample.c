#include "sample.h"

#include <string.h>

#include "measure.h"

/* Plainly made up, so that nobody takes them for somebody's. */
#define OWN_WORDS GAP_OWN SAMPLE_WORDS

static const struct answer *given(const struct attempt *s, const struct block *b)
{
    return attempt_answer(s, b->id);
}

static const char *joined(struct arena *a, const struct words *starter)
{
    return starter->count ? arena_printf(a, "%s " SAMPLE_WORDS, starter->item[starter->count - 1].message.in[0])
                          : SAMPLE_WORDS;
}

/* --- one of a list ------------------------------------------------------------------------------------------------ */

static bool is_given_alone(const struct attempt *s, const struct block *b)
{
    const struct answer *a = given(s, b);
    const struct option *o = a && a->count == 1 ? choice_option(&b->choice, a->entries[0].key) : NULL;
    return o && o->alone;
}

/* One that is right, else the first that is no concern and needs no writing, else "none of these", else the first. */
static const struct option *option_to_pick(const struct attempt *s, const struct block *b)
{
    const struct option *plain = NULL, *none = NULL, *any = NULL;
    bool begun = given(s, b) && given(s, b)->count > 0;
    for (int i = 0; i < b->choice.count; i++) {
        const struct option *o = &b->choice.options[i];
        if (!attempt_option_shows(s, o->when) || answer_has(given(s, b), o->id))
            continue;
        if (o->right)
            return o;
        if (o->alone && begun)
            continue; /* it would take back what is there */
        any = any ? any : o;
        none = none || !o->alone ? none : o;
        if (!plain && !o->concern && !o->write && !o->alone)
            plain = o;
    }
    return b->choice.has_right ? NULL : plain ? plain : none ? none : any;
}

#define PICKED_OF_MANY 2 /* so that words that join several answers are seen */

static bool pick_option(const struct attempt *s, const struct block *b, struct act *out)
{
    const struct answer *a = given(s, b);
    int most = b->choice.many ? b->choice.has_right ? b->choice.count : PICKED_OF_MANY : 1;
    if (b->choice.at_most && b->choice.at_most < most)
        most = b->choice.at_most;
    const struct option *o = (a && a->count >= most) || is_given_alone(s, b) ? NULL : option_to_pick(s, b);
    if (!o)
        return false;
    *out = (struct act){.kind = o->write ? ACT_WRITE : ACT_PICK, .exercise = b->id, .item = o->id};
    if (o->write)
        out->text = SAMPLE_WORDS;
    return true;
}

static bool pick_place(const struct attempt *s, const struct block *b, struct act *out)
{
    for (int i = 0; i < b->spot.count; i++) {
        const struct spot_place *p = &b->spot.places[i];
        bool wanted = b->spot.has_right ? p->right : true;
        if (!wanted || answer_has(given(s, b), p->id))
            continue;
        if (given(s, b) && given(s, b)->count && !(b->spot.has_right && b->spot.many))
            return false;
        *out = (struct act){.kind = ACT_PICK, .exercise = b->id, .item = p->id};
        return true;
    }
    return false;
}

static bool pick_piece(const struct attempt *s, const struct block *b, struct act *out)
{
    for (int i = 0; i < b->mark.count; i++) {
        const struct mark_piece *p = &b->mark.pieces[i];
        if (!p->id || answer_has(given(s, b), p->id) || (b->mark.has_right && !p->right))
            continue;
        if (given(s, b) && given(s, b)->count && !b->mark.has_right)
            return false;
        *out = (struct act){.kind = ACT_PICK, .exercise = b->id, .item = p->id};
        return true;
    }
    return false;
}

static bool pick_day(struct arena *a, const struct attempt *s, const struct block *b, struct moment now,
                     struct act *out)
{
    char day[DATE_TEXT];
    if (given(s, b) && given(s, b)->count)
        return false;
    int days = b->date.from_days + (b->date.to_days - b->date.from_days) / 2;
    date_format(date_from_days(date_days(date_in_london(now.at)) + days), day);
    *out = (struct act){.kind = ACT_PICK, .exercise = b->id, .item = arena_strdup(a, day)};
    return true;
}

/* --- numbers and words ----------------------------------------------------------------------------------------------
 */

static bool give_number(const struct attempt *s, const struct block *b, double number, struct act *out)
{
    if (given(s, b) && given(s, b)->has_number)
        return false;
    *out = (struct act){.kind = ACT_NUMBER, .exercise = b->id, .number = number};
    return true;
}

/* In the middle: neither end is what anybody should be steered to. */
static double middle(const struct block *b)
{
    if (b->kind == BLOCK_SCALE)
        return scale_value(&b->scale, (scale_steps(&b->scale) - 1) / 2);
    int steps = (int)((b->number.to - b->number.from) / b->number.step);
    return b->number.from + b->number.step * (steps < 10 ? steps / 2 : 5);
}

static bool write_words(struct arena *a, const struct attempt *s, const struct block *b, struct act *out)
{
    if (!answer_is_empty(given(s, b)))
        return false;
    *out = (struct act){.kind = ACT_WRITE,
                        .exercise = b->id,
                        .text = b->write.starter_count ? joined(a, &b->write.starters[0]) : SAMPLE_WORDS};
    return true;
}

/* --- things in places -----------------------------------------------------------------------------------------------
 */

static bool place(const struct block *b, const char *item, const char *where, struct act *out)
{
    *out = (struct act){.kind = ACT_PLACE, .exercise = b->id, .item = item, .text = where};
    return true;
}

static bool place_row(const struct attempt *s, const struct block *b, struct act *out)
{
    const struct grid_column *column = &b->grid.columns[b->grid.column_count / 2];
    for (int i = 0; column->concern && i < b->grid.column_count; i++)
        column = &b->grid.columns[i];
    for (int i = 0; i < b->grid.row_count; i++)
        if (attempt_option_shows(s, b->grid.rows[i].when) && !answer_has(given(s, b), b->grid.rows[i].id))
            return place(b, b->grid.rows[i].id, column->id, out);
    return false;
}

static bool place_card(const struct attempt *s, const struct block *b, struct act *out)
{
    for (int i = 0; i < b->sort.card_count; i++) {
        const struct sort_card *c = &b->sort.cards[i];
        if (attempt_option_shows(s, c->when) && !answer_has(given(s, b), c->id))
            return place(b, c->id, c->box ? c->box : b->sort.boxes[i % b->sort.box_count].id, out);
    }
    return false;
}

static bool place_pair(const struct attempt *s, const struct block *b, struct act *out)
{
    for (int i = 0; i < b->match.left_count; i++) {
        const struct match_left *l = &b->match.lefts[i];
        if (attempt_option_shows(s, l->when) && !answer_has(given(s, b), l->id))
            return place(b, l->id, l->with ? l->with : b->match.rights[i % b->match.right_count].id, out);
    }
    return false;
}

static bool place_next(struct arena *a, const struct attempt *s, const struct block *b, struct act *out)
{
    const struct answer *answer = given(s, b);
    int placed = answer ? answer->count : 0;
    for (int i = 0; i < b->rank.count && (!b->rank.top || placed < b->rank.top); i++) {
        const struct rank_item *item = &b->rank.items[i];
        if (attempt_option_shows(s, item->when) && !answer_has(answer, item->id))
            return place(b, item->id, arena_printf(a, "%d", placed + 1), out);
    }
    return false;
}

static bool place_item(struct arena *a, const struct attempt *s, const struct block *b, struct act *out)
{
    const struct measure *m = b->measure.measure;
    char key[MEASURE_KEY];
    for (int i = 0; i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        int values = measure_value_count(m, item);
        if (!answer_has(given(s, b), item->id))
            return place(b, item->id, arena_strdup(a, measure_key(m, item, item->has_concern ? 0 : values / 2, key)),
                         out);
    }
    return false;
}

static bool fill_gap(const struct attempt *s, const struct block *b, struct act *out)
{
    for (int i = 0; i < b->gaps.count; i++) {
        const struct gap *gap = &b->gaps.gaps[i];
        if (answer_has(given(s, b), gap->id))
            continue;
        *out = (struct act){.kind = ACT_FILL, .exercise = b->id, .item = gap->id, .text = OWN_WORDS};
        for (int k = 0; k < gap->count; k++)
            if (attempt_option_shows(s, gap->bank[k].when)) {
                out->text = gap->bank[k].id;
                break;
            }
        return true;
    }
    return false;
}

bool sample_act(struct arena *a, const struct attempt *s, const struct block *b, struct moment now, struct act *out)
{
    if (attempt_wants_check(s, b)) {
        *out = (struct act){.kind = ACT_CHECK, .exercise = b->id};
        return true;
    }
    switch (b->kind) {
    case BLOCK_CHOICE:
        return pick_option(s, b, out);
    case BLOCK_SPOT:
        return pick_place(s, b, out);
    case BLOCK_MARK:
        return pick_piece(s, b, out);
    case BLOCK_DATE:
        return pick_day(a, s, b, now, out);
    case BLOCK_SCALE:
    case BLOCK_NUMBER:
        return give_number(s, b, middle(b), out);
    case BLOCK_WRITE:
        return write_words(a, s, b, out);
    case BLOCK_GRID:
        return place_row(s, b, out);
    case BLOCK_SORT:
        return place_card(s, b, out);
    case BLOCK_MATCH:
        return place_pair(s, b, out);
    case BLOCK_RANK:
        return place_next(a, s, b, out);
    case BLOCK_MEASURE:
        return place_item(a, s, b, out);
    case BLOCK_GAPS:
        return fill_gap(s, b, out);
    default:
        return false;
    }
}

/* --- by chance
 * -------------------------------------------------------------------------------------------------------- */

uint32_t sample_roll(uint32_t *seed, int below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return below > 0 ? *seed % (uint32_t)below : 0;
}

static bool any_option(const struct attempt *s, const struct block *b, uint32_t *seed, struct act *out)
{
    const struct answer *a = given(s, b);
    if (a && a->count && (!b->choice.many || sample_roll(seed, 2)))
        return false;
    const struct option *o = &b->choice.options[sample_roll(seed, b->choice.count)];
    if (!attempt_option_shows(s, o->when) || answer_has(a, o->id))
        return false;
    *out = (struct act){.kind = o->write ? ACT_WRITE : ACT_PICK, .exercise = b->id, .item = o->id};
    if (o->write)
        out->text = SAMPLE_WORDS;
    return true;
}

static double any_number(double from, double to, double step, uint32_t *seed)
{
    int steps = (int)((to - from) / step);
    uint32_t way = sample_roll(seed, 4);
    return way == 0 ? from : way == 1 ? to : from + step * sample_roll(seed, steps + 1);
}

/* "Nothing that day", "nothing at all": what would empty the rows that others fill. */
static bool empties_rows(const struct attempt *s, const struct block *b)
{
    const struct block *diary = attempt_sheet(s, b);
    if (!diary || diary->kind != BLOCK_DIARY)
        return false;
    const struct diary_row *row = diary_row_of(diary, b);
    return b == diary->diary.whole || (row && b == row->nothing);
}

bool sample_any(struct arena *a, const struct attempt *s, const struct block *b, struct moment now, uint32_t *seed,
                struct act *out)
{
    if (empties_rows(s, b) && sample_roll(seed, 8))
        return false;
    if (!given(s, b) && b->about_me && sample_roll(seed, 8) == 0) {
        *out = (struct act){.kind = ACT_DECLINE, .exercise = b->id};
        return true;
    }
    if (given(s, b) && given(s, b)->declined)
        return false;
    if (b->kind == BLOCK_CHOICE && any_option(s, b, seed, out))
        return true;
    if (b->kind == BLOCK_SCALE && !given(s, b))
        return give_number(s, b, any_number(b->scale.from, b->scale.to, b->scale.step, seed), out);
    if (b->kind == BLOCK_NUMBER && !given(s, b))
        return give_number(s, b, any_number(b->number.from, b->number.to, b->number.step, seed), out);
    return attempt_is_waiting(s, b) && sample_act(a, s, b, now, out);
}
