#include "load.h"

#include <stdio.h>
#include <string.h>

#include "check_inside.h"
#include "load_inside.h"
#include "sequence.h"

#define STAGES_MAX 8

/* --- files ------------------------------------------------------------------------------------------------------- */

static const char *path_shown(struct loader *l, const char *path)
{
    return l->source->root ? arena_printf(l->arena, "%s/%s", l->source->root, path) : path;
}

bool source_head(const struct source *source, struct arena *a, const char *path, size_t most, const char **bytes_out,
                 size_t *size_out)
{
    if (source->head)
        return source->head(source->context, a, path, most, bytes_out, size_out);
    return source->read(source->context, a, path, bytes_out, size_out);
}

static bool file_read(struct loader *l, const char *path, struct file_read *out)
{
    *out = (struct file_read){.shown = path_shown(l, path)};
    return l->source->read(l->source->context, l->arena, path, &out->bytes, &out->size);
}

const struct json_document *load_document(struct loader *l, const char *path, const struct json *at,
                                          struct file_read *out)
{
    if (file_read(l, path, out))
        return json_parse(l->arena, out->shown, out->bytes, out->size, l->problems);
    struct place place = {.file = out->shown};
    if (at)
        load_error(l, at, "file-missing", "the file %s is not there or cannot be read", out->shown);
    else
        problem_error(l->problems, place, "file-missing", "this file is not there or cannot be read");
    return NULL;
}

/* --- programme.json ---------------------------------------------------------------------------------------------- */

const char *const load_activities[] = {"activity", "induction", "measure", "supervision", NULL};
const char *const load_unlocks[] = {"free", "staff", NULL};
static const char *const certificates[] = {"finished", "attendance", NULL};

static const struct field activity_fields[] = {
    {.key = "kind",
     .type = FIELD_ENUM,
     .at = offsetof(struct programme, activity),
     .required = true,
     .names = load_activities},
    {.key = "suggested_active_minutes",
     .type = FIELD_COUNT,
     .at = offsetof(struct programme, suggested_active_minutes),
     .least = 0,
     .most = 240},
};
static const struct shape activity_shape = {"activity", FIELDS(activity_fields)};

static const struct field programme_fields[] = {
    {.key = "format", .required = true},
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct programme, id), .required = true},
    {.key = "version", .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct programme, title), .required = true, .part = "/title"},
    {.key = "summary",
     .type = FIELD_WORDS,
     .at = offsetof(struct programme, summary),
     .required = true,
     .part = "/summary"},
    {.key = "public_title",
     .type = FIELD_WORDS,
     .at = offsetof(struct programme, public_title),
     .part = "/public_title"},
    {.key = "certificate", .type = FIELD_SECOND, .at = offsetof(struct programme, attendance), .names = certificates},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct programme, icon)},
    {.key = "example", .type = FIELD_FLAG, .at = offsetof(struct programme, example)},
    {.key = "draft", .type = FIELD_FLAG, .at = offsetof(struct programme, draft)},
    {.key = "accent", .required = true},
    {.key = "languages", .required = true},
    {.key = "modules"}, /* or stages */
    {.key = "stages"},
    {.key = "unlock", .type = FIELD_SECOND, .at = offsetof(struct programme, staff_unlock), .names = load_unlocks},
    {.key = "feedback"},
    {.key = "measures"},
    {.key = "activity", .required = true},
    {.key = "reserved"},
    {.key = "for"}, /* whom it is for and when it comes: load_sequence.c */
    {.key = "not_for"},
    {.key = "suggest"},
    {.key = "hold"},
};
static const struct shape programme_shape = {"a programme", FIELDS(programme_fields)};

static void load_format(struct loader *l, const struct json *j)
{
    if (load_is(l, j, JSON_NUMBER, "format") && json_number(j) != 1)
        load_error(l, j, "format", "this is format %g; this version of Cairn reads format 1", json_number(j));
}

static bool is_version(const char *text)
{
    for (int part = 0; part < 3; part++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 6 || text[digits] != (part < 2 ? '.' : '\0'))
            return false;
        text += digits + 1;
    }
    return true;
}

static void load_version(struct loader *l, const struct json *j)
{
    const char *version = load_string(l, j, "version");
    if (version && !is_version(version))
        load_error(l, j, "version", "\"%s\" is not a version such as \"1.0.0\"", version);
    l->programme->version = version;
}

/* x to the power 2.4, for 0 < x <= 1, without the mathematics library: x*x times the fifth root of x*x, by Newton. */
static double power_2_4(double x)
{
    double square = x * x, root = 1;
    for (int i = 0; i < 40; i++)
        root -= (root - square / (root * root * root * root)) / 5;
    return square * root;
}

/* Relative luminance: WCAG 2.2, "relative luminance". */
static double luminance(unsigned colour)
{
    static const double weight[3] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++, colour >>= 8) {
        double part = (colour & 0xFF) / 255.0;
        sum += weight[i] * (part <= 0.04045 ? part / 12.92 : power_2_4((part + 0.055) / 1.055));
    }
    return sum;
}

