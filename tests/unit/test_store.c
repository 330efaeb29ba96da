#include "store_stage.h"

#include <sys/stat.h>
#include "demonstration.h"
#include "store_audit.h"
#include "store_internal.h"

/* --- making and opening ----------------------------------------------------------------------------------------- */

static void a_store_is_made_once_and_opens_again(void **state)
{
    (void)state;
    struct stage t;
    struct stat info;
    char path[128];
    stage_make(&t, false);
    assert_false(store_is_demonstration(t.store));
    assert_false(store_is_broken(t.store));
    assert_string_equal(store_site_of(t.store)->site, "SITE-01");
    assert_string_equal(store_site_of(t.store)->setting, "community");
    assert_int_equal(store_site_of(t.store)->minimum_active_minutes, 20);
    snprintf(path, sizeof path, "%s/cairn.db", t.folder);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    stage_reopen(&t);
    assert_int_equal(t.problems.errors, 0);
    stage_close(&t);
    assert_false(store_make(t.folder, false, &t.problems));
    assert_string_equal(stage_code(&t), "store-exists");
    stage_end(&t);
}

static void a_second_opener_is_told_who_holds_the_store(void **state)
{
    (void)state;
    struct stage t;
    char pid[32], name[32] = "";
    FILE *comm = fopen("/proc/self/comm", "r");
    assert_true(comm && fgets(name, sizeof name, comm));
    fclose(comm);
    name[strcspn(name, "\n")] = '\0';
    stage_make(&t, false);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "store-in-use");
    snprintf(pid, sizeof pid, "(process %ld)", (long)getpid());
    assert_non_null(strstr(t.problems.last->message, pid));
    assert_non_null(strstr(t.problems.last->message, name));
    stage_reopen(&t);
    stage_end(&t);
}

/* Without our lock file too: SQLite's own lock is held as long as the store is open. */
static void another_program_gets_nothing_while_it_is_open(void **state)
{
    (void)state;
    struct stage t;
    stage_begin(&t, false);
    assert_int_equal(stage_sql(&t, "SELECT count(*) FROM person"), SQLITE_BUSY);
    stage_end(&t);
}

static void what_is_not_this_store_is_refused(void **state)
{
    (void)state;
    struct stage t;
    char keys[128], elsewhere[128];
    stage_make(&t, false);
    stage_close(&t);
    assert_null(store_open("/tmp/no-such-folder", &t.problems));
    assert_string_equal(stage_code(&t), "store-missing");

    assert_int_equal(stage_sql(&t, "PRAGMA user_version=1000"), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "store-newer");
    assert_int_equal(stage_sql(&t, "PRAGMA user_version=0"), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "store-other");
    assert_int_equal(stage_sql(&t, "PRAGMA user_version=1; PRAGMA application_id=5"), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "store-other");
    char ours[100];
    snprintf(ours, sizeof ours, "PRAGMA user_version=%d; PRAGMA application_id=%d", store_version(),
             STORE_APPLICATION_ID);
    assert_int_equal(stage_sql(&t, ours), SQLITE_OK);

    snprintf(keys, sizeof keys, "%s/keys/keys.json", t.folder);
    snprintf(elsewhere, sizeof elsewhere, "%s/keys/old", t.folder);
    assert_int_equal(rename(keys, elsewhere), 0);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "keys-missing");
    snprintf(keys, sizeof keys, "%s/keys", t.folder);
    assert_true(seal_keys_make(keys, false, &t.problems));
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "keys-other");
    stage_end(&t);
}

