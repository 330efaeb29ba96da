#include "load_inside.h"

#include <string.h>

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void note_add(struct loader *l, struct message *message, const struct json *j, bool answers)
{
    struct note *note = ARENA_NEW(l->arena, struct note);
    *note = (struct note){.message = message,
                          .at = j,
                          .document = l->document,
                          .answers = answers,
                          .recall = l->recall,
                          .shared = l->shared,
                          .measure = l->measure};
    *l->notes_end = note;
    l->notes_end = &note->next;
}

/* `message` keeps its address: a note points to it. */
static void load_message(struct loader *l, const struct json *j, const char *place, bool answers,
                         struct message *message)
{
    const char *what = json_key(j) ? json_key(j) : "a text";
    message->context = place;
    message->pointer = json_pointer(l->arena, l->document, j);
    message->source = load_string(l, j, what);
    if (!message->source) {
        message->source = "";
        return;
    }
    if (strlen(message->source) > WORDS_BYTES_MAX)
        load_error(l, j, "limit", "%s is longer than %d bytes", what, WORDS_BYTES_MAX);
    message->in[0] = message->source;
    note_add(l, message, j, answers);
}

static void load_alternative(struct loader *l, const struct json *j, struct wording *out, const char *place,
                             bool answers, bool is_last)
{
    const struct json *when = json_member(j, "when"), *text = json_member(j, "text");
    static const char *const keys[] = {"when", "text"};
    for (int i = 0; i < json_count(j); i++) {
        const char *key = json_key(json_at(j, i));
        if (text_is(key, "when") || text_is(key, "text"))
            continue;
        struct problem *problem =
            load_error(l, json_at(j, i), "key-unknown", "an alternative has no property \"%s\"", key);
        load_hint_nearest(l, problem, key, keys, 2);
    }
    if (when && is_last)
        load_error(l, when, "words-when", "the last alternative is for all other cases: it has no \"when\"");
    if (!when && !is_last)
        load_error(l, j, "words-when", "only the last alternative may be without \"when\"; those after it never show");
    if (!text)
        load_error(l, j, "missing", "an alternative needs \"text\"");
    if (when)
        out->when = load_rule(l, when);
    if (text)
        load_message(l, text, place, answers, &out->message);
    else
        out->message.source = "";
}

static struct words load_alternatives(struct loader *l, const struct json *j, const char *place, bool answers)
{
    const struct json *list = load_list(l, j, "a list of alternatives", 1, ALTERNATIVES_MAX);
    if (!list)
        return (struct words){0};
    int count = json_count(list);
    struct wording *item = ARENA_ARRAY(l->arena, struct wording, count);
    for (int i = 0; i < count; i++) {
        const struct json *one = json_at(list, i);
        item[i].message.source = "";
        if (!load_is(l, one, JSON_OBJECT, "an alternative"))
            continue;
        const char *at = json_member(one, "when") ? arena_printf(l->arena, "%s@%d", place, i + 1) : place;
        load_alternative(l, one, &item[i], at, answers, i == count - 1);
    }
    return (struct words){item, count};
}

struct words load_words(struct loader *l, const struct json *j, const char *place, bool answers)
{
    if (l->measure && json_kind(j) == JSON_ARRAY) {
        load_error(l, j, "measure-words", "a measure asks everybody in the same words: one string, no alternatives");
        return (struct words){0};
    }
    if (json_kind(j) == JSON_ARRAY)
        return load_alternatives(l, j, place, answers);
    if (json_kind(j) != JSON_STRING) {
        load_error(l, j, "type", "%s must be a string or a list of alternatives, not %s",
                   json_key(j) ? json_key(j) : "a text", json_kind_name(json_kind(j)));
        return (struct words){0};
    }
    struct wording *item = ARENA_NEW(l->arena, struct wording);
    load_message(l, j, place, answers, &item->message);
    return (struct words){item, 1};
}

