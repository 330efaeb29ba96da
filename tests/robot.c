#include "robot.h"

#include <stdio.h>
#include <string.h>

#define SCROLLS_MAX 400  /* a list of thirty modules at the largest size takes about 100 */
#define PRESSES_MAX 4000 /* a module takes about 200 */
#define PACE_MS     700  /* between two presses */

/* --- pressing -------------------------------------------------------------------------------------------------- */

void robot_frame(struct robot *r)
{
    if (kiosk_frame(r->kiosk) && r->framed)
        r->framed(r->context, kiosk_ui(r->kiosk));
}

/* Built again with nothing new, a frame must be the same: what moves by itself moves under a finger. */
static void check_rest(struct robot *r)
{
    const struct ui *ui = kiosk_ui(r->kiosk);
    struct input same = {.kind = INPUT_RESIZE, .x = ui->in.theme.width, .y = ui->in.theme.height};
    if (!r->restless)
        return;
    kiosk_input(r->kiosk, &same);
    if (kiosk_frame(r->kiosk))
        r->restless(r->context, kiosk_ui(r->kiosk));
}

bool robot_give(struct robot *r, struct input in)
{
    kiosk_input(r->kiosk, &in);
    if (r->acted)
        r->acted(r->context);
    if (kiosk_is_over(r->kiosk))
        return false;
    robot_frame(r);
    if (in.kind != INPUT_NONE)
        check_rest(r);
    return true;
}

const struct target_list *robot_targets(const struct robot *r)
{
    return &kiosk_ui(r->kiosk)->targets;
}

bool robot_stop(struct robot *r, const char *why, const char *what)
{
    if (!r->stuck[0])
        snprintf(r->stuck, sizeof r->stuck, "%s %.120s", why, what);
    return false;
}

/* The wheel turns until all of it is on show, or as much as there is room for. */
static const struct target *reveal(struct robot *r, const char *id)
{
    const struct target *t = target_find(robot_targets(r), id);
    for (int i = 0; t && t->in_body && i < SCROLLS_MAX; i++) {
        struct rect body = kiosk_ui(r->kiosk)->body;
        int middle = t->rect.y + t->rect.h / 2;
        if (!t->hidden && (t->shown.h >= t->rect.h || (middle > body.y + 40 && middle < body.y + body.h - 40)))
            return t;
        int before = t->rect.y;
        robot_give(r, (struct input){.kind = INPUT_WHEEL, .y = middle < body.y + body.h / 2 ? 1 : -1});
        t = target_find(robot_targets(r), id);
        if (t && t->rect.y == before)
            return t;
    }
    return t;
}

/* --- without touching the screen -----------------------------------------------------------------------------------
 */

#define TABS_MAX         400
#define SWITCH_STEPS_MAX 4000 /* of 200 ms: several times round the longest screen */

static const struct target *focused(const struct robot *r)
{
    const struct ui *ui = kiosk_ui(r->kiosk);
    return ui->in.show_focus ? target_find(&ui->targets, ui->in.focus) : NULL;
}

static void give_key(struct robot *r, enum key key)
{
    clock_advance(r->clock, 200);
    robot_give(r, (struct input){.kind = INPUT_KEY, .key = key});
    if (!kiosk_is_over(r->kiosk) && r->focused && key == KEY_TAB && focused(r))
        r->focused(r->context, focused(r));
}

static bool press_by_keys(struct robot *r, const char *id)
{
    for (int i = 0; i < TABS_MAX; i++) {
        const struct target *t = focused(r);
        if (t && text_is(t->id, id)) {
            r->presses++;
            clock_advance(r->clock, PACE_MS);
            if (t->hidden)
                give_key(r, KEY_ENTER); /* only shows where it is: nobody presses what they cannot see */
            give_key(r, KEY_ENTER);
            return true;
        }
        give_key(r, KEY_TAB);
    }
    return robot_stop(r, "Tab never comes to", id);
}

/* Waits until the ring comes round to the row, enters it, waits for the target. */
static bool press_by_switch(struct robot *r, const char *id)
{
    for (int i = 0; i < SWITCH_STEPS_MAX; i++) {
        const struct ui *ui = kiosk_ui(r->kiosk);
        const struct target *t = target_find(&ui->targets, id), *from = focused(r);
        const struct target *to =
            text_is_empty(ui->in.focus_until) ? from : target_find(&ui->targets, ui->in.focus_until);
        if (t && from && to && t >= from && t <= to) {
            bool alone = from == to;
            give_key(r, KEY_SPACE);
            r->presses += alone;
            if (alone)
                return true;
        } else {
            robot_wait(r, 200);
        }
    }
    return robot_stop(r, "the switch never came to", id);
}

bool robot_press(struct robot *r, const char *id)
{
    char name[TARGET_ID_ROOM];
    snprintf(name, sizeof name, "%s", id); /* `id` may live in a frame that goes */
    robot_frame(r);
    if (r->hands != HANDS_TOUCH && r->presses > PRESSES_MAX)
        return robot_stop(r, "pressed for ever, last", name);
    if (r->hands != HANDS_TOUCH)
        return r->hands == HANDS_KEYS ? press_by_keys(r, name) : press_by_switch(r, name);
    const struct target *t = reveal(r, name);
    if (!t)
        return robot_stop(r, "nothing to press called", name);
    struct rect on = t->shown;
    int x = on.x + on.w / 2, y = on.y + on.h / 2;
    const struct target *at = target_at(robot_targets(r), x, y);
    if (at != t)
        return robot_stop(r, at ? "covered:" : "out of sight:", name);
    if (++r->presses > PRESSES_MAX)
        return robot_stop(r, "pressed for ever, last", name);
    clock_advance(r->clock, PACE_MS);
    robot_give(r, (struct input){.kind = INPUT_DOWN, .x = x, .y = y});
    robot_give(r, (struct input){.kind = INPUT_UP, .x = x, .y = y});
    return true;
}

bool robot_type(struct robot *r, const char *text)
{
    while (*text) {
        struct input in = {.kind = INPUT_TEXT};
        uint32_t character;
        size_t size = utf8_decode(text, strlen(text), &character);
        if (!size)
            return robot_stop(r, "not UTF-8:", text);
        memcpy(in.text, text, size);
        text += size;
        clock_advance(r->clock, 120);
        robot_give(r, in);
    }
    return true;
}

void robot_wait(struct robot *r, int64_t ms)
{
    while (ms > 0 && !kiosk_is_over(r->kiosk)) {
        int64_t step = ms < 250 ? ms : 250;
        clock_advance(r->clock, step);
        ms -= step;
        robot_give(r, (struct input){.kind = INPUT_NONE});
    }
}

bool robot_sign_in(struct robot *r, const char *code, const char *pin)
{
    if (!robot_press(r, "start"))
        return false;
    for (int stage = 0; stage < 2; stage++) {
        for (const char *c = stage ? pin : code; *c; c++) {
            char id[16];
            snprintf(id, sizeof id, "digit.%c", *c);
            if (!robot_press(r, id))
                return false;
        }
        if (!robot_press(r, "go"))
            return false;
    }
    return text_is(kiosk_screen(r->kiosk), "home") || robot_stop(r, "not home but", kiosk_screen(r->kiosk));
}