static void a_site_must_make_sense(void **state)
{
    (void)state;
    struct stage t;
    stage_folder(&t);
    stage_site(&t, "{\"format\": 1, \"setting\": \"moon\"}");
    assert_false(store_make(t.folder, false, &t.problems));
    assert_string_equal(stage_code(&t), "value");
    stage_site(&t, "{\"format\": 1}");
    assert_true(store_make(t.folder, false, &t.problems));
    stage_site(&t, "{\"format\": 1, \"day\": {\"minimum_minutes\": -1}}");
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "limit");
    stage_site(&t, "{\"format\": 1, \"day\": {\"minimum_minutes\": 35}}");
    t.store = store_open(t.folder, &t.problems);
    assert_int_equal(store_site_of(t.store)->minimum_active_minutes, 35);
    stage_end(&t);
}

/* A folder or a dead link of that name is not "no settings". */
static void a_site_file_that_cannot_be_read_is_not_the_defaults(void **state)
{
    (void)state;
    struct stage t;
    stage_make(&t, false);
    stage_close(&t);
    const char *path = arena_printf(&t.arena, "%s/" SITE_FILE, t.folder);
    assert_int_equal(symlink("nowhere", path), 0);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "site-file");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_null(store_open(t.folder, &t.problems));
    stage_end(&t);
}

/* Once for each change, and with what it is now. */
static void a_changed_setting_is_noted(void **state)
{
    (void)state;
    struct stage t;
    struct store_audit *audits;
    stage_make(&t, false);
    int before = store_audits(t.store, &t.arena, NULL, &audits);
    stage_site(&t, "{\"format\": 1, \"terminal\": \"T2\", \"day\": {\"minimum_minutes\": 30}}");
    stage_reopen(&t);
    stage_reopen(&t);
    assert_int_equal(store_audits(t.store, &t.arena, NULL, &audits), before + 1);
    assert_string_equal(audits[before].action, "site");
    assert_string_equal(audits[before].who, "site.json");
    assert_string_equal(audits[before].detail, "{\"terminal\":\"\\\"T2\\\"\",\"day.minimum_minutes\":\"30\"}");
    stage_site(&t, "{\"format\": 1}");
    stage_reopen(&t);
    assert_int_equal(store_audits(t.store, &t.arena, NULL, &audits), before + 2);
    assert_string_equal(audits[before + 1].detail, "{}");
    stage_end(&t);
}

/* --- people ----------------------------------------------------------------------------------------------------- */

static void people_are_added_once_and_found(void **state)
{
    (void)state;
    struct stage t;
    struct store_person again, *people;
    char pin[7];
    stage_begin(&t, false);
    assert_true(code_is_valid(t.person.code));
    assert_int_equal(strlen(t.pin), 6);
    assert_true(store_person_by_crn(t.store, "X123456", &again));
    assert_string_equal(again.id, t.person.id);
    assert_true(store_person_by_id(t.store, t.person.id, &again));
    assert_string_equal(again.code, t.person.code);
    assert_false(store_person_by_crn(t.store, "X999999", &again));

    assert_false(store_person_add(t.store, "X123456", STAGE_NOW, &again, pin, &t.problems));
    assert_string_equal(stage_code(&t), "person-exists");
    static const char *const wrong[] = {"", "x123456", "X12345", "X1234567", "123456X", "XX12345"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(store_person_add(t.store, wrong[i], STAGE_NOW, &again, pin, &t.problems));
        assert_string_equal(stage_code(&t), "crn");
    }
    assert_int_equal(store_people(t.store, &t.arena, &people), 1);
    assert_string_equal(people[0].crn, "X123456");
    stage_end(&t);
}

