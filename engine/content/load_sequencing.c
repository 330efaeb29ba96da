/* What holds for every programme when the next one is suggested: shared/sequencing.json (sequence.h). */
#include "sequence.h"

#include <string.h>

#include "load_inside.h"

#define PLACE "sequencing"

static const struct field need_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct need, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct need, text), .required = true},
    {.key = "stop", .type = FIELD_WORDS, .at = offsetof(struct need, stop)},
    {.key = "note", .type = FIELD_WORDS, .at = offsetof(struct need, note)},
};
static const struct shape need_shape = {"a need", FIELDS(need_fields)};

static const struct field wish_fields[] = {
    {.key = "rank",
     .type = FIELD_COUNT,
     .at = offsetof(struct sequencing, wish_rank),
     .required = true,
     .least = 1,
     .most = RANK_MAX},
    {.key = "because", .type = FIELD_WORDS, .at = offsetof(struct sequencing, wish), .required = true},
};
static const struct shape wish_shape = {"the wish", FIELDS(wish_fields)};

static const struct field open_fields[] = {
    {.key = "at_most",
     .type = FIELD_COUNT,
     .at = offsetof(struct sequencing, open_at_most),
     .required = true,
     .least = 1,
     .most = RANK_MAX},
    {.key = "because", .type = FIELD_WORDS, .at = offsetof(struct sequencing, open), .required = true},
};
static const struct shape open_shape = {"what is open", FIELDS(open_fields)};

static const struct field also_fields[] = {
    {.key = "id", .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = 0, .required = true},
};
static const struct shape also_shape = {"a sentence", FIELDS(also_fields)};

static const struct field file_fields[] = {{.key = "needs", .required = true},
                                           {.key = "wish", .required = true},
                                           {.key = "open", .required = true},
                                           {.key = "also"}};
static const struct shape file_shape = {"the list for sequencing", FIELDS(file_fields)};

static void read_needs(struct loader *l, const struct json *j, struct sequencing *out)
{
    const struct json *list = load_list(l, j, "needs", 1, NEEDS_MAX);
    struct need *needs = ARENA_ARRAY(l->arena, struct need, NEEDS_MAX);
    struct names ids = {0};
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *one = json_at(list, i), *id = json_member(one, "id");
        bool is_named = id && json_kind(id) == JSON_STRING;
        struct need *need = &needs[out->need_count];
        if (load_object(l, one, &need_shape, need,
                        arena_printf(l->arena, PLACE "/need.%s", is_named ? json_string(id) : "")) &&
            need->id && names_add(l, &ids, need->id, id, "need"))
            out->need_count++;
    }
    out->needs = needs;
}

static void read_also(struct loader *l, const struct json *j, struct sequencing *out)
{
    const struct json *list = load_list(l, j, "also", 0, ALSO_MAX);
    struct words *also = ARENA_ARRAY(l->arena, struct words, ALSO_MAX);
    struct names ids = {0};
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *one = json_at(list, i), *member = json_member(one, "id");
        const char *id = member ? load_id(l, member, "a sentence") : NULL;
        if (load_object(l, one, &also_shape, &also[out->also_count],
                        arena_printf(l->arena, PLACE "/also.%s", id ? id : "")) &&
            id && names_add(l, &ids, id, member, "sentence"))
            out->also_count++;
    }
    out->also = also;
}

static void read_file(struct loader *l, struct sequencing *out)
{
    struct file_read file;
    char nothing;
    l->document = load_document(l, SEQUENCING_FILE, NULL, &file);
    const struct json *root = l->document ? json_root(l->document) : NULL;
    if (!root || !load_object(l, root, &file_shape, &nothing, ""))
        return;
    const struct json *needs = json_member(root, "needs"), *wish = json_member(root, "wish"),
                      *open = json_member(root, "open");
    if (needs)
        read_needs(l, needs, out);
    read_also(l, json_member(root, "also"), out);
    if (wish)
        load_object(l, wish, &wish_shape, out, PLACE "/wish");
    if (open)
        load_object(l, open, &open_shape, out, PLACE "/open");
}

/* In the catalogue that programmes share: entries of its own, "sequencing/need.drink.text". */
static void translate(struct loader *l, bool is_whole)
{
    for (int i = 1; i < l->programme->language_count; i++) {
        const char *path = arena_printf(l->arena, SHARED_FOLDER "/po/%s.po", l->programme->languages[i]);
        if (l->source->exists(l->source->context, path))
            load_catalogue(l, path, i, &l->translations[i].shared);
    }
    load_translate(l, true);
    load_report_translations(l, is_whole);
}

const struct sequencing *sequencing_load(struct arena *a, const struct source *source, const char *const *languages,
                                         int language_count, struct problems *problems)
{
    struct programme *scratch = ARENA_NEW(a, struct programme);
    struct sequencing *out = ARENA_NEW(a, struct sequencing);
    struct loader l = {.arena = a,
                       .source = source,
                       .problems = problems,
                       .programme = scratch,
                       .place = PLACE,
                       .shared = true,
                       .feedback = PLACE};
    int errors = problems->errors;
    if (!source->exists(source->context, SEQUENCING_FILE))
        return NULL;
    l.translations = ARENA_ARRAY(a, struct translation, LANGUAGES_MAX);
    scratch->language_count = language_count < LANGUAGES_MAX ? language_count : LANGUAGES_MAX;
    memcpy(scratch->languages, languages, (size_t)scratch->language_count * sizeof *languages);
    load_forget(&l);
    read_file(&l, out);
    out->messages = load_messages(&l, true);
    translate(&l, problems->errors == errors);
    return problems->errors == errors ? out : NULL;
}

int sequencing_need(const struct sequencing *s, const char *id)
{
    for (int i = 0; s && i < s->need_count; i++)
        if (text_is(s->needs[i].id, id))
            return i;
    return -1;
}
