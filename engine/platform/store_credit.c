#include "store_credit.h"
#include "store_internal.h"

#include <stdio.h>
#include <string.h>

#include "store_staff.h"
#include "uuid.h"

/* --- resolutions ------------------------------------------------------------------------------------------------ */

/* Ids with spaces between, as a list. */
static void settles_read(struct arena *a, const char *text, struct resolution *out)
{
    const char **ids = ARENA_ARRAY(a, const char *, strlen(text) / 2 + 2);
    char *rest = arena_strdup(a, text);
    for (char *id; (id = strtok_r(rest, " ", &rest)) != NULL;)
        ids[out->settle_count++] = id;
    out->settles = ids;
}

static const char *settles_write(struct arena *a, const struct resolution *r)
{
    struct buffer out;
    buffer_init(&out, a);
    for (int i = 0; i < r->settle_count; i++)
        buffer_addf(&out, "%s%s", i ? " " : "", r->settles[i]);
    return buffer_text(&out);
}

static bool resolution_read(sqlite3_stmt *st, struct arena *a, struct resolution *out)
{
    char date[DATE_TEXT];
    *out = (struct resolution){.id = column_text(st, 0, a),
                               .requirement = column_text(st, 1, a),
                               .credited = sqlite3_column_int(st, 3) != 0,
                               .by = column_text(st, 4, a),
                               .reason = column_text(st, 5, a),
                               .at = sqlite3_column_int64(st, 6)};
    column_copy(st, 2, date, sizeof date);
    settles_read(a, column_text(st, 7, a), out);
    return date_parse(date, &out->date);
}