static void a_code_finds_slips_of_the_finger(void **state)
{
    (void)state;
    char code[9] = "57243810";
    static const char *const wrong[] = {"", "1234567", "123456789", "1234567a", " 1234567"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(code_is_valid(wrong[i]));
    assert_false(code_is_valid(NULL));
    assert_true(code_is_valid("00005724")); /* 572 has check digit 4 (Damm 2004) */
    while (!code_is_valid(code))
        code[7]++;
    for (int i = 0; i < 8; i++) {
        char before = code[i];
        for (char digit = '0'; digit <= '9'; digit++) {
            code[i] = digit;
            assert_int_equal(code_is_valid(code), digit == before);
        }
        code[i] = before;
        if (i && code[i] != code[i - 1]) {
            code[i] = code[i - 1], code[i - 1] = before;
            assert_false(code_is_valid(code));
            code[i - 1] = code[i], code[i] = before;
        }
    }
}

static void concerns_come_first_until_they_are_seen(void **state)
{
    (void)state;
    struct stage t;
    struct store_person second, *people;
    struct store_concern *concerns;
    char pin[7];
    stage_begin(&t, false);
    assert_true(store_person_add(t.store, "Y000001", STAGE_NOW, &second, pin, &t.problems));
    assert_true(store_concern_add(t.store, second.id, "answer", "stop-and-think", "trigger", STAGE_NOW + 5));
    assert_true(store_concern_add(t.store, NULL, "support", NULL, NULL, STAGE_NOW + 6));
    assert_false(store_concern_add(t.store, "nobody", "support", NULL, NULL, STAGE_NOW));
    stage_reopen(&t);
    assert_int_equal(store_people(t.store, &t.arena, &people), 2);
    assert_string_equal(people[0].crn, "Y000001");
    assert_int_equal(people[0].concerns, 1);
    assert_int_equal(people[0].last_concern, STAGE_NOW + 5);
    assert_int_equal(people[1].concerns, 0);
    assert_int_equal(store_concerns(t.store, &t.arena, NULL, &concerns), 2);
    assert_string_equal(concerns[0].kind, "support");
    assert_string_equal(concerns[0].person, "");
    assert_int_equal(store_concerns(t.store, &t.arena, second.id, &concerns), 1);
    assert_string_equal(concerns[0].module, "stop-and-think");
    assert_string_equal(concerns[0].page, "trigger");
    assert_true(store_concern_seen(t.store, NULL, concerns[0].id, STAGE_NOW + 9));
    assert_false(store_concern_seen(t.store, NULL, concerns[0].id, STAGE_NOW + 9));
    assert_int_equal(store_people(t.store, &t.arena, &people), 2);
    assert_string_equal(people[0].crn, "X123456");
    stage_end(&t);
}

static void assignments_come_back_as_given(void **state)
{
    (void)state;
    struct stage t;
    struct assignment *found;
    struct assignment first = {
        .id = "a1",
        .module = "thinking-skills",
        .requirement = {.id = "2500199144", .maximum_days = 10, .has_until = true, .until = {2027, 2, 28}},
        .supervision = SUPERVISION_ORDER};
    struct assignment second = {
        .id = "a2", .module = "thinking-skills/stop-and-think", .supervision = SUPERVISION_LICENCE};
    stage_begin(&t, false);
    assert_true(store_assign(t.store, t.person.id, &first, STAGE_NOW, &t.problems));
    assert_true(store_assign(t.store, t.person.id, &second, STAGE_NOW + 1, &t.problems));
    assert_false(store_assign(t.store, "nobody", &first, STAGE_NOW, &t.problems));
    assert_string_equal(stage_code(&t), "person-unknown");
    stage_reopen(&t);
    assert_int_equal(store_assignments(t.store, &t.arena, t.person.id, &found), 2);
    assert_string_equal(found[0].requirement.id, "2500199144");
    assert_int_equal(found[0].requirement.maximum_days, 10);
    assert_true(found[0].requirement.has_until &&
                date_compare(found[0].requirement.until, first.requirement.until) == 0);
    assert_int_equal(found[0].supervision, SUPERVISION_ORDER);
    assert_null(found[1].requirement.id);
    assert_false(found[1].requirement.has_until);
    assert_int_equal(found[1].supervision, SUPERVISION_LICENCE);
    stage_end(&t);
}

/* --- journal ---------------------------------------------------------------------------------------------------- */

static void the_open_attempt_is_one(void **state)
{
    (void)state;
    struct stage t;
    struct store_attempt again, *attempts;
    char id[UUID_TEXT], before[UUID_TEXT];
    stage_begin(&t, false);
    assert_true(
        store_attempt_open(t.store, t.person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW + 9, &again));
    assert_string_equal(again.id, t.attempt);
    assert_null(again.assignment);
    memcpy(before, t.attempt, sizeof before);
    stage_complete(&t, id);
    assert_string_not_equal(before, t.attempt);
    assert_int_equal(store_attempts(t.store, &t.arena, t.person.id, &attempts), 2);
    assert_true(attempts[0].completed && !attempts[1].completed);
    assert_false(store_attempt_open(t.store, "nobody", "p", "m", NULL, STAGE_NOW, &again));
    assert_false(store_attempt_open(t.store, t.person.id, "p", "m", "no-such-assignment", STAGE_NOW, &again));
    assert_false(store_is_broken(t.store)); /* a mistaken caller breaks nothing */
    stage_end(&t);
}

static void events_come_back_in_order(void **state)
{
    (void)state;
    struct stage t;
    struct event several[3] = {stage_event(3), stage_event(4), stage_event(5)}, *events;
    struct store_person other;
    char pin[7];
    struct store_attempt *attempts;
    int count;
    stage_begin(&t, false);
    stage_append(&t, 1, 2);
    assert_true(store_append(t.store, t.person.id, t.attempt, several, 3));
    assert_false(store_append(t.store, "nobody", t.attempt, several, 3));
    assert_false(store_append(t.store, t.person.id, "no-attempt", several, 3));
    assert_true(store_person_add(t.store, "Y000001", STAGE_NOW, &other, pin, &t.problems));
    assert_false(store_append(t.store, other.id, t.attempt, several, 3));
    assert_false(store_is_broken(t.store));
    stage_reopen(&t);
    assert_true(store_events(t.store, &t.arena, t.person.id, t.attempt, &events, &count));
    assert_int_equal(count, 5);
    for (int i = 0; i < count; i++) {
        assert_int_equal(events[i].kind, EVENT_SEEN);
        assert_int_equal((int)events[i].number, i + 1);
        assert_int_equal(events[i].at, STAGE_NOW + (i + 1) * 1000);
    }
    assert_int_equal(store_attempts(t.store, &t.arena, t.person.id, &attempts), 1);
    assert_int_equal(attempts[0].last_at, STAGE_NOW + 5000);
    assert_false(store_events(t.store, &t.arena, "nobody", t.attempt, &events, &count));
    stage_end(&t);
}

static void drafts_are_replaced_and_go_with_their_answer(void **state)
{
    (void)state;
    struct stage t;
    struct store_draft *drafts;
    struct answer_entry entry = {.key = "text", .value = "I walked away"};
    struct event answer = {.kind = EVENT_ANSWER,
                           .at = STAGE_NOW,
                           .sitting = "s",
                           .page = "p",
                           .exercise = "record.thought",
                           .answer = {.entries = &entry, .count = 1}};
    stage_begin(&t, false);
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "record.thought", NULL, "I wal"));
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "record.thought", NULL, "I walked \"away\"\n\n"));
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "trigger", "other", "my brother"));
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "trigger", "third", "gone"));
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "trigger", "third", ""));
    stage_reopen(&t);
    assert_int_equal(store_drafts(t.store, &t.arena, t.person.id, t.attempt, &drafts), 2);
    bool trigger_first = strcmp(drafts[0].exercise, "trigger") == 0;
    struct store_draft *thought = &drafts[trigger_first ? 1 : 0], *trigger = &drafts[trigger_first ? 0 : 1];
    assert_string_equal(thought->exercise, "record.thought");
    assert_null(thought->item);
    assert_string_equal(thought->text, "I walked \"away\"\n\n");
    assert_string_equal(trigger->item, "other");
    assert_string_equal(trigger->text, "my brother");
    assert_true(store_append(t.store, t.person.id, t.attempt, &answer, 1));
    assert_int_equal(store_drafts(t.store, &t.arena, t.person.id, t.attempt, &drafts), 1);
    assert_string_equal(drafts[0].exercise, "trigger");
    stage_end(&t);
}

