#include "bundle_stage.h"

#include "store_desk.h"
#include "store_internal.h"

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

/* A terminal is stolen: what it signs is taken no more, by itself or along with another's; what came in before stays.
 */
static void who_is_distrusted_brings_nothing_new(void **state)
{
    (void)state;
    struct stage a, b, c;
    size_t size, later;
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    two(&a, &b);
    stage_make(&c, false);
    trust(&b, &c);
    trust(&c, &b);
    trust(&c, &a);
    seal_hex(store_keys(a.store)->root_public, SEAL_PUBLIC_BYTES, root);
    const char *bytes = carry(&a, &b, a.person.id, &size);
    take(&b, bytes, size);
    assert_true(store_terminal_distrust(b.store, root, "Stolen.", &b.problems));
    sound(&b);
    refused(&b, bytes, size, "bundle-stranger");
    bytes = carry(&b, &c, a.person.id, &size);
    take(&c, bytes, size);
    assert_true(store_terminal_distrust(c.store, root, "Stolen.", &c.problems));
    take(&c, bytes, size); /* all of it is here already */
    assert_false(store_terminal_distrust(c.store, root, "Again.", &c.problems));
    assert_string_equal(stage_code(&c), "terminal-unknown");
    sound(&c);

    char record[UUID_TEXT];
    stage_complete(&a, record);
    trust(&b, &a); /* found again, and b does take it */
    const char *new = carry(&a, &b, a.person.id, &later);
    take(&b, new, later);
    bytes = carry(&b, &c, a.person.id, &size);
    refused(&c, bytes, size, "bundle-stranger"); /* c does not, from b neither */
    assert_true(store_write(c.store, "UPDATE terminal SET trusted = 1", ""));
    int count;
    assert_false(store_records_verify(c.store, &count, &c.problems));
    assert_string_equal(stage_code(&c), "terminal-trust");
    stage_end(&c);
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
        cmocka_unit_test(who_is_distrusted_brings_nothing_new),
        cmocka_unit_test(the_words_that_were_half_typed_go_along),
        cmocka_unit_test(what_staff_look_after_goes_along),
        cmocka_unit_test(who_is_erased_there_is_erased_here),
    };
    return cmocka_run_group_tests_name("store bundle", tests, NULL, NULL);
}
