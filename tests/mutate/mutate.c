/*
 * Random mistakes in everything under modules/: loading ends, in memory bounds, whatever an author did to a file.
 *
 *     mutate MODULES ACCEPTED SEED COUNT     writes what lint takes without an error to the file ACCEPTED
 *     mutate MODULES - SEED COUNT NUMBER     prints mutation NUMBER of that run, to look at it
 *
 * A line of ACCEPTED is a file's path, its number, and its text as a JSON string, apart by tabs: tests/mutate/run asks
 * the JSON Schemas about them, for what a schema refuses, lint must refuse too. Every mutation has a random sequence of
 * its own, made of the seed and its number. Files are found, so a new module is mutated from its first day.
 */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "json.h"
#include "load.h"

/* --- chance ------------------------------------------------------------------------------------------------------ */

static uint64_t chance_state;

/* splitmix64 */
static unsigned chance(unsigned below)
{
    uint64_t z = chance_state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return below ? (unsigned)((z ^ (z >> 31)) % below) : 0;
}

/* --- the files --------------------------------------------------------------------------------------------------- */

enum { FILES_MAX = 512 };

struct file {
    const char *path, *bytes; /* path: inside the modules folder */
    size_t size;
};

struct content {
    struct arena arena;
    struct source source;
    struct file files[FILES_MAX];
    int count;
    const char *programmes[64]; /* folders */
    int programme_count;
};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static void content_find(struct content *c, const char *root, const char *folder)
{
    DIR *directory = opendir(arena_printf(&c->arena, "%s/%s", root, folder));
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.' || text_is(entry->d_name, "schema") || text_is(entry->d_name, "media"))
            continue;
        const char *path = arena_printf(&c->arena, "%s%s%s", folder, *folder ? "/" : "", entry->d_name);
        if (!ends_with(path, ".json") && !ends_with(path, ".po")) {
            content_find(c, root, path);
            continue;
        }
        struct file *f = &c->files[c->count];
        f->path = path;
        if (c->count < FILES_MAX && c->source.read(c->source.context, &c->arena, path, &f->bytes, &f->size))
            c->count++;
        if (text_is(entry->d_name, "programme.json") && c->programme_count < 64)
            c->programmes[c->programme_count++] = arena_strdup(&c->arena, folder);
    }
    if (directory)
        closedir(directory);
}

static const struct file *file_at(const struct content *c, const char *path)
{
    return bsearch(&(struct file){.path = path}, c->files, (size_t)c->count, sizeof c->files[0], by_path);
}

/* --- mutations of the tree --------------------------------------------------------------------------------------- */

enum mutation {
    DELETE,
    DOUBLE,
    RENAME,   /* of a member; the first two of an element too */
    EXCHANGE, /* with the next element */
    LITERAL,
    SPLICE, /* another value instead */
    WRAP,
    UNWRAP,
    NUMBER,
    STRING,
    MUTATIONS
};

struct writer {
    struct buffer *out;
    const struct json *root;
    int values; /* in the tree */
    int next;   /* number of the value that is written next, in the order of the text */
    int at;     /* the one to mutate */
    enum mutation mutation;
};

static int count_values(const struct json *j)
{
    int count = 1;
    for (int i = 0; i < (json_kind(j) >= JSON_ARRAY ? json_count(j) : 0); i++)
        count += count_values(json_at(j, i));
    return count;
}

static const struct json *value_at(const struct json *j, int *number)
{
    if ((*number)-- == 0)
        return j;
    for (int i = 0; i < (json_kind(j) >= JSON_ARRAY ? json_count(j) : 0); i++) {
        const struct json *found = value_at(json_at(j, i), number);
        if (found)
            return found;
    }
    return NULL;
}

/* Any value of the file; of that kind, where one is met soon. */
static const struct json *any_value(const struct writer *w, int kind)
{
    const struct json *j = NULL;
    for (int tries = 0; tries < 30; tries++) {
        int number = (int)chance((unsigned)w->values);
        j = value_at(w->root, &number);
        if (kind < 0 || (int)json_kind(j) == kind)
            break;
    }
    return j;
}

