/* Keys that sign packs: each has one owner and one role, is closed under words on paper, and is kept away from
 * networks. */
#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "files.h"
#include "json.h"
#include "pack.h"
#include "sealed_file.h"

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

static int run_new_key(struct tool *t)
{
    const char *role = tool_text(t, "--role"), *name = tool_text(t, "--name"), *to = tool_text(t, "--to");
    char phrase[SEAL_PHRASE];
    struct secret s = {.name = ""};
    struct pack_keys keys = {.count = 1}, read = {0};
    struct buffer text;
    if (!pack_role_read(role, &s.role))
        return EXIT_CANNOT_RUN;
    seal_pair_make(s.secret, s.public_key);
    s.name = name;
    keys.key[0] = (struct pack_key){.role = s.role, .name = name};
    memcpy(keys.key[0].public_key, s.public_key, SEAL_PUBLIC_BYTES);
    buffer_init(&text, &t->arena);
    pack_keys_write(&keys, &text);
    seal_phrase_draw(phrase);
    const char *secret_path = arena_printf(&t->arena, "%s.secret", to),
               *path = arena_printf(&t->arena, "%s.public", to);
    bool good = pack_keys_read(&t->arena, buffer_text(&text), text.length, &read, &t->problems) &&
                secret_write(t, secret_path, &s, phrase) && file_write_atomically(path, text.text, text.length);
    seal_wipe(s.secret, sizeof s.secret);
    if (good)
        printf(
            "%s is the key of %s, %s %.16s; %s is for everybody.\nIt signs with these words, shown this once:\n\n    "
            "%s\n\nWrite them down. Keep the file on no machine that has a network, and the words apart from it.\n",
            secret_path, name, role, read.key[0].id, path, phrase);
    seal_wipe(phrase, sizeof phrase);
    tool_tell(t);
    return good ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

const struct command cairn_pack_new_key = {
    .name = "new-key",
    .purpose = "a key that signs packs: NAME.secret, and NAME.public for everybody",
    .arguments =
        (const struct argument[]){
            {.name = "--role",
             .value = "ROLE",
             .help = "what its owner answers for",
             .choices = "publisher clinical translation",
             .needed = true},
            {.name = "--name", .value = "OFFICE", .help = "whose it is", .needed = true},
            {.name = "--to", .value = "NAME", .help = "of the two files", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack new-key --role clinical --name 'Office of psychology' --to clinical",
             "and the words it signs with, shown this once"},
            {0},
        },
    .run = run_new_key,
    .needs = NEEDS_SEAL,
};

static int run_keys(struct tool *t)
{
    struct pack_keys keys = {0};
    struct buffer out;
    bool good = true;
    for (int i = 0; good && i < t->given.word_count; i++) {
        const char *path = t->given.words[i], *bytes;
        size_t size;
        good = file_read(&t->arena, path, &bytes, &size);
        if (!good)
            fprintf(stderr, "cairn: %s cannot be read\n", path);
        good = good && pack_keys_read(&t->arena, bytes, size, &keys, &t->problems);
    }
    buffer_init(&out, &t->arena);
    pack_keys_write(&keys, &out);
    if (good)
        fputs(buffer_text(&out), stdout);
    tool_tell(t);
    return good ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

const struct command cairn_pack_keys = {
    .name = "keys",
    .purpose = "public keys as one file, on standard output",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "NAME.public of each", .needed = true, .many = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack keys one.public two.public clinical.public", "for cairn pack trust"},
            {0},
        },
    .run = run_keys,
    .needs = NEEDS_SEAL,
};

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

static int run_sign(struct tool *t)
{
    char phrase[STAFF_SECRET_MAX] = "";
    struct secret s = {.name = ""};
    bool good = tool_secret_read(phrase) && secret_read(t, tool_text(t, "--key"), phrase, &s) &&
                sign(t, tool_text(t, "FILE"), &s);
    seal_wipe(phrase, sizeof phrase);
    seal_wipe(s.secret, sizeof s.secret);
    tool_tell(t);
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

const struct command cairn_pack_sign = {
    .name = "sign",
    .purpose = "signs a pack; the words of the key are read from standard input",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the pack", .needed = true},
            {.name = "--key", .value = "FILE", .help = "NAME.secret", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack sign calm.cairn --key clinical.secret", "says first what is signed"},
            {0},
        },
    .run = run_sign,
    .needs = NEEDS_SEAL,
};
