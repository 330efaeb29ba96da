#include "pseudo.h"

#include <string.h>

#include "files.h"
#include "measure.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* All are in Noto Sans and Noto Sans Arabic, where there are no two cases. */
static const char *const accented[] = {"á", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ṁ",
                                       "ñ", "ó", "þ", "ɋ", "ŕ", "š", "ţ", "ú", "ʋ", "ŵ", "ẋ", "ý", "ž"};
static const char *const large[] = {"Á", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Í", "Ĵ", "Ķ", "Ļ", "Ṁ",
                                    "Ñ", "Ó", "Þ", "Ɋ", "Ŕ", "Š", "Ţ", "Ú", "Ʋ", "Ŵ", "Ẋ", "Ý", "Ž"};
static const char *const arabic[] = {"ا", "ب", "چ", "د", "ع", "ف", "گ", "ه", "ی", "ج", "ک", "ل", "م",
                                     "ن", "و", "پ", "ق", "ر", "س", "ت", "و", "ڤ", "و", "خ", "ي", "ز"};

bool pseudo_is(const char *language)
{
    return text_is(language, PSEUDO_LONG) || text_is(language, PSEUDO_RTL);
}

/* How much at `at` is no words but a sign: {answer}, [gap], %1, %d, \n. */
static size_t sign(const char *at)
{
    char close = *at == '{' ? '}' : *at == '[' ? ']' : '\0';
    if (close) {
        size_t length = strcspn(at + 1, close == '}' ? "}\n" : "] \n");
        return at[1 + length] == close ? length + 2 : 0;
    }
    return (*at == '%' || *at == '\\') && at[1] ? 2 : 0;
}

static void add_letter(struct buffer *out, const char *language, char letter)
{
    bool is_large = letter >= 'A' && letter <= 'Z';
    int n = letter - (is_large ? 'A' : 'a');
    if (text_is(language, PSEUDO_RTL)) {
        buffer_adds(out, arabic[n]);
        return;
    }
    buffer_adds(out, is_large ? large[n] : accented[n]);
    if (strchr("aeiou", LETTERS[n]))
        buffer_adds(out, accented[n]); /* a third longer, as German is */
}

const char *pseudo_words(struct arena *a, const char *language, const char *words)
{
    struct buffer out;
    buffer_init(&out, a);
    for (const char *at = words; *at;) {
        size_t length = sign(at);
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        if (is_letter)
            add_letter(&out, language, *at);
        else
            buffer_add(&out, at, length ? length : 1);
        at += length ? length : 1;
    }
    return buffer_text(&out);
}

/* --- modules ------------------------------------------------------------------------------------------------------ */

static void add_messages(struct arena *a, const struct messages *messages, int at, const char *language)
{
    for (int i = 0; i < messages->count; i++) {
        /* Nobody else writes to what has been read; here it is made as if one more file had been read with it. */
        struct message *message = (struct message *)(uintptr_t)messages->item[i];
        message->in[at] = pseudo_words(a, language, message->in[0] ? message->in[0] : message->source);
    }
}

static bool add_to_programme(struct library *l, struct programme *p, const char *language)
{
    int at = p->language_count;
    if (at == LANGUAGES_MAX)
        return false;
    p->languages[p->language_count++] = language;
    add_messages(&l->arena, &p->messages, at, language);
    for (int i = 0; i < p->module_count; i++) {
        add_messages(&l->arena, &p->modules[i].messages, at, language);
        add_messages(&l->arena, &p->modules[i].feedback_messages, at, language);
    }
    for (int i = 0; i < p->measure_count; i++)
        add_messages(&l->arena, &p->measures[i]->messages, at, language);
    return true;
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

static const char *line_end(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

static void add_translation(struct buffer *out, const char *language, const char *mark, const char *from,
                            const char *to)
{
    if (!from)
        return;
    buffer_adds(out, mark);
    buffer_adds(out, pseudo_words(out->arena, language, arena_copy(out->arena, from, (size_t)(to - from))));
}

/* Every msgid of a file of translations with other words for it: what the file says in its own language is left out. */
static const char *other_words(struct arena *a, const char *language, const char *po)
{
    struct buffer out;
    buffer_init(&out, a);
    buffer_adds(&out,
                "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; "
                "plural=(n != 1);\\n\"\n\"X-Reviewed: yes\\n\"\n\"Language: ");
    buffer_addf(&out, "%s\\n\"\n\n", language);
    const char *one = NULL, *many = NULL, *one_end = NULL, *many_end = NULL;
    bool is_head = true;
    for (const char *at = po; *at; at = line_end(at)) {
        if (text_starts_with(at, "msgid \"")) {
            one = at + strlen("msgid ");
            many = NULL;
        } else if (text_starts_with(at, "msgid_plural \"")) {
            many = at + strlen("msgid_plural ");
            one_end = at;
        } else if (one && (text_starts_with(at, "msgstr \"") || text_starts_with(at, "msgstr[0]"))) {
            *(many ? &many_end : &one_end) = at;
            if (!is_head) {
                buffer_addf(&out, "msgid %.*s", (int)(one_end - one), one);
                if (many)
                    buffer_addf(&out, "msgid_plural %.*s", (int)(many_end - many), many);
                add_translation(&out, language, many ? "msgstr[0] " : "msgstr ", one, one_end);
                add_translation(&out, language, "msgstr[1] ", many, many_end);
                buffer_adds(&out, "\n");
            }
            is_head = false;
            one = NULL;
        }
    }
    return buffer_text(&out);
}

static struct catalogue *interface_in(struct library *l, const char *assets, const char *language)
{
    struct source source = files_source(assets);
    const char *bytes, *shown = arena_printf(&l->arena, "po/%s.po", language);
    size_t size;
    if (!source.read(source.context, &l->arena, "po/cy.po", &bytes, &size)) /* it has them all: a test sees to it */
        return NULL;
    const char *po = other_words(&l->arena, language, arena_copy(&l->arena, bytes, size));
    return catalogue_parse(&l->arena, shown, po, strlen(po), &l->problems);
}

bool pseudo_add(struct library *l, const char *assets, const char *language)
{
    struct catalogue *words = l->language_count < LANGUAGES_MAX ? interface_in(l, assets, language) : NULL;
    bool added = words != NULL;
    for (int i = 0; added && i < l->count; i++)
        added = add_to_programme(l, l->programmes[i], language);
    if (!added) {
        problem_error(&l->problems, PLACE_NONE, "language-pseudo", "the language %s cannot be added", language);
        return false;
    }
    l->languages[l->language_count] = language;
    l->interface[l->language_count++] = words;
    return true;
}
