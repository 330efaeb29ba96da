#include "exercise.h"

#include <assert.h>
#include <string.h>

/* --- making ----------------------------------------------------------------------------------------------------- */

static const char *copied(struct arena *a, const char *text)
{
    return text ? arena_strdup(a, text) : NULL;
}

static void note_block(struct attempt *s, const struct block *b, int page, const struct block *sheet)
{
    assert(b->index >= 0 && b->index < s->module->block_count);
    s->notes[b->index] = (struct notes){.page = page, .sheet = sheet};
}

static void note_page(struct attempt *s, int page)
{
    const struct page *p = &s->module->pages[page];
    for (int i = 0; i < p->block_count; i++) {
        const struct block *b = &p->blocks[i];
        note_block(s, b, page, NULL);
        for (int k = 0, count = block_part_count(b); k < count; k++)
            note_block(s, block_part(b, k), page, b);
    }
}

struct attempt *attempt_new(struct arena *a, const struct programme *p, const struct module *m,
                            struct attempt_settings settings)
{
    struct attempt *s = ARENA_NEW(a, struct attempt);
    s->arena = a;
    s->programme = p;
    s->module = m;
    s->settings.setting = copied(a, settings.setting ? settings.setting : "community");
    attempt_set_language(s, settings.language, settings.and_word, settings.interface);
    s->visits = ARENA_ARRAY(a, int, m->page_count);
    s->notes = ARENA_ARRAY(a, struct notes, m->block_count);
    s->checked = ARENA_ARRAY(a, const struct answer *, m->check_count);
    s->checked_score = -1;
    for (int i = 0; i < m->page_count; i++)
        note_page(s, i);
    return s;
}

static void speak(struct attempt *s, const char *language, const char *and_word, const struct catalogue *interface)
{
    s->settings.interface = interface;
    s->settings.language = copied(s->arena, language ? language : s->programme->languages[0]);
    s->settings.and_word = copied(s->arena, and_word ? and_word : "and");
}

/* What a past attempt knows of its own past is among those of this one. */
void attempt_set_language(struct attempt *s, const char *language, const char *and_word,
                          const struct catalogue *interface)
{
    speak(s, language, and_word, interface);
    for (int i = 0; i < s->past.count; i++)
        speak(s->past.attempts[i], s->settings.language, s->settings.and_word, interface);
}

static struct attempt *without(struct arena *a, const struct attempt *s, attempt_leaves_out *leaves_out,
                               const void *context)
{
    struct attempt *copy = ARENA_NEW(a, struct attempt);
    *copy = *s;
    copy->arena = a;
    copy->notes = ARENA_ARRAY(a, struct notes, s->module->block_count);
    memcpy(copy->notes, s->notes, sizeof *s->notes * (size_t)s->module->block_count);
    for (int i = 0; i < s->module->exercise_count; i++) {
        const struct block *b = s->module->exercises[i];
        if (!leaves_out(context, s, b))
            continue;
        copy->notes[b->index].answer = NULL;
        copy->notes[b->index].write_in = (struct answer_entry){0};
    }
    return copy;
}

const struct attempt *attempt_without(struct arena *a, const struct attempt *s, attempt_leaves_out *leaves_out,
                                      const void *context)
{
    struct attempt *copy = without(a, s, leaves_out, context);
    struct attempt **past = ARENA_ARRAY(a, struct attempt *, s->past.count);
    for (int i = 0; i < s->past.count; i++)
        past[i] = without(a, s->past.attempts[i], leaves_out, context);
    copy->past.attempts = past;
    return copy;
}

/* --- living through events -------------------------------------------------------------------------------------- */

static void trail_add(struct attempt *s, struct stop stop)
{
    if (s->trail_count == s->trail_room) {
        struct stop *before = s->trail;
        s->trail_room = s->trail_room ? s->trail_room * 2 : 32;
        s->trail = ARENA_ARRAY(s->arena, struct stop, s->trail_room);
        if (s->trail_count)
            memcpy(s->trail, before, sizeof *before * (size_t)s->trail_count);
    }
    s->trail[s->trail_count++] = stop;
}

