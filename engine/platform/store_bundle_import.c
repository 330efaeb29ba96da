#include "receipt_keys.h"
#include "store_backup.h"
#include "store_bundle.h"
#include "store_credit.h"
#include "store_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct part {
    const struct json *object;
    const char *kind;
    const char **lines;
    int line_count;
};

struct terminal {
    const char *root, *text;
    struct receipt_keys keys;
};

struct row { /* of another terminal's chain */
    struct store_record r;
    struct link link;
    const char *root, *person, *attempt;
};

struct bundle {
    struct arena *a;
    struct part *parts;
    struct terminal *terminals; /* the sender is the first */
    struct row *rows;
    int part_count, terminal_count, row_count;
    const char *person;
};

static bool refuse(struct problems *problems, const char *code, const char *words)
{
    problem_error(problems, PLACE_NONE, code, "%s", words);
    return false;
}

static bool damaged(struct problems *problems)
{
    return refuse(problems, "bundle-damaged", "the bundle is not whole: export it again");
}

static const char *text_of(const struct bundle *b, const struct part *p, const char *name)
{
    return body_text(b->a, p->object, name);
}

static const char *text_or_null(const struct bundle *b, const struct part *p, const char *name)
{
    const char *text = text_of(b, p, name);
    return *text ? text : NULL;
}

static bool number_of(const struct bundle *b, const struct part *p, const char *name, int64_t *out)
{
    const char *text = text_of(b, p, name);
    char *end;
    *out = strtoll(text, &end, 10);
    return *text && !*end && *out >= 0 && *out < INT64_C(1) << 53;
}

/* --- lines to parts --------------------------------------------------------------------------------------------- */

/* The next line, NUL in place of its end; NULL after the last or where one has no end. */
static char *line_take(char **at)
{
    char *line = *at, *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *at = end + 1;
    return line;
}

static bool part_take(struct bundle *b, char *line, char **at)
{
    int64_t lines = 0;
    b->parts = list_room(b->a, b->parts, b->part_count, sizeof *b->parts);
    struct part *p = &b->parts[b->part_count++];
    *p = (struct part){.object = body_read(b->a, line, strlen(line))};
    if (!p->object)
        return false;
    p->kind = text_of(b, p, "part");
    if (json_member(p->object, "lines") && !number_of(b, p, "lines", &lines))
        return false;
    for (int64_t i = 0; i < lines; i++) {
        char *taken = line_take(at);
        if (!taken)
            return false;
        p->lines = list_room(b->a, p->lines, p->line_count, sizeof *p->lines);
        p->lines[p->line_count++] = taken;
    }
    return true;
}

static bool terminal_take(struct bundle *b, const struct part *p, struct problems *problems)
{
    struct buffer text;
    buffer_init(&text, b->a);
    for (int i = 0; i < p->line_count; i++)
        buffer_addf(&text, "%s\n", p->lines[i]);
    b->terminals = list_room(b->a, b->terminals, b->terminal_count, sizeof *b->terminals);
    struct terminal *t = &b->terminals[b->terminal_count++];
    *t = (struct terminal){.root = text_of(b, p, "root"), .text = buffer_text(&text)};
    return receipt_keys_read(b->a, t->text, text.length, &t->keys, problems) && text_is(t->keys.root_hex, t->root);
}

/* `hash` is of all before the last line. */
static bool is_signed(const struct bundle *b, const struct part *end, const uint8_t hash[SEAL_HASH_BYTES],
                      bool demonstration)
{
    uint8_t signature[SEAL_SIGNATURE_BYTES];
    const uint8_t *key = b->terminal_count ? receipt_key(&b->terminals[0].keys, text_of(b, end, "key")) : NULL;
    return key && text_is(end->kind, "end") &&
           seal_from_hex(text_of(b, end, "signature"), signature, sizeof signature) &&
           seal_verify(key, demonstration, hash, signature);
}

static bool bundle_read(struct store *s, struct bundle *b, char *text, size_t length, struct problems *problems)
{
    uint8_t hash[SEAL_HASH_BYTES];
    char *at = text;
    size_t last = length ? length - 1 : 0;
    if (!length || strlen(text) != length || text[length - 1] != '\n')
        return damaged(problems);
    while (last && text[last - 1] != '\n')
        last--;
    bundle_hash(text, last, hash);
    while (*at) {
        char *line = line_take(&at);
        if (!line || !part_take(b, line, &at))
            return damaged(problems);
        const struct part *p = &b->parts[b->part_count - 1];
        if (text_is(p->kind, "terminal") && !terminal_take(b, p, problems))
            return damaged(problems);
    }
    if (b->terminal_count && b->terminals[0].keys.demonstration != s->keys.demonstration)
        return refuse(problems, "bundle-demonstration",
                      "one of the two terminals is a demonstration, the other is not: nothing goes between them");
    if (!is_signed(b, &b->parts[b->part_count - 1], hash, s->keys.demonstration))
        return refuse(problems, "bundle-signature", "the bundle was not signed by the terminal that it names");
    return true;
}

