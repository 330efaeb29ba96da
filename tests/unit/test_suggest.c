/* suggest: the table of the clinical guide, "Sequencing for several needs", row by row, on what the programmes say. */
#include "cmocka_unit.h"

#include <string.h>

#include "files.h"
#include "load.h"
#include "suggest.h"
#include "text.h"

#define NEED(name) NEED_BIT(need_of(name))

static struct arena content, work;
static const struct programme *programmes[32];
static int programme_count;
static const struct sequencing *shared;

static int need_of(const char *id)
{
    int need = sequencing_need(shared, id);
    assert_true(need >= 0);
    return need;
}

static int read_all(void **state)
{
    static struct source source;
    struct problems problems;
    const char **folders;
    (void)state;
    arena_init(&content);
    arena_init(&work);
    problems_init(&problems, &content);
    source = files_source(SOURCE_DIR "/modules");
    int count = file_folders(&content, SOURCE_DIR "/modules", &folders);
    for (int i = 0; i < count; i++)
        if (source.exists(source.context, arena_printf(&content, "%s/programme.json", folders[i])))
            programmes[programme_count++] = programme_load(&content, &source, folders[i], &problems);
    shared = sequencing_load(&content, &source, (const char *[]){"en-GB", "cy"}, 2, &problems);
    return programme_count > 9 && shared ? 0 : -1;
}

static int forget_all(void **state)
{
    (void)state;
    arena_release(&content);
    arena_release(&work);
    return 0;
}

static struct suggested ask(struct suggest_request r)
{
    r.sequencing = shared;
    r.programmes = programmes;
    r.programme_count = programme_count;
    return suggest(&work, &r);
}

static const char *first(unsigned needs)
{
    struct suggested all = ask((struct suggest_request){.needs = needs});
    return all.count && all.all[0].state == SUGGEST_COMES ? all.all[0].programme->id : "";
}

static const struct suggestion *one(const struct suggested *all, const char *id)
{
    for (int i = 0; i < all->count; i++)
        if (text_is(all->all[i].programme->id, id))
            return &all->all[i];
    fail_msg("%s is not there", id);
    return NULL;
}

static enum suggest_state state_of(unsigned needs, const char *id)
{
    struct suggested all = ask((struct suggest_request){.needs = needs});
    return one(&all, id)->state;
}

static void each_need_has_its_first_programme(void **state)
{
    (void)state;
    assert_string_equal(first(0), "thinking-skills");
    assert_string_equal(first(NEED("dependent")), "thinking-skills");
    assert_string_equal(first(NEED("drink")), "alcohol-awareness");
    assert_string_equal(first(NEED("cannabis")), "cannabis-awareness");
    assert_string_equal(first(NEED("partner-abuse") | NEED("assessed")), "domestic-abuse");
    assert_string_equal(first(NEED("low-mood")), "emotional-wellbeing");
    assert_string_equal(first(NEED("woman")), "womens-programme");
    assert_string_equal(first(NEED("18-to-25")), "youth-programme");
    assert_string_equal(first(NEED("anger")), "anger-management");
}

static void of_several_needs_the_one_that_comes_first_leads(void **state)
{
    (void)state;
    assert_string_equal(first(NEED("drink") | NEED("low-mood")), "alcohol-awareness");
    assert_string_equal(first(NEED("woman") | NEED("low-mood")), "emotional-wellbeing");
    assert_string_equal(first(NEED("18-to-25") | NEED("cannabis")), "cannabis-awareness");
}

static void what_speaks_against_it_holds_it_back(void **state)
{
    (void)state;
    assert_int_equal(state_of(NEED("drink") | NEED("dependent"), "alcohol-awareness"), SUGGEST_HELD);
    assert_int_equal(state_of(NEED("partner-abuse"), "domestic-abuse"), SUGGEST_HELD);
    assert_int_equal(state_of(NEED("partner-abuse") | NEED("assessed") | NEED("anger"), "anger-management"),
                     SUGGEST_HELD);
    assert_int_equal(state_of(0, "victim-awareness"), SUGGEST_HELD);
}

static void danger_today_stops_all(void **state)
{
    (void)state;
    assert_true(ask((struct suggest_request){.needs = NEED("danger")}).stop);
    assert_true(ask((struct suggest_request){.needs = NEED("unable")}).stop);
    assert_false(ask((struct suggest_request){.needs = NEED("drink")}).stop);
}

static void what_was_done_opens_what_builds_on_it(void **state)
{
    static const struct suggest_done done[] = {
        {"thinking-skills", "stop-and-think"},    {"thinking-skills", "catch-the-thought"},
        {"thinking-skills", "seeing-both-sides"}, {"thinking-skills", "solving-problems"},
        {"thinking-skills", "my-plan"},
    };
    (void)state;
    struct suggested all = ask((struct suggest_request){.done = done, .done_count = 5});
    assert_int_equal(one(&all, "thinking-skills")->state, SUGGEST_DONE);
    assert_string_equal(all.all[0].programme->id, "victim-awareness");
    assert_int_equal(all.all[0].because_count, 1);
    all = ask((struct suggest_request){.done = done, .done_count = 5, .needs = NEED("low-mood")});
    assert_int_equal(one(&all, "victim-awareness")->state, SUGGEST_HELD);
    all = ask((struct suggest_request){.done = done, .done_count = 4});
    assert_string_equal(all.all[0].programme->id, "thinking-skills");
}

static void a_wish_decides_between_equals_and_not_against_a_need(void **state)
{
    (void)state;
    struct suggested all = ask((struct suggest_request){.wish = "education-employment"});
    assert_string_equal(all.all[0].programme->id, "education-employment");
    all = ask((struct suggest_request){.wish = "education-employment", .needs = NEED("low-mood")});
    assert_string_equal(all.all[0].programme->id, "emotional-wellbeing");
    all = ask((struct suggest_request){.wish = "victim-awareness"});
    assert_int_equal(one(&all, "victim-awareness")->state, SUGGEST_HELD);
}

static void two_open_are_enough(void **state)
{
    static const struct assignment open[] = {{.module = "thinking-skills"}, {.module = "domestic-abuse/i-chose"}};
    (void)state;
    struct suggested all = ask((struct suggest_request){.assignments = open, .assignment_count = 2});
    assert_int_equal(all.open, shared->open_at_most);
    assert_int_equal(one(&all, "thinking-skills")->state, SUGGEST_OPEN);
    assert_string_equal(all.all[0].programme->id, "education-employment");
    assert_int_equal(one(&all, "domestic-abuse")->state, SUGGEST_OPEN);
}

static void every_programme_says_whom_it_is_for(void **state)
{
    (void)state;
    struct suggested all = ask((struct suggest_request){0});
    for (int i = 0; i < all.count; i++) {
        const struct sequence *says = all.all[i].programme->sequence;
        assert_true(says->for_whom.count && says->not_for.count && says->suggest_count);
        assert_false(all.all[i].programme->example);
    }
    assert_true(all.count >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_need_has_its_first_programme),
        cmocka_unit_test(of_several_needs_the_one_that_comes_first_leads),
        cmocka_unit_test(what_speaks_against_it_holds_it_back),
        cmocka_unit_test(danger_today_stops_all),
        cmocka_unit_test(what_was_done_opens_what_builds_on_it),
        cmocka_unit_test(a_wish_decides_between_equals_and_not_against_a_need),
        cmocka_unit_test(two_open_are_enough),
        cmocka_unit_test(every_programme_says_whom_it_is_for),
    };
    return cmocka_run_group_tests(tests, read_all, forget_all);
}
