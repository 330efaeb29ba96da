#include "json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "json_scan.h"

/* Own nodes in the arena: cJSON's tree knows no places, and would have to be freed by hand. */
struct json {
    enum json_kind kind;
    int count, index; /* members; position in the parent */
    double number;
    const char *string;
    const char *key; /* of a member of an object */
    const struct json *parent;
    struct json *items;
    size_t offset, key_offset; /* in the text */
};

struct json_document {
    const char *file, *text;
    size_t length;
    struct json root;
};

struct build {
    struct arena *arena;
    struct json_document *document;
    struct problems *problems;
    size_t at;
    bool refused;
};

/* --- building ---------------------------------------------------------------------------------------------------- */

static void refuse(struct build *b, struct place place, const struct json *j, const char *code, const char *message)
{
    place.pointer = json_pointer(b->arena, b->document, j);
    problem_error(b->problems, place, code, "%s", message);
    b->refused = true;
}

static int key_compare(const void *a, const void *b)
{
    const struct json *one = *(const struct json *const *)a, *two = *(const struct json *const *)b;
    int keys = strcmp(one->key, two->key);
    return keys ? keys : (one->index > two->index) - (one->index < two->index);
}

/* By sorting: an object of 200,000 members must not take 200,000 squared comparisons. */
static void refuse_duplicates(struct build *b, const struct json *object)
{
    const struct json **members = ARENA_ARRAY(b->arena, const struct json *, object->count);
    for (int i = 0; i < object->count; i++)
        members[i] = &object->items[i];
    qsort(members, (size_t)object->count, sizeof(const struct json *), key_compare);
    for (int i = 1; i < object->count; i++) {
        if (!text_is(members[i - 1]->key, members[i]->key))
            continue;
        struct place first = json_place_key(b->document, members[i - 1]);
        struct problem *problem = problem_error(b->problems, json_place_key(b->document, members[i]), "json-duplicate",
                                                "\"%s\" is written twice in one object", members[i]->key);
        problem_hint(b->problems, problem, "the first is on line %d", first.line);
        b->refused = true;
    }
}

static size_t skip_space(const struct build *b)
{
    return json_skip_space(b->document->text, b->document->length, b->at);
}

static size_t skip_scalar(const struct build *b)
{
    return json_skip_scalar(b->document->text, b->document->length, b->at);
}

static void build_value(struct build *b, const cJSON *from, struct json *j);

/* cJSON's tree and the text are walked side by side: what the scan let through has the same parts in both. */
static void build_members(struct build *b, const cJSON *from, struct json *j)
{
    for (const cJSON *child = from->child; child; child = child->next)
        j->count++;
    j->items = ARENA_ARRAY(b->arena, struct json, j->count);
    b->at++;
    int index = 0;
    for (const cJSON *child = from->child; child; child = child->next, index++) {
        struct json *item = &j->items[index];
        item->parent = j;
        item->index = index;
        b->at = skip_space(b);
        if (j->kind == JSON_OBJECT) {
            item->key = arena_strdup(b->arena, child->string);
            item->key_offset = b->at;
            b->at = skip_scalar(b);
            b->at = skip_space(b) + 1; /* the colon */
        }
        build_value(b, child, item);
        b->at = skip_space(b) + 1; /* the comma, or what closes */
    }
    if (j->count == 0)
        b->at = skip_space(b) + 1;
    if (j->kind == JSON_OBJECT && j->count > 1)
        refuse_duplicates(b, j);
}

/* 1e999 reads as infinity and 1e-999 as 0: numbers other than what was written. */
static bool is_lost(const struct build *b, const struct json *j, size_t end)
{
    if (!isfinite(j->number))
        return true;
    const char *text = b->document->text;
    for (size_t at = j->offset; j->number == 0 && at < end && text[at] != 'e' && text[at] != 'E'; at++)
        if (text[at] >= '1' && text[at] <= '9')
            return true;
    return false;
}