/* --- whom to believe -------------------------------------------------------------------------------------------- */

static bool is_own(const struct store *s, const char *root)
{
    char own[2 * SEAL_PUBLIC_BYTES + 1];
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, own);
    return text_is(root, own);
}

static bool exists(struct store *s, const char *sql, const char *first, const char *second)
{
    sqlite3_stmt *st = store_query(s, sql, "tt", first, second);
    bool found = st && store_row(s, st);
    sqlite3_finalize(st);
    return found;
}

static bool terminals_are_trusted(struct store *s, const struct bundle *b, struct problems *problems)
{
    for (int i = 0; i < b->terminal_count; i++) {
        const struct terminal *t = &b->terminals[i];
        if (is_own(s, t->root) ||
            exists(s, "SELECT 1 FROM terminal WHERE root = ?1 AND trusted = 1 AND ?2 = ''", t->root, ""))
            continue;
        struct problem *p = problem_error(problems, PLACE_NONE, "bundle-stranger",
                                          "site %s, terminal %s (key %.16s...) is not trusted here", t->keys.site,
                                          t->keys.terminal, t->root);
        problem_hint(problems, p, "if it is one of yours: cairn bundle trust, with what cairn store public says there");
        return false;
    }
    return true;
}

static const uint8_t *key_of(const struct bundle *b, const char *root, const char *id)
{
    for (int i = 0; i < b->terminal_count; i++)
        if (text_is(b->terminals[i].root, root))
            return receipt_key(&b->terminals[i].keys, id);
    return NULL;
}

static bool attempt_is_in(const struct bundle *b, const char *id)
{
    for (int i = 0; i < b->part_count; i++)
        if (text_is(b->parts[i].kind, "attempt") && text_is(text_of(b, &b->parts[i], "id"), id))
            return true;
    return false;
}

static bool completed_is_in(const struct bundle *b, const char *name, const char *value)
{
    for (int i = 0; i < b->row_count; i++)
        if (text_is(b->rows[i].r.kind, "COMPLETED") &&
            text_is(text_is(name, "id") ? b->rows[i].r.id : b->rows[i].attempt, value))
            return true;
    return false;
}

static bool row_is_of_person(const struct bundle *b, const struct row *row)
{
    const struct store_record *r = &row->r;
    struct record record;
    if (text_is(r->kind, "ERASED"))
        return text_is(body_text(b->a, body_read(b->a, r->body, r->body_size), "person"), row->person);
    if (!text_is(row->person, b->person))
        return false;
    if (text_is(r->kind, "COMPLETED"))
        return record_read(b->a, r->body, r->body_size, &record) && text_is(record.id, r->id) &&
               text_is(record.person, b->person) && row->attempt && attempt_is_in(b, row->attempt) &&
               (!record.attempt || text_is(record.attempt, row->attempt));
    return (text_is(r->kind, "VOIDED") || text_is(r->kind, "CORRECTED")) && change_is_read(b->a, r) &&
           completed_is_in(b, "id", r->refers);
}

/* As the chain's own verifier sees it, but for the row before. */
static bool row_is_sound(const struct store *s, const struct bundle *b, struct row *row)
{
    uint8_t hash[SEAL_HASH_BYTES];
    const uint8_t *key = key_of(b, row->root, row->r.key_id);
    if (!key || !seal_from_hex(row->r.previous_hex, row->link.previous, SEAL_HASH_BYTES) ||
        !seal_from_hex(row->r.hash_hex, hash, sizeof hash) ||
        !seal_from_hex(row->r.signature_hex, row->link.signature, SEAL_SIGNATURE_BYTES))
        return false;
    link_hash(s->keys.demonstration, &row->r, &row->link);
    return row->link.seq > 0 && seal_equal(row->link.hash, hash, sizeof hash) &&
           seal_verify(key, s->keys.demonstration, hash, row->link.signature) && row_is_of_person(b, row);
}

