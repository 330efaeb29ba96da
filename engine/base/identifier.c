#include "identifier.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

#define TYPED_MAX         16 /* longest that can be any of them, and some */
#define PNC_SERIAL_DIGITS 7
#define PNC_LONG          12 /* year of four digits, serial of seven, letter: without the stroke */

static bool is_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Without spaces, in capitals. False when it is longer than any of them. */
static bool tidy(const char *typed, char out[TYPED_MAX])
{
    size_t length = 0;
    for (const char *c = typed ? typed : ""; *c; c++) {
        if (*c == ' ')
            continue;
        if (length == TYPED_MAX - 1)
            return false;
        out[length++] = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    out[length] = '\0';
    return true;
}

/* `shape`: A for a letter, 9 for a digit. */
static bool has_shape(const char *text, const char *shape)
{
    if (strlen(text) != strlen(shape))
        return false;
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'A' ? !is_capital(text[i]) : !is_digits(text + i, 1))
            return false;
    return true;
}

bool crn_is_valid(const char *crn)
{
    return crn && has_shape(crn, "A999999");
}

enum identifier_fault crn_read(const char *typed, char out[CRN_TEXT])
{
    char text[TYPED_MAX];
    out[0] = '\0';
    if (!tidy(typed, text) || !crn_is_valid(text))
        return IDENTIFIER_CRN_FORM;
    memcpy(out, text, CRN_TEXT);
    return IDENTIFIER_GOOD;
}

enum identifier_fault prison_number_read(const char *typed, char out[PRISON_NUMBER_TEXT])
{
    char text[TYPED_MAX];
    out[0] = '\0';
    if (!tidy(typed, text) || !has_shape(text, "A9999AA"))
        return IDENTIFIER_PRISON_NUMBER_FORM;
    memcpy(out, text, PRISON_NUMBER_TEXT);
    return IDENTIFIER_GOOD;
}

enum identifier_fault pnc_read(const char *typed, int year_now, char out[PNC_TEXT])
{
    static const char letters[] = "ZABCDEFGHJKLMNPQRTUVWXY"; /* 23: without I, O and S */
    char text[TYPED_MAX];
    out[0] = '\0';
    if (!tidy(typed, text))
        return IDENTIFIER_PNC_FORM;
    const char *stroke = strchr(text, '/');
    size_t length = strlen(text);
    size_t year_digits = stroke ? (size_t)(stroke - text) : length == PNC_LONG ? 4 : 2;
    const char *serial = text + year_digits + (stroke ? 1 : 0);
    if ((year_digits != 2 && year_digits != 4) || length < year_digits + 2 || !is_digits(text, year_digits))
        return IDENTIFIER_PNC_FORM;
    size_t serial_digits = strlen(serial) ? strlen(serial) - 1 : 0;
    if (serial_digits < 1 || serial_digits > PNC_SERIAL_DIGITS || !is_digits(serial, serial_digits) ||
        !is_capital(serial[serial_digits]))
        return IDENTIFIER_PNC_FORM;
    long number = strtol(serial, NULL, 10), year = strtol(text, NULL, 10); /* both stop at what is no digit */
    if (!stroke) {
        char digits[5] = {0};
        memcpy(digits, text, year_digits);
        year = strtol(digits, NULL, 10);
    }
    if (year_digits == 2)
        year += year <= year_now % 100 ? year_now - year_now % 100 : year_now - year_now % 100 - 100;
    long checked = year % 100 * 10000000 + number;
    if (letters[checked % 23] != serial[serial_digits])
        return IDENTIFIER_PNC_LETTER;
    snprintf(out, PNC_TEXT, "%04u/%07u%c", (unsigned)year % 10000, (unsigned)number % 10000000, serial[serial_digits]);
    return IDENTIFIER_GOOD;
}

const char *identifier_words(enum identifier_fault fault)
{
    static const char *const words[] = {
        [IDENTIFIER_CRN_FORM] = WORDS("A CRN is a letter and six numbers, as X123456."),
        [IDENTIFIER_PRISON_NUMBER_FORM] =
            WORDS("A prison number is a letter, four numbers and two letters, as A1234BC."),
        [IDENTIFIER_PNC_FORM] = WORDS("A PNC is a year, a stroke, up to seven numbers and a letter, as 2002/0073319Z."),
        [IDENTIFIER_PNC_LETTER] = WORDS("The last letter of the PNC does not go with its numbers. Check each of them."),
    };
    static_assert(sizeof words / sizeof words[0] == IDENTIFIER_FAULTS, "every fault has words");
    return fault > IDENTIFIER_GOOD && fault < IDENTIFIER_FAULTS ? words[fault] : NULL;
}
