#include "load_inside.h"

#include "date.h"

#include <assert.h>
#include <string.h>

struct place load_place(const struct loader *l, const struct json *j)
{
    struct place place = json_place(l->document, j);
    place.pointer = json_pointer(l->arena, l->document, j);
    return place;
}

void load_hint_nearest(struct loader *l, struct problem *problem, const char *word, const char *const *names, int count)
{
    const char *nearest = text_nearest(word, names, count);
    if (nearest)
        problem_hint(l->problems, problem, "did you mean \"%s\"?", nearest);
}

bool load_is(struct loader *l, const struct json *j, enum json_kind kind, const char *what)
{
    if (json_kind(j) == kind)
        return true;
    load_error(l, j, "type", "%s must be %s, not %s", what, json_kind_name(kind), json_kind_name(json_kind(j)));
    return false;
}

const struct json *load_list(struct loader *l, const struct json *j, const char *what, int least, int most)
{
    if (!j || !load_is(l, j, JSON_ARRAY, what))
        return NULL;
    int count = json_count(j);
    if (count >= least && count <= most)
        return j;
    if (least == most)
        load_error(l, j, "limit", "%s: there are %d here, %d are needed", what, count, least);
    else if (count < least)
        load_error(l, j, "limit", "%s: there are %d here, at least %d needed", what, count, least);
    else
        load_error(l, j, "limit", "%s: there are %d here, at most %d allowed", what, count, most);
    return count < least && least != most ? j : NULL; /* what is there is read all the same */
}

const char *load_string(struct loader *l, const struct json *j, const char *what)
{
    if (!load_is(l, j, JSON_STRING, what))
        return NULL;
    if (!text_is_empty(json_string(j)))
        return json_string(j);
    load_error(l, j, "empty", "%s is empty", what);
    return NULL;
}

bool id_is_valid(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length <= ID_BYTES_MAX && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length &&
           text[0] != '-';
}

const char *load_id(struct loader *l, const struct json *j, const char *what)
{
    const char *id = load_string(l, j, what);
    if (!id || id_is_valid(id))
        return id;
    struct problem *problem = load_error(l, j, "id", "%s \"%s\" is not an id", what, id);
    problem_hint(l->problems, problem, "lower case letters, digits and \"-\", at most %d of them", ID_BYTES_MAX);
    return NULL;
}

void names_note(struct loader *l, struct names *names, const char *name, const struct json *at)
{
    if (names->count == names->room) {
        int room = names->room ? names->room * 2 : 16;
        const char **item = ARENA_ARRAY(l->arena, const char *, room);
        const struct json **place = ARENA_ARRAY(l->arena, const struct json *, room);
        for (int i = 0; i < names->count; i++) {
            item[i] = names->item[i];
            place[i] = names->at[i];
        }
        *names = (struct names){item, place, names->count, room};
    }
    names->item[names->count] = name;
    names->at[names->count++] = at;
}

bool names_add(struct loader *l, struct names *names, const char *name, const struct json *at, const char *what)
{
    for (int i = 0; i < names->count; i++) {
        if (!text_is(names->item[i], name))
            continue;
        struct problem *problem = load_error(l, at, "id-twice", "%s \"%s\" is there already", what, name);
        problem_hint(l->problems, problem, "ids tell answers apart: give this one another");
        return false;
    }
    names_note(l, names, name, at);
    return true;
}

void load_link(struct loader *l, const struct json *at, const char *name, const struct names *names, const char *what)
{
    for (int i = 0; i < names->count; i++)
        if (text_is(names->item[i], name))
            return;
    if (name)
        load_hint_nearest(l, load_error(l, at, "link-unknown", "there is no %s \"%s\"", what, name), name, names->item,
                          names->count);
}

/* --- media ------------------------------------------------------------------------------------------------------- */

