#ifndef TEXT_H
#define TEXT_H
/*
 * text - a growing buffer of UTF-8, and small questions about UTF-8 text.
 *
 * A buffer lives in an arena and is always NUL-terminated. It knows nothing of fonts, lines or languages.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "arena.h"

struct buffer {
    struct arena *arena;
    char *text;        /* NUL-terminated; NULL until something is added */
    size_t length;     /* bytes, without the NUL */
    size_t room_bytes; /* allocated */
};

void buffer_init(struct buffer *b, struct arena *a);
void buffer_add(struct buffer *b, const char *text, size_t length);
void buffer_adds(struct buffer *b, const char *text);
void buffer_addf(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buffer_text(const struct buffer *b); /* "" when nothing was added */

/* Reads one character at `text` (`length` bytes left), strictly: shortest form, no surrogates, at most U+10FFFF.
 * Returns its size in bytes, or 0 when the bytes are not UTF-8 (then *out is untouched). */
size_t utf8_decode(const char *text, size_t length, uint32_t *out);
size_t utf8_encode(uint32_t character, char out[4]); /* size in bytes */
bool utf8_is_valid(const char *text, size_t length);
size_t utf8_count(const char *text, size_t length); /* characters; text must be valid */

/* The small letter of a capital, of Latin, Greek and Cyrillic alphabets; what is no such capital is itself. The Unicode
 * Standard, Default Case Conversion; capitals that become something else in one language ("İ") are left. */
uint32_t letter_small(uint32_t character);
bool letter_is_small(uint32_t character); /* has a capital among them */

bool text_is(const char *a, const char *b); /* both may be NULL; NULL is only NULL */
bool text_is_empty(const char *text);       /* NULL, or nothing but white space */
bool text_starts_with(const char *text, const char *start);
bool text_ends_a_sentence(const char *text); /* its last character is ".", "!" or "?" */
/* Edits (insert, delete, replace, swap) that make one word of the other: for "did you mean". */
int text_distance(const char *a, const char *b);

/* Marks, for the list of words of the interface to translate, what is looked up elsewhere (catalogue.h). */
#define WORDS(english) english

/* The nearest of `names` for "did you mean", or NULL when none is near. */
const char *text_nearest(const char *word, const char *const *names, int count);

#endif
