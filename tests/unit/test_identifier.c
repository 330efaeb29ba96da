/* Identifiers: the vectors are those of hmpps-person-record's PNCIdentifierTest. */
#include "cmocka_unit.h"
#include <string.h>

#include "identifier.h"

#define YEAR 2026

static void a_pnc_in_any_form_is_kept_in_one(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        {"81/34U", "1981/0000034U"},        {"02/73319Z", "2002/0073319Z"},       {"0273319Z", "2002/0073319Z"},
        {"00/223R", "2000/0000223R"},       {"79/163001B", "1979/0163001B"},      {"79163001B", "1979/0163001B"},
        {"033Y", "2003/0000003Y"},          {"67/9893091D", "1967/9893091D"},     {"20020073319Z", "2002/0073319Z"},
        {"2002/0073319Z", "2002/0073319Z"}, {" 02/73319z ", "2002/0073319Z"},     {"2002/73319Z", "2002/0073319Z"},
        {"1981/34U", "1981/0000034U"},      {"2002 / 0073319 Z", "2002/0073319Z"}};
    char out[PNC_TEXT];
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_int_equal(pnc_read(good[i][0], YEAR, out), IDENTIFIER_GOOD);
        assert_string_equal(out, good[i][1]);
    }
}

static void a_slip_in_a_pnc_shows_in_its_letter(void **state)
{
    (void)state;
    static const char *const bad[] = {"20030011985Z", "20120052494O", "20230583843N", "2001/0171310S", "02/73391Z"};
    char out[PNC_TEXT];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(pnc_read(bad[i], YEAR, out), IDENTIFIER_PNC_LETTER);
        assert_string_equal(out, "");
    }
}

static void what_is_no_pnc_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"1X23/1234567A",
                                      "1923[1234567A",
                                      "1923/1Z34567A",
                                      "1923/1234567AA",
                                      "",
                                      "02/Z",
                                      "/73319Z",
                                      "002/73319Z",
                                      "02/73319",
                                      "02//73319Z",
                                      "Z",
                                      "02",
                                      "02/12345678Z",
                                      "0273319é",
                                      "2002/0073319ZZZZZZZZZZ"};
    char out[PNC_TEXT];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (pnc_read(bad[i], YEAR, out) != IDENTIFIER_PNC_FORM)
            fail_msg("%s was taken", bad[i]);
    assert_int_equal(pnc_read(NULL, YEAR, out), IDENTIFIER_PNC_FORM);
}

static void two_digits_of_a_year_are_never_in_the_future(void **state)
{
    (void)state;
    char out[PNC_TEXT];
    assert_int_equal(pnc_read("02/73319Z", 2001, out), IDENTIFIER_GOOD);
    assert_string_equal(out, "1902/0073319Z");
    assert_int_equal(pnc_read("02/73319Z", 2002, out), IDENTIFIER_GOOD);
    assert_string_equal(out, "2002/0073319Z");
}

static void a_crn_is_a_letter_and_six_digits(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "X12345", "X1234567", "XX12345", "1123456", "X12345A", "x-123456", "É12345"};
    char out[CRN_TEXT];
    assert_int_equal(crn_read(" x000001 ", out), IDENTIFIER_GOOD);
    assert_string_equal(out, "X000001");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(crn_read(bad[i], out), IDENTIFIER_CRN_FORM);
        assert_string_equal(out, "");
    }
    assert_int_equal(crn_read(NULL, out), IDENTIFIER_CRN_FORM);
    assert_true(crn_is_valid("X000001"));
    assert_false(crn_is_valid("x000001"));
    assert_false(crn_is_valid(NULL));
}

static void a_prison_number_has_its_shape(void **state)
{
    (void)state;
    char out[PRISON_NUMBER_TEXT];
    assert_int_equal(prison_number_read("a1234bc", out), IDENTIFIER_GOOD);
    assert_string_equal(out, "A1234BC");
    assert_int_equal(prison_number_read("A1234B", out), IDENTIFIER_PRISON_NUMBER_FORM);
    assert_int_equal(prison_number_read("AB1234C", out), IDENTIFIER_PRISON_NUMBER_FORM);
    assert_int_equal(prison_number_read(NULL, out), IDENTIFIER_PRISON_NUMBER_FORM);
}

static void every_fault_has_words(void **state)
{
    (void)state;
    assert_null(identifier_words(IDENTIFIER_GOOD));
    for (int i = IDENTIFIER_GOOD + 1; i < IDENTIFIER_FAULTS; i++)
        assert_non_null(identifier_words((enum identifier_fault)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pnc_in_any_form_is_kept_in_one),
        cmocka_unit_test(a_slip_in_a_pnc_shows_in_its_letter),
        cmocka_unit_test(what_is_no_pnc_is_refused),
        cmocka_unit_test(two_digits_of_a_year_are_never_in_the_future),
        cmocka_unit_test(a_crn_is_a_letter_and_six_digits),
        cmocka_unit_test(a_prison_number_has_its_shape),
        cmocka_unit_test(every_fault_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