/* Back to the latest time the page was on show. False when it never was: a page between was lost to an edit. */
static bool trail_back(struct attempt *s, int page)
{
    for (int i = s->trail_count - 2; i >= 0; i--) {
        if (s->trail[i].page != page)
            continue;
        s->trail_count = i + 1;
        return true;
    }
    return false;
}

/* An extra page returns to the page that called it; when an edit took that away, to the latest page of the path. */
static int caller_of(const struct attempt *s, const struct event *e)
{
    int caller = NO_PAGE;
    if (e->detail && module_page(s->module, e->detail, &caller) && !s->module->pages[caller].extra)
        return caller;
    for (int i = s->trail_count - 1; i >= 0; i--)
        if (!s->module->pages[s->trail[i].page].extra)
            return s->trail[i].page;
    return NO_PAGE;
}

static void forget(struct notes *n)
{
    n->answer = n->checked = NULL;
    n->wrong = 0;
}

/* A calming page that is called again asks anew: nothing is chosen beforehand, "Stop for today" least of all. */
static void forget_answers(struct attempt *s, const struct page *page)
{
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (block_is_exercise(b))
            forget(&s->notes[b->index]);
        for (int k = 0, count = b->kind == BLOCK_STORY ? block_part_count(b) : 0; k < count; k++) {
            forget(&s->notes[block_part(b, k)->index]);
            s->notes[b->index].seen = 0; /* told from the start: it went by those answers */
        }
    }
}

static bool apply_page(struct attempt *s, const struct event *e)
{
    int page;
    if (!e->page || !module_page(s->module, e->page, &page))
        return false;
    s->visits[page]++;
    if (e->has_number && e->number < 0 && trail_back(s, page))
        return true;
    bool extra = s->module->pages[page].extra;
    bool look = !extra && e->detail;
    if (!look)
        s->another_go = false;
    if (extra)
        forget_answers(s, &s->module->pages[page]);
    trail_add(s, (struct stop){.page = page, .caller = extra ? caller_of(s, e) : NO_PAGE, .look = look});
    return true;
}

static const struct answer *answer_copy(struct arena *a, const struct answer *from)
{
    struct answer *to = ARENA_NEW(a, struct answer);
    struct answer_entry *entries = ARENA_ARRAY(a, struct answer_entry, from->count);
    for (int i = 0; i < from->count; i++)
        entries[i] = (struct answer_entry){copied(a, from->entries[i].key), copied(a, from->entries[i].value)};
    *to = *from;
    to->entries = entries;
    return to;
}

/* Counts an answer to an exercise that is gone, once; taking the answer back takes it out again. */
static void note_lost(struct attempt *s, const struct event *e)
{
    int i = 0;
    while (i < s->lost_count && !text_is(s->lost[i], e->exercise))
        i++;
    if (answer_is_empty(&e->answer)) {
        if (i < s->lost_count)
            s->lost[i] = s->lost[--s->lost_count];
    } else if (i == s->lost_count && i < EXERCISES_MAX) {
        s->lost[s->lost_count++] = copied(s->arena, e->exercise);
    }
}

static void keep_write_in(struct notes *n, const struct block *b)
{
    if (b->kind != BLOCK_CHOICE || !n->answer)
        return;
    if (n->answer->declined)
        n->write_in = (struct answer_entry){0};
    for (int i = 0; i < n->answer->count; i++) {
        const struct option *o = choice_option(&b->choice, n->answer->entries[i].key);
        if (o && o->write)
            n->write_in = n->answer->entries[i];
    }
}

/* Another answer in a story: what came after it is told anew, and what is not asked on this way was not answered on it:
 * a line that goes by that answer would be told without its question. */
static void tell_anew(struct attempt *s, const struct block *choice, const struct answer *before)
{
    const struct block *story = s->notes[choice->index].sheet;
    if (!story || story->kind != BLOCK_STORY || answer_equal(before, s->notes[choice->index].answer))
        return;
    struct notes *n = &s->notes[story->index];
    bool after = false;
    for (int i = 0; i < story->story.line_count; i++) {
        const struct story_line *line = &story->story.lines[i];
        if (after && line->choice && !attempt_holds(s, line->when, true))
            forget(&s->notes[line->choice->index]);
        after = after || line->choice == choice;
        if (line->choice == choice && n->seen > i + 1)
            n->seen = i + 1;
    }
}

