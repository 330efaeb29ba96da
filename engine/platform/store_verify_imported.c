#include "store_imported.h"
#include "store_verify.h"

#include <stdio.h>
#include <string.h>

/* The key files of a terminal, each proved from its root on. */
struct signer {
    const char *root;
    struct receipt_keys keys;
};

struct signers {
    struct signer *item;
    int count;
};

static bool signer_add(struct arena *a, struct signers *list, const char *root, const char *text, size_t size)
{
    struct problems problems;
    problems_init(&problems, a);
    list->item = list_room(a, list->item, list->count, sizeof *list->item);
    struct signer *signer = &list->item[list->count++];
    *signer = (struct signer){.root = root};
    return receipt_keys_read(a, text, size, &signer->keys, &problems) && text_is(signer->keys.root_hex, root);
}

static bool signers_read(struct store *s, struct arena *a, struct signers *out)
{
    struct buffer own;
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    buffer_init(&own, a);
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, root);
    *out = (struct signers){0};
    bool ok = receipt_keys_write(s, &own);
    signer_add(a, out, arena_strdup(a, root), buffer_text(&own), own.length); /* the chain has proved them */
    sqlite3_stmt *st = store_query(s, "SELECT root, keys FROM every_terminal ORDER BY root, keys", "");
    while (ok && st && store_row(s, st)) {
        const char *text = column_text(st, 1, a);
        ok = signer_add(a, out, column_text(st, 0, a), text, strlen(text));
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

static struct verdict verify_trust(struct store *s, struct arena *a)
{
    bool ok = true;
    sqlite3_stmt *st = store_query(s, "SELECT root FROM terminal WHERE trusted = 1", "");
    while (ok && st && store_row(s, st))
        ok = terminal_trust_is_signed(s, column_text(st, 0, a));
    store_query_end(s, st);
    return ok ? SOUND : BAD("terminal-trust", "do not say that a terminal is trusted, and the store trusts it");
}

static const uint8_t *key_of(const struct signers *list, const char *root, const char *id)
{
    const uint8_t *key = NULL;
    for (int i = 0; !key && i < list->count; i++)
        if (text_is(list->item[i].root, root))
            key = receipt_key(&list->item[i].keys, id);
    return key;
}

static bool kind_goes_along(const char *kind)
{
    static const char *const kinds[] = {"COMPLETED", "CORRECTED", "VOIDED", "ERASED", "RESOLVED"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_is(kind, kinds[i]))
            return true;
    return false;
}

#define IMPORTED_COLUMNS                                                                                               \
    "SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind, refers, at, boot_ms, root,"   \
    " rowid FROM imported ORDER BY rowid"

struct walk {
    sqlite3_stmt *st; /* of IMPORTED_COLUMNS */
    struct signers signers;
    struct imported_mark mark; /* of the rows up to here */
};

static struct verdict verify_signature(const struct store *s, const struct walk *w, const struct store_record *r,
                                       const char *root)
{
    struct link l = {.seq = r->seq};
    uint8_t hash[SEAL_HASH_BYTES];
    const uint8_t *key = key_of(&w->signers, root, r->key_id);
    if (!key)
        return BAD("record-key", "was signed with a key that no terminal known here has");
    if (!seal_from_hex(r->previous_hex, l.previous, sizeof l.previous) ||
        !seal_from_hex(r->hash_hex, hash, sizeof hash) ||
        !seal_from_hex(r->signature_hex, l.signature, sizeof l.signature) || !r->body)
        return BAD("record-shape", "is not whole");
    link_hash(s->keys.demonstration, r, &l);
    if (!seal_equal(l.hash, hash, sizeof hash))
        return BAD("record-hash", "was changed: its hash is another");
    if (!seal_verify(key, s->keys.demonstration, hash, l.signature))
        return BAD("record-signature", "was not signed by its terminal");
    return kind_goes_along(r->kind) ? SOUND : BAD("record-kind", "is of a kind that does not leave its terminal");
}

/* The row that `st` is at. */
static struct verdict verify_row(struct store *s, struct walk *w, char id_out[UUID_TEXT])
{
    static const int texts[] = {1, 6, 7, 8, 9, 10, 11, 14};
    struct store_record r;
    struct arena a;
    arena_init(&a);
    record_row(w->st, &a, &r);
    const char *root = column_text(w->st, 14, &a);
    memcpy(id_out, r.id, UUID_TEXT);
    imported_mark_row(&w->mark, root, r.id, sqlite3_column_blob(w->st, 3), (size_t)sqlite3_column_bytes(w->st, 3));
    struct verdict v = verify_signature(s, w, &r, root);
    if (!v.code)
        v = verify_texts(w->st, texts, sizeof texts / sizeof texts[0]);
    if (!v.code)
        v = verify_of_person(s, &a, &r, column_text(w->st, 8, &a), column_text(w->st, 9, &a), false);
    if (!v.code && sqlite3_column_int64(w->st, 15) != w->mark.count)
        v = BAD("imported-missing", "is not the next: an imported record before it is missing");
    arena_release(&a);
    return v;
}

/* Up to where an IMPORTED of the chain says. */
static struct verdict verify_to_mark(struct store *s, struct walk *w, const struct store_record *r, int64_t *first_out,
                                     char id_out[UUID_TEXT])
{
    struct verdict v = SOUND;
    struct imported_mark said;
    struct arena a;
    arena_init(&a);
    bool ok = imported_mark_read(&a, r->body, r->body_size, &said);
    arena_release(&a);
    if (!ok)
        return BAD("record-body", "cannot be read");
    while (!v.code && w->mark.count < said.count && store_row(s, w->st)) {
        v = verify_row(s, w, id_out);
        *first_out = v.code ? w->mark.count : 0;
    }
    if (v.code)
        return v;
    memcpy(id_out, r->id, UUID_TEXT);
    if (w->mark.count != said.count || !seal_equal(w->mark.hash, said.hash, sizeof said.hash))
        return BAD("imported-missing", "names other imported records than are here");
    return SOUND;
}

static struct verdict verify_rows(struct store *s, struct arena *a, struct walk *w, int64_t *first_out,
                                  int64_t *mark_out, char id_out[UUID_TEXT])
{
    struct verdict v = SOUND;
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE kind = 'IMPORTED' ORDER BY seq", "");
    while (!v.code && st && store_row(s, st)) {
        struct store_record r;
        record_row(st, a, &r);
        v = verify_to_mark(s, w, &r, first_out, id_out);
        *mark_out = v.code && !*first_out ? r.seq : 0;
    }
    store_query_end(s, st);
    if (v.code || s->broken || !store_row(s, w->st))
        return v;
    v = verify_row(s, w, id_out);
    *first_out = w->mark.count;
    return v.code ? v : BAD("imported-planted", "came in with no bundle");
}

struct verdict verify_imported(struct store *s, int64_t *first_out, int64_t *mark_out, char id_out[UUID_TEXT])
{
    struct walk w = {0};
    struct arena a;
    arena_init(&a);
    *first_out = *mark_out = 0;
    bool ok = signers_read(s, &a, &w.signers);
    struct verdict v = ok ? verify_trust(s, &a) : BAD("terminal-keys", "have other terminals whose keys were changed");
    w.st = v.code ? NULL : store_query(s, IMPORTED_COLUMNS, "");
    if (w.st)
        v = verify_rows(s, &a, &w, first_out, mark_out, id_out);
    store_query_end(s, w.st);
    arena_release(&a);
    return v;
}