static bool row_take(struct bundle *b, const struct part *p)
{
    b->rows = list_room(b->a, b->rows, b->row_count, sizeof *b->rows);
    struct row *row = &b->rows[b->row_count++];
    *row = (struct row){.root = text_of(b, p, "root"),
                        .person = text_of(b, p, "person"),
                        .attempt = text_or_null(b, p, "attempt"),
                        .r = {.kind = text_of(b, p, "kind")}};
    if (p->line_count != 1 || !number_of(b, p, "seq", &row->link.seq) || !number_of(b, p, "at", &row->r.at) ||
        !number_of(b, p, "boot", &row->r.boot_ms))
        return false;
    row->r.seq = row->link.seq;
    row->r.body = p->lines[0];
    row->r.body_size = strlen(p->lines[0]);
#define TAKE(member, name) snprintf(row->r.member, sizeof row->r.member, "%s", text_of(b, p, name))
    TAKE(id, "id");
    TAKE(refers, "refers");
    TAKE(hash_hex, "hash");
    TAKE(previous_hex, "previous");
    TAKE(signature_hex, "signature");
    TAKE(key_id, "key");
    TAKE(epoch, "epoch");
#undef TAKE
    return true;
}

static bool rows_are_sound(struct store *s, struct bundle *b, struct problems *problems)
{
    for (int i = 0; i < b->part_count; i++)
        if (text_is(b->parts[i].kind, "record") && !row_take(b, &b->parts[i]))
            return damaged(problems);
    for (int i = 0; i < b->row_count; i++) {
        struct row *row = &b->rows[i];
        if (!row_is_sound(s, b, row)) {
            problem_error(problems, PLACE_NONE, "bundle-record",
                          "record %s of the bundle was changed, or not signed by its terminal", row->r.id);
            return false;
        }
        if (exists(s, "SELECT 1 FROM every_record WHERE id = ?1 AND lower(hex(hash)) <> ?2", row->r.id,
                   row->r.hash_hex)) {
            problem_error(problems, PLACE_NONE, "bundle-record-other", "record %s is here already and says otherwise",
                          row->r.id);
            return false;
        }
    }
    return true;
}

/* --- who it is -------------------------------------------------------------------------------------------------- */

static bool is_erased(struct store *s, const struct bundle *b)
{
    for (int i = 0; i < b->row_count; i++)
        if (text_is(b->rows[i].r.kind, "ERASED") && text_is(b->rows[i].person, b->person))
            return true;
    return store_person_is_erased(s, b->person) ||
           exists(s, "SELECT 1 FROM every_record WHERE kind = ?2 AND person = ?1", b->person, "ERASED");
}

static bool person_is_welcome(struct store *s, const struct bundle *b, const struct part *p, struct problems *problems)
{
    struct store_person other;
    if (is_erased(s, b))
        return refuse(problems, "bundle-erased",
                      "this person was erased: a bundle from before does not bring them back");
    if (store_person_by_crn(s, text_of(b, p, "crn"), &other) && !text_is(other.id, b->person)) {
        problem_error(problems, PLACE_NONE, "bundle-crn",
                      "%s was enrolled here apart from there: the two cannot be made one", other.crn);
        return false;
    }
    return true;
}

static bool part_is_sound(struct store *s, const struct bundle *b, const struct part *p)
{
    int64_t number, other;
    struct local_date date;
    const char *id = text_of(b, p, "id");
    if (text_is(p->kind, "assignment"))
        return *id && *text_of(b, p, "module") && number_of(b, p, "assigned", &number) &&
               number_of(b, p, "maximum", &other);
    if (text_is(p->kind, "resolution"))
        return *id && date_parse(text_of(b, p, "date"), &date) && number_of(b, p, "at", &number) &&
               number_of(b, p, "credited", &other) && other <= 1;
    if (!text_is(p->kind, "attempt"))
        return true;
    for (int i = 0; i < p->line_count; i++) {
        struct event e;
        if (!event_read(b->a, p->lines[i], strlen(p->lines[i]), &e))
            return false;
    }
    return strlen(id) == UUID_TEXT - 1 && number_of(b, p, "opened", &number) && number_of(b, p, "last", &number) &&
           number_of(b, p, "completed", &other) && other <= 1 && (!other || completed_is_in(b, "attempt", id)) &&
           !exists(s, "SELECT 1 FROM attempt WHERE id = ?1 AND person <> ?2", id, b->person);
}

static const struct part *person_part(struct bundle *b)
{
    const struct part *found = NULL;
    int64_t added;
    for (int i = 0; i < b->part_count; i++)
        if (text_is(b->parts[i].kind, "person")) {
            if (found)
                return NULL;
            found = &b->parts[i];
        }
    if (!found || !number_of(b, found, "added", &added) || !crn_is_valid(text_of(b, found, "crn")))
        return NULL;
    b->person = text_of(b, found, "person");
    return strlen(b->person) == UUID_TEXT - 1 ? found : NULL;
}

