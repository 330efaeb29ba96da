#ifndef LYING_STORE_H
#define LYING_STORE_H
/*
 * lying_store - the store as it would be with a fault in it, for controls: a check that cannot fail proves nothing.
 *
 * The linker sends the store's own store_begin, store_end and sqlite3_wal_hook here (LYING_STORE in CMakeLists.txt).
 */
#include <sqlite3.h>
#include <stdbool.h>

enum lie {
    LIE_NONE,
    LIE_EARLY_YES, /* store_end says yes, and COMMIT comes with the next call: "done" before it is */
    LIE_NO_WAIT    /* PRAGMA synchronous=NORMAL */
};

void lie_set(enum lie lie);
void lie_settle(void); /* before the store is closed: the COMMIT that is owed */
/* How many times sooner than in the product the log is moved into the database: 1 as it is. */
void lie_tidy_often(int times);
sqlite3 *lie_connection(void); /* of the store that was opened last */

#endif
