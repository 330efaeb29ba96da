#ifndef EXPORT_H
#define EXPORT_H
/*
 * export - records in the shapes that other systems read: bytes out of records, nothing else.
 *
 * Free text that a person wrote is in no record, and so in no export; a person is named by pseudonym except in the two
 * shapes of probation, which go by CRN (contact) or by what staff type in (course-completion). Shapes and rules:
 * RFC 4180 (csv); xAPI 1.0.3; cmi5 1.0; NewContact of hmpps-delius-api (contact); EducationCourseCompletionRequest of
 * hmpps-integration-api (course-completion). What is exported again is the same bytes, and statements have the same ids.
 */
#include "credit.h"

struct export_person {
    const char *crn;              /* or NULL */
    const struct record *records; /* of this one person */
    int record_count;
    struct credits credits;       /* of these */
    const struct record_change *changes; /* what staff said of them later: voids are told to who keeps statements */
    int change_count;
};

/* What the place that reads it wants to know and no record says; every one may be NULL. */
struct export_place {
    const char *day;       /* what a day is called here: "RAR day" */
    const char *home_page; /* of accounts and activities: "https://example.org/cairn" */
    const char *type, *provider, *team, *staff, *office; /* nDelius codes of a contact */
    const char *first_name, *last_name, *born, *region, *pdu, *delivery_office, *email; /* course-completion */
};

/* A line a record, after one of headings; lines end in CR LF; what a spreadsheet would take for a formula begins with '. */
void export_csv(const struct export_person *people, int count, struct buffer *out);
/* {"records":[{"record":{...},"days":[...]}]}: the signed body as it was signed, and the days that come of it. */
void export_json(const struct export_person *people, int count, struct buffer *out);
/* One `completed` a registration (the attempt), whatever happens: its id is made of the registration. Where staff took every
 * record of a registration back, a `voided` of that statement instead. No `passed` or `failed`: a session has no pass mark (its
 * quiz asks for another go, and is finished whatever it came to), and that somebody failed is never worked out. */
void export_xapi(const struct export_person *people, int count, const struct export_place *place, struct buffer *out);
/* The sessions too: launched, initialized, completed in the last one, terminated; a session is a sitting at a module. */
void export_cmi5(const struct export_person *people, int count, const struct export_place *place, struct buffer *out);
/* A contact for each day that is proposed or credited. The outcome is ATTC: that somebody failed is never worked out. */
void export_contact(const struct export_person *people, int count, const struct export_place *place,
                    struct buffer *out);
void export_course_completion(const struct export_person *people, int count, const struct export_place *place,
                              struct buffer *out);

#endif
