#include "tidy.h"

#include <string.h>

#include "text.h"

struct tidying {
    const char *at, *end;
    struct buffer out;
    struct tidied *told;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* With its quotes. False: it is never closed on its line. */
static bool copy_string(struct tidying *t)
{
    const char *from = t->at++;
    while (t->at < t->end && *t->at != '"' && *t->at != '\n')
        t->at += *t->at == '\\' && t->at + 1 < t->end && t->at[1] != '\n' ? 2 : 1;
    if (t->at >= t->end || *t->at != '"')
        return false;
    t->at++;
    buffer_add(&t->out, from, (size_t)(t->at - from));
    return true;
}

/* White space: what stands before a line's end goes, with what stands for one elsewhere. */
static void copy_blanks(struct tidying *t)
{
    const char *from = t->at;
    while (t->at < t->end && is_blank(*t->at))
        t->at++;
    bool ends = t->at == t->end || *t->at == '\n';
    if (!ends) {
        buffer_add(&t->out, from, (size_t)(t->at - from));
        return;
    }
    bool windows = t->at < t->end && t->at[-1] == '\r';
    t->told->line_ends += windows;
    t->told->spaces += t->at - from > (windows ? 1 : 0);
}

static bool is_last(const struct tidying *t)
{
    const char *next = t->at + 1;
    while (next < t->end && (is_blank(*next) || *next == '\n'))
        next++;
    return next < t->end && (*next == '}' || *next == ']');
}

/* False: a string is open, so that nothing behind it can be told from words. */
static bool copy_all(struct tidying *t)
{
    while (t->at < t->end) {
        if (*t->at == '"') {
            if (!copy_string(t))
                return false;
        } else if (is_blank(*t->at)) {
            copy_blanks(t);
        } else if (*t->at == ',' && is_last(t)) {
            t->told->commas++;
            t->at++;
        } else {
            buffer_add(&t->out, t->at++, 1);
        }
    }
    return true;
}

const char *tidy_json(struct arena *a, const char *text, size_t size, size_t *size_out, struct tidied *out)
{
    struct tidying t = {.at = text, .end = text + size, .told = out};
    *out = (struct tidied){0};
    buffer_init(&t.out, a);
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        out->mark = 1;
        t.at += 3;
    }
    if (!copy_all(&t) || memchr(text, '\0', size))
        return NULL;
    size_t length = t.out.length, lines = 0;
    while (length && t.out.text[length - 1] == '\n') {
        length--;
        lines++;
    }
    if (!length)
        return NULL;
    out->last_line = lines != 1;
    *size_out = length + 1;
    const char *done = arena_printf(a, "%.*s\n", (int)length, t.out.text);
    bool same = *size_out == size && memcmp(done, text, size) == 0;
    return same ? NULL : done;
}

const char *tidied_words(struct arena *a, const struct tidied *t)
{
    const struct {
        int count;
        const char *one, *many;
    } parts[] = {{t->mark, "a byte-order mark", ""},
                 {t->line_ends, "a line's end", "lines' ends"},
                 {t->spaces, "white space at the end of a line", "lines with white space at their end"},
                 {t->commas, "a comma with nothing behind it", "commas with nothing behind them"},
                 {t->last_line, "the end of the file", ""}};
    struct buffer out;
    buffer_init(&out, a);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!parts[i].count)
            continue;
        buffer_adds(&out, out.length ? ", " : "");
        if (parts[i].count == 1)
            buffer_adds(&out, parts[i].one);
        else
            buffer_addf(&out, "%d %s", parts[i].count, parts[i].many);
    }
    return buffer_text(&out);
}
