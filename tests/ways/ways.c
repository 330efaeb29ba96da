/*
 * ways - every module of a programme from its first page to its record: by touch, by keyboard alone, by one switch
 * alone, and with reading aloud on.
 *
 *     ways touch|keys|switch|ear [PROGRAMME [MODULE]]
 *
 * By ear the keyboard is used, and of whatever the focus comes to, its name must be said.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fixed_measure.h"
#include "kiosk_stage.h"
#include "kiosk_state.h"
#include "robot.h"

struct ways {
    struct arena arena;
    struct library library;
    struct kiosk_stage stage;
    struct robot robot;
    bool by_ear;
    int done, stuck, heard, unheard;
};

/* A key is called by its sign, and said as what it is called; what a breath says comes after the name of the focus. */
static bool is_said_otherwise(const struct ui *ui, const struct target *t, const char *said)
{
    for (int i = 0; i < ui->spoken.count; i++)
        if (ui->spoken.item[i].live && text_is(ui->spoken.item[i].text, said))
            return true;
    return t->press.kind == PRESS_KEY && !text_is_empty(said);
}

static void focused(void *context, const struct target *t)
{
    struct ways *w = context;
    const char *said = kiosk_said(w->robot.kiosk);
    if (!w->by_ear || kiosk_overlay(w->robot.kiosk)[0])
        return;
    w->heard++;
    if (said && t->name && t->name[0] && strstr(said, t->name))
        return;
    if (is_said_otherwise(kiosk_ui(w->robot.kiosk), t, said))
        return;
    if (w->unheard++ < 20)
        printf("not said: \"%s\" (%s); but \"%s\"\n", t->name ? t->name : "", t->id, said ? said : "");
}

/* Somebody sets the place up for them, by touch. */
static bool set_up(struct ways *w, const char *way)
{
    struct robot *r = &w->robot;
    bool good = robot_sign_in(r, DEMONSTRATION_CODE, DEMONSTRATION_PIN);
    if (text_is(way, "switch")) {
        good = good && robot_press(r, "settings") && robot_press(r, "scan.1200") && robot_press(r, "close");
        r->hands = HANDS_SWITCH;
    } else if (text_is(way, "keys") || w->by_ear) {
        if (w->by_ear)
            good = good && robot_press(r, "settings") && robot_press(r, "reading.1") && robot_press(r, "close");
        r->hands = HANDS_KEYS;
    }
    return good;
}

static void play(struct ways *w, const struct module *m)
{
    struct robot *r = &w->robot;
    r->presses = 0;
    r->stuck[0] = '\0';
    bool good = robot_press(r, arena_printf(&w->arena, "open.%s", m->id)) && robot_play(r);
    if (good) {
        robot_wait(r, 1000);
        good = robot_press(r, "next") && text_is(kiosk_screen(r->kiosk), "home");
    }
    w->done += good;
    w->stuck += !good;
    if (!good)
        printf("%s: stuck on %s %s: %s\n", m->id, kiosk_screen(r->kiosk), kiosk_overlay(r->kiosk), r->stuck);
}

int main(int argc, char **argv)
{
    static struct ways w;
    char folder[256];
    struct kiosk_options options = {.language = "en-GB", .look = LOOK_LIGHT, .size = SIZE_M};
    if (argc < 2) {
        fputs("usage: ways touch|keys|switch|ear [PROGRAMME [MODULE]]\n", stderr);
        return 2;
    }
    arena_init(&w.arena);
    w.by_ear = text_is(argv[1], "ear");
    bool good = library_open(&w.library, SOURCE_DIR "/modules", SOURCE_DIR "/assets");
    const struct programme *p = good ? library_programme(&w.library, argc > 2 ? argv[2] : "showcase") : NULL;
    bool memory = stage_folder("/dev/shm", folder, sizeof folder);
    if (!p || (!memory && !stage_folder(NULL, folder, sizeof folder)) || !stage_store(folder, "community", 1) ||
        !stage_assign(folder, p->id))
        return 2;
    for (int i = 0; i < p->module_count; i++) {
        if (argc > 3 && !text_is(argv[3], p->modules[i].id))
            continue;
        if (!stage_open(&w.stage, folder, &w.library, fixed_measure(), 1280, 800, &options))
            return 2;
        w.robot = (struct robot){.kiosk = w.stage.kiosk,
                                 .clock = &w.stage.virtual,
                                 .context = &w,
                                 .focused = focused,
                                 .thorough = true,
                                 .words = "Some words."};
        if (set_up(&w, argv[1]))
            play(&w, &p->modules[i]);
        else
            w.stuck++;
        stage_close(&w.stage);
    }
    stage_folder_remove(folder);
    printf("%s by %s: %d modules done, %d stuck", p->id, argv[1], w.done, w.stuck);
    if (w.by_ear)
        printf(", %d things in focus, %d of them not said", w.heard, w.unheard);
    puts("");
    library_close(&w.library);
    arena_release(&w.arena);
    return !w.done || w.stuck || w.unheard || (w.by_ear && !w.heard);
}