int store_resolutions(struct store *s, struct arena *a, const char *person, struct resolution **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT id, requirement, date, credited, who, reason, at, settles FROM resolution"
                                   " WHERE person = ? ORDER BY at, id",
                                   "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        count += resolution_read(st, a, &(*out)[count]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

/* --- what is not completed -------------------------------------------------------------------------------------- */

/* What its events tell: when somebody sat at it, and for how long. How fast pages were left is not looked at: that
 * needs the module, which is not here. */
static bool attempt_as_record(struct store *s, struct arena *a, const char *person, const struct store_attempt *attempt,
                              struct record *out)
{
    struct event *events;
    int count;
    struct activity *activity = ARENA_NEW(a, struct activity);
    if (!store_events(s, a, person, attempt->id, &events, &count))
        return !s->broken; /* it was changed: what cannot be read counts for nothing */
    activity_init(activity);
    for (int i = 0; i < count; i++) {
        activity_add(activity, &events[i], (int64_t)s->site.gap_max_s * 1000);
        if (events[i].setting && !out->setting)
            out->setting = events[i].setting;
    }
    if (!activity->count)
        return true;
    out->attempt = attempt->id;
    out->assignment = attempt->assignment;
    out->programme = attempt->programme;
    out->module = attempt->module;
    out->activity = attempt->activity;
    out->start = events[0].at;
    out->end = events[count - 1].at;
    record_sittings(activity, out);
    return true;
}

static bool unfinished_read(struct store *s, struct arena *a, const char *person, struct credit_input *out)
{
    struct store_attempt *attempts;
    int count = store_attempts(s, a, person, &attempts);
    struct record *records = ARENA_ARRAY(a, struct record, count > 0 ? count : 1);
    for (int i = 0; i < count; i++) {
        struct record *r = &records[out->unfinished_count];
        if (attempts[i].completed || !attempts[i].activity)
            continue;
        if (!attempt_as_record(s, a, person, &attempts[i], r))
            return false;
        out->unfinished_count += r->attempt != NULL;
    }
    out->unfinished = records;
    return count >= 0;
}

bool store_credit_input(struct store *s, struct arena *a, const char *person, instant_ms now, struct credit_input *out)
{
    struct store_record *rows;
    struct assignment *assignments;
    struct resolution *resolutions;
    struct record_change *changes;
    int count = store_records(s, a, person, &rows);
    *out = (struct credit_input){.assignment_count = store_assignments(s, a, person, &assignments),
                                 .resolution_count = store_resolutions(s, a, person, &resolutions),
                                 .change_count = store_changes(s, a, person, &changes)};
    out->site = (struct credit_site){.minimum_active_minutes = s->site.minimum_active_minutes,
                                     .by_attendance = text_is(s->site.day_rule, "attendance"),
                                     .activities = s->site.day_activities,
                                     .today = date_in_london(now),
                                     .days_name = site_words(&s->site, SITE_WORDS_OF)};
    if (count < 0 || out->assignment_count < 0 || out->resolution_count < 0 || out->change_count < 0) {
        *out = (struct credit_input){.site = out->site};
        return false;
    }
    struct record *records = ARENA_ARRAY(a, struct record, count + 1);
    for (int i = 0; i < count; i++)
        out->record_count += record_read(a, rows[i].body, rows[i].body_size, &records[out->record_count]);
    out->records = records;
    out->assignments = assignments;
    out->resolutions = resolutions;
    out->changes = changes;
    return !out->site.by_attendance || unfinished_read(s, a, person, out);
}

/* --- that a decision is signed ---------------------------------------------------------------------------------- */

static void words_hash(const struct resolution_row *r, char out[2 * SEAL_HASH_BYTES + 1])
{
    uint8_t hash[SEAL_HASH_BYTES];
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_text(&b, "cairn-resolution-v1");
    field_text(&b, r->salt);
    field_text(&b, r->requirement);
    field_text(&b, r->reason);
    seal_hash(b.text, b.length, hash);
    seal_hex(hash, sizeof hash, out);
    arena_release(&a);
}

static const char *resolved_body(struct arena *a, const struct resolution_row *r, const char *hash)
{
    return audit_detail(a, "by", r->who, "credited", r->credited ? "yes" : "no", "date", r->date, "hash", hash,
                        "person", r->person, "settles", r->settles, NULL);
}

bool resolution_is_signed(struct arena *a, const struct resolution_row *said, const struct store_record *r,
                          bool is_erased)
{
    char hash[2 * SEAL_HASH_BYTES + 1];
    const char *hash_said = hash;
    words_hash(said, hash);
    if (is_erased && !*said->requirement && !*said->reason && !*said->salt)
        hash_said = body_text(a, body_read(a, r->body, r->body_size), "hash");
    return text_is(r->kind, "RESOLVED") && text_is(said->id, r->id) && said->at == r->at &&
           text_is(resolved_body(a, said, hash_said), r->body);
}

static bool resolution_sign(struct store *s, struct arena *a, const struct resolution_row *row)
{
    char hash[2 * SEAL_HASH_BYTES + 1];
    struct clock clock = store_clock(s);
    struct store_record r = {.kind = "RESOLVED", .at = row->at, .boot_ms = clock.boot_ms(clock.context)};
    words_hash(row, hash);
    r.body = resolved_body(a, row, hash);
    r.body_size = strlen(r.body);
    snprintf(r.id, sizeof r.id, "%s", row->id);
    return record_insert(s, row->person, NULL, &r);
}

bool resolution_row_put(struct store *s, const struct resolution_row *r)
{
    return store_write(s,
                       "INSERT INTO resolution SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
                       " WHERE NOT EXISTS(SELECT 1 FROM resolution WHERE id = ?1)",
                       "ttttittitt", r->id, r->person, r->requirement, r->date, (int64_t)r->credited, r->who, r->reason,
                       r->at, r->settles, r->salt);
}

void resolution_row_read(sqlite3_stmt *st, struct arena *a, struct resolution_row *out)
{
    *out = (struct resolution_row){.id = column_text(st, 0, a),
                                   .person = column_text(st, 1, a),
                                   .requirement = column_text(st, 2, a),
                                   .date = column_text(st, 3, a),
                                   .credited = sqlite3_column_int64(st, 4) == 1,
                                   .who = column_text(st, 5, a),
                                   .reason = column_text(st, 6, a),
                                   .at = sqlite3_column_int64(st, 7),
                                   .settles = column_text(st, 8, a),
                                   .salt = column_text(st, 9, a)};
}

bool resolutions_sign_older(struct store *s, struct arena *a)
{
    struct resolution_row *rows = NULL;
    int count = 0;
    sqlite3_stmt *st = store_query(s, RESOLUTION_COLUMNS "ORDER BY at, id", "");
    while (st && store_row(s, st)) {
        rows = list_room(a, rows, count, sizeof *rows);
        resolution_row_read(st, a, &rows[count++]);
    }
    store_query_end(s, st);
    bool ok = !s->broken;
    for (int i = 0; ok && i < count; i++)
        ok = resolution_sign(s, a, &rows[i]);
    return ok;
}

void store_name_resolvers(struct store *s, struct arena *a, struct credit_input *io)
{
    struct resolution *named = ARENA_ARRAY(a, struct resolution, io->resolution_count + 1);
    for (int i = 0; i < io->resolution_count; i++) {
        struct store_staff staff;
        named[i] = io->resolutions[i];
        if (named[i].by && uuid_is(named[i].by) && store_staff_by_id(s, named[i].by, &staff))
            named[i].by = arena_strdup(a, staff.name);
    }
    io->resolutions = named;
}

static bool resolution_insert(struct store *s, struct arena *a, const char *person, const struct resolution *r)
{
    char date[DATE_TEXT], salt[33];
    uint8_t bytes[16];
    date_format(r->date, date);
    seal_random(bytes, sizeof bytes);
    seal_hex(bytes, sizeof bytes, salt);
    struct resolution_row row = {.id = r->id,
                                 .person = person,
                                 .requirement = r->requirement,
                                 .date = date,
                                 .who = r->by,
                                 .reason = r->reason,
                                 .settles = settles_write(a, r),
                                 .salt = salt,
                                 .credited = r->credited,
                                 .at = r->at};
    bool ok = store_begin(s);
    ok = ok && resolution_row_put(s, &row) && resolution_sign(s, a, &row) &&
         audit_insert(s, AUDIT_RESOLVE, person,
                      audit_detail(a, "resolution", r->id, "date", date, "said",
                                   r->credited ? "credited" : "not credited", NULL));
    return store_end(s, ok) && head_bring_up(s);
}

bool store_resolve(struct store *s, struct arena *a, const char *person, const struct resolution *r, instant_ms now,
                   enum resolve *answer_out, const struct credit_day **day_out)
{
    struct credit_input in;
    struct resolution added = *r;
    char *id = arena_alloc(a, UUID_TEXT);
    *answer_out = RESOLVE_NO_DAY;
    *day_out = NULL;
    if (!store_credit_input(s, a, person, now, &in))
        return false;
    struct credits credits = credit_decide(a, &in);
    *day_out = credit_day_find(&credits, r->requirement, r->date);
    seal_uuid7(now, id);
    added.id = id;
    added.at = now;
    added.by = s->who ? s->who : "nobody";
    if (*day_out && (*day_out)->state == DAY_DISPUTED) {
        added.settles = (*day_out)->open;
        added.settle_count = (*day_out)->open_count;
    }
    *answer_out = credit_resolve(&credits, &added);
    return *answer_out != RESOLVE_OK || resolution_insert(s, a, person, &added);
}

/* --- the clock -------------------------------------------------------------------------------------------------- */

static bool watch_read(struct store *s, struct arena *a, struct watch *out)
{
    *out = (struct watch){.doubt = NULL};
    sqlite3_stmt *st = store_query(s, "SELECT at, boot_ms, boot_id, doubt FROM watch", "");
    if (st && store_row(s, st))
        *out = (struct watch){.trusted = {.at = sqlite3_column_int64(st, 0),
                                          .boot_ms = sqlite3_column_int64(st, 1),
                                          .boot = column_text(st, 2, a)},
                              .doubt = column_text(st, 3, a)};
    store_query_end(s, st);
    return !s->broken;
}

static bool watch_write(struct store *s, const struct watch *w)
{
    return store_write(s,
                       "INSERT INTO watch VALUES(1, ?1, ?2, ?3, ?4) ON CONFLICT(one) DO UPDATE SET at = ?1,"
                       " boot_ms = ?2, boot_id = ?3, doubt = ?4",
                       "iitt", w->trusted.at, w->trusted.boot_ms, w->trusted.boot, w->doubt);
}

static struct clock_reading reading_of(const struct store *s, const struct clock *clock)
{
    return (struct clock_reading){
        .at = clock->wall(clock->context), .boot_ms = clock->boot_ms(clock->context), .boot = s->boot_id};
}

bool store_clock_look(struct store *s, const struct clock *clock, const char **doubt_out)
{
    struct arena a;
    struct watch watch;
    struct clock_reading now = reading_of(s, clock);
    *doubt_out = NULL;
    arena_init(&a);
    bool ok = watch_read(s, &a, &watch);
    const char *doubt = ok ? watch_look(&watch, &now) : NULL;
    if (doubt) /* the words of the row end with the arena */
        *doubt_out = text_is(doubt, DOUBT_JUMPED) ? DOUBT_JUMPED : DOUBT_BEHIND;
    ok = ok && watch_write(s, &watch);
    arena_release(&a);
    return ok;
}

bool store_clock_confirm(struct store *s, const struct clock *clock)
{
    struct watch watch;
    struct clock_reading now = reading_of(s, clock);
    watch_confirm(&watch, &now);
    bool ok = store_begin(s);
    ok = ok && watch_write(s, &watch) && audit_insert(s, AUDIT_SITE, NULL, "{\"clock\":\"confirmed\"}");
    return store_end(s, ok);
}
