#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"
#include "store_credit.h"
#include "store_imported.h"

#include <string.h>

void bundle_hash(const char *text, size_t length, uint8_t out[SEAL_HASH_BYTES])
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_text(&b, "cairn-bundle-v1");
    field_bytes(&b, text, length);
    seal_hash(b.text, b.length, out);
    seal_wipe(b.text, b.length);
    arena_release(&a);
}

bool store_terminal_trust(struct store *s, const char *keys, size_t size, struct problems *problems)
{
    struct receipt_keys read;
    struct arena a;
    arena_init(&a);
    bool ok = receipt_keys_read(&a, keys, size, &read, problems);
    if (ok && read.demonstration != s->keys.demonstration) {
        problem_error(problems, PLACE_NONE, "bundle-demonstration",
                      "one of the two terminals is a demonstration, the other is not: nothing goes between them");
        ok = false;
    }
    if (ok) {
        const char *text = arena_printf(&a, "%.*s%s", (int)size, keys, keys[size - 1] == '\n' ? "" : "\n");
        ok = store_begin(s);
        ok = ok && terminal_keys_put(s, &read, text) && terminal_trust_sign(s, read.root_hex) &&
             audit_insert(s, AUDIT_SITE, NULL, audit_detail(&a, "trusted", read.root_hex, NULL));
        ok = store_end(s, ok) && head_bring_up(s);
        if (!ok)
            problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written");
    }
    arena_release(&a);
    return ok;
}

bool store_terminal_distrust(struct store *s, const char *root, const char *reason, struct problems *problems)
{
    if (!terminal_is_trusted(s, root)) {
        problem_error(problems, PLACE_NONE, "terminal-unknown", "no terminal with key %.16s... is trusted here", root);
        return false;
    }
    struct arena a;
    arena_init(&a);
    bool ok = store_begin(s);
    ok = ok && terminal_distrust_sign(s, root, reason) &&
         audit_insert(s, AUDIT_SITE, NULL, audit_detail(&a, "distrusted", root, "reason", reason, NULL));
    ok = store_end(s, ok) && head_bring_up(s);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written");
    arena_release(&a);
    return ok;
}

