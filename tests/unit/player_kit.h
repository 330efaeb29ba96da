#ifndef PLAYER_KIT_H
#define PLAYER_KIT_H
/*
 * player_kit - plays a module in a test: loads it from a string (or from modules/), acts, and keeps the events.
 *
 * Each event goes through its line of JSON before it is applied, as it does in the store, and every refused act is held
 * to changing nothing. JSON here is written with ' for ", so that it can be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "load.h"
#include "wording.h"

#define KIT_EVENTS_MAX 20000

/* What else the programme says, for the loads that follow: "'measures': {...}, ". */
static const char *kit_programme_more = "";

struct kit {
    struct arena arena;
    struct problems problems;
    struct programme *programme;
    const struct module *module;
    struct attempt *attempt;
    struct attempt_settings settings;
    struct event *log;
    int count;
    struct moment now;
    struct decision last;
    const char *module_json; /* in memory; NULL: the files under modules/ */
};

/* --- where bytes come from --------------------------------------------------------------------------------------- */

static inline char *kit_quotes(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text);
    for (char *c = copy; *c; c++)
        if (*c == '\'')
            *c = '"';
    return copy;
}

static inline bool kit_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    struct kit *k = context;
    const char *text = NULL;
    if (strcmp(path, "kit/programme.json") == 0)
        text = arena_printf(
            a,
            "{'format': 1, 'id': 'kit', 'version': '1.0.0', 'title': 'Kit', 'summary': 'For tests.', 'icon': 'cog',"
            " 'accent': '#0A6B68', 'languages': ['en-GB', 'cy'], 'modules': ['m'], %s"
            " 'activity': {'kind': 'activity', 'suggested_active_minutes': 20}}",
            kit_programme_more);
    else if (strcmp(path, "kit/m.json") == 0)
        text = k->module_json;
    else if (strcmp(path, "kit/po/cy.po") == 0)
        text = "msgid ''\nmsgstr 'Content-Type: text/plain; charset=UTF-8\\nLanguage: cy\\nX-Reviewed: no\\n'\n\n"
               "msgctxt 'm/one/title'\nmsgid 'One'\nmsgstr 'Un'\n";
    if (text) {
        *bytes_out = kit_quotes(a, text);
        *size_out = strlen(text);
        return true;
    }
    bool shipped = !k->module_json || strncmp(path, "measures/", 9) == 0;
    FILE *f = !shipped ? NULL : fopen(arena_printf(a, "%s/modules/%s", SOURCE_DIR, path), "rb");
    if (!f)
        return false;
    char *bytes = arena_alloc(a, 1 << 20);
    *size_out = fread(bytes, 1, (1 << 20) - 1, f);
    *bytes_out = bytes;
    fclose(f);
    return true;
}

static inline bool kit_exists(void *context, const char *path)
{
    (void)context;
    (void)path;
    return true;
}

/* --- pages to play ----------------------------------------------------------------------------------------------- */

/* clang-format off */
#define KIT_TEXT(id) "{'id': '" id "', 'title': 'T', 'blocks': [{'kind': 'text', 'text': 'Words.'}]"
#define KIT_PAGE(id) KIT_TEXT(id) "}"

