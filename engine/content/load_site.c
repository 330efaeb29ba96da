#include "load_inside.h"
#include "site.h"

#include <assert.h>
#include <string.h>

#define SITE_FIELDS_MAX 32

/* "cy", "en-GB" */
static bool language_is_valid(const char *tag)
{
    size_t first = strspn(tag, "abcdefghijklmnopqrstuvwxyz");
    return (first == 2 || first == 3) && (!tag[first] || (tag[first] == '-' && strlen(tag) < 16)) &&
           strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(tag);
}

static const char *group_of(const struct site_setting *setting)
{
    return setting->group ? setting->group : "";
}

/* --- one value --------------------------------------------------------------------------------------------------- */

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return true;
    return false;
}

static void read_name(struct loader *l, const struct json *j, const char **out)
{
    const char *name = load_string(l, j, json_key(j));
    if (!name)
        return;
    *out = name;
    if (utf8_count(name, strlen(name)) > SITE_NAME_MAX)
        load_error(l, j, "limit", "%s is longer than %d characters", json_key(j), SITE_NAME_MAX);
    else if (name[0] == '-' || has_control(name)) /* a program that is told it must not take it for an option */
        load_error(l, j, "value", "%s must not begin with \"-\", and must be one line", json_key(j));
}

static bool is_absolute(struct loader *l, const struct json *j, const char *path, const char *what)
{
    if (path[0] == '/' && !has_control(path))
        return true;
    struct problem *problem = load_error(l, j, "path", "%s \"%s\" is not an absolute path", what, path);
    problem_hint(l->problems, problem, "begin with \"/\": what folder the terminal starts in is nobody's choice");
    return false;
}

static void read_path(struct loader *l, const struct json *j, const char **out)
{
    *out = NULL;
    if (json_kind(j) == JSON_NULL)
        return;
    const char *path = load_string(l, j, json_key(j));
    if (path && is_absolute(l, j, path, json_key(j)))
        *out = path;
}

static void read_command(struct loader *l, const struct json *j, struct site_command *out)
{
    *out = (struct site_command){.count = 0};
    if (json_kind(j) == JSON_NULL)
        return;
    const struct json *list = load_list(l, j, json_key(j), 1, SITE_COMMAND_MAX);
    for (int i = 0; list && i < json_count(list) && i < SITE_COMMAND_MAX; i++) {
        const struct json *one = json_at(list, i);
        const char *word = load_string(l, one, i ? "an argument" : "the program");
        if (word && i == 0 && !is_absolute(l, one, word, "the program"))
            continue;
        if (word && has_control(word))
            load_error(l, one, "value", "an argument must be one line");
        out->word[out->count++] = word;
    }
}

static void read_choices(struct loader *l, const struct json *j, const struct site_setting *setting, unsigned *out)
{
    const struct field field = {.key = setting->key, .names = setting->names};
    int count = 0;
    while (setting->names[count])
        count++;
    const struct json *list = load_list(l, j, setting->key, 1, count);
    *out = 0;
    for (int i = 0; list && i < json_count(list); i++) {
        int errors = l->problems->errors;
        unsigned bit = 1U << load_enum(l, json_at(list, i), &field);
        if (*out & bit && l->problems->errors == errors)
            load_error(l, json_at(list, i), "value", "%s names this twice", setting->key);
        *out |= bit;
    }
}

static void read_text(struct loader *l, const struct json *j, const struct site_setting *setting, struct site_text *out)
{
    *out = (struct site_text){.count = 0};
    if (json_kind(j) == JSON_NULL || !load_is(l, j, JSON_OBJECT, setting->key))
        return;
    for (int i = 0; i < json_count(j); i++) {
        const struct json *one = json_at(j, i);
        const char *language = json_key(one), *words = load_string(l, one, language);
        if (!language_is_valid(language)) {
            struct problem *problem = load_error(l, one, "language", "\"%s\" is no language", language);
            problem_hint(l->problems, problem, "write it as in \"en-GB\" or \"cy\"");
        } else if (out->count == SITE_LANGUAGES_MAX)
            load_error(l, one, "limit", "%s has more than %d languages", setting->key, SITE_LANGUAGES_MAX);
        else if (words && utf8_count(words, strlen(words)) > (size_t)setting->most)
            load_error(l, one, "limit", "%s is longer than %g characters", setting->key, setting->most);
        else if (words) {
            out->in[out->count].language = language;
            out->in[out->count++].words = words;
        }
    }
    if (!json_count(j))
        load_error(l, j, "empty", "%s has no words; leave it out for the program's own", setting->key);
}

