/*
 * Facts: telephone numbers, limits, amounts and dates that many modules say and that change: one list,
 * shared/facts.json, each with where it comes from and by when it is looked at again. Words name them,
 * {fact.samaritans}, and show what the list says.
 */
#include "fact.h"
#include "load_inside.h"

#include <string.h>

#define FACT_MARK "fact."

/* `text` is shown as it stands in every language: digits and names, no sentences. */
#define FACT_BYTES_MAX 60

static const struct field fact_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct fact, id), .required = true},
    {.key = "text", .required = true},
    {.key = "for", .required = true},
    {.key = "source", .required = true},
    {.key = "verified", .type = FIELD_FLAG, .at = offsetof(struct fact, verified), .required = true},
    {.key = "review_by", .type = FIELD_DATE, .at = offsetof(struct fact, review_by), .required = true},
};
static const struct shape fact_shape = {"a fact", FIELDS(fact_fields)};
static const struct field file_fields[] = {{.key = "facts", .required = true}};
static const struct shape file_shape = {"the list of facts", FIELDS(file_fields)};

static const char *load_text(struct loader *l, const struct json *j, const char *key)
{
    const struct json *text = json_member(j, key);
    return text ? load_string(l, text, key) : NULL;
}

static void load_fact(struct loader *l, const struct json *j, struct names *ids)
{
    struct fact *fact = &l->programme->facts[l->programme->fact_count];
    *fact = (struct fact){0};
    if (!load_object(l, j, &fact_shape, fact, "") || !fact->id || !names_add(l, ids, fact->id, j, "fact"))
        return;
    fact->place = load_place(l, j);
    fact->text = load_text(l, j, "text");
    fact->is_for = load_text(l, j, "for");
    fact->from = load_text(l, j, "source");
    if (fact->text && strlen(fact->text) > FACT_BYTES_MAX)
        load_error(l, json_member(j, "text"), "limit", "text is longer than %d bytes: words belong in the module",
                   FACT_BYTES_MAX);
    if (fact->text)
        l->programme->fact_count++;
}

/* Once a programme, when the first {fact} is met. */
static void read_facts(struct loader *l, const struct json *at)
{
    char nothing;
    struct file_read file;
    struct names ids = {0};
    const struct json_document *reading = l->document;
    l->programme->facts = ARENA_ARRAY(l->arena, struct fact, FACTS_MAX);
    const struct json_document *document = load_document(l, FACTS_FILE, at, &file);
    l->document = document;
    if (document && load_object(l, json_root(document), &file_shape, &nothing, "")) {
        const struct json *list = load_list(l, json_member(json_root(document), "facts"), "facts", 1, FACTS_MAX);
        for (int i = 0; list && i < json_count(list); i++)
            load_fact(l, json_at(list, i), &ids);
    }
    l->document = reading;
}

/* --- for the interface ------------------------------------------------------------------------------------------- */

const char *facts_text(const struct facts *facts, const char *id)
{
    for (int i = 0; i < facts->count; i++)
        if (text_is(facts->item[i].id, id))
            return facts->item[i].text;
    return NULL;
}

static struct place list_place(struct arena *a, const struct source *source)
{
    return (struct place){.file = arena_printf(a, "%s/%s", source->root, FACTS_FILE)};
}

void facts_judge(struct arena *a, const struct facts *facts, const struct source *source, struct problems *problems)
{
    static const char *const said[] = {FACT_SAMARITANS, FACT_EMERGENCY};
    struct place place = list_place(a, source);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (!facts_text(facts, said[i]))
            problem_hint(problems,
                         problem_error(problems, place, "fact-needed",
                                       "there is no fact \"%s\": whoever asks for support is told nothing to ring",
                                       said[i]),
                         "add it: its text is the number");
}

struct facts facts_read(struct arena *a, const struct source *source, struct problems *problems)
{
    struct programme scratch = {0};
    struct loader l = {.arena = a, .source = source, .problems = problems, .programme = &scratch};
    int errors = problems->errors;
    if (!source->exists(source->context, FACTS_FILE)) {
        problem_hint(problems,
                     problem_warning(problems, list_place(a, source), "fact-needed",
                                     "there is no list of facts: whoever asks for support is told nothing to ring"),
                     "add one, with \"" FACT_SAMARITANS "\" and \"" FACT_EMERGENCY "\"");
        return (struct facts){0};
    }
    read_facts(&l, NULL);
    struct facts facts = {.item = scratch.facts, .count = scratch.fact_count};
    if (problems->errors == errors)
        facts_judge(a, &facts, source, problems);
    return facts;
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

bool words_next_fact(const char **at, const char **mark_out, char id_out[ID_ROOM])
{
    for (const char *open = strstr(*at, "{" FACT_MARK); open; open = strstr(open + 1, "{" FACT_MARK)) {
        const char *id = open + strlen("{" FACT_MARK), *close = strchr(id, '}');
        if (!close || close == id || (size_t)(close - id) >= ID_ROOM)
            continue;
        memcpy(id_out, id, (size_t)(close - id));
        id_out[close - id] = '\0';
        *mark_out = open;
        *at = close + 1;
        return true;
    }
    return false;
}

const struct fact *programme_fact(const struct programme *p, const char *id)
{
    for (int i = 0; i < p->fact_count; i++)
        if (text_is(p->facts[i].id, id))
            return &p->facts[i];
    return NULL;
}

void load_check_facts(struct loader *l, const struct note *note)
{
    char id[ID_ROOM];
    const char *mark;
    for (const char *at = note->message->source; words_next_fact(&at, &mark, id);) {
        if (!l->programme->facts)
            read_facts(l, note->at);
        if (programme_fact(l->programme, id))
            continue;
        const char **names = ARENA_ARRAY(l->arena, const char *, l->programme->fact_count);
        for (int i = 0; i < l->programme->fact_count; i++)
            names[i] = l->programme->facts[i].id;
        load_hint_nearest(l, load_error(l, note->at, "fact-unknown", "there is no fact \"%s\" in " FACTS_FILE, id), id,
                          names, l->programme->fact_count);
    }
}

static const char *filled(struct loader *l, const char *words)
{
    char id[ID_ROOM];
    const char *mark, *at = words, *from = words;
    struct buffer out;
    buffer_init(&out, l->arena);
    while (words_next_fact(&at, &mark, id)) {
        const struct fact *fact = programme_fact(l->programme, id);
        buffer_add(&out, from, (size_t)(mark - from));
        if (fact)
            buffer_adds(&out, fact->text);
        else
            buffer_add(&out, mark, (size_t)(at - mark));
        from = at;
    }
    buffer_adds(&out, from);
    return buffer_text(&out);
}

void load_fill_facts(struct loader *l)
{
    for (struct note *note = l->notes; note; note = note->next)
        for (int i = 0; i < l->programme->language_count; i++)
            if (note->message->in[i] && strstr(note->message->in[i], "{" FACT_MARK))
                note->message->in[i] = filled(l, note->message->in[i]);
}
