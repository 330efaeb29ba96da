#include "store_bundle_inside.h"

#include <stdio.h>
#include <string.h>

/* --- whom to believe -------------------------------------------------------------------------------------------- */

static bool exists(struct store *s, const char *sql, const char *first, const char *second)
{
    sqlite3_stmt *st = store_query(s, sql, "tt", first, second);
    bool found = st && store_row(s, st);
    store_query_end(s, st);
    return found;
}

static bool stranger(const struct terminal *t, struct problems *problems)
{
    struct problem *p = problem_error(problems, PLACE_NONE, "bundle-stranger",
                                      "site %s, terminal %s (key %.16s...) is not trusted here", t->keys.site,
                                      t->keys.terminal, t->root);
    problem_hint(problems, p, "if it is one of yours: cairn bundle trust, with what cairn store public says there");
    return false;
}

/* It came in while its terminal was trusted. */
static bool row_is_here(struct store *s, const struct row *row)
{
    return exists(s, "SELECT 1 FROM imported WHERE root = ? AND lower(hex(hash)) = ?", row->root, row->r.hash_hex);
}

/* That others were erased somewhere is left out where that terminal is not trusted here, and told; the person's own
 * rows are not, but for those that are here already. */
static bool rows_leave_out(struct store *s, struct bundle *b, const struct terminal *t, struct problems *problems)
{
    int kept = 0;
    for (int i = 0; i < b->row_count; i++) {
        const struct row *row = &b->rows[i];
        if (!text_is(row->root, t->root) || row_is_here(s, row))
            b->rows[kept++] = *row;
        else if (!text_is(row->r.kind, "ERASED") || text_is(row->person, b->person))
            return stranger(t, problems);
        else
            b->strange++;
    }
    b->row_count = kept;
    return true;
}

static bool terminals_are_trusted(struct store *s, struct bundle *b, struct problems *problems)
{
    for (int i = 0; i < b->terminal_count; i++) {
        struct terminal *t = &b->terminals[i];
        t->is_trusted = root_is_own(s, t->root) || terminal_is_trusted(s, t->root);
        if (!t->is_trusted && (i == 0 ? !stranger(t, problems) : !rows_leave_out(s, b, t, problems)))
            return false;
    }
    return true;
}

static const uint8_t *key_of(const struct bundle *b, const char *root, const char *id)
{
    const uint8_t *key = NULL; /* a terminal may stand there twice: what it signed before an old copy was put back */
    for (int i = 0; !key && i < b->terminal_count; i++)
        if (text_is(b->terminals[i].root, root))
            key = receipt_key(&b->terminals[i].keys, id);
    return key;
}

