/*
 * ways - every module of a programme from its first page to its record: by touch, by keyboard alone, by one switch
 * alone, and with reading aloud on.
 *
 *     ways touch|keys|switch|ear [PROGRAMME|all [--rounds N] [--setting community|custody] [--language TAG]
 *                                               [--screen WxH] [--size S|M|L|XL]]
 *
 * Walks without a screen (walker.h) find which answers lead to every page and rule that a setting has. A round is one
 * of them, answered likewise on a kiosk of its own by a new person; rounds go on until every page and rule was met on
 * the kiosk as well, and what never was is told. Every frame keeps the laws of layout. N rounds at most: a look at each
 * session, not at every rule. By ear the keyboard is used, and of whatever the focus comes to, its name must be said.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fonts.h"
#include "kiosk_stage.h"
#include "kiosk_state.h"
#include "layout_invariants.h"
#include "robot.h"
#include "walker.h"

#define WALKS 60 /* without a screen */

struct ways {
    const char *way, *setting, *language;
    int rounds, width, height; /* rounds 0: as many as it takes */
    enum theme_size size;
    struct library library;
    struct fonts *fonts;
    bool by_ear;
    int done, stuck, heard, unheard, gone, lacks, frames, violations;

    /* the round that is played */
    struct kiosk_stage stage;
    struct robot robot;
    const struct module *module;
    struct met *met;
    const struct page *page, *caller; /* on show; and the last that is not extra */
    bool skips, leaves;               /* the rule that holds on it */
    const struct attempt *other;      /* whose way is gone */
    const struct walk_steps *steps;   /* of it, that are followed; NULL: the way has parted */
    int step;                         /* that is the page on show */
    struct answer_entry entry;        /* of an answer that nobody gave */
    struct answer plain;
};

/* --- what is met -----------------------------------------------------------------------------------------------------
 */

/* Is the first rule that holds now of this kind? */
static bool leads_on(const struct attempt *s, const struct page *page, enum next_kind kind)
{
    struct arena a;
    int i = 0;
    arena_init(&a);
    struct rule_scope scope = attempt_scope(s, &a);
    while (i < page->next_count && !rule_holds(page->next[i].when, &scope))
        i++;
    arena_release(&a);
    return i < page->next_count && page->next[i].kind == kind;
}

static void note_holding(struct ways *w, const struct attempt *s, enum next_kind kind)
{
    struct arena a;
    arena_init(&a);
    struct rule_scope scope = attempt_scope(s, &a);
    met_rule_that_holds(w->met, w->page, kind, &scope);
    arena_release(&a);
}

/* After every input: is it another page, and which rule led there? */
static void acted(void *context)
{
    struct ways *w = context;
    const struct kiosk *k = w->robot.kiosk;
    const struct attempt *s = kiosk_is_over(k) ? NULL : kiosk_attempt(k);
    const struct page *now = s && attempt_module(s) == w->module ? attempt_page(s) : NULL;
    if (!now)
        return;
    if (w->page && now != w->page) {
        int to = (int)(now - w->module->pages);
        if (w->skips || w->leaves)
            note_holding(w, s, w->skips ? NEXT_SKIP : NEXT_LEAVE);
        if (!met_rule_to(w->met, w->page, to) && w->caller)
            met_rule_to(w->met, w->caller, to);
    }
    if (now != w->page) {
        met_page(w->met, now);
        w->step++;
    }
    w->page = now;
    w->caller = now->extra ? w->caller : now;
    w->skips = leads_on(s, now, NEXT_SKIP);
    w->leaves = leads_on(s, now, NEXT_LEAVE);
}

/* What the other did on this page; NULL: the way has parted. */
static const struct walk_step *step_of(struct ways *w)
{
    if (w->steps && (w->step >= w->steps->count || w->steps->step[w->step].page != w->page))
        w->steps = NULL;
    return w->steps ? &w->steps->step[w->step] : NULL;
}

static bool goes_back(void *context)
{
    const struct walk_step *step = step_of(context);
    return step && step->back;
}

