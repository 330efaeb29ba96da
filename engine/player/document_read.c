/* The strict reading of a document: it arrives in another process, and what lays it out trusts what stands here. */
#include <stdio.h>
#include <string.h>

#include "document.h"

#define TITLE_MAX  2000 /* bytes of what stands on one line */
#define NUMBER_MAX 9999 /* of a list's point */
#define INDENT_MAX 8

struct reader {
    struct arena *arena;
    const struct json_document *json;
    struct problems *problems;
};

static bool refuse(struct reader *r, const struct json *at, const char *what)
{
    problem_error(r->problems, at ? json_place(r->json, at) : PLACE_NONE, "document", "%s", what);
    return false;
}

/* --- members ----------------------------------------------------------------------------------------------------- */

/* An object that has these members, of which those with '?' may be missing, and no other. */
static bool has_only(struct reader *r, const struct json *j, const char *const *keys, int count)
{
    if (!j || json_kind(j) != JSON_OBJECT)
        return refuse(r, j, "this must be an object");
    for (int i = 0; i < json_count(j); i++) {
        bool known = false;
        for (int k = 0; k < count; k++)
            known = known || text_is(keys[k] + (keys[k][0] == '?'), json_key(json_at(j, i)));
        if (!known)
            return refuse(r, json_at(j, i), "no such member");
    }
    for (int k = 0; k < count; k++)
        if (keys[k][0] != '?' && !json_member(j, keys[k]))
            return refuse(r, j, "a member is missing");
    return true;
}
#define HAS_ONLY(r, j, ...)                                                                                            \
    has_only((r), (j), (const char *const[]){__VA_ARGS__},                                                             \
             (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* A string; absent is NULL and right. */
static bool text_member(struct reader *r, const struct json *j, const char *key, size_t most, const char **out)
{
    const struct json *member = json_member(j, key);
    *out = NULL;
    if (!member)
        return true;
    if (json_kind(member) != JSON_STRING)
        return refuse(r, member, "this must be a string");
    if (strlen(json_string(member)) > most)
        return refuse(r, member, "this is too long");
    *out = json_string(member);
    return true;
}

static bool number_member(struct reader *r, const struct json *j, const char *key, int least, int most, int *out)
{
    const struct json *member = json_member(j, key);
    if (!member)
        return true;
    if (json_kind(member) != JSON_NUMBER || !json_is_integer(member) || json_number(member) < least ||
        json_number(member) > most)
        return refuse(r, member, "this number is out of its range");
    *out = (int)json_number(member);
    return true;
}

static bool flag_member(struct reader *r, const struct json *j, const char *key, bool *out)
{
    const struct json *member = json_member(j, key);
    if (!member || (json_kind(member) != JSON_TRUE && json_kind(member) != JSON_FALSE))
        return refuse(r, member ? member : j, "this must be true or false");
    *out = json_kind(member) == JSON_TRUE;
    return true;
}

/* One of `names`; absent is the first. */
static bool name_member(struct reader *r, const struct json *j, const char *key, const char *const *names, int count,
                        int *out)
{
    const char *name;
    *out = 0;
    if (!text_member(r, j, key, TITLE_MAX, &name))
        return false;
    for (int i = 0; name && i < count; i++)
        if (text_is(names[i], name)) {
            *out = i;
            return true;
        }
    return !name || refuse(r, json_member(j, key), "no such name");
}

static const struct json *list_member(struct reader *r, const struct json *j, const char *key, int most)
{
    const struct json *list = json_member(j, key);
    if (!list || json_kind(list) != JSON_ARRAY || json_count(list) > most) {
        refuse(r, list ? list : j, "this must be a list, and not too long");
        return NULL;
    }
    return list;
}

/* --- words ------------------------------------------------------------------------------------------------------- */

static bool read_run(struct reader *r, const struct json *j, struct prose_run *out)
{
    static const char *const styles[] = {"?bold", "?italic", "?bold-italic"};
    if (json_kind(j) == JSON_OBJECT) {
        if (!has_only(r, j, styles, 3) || json_count(j) != 1)
            return refuse(r, j, "a run has one style");
        j = json_at(j, 0);
        for (unsigned i = 0; i < 3; i++)
            if (text_is(styles[i] + 1, json_key(j)))
                out->style = i + 1;
    }
    if (json_kind(j) != JSON_STRING)
        return refuse(r, j, "a run must be a string");
    out->text = json_string(j);
    out->length = strlen(out->text);
    return true;
}

static bool read_paragraph(struct reader *r, const struct json *j, struct paragraph *out)
{
    int kind;
    if (!HAS_ONLY(r, j, "?indent", "kind", "?number", "runs") ||
        !name_member(r, j, "kind", paragraph_names, PARAGRAPH_QUOTE + 1, &kind) ||
        !number_member(r, j, "indent", 0, INDENT_MAX, &out->indent) ||
        !number_member(r, j, "number", 0, NUMBER_MAX, &out->number))
        return false;
    const struct json *list = list_member(r, j, "runs", RUNS_MAX);
    struct prose_run *run = list ? ARENA_ARRAY(r->arena, struct prose_run, json_count(list)) : NULL;
    struct buffer plain;
    buffer_init(&plain, r->arena);
    for (int i = 0; list && i < json_count(list); i++) {
        if (!read_run(r, json_at(list, i), &run[i]))
            return false;
        buffer_add(&plain, run[i].text, run[i].length);
    }
    out->kind = (enum paragraph_kind)kind;
    out->runs = run;
    out->run_count = list ? json_count(list) : 0;
    out->plain = buffer_text(&plain);
    return list != NULL;
}

static bool read_prose(struct reader *r, const struct json *j, const char *key, struct prose *out)
{
    const struct json *list = list_member(r, j, key, PARAGRAPHS_MAX);
    struct paragraph *p = list ? ARENA_ARRAY(r->arena, struct paragraph, json_count(list)) : NULL;
    for (int i = 0; list && i < json_count(list); i++)
        if (!read_paragraph(r, json_at(list, i), &p[i]))
            return false;
    *out = (struct prose){p, list ? json_count(list) : 0};
    return list != NULL;
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static bool read_box(struct reader *r, const struct json *j, struct document_box *out)
{
    int place;
    if (!HAS_ONLY(r, j, "label", "?note", "?note_label", "?place", "text") ||
        !text_member(r, j, "label", JSON_STRING_MAX, &out->label) ||
        !text_member(r, j, "note", JSON_STRING_MAX, &out->note) ||
        !text_member(r, j, "note_label", JSON_STRING_MAX, &out->note_label) ||
        !name_member(r, j, "place", cross_place_names, CROSS_PLACES, &place))
        return false;
    out->place = (enum cross_place)place;
    if (!out->note != !out->note_label)
        return refuse(r, j, "a note and its label come together");
    return read_prose(r, j, "text", &out->prose);
}

static bool read_boxes(struct reader *r, const struct json *j, struct element *out)
{
    int layout;
    if (!HAS_ONLY(r, j, "kind", "boxes", "layout") ||
        !name_member(r, j, "layout", box_layout_names, BOX_LAYOUTS, &layout))
        return false;
    const struct json *list = list_member(r, j, "boxes", BOXES_MAX);
    struct document_box *box = list ? ARENA_ARRAY(r->arena, struct document_box, json_count(list)) : NULL;
    for (int i = 0; list && i < json_count(list); i++)
        if (!read_box(r, json_at(list, i), &box[i]))
            return false;
    out->layout = (enum box_layout)layout;
    out->boxes = box;
    out->box_count = list ? json_count(list) : 0;
    return list != NULL;
}

static bool read_row(struct reader *r, const struct json *j, struct element *e, const char **cells)
{
    if (json_kind(j) != JSON_ARRAY || json_count(j) != e->columns)
        return refuse(r, j, "every row of a table has as many cells");
    for (int i = 0; i < e->columns; i++) {
        if (json_kind(json_at(j, i)) != JSON_STRING)
            return refuse(r, json_at(j, i), "a cell must be a string");
        cells[i] = json_string(json_at(j, i));
    }
    return true;
}

static bool read_table(struct reader *r, const struct json *j, struct element *out)
{
    if (!HAS_ONLY(r, j, "kind", "rows"))
        return false;
    const struct json *list = list_member(r, j, "rows", PAPER_ROWS_MAX);
    if (!list || !json_count(list))
        return refuse(r, j, "a table has a head");
    const struct json *head = json_at(list, 0);
    out->rows = json_count(list);
    out->columns = json_kind(head) == JSON_ARRAY ? json_count(head) : 0;
    if (out->columns < 1 || out->columns > PAPER_COLUMNS_MAX)
        return refuse(r, head, "too few or too many columns");
    const char **cells = ARENA_ARRAY(r->arena, const char *, out->rows * out->columns);
    for (int i = 0; i < out->rows; i++)
        if (!read_row(r, json_at(list, i), out, cells + i * out->columns))
            return false;
    out->cells = cells;
    return true;
}

static bool read_picture(struct reader *r, const struct json *j, struct element *out)
{
    if (!HAS_ONLY(r, j, "kind", "alt", "?caption", "squares") ||
        !text_member(r, j, "alt", JSON_STRING_MAX, &out->alt) ||
        !text_member(r, j, "caption", TITLE_MAX, &out->caption))
        return false;
    const struct json *list = list_member(r, j, "squares", SQUARE_MAX);
    struct buffer modules;
    buffer_init(&modules, r->arena);
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *row = json_at(list, i);
        const char *text = json_kind(row) == JSON_STRING ? json_string(row) : "";
        if ((int)strlen(text) != json_count(list) || strspn(text, "01") != strlen(text))
            return refuse(r, row, "a row is as many 0 and 1 as there are rows");
        buffer_adds(&modules, text);
    }
    if (!list || !json_count(list))
        return refuse(r, j, "a picture has squares");
    out->square = (struct document_square){json_count(list), buffer_text(&modules)};
    return true;
}

static bool read_mark(struct reader *r, const struct json *j, struct document_mark *out)
{
    return HAS_ONLY(r, j, "figures", "label", "percent") &&
           text_member(r, j, "figures", JSON_STRING_MAX, &out->figures) &&
           text_member(r, j, "label", JSON_STRING_MAX, &out->label) &&
           number_member(r, j, "percent", 0, 100, &out->percent);
}

static bool read_chart(struct reader *r, const struct json *j, struct element *out)
{
    if (!HAS_ONLY(r, j, "high", "kind", "low", "marks") || !text_member(r, j, "high", JSON_STRING_MAX, &out->high) ||
        !text_member(r, j, "low", JSON_STRING_MAX, &out->low))
        return false;
    const struct json *list = list_member(r, j, "marks", POINTS_MAX);
    struct document_mark *mark = list ? ARENA_ARRAY(r->arena, struct document_mark, json_count(list)) : NULL;
    for (int i = 0; list && i < json_count(list); i++)
        if (!read_mark(r, json_at(list, i), &mark[i]))
            return false;
    if (!list || !json_count(list))
        return refuse(r, j, "a chart has marks");
    out->marks = mark;
    out->mark_count = json_count(list);
    return true;
}

static bool read_text(struct reader *r, const struct json *j, struct element *out)
{
    int look;
    if (!HAS_ONLY(r, j, "kind", "look", "text") || !name_member(r, j, "look", element_look_names, ELEMENT_LOOKS, &look))
        return false;
    out->look = (enum element_look)look;
    return read_prose(r, j, "text", &out->prose);
}

static bool read_heading(struct reader *r, const struct json *j, struct element *out)
{
    return HAS_ONLY(r, j, "kind", "level", "text") && number_member(r, j, "level", 1, 3, &out->level) &&
           text_member(r, j, "text", JSON_STRING_MAX, &out->text);
}

static bool read_rule(struct reader *r, const struct json *j, struct element *out)
{
    (void)out;
    return HAS_ONLY(r, j, "kind");
}

static bool read_element(struct reader *r, const struct json *j, struct element *out)
{
    static bool (*const read[ELEMENT_KINDS])(struct reader *, const struct json *, struct element *) = {
        [ELEMENT_HEADING] = read_heading, [ELEMENT_TEXT] = read_text,       [ELEMENT_BOXES] = read_boxes,
        [ELEMENT_TABLE] = read_table,     [ELEMENT_PICTURE] = read_picture, [ELEMENT_RULE] = read_rule,
        [ELEMENT_CHART] = read_chart,
    };
    int kind;
    if (json_kind(j) != JSON_OBJECT || !json_member(j, "kind"))
        return refuse(r, j, "an element has a kind");
    if (!name_member(r, j, "kind", element_names, ELEMENT_KINDS, &kind))
        return false;
    out->kind = (enum element_kind)kind;
    return read[kind](r, j, out);
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static bool read_head(struct reader *r, const struct json *j, struct document *out)
{
    const char *accent, *date;
    int format = 0;
    if (!HAS_ONLY(r, j, "accent", "date", "elements", "footer", "format", "language", "large", "page_words",
                  "right_to_left", "title") ||
        !text_member(r, j, "accent", TITLE_MAX, &accent) || !text_member(r, j, "date", TITLE_MAX, &date) ||
        !text_member(r, j, "footer", TITLE_MAX, &out->footer) ||
        !text_member(r, j, "language", TITLE_MAX, &out->language) ||
        !text_member(r, j, "page_words", TITLE_MAX, &out->page_words) ||
        !text_member(r, j, "title", TITLE_MAX, &out->title) || !number_member(r, j, "format", 1, 1, &format) ||
        !flag_member(r, j, "large", &out->large) || !flag_member(r, j, "right_to_left", &out->right_to_left))
        return false;
    char extra;
    if (strlen(accent) != 7 || sscanf(accent, "#%6X%c", &out->accent, &extra) != 1)
        return refuse(r, json_member(j, "accent"), "a colour is written #RRGGBB");
    return date_parse(date, &out->date) || refuse(r, json_member(j, "date"), "no such date");
}

struct document *document_read(struct arena *a, const char *bytes, size_t length, struct problems *problems)
{
    if (length > DOCUMENT_BYTES_MAX) {
        problem_error(problems, PLACE_NONE, "document", "the document is larger than any that is made");
        return NULL;
    }
    struct reader r = {.arena = a, .problems = problems};
    r.json = json_parse(a, "document", bytes, length, problems);
    struct document *d = ARENA_NEW(a, struct document);
    d->arena = a;
    if (!r.json || !read_head(&r, json_root(r.json), d))
        return NULL;
    const struct json *list = list_member(&r, json_root(r.json), "elements", ELEMENTS_MAX);
    for (int i = 0; list && i < json_count(list); i++) {
        struct element *e = ARENA_NEW(a, struct element);
        if (!read_element(&r, json_at(list, i), e))
            return NULL;
        *(d->last ? &d->last->next : &d->first) = e;
        d->last = e;
        d->count++;
    }
    return list ? d : NULL;
}