/* one (trigger, heat) -> two -> three (left out in custody) -> four; calm and talk are extra */
#define KIT_WALK                                                                                                        \
    "{'id': 'one', 'title': 'One', 'minutes': 2, 'blocks': ["                                                           \
    "  {'kind': 'choice', 'id': 'trigger', 'about_me': true, 'many': true, 'at_most': 2, 'ask': 'Which?', 'options': [" \
    "    {'id': 'a', 'text': 'Apple'}, {'id': 'b', 'text': 'Bee'}, {'id': 'harm', 'text': 'Harm', 'concern': true},"    \
    "    {'id': 'street', 'text': 'Street', 'when': {'==': [{'var': 'setting'}, 'community']}},"                        \
    "    {'id': 'other', 'text': 'Else', 'write': true}]},"                                                             \
    "  {'kind': 'scale', 'id': 'heat', 'about_me': true, 'ask': 'How hot?', 'from': 0, 'to': 10,"                       \
    "   'ends': ['Low', 'High'], 'concern': {'at_least': 10}}],"                                                        \
    " 'next': [{'when': {'and': [{'!': [{'missing': ['heat']}]}, {'>=': [{'var': 'heat'}, 8]},"                         \
    "                            {'<': [{'var': 'visits.calm'}, 2]}]}, 'page': 'calm'},"                                \
    "          {'when': {'in': ['b', {'var': 'trigger'}]}, 'page': 'four'}]},"                                          \
    KIT_TEXT("two") ", 'minutes': 1.5},"                                                                                \
    KIT_TEXT("three") ", 'minutes': 3, 'when': {'in': [{'var': 'setting'}, ['community']]}},"               \
    KIT_TEXT("four") ", 'minutes': 1},"                                                                                 \
    "{'id': 'calm', 'title': 'Calm', 'extra': true, 'minutes': 2, 'blocks': ["                                          \
    "  {'kind': 'choice', 'id': 'after', 'ask': 'Now?', 'optional': true, 'options': ["                                 \
    "    {'id': 'on', 'text': 'On'}, {'id': 'skip', 'text': 'Skip'}, {'id': 'stop', 'text': 'Stop'},"                   \
    "    {'id': 'talk', 'text': 'Talk'}]}],"                                                                            \
    " 'next': [{'when': {'==': [{'var': 'after'}, 'talk']}, 'page': 'talk'},"                                           \
    "          {'when': {'==': [{'var': 'after'}, 'skip']}, 'skip': true},"                                             \
    "          {'when': {'==': [{'var': 'after'}, 'stop']}, 'leave': true}]},"                                          \
    KIT_TEXT("talk") ", 'extra': true}"
/* clang-format on */

/* --- beginning and end ------------------------------------------------------------------------------------------- */

static inline void kit_apply(struct kit *k, const struct decision *d)
{
    for (int i = 0; i < d->count; i++) {
        struct buffer line;
        buffer_init(&line, &k->arena);
        event_write(&d->events[i], &line);
        assert_true(k->count < KIT_EVENTS_MAX);
        assert_true(event_read(&k->arena, line.text, line.length, &k->log[k->count]));
        assert_true(attempt_apply(k->attempt, &k->log[k->count++]));
    }
}

static inline void kit_open(struct kit *k)
{
    attempt_open(k->attempt, k->now, &k->last);
    kit_apply(k, &k->last);
}

static inline void kit_load(struct kit *k, const char *module_json, const char *folder, const char *module,
                            const char *setting)
{
    *k = (struct kit){.module_json = module_json, .now = {.at = 1790000000000, .boot_ms = 100000, .sitting = "s-1"}};
    arena_init(&k->arena);
    problems_init(&k->problems, &k->arena);
    struct source source = {k, kit_read, kit_exists, "modules", NULL};
    k->programme = programme_load(&k->arena, &source, folder, &k->problems);
    k->module = k->programme ? programme_module(k->programme, module) : NULL;
    if (!k->module) {
        struct buffer out;
        buffer_init(&out, &k->arena);
        problems_print(&k->problems, &out);
        fail_msg("%s", buffer_text(&out));
    }
    k->settings = (struct attempt_settings){.setting = setting, .language = "en-GB", .and_word = "and"};
    k->log = ARENA_ARRAY(&k->arena, struct event, KIT_EVENTS_MAX);
    k->attempt = attempt_new(&k->arena, k->programme, k->module, k->settings);
}

/* Opens a module of these pages (JSON with ' for "); `more` is what else the module says, e.g. "'complete': {...},". */
static inline void kit_begin(struct kit *k, const char *more, const char *pages)
{
    static char json[64 * 1024];
    int length = snprintf(
        json, sizeof json,
        "{'id': 'm', 'title': 'M', 'public_title': 'Session', 'minutes': 30, 'aims': ['Try'], %s 'pages': [%s]}", more,
        pages);
    assert_true(length > 0 && (size_t)length < sizeof json);
    kit_load(k, json, "kit", "m", "community");
    kit_open(k);
}

static inline void kit_end(struct kit *k)
{
    arena_release(&k->arena);
}

/* --- state as text ----------------------------------------------------------------------------------------------- */

