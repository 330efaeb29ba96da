#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H
/*
 * store_internal - what the files of `store` share: the connection, statements, transactions, people's keys.
 *
 * Included by store*.c only. The rule of every function here: an answer of SQLite that was not expected breaks the
 * store.
 */
#include <sqlite3.h>
#include "json.h"
#include "store.h"
#include "store_audit.h"

/* The audit's key of before a change of the site key: of rows up to `until`. */
struct past_audit {
    int64_t until;
    uint8_t key[SEAL_KEY_BYTES];
};

#define STATEMENTS_KEPT 64

struct store {
    sqlite3 *db;
    sqlite3_stmt *kept[STATEMENTS_KEPT]; /* prepared, and not in use */
    int kept_count;
    int lock_file;
    bool broken;
    char epoch[UUID_TEXT];          /* the newest; part of every record's hash */
    char boot_id[UUID_TEXT];        /* of the machine's start; "" when the system does not say */
    char dummy_pin[SEAL_PIN_BYTES]; /* hash of a PIN nobody knows: what an unknown code is checked against */
    const char *folder;
    const char *who; /* acts now (store_use_staff), NULL for nobody */
    struct site site;
    struct seal_keys keys;
    struct past_audit *past; /* oldest first */
    int past_count;
    struct clock clock;
    bool has_clock;
    struct arena arena; /* of folder and site; as old as the store */
};

#define STORE_PATH_MAX 4096
#define ABOUT_MAX      160 /* "draft|", a uuid and two hashes in hex */

#define STORE_APPLICATION_ID 0x4361726e /* "Carn" */
int store_version(void); /* of a store made now: its PRAGMA user_version */
/* One step of the tables, from version - 1 to `version`, inside a transaction of the caller's. */
bool store_step(struct store *s, int version);

/* Reads site.json into s->site, and notes in the audit what changed. False with the problems. */
bool site_open(struct store *s, struct problems *problems);
/* Stores up to version 6 kept their settings in a table: into site.json, before the step that drops it. */
bool site_move(struct store *s, struct problems *problems);
#define STEP_SITE 7

/* Opens and sets up s->db: every setting is read back. */
bool connection_open(struct store *s, const char *path, struct problems *problems);

/* `types` has a letter for each parameter: t const char * (NULL is null), i int64_t, b const void * and size_t. */
sqlite3_stmt *store_query(struct store *s, const char *sql, const char *types, ...); /* NULL: broken */
bool store_row(struct store *s, sqlite3_stmt *st); /* the next row; false after the last, or broken */
void store_query_end(struct store *s, sqlite3_stmt *st); /* of each that store_query gave; NULL too */
void store_queries_forget(struct store *s);              /* before the connection closes */
bool store_write(struct store *s, const char *sql, const char *types, ...);

bool store_begin(struct store *s);
/* COMMIT when `ok`, else ROLLBACK; true only after a COMMIT that returned SQLITE_OK. */
bool store_end(struct store *s, bool ok);

char *column_text(sqlite3_stmt *st, int column, struct arena *a); /* NULL for null */
void column_copy(sqlite3_stmt *st, int column, char *out, size_t room);

/* The key under which the person's words are closed; wipe it. False when there is no such person or it does not open.
 */
bool person_key(struct store *s, const char *person, uint8_t key[SEAL_KEY_BYTES]);
/* Closes or opens a body under `about`; opened text is NUL-terminated, without the padding. NULL when it does not open.
 */
uint8_t *body_close(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about, const char *text,
                    size_t length, size_t *size_out);
char *body_open(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about, sqlite3_stmt *st, int column);

/* A person with this code and PIN; both must be free of doubt already. */
bool person_insert(struct store *s, const char *crn, const char *code, const char *pin, instant_ms now,
                   struct store_person *out, struct problems *problems);
/* The same in a transaction of the caller's; `stored` is what seal_pin_hash made. The key of their words is new. */
bool person_put(struct store *s, const char *id, const char *crn, const char *code, const char *stored, instant_ms now);
void pin_draw(char out[7]);
void code_draw(char out[PERSON_CODE]);
bool door_forget(struct store *s, const char *person); /* tries, inside a transaction or alone */
/* Who holds the card with this on it. */
bool person_by_card(struct store *s, const char *token, struct store_person *out);
/* That card alone is theirs from now on, with its audit row. */
bool card_put(struct store *s, const char *person, const char *token, instant_ms now);
bool person_by_code(struct store *s, const char *code, struct store_person *out);
/* One audit event in the caller's transaction, with up to two details; `person` and `name` may be NULL. */
bool audit_note(struct store *s, enum audit_action action, const char *person, const char *what, const char *name,
                const char *value);

/* Where the tries of a code or name that nobody has are counted. */
void door_of_stranger(const struct store *s, const char *typed, char who[UUID_TEXT]);

struct knock { /* a try at somebody's door */
    const char *who;           /* whose tries are counted */
    bool stranger;             /* nobody's: costs the same time, is never right */
    const char *stored;        /* what seal_pin_hash made */
    const char *renew;         /* keeps it hashed anew, for who */
    const char *typed;
    int most;                  /* tries before staff have to come */
    bool staff;                /* is not kept out by what others tried at this terminal */
};
int picture_tries(const struct store *s); /* never more than of a PIN */
enum sign_in door_knock(struct store *s, const struct knock *k, instant_ms now, int *wait_s_out, int *left_out);

