/*
 * walk - presses anything on offer, at random, on a whole kiosk: nothing crashes, nobody gets stuck, and what is kept
 * comes to the same state again.
 *
 *     walk ACTS [PROGRAMME [SEED [MODULE]]]
 *
 * Acts are shared out over the programme's modules. Between two looks at the journal the walker knows nothing of pages:
 * it touches a random thing, types, waits, turns the language and the size, covers, leaves and comes back. After its
 * share a robot goes on from wherever that was, and has to reach the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fixed_measure.h"
#include "kiosk_stage.h"
#include "kiosk_state.h"
#include "robot.h"

#define LOOK_EVERY 40 /* acts between two looks at the journal */

struct walk {
    struct arena arena;
    struct library library;
    const struct programme *programme;
    const struct module *module;
    struct kiosk_stage stage;
    struct robot robot;
    char folder[256];
    uint32_t seed;
    int acts, replays, finished, sittings, failed;
};

static uint32_t roll(struct walk *w, uint32_t below)
{
    w->seed ^= w->seed << 13;
    w->seed ^= w->seed >> 17;
    w->seed ^= w->seed << 5;
    return w->seed % below;
}

static void fail(struct walk *w, const char *what, const char *more)
{
    w->failed++;
    printf("%s after %d acts: %s %s\n", w->module->id, w->acts, what, more);
}

/* --- does it replay ------------------------------------------------------------------------------------------------
 */

/* Everything that events made, and nothing that is computed of it. */
static const char *state_of(struct arena *a, const struct attempt *s)
{
    struct buffer out;
    const struct module *m = attempt_module(s);
    buffer_init(&out, a);
    buffer_addf(&out, "page %s, tries %d, score %g, done %d, dropped %d\n", attempt_page(s) ? attempt_page(s)->id : "-",
                attempt_tries(s), attempt_checked_score(s), attempt_is_complete(s), attempt_dropped(s));
    for (int i = 0; i < m->page_count; i++)
        buffer_addf(&out, "%d ", attempt_visits(s, m->pages[i].id));
    for (int i = 0; i < m->exercise_count; i++) {
        const struct answer *answer = attempt_answer(s, m->exercises[i]->id);
        if (!answer)
            continue;
        buffer_addf(&out, "\n%s ", m->exercises[i]->id);
        answer_write(answer, &out);
    }
    return buffer_text(&out);
}

static void look(struct walk *w)
{
    const struct kiosk *k = w->stage.kiosk;
    struct arena a;
    struct event *events;
    int count;
    if (!kiosk_is_in_attempt(k) || !k->signed_in)
        return;
    arena_init(&a);
    struct attempt *again =
        attempt_new(&a, attempt_programme(k->attempt), attempt_module(k->attempt), attempt_settings_of(k->attempt));
    if (!store_events(w->stage.store, &a, k->person.id, k->stored.id, &events, &count)) {
        fail(w, "the journal does not open", "");
    } else {
        for (int i = 0; i < count; i++)
            attempt_apply(again, &events[i]);
        const char *now = state_of(&a, k->attempt), *then = state_of(&a, again);
        if (!text_is(now, then)) {
            fail(w, "does not replay:", now);
            puts(then);
        }
        w->replays++;
    }
    arena_release(&a);
}

/* --- walking -------------------------------------------------------------------------------------------------------
 */

static bool start_over(struct walk *w)
{
    w->sittings++;
    w->robot.stuck[0] = '\0';
    w->robot.presses = 0;
    if (!stage_restart(&w->stage))
        return false;
    w->robot.kiosk = w->stage.kiosk;
    robot_frame(&w->robot);
    return robot_sign_in(&w->robot, DEMONSTRATION_CODE, DEMONSTRATION_PIN);
}

/* In the module, whatever was on show: back from overlays, lists and other screens. */
static bool come_back(struct walk *w)
{
    struct robot *r = &w->robot;
    for (int i = 0; i < 40; i++) {
        r->stuck[0] = '\0';
        r->presses = 0;
        robot_frame(r);
        const struct target_list *targets = &kiosk_ui(r->kiosk)->targets;
        const char *overlay = kiosk_overlay(r->kiosk), *screen = kiosk_screen(r->kiosk);
        if (kiosk_is_over(r->kiosk)) {
            if (!start_over(w))
                break;
        } else if (text_is(overlay, "cover")) {
            for (const char *c = DEMONSTRATION_PIN; *c; c++)
                robot_press(r, arena_printf(&w->arena, "digit.%c", *c));
            robot_press(r, "go");
        } else if (overlay[0]) {
            robot_press(r, target_find(targets, "close") ? "close" : "next");
        } else if (target_find(targets, "key.done") && target_find(targets, "close")) {
            robot_press(r, "close"); /* of a keypad: what was typed may be no answer */
        } else if (target_find(targets, "key.done") || target_find(targets, "sheet.done")) {
            robot_press(r, target_find(targets, "key.done") ? "key.done" : "sheet.done");
        } else if (text_is(screen, "page") && attempt_module(kiosk_attempt(r->kiosk)) == w->module) {
            return true;
        } else if (text_is(screen, "home")) {
            robot_press(r, arena_printf(&w->arena, "open.%s", w->module->id));
        } else if (text_is(screen, "page")) { /* another module: home is behind Leave */
            robot_press(r, "leave");
            robot_press(r, "home");
        } else if (target_find(targets, "back")) {
            robot_press(r, "back");
        } else if (target_find(targets, "next")) {
            robot_wait(r, 1000);
            robot_press(r, "next");
        } else if (!start_over(w)) {
            break;
        }
    }
    fail(w, "cannot come back from", kiosk_screen(r->kiosk));
    return false;
}

