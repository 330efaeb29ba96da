#include "wording.h"

#include <string.h>

#include "prose.h"

/* --- which words ------------------------------------------------------------------------------------------------ */

static const char *in_language(const struct message *m, int language)
{
    const char *translated = language > 0 && language < LANGUAGES_MAX ? m->in[language] : NULL;
    return translated && translated[0] ? translated : m->source ? m->source : "";
}

/* The alternative that holds, in this person's language; answers not yet put in. */
static const char *chosen(const struct attempt *s, const struct words *words)
{
    int language = programme_language(attempt_programme(s), attempt_settings_of(s).language);
    for (int i = 0; i < words->count; i++)
        if (attempt_option_shows(s, words->item[i].when))
            return in_language(&words->item[i].message, language);
    return "";
}

static void no_attempt(void *context, const char *name, struct value *out)
{
    (void)context;
    *out = (struct value){.kind = VALUE_NULL};
    if (text_is(name, "setting"))
        *out = (struct value){.kind = VALUE_TEXT, .text = "community"};
}

const char *wording_plain(const struct words *words, int language)
{
    struct arena arena;
    arena_init(&arena);
    struct rule_scope scope = {.variable = no_attempt, .arena = &arena};
    const char *text = "";
    for (int i = 0; i < words->count; i++) {
        if (!rule_holds(words->item[i].when, &scope))
            continue;
        text = in_language(&words->item[i].message, language);
        break;
    }
    arena_release(&arena);
    return text;
}

/* --- what a person gave, in plain words ------------------------------------------------------------------------- */

struct phrases {
    const char *item[ANSWER_ENTRIES_MAX];
    int count;
};

/* Options stand alone and begin with a capital; inside a sentence they do not. "I" stays as it is. */
const char *wording_inside(struct arena *arena, const char *words)
{
    char *out = arena_strdup(arena, words);
    if (words[0] >= 'A' && words[0] <= 'Z' && words[1] >= 'a' && words[1] <= 'z')
        out[0] = (char)(words[0] - 'A' + 'a');
    return out;
}

/* "a, b and c" */
static void join(struct buffer *out, const struct phrases *p, const char *and_word)
{
    for (int i = 0; i < p->count; i++) {
        if (i > 0 && i == p->count - 1)
            buffer_addf(out, " %s ", and_word);
        else if (i > 0)
            buffer_adds(out, ", ");
        buffer_adds(out, p->item[i]);
    }
}

/* An author's words without their Markdown. */
static const char *unstyled(const struct attempt *s, struct arena *arena, const struct words *words)
{
    const char *text = chosen(s, words);
    return strpbrk(text, "*_`\\&<>#[]!~") ? prose_plain(arena, text) : text;
}

/* A person's words on one line, without white space at the ends. */
static const char *on_one_line(struct arena *arena, const char *text)
{
    struct buffer line;
    buffer_init(&line, arena);
    bool gap = false;
    for (; *text; text++) {
        bool space = strchr(" \t\r\n", *text) != NULL;
        if (!space && gap && line.length)
            buffer_adds(&line, " ");
        if (!space)
            buffer_add(&line, text, 1);
        gap = space;
    }
    return buffer_text(&line);
}

static const char *option_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                 const struct answer_entry *e)
{
    const struct option *o = choice_option(&b->choice, e->key);
    if (o && o->write && !text_is_empty(e->value))
        return on_one_line(arena, e->value);
    return o ? unstyled(s, arena, &o->text) : NULL;
}

static const char *place_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                const struct answer_entry *e)
{
    for (int i = 0; i < b->spot.count; i++)
        if (text_is(b->spot.places[i].id, e->key))
            return unstyled(s, arena, &b->spot.places[i].text);
    return NULL;
}

/* "He laughed (He knew)" */
static const char *card_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                               const struct answer_entry *e)
{
    const char *card = NULL, *box = NULL;
    for (int i = 0; i < b->sort.card_count; i++)
        if (text_is(b->sort.cards[i].id, e->key))
            card = unstyled(s, arena, &b->sort.cards[i].text);
    for (int i = 0; i < b->sort.box_count; i++)
        if (text_is(b->sort.boxes[i].id, e->value))
            box = unstyled(s, arena, &b->sort.boxes[i].text);
    return card && box ? arena_printf(arena, "%s (%s)", card, box) : card;
}

static const char *entry_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                const struct answer_entry *e)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return option_phrase(s, arena, b, e);
    case BLOCK_SPOT:
        return place_phrase(s, arena, b, e);
    case BLOCK_SORT:
        return card_phrase(s, arena, b, e);
    default:
        return e->value ? on_one_line(arena, e->value) : NULL;
    }
}

static const char *entries_in_words(const struct attempt *s, struct arena *arena, const struct block *b,
                                    const struct answer *a)
{
    struct phrases p = {.count = 0};
    struct buffer out;
    buffer_init(&out, arena);
    for (int i = 0; i < a->count && i < ANSWER_ENTRIES_MAX; i++) {
        const char *phrase = entry_phrase(s, arena, b, &a->entries[i]);
        if (!phrase || !phrase[0])
            continue;
        /* a person's own words stay as they were written */
        p.item[p.count] =
            p.count && (!a->entries[i].value || b->kind == BLOCK_SORT) ? wording_inside(arena, phrase) : phrase;
        p.count++;
    }
    join(&out, &p, attempt_settings_of(s).and_word);
    return p.count ? buffer_text(&out) : NULL;
}

