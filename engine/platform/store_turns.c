#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

/*
 * An attempt that went on at two terminals with no bundle in between. An event's turn is how many its terminal knew of
 * the attempt before, and one: what follows from another event has the higher turn, wherever both are put together, and
 * however wrong a clock is. Sittings stay whole: one that begins with the lower turn goes before; of two that begin
 * with the same turn, neither knew of the other, and the clock decides, then their ids. The completions go last:
 * nothing follows from one, and answers after it would not count.
 */
static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_sitting(const void *a, const void *b)
{
    const struct turn *one = a, *other = b;
    const char *sitting = one->event.sitting ? one->event.sitting : "";
    int order = strcmp(sitting, other->event.sitting ? other->event.sitting : "");
    order = order ? order : compare_numbers(one->turn, other->turn);
    return order ? order : compare_numbers(one->event.at, other->event.at);
}

static int by_turn(const void *a, const void *b)
{
    const struct turn *one = a, *other = b;
    int order = (one->event.kind == EVENT_COMPLETED) - (other->event.kind == EVENT_COMPLETED);
    order = order ? order : compare_numbers(one->sitting_turn, other->sitting_turn);
    order = order ? order : compare_numbers(one->sitting_at, other->sitting_at);
    return order ? order : by_sitting(a, b);
}

void turns_sort(struct turn *turns, int count)
{
    bool is_line = true;
    for (int i = 0; is_line && i < count; i++)
        is_line = turns[i].turn == i + 1;
    if (is_line)
        return;
    qsort(turns, (size_t)count, sizeof *turns, by_sitting);
    for (int i = 0, first = 0; i < count; i++) {
        if (!text_is(turns[i].event.sitting, turns[first].event.sitting))
            first = i;
        turns[i].sitting_turn = turns[first].turn;
        turns[i].sitting_at = turns[first].event.at;
    }
    qsort(turns, (size_t)count, sizeof *turns, by_turn);
}
