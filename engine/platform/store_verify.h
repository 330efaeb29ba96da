#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H
/*
 * store_verify - what is wrong with a row; shared by the files that verify the records.
 */
#include "store_internal.h"

struct verdict {
    const char *code, *message; /* the message goes on after "record 4 (id) " or "the records " */
};
#define SOUND              ((struct verdict){0})
#define BAD(code, message) ((struct verdict){code, message})

/* A text with a NUL inside is read to there and looked for as a whole: it must not hide a row from whom it belongs to. */
struct verdict verify_texts(sqlite3_stmt *st, const int *columns, size_t count);
/* COMPLETED, CORRECTED, VOIDED, ERASED, RESOLVED: what a row says beside the signed bytes must be what the bytes say. */
struct verdict verify_of_person(struct store *s, struct arena *a, const struct store_record *r, const char *person,
                                const char *attempt, bool is_own);
/* The trusted terminals, and row by row what they signed; `*first_out` is which of the imported rows it is about, 0 for
 * none, and `*mark_out` that of the chain that names them. */
struct verdict verify_imported(struct store *s, int64_t *first_out, int64_t *mark_out, char id_out[UUID_TEXT]);

#endif
