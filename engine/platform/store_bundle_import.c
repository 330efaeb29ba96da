#include "store_backup.h"
#include "store_bundle_inside.h"

#include <stdio.h>
#include <string.h>

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
        ok = !b->terminals[i].is_trusted || terminal_keys_put(s, &b->terminals[i].keys, b->terminals[i].text);
    return ok;
}

static bool is_same_event(struct arena *a, const struct event *one, const struct event *other)
{
    struct buffer first, second;
    buffer_init(&first, a);
    buffer_init(&second, a);
    event_write(one, &first);
    event_write(other, &second);
    return text_is(buffer_text(&first), buffer_text(&second));
}

/* What is not here yet, in its turn; an event is known by its turn and its bytes. */
static bool events_put(struct store *s, const struct bundle *b, const struct part *p, const uint8_t key[SEAL_KEY_BYTES],
                       struct store_imported *out)
{
    struct turn *here;
    int count;
    const char *id = part_text(b, p, "id");
    if (!journal_read(s, b->a, b->person, id, &here, &count))
        return false;
    bool ok = true;
    for (int i = 0; ok && i < p->line_count; i++) {
        struct turn t;
        bool is_here = false;
        ok = part_turn(b, p->lines[i], &t);
        for (int j = 0; ok && !is_here && j < count; j++)
            is_here = here[j].turn == t.turn && is_same_event(b->a, &here[j].event, &t.event);
        if (!ok || is_here)
            continue;
        ok = turn_insert(s, key, id, event_next(s, id), &t);
        out->events++;
    }
    return ok;
}

static bool attempt_put(struct store *s, const struct bundle *b, const struct part *p,
                        const uint8_t key[SEAL_KEY_BYTES], struct store_imported *out)
{
    int64_t opened, last, completed;
    const char *id = part_text(b, p, "id");
    return part_number(b, p, "opened", &opened) && part_number(b, p, "last", &last) &&
           part_number(b, p, "completed", &completed) &&
           write_new(s, &out->others,
                     store_write(s, "INSERT INTO attempt VALUES(?, ?, ?, ?, ?, ?, ?, 0, NULL) ON CONFLICT DO NOTHING",
                                 "tttttii", id, b->person, part_text(b, p, "programme"), part_text(b, p, "module"),
                                 part_text_or_null(b, p, "assignment"), opened, last)) &&
           write_new(s, &out->others,
                     store_write(s,
                                 "UPDATE attempt SET completed = max(completed, ?2), last_at = max(last_at, ?3)"
                                 " WHERE id = ?1 AND (completed < ?2 OR last_at < ?3)",
                                 "tii", id, completed, last)) &&
           events_put(s, b, p, key, out);
}

/* Words half typed; not those that were answered since, here or there. */
static bool draft_put(struct store *s, const struct bundle *b, const struct part *p, const uint8_t key[SEAL_KEY_BYTES],
                      struct store_imported *out)
{
    const char *attempt = part_text(b, p, "attempt");
    struct store_draft d = {.exercise = part_text(b, p, "exercise"),
                            .item = part_text_or_null(b, p, "item"),
                            .text = part_text(b, p, "text")};
    struct turn *turns;
    int count;
    sqlite3_stmt *st =
        store_query(s, "SELECT 1 FROM attempt WHERE id = ? AND person = ? AND completed = 0", "tt", attempt, b->person);
    bool is_open = st && store_row(s, st);
    store_query_end(s, st);
    if (!is_open)
        return !s->broken;
    if (!part_number(b, p, "at", &d.at) || !journal_read(s, b->a, b->person, attempt, &turns, &count))
        return false;
    for (int i = 0; i < count; i++)
        if (turns[i].event.kind == EVENT_ANSWER && text_is(turns[i].event.exercise, d.exercise) &&
            turns[i].event.at >= d.at)
            return true;
    return write_new(s, &out->others, draft_put_newer(s, b->a, key, attempt, &d));
}

/* Where the two differ, what is here stays. */
static bool identity_put(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    return write_new(s, &out->others,
                     store_write(s, "INSERT INTO identity VALUES(?, ?, ?) ON CONFLICT DO NOTHING", "ttt", b->person,
                                 part_text(b, p, "kind"), part_text(b, p, "value")));
}