static bool text_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static bool path_is_safe(const char *path)
{
    return text_starts_with(path, "media/") && !strstr(path, "//") && !strstr(path, "/.") && !strchr(path, '\\') &&
           path[strlen("media/")];
}

static const char *const media_ends[][2] = {
    [FIELD_PICTURE] = {".svg", ".png"}, [FIELD_SOUND] = {".ogg"}, [FIELD_VIDEO] = {".webm"}};

static const char *load_media(struct loader *l, const struct json *j, enum field_type type)
{
    const char *path = load_string(l, j, json_key(j));
    if (!path)
        return NULL;
    if (!path_is_safe(path)) {
        struct problem *problem = load_error(l, j, "path", "\"%s\" is not a path under media/", path);
        problem_hint(l->problems, problem, "write \"media/name%s\"", media_ends[type][0]);
        return NULL;
    }
    const char *const *ends = media_ends[type];
    bool fits = text_ends_with(path, ends[0]) || (ends[1] && text_ends_with(path, ends[1]));
    if (!fits)
        load_error(l, j, "media-type", "\"%s\" must end in %s%s%s", path, ends[0], ends[1] ? " or " : "",
                   ends[1] ? ends[1] : "");
    if (fits && l->shared) /* media are looked for in the programme's folder, and the feedback serves every programme */
        load_error(l, j, "feedback-media", "a feedback cannot have pictures or sounds of its own");
    return fits ? path : NULL;
}

/* --- fields ------------------------------------------------------------------------------------------------------ */

static bool load_flag(struct loader *l, const struct json *j)
{
    if (json_kind(j) == JSON_TRUE || json_kind(j) == JSON_FALSE)
        return json_kind(j) == JSON_TRUE;
    load_error(l, j, "type", "%s must be true or false, not %s", json_key(j), json_kind_name(json_kind(j)));
    return false;
}

static double load_number(struct loader *l, const struct json *j, const struct field *field)
{
    if (!load_is(l, j, JSON_NUMBER, field->key))
        return field->least;
    double number = json_number(j);
    if (field->type == FIELD_COUNT && !json_is_integer(j))
        load_error(l, j, "type", "%s must be a whole number, not %g", field->key, number);
    else if (number < field->least || number > field->most)
        load_error(l, j, "limit", "%s is %g; it must be from %g to %g", field->key, number, field->least, field->most);
    else
        return number;
    return field->least;
}

int load_enum(struct loader *l, const struct json *j, const struct field *field)
{
    const char *word = load_string(l, j, field->key);
    int count = 0;
    for (; word && field->names[count]; count++)
        if (text_is(word, field->names[count]))
            return count;
    if (!word)
        return 0;
    struct buffer all;
    buffer_init(&all, l->arena);
    for (int i = 0; i < count; i++)
        buffer_addf(&all, "%s\"%s\"", i == 0 ? "" : i == count - 1 ? " or " : ", ", field->names[i]);
    struct problem *problem =
        load_error(l, j, "value", "%s is \"%s\"; it must be %s", field->key, word, buffer_text(&all));
    load_hint_nearest(l, problem, word, field->names, count);
    return 0;
}

const char *load_icon(struct loader *l, const struct json *j)
{
    const char *icon = load_string(l, j, json_key(j));
    if (!icon || id_is_valid(icon))
        return icon;
    load_error(l, j, "icon", "\"%s\" is not the name of an icon", icon);
    return NULL;
}

static const char *field_place(struct loader *l, const struct field *field, const char *place)
{
    return field->part ? arena_printf(l->arena, "%s%s", place, field->part)
                       : arena_printf(l->arena, "%s.%s", place, field->key);
}

