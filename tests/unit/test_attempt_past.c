/* An attempt: what the person answered in other modules, and before in this one. */
#include "player_kit.h"

struct past_kit {
    struct kit k;
    struct module modules[2]; /* "m" and its twin "n" */
    struct attempt *past[3];
};

static struct attempt *went(struct past_kit *p, int module, const char *trigger, double heat)
{
    struct kit *k = &p->k;
    struct attempt *s = attempt_new(&k->arena, k->programme, &p->modules[module], k->settings);
    struct decision d;
    struct act acts[] = {{.kind = ACT_PICK, .exercise = "trigger", .item = trigger},
                         {.kind = ACT_NUMBER, .exercise = "heat", .number = heat}};
    attempt_open(s, k->now, &d);
    for (int i = 0; i < d.count; i++)
        attempt_apply(s, &d.events[i]);
    for (int a = 0; a < 2; a++) {
        k->now.at += 60000;
        attempt_decide(s, acts[a], k->now, &d);
        for (int i = 0; i < d.count; i++)
            attempt_apply(s, &d.events[i]);
    }
    return s;
}

/* m with 3, n with 8, m again with 5; then m is open and has no answer yet. */
static void begin(struct past_kit *p)
{
    kit_begin(&p->k, "", KIT_WALK);
    p->modules[0] = p->modules[1] = *p->k.module;
    p->modules[1].id = "n";
    p->k.programme->modules = p->modules;
    p->k.programme->module_count = 2;
    p->k.module = &p->modules[0];
    p->past[0] = went(p, 0, "a", 3);
    p->past[1] = went(p, 1, "b", 8);
    p->past[2] = went(p, 0, "harm", 5);
    p->k.attempt = attempt_new(&p->k.arena, p->k.programme, p->k.module, p->k.settings);
    kit_open(&p->k);
    attempt_set_past(p->k.attempt, (struct past){p->past, 3});
}

static struct value variable(struct past_kit *p, const char *name)
{
    struct rule_scope scope = attempt_scope(p->k.attempt, &p->k.arena);
    struct value out;
    scope.variable(scope.context, name, &out);
    return out;
}

static void rules_read_other_modules(void **state)
{
    (void)state;
    struct past_kit p;
    begin(&p);
    assert_int_equal(variable(&p, "heat").kind, VALUE_NULL); /* of this attempt: not yet */
    assert_int_equal(variable(&p, "n.heat").kind, VALUE_NUMBER);
    assert_true(variable(&p, "n.heat").number == 8);
    assert_string_equal(variable(&p, "n.trigger").items[0].text, "b");
    assert_int_equal(variable(&p, "m.heat").kind, VALUE_NULL); /* its own module is this attempt */
    assert_int_equal(variable(&p, "o.heat").kind, VALUE_NULL);
    kit_end(&p.k);
}

static void history_is_oldest_first(void **state)
{
    (void)state;
    struct past_kit p;
    struct dated_answer found[4];
    begin(&p);
    assert_int_equal(attempt_history(p.k.attempt, "heat", found, 4), 2);
    assert_true(found[0].answer->number == 3 && found[1].answer->number == 5);
    assert_true(found[0].at < found[1].at);
    assert_true(kit_number(&p.k, "heat", 7));
    assert_int_equal(attempt_history(p.k.attempt, "m.heat", found, 4), 3);
    assert_true(found[2].answer->number == 7 && found[2].attempt == p.k.attempt);
    assert_int_equal(attempt_history(p.k.attempt, "n.heat", found, 4), 1);
    assert_int_equal(attempt_history(p.k.attempt, "heat", found, 1), 1);
    assert_int_equal(attempt_history(p.k.attempt, "nothing", found, 4), 0);
    assert_true(kit_decline(&p.k, "heat"));
    assert_int_equal(attempt_history(p.k.attempt, "heat", found, 4), 2);
    kit_end(&p.k);
}

static void words_quote_other_modules(void **state)
{
    (void)state;
    struct past_kit p;
    begin(&p);
    struct wording one = {.message = {.in = {"You said {n.trigger}, {n.heat}."}}};
    struct wording none = {.message = {.in = {"You said nothing."}}};
    struct words words = {&one, 1}, empty = {&none, 1};
    assert_string_equal(wording_or(p.k.attempt, &p.k.arena, &words, &empty), "You said bee, 8.");
    attempt_set_past(p.k.attempt, (struct past){p.past, 1}); /* never been at n */
    assert_string_equal(wording_or(p.k.attempt, &p.k.arena, &words, &empty), "You said nothing.");
    kit_end(&p.k);
}

static void past_speaks_the_same_language(void **state)
{
    (void)state;
    struct past_kit p;
    begin(&p);
    attempt_set_language(p.k.attempt, "cy", "a", NULL);
    for (int i = 0; i < 3; i++)
        assert_string_equal(attempt_settings_of(p.past[i]).language, "cy");
    kit_end(&p.k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_read_other_modules),
        cmocka_unit_test(history_is_oldest_first),
        cmocka_unit_test(words_quote_other_modules),
        cmocka_unit_test(past_speaks_the_same_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
