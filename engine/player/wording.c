#include "wording.h"

#include "diary.h"
#include "exercise.h"

#include <string.h>

#include "prose.h"

/* --- which words ------------------------------------------------------------------------------------------------ */

static const char *in_language(const struct message *m, int language)
{
    const char *translated = language > 0 && language < LANGUAGES_MAX ? m->in[language] : NULL;
    return translated && translated[0] ? translated : m->in[0] ? m->in[0] : "";
}

/* The alternative that holds, in this person's language; answers not yet put in. */
const char *wording_chosen(const struct attempt *s, const struct words *words)
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

/* The character at *text, and past it and the marks that are written on it; 0 at the end. */
static uint32_t next_letter(const char **text)
{
    uint32_t letter = 0, mark = 0;
    *text += utf8_decode(*text, strlen(*text), &letter);
    for (size_t size; (size = utf8_decode(*text, strlen(*text), &mark)) && mark >= 0x300 && mark <= 0x36F;)
        *text += size;
    return letter;
}

/* Options stand alone and begin with a capital; inside a sentence they do not: "Sŵn" is "sŵn". "I" and "TV" stay as
 * they are. */
const char *wording_inside(struct arena *arena, const char *words)
{
    const char *rest = words;
    uint32_t first = next_letter(&rest), second = next_letter(&rest);
    bool article = first == 'A' && second == ' '; /* "A bit" */
    if (letter_small(first) == first || !(article || letter_is_small(second)))
        return arena_strdup(arena, words);
    char small[4];
    int size = (int)utf8_encode(letter_small(first), small);
    return arena_printf(arena, "%.*s%s", size, small, words + utf8_decode(words, strlen(words), &first));
}

/* "a, b and c" */
void wording_join(struct buffer *out, const struct phrases *p, const char *and_word)
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
const char *wording_unstyled(const struct attempt *s, struct arena *arena, const struct words *words)
{
    const char *text = wording_chosen(s, words);
    return strpbrk(text, "*_`\\&<>#[]!~") ? prose_plain(arena, text) : text;
}

/* A person's words on one line, without white space at the ends. */
const char *wording_on_one_line(struct arena *arena, const char *text)
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

static const char *entries_in_words(const struct attempt *s, struct arena *arena, const struct block *b,
                                    const struct answer *a)
{
    struct phrases p = {.count = 0};
    struct buffer out;
    buffer_init(&out, arena);
    for (int i = 0; i < a->count && i < ANSWER_ENTRIES_MAX; i++) {
        struct phrase phrase = exercise_of(b)->phrase(s, arena, b, &a->entries[i]);
        if (text_is_empty(phrase.words))
            continue;
        p.item[p.count] = p.count && !phrase.own ? wording_inside(arena, phrase.words) : phrase.words;
        p.count++;
    }
    wording_join(&out, &p, attempt_settings_of(s).and_word);
    return p.count ? buffer_text(&out) : NULL;
}

const char *wording_unit(const struct attempt *s, struct arena *arena, const char *digits, const struct words *unit,
                         const struct words *one)
{
    bool is_one = one && one->count && text_is(digits, "1");
    const char *words = wording_unstyled(s, arena, is_one ? one : unit);
    return words[0] ? arena_printf(arena, "%s%s%s", digits, words[0] == '%' ? "" : " ", words) : digits;
}

const char *wording_number(const struct attempt *s, struct arena *arena, double number, const struct words *unit,
                           const struct words *one)
{
    struct buffer out;
    buffer_init(&out, arena);
    json_write_number(&out, number);
    return wording_unit(s, arena, buffer_text(&out), unit, one);
}

/* --- a sentence with gaps --------------------------------------------------------------------------------------- */

/* Person's words as Markdown that shows just these words. */
const char *wording_escaped(struct arena *arena, const char *text)
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

const char *wording_of(const struct attempt *s, struct arena *arena, const struct block *exercise,
                       const struct answer *a)
{
    const struct exercise_kind *kind = exercise_of(exercise);
    if (!kind || answer_is_empty(a) || a->declined)
        return NULL;
    if (kind->words)
        return kind->words(s, arena, exercise, a);
    return kind->phrase ? entries_in_words(s, arena, exercise, a) : NULL;
}

const char *wording_answer(const struct attempt *s, struct arena *arena, const struct block *exercise)
{
    return wording_of(s, arena, exercise, attempt_answer(s, exercise->id));
}

/* --- words with answers in them --------------------------------------------------------------------------------- */

static const char *quoted_sum(const struct attempt *s, struct arena *arena, const struct block *diary,
                              const struct diary_total *total)
{
    const char *words = attempt_is_private(s, diary) ? NULL : diary_sum_words(s, arena, diary, total, -1);
    return words ? wording_escaped(arena, words) : NULL;
}

/* The answer as Markdown, or NULL when there is none to put into other words. */
static const char *answer_to_quote(const struct attempt *s, struct arena *arena, const char *exercise)
{
    struct value score;
    if (exercise && attempt_score_of(s, exercise, &score))
        return score.kind == VALUE_NUMBER ? wording_escaped(arena, score_words(arena, score.number)) : NULL;
    const struct block *diary = NULL;
    const struct diary_total *total = exercise ? module_total(attempt_module(s), exercise, &diary) : NULL;
    if (total)
        return quoted_sum(s, arena, diary, total);
    const struct attempt *of = NULL;
    const struct block *b = exercise ? attempt_exercise(s, exercise, &of) : NULL;
    const struct answer *given = of && b && !attempt_is_private(of, b) ? exercise_answer(of, b) : NULL;
    const char *words = given ? wording_answer(of, arena, b) : NULL;
    if (!words || (b->kind == BLOCK_GAPS && !attempt_is_answered(of, b)))
        return NULL; /* half a plan is no plan: "If ___" is kept, and quoted to nobody */
    const struct exercise_kind *kind = exercise_of(b);
    bool named = b->kind == BLOCK_SCALE && b->scale.name_count > 0;
    if (named || (!kind->words && given->count && !kind->phrase(of, arena, b, &given->entries[0]).own))
        words = wording_inside(arena, words);
    return wording_escaped(arena, words);
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
    return filled(s, arena, wording_chosen(s, words), NULL, &lacks);
}

const char *wording_or(const struct attempt *s, struct arena *arena, const struct words *words,
                       const struct words *empty)
{
    bool lacks = false;
    const char *text = filled(s, arena, wording_chosen(s, words), NULL, &lacks);
    return lacks ? wording_text(s, arena, empty) : text;
}

const char *wording_recall(const struct attempt *s, struct arena *arena, const struct block *recall)
{
    bool lacks = false;
    const char *text = filled(s, arena, wording_chosen(s, &recall->recall.text), recall->recall.of, &lacks);
    return lacks ? wording_text(s, arena, &recall->recall.empty) : text;
}
