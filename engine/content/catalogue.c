#include "catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "plural.h"

#define FORMS_MAX 6 /* Arabic has most */

struct entry {
    const char *context, *source, *plural; /* context and plural may be NULL */
    const char *translation[FORMS_MAX];
    int line;
    bool fuzzy;
    bool used;           /* somebody has looked for its place */
    struct entry *next;  /* in the file */
    struct entry *chain; /* in one slot */
};

struct catalogue {
    struct catalogue_header header;
    const char *plural_expression;
    unsigned long forms;
    struct entry *first, **end;
    int count;
    struct entry **slots;
    unsigned slot_count; /* a power of two */
};

enum part { PART_NONE, PART_CONTEXT, PART_SOURCE, PART_PLURAL, PART_TRANSLATION };

struct reader {
    struct arena *arena;
    struct problems *problems;
    const char *file;
    const char *line_start, *at, *end; /* the line being read, without its newline */
    int line;
    struct catalogue *catalogue;
    struct entry *entry; /* being read, or NULL */
    bool fuzzy_next;     /* "#, fuzzy" stands above the next entry */
    enum part part;
    unsigned long form;
    struct buffer text; /* of the part being read */
    bool failed;
};

/* --- look-up ----------------------------------------------------------------------------------------------------- */

/* FNV-1a. Entries are found by context, where there is one: a changed source must still be found, to be called stale.
 */
static unsigned slot_of(const struct catalogue *c, const char *context, const char *source)
{
    unsigned hash = 2166136261u;
    for (const char *text = context ? context : source; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash & (c->slot_count - 1);
}

static const struct entry *entry_find(const struct catalogue *c, const char *context, const char *source)
{
    for (struct entry *e = c->slots[slot_of(c, context, source)]; e; e = e->chain) {
        e->used |= text_is(e->context, context);
        if (text_is(e->context, context) && text_is(e->source, source))
            return e;
    }
    return NULL;
}

const char *catalogue_find(const struct catalogue *c, const char *context, const char *source)
{
    const struct entry *e = entry_find(c, context, source);
    return e && !e->fuzzy && !text_is_empty(e->translation[0]) ? e->translation[0] : NULL;
}

bool catalogue_is_stale(const struct catalogue *c, const char *context, const char *source)
{
    for (const struct entry *e = c->slots[slot_of(c, context, source)]; e; e = e->chain)
        if (text_is(e->context, context) && !text_is_empty(e->translation[0]) &&
            (e->fuzzy || !text_is(e->source, source)))
            return !catalogue_find(c, context, source);
    return false;
}

const char *catalogue_find_plural(const struct catalogue *c, const char *context, const char *source, unsigned long n)
{
    const struct entry *e = entry_find(c, context, source);
    unsigned long form = 0;
    if (!e || e->fuzzy || !plural_evaluate(c->plural_expression, n, &form))
        return NULL;
    if (form >= c->forms)
        form = 0;
    return text_is_empty(e->translation[form]) ? NULL : e->translation[form];
}

struct catalogue_header catalogue_header(const struct catalogue *c)
{
    return c->header;
}

bool catalogue_next_unused(const struct catalogue *c, struct catalogue_entry *io)
{
    const struct entry *e = io->at ? ((const struct entry *)io->at)->next : c->first;
    while (e && e->used)
        e = e->next;
    if (e)
        *io = (struct catalogue_entry){e, e->context, e->source, e->line};
    return e != NULL;
}

int catalogue_count(const struct catalogue *c)
{
    return c->count;
}

/* --- problems ---------------------------------------------------------------------------------------------------- */

static struct problem *refuse(struct reader *r, const char *code, const char *message)
{
    struct place place = {.file = r->file, .line = r->line};
    place.column = (int)utf8_count(r->line_start, (size_t)(r->at - r->line_start)) + 1;
    r->failed = true;
    return problem_error(r->problems, place, code, "%s", message);
}

/* Where the entry begins: what is missing in it stands nowhere. */
static void refuse_entry(struct reader *r, const struct entry *e, const char *code, const char *message)
{
    struct place place = {.file = r->file, .line = e->line, .column = 1};
    r->failed = true;
    problem_error(r->problems, place, code, "%s", message);
}

/* --- the header's fields ----------------------------------------------------------------------------------------- */

/* The value of "Name: value\n" in the header's text, or NULL. */
static const char *header_field(struct reader *r, const char *header, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = header; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        if (strncmp(line, name, length) != 0 || line[length] != ':')
            continue;
        const char *value = line + length + 1;
        value += strspn(value, " \t");
        return arena_copy(r->arena, value, strcspn(value, "\n"));
    }
    return NULL;
}