/* Nothing anyone did can be read in the files without the keys: not the words, not the kind, not the page. */
static void the_files_tell_nothing(void **state)
{
    (void)state;
    struct stage t;
    char path[128];
    static const char *const canaries[] = {"my brother",   "card-words",  "\"seen\"",
                                           "concern-page", "where-i-was", "support"};
    static const char *const files[] = {"cairn.db", "cairn.db-wal"};
    stage_begin(&t, false);
    stage_append(&t, 1, 3);
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "where-i-was", "other", "my brother"));
    assert_true(store_concern_add(t.store, t.person.id, "support", "m", "concern-page", STAGE_NOW));
    for (int closed = 0; closed < 2; closed++) {
        for (size_t f = 0; f < 2; f++) {
            snprintf(path, sizeof path, "%s/%s", t.folder, files[f]);
            FILE *file = fopen(path, "r");
            assert_true(file || closed);
            if (!file)
                continue;
            static char bytes[4 * 1024 * 1024];
            size_t size = fread(bytes, 1, sizeof bytes, file);
            fclose(file);
            for (size_t c = 0; c < sizeof canaries / sizeof canaries[0]; c++)
                for (size_t i = 0; i + strlen(canaries[c]) <= size; i++)
                    assert_memory_not_equal(bytes + i, canaries[c], strlen(canaries[c]));
            assert_non_null(memchr(bytes, 'X', size)); /* the file was read */
        }
        if (!closed)
            stage_close(&t);
    }
    stage_end(&t);
}

