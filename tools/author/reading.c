#include "reading.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "prose.h"
#include "text.h"

/* --- sentences and words ----------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A typographic apostrophe or hyphen counts as its plain sister; other marks above ASCII end a word. */
static size_t joiner(const char *at)
{
    if (*at == '\'' || *at == '-')
        return 1;
    return strncmp(at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Quotation marks, dashes and dots of three bytes, U+2010 to U+203F. */
static size_t mark(const char *at)
{
    return strncmp(at, "\xe2\x80", 2) == 0 && (unsigned char)at[2] >= 0x90 ? 3 : 0;
}

bool word_next(const char **at, const char *end, const char **word_out, size_t *length_out)
{
    const char *start = *at;
    while (start < end && (mark(start) || !is_letter(*start)))
        start += mark(start) ? mark(start) : 1;
    if (start >= end)
        return false;
    const char *stop = start;
    while (stop < end) {
        size_t join = joiner(stop);
        if (join && stop + join < end && is_letter(stop[join]) && !mark(stop + join))
            stop += join;
        else if (is_letter(*stop) && !mark(stop))
            stop++;
        else
            break;
    }
    *word_out = start;
    *length_out = (size_t)(stop - start);
    *at = stop;
    return true;
}

static bool is_closing(const char *at)
{
    return *at == '"' || *at == '\'' || *at == ')' || mark(at);
}

static bool ends_sentence(const char *at)
{
    if (*at != '.' && *at != '!' && *at != '?')
        return false;
    for (at++; *at && is_closing(at);)
        at += mark(at) ? mark(at) : 1;
    return !*at || isspace((unsigned char)*at);
}

static int count_words(const char *text, size_t length)
{
    const char *at = text, *word;
    size_t bytes;
    int count = 0;
    while (word_next(&at, text + length, &word, &bytes))
        count++;
    return count;
}

bool sentence_next(const char **at, struct sentence *out)
{
    for (const char *start = *at; *start;) {
        start += strspn(start, " \t\r\n");
        const char *end = start;
        while (*end && *end != '\n' && !ends_sentence(end))
            end++;
        if (*end && *end != '\n')
            end++;
        while (*end && !isspace((unsigned char)*end)) /* closing marks */
            end++;
        *out = (struct sentence){start, (size_t)(end - start), count_words(start, (size_t)(end - start))};
        *at = end;
        if (out->words > 0)
            return true;
        start = end;
    }
    return false;
}

/* --- formulas ---------------------------------------------------------------------------------------------------- */

void reading_add(struct reading *r, struct syllables *s, const char *plain)
{
    struct sentence sentence;
    for (const char *at = plain; sentence_next(&at, &sentence);) {
        const char *word, *in = sentence.text;
        size_t length;
        r->sentences++;
        while (word_next(&in, sentence.text + sentence.length, &word, &length)) {
            int count = isdigit((unsigned char)*word) ? 1 : syllables_of(s, word, length); /* seen at a glance */
            r->words++;
            r->syllables += count;
            r->long_words += count >= LONG_WORD_SYLLABLES;
            r->short_words += count == 1;
        }
    }
}

double reading_smog_age(const struct reading *r)
{
    return r->sentences ? 8 + sqrt(r->long_words * (double)SMOG_SENTENCES / r->sentences) : 0;
}

double reading_grade(const struct reading *r)
{
    if (!r->sentences || !r->words)
        return 0;
    double grade = 0.39 * r->words / r->sentences + 11.8 * r->syllables / r->words - 15.59;
    return grade > 0 ? grade : 0;
}

double reading_forcast(const struct reading *r)
{
    return r->words ? 20 - r->short_words * (double)FORCAST_WORDS / r->words / 10 : 0;
}

/* --- as it is read ----------------------------------------------------------------------------------------------- */

/* "{trigger}" and "[act]" stand for what somebody gave: one short word. */
static void add_filled(struct buffer *out, const char *text)
{
    for (const char *at = text; *at;) {
        char close = *at == '{' ? '}' : *at == '[' ? ']' : '\0';
        const char *end = close ? strchr(at, close) : NULL;
        bool is_name = end && end > at + 1;
        for (const char *c = at + 1; is_name && c < end; c++)
            is_name = is_letter(*c) || *c == '-' || *c == '.' || *c == '_';
        if (is_name)
            buffer_adds(out, "it");
        else
            buffer_add(out, at, 1);
        at = is_name ? end + 1 : at + 1;
    }
}

const char *reading_plain(struct arena *a, const char *markdown)
{
    struct buffer out;
    buffer_init(&out, a);
    struct prose prose = prose_parse(a, markdown);
    for (int i = 0; i < prose.count; i++) {
        add_filled(&out, prose.paragraphs[i].plain);
        buffer_adds(&out, "\n");
    }
    return buffer_text(&out);
}
