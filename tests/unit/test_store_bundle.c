#include "store_stage.h"

#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"
#include "store_credit.h"

#define EVENTS 5

static const char *keys_of(struct stage *t, size_t *size)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    assert_true(receipt_keys_write(t->store, &out));
    *size = out.length;
    return buffer_text(&out);
}

static void trust(struct stage *t, struct stage *other)
{
    size_t size;
    const char *keys = keys_of(other, &size);
    if (!store_terminal_trust(t->store, keys, size, &t->problems))
        fail_msg("%s", t->problems.last->message);
}

/* Two terminals that trust each other; the first has a person half through a session. */
static void two(struct stage *a, struct stage *b)
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

static const char *carry(struct stage *from, struct stage *to, const char *person, size_t *size)
{
    char path[128];
    const char *keys = keys_of(to, size), *bytes;
    snprintf(path, sizeof path, "%s/person.bundle", from->folder);
    if (!store_bundle_export(from->store, person, keys, *size, path, &from->problems))
        fail_msg("%s", from->problems.last->message);
    assert_true(file_read(&from->arena, path, &bytes, size));
    return bytes;
}

static struct store_imported take(struct stage *t, const char *bytes, size_t size)
{
    struct store_imported in;
    if (!store_bundle_import(t->store, bytes, size, &in, &t->problems))
        fail_msg("%s", t->problems.last->message);
    return in;
}

static void refused(struct stage *t, const char *bytes, size_t size, const char *code)
{
    struct store_imported in;
    assert_false(store_bundle_import(t->store, bytes, size, &in, &t->problems));
    assert_string_equal(stage_code(t), code);
    assert_false(store_is_broken(t->store));
}

static void sound(struct stage *t)
{
    int count;
    if (!store_records_verify(t->store, &count, &t->problems))
        fail_msg("%s", t->problems.last->message);
}

/* All that is known of the person, to compare. */
static const char *all_of(struct stage *t, const char *person)
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