static void load_accent(struct loader *l, const struct json *j)
{
    const char *text = load_string(l, j, "accent");
    if (!text)
        return;
    if (strlen(text) != 7 || text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        load_error(l, j, "colour", "\"%s\" is not a colour such as \"#0A6B68\"", text);
        return;
    }
    unsigned colour = 0;
    sscanf(text + 1, "%x", &colour);
    double contrast = 1.05 / (luminance(colour) + 0.05);
    if (contrast < 4.5)
        load_error(l, j, "contrast", "\"%s\" on white has a contrast of %.1f:1; at least 4.5:1 is needed", text,
                   contrast);
    l->programme->accent = colour;
}

/* "en-GB", "cy", "zh-Hant": two or three letters, then parts of 2 to 8. */
static bool is_language(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    size_t length = strspn(text, letters + 26);
    if (length < 2 || length > 3)
        return false;
    for (text += length; *text == '-'; text += length) {
        text++;
        length = strspn(text, letters);
        if (length < 2 || length > 8)
            return false;
    }
    return *text == '\0';
}

static void load_languages(struct loader *l, const struct json *j)
{
    struct programme *p = l->programme;
    struct names names = {0};
    const struct json *list = load_list(l, j, "languages", 1, LANGUAGES_MAX);
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        const char *language = load_string(l, one, "a language");
        if (language && !is_language(language))
            problem_hint(l->problems, load_error(l, one, "language", "\"%s\" is not a language tag", language),
                         "write it as in \"en-GB\" or \"cy\" (BCP 47)");
        else if (language && names_add(l, &names, language, one, "language"))
            p->languages[p->language_count++] = language;
    }
}

static const struct field stage_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct programme_stage, id), .required = true},
    {.key = "title",
     .type = FIELD_WORDS,
     .at = offsetof(struct programme_stage, title),
     .required = true,
     .part = "/title"},
    {.key = "modules", .required = true},
    {.key = "measures"},
};
static const struct shape stage_shape = {"a stage", FIELDS(stage_fields)};

/* What a stage is called; its modules are read when all of the programme's own words are translated. */
static void load_stages(struct loader *l, const struct json *j)
{
    struct programme *p = l->programme;
    const struct json *list = load_list(l, j, "stages", 2, STAGES_MAX);
    if (!list)
        return;
    struct names ids = {0};
    struct programme_stage *stages = ARENA_ARRAY(l->arena, struct programme_stage, json_count(list));
    for (int i = 0; i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &stage_shape, &stages[i], load_item_place(l, l->place, "stage", one));
        if (stages[i].id)
            names_add(l, &ids, stages[i].id, json_member(one, "id"), "stage");
    }
    p->stages = stages;
    p->stage_count = json_count(list);
}

/* A module that was taken away on purpose is not listed again: records of it are of another one. */
static void load_reserved_modules(struct loader *l, const struct json *reserved, const struct json *modules)
{
    struct programme *p = l->programme;
    p->reserved_count = load_reserved(l, reserved, &p->reserved);
    bool is_list = modules && json_kind(modules) == JSON_ARRAY;
    for (int i = 0; i < p->reserved_count; i++)
        for (int k = 0; is_list && k < json_count(modules); k++)
            if (json_kind(json_at(modules, k)) == JSON_STRING &&
                text_is(json_string(json_at(modules, k)), p->reserved[i]))
                load_error(l, json_at(modules, k), "reserved-used", "\"%s\" is reserved, and used again",
                           p->reserved[i]);
}

static void load_programme(struct loader *l, const char *folder)
{
    struct programme *p = l->programme;
    const struct json *root = json_root(l->document);
    l->place = "programme";
    if (!load_object(l, root, &programme_shape, p, l->place))
        return;
    const struct json *format = json_member(root, "format"), *version = json_member(root, "version");
    p->draft_at = p->draft ? load_place(l, json_member(root, "draft")) : PLACE_NONE;
    const struct json *accent = json_member(root, "accent"), *activity = json_member(root, "activity");
    if (format)
        load_format(l, format);
    if (version)
        load_version(l, version);
    if (accent)
        load_accent(l, accent);
    load_languages(l, json_member(root, "languages"));
    if (activity)
        load_object(l, activity, &activity_shape, p, "");
    const struct json *modules = json_member(root, "modules"), *stages = json_member(root, "stages");
    if (modules && stages)
        load_error(l, stages, "stages", "a programme has \"modules\" or \"stages\", not both");
    else if (!modules && !stages)
        load_error(l, root, "missing", "a programme needs \"modules\"");
    else if (stages)
        load_stages(l, stages);
    load_reserved_modules(l, json_member(root, "reserved"), modules);
    load_sequence(l, root);
    const char *name = strrchr(folder, '/') ? strrchr(folder, '/') + 1 : folder;
    if (p->id && !text_is(p->id, name))
        load_error(l, json_member(root, "id"), "id-file", "the programme \"%s\" is in a folder called \"%s\"", p->id,
                   name);
}

/* --- translations ------------------------------------------------------------------------------------------------ */

