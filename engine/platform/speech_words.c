#include "speech_words.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

#define POUND       "\xC2\xA3"
#define POUND_BYTES 2

/* The voices say numbers by themselves; these are the words after them. */
static const struct money {
    const char *language, *pound, *two_pounds, *pounds, *penny, *two_pence, *pence;
} moneys[] = {
    {"en", "pound", "pounds", "pounds", "penny", "pence", "pence"},
    {"cy", "bunt", "bunt", "punt", "geiniog", "geiniog", "ceiniog"},
};

static const struct money *money_of(const char *language)
{
    size_t length = language ? strcspn(language, "-_") : 0;
    for (size_t i = 0; i < sizeof moneys / sizeof moneys[0]; i++)
        if (length == strlen(moneys[i].language) && !strncmp(moneys[i].language, language, length))
            return &moneys[i];
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "11", "1,250": with commas before each three digits, or with none. */
static size_t whole_length(const char *text)
{
    size_t length = strspn(text, "0123456789");
    while (length && text[length] == ',' && strspn(text + length + 1, "0123456789") == 3)
        length += 4;
    return length;
}

struct amount {
    size_t whole, length; /* bytes of the pounds; of all of it after the sign */
    int pence;
};

static bool amount_read_at(const char *text, struct amount *out)
{
    size_t whole = whole_length(text), length = whole;
    int pence = 0;
    if (!whole)
        return false;
    if (text[whole] == '.' && is_digit(text[whole + 1])) {
        if (strspn(text + whole + 1, "0123456789") != 2)
            return false;
        pence = (text[whole + 1] - '0') * 10 + (text[whole + 2] - '0');
        length += 3;
    }
    *out = (struct amount){whole, length, pence};
    return !is_letter(text[length]);
}

static bool is_number(const char *digits, size_t length, char only)
{
    return length == 1 && digits[0] == only;
}

static const char *pounds_word(const struct money *m, const char *digits, size_t length)
{
    return is_number(digits, length, '1') ? m->pound : is_number(digits, length, '2') ? m->two_pounds : m->pounds;
}

static void say_amount(struct buffer *out, const struct money *m, const char *digits, const struct amount *amount)
{
    bool none = is_number(digits, amount->whole, '0');
    int pence = amount->pence;
    if (!none || !pence) {
        buffer_add(out, digits, amount->whole);
        buffer_addf(out, " %s", pounds_word(m, digits, amount->whole));
    }
    if (pence && !none)
        buffer_adds(out, " ");
    if (pence && (none || pence < 10))
        buffer_addf(out, "%d %s", pence, pence == 1 ? m->penny : pence == 2 ? m->two_pence : m->pence);
    else if (pence)
        buffer_addf(out, "%d", pence);
}

/* "0808 2000 247", "08000 121 700": ten digits or eleven, the first a 0; its length, or 0. */
static size_t telephone_length(const char *text, size_t at)
{
    size_t length = 0, digits = 0;
    if (text[at] != '0' || (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1]) || text[at - 1] == '.')))
        return 0;
    while (is_digit(text[at + length]) || (text[at + length] == ' ' && is_digit(text[at + length + 1])))
        digits += is_digit(text[at + length++]);
    return digits == 10 || digits == 11 ? length : 0;
}

static void say_telephone(struct buffer *out, const char *digits, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (digits[i] == ' ')
            buffer_adds(out, ",");
        else if (i > 0)
            buffer_adds(out, " ");
        if (digits[i] != ' ')
            buffer_add(out, digits + i, 1);
    }
}

/* Something of it may be said otherwise: most sentences are not looked at letter by letter. */
static bool is_plain(const char *text, const struct money *m, const struct pronunciations *otherwise)
{
    return !(m && strstr(text, POUND)) && !strchr(text, '0') && !(otherwise && otherwise->count);
}

struct speech_words speech_words(struct arena *a, const char *text, const char *language,
                                 const struct pronunciations *otherwise)
{
    static const struct pronunciations none;
    const struct money *m = money_of(language);
    const struct pronunciation *word;
    struct amount amount;
    struct buffer out;
    size_t telephone;
    if (is_plain(text, m, otherwise))
        return (struct speech_words){.text = text};
    /* the most a byte can become: "£1" -> "1 pound"; pronunciation.h keeps to it */
    size_t *from = ARENA_ARRAY(a, size_t, strlen(text) * PRONUNCIATION_GROWS + 1);
    buffer_init(&out, a);
    for (const char *at = text; *at;) {
        size_t before = out.length, used = 1;
        if ((word = pronunciation_at(otherwise ? otherwise : &none, text, (size_t)(at - text), language))) {
            buffer_adds(&out, word->say);
            used = strlen(word->word);
        } else if ((telephone = telephone_length(text, (size_t)(at - text)))) {
            say_telephone(&out, at, telephone);
            used = telephone;
        } else if (m && !strncmp(at, POUND, POUND_BYTES) && amount_read_at(at + POUND_BYTES, &amount)) {
            say_amount(&out, m, at + POUND_BYTES, &amount);
            used = POUND_BYTES + amount.length;
        } else {
            buffer_add(&out, at, 1);
        }
        for (size_t i = before; i < out.length; i++)
            from[i] = (size_t)(at - text);
        at += used;
    }
    from[out.length] = strlen(text);
    return (struct speech_words){.text = buffer_text(&out), .from = from};
}