static inline const char *kit_state(struct kit *k, const struct attempt *s)
{
    struct buffer out;
    buffer_init(&out, &k->arena);
    const struct page *p = attempt_page(s);
    buffer_addf(&out, "page %s %d/%d, %d min, score %g checked %g tries %d, go %d back %d look %d done %d dropped %d\n",
                p ? p->id : "-", attempt_page_number(s), attempt_page_total(s), attempt_minutes_left(s),
                attempt_score(s), attempt_checked_score(s), attempt_tries(s), attempt_wants_another_go(s),
                attempt_can_go_back(s), attempt_is_looking(s), attempt_is_complete(s), attempt_dropped(s));
    for (int i = 0; i < k->module->exercise_count; i++) {
        const struct block *b = k->module->exercises[i];
        const struct answer *a = attempt_answer(s, b->id);
        if (b->tries)
            buffer_addf(&out, "%s: %d goes left, judged %d\n", b->id, attempt_goes_left(s, b),
                        attempt_judgement(s, b));
        if (!a)
            continue;
        buffer_addf(&out, "%s ", k->module->exercises[i]->id);
        answer_write(a, &out);
        buffer_adds(&out, "\n");
    }
    for (int i = 0; i < k->module->page_count; i++)
        buffer_addf(&out, "%d ", attempt_visits(s, k->module->pages[i].id));
    return buffer_text(&out);
}

/* The same events on a new attempt. */
static inline struct attempt *kit_replayed(struct kit *k)
{
    struct attempt *again = attempt_new(&k->arena, k->programme, k->module, k->settings);
    for (int i = 0; i < k->count; i++)
        attempt_apply(again, &k->log[i]);
    return again;
}

/* --- acting ------------------------------------------------------------------------------------------------------ */

static inline bool kit_act(struct kit *k, struct act act)
{
    const char *before = kit_state(k, k->attempt);
    k->now.at += 5000;
    k->now.boot_ms += 5000;
    attempt_decide(k->attempt, act, k->now, &k->last);
    assert_string_equal(kit_state(k, k->attempt), before); /* deciding changes nothing */
    if (k->last.refused)
        assert_int_equal(k->last.count, 0);
    kit_apply(k, &k->last);
    return !k->last.refused;
}

#define ACT(...) ((struct act){__VA_ARGS__})

static inline bool kit_next(struct kit *k)
{
    return kit_act(k, ACT(.kind = ACT_NEXT));
}

static inline bool kit_back(struct kit *k)
{
    return kit_act(k, ACT(.kind = ACT_BACK));
}

static inline bool kit_go(struct kit *k, const char *page)
{
    return kit_act(k, ACT(.kind = ACT_GO, .item = page));
}

static inline bool kit_pick(struct kit *k, const char *exercise, const char *option)
{
    return kit_act(k, ACT(.kind = ACT_PICK, .exercise = exercise, .item = option));
}

static inline bool kit_number(struct kit *k, const char *exercise, double number)
{
    return kit_act(k, ACT(.kind = ACT_NUMBER, .exercise = exercise, .number = number));
}

static inline bool kit_write(struct kit *k, const char *exercise, const char *item, const char *text)
{
    return kit_act(k, ACT(.kind = ACT_WRITE, .exercise = exercise, .item = item, .text = text));
}

static inline bool kit_fill(struct kit *k, const char *exercise, const char *gap, const char *text)
{
    return kit_act(k, ACT(.kind = ACT_FILL, .exercise = exercise, .item = gap, .text = text));
}

static inline bool kit_place(struct kit *k, const char *exercise, const char *card, const char *box)
{
    return kit_act(k, ACT(.kind = ACT_PLACE, .exercise = exercise, .item = card, .text = box));
}

static inline bool kit_check(struct kit *k, const char *exercise)
{
    return kit_act(k, ACT(.kind = ACT_CHECK, .exercise = exercise));
}

static inline const struct block *kit_block(const struct kit *k, const char *exercise)
{
    return module_exercise(k->module, exercise);
}

static inline bool kit_decline(struct kit *k, const char *exercise)
{
    return kit_act(k, ACT(.kind = ACT_DECLINE, .exercise = exercise));
}

static inline bool kit_clear(struct kit *k, const char *exercise)
{
    return kit_act(k, ACT(.kind = ACT_CLEAR, .exercise = exercise));
}

static inline void kit_complete(struct kit *k)
{
    struct decision d = {.count = 1};
    assert_true(k->last.finished);
    d.events[0] = (struct event){.kind = EVENT_COMPLETED,
                                 .at = k->now.at,
                                 .boot_ms = k->now.boot_ms,
                                 .sitting = k->now.sitting,
                                 .detail = "record-1"};
    kit_apply(k, &d);
}

static inline const char *kit_answer(struct kit *k, const char *exercise)
{
    struct buffer out;
    buffer_init(&out, &k->arena);
    answer_write(attempt_answer(k->attempt, exercise), &out);
    return buffer_text(&out);
}

#define assert_page(k, page) assert_string_equal(attempt_page((k)->attempt)->id, (page))

#endif
