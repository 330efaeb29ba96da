/* Keys that sign packs: each has one owner and one role, is closed under words on paper, and is kept away from
 * networks. */
#include "cairn_pack.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "files.h"
#include "json.h"
#include "pack.h"
#include "sealed_file.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

#define SECRET_MAGIC "CAIRN-PACK-KEY-1\n"
#define SECRET_BYTES 1024 /* its JSON, and zeros */

struct secret {
    enum pack_role role;
    uint8_t secret[SEAL_SECRET_BYTES], public_key[SEAL_PUBLIC_BYTES];
    const char *name;
};

/* --- the file of a secret -------------------------------------------------------------------------------------------
 */

static bool secret_write(struct tool *t, const char *path, const struct secret *s, const char *phrase)
{
    char public_hex[2 * SEAL_PUBLIC_BYTES + 1], secret_hex[2 * SEAL_SECRET_BYTES + 1];
    struct sealed_file *f = ARENA_NEW(&t->arena, struct sealed_file);
    struct buffer text;
    buffer_init(&text, &t->arena);
    seal_hex(s->public_key, sizeof s->public_key, public_hex);
    seal_hex(s->secret, sizeof s->secret, secret_hex);
    buffer_adds(&text, "{\"name\":");
    json_write_string(&text, s->name);
    buffer_addf(&text, ",\"public\":\"%s\",\"role\":\"%s\",\"secret\":\"%s\"}", public_hex, pack_role_name(s->role),
                secret_hex);
    while (text.length < SECRET_BYTES)
        buffer_add(&text, " ", 1);
    bool good = text.length == SECRET_BYTES && sealed_make(f, path, SECRET_MAGIC, phrase) &&
                sealed_put(f, text.text, text.length) && sealed_end(f);
    sealed_close(f);
    seal_wipe(text.text, text.length);
    seal_wipe(secret_hex, sizeof secret_hex);
    if (!good)
        fprintf(stderr, "cairn: %s cannot be made; nothing is ever written over\n", path);
    return good;
}

static bool secret_parse(struct tool *t, const char *text, struct secret *out)
{
    static const char *const names[] = {"name", "public", "role", "secret"};
    const char *value[COUNT(names)];
    struct json_document *document = json_parse(&t->arena, "key", text, SECRET_BYTES, &t->problems);
    const struct json *root = document ? json_root(document) : NULL;
    for (int i = 0; i < COUNT(names); i++) {
        const struct json *member = root && json_kind(root) == JSON_OBJECT ? json_member(root, names[i]) : NULL;
        value[i] = member && json_kind(member) == JSON_STRING ? json_string(member) : "";
    }
    out->name = value[0];
    return seal_from_hex(value[1], out->public_key, sizeof out->public_key) && pack_role_read(value[2], &out->role) &&
           seal_from_hex(value[3], out->secret, sizeof out->secret);
}

static bool secret_read(struct tool *t, const char *path, const char *phrase, struct secret *out)
{
    struct sealed_file *f = ARENA_NEW(&t->arena, struct sealed_file);
    char text[SECRET_BYTES];
    enum sealed how = sealed_open(f, path, SECRET_MAGIC, phrase);
    bool good =
        how == SEALED_OPEN && sealed_get(f, text, sizeof text) && sealed_is_read(f) && secret_parse(t, text, out);
    sealed_close(f);
    seal_wipe(text, sizeof text);
    if (!good)
        fprintf(stderr,
                how == SEALED_MISSING ? "cairn: %s cannot be opened\n"
                : how == SEALED_OTHER ? "cairn: %s is no secret key for packs\n"
                                      : "cairn: %s does not open with those words, or was changed\n",
                path);
    return good;
}

/* --- commands --------------------------------------------------------------------------------------------------------
 */