/* Where the way has parted: an answer that is no concern, or the sessions that follow would be about it. */
static const struct answer *plain_answer(struct ways *w, const struct block *choice)
{
    for (int i = 0; i < choice->choice.count; i++) {
        const struct option *o = &choice->choice.options[i];
        if (o->concern || o->write || !attempt_option_shows(kiosk_attempt(w->robot.kiosk), o->when))
            continue;
        w->entry = (struct answer_entry){.key = o->id};
        w->plain = (struct answer){.entries = &w->entry, .count = 1};
        return &w->plain;
    }
    return NULL;
}

static const struct answer *like(void *context, const struct block *exercise)
{
    struct ways *w = context;
    const struct walk_step *step = step_of(w);
    for (int i = 0; step && i < w->module->exercise_count; i++)
        if (w->module->exercises[i] == exercise)
            return step->answers[i];
    const struct answer *given = attempt_answer(w->other, exercise->id);
    return given || exercise->kind != BLOCK_CHOICE ? given : plain_answer(w, exercise);
}

/* --- what is seen ----------------------------------------------------------------------------------------------------
 */

#define TOLD_MAX 40

/* Each frame keeps the laws of layout. */
static void framed(void *context, const struct ui *ui)
{
    struct ways *w = context;
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    int found = layout_violations(ui, &out);
    if (found && w->violations < TOLD_MAX)
        printf("%s, %s %s:\n%s", w->module ? w->module->id : "", kiosk_screen(w->robot.kiosk),
               w->page ? w->page->id : "", buffer_text(&out));
    w->violations += found;
    w->frames++;
    arena_release(&a);
}

/* --- what is heard ---------------------------------------------------------------------------------------------------
 */

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

/* --- a round ---------------------------------------------------------------------------------------------------------
 */

static struct robot robot_of(struct ways *w)
{
    return (struct robot){.kiosk = w->stage.kiosk,
                          .clock = &w->stage.virtual,
                          .context = w,
                          .acted = acted,
                          .framed = framed,
                          .focused = focused,
                          .like = like,
                          .goes_back = goes_back,
                          .thorough = true,
                          .words = "Some words."};
}

/* Somebody sets the place up for them, by touch. */
static bool set_up(struct ways *w)
{
    struct robot *r = &w->robot;
    bool good = robot_sign_in(r, DEMONSTRATION_CODE, DEMONSTRATION_PIN);
    if (text_is(w->way, "switch")) {
        good = good && robot_press(r, "settings") && robot_press(r, "scan.1200") && robot_press(r, "close");
        r->hands = HANDS_SWITCH;
    } else if (text_is(w->way, "keys") || w->by_ear) {
        if (w->by_ear)
            good = good && robot_press(r, "settings") && robot_press(r, "reading.1") && robot_press(r, "close");
        r->hands = HANDS_KEYS;
    }
    return good;
}

/* They said "stop for today", and are back on the same page: something else is chosen this time. */
static bool change_mind(struct ways *w)
{
    struct robot *r = &w->robot;
    const struct page *page = w->page;
    if (!leads_on(kiosk_attempt(r->kiosk), page, NEXT_LEAVE))
        return true;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        for (int k = 0; b->kind == BLOCK_CHOICE && k < b->choice.count; k++) {
            char id[TARGET_ID_ROOM];
            snprintf(id, sizeof id, "%s.option.%s", b->id, b->choice.options[k].id);
            const struct target *t = target_find(robot_targets(r), id);
            if (t && !answer_has(attempt_answer(kiosk_attempt(r->kiosk), b->id), b->choice.options[k].id))
                return robot_press(r, id);
        }
    }
    return robot_stop(r, "nothing else to choose on", page->id);
}

static bool open_module(struct ways *w)
{
    char id[TARGET_ID_ROOM];
    snprintf(id, sizeof id, "open.%s", w->module->id);
    return robot_press(&w->robot, id);
}