static void events_of_equal_length_classes_look_alike(void **state)
{
    (void)state;
    struct stage t;
    struct event e = {.kind = EVENT_CONCERN, .at = STAGE_NOW, .sitting = "s"};
    stage_begin(&t, false);
    assert_true(store_append(t.store, t.person.id, t.attempt, &e, 1));
    e.kind = EVENT_PAGE;
    assert_true(store_append(t.store, t.person.id, t.attempt, &e, 1));
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "CREATE TEMP TABLE one(n INTEGER CHECK(n = 1));"
                                   "INSERT INTO one SELECT count(DISTINCT length(body)) FROM event"),
                     SQLITE_OK);
    stage_end(&t);
}

/* The rows of a journal cannot change places, or be of another attempt or person. */
static void a_moved_event_does_not_open(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "CREATE TABLE c AS SELECT * FROM event; UPDATE event SET body = (SELECT body FROM c WHERE c.n = 3 - event.n) "
        "WHERE n < 3",
        "UPDATE event SET n = n + 1 WHERE n = 3",
        "DELETE FROM event WHERE n = 2",
        "UPDATE event SET body = zeroblob(length(body)) WHERE n = 2",
        "UPDATE event SET body = zeroblob(3) WHERE n = 2",
        "INSERT INTO event SELECT attempt, 4, body, turn FROM event WHERE n = 1",
        "INSERT INTO attempt(id, person, programme, module, opened_at, last_at, completed) SELECT 'other', person, "
        "'p', 'm', 0, 0, 0 FROM attempt; UPDATE event SET attempt = "
        "'other'",
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct stage t;
        struct event *events;
        int count;
        stage_begin(&t, false);
        stage_append(&t, 1, 3);
        assert_true(store_events(t.store, &t.arena, t.person.id, t.attempt, &events, &count));
        stage_close(&t);
        assert_int_equal(stage_sql(&t, "DROP TRIGGER event_stays; DROP TRIGGER event_kept; DROP TRIGGER event_once"),
                         SQLITE_OK);
        assert_int_equal(stage_sql(&t, changes[i]), SQLITE_OK);
        stage_reopen(&t);
        bool moved = i == 6;
        assert_false(store_events(t.store, &t.arena, t.person.id, moved ? "other" : t.attempt, &events, &count));
        stage_end(&t);
    }
}