static void write_string_mutated(struct writer *w, const char *text)
{
    static const char *const ends[] = {" ",    "!", "-", "s", "{nobody}", "{", "[gap]", "\n# x", "\xF0\x9F\x98\x80",
                                       ".json"};
    static char longest[9001];
    size_t length = strlen(text);
    const struct json *other;
    char *own = malloc(length + 40);
    snprintf(own, length + 40, "%s", text);
    switch (chance(6)) {
    case 0:
        strcat(own, ends[chance(sizeof ends / sizeof ends[0])]);
        break;
    case 1:
        own[chance((unsigned)length + 1)] = '\0';
        break;
    case 2:
        if (own[0] >= 'a' && own[0] <= 'z')
            own[0] = (char)(own[0] - 0x20);
        break;
    case 3:
        memset(longest, 'x', sizeof longest - 1);
        json_write_string(w->out, chance(4) ? longest + 9000 - 65 : longest);
        free(own);
        return;
    default:
        other = any_value(w, JSON_STRING);
        json_write_string(w->out, json_kind(other) == JSON_STRING ? json_string(other) : "x");
        free(own);
        return;
    }
    json_write_string(w->out, utf8_is_valid(own, strlen(own)) ? own : "x"); /* a character may have been cut in two */
    free(own);
}

static void write_number_mutated(struct writer *w, double n)
{
    const double numbers[] = {n + 1, n - 1, n * 10, n / 3, -n, n + 0.5, 0, 1e9, 1e300, -1e-9};
    json_write_number(w->out, numbers[chance(sizeof numbers / sizeof numbers[0])]);
}

static void write_key(struct writer *w, const char *key, bool mutated)
{
    for (int tries = 0; mutated && tries < 30; tries++) {
        const struct json *other = any_value(w, JSON_OBJECT);
        if (json_kind(other) == JSON_OBJECT && json_count(other) > 0)
            key = json_key(json_at(other, (int)chance((unsigned)json_count(other))));
        if (chance(4) == 0)
            key = "Id";
        break;
    }
    json_write_string(w->out, key);
    buffer_adds(w->out, ": ");
}

static void write_literal(struct writer *w)
{
    static const char *const literals[] = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1",
        "2",
        "0.5",
        "1.5",
        "7",
        "13",
        "65",
        "129",
        "100000",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"X Y\"",
        "\"-x\"",
        "\"media/pic.svg\"",
        "\"media/../x.svg\"",
        "\"media/x.ogg\"",
        "\"1.0.0\"",
        "\"cy\"",
        "\"#FFFFFF\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "[\"x\"]",
        "[\"x\", \"x\"]",
        "[1, 2, 3]",
        "[{}]",
        "{\"var\": \"heat\"}",
        "{\"var\": \"\"}",
        "{\"==\": [1, 1]}",
        "{\"===\": [1, 1]}",
        "{\"missing\": []}",
        "{\"text\": \"x\"}",
        "[{\"text\": \"x\"}]",
        "[{\"when\": true, \"text\": \"x\"}, {\"text\": \"y\"}]",
        "{\"kind\": \"text\", \"text\": \"x\"}",
        "{\"id\": \"x\"}",
        "{\"id\": \"x\", \"text\": \"x\"}",
    };
    buffer_adds(w->out, literals[chance(sizeof literals / sizeof literals[0])]);
}

static void write_value(struct writer *w, const struct json *j);

/* Element or member i, and what is to be done to it as a part of its list. */
static void write_part(struct writer *w, const struct json *j, int i, const char **comma)
{
    const struct json *part = json_at(j, i);
    bool here = w->next == w->at, is_member = json_kind(j) == JSON_OBJECT;
    int times = 1;
    if (here && w->mutation == DELETE) {
        w->next += count_values(part);
        return;
    }
    if (here && w->mutation == DOUBLE)
        times = is_member ? 2 : 2 + (int)chance(3) * 5;
    if (here && w->mutation == EXCHANGE && !is_member && i + 1 < json_count(j)) {
        w->at = -1;
        buffer_adds(w->out, *comma);
        write_value(w, json_at(j, i + 1));
        *comma = ", ";
        /* and the next one comes again: exchanged, with a double */
    }
    for (int k = 0; k < times; k++) {
        buffer_adds(w->out, *comma);
        *comma = ", ";
        if (is_member)
            write_key(w, json_key(part), here && w->mutation == RENAME);
        write_value(w, part);
    }
}

