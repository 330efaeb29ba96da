#include "avoid.h"

#include <ctype.h>
#include <string.h>

#include "reading.h"

#define ENTRIES_MAX 1000

static const char *trimmed(struct arena *a, const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    return arena_copy(a, start, (size_t)(end - start));
}

static char *lowered(struct arena *a, const char *text)
{
    char *copy = arena_copy(a, text, strlen(text));
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

static bool parse_line(struct arena *a, const char *start, const char *end, struct avoid_entry *out)
{
    const char *arrow = strstr(start, "=>");
    if (!arrow || arrow >= end)
        return false;
    const char *words_end = arrow, *open = memchr(start, '(', (size_t)(arrow - start));
    if (open) {
        const char *close = memchr(open, ')', (size_t)(arrow - open));
        if (!close)
            return false;
        out->when = trimmed(a, open + 1, close);
        words_end = open;
    }
    const char *words = lowered(a, trimmed(a, start, words_end)), *at = words;
    size_t length;
    out->say = trimmed(a, arrow + 2, end);
    return word_next(&at, words + strlen(words), &out->words, &length);
}

struct avoid_list avoid_parse(struct arena *a, const char *file, const char *text, size_t length,
                              struct problems *problems)
{
    struct avoid_list list = {.entries = ARENA_ARRAY(a, struct avoid_entry, ENTRIES_MAX)};
    const char *copy = arena_copy(a, text, length);
    int line = 0;
    for (const char *at = copy; *at;) {
        const char *end = at + strcspn(at, "\n");
        struct place place = {.file = file, .line = ++line, .column = 1};
        const char *first = at + strspn(at, " \t\r");
        struct avoid_entry entry = {0};
        if (first < end && *first != '#') {
            if (!parse_line(a, at, end, &entry))
                problem_hint(problems, problem_error(problems, place, "avoid-line", "this line is no entry"),
                             "write \"avoid => say\", with nothing after the arrow for: leave it out");
            else if (list.count == ENTRIES_MAX)
                problem_error(problems, place, "limit", "more than %d entries", ENTRIES_MAX);
            else
                list.entries[list.count++] = entry;
        }
        at = *end ? end + 1 : end;
    }
    return list;
}

/* Do the words of an entry stand at `at`, one after another? */
static bool stands_at(const struct avoid_entry *entry, const char *at, const char *end)
{
    const char *wanted_end = entry->words + strlen(entry->words);
    const char *wanted_at = entry->words, *wanted, *word, *last = at;
    size_t wanted_length, length;
    while (word_next(&wanted_at, wanted_end, &wanted, &wanted_length)) {
        if (!word_next(&at, end, &word, &length) || length != wanted_length)
            return false;
        for (const char *c = last; c < word; c++)
            if (strchr(".,;:!?", *c))
                return false;
        for (size_t i = 0; i < length; i++)
            if (tolower((unsigned char)word[i]) != wanted[i])
                return false;
        last = at;
    }
    return true;
}

const struct avoid_entry *avoid_next(const struct avoid_list *list, const char **at, const char **found_out)
{
    const char *end = *at + strlen(*at), *word;
    size_t length;
    while (word_next(at, end, &word, &length))
        for (int i = 0; i < list->count; i++)
            if (list->entries[i].words[0] == tolower((unsigned char)*word) && /* most do not begin alike */
                stands_at(&list->entries[i], word, end)) {
                *found_out = word;
                return &list->entries[i];
            }
    return NULL;
}
