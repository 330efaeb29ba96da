/* Two journals of one person, where clocks differ and where both went on. */
#include "bundle_stage.h"

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
        cmocka_unit_test(what_follows_comes_after),
        cmocka_unit_test(what_was_done_at_once_is_kept_whole),
    };
    return cmocka_run_group_tests_name("store bundle, turns", tests, NULL, NULL);
}