struct messages load_messages(struct loader *l, bool shared)
{
    int count = 0;
    for (const struct note *note = l->notes; note; note = note->next)
        count += note->shared == shared;
    const struct message **item = ARENA_ARRAY(l->arena, const struct message *, count);
    struct messages messages = {item, 0};
    for (const struct note *note = l->notes; note; note = note->next)
        if (note->shared == shared)
            item[messages.count++] = note->message;
    return messages;
}

/* --- {answers} --------------------------------------------------------------------------------------------------- */

bool words_next_answer(const char **at, char name_out[EXERCISE_ID_ROOM])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    for (const char *open = strchr(*at, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strspn(open + 1, letters);
        if (length == 0 || length >= EXERCISE_ID_ROOM || open[1 + length] != '}')
            continue; /* a brace that means itself */
        if (text_starts_with(open, "{fact."))
            continue; /* load_fact.c */
        memcpy(name_out, open + 1, length);
        name_out[length] = '\0';
        *at = open + length + 2;
        return true;
    }
    return false;
}

bool words_have_answers(const struct words *words)
{
    char name[EXERCISE_ID_ROOM];
    for (int i = 0; i < words->count; i++) {
        const char *at = words->item[i].message.source;
        if (words_next_answer(&at, name))
            return true;
    }
    return false;
}

static bool is_exercise(const struct loader *l, const char *name)
{
    for (int i = 0; i < l->exercise_count; i++)
        if (text_is(l->exercises[i]->id, name))
            return true;
    for (int i = 0; i < l->totals.count; i++)
        if (text_is(l->totals.item[i], name))
            return true;
    return false;
}

/* "stop-and-think.heat": judged by `check`, which knows the other modules. */
static bool is_of_other_module(const struct loader *l, const char *name)
{
    for (int i = 0; i < l->modules.count; i++) {
        size_t length = strlen(l->modules.item[i]);
        if (strncmp(name, l->modules.item[i], length) == 0 && name[length] == '.')
            return true;
    }
    return false;
}

static void refuse_answer(struct loader *l, const struct note *note, const char *name)
{
    const char **names = ARENA_ARRAY(l->arena, const char *, l->exercise_count + l->totals.count);
    int count = 0;
    for (int i = 0; i < l->exercise_count; i++)
        names[count++] = l->exercises[i]->id;
    for (int i = 0; i < l->totals.count; i++)
        names[count++] = l->totals.item[i];
    struct problem *problem =
        load_error(l, note->at, "answer-unknown", "there is no exercise \"%s\" to put in place of {%s}", name, name);
    load_hint_nearest(l, problem, name, names, count);
}

void load_check_answers(struct loader *l)
{
    const struct json_document *reading = l->document;
    for (const struct note *note = l->notes; note; note = note->next) {
        char name[EXERCISE_ID_ROOM];
        l->document = note->document;
        load_check_facts(l, note);
        for (const char *at = note->message->source; words_next_answer(&at, name);) {
            if (note->recall && text_is(name, "answer"))
                continue;
            if (!is_exercise(l, name) && !load_knows_score(l, name) && !is_of_other_module(l, name)) {
                refuse_answer(l, note, name);
            } else if (!note->answers) {
                struct problem *problem = load_error(l, note->at, "answer-place", "{%s} cannot stand here", name);
                problem_hint(l->problems, problem,
                             "only where \"empty\" can say what shows when there is no answer: "
                             "text, callout, recall and show_with");
            }
        }
    }
    l->document = reading;
}

/* --- translations ------------------------------------------------------------------------------------------------ */

static int count_text(const char *text, const char *part)
{
    int count = 0;
    for (const char *found = strstr(text, part); found; found = strstr(found + 1, part))
        count++;
    return count;
}

/* Every {answer} and [gap] of one text is in the other as often; the rest may differ. */
static bool has_marks_of(const char *text, const char *other)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    for (const char *open = strpbrk(text, "{["); open; open = strpbrk(open + 1, "{[")) {
        char mark[EXERCISE_ID_ROOM + 2] = {0};
        size_t length = strspn(open + 1, letters);
        if (length == 0 || length >= EXERCISE_ID_ROOM || open[1 + length] != (*open == '{' ? '}' : ']'))
            continue;
        memcpy(mark, open, length + 2);
        if (count_text(text, mark) != count_text(other, mark))
            return false;
    }
    return true;
}

