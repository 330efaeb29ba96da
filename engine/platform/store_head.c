#include "store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Fixed form, so that reading is writing again and comparing. The last line signs the others. */
#define HEAD_FORMAT                                                                                                    \
    "{\n  \"format\": \"cairn-head-v2\",\n  \"epoch\": \"%s\",\n  \"key\": \"%s\",\n  \"seq\": %lld,\n  \"hash\": "    \
    "\"%s\",\n"
#define HEAD_SIGNATURE "  \"signature\": \"%s\"\n}\n"
#define HEAD_MAX       512

static void head_path(const struct store *s, const char *name, char out[STORE_PATH_MAX + 32])
{
    snprintf(out, STORE_PATH_MAX + 32, "%s/keys/%s", s->folder, name);
}

static size_t head_text(const char *epoch, const char *key_id, const struct store_head *head, const char *signature_hex,
                        char out[HEAD_MAX])
{
    int length = snprintf(out, HEAD_MAX, HEAD_FORMAT, epoch, key_id, (long long)head->seq, head->hash_hex);
    if (signature_hex)
        length += snprintf(out + length, HEAD_MAX - (size_t)length, HEAD_SIGNATURE, signature_hex);
    return (size_t)length;
}

bool head_write(struct store *s, const struct store_head *head)
{
    char text[HEAD_MAX], beside[STORE_PATH_MAX + 32], path[STORE_PATH_MAX + 32];
    char hex[2 * SEAL_SIGNATURE_BYTES + 1];
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    seal_hash(text, head_text(s->epoch, s->keys.key_id, head, NULL, text), hash);
    seal_sign(&s->keys, hash, signature);
    seal_hex(signature, sizeof signature, hex);
    size_t size = head_text(s->epoch, s->keys.key_id, head, hex, text);
    head_path(s, "head.json.new", beside);
    head_path(s, "head.json", path);
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool ok = write(file, text, size) == (ssize_t)size && fsync(file) == 0;
    ok = close(file) == 0 && ok && rename(beside, path) == 0;
    head_path(s, ".", path);
    file = ok ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    ok = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return ok;
}

static bool key_public(struct store *s, const char *key_id, uint8_t out[SEAL_PUBLIC_BYTES])
{
    sqlite3_stmt *st = store_query(s, "SELECT public FROM key WHERE id = ?", "t", key_id);
    bool ok = st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_PUBLIC_BYTES;
    if (ok)
        memcpy(out, sqlite3_column_blob(st, 0), SEAL_PUBLIC_BYTES);
    store_query_end(s, st);
    return ok;
}

bool head_read(struct store *s, struct store_head *out)
{
    char text[HEAD_MAX] = "", again[HEAD_MAX], path[STORE_PATH_MAX + 32];
    char hex[2 * SEAL_SIGNATURE_BYTES + 1] = "", epoch[UUID_TEXT] = "", key_id[17] = "";
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES], public_key[SEAL_PUBLIC_BYTES];
    long long seq = 0;
    *out = (struct store_head){0};
    head_path(s, "head.json", path);
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT;
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0 || sscanf(text,
                            " { \"format\": \"cairn-head-v2\", \"epoch\": \"%36[^\"]\", \"key\": \"%16[^\"]\","
                            " \"seq\": %lld, \"hash\": \"%64[^\"]\", \"signature\": \"%128[^\"]\"",
                            epoch, key_id, &seq, out->hash_hex, hex) != 5)
        return false;
    out->seq = seq;
    if (!key_public(s, key_id, public_key)) {
        out->is_stranger = true;
        return !s->broken;
    }
    seal_hash(again, head_text(epoch, key_id, out, NULL, again), hash);
    return seal_from_hex(hex, signature, sizeof signature) &&
           seal_verify(public_key, s->keys.demonstration, hash, signature) &&
           head_text(epoch, key_id, out, hex, again) == (size_t)size && memcmp(text, again, (size_t)size) == 0;
}
