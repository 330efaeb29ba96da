/* Words that authors are asked to avoid; sentences that stand in two modules. */
#include "judge_inside.h"

#include <ctype.h>
#include <string.h>

#define TWICE_WORDS_MIN 8 /* shorter ones are anybody's */

struct said {
    const char *sentence;
    const char *module; /* where it was met first */
    bool opens;         /* the first one read in its module */
    struct said *next;
};

static void judge_avoid(struct judge *j, const struct module *m, const struct message *message, const char *plain,
                        struct problems *problems)
{
    const struct avoid_entry *entry;
    const char *found;
    for (const char *at = plain; (entry = avoid_next(&j->avoid, &at, &found));) {
        struct problem *problem =
            judge_warning(m, problems, message->pointer, "word-avoid", "\"%s\"%s%s%s", entry->words,
                          entry->when ? " (" : "", entry->when ? entry->when : "", entry->when ? ")" : "");
        if (entry->say[0])
            problem_hint(problems, problem, "say %s", entry->say);
        else
            problem_hint(problems, problem, "leave it out");
    }
}

static struct said **slot_of(struct judge *j, const char *sentence)
{
    unsigned hash = 2166136261u;
    for (const char *at = sentence; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return &j->said[hash % (sizeof j->said / sizeof *j->said)];
}

static void judge_twice(struct judge *j, const struct module *m, const struct message *message, const char *plain,
                        bool *is_first, struct problems *problems)
{
    struct sentence s;
    for (const char *at = plain; sentence_next(&at, &s);) {
        const char *sentence = arena_copy(j->arena, s.text, s.length);
        bool opens = *is_first && purpose_of(m, message) == PURPOSE_TEXT;
        *is_first = *is_first && !opens;
        if (s.words < TWICE_WORDS_MIN && !opens)
            continue;
        struct said **slot = slot_of(j, sentence), *met = *slot;
        while (met && !text_is(met->sentence, sentence))
            met = met->next;
        if (!met) {
            met = ARENA_NEW(j->arena, struct said);
            *met = (struct said){sentence, arena_strdup(j->arena, m->id), opens, *slot};
            *slot = met;
        } else if (!text_is(met->module, m->id) && (s.words >= TWICE_WORDS_MIN || (met->opens && opens))) {
            problem_hint(problems,
                         judge_warning(m, problems, message->pointer, "sentence-twice",
                                       "\"%s\" stands in the module \"%s\" too", sentence, met->module),
                         opens ? "let each module begin in its own way"
                               : "say it in other words, or keep it in a shared file");
        }
    }
}

/* "THC": capitals alone. How it is said has to be written down, or a voice makes a word of it, or letters of a name. */
static void judge_abbreviations(struct judge *j, const struct module *m, const struct message *message,
                                const char *plain, struct problems *problems)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = plain; *at;) {
        size_t length = strspn(at, capitals);
        bool whole =
            length > 1 && !isalnum((unsigned char)at[length]) && (at == plain || !isalnum((unsigned char)at[-1]));
        if (whole && !pronunciation_at(&j->pronunciations, plain, (size_t)(at - plain), "en"))
            problem_hint(problems,
                         judge_warning(m, problems, message->pointer, "abbreviation",
                                       "how \"%.*s\" is said aloud is not in shared/pronunciation.json", (int)length,
                                       at),
                         "add it: {\"word\": \"%.*s\", \"say\": ...}", (int)length, at);
        at += length ? length : 1;
    }
}

void judge_words(struct judge *j, const struct module *m, struct problems *problems)
{
    bool is_first = true, avoids = judge_is_asked_about(j, m);
    for (int i = 0; i < m->messages.count; i++) {
        const struct message *message = m->messages.item[i];
        enum purpose purpose = purpose_of(m, message);
        const char *plain = reading_plain(problems->arena, message->source);
        if (avoids && purpose != PURPOSE_STAFF)
            judge_avoid(j, m, message, plain, problems);
        if (j->pronunciations.count && purpose != PURPOSE_STAFF)
            judge_abbreviations(j, m, message, plain, problems);
        judge_twice(j, m, message, plain, &is_first, problems);
    }
}
