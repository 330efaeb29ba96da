#ifndef SEALED_FILE_H
#define SEALED_FILE_H
/*
 * sealed_file - a file of any length that is read and written in order, closed under words on paper.
 *
 * "CAIRN-...-1\n" (the magic), a salt, then chunks of 64 KiB, each closed with its number and whether it is the last: what was
 * cut off, put in another order or changed does not open. Without the words (seal_phrase_key) it says nothing but its size.
 */
#include "seal.h"

#define SEALED_CHUNK 65536

struct sealed_file { /* large: in an arena, not on the stack */
    int file;
    int64_t chunk; /* the number of the next */
    size_t fill, at;
    bool was_last;
    uint8_t key[SEAL_KEY_BYTES];
    char plain[SEALED_CHUNK];
    uint8_t sealed[SEALED_CHUNK + SEAL_OVERHEAD_BYTES];
};

/* Makes `path`, 0600, which must not be there. After each call that is false, close; what was written stays for the caller
 * to take away. */
bool sealed_make(struct sealed_file *f, const char *path, const char *magic, const char *phrase);
bool sealed_put(struct sealed_file *f, const void *bytes, size_t size);
bool sealed_end(struct sealed_file *f); /* true: all of it is durable */

enum sealed { SEALED_OPEN, SEALED_MISSING, SEALED_OTHER /* no such file */, SEALED_CLOSED /* other words, or changed */ };
enum sealed sealed_open(struct sealed_file *f, const char *path, const char *magic, const char *phrase);
bool sealed_get(struct sealed_file *f, void *out, size_t size); /* false: there is not that much, or it was changed */
bool sealed_is_read(struct sealed_file *f);                     /* to its end */
void sealed_close(struct sealed_file *f);

#endif
