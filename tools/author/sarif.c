#include "sarif.h"

#include <string.h>

#include "json.h"

void sarif_init(struct sarif *s, struct arena *a, const struct explained_list *explained)
{
    *s = (struct sarif){.arena = a, .explained = explained};
    buffer_init(&s->results, a);
}

static int rule_of(struct sarif *s, const char *code)
{
    for (int i = 0; i < s->rule_count; i++)
        if (text_is(s->rules[i], code))
            return i;
    if (s->rule_count == SARIF_RULES_MAX)
        return -1;
    s->rules[s->rule_count] = arena_strdup(s->arena, code);
    return s->rule_count++;
}

/* A path as a URI reference (RFC 3986): what has a meaning there is escaped. */
static const char *uri_of(struct arena *a, const char *path)
{
    struct buffer out;
    buffer_init(&out, a);
    if (path[0] == '/')
        buffer_adds(&out, "file://");
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("-._~/", (char)*c);
        plain ? buffer_add(&out, (const char *)c, 1) : buffer_addf(&out, "%%%02X", *c);
    }
    return buffer_text(&out);
}

static void add_place(struct sarif *s, const struct place *place)
{
    struct buffer *out = &s->results;
    buffer_adds(out, ",\n    \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    json_write_string(out, uri_of(s->arena, place->file));
    buffer_adds(out, "}");
    if (place->line)
        buffer_addf(out, ", \"region\": {\"startLine\": %d, \"startColumn\": %d}", place->line, place->column);
    buffer_adds(out, "}");
    if (place->pointer && place->pointer[0]) {
        buffer_adds(out, ", \"logicalLocations\": [{\"fullyQualifiedName\": ");
        json_write_string(out, place->pointer);
        buffer_adds(out, ", \"kind\": \"value\"}]");
    }
    buffer_adds(out, "}]");
}

void sarif_add(struct sarif *s, const struct problem *problem)
{
    struct buffer *out = &s->results;
    int rule = rule_of(s, problem->code);
    const char *message =
        problem->hint ? arena_printf(s->arena, "%s\nhint: %s", problem->message, problem->hint) : problem->message;
    buffer_adds(out, s->result_count++ ? ",\n   {\"ruleId\": " : "\n   {\"ruleId\": ");
    json_write_string(out, problem->code);
    if (rule >= 0)
        buffer_addf(out, ", \"ruleIndex\": %d", rule);
    buffer_addf(out, ", \"level\": \"%s\",\n    \"message\": {\"text\": ",
                problem->severity == SEVERITY_ERROR ? "error" : "warning");
    json_write_string(out, message);
    buffer_adds(out, "}");
    if (problem->place.file)
        add_place(s, &problem->place);
    buffer_adds(out, "}");
}

static void write_text(struct buffer *out, const char *key, const char *text)
{
    buffer_addf(out, ",\n     \"%s\": {\"text\": ", key);
    json_write_string(out, text);
    buffer_adds(out, "}");
}

static void write_rule(const struct sarif *s, const char *id, struct buffer *out)
{
    const struct explained *e = explained_find(s->explained, id);
    buffer_adds(out, "    {\"id\": ");
    json_write_string(out, id);
    if (e) {
        const char *help =
            arena_printf(s->arena, "%s\n\n%s\n\nWrong: %s\n\nRight: %s", e->why, e->put_right, e->wrong, e->right);
        write_text(out, "shortDescription", e->meaning);
        buffer_adds(out, ",\n     \"help\": {\"text\": ");
        json_write_string(out, help);
        buffer_adds(out, ", \"markdown\": ");
        json_write_string(out, help);
        buffer_adds(out, "}");
    }
    buffer_adds(out, "}");
}

void sarif_write(const struct sarif *s, struct buffer *out)
{
    buffer_adds(out, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n \"version\": \"2.1.0\",\n"
                     " \"runs\": [{\n  \"tool\": {\"driver\": {\"name\": \"cairn lint\", \"rules\": [");
    for (int i = 0; i < s->rule_count; i++) {
        buffer_adds(out, i ? ",\n" : "\n");
        write_rule(s, s->rules[i], out);
    }
    buffer_adds(out, "]}},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": [");
    buffer_adds(out, buffer_text(&s->results));
    buffer_adds(out, "]}]}\n");
}