/* A rule led out of the session: that was asked for. Another day they are back. */
static bool play_on(struct ways *w)
{
    struct robot *r = &w->robot;
    if (!w->page || !text_is(kiosk_screen(r->kiosk), "goodbye"))
        return false;
    if (!stage_restart(&w->stage))
        return false;
    *r = robot_of(w);
    w->steps = NULL;
    return set_up(w) && open_module(w) && change_mind(w) && robot_play(r);
}

static void play(struct ways *w, const struct attempt *other, const struct walk_steps *steps)
{
    struct robot *r = &w->robot;
    r->presses = 0;
    r->stuck[0] = '\0';
    w->other = other;
    w->page = w->caller = NULL;
    w->steps = steps;
    w->step = -1;
    bool good = open_module(w) && (robot_play(r) || play_on(w));
    if (good) {
        robot_wait(r, 1000);
        good = robot_press(r, "next") && text_is(kiosk_screen(r->kiosk), "home");
    }
    w->done += good;
    w->stuck += !good;
    if (!good)
        printf("%s: stuck on %s %s: %s\n", w->module->id, kiosk_screen(r->kiosk), kiosk_overlay(r->kiosk), r->stuck);
}

/* All modules, by a person who is new. What only staff open is assigned to them. */
static bool play_round(struct ways *w, const struct programme *p, const struct walk_through *other, struct met *met)
{
    char folder[256];
    struct kiosk_options options = {.language = w->language, .look = LOOK_LIGHT, .size = w->size};
    bool memory = stage_folder("/dev/shm", folder, sizeof folder);
    if ((!memory && !stage_folder(NULL, folder, sizeof folder)) || !stage_store(folder, w->setting, 1) ||
        !stage_assign(folder, p->id))
        return false;
    if (p->staff_unlock)
        for (int i = 0; i < p->module_count; i++)
            if (!stage_assign(folder, arena_printf(&w->library.arena, "%s/%s", p->id, p->modules[i].id)))
                return false;
    if (!stage_open(&w->stage, folder, &w->library, fonts_measure(w->fonts), w->width, w->height, &options))
        return false;
    w->robot = robot_of(w);
    w->module = NULL;
    bool good = set_up(w);
    for (int i = 0; good && i < p->module_count; i++) {
        w->module = &p->modules[i];
        w->met = &met[i];
        play(w, other->stages[i].attempt, &other->steps[i]);
    }
    stage_close(&w->stage);
    stage_folder_remove(folder);
    return good;
}

/* --- a programme -----------------------------------------------------------------------------------------------------
 */

static int lacks(const struct met *met, const struct met *wanted, int module_count)
{
    int count = 0;
    for (int i = 0; i < module_count; i++)
        count += met_lacks(&met[i], &wanted[i]);
    return count;
}

/* Of the walks that are left, the one that meets most of what nobody has met yet; -1: none would. */
static int next_walk(const struct walk_through *walks, const bool *played, const struct met *met, int module_count)
{
    int best = -1, most = 0;
    for (int i = 0; i < WALKS; i++) {
        int more = played[i] ? 0 : lacks(met, walks[i].met, module_count);
        if (more > most)
            best = i, most = more;
    }
    return best;
}

static int play_rounds(struct ways *w, const struct programme *p, const struct walk_through *walks, struct met *met)
{
    bool played[WALKS] = {false};
    int rounds = 0;
    for (int i; (!w->rounds || rounds < w->rounds) && (i = next_walk(walks, played, met, p->module_count)) >= 0;
         rounds++) {
        played[i] = true;
        if (play_round(w, p, &walks[i], met))
            continue;
        printf("%s: the round cannot begin: %s\n", p->id, w->robot.stuck);
        w->stuck++;
    }
    return rounds;
}

static void tell(struct ways *w, const struct programme *p, const struct met *met, const struct met *wanted, int rounds)
{
    struct arena a;
    struct buffer out;
    int gone = 0;
    arena_init(&a);
    buffer_init(&out, &a);
    for (int i = 0; i < p->module_count; i++) {
        gone += met_gone(&met[i]);
        if (!w->rounds)
            met_tell_lacks(&met[i], &wanted[i], &out);
    }
    w->gone += gone;
    w->lacks += w->rounds ? 0 : lacks(met, wanted, p->module_count);
    printf("%s%s by %s, %s, %s, %dx%d %s: %d pages and rules in %d rounds\n", buffer_text(&out), p->id, w->way,
           w->setting, w->language, w->width, w->height, size_name(w->size), gone, rounds);
    fflush(stdout);
    arena_release(&a);
}