/* "7", "70%", "3 units" */
static const char *number_in_words(const struct attempt *s, struct arena *arena, const struct block *b, double number)
{
    struct buffer out;
    buffer_init(&out, arena);
    json_write_number(&out, number);
    const char *unit = unstyled(s, arena, &b->scale.unit);
    if (unit[0] && unit[0] != '%')
        buffer_adds(&out, " ");
    buffer_adds(&out, unit);
    return buffer_text(&out);
}

/* --- a sentence with gaps --------------------------------------------------------------------------------------- */

/* Person's words as Markdown that shows just these words. */
static const char *escaped(struct arena *arena, const char *text)
{
    struct buffer out;
    buffer_init(&out, arena);
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; text[i]; i++) {
        bool ends_word = !text[i + 1] || text[i + 1] == ' ';
        bool starts_list = i == digits && (i ? ends_word && strchr(".)", text[i]) : strchr("+-=", text[i]) != NULL);
        if (starts_list || strchr("\\`*_[]<>#&~|{}!", text[i]))
            buffer_adds(&out, "\\");
        buffer_add(&out, text + i, 1);
    }
    return buffer_text(&out);
}

static const char *gap_word_phrase(const struct attempt *s, struct arena *arena, const struct gap *g, const char *value)
{
    if (text_starts_with(value, GAP_OWN))
        return on_one_line(arena, value + strlen(GAP_OWN));
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, value))
            return unstyled(s, arena, &g->bank[i].text);
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
    join(&out, &p, attempt_settings_of(s).and_word);
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
    const char *text = markdown ? chosen(s, &b->gaps.text) : unstyled(s, arena, &b->gaps.text);
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
            buffer_addf(&out, words ? "**%s**" : "%s", words ? escaped(arena, words) : "\\_\\_\\_");
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

const char *wording_answer(const struct attempt *s, struct arena *arena, const struct block *exercise)
{
    const struct answer *a = block_is_exercise(exercise) ? attempt_answer(s, exercise->id) : NULL;
    if (answer_is_empty(a) || a->declined)
        return NULL;
    if (a->has_number)
        return number_in_words(s, arena, exercise, a->number);
    if (exercise->kind == BLOCK_GAPS)
        return gaps_sentence(s, arena, exercise, false);
    return entries_in_words(s, arena, exercise, a);
}

/* --- words with answers in them --------------------------------------------------------------------------------- */

/* The answer as Markdown, or NULL when there is none to put into other words. */
static const char *answer_to_quote(const struct attempt *s, struct arena *arena, const char *exercise)
{
    const struct block *b = exercise ? module_exercise(attempt_module(s), exercise) : NULL;
    const char *words = b && !attempt_is_private(s, b) ? wording_answer(s, arena, b) : NULL;
    if (words && b->kind == BLOCK_GAPS && !attempt_is_answered(s, b))
        return NULL; /* half a plan is no plan: "If ___" is kept, and quoted to nobody */
    const struct answer *given = words ? attempt_answer(s, exercise) : NULL;
    if (given && given->count && !given->entries[0].value && (b->kind == BLOCK_CHOICE || b->kind == BLOCK_SPOT))
        words = wording_inside(arena, words);
    return words ? escaped(arena, words) : NULL;
}

/* Fills in {exercise}, and {answer} with the answer to `of`. `lacks` becomes true when one of them has none. */
static const char *filled(const struct attempt *s, struct arena *arena, const char *text, const char *of, bool *lacks)
{
    struct buffer out;
    if (!strchr(text, '{'))
        return text;
    buffer_init(&out, arena);
    while (*text) {
        size_t plain = strcspn(text, "{");
        buffer_add(&out, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t inside = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789-.");
        if (!inside || text[1 + inside] != '}') {
            buffer_add(&out, text++, 1);
            continue;
        }
        const char *name = arena_copy(arena, text + 1, inside);
        const char *words = answer_to_quote(s, arena, of && text_is(name, "answer") ? of : name);
        *lacks |= words == NULL;
        buffer_adds(&out, words ? words : "");
        text += inside + 2;
    }
    return buffer_text(&out);
}

const char *wording_text(const struct attempt *s, struct arena *arena, const struct words *words)
{
    bool lacks = false;
    return filled(s, arena, chosen(s, words), NULL, &lacks);
}

const char *wording_or(const struct attempt *s, struct arena *arena, const struct words *words,
                       const struct words *empty)
{
    bool lacks = false;
    const char *text = filled(s, arena, chosen(s, words), NULL, &lacks);
    return lacks ? wording_text(s, arena, empty) : text;
}

const char *wording_recall(const struct attempt *s, struct arena *arena, const struct block *recall)
{
    bool lacks = false;
    const char *text = filled(s, arena, chosen(s, &recall->recall.text), recall->recall.of, &lacks);
    return lacks ? wording_text(s, arena, &recall->recall.empty) : text;
}
