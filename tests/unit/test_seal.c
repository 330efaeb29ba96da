#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "seal.h"

struct stage {
    char folder[64], file[96];
    struct arena arena;
    struct problems problems;
};

static int begin(void **state)
{
    struct stage *t = calloc(1, sizeof *t);
    if (!t || !seal_start())
        return -1;
    arena_init(&t->arena);
    problems_init(&t->problems, &t->arena);
    snprintf(t->folder, sizeof t->folder, "/tmp/cairn-seal-XXXXXX");
    if (!mkdtemp(t->folder))
        return -1;
    snprintf(t->file, sizeof t->file, "%s/keys.json", t->folder);
    *state = t;
    return 0;
}

static int end(void **state)
{
    struct stage *t = *state;
    char day[128];
    unlink(t->file);
    snprintf(day, sizeof day, "%s/day.json", t->folder);
    unlink(day);
    rmdir(t->folder);
    arena_release(&t->arena);
    free(t);
    return 0;
}

static size_t file_read(const char *path, char *text, size_t room)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t size = fread(text, 1, room - 1, file);
    text[size] = '\0';
    fclose(file);
    return size;
}

static void file_write(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
}

static void keys_are_made_once_and_read_back(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys, again;
    struct stat info;
    assert_true(seal_keys_make(t->folder, false, &t->problems));
    assert_true(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    assert_false(keys.demonstration);
    assert_int_equal(strlen(keys.key_id), 16);
    assert_int_equal(stat(t->file, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(t->problems.errors, 0);

    assert_false(seal_keys_make(t->folder, false, &t->problems));
    assert_string_equal(t->problems.last->code, "keys-exist");
    assert_true(seal_keys_read(t->folder, NULL, &again, &t->problems));
    assert_memory_equal(&keys, &again, sizeof keys);
}

static void keys_that_are_missing_open_or_changed_are_refused(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys;
    char text[2048];
    assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    assert_string_equal(t->problems.last->code, "keys-missing");
    assert_true(seal_keys_make(t->folder, false, &t->problems));

    chmod(t->file, 0640);
    assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    assert_string_equal(t->problems.last->code, "keys-open");
    chmod(t->file, 0600);

    /* The site key and the pepper have no check in the file: a wrong one opens nothing, and shows there. */
    size_t size = file_read(t->file, text, sizeof text);
    for (size_t i = 0; i < size; i++) {
        char before = text[i];
        text[i] = before == 'f' ? '0' : 'f';
        file_write(t->file, text, size);
        const char *site = strstr(text, "\"site\": \""), *pepper = strstr(text, "\"pepper\": \"");
        bool unchecked = (site && text + i >= site + 9 && text + i < site + 73) ||
                         (pepper && text + i >= pepper + 11 && text + i < pepper + 75);
        if (!unchecked)
            assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
        text[i] = before;
    }
    for (size_t cut = 0; cut < size; cut += 7) {
        file_write(t->file, text, cut);
        assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    }
    text[size] = '\n';
    file_write(t->file, text, size + 1);
    assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    file_write(t->file, text, size);
    assert_true(seal_keys_read(t->folder, NULL, &keys, &t->problems));
}

static void a_keys_file_is_no_link(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys;
    char elsewhere[128];
    assert_true(seal_keys_make(t->folder, false, &t->problems));
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", t->folder);
    assert_int_equal(rename(t->file, elsewhere), 0);
    assert_int_equal(symlink(elsewhere, t->file), 0);
    assert_false(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    unlink(elsewhere);
}

/* systemd decrypts a credential into a folder of the service's own: then there is no site key on the disk. */
static void keys_come_from_a_credential_where_there_is_one(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys, again;
    char credential[128];
    assert_true(seal_keys_make(t->folder, false, &t->problems));
    assert_true(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    snprintf(credential, sizeof credential, "%s/cairn-keys", t->folder);
    assert_int_equal(rename(t->file, credential), 0);
    chmod(credential, 0440); /* as systemd shows the access list it sets */
    assert_false(seal_keys_read(t->folder, NULL, &again, &t->problems));
    assert_string_equal(t->problems.last->code, "keys-missing");
    assert_int_equal(setenv("CREDENTIALS_DIRECTORY", t->folder, 1), 0);
    assert_true(seal_keys_read(t->folder, NULL, &again, &t->problems));
    assert_true(again.is_credential && !keys.is_credential);
    again.is_credential = false;
    assert_memory_equal(&keys, &again, sizeof keys);
    assert_int_equal(unsetenv("CREDENTIALS_DIRECTORY"), 0);
    unlink(credential);
}

/* RFC 7693, appendix A gives BLAKE2b-512; this is BLAKE2b-256 of "abc" as b2sum -l 256 and Python's hashlib give it. */
static void hashes_are_blake2b_256(void **state)
{
    (void)state;
    char hex[65];
    seal_hash_hex("abc", 3, hex);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void a_signature_is_of_its_hash_key_and_domain(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys;
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    assert_true(seal_keys_make(t->folder, true, &t->problems));
    assert_true(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    assert_true(keys.demonstration);
    seal_hash("record", 6, hash);
    seal_sign(&keys, hash, signature);
    assert_true(seal_verify(keys.signing_public, true, hash, signature));
    assert_false(seal_verify(keys.signing_public, false, hash, signature)); /* a demonstration stays one */
    for (size_t i = 0; i < sizeof hash; i++) {
        hash[i] ^= 1;
        assert_false(seal_verify(keys.signing_public, true, hash, signature));
        hash[i] ^= 1;
    }
    for (size_t i = 0; i < sizeof signature; i++) {
        signature[i] ^= 0x10;
        assert_false(seal_verify(keys.signing_public, true, hash, signature));
        signature[i] ^= 0x10;
    }
    keys.signing_public[3] ^= 1;
    assert_false(seal_verify(keys.signing_public, true, hash, signature));
}

static void a_sealed_body_opens_only_whole_where_it_was_put(void **state)
{
    (void)state;
    const char words[] = "I walked away and breathed";
    uint8_t key[SEAL_KEY_BYTES], sealed[sizeof words + SEAL_OVERHEAD_BYTES], again[sizeof sealed];
    char out[sizeof words];
    seal_random(key, sizeof key);
    seal_close(key, "event|a|1", words, sizeof words, sealed);
    assert_true(seal_open(key, "event|a|1", sealed, sizeof sealed, out));
    assert_string_equal(out, words);
    seal_close(key, "event|a|1", words, sizeof words, again);
    assert_memory_not_equal(sealed, again, sizeof sealed); /* equal words do not look equal */

    assert_false(seal_open(key, "event|a|2", sealed, sizeof sealed, out));
    assert_false(seal_open(key, "event|a|1", sealed, sizeof sealed - 1, out));
    assert_false(seal_open(key, "event|a|1", sealed, SEAL_OVERHEAD_BYTES - 1, out));
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 0x80;
        assert_false(seal_open(key, "event|a|1", sealed, sizeof sealed, out));
        sealed[i] ^= 0x80;
    }
    key[0] ^= 1;
    assert_false(seal_open(key, "event|a|1", sealed, sizeof sealed, out));
}

static void a_pin_needs_its_pepper(void **state)
{
    struct stage *t = *state;
    struct seal_keys keys;
    char stored[SEAL_PIN_BYTES];
    assert_true(seal_keys_make(t->folder, false, &t->problems));
    assert_true(seal_keys_read(t->folder, NULL, &keys, &t->problems));
    assert_true(seal_pin_hash(&keys, "482913", stored));
    assert_memory_equal(stored, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
    assert_null(strstr(stored, "482913"));
    assert_true(seal_pin_check(&keys, "482913", stored));
    assert_false(seal_pin_check(&keys, "482914", stored));
    keys.pepper[0] ^= 1;
    assert_false(seal_pin_check(&keys, "482913", stored));
}

static void ids_are_ordered_and_of_version_7(void **state)
{
    (void)state;
    char first[37], second[37], third[37];
    seal_uuid7(1795255200000, first);
    seal_uuid7(1795255200000, second);
    seal_uuid7(1795255200001, third);
    assert_int_equal(strlen(first), 36);
    assert_int_equal(first[14], '7');
    assert_non_null(strchr("89ab", first[19]));
    assert_string_not_equal(first, second);
    assert_true(strcmp(first, third) < 0 && strcmp(second, third) < 0);
    assert_memory_equal(first, "01a1fd8c-6900-7", 15);
}

static void hex_is_exact(void **state)
{
    (void)state;
    uint8_t out[2];
    char hex[5];
    assert_true(seal_from_hex("a0ff", out, 2));
    seal_hex(out, 2, hex);
    assert_string_equal(hex, "a0ff");
    assert_false(seal_from_hex("a0f", out, 2));
    assert_false(seal_from_hex("a0ff0", out, 2));
    assert_false(seal_from_hex("a0fg", out, 2));
}

static void a_draw_stays_below_its_limit(void **state)
{
    (void)state;
    int seen = 0;
    for (int i = 0; i < 1000; i++) {
        uint32_t n = seal_random_below(3);
        assert_true(n < 3);
        seen |= 1 << n;
    }
    assert_int_equal(seen, 7);
}

#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(keys_are_made_once_and_read_back),
        T(keys_that_are_missing_open_or_changed_are_refused),
        T(a_keys_file_is_no_link),
        T(keys_come_from_a_credential_where_there_is_one),
        T(hashes_are_blake2b_256),
        T(a_signature_is_of_its_hash_key_and_domain),
        T(a_sealed_body_opens_only_whole_where_it_was_put),
        T(a_pin_needs_its_pepper),
        T(ids_are_ordered_and_of_version_7),
        T(hex_is_exact),
        T(a_draw_stays_below_its_limit),
    };
    return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