/* Appends one event of an attempt inside a transaction. */
bool event_insert(struct store *s, const uint8_t key[SEAL_KEY_BYTES], const char *attempt, int64_t n,
                  const struct event *e);
struct turn { /* an event in its place, see store_turns.c */
    struct event event;
    int64_t turn;
    int64_t sitting_turn, sitting_at; /* while it is sorted */
};
bool turn_insert(struct store *s, const uint8_t key[SEAL_KEY_BYTES], const char *attempt, int64_t n,
                 const struct turn *t);
void turns_sort(struct turn *turns, int count);
/* All of an attempt, in order; false when one does not open or read. */
bool journal_read(struct store *s, struct arena *a, const char *person, const char *attempt, struct turn **out,
                  int *count_out);
/* Unless there is one as new or newer. */
bool draft_put_newer(struct store *s, struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *attempt,
                     const struct store_draft *draft);
/* A concern of any id; one that is here becomes seen where this one is. */
bool concern_put(struct store *s, const char *person, const struct store_concern *c);
int concerns_of(struct store *s, struct arena *a, const char *person, struct store_concern **out); /* seen or not */
int64_t event_next(struct store *s, const char *attempt); /* 1 for the first; -1 broken */
bool attempt_is_of(struct store *s, const char *attempt, const char *person);
bool attempt_touch(struct store *s, const char *attempt, instant_ms at);

/* What is hashed goes into a buffer field by field, each after its length: no two different rows give the same bytes.
 * A text that is not there is empty; numbers are 8 bytes big-endian. */
void field_bytes(struct buffer *b, const void *bytes, size_t size);
void field_text(struct buffer *b, const char *text);
void field_number(struct buffer *b, int64_t number);

struct link { /* a place in the chain of records */
    int64_t seq;
    uint8_t previous[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
};
void link_hash(bool demonstration, const struct store_record *r, struct link *l);
bool link_next(struct store *s, struct link *l); /* after the last: seq and previous hash are filled in */
/* Inside a transaction; bring the head up after it. `r` has kind, id, refers, times and body. */
bool record_insert(struct store *s, const char *person, const char *attempt, struct store_record *r);
bool record_add(struct store *s, const char *kind, const char *person, const char *refers, const char *body);
bool wal_empty(struct store *s);     /* nothing is left in it: the file of the database is the database */
bool head_bring_up(struct store *s); /* after the COMMIT that the head is to name */
bool head_settle(struct store *s);   /* one that is one behind, before more is added */
#define RECORD_COLUMNS                                                                                                 \
    "SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind, refers, at, boot_ms FROM "    \
    "record "
/* With those of other terminals (`away`). */
#define EVERY_RECORD_COLUMNS                                                                                           \
    "SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind, refers, at, boot_ms FROM "    \
    "every_record "
void record_row(sqlite3_stmt *st, struct arena *a, struct store_record *out); /* of RECORD_COLUMNS */

/* A body that is an object of texts; NULL, and "" for what is not in it. */
const struct json *body_read(struct arena *a, const char *body, size_t size);
const char *body_text(struct arena *a, const struct json *object, const char *name);
bool change_is_read(struct arena *a, const struct store_record *row);

/* A decision about a day as it is kept. The words that could tell who it is about are signed as a hash with a salt: all three
 * go when the person is erased, and the row holds all the same. */
struct resolution_row {
    const char *id, *person, *requirement, *date, *who, *reason, *settles, *salt;
    bool credited;
    instant_ms at;
};
#define RESOLUTION_COLUMNS                                                                                             \
    "SELECT id, person, requirement, date, credited, who, reason, at, settles, salt FROM resolution "
void resolution_row_read(sqlite3_stmt *st, struct arena *a, struct resolution_row *out); /* of RESOLUTION_COLUMNS */
bool resolution_row_put(struct store *s, const struct resolution_row *r); /* unless it is there */
bool resolution_is_signed(struct arena *a, const struct resolution_row *said, const struct store_record *r,
                          bool is_erased);
bool resolutions_sign_older(struct store *s, struct arena *a);

struct clock store_clock(const struct store *s); /* as told, or the real one */

/* What the site key makes of itself for the audit. */
void audit_key(const struct seal_keys *keys, uint8_t out[SEAL_KEY_BYTES]);
/* Which site key the database is wrapped with; false: it never changed, or broken. */
bool rekey_mark(struct store *s, uint8_t out[SEAL_MARK_BYTES]);
bool rekey_read(struct store *s); /* fills s->past; false when one does not open */

/* store_audit_add inside a transaction of the caller's. */
bool audit_insert(struct store *s, enum audit_action action, const char *person, const char *detail);
/* The newest row; seq 0 and zeros when there is none. */
bool audit_end(struct store *s, int64_t *seq_out, uint8_t hash_out[SEAL_HASH_BYTES]);

/* The last seq and hash, in keys/head.json: a tail cut off the database shows. */
struct store_head {
    int64_t seq;
    char hash_hex[65];
    bool is_stranger; /* signed by a key that is not in this database: of a later one, or of another store */
};
bool head_write(struct store *s, const struct store_head *head);
/* True with seq 0 when there is none; false when it is there and was not written by this store. */
bool head_read(struct store *s, struct store_head *out);

#endif
