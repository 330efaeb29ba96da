#include "seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS_FILE_MAX SEAL_KEYS_TEXT /* the files are about 400 bytes; more is not ours */
#define PATH_BYTES    4096
#define KEYS_FILE     "keys.json"
#define DAY_FILE      "day.json"
#define NEXT_FILE     "day.next.json"
#define KEYS_NEXT     "keys.next.json"
#define CREDENTIAL    "cairn-keys"

void seal_key_id(const uint8_t public_key[SEAL_PUBLIC_BYTES], char out[17])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(public_key, SEAL_PUBLIC_BYTES, hash);
    seal_hex(hash, 8, out);
}

static void keys_from_seed(const uint8_t seed[SEAL_KEY_BYTES], struct seal_keys *keys)
{
    crypto_sign_seed_keypair(keys->signing_public, keys->signing_secret, seed);
    seal_key_id(keys->signing_public, keys->key_id);
}

/* --- files ------------------------------------------------------------------------------------------------------ */

static void path_of(const char *folder, const char *name, char out[PATH_BYTES])
{
    snprintf(out, PATH_BYTES, "%s/%s", folder, name);
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t n = write(file, bytes, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool sync_folder(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool ok = fsync(file) == 0;
    close(file);
    return ok;
}

/* Written beside and put into place: whoever looks sees nothing or all of it. link() never overwrites. */
static bool private_file_write(const char *folder, const char *name, bool over, const char *text, size_t size)
{
    char path[PATH_BYTES], beside[PATH_BYTES];
    path_of(folder, name, path);
    path_of(folder, "keys.new", beside);
    unlink(beside); /* of a try that was cut off: nothing is signed by it */
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool ok = write_all(file, text, size) && fsync(file) == 0;
    ok = close(file) == 0 && ok && (over ? rename(beside, path) : link(beside, path)) == 0;
    int error = errno;
    if (!over || !ok)
        unlink(beside);
    errno = error;
    return ok && sync_folder(folder);
}

/* Reads a small file; returns its size, -1 with a problem. One on the disk belongs to its owner only; a credential's
 * access is systemd's, and shows in no mode. */
static ssize_t private_file_read(const char *path, bool is_credential, char *text, size_t room,
                                 struct problems *problems)
{
    struct stat info;
    ssize_t size = -1;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        problem_error(problems, PLACE_NONE, "keys-missing", "cannot open %s: %s", path, strerror(errno));
        return -1;
    }
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a file", path);
    } else if (!is_credential && info.st_mode & (S_IRWXG | S_IRWXO)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "keys-open", "%s can be reached by other users", path);
        problem_hint(problems, p, "chmod 600 %s", path);
    } else if (info.st_size <= 0 || (size_t)info.st_size > room) {
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a keys file", path);
    } else {
        size = read(file, text, (size_t)info.st_size);
        if (size != info.st_size) {
            problem_error(problems, PLACE_NONE, "keys-read", "cannot read %s", path);
            size = -1;
        }
    }
    close(file);
    return size;
}

/* --- what is in them -------------------------------------------------------------------------------------------- */

#define KEYS_FORMAT                                                                                                    \
    "{\n  \"format\": \"cairn-keys-v2\",\n  \"demonstration\": %s,\n  \"key_id\": \"%s\",\n  \"public\": \"%s\",\n"    \
    "  \"pepper\": \"%s\",\n  \"site\": \"%s\"\n}\n"
/* After a change of keys there is a pepper before this one. */
#define KEYS_FORMAT_3                                                                                                  \
    "{\n  \"format\": \"cairn-keys-v3\",\n  \"demonstration\": %s,\n  \"key_id\": \"%s\",\n  \"public\": \"%s\",\n"    \
    "  \"pepper\": \"%s\",\n  \"pepper_before\": \"%s\",\n  \"site\": \"%s\"\n}\n"
#define DAY_FORMAT                                                                                                     \
    "{\n  \"format\": \"cairn-day-v1\",\n  \"key_id\": \"%s\",\n  \"public\": \"%s\",\n  \"signing\": \"%s\"\n}\n"

