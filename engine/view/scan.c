#include "scan.h"

#include <stdio.h>

struct row {
    int first, last; /* of the targets; first -1: none */
};

static int index_of(const struct target_list *targets, const char *id)
{
    const struct target *t = target_find(targets, id);
    return t ? (int)(t - targets->item) : -1;
}

/* Beside each other: more than half of the lower one is at the height of the other. */
static bool is_beside(const struct target *a, const struct target *b)
{
    int top = a->rect.y > b->rect.y ? a->rect.y : b->rect.y;
    int bottom_a = a->rect.y + a->rect.h, bottom_b = b->rect.y + b->rect.h;
    int bottom = bottom_a < bottom_b ? bottom_a : bottom_b, lower = a->rect.h < b->rect.h ? a->rect.h : b->rect.h;
    return a->in_body == b->in_body && (bottom - top) * 2 > lower;
}

static struct row row_at(const struct target_list *targets, int index)
{
    struct row r = {index, index};
    while (r.first > 0 && is_beside(&targets->item[r.first - 1], &targets->item[index]))
        r.first--;
    while (r.last + 1 < targets->count && is_beside(&targets->item[r.last + 1], &targets->item[index]))
        r.last++;
    return r;
}

static void look_at(struct scan *s, struct focus *f, const struct target_list *targets, int index, int until)
{
    snprintf(f->id, sizeof f->id, "%s", targets->item[index].id);
    f->show = true;
    f->steered = true;
    s->until[0] = '\0';
    if (until > index)
        snprintf(s->until, sizeof s->until, "%s", targets->item[until].id);
}

static void look_at_row(struct scan *s, struct focus *f, const struct target_list *targets, int index)
{
    struct row row = row_at(targets, index);
    s->inside = false;
    s->rounds = 0;
    look_at(s, f, targets, row.first, row.last);
}

void scan_reset(struct scan *s)
{
    *s = (struct scan){0};
}

bool scan_step(struct scan *s, struct focus *f, const struct target_list *targets)
{
    int now = index_of(targets, f->id);
    if (!targets->count)
        return false;
    if (now < 0) {
        look_at_row(s, f, targets, 0);
        return true;
    }
    struct row row = row_at(targets, now);
    if (s->inside && now < row.last)
        look_at(s, f, targets, now + 1, now + 1);
    else if (s->inside && ++s->rounds < SCAN_ROUNDS)
        look_at(s, f, targets, row.first, row.first);
    else
        look_at_row(s, f, targets, row.last + 1 < targets->count ? row.last + 1 : 0);
    return true;
}

const struct target *scan_switch(struct scan *s, struct focus *f, const struct target_list *targets)
{
    int now = index_of(targets, f->id);
    if (now < 0)
        return NULL;
    struct row row = row_at(targets, now);
    if (!f->show) { /* nobody presses what they cannot see */
        look_at_row(s, f, targets, now);
        return NULL;
    }
    if (!s->inside && row.first < row.last) {
        s->inside = true;
        s->rounds = 0;
        look_at(s, f, targets, row.first, row.first);
        return NULL;
    }
    look_at_row(s, f, targets, now); /* afterwards from this row on, whatever comes of it */
    return &targets->item[now];
}

void scan_settle(struct scan *s, struct focus *f, const struct target_list *targets)
{
    int now = index_of(targets, f->id);
    s->until[0] = '\0';
    if (now < 0 || s->inside)
        return;
    struct row row = row_at(targets, now);
    if (row.last == row.first)
        return;
    snprintf(f->id, sizeof f->id, "%s", targets->item[row.first].id);
    snprintf(s->until, sizeof s->until, "%s", targets->item[row.last].id);
}
