#include "store_packs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_internal.h"

/* --- keys --------------------------------------------------------------------------------------------------------- */

static bool are_enough(const struct pack_keys *keys, struct problems *problems)
{
    int count[PACK_ROLES] = {0};
    for (int i = 0; i < keys->count; i++)
        count[keys->key[i].role]++;
    if (count[PACK_PUBLISHER] >= PACK_PUBLISHERS && count[PACK_CLINICAL])
        return true;
    struct problem *p = problem_error(problems, PLACE_NONE, "pack-keys",
                                      "no pack could be used with these: %d publishers' keys and one for clinical "
                                      "sign-off are needed; here are %d and %d",
                                      PACK_PUBLISHERS, count[PACK_PUBLISHER], count[PACK_CLINICAL]);
    problem_hint(problems, p, "name all files in one go: what is named replaces what was trusted before");
    return false;
}

bool store_pack_keys_trust(struct store *s, const struct pack_keys *keys, struct problems *problems)
{
    struct arena a;
    struct buffer text;
    if (!are_enough(keys, problems))
        return false;
    arena_init(&a);
    buffer_init(&text, &a);
    pack_keys_write(keys, &text);
    bool ok = store_begin(s);
    ok = ok &&
         record_add(s, "PACKKEYS", NULL, NULL,
                    audit_detail(&a, "by", s->who ? s->who : "nobody", "keys", buffer_text(&text), NULL)) &&
         audit_insert(s, AUDIT_SITE, NULL, audit_detail(&a, "packs", "keys", NULL));
    ok = store_end(s, ok) && head_bring_up(s);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written");
    arena_release(&a);
    return ok;
}

bool store_pack_keys(struct store *s, struct arena *a, struct pack_keys *out)
{
    struct problems problems;
    bool ok = true;
    *out = (struct pack_keys){0};
    problems_init(&problems, a);
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE kind = 'PACKKEYS' ORDER BY seq DESC LIMIT 1", "");
    if (st && store_row(s, st)) {
        struct store_record r;
        record_row(st, a, &r);
        const char *text = body_text(a, body_read(a, r.body, r.body_size), "keys");
        ok = pack_keys_read(a, text, strlen(text), out, &problems);
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

/* --- what was used ------------------------------------------------------------------------------------------------ */

int store_packs_used(struct store *s, struct arena *a, struct pack_used **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE kind = 'PACK' ORDER BY seq", "");
    while (st && store_row(s, st)) {
        struct store_record r;
        int at = 0;
        record_row(st, a, &r);
        const struct json *body = body_read(a, r.body, r.body_size);
        struct pack_used used = {.programme = body_text(a, body, "programme"),
                                 .expires = body_text(a, body, "expires"),
                                 .signers = body_text(a, body, "signed"),
                                 .hash = body_text(a, body, "hash"),
                                 .version = strtoll(body_text(a, body, "version"), NULL, 10)};
        while (at < count && !text_is((*out)[at].programme, used.programme))
            at++;
        if (at == count)
            *out = list_room(a, *out, count++, sizeof **out);
        if (used.version > (*out)[at].version)
            (*out)[at] = used;
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

bool store_pack_seen(struct store *s, const char *programme, struct pack_seen *out)
{
    struct pack_used *used;
    struct arena a;
    *out = (struct pack_seen){0};
    arena_init(&a);
    int count = store_packs_used(s, &a, &used);
    for (int i = 0; i < count; i++)
        if (text_is(used[i].programme, programme)) {
            out->version = used[i].version;
            snprintf(out->hash, sizeof out->hash, "%s", used[i].hash);
        }
    arena_release(&a);
    return count >= 0;
}

const char *pack_signers(struct arena *a, const struct pack *p)
{
    struct buffer out;
    buffer_init(&out, a);
    for (int role = 0; role < PACK_ROLES; role++) {
        const char *before = out.length ? "; " : "";
        int count = 0;
        for (int i = 0; i < p->signer_count; i++)
            if ((int)p->signer[i].role == role) {
                if (!count++)
                    buffer_addf(&out, "%s%s: ", before, pack_role_name((enum pack_role)role));
                buffer_addf(&out, "%s%s", count > 1 ? ", " : "",
                            p->signer[i].name ? p->signer[i].name : p->signer[i].id);
            }
    }
    return buffer_text(&out);
}

bool store_pack_use(struct store *s, const struct pack *p)
{
    struct pack_seen seen;
    struct arena a;
    char expires[DATE_TEXT];
    if (!store_pack_seen(s, p->programme, &seen))
        return false;
    if (seen.version == p->version && text_is(seen.hash, p->hash))
        return true;
    arena_init(&a);
    date_format(p->expires, expires);
    bool ok = store_begin(s);
    ok = ok && record_add(s, "PACK", NULL, NULL,
                          audit_detail(&a, "expires", expires, "hash", p->hash, "programme", p->programme, "signed",
                                       pack_signers(&a, p), "version", arena_printf(&a, "%lld", (long long)p->version),
                                       NULL));
    ok = store_end(s, ok) && head_bring_up(s);
    arena_release(&a);
    return ok;
}
