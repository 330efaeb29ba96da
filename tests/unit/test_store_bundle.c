#include "store_stage.h"

#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"
#include "store_credit.h"
#include "store_desk.h"

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
    assert_true(store_person_add(b.store, "W000001", STAGE_NOW, &other, pin, &b.problems));
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
    assert_true(store_day(a.store)); /* another key signs from here on */
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
    /* what came back goes on to a third, with the key that signed it then and the one that signs now */
    struct stage c;
    stage_make(&c, false);
    trust(&c, &a);
    bytes = carry(&a, &c, a.person.id, &size);
    take(&c, bytes, size);
    sound(&c);
    struct store_record *here, *there;
    int count = store_records(a.store, &a.arena, a.person.id, &here);
    assert_int_equal(store_records(c.store, &c.arena, a.person.id, &there), count);
    stage_end(&c);
    stage_end(&b);
    stage_end(&a);
}

/* --- what goes along --------------------------------------------------------------------------------------------- */

static const char *draft_of(struct stage *t, const char *attempt)
{
    struct store_draft *drafts;
    int count = store_drafts(t->store, &t->arena, t->person.id, attempt, &drafts);
    return count == 1 ? drafts[0].text : count ? "?" : "";
}

static void type(struct stage *t, const char *text, instant_ms at)
{
    struct virtual_clock clock = {.wall = at};
    store_use_clock(t->store, clock_virtual(&clock));
    assert_true(store_draft_put(t->store, t->person.id, t->attempt, "plan", "first", text));
    store_use_clock(t->store, clock_real());
}

static void the_words_that_were_half_typed_go_along(void **state)
{
    (void)state;
    struct stage a, b;
    size_t old_size, size;
    two(&a, &b);
    type(&a, "I wou", STAGE_NOW);
    const char *old = carry(&a, &b, a.person.id, &old_size);
    b.person = take(&b, old, old_size).person;
    memcpy(b.attempt, a.attempt, sizeof b.attempt);
    assert_string_equal(draft_of(&b, b.attempt), "I wou");
    type(&b, "I would ask", STAGE_NOW + 2000);
    take(&b, old, old_size);
    assert_string_equal(draft_of(&b, b.attempt), "I would ask");
    const char *bytes = carry(&b, &a, a.person.id, &size);
    take(&a, bytes, size);
    assert_string_equal(draft_of(&a, a.attempt), "I would ask");
    /* answered here: what was half typed before that does not come back */
    struct event answer = stage_event(900);
    answer.kind = EVENT_ANSWER;
    answer.exercise = "plan";
    answer.detail = NULL;
    answer.has_number = false;
    answer.answer = (struct answer){.declined = true};
    assert_true(store_append(b.store, b.person.id, b.attempt, &answer, 1));
    assert_string_equal(draft_of(&b, b.attempt), "");
    take(&b, old, old_size);
    assert_string_equal(draft_of(&b, b.attempt), "");
    stage_end(&b);
    stage_end(&a);
}

static void what_staff_look_after_goes_along(void **state)
{
    (void)state;
    struct stage a, b;
    struct store_concern *concerns;
    struct store_identity identity = {.prison_number = "A1234BC"}, found;
    size_t size;
    two(&a, &b);
    assert_true(store_identity_set(a.store, a.person.id, &identity));
    assert_true(store_concern_add(a.store, a.person.id, "support", "stop-and-think", "welcome", STAGE_NOW));
    const char *bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    assert_true(store_identity(b.store, a.person.id, &found));
    assert_string_equal(found.prison_number, "A1234BC");
    assert_int_equal(store_concerns(b.store, &b.arena, a.person.id, &concerns), 1);
    assert_string_equal(concerns[0].kind, "support");
    assert_string_equal(concerns[0].page, "welcome");
    /* followed up at the other terminal: not open at this one any more, and not again when the old bundle comes late */
    struct store_staff lee;
    char pin[STAFF_PIN];
    assert_true(store_staff_add(a.store, "Lee", STAFF_ADMINISTRATOR, NULL, STAGE_NOW, &lee, pin, &a.problems));
    assert_int_equal(store_concerns(a.store, &a.arena, a.person.id, &concerns), 1);
    assert_true(store_concern_seen(a.store, lee.id, concerns[0].id, STAGE_NOW + 1000));
    size_t later_size;
    const char *later = carry(&a, &b, a.person.id, &later_size);
    take(&b, later, later_size);
    take(&b, bytes, size);
    assert_int_equal(store_concerns(b.store, &b.arena, a.person.id, &concerns), 0);
    assert_int_equal(store_concerns_seen(b.store, &b.arena, STAGE_NOW, &concerns), 1);
    stage_end(&b);
    stage_end(&a);
}

