#include "focus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHEEL_LINE_PX 72

void focus_init(struct focus *f)
{
    *f = (struct focus){0};
}

static void keep_id(char out[TARGET_ID_ROOM], const char *id)
{
    snprintf(out, TARGET_ID_ROOM, "%s", id ? id : "");
}

static bool is_scrollable(const struct target_list *targets)
{
    for (int i = 0; i < targets->count; i++)
        if (targets->item[i].press.kind == PRESS_SCROLL)
            return true;
    return false;
}

/* --- touch and mouse --------------------------------------------------------------------------------------------- */

static double share_along(const struct target *t, int x)
{
    double share = t->rect.w > 1 ? (double)(x - t->rect.x) / (t->rect.w - 1) : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return t->right_to_left ? 1 - share : share;
}

static void press(struct focus_result *result, const struct target *t)
{
    result->pressed = t;
    result->press = t->press;
    result->changed = true;
}

static void touch_down(struct focus *f, const struct target_list *targets, const struct input *in,
                       struct focus_result *result)
{
    const struct target *t = target_at(targets, in->x, in->y);
    f->down_x = in->x;
    f->down_y = in->y;
    f->drag_px = 0;
    f->dragging = false;
    f->down = true;
    keep_id(f->pressed, t ? t->id : "");
    if (!t)
        return;
    keep_id(f->id, t->id);
    f->show = true;
    result->changed = true;
}

static void touch_move(struct focus *f, const struct target_list *targets, const struct input *in,
                       struct focus_result *result)
{
    const struct target *t = target_find(targets, f->pressed);
    bool may_scroll = (!t || (t->in_body && !t->slides)) && is_scrollable(targets);
    if (!f->dragging && may_scroll && abs(in->y - f->down_y) > DRAG_PX) {
        f->dragging = true;
        result->changed = f->pressed[0] != '\0';
        f->pressed[0] = '\0';
    }
    if (f->dragging) {
        int all = f->down_y - in->y;
        result->scroll_px = all - f->drag_px;
        f->drag_px = all;
    }
}

static void let_go(struct focus *f)
{
    f->pressed[0] = '\0';
    f->dragging = false;
    f->down = false;
}

static void touch_up(struct focus *f, const struct target_list *targets, const struct input *in,
                     struct focus_result *result)
{
    const struct target *begun = target_find(targets, f->pressed);
    const struct target *ended = target_at(targets, in->x, in->y);
    result->changed = f->pressed[0] != '\0';
    if (begun && begun == ended && !f->dragging) {
        press(result, begun);
        if (begun->slides)
            result->press.number = share_along(begun, in->x);
    }
    let_go(f);
}

/* --- keys ------------------------------------------------------------------------------------------------------ */

static void move_to(struct focus *f, const struct target *t, struct focus_result *result)
{
    if (t)
        keep_id(f->id, t->id);
    f->show = true;
    f->steered = true;
    result->changed = true;
    result->bring_into_view = t != NULL && t->in_body;
}

static void step(struct focus *f, const struct target_list *targets, int by, struct focus_result *result)
{
    if (targets->count == 0)
        return;
    const struct target *now = target_find(targets, f->id);
    int index = now ? (int)(now - targets->item) + by : by > 0 ? 0 : targets->count - 1;
    move_to(f, &targets->item[(index + targets->count) % targets->count], result);
}

/* Distance of b from a in a direction, far to the side counting more; -1 when it does not lie there. */
static long distance(struct rect a, struct rect b, enum key key)
{
    bool upright = key == KEY_UP || key == KEY_DOWN;
    int ahead = key == KEY_DOWN    ? b.y - (a.y + a.h)
                : key == KEY_UP    ? a.y - (b.y + b.h)
                : key == KEY_RIGHT ? b.x - (a.x + a.w)
                                   : a.x - (b.x + b.w);
    int along = upright ? (b.y + b.h / 2) - (a.y + a.h / 2) : (b.x + b.w / 2) - (a.x + a.w / 2);
    if (key == KEY_UP || key == KEY_LEFT)
        along = -along;
    if (along <= 0 || ahead < -(upright ? a.h : a.w) / 2)
        return -1;
    int low = upright ? a.x : a.y, low_b = upright ? b.x : b.y;
    int high = low + (upright ? a.w : a.h), high_b = low_b + (upright ? b.w : b.h);
    int aside = low_b > high ? low_b - high : low > high_b ? low - high_b : 0;
    int off_centre = abs((low + high) / 2 - (low_b + high_b) / 2);
    return (long)(ahead > 0 ? ahead : 0) * 4 + (long)aside * 12 + off_centre;
}

static void move_towards(struct focus *f, const struct target_list *targets, enum key key, struct focus_result *result)
{
    const struct target *now = target_find(targets, f->id), *best = NULL;
    if (!now) {
        step(f, targets, 1, result);
        return;
    }
    long least = 0;
    for (int i = 0; i < targets->count; i++) {
        const struct target *each = &targets->item[i];
        long far = each == now ? -1 : distance(now->rect, each->rect, key);
        if (far >= 0 && (!best || far < least)) {
            best = each;
            least = far;
        }
    }
    move_to(f, best ? best : now, result);
}

