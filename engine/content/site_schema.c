#include "site.h"

#include "json.h"

static void write_member(struct buffer *out, const char *key, const char *text)
{
    buffer_addf(out, ", \"%s\": ", key);
    json_write_string(out, text);
}

static void write_names(struct buffer *out, const struct site_setting *s)
{
    buffer_adds(out, "\"enum\": [");
    for (int i = 0; s->names[i]; i++) {
        buffer_adds(out, i ? ", " : "");
        json_write_string(out, s->names[i]);
    }
    buffer_adds(out, "]");
}

/* What a value of that kind has to look like. */
static void write_kind(struct buffer *out, const struct site_setting *s)
{
    switch (s->kind) {
    case SITE_NAME:
        buffer_addf(out, "\"type\": \"string\", \"minLength\": 1, \"maxLength\": %d", SITE_NAME_MAX);
        write_member(out, "pattern", "^[^\\u0000-\\u001f-][^\\u0000-\\u001f]*$");
        break;
    case SITE_CHOICE:
        write_names(out, s);
        break;
    case SITE_CHOICES:
        buffer_adds(out, "\"type\": \"array\", \"minItems\": 1, \"uniqueItems\": true, \"items\": {");
        write_names(out, s);
        buffer_adds(out, "}");
        break;
    case SITE_NUMBER:
        buffer_addf(out, "\"type\": \"integer\", \"minimum\": %g, \"maximum\": %g", s->least, s->most);
        break;
    case SITE_TEXT:
        buffer_addf(out,
                    "\"type\": [\"object\", \"null\"], \"minProperties\": 1, \"propertyNames\": {\"pattern\": "
                    "\"^[a-z]{2,3}(-[A-Za-z0-9-]+)?$\"}, \"additionalProperties\": {\"type\": \"string\", "
                    "\"minLength\": 1, \"maxLength\": %g}",
                    s->most);
        break;
    case SITE_PATH:
        buffer_adds(out, "\"type\": [\"string\", \"null\"], \"pattern\": \"^/\"");
        break;
    case SITE_COMMAND:
        buffer_addf(out,
                    "\"type\": [\"array\", \"null\"], \"minItems\": 1, \"maxItems\": %d, \"items\": {\"type\": "
                    "\"string\", \"minLength\": 1}, \"prefixItems\": [{\"pattern\": \"^/\"}]",
                    SITE_COMMAND_MAX);
        break;
    }
}

static const char *group_why(const char *group)
{
    static const char *const groups[][2] = {
        {"day", "What an activity day is, and what it is called here."},
        {"idle", "How long nobody touches the screen before it asks, and before it ends the sitting."},
        {"pin", "How many wrong tries there are."},
        {"privacy", "What people are told of what is kept, and who to ask."},
        {"concern", "Who is told when somebody asks for support or gives an answer that should be seen."},
        {"print", "Whether and where pages are printed."},
        {"bundles", "Taking one person to another terminal in a file."},
        {"content", "Which programmes are played."},
        {"keep", "How long what people wrote is kept."},
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (text_is(groups[i][0], group))
            return groups[i][1];
    return "";
}

void site_schema(struct buffer *out)
{
    int count;
    const char *group = NULL;
    const struct site_setting *settings = site_settings(&count);
    buffer_addf(
        out,
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"Cairn site\",\n"
        "  \"description\": \"What a site decides. cairn site check checks this and what a schema cannot say.\","
        "\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"required\": [\"format\"],\n"
        "  \"properties\": {\n    \"format\": {\"const\": %d, \"description\": \"The version of this format.\"}",
        SITE_FORMAT);
    for (int i = 0; i < count; i++) {
        const struct site_setting *s = &settings[i];
        bool opens = !text_is(s->group, group);
        if (opens && group)
            buffer_adds(out, "\n    }}");
        if (opens) {
            buffer_addf(out, ",\n    \"%s\": {\"type\": \"object\"", s->group);
            write_member(out, "description", group_why(s->group));
            buffer_adds(out, ", \"additionalProperties\": false, \"properties\": {\n");
        } else {
            buffer_adds(out, ",\n");
        }
        group = s->group;
        buffer_addf(out, "%s\"%s\": {", group ? "      " : "    ", s->key);
        write_kind(out, s);
        buffer_addf(out, ", \"default\": %s", s->standard);
        write_member(out, "description", s->why);
        buffer_adds(out, "}");
    }
    buffer_addf(out, "%s\n  }\n}\n", group ? "\n    }}" : "");
}