void load_catalogue(struct loader *l, const char *path, int language, struct translation_file *out)
{
    struct file_read file;
    bool is_there = file_read(l, path, &file);
    out->file = file.shown;
    struct programme *p = l->programme;
    struct unreviewed *unreviewed = &p->unreviewed[p->unreviewed_count++]; /* until its head says otherwise */
    *unreviewed = (struct unreviewed){.file = file.shown, .language = p->languages[language]};
    if (!is_there) {
        struct place place = {.file = file.shown};
        problem_warning(l->problems, place, "words-missing", "there is no translation into %s: everything shows in %s",
                        l->programme->languages[language], l->programme->languages[0]);
        return;
    }
    out->catalogue = catalogue_parse(l->arena, file.shown, file.bytes, file.size, l->problems);
    if (!out->catalogue)
        return;
    p->unreviewed_count -= catalogue_header(out->catalogue).reviewed;
    const char *says = catalogue_header(out->catalogue).language;
    struct place place = {.file = file.shown};
    if (!text_is(says, l->programme->languages[language]))
        problem_warning(l->problems, place, "po-language", "the header says Language: %s, the file is for %s",
                        says ? says : "nothing", l->programme->languages[language]);
}

static void read_translations(struct loader *l, const char *folder, bool has_feedback)
{
    struct programme *p = l->programme;
    for (int i = 1; i < p->language_count; i++) {
        struct translation *t = &l->translations[i];
        load_catalogue(l, arena_printf(l->arena, "%s/po/%s.po", folder, p->languages[i]), i, &t->own);
        if (has_feedback)
            load_catalogue(l, arena_printf(l->arena, SHARED_FOLDER "/po/%s.po", p->languages[i]), i, &t->shared);
    }
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

void load_forget(struct loader *l)
{
    l->notes = NULL;
    l->notes_end = &l->notes;
    l->pages = l->ids = (struct names){0};
    l->exercise_count = 0;
}

static void read_feedback(struct loader *l, const struct json *j, struct feedback_read *out)
{
    const char *id = j ? load_id(l, j, "feedback") : NULL;
    l->feedback = id;
    if (!id)
        return;
    out->document = load_document(l, arena_printf(l->arena, SHARED_FOLDER "/%s.json", id), j, &out->file);
    out->is_broken = !out->document;
    const struct json *written = out->document ? json_member(json_root(out->document), "id") : NULL;
    if (!written)
        return;
    const struct json_document *programme = l->document;
    l->document = out->document;
    const char *says = load_id(l, written, "id");
    if (says && !text_is(says, id))
        load_error(l, written, "id-file", "the feedback \"%s\" is in a file called \"%s.json\"", says, id);
    out->is_broken = !text_is(says, id);
    l->document = programme;
}

bool programme_head_read(struct arena *a, const struct source *source, const char *folder, struct programme_head *out)
{
    struct programme scratch = {0};
    struct problems unheard;
    struct file_read file;
    problems_init(&unheard, a);
    struct loader l = {.arena = a, .source = source, .problems = &unheard, .programme = &scratch};
    *out = (struct programme_head){0};
    l.document = load_document(&l, arena_printf(a, "%s/programme.json", folder), NULL, &file);
    const struct json *root = l.document ? json_root(l.document) : NULL;
    if (!root || json_kind(root) != JSON_OBJECT)
        return false;
    const struct json *example = json_member(root, "example");
    out->example = example && json_kind(example) == JSON_TRUE;
    load_languages(&l, json_member(root, "languages"));
    memcpy(out->languages, scratch.languages, sizeof out->languages);
    out->language_count = scratch.language_count;
    return scratch.language_count > 0;
}

struct programme *programme_load(struct arena *a, const struct source *source, const char *folder,
                                 struct problems *problems)
{
    struct programme *p = ARENA_NEW(a, struct programme);
    struct loader l = {.arena = a, .source = source, .problems = problems, .programme = p};
    l.measures = ARENA_NEW(a, struct measures_read);
    l.translations = ARENA_ARRAY(a, struct translation, LANGUAGES_MAX);
    struct file_read file;
    struct feedback_read feedback = {0};
    int errors = problems_breaking(problems);
    load_forget(&l);
    p->folder = arena_strdup(a, folder);
    const struct json_document *document = load_document(&l, arena_printf(a, "%s/programme.json", folder), NULL, &file);
    if (!document)
        return NULL;
    l.document = document;
    load_programme(&l, folder);
    p->messages = load_messages(&l, false);
    read_feedback(&l, json_member(json_root(document), "feedback"), &feedback);
    bool usable = problems_breaking(problems) == errors || (feedback.is_broken && p->language_count > 0);
    read_translations(&l, p->folder, feedback.document != NULL);
    load_check_answers(&l);
    load_translate(&l, false);
    l.document = document;
    load_asked(&l, json_member(json_root(document), "measures"), &l.measures->first, &l.measures->last);
    p->measures_first = l.measures->first.measure;
    p->first_count = l.measures->first.count;
    p->measures_last = l.measures->last.measure;
    p->last_count = l.measures->last.count;
    load_modules(&l, json_root(document), &feedback);
    load_report_translations(&l, problems_breaking(problems) == errors);
    problems_sort(problems);
    return usable ? p : NULL;
}