static void read_plural_forms(struct reader *r, const struct entry *e, const char *value)
{
    struct catalogue *c = r->catalogue;
    const char *forms = strstr(value, "nplurals="), *plural = strstr(value, "plural=");
    unsigned long count = forms ? strtoul(forms + strlen("nplurals="), NULL, 10) : 0, form;
    const char *expression = plural ? plural + strlen("plural=") : "";
    c->plural_expression = arena_copy(r->arena, expression, strcspn(expression, ";"));
    c->forms = count;
    if (count < 1 || count > FORMS_MAX || !plural_evaluate(c->plural_expression, 1, &form))
        refuse_entry(r, e, "po-plural", "Plural-Forms cannot be understood");
}

static void read_header(struct reader *r, const struct entry *e)
{
    const char *text = e->translation[0];
    struct catalogue *c = r->catalogue;
    const char *language = header_field(r, text, "Language"), *reviewed = header_field(r, text, "X-Reviewed");
    const char *type = header_field(r, text, "Content-Type"), *plural = header_field(r, text, "Plural-Forms");
    c->header.language = language;
    c->header.reviewed = text_is(reviewed, "yes");
    if (type && strstr(type, "charset=") && !strstr(type, "charset=UTF-8") && !strstr(type, "charset=utf-8"))
        refuse_entry(r, e, "po-charset", "the file must be UTF-8");
    if (plural)
        read_plural_forms(r, e, plural);
}

/* --- entries ----------------------------------------------------------------------------------------------------- */

/* What was read into the buffer goes where it belongs. */
static void part_end(struct reader *r)
{
    const char *text = arena_copy(r->arena, buffer_text(&r->text), r->text.length);
    r->text.length = 0;
    struct entry *e = r->entry;
    switch (r->part) {
    case PART_NONE:
        break;
    case PART_CONTEXT:
        e->context = text;
        break;
    case PART_SOURCE:
        e->source = text;
        break;
    case PART_PLURAL:
        e->plural = text;
        break;
    case PART_TRANSLATION:
        e->translation[r->form] = text;
        break;
    }
    r->part = PART_NONE;
}

static void entry_end(struct reader *r)
{
    part_end(r);
    struct entry *e = r->entry;
    r->entry = NULL;
    if (!e)
        return;
    if (!e->source || !e->translation[0]) {
        refuse_entry(r, e, "po-entry", e->source ? "this entry has no msgstr" : "this entry has no msgid");
        return;
    }
    if (!e->context && !e->source[0]) {
        read_header(r, e);
        return;
    }
    *r->catalogue->end = e;
    r->catalogue->end = &e->next;
    r->catalogue->count++;
}

static void entry_start(struct reader *r)
{
    entry_end(r);
    r->entry = ARENA_NEW(r->arena, struct entry);
    r->entry->line = r->line;
    r->entry->fuzzy = r->fuzzy_next;
    r->fuzzy_next = false;
}

static void read_escape(struct reader *r)
{
    static const char from[] = "ntr\"\\abfv", to[] = "\n\t\r\"\\\a\b\f\v";
    const char *found = r->at + 1 < r->end && r->at[1] ? strchr(from, r->at[1]) : NULL;
    if (!found) {
        refuse(r, "po-escape", "there is no such escape after a backslash");
        r->at++;
        return;
    }
    buffer_add(&r->text, &to[found - from], 1);
    r->at += 2;
}

/* "..." to the end of the line */
static void read_quoted(struct reader *r)
{
    if (r->at == r->end || *r->at != '"') {
        refuse(r, "po-syntax", "a string in double quotes is missing");
        return;
    }
    r->at++;
    while (r->at < r->end && *r->at != '"') {
        const char *plain = r->at;
        while (r->at < r->end && *r->at != '"' && *r->at != '\\')
            r->at++;
        buffer_add(&r->text, plain, (size_t)(r->at - plain));
        if (r->at < r->end && *r->at == '\\')
            read_escape(r);
    }
    if (r->at == r->end) {
        refuse(r, "po-syntax", "this string is never closed");
        return;
    }
    r->at++;
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
    if (r->at < r->end)
        refuse(r, "po-syntax", "there is more after the string");
}

static bool take_word(struct reader *r, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0)
        return false;
    r->at += length;
    return true;
}

/* msgstr and msgstr[2] */
static bool read_form(struct reader *r)
{
    r->form = 0;
    if (r->at == r->end || *r->at != '[')
        return true;
    char *after = NULL;
    char digits[8] = {0};
    size_t room = (size_t)(r->end - r->at - 1);
    memcpy(digits, r->at + 1, room < 7 ? room : 7);
    r->form = strtoul(digits, &after, 10);
    if (after == digits || *after != ']' || r->form >= FORMS_MAX) {
        refuse(r, "po-syntax", "msgstr[0] to msgstr[5] are allowed");
        return false;
    }
    r->at += 2 + (after - digits);
    return true;
}

