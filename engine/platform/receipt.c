#include "receipt.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_HEX     32 /* of a UUID, without its dashes */
#define DIGITS_MAX 15 /* of a number: none that an int64_t does not hold */
#define HEX        "0123456789ABCDEF"
#define LINE_BYTES 1024

enum part { HEAD, KEY, TERMINAL, SEQ, ID, PERSON, MODULE, DATE, MINUTES, HASH, SIGNATURE, PARTS };

static void statement_hash(const char *statement, size_t length, uint8_t out[SEAL_HASH_BYTES])
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    buffer_add(&b, "cairn-receipt-v2", sizeof "cairn-receipt-v2");
    buffer_add(&b, statement, length);
    seal_hash(b.text, b.length, out);
    arena_release(&a);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static bool stands_as_it_is(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '.' || c == '/';
}

static void name_write(struct buffer *out, const char *name)
{
    buffer_adds(out, ":");
    for (const char *c = name; *c; c++)
        if (stands_as_it_is(*c))
            buffer_add(out, c, 1);
        else
            buffer_addf(out, "%%%02X", (unsigned char)*c);
}

static void id_write(struct buffer *out, const char *id)
{
    buffer_adds(out, ":");
    for (const char *c = id; *c; c++)
        if (*c != '-')
            buffer_add(out, c, 1);
}

static void capitals(struct buffer *b)
{
    for (char *c = b->text; *c; c++)
        *c = (char)toupper((unsigned char)*c); /* a QR code holds capitals in half the room */
}

const char *receipt_write(struct arena *a, const struct seal_keys *keys, const struct store_record *record)
{
    struct record r;
    uint8_t to_sign[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char signature_hex[2 * SEAL_SIGNATURE_BYTES + 1], date[DATE_TEXT];
    struct buffer out;
    if (!record_read(a, record->body, record->body_size, &r) || !r.person || !r.terminal || !r.programme || !r.module)
        return NULL;
    buffer_init(&out, a);
    buffer_addf(&out, "CAIRN%s2:%s", keys->demonstration ? "D" : "", keys->key_id);
    name_write(&out, r.terminal);
    buffer_addf(&out, ":%lld", (long long)record->seq);
    id_write(&out, record->id);
    id_write(&out, r.person);
    name_write(&out, arena_printf(a, "%s/%s", r.programme, r.module));
    date_format(date_in_london(r.end), date);
    buffer_addf(&out, ":%s:%lld:%s", date, (long long)(r.active_ms / 60000), record->hash_hex);
    capitals(&out);
    statement_hash(buffer_text(&out), out.length, to_sign);
    seal_sign(keys, to_sign, signature);
    seal_hex(signature, sizeof signature, signature_hex);
    buffer_addf(&out, ":%s", signature_hex);
    capitals(&out);
    struct receipt read; /* what a reader would not take is not given out */
    return receipt_read(buffer_text(&out), &read) ? buffer_text(&out) : NULL;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* The line in capitals, and where its parts are; false when there are more or fewer. */
static bool line_split(const char *text, char line[LINE_BYTES], char *part[PARTS], size_t *statement_length)
{
    size_t length = strcspn(text, " \r\n");
    int count = 1;
    if (length >= LINE_BYTES || text[length + strspn(text + length, " \r\n")])
        return false;
    for (size_t i = 0; i < length; i++)
        line[i] = (char)toupper((unsigned char)text[i]);
    line[length] = '\0';
    part[0] = line;
    for (char *c = line; *c; c++) {
        if (*c != ':')
            continue;
        if (count == PARTS)
            return false;
        part[count++] = c + 1;
    }
    *statement_length = (size_t)(part[count - 1] - 1 - line);
    return count == PARTS;
}

static bool hex_read(const char *part, size_t digits, char *out)
{
    if (strlen(part) != digits || strspn(part, HEX) != digits)
        return false;
    for (size_t i = 0; i <= digits; i++)
        out[i] = (char)tolower((unsigned char)part[i]);
    return true;
}

static bool id_read(const char *part, char out[UUID_TEXT])
{
    char hex[ID_HEX + 1];
    if (!hex_read(part, ID_HEX, hex))
        return false;
    snprintf(out, UUID_TEXT, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
    return true;
}

static bool name_read(const char *part, char out[RECEIPT_NAME])
{
    size_t length = 0;
    for (const char *c = part; *c; c++) {
        char code[3] = {0};
        if (length + 1 >= RECEIPT_NAME)
            return false;
        if (*c != '%' && !stands_as_it_is(*c))
            return false;
        if (*c == '%') {
            if (strspn(c + 1, HEX) < 2)
                return false;
            memcpy(code, c + 1, 2);
            c += 2;
        }
        out[length++] = *code ? (char)strtol(code, NULL, 16) : *c;
        if ((unsigned char)out[length - 1] < ' ' || out[length - 1] == 0x7f)
            return false; /* it is printed */
    }
    out[length] = '\0';
    return length > 0;
}

static bool number_read(const char *part, int64_t *out)
{
    size_t length = strlen(part);
    *out = strtoll(part, NULL, 10);
    return length && length <= DIGITS_MAX && strspn(part, "0123456789") == length;
}

bool receipt_read(const char *text, struct receipt *out)
{
    char line[LINE_BYTES], hash[2 * SEAL_HASH_BYTES + 1], signature[2 * SEAL_SIGNATURE_BYTES + 1], *part[PARTS];
    size_t length;
    *out = (struct receipt){0};
    if (!line_split(text, line, part, &length))
        return false;
    statement_hash(line, length, out->statement);
    for (int i = 1; i < PARTS; i++)
        part[i][-1] = '\0';
    out->demonstration = text_is(part[HEAD], "CAIRND2");
    if ((!out->demonstration && !text_is(part[HEAD], "CAIRN2")) ||
        !hex_read(part[KEY], sizeof out->key_id - 1, out->key_id) || !name_read(part[TERMINAL], out->terminal) ||
        !number_read(part[SEQ], &out->seq) || !id_read(part[ID], out->id) || !id_read(part[PERSON], out->person) ||
        !name_read(part[MODULE], out->module) || !date_parse(part[DATE], &out->date) ||
        !number_read(part[MINUTES], &out->minutes) || !hex_read(part[HASH], sizeof hash - 1, hash) ||
        !hex_read(part[SIGNATURE], sizeof signature - 1, signature))
        return false;
    for (char *c = out->module; *c; c++)
        *c = (char)tolower((unsigned char)*c); /* as the ids of content are */
    return seal_from_hex(hash, out->hash, sizeof out->hash) &&
           seal_from_hex(signature, out->signature, sizeof out->signature);
}

bool receipt_verify(const struct receipt *r, const uint8_t public_key[SEAL_PUBLIC_BYTES])
{
    return seal_verify(public_key, r->demonstration, r->statement, r->signature);
}

void receipt_text(const struct receipt *r, struct buffer *out)
{
    char date[DATE_TEXT], hash[2 * SEAL_HASH_BYTES + 1];
    date_format(r->date, date);
    seal_hex(r->hash, sizeof r->hash, hash);
    buffer_addf(out, "  terminal  %s, record number %lld\n", r->terminal, (long long)r->seq);
    buffer_addf(out, "  record    %s\n  person    %s (the pseudonym)\n", r->id, r->person);
    buffer_addf(out, "  module    %s\n  completed %s, %lld active %s\n", r->module, date, (long long)r->minutes,
                r->minutes == 1 ? "minute" : "minutes");
    buffer_addf(out, "  hash      %s\n", hash);
}