static void touch(struct walk *w, const struct target *t)
{
    struct robot *r = &w->robot;
    int x = t->rect.x + (int)roll(w, (uint32_t)(t->rect.w > 0 ? t->rect.w : 1));
    int y = t->rect.y + (int)roll(w, (uint32_t)(t->rect.h > 0 ? t->rect.h : 1));
    clock_advance(r->clock, 100 + roll(w, 1500));
    robot_give(r, (struct input){.kind = INPUT_DOWN, .x = x, .y = y});
    if (!kiosk_is_over(r->kiosk))
        robot_give(r, (struct input){.kind = INPUT_UP, .x = x, .y = y});
}

/* Mostly on the page; the bars now and then, or a walk would be all Leave and Settings. */
static const struct target *something(struct walk *w)
{
    const struct target_list *targets = &kiosk_ui(w->robot.kiosk)->targets;
    const struct target *chosen = NULL;
    for (int tries = 0; targets->count && tries < 12; tries++) {
        chosen = &targets->item[roll(w, (uint32_t)targets->count)];
        bool way_out = text_is(chosen->id, "leave");
        if (way_out ? roll(w, 20) == 0 : chosen->in_body || roll(w, 6) == 0 || kiosk_overlay(w->robot.kiosk)[0])
            return chosen;
    }
    return chosen;
}

static void act(struct walk *w)
{
    static const enum key keys[] = {KEY_TAB,       KEY_TAB,    KEY_BACKTAB,   KEY_DOWN,  KEY_UP,
                                    KEY_LEFT,      KEY_RIGHT,  KEY_ENTER,     KEY_SPACE, KEY_ESCAPE,
                                    KEY_BACKSPACE, KEY_DELETE, KEY_PAGE_DOWN, KEY_F2};
    static const char *const words[] = {"a", "Z", " ", "7", ".", "é", "ŵ", "ب", "`", "{", "\\", "“"};
    struct robot *r = &w->robot;
    uint32_t kind = roll(w, 100);
    w->acts++;
    robot_frame(r);
    if (kind < 70 && kiosk_ui(r->kiosk)->targets.count) {
        touch(w, something(w));
    } else if (kind < 84) {
        clock_advance(r->clock, 150);
        robot_give(r, (struct input){.kind = INPUT_KEY, .key = keys[roll(w, sizeof keys / sizeof keys[0])]});
    } else if (kind < 92) {
        robot_type(r, words[roll(w, sizeof words / sizeof words[0])]);
    } else if (kind < 96) {
        robot_give(r, (struct input){.kind = INPUT_WHEEL, .y = (int)roll(w, 7) - 3});
    } else {
        robot_wait(r, roll(w, 12000));
    }
}

static void walk_module(struct walk *w, int acts)
{
    for (int i = 0; i < acts && !w->failed; i++) {
        bool here = !kiosk_is_over(w->robot.kiosk) && kiosk_attempt(w->robot.kiosk) &&
                    attempt_module(kiosk_attempt(w->robot.kiosk)) == w->module;
        if ((!here || text_is(kiosk_overlay(w->robot.kiosk), "cover")) && !come_back(w))
            return;
        act(w);
        if (i % LOOK_EVERY == 0)
            look(w);
    }
    if (w->failed || !come_back(w))
        return;
    look(w);
    w->robot.presses = 0;
    if (!robot_play(&w->robot))
        fail(w, "no way to the end from there:", w->robot.stuck);
    else
        w->finished++;
}

static bool begin(struct walk *w)
{
    struct kiosk_options options = {.language = "en-GB", .look = LOOK_LIGHT, .size = SIZE_M};
    bool memory = stage_folder("/dev/shm", w->folder, sizeof w->folder); /* nothing here is about disks: faster */
    if ((!memory && !stage_folder(NULL, w->folder, sizeof w->folder)) || !stage_store(w->folder, "community", 1) ||
        !stage_assign(w->folder, w->programme->id) ||
        !stage_open(&w->stage, w->folder, &w->library, fixed_measure(), 1280, 800, &options))
        return false;
    w->robot = (struct robot){.kiosk = w->stage.kiosk, .clock = &w->stage.virtual, .words = "Some words."};
    return robot_sign_in(&w->robot, DEMONSTRATION_CODE, DEMONSTRATION_PIN);
}

int main(int argc, char **argv)
{
    static struct walk w;
    int acts = argc > 1 ? atoi(argv[1]) : 0;
    if (acts < 1) {
        fputs("usage: walk ACTS [PROGRAMME [SEED [MODULE]]]\n", stderr);
        return 2;
    }
    arena_init(&w.arena);
    if (!library_open(&w.library, SOURCE_DIR "/modules", SOURCE_DIR "/assets")) {
        stage_tell(&w.library.problems);
        return 2;
    }
    w.programme = library_programme(&w.library, argc > 2 ? argv[2] : "showcase");
    w.seed = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 20261122;
    if (!w.programme || !w.seed || !begin(&w)) {
        printf("the walk cannot begin: %s\n", w.robot.stuck);
        return 2;
    }
    int modules = argc > 4 ? 1 : w.programme->module_count;
    for (int i = 0; i < w.programme->module_count; i++) {
        w.module = &w.programme->modules[i];
        if (argc < 5 || text_is(argv[4], w.module->id))
            walk_module(&w, acts / modules);
    }
    printf("%s: %d acts in %d modules, %d looked at again and the same, %d finished, %d sittings, %d failures\n",
           w.programme->id, w.acts, modules, w.replays, w.finished, w.sittings + 1, w.failed);
    stage_close(&w.stage);
    stage_folder_remove(w.folder);
    library_close(&w.library);
    arena_release(&w.arena);
    return w.failed || !w.finished || !w.replays;
}
