#include "cmocka_unit.h"

#include <string.h>

#include "files.h"
#include "load.h"

/* The programme that tests/bad makes mistakes in uses every part of the format once; what it says must arrive. */

static struct arena a;
static struct problems problems;
static const struct programme *p;
static const struct module *m;

static int load_base(void **state)
{
    (void)state;
    static struct source source;
    source = files_source(TESTS_DIR "/bad/base");
    arena_init(&a);
    problems_init(&problems, &a);
    p = programme_load(&a, &source, "small", &problems);
    m = p && p->module_count ? &p->modules[0] : NULL;
    return m ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    arena_release(&a);
    return 0;
}

static void facts_show_what_the_list_says(void **state)
{
    (void)state;
    const struct message *ask = &module_exercise(m, "quiz")->ask.item[0].message;
    assert_string_equal(ask->in[0], "What comes first? Not 116 123.");
    assert_string_equal(ask->in[1], "Beth sy'n dod gyntaf? Nid 116 123.");
    assert_string_equal(ask->source, "What comes first? Not {fact.samaritans}.");
    assert_string_equal(programme_fact(p, "samaritans")->is_for, "anyone");
    assert_false(programme_fact(p, "emergency")->verified);
}

static void the_programme_arrives(void **state)
{
    (void)state;
    assert_int_equal(problems.errors + problems.warnings, 0);
    assert_string_equal(p->id, "small");
    assert_string_equal(p->folder, "small");
    assert_string_equal(p->version, "1.0.0");
    assert_int_equal(p->accent, 0x0A6B68);
    assert_int_equal(p->language_count, 2);
    assert_int_equal(programme_language(p, "cy"), 1);
    assert_int_equal(programme_language(p, "pl"), -1);
    assert_true(p->unreviewed_count > 0);
    assert_string_equal(p->unreviewed[0].language, p->languages[1]);
    assert_int_equal(p->activity, ACTIVITY_ACTIVITY);
    assert_int_equal(p->suggested_active_minutes, 20);
    assert_string_equal(p->title.item[0].message.in[1], "Bach");
    assert_ptr_equal(programme_module(p, "one"), m);
    assert_null(programme_module(p, "two"));
    assert_int_equal(m->minutes, 5);
    assert_string_equal(m->take_home, "plan");
    assert_int_equal(m->check_count, 1);
    assert_ptr_equal(m->check[0], module_exercise(m, "quiz"));
    assert_true(m->check_at_least == 0.5);
    assert_string_equal(m->hash, "");
    assert_true(m->size_bytes > 1000 && m->bytes[0] == '{');
    assert_true(m->feedback_bytes && m->feedback_bytes[0] == '{');
}

static void pages_of_the_feedback_follow_uncounted(void **state)
{
    (void)state;
    int index = -1;
    assert_int_equal(m->page_count, 5);
    const struct page *last = module_page(m, "how-was-it", &index);
    assert_int_equal(index, 4);
    assert_true(last->uncounted);
    assert_false(m->pages[0].uncounted);
    assert_string_equal(last->title.item[0].message.context, "feedback-tiny/how-was-it/title");
    assert_string_equal(last->title.item[0].message.in[1], "Sut oedd hi?");
    assert_non_null(module_exercise(m, "words"));
    assert_true(m->pages[3].extra);
    assert_int_equal(m->pages[0].next[0].page, 3);
    assert_int_equal(m->pages[0].next[0].kind, NEXT_PAGE);
    assert_int_equal(m->pages[1].when->op, RULE_EQ);
    assert_string_equal(m->pages[1].when->args[0]->value.text, "setting");
    assert_string_equal(m->pages[0].bct[0], "4.2");
}

static void blocks_have_ids_indexes_and_pointers(void **state)
{
    (void)state;
    int index = 0;
    const struct page *start = &m->pages[0];
    assert_string_equal(start->blocks[0].id, "start:image-1");
    assert_string_equal(start->blocks[1].id, "heat");
    assert_string_equal(start->blocks[1].pointer, "/pages/0/blocks/1");
    for (int i = 0; i < 3; i++)
        assert_int_equal(start->blocks[i].index, index++);
    assert_true(text_starts_with(m->pages[1].blocks[0].id, m->pages[1].id));
    const struct block *thought = module_exercise(m, "record.thought");
    assert_int_equal(thought->index, 5);
    assert_string_equal(thought->ask.item[0].message.context, "one/middle/record.thought.ask");
    assert_ptr_equal(m->pages[1].blocks[1].worksheet.fields[0].exercise, thought);
    assert_int_equal(m->block_count, 11);
    assert_int_equal(m->exercise_count, 6);
}

static void kinds_arrive_whole(void **state)
{
    (void)state;
    const struct block *heat = module_exercise(m, "heat"), *trigger = module_exercise(m, "trigger");
    assert_true(heat->scale.from == 0 && heat->scale.to == 10 && heat->scale.step == 1);
    assert_string_equal(heat->scale.high.item[0].message.context, "one/start/heat.end.2");
    assert_true(trigger->choice.many);
    assert_int_equal(trigger->choice.at_most, 2);
    assert_string_equal(choice_option(&trigger->choice, "wait")->icon, "timer-sand");
    assert_null(choice_option(&trigger->choice, "none"));
    assert_string_equal(choice_option(&trigger->choice, "no")->text.item[0].message.in[1], "Cael eich gwrthod");
    const struct block *quiz = module_exercise(m, "quiz"), *plan = module_exercise(m, "plan");
    assert_true(quiz->choice.has_right && quiz->choice.options[0].right && !quiz->choice.options[1].right);
    assert_string_equal(quiz->feedback.page, "start");
    assert_string_equal(plan->gaps.gaps[0].recall, "trigger");
    assert_int_equal(plan->gaps.gaps[0].at_most, 1);
    assert_string_equal(plan->gaps.gaps[0].bank[0].text.item[0].message.context, "one/end/plan.bank.when.wait");
    const struct story_block *story = &m->pages[3].blocks[0].story;
    assert_ptr_equal(story->lines[0].who, &story->speakers[0]);
}

static void every_kind_has_its_name_and_nature(void **state)
{
    (void)state;
    for (int kind = 0; kind < BLOCK_KINDS; kind++) {
        struct block b = {.kind = (enum block_kind)kind};
        assert_non_null(block_kind_name(b.kind));
        assert_int_equal(block_is_exercise(&b), kind >= BLOCK_CHOICE && kind < BLOCK_WORKSHEET);
    }
    assert_string_equal(block_kind_name(BLOCK_CHOICE), "choice");
}

/* Everything of the shipped programmes is in order, to the last warning. */
static void shipped_programmes_are_clean(void **state)
{
    (void)state;
    struct source source = files_source(SOURCE_DIR "/modules");
    struct problems found;
    struct buffer out;
    problems_init(&found, &a);
    buffer_init(&out, &a);
    assert_non_null(programme_load(&a, &source, "thinking-skills", &found));
    problems_print(&found, &out);
    assert_string_equal(buffer_text(&out), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_programme_arrives),
        cmocka_unit_test(facts_show_what_the_list_says),
        cmocka_unit_test(pages_of_the_feedback_follow_uncounted),
        cmocka_unit_test(blocks_have_ids_indexes_and_pointers),
        cmocka_unit_test(kinds_arrive_whole),
        cmocka_unit_test(every_kind_has_its_name_and_nature),
        cmocka_unit_test(shipped_programmes_are_clean),
    };
    return cmocka_run_group_tests(tests, load_base, release);
}
