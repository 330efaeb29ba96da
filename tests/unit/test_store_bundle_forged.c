/* Bundles that are well sealed, and false inside; and files that were begun. */
#include "bundle_stage.h"

#include "store_credit.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_false_inside_is_refused),
        cmocka_unit_test(what_a_yank_left_goes),
    };
    return cmocka_run_group_tests_name("store bundle, forged", tests, NULL, NULL);
}