static void write_list(struct writer *w, const struct json *j)
{
    const char *comma = "";
    buffer_adds(w->out, json_kind(j) == JSON_OBJECT ? "{" : "[");
    for (int i = 0; i < json_count(j); i++)
        write_part(w, j, i, &comma);
    buffer_adds(w->out, json_kind(j) == JSON_OBJECT ? "}" : "]");
}

static void write_plain(struct writer *w, const struct json *j)
{
    static const char *const words[] = {[JSON_NULL] = "null", [JSON_FALSE] = "false", [JSON_TRUE] = "true"};
    if (json_kind(j) >= JSON_ARRAY)
        write_list(w, j);
    else if (json_kind(j) == JSON_STRING)
        json_write_string(w->out, json_string(j));
    else if (json_kind(j) == JSON_NUMBER)
        json_write_number(w->out, json_number(j));
    else
        buffer_adds(w->out, words[json_kind(j)]);
}

static void write_value(struct writer *w, const struct json *j)
{
    bool here = w->next++ == w->at;
    enum json_kind kind = json_kind(j);
    enum mutation mutation = here ? w->mutation : MUTATIONS;
    if (mutation == LITERAL) {
        write_literal(w);
    } else if (mutation == SPLICE) {
        write_plain(w, any_value(w, chance(2) ? (int)kind : -1));
    } else if (mutation == WRAP) {
        buffer_adds(w->out, "[");
        write_plain(w, j);
        buffer_adds(w->out, "]");
    } else if (mutation == UNWRAP && kind >= JSON_ARRAY && json_count(j) > 0) {
        write_plain(w, json_at(j, 0));
    } else if (mutation == NUMBER && kind == JSON_NUMBER) {
        write_number_mutated(w, json_number(j));
    } else if (mutation == STRING && kind == JSON_STRING) {
        write_string_mutated(w, json_string(j));
    } else {
        write_plain(w, j);
    }
}

/* False: the text is no JSON (any more). */
static bool mutate_tree(struct arena *a, struct file *f)
{
    struct problems problems;
    problems_init(&problems, a);
    const struct json_document *document = json_parse(a, f->path, f->bytes, f->size, &problems);
    if (!document)
        return false;
    struct buffer out;
    buffer_init(&out, a);
    struct writer w = {.out = &out, .root = json_root(document), .mutation = (enum mutation)chance(MUTATIONS)};
    w.values = count_values(w.root);
    w.at = (int)chance((unsigned)w.values);
    for (int tries = 0; tries < 40; tries++) { /* a number and a string want one of their kind */
        int number = w.at;
        enum json_kind kind = json_kind(value_at(w.root, &number));
        if ((w.mutation != NUMBER || kind == JSON_NUMBER) && (w.mutation != STRING || kind == JSON_STRING))
            break;
        w.at = (int)chance((unsigned)w.values);
    }
    write_value(&w, w.root);
    f->bytes = buffer_text(&out);
    f->size = out.length;
    return true;
}

/* --- mutations of bytes ------------------------------------------------------------------------------------------ */

static void mutate_bytes(struct arena *a, struct file *f)
{
    struct buffer out;
    buffer_init(&out, a);
    size_t at = chance((unsigned)f->size), from = chance((unsigned)f->size), length = 1 + chance(60);
    if (from + length > f->size)
        length = f->size - from;
    char byte = (char)chance(256);
    int what = (int)chance(4);
    buffer_add(&out, f->bytes, at);
    if (what == 1)
        buffer_add(&out, &byte, 1);
    if (what == 2)
        buffer_add(&out, f->bytes + from, length);
    if (what == 3)
        at += length < f->size - at ? length : 0; /* a piece is cut out */
    if (what > 0 && at < f->size)                 /* 0: the rest is lost */
        buffer_add(&out, f->bytes + at + (what == 1), f->size - at - (what == 1));
    f->bytes = buffer_text(&out);
    f->size = out.length;
}

/* --- loading ----------------------------------------------------------------------------------------------------- */

struct overlay {
    const struct content *content;
    const struct file *mutated;
    struct file programme; /* a shorter one, or path NULL */
    bool was_read;
};