static void build_value(struct build *b, const cJSON *from, struct json *j)
{
    b->at = skip_space(b);
    j->offset = b->at;
    if (cJSON_IsObject(from) || cJSON_IsArray(from)) {
        j->kind = cJSON_IsObject(from) ? JSON_OBJECT : JSON_ARRAY;
        build_members(b, from, j);
        return;
    }
    b->at = skip_scalar(b);
    if (cJSON_IsString(from)) {
        j->kind = JSON_STRING;
        j->string = arena_strdup(b->arena, from->valuestring);
    } else if (cJSON_IsNumber(from)) {
        j->kind = JSON_NUMBER;
        j->number = from->valuedouble;
        if (is_lost(b, j, b->at))
            refuse(b, json_place(b->document, j), j, "json-number-large", "a number that cannot be held");
    } else {
        j->kind = cJSON_IsTrue(from) ? JSON_TRUE : cJSON_IsFalse(from) ? JSON_FALSE : JSON_NULL;
    }
}

struct json_document *json_parse(struct arena *a, const char *file, const char *text, size_t length,
                                 struct problems *problems)
{
    if (!json_scan(file, text, length, problems))
        return NULL;
    struct json_document *d = ARENA_NEW(a, struct json_document);
    *d = (struct json_document){.file = arena_strdup(a, file), .text = arena_copy(a, text, length), .length = length};
    const char *end = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(d->text, length + 1, &end, 1);
    if (!tree) { /* cJSON is stricter than the scan: a fault of ours, but the author still gets a place */
        size_t offset = end ? (size_t)(end - d->text) : 0;
        problem_error(problems, json_scan_place(file, text, length, offset), "json-syntax", "this is not JSON");
        return NULL;
    }
    struct build b = {.arena = a, .document = d, .problems = problems};
    build_value(&b, tree, &d->root);
    cJSON_Delete(tree);
    return b.refused ? NULL : d;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

const struct json *json_root(const struct json_document *d)
{
    return &d->root;
}

enum json_kind json_kind(const struct json *j)
{
    return j->kind;
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",       [JSON_FALSE] = "false",  [JSON_TRUE] = "true",        [JSON_NUMBER] = "a number",
        [JSON_STRING] = "a string", [JSON_ARRAY] = "a list", [JSON_OBJECT] = "an object",
    };
    return names[kind];
}

const char *json_string(const struct json *j)
{
    assert(j->kind == JSON_STRING);
    return j->string;
}

double json_number(const struct json *j)
{
    assert(j->kind == JSON_NUMBER);
    return j->number;
}

bool json_is_integer(const struct json *j)
{
    const double largest = 9007199254740991.0; /* 2^53-1 */
    return j->kind == JSON_NUMBER && j->number >= -largest && j->number <= largest &&
           j->number == (double)(long long)j->number;
}

int json_count(const struct json *j)
{
    return j->count;
}

const struct json *json_at(const struct json *j, int index)
{
    assert(index >= 0 && index < j->count);
    return &j->items[index];
}

const char *json_key(const struct json *member)
{
    return member->key;
}

