#include "site_file.h"
#include "store_internal.h"

#include <string.h>

/* --- what changed ------------------------------------------------------------------------------------------------ */

/* The settings that are not the default, as the detail of an audit row: "day.minimum_minutes":"30". */
static const char *site_detail(struct arena *a, const struct site *site)
{
    int count;
    struct buffer out;
    const char *before = "{";
    const struct site_setting *settings = site_settings(&count);
    struct site standard = site_standard(a);
    buffer_init(&out, a);
    for (int i = 0; i < count; i++) {
        struct buffer value, other;
        const struct site_setting *s = &settings[i];
        buffer_init(&value, a);
        buffer_init(&other, a);
        site_write_value(site, s, &value);
        site_write_value(&standard, s, &other);
        if (text_is(buffer_text(&value), buffer_text(&other)))
            continue;
        buffer_adds(&out, before);
        json_write_string(&out, s->group ? arena_printf(a, "%s.%s", s->group, s->key) : s->key);
        buffer_adds(&out, ":");
        json_write_string(&out, buffer_text(&value));
        before = ",";
    }
    buffer_adds(&out, *before == '{' ? "{}" : "}");
    return buffer_text(&out);
}

/* What was decided under the old settings stays; from which moment on the new ones hold can be read in the audit. */
static bool change_note(struct store *s)
{
    struct arena a;
    arena_init(&a);
    const char *who = s->who, *detail = site_detail(&a, &s->site), *last = "{}";
    sqlite3_stmt *st = store_query(s, "SELECT detail FROM audit WHERE action = ? AND who = ? ORDER BY seq DESC LIMIT 1",
                                   "tt", audit_action_name(AUDIT_SITE), SITE_FILE);
    if (st && store_row(s, st))
        last = column_text(st, 0, &a);
    store_query_end(s, st);
    s->who = SITE_FILE;
    bool ok = !s->broken && (text_is(detail, last) || store_audit_add(s, AUDIT_SITE, NULL, detail));
    s->who = who;
    arena_release(&a);
    return ok;
}

bool site_open(struct store *s, struct problems *problems)
{
    if (!site_file_read(&s->arena, s->folder, problems, &s->site, NULL))
        return false;
    if (change_note(s))
        return true;
    problem_error(problems, PLACE_NONE, "store-broken", "%s: that its settings changed could not be noted", s->folder);
    return false;
}

/* --- settings that were in the database -------------------------------------------------------------------------- */

bool site_move(struct store *s, struct problems *problems)
{
    struct site site;
    bool is_there;
    if (!site_file_read(&s->arena, s->folder, problems, &site, &is_there))
        return false;
    if (is_there) /* cut off between the file and the step */
        return true;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT site, terminal, setting, minimum_active_minutes, gap_max_s, idle_s,"
                                   " keep_after_order_days, keep_after_activity_days FROM site",
                                   "");
    bool ok = st && store_row(s, st);
    if (ok) {
        site.site = column_text(st, 0, &s->arena);
        site.terminal = column_text(st, 1, &s->arena);
        site.setting = column_text(st, 2, &s->arena);
        site.minimum_active_minutes = sqlite3_column_int(st, 3);
        site.gap_max_s = sqlite3_column_int(st, 4);
        site.idle_s = sqlite3_column_int(st, 5);
        site.keep_after_order_days = sqlite3_column_int(st, 6);
        site.keep_after_activity_days = sqlite3_column_int(st, 7);
    }
    store_query_end(s, st);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-other", "%s does not say what site it belongs to", s->folder);
    return ok && site_file_write(s->folder, &site, false, problems);
}