static void who_is_erased_there_is_erased_here(void **state)
{
    (void)state;
    struct stage a, b, c;
    struct store_person gone, other;
    char pin[7];
    size_t size;
    two(&a, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    assert_true(store_person_erase(b.store, a.person.id, "asked for it", &b.problems));
    assert_true(store_person_add(b.store, "X000003", STAGE_NOW, &other, pin, &b.problems));
    /* a third terminal heard it from the second, and this one does not trust the second */
    stage_make(&c, false);
    trust(&c, &b);
    bytes = carry(&b, &c, other.id, &size);
    take(&c, bytes, size);
    assert_true(store_person_add(c.store, "X000002", STAGE_NOW, &gone, pin, &c.problems));
    struct stage d;
    stage_make(&d, false);
    trust(&d, &c);
    bytes = carry(&c, &d, gone.id, &size);
    assert_int_equal(take(&d, bytes, size).strange, 1);
    assert_true(store_person_by_id(d.store, gone.id, &gone));
    /* the first one trusts it */
    bytes = carry(&b, &a, other.id, &size);
    struct store_imported in = take(&a, bytes, size);
    assert_int_equal(in.erased, 1);
    assert_true(store_person_is_erased(a.store, a.person.id));
    in = take(&a, bytes, size);
    assert_int_equal(in.erased, 0);
    sound(&a);
    sound(&c);
    sound(&d);
    stage_end(&d);
    stage_end(&c);
    stage_end(&b);
    stage_end(&a);
}

/* --- well sealed, and false inside -------------------------------------------------------------------------------- */

/* A bundle as `from` would seal and sign it for `to`, with one text in it changed: as whoever has taken `from` over
 * could. */
static const char *forged(struct stage *from, struct stage *to, const char *what, const char *with, size_t *size)
{
    const char *bytes = carry(from, to, from->person.id, size);
    size_t magic = strlen(BUNDLE_MAGIC), length = *size - magic - SEAL_BOX_OVERHEAD_BYTES;
    char *text = arena_alloc(&from->arena, length + 1);
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES], box[SEAL_PUBLIC_BYTES];
    char hex[2 * SEAL_SIGNATURE_BYTES + 1];
    assert_true(seal_box_open(store_keys(to->store), (const uint8_t *)bytes + magic, *size - magic, text));
    struct buffer plain;
    buffer_init(&plain, &from->arena);
    char *end = strstr(text, "{\"key\":"), *at = strstr(text, what);
    while (end && strstr(end + 1, "\n{\"key\":"))
        end = strstr(end + 1, "\n{\"key\":") + 1;
    assert_non_null(end);
    if (!at)
        fail_msg("there is no %s in it", what);
    buffer_add(&plain, text, (size_t)(at - text));
    buffer_adds(&plain, with);
    buffer_add(&plain, at + strlen(what), (size_t)(end - at) - strlen(what));
    bundle_hash(plain.text, plain.length, hash);
    seal_sign(store_keys(from->store), hash, signature);
    seal_hex(signature, sizeof signature, hex);
    buffer_addf(&plain, "{\"key\":\"%s\",\"part\":\"end\",\"signature\":\"%s\"}\n", store_keys(from->store)->key_id,
                hex);
    *size = magic + plain.length + SEAL_BOX_OVERHEAD_BYTES;
    char *sealed = arena_alloc(&from->arena, *size);
    memcpy(sealed, BUNDLE_MAGIC, magic);
    seal_box_public(store_keys(to->store), box);
    assert_true(seal_box_close(box, plain.text, plain.length, (uint8_t *)sealed + magic));
    return sealed;
}

/* A day is credited there, a record corrected and another voided: all of it comes, signed as it was, and nothing false
 * does. */