static void read_keyword(struct reader *r)
{
    enum part part;
    if (take_word(r, "msgctxt"))
        part = PART_CONTEXT;
    else if (take_word(r, "msgid_plural"))
        part = PART_PLURAL;
    else if (take_word(r, "msgid"))
        part = PART_SOURCE;
    else if (take_word(r, "msgstr"))
        part = PART_TRANSLATION;
    else {
        refuse(r, "po-syntax", "msgctxt, msgid, msgid_plural or msgstr should be here");
        return;
    }
    bool starts = part == PART_CONTEXT || (part == PART_SOURCE && (!r->entry || r->part != PART_CONTEXT));
    if (starts)
        entry_start(r);
    else if (r->entry)
        part_end(r);
    if (!r->entry) {
        refuse(r, "po-syntax", "msgid should come first");
        return;
    }
    if (part == PART_TRANSLATION && !read_form(r))
        return;
    r->part = part;
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
        r->at++;
    read_quoted(r);
}

static void read_line(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
    if (r->at == r->end)
        return;
    if (*r->at == '#') {
        /* Comments, references, "#|" what it was before, and "#~" what is no longer used: only flags matter. */
        if (r->end - r->at > 1 && r->at[1] == ',') {
            for (const char *c = r->at; r->end - c >= 5; c++)
                r->fuzzy_next |= memcmp(c, "fuzzy", 5) == 0;
        }
    } else if (*r->at == '"' && r->part != PART_NONE) {
        read_quoted(r);
    } else {
        read_keyword(r);
    }
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static void index_entries(struct reader *r)
{
    struct catalogue *c = r->catalogue;
    for (c->slot_count = 16; c->slot_count < (unsigned)c->count * 2; c->slot_count *= 2)
        ;
    c->slots = ARENA_ARRAY(r->arena, struct entry *, c->slot_count);
    for (struct entry *e = c->first; e; e = e->next) {
        const struct entry *other = entry_find(c, e->context, e->source);
        if (other) {
            struct place place = {.file = r->file, .line = e->line, .column = 1};
            problem_hint(r->problems, problem_error(r->problems, place, "po-twice", "this string is translated twice"),
                         "the first is on line %d", other->line);
            r->failed = true;
            continue;
        }
        unsigned slot = slot_of(c, e->context, e->source);
        e->chain = c->slots[slot];
        c->slots[slot] = e;
    }
    for (struct entry *e = c->first; e; e = e->next)
        e->used = false; /* this was no look-up for words */
}

struct catalogue *catalogue_parse(struct arena *a, const char *file, const char *text, size_t length,
                                  struct problems *problems)
{
    struct catalogue *c = ARENA_NEW(a, struct catalogue);
    *c = (struct catalogue){.end = &c->first, .plural_expression = "n != 1", .forms = 2};
    struct reader r = {.arena = a, .problems = problems, .file = file, .catalogue = c};
    buffer_init(&r.text, a);
    for (const char *line = text, *end = text + length; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        r.line_start = r.at = line;
        r.end = newline ? newline : end;
        r.line++;
        size_t size = (size_t)(r.end - line);
        if (!utf8_is_valid(line, size) || memchr(line, '\0', size))
            refuse(&r, "po-utf8", "the bytes on this line are not UTF-8 text");
        else
            read_line(&r);
        line = newline ? newline + 1 : end;
    }
    r.line_start = r.at = r.end = text + length;
    entry_end(&r);
    index_entries(&r);
    return r.failed ? NULL : c;
}

/* --- words of the program itself --------------------------------------------------------------------------------- */

const char *catalogue_words(const struct catalogue *c, const char *english)
{
    const char *found = c ? catalogue_find(c, NULL, english) : NULL;
    return found ? found : english;
}

const char *catalogue_words_with(struct arena *a, const struct catalogue *c, const char *english, const char *a1,
                                 const char *a2, const char *a3)
{
    const char *arguments[] = {a1, a2, a3};
    struct buffer out;
    buffer_init(&out, a);
    for (const char *at = catalogue_words(c, english); *at; at++) {
        bool is_place = at[0] == '%' && at[1] >= '1' && at[1] <= '3';
        if (!is_place) {
            buffer_add(&out, at, 1);
            continue;
        }
        const char *argument = arguments[at[1] - '1'];
        buffer_adds(&out, argument ? argument : "");
        at++;
    }
    return buffer_text(&out);
}

const char *catalogue_words_count(struct arena *a, const struct catalogue *c, const char *one, const char *many,
                                  int count)
{
    unsigned long n = count < 0 ? 0 : (unsigned long)count;
    const char *form = c ? catalogue_find_plural(c, NULL, one, n) : NULL;
    if (!form)
        form = count == 1 ? one : many;
    /* Not printf: a translator's slip must not become a crash. */
    struct buffer out;
    buffer_init(&out, a);
    const char *place = strstr(form, "%d");
    if (!place)
        return form;
    buffer_add(&out, form, (size_t)(place - form));
    buffer_addf(&out, "%d", count);
    buffer_adds(&out, place + 2);
    return buffer_text(&out);
}
