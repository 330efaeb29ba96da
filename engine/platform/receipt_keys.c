#include "receipt_keys.h"
#include "store_internal.h"

#include <stdio.h>
#include <string.h>

static void text_write(struct buffer *out, const char *before, const char *name, const char *text)
{
    buffer_addf(out, "%s\"%s\":", before, name);
    json_write_string(out, text);
}

/* Another name before it than a record or a bundle has. */
static void box_hash(const uint8_t box[SEAL_PUBLIC_BYTES], uint8_t out[SEAL_HASH_BYTES])
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_text(&b, "cairn-box-v1");
    field_bytes(&b, box, SEAL_PUBLIC_BYTES);
    seal_hash(b.text, b.length, out);
    arena_release(&a);
}

static void box_write(const struct store *s, struct buffer *out)
{
    uint8_t box[SEAL_PUBLIC_BYTES], hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char hex[2 * SEAL_PUBLIC_BYTES + 1], signature_hex[2 * SEAL_SIGNATURE_BYTES + 1];
    seal_box_public(&s->keys, box);
    box_hash(box, hash);
    seal_sign(&s->keys, hash, signature);
    seal_hex(box, sizeof box, hex);
    seal_hex(signature, sizeof signature, signature_hex);
    text_write(out, ",", "box", hex);
    text_write(out, ",", "box_signature", signature_hex);
}

/* Nobody else's box is put in on the way. A file from before there were boxes has none. */
static bool box_read(struct arena *a, const struct json *root, struct receipt_keys *out)
{
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    if (!json_member(root, "box"))
        return true;
    if (!seal_from_hex(body_text(a, root, "box"), out->box, sizeof out->box) ||
        !seal_from_hex(body_text(a, root, "box_signature"), signature, sizeof signature))
        return false;
    box_hash(out->box, hash);
    out->has_box = seal_verify(out->keys[out->count - 1], out->demonstration, hash, signature);
    return out->has_box;
}

bool receipt_keys_write(struct store *s, struct buffer *out)
{
    struct store_record *rows;
    struct arena a;
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    const char *before = "\n";
    arena_init(&a);
    int count = store_rows(s, &a, NULL, &rows);
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, root);
    buffer_addf(out, "{\"format\":\"cairn-public-v1\",\"demonstration\":%s", s->keys.demonstration ? "true" : "false");
    text_write(out, ",", "site", s->site.site);
    text_write(out, ",", "terminal", s->site.terminal);
    text_write(out, ",", "root", root);
    box_write(s, out);
    buffer_addf(out, ",\"rolls\":[");
    for (int i = 0; i < count; i++) {
        const struct store_record *r = &rows[i];
        if (!text_is(r->kind, "KEYROLL"))
            continue;
        buffer_addf(out, "%s{\"seq\":%lld,\"at\":%lld,\"boot_ms\":%lld", before, (long long)r->seq, (long long)r->at,
                    (long long)r->boot_ms);
        text_write(out, ",", "epoch", r->epoch);
        text_write(out, ",", "id", r->id);
        text_write(out, ",", "body", r->body);
        text_write(out, ",", "previous", r->previous_hex);
        text_write(out, ",", "signature", r->signature_hex);
        buffer_addf(out, "}");
        before = ",\n";
    }
    buffer_addf(out, "]}\n");
    arena_release(&a);
    return count >= 0;
}

static int64_t member_number(const struct json *object, const char *name)
{
    const struct json *member = json_member(object, name);
    return member && json_kind(member) == JSON_NUMBER ? (int64_t)json_number(member) : -1;
}

/* The row as it was signed, and the key that it hands over to. */
static bool roll_read(struct arena *a, const struct json *json, bool demonstration,
                      const uint8_t signer[SEAL_PUBLIC_BYTES], bool *stolen_out, uint8_t out[SEAL_PUBLIC_BYTES])
{
    struct link l = {.seq = member_number(json, "seq")};
    struct store_record r = {.kind = "KEYROLL",
                             .at = member_number(json, "at"),
                             .boot_ms = member_number(json, "boot_ms"),
                             .body = body_text(a, json, "body")};
    r.body_size = strlen(r.body);
    snprintf(r.id, sizeof r.id, "%s", body_text(a, json, "id"));
    snprintf(r.epoch, sizeof r.epoch, "%s", body_text(a, json, "epoch"));
    if (!seal_from_hex(body_text(a, json, "previous"), l.previous, sizeof l.previous) ||
        !seal_from_hex(body_text(a, json, "signature"), l.signature, sizeof l.signature))
        return false;
    link_hash(demonstration, &r, &l);
    const struct json *body = body_read(a, r.body, r.body_size);
    *stolen_out = text_is(body_text(a, body, "reason"), "stolen");
    return seal_verify(signer, demonstration, l.hash, l.signature) &&
           seal_from_hex(body_text(a, body, "public"), out, SEAL_PUBLIC_BYTES);
}

bool receipt_keys_read(struct arena *a, const char *bytes, size_t size, struct receipt_keys *out,
                       struct problems *problems)
{
    const struct json *root = body_read(a, bytes, size), *rolls = root ? json_member(root, "rolls") : NULL;
    const struct json *demonstration = root ? json_member(root, "demonstration") : NULL;
    *out = (struct receipt_keys){.site = body_text(a, root, "site"),
                                 .terminal = body_text(a, root, "terminal"),
                                 .root_hex = body_text(a, root, "root"),
                                 .demonstration = demonstration && json_kind(demonstration) == JSON_TRUE};
    int count = rolls && json_kind(rolls) == JSON_ARRAY ? json_count(rolls) : 0;
    out->keys = arena_alloc(a, (size_t)(count + 1) * sizeof *out->keys);
    out->ids = arena_alloc(a, (size_t)(count + 1) * sizeof *out->ids);
    out->stolen = ARENA_ARRAY(a, bool, count + 1);
    if (!text_is(body_text(a, root, "format"), "cairn-public-v1") || !rolls ||
        !seal_from_hex(out->root_hex, out->keys[0], SEAL_PUBLIC_BYTES)) {
        problem_error(problems, PLACE_NONE, "public-read", "that is no file of a terminal's public keys");
        return false;
    }
    seal_key_id(out->keys[0], out->ids[0]);
    for (out->count = 1; out->count <= count; out->count++) {
        int i = out->count;
        if (!roll_read(a, json_at(rolls, i - 1), out->demonstration, out->keys[i - 1], &out->stolen[i - 1],
                       out->keys[i])) {
            problem_error(problems, PLACE_NONE, "public-roll", "key %d of the file was not signed by the one before it",
                          i + 1);
            return false;
        }
        seal_key_id(out->keys[i], out->ids[i]);
    }
    if (!box_read(a, root, out)) {
        problem_error(problems, PLACE_NONE, "public-box", "the box key of the file was not signed by its last key");
        return false;
    }
    return true;
}

const uint8_t *receipt_key(const struct receipt_keys *keys, const char *id)
{
    for (int i = 0; i < keys->count; i++)
        if (text_is(keys->ids[i], id))
            return keys->keys[i];
    return NULL;
}

bool receipt_key_is_stolen(const struct receipt_keys *keys, const char *id)
{
    for (int i = 0; i < keys->count; i++)
        if (text_is(keys->ids[i], id))
            return keys->stolen[i];
    return false;
}