size_t seal_keys_text(const struct seal_keys *keys, char out[KEYS_FILE_MAX])
{
    char site[65], pepper[65], before[65], public_key[65];
    seal_hex(keys->site, sizeof keys->site, site);
    seal_hex(keys->pepper, sizeof keys->pepper, pepper);
    seal_hex(keys->pepper_before, sizeof keys->pepper_before, before);
    seal_hex(keys->root_public, SEAL_PUBLIC_BYTES, public_key);
    const char *demonstration = keys->demonstration ? "true" : "false";
    int size = keys->has_before
                   ? snprintf(out, KEYS_FILE_MAX, KEYS_FORMAT_3, demonstration, keys->root_id, public_key, pepper,
                              before, site)
                   : snprintf(out, KEYS_FILE_MAX, KEYS_FORMAT, demonstration, keys->root_id, public_key, pepper, site);
    assert(size > 0 && size < KEYS_FILE_MAX);
    seal_wipe(site, sizeof site);
    seal_wipe(pepper, sizeof pepper);
    seal_wipe(before, sizeof before);
    return (size_t)size;
}

/* The first 32 bytes of an Ed25519 secret are its seed, all that must be kept. */
size_t seal_day_text(const struct seal_keys *keys, char out[KEYS_FILE_MAX])
{
    char seed[65], public_key[65];
    seal_hex(keys->signing_secret, SEAL_KEY_BYTES, seed);
    seal_hex(keys->signing_public, SEAL_PUBLIC_BYTES, public_key);
    int size = snprintf(out, KEYS_FILE_MAX, DAY_FORMAT, keys->key_id, public_key, seed);
    assert(size > 0 && size < KEYS_FILE_MAX);
    seal_wipe(seed, sizeof seed);
    return (size_t)size;
}

static bool key_member(const char *text, const char *name, uint8_t out[SEAL_KEY_BYTES])
{
    const char *value = strstr(text, name);
    size_t length = strlen(name), written;
    return value && strlen(value) >= length + 64 &&
           sodium_hex2bin(out, SEAL_KEY_BYTES, value + length, 64, NULL, &written, NULL) == 0 &&
           written == SEAL_KEY_BYTES;
}

static bool is_same(const char *text, const char *again, size_t size)
{
    return size == strlen(text) && seal_equal(again, text, size);
}

/* Takes the secrets out, then writes the file anew and compares: every byte must be as seal_keys_text makes it, the
 * public key and the id among them. A JSON reader would leave copies of the secrets in its memory. */
static bool keys_parse(const char *text, struct seal_keys *out)
{
    char again[KEYS_FILE_MAX];
    out->demonstration = strstr(text, "\"demonstration\": true") != NULL;
    out->has_before = key_member(text, "\"pepper_before\": \"", out->pepper_before);
    bool ok = key_member(text, "\"site\": \"", out->site) && key_member(text, "\"pepper\": \"", out->pepper) &&
              key_member(text, "\"public\": \"", out->root_public);
    if (ok) {
        seal_key_id(out->root_public, out->root_id);
        ok = is_same(text, again, seal_keys_text(out, again));
        seal_wipe(again, sizeof again);
    }
    return ok;
}

static bool day_parse(const char *text, struct seal_keys *out)
{
    char again[KEYS_FILE_MAX];
    uint8_t seed[SEAL_KEY_BYTES];
    bool ok = key_member(text, "\"signing\": \"", seed);
    if (ok) {
        keys_from_seed(seed, out);
        ok = is_same(text, again, seal_day_text(out, again));
        seal_wipe(again, sizeof again);
    }
    seal_wipe(seed, sizeof seed);
    return ok;
}

/* --- making and reading ----------------------------------------------------------------------------------------- */

static bool keys_fail(struct problems *problems, const char *folder, const char *name)
{
    if (errno == EEXIST)
        problem_error(problems, PLACE_NONE, "keys-exist", "%s/%s is there already and is never overwritten", folder,
                      name);
    else
        problem_error(problems, PLACE_NONE, "keys-write", "cannot write %s/%s: %s", folder, name, strerror(errno));
    return false;
}

