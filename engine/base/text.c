#include "text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ROOM_FIRST ((size_t)256)
#define WORD_MAX   64 /* longer "words" are sentences: nobody mistypes one into another */

/* --- buffer ------------------------------------------------------------------------------------------------------ */

void buffer_init(struct buffer *b, struct arena *a)
{
    *b = (struct buffer){.arena = a};
}

/* Makes room for `more` bytes and the NUL. */
static void buffer_reserve(struct buffer *b, size_t more)
{
    assert(more < SIZE_MAX / 4 && b->length < SIZE_MAX / 4);
    size_t need = b->length + more + 1;
    if (need <= b->room_bytes)
        return;
    size_t room = b->room_bytes ? b->room_bytes * 2 : ROOM_FIRST;
    if (room < need)
        room = need;
    char *text = arena_alloc(b->arena, room);
    if (b->length)
        memcpy(text, b->text, b->length);
    b->text = text;
    b->room_bytes = room;
}

void buffer_add(struct buffer *b, const char *text, size_t length)
{
    buffer_reserve(b, length);
    if (length)
        memcpy(b->text + b->length, text, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buffer_adds(struct buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_addf(struct buffer *b, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length > 0) {
        buffer_reserve(b, (size_t)length);
        vsnprintf(b->text + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

const char *buffer_text(const struct buffer *b)
{
    return b->text ? b->text : "";
}

/* --- UTF-8 ------------------------------------------------------------------------------------------------------- */

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *out)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000}; /* a smaller number has a shorter form */
    if (length == 0)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char first = bytes[0];
    if (first < 0x80) {
        *out = first;
        return 1;
    }
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || size > length)
        return 0;
    uint32_t character = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!is_continuation(bytes[i]))
            return 0;
        character = character << 6 | (bytes[i] & 0x3Fu);
    }
    if (character < least[size] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        return 0;
    *out = character;
    return size;
}

size_t utf8_encode(uint32_t character, char out[4])
{
    assert(character <= 0x10FFFF);
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; character >>= 6)
        out[i] = (char)(0x80 | (character & 0x3F));
    static const unsigned char mark[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(mark[size] | character);
    return size;
}

bool utf8_is_valid(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character;
        size_t size = utf8_decode(text + at, length - at, &character);
        if (size == 0)
            return false;
        at += size;
    }
    return true;
}

size_t utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += !is_continuation((unsigned char)text[i]);
    return count;
}

/* --- questions --------------------------------------------------------------------------------------------------- */

/* Every `step`th from `first` to `last` is a capital, and its small letter is `to_small` further. */
static const struct capitals {
    uint32_t first, last, step;
    int32_t to_small;
} capitals[] = {
    {'A', 'Z', 1, 32},     {0xC0, 0xD6, 1, 32},    {0xD8, 0xDE, 1, 32},    {0x100, 0x12E, 2, 1},
    {0x132, 0x136, 2, 1},  {0x139, 0x147, 2, 1},   {0x14A, 0x176, 2, 1},   {0x178, 0x178, 1, -121},
    {0x179, 0x17D, 2, 1},  {0x386, 0x386, 1, 38},  {0x388, 0x38A, 1, 37},  {0x38C, 0x38C, 1, 64},
    {0x38E, 0x38F, 1, 63}, {0x391, 0x3A1, 1, 32},  {0x3A3, 0x3AB, 1, 32},  {0x400, 0x40F, 1, 80},
    {0x410, 0x42F, 1, 32}, {0x1E00, 0x1E94, 2, 1}, {0x1EA0, 0x1EFE, 2, 1},
};

static bool is_capital(const struct capitals *c, int64_t character)
{
    return character >= c->first && character <= c->last && (character - c->first) % c->step == 0;
}

uint32_t letter_small(uint32_t character)
{
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++)
        if (is_capital(&capitals[i], character))
            return (uint32_t)((int64_t)character + capitals[i].to_small);
    return character;
}

bool letter_is_small(uint32_t character)
{
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++)
        if (is_capital(&capitals[i], (int64_t)character - capitals[i].to_small))
            return true;
    return false;
}

bool text_is(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool text_is_empty(const char *text)
{
    return !text || text[strspn(text, " \t\r\n")] == '\0';
}

bool text_starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_ends_a_sentence(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    return length > 0 && strchr(".!?", text[length - 1]) != NULL;
}

static int least_of(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

int text_distance(const char *a, const char *b)
{
    size_t rows = strlen(a), columns = strlen(b);
    if (rows >= WORD_MAX || columns >= WORD_MAX)
        return text_is(a, b) ? 0 : WORD_MAX;
    int row[3][WORD_MAX + 1] = {{0}}; /* two before, one before, now: taken in turn */
    for (size_t j = 0; j <= columns; j++)
        row[0][j] = (int)j;
    for (size_t i = 1; i <= rows; i++) {
        int *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= columns; j++) {
            now[j] = least_of(now[j - 1] + 1, before[j] + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && earlier[j - 2] + 1 < now[j])
                now[j] = earlier[j - 2] + 1;
        }
    }
    return row[rows % 3][columns];
}

const char *text_nearest(const char *word, const char *const *names, int count)
{
    const char *nearest = NULL;
    size_t length = strlen(word);
    int best = length < 4 ? 2 : (int)(length < WORD_MAX ? length : WORD_MAX) / 3 + 1; /* fewer edits than this */
    for (int i = 0; i < count; i++) {
        int distance = text_distance(word, names[i]);
        if (distance < best && (size_t)distance < strlen(names[i])) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
