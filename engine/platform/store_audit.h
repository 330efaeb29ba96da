#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H
/*
 * store_audit - what staff did with people's data: who, when, what, why (Data Protection Act 2018, s.62).
 *
 * Rows are only ever added, each in the transaction of what it tells of, or in one of its own before something is shown.
 * What a person does in their own sittings is not here: that is their journal. No row holds an answer, a name or a CRN:
 * the person is named by pseudonym, which means nothing once they are erased.
 *
 * hash = BLAKE2b-256 keyed with BLAKE2b-256("cairn-audit-v1") keyed with the site key, over ten fields as in a record's
 * (store.h): seq, id, at, boot_ms, boot_id, who, action, person ("" for none), detail, the previous hash. So nobody without
 * the site key can make or change a row (of rows from before a change of it: with the key of then, store_rekey.c); the daily heartbeat among the records signs the newest, so that nobody with it can
 * change yesterday's.
 */
#include "store.h"

enum audit_action {
    AUDIT_ENROL,
    AUDIT_LIST,   /* many people, or many records, at a glance */
    AUDIT_VIEW,   /* one person, or a record of theirs */
    AUDIT_EXPORT, /* what leaves the store: a file, a page, JSON */
    AUDIT_CARD,
    AUDIT_CHANGE, /* of what identifies the person, or of a setting of theirs */
    AUDIT_ASSIGN,
    AUDIT_PIN, /* a new one */
    AUDIT_UNLOCK,
    AUDIT_CONCERN, /* dealt with */
    AUDIT_RESOLVE, /* credited, or not */
    AUDIT_CORRECT, /* a record */
    AUDIT_VOID,    /* a record */
    AUDIT_ERASE,
    AUDIT_RETAIN, /* erasing by age was run */
    AUDIT_IMPORT,
    AUDIT_SIGN_IN, /* of staff */
    AUDIT_SIGN_OUT,
    AUDIT_REFUSED, /* a staff sign-in, or something that the role does not allow */
    AUDIT_STAFF,   /* an account was made, changed or closed */
    AUDIT_SITE,    /* a setting of the site */
    AUDIT_FAULT,   /* of the equipment, so that nobody is blamed for it */
    AUDIT_STORE,   /* backup, restore, epoch, keys */
    AUDIT_ACTIONS
};
const char *audit_action_name(enum audit_action action); /* "enrol" */

/* Who acts from now on: a staff id, or "command line: <user>"; copied. Until it is called, "nobody". */
void store_use_staff(struct store *s, const char *who);

/* {"name":"value",...} of pairs of texts up to a NULL name; a NULL value leaves its pair out. */
const char *audit_detail(struct arena *a, ...);
/* One row by whoever acts; `person` and `detail` (a JSON object) may be NULL. True once it is durable. */
bool store_audit_add(struct store *s, enum audit_action action, const char *person, const char *detail);

struct store_audit {
    int64_t seq;
    char id[UUID_TEXT];
    instant_ms at;
    int64_t boot_ms; /* since the machine started, by the clock that cannot be set */
    char boot_id[UUID_TEXT];
    const char *who, *action, *detail;
    char person[UUID_TEXT]; /* "" for none */
};
/* Oldest first; `person` NULL: all. -1 when the store cannot be read. */
int store_audits(struct store *s, struct arena *a, const char *person, struct store_audit **out);
/* Every row and link; false with the first bad row named in `problems`. */
bool store_audit_verify(struct store *s, int *count_out, struct problems *problems);

#endif
