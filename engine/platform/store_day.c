#include "store_internal.h"

#include <stdio.h>
#include <string.h>

/* What a signed row of the terminal's own says: see store.h for each kind. */

static void keys_folder(const struct store *s, char out[STORE_PATH_MAX])
{
    snprintf(out, STORE_PATH_MAX, "%s/keys", s->folder);
}

/* Cut off between a COMMIT and its head file, the head is one behind: brought up before anything is added, it is never
 * two behind. */
bool head_settle(struct store *s)
{
    struct link l;
    struct store_head head;
    char previous[65], hash[65] = "";
    if (!link_next(s, &l) || !head_read(s, &head))
        return false;
    seal_hex(l.previous, sizeof l.previous, hash);
    sqlite3_stmt *st = store_query(s, "SELECT previous FROM record WHERE seq = ?", "i", l.seq - 1);
    bool one_behind = st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_HASH_BYTES && head.seq == l.seq - 2;
    if (one_behind)
        seal_hex(sqlite3_column_blob(st, 0), SEAL_HASH_BYTES, previous);
    store_query_end(s, st);
    if (one_behind && (head.seq == 0 || text_is(head.hash_hex, previous)))
        return head_bring_up(s);
    return !s->broken;
}

/* --- the day ---------------------------------------------------------------------------------------------------- */

static bool heartbeat_add(struct store *s, const char *date)
{
    int64_t audit;
    uint8_t hash[SEAL_HASH_BYTES];
    char hex[65];
    struct arena a;
    arena_init(&a);
    bool ok = head_settle(s) && store_begin(s);
    if (ok) {
        ok = audit_end(s, &audit, hash);
        seal_hex(hash, sizeof hash, hex);
        ok = ok && record_add(s, "HEARTBEAT", NULL, NULL,
                              audit_detail(&a, "audit", arena_printf(&a, "%lld", (long long)audit), "audit_hash", hex,
                                           "boot", s->boot_id, "date", date, NULL));
        ok = store_end(s, ok) && head_bring_up(s);
    }
    arena_release(&a);
    return ok;
}

/* The old key signs for the new one, and is gone. `reason` NULL: a day begins. */
static bool key_roll(struct store *s, const char *date, const char *reason)
{
    char folder[STORE_PATH_MAX], hex[65];
    struct seal_keys next;
    struct arena a;
    arena_init(&a);
    keys_folder(s, folder);
    bool ok = head_settle(s) && seal_day_begin(folder, &s->keys, &next);
    if (ok) {
        seal_hex(next.signing_public, sizeof next.signing_public, hex);
        ok = store_begin(s);
        ok = ok &&
             record_add(s, "KEYROLL", NULL, NULL,
                        audit_detail(&a, "date", date, "key", next.key_id, "public", hex, "reason", reason, NULL)) &&
             store_write(s, "INSERT INTO key VALUES(?, ?)", "tb", next.key_id, next.signing_public,
                         sizeof next.signing_public);
        ok = store_end(s, ok);
        if (ok) {
            s->keys = next;
            ok = seal_day_end(folder) && head_bring_up(s);
        }
        seal_keys_wipe(&next);
    }
    if (!ok)
        s->broken = true; /* which key signs is told by what is on the disk: opening again looks */
    arena_release(&a);
    return ok;
}

bool store_day(struct store *s)
{
    struct clock clock = store_clock(s);
    struct local_date today = date_in_london(clock.wall(clock.context));
    char date[DATE_TEXT];
    instant_ms last = -1;
    sqlite3_stmt *st = store_query(
        s, "SELECT at, kind FROM record WHERE kind IN ('HEARTBEAT', 'KEYROLL') ORDER BY seq DESC LIMIT 1", "");
    bool is_rolled = false;
    if (st && store_row(s, st)) {
        last = sqlite3_column_int64(st, 0);
        is_rolled = text_is((const char *)sqlite3_column_text(st, 1), "KEYROLL");
    }
    store_query_end(s, st);
    if (s->broken)
        return false;
    bool is_today = last >= 0 && date_compare(date_in_london(last), today) == 0;
    date_format(today, date);
    return (is_today || heartbeat_add(s, date)) && ((is_today && is_rolled) || key_roll(s, date, NULL));
}

bool store_key_roll(struct store *s, const char *reason)
{
    struct clock clock = store_clock(s);
    char date[DATE_TEXT];
    date_format(date_in_london(clock.wall(clock.context)), date);
    return key_roll(s, date, reason);
}

/* --- epochs ----------------------------------------------------------------------------------------------------- */

bool store_epoch(struct store *s, const char *reason, struct problems *problems)
{
    struct clock clock = store_clock(s);
    struct store_head head = {0};
    char before[UUID_TEXT], epoch[UUID_TEXT];
    struct arena a;
    if (text_is_empty(reason)) {
        problem_error(problems, PLACE_NONE, "epoch-reason", "a new epoch needs a reason: it is kept, and signed");
        return false;
    }
    arena_init(&a);
    if (!head_read(s, &head))
        head = (struct store_head){.seq = -1};
    memcpy(before, s->epoch, sizeof before);
    seal_uuid7(clock.wall(clock.context), epoch);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO epoch SELECT max(n) + 1, ? FROM epoch", "t", epoch);
    memcpy(s->epoch, epoch, sizeof epoch);
    ok = ok &&
         record_add(s, "EPOCH", NULL, NULL,
                    audit_detail(&a, "by", s->who ? s->who : "nobody", "from", before, "head",
                                 arena_printf(&a, "%lld", (long long)head.seq), "head_hash",
                                 head.seq > 0 ? head.hash_hex : "", "reason", reason, NULL)) &&
         audit_insert(s, AUDIT_STORE, NULL, audit_detail(&a, "epoch", epoch, "reason", reason, NULL));
    ok = store_end(s, ok) && head_bring_up(s);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: open it again and look");
    arena_release(&a);
    return ok;
}
