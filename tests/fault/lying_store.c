#include "lying_store.h"

#include <stddef.h>

struct store;
bool __real_store_begin(struct store *s);
bool __wrap_store_begin(struct store *s);
bool __real_store_end(struct store *s, bool ok);
bool __wrap_store_end(struct store *s, bool ok);

typedef int wal_hook(void *context, sqlite3 *db, const char *name, int pages);
void *__real_sqlite3_wal_hook(sqlite3 *db, wal_hook *hook, void *context);
void *__wrap_sqlite3_wal_hook(sqlite3 *db, wal_hook *hook, void *context);

static struct {
    enum lie lie;
    struct store *owes; /* a COMMIT */
    int times;
    wal_hook *hook;
    sqlite3 *db;
} lying = {.times = 1};

void lie_set(enum lie lie)
{
    lying.lie = lie;
    lying.owes = NULL;
}

void lie_settle(void)
{
    if (lying.owes)
        __real_store_end(lying.owes, true);
    lying.owes = NULL;
}

bool __wrap_store_begin(struct store *s)
{
    lie_settle();
    return __real_store_begin(s);
}

bool __wrap_store_end(struct store *s, bool ok)
{
    if (lying.lie != LIE_EARLY_YES || !ok)
        return __real_store_end(s, ok);
    lying.owes = s;
    return true;
}

void lie_tidy_often(int times)
{
    lying.times = times;
}

sqlite3 *lie_connection(void)
{
    return lying.db;
}

static int tidy_sooner(void *context, sqlite3 *db, const char *name, int pages)
{
    return lying.hook(context, db, name, pages * lying.times);
}

void *__wrap_sqlite3_wal_hook(sqlite3 *db, wal_hook *hook, void *context)
{
    if (lying.lie == LIE_NO_WAIT)
        sqlite3_exec(db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
    lying.hook = hook;
    lying.db = db;
    return __real_sqlite3_wal_hook(db, tidy_sooner, context);
}