static bool attempt_is_in(const struct bundle *b, const char *id)
{
    for (int i = 0; i < b->part_count; i++)
        if (text_is(b->parts[i].kind, "attempt") && text_is(part_text(b, &b->parts[i], "id"), id))
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

static bool resolution_is_in(const struct bundle *b, const struct row *row)
{
    for (int i = 0; i < b->part_count; i++) {
        struct resolution_row said;
        const struct part *p = &b->parts[i];
        if (text_is(p->kind, "resolution") && text_is(part_text(b, p, "id"), row->r.id))
            return part_resolution(b, p, &said) && resolution_is_signed(b->a, &said, &row->r, false);
    }
    return false;
}

static bool resolved_is_in(const struct bundle *b, const char *id)
{
    for (int i = 0; i < b->row_count; i++)
        if (text_is(b->rows[i].r.kind, "RESOLVED") && text_is(b->rows[i].r.id, id))
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
    if (text_is(r->kind, "RESOLVED"))
        return resolution_is_in(b, row);
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
    *row = (struct row){.root = part_text(b, p, "root"),
                        .person = part_text(b, p, "person"),
                        .attempt = part_text_or_null(b, p, "attempt"),
                        .r = {.kind = part_text(b, p, "kind")}};
    if (p->line_count != 1 || !part_number(b, p, "seq", &row->link.seq) || !part_number(b, p, "at", &row->r.at) ||
        !part_number(b, p, "boot", &row->r.boot_ms))
        return false;
    row->r.seq = row->link.seq;
    row->r.body = p->lines[0];
    row->r.body_size = strlen(p->lines[0]);
#define TAKE(member, name) snprintf(row->r.member, sizeof row->r.member, "%s", part_text(b, p, name))
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

static bool rows_take(struct bundle *b)
{
    for (int i = 0; i < b->part_count; i++)
        if (text_is(b->parts[i].kind, "record") && !row_take(b, &b->parts[i]))
            return false;
    return true;
}

static bool rows_are_sound(struct store *s, struct bundle *b, struct problems *problems)
{
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
        return bundle_refuse(problems, "bundle-erased",
                             "this person was erased: a bundle from before does not bring them back");
    if (store_person_by_crn(s, part_text(b, p, "crn"), &other) && !text_is(other.id, b->person)) {
        problem_error(problems, PLACE_NONE, "bundle-crn",
                      "%s was enrolled here apart from there: the two cannot be made one", other.crn);
        return false;
    }
    return true;
}

static bool identity_is_sound(const struct bundle *b, const struct part *p)
{
    char number[PRISON_NUMBER_TEXT], pnc[PNC_TEXT];
    const char *kind = part_text(b, p, "kind"), *value = part_text(b, p, "value");
    if (text_is(kind, "prison-number"))
        return prison_number_read(value, number) == IDENTIFIER_GOOD && text_is(number, value);
    return text_is(kind, "pnc") && pnc_read(value, 9999, pnc) == IDENTIFIER_GOOD && text_is(pnc, value);
}

static bool part_is_sound(struct store *s, const struct bundle *b, const struct part *p)
{
    int64_t number, other;
    struct local_date date;
    const char *id = part_text(b, p, "id");
    if (text_is(p->kind, "assignment"))
        return *id && *part_text(b, p, "module") && part_number(b, p, "assigned", &number) &&
               part_number(b, p, "maximum", &other);
    if (text_is(p->kind, "resolution"))
        return date_parse(part_text(b, p, "date"), &date) && resolved_is_in(b, id);
    if (text_is(p->kind, "concern"))
        return strlen(id) == UUID_TEXT - 1 && part_number(b, p, "at", &number) && part_number(b, p, "seen", &number) &&
               !exists(s, "SELECT 1 FROM concern WHERE id = ?1 AND person IS NOT ?2", id, b->person);
    if (text_is(p->kind, "identity"))
        return identity_is_sound(b, p);
    if (text_is(p->kind, "draft"))
        return *part_text(b, p, "exercise") && part_number(b, p, "at", &number) &&
               attempt_is_in(b, part_text(b, p, "attempt"));
    if (!text_is(p->kind, "attempt"))
        return true;
    for (int i = 0; i < p->line_count; i++) {
        struct turn t;
        if (!part_turn(b, p->lines[i], &t))
            return false;
    }
    return strlen(id) == UUID_TEXT - 1 && part_number(b, p, "opened", &number) && part_number(b, p, "last", &number) &&
           part_number(b, p, "completed", &other) && other <= 1 && (!other || completed_is_in(b, "attempt", id)) &&
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
    if (!found || !part_number(b, found, "added", &added) || !crn_is_valid(part_text(b, found, "crn")))
        return NULL;
    b->person = part_text(b, found, "person");
    return strlen(b->person) == UUID_TEXT - 1 ? found : NULL;
}

const struct part *bundle_judge(struct store *s, struct bundle *b, struct problems *problems)
{
    const struct part *person = person_part(b);
    bool ok = (person && rows_take(b)) || bundle_damaged(problems);
    if (!ok || !terminals_are_trusted(s, b, problems) || !rows_are_sound(s, b, problems) ||
        !person_is_welcome(s, b, person, problems))
        return NULL;
    for (int i = 0; i < b->part_count; i++)
        if (!part_is_sound(s, b, &b->parts[i])) {
            bundle_damaged(problems);
            return NULL;
        }
    return person;
}