bool seal_keys_make(const char *folder, bool demonstration, struct problems *problems)
{
    uint8_t seed[SEAL_KEY_BYTES];
    char text[KEYS_FILE_MAX], path[PATH_BYTES];
    struct seal_keys keys = {.demonstration = demonstration};
    if (strlen(folder) > PATH_BYTES - 32) {
        problem_error(problems, PLACE_NONE, "keys-write", "the folder's path is too long");
        return false;
    }
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return keys_fail(problems, folder, "");
    path_of(folder, KEYS_FILE, path);
    if (access(path, F_OK) == 0) { /* before day.json is touched: link below asks again */
        errno = EEXIST;
        return keys_fail(problems, folder, KEYS_FILE);
    }
    seal_random(keys.site, sizeof keys.site);
    seal_random(keys.pepper, sizeof keys.pepper);
    seal_random(seed, sizeof seed);
    keys_from_seed(seed, &keys);
    memcpy(keys.root_public, keys.signing_public, sizeof keys.root_public);
    memcpy(keys.root_id, keys.key_id, sizeof keys.root_id);
    bool ok = private_file_write(folder, DAY_FILE, true, text, seal_day_text(&keys, text)) ||
              keys_fail(problems, folder, DAY_FILE);
    ok = ok && (private_file_write(folder, KEYS_FILE, false, text, seal_keys_text(&keys, text)) ||
                keys_fail(problems, folder, KEYS_FILE));
    seal_wipe(seed, sizeof seed);
    seal_wipe(text, sizeof text);
    seal_keys_wipe(&keys);
    return ok;
}

static bool keys_take(const char *folder, struct seal_keys *out, struct problems *problems)
{
    char path[PATH_BYTES], text[KEYS_FILE_MAX] = {0};
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    bool is_credential = false;
    if (credentials && strlen(credentials) < PATH_BYTES - 32) {
        path_of(credentials, CREDENTIAL, path);
        is_credential = access(path, F_OK) == 0;
    }
    if (!is_credential)
        path_of(folder, KEYS_FILE, path);
    bool ok = private_file_read(path, is_credential, text, sizeof text - 1, problems) >= 0;
    if (ok && !(ok = keys_parse(text, out)))
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a whole keys file", path);
    out->is_credential = is_credential;
    seal_wipe(text, sizeof text);
    return ok;
}

static bool day_take(const char *folder, const char *name, struct seal_keys *out, struct problems *problems)
{
    char path[PATH_BYTES], text[KEYS_FILE_MAX] = {0};
    path_of(folder, name, path);
    bool ok = private_file_read(path, false, text, sizeof text - 1, problems) >= 0;
    if (ok && !(ok = day_parse(text, out)))
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a whole keys file", path);
    seal_wipe(text, sizeof text);
    return ok;
}

/* The next day's key is the one wanted: it takes over. */
static bool next_takes_over(const char *folder, const char *key_id, struct seal_keys *out)
{
    struct problems ignored;
    struct arena a;
    arena_init(&a);
    problems_init(&ignored, &a);
    bool ok = key_id && day_take(folder, NEXT_FILE, out, &ignored) && strcmp(out->key_id, key_id) == 0 &&
              seal_day_end(folder);
    arena_release(&a);
    return ok;
}

bool seal_keys_read(const char *folder, const char *key_id, struct seal_keys *out, struct problems *problems)
{
    char next[PATH_BYTES];
    *out = (struct seal_keys){0};
    if (strlen(folder) > PATH_BYTES - 32) {
        problem_error(problems, PLACE_NONE, "keys-read", "the folder's path is too long");
        return false;
    }
    bool ok = keys_take(folder, out, problems);
    path_of(folder, NEXT_FILE, next);
    bool is_cut_off = ok && access(next, F_OK) == 0 && !next_takes_over(folder, key_id, out);
    ok = ok && day_take(folder, DAY_FILE, out, problems);
    /* Only once the key of the day is known to be the right one: a next one that could not be read may be the only one.
     */
    if (ok && is_cut_off && (!key_id || strcmp(out->key_id, key_id) == 0))
        unlink(next); /* nothing says that it is to take over */
    if (!ok)
        seal_keys_wipe(out);
    return ok;
}

