#include "layout.h"

#include <assert.h>
#include <fribidi.h>
#include <string.h>
#include <utf8proc.h>

/* One character at `at`; bytes that are not UTF-8 count as single replacement characters. */
static size_t character_at(const char *text, size_t length, size_t at, uint32_t *out)
{
    size_t size = utf8_decode(text + at, length - at, out);
    if (size)
        return size;
    *out = 0xFFFD;
    return 1;
}

/* Below Hebrew nothing runs right to left: most paragraphs need no algorithm. */
static bool is_plainly_left_to_right(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++)
        if ((unsigned char)text[at] >= 0xD6) /* first byte of U+0580 */
            return false;
    return true;
}

/* "+10", "–£0.50": on its own it is read as it is written in every language, its sign before its digits. */
static bool is_signed_amount(const char *text, size_t length)
{
    uint32_t sign = 0;
    size_t at = character_at(text, length, 0, &sign);
    if (sign != '+' && sign != '-' && sign != 0x2013 && sign != 0x2212)
        return false;
    bool digits = false;
    while (at < length) {
        uint32_t c = 0;
        at += character_at(text, length, at, &c);
        if (c >= '0' && c <= '9')
            digits = true;
        else if (c != '.' && c != ',' && c != 0xA3)
            return false;
    }
    return digits;
}

/* "116 123" is one number to ring: its groups stay in their order inside words that run right to left, where the
 * algorithm alone would take them for two numbers (a higher protocol, as UAX 9 HL3 has it). */
static void join_groups_of_digits(const char *text, size_t length, signed char *levels)
{
    for (size_t at = 1; at + 1 < length; at++) {
        bool between = text[at - 1] >= '0' && text[at - 1] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        if (text[at] == ' ' && between && levels[at - 1] == levels[at + 1])
            levels[at] = levels[at - 1];
    }
}

const signed char *layout_levels(struct arena *a, const char *text, size_t length, bool right_to_left)
{
    if (length == 0 || (!right_to_left && is_plainly_left_to_right(text, length)))
        return NULL;
    if (is_signed_amount(text, length))
        return NULL;
    FriBidiChar *characters = ARENA_ARRAY(a, FriBidiChar, length);
    FriBidiStrIndex count = 0;
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        at += character_at(text, length, at, &character);
        characters[count++] = character;
    }
    FriBidiCharType *types = ARENA_ARRAY(a, FriBidiCharType, count);
    FriBidiBracketType *brackets = ARENA_ARRAY(a, FriBidiBracketType, count);
    FriBidiLevel *levels = ARENA_ARRAY(a, FriBidiLevel, count);
    fribidi_get_bidi_types(characters, count, types);
    fribidi_get_bracket_types(characters, count, types, brackets);
    /* The first strong character decides, so that an English answer on an Arabic screen keeps its full stop at its end.
     */
    FriBidiParType base = right_to_left ? FRIBIDI_PAR_WRTL : FRIBIDI_PAR_WLTR;
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) == 0)
        return NULL;
    signed char *by_byte = ARENA_ARRAY(a, signed char, length);
    FriBidiStrIndex index = 0;
    for (size_t at = 0; at < length; index++) {
        uint32_t character = 0;
        size_t size = character_at(text, length, at, &character);
        memset(by_byte + at, levels[index], size);
        at += size;
    }
    join_groups_of_digits(text, length, by_byte);
    return by_byte;
}

static void reverse(struct layout_piece *pieces, signed char *levels, int from, int to)
{
    for (; from < to; from++, to--) {
        struct layout_piece piece = pieces[from];
        pieces[from] = pieces[to];
        pieces[to] = piece;
        signed char level = levels[from];
        levels[from] = levels[to];
        levels[to] = level;
    }
}

void layout_reorder(struct layout_piece *pieces, signed char *levels, int count)
{
    signed char highest = 0;
    for (int i = 0; i < count; i++)
        if (levels[i] > highest)
            highest = levels[i];
    for (signed char level = highest; level > 0; level--) {
        for (int from = 0; from < count; from++) {
            if (levels[from] < level)
                continue;
            int to = from;
            while (to + 1 < count && levels[to + 1] >= level)
                to++;
            reverse(pieces, levels, from, to);
            from = to;
        }
    }
}

static bool is_of_a_word(uint32_t character)
{
    switch (utf8proc_category((utf8proc_int32_t)character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return character == '\'' || character == 0x2019; /* chi'n, don't */
    }
}

void layout_widen_to_words(const char *text, size_t *start, size_t *length)
{
    size_t all = strlen(text);
    if (*length == 0 || *start >= all)
        return;
    size_t end = *length > all - *start ? all : *start + *length;
    uint32_t character = 0;
    while (end < all) {
        size_t size = character_at(text, all, end, &character);
        if (!is_of_a_word(character))
            break;
        end += size;
    }
    while (*start > 0) {
        size_t before = *start - 1;
        while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80)
            before--;
        character_at(text, all, before, &character);
        if (!is_of_a_word(character))
            break;
        *start = before;
    }
    /* A closing quote mark looks like an apostrophe: a word does not end in one. */
    while (end > *start + 1 && text[end - 1] == '\'')
        end--;
    *length = end - *start;
}

size_t layout_grapheme_end(const char *text, size_t length, size_t at)
{
    assert(at < length);
    utf8proc_int32_t state = 0;
    uint32_t before = 0;
    at += character_at(text, length, at, &before);
    while (at < length) {
        uint32_t character = 0;
        size_t size = character_at(text, length, at, &character);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)character, &state))
            break;
        before = character;
        at += size;
    }
    return at;
}