static void load_words_list(struct loader *l, const struct json *j, const struct field *field, char *out,
                            const char *place)
{
    const struct json *list = load_list(l, j, field->key, 0, field->most_items);
    if (!list)
        return;
    int count = json_count(list);
    struct words *words = ARENA_ARRAY(l->arena, struct words, count);
    for (int i = 0; i < count; i++)
        words[i] = load_words(l, json_at(list, i), arena_printf(l->arena, "%s.%d", field_place(l, field, place), i + 1),
                              false);
    *(const struct words **)(void *)(out + field->at) = words;
    *(int *)(void *)(out + field->count_at) = count;
}

static const char *load_date(struct loader *l, const struct json *j, const char *what)
{
    struct local_date date;
    const char *text = load_string(l, j, what);
    if (!text || date_parse(text, &date))
        return text;
    problem_hint(l->problems, load_error(l, j, "date", "\"%s\" is not a day", text), "write it as in \"2027-04-01\"");
    return NULL;
}

static void load_field(struct loader *l, const struct json *j, const struct field *field, char *out, const char *place)
{
    void *to = out + field->at;
    switch (field->type) {
    case FIELD_OTHER:
        break;
    case FIELD_WORDS:
        *(struct words *)to = load_words(l, j, field_place(l, field, place), field->answers);
        break;
    case FIELD_WORDS_LIST:
        load_words_list(l, j, field, out, place);
        break;
    case FIELD_ID:
        *(const char **)to = load_id(l, j, field->key);
        break;
    case FIELD_ICON:
        *(const char **)to = load_icon(l, j);
        break;
    case FIELD_PICTURE:
    case FIELD_SOUND:
    case FIELD_VIDEO:
        *(const char **)to = load_media(l, j, field->type);
        break;
    case FIELD_FLAG:
        *(bool *)to = load_flag(l, j);
        break;
    case FIELD_NUMBER:
        *(double *)to = load_number(l, j, field);
        break;
    case FIELD_COUNT:
        *(int *)to = (int)load_number(l, j, field);
        break;
    case FIELD_ENUM:
        *(int *)to = load_enum(l, j, field);
        break;
    case FIELD_SECOND:
        *(bool *)to = load_enum(l, j, field) == 1;
        break;
    case FIELD_DATE:
        *(const char **)to = load_date(l, j, field->key);
        break;
    case FIELD_RULE:
        *(const struct rule **)to = load_rule(l, j);
        break;
    }
}

static void refuse_unknown(struct loader *l, const struct json *member, const struct shape *shape)
{
    enum { KEYS_MAX = 32 };
    const char *keys[KEYS_MAX];
    assert(shape->count <= KEYS_MAX);
    for (int i = 0; i < shape->count; i++)
        keys[i] = shape->fields[i].key;
    struct place place = json_place_key(l->document, member);
    place.pointer = json_pointer(l->arena, l->document, member);
    struct problem *problem =
        problem_error(l->problems, place, "key-unknown", "%s has no property \"%s\"", shape->what, json_key(member));
    load_hint_nearest(l, problem, json_key(member), keys, shape->count);
}

static const struct field *shape_field(const struct shape *shape, const char *key)
{
    for (int i = 0; i < shape->count; i++)
        if (text_is(shape->fields[i].key, key))
            return &shape->fields[i];
    return NULL;
}

bool load_object(struct loader *l, const struct json *j, const struct shape *shape, void *out, const char *place)
{
    const struct shape *also = l->also;
    l->also = NULL; /* of this object, not of those inside it */
    if (!load_is(l, j, JSON_OBJECT, shape->what))
        return false;
    for (int i = 0; i < json_count(j); i++) {
        const struct json *member = json_at(j, i);
        const struct field *field = shape_field(shape, json_key(member));
        if (field)
            load_field(l, member, field, out, place);
        else if (!also || !shape_field(also, json_key(member)))
            refuse_unknown(l, member, shape);
    }
    for (int i = 0; i < shape->count; i++)
        if (shape->fields[i].required && !json_member(j, shape->fields[i].key))
            load_error(l, j, "missing", "%s needs \"%s\"", shape->what, shape->fields[i].key);
    return true;
}