int cairn_pack_new_key(int argc, char **argv)
{
    const char *role = NULL, *name = NULL, *to = NULL;
    const struct argument arguments[] = {{.name = "--role", .value = &role, .needed = true},
                                         {.name = "--name", .value = &name, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true}};
    char phrase[SEAL_PHRASE];
    struct secret s = {.name = ""};
    struct pack_keys keys = {.count = 1}, read = {0};
    struct buffer text;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "pack new-key --role publisher|clinical|translation --name OFFICE --to NAME"))
        return EXIT_CANNOT_RUN;
    tool_begin(&t);
    if (!pack_role_read(role, &s.role)) {
        fprintf(stderr, "cairn: there is no role \"%s\": publisher, clinical, translation\n", role);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    if (!seal_start())
        return tool_end(&t, EXIT_CANNOT_RUN);
    seal_pair_make(s.secret, s.public_key);
    s.name = name;
    keys.key[0] = (struct pack_key){.role = s.role, .name = name};
    memcpy(keys.key[0].public_key, s.public_key, SEAL_PUBLIC_BYTES);
    buffer_init(&text, &t.arena);
    pack_keys_write(&keys, &text);
    seal_phrase_draw(phrase);
    const char *secret_path = arena_printf(&t.arena, "%s.secret", to), *path = arena_printf(&t.arena, "%s.public", to);
    bool good = pack_keys_read(&t.arena, buffer_text(&text), text.length, &read, &t.problems) &&
                secret_write(&t, secret_path, &s, phrase) && file_write_atomically(path, text.text, text.length);
    seal_wipe(s.secret, sizeof s.secret);
    if (good)
        printf(
            "%s is the key of %s, %s %.16s; %s is for everybody.\nIt signs with these words, shown this once:\n\n    "
            "%s\n\nWrite them down. Keep the file on no machine that has a network, and the words apart from it.\n",
            secret_path, name, role, read.key[0].id, path, phrase);
    seal_wipe(phrase, sizeof phrase);
    tool_tell(&t);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_CANNOT_RUN);
}

int cairn_pack_keys(int argc, char **argv)
{
    struct pack_keys keys = {0};
    struct buffer out;
    struct tool t;
    tool_begin(&t);
    bool good = argc > 1 && seal_start();
    if (argc < 2)
        fputs("usage: cairn pack keys FILE.public ...\n", stderr);
    for (int i = 1; good && i < argc; i++) {
        const char *bytes;
        size_t size;
        good = file_read(&t.arena, argv[i], &bytes, &size);
        if (!good)
            fprintf(stderr, "cairn: %s cannot be read\n", argv[i]);
        good = good && pack_keys_read(&t.arena, bytes, size, &keys, &t.problems);
    }
    buffer_init(&out, &t.arena);
    pack_keys_write(&keys, &out);
    if (good)
        fputs(buffer_text(&out), stdout);
    tool_tell(&t);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_CANNOT_RUN);
}

static bool sign(struct tool *t, const char *path, const struct secret *s)
{
    char expires[DATE_TEXT];
    struct pack p;
    if (!pack_open(&t->arena, path, NULL, &p, &t->problems)) {
        pack_close(&p);
        return false;
    }
    pack_close(&p);
    date_format(p.expires, expires);
    printf("%s: %s, version %lld, until %s, %d files, manifest %s\n", path, p.programme, (long long)p.version, expires,
           p.file_count, p.hash);
    if (!pack_sign(path, s->role, s->secret, s->public_key, &t->problems))
        return false;
    printf("Signed as %s by %s. Now %d signed it.\n", pack_role_name(s->role), s->name, p.signer_count + 1);
    return true;
}

int cairn_pack_sign(int argc, char **argv)
{
    const char *path = NULL, *key = NULL;
    const struct argument arguments[] = {{.value = &path, .needed = true},
                                         {.name = "--key", .value = &key, .needed = true}};
    char phrase[STAFF_SECRET_MAX] = "";
    struct secret s = {.name = ""};
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "pack sign FILE --key NAME.secret   (its words on standard input)"))
        return EXIT_CANNOT_RUN;
    tool_begin(&t);
    bool good = seal_start() && tool_secret_read(phrase) && secret_read(&t, key, phrase, &s) && sign(&t, path, &s);
    seal_wipe(phrase, sizeof phrase);
    seal_wipe(s.secret, sizeof s.secret);
    tool_tell(&t);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}