static bool overlay_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    struct overlay *o = context;
    const struct file *found = file_at(o->content, path);
    (void)a;
    if (text_is(o->programme.path, path))
        found = &o->programme;
    if (text_is(o->mutated->path, path)) {
        found = o->mutated;
        o->was_read = true;
    }
    if (!found)
        return false;
    *bytes = found->bytes;
    *size = found->size;
    return true;
}

static bool overlay_exists(void *context, const char *path)
{
    const struct source *source = &((struct overlay *)context)->content->source;
    return source->exists(source->context, path);
}

static const char *folder_of(struct arena *a, const char *path)
{
    return arena_copy(a, path, strcspn(path, "/"));
}

/* Does the text name the module, in any way? */
static bool names_module(struct arena *a, const struct file *f, const char *id)
{
    return strstr(f->bytes, arena_printf(a, "\"%s\"", id)) || strstr(f->bytes, arena_printf(a, "\"%s.", id)) ||
           strstr(f->bytes, arena_printf(a, "{%s.", id));
}

struct shorter {
    struct arena *arena;
    const struct file *mutated;
    const char *measure; /* NULL: the mutated file is no measure */
    struct buffer out;
    int modules;
};

/* Those that the mutated file is or names; of a shared file, the first. */
static void write_modules(struct shorter *s, const struct json *list)
{
    bool is_shared = s->measure || text_starts_with(s->mutated->path, "shared/");
    for (int i = 0; i < json_count(list); i++) {
        const char *id = json_string(json_at(list, i));
        bool is_own = ends_with(s->mutated->path, arena_printf(s->arena, "/%s.json", id));
        if (is_shared ? s->modules > 0 : !is_own && !names_module(s->arena, s->mutated, id))
            continue;
        buffer_addf(&s->out, "%s\"%s\"", s->modules++ ? ", " : "", id);
    }
}

/* The programme with few of its modules, in one run, and one language: loading takes time. A measure is asked by it. */
static void shorten_programme(struct arena *a, const struct content *c, const char *folder, const struct file *mutated,
                              struct file *out)
{
    const char *path = arena_printf(a, "%s/programme.json", folder), *name = strrchr(mutated->path, '/') + 1;
    bool is_measure = text_starts_with(mutated->path, "measures/");
    struct shorter s = {.arena = a, .mutated = mutated};
    s.measure = is_measure ? arena_copy(a, name, strlen(name) - strlen(".json")) : NULL;
    struct problems problems;
    problems_init(&problems, a);
    buffer_init(&s.out, a);
    const struct file *file = file_at(c, path);
    const struct json *root = json_root(json_parse(a, path, file->bytes, file->size, &problems));
    struct writer w = {.out = &s.out, .root = root, .at = -1};
    const char *comma = "{";
    for (int k = 0; k < json_count(root); k++) {
        const struct json *member = json_at(root, k);
        const char *key = json_key(member);
        if (text_is(key, "measures"))
            continue;
        bool is_stages = text_is(key, "stages"), is_modules = is_stages || text_is(key, "modules");
        buffer_addf(&s.out, "%s\"%s\": ", comma, is_stages ? "modules" : key);
        comma = ", ";
        if (is_modules || text_is(key, "languages"))
            buffer_adds(&s.out, "[");
        if (is_stages)
            for (int i = 0; i < json_count(member); i++)
                write_modules(&s, json_member(json_at(member, i), "modules"));
        else if (is_modules)
            write_modules(&s, member);
        else
            write_plain(&w, text_is(key, "languages") ? json_at(member, 0) : member);
        if (is_modules || text_is(key, "languages"))
            buffer_adds(&s.out, "]");
    }
    if (s.measure)
        buffer_addf(&s.out, ", \"measures\": {\"first\": [\"%s\"]}", s.measure);
    buffer_adds(&s.out, "}");
    *out = (struct file){path, buffer_text(&s.out), s.out.length};
}

static bool reads_feedback(struct arena *a, const struct content *c, const char *folder, const struct file *feedback)
{
    const char *name = strrchr(feedback->path, '/') + 1;
    const struct file *programme = file_at(c, arena_printf(a, "%s/programme.json", folder));
    return names_module(a, programme, arena_copy(a, name, strcspn(name, ".")));
}

