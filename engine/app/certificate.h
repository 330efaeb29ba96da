#ifndef CERTIFICATE_H
#define CERTIFICATE_H
/*
 * certificate - that a person has finished all of a programme: out of the store, and as a paper.
 *
 * It rests on records that stand (finished.h). The paper names the programme as others may see it, the day and a code, and
 * nothing that was answered or done. The person takes it, and staff can give it out again: the kiosk and `cairn people
 * certificate` make the same one. Whoever gives it out for somebody has noted it on the audit before.
 */
#include "document.h"
#include "library.h"
#include "record.h"
#include "store.h"

struct certificate {
    const struct programme *programme;
    char record[UUID_TEXT];  /* with which it was finished */
    char code[RECORD_CODE];  /* of that record: staff find it by this */
    struct local_date date;  /* of that record */
};

/* False when there is none, and when the store cannot be read (it is broken then); `out` is not touched. */
bool certificate_of(struct store *s, const struct programme *p, const char *person, instant_ms now,
                    struct certificate *out);
/* All that the person has, in the order of their programmes' ids; -1 when the store cannot be read. */
int certificates_of(struct store *s, struct library *l, struct arena *a, const char *person, instant_ms now,
                    struct certificate **out);
/* `request` says language and interface; what else is said of it is not looked at. Never NULL. */
struct document *certificate_paper(struct arena *a, struct store *s, const struct certificate *c,
                                   const struct document_request *request);

#endif
