#ifndef IDENTIFIER_H
#define IDENTIFIER_H
/*
 * identifier - the numbers by which the services know a person: CRN, prison number, PNC.
 *
 * Reading takes what a hand types (small letters, spaces round it, a PNC in any of its forms) and gives the one form
 * that is kept and compared. Rules and check letter as in the services' own software (hmpps-person-record's
 * PNCIdentifier, manage-a-supervision's isValidCrn). Pure: the year that tells 19yy from 20yy is handed in.
 */
#include <stdbool.h>

enum identifier_fault {
    IDENTIFIER_GOOD,
    IDENTIFIER_CRN_FORM,           /* not a letter and six digits */
    IDENTIFIER_PRISON_NUMBER_FORM, /* not A1234BC */
    IDENTIFIER_PNC_FORM,           /* not a year, up to seven digits and a letter */
    IDENTIFIER_PNC_LETTER,         /* the check letter does not go with the digits: a slip of the hand */
    IDENTIFIER_FAULTS
};

#define CRN_TEXT           8  /* "X123456" and NUL */
#define PRISON_NUMBER_TEXT 8  /* "A1234BC" and NUL */
#define PNC_TEXT           14 /* "2002/0073319Z" and NUL */

/* `out` is "" unless the answer is IDENTIFIER_GOOD. NULL is a fault of form. */
enum identifier_fault crn_read(const char *typed, char out[CRN_TEXT]);
enum identifier_fault prison_number_read(const char *typed, char out[PRISON_NUMBER_TEXT]);
/* "02/73319Z", "0273319Z" and "20020073319Z" are all 2002/0073319Z. Two digits of a year up to that of `year_now` are of
 * this century, others of the last. */
enum identifier_fault pnc_read(const char *typed, int year_now, char out[PNC_TEXT]);

bool crn_is_valid(const char *crn); /* in its kept form */

/* What is wrong, in words for staff, with a good one as an example; English. NULL for IDENTIFIER_GOOD. */
const char *identifier_words(enum identifier_fault fault);

#endif