static void what_is_false_inside_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *what, *with, *code;
    } forgeries[] = {
        {"\"credited\":\"1\"", "\"credited\":\"0\"", "bundle-record"},
        {"\"reason\":\"Seen.\"", "\"reason\":\"Sees.\"", "bundle-record"},
        {"\"part\":\"resolution\"", "\"part\":\"revolution\"", "bundle-record"},
        {"\"kind\":\"RESOLVED\"", "\"kind\":\"HEARTBEAT\"", "bundle-record"},
        {"\"active_ms\":1500000", "\"active_ms\":1500001", "bundle-record"},
        {"\"kind\":\"VOIDED\"", "\"kind\":\"ERASED\"", "bundle-record"},
        {"\"kind\":\"CORRECTED\"", "\"kind\":\"VOIDED\"", "bundle-record"},
        {"\"completed\":\"0\"", "\"completed\":\"1\"", "bundle-damaged"},
        {"\"part\":\"person\"", "\"part\":\"nobody\"", "bundle-damaged"},
        {"\"crn\":\"X123456\"", "\"crn\":\"X12345\"", "bundle-damaged"},
        {"cairn-public-v1", "cairn-public-v2", "bundle-damaged"},
    };
    struct stage a, b;
    size_t size;
    char record[UUID_TEXT], second[UUID_TEXT];
    two(&a, &b);
    seal_uuid7(STAGE_NOW, record);
    struct record r = stage_record(&a, record);
    struct event completed = stage_completed(record);
    struct resolution said = {.requirement = "2500000001", .date = {2026, 11, 21}, .credited = true, .reason = "Seen."};
    const struct credit_day *day;
    enum resolve answer;
    r.assignment = "0190b8e2-0000-7000-8000-00000000000a";
    assert_true(store_complete(a.store, a.person.id, a.attempt, &r, &completed));
    assert_true(store_resolve(a.store, &a.arena, a.person.id, &said, STAGE_NOW + 86400000, &answer, &day));
    assert_int_equal(answer, RESOLVE_OK);
    struct store_attempt next;
    assert_true(store_attempt_open(a.store, a.person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &next));
    memcpy(a.attempt, next.id, sizeof a.attempt);
    stage_append(&a, 1, 1);
    struct record_change change = {.record = record,
                                   .kind = CHANGE_DATE,
                                   .from = {2026, 11, 21},
                                   .to = {2026, 11, 20},
                                   .reason = "the clock was wrong"};
    assert_true(store_change_add(a.store, &change, &a.problems));
    stage_complete(&a, second);
    change = (struct record_change){.record = second, .kind = CHANGE_VOID, .reason = "somebody else sat there"};
    assert_true(store_change_add(a.store, &change, &a.problems));
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        const char *bytes = forged(&a, &b, forgeries[i].what, forgeries[i].with, &size);
        struct store_imported in;
        problems_init(&b.problems, &b.arena); /* what was told once is not told again */
        if (store_bundle_import(b.store, bytes, size, &in, &b.problems))
            fail_msg("%s was taken", forgeries[i].with);
        if (!text_is(stage_code(&b), forgeries[i].code))
            fail_msg("%s: %s", forgeries[i].with, stage_code(&b));
        assert_false(store_person_by_id(b.store, a.person.id, &in.person));
    }
    const char *bytes = forged(&a, &b, "\"part\":\"person\"", "\"part\":\"person\"", &size);
    take(&b, bytes, size);
    struct record_change *changes;
    struct resolution *resolutions;
    assert_int_equal(store_changes(b.store, &b.arena, a.person.id, &changes), 2);
    assert_int_equal(store_resolutions(b.store, &b.arena, a.person.id, &resolutions), 1);
    assert_string_equal(resolutions[0].reason, "Seen.");
    assert_string_equal(all_of(&a, a.person.id), all_of(&b, a.person.id));
    sound(&b);
    stage_end(&b);
    stage_end(&a);
}

/* The stick was taken out in the middle of an earlier export: what that left is gone with the next. */
static void what_a_yank_left_goes(void **state)
{
    (void)state;
    struct stage a, b;
    char path[128];
    size_t size;
    two(&a, &b);
    snprintf(path, sizeof path, "%s/person.bundle.a1B2c3", a.folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fputs("half", file) < 0, 0);
    fclose(file);
    carry(&a, &b, a.person.id, &size);
    assert_int_not_equal(access(path, F_OK), 0);
    stage_end(&b);
    stage_end(&a);
}

