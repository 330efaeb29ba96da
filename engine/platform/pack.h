#ifndef PACK_H
#define PACK_H
/*
 * pack - a programme as one file, which nobody can change unseen: a manifest with the hash of every file, signed.
 *
 *   "CAIRN-PACK-1\n", size of the manifest and number of signatures (each 4 bytes, big-endian),
 *   the signatures: role (1 byte), public key (32), Ed25519 (64) over the role's name and the manifest's hash,
 *   the manifest: JSON, with format, programme, version, made, expires, engine and files (path, size, hash; by path),
 *   the files, one after the other in the manifest's order, to the last byte.
 *
 * Signed with 2 publishers' keys and by whoever answers for what it does to people (clinical), each a key of its own role
 * that the terminal trusts. All of it is held against the signatures before any of the content is parsed, and every file
 * again each time it is read: what is used is what was verified, whatever happens to the file meanwhile. Of what is not
 * signed, sizes and fixed fields alone are looked at.
 *
 * Sources: The Update Framework (roles, thresholds, rollback, freeze, mix and match); BLAKE2b-256 and Ed25519 (seal.h).
 */
#include "date.h"
#include "load.h"
#include "seal.h"

#define PACK_MAGIC          "CAIRN-PACK-1\n"
#define PACK_ENDING         ".cairn-pack"
#define PACK_ENGINE         1 /* what a pack may ask for: the format of programmes that this engine reads */

#define PACK_BYTES_MAX      ((int64_t)256 * 1024 * 1024)
#define PACK_FILE_MAX       ((int64_t)48 * 1024 * 1024)
#define PACK_FILES_MAX      4000
#define PACK_MANIFEST_MAX   (1024 * 1024)
#define PACK_SIGNATURES_MAX 16
#define PACK_PATH_MAX       160
#define PACK_VERSION_MAX    INT64_C(1000000000)
#define PACK_JUMP_MAX       1000 /* versions at once: a stolen key must not use up all that there are */
#define PACK_KEYS_MAX       32

#define PACK_PUBLISHERS     2 /* that have to sign */

enum pack_role { PACK_PUBLISHER, PACK_CLINICAL, PACK_TRANSLATION, PACK_ROLES };
const char *pack_role_name(enum pack_role role); /* "publisher" */
bool pack_role_read(const char *name, enum pack_role *out);

struct pack_key {
    enum pack_role role;
    uint8_t public_key[SEAL_PUBLIC_BYTES];
    char id[17];      /* seal_key_id */
    const char *name; /* whose it is: an office, not a person's name */
};

struct pack_keys {
    struct pack_key key[PACK_KEYS_MAX];
    int count;
};

/* {"format":"cairn-pack-keys-v1","keys":[{"name":..., "public":hex, "role":...}]}: adds to `io`. False with a problem when
 * it is no such file, or a key is there already: one key has one role and one owner. */
bool pack_keys_read(struct arena *a, const char *text, size_t size, struct pack_keys *io, struct problems *problems);
void pack_keys_write(const struct pack_keys *keys, struct buffer *out);

struct pack_file {
    const char *path; /* as in the modules folder: "thinking-skills/media/body.png" */
    int64_t size, at; /* bytes; from the beginning of the pack */
    uint8_t hash[SEAL_HASH_BYTES];
};

struct pack {
    int file;                   /* -1: none */
    const char *shown;          /* its name in problems */
    const char *programme;      /* id, and the folder of its files */
    int engine;                 /* it needs, PACK_ENGINE at most */
    int64_t version;            /* 1 and up; never less than before */
    struct local_date made, expires;
    char hash[2 * SEAL_HASH_BYTES + 1]; /* of the manifest: of everything */
    struct pack_file *files;    /* by path */
    int file_count;
    struct pack_key signer[PACK_SIGNATURES_MAX]; /* with good signatures; name NULL where `keys` was NULL */
    int signer_count;
    int64_t bytes;
};

/* Verifies all of it: size, signatures, manifest, every file. Nothing of it is ever written. `keys` NULL looks at one that
 * is not trusted yet (to sign it, or to say what it has): then whoever signed did, and nobody has to. False with one
 * problem, whose code is the reason; pack_close all the same. */
bool pack_open(struct arena *a, const char *path, const struct pack_keys *keys, struct pack *out,
               struct problems *problems);
/* The same of an open file, which becomes the pack's. */
bool pack_open_file(struct arena *a, int file, const char *shown, const struct pack_keys *keys, struct pack *out,
                    struct problems *problems);
/* All but the files, which were verified when the pack was first used: each is held against the manifest when it is read. */
bool pack_open_signed(struct arena *a, const char *path, const struct pack_keys *keys, struct pack *out,
                      struct problems *problems);
bool pack_files_verify(const struct pack *p, struct problems *problems);
void pack_close(struct pack *p);

struct pack_seen { /* the newest of a programme that was ever used here */
    int64_t version; /* 0: none was */
    char hash[2 * SEAL_HASH_BYTES + 1];
};

/* May a pack that is whole and signed be used now? One that is used already goes on being used when it has expired, with
 * a warning: a terminal is never left without content by its calendar. */
bool pack_judge(const struct pack *p, const char *programme, const struct pack_seen *seen, struct local_date today,
                struct problems *problems);

const struct pack_file *pack_find(const struct pack *p, const char *path);
/* The bytes, held against the manifest again. */
bool pack_read(const struct pack *p, struct arena *a, const struct pack_file *file, const char **bytes_out,
               size_t *size_out);
/* Everything of it as the loader wants it; `p` is borrowed. */
struct source pack_source(struct pack *p);

/* --- making one -------------------------------------------------------------------------------------------------- */

struct pack_part {
    const char *path, *bytes;
    size_t size;
};

/* Sorts `parts` and writes a pack without signatures. `about` has programme, engine, version, made and expires. */
bool pack_write(const char *path, const struct pack *about, struct pack_part *parts, int count,
                struct problems *problems);
/* Adds one signature, after all of the pack was looked at. False with a problem; then nothing has changed. */
bool pack_sign(const char *path, enum pack_role role, const uint8_t secret[SEAL_SECRET_BYTES],
               const uint8_t public_key[SEAL_PUBLIC_BYTES], struct problems *problems);
/* Its files into `folder`, which must not be there. */
bool pack_unpack(const struct pack *p, const char *folder, struct problems *problems);

/* What the parts above share; for tests as well. */
bool pack_path_is_fit(const char *path, const char *programme);
void pack_manifest_write(const struct pack *about, const struct pack_file *files, int count, struct buffer *out);
bool pack_manifest_read(struct arena *a, const char *text, size_t size, struct pack *out, struct problems *problems);
bool pack_refuse(struct problems *problems, const char *file, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
#define PACK_HEAD      (sizeof PACK_MAGIC - 1 + 8)
#define PACK_SIGNATURE (1 + SEAL_PUBLIC_BYTES + SEAL_SIGNATURE_BYTES)
/* What a signature of the role is over. */
const char *pack_domain(enum pack_role role);
void pack_hash(const char *manifest, size_t size, uint8_t out[SEAL_HASH_BYTES]);

#endif
