#include "diary.h"

#include <math.h>
#include <string.h>

#include "calendar.h"
#include "exercise.h"
#include "wording.h"

/* --- rows -------------------------------------------------------------------------------------------------------- */

static bool is_given(const struct attempt *s, const struct block *box)
{
    return box && !answer_is_empty(s->notes[box->index].answer);
}

enum diary_state diary_row_state(const struct attempt *s, const struct block *diary, int row)
{
    const struct diary_row *r = &diary->diary.rows[row];
    bool any = false, open = false;
    for (int i = 0; i < diary->diary.column_count; i++) {
        const struct block *box = &r->boxes[i];
        if (!attempt_shows(s, box))
            continue;
        any |= is_given(s, box);
        open |= !box->optional && !attempt_is_answered(s, box);
    }
    if (any)
        return open ? DIARY_BEGUN : DIARY_FULL;
    if (!is_given(s, r->nothing))
        return DIARY_EMPTY;
    return s->notes[r->nothing->index].answer->declined ? DIARY_DECLINED : DIARY_NOTHING;
}

int diary_rows_used(const struct attempt *s, const struct block *diary)
{
    int used = 0;
    for (int i = 0; i < diary->diary.row_count; i++)
        used += diary_row_state(s, diary, i) != DIARY_EMPTY;
    return used;
}

const struct answer *diary_whole(const struct attempt *s, const struct block *diary)
{
    return is_given(s, diary->diary.whole) ? s->notes[diary->diary.whole->index].answer : NULL;
}

bool diary_is_waiting(const struct attempt *s, const struct block *diary)
{
    return !diary->optional && attempt_shows(s, diary) && !diary_whole(s, diary) &&
           diary_rows_used(s, diary) < diary->diary.at_least;
}

/* --- sums -------------------------------------------------------------------------------------------------------- */

static bool sum_of_row(const struct attempt *s, const struct block *diary, const struct diary_total *total, int row,
                       double *out)
{
    char place[EXERCISE_ID_ROOM];
    enum diary_state state = diary_row_state(s, diary, row);
    *out = 0;
    if (state == DIARY_EMPTY || state == DIARY_DECLINED || state == DIARY_NOTHING)
        return state == DIARY_NOTHING;
    attempt_row_place(&diary->diary.rows[row].boxes[0], place);
    *out = attempt_sum(s, total->of, place);
    return isfinite(*out);
}

/* Days without anything are 0; but they alone make no sum while what was on the other days is not known. */
bool diary_sum(const struct attempt *s, const struct block *diary, const struct diary_total *total, int row,
               double *out)
{
    const struct answer *whole = diary_whole(s, diary);
    int counted = 0, none = whole && !whole->declined, filled = 0;
    double sum = 0, one;
    if (row >= 0)
        return sum_of_row(s, diary, total, row, out);
    for (int i = 0; i < diary->diary.row_count; i++) {
        enum diary_state state = diary_row_state(s, diary, i);
        bool is_filled = state == DIARY_BEGUN || state == DIARY_FULL;
        filled += is_filled;
        none += state == DIARY_NOTHING;
        if (is_filled && sum_of_row(s, diary, total, i, &one)) {
            sum += one;
            counted++;
        }
    }
    *out = sum;
    return counted || (none && !filled);
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

const char *diary_row_title(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                            const struct block *diary, int row)
{
    const struct diary_block *d = &diary->diary;
    if (d->kind == DIARY_DAYS)
        return calendar_weekday(interface, row);
    if (d->kind == DIARY_ROWS)
        return wording_unstyled(s, a, &d->rows[row].text);
    int number = 1;
    for (int i = 0; i < row; i++)
        number += diary_row_state(s, diary, i) != DIARY_EMPTY;
    const char *each = d->each.count ? wording_unstyled(s, a, &d->each) : catalogue_words(interface, WORDS("Entry"));
    return arena_printf(a, "%s %d", each, number);
}

static const char *const nothing_words[] = {[DIARY_ROWS] = WORDS("Nothing here"),
                                            [DIARY_DAYS] = WORDS("Nothing that day"),
                                            [DIARY_OCCASIONS] = WORDS("There is nothing to add")};

const char *diary_nothing_words(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                                const struct block *diary)
{
    if (diary->diary.nothing.count)
        return wording_unstyled(s, a, &diary->diary.nothing);
    return catalogue_words(interface, nothing_words[diary->diary.kind]);
}

/* A bare number says nothing away from its question. */
static const char *box_words(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                             const struct block *box)
{
    const struct answer *given = s->notes[box->index].answer;
    if (given && given->declined)
        return catalogue_words(interface, WORDS("I would rather not say"));
    const char *words = wording_answer(s, a, box);
    bool bare = given && given->has_number && words && words[strspn(words, "0123456789.-")] == '\0';
    return bare ? arena_printf(a, "%s %s", wording_unstyled(s, a, &box->ask), words) : words;
}

const char *diary_row_words(const struct attempt *s, struct arena *a, const struct catalogue *interface,
                            const struct block *diary, int row)
{
    struct buffer out;
    buffer_init(&out, a);
    if (diary_row_state(s, diary, row) == DIARY_DECLINED)
        return catalogue_words(interface, WORDS("I would rather not say"));
    for (int i = 0; i < diary->diary.column_count; i++) {
        const struct block *box = &diary->diary.rows[row].boxes[i];
        const char *words = attempt_shows(s, box) ? box_words(s, a, interface, box) : NULL;
        if (text_is_empty(words))
            continue;
        bool ended =
            out.length && strchr(".!?", buffer_text(&out)[out.length - 1]); /* what was written is a sentence */
        buffer_addf(&out, "%s%s", !out.length ? "" : ended ? " " : ", ", words);
    }
    return out.length ? buffer_text(&out) : NULL;
}

const char *diary_sum_words(const struct attempt *s, struct arena *a, const struct block *diary,
                            const struct diary_total *total, int row)
{
    double sum;
    if (!diary_sum(s, diary, total, row, &sum))
        return NULL;
    int decimals = total->money ? 2 : total->decimals >= 0 ? total->decimals : 1;
    double scale = pow(10, decimals), rounded = round(sum * scale + (sum < 0 ? -1e-9 : 1e-9)) / scale;
    bool may_be_short = total->money || total->decimals < 0 || rounded == 0; /* "£4", "0 units" */
    const char *number = arena_printf(a, "%.*f", may_be_short && rounded == floor(rounded) ? 0 : decimals, rounded);
    if (total->money)
        return arena_printf(a, "£%s", number);
    return wording_unit(s, a, number, &total->unit, &total->unit_one);
}

const char *diary_sums_words(const struct attempt *s, struct arena *a, const struct block *diary, int row)
{
    struct buffer out;
    buffer_init(&out, a);
    for (int i = 0; i < diary->diary.total_count; i++) {
        const struct diary_total *total = &diary->diary.totals[i];
        const char *words = diary_sum_words(s, a, diary, total, row);
        bool bare = !total->unit.count && !total->money; /* says nothing without its name */
        if (words)
            buffer_addf(&out, "%s%s%s%s", out.length ? ", " : "", bare ? wording_unstyled(s, a, &total->text) : "",
                        bare ? " " : "", words);
    }
    return out.length ? buffer_text(&out) : NULL;
}
