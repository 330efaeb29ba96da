#include "problem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 400 /* bytes; a line that an editor shows whole */

void problems_init(struct problems *p, struct arena *a)
{
    *p = (struct problems){.arena = a};
}

static const char *message_format(struct arena *a, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));

/* One line, whatever an author's string held: control characters become spaces, the rest of a long one is left out. */
static const char *message_format(struct arena *a, const char *format, va_list list)
{
    char text[MESSAGE_MAX + 4];
    int length = vsnprintf(text, MESSAGE_MAX, format, list);
    if (length >= MESSAGE_MAX) {
        size_t end = strlen(text);
        while (end && ((unsigned char)text[end - 1] & 0xC0) == 0x80) /* not through the middle of a character */
            end--;
        memcpy(text + (end ? end - 1 : 0), "...", 4);
    }
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return arena_strdup(a, text);
}

static bool problem_is(const struct problem *a, const struct problem *b)
{
    return a->place.line == b->place.line && a->place.column == b->place.column && text_is(a->message, b->message) &&
           text_is(a->code, b->code) && text_is(a->place.file, b->place.file);
}

/* A file that several modules share is read once for each of them; its faults are told once. */
static struct problem *problem_told(const struct problems *p, const struct problem *problem)
{
    for (struct problem *told = p->first; told; told = told->next)
        if (problem_is(told, problem))
            return told;
    return NULL;
}

static void problem_append(struct problems *p, struct problem *problem)
{
    if (p->last)
        p->last->next = problem;
    else
        p->first = problem;
    p->last = problem;
}

struct problem *problem_add(struct problems *p, enum severity severity, struct place place, const char *code,
                            const char *format, ...)
{
    struct problem *problem = ARENA_NEW(p->arena, struct problem);
    va_list list;
    va_start(list, format);
    problem->message = message_format(p->arena, format, list);
    va_end(list);
    problem->severity = severity;
    problem->code = arena_strdup(p->arena, code);
    problem->place = place;
    if (place.file)
        problem->place.file = arena_strdup(p->arena, place.file);
    if (place.pointer)
        problem->place.pointer = arena_strdup(p->arena, place.pointer);

    int count = p->errors + p->warnings;
    if (count <= PROBLEMS_MAX) {
        struct problem *told = problem_told(p, problem);
        if (told)
            return told;
    }
    /* Counted even when it is left out of the list: whoever asks "any errors?" gets the truth. */
    severity == SEVERITY_ERROR ? p->errors++ : p->warnings++;
    if (count < PROBLEMS_MAX) {
        problem_append(p, problem);
    } else if (count == PROBLEMS_MAX) {
        struct problem *more = ARENA_NEW(p->arena, struct problem);
        *more = (struct problem){.severity = severity,
                                 .code = "problems-more",
                                 .message = "there are more problems; only the first 1000 are listed"};
        problem_append(p, more);
    }
    return problem;
}

int problems_breaking(const struct problems *p)
{
    return p->errors - p->bearable;
}

void problem_hint(struct problems *p, struct problem *problem, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    problem->hint = message_format(p->arena, format, list);
    va_end(list);
}

/* --- sorting: a stable merge of the linked list ------------------------------------------------------------------- */

static int place_compare(const struct place *a, const struct place *b)
{
    if (!a->file || !b->file)
        return (a->file != NULL) - (b->file != NULL);
    int files = strcmp(a->file, b->file);
    if (files)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static struct problem *list_merge(struct problem *a, struct problem *b)
{
    struct problem *first = NULL, **end = &first;
    while (a && b) {
        struct problem **least = place_compare(&b->place, &a->place) < 0 ? &b : &a;
        *end = *least;
        end = &(*end)->next;
        *least = *end;
    }
    *end = a ? a : b;
    return first;
}

void problems_sort(struct problems *p)
{
    struct problem *runs[16] = {0}; /* runs[i]: sorted, of 2^i problems; PROBLEMS_MAX fits ten times over */
    static_assert(PROBLEMS_MAX < 1 << 15, "runs hold every problem");
    for (struct problem *next, *one = p->first; one; one = next) {
        next = one->next;
        one->next = NULL;
        int i = 0;
        for (; runs[i]; i++) {
            one = list_merge(runs[i], one);
            runs[i] = NULL;
        }
        runs[i] = one;
    }
    struct problem *all = NULL;
    for (int i = 0; i < 16; i++)
        all = list_merge(runs[i], all);
    p->first = p->last = all;
    while (p->last && p->last->next)
        p->last = p->last->next;
}

/* --- printing ---------------------------------------------------------------------------------------------------- */

static void place_print(const struct place *place, struct buffer *out)
{
    if (place->file)
        buffer_adds(out, place->file);
    if (place->file && place->line)
        buffer_addf(out, ":%d:%d", place->line, place->column);
    if (place->file)
        buffer_adds(out, ": ");
}

void problem_print(const struct problem *problem, struct buffer *out)
{
    place_print(&problem->place, out);
    buffer_addf(out, "%s: %s [%s]", problem->severity == SEVERITY_ERROR ? "error" : "warning", problem->message,
                problem->code);
    if (problem->place.pointer && problem->place.pointer[0])
        buffer_addf(out, " %s", problem->place.pointer);
    buffer_adds(out, "\n");
    if (problem->hint) {
        place_print(&problem->place, out);
        buffer_addf(out, "hint: %s\n", problem->hint);
    }
}

void problems_print(const struct problems *p, struct buffer *out)
{
    for (const struct problem *problem = p->first; problem; problem = problem->next)
        problem_print(problem, out);
}