static void press_id(const struct target_list *targets, const char *id, struct focus_result *result)
{
    const struct target *t = target_find(targets, id);
    if (t)
        press(result, t);
}

static void press_scroll(const struct target_list *targets, double number, struct focus_result *result)
{
    for (int i = 0; i < targets->count; i++) {
        const struct press *p = &targets->item[i].press;
        if (p->kind == PRESS_SCROLL && p->number * number > 0) {
            press(result, &targets->item[i]);
            return;
        }
    }
}

/* While writing, Enter on the keyboard ends it whatever has the focus. */
static void press_done(const struct target_list *targets, struct focus_result *result)
{
    for (int i = 0; i < targets->count; i++)
        if (targets->item[i].press.kind == PRESS_KEY && text_is(targets->item[i].press.text, "done"))
            press(result, &targets->item[i]);
}

static void press_focused(struct focus *f, const struct target_list *targets, struct focus_result *result)
{
    const struct target *t = target_find(targets, f->id);
    if (!t)
        return;
    /* Nobody presses what they cannot see: the first key shows where the focus is. */
    if (!f->show || t->hidden)
        move_to(f, t, result);
    else
        press(result, t);
}

static void press_escape(const struct target_list *targets, struct focus_result *result)
{
    press_id(targets, "close", result);
    if (!result->pressed)
        press_id(targets, "back", result);
}

static void key_down(struct focus *f, const struct target_list *targets, enum key key, bool writing,
                     struct focus_result *result)
{
    switch (key) {
    case KEY_TAB:
        step(f, targets, 1, result);
        break;
    case KEY_BACKTAB:
        step(f, targets, -1, result);
        break;
    case KEY_UP:
    case KEY_DOWN:
    case KEY_LEFT:
    case KEY_RIGHT:
        move_towards(f, targets, key, result);
        break;
    case KEY_ENTER:
        if (writing && !f->steered)
            press_done(targets, result);
        else
            press_focused(f, targets, result);
        break;
    case KEY_SPACE:
        if (!writing)
            press_focused(f, targets, result);
        break;
    case KEY_ESCAPE:
        press_escape(targets, result);
        break;
    case KEY_PAGE_UP:
        press_scroll(targets, -1, result);
        break;
    case KEY_PAGE_DOWN:
        press_scroll(targets, 1, result);
        break;
    case KEY_F1:
        press_id(targets, "help", result);
        break;
    case KEY_F2:
        press_id(targets, "audio.play", result);
        break;
    case KEY_F3:
        press_id(targets, "audio.back", result);
        break;
    case KEY_F4:
        press_id(targets, "settings", result);
        break;
    case KEY_F12:
        press_id(targets, "cover", result);
        break;
    case KEY_NONE:
    case KEY_BACKSPACE:
    case KEY_DELETE:
    case KEY_HOME:
    case KEY_END:
        break; /* of the text being written */
    }
}

/* Its neighbour, when that is one of the same: answers the same question, and is pressed for the same. */
static const char *same_beside(const struct target_list *targets, const struct target *t, int by)
{
    int i = (int)(t - targets->item) + by;
    const struct target *other = i >= 0 && i < targets->count ? &targets->item[i] : NULL;
    bool same = other && t->group && text_is(other->group, t->group) && other->press.kind == t->press.kind &&
                other->press.act.kind == t->press.act.kind;
    return same ? other->id : "";
}

/* A thing that is put in its place is no target any more: the one after it is what comes next. */
static void keep_neighbours(struct focus *f, const struct target_list *targets)
{
    const struct target *t = target_find(targets, f->id);
    if (!t)
        return;
    keep_id(f->after, same_beside(targets, t, 1));
    keep_id(f->before, same_beside(targets, t, -1));
}

struct focus_result focus_input(struct focus *f, const struct target_list *targets, const struct input *in,
                                bool writing)
{
    struct focus_result result = {0};
    switch (in->kind) {
    case INPUT_DOWN:
        touch_down(f, targets, in, &result);
        break;
    case INPUT_MOVE:
        if (f->down)
            touch_move(f, targets, in, &result);
        break;
    case INPUT_UP:
        touch_up(f, targets, in, &result);
        break;
    case INPUT_CANCEL:
        result.changed = f->pressed[0] != '\0';
        let_go(f);
        break;
    case INPUT_WHEEL:
        result.scroll_px = -in->y * WHEEL_LINE_PX;
        break;
    case INPUT_KEY:
        key_down(f, targets, in->key, writing, &result);
        break;
    case INPUT_TEXT:
        f->steered = false;
        break;
    case INPUT_NONE:
    case INPUT_RESIZE:
    case INPUT_QUIT:
        break;
    }
    keep_neighbours(f, targets);
    return result;
}

void focus_settle(struct focus *f, const struct target_list *targets, const char *fallback)
{
    if (f->pressed[0] && !target_find(targets, f->pressed))
        f->pressed[0] = '\0';
    if (f->id[0] && target_find(targets, f->id))
        return;
    const struct target *t = f->id[0] ? target_find(targets, f->after) : NULL;
    if (!t && f->id[0])
        t = target_find(targets, f->before);
    if (!t)
        t = target_find(targets, fallback);
    if (!t && targets->count > 0)
        t = &targets->item[0];
    keep_id(f->id, t ? t->id : "");
}