static void the_person_goes_on_at_the_same_page(void **state)
{
    (void)state;
    struct stage a, b;
    struct store_attempt attempt;
    struct store_person person;
    struct event *events;
    size_t size;
    int count;
    two(&a, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    struct store_imported in = take(&b, bytes, size);
    assert_true(in.is_new);
    assert_int_equal(in.records, 1);
    assert_int_equal(in.events, 2 + 1 + EVENTS);
    assert_string_equal(in.person.code, a.person.code);
    assert_int_equal(store_sign_in(b.store, in.person.code, in.pin, STAGE_NOW, &person, NULL, NULL), SIGN_IN_OK);
    assert_string_equal(person.id, a.person.id);
    assert_string_equal(all_of(&a, person.id), all_of(&b, person.id));
    assert_true(store_attempt_open(b.store, person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &attempt));
    assert_string_equal(attempt.id, a.attempt);
    assert_true(store_events(b.store, &b.arena, person.id, attempt.id, &events, &count));
    assert_int_equal(count, EVENTS);
    assert_string_equal(events[count - 1].page, "welcome");
    sound(&b);
    stage_end(&b);
    stage_end(&a);
}

static void twice_changes_nothing(void **state)
{
    (void)state;
    struct stage a, b;
    size_t size;
    two(&a, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    const char *before = all_of(&b, a.person.id);
    stage_reopen(&b);
    struct store_imported in = take(&b, bytes, size);
    assert_false(in.is_new || in.events || in.records || in.others || in.lost);
    assert_string_equal(before, all_of(&b, a.person.id));
    sound(&b);
    stage_end(&b);
    stage_end(&a);
}

/* Both went on; each brings its own to the other, the older bundle last. */
static void what_both_did_is_joined(void **state)
{
    (void)state;
    struct stage a, b;
    size_t old_size, size;
    char record[UUID_TEXT];
    two(&a, &b);
    const char *old = carry(&a, &b, a.person.id, &old_size);
    b.person = take(&b, old, old_size).person;
    memcpy(b.attempt, a.attempt, sizeof b.attempt);
    stage_append(&a, 10, 2);
    stage_append(&b, 20, 2);
    stage_complete(&b, record);
    stage_append(&a, 30, 1);
    const char *back = carry(&b, &a, a.person.id, &size);
    struct store_imported in = take(&a, back, size);
    assert_int_equal(in.events, 3);
    assert_int_equal(in.records, 1);
    back = carry(&a, &b, a.person.id, &size);
    take(&b, back, size);
    in = take(&b, old, old_size);
    assert_false(in.events || in.records || in.lost);
    struct store_record *records;
    struct event *mine, *theirs;
    int n, m;
    assert_int_equal(store_records(a.store, &a.arena, a.person.id, &records), 2);
    assert_int_equal(store_records(b.store, &b.arena, a.person.id, &records), 2);
    assert_true(store_events(a.store, &a.arena, a.person.id, a.attempt, &mine, &n));
    assert_true(store_events(b.store, &b.arena, a.person.id, a.attempt, &theirs, &m));
    assert_int_equal(n, EVENTS + 6);
    assert_int_equal(m, n);
    for (int i = 0; i < n; i++)
        assert_int_equal(mine[i].at, theirs[i].at);
    sound(&a);
    sound(&b);
    stage_end(&b);
    stage_end(&a);
}

static void who_was_erased_stays_erased(void **state)
{
    (void)state;
    struct stage a, b, c;
    struct store_person other;
    char pin[7];
    size_t size, size_c;
    two(&a, &b);
    stage_make(&c, false);
    trust(&c, &a);
    trust(&c, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size), *for_c = carry(&a, &c, a.person.id, &size_c);
    take(&b, bytes, size);
    assert_true(store_person_erase(b.store, a.person.id, "the order ended", &b.problems));
    refused(&b, bytes, size, "bundle-erased");
    sound(&b);
    /* the third terminal hears of it with somebody else's bundle */
    size_t other_size;
    assert_true(store_person_add(b.store, "X000001", STAGE_NOW, &other, pin, &b.problems));
    const char *others = carry(&b, &c, other.id, &other_size);
    take(&c, others, other_size);
    refused(&c, for_c, size_c, "bundle-erased");
    stage_end(&c);
    stage_end(&b);
    stage_end(&a);
}

static void every_byte_counts(void **state)
{
    (void)state;
    struct stage a, b;
    struct store_imported in;
    size_t size;
    two(&a, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    char *copy = arena_copy(&a.arena, bytes, size);
    for (size_t i = 0; i < size; i++) {
        copy[i] ^= 1;
        assert_false(store_bundle_import(b.store, copy, size, &in, &b.problems));
        copy[i] ^= 1;
        assert_false(store_bundle_import(b.store, copy, i, &in, &b.problems));
    }
    assert_false(store_person_by_crn(b.store, "X123456", &in.person));
    assert_false(store_is_broken(b.store));
    take(&b, copy, size);
    stage_end(&b);
    stage_end(&a);
}

static void only_for_whom_and_from_whom(void **state)
{
    (void)state;
    struct stage a, b, stranger, demonstration;
    struct store_person person;
    char pin[7];
    size_t size;
    two(&a, &b);
    stage_make(&stranger, false);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    refused(&stranger, bytes, size, "bundle-sealed");
    bytes = carry(&a, &stranger, a.person.id, &size);
    refused(&stranger, bytes, size, "bundle-stranger");
    trust(&stranger, &a);
    take(&stranger, bytes, size);
    assert_true(store_person_add(b.store, "X123456", STAGE_NOW, &person, pin, &b.problems));
    bytes = carry(&a, &b, a.person.id, &size);
    refused(&b, bytes, size, "bundle-crn");
    stage_make(&demonstration, true);
    const char *keys = keys_of(&demonstration, &size);
    assert_false(store_bundle_export(a.store, a.person.id, keys, size, "/nowhere/x", &a.problems));
    assert_string_equal(stage_code(&a), "bundle-demonstration");
    keys = keys_of(&b, &size);
    assert_false(store_bundle_export(a.store, a.person.id, keys, size, "/nowhere/x", &a.problems));
    assert_string_equal(stage_code(&a), "bundle-write");
    stage_end(&demonstration);
    stage_end(&stranger);
    stage_end(&b);
    stage_end(&a);
}

/* An old copy of a folder, put back: others have what it went on to sign. */
static void an_old_copy_put_back_shows(void **state)
{
    (void)state;
    struct stage a, b;
    char command[300], record[UUID_TEXT], pin[7];
    struct store_person gone;
    size_t size;
    two(&a, &b);
    assert_true(store_person_add(a.store, "X000009", STAGE_NOW, &gone, pin, &a.problems));
    stage_close(&a);
    snprintf(command, sizeof command, "cp -a %s %s-copy", a.folder, a.folder);
    assert_int_equal(system(command), 0);
    stage_reopen(&a);
    stage_complete(&a, record);
    assert_true(store_person_erase(a.store, gone.id, "They asked.", &a.problems));
    const char *bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    stage_close(&a);
    snprintf(command, sizeof command, "rm -rf %s && mv %s-copy %s", a.folder, a.folder, a.folder);
    assert_int_equal(system(command), 0);
    stage_reopen(&a);
    sound(&a);
    bytes = carry(&b, &a, a.person.id, &size);
    assert_true(store_person_by_id(a.store, gone.id, &gone));
    struct store_imported in = take(&a, bytes, size);
    assert_int_equal(in.lost, 2);
    assert_int_equal(in.erased, 1);
    assert_true(store_person_is_erased(a.store, gone.id));
    sound(&a);
    sound(&a);
    stage_end(&b);
    stage_end(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_person_goes_on_at_the_same_page),
        cmocka_unit_test(twice_changes_nothing),
        cmocka_unit_test(what_both_did_is_joined),
        cmocka_unit_test(who_was_erased_stays_erased),
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(only_for_whom_and_from_whom),
        cmocka_unit_test(an_old_copy_put_back_shows),
    };
    return cmocka_run_group_tests_name("store bundle", tests, NULL, NULL);
}
