#define _XOPEN_SOURCE 700 /* mkdtemp */
/* A QR code is read by a reader that is not ours; and what it says on a receipt proves what it should. */
#include "cmocka_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qr.h"
#include "receipt.h"

#define SCALE 4

/* The parts as a picture, with its quiet zone. */
static void draw(struct arena *a, const struct document_square *square, const char *path)
{
    int side = (square->size + 2 * QR_QUIET) * SCALE;
    unsigned char *pixel = arena_alloc(a, (size_t)(side * side));
    memset(pixel, 255, (size_t)(side * side));
    struct qr_part *part;
    for (int i = 0, count = qr_parts(a, square, &part); i < count; i++)
        for (int y = 0; y < part[i].h * SCALE; y++)
            for (int x = 0; x < part[i].w * SCALE; x++)
                pixel[((part[i].y + QR_QUIET) * SCALE + y) * side + (part[i].x + QR_QUIET) * SCALE + x] = 0;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P5\n%d %d\n255\n", side, side);
    assert_int_equal(fwrite(pixel, 1, (size_t)(side * side), file), side * side);
    fclose(file);
}

static const char *scanned(struct arena *a, const char *path)
{
    char *text = arena_alloc(a, 4096);
    FILE *pipe = popen(arena_printf(a, "zbarimg --quiet --raw '%s' 2>/dev/null", path), "r");
    assert_non_null(pipe);
    size_t size = fread(text, 1, 4095, pipe);
    assert_int_equal(pclose(pipe), 0);
    while (size && text[size - 1] == '\n')
        text[--size] = '\0';
    return text;
}

static void is_read(const char *text)
{
    char path[] = "/tmp/cairn-qr-XXXXXX";
    struct document_square square;
    struct arena a;
    arena_init(&a);
    close(mkstemp(path));
    assert_true(qr_make(&a, text, &square));
    assert_int_equal(strlen(square.modules), square.size * square.size);
    draw(&a, &square, path);
    assert_string_equal(scanned(&a, path), text);
    remove(path);
    arena_release(&a);
}

static void test_is_read(void **state)
{
    (void)state;
    is_read("YG8-3JC-XMJ");
    is_read("Small letters, too");
    is_read("CAIRN2:0123456789ABCDEF:019500000000700080000000000000000:"
            "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF");
}

/* Every dark module once, no light one. */
static void test_parts(void **state)
{
    (void)state;
    struct arena a;
    struct document_square square;
    struct qr_part *part;
    arena_init(&a);
    assert_true(qr_make(&a, "CAIRN", &square));
    int *times = ARENA_ARRAY(&a, int, square.size *square.size), count = qr_parts(&a, &square, &part), dark = 0;
    for (int i = 0; i < count; i++)
        for (int y = part[i].y; y < part[i].y + part[i].h; y++)
            for (int x = part[i].x; x < part[i].x + part[i].w; x++)
                times[y * square.size + x]++;
    for (int i = 0; i < square.size * square.size; i++) {
        assert_int_equal(times[i], square.modules[i] == '1');
        dark += times[i];
    }
    assert_true(count < dark / 2);
    arena_release(&a);
}

static void test_too_long(void **state)
{
    (void)state;
    struct arena a;
    struct document_square square;
    arena_init(&a);
    char *text = arena_alloc(&a, 5001);
    memset(text, 'x', 5000);
    assert_false(qr_make(&a, text, &square));
    assert_false(qr_make(&a, "d\xC5\xB5r", &square));
    arena_release(&a);
}

/* --- receipts ---------------------------------------------------------------------------------------------------- */

struct receipts {
    struct arena arena;
    struct problems problems;
    struct seal_keys keys;
    struct store_record record;
    char folder[32];
};

#define PERSON "0190b8e2-0000-7000-8000-00000000000a"

static void body_write(struct receipts *r, const char *terminal)
{
    struct record record = {.id = r->record.id,
                            .person = PERSON,
                            .attempt = "0190b8e2-0000-7000-8000-00000000000b",
                            .programme = "thinking-skills",
                            .module = "stop-and-think",
                            .version = "1",
                            .content_hash = "00",
                            .setting = "community",
                            .language = "en",
                            .start = 1772445600000,
                            .end = 1772448000000, /* 2 March 2026 */
                            .active_ms = 1559999,
                            .activity = "activity",
                            .terminal = terminal,
                            .site = "SITE-01"};
    struct buffer body;
    buffer_init(&body, &r->arena);
    record_write(&record, &body);
    r->record.body = buffer_text(&body);
    r->record.body_size = body.length;
}

