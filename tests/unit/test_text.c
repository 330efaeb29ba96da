#include "cmocka_unit.h"

#include <string.h>

#include "text.h"

static void a_buffer_grows_and_stays_terminated(void **state)
{
    (void)state;
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    assert_string_equal(buffer_text(&b), "");
    for (int i = 0; i < 1000; i++)
        buffer_addf(&b, "%d,", i);
    buffer_add(&b, "\0x", 2);
    buffer_adds(&b, "end");
    assert_int_equal(b.length, 3890 + 5);
    assert_memory_equal(b.text + 3890, "\0xend", 6);
    assert_true(text_starts_with(b.text, "0,1,2,"));
    arena_release(&a);
}

static void utf8_is_read_strictly(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size; /* of the first character; 0: not UTF-8 */
        uint32_t character;
    } rows[] = {
        {"a", 1, 'a'},
        {"\xC2\x80", 2, 0x80},
        {"\xC5\xB5", 2, 0x175}, /* Welsh w with circumflex */
        {"\xE0\xA0\x80", 3, 0x800},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\xC0\xAF", 0, 0},         /* overlong */
        {"\xC1\xBF", 0, 0},         /* overlong */
        {"\xE0\x9F\xBF", 0, 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0, 0}, /* overlong */
        {"\xED\xA0\x80", 0, 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 0, 0}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 0, 0},
        {"\xFF\xFE", 0, 0},
        {"\x80", 0, 0},
        {"\xC5", 0, 0}, /* cut short */
        {"\xE2\x82", 0, 0},
        {"\xC5x", 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t character = 0;
        char back[4];
        assert_int_equal(utf8_decode(rows[i].bytes, strlen(rows[i].bytes), &character), rows[i].size);
        assert_int_equal(character, rows[i].character);
        assert_int_equal(utf8_is_valid(rows[i].bytes, strlen(rows[i].bytes)), rows[i].size != 0);
        if (rows[i].size) {
            assert_int_equal(utf8_encode(character, back), rows[i].size);
            assert_memory_equal(back, rows[i].bytes, rows[i].size);
        }
    }
    assert_int_equal(utf8_count("d\xC5\xB5r \xF0\x9F\x98\x80", 8), 5);
    assert_int_equal(utf8_decode("", 0, NULL), 0);
}

static void distance_counts_edits(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int distance;
    } rows[] = {
        {"", "", 0},          {"", "abc", 3},     {"scale", "scale", 0}, {"scael", "scale", 1}, {"chioce", "choice", 1},
        {"heat", "heats", 1}, {"heat", "eat", 1}, {"heat", "hoot", 2},   {"abc", "xyz", 3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(text_distance(rows[i].a, rows[i].b), rows[i].distance);
        assert_int_equal(text_distance(rows[i].b, rows[i].a), rows[i].distance);
    }
}

static void the_nearest_name_is_found_and_no_far_one(void **state)
{
    (void)state;
    static const char *const names[] = {"choice", "scale", "when", "ask"};
    assert_string_equal(text_nearest("chioce", names, 4), "choice");
    assert_string_equal(text_nearest("aks", names, 4), "ask");
    assert_string_equal(text_nearest("wehn", names, 4), "when");
    assert_null(text_nearest("breathe", names, 4));
    assert_null(text_nearest("x", names, 4));
    assert_null(text_nearest("", names, 4));
    assert_null(text_nearest("scale", names, 0));
}

static void small_questions(void **state)
{
    (void)state;
    assert_true(text_is(NULL, NULL));
    assert_false(text_is(NULL, ""));
    assert_false(text_is("a", NULL));
    assert_true(text_is("a", "a"));
    assert_true(text_is_empty(NULL));
    assert_true(text_is_empty(" \t\n"));
    assert_false(text_is_empty(" a"));
    assert_false(text_starts_with("a", "ab"));
    assert_true(text_ends_a_sentence("He laughed."));
    assert_false(text_ends_a_sentence("He laughed"));
    assert_false(text_ends_a_sentence(""));
    assert_false(text_ends_a_sentence(NULL));
}

static void a_capital_has_its_small_letter(void **state)
{
    (void)state;
    assert_int_equal(letter_small('Q'), 'q');
    assert_int_equal(letter_small(0x174), 0x175);   /* Ŵ */
    assert_int_equal(letter_small(0x178), 0xFF);    /* Ÿ */
    assert_int_equal(letter_small(0x1EF2), 0x1EF3); /* Ỳ */
    assert_int_equal(letter_small(0x416), 0x436);   /* Ж */
    assert_int_equal(letter_small('q'), 'q');
    assert_int_equal(letter_small(0xD7), 0xD7); /* the sign of times stands among the capitals */
    assert_int_equal(letter_small(0x130), 0x130);
    assert_true(letter_is_small('q') && letter_is_small(0x175) && letter_is_small(0xFF));
    assert_false(letter_is_small('Q') || letter_is_small(0x174) || letter_is_small(0xF7) || letter_is_small(' '));
    assert_false(letter_is_small(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_and_stays_terminated),
        cmocka_unit_test(utf8_is_read_strictly),
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(the_nearest_name_is_found_and_no_far_one),
        cmocka_unit_test(small_questions),
        cmocka_unit_test(a_capital_has_its_small_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
