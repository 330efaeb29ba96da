#ifndef STORE_STAFF_H
#define STORE_STAFF_H
/*
 * store_staff - the people who work here: their accounts, what each role may do, and what needs two of them.
 *
 * A member of staff signs in with a name and a PIN of eight or more digits, or a passphrase. Tries are counted as those of
 * the people they look after: committed before the PIN is looked at, with waits, and locked at ten. Every change here
 * leaves an audit event. An account that was removed keeps its name for what it did.
 */
#include "store.h"

enum staff_role { STAFF_SITE, STAFF_PRACTITIONER, STAFF_ADMINISTRATOR, STAFF_ROLES };

const char *staff_role_name(enum staff_role role); /* "site-staff", "practitioner", "administrator" */
bool staff_role_from_name(const char *name, enum staff_role *out);

enum staff_may {
    MAY_SEE_TODAY,    /* sittings and concerns of today: who, where, when; never what was answered */
    MAY_SEE_PEOPLE,   /* the list, and one person's page */
    MAY_ENROL,
    MAY_GIVE_CARD,    /* print a card, give a new PIN, unlock */
    MAY_ASSIGN,       /* programmes and requirement details */
    MAY_RESOLVE,      /* activity days: credited, not credited */
    MAY_CORRECT,      /* a CRN that was typed wrong */
    MAY_CERTIFY,      /* give out again that somebody finished a programme */
    MAY_NOTE_FAULT,   /* of the equipment */
    MAY_CHECK,        /* readiness */
    MAY_KEEP_STAFF,   /* other accounts */
    MAY_ASK_TWO,      /* to ask for, or confirm, what needs two people */
    STAFF_MAYS
};
/* Site staff look after the room: who is here, cards, faults. A practitioner decides about orders as well. An
 * administrator keeps accounts and the machine, and decides about nobody's days. */
bool staff_may(enum staff_role role, enum staff_may act);

#define STAFF_NAME 41 /* characters of "a.officer" and NUL */

struct store_staff {
    char id[UUID_TEXT];
    char name[STAFF_NAME];
    enum staff_role role;
    bool locked; /* too many wrong tries: another member of staff gives a new PIN */
};

#define STAFF_PIN         9   /* 8 drawn digits and NUL */
#define STAFF_SECRET_MAX  128 /* bytes of a passphrase */
#define STAFF_PHRASE_LEAST 12

/* NULL when it may be used: at least eight digits that are no run or repeat, or twelve characters; otherwise why not. */
const char *staff_secret_fault(const char *secret);

/* Done by whoever acts (store_use_staff). `secret` NULL: eight digits are drawn into
 * `pin_out` (STAFF_PIN), which are kept only hashed; otherwise `pin_out` may be NULL. */
bool store_staff_add(struct store *s, const char *name, enum staff_role role, const char *secret,
                     instant_ms now, struct store_staff *out, char *pin_out, struct problems *problems);
bool store_staff_new_pin(struct store *s, const char *id, const char *secret, char *pin_out,
                         struct problems *problems); /* unlocks too */
/* The last administrator can neither be removed nor become something else: nobody could keep accounts then. */
bool store_staff_set_role(struct store *s, const char *id, enum staff_role role, struct problems *problems);
bool store_staff_remove(struct store *s, const char *id, instant_ms now, struct problems *problems);
bool store_staff_by_name(struct store *s, const char *name, struct store_staff *out); /* case does not matter */
bool store_staff_by_id(struct store *s, const char *id, struct store_staff *out);     /* also who was removed */
int store_staff_list(struct store *s, struct arena *a, struct store_staff **out);     /* by name; -1: broken */

/* As store_sign_in; who signed in acts from then on. A name nobody has costs the same time and gives the same answers. */
enum sign_in store_staff_sign_in(struct store *s, const char *name, const char *secret, instant_ms now,
                                 struct store_staff *out, int *wait_s_out, int *left_out);

/* --- what needs two people ----------------------------------------------------------------------------------------- */

/* One asks, another confirms, within a day; only then is it done. */
#define PENDING_DAY_MS ((int64_t)24 * 3600 * 1000)

struct store_pending {
    char id[UUID_TEXT];
    const char *act;   /* "erase", "key-change" */
    const char *about; /* id of the person, or "" */
    char asked_by[UUID_TEXT];
    instant_ms asked_at;
};
/* The same act asked again while it is open is the same request. */
bool store_pending_ask(struct store *s, const char *by, const char *act, const char *about, instant_ms now,
                       char id_out[UUID_TEXT], struct problems *problems);
int store_pending(struct store *s, struct arena *a, instant_ms now, struct store_pending **out); /* open ones, oldest first */
/* Refuses who asked. True: it is confirmed, once, and the caller does it now. */
bool store_pending_confirm(struct store *s, const char *by, const char *id, instant_ms now, struct problems *problems);
bool store_pending_withdraw(struct store *s, const char *id, instant_ms now);

#endif