static void begin(struct receipts *r, bool demonstration)
{
    *r = (struct receipts){.folder = "/tmp/cairn-qr-XXXXXX"};
    arena_init(&r->arena);
    problems_init(&r->problems, &r->arena);
    assert_true(seal_start());
    assert_non_null(mkdtemp(r->folder));
    const char *keys = arena_printf(&r->arena, "%s/keys", r->folder);
    assert_true(seal_keys_make(keys, demonstration, &r->problems) &&
                seal_keys_read(keys, NULL, &r->keys, &r->problems));
    uint8_t hash[SEAL_HASH_BYTES];
    seal_uuid7(1772445600000, r->record.id);
    seal_hash("a record", 8, hash);
    seal_hex(hash, sizeof hash, r->record.hash_hex);
    r->record.seq = 1234;
    body_write(r, "Terminal 1: hall");
}

static void finish(struct receipts *r)
{
    assert_int_equal(system(arena_printf(&r->arena, "rm -r '%s'", r->folder)), 0);
    arena_release(&r->arena);
}

static void test_receipt(void **state)
{
    (void)state;
    for (int demonstration = 0; demonstration < 2; demonstration++) {
        struct receipts r;
        struct receipt read;
        char hash[2 * SEAL_HASH_BYTES + 1];
        begin(&r, demonstration);
        const char *text = receipt_write(&r.arena, &r.keys, &r.record);
        is_read(text);
        assert_true(receipt_read(text, &read));
        assert_int_equal(read.demonstration, demonstration);
        assert_string_equal(read.id, r.record.id);
        assert_string_equal(read.key_id, r.keys.key_id);
        assert_string_equal(read.terminal, "TERMINAL 1: HALL");
        assert_int_equal(read.seq, 1234);
        assert_string_equal(read.person, PERSON);
        assert_string_equal(read.module, "thinking-skills/stop-and-think");
        assert_true(read.date.year == 2026 && read.date.month == 3 && read.date.day == 2);
        assert_int_equal(read.minutes, 25);
        seal_hex(read.hash, sizeof read.hash, hash);
        assert_string_equal(hash, r.record.hash_hex);
        assert_true(receipt_verify(&read, r.keys.signing_public));
        read.demonstration = !read.demonstration; /* a demonstration never counts, nor the other way round */
        assert_false(receipt_verify(&read, r.keys.signing_public));
        struct receipts other;
        begin(&other, demonstration);
        assert_true(receipt_read(text, &read));
        assert_false(receipt_verify(&read, other.keys.signing_public));
        finish(&other);
        finish(&r);
    }
}

/* Any letter of it changed, the key's name among them: it is no receipt, or it does not verify. */
static void test_receipt_changed(void **state)
{
    (void)state;
    struct receipts r;
    struct receipt read;
    begin(&r, false);
    const char *text = receipt_write(&r.arena, &r.keys, &r.record);
    for (size_t i = 0; i < strlen(text); i++) {
        char *changed = arena_strdup(&r.arena, text);
        changed[i] = changed[i] == '0' ? '1' : '0';
        bool good = receipt_read(changed, &read) && receipt_verify(&read, r.keys.signing_public);
        assert_false(good);
        changed[i] = '\0';
        assert_false(receipt_read(changed, &read));
    }
    assert_false(receipt_read(arena_printf(&r.arena, "%sA", text), &read));
    assert_false(receipt_read(arena_printf(&r.arena, "%s:", text), &read));
    assert_true(receipt_read(arena_printf(&r.arena, "%s\n", text), &read));
    assert_false(receipt_read("", &read));
    assert_false(receipt_read("CAIRN2", &read));
    body_write(&r, arena_printf(&r.arena, "%200s", "x"));
    assert_null(receipt_write(&r.arena, &r.keys, &r.record)); /* no name is cut short */
    body_write(&r, "");
    assert_null(receipt_write(&r.arena, &r.keys, &r.record));
    finish(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_is_read), cmocka_unit_test(test_parts),
                                       cmocka_unit_test(test_too_long), cmocka_unit_test(test_receipt),
                                       cmocka_unit_test(test_receipt_changed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
