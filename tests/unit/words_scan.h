#ifndef WORDS_SCAN_H
#define WORDS_SCAN_H
/*
 * words_scan - the English strings of the interface, as they stand in C source.
 *
 * Finds ui_words(ui, "..."), ui_words_with(ui, "...", ...), ui_words_count(ui, "one", "many", n),
 * catalogue_words_count(arena, catalogue, "one", "many", n) and WORDS("..."):
 * strings that stand beside one another are one, and each branch of a ternary is one. Of nested calls' arguments it
 * takes nothing: those that matter are calls of these kinds themselves. Comments and characters in quotes are passed
 * over.
 */
#include <ctype.h>
#include <string.h>

#include "text.h"

struct shown_words {
    const char *file;
    int line;
    const char *english, *many; /* `many` is NULL but for ui_words_count */
    struct shown_words *next;
};

struct words_scan {
    struct arena *arena;
    const char *file;
    const char *text; /* NUL-terminated */
    struct shown_words *first, **end;
    int count;
};

static inline int words_line(const struct words_scan *s, const char *at)
{
    int line = 1;
    for (const char *c = s->text; c < at; c++)
        line += *c == '\n';
    return line;
}

static inline void words_add(struct words_scan *s, const char *at, const char *english, const char *many)
{
    struct shown_words *found = ARENA_NEW(s->arena, struct shown_words);
    *found = (struct shown_words){.file = s->file, .line = words_line(s, at), .english = english, .many = many};
    *s->end = found;
    s->end = &found->next;
    s->count++;
}

static inline bool words_is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Behind a string or character in quotes, a comment, or one other byte. */
static inline const char *words_skip(const char *at)
{
    if (*at == '"' || *at == '\'') {
        const char *c = at + 1;
        while (*c && *c != *at)
            c += c[0] == '\\' && c[1] ? 2 : 1;
        return *c ? c + 1 : c;
    }
    if (at[0] == '/' && at[1] == '/')
        return at + strcspn(at, "\n");
    if (at[0] == '/' && at[1] == '*') {
        const char *close = strstr(at + 2, "*/");
        return close ? close + 2 : at + strlen(at);
    }
    return at + 1;
}

/* Adds what is in the quotes at `at`, without its escapes. */
static inline void words_literal(struct buffer *out, const char *at)
{
    const char *end = words_skip(at) - 1;
    for (at++; at < end; at++) {
        char c = *at;
        if (c == '\\') {
            at++;
            c = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
        }
        buffer_add(out, &c, 1);
    }
}

/* Behind the bracket that closes the one at `at`. */
static inline const char *words_close(const char *at)
{
    int depth = 0;
    while (*at) {
        depth += (*at == '(') - (*at == ')');
        at = words_skip(at);
        if (depth == 0)
            return at;
    }
    return at;
}

/* The strings of the argument at `*at`, which moves behind its comma or onto the closing bracket. Returns how many
 * there are; only the first `room` are put into `out`. */
static inline int words_argument(struct arena *a, const char **at, const char **out, int room)
{
    struct buffer text;
    buffer_init(&text, a);
    int count = 0, depth = 0;
    bool inside = false; /* a string that may go on */
    const char *c = *at;
    for (char before = '('; *c; before = isspace((unsigned char)*c) ? before : *c, c = words_skip(c)) {
        if (*c == '"') {
            words_literal(&text, c);
            inside = true;
            continue;
        }
        bool ends = depth == 0 && (*c == ',' || *c == ')');
        if (inside && (ends || strchr("?:),", *c))) {
            if (count < room)
                out[count] = arena_copy(a, buffer_text(&text), text.length);
            count++;
            text.length = 0;
            inside = false;
        }
        if (ends)
            break;
        if (*c == '(' && words_is_name(before)) {
            c = words_close(c) - 1; /* a call's arguments are its own */
            if (*c != ')')
                break;
        } else {
            depth += (*c == '(') - (*c == ')');
        }
    }
    *at = *c == ',' ? c + 1 : c;
    return count;
}

static inline bool words_counts(const char *name)
{
    return text_is(name, "ui_words_count") || text_is(name, "catalogue_words_count");
}

/* One call: `name` is what is called, `at` is behind its bracket. */
static inline void words_call(struct words_scan *s, const char *name, const char *at)
{
    enum { BRANCHES_MAX = 8 };
    const char *found[BRANCHES_MAX], *many[1], *from = at;
    if (!text_is(name, "WORDS"))
        words_argument(s->arena, &at, found, 0); /* ui, or the arena */
    if (text_is(name, "catalogue_words_count"))
        words_argument(s->arena, &at, found, 0); /* the catalogue */
    int count = words_argument(s->arena, &at, found, BRANCHES_MAX);
    bool counts = words_counts(name);
    if (counts && (count != 1 || words_argument(s->arena, &at, many, 1) != 1))
        return; /* its own definition */
    for (int i = 0; i < count && i < BRANCHES_MAX; i++)
        words_add(s, from, found[i], counts ? many[0] : NULL);
}

static inline void words_scan_text(struct words_scan *s)
{
    for (const char *c = s->text; *c;) {
        if (!words_is_name(*c)) {
            c = words_skip(c);
            continue;
        }
        size_t length = 0;
        while (words_is_name(c[length]))
            length++;
        const char *name = arena_copy(s->arena, c, length), *open = c + length + strspn(c + length, " \n");
        c += length;
        bool ours = text_is(name, "ui_words") || text_is(name, "ui_words_with") || words_counts(name) ||
                    text_is(name, "WORDS");
        if (ours && *open == '(')
            words_call(s, name, open + 1);
    }
}

#endif