static void events_are_append_only_for_everyone(void **state)
{
    (void)state;
    static const char *const tries[] = {
        "UPDATE event SET n = 9 WHERE n = 1",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE n = 1",
        "REPLACE INTO event SELECT attempt, n, zeroblob(80), turn FROM event WHERE n = 2",
        "INSERT INTO event SELECT * FROM event WHERE n = 1 ON CONFLICT DO UPDATE SET body = zeroblob(80)",
        "INSERT OR IGNORE INTO event SELECT * FROM event"};
    struct stage t;
    struct event *events;
    int count;
    stage_begin(&t, false);
    stage_append(&t, 1, 2);
    stage_close(&t);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
        assert_int_equal(stage_sql(&t, tries[i]), SQLITE_CONSTRAINT);
    stage_reopen(&t);
    assert_true(store_events(t.store, &t.arena, t.person.id, t.attempt, &events, &count));
    assert_int_equal(count, 2);
    stage_end(&t);
}

static void a_demonstration_has_its_person_and_nobody_else_has(void **state)
{
    (void)state;
    struct stage t;
    struct store_person person;
    struct assignment *assignments;
    char pin[7];
    stage_make(&t, false);
    assert_false(demonstration_person_add(t.store, STAGE_NOW, &person, &t.problems));
    assert_string_equal(stage_code(&t), "not-demonstration");
    assert_false(store_person_add(t.store, DEMONSTRATION_CRN, STAGE_NOW, &person, pin, &t.problems));
    assert_string_equal(stage_code(&t), "person-demonstration");
    assert_true(store_is_nobodys(t.store, DEMONSTRATION_CODE) && !store_is_nobodys(t.store, "X000002"));
    stage_end(&t);
    stage_make(&t, true);
    assert_true(store_is_demonstration(t.store));
    assert_true(demonstration_person_add(t.store, STAGE_NOW, &person, &t.problems));
    assert_string_equal(person.code, DEMONSTRATION_CODE);
    assert_int_equal(store_sign_in(t.store, DEMONSTRATION_CODE, DEMONSTRATION_PIN, STAGE_NOW, &person, NULL, NULL),
                     SIGN_IN_OK);
    assert_int_equal(store_assignments(t.store, &t.arena, person.id, &assignments), 1);
    assert_string_equal(assignments[0].requirement.id, DEMONSTRATION_REQUIREMENT);
    assert_false(demonstration_person_add(t.store, STAGE_NOW, &person, &t.problems));
    assert_string_equal(stage_code(&t), "person-exists");
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_is_made_once_and_opens_again),
        cmocka_unit_test(a_second_opener_is_told_who_holds_the_store),
        cmocka_unit_test(another_program_gets_nothing_while_it_is_open),
        cmocka_unit_test(what_is_not_this_store_is_refused),
        cmocka_unit_test(a_site_must_make_sense),
        cmocka_unit_test(a_site_file_that_cannot_be_read_is_not_the_defaults),
        cmocka_unit_test(a_changed_setting_is_noted),
        cmocka_unit_test(people_are_added_once_and_found),
        cmocka_unit_test(a_code_finds_slips_of_the_finger),
        cmocka_unit_test(concerns_come_first_until_they_are_seen),
        cmocka_unit_test(assignments_come_back_as_given),
        cmocka_unit_test(the_open_attempt_is_one),
        cmocka_unit_test(events_come_back_in_order),
        cmocka_unit_test(drafts_are_replaced_and_go_with_their_answer),
        cmocka_unit_test(the_files_tell_nothing),
        cmocka_unit_test(events_of_equal_length_classes_look_alike),
        cmocka_unit_test(a_moved_event_does_not_open),
        cmocka_unit_test(events_are_append_only_for_everyone),
        cmocka_unit_test(a_demonstration_has_its_person_and_nobody_else_has),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