static bool concern_take(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    struct store_concern c = {
        .kind = part_text(b, p, "kind"), .module = part_text(b, p, "module"), .page = part_text(b, p, "page")};
    snprintf(c.id, sizeof c.id, "%s", part_text(b, p, "id"));
    return part_number(b, p, "at", &c.at) && part_number(b, p, "seen", &c.seen_at) &&
           write_new(s, &out->others, concern_put(s, b->person, &c));
}

static bool assignment_put(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    int64_t assigned, maximum;
    return part_number(b, p, "assigned", &assigned) && part_number(b, p, "maximum", &maximum) &&
           write_new(s, &out->others,
                     store_write(s, "INSERT INTO assignment VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                 "ttttitti", part_text(b, p, "id"), b->person, part_text(b, p, "module"),
                                 part_text_or_null(b, p, "requirement"), maximum, part_text_or_null(b, p, "until"),
                                 part_text(b, p, "supervision"), assigned));
}

static bool resolution_put(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    struct resolution_row r;
    return part_resolution(b, p, &r) && write_new(s, &out->others, resolution_row_put(s, &r));
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
    out->lost += added && root_is_own(s, row->root);
    return ok;
}

static bool person_put_new(struct store *s, const struct bundle *b, const struct part *p, struct store_imported *out)
{
    char code[PERSON_CODE], stored[SEAL_PIN_BYTES];
    struct store_person other;
    int64_t added;
    snprintf(code, sizeof code, "%s", part_text(b, p, "code"));
    while (!code_is_valid(code) || person_by_code(s, code, &other))
        code_draw(code);
    pin_draw(out->pin);
    out->is_new = true;
    return part_number(b, p, "added", &added) && seal_pin_hash(&s->keys, out->pin, stored) &&
           person_put(s, b->person, part_text(b, p, "crn"), code, stored, added);
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
        else if (text_is(p->kind, "draft"))
            ok = draft_put(s, b, p, key, out);
        else if (text_is(p->kind, "identity"))
            ok = identity_put(s, b, p, out);
        else if (text_is(p->kind, "concern"))
            ok = concern_take(s, b, p, out);
    }
    for (int i = 0; ok && i < b->row_count; i++)
        ok = row_put(s, &b->rows[i], out);
    ok = ok && (!out->records || imported_sign(s, b->terminals[0].root));
    seal_wipe(key, sizeof key);
    if (ok && (out->is_new || out->events || out->records || out->others))
        ok = audit_insert(s, AUDIT_IMPORT, b->person,
                          audit_detail(b->a, "from", b->terminals[0].root, "new", out->is_new ? "yes" : "no", NULL));
    return ok;
}

static bool bundle_take(struct store *s, struct bundle *b, char *text, size_t length, struct store_imported *out,
                        struct problems *problems)
{
    if (!bundle_read(s, b, text, length, problems))
        return false;
    const struct part *person = bundle_judge(s, b, problems);
    if (!person)
        return false;
    bool ok = store_begin(s);
    ok = ok && bundle_put(s, b, person, out);
    out->strange = b->strange;
    if (store_end(s, ok) && (!out->records || head_bring_up(s)) && store_person_by_id(s, b->person, &out->person))
        return true;
    seal_wipe(out->pin, sizeof out->pin);
    return bundle_refuse(problems, "store-broken",
                         "the store could not be written to the end: import the bundle again, nothing is taken twice");
}

bool store_bundle_import(struct store *s, const char *bytes, size_t size, struct store_imported *out,
                         struct problems *problems)
{
    size_t magic = strlen(BUNDLE_MAGIC);
    struct arena a;
    *out = (struct store_imported){0};
    if (size < magic + SEAL_BOX_OVERHEAD_BYTES || memcmp(bytes, BUNDLE_MAGIC, magic) != 0)
        return bundle_refuse(problems, "bundle-read", "that is no bundle, or not all of one");
    arena_init(&a);
    size_t length = size - magic - SEAL_BOX_OVERHEAD_BYTES;
    char *text = arena_alloc(&a, length + 1);
    struct bundle b = {.a = &a};
    text[length] = '\0';
    bool ok = seal_box_open(&s->keys, (const uint8_t *)bytes + magic, size - magic, text);
    if (!ok)
        bundle_refuse(problems, "bundle-sealed", "the bundle is for another terminal, or it was damaged on the way");
    ok = ok && bundle_take(s, &b, text, length, out, problems) && store_erased_elsewhere(s, &out->erased, problems);
    seal_wipe(text, length);
    arena_release(&a);
    return ok;
}