/* --- putting it in, inside one transaction ---------------------------------------------------------------------- */

static bool write_new(struct store *s, int *count, bool written)
{
    *count += written && sqlite3_changes(s->db) > 0;
    return written;
}

static bool terminals_put(struct store *s, const struct bundle *b)
{
    bool ok = true;
    for (int i = 0; ok && i < b->terminal_count; i++)
        ok = is_own(s, b->terminals[i].root) ||
             store_write(s, "UPDATE terminal SET keys = ?2 WHERE root = ?1 AND length(?2) > length(keys)", "tt",
                         b->terminals[i].root, b->terminals[i].text);
    return ok;
}

/* How often a line stands among the first `count`. */
static int times_in(const char *const *lines, int count, const char *line)
{
    int times = 0;
    for (int i = 0; i < count; i++)
        times += text_is(lines[i], line);
    return times;
}

static bool events_put(struct store *s, const struct bundle *b, const struct part *p, const uint8_t key[SEAL_KEY_BYTES],
                       struct store_imported *out)
{
    struct event *here;
    int count, added = 0;
    const char *id = text_of(b, p, "id");
    if (!store_events(s, b->a, b->person, id, &here, &count))
        return false;
    const char **known = ARENA_ARRAY(b->a, const char *, count + 1);
    bool ok = true, goes_on = count <= p->line_count;
    for (int i = 0; i < count; i++) {
        struct buffer line;
        buffer_init(&line, b->a);
        event_write(&here[i], &line);
        known[i] = buffer_text(&line);
        goes_on = goes_on && text_is(known[i], p->lines[i]);
    }
    for (int i = goes_on ? count : 0; ok && i < p->line_count; i++) {
        struct event e;
        const char *line = p->lines[i];
        if (!goes_on && times_in(known, count, line) >= times_in(p->lines, i + 1, line))
            continue;
        ok = event_read(b->a, line, strlen(line), &e) && event_insert(s, key, id, event_next(s, id), &e);
        added++;
    }
    out->events += added;
    return ok && (!added || goes_on || store_write(s, "INSERT INTO merged VALUES(?) ON CONFLICT DO NOTHING", "t", id));
}

static bool attempt_put(struct store *s, const struct bundle *b, const struct part *p,
                        const uint8_t key[SEAL_KEY_BYTES], struct store_imported *out)
{
    int64_t opened, last, completed;
    const char *id = text_of(b, p, "id");
    return number_of(b, p, "opened", &opened) && number_of(b, p, "last", &last) &&
           number_of(b, p, "completed", &completed) &&
           write_new(s, &out->others,
                     store_write(s, "INSERT INTO attempt VALUES(?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                                 "tttttii", id, b->person, text_of(b, p, "programme"), text_of(b, p, "module"),
                                 text_or_null(b, p, "assignment"), opened, last)) &&
           write_new(s, &out->others,
                     store_write(s,
                                 "UPDATE attempt SET completed = max(completed, ?2), last_at = max(last_at, ?3)"
                                 " WHERE id = ?1 AND (completed < ?2 OR last_at < ?3)",
                                 "tii", id, completed, last)) &&
           events_put(s, b, p, key, out);
}

static bool assignment_put(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    int64_t assigned, maximum;
    return number_of(b, p, "assigned", &assigned) && number_of(b, p, "maximum", &maximum) &&
           write_new(s, &out->others,
                     store_write(s, "INSERT INTO assignment VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                 "ttttitti", text_of(b, p, "id"), b->person, text_of(b, p, "module"),
                                 text_or_null(b, p, "requirement"), maximum, text_or_null(b, p, "until"),
                                 text_of(b, p, "supervision"), assigned));
}

static bool resolution_put(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    int64_t at, credited;
    return number_of(b, p, "at", &at) && number_of(b, p, "credited", &credited) &&
           write_new(s, &out->others,
                     store_write(s,
                                 "INSERT INTO resolution SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
                                 " WHERE NOT EXISTS(SELECT 1 FROM resolution WHERE id = ?1)",
                                 "ttttittit", text_of(b, p, "id"), b->person, text_of(b, p, "requirement"),
                                 text_of(b, p, "date"), credited, text_of(b, p, "who"), text_of(b, p, "reason"), at,
                                 text_of(b, p, "settles")));
}

