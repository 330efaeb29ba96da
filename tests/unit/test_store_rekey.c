#include "store_stage.h"

#include <stdlib.h>
#include "store_audit.h"
#include "store_card.h"
#include "store_rekey.h"
#include "store_staff.h"

#define PHRASE "seven green bottles"

/* A person with words, a concern, a card and a second person who is not here these days; one of staff. */
struct held {
    struct stage stage;
    struct store_person away;
    char away_pin[7], record[UUID_TEXT], token[CARD_TOKEN];
};

static void begin(struct held *x)
{
    struct stage *t = &x->stage;
    struct store_staff staff;
    stage_begin(t, false);
    assert_true(store_day(t->store));
    assert_true(store_staff_add(t->store, "one", STAFF_ADMINISTRATOR, PHRASE, STAGE_NOW, &staff, NULL, &t->problems));
    assert_true(store_person_add(t->store, "X000002", STAGE_NOW, &x->away, x->away_pin, &t->problems));
    assert_true(store_card_make(t->store, t->person.id, STAGE_NOW, x->token));
    assert_true(store_concern_add(t->store, t->person.id, "support", "stop-and-think", "welcome", STAGE_NOW));
    stage_append(t, 1, 3);
    stage_complete(t, x->record);
    stage_append(t, 1, 4);
}

static struct store_rekeyed change(struct stage *t)
{
    struct store_rekeyed out;
    if (!store_new_keys(t->store, "Somebody left.", false, &out, &t->problems))
        fail_msg("%s", t->problems.last->message);
    return out;
}

static void expect_whole(struct stage *t)
{
    struct store_concern *concerns;
    struct event *events;
    int count;
    if (!store_records_verify(t->store, &count, &t->problems) || !store_audit_verify(t->store, &count, &t->problems))
        fail_msg("%s", t->problems.last->message);
    assert_true(store_events(t->store, &t->arena, t->person.id, t->attempt, &events, &count));
    assert_int_equal(count, 4);
    assert_string_equal(events[3].detail, "card-words-of-the-person");
    assert_int_equal(store_concerns(t->store, &t->arena, t->person.id, &concerns), 1);
    assert_string_equal(concerns[0].kind, "support");
}

static enum sign_in knock(struct stage *t, const char *code, const char *pin)
{
    struct store_person person;
    return store_sign_in(t->store, code, pin, STAGE_NOW, &person, NULL, NULL);
}

static void other_keys_open_everything(void **state)
{
    (void)state;
    struct held x;
    struct stage *t = &x.stage;
    begin(&x);
    struct seal_keys before = *store_keys(t->store);
    struct store_rekeyed out = change(t);
    assert_int_equal(out.people, 2);
    assert_int_equal(out.staff, 1);
    assert_int_equal(out.without, 0);
    const struct seal_keys *after = store_keys(t->store);
    assert_memory_not_equal(before.site, after->site, sizeof before.site);
    assert_memory_not_equal(before.pepper, after->pepper, sizeof before.pepper);
    assert_string_not_equal(before.key_id, after->key_id);
    assert_string_equal(before.root_id, after->root_id);
    expect_whole(t);
    stage_reopen(t);
    expect_whole(t);
    change(t);
    stage_reopen(t);
    expect_whole(t);
    stage_end(t);
}

static void pins_and_cards_stay(void **state)
{
    (void)state;
    struct held x;
    struct stage *t = &x.stage;
    struct store_person person;
    struct store_staff staff;
    begin(&x);
    change(t);
    stage_reopen(t);
    assert_int_equal(knock(t, t->person.code, "000000"), SIGN_IN_WRONG);
    assert_int_equal(knock(t, t->person.code, t->pin), SIGN_IN_OK);
    assert_int_equal(store_staff_sign_in(t->store, "one", PHRASE, STAGE_NOW, &staff, NULL, NULL), SIGN_IN_OK);
    assert_int_equal(store_sign_in_card(t->store, x.token, t->pin, STAGE_NOW, &person, NULL, NULL), SIGN_IN_OK);
    struct store_rekeyed out = change(t);
    assert_int_equal(out.people, 1);
    assert_int_equal(out.staff, 1);
    assert_int_equal(out.without, 1);
    stage_reopen(t);
    assert_int_equal(knock(t, t->person.code, t->pin), SIGN_IN_OK);
    assert_int_equal(store_sign_in_card(t->store, x.token, t->pin, STAGE_NOW, &person, NULL, NULL), SIGN_IN_OK);
    assert_int_equal(knock(t, x.away.code, x.away_pin), SIGN_IN_WRONG);
    assert_true(store_person_new_pin(t->store, x.away.id, x.away_pin));
    assert_int_equal(knock(t, x.away.code, x.away_pin), SIGN_IN_OK);
    stage_end(t);
}

static void pictures_stay(void **state)
{
    (void)state;
    struct held x;
    struct stage *t = &x.stage;
    struct store_person person;
    char pictures[PICTURES_SECRET];
    begin(&x);
    assert_true(store_pictures_new(t->store, t->person.id, pictures));
    for (int i = 0; i < 2; i++) {
        struct store_rekeyed out = change(t);
        assert_int_equal(out.without, i * 2); /* who is away, and the member of staff */
        stage_reopen(t);
        assert_int_equal(store_sign_in_card(t->store, x.token, pictures, STAGE_NOW, &person, NULL, NULL), SIGN_IN_OK);
    }
    stage_end(t);
}

static void copy(const struct stage *t, const char *from, const char *to)
{
    char command[400];
    snprintf(command, sizeof command, "cp -a %s/%s %s/%s", t->folder, from, t->folder, to);
    assert_int_equal(system(command), 0);
}

static void keys_of_before_open_nothing(void **state)
{
    (void)state;
    struct held x;
    struct stage *t = &x.stage;
    begin(&x);
    copy(t, "keys/keys.json", "keys.before");
    change(t);
    stage_close(t);
    copy(t, "keys.before", "keys/keys.json");
    assert_null(store_open(t->folder, &t->problems));
    assert_string_equal(stage_code(t), "keys-before");
    stage_end(t);
}

static void a_reason_is_given_and_a_credential_stays(void **state)
{
    (void)state;
    struct held x;
    struct stage *t = &x.stage;
    struct store_rekeyed out;
    char folder[100];
    begin(&x);
    assert_false(store_new_keys(t->store, " ", false, &out, &t->problems));
    assert_string_equal(stage_code(t), "keys-reason");
    stage_close(t);
    snprintf(folder, sizeof folder, "%s/credentials", t->folder);
    copy(t, "keys", "credentials");
    char moved[120], from[120];
    snprintf(from, sizeof from, "%s/keys.json", folder);
    snprintf(moved, sizeof moved, "%s/cairn-keys", folder);
    assert_int_equal(rename(from, moved), 0);
    setenv("CREDENTIALS_DIRECTORY", folder, 1);
    stage_reopen(t);
    assert_false(store_new_keys(t->store, "Somebody left.", false, &out, &t->problems));
    assert_string_equal(stage_code(t), "keys-credential");
    unsetenv("CREDENTIALS_DIRECTORY");
    expect_whole(t);
    stage_end(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_keys_open_everything),
        cmocka_unit_test(pins_and_cards_stay),
        cmocka_unit_test(pictures_stay),
        cmocka_unit_test(keys_of_before_open_nothing),
        cmocka_unit_test(a_reason_is_given_and_a_credential_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
