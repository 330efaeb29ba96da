#include "uuid.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* --- SHA-1 (RFC 3174), which version 5 is defined by; good for nothing else any more --------------------------------
 */

struct sha1 {
    uint32_t h[5];
    uint8_t block[64];
    uint64_t length;
};

static uint32_t turn(uint32_t x, int by)
{
    return (x << by) | (x >> (32 - by));
}

static void sha1_block(struct sha1 *s)
{
    uint32_t w[80], a = s->h[0], b = s->h[1], c = s->h[2], d = s->h[3], e = s->h[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)s->block[4 * i] << 24 | (uint32_t)s->block[4 * i + 1] << 16 |
               (uint32_t)s->block[4 * i + 2] << 8 | s->block[4 * i + 3];
    for (int i = 16; i < 80; i++)
        w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
        uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
        uint32_t next = turn(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = next;
    }
    s->h[0] += a;
    s->h[1] += b;
    s->h[2] += c;
    s->h[3] += d;
    s->h[4] += e;
}

static void sha1_add(struct sha1 *s, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;
    for (size_t i = 0; i < size; i++) {
        s->block[s->length++ % 64] = from[i];
        if (s->length % 64 == 0)
            sha1_block(s);
    }
}

static void sha1_end(struct sha1 *s, uint8_t out[20])
{
    uint64_t bits = s->length * 8;
    uint8_t size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (uint8_t)(bits >> (8 * (7 - i)));
    sha1_add(s, "\x80", 1);
    while (s->length % 64 != 56)
        sha1_add(s, "", 1);
    sha1_add(s, size, sizeof size);
    for (int i = 0; i < 20; i++)
        out[i] = (uint8_t)(s->h[i / 4] >> (8 * (3 - i % 4)));
}

/* --- names -------------------------------------------------------------------------------------------------------- */

bool uuid_is(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    for (size_t i = 0; i < length; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return false;
    }
    return length == 36;
}

static uint8_t digit(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
}

void uuid5(const char *name_space, const char *name, char out[UUID5_TEXT])
{
    struct sha1 s = {.h = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
    bool is = uuid_is(name_space);
    const char *from = is ? name_space : "6ba7b811-9dad-11d1-80b4-00c04fd430c8"; /* of URLs */
    uint8_t bytes[20];
    for (const char *c = from; *c; c += 2) {
        if (*c == '-')
            c++;
        uint8_t byte = (uint8_t)(digit(c[0]) << 4 | digit(c[1]));
        sha1_add(&s, &byte, 1);
    }
    if (!is) {
        sha1_add(&s, name_space, strlen(name_space));
        sha1_add(&s, "/", 1);
    }
    sha1_add(&s, name, strlen(name));
    sha1_end(&s, bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    int at = 0;
    for (int i = 0; i < 16; i++)
        at += snprintf(out + at, (size_t)(UUID5_TEXT - at), i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
                       (unsigned)bytes[i]);
}