const struct json *json_member(const struct json *j, const char *key)
{
    if (j->kind != JSON_OBJECT)
        return NULL;
    for (int i = 0; i < j->count; i++)
        if (strcmp(j->items[i].key, key) == 0)
            return &j->items[i];
    return NULL;
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static struct place place_at(const struct json_document *d, size_t offset)
{
    return json_scan_place(d->file, d->text, d->length, offset);
}

struct place json_place(const struct json_document *d, const struct json *j)
{
    return place_at(d, j->offset);
}

struct place json_place_key(const struct json_document *d, const struct json *member)
{
    return place_at(d, member->key ? member->key_offset : member->offset);
}

/* "/" and "~" in a key are escaped (RFC 6901). */
static void pointer_add_key(struct buffer *out, const char *key)
{
    for (; *key; key++) {
        if (*key == '~' || *key == '/')
            buffer_adds(out, *key == '~' ? "~0" : "~1");
        else
            buffer_add(out, key, 1);
    }
}

const char *json_pointer(struct arena *a, const struct json_document *d, const struct json *j)
{
    (void)d;
    const struct json *path[JSON_DEPTH_MAX + 1];
    int depth = 0;
    for (; j->parent; j = j->parent) {
        assert(depth < JSON_DEPTH_MAX);
        path[depth++] = j;
    }
    struct buffer out;
    buffer_init(&out, a);
    while (depth-- > 0) {
        buffer_adds(&out, "/");
        if (path[depth]->key)
            pointer_add_key(&out, path[depth]->key);
        else
            buffer_addf(&out, "%d", path[depth]->index);
    }
    return buffer_text(&out);
}

/* Is the key between the quotes the same as the pointer's part? A key with a backslash in it never is: no key of the
 * format has any. */
static bool key_matches(const char *key, const char *end, const char *part, size_t part_length)
{
    const char *part_end = part + part_length;
    for (; key < end && part < part_end; key++, part++) {
        char wanted = *part;
        if (wanted == '~' && part + 1 < part_end)
            wanted = *++part == '0' ? '~' : '/';
        if (*key != wanted)
            return false;
    }
    return key == end && part == part_end;
}

/* Offset of the member or element that a pointer's part names, or `length`. `at` is on the bracket. */
static size_t find_part(const char *text, size_t length, size_t at, const char *part, size_t part_length)
{
    bool is_object = text[at] == '{';
    long wanted = is_object ? -1 : strtol(part, NULL, 10);
    at = json_skip_space(text, length, at + 1);
    for (long index = 0; at < length && text[at] != '}' && text[at] != ']'; index++) {
        bool found = index == wanted;
        if (is_object) {
            size_t end = json_skip_scalar(text, length, at);
            found = key_matches(text + at + 1, text + end - 1, part, part_length);
            at = json_skip_space(text, length, json_skip_space(text, length, end) + 1);
        }
        if (found)
            return at;
        at = json_skip_space(text, length, json_skip_value(text, length, at));
        if (at < length && text[at] == ',')
            at = json_skip_space(text, length, at + 1);
    }
    return length;
}

struct place json_place_of_pointer(struct arena *a, const char *file, const char *text, size_t length,
                                   const char *pointer)
{
    size_t at = json_skip_space(text, length, 0);
    for (const char *part = pointer; *part == '/' && at < length;) {
        part++;
        size_t part_length = strcspn(part, "/");
        if (text[at] != '{' && text[at] != '[')
            break;
        size_t found = find_part(text, length, at, part, part_length);
        if (found >= length)
            break; /* the nearest thing that does exist */
        at = found;
        part += part_length;
    }
    struct place place = json_scan_place(file, text, length, at);
    place.pointer = arena_strdup(a, pointer);
    return place;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

void json_write_string(struct buffer *out, const char *text)
{
    static const char letters[] = "btnvfr"; /* 8..13; \v is not JSON's */
    buffer_adds(out, "\"");
    const char *plain = text;
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        buffer_add(out, plain, (size_t)(text - plain));
        plain = text + 1;
        if (byte == '"' || byte == '\\')
            buffer_addf(out, "\\%c", byte);
        else if (byte >= 8 && byte <= 13 && byte != 11)
            buffer_addf(out, "\\%c", letters[byte - 8]);
        else
            buffer_addf(out, "\\u%04x", byte);
    }
    buffer_add(out, plain, (size_t)(text - plain));
    buffer_adds(out, "\"");
}

void json_write_number(struct buffer *out, double number)
{
    assert(isfinite(number));
    if (fabs(number) < 1e15 && number == (double)(long long)number) {
        buffer_addf(out, "%lld", (long long)number);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    for (char *c = text; *c; c++)
        if (*c == ',') /* another locale's decimal point */
            *c = '.';
    buffer_adds(out, text);
}
