/* What a pack says of itself: its manifest, the paths that may be in it, and the keys that may sign it. */
#include "pack.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "json.h"

#define KEYS_FORMAT    "cairn-pack-keys-v1"
#define NAME_MAX_BYTES 60

bool pack_refuse(struct problems *problems, const char *file, const char *code, const char *format, ...)
{
    char words[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    problem_error(problems, (struct place){.file = file}, code, "%s", words);
    return false;
}

/* --- roles -------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *domain; /* a signature in one role is none in another */
} roles[PACK_ROLES] = {
    [PACK_PUBLISHER] = {"publisher", "cairn-pack-publisher-v1"},
    [PACK_CLINICAL] = {"clinical", "cairn-pack-clinical-v1"},
    [PACK_TRANSLATION] = {"translation", "cairn-pack-translation-v1"},
};

const char *pack_role_name(enum pack_role role)
{
    return roles[role].name;
}

bool pack_role_read(const char *name, enum pack_role *out)
{
    for (int i = 0; i < PACK_ROLES; i++)
        if (text_is(roles[i].name, name)) {
            *out = (enum pack_role)i;
            return true;
        }
    return false;
}

const char *pack_domain(enum pack_role role)
{
    return roles[role].domain;
}

void pack_hash(const char *manifest, size_t size, uint8_t out[SEAL_HASH_BYTES])
{
    seal_hash(manifest, size, out);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static const char *text_of(const struct json *object, const char *name)
{
    const struct json *member = json_kind(object) == JSON_OBJECT ? json_member(object, name) : NULL;
    return member && json_kind(member) == JSON_STRING ? json_string(member) : "";
}

/* -1: there is no such whole number from `least` to `most`. */
static int64_t number_of(const struct json *object, const char *name, int64_t least, int64_t most)
{
    const struct json *member = json_kind(object) == JSON_OBJECT ? json_member(object, name) : NULL;
    if (!member || json_kind(member) != JSON_NUMBER || !json_is_integer(member))
        return -1;
    double number = json_number(member);
    return number >= (double)least && number <= (double)most ? (int64_t)number : -1;
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* No letter that a disk, a language or a reader could take for another. */
static bool is_plain_part(const char *part, size_t length)
{
    if (!length || part[0] == '.' || part[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = part[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
              c == '.' || c == '@'))
            return false;
    }
    return true;
}

static bool has_fit_ending(const char *path)
{
    static const char *const endings[] = {".json", ".po", ".png", ".ogg", ".webm"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t end = strlen(endings[i]);
        if (length > end && text_is(path + length - end, endings[i]))
            return true;
    }
    return false;
}

static bool is_in_folder(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

bool pack_path_is_fit(const char *path, const char *programme)
{
    size_t length = strlen(path);
    if (!length || length > PACK_PATH_MAX || !has_fit_ending(path) || strstr(path, "..")) /* not even inside a name */
        return false;
    for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        if (!is_plain_part(part, strcspn(part, "/")))
            return false;
    return is_in_folder(path, programme) || is_in_folder(path, "shared") || is_in_folder(path, "measures");
}

static bool is_fit_programme(const char *id)
{
    size_t length = strlen(id);
    for (size_t i = 0; i < length; i++)
        if (!((id[i] >= 'a' && id[i] <= 'z') || (id[i] >= '0' && id[i] <= '9') || (id[i] == '-' && i)))
            return false;
    return length > 0 && length <= 64 && !text_is(id, "shared") && !text_is(id, "measures");
}

/* As a disk that does not tell capitals from small letters would. */
static int compare_folded(const char *a, const char *b)
{
    for (;; a++, b++) {
        int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a, y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
        if (x != y || !x)
            return x - y;
    }
}

/* --- the manifest ------------------------------------------------------------------------------------------------- */

void pack_manifest_write(const struct pack *about, const struct pack_file *files, int count, struct buffer *out)
{
    char made[DATE_TEXT], expires[DATE_TEXT], hash[2 * SEAL_HASH_BYTES + 1];
    date_format(about->made, made);
    date_format(about->expires, expires);
    buffer_addf(out, "{\"engine\":%d,\"expires\":\"%s\",\"files\":[", about->engine, expires);
    for (int i = 0; i < count; i++) {
        seal_hex(files[i].hash, SEAL_HASH_BYTES, hash);
        buffer_addf(out, "%s\n{\"hash\":\"%s\",\"path\":", i ? "," : "", hash);
        json_write_string(out, files[i].path);
        buffer_addf(out, ",\"size\":%lld}", (long long)files[i].size);
    }
    buffer_addf(out, "],\n\"format\":1,\"made\":\"%s\",\"programme\":", made);
    json_write_string(out, about->programme);
    buffer_addf(out, ",\"version\":%lld}\n", (long long)about->version);
}

static bool file_read_entry(const struct json *j, struct pack_file *out)
{
    out->path = text_of(j, "path");
    out->size = number_of(j, "size", 0, PACK_BYTES_MAX * 1024);
    return *out->path && out->size >= 0 && seal_from_hex(text_of(j, "hash"), out->hash, sizeof out->hash);
}

static bool names_are_apart(struct arena *a, const struct pack *p, struct problems *problems)
{
    const char **names = ARENA_ARRAY(a, const char *, p->file_count);
    for (int i = 0; i < p->file_count; i++) { /* they are in order already, but for capitals: few steps each */
        int at = i;
        for (; at > 0 && compare_folded(names[at - 1], p->files[i].path) > 0; at--)
            names[at] = names[at - 1];
        if (at > 0 && compare_folded(names[at - 1], p->files[i].path) == 0)
            return pack_refuse(problems, p->shown, "pack-name-twice", "two files of the pack are called %s",
                               p->files[i].path);
        names[at] = p->files[i].path;
    }
    return true;
}

static bool files_read(struct arena *a, const struct json *list, struct pack *out, struct problems *problems)
{
    int count = list && json_kind(list) == JSON_ARRAY ? json_count(list) : 0;
    if (count < 1)
        return pack_refuse(problems, out->shown, "pack-manifest", "the manifest has no files");
    if (count > PACK_FILES_MAX)
        return pack_refuse(problems, out->shown, "pack-large", "the pack has %d files; %d are allowed", count,
                           PACK_FILES_MAX);
    out->files = ARENA_ARRAY(a, struct pack_file, count);
    for (; out->file_count < count; out->file_count++) {
        struct pack_file *f = &out->files[out->file_count];
        if (!file_read_entry(json_at(list, out->file_count), f))
            return pack_refuse(problems, out->shown, "pack-manifest", "file %d of the manifest cannot be understood",
                               out->file_count + 1);
        if (f->size > PACK_FILE_MAX)
            return pack_refuse(problems, out->shown, "pack-large",
                               "a file of the pack has %lld bytes; %lld are allowed", (long long)f->size,
                               (long long)PACK_FILE_MAX);
        if (!pack_path_is_fit(f->path, out->programme))
            return pack_refuse(problems, out->shown, "pack-path", "no file of a pack may be called %.100s", f->path);
    }
    if (!names_are_apart(a, out, problems))
        return false;
    for (int i = 1; i < count; i++)
        if (strcmp(out->files[i - 1].path, out->files[i].path) >= 0)
            return pack_refuse(problems, out->shown, "pack-manifest", "the files of the manifest are not in order");
    return true;
}

bool pack_manifest_read(struct arena *a, const char *text, size_t size, struct pack *out, struct problems *problems)
{
    struct problems inside;
    struct buffer again;
    problems_init(&inside, a);
    const struct json_document *document = json_parse(a, out->shown, text, size, &inside);
    const struct json *root = document ? json_root(document) : NULL;
    if (!root || json_kind(root) != JSON_OBJECT)
        return pack_refuse(problems, out->shown, "pack-manifest", "the manifest cannot be understood");
    out->engine = (int)number_of(root, "engine", 1, PACK_ENGINE);
    if (number_of(root, "format", 1, 1) != 1 || out->engine < 0)
        return pack_refuse(problems, out->shown, "pack-engine", "the pack is for a newer version of Cairn");
    out->programme = text_of(root, "programme");
    out->version = number_of(root, "version", 1, PACK_VERSION_MAX);
    if (!is_fit_programme(out->programme) || out->version < 0 || !date_parse(text_of(root, "made"), &out->made) ||
        !date_parse(text_of(root, "expires"), &out->expires) || date_compare(out->expires, out->made) < 0)
        return pack_refuse(problems, out->shown, "pack-manifest",
                           "programme, version, made and expires of the manifest do not make sense");
    if (!files_read(a, json_member(root, "files"), out, problems))
        return false;
    buffer_init(&again, a);
    pack_manifest_write(out, out->files, out->file_count, &again);
    if (again.length != size || memcmp(again.text, text, size) != 0) /* nothing is in it that nobody reads */
        return pack_refuse(problems, out->shown, "pack-manifest",
                           "the manifest is not written as cairn pack writes it");
    return true;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static bool is_fit_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < ' ')
            return false;
    return *name && strlen(name) <= NAME_MAX_BYTES;
}

static bool key_add(struct arena *a, const struct json *j, struct pack_keys *io, struct problems *problems)
{
    if (io->count == PACK_KEYS_MAX)
        return pack_refuse(problems, NULL, "pack-keys", "more than %d keys", PACK_KEYS_MAX);
    struct pack_key *key = &io->key[io->count];
    const char *name = text_of(j, "name");
    if (!pack_role_read(text_of(j, "role"), &key->role) || !is_fit_name(name) ||
        !seal_from_hex(text_of(j, "public"), key->public_key, SEAL_PUBLIC_BYTES))
        return pack_refuse(problems, NULL, "pack-keys", "a key of the file cannot be understood");
    for (int i = 0; i < io->count; i++)
        if (seal_equal(io->key[i].public_key, key->public_key, SEAL_PUBLIC_BYTES))
            return pack_refuse(problems, NULL, "pack-key-twice",
                               "one key is there twice, as %s and as %s: each has one owner and one role",
                               io->key[i].name, name);
    key->name = arena_strdup(a, name);
    seal_key_id(key->public_key, key->id);
    io->count++;
    return true;
}

bool pack_keys_read(struct arena *a, const char *text, size_t size, struct pack_keys *io, struct problems *problems)
{
    struct problems inside;
    problems_init(&inside, a);
    const struct json_document *document = json_parse(a, "keys", text, size, &inside);
    const struct json *root = document ? json_root(document) : NULL;
    const struct json *list = root && json_kind(root) == JSON_OBJECT ? json_member(root, "keys") : NULL;
    if (!list || json_kind(list) != JSON_ARRAY || !text_is(text_of(root, "format"), KEYS_FORMAT))
        return pack_refuse(problems, NULL, "pack-keys", "that is no file of keys that sign packs");
    for (int i = 0; i < json_count(list); i++)
        if (!key_add(a, json_at(list, i), io, problems))
            return false;
    return true;
}

void pack_keys_write(const struct pack_keys *keys, struct buffer *out)
{
    char hex[2 * SEAL_PUBLIC_BYTES + 1];
    buffer_addf(out, "{\"format\":\"" KEYS_FORMAT "\",\"keys\":[");
    for (int i = 0; i < keys->count; i++) {
        seal_hex(keys->key[i].public_key, SEAL_PUBLIC_BYTES, hex);
        buffer_addf(out, "%s\n{\"name\":", i ? "," : "");
        json_write_string(out, keys->key[i].name);
        buffer_addf(out, ",\"public\":\"%s\",\"role\":\"%s\"}", hex, pack_role_name(keys->key[i].role));
    }
    buffer_addf(out, "]}\n");
}