static bool apply_answer(struct attempt *s, const struct event *e)
{
    const struct block *b = e->exercise ? module_exercise(s->module, e->exercise) : NULL;
    if (!b) {
        note_lost(s, e);
        return false;
    }
    struct notes *n = &s->notes[b->index];
    const struct answer *before = n->answer;
    n->dropped = !answer_fits(&e->answer, b);
    n->answer = n->dropped || answer_is_empty(&e->answer) ? NULL : answer_copy(s->arena, &e->answer);
    n->at = e->at;
    keep_write_in(n, b);
    tell_anew(s, b, before);
    return !n->dropped;
}

static bool apply_checked(struct attempt *s, const struct event *e)
{
    if (e->exercise)
        return attempt_apply_go(s, e);
    s->tries++;
    s->checked_score = e->number;
    s->another_go = s->tries == 1 && e->number < s->module->check_at_least && attempt_can_do_better(s);
    for (int i = 0; i < s->module->check_count; i++)
        s->checked[i] = s->notes[s->module->check[i]->index].answer;
    return true;
}

static bool apply_seen(struct attempt *s, const struct event *e)
{
    const struct page *p = e->page ? module_page(s->module, e->page, NULL) : NULL;
    const struct block *b = page_block(p, e->detail);
    if (!b || !e->has_number || e->number < 0 || e->number > 1000000)
        return false;
    s->notes[b->index].seen = (int)e->number;
    return true;
}

bool attempt_apply(struct attempt *s, const struct event *e)
{
    switch (e->kind) {
    case EVENT_STARTED:
    case EVENT_RESUMED:
        s->started = true;
        s->hash = copied(s->arena, e->detail);
        return true;
    case EVENT_PAGE:
        return apply_page(s, e);
    case EVENT_ANSWER:
        return !s->complete && apply_answer(s, e);
    case EVENT_CHECKED:
        return apply_checked(s, e);
    case EVENT_SEEN:
        return apply_seen(s, e);
    case EVENT_COMPLETED:
        s->complete = true;
        s->record = copied(s->arena, e->detail);
        return true;
    default: /* these count for staff and for time, and change nothing here */
        return true;
    }
}

/* --- questions -------------------------------------------------------------------------------------------------- */

const struct programme *attempt_programme(const struct attempt *s)
{
    return s->programme;
}

const struct module *attempt_module(const struct attempt *s)
{
    return s->module;
}

struct attempt_settings attempt_settings_of(const struct attempt *s)
{
    return s->settings;
}

bool attempt_is_started(const struct attempt *s)
{
    return s->started;
}

bool attempt_is_complete(const struct attempt *s)
{
    return s->complete;
}

const char *attempt_record(const struct attempt *s)
{
    return s->record ? s->record : "";
}

const struct stop *attempt_stop(const struct attempt *s)
{
    return s->trail_count ? &s->trail[s->trail_count - 1] : NULL;
}

const struct page *attempt_page(const struct attempt *s)
{
    const struct stop *stop = attempt_stop(s);
    return stop ? &s->module->pages[stop->page] : NULL;
}

const struct answer *attempt_answer(const struct attempt *s, const char *exercise)
{
    const struct block *b = module_exercise(s->module, exercise);
    return b ? s->notes[b->index].answer : NULL;
}

int attempt_visits(const struct attempt *s, const char *page)
{
    int index;
    return module_page(s->module, page, &index) ? s->visits[index] : 0;
}

int attempt_seen(const struct attempt *s, const char *block)
{
    const struct block *b = page_block(attempt_page(s), block);
    for (int i = 0; !b && i < s->module->page_count; i++)
        b = page_block(&s->module->pages[i], block);
    return b ? s->notes[b->index].seen : 0;
}

int attempt_dropped(const struct attempt *s)
{
    int count = s->lost_count;
    for (int i = 0; i < s->module->exercise_count; i++)
        count += s->notes[s->module->exercises[i]->index].dropped;
    return count;
}

const char *attempt_started_hash(const struct attempt *s)
{
    return s->hash;
}

int attempt_tries(const struct attempt *s)
{
    return s->tries;
}

double attempt_checked_score(const struct attempt *s)
{
    return s->checked_score;
}

bool attempt_wants_another_go(const struct attempt *s)
{
    return s->another_go && !s->complete;
}
