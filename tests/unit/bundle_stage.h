#ifndef BUNDLE_STAGE_H
#define BUNDLE_STAGE_H
/*
 * bundle_stage - two terminals, and bundles carried between them.
 */
#include "store_stage.h"

#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"

#define EVENTS 5 /* of the session that is half done */

static inline const char *keys_of(struct stage *t, size_t *size)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    assert_true(receipt_keys_write(t->store, &out));
    *size = out.length;
    return buffer_text(&out);
}

static inline void trust(struct stage *t, struct stage *other)
{
    size_t size;
    const char *keys = keys_of(other, &size);
    if (!store_terminal_trust(t->store, keys, size, &t->problems))
        fail_msg("%s", t->problems.last->message);
}

/* Two terminals that trust each other; the first has a person half through a session. */
static inline void two(struct stage *a, struct stage *b)
{
    struct assignment assignment = {
        .id = "0190b8e2-0000-7000-8000-00000000000a",
        .module = "thinking-skills",
        .requirement = {.id = "2500000001", .maximum_days = 10, .has_until = true, .until = {2027, 11, 21}}};
    char record[UUID_TEXT];
    stage_begin(a, false);
    stage_make(b, false);
    trust(a, b);
    trust(b, a);
    assert_true(store_assign(a->store, a->person.id, &assignment, STAGE_NOW, &a->problems));
    stage_append(a, 1, 2);
    stage_complete(a, record);
    stage_append(a, 1, EVENTS);
}

static inline const char *carry(struct stage *from, struct stage *to, const char *person, size_t *size)
{
    char path[128];
    const char *keys = keys_of(to, size), *bytes;
    snprintf(path, sizeof path, "%s/person.bundle", from->folder);
    if (!store_bundle_export(from->store, person, keys, *size, path, &from->problems))
        fail_msg("%s", from->problems.last->message);
    assert_true(file_read(&from->arena, path, &bytes, size));
    return bytes;
}

static inline struct store_imported take(struct stage *t, const char *bytes, size_t size)
{
    struct store_imported in;
    if (!store_bundle_import(t->store, bytes, size, &in, &t->problems))
        fail_msg("%s", t->problems.last->message);
    return in;
}

static inline void refused(struct stage *t, const char *bytes, size_t size, const char *code)
{
    struct store_imported in;
    assert_false(store_bundle_import(t->store, bytes, size, &in, &t->problems));
    assert_string_equal(stage_code(t), code);
    assert_false(store_is_broken(t->store));
}

static inline void sound(struct stage *t)
{
    int count;
    if (!store_records_verify(t->store, &count, &t->problems))
        fail_msg("%s", t->problems.last->message);
}

/* All that is known of the person, to compare. */
static inline const char *all_of(struct stage *t, const char *person)
{
    struct buffer out;
    struct store_attempt *attempts;
    struct assignment *assignments;
    struct store_record *records;
    buffer_init(&out, &t->arena);
    int count = store_attempts(t->store, &t->arena, person, &attempts);
    for (int i = 0; i < count; i++) {
        struct event *events;
        int n;
        assert_true(store_events(t->store, &t->arena, person, attempts[i].id, &events, &n));
        buffer_addf(&out, "%s %s %d %lld\n", attempts[i].id, attempts[i].module, attempts[i].completed,
                    (long long)attempts[i].last_at);
        for (int e = 0; e < n; e++) {
            event_write(&events[e], &out);
            buffer_adds(&out, "\n");
        }
    }
    count = store_assignments(t->store, &t->arena, person, &assignments);
    for (int i = 0; i < count; i++)
        buffer_addf(&out, "%s %s\n", assignments[i].id, assignments[i].requirement.id);
    count = store_records(t->store, &t->arena, person, &records);
    for (int i = 0; i < count; i++)
        buffer_addf(&out, "%s %s %s\n", records[i].id, records[i].signature_hex, records[i].body);
    return buffer_text(&out);
}

#endif
