/*
 * By ear: what a press is answered with, for who listens. The thing pressed says what it is now, then the words the
 * press has brought are read: feedback, what is missing, the next bubble of a story. Nothing is said that is not on
 * show.
 */
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"

void kiosk_say(struct kiosk *k, const char *plain)
{
    if (!k->prefs.reading)
        return;
    snprintf(k->ear.said, sizeof k->ear.said, "%s", plain);
    voice_say_now(k->drivers.voice, plain, kiosk_language(k));
}

/* Keys whose letter alone is silent in most voices. */
static const char *key_words(const struct ui *ui, const char *name)
{
    static const struct {
        const char *key, *words;
    } keys[] = {
        {",", WORDS("Comma")},         {".", WORDS("Full stop")},
        {"'", WORDS("Apostrophe")},    {"@", WORDS("At sign")},
        {"&", WORDS("And sign")},      {"(", WORDS("Open bracket")},
        {")", WORDS("Close bracket")}, {"-", WORDS("Dash")},
        {"/", WORDS("Slash")},         {":", WORDS("Colon")},
        {";", WORDS("Semicolon")},     {"\"", WORDS("Quotation mark")},
        {"+", WORDS("Plus")},          {"!", WORDS("Exclamation mark")},
        {"?", WORDS("Question mark")}, {"=", WORDS("Equals")},
        {"*", WORDS("Star")},          {"%", WORDS("Per cent")},
        {"#", WORDS("Hash")},          {"_", WORDS("Underscore")},
        {" ", WORDS("Space")},         {"?123", WORDS("Numbers and signs")},
        {"abc", WORDS("Letters")},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (text_is(keys[i].key, name))
            return ui_words(ui, keys[i].words);
    return name;
}

/* Name and state: "Being kept waiting. Chosen. 2 of 7." */
static const char *target_words(const struct ui *ui, const struct target *t)
{
    const char *state = t->says ? t->says : t->chosen ? ui_words(ui, "Chosen.") : NULL;
    const char *name = t->role == ROLE_KEY ? key_words(ui, t->name) : t->name;
    return state ? arena_printf(ui->arena, "%s%s %s", name, text_ends_a_sentence(name) ? "" : ".", state) : name;
}

/* The question first, when the focus comes from elsewhere: "Yes" alone could answer anything. */
static const char *focus_words(struct kiosk *k, const struct ui *ui, const struct target *t)
{
    const char *words = target_words(ui, t);
    bool same = text_is(k->ear.group, t->group ? t->group : "") || text_is(t->group, t->name);
    snprintf(k->ear.group, sizeof k->ear.group, "%s", t->group ? t->group : "");
    return same || !t->group ? words : arena_printf(ui->arena, "%s %s", t->group, words);
}

/* A key of somebody's secret, where more people than one may hear: what it is, not which. */
static const char *kept_quiet(const struct kiosk *k, const struct ui *ui, const struct target *t)
{
    bool pin = k->overlay == OVERLAY_COVER || (k->screen == SCREEN_SIGN_IN && k->form.stage != STAGE_CODE);
    bool digit = pin && (press_is(&t->press, "digit") || press_is(&t->press, "picture"));
    bool letter = k->desk.writing == FIELD_SECRET && t->press.kind == PRESS_KEY && strlen(t->press.text) == 1;
    return (digit || letter) && !k->options.headphones ? ui_words(ui, "A key. It is not said here.") : NULL;
}

void ear_focus(struct kiosk *k)
{
    const struct ui *ui = &k->ui[k->current];
    const struct target *t = target_find(&ui->targets, k->focus.id);
    if (!t || !k->prefs.reading)
        return;
    /* saying so interrupts the reading: the button that paused it is already the one that goes on */
    bool play = t->press.kind == PRESS_PLAY && text_is(t->id, "audio.play");
    const char *quiet = kept_quiet(k, ui, t);
    kiosk_say(k, quiet ? quiet : play ? ui_words(ui, "Listen") : focus_words(k, ui, t));
}

/* --- before and after a press ---------------------------------------------------------------------------------- */

static bool is_typing(const struct kiosk *k)
{
    return k->screen == SCREEN_PAGE && !k->overlay && k->page.writing;
}

static uint64_t add_hash(uint64_t h, const char *text)
{
    for (const char *c = text; *c; c++)
        h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
    return h;
}
#define HASH_OF_NOTHING UINT64_C(14695981039346656037)

static void remember_ticked(struct ear *e, const struct target_list *list)
{
    e->ticked_count = 0;
    for (int i = 0; i < list->count && e->ticked_count < EAR_TICKED_MAX; i++)
        if (list->item[i].role == ROLE_CHECK && list->item[i].chosen)
            e->ticked[e->ticked_count++] = add_hash(HASH_OF_NOTHING, list->item[i].id);
}

static bool was_ticked(const struct ear *e, const struct target *t)
{
    uint64_t hash = add_hash(HASH_OF_NOTHING, t->id);
    for (int i = 0; i < e->ticked_count; i++)
        if (e->ticked[i] == hash)
            return true;
    return false;
}

/* Ticks that went with the press, beside that of the thing pressed: "None of these" takes the others back. An eye sees
 * them go. NULL: there are none. */
static const char *taken_back(const struct kiosk *k, const struct ui *ui)
{
    const struct target *one = NULL;
    int count = 0;
    for (int i = 0; i < ui->targets.count; i++) {
        const struct target *t = &ui->targets.item[i];
        if (t->role != ROLE_CHECK || t->chosen || text_is(t->id, k->ear.id) || !was_ticked(&k->ear, t))
            continue;
        one = t;
        count++;
    }
    if (!count)
        return NULL;
    /* by name where it is one: of several nobody wants to hear the whole list again */
    return count == 1 ? ui_words_with(ui, "Taken back: %1.", one->name, NULL, NULL)
                      : ui_words_count(ui, "%d answer is taken back.", "%d answers are taken back.", count);
}

void ear_press(struct kiosk *k, const struct press *p)
{
    const struct ui *ui = &k->ui[k->current];
    struct ear *e = &k->ear;
    const struct target *t = target_find(&ui->targets, k->focus.id);
    bool own = t && t->press.kind == p->kind && text_is(t->press.item, p->item) && text_is(t->press.text, p->text);
    e->pressed = true;
    voice_say_no_more(k->drivers.voice);
    const struct block *into =
        p->act.exercise && k->attempt ? module_exercise(attempt_module(k->attempt), p->act.exercise) : NULL;
    e->placed = p->kind == PRESS_ACT && p->act.kind == ACT_PLACE && into && into->kind == BLOCK_SORT;
    e->quiet =
        p->kind == PRESS_PLAY || p->kind == PRESS_BACK_SENTENCE || p->kind == PRESS_SEEK || p->kind == PRESS_SOUND;
    e->typing = is_typing(k);
    remember_ticked(e, &ui->targets);
    snprintf(e->id, sizeof e->id, "%s", own ? t->id : "");
    snprintf(e->before, sizeof e->before, "%s", own ? target_words(ui, t) : "");
    snprintf(e->name, sizeof e->name, "%s", own ? t->name : "");
}

static uint64_t item_hash(const struct spoken *s)
{
    return add_hash(add_hash(HASH_OF_NOTHING, s->text), s->target ? s->target : "");
}

static bool was_heard(const struct ear *e, const struct spoken *s)
{
    uint64_t hash = item_hash(s);
    for (int i = 0; i < e->heard_count; i++)
        if (e->heard[i] == hash)
            return true;
    return false;
}

static void remember(struct ear *e, const struct spoken_list *list)
{
    e->heard_count = 0;
    for (int i = 0; i < list->count && e->heard_count < EAR_HEARD_MAX; i++)
        if (!list->item[i].aside)
            e->heard[e->heard_count++] = item_hash(&list->item[i]);
}

/* The first words that were not there before, up to some that were. What a press chose says that itself. */
static bool find_news(const struct kiosk *k, const struct ui *ui, int *first, int *last)
{
    const struct target *own = k->ear.id[0] ? target_find(&ui->targets, k->ear.id) : NULL;
    bool chose = own && own->role == ROLE_OPTION;
    const struct spoken_list *list = &ui->spoken;
    const char *chosen = ui_words(ui, "Chosen.");
    *first = -1;
    for (int i = 0; i < list->count; i++) {
        const struct spoken *s = &list->item[i];
        bool said = text_is(s->text, chosen) || (chose && text_is(s->target, own->id));
        bool fresh = !s->aside && !said && !was_heard(&k->ear, s);
        if (fresh && *first < 0)
            *first = i;
        if (fresh)
            *last = i;
        else if (*first >= 0)
            break;
    }
    return *first >= 0;
}

/* The keyboard on the screen: each letter as it is typed, and what was taken away. */
static void say_typed(struct kiosk *k, const struct ui *ui)
{
    struct ear *e = &k->ear;
    if (e->typed[0])
        kiosk_say(k, key_words(ui, e->typed));
    else if (e->name[0])
        kiosk_say(k, key_words(ui, e->name));
    e->typed[0] = '\0';
}

static const char *confirmation(struct kiosk *k, const struct ui *ui)
{
    struct ear *e = &k->ear;
    const struct target *t = e->id[0] ? target_find(&ui->targets, e->id) : NULL;
    const struct target *now = target_find(&ui->targets, k->focus.id);
    const char *words = t ? target_words(ui, t) : NULL;
    if (t && !text_is(t->name, e->name))
        return arena_strdup(ui->arena, e->name); /* "Start", which is "Stop" now: what was done */
    bool toggle = t && (t->role == ROLE_OPTION || t->role == ROLE_CHECK || t->role == ROLE_STEP || t->role == ROLE_TAB);
    if (t)
        return toggle || !text_is(words, e->before) ? words : NULL;
    if (!e->placed || !e->name[0])
        return e->name[0] ? arena_strdup(ui->arena, e->name) : NULL; /* it is gone: "Go on" at the end of a story */
    const char *put = ui_words_with(ui, "Put in: %1.", e->name, NULL, NULL);
    return now && !now->late ? arena_printf(ui->arena, "%s %s", put, focus_words(k, ui, now)) : put;
}

/* What changes by itself and is waited for: the breath to take now, the end of a countdown. */
static void say_live(struct kiosk *k, const struct ui *ui)
{
    for (int i = 0; i < ui->spoken.count; i++)
        if (ui->spoken.item[i].live && !was_heard(&k->ear, &ui->spoken.item[i]))
            kiosk_say(k, ui->spoken.item[i].text);
}

void ear_frame(struct kiosk *k, bool moved)
{
    const struct ui *ui = &k->ui[k->current];
    struct ear *e = &k->ear;
    int first = -1, last = -1;
    bool answer = e->pressed && !moved && k->prefs.reading && !e->quiet && !kiosk_video_plays(k);
    if (answer && e->typing && is_typing(k)) {
        say_typed(k, ui);
        say_live(k, ui); /* a number that is too high */
    } else if (answer) {
        const char *words = confirmation(k, ui), *back = taken_back(k, ui);
        if (words || back)
            kiosk_say(k, !back ? words : !words ? back : arena_printf(ui->arena, "%s %s", words, back));
        if (find_news(k, ui, &first, &last))
            voice_read_part(k->drivers.voice, first, last);
    }
    if (!e->pressed && !moved && k->prefs.reading)
        say_live(k, ui);
    e->pressed = false;
    remember(e, &ui->spoken);
}