/* --- whose clock is wrong ---------------------------------------------------------------------------------------- */

static struct event event_of(const char *sitting, int64_t minutes, double number)
{
    struct event e = stage_event(0);
    e.sitting = sitting;
    e.at = STAGE_NOW + minutes * 60000;
    e.number = number;
    return e;
}

static void put(struct stage *t, const char *sitting, int64_t minutes, double number)
{
    struct event e = event_of(sitting, minutes, number);
    assert_true(store_append(t->store, t->person.id, t->attempt, &e, 1));
}

static void numbers_are(struct stage *t, const char *expected)
{
    struct event *events;
    struct buffer out;
    int count;
    buffer_init(&out, &t->arena);
    assert_true(store_events(t->store, &t->arena, t->person.id, t->attempt, &events, &count));
    for (int i = EVENTS; i < count; i++) {
        if (events[i].kind == EVENT_COMPLETED)
            buffer_adds(&out, " end");
        else
            buffer_addf(&out, " %.0f", events[i].number);
    }
    assert_string_equal(buffer_text(&out), expected);
}

#define MONDAY    "0190b8e2-0000-7000-8000-0000000000a1"
#define TUESDAY   "0190b8e2-0000-7000-8000-0000000000a2"
#define WEDNESDAY "0190b8e2-0000-7000-8000-0000000000a3"

/* The second terminal's clock is a day behind: what was done there after the bundle comes after it all the same. */
static void what_follows_comes_after(void **state)
{
    (void)state;
    struct stage a, b;
    size_t size;
    two(&a, &b);
    put(&a, MONDAY, 0, 11);
    put(&a, MONDAY, 1, 12);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    b.person = take(&b, bytes, size).person;
    memcpy(b.attempt, a.attempt, sizeof b.attempt);
    put(&b, TUESDAY, -1440, 21);
    put(&b, TUESDAY, -1439, 22);
    bytes = carry(&b, &a, a.person.id, &size);
    take(&a, bytes, size);
    put(&a, WEDNESDAY, 2, 31);
    bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    numbers_are(&a, " 11 12 21 22 31");
    numbers_are(&b, " 11 12 21 22 31");
    stage_end(&b);
    stage_end(&a);
}

/* Both went on with no bundle in between: sittings stay whole, and it is completed at one, after all that was answered.
 */
static void what_was_done_at_once_is_kept_whole(void **state)
{
    (void)state;
    struct stage a, b;
    size_t size, back_size;
    two(&a, &b);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    b.person = take(&b, bytes, size).person;
    memcpy(b.attempt, a.attempt, sizeof b.attempt);
    put(&a, TUESDAY, 5, 21);
    put(&b, MONDAY, 4, 11);
    put(&a, TUESDAY, 6, 22);
    put(&b, MONDAY, 7, 12);
    char attempt[UUID_TEXT];
    memcpy(attempt, b.attempt, sizeof attempt);
    struct record r = stage_record(&b, "0190b8e2-0000-7000-8000-0000000000ff");
    struct event completed = stage_completed(r.id);
    completed.sitting = MONDAY;
    assert_true(store_complete(b.store, b.person.id, attempt, &r, &completed));
    const char *back = carry(&b, &a, a.person.id, &back_size);
    bytes = carry(&a, &b, a.person.id, &size);
    take(&a, back, back_size);
    take(&b, bytes, size);
    numbers_are(&a, " 11 12 21 22 end");
    numbers_are(&b, " 11 12 21 22 end");
    struct store_attempt *attempts;
    int count = store_attempts(a.store, &a.arena, a.person.id, &attempts);
    for (int i = 0; i < count; i++)
        assert_true(attempts[i].completed);
    sound(&a);
    sound(&b);
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
        cmocka_unit_test(the_words_that_were_half_typed_go_along),
        cmocka_unit_test(what_staff_look_after_goes_along),
        cmocka_unit_test(who_is_erased_there_is_erased_here),
        cmocka_unit_test(what_is_false_inside_is_refused),
        cmocka_unit_test(what_a_yank_left_goes),
        cmocka_unit_test(what_follows_comes_after),
        cmocka_unit_test(what_was_done_at_once_is_kept_whole),
    };
    return cmocka_run_group_tests_name("store bundle", tests, NULL, NULL);
}