const char *site_text_in(const struct site_text *text, const char *language)
{
    for (int i = 0; i < text->count; i++)
        if (text_is(text->in[i].language, language))
            return text->in[i].words;
    return text->count ? text->in[0].words : NULL;
}

static void read_value(struct loader *l, const struct json *j, const struct site_setting *setting, struct site *out)
{
    void *to = (char *)out + setting->at;
    switch (setting->kind) {
    case SITE_NAME:
        read_name(l, j, to);
        break;
    case SITE_CHOICE: {
        const struct field field = {.key = setting->key, .names = setting->names};
        *(const char **)to = setting->names[load_enum(l, j, &field)];
        break;
    }
    case SITE_CHOICES:
        read_choices(l, j, setting, to);
        break;
    case SITE_NUMBER: /* read with the object */
        break;
    case SITE_TEXT:
        read_text(l, j, setting, to);
        break;
    case SITE_PATH:
        read_path(l, j, to);
        break;
    case SITE_COMMAND:
        read_command(l, j, to);
        break;
    }
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

/* The settings of a group (`name` "": of the file itself), and the groups that the file has. */
static void read_group(struct loader *l, const struct json *j, const char *name, struct site *out)
{
    struct field fields[SITE_FIELDS_MAX];
    int count, field_count = 0;
    const struct site_setting *settings = site_settings(&count);
    if (!*name)
        fields[field_count++] = (struct field){.key = "format", .required = true};
    for (int i = 0; i < count; i++) {
        assert(field_count < SITE_FIELDS_MAX);
        const struct site_setting *s = &settings[i];
        bool opens = s->group && (i == 0 || !text_is(settings[i - 1].group, s->group));
        if (!*name && opens)
            fields[field_count++] = (struct field){.key = s->group};
        if (text_is(group_of(s), name))
            fields[field_count++] = (struct field){.key = s->key,
                                                   .type = s->kind == SITE_NUMBER ? FIELD_COUNT : FIELD_OTHER,
                                                   .at = s->at,
                                                   .least = s->least,
                                                   .most = s->most};
    }
    const char *what = *name ? arena_printf(l->arena, "\"%s\"", name) : SITE_FILE;
    const struct shape shape = {what, fields, field_count};
    if (!load_object(l, j, &shape, out, ""))
        return;
    for (int i = 0; i < count; i++) {
        const struct site_setting *s = &settings[i];
        bool opens = s->group && (i == 0 || !text_is(settings[i - 1].group, s->group));
        const struct json *group = !*name && opens ? json_member(j, s->group) : NULL;
        const struct json *value = text_is(group_of(s), name) ? json_member(j, s->key) : NULL;
        if (group)
            read_group(l, group, s->group, out);
        if (value)
            read_value(l, value, s, out);
    }
}

/* What no one value can be wrong about. */
static void check_together(struct loader *l, const struct json *root, const struct site *site)
{
    const struct json *pin = json_member(root, "pin");
    if (site->free_tries > site->tries)
        load_error(l, pin ? pin : root, "site-tries", "waits begin after %d wrong PINs, but staff come after %d",
                   site->free_tries, site->tries);
}

static bool read_over(struct arena *a, const char *file, const char *text, size_t length, struct problems *problems,
                      struct site *out)
{
    int errors = problems->errors;
    struct loader l = {.arena = a, .problems = problems, .document = json_parse(a, file, text, length, problems)};
    if (!l.document)
        return false;
    const struct json *root = json_root(l.document);
    read_group(&l, root, "", out);
    const struct json *format = json_kind(root) == JSON_OBJECT ? json_member(root, "format") : NULL;
    if (format && load_is(&l, format, JSON_NUMBER, "format") && json_number(format) != SITE_FORMAT)
        load_error(&l, format, "format", "this is format %g; this version of Cairn reads format %d",
                   json_number(format), SITE_FORMAT);
    if (problems->errors == errors)
        check_together(&l, root, out);
    return problems->errors == errors;
}

/* Every setting, each written by `value`. */
static void write_file(struct buffer *out, const struct site *site, const struct site *but)
{
    int count;
    const char *group = "";
    const struct site_setting *settings = site_settings(&count);
    buffer_addf(out, "{\n  \"format\": %d", SITE_FORMAT);
    for (int i = 0; i < count; i++) {
        struct buffer value, other;
        buffer_init(&value, out->arena);
        buffer_init(&other, out->arena);
        if (site)
            site_write_value(site, &settings[i], &value);
        else
            buffer_adds(&value, settings[i].standard);
        if (but)
            site_write_value(but, &settings[i], &other);
        if (but && text_is(buffer_text(&value), buffer_text(&other)))
            continue;
        bool opens = !text_is(group, group_of(&settings[i]));
        if (opens && *group)
            buffer_adds(out, "\n  }");
        group = group_of(&settings[i]);
        buffer_addf(out, opens ? ",\n  \"%s\": {\n    " : *group ? ",\n    " : ",\n  ", group);
        buffer_addf(out, "\"%s\": %s", settings[i].key, buffer_text(&value));
    }
    buffer_adds(out, *group ? "\n  }\n}\n" : "\n}\n");
}

struct site site_standard(struct arena *a)
{
    struct site site = {0};
    struct buffer text;
    struct problems problems;
    buffer_init(&text, a);
    problems_init(&problems, a);
    write_file(&text, NULL, NULL);
    bool good = read_over(a, SITE_FILE, buffer_text(&text), text.length, &problems, &site);
    assert(good); /* the table's own */
    (void)good;
    return site;
}

bool site_read(struct arena *a, const char *file, const char *text, size_t length, struct problems *problems,
               struct site *out)
{
    *out = site_standard(a);
    return read_over(a, file, text, length, problems, out);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void write_text(struct buffer *out, const char *text)
{
    if (text)
        json_write_string(out, text);
    else
        buffer_adds(out, "null");
}

void site_write_value(const struct site *site, const struct site_setting *setting, struct buffer *out)
{
    const void *from = (const char *)site + setting->at;
    switch (setting->kind) {
    case SITE_NAME:
    case SITE_CHOICE:
    case SITE_PATH:
        write_text(out, *(const char *const *)from);
        break;
    case SITE_CHOICES: {
        const char *before = "[";
        for (int i = 0; setting->names[i]; i++) {
            if (!(*(const unsigned *)from >> i & 1))
                continue;
            buffer_adds(out, before);
            json_write_string(out, setting->names[i]);
            before = ", ";
        }
        buffer_adds(out, "]");
        break;
    }
    case SITE_NUMBER:
        json_write_number(out, *(const int *)from);
        break;
    case SITE_TEXT: {
        const struct site_text *text = from;
        for (int i = 0; i < text->count; i++) {
            buffer_adds(out, i ? ", " : "{");
            json_write_string(out, text->in[i].language);
            buffer_adds(out, ": ");
            json_write_string(out, text->in[i].words);
        }
        buffer_adds(out, text->count ? "}" : "null");
        break;
    }
    case SITE_COMMAND: {
        const struct site_command *command = from;
        for (int i = 0; i < command->count; i++) {
            buffer_adds(out, i ? ", " : "[");
            json_write_string(out, command->word[i]);
        }
        buffer_adds(out, command->count ? "]" : "null");
        break;
    }
    }
}

void site_write(struct arena *a, const struct site *site, bool whole, struct buffer *out)
{
    struct site standard = site_standard(a);
    write_file(out, site, whole ? NULL : &standard);
}