static bool row_put(struct store *s, const struct row *row, struct store_imported *out)
{
    const struct store_record *r = &row->r;
    int added = 0;
    bool ok = write_new(
        s, &added,
        store_write(s,
                    "INSERT INTO imported SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15"
                    " WHERE NOT EXISTS(SELECT 1 FROM every_record WHERE id = ?4)",
                    "titttttiitbbbtt", row->root, r->seq, r->kind, r->id, row->person, row->attempt,
                    *r->refers ? r->refers : NULL, r->at, r->boot_ms, r->body, row->link.previous,
                    (size_t)SEAL_HASH_BYTES, row->link.hash, (size_t)SEAL_HASH_BYTES, row->link.signature,
                    (size_t)SEAL_SIGNATURE_BYTES, r->key_id, r->epoch));
    out->records += added;
    out->lost += added && is_own(s, row->root);
    return ok;
}

static bool person_put_new(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    char code[PERSON_CODE], stored[SEAL_PIN_BYTES];
    struct store_person other;
    int64_t added;
    snprintf(code, sizeof code, "%s", text_of(b, p, "code"));
    while (!code_is_valid(code) || person_by_code(s, code, &other))
        code_draw(code);
    pin_draw(out->pin);
    out->is_new = true;
    return number_of(b, p, "added", &added) && seal_pin_hash(&s->keys, out->pin, stored) &&
           person_put(s, b->person, text_of(b, p, "crn"), code, stored, added);
}

static bool bundle_put(struct store *s, const struct bundle *b, const struct part *person, struct store_imported *out)
{
    uint8_t key[SEAL_KEY_BYTES];
    bool ok = terminals_put(s, b);
    if (ok && !store_person_by_id(s, b->person, &out->person))
        ok = person_put_new(s, b, person, out);
    ok = ok && person_key(s, b->person, key);
    for (int i = 0; ok && i < b->part_count; i++) {
        const struct part *p = &b->parts[i];
        if (text_is(p->kind, "assignment"))
            ok = assignment_put(s, b, p, out);
        else if (text_is(p->kind, "attempt"))
            ok = attempt_put(s, b, p, key, out);
        else if (text_is(p->kind, "resolution"))
            ok = resolution_put(s, b, p, out);
    }
    for (int i = 0; ok && i < b->row_count; i++)
        ok = row_put(s, &b->rows[i], out);
    seal_wipe(key, sizeof key);
    if (ok && (out->is_new || out->events || out->records || out->others))
        ok = audit_insert(s, AUDIT_IMPORT, b->person,
                          audit_detail(b->a, "from", b->terminals[0].root, "new", out->is_new ? "yes" : "no", NULL));
    return ok;
}

static bool bundle_take(struct store *s, struct bundle *b, char *text, size_t length, struct store_imported *out,
                        struct problems *problems)
{
    if (!bundle_read(s, b, text, length, problems) || !terminals_are_trusted(s, b, problems))
        return false;
    const struct part *person = person_part(b);
    if (!person)
        return damaged(problems);
    if (!rows_are_sound(s, b, problems) || !person_is_welcome(s, b, person, problems))
        return false;
    for (int i = 0; i < b->part_count; i++)
        if (!part_is_sound(s, b, &b->parts[i]))
            return damaged(problems);
    bool ok = store_begin(s);
    ok = ok && bundle_put(s, b, person, out);
    if (store_end(s, ok) && store_person_by_id(s, b->person, &out->person))
        return true;
    seal_wipe(out->pin, sizeof out->pin);
    return refuse(problems, "store-broken", "the store could not be written: nothing of the bundle was taken");
}

bool store_bundle_import(struct store *s, const char *bytes, size_t size, struct store_imported *out,
                         struct problems *problems)
{
    size_t magic = strlen(BUNDLE_MAGIC);
    struct arena a;
    *out = (struct store_imported){0};
    if (size < magic + SEAL_BOX_OVERHEAD_BYTES || memcmp(bytes, BUNDLE_MAGIC, magic) != 0)
        return refuse(problems, "bundle-read", "that is no bundle, or not all of one");
    arena_init(&a);
    size_t length = size - magic - SEAL_BOX_OVERHEAD_BYTES;
    char *text = arena_alloc(&a, length + 1);
    struct bundle b = {.a = &a};
    text[length] = '\0';
    bool ok = seal_box_open(&s->keys, (const uint8_t *)bytes + magic, size - magic, text);
    if (!ok)
        refuse(problems, "bundle-sealed", "the bundle is for another terminal, or it was damaged on the way");
    ok = ok && bundle_take(s, &b, text, length, out, problems) && store_erased_elsewhere(s, &out->erased, problems);
    seal_wipe(text, length);
    arena_release(&a);
    return ok;
}