static void play_programme(struct ways *w, const struct programme *p)
{
    struct walk_through walks[WALKS];
    struct problems problems;
    struct arena a;
    arena_init(&a);
    problems_init(&problems, &a);
    struct met *met = ARENA_ARRAY(&a, struct met, p->module_count),
               *wanted = ARENA_ARRAY(&a, struct met, p->module_count);
    walk_record(&w->library, p, w->setting, WALKS, 1, &problems, walks);
    for (int i = 0; i < p->module_count; i++) {
        met_init(&met[i], &a, &p->modules[i]);
        met_init(&wanted[i], &a, &p->modules[i]);
        for (int k = 0; k < WALKS; k++)
            met_join(&wanted[i], &walks[k].met[i]);
    }
    tell(w, p, met, wanted, play_rounds(w, p, walks, met));
    for (int i = 0; i < WALKS; i++)
        walk_through_close(&walks[i], p->module_count);
    arena_release(&a);
}

static bool speaks(const struct programme *p, const char *language)
{
    for (int i = 0; i < p->language_count; i++)
        if (text_is(p->languages[i], language))
            return true;
    return false;
}

static bool read_options(struct ways *w, int argc, char **argv)
{
    char extra;
    for (int i = 3; i + 1 < argc; i += 2) {
        const char *name = argv[i], *value = argv[i + 1];
        if (text_is(name, "--rounds"))
            w->rounds = atoi(value);
        else if (text_is(name, "--setting"))
            w->setting = value;
        else if (text_is(name, "--language"))
            w->language = value;
        else if (text_is(name, "--screen")) {
            if (sscanf(value, "%dx%d%c", &w->width, &w->height, &extra) != 2)
                return false;
        } else if (!text_is(name, "--size") || !size_from_name(value, &w->size))
            return false;
    }
    return argc >= 2 && (argc < 3 || argc % 2);
}

int main(int argc, char **argv)
{
    static struct ways w = {.setting = "community", .language = "en-GB", .width = 1280, .height = 800, .size = SIZE_M};
    struct problems problems;
    struct arena a;
    if (!read_options(&w, argc, argv)) {
        fputs("usage: ways touch|keys|switch|ear [PROGRAMME|all [--rounds N] [--setting S] [--language TAG] [--screen "
              "WxH] "
              "[--size S]]\n",
              stderr);
        return 2;
    }
    arena_init(&a);
    problems_init(&problems, &a);
    w.way = argv[1];
    w.by_ear = text_is(w.way, "ear");
    const char *which = argc > 2 ? argv[2] : "showcase";
    w.fonts = fonts_open(SOURCE_DIR "/assets", BUILD_DIR "/media", &problems);
    if (!library_open(&w.library, SOURCE_DIR "/modules", SOURCE_DIR "/assets") || !w.fonts) {
        stage_tell(&problems);
        return 2;
    }
    for (int i = 0; i < w.library.count; i++) {
        const struct programme *p = library_programme(&w.library, w.library.programmes[i]->id);
        if (p && (text_is(which, "all") ? !p->example : text_is(p->id, which)) && speaks(p, w.language))
            play_programme(&w, p);
    }
    printf("%s by %s: %d sessions done, %d stuck; %d pages and rules met, %d not met; %d frames, %d faults of layout",
           which, w.way, w.done, w.stuck, w.gone, w.lacks, w.frames, w.violations);
    if (w.by_ear)
        printf("; %d things in focus, %d of them not said", w.heard, w.unheard);
    puts("");
    fonts_close(w.fonts);
    library_close(&w.library);
    arena_release(&a);
    return !w.done || w.stuck || w.lacks || w.violations || w.unheard || (w.by_ear && !w.heard);
}