static bool has_same_marks(const char *source, const char *translation)
{
    return has_marks_of(source, translation) && has_marks_of(translation, source);
}

static void translate_note(struct loader *l, const struct note *note, int language, struct translation_file *file)
{
    const struct message *message = note->message;
    file->words++;
    note->message->in[language] = catalogue_find(file->catalogue, message->context, message->source);
    const char *found = note->message->in[language];
    if (found && has_same_marks(message->source, found))
        return;
    note->message->in[language] = NULL;
    const char *code = "words-missing", *what = "no";
    if (found) {
        code = "words-marks"; /* it would show nonsense, or leave a gap that nobody can fill */
        what = "other {answers} or [gaps] in the";
        file->stale++;
    } else if (catalogue_is_stale(file->catalogue, message->context, message->source)) {
        code = "words-stale";
        what = "only an outdated or fuzzy";
        file->stale++;
    } else {
        struct untranslated *one = ARENA_NEW(l->arena, struct untranslated);
        *one = (struct untranslated){message, file->untranslated};
        file->untranslated = one;
        file->missing++;
    }
    l->document = note->document;
    load_warning(l, note->at, code, "%s translation into %s of %s", what, l->programme->languages[language],
                 message->context);
}

void load_translate(struct loader *l, bool count_shared)
{
    const struct json_document *reading = l->document;
    for (int language = 1; language < l->programme->language_count; language++) {
        struct translation_file *own = &l->translations[language].own, *shared = &l->translations[language].shared;
        struct translation_file again = *shared; /* the feedback's words are counted for the first module only */
        if (!count_shared)
            shared = &again;
        for (const struct note *note = l->notes; note; note = note->next) {
            struct translation_file *file = note->measure  ? &l->translations[language].measures
                                            : note->shared ? shared
                                                           : own;
            if (file->catalogue)
                translate_note(l, note, language, file);
        }
    }
    l->document = reading;
    load_fill_facts(l);
}

static void report_file(struct loader *l, const struct translation_file *file)
{
    if (file->missing + file->stale == 0)
        return;
    struct place place = {.file = file->file};
    problem_warning(l->problems, place, file->missing ? "words-missing" : "words-stale",
                    "of %d strings, %d have no translation and %d an outdated or fuzzy one; these show in %s",
                    file->words, file->missing, file->stale, l->programme->languages[0]);
}

/* Entries whose place is nowhere any more; `of`: only those of that file, for others share the catalogue. */
static void report_unused(struct loader *l, const struct translation_file *file, const char *of)
{
    for (struct catalogue_entry e = {0}; file->catalogue && catalogue_next_unused(file->catalogue, &e);) {
        bool is_own = !of || (e.context && strncmp(e.context, of, strlen(of)) == 0 && e.context[strlen(of)] == '/');
        struct place place = {.file = file->file, .line = e.line, .column = 1};
        if (!is_own)
            continue;
        struct problem *problem =
            e.context ? problem_warning(l->problems, place, "po-unused", "nothing is called \"%s\" any more", e.context)
                      : problem_warning(l->problems, place, "po-unused", "a translation needs \"msgctxt\": its place");
        const struct untranslated *lost = file->untranslated;
        while (lost && !text_is(lost->message->source, e.source))
            lost = lost->next;
        if (lost)
            problem_hint(l->problems, problem, "the same words are at \"%s\", and have no translation there",
                         lost->message->context);
    }
}

void load_report_translations(struct loader *l, bool is_whole)
{
    for (int language = 1; language < l->programme->language_count; language++) {
        struct translation *t = &l->translations[language];
        report_file(l, &t->own);
        report_file(l, &t->shared);
        report_file(l, &t->measures);
        if (!is_whole)
            continue;
        report_unused(l, &t->own, NULL);
        if (l->feedback)
            report_unused(l, &t->shared, l->feedback);
        for (int i = 0; i < l->programme->measure_count; i++)
            report_unused(l, &t->measures, l->programme->measures[i]->id);
    }
}
