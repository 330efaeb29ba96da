#include "receipt.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define ID_HEX 32 /* of a UUID, without its dashes */

static void signed_hash(const char *id, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[SEAL_HASH_BYTES])
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    buffer_add(&b, "cairn-receipt-v1", sizeof "cairn-receipt-v1");
    buffer_add(&b, id, strlen(id) + 1);
    buffer_add(&b, (const char *)hash, SEAL_HASH_BYTES);
    seal_hash(b.text, b.length, out);
    arena_release(&a);
}

const char *receipt_write(struct arena *a, const struct seal_keys *keys, const struct store_record *record)
{
    uint8_t hash[SEAL_HASH_BYTES], to_sign[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char signature_hex[2 * SEAL_SIGNATURE_BYTES + 1];
    if (!seal_from_hex(record->hash_hex, hash, sizeof hash))
        return NULL;
    signed_hash(record->id, hash, to_sign);
    seal_sign(keys, to_sign, signature);
    seal_hex(signature, sizeof signature, signature_hex);
    struct buffer out;
    buffer_init(&out, a);
    buffer_addf(&out, "CAIRN%s1:%s:", keys->demonstration ? "D" : "", keys->key_id);
    for (const char *c = record->id; *c; c++)
        if (*c != '-')
            buffer_add(&out, c, 1);
    buffer_addf(&out, ":%s:%s", record->hash_hex, signature_hex);
    for (char *c = out.text; *c; c++)
        *c = (char)toupper((unsigned char)*c); /* a QR code holds capitals in half the room */
    return buffer_text(&out);
}

/* The next part of `*at`: `length` hex digits, in small letters, with `end` behind them. */
static bool part_read(const char **at, size_t length, char end, char *out)
{
    if (strspn(*at, "0123456789abcdefABCDEF") != length || (end && (*at)[length] != end))
        return false;
    for (size_t i = 0; i < length; i++)
        out[i] = (char)tolower((unsigned char)(*at)[i]);
    out[length] = '\0';
    *at += length + (end != '\0');
    return true;
}

bool receipt_read(const char *text, struct receipt *out)
{
    char head[9], id[ID_HEX + 1], hash[2 * SEAL_HASH_BYTES + 1], signature[2 * SEAL_SIGNATURE_BYTES + 1];
    size_t length = strcspn(text, ":");
    *out = (struct receipt){0};
    if (length >= sizeof head || text[length] != ':')
        return false;
    for (size_t i = 0; i <= length; i++)
        head[i] = i < length ? (char)toupper((unsigned char)text[i]) : '\0';
    out->demonstration = text_is(head, "CAIRND1");
    text += length + 1;
    if ((!out->demonstration && !text_is(head, "CAIRN1")) ||
        !part_read(&text, sizeof out->key_id - 1, ':', out->key_id) || !part_read(&text, ID_HEX, ':', id) ||
        !part_read(&text, sizeof hash - 1, ':', hash) || !part_read(&text, sizeof signature - 1, '\0', signature) ||
        text[strspn(text, " \r\n")])
        return false;
    snprintf(out->id, sizeof out->id, "%.8s-%.4s-%.4s-%.4s-%.12s", id, id + 8, id + 12, id + 16, id + 20);
    return seal_from_hex(hash, out->hash, sizeof out->hash) &&
           seal_from_hex(signature, out->signature, sizeof out->signature);
}

bool receipt_verify(const struct receipt *r, const uint8_t public_key[SEAL_PUBLIC_BYTES])
{
    uint8_t to_sign[SEAL_HASH_BYTES];
    signed_hash(r->id, r->hash, to_sign);
    return seal_verify(public_key, r->demonstration, to_sign, r->signature);
}