/* True: not one error. */
static bool is_accepted(struct arena *a, const struct content *c, const struct file *mutated)
{
    struct overlay overlay = {.content = c, .mutated = mutated};
    struct source source = {.context = &overlay, .read = overlay_read, .exists = overlay_exists, .root = "modules"};
    struct problems problems;
    problems_init(&problems, a);
    const char *folder = folder_of(a, mutated->path);
    bool is_own = false; /* of a programme; else it is shared, and any programme may read it */
    for (int i = 0; i < c->programme_count; i++)
        is_own |= text_is(c->programmes[i], folder);
    for (int tries = 0; !is_own && tries < 100; tries++) {
        folder = c->programmes[chance((unsigned)c->programme_count)];
        is_own = text_starts_with(mutated->path, "measures/") || reads_feedback(a, c, folder, mutated);
    }
    if (!ends_with(mutated->path, "/programme.json") && ends_with(mutated->path, ".json"))
        shorten_programme(a, c, folder, mutated, &overlay.programme);
    programme_load(a, &source, folder, &problems);
    for (const struct problem *problem = problems.first; problem; problem = problem->next)
        if ((!problem->place.file && !text_is(problem->code, "problems-more")) || problem->message[0] == '\0')
            abort(); /* an author could not find it */
    return problems.errors == 0 && overlay.was_read;
}

/* --- the run ----------------------------------------------------------------------------------------------------- */

/* Most are modules: what there is most of is not what there are most files of. */
static struct file any_file(const struct content *c)
{
    static const char *const few[] = {"/programme.json", "measures/", "shared/", ".po"};
    const char *wanted = chance(10) < 6 ? NULL : few[chance(sizeof few / sizeof few[0])];
    for (int tries = 0;; tries++) {
        const struct file *f = &c->files[chance((unsigned)c->count)];
        bool is_module = true, fits = wanted && strstr(f->path, wanted);
        for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
            is_module &= !strstr(f->path, few[i]);
        if (fits || (!wanted && is_module) || tries == 1000)
            return *f;
    }
}

static void mutate(struct arena *a, struct file *f)
{
    int times = 1 + (chance(4) == 0);
    bool is_json = ends_with(f->path, ".json");
    for (int i = 0; i < times; i++)
        if (!is_json || chance(12) == 0 || !mutate_tree(a, f))
            mutate_bytes(a, f);
}

static void accepted_write(struct arena *a, FILE *out, unsigned number, const struct file *f)
{
    struct buffer line;
    buffer_init(&line, a);
    buffer_addf(&line, "%s\t%u\t", f->path, number);
    json_write_string(&line, f->bytes);
    fprintf(out, "%s\n", buffer_text(&line));
}

int main(int count, char **argument)
{
    if (count < 5) {
        fprintf(stderr, "mutate MODULES ACCEPTED SEED COUNT [NUMBER]\n");
        return 2;
    }
    struct content c = {.source = files_source(argument[1])};
    arena_init(&c.arena);
    content_find(&c, argument[1], "");
    qsort(c.files, (size_t)c.count, sizeof c.files[0], by_path);
    FILE *out = text_is(argument[2], "-") ? NULL : fopen(argument[2], "w");
    unsigned seed = (unsigned)atoi(argument[3]), most = (unsigned)atoi(argument[4]), accepted = 0;
    unsigned only = count > 5 ? (unsigned)atoi(argument[5]) : 0;
    if (c.programme_count == 0 || (!out && count < 6))
        return 2;
    struct arena a;
    arena_init(&a);
    for (unsigned i = count > 5 ? only : 0; i < (count > 5 ? only + 1 : most); i++) {
        chance_state = (uint64_t)seed << 32 | i;
        struct file f = any_file(&c);
        mutate(&a, &f);
        if (!out)
            printf("%s\n%s\n", f.path, f.bytes);
        if (is_accepted(&a, &c, &f)) {
            accepted++;
            if (out && ends_with(f.path, ".json"))
                accepted_write(&a, out, i, &f);
        }
        arena_clear(&a);
    }
    printf("%u mutations of %d files loaded, %u of them without an error\n", most, c.count, accepted);
    if (out && fclose(out) != 0)
        return 2;
    arena_release(&a);
    arena_release(&c.arena);
    return 0;
}
