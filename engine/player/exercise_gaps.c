/* gaps: entries (gap, word of its bank or "own:" and the person's words), in order; several for one gap. */
#include "exercise.h"
#include "wording.h"

#include <string.h>

static bool gap_takes(const struct gap *g, const char *value)
{
    if (!value)
        return false;
    if (text_starts_with(value, GAP_OWN))
        return (g->write || g->recall) && !text_is_empty(value + strlen(GAP_OWN));
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, value))
            return true;
    return false;
}

static int entries_of(const struct answer *a, const char *key)
{
    int count = 0;
    for (int i = 0; a && i < a->count; i++)
        count += text_is(a->entries[i].key, key);
    return count;
}

static bool gaps_fit(const struct answer *a, const struct block *b)
{
    const struct gaps_block *g = &b->gaps;
    int in_gaps = 0;
    for (int i = 0; i < g->count; i++) {
        int filled = entries_of(a, g->gaps[i].id);
        if (filled > (g->gaps[i].at_most > 1 ? g->gaps[i].at_most : 1))
            return false;
        in_gaps += filled;
        for (int e = 0; e < a->count; e++)
            if (text_is(a->entries[e].key, g->gaps[i].id) && !gap_takes(&g->gaps[i], a->entries[e].value))
                return false;
    }
    for (int e = 0; e < a->count; e++)
        if (answer_repeats(a, e, true))
            return false;
    return in_gaps == a->count;
}

static bool gaps_are_complete(const struct answer *a, const struct block *b)
{
    const struct gaps_block *g = &b->gaps;
    for (int i = 0; i < g->count; i++)
        if (!g->gaps[i].optional && !answer_has(a, g->gaps[i].id))
            return false;
    return true;
}

/* --- changing it -------------------------------------------------------------------------------------------------- */

/* Adds what is in a gap now, but not `without`. Says whether `without` was there. */
static bool keep_gap(const struct attempt *s, const struct block *b, const struct gap *g, const char *without,
                     struct draft *d)
{
    const struct answer *a = exercise_answer(s, b);
    bool found = false;
    for (int i = 0; a && i < a->count; i++) {
        const struct answer_entry *e = &a->entries[i];
        if (!text_is(e->key, g->id) || !attempt_entry_shows(s, b, e))
            continue;
        if (text_is(e->value, without))
            found = true;
        else
            draft_add(d, e->key, e->value);
    }
    return found;
}

static enum change fill_gap(const struct attempt *s, const struct block *b, const char *gap, const char *text,
                            struct answer *out)
{
    struct draft d = {.count = 0};
    bool known = false;
    if (!exercise_words_fit(text))
        return CHANGE_REFUSED;
    for (int i = 0; i < b->gaps.count; i++) {
        const struct gap *g = &b->gaps.gaps[i];
        if (!text_is(g->id, gap)) {
            keep_gap(s, b, g, NULL, &d);
            continue;
        }
        known = true;
        if (text_is_empty(text))
            continue;
        int before = d.count;
        bool found = g->at_most > 1 && keep_gap(s, b, g, text, &d);
        if (!found)
            draft_add(&d, gap, text);
        if (d.count - before > (g->at_most > 1 ? g->at_most : 1))
            return CHANGE_TOO_MANY;
    }
    return known ? draft_finish(s, &d, out) : CHANGE_REFUSED;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    struct answer_entry e = {act.item, act.text};
    return act.kind == ACT_FILL && attempt_entry_shows(s, b, &e) ? fill_gap(s, b, act.item, act.text, out)
                                                                 : CHANGE_REFUSED;
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static const struct rule *word_when(const struct block *b, const struct answer_entry *e)
{
    const struct gaps_block *g = &b->gaps;
    for (int i = 0; i < g->count; i++)
        for (int w = 0; text_is(g->gaps[i].id, e->key) && w < g->gaps[i].count; w++)
            if (text_is(g->gaps[i].bank[w].id, e->value))
                return g->gaps[i].bank[w].when;
    return NULL; /* own words are always there */
}

static bool gaps_are_answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    for (int i = 0; i < b->gaps.count; i++)
        if (!b->gaps.gaps[i].optional && !exercise_has_shown(s, b, a, b->gaps.gaps[i].id))
            return false;
    return true;
}

static const char *gap_word_phrase(const struct attempt *s, struct arena *arena, const struct gap *g, const char *value)
{
    if (text_starts_with(value, GAP_OWN))
        return wording_on_one_line(arena, value + strlen(GAP_OWN));
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, value))
            return wording_unstyled(s, arena, &g->bank[i].text);
    return NULL;
}

/* What is in one gap, joined; NULL while it is open. */
static const char *gap_in_words(const struct attempt *s, struct arena *arena, const struct block *b, const char *id)
{
    const struct answer *a = attempt_answer(s, b->id);
    struct phrases p = {.count = 0};
    struct buffer out;
    buffer_init(&out, arena);
    for (int g = 0; g < b->gaps.count; g++)
        for (int i = 0; text_is(b->gaps.gaps[g].id, id) && a && i < a->count && p.count < ANSWER_ENTRIES_MAX; i++) {
            if (!text_is(a->entries[i].key, id))
                continue;
            const char *phrase = gap_word_phrase(s, arena, &b->gaps.gaps[g], a->entries[i].value);
            if (phrase && phrase[0])
                p.item[p.count++] = phrase;
        }
    wording_join(&out, &p, attempt_settings_of(s).and_word);
    return p.count ? buffer_text(&out) : NULL;
}

static bool is_gap(const struct block *b, const char *id)
{
    for (int i = 0; i < b->gaps.count; i++)
        if (text_is(b->gaps.gaps[i].id, id))
            return true;
    return false;
}

static const char *gaps_sentence(const struct attempt *s, struct arena *arena, const struct block *b, bool markdown)
{
    struct buffer out;
    buffer_init(&out, arena);
    const char *text = markdown ? wording_chosen(s, &b->gaps.text) : wording_unstyled(s, arena, &b->gaps.text);
    while (*text) {
        size_t plain = strcspn(text, "["), inside = text[plain] ? strcspn(text + plain + 1, "]") : 0;
        const char *id = arena_copy(arena, text + plain + (text[plain] == '['), inside);
        buffer_add(&out, text, plain);
        text += plain;
        if (!*text)
            break;
        if (text[1 + inside] != ']' || !is_gap(b, id)) {
            buffer_add(&out, text++, 1);
            continue;
        }
        const char *words = gap_in_words(s, arena, b, id);
        if (markdown)
            buffer_addf(&out, words ? "**%s**" : "%s", words ? wording_escaped(arena, words) : "\\_\\_\\_");
        else
            buffer_adds(&out, words ? words : "___");
        text += inside + 2;
    }
    return buffer_text(&out);
}

const char *wording_gaps(const struct attempt *s, struct arena *arena, const struct block *gaps)
{
    return gaps_sentence(s, arena, gaps, true);
}

static const char *gaps_words(const struct attempt *s, struct arena *arena, const struct block *b,
                              const struct answer *a)
{
    (void)a;
    return gaps_sentence(s, arena, b, false);
}

const struct exercise_kind exercise_gaps = {.fits = gaps_fit,
                                            .complete = gaps_are_complete,
                                            .change = change,
                                            .entry_when = word_when,
                                            .answered = gaps_are_answered,
                                            .words = gaps_words};