int store_terminals(struct store *s, struct arena *a, struct store_terminal **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, "SELECT root, keys FROM terminal WHERE trusted = 1 ORDER BY root", "");
    while (st && store_row(s, st)) {
        struct receipt_keys keys;
        struct problems problems;
        const char *root = column_text(st, 0, a), *text = column_text(st, 1, a);
        problems_init(&problems, a);
        if (!receipt_keys_read(a, text, strlen(text), &keys, &problems) || !keys.has_box ||
            !terminal_trust_is_signed(s, root))
            continue;
        *out = list_room(a, *out, count, sizeof **out);
        int at = count++;
        struct store_terminal found = {.root = root, .site = keys.site, .terminal = keys.terminal, .keys = text};
        for (; at > 0; at--) {
            const struct store_terminal *before = &(*out)[at - 1];
            int order = strcmp(before->site, found.site);
            if (order < 0 || (order == 0 && strcmp(before->terminal, found.terminal) <= 0))
                break;
            (*out)[at] = *before;
        }
        (*out)[at] = found;
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

const char *store_bundle_name(struct arena *a, const char *person, const struct store_terminal *to)
{
    char name[2 * SEAL_HASH_BYTES + 1];
    const char *both = arena_printf(a, "%s %s", person, to->root);
    seal_hash_hex(both, strlen(both), name);
    return arena_printf(a, "cairn-%.12s" BUNDLE_ENDING, name);
}

/* --- parts ------------------------------------------------------------------------------------------------------ */

static const char *number_text(struct arena *a, int64_t number)
{
    return arena_printf(a, "%lld", (long long)number);
}

static const char *lines_of(struct arena *a, const char *text)
{
    int count = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        count++;
    return number_text(a, count);
}

static void line_add(struct buffer *out, const char *line)
{
    buffer_adds(out, line);
    buffer_adds(out, "\n");
}

static bool terminals_write(struct store *s, struct arena *a, const char *person, const char *own_root,
                            struct buffer *out)
{
    struct buffer own;
    buffer_init(&own, a);
    if (!receipt_keys_write(s, &own))
        return false;
    line_add(out, audit_detail(a, "lines", lines_of(a, buffer_text(&own)), "part", "terminal", "root", own_root, NULL));
    buffer_adds(out, buffer_text(&own));
    sqlite3_stmt *st = store_query(s,
                                   "SELECT root, keys FROM every_terminal WHERE root IN (SELECT root FROM imported"
                                   " WHERE person = ? OR kind = 'ERASED') ORDER BY root, keys",
                                   "t", person);
    while (st && store_row(s, st)) {
        const char *keys = column_text(st, 1, a);
        line_add(out,
                 audit_detail(a, "lines", lines_of(a, keys), "part", "terminal", "root", column_text(st, 0, a), NULL));
        buffer_adds(out, keys);
    }
    store_query_end(s, st);
    return !s->broken;
}

static bool person_write(struct store *s, struct arena *a, const char *person, struct buffer *out)
{
    sqlite3_stmt *st = store_query(s, "SELECT added_at, code, crn FROM person WHERE id = ?", "t", person);
    bool ok = st && store_row(s, st);
    if (ok)
        line_add(out, audit_detail(a, "added", column_text(st, 0, a), "code", column_text(st, 1, a), "crn",
                                   column_text(st, 2, a), "demonstration", s->keys.demonstration ? "yes" : "no", "part",
                                   "person", "person", person, NULL));
    store_query_end(s, st);
    st = store_query(s,
                     "SELECT assigned_at, id, maximum_days, module, requirement, supervision, until FROM assignment"
                     " WHERE person = ? ORDER BY assigned_at, rowid",
                     "t", person);
    while (st && store_row(s, st))
        line_add(out, audit_detail(a, "assigned", column_text(st, 0, a), "id", column_text(st, 1, a), "maximum",
                                   column_text(st, 2, a), "module", column_text(st, 3, a), "part", "assignment",
                                   "requirement", column_text(st, 4, a), "supervision", column_text(st, 5, a), "until",
                                   column_text(st, 6, a), NULL));
    store_query_end(s, st);
    return ok && !s->broken;
}

static bool drafts_write(struct store *s, struct arena *a, const char *person, const char *attempt, struct buffer *out)
{
    struct store_draft *drafts;
    int count = store_drafts(s, a, person, attempt, &drafts);
    for (int i = 0; i < count; i++)
        line_add(out, audit_detail(a, "at", number_text(a, drafts[i].at), "attempt", attempt, "exercise",
                                   drafts[i].exercise, "item", drafts[i].item ? drafts[i].item : "", "part", "draft",
                                   "text", drafts[i].text, NULL));
    return count >= 0;
}

/* By what else the person is known, and what staff look after. */
static bool cares_write(struct store *s, struct arena *a, const char *person, struct buffer *out)
{
    struct store_concern *concerns;
    sqlite3_stmt *st = store_query(s, "SELECT kind, value FROM identity WHERE person = ? ORDER BY kind", "t", person);
    while (st && store_row(s, st))
        line_add(out, audit_detail(a, "kind", column_text(st, 0, a), "part", "identity", "value", column_text(st, 1, a),
                                   NULL));
    store_query_end(s, st);
    int count = concerns_of(s, a, person, &concerns);
    for (int i = 0; i < count; i++)
        line_add(out, audit_detail(a, "at", number_text(a, concerns[i].at), "id", concerns[i].id, "kind",
                                   concerns[i].kind, "module", concerns[i].module, "page", concerns[i].page, "part",
                                   "concern", "seen", number_text(a, concerns[i].seen_at), NULL));
    return count >= 0 && !s->broken;
}

static bool attempts_write(struct store *s, struct arena *a, const char *person, struct buffer *out)
{
    bool ok = true;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT assignment, completed, id, last_at, module, opened_at, programme FROM"
                                   " attempt WHERE person = ? ORDER BY opened_at, rowid",
                                   "t", person);
    while (ok && st && store_row(s, st)) {
        struct turn *turns;
        int count;
        const char *id = column_text(st, 2, a);
        ok = journal_read(s, a, person, id, &turns, &count);
        line_add(out, audit_detail(a, "assignment", column_text(st, 0, a), "completed", column_text(st, 1, a), "id", id,
                                   "last", column_text(st, 3, a), "lines", number_text(a, count), "module",
                                   column_text(st, 4, a), "opened", column_text(st, 5, a), "part", "attempt",
                                   "programme", column_text(st, 6, a), NULL));
        for (int i = 0; ok && i < count; i++) {
            buffer_addf(out, "%lld ", (long long)turns[i].turn);
            event_write(&turns[i].event, out);
            buffer_adds(out, "\n");
        }
        ok = ok && drafts_write(s, a, person, id, out);
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

#define ROWS_OF                                                                                                        \
    "SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind, refers, at, boot_ms, "

static bool rows_write(struct store *s, struct arena *a, const char *person, const char *own_root, struct buffer *out)
{
    bool ok = true;
    sqlite3_stmt *st = store_query(s,
                                   ROWS_OF "?2 FROM record WHERE person = ?1 OR kind = 'ERASED' UNION ALL " ROWS_OF
                                           "root FROM imported WHERE person = ?1 OR kind = 'ERASED' ORDER BY 15, 1",
                                   "tt", person, own_root);
    while (ok && st && store_row(s, st)) {
        struct store_record r;
        record_row(st, a, &r);
        ok = !strchr(r.body, '\n');
        line_add(out,
                 audit_detail(a, "at", number_text(a, r.at), "attempt", column_text(st, 9, a), "boot",
                              number_text(a, r.boot_ms), "epoch", r.epoch, "hash", r.hash_hex, "id", r.id, "key",
                              r.key_id, "kind", r.kind, "lines", "1", "part", "record", "person", column_text(st, 8, a),
                              "previous", r.previous_hex, "refers", r.refers, "root", column_text(st, 14, a), "seq",
                              number_text(a, r.seq), "signature", r.signature_hex, NULL));
        line_add(out, r.body);
    }
    store_query_end(s, st);
    st = store_query(s, RESOLUTION_COLUMNS "WHERE person = ? ORDER BY at, id", "t", person);
    while (ok && st && store_row(s, st)) {
        struct resolution_row r;
        resolution_row_read(st, a, &r);
        line_add(out, audit_detail(a, "at", number_text(a, r.at), "credited", r.credited ? "1" : "0", "date", r.date,
                                   "id", r.id, "part", "resolution", "reason", r.reason, "requirement", r.requirement,
                                   "salt", r.salt, "settles", r.settles, "who", r.who, NULL));
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

static void end_write(const struct store *s, struct arena *a, struct buffer *out)
{
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char hex[2 * SEAL_SIGNATURE_BYTES + 1];
    bundle_hash(buffer_text(out), out->length, hash);
    seal_sign(&s->keys, hash, signature);
    seal_hex(signature, sizeof signature, hex);
    line_add(out, audit_detail(a, "key", s->keys.key_id, "part", "end", "signature", hex, NULL));
}

/* --- the file --------------------------------------------------------------------------------------------------- */

static bool sealed_write(struct arena *a, const struct receipt_keys *to, const struct buffer *plain, const char *path)
{
    size_t magic = strlen(BUNDLE_MAGIC), size = magic + plain->length + SEAL_BOX_OVERHEAD_BYTES;
    char *bytes = arena_alloc(a, size);
    file_leftovers_remove(path);
    memcpy(bytes, BUNDLE_MAGIC, magic);
    return seal_box_close(to->box, plain->text, plain->length, (uint8_t *)bytes + magic) &&
           file_write_atomically(path, bytes, size);
}

static bool receiver_read(struct store *s, struct arena *a, const char *keys, size_t size, struct receipt_keys *out,
                          struct problems *problems)
{
    if (!receipt_keys_read(a, keys, size, out, problems))
        return false;
    if (!out->has_box)
        problem_error(problems, PLACE_NONE, "bundle-for",
                      "that file has no box key: make it anew there with cairn store public");
    else if (out->demonstration != s->keys.demonstration)
        problem_error(problems, PLACE_NONE, "bundle-demonstration",
                      "one of the two terminals is a demonstration, the other is not: nothing goes between them");
    else
        return true;
    return false;
}

bool store_bundle_export(struct store *s, const char *person, const char *keys, size_t size, const char *path,
                         struct problems *problems)
{
    struct receipt_keys to;
    struct store_person found;
    struct buffer plain;
    struct arena a;
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    if (!store_person_by_id(s, person, &found)) {
        problem_error(problems, PLACE_NONE, "person-unknown", "there is no such person, or they were erased");
        return false;
    }
    arena_init(&a);
    buffer_init(&plain, &a);
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, root);
    bool ok = receiver_read(s, &a, keys, size, &to, problems);
    if (ok) {
        ok = terminals_write(s, &a, person, root, &plain) && person_write(s, &a, person, &plain) &&
             cares_write(s, &a, person, &plain) && attempts_write(s, &a, person, &plain) &&
             rows_write(s, &a, person, root, &plain);
        end_write(s, &a, &plain);
        if (!ok)
            problem_error(problems, PLACE_NONE, "bundle-journal",
                          "what is kept of this person cannot all be read: see cairn records verify");
        else if (!(ok = store_audit_add(s, AUDIT_EXPORT, person, audit_detail(&a, "bundle", to.root_hex, NULL))))
            problem_error(problems, PLACE_NONE, "store-broken", "the audit could not be written: nothing was exported");
        else if (!(ok = sealed_write(&a, &to, &plain, path)))
            problem_error(problems, PLACE_NONE, "bundle-write", "%s could not be written: nothing is there", path);
        seal_wipe(plain.text, plain.length);
    }
    arena_release(&a);
    return ok;
}
