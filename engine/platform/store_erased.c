#include "store_backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "receipt_keys.h"
#include "store_internal.h"

#define MAGIC "CAIRN-ERASED-1\n"

static void list_hash(const char *text, size_t length, uint8_t out[SEAL_HASH_BYTES])
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_text(&b, "cairn-erased-v1");
    field_bytes(&b, text, length);
    seal_hash(b.text, b.length, out);
    arena_release(&a);
}

static const char *number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%lld", (long long)n);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static bool list_write(struct store *s, struct arena *a, struct buffer *out)
{
    struct buffer keys;
    struct clock clock = store_clock(s);
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char hex[2 * SEAL_SIGNATURE_BYTES + 1];
    buffer_init(&keys, a);
    if (!receipt_keys_write(s, &keys))
        return false;
    for (char *c = keys.text; c < keys.text + keys.length; c++)
        *c = *c == '\n' ? ' ' : *c;
    buffer_addf(out, "%s%s\n", MAGIC, buffer_text(&keys));
    sqlite3_stmt *st = store_query(s, "SELECT person, at FROM every_record WHERE kind = 'ERASED' ORDER BY at, id", "");
    while (st && store_row(s, st))
        buffer_addf(
            out, "%s\n",
            audit_detail(a, "at", number(a, sqlite3_column_int64(st, 1)), "person", column_text(st, 0, a), NULL));
    store_query_end(s, st);
    list_hash(out->text, out->length, hash);
    seal_sign(&s->keys, hash, signature);
    seal_hex(signature, sizeof signature, hex);
    buffer_addf(
        out, "%s\n",
        audit_detail(a, "at", number(a, clock.wall(clock.context)), "key", s->keys.key_id, "signature", hex, NULL));
    return !s->broken;
}

bool store_erased_write(struct store *s, const char *path, struct problems *problems)
{
    struct buffer out;
    struct arena a;
    arena_init(&a);
    buffer_init(&out, &a);
    bool ok = store_audit_add(s, AUDIT_STORE, NULL, audit_detail(&a, "what", "list of erasures", NULL)) &&
              list_write(s, &a, &out) && file_write_atomically(path, out.text, out.length);
    if (!ok)
        problem_error(problems, PLACE_NONE, "erased-write", "%s, the list of who was erased, could not be written",
                      path);
    arena_release(&a);
    return ok;
}

/* The lines between the keys and the end, when this store's terminal signed all of it. NULL with the reason. */
static char *list_open(struct store *s, struct arena *a, const char *text, size_t size, instant_ms *at_out,
                       struct problems *problems)
{
    struct receipt_keys keys;
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    size_t magic = strlen(MAGIC), last = size > 1 ? size - 1 : 0;
    const char *line = size > magic ? memchr(text + magic, '\n', size - magic) : NULL;
    while (last > magic && text[last - 1] != '\n')
        last--;
    if (!line || memcmp(text, MAGIC, magic) != 0 || last <= magic || text + last <= line) {
        problem_error(problems, PLACE_NONE, "erased-read", "that is no list of who was erased, or not all of one");
        return NULL;
    }
    const struct json *end = body_read(a, text + last, size - last - 1);
    if (!receipt_keys_read(a, text + magic, (size_t)(line - text) - magic, &keys, problems))
        return NULL;
    const uint8_t *key = receipt_key(&keys, body_text(a, end, "key"));
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, root);
    list_hash(text, last, hash);
    if (!key || !text_is(keys.root_hex, root) ||
        !seal_from_hex(body_text(a, end, "signature"), signature, sizeof signature) ||
        !seal_verify(key, s->keys.demonstration, hash, signature)) {
        problem_error(problems, PLACE_NONE, "erased-other",
                      "that list of who was erased was not signed by this terminal, or was changed");
        return NULL;
    }
    *at_out = strtoll(body_text(a, end, "at"), NULL, 10);
    return arena_copy(a, line + 1, (size_t)(text + last - line) - 1);
}

/* --- again ------------------------------------------------------------------------------------------------------ */

static bool erase_again(struct store *s, const char *person, const char *reason, int *count, struct problems *problems)
{
    struct store_person found;
    if (!store_person_by_id(s, person, &found))
        return !s->broken;
    ++*count;
    return store_person_erase(s, person, reason, problems);
}

bool store_erased_again(struct store *s, const char *path, struct store_erased *out, struct problems *problems)
{
    const char *bytes;
    char date[INSTANT_TEXT];
    size_t size;
    struct arena a;
    *out = (struct store_erased){0};
    arena_init(&a);
    bool ok = file_read(&a, path, &bytes, &size);
    if (!ok)
        problem_error(problems, PLACE_NONE, "erased-read", "%s cannot be read", path);
    char *line = ok ? list_open(s, &a, bytes, size, &out->at, problems) : NULL;
    ok = line != NULL;
    instant_format(out->at, date);
    const char *reason = arena_printf(&a, "erased before, by the list of %.10s", date);
    while (ok && *line) {
        size_t length = strcspn(line, "\n");
        ok = erase_again(s, body_text(&a, body_read(&a, line, length), "person"), reason, &out->count, problems);
        line += length + (line[length] != '\0');
    }
    arena_release(&a);
    return ok;
}

bool store_erased_elsewhere(struct store *s, int *count_out, struct problems *problems)
{
    const char **people = NULL;
    int count = 0;
    struct arena a;
    *count_out = 0;
    arena_init(&a);
    sqlite3_stmt *st = store_query(s,
                                   "SELECT p.id FROM person p JOIN imported i ON i.person = p.id"
                                   " WHERE p.erased_at IS NULL AND i.kind = 'ERASED'",
                                   "");
    while (st && store_row(s, st)) {
        people = list_room(&a, people, count, sizeof *people);
        people[count++] = column_text(st, 0, &a);
    }
    store_query_end(s, st);
    bool ok = !s->broken;
    for (int i = 0; ok && i < count; i++)
        ok = erase_again(s, people[i], "erased elsewhere, or before: a row from another terminal says so", count_out,
                         problems);
    arena_release(&a);
    return ok;
}