void seal_keys_wipe(struct seal_keys *keys)
{
    seal_wipe(keys, sizeof *keys);
}

/* --- the key of a day ------------------------------------------------------------------------------------------- */

bool seal_day_begin(const char *folder, const struct seal_keys *keys, struct seal_keys *next)
{
    uint8_t seed[SEAL_KEY_BYTES];
    char text[KEYS_FILE_MAX];
    *next = *keys;
    seal_random(seed, sizeof seed);
    keys_from_seed(seed, next);
    bool ok = private_file_write(folder, NEXT_FILE, true, text, seal_day_text(next, text));
    seal_wipe(seed, sizeof seed);
    seal_wipe(text, sizeof text);
    return ok;
}

/* Written over before it goes: a flash disk may keep the old bytes somewhere all the same, a plain one does not. */
static bool file_wipe(const char *path)
{
    static const char nothing[KEYS_FILE_MAX];
    struct stat info;
    int file = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT;
    bool ok = fstat(file, &info) == 0 && info.st_size <= KEYS_FILE_MAX &&
              write_all(file, nothing, (size_t)info.st_size) && fsync(file) == 0;
    return close(file) == 0 && ok;
}

bool seal_day_end(const char *folder)
{
    char day[PATH_BYTES], next[PATH_BYTES];
    path_of(folder, DAY_FILE, day);
    path_of(folder, NEXT_FILE, next);
    return file_wipe(day) && rename(next, day) == 0 && sync_folder(folder);
}

/* --- another site key ------------------------------------------------------------------------------------------- */

void seal_site_mark(const struct seal_keys *keys, uint8_t out[SEAL_MARK_BYTES])
{
    static const char name[] = "cairn-site-mark-v1";
    seal_hash_keyed(keys->site, name, sizeof name - 1, out);
}

bool seal_site_begin(const char *folder, const struct seal_keys *keys, struct seal_keys *next)
{
    char text[KEYS_FILE_MAX];
    *next = *keys;
    seal_random(next->site, sizeof next->site);
    seal_random(next->pepper, sizeof next->pepper);
    memcpy(next->pepper_before, keys->pepper, sizeof next->pepper_before);
    next->has_before = true;
    bool ok = private_file_write(folder, KEYS_NEXT, true, text, seal_keys_text(next, text));
    seal_wipe(text, sizeof text);
    return ok;
}

bool seal_site_end(const char *folder)
{
    char keys[PATH_BYTES], next[PATH_BYTES];
    path_of(folder, KEYS_FILE, keys);
    path_of(folder, KEYS_NEXT, next);
    return file_wipe(keys) && rename(next, keys) == 0 && sync_folder(folder);
}

/* Whole, and the one that the database is wrapped with (`mark` NULL: whole is enough). */
static bool is_marked(const char *folder, const char *name, const uint8_t *mark)
{
    char path[PATH_BYTES], text[KEYS_FILE_MAX] = {0};
    uint8_t found[SEAL_MARK_BYTES];
    struct seal_keys keys = {0};
    struct problems ignored;
    struct arena a;
    arena_init(&a);
    problems_init(&ignored, &a);
    path_of(folder, name, path);
    bool is = private_file_read(path, false, text, sizeof text - 1, &ignored) >= 0 && keys_parse(text, &keys);
    seal_site_mark(&keys, found);
    is = is && (!mark || seal_equal(mark, found, sizeof found));
    arena_release(&a);
    seal_wipe(text, sizeof text);
    seal_keys_wipe(&keys);
    return is;
}

/* Neither is taken away before the other is known to be the right one. */
bool seal_keys_settle(const char *folder, const uint8_t *mark)
{
    char next[PATH_BYTES];
    path_of(folder, KEYS_NEXT, next);
    if (access(next, F_OK) != 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (mark && is_marked(folder, KEYS_NEXT, mark))
        return seal_site_end(folder);
    return !is_marked(folder, KEYS_FILE, mark) || (unlink(next) == 0 && sync_folder(folder));
}
