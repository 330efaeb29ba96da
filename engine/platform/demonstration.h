#ifndef DEMONSTRATION_H
#define DEMONSTRATION_H
/*
 * demonstration - the one made-up person of a demonstration store.
 *
 * Code and PIN are printed in the manual, so they exist only where the keys say "demonstration": whatever is signed
 * there is signed under another name. Sign-in treats the person like anyone.
 */
#include "store.h"

#define DEMONSTRATION_CRN          "X000001"
#define DEMONSTRATION_CODE         "10000004" /* a valid one: the last is the check digit */
#define DEMONSTRATION_PIN          "271828"
#define DEMONSTRATION_MODULE       "thinking-skills" /* the whole programme */
#define DEMONSTRATION_REQUIREMENT  "demo-requirement"
#define DEMONSTRATION_MAXIMUM_DAYS 10

/* Adds the person and the assignment; refuses in a store that is not a demonstration. */
bool demonstration_person_add(struct store *s, instant_ms now, struct store_person *out, struct problems *problems);
/* The CRN or the code of that person, where the store is for real people: nobody's, whoever types it. */
bool store_is_nobodys(const struct store *s, const char *crn_or_code);

#endif
