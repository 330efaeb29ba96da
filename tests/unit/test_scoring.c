/* Scores worked by hand beside each test. */
#include "player_kit.h"
#include <math.h>

#include "files.h"
#include "scoring.h"

/* --- measures made here ------------------------------------------------------------------------------------------ */

static const struct measure_option never_to_always[] = {
    {.id = "never", .value = 0}, {.id = "some", .value = 1}, {.id = "often", .value = 2}, {.id = "always", .value = 3}};
static const struct measure_option one_to_five[] = {
    {.id = "a", .value = 1}, {.id = "b", .value = 3}, {.id = "c", .value = 5}};

#define ITEM(name, sub, turned)                                                                                        \
    {                                                                                                                  \
        .id = name, .options = never_to_always, .option_count = 4, .subscale = sub, .reversed = turned                 \
    }

static const struct measure_item items[] = {ITEM("calm", 0, true),
                                            ITEM("tense", 0, false),
                                            ITEM("sleep", 1, false),
                                            {.id = "other",
                                             .options = one_to_five,
                                             .option_count = 3,
                                             .subscale = 1,
                                             .reversed = true,
                                             .has_concern = true,
                                             .concern_at_least = 3}};
static const struct measure_subscale subscales[] = {{.id = "mood"}, {.id = "body"}};
static const struct measure_band bands[] = {
    {.from = 1, .to = 4, .id = "low"}, {.from = 5, .to = 9, .id = "middle"}, {.from = 10, .to = 14, .id = "high"}};
static const struct measure sum = {.id = "sum",
                                   .items = items,
                                   .item_count = 4,
                                   .subscales = subscales,
                                   .subscale_count = 2,
                                   .rule = MEASURE_SUM,
                                   .least = 1,
                                   .most = 14,
                                   .decline = true,
                                   .missing_at_most = 1,
                                   .bands = bands,
                                   .band_count = 3,
                                   .has_case = true,
                                   .case_from = 10};

static const struct measure_item scale_items[] = {{.id = "stop", .subscale = -1}, {.id = "ask", .subscale = -1}};
static const struct measure mean = {.id = "mean",
                                    .items = scale_items,
                                    .item_count = 2,
                                    .is_scale = true,
                                    .scale = {.from = 0, .to = 10, .step = 1},
                                    .rule = MEASURE_MEAN,
                                    .most = 10,
                                    .higher_is_better = true};

static struct answer answer_of(const struct answer_entry *entries, int count)
{
    return (struct answer){.entries = entries, .count = count};
}

#define ANSWER(...)                                                                                                    \
    answer_of((const struct answer_entry[]){__VA_ARGS__},                                                              \
              (int)(sizeof((const struct answer_entry[]){__VA_ARGS__}) / sizeof(struct answer_entry)))

static struct score score_of(const struct measure *m, struct answer a)
{
    return measure_score(m, &a);
}

/* --- sums -------------------------------------------------------------------------------------------------------- */

static void reversed_items_count_from_the_other_end(void **state)
{
    (void)state;
    /* calm "often" 2 -> 3 - 2 = 1; tense "always" 3; sleep "some" 1; other "a" 1 -> 1 + 5 - 1 = 5: 1 + 3 + 1 + 5 = 10
     */
    struct score s = score_of(&sum, ANSWER({"calm", "often"}, {"tense", "always"}, {"sleep", "some"}, {"other", "a"}));
    assert_true(s.has && s.score == 10);
    assert_int_equal(s.answered, 4);
    assert_string_equal(s.band->id, "high");
    assert_true(s.is_case);
    /* mood: 1 + 3; body: 1 + 5 */
    assert_true(s.has_subscale[0] && s.subscale[0] == 4);
    assert_true(s.has_subscale[1] && s.subscale[1] == 6);
}

static void bands_hold_their_borders(void **state)
{
    (void)state;
    /* calm never -> 3, tense, sleep never 0, other c 5 -> 1: 4; with tense some: 5; lowest: calm always -> 0, other c:
     * 1 */
    struct score four =
        score_of(&sum, ANSWER({"calm", "never"}, {"tense", "never"}, {"sleep", "never"}, {"other", "c"}));
    struct score five =
        score_of(&sum, ANSWER({"calm", "never"}, {"tense", "some"}, {"sleep", "never"}, {"other", "c"}));
    struct score one =
        score_of(&sum, ANSWER({"calm", "always"}, {"tense", "never"}, {"sleep", "never"}, {"other", "c"}));
    assert_true(four.score == 4 && five.score == 5 && one.score == 1);
    assert_string_equal(four.band->id, "low");
    assert_string_equal(five.band->id, "middle");
    assert_string_equal(one.band->id, "low");
    assert_false(five.is_case);
    struct score top =
        score_of(&sum, ANSWER({"calm", "never"}, {"tense", "always"}, {"sleep", "always"}, {"other", "a"}));
    assert_true(top.score == 14);
    assert_string_equal(top.band->id, "high");
}

static void one_left_out_counts_as_the_mean_of_the_others(void **state)
{
    (void)state;
    /* tense 3, sleep 2, other "b" 3 -> 3: 8 of 3 items, mean 8/3, four items 10.67 -> 11 */
    struct score s = score_of(&sum, ANSWER({"calm", "-"}, {"tense", "always"}, {"sleep", "often"}, {"other", "b"}));
    assert_true(s.has && s.score == 11);
    assert_int_equal(s.missing, 1);
    /* mood: tense 3 alone of two, 6; body: 2 + 3 */
    assert_true(s.subscale[0] == 6 && s.subscale[1] == 5);
    /* not asked yet is missing as well as left out is; two missing are too many */
    struct score two = score_of(&sum, ANSWER({"calm", "-"}, {"tense", "always"}, {"sleep", "often"}));
    assert_false(two.has);
    assert_null(two.band);
    struct answer declined = {.declined = true};
    assert_false(measure_score(&sum, &declined).has);
    assert_false(measure_score(&sum, NULL).has);
    /* half is rounded up: tense 0, sleep 1, other 1: 2/3 * 4 = 2.67 -> 3; and 10.5 never, as sums are whole */
    struct score low = score_of(&sum, ANSWER({"calm", "-"}, {"tense", "never"}, {"sleep", "some"}, {"other", "c"}));
    assert_true(low.score == 3);
}

static void means_are_not_rounded(void **state)
{
    (void)state;
    /* (4 + 7) / 2 */
    struct score s = score_of(&mean, ANSWER({"stop", "4"}, {"ask", "7"}));
    assert_true(s.has && s.score == 5.5);
    assert_null(s.band);
    assert_false(score_of(&mean, ANSWER({"stop", "4"})).has); /* nothing may be missing */
    struct arena a;
    arena_init(&a);
    assert_string_equal(score_words(&a, 5.5), "5.5");
    assert_string_equal(score_words(&a, 14.0 / 3), "4.7");
    assert_string_equal(score_words(&a, 4), "4");
    arena_release(&a);
}

/* --- answers ----------------------------------------------------------------------------------------------------- */

static void only_answers_of_the_measure_fit(void **state)
{
    (void)state;
    struct answer good = ANSWER({"stop", "10"}, {"ask", "0"}), off = ANSWER({"stop", "11"}),
                  word = ANSWER({"stop", "ten"});
    struct answer padded = ANSWER({"stop", "07"}), twice = ANSWER({"stop", "1"}, {"stop", "2"});
    struct answer stranger = ANSWER({"sleep", "1"}), left_out = ANSWER({"stop", "-"}), none = ANSWER({"stop", NULL});
    assert_true(measure_fits(&mean, &good));
    assert_false(measure_fits(&mean, &off));
    assert_false(measure_fits(&mean, &word));
    assert_false(measure_fits(&mean, &padded));
    assert_false(measure_fits(&mean, &twice));
    assert_false(measure_fits(&mean, &stranger));
    assert_false(measure_fits(&mean, &none));
    assert_false(measure_fits(&mean, &left_out)); /* of this one, nothing can be left out */
    struct answer passed = ANSWER({"calm", "-"}, {"other", "b"});
    assert_true(measure_fits(&sum, &passed));
    assert_false(measure_is_complete(&sum, &passed));
    assert_true(measure_is_complete(&mean, &good));
}

static void a_concern_is_told_when_it_is_given_and_not_again(void **state)
{
    (void)state;
    struct answer none = ANSWER({"other", "a"}), some = ANSWER({"other", "b"}), more = ANSWER({"other", "c"});
    struct answer later = ANSWER({"tense", "always"}, {"other", "b"}), away = ANSWER({"other", "-"});
    assert_false(measure_is_concern(&sum, &none, NULL));
    assert_true(measure_is_concern(&sum, &some, NULL)); /* b is worth 3, before it is reversed */
    assert_true(measure_is_concern(&sum, &some, &none));
    assert_true(measure_is_concern(&sum, &more, &some));   /* another answer that says it */
    assert_false(measure_is_concern(&sum, &later, &some)); /* another item changed */
    assert_false(measure_is_concern(&sum, &away, &some));
}

/* --- two occasions ----------------------------------------------------------------------------------------------- */

static struct measure_change change_of(const struct measure *m, double first, double last)
{
    struct score a = {.has = true, .score = first}, b = {.has = true, .score = last};
    return measure_change(m, &a, &b);
}

static void which_way_is_better_is_the_measures_to_say(void **state)
{
    (void)state;
    assert_int_equal(change_of(&sum, 10, 7).distance, DISTANCE_BETTER);
    assert_int_equal(change_of(&sum, 7, 10).distance, DISTANCE_WORSE);
    assert_int_equal(change_of(&sum, 7, 7).distance, DISTANCE_SAME);
    assert_int_equal(change_of(&mean, 4, 4.5).distance, DISTANCE_BETTER);
    assert_int_equal(change_of(&mean, 0.1 + 0.2, 0.3).distance, DISTANCE_SAME);
    assert_true(change_of(&mean, 4, 4.5).difference == 0.5);
    struct score none = {0}, some = {.has = true};
    assert_int_equal(measure_change(&sum, &none, &some).distance, DISTANCE_UNKNOWN);
    assert_false(change_of(&sum, 10, 0).knows_reliable);
}

static void points_are_reliable_from_their_number_on(void **state)
{
    (void)state;
    struct measure m = sum;
    m.reliable = (struct measure_reliable){.kind = RELIABLE_POINTS, .points = 6};
    assert_true(change_of(&m, 14, 8).is_reliable);
    assert_true(change_of(&m, 8, 14).is_reliable);
    assert_false(change_of(&m, 14, 9).is_reliable);
    assert_true(change_of(&m, 14, 9).knows_reliable);
}

static void the_reliable_change_index_is_jacobson_and_truax(void **state)
{
    (void)state;
    struct measure m = sum;
    /* sd 7.5, r .84: SE = 7.5 * sqrt(.16) = 3; Sdiff = sqrt(18) = 4.2426; 1.96 * 4.2426 = 8.3156 */
    m.reliable = (struct measure_reliable){.kind = RELIABLE_INDEX, .sd = 7.5, .reliability = 0.84};
    struct measure_change change = change_of(&m, 20, 11);
    assert_true(fabs(change.index - -2.1213) < 1e-4); /* -9 / 4.2426 */
    assert_true(change.is_reliable);
    assert_false(change_of(&m, 20, 12).is_reliable);   /* -8 / 4.2426 = -1.886 */
    assert_true(change_of(&m, 10, 18.4).is_reliable);  /* 8.4 / 4.2426 = 1.980 */
    assert_false(change_of(&m, 10, 18.3).is_reliable); /* 8.3 / 4.2426 = 1.956 */
}

/* --- the measures that come with it ------------------------------------------------------------------------------ */

/* A programme that asks one measure, over the files of modules/. */
struct one_measure {
    struct source files;
    const char *id;
};

static bool one_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    struct one_measure *one = context;
    const char *text = NULL;
    if (strcmp(path, "kit/programme.json") == 0)
        text = arena_printf(a,
                            "{'format': 1, 'id': 'kit', 'version': '1.0.0', 'title': 'Kit', 'summary': 'For tests.',"
                            " 'accent': '#0A6B68', 'languages': ['en-GB'], 'modules': ['m'],"
                            " 'measures': {'first': ['%s'], 'last': ['%s']}, 'activity': {'kind': 'activity'}}",
                            one->id, one->id);
    else if (strcmp(path, "kit/m.json") == 0)
        text = "{'id': 'm', 'title': 'M', 'public_title': 'M', 'minutes': 5, 'pages': ["
               "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'text', 'text': 'One.'}]},"
               "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Two.'}]}]}";
    if (!text)
        return one->files.read(one->files.context, a, path, bytes, size);
    *bytes = kit_quotes(a, text);
    *size = strlen(text);
    return true;
}

static const struct programme *programme_with(struct arena *a, const char *id)
{
    struct one_measure *one = ARENA_NEW(a, struct one_measure);
    *one = (struct one_measure){.files = files_source(SOURCE_DIR "/modules"), .id = id};
    struct source source = {.context = one, .read = one_read, .exists = kit_exists};
    struct problems problems;
    problems_init(&problems, a);
    const struct programme *p = programme_load(a, &source, "kit", &problems);
    struct buffer said;
    buffer_init(&said, a);
    problems_print(&problems, &said);
    assert_string_equal(buffer_text(&said), "");
    assert_true(p && p->module_count == 1 && p->measure_count == 1);
    return p;
}

/* Every item answered with its answer number `index`, or its last. */
static struct answer all_answered(struct arena *a, const struct measure *m, int index)
{
    struct answer_entry *entries = ARENA_ARRAY(a, struct answer_entry, m->item_count);
    for (int i = 0; i < m->item_count; i++) {
        int last = measure_value_count(m, &m->items[i]) - 1;
        char key[MEASURE_KEY];
        entries[i].key = m->items[i].id;
        entries[i].value = arena_strdup(a, measure_key(m, &m->items[i], index < last ? index : last, key));
    }
    return (struct answer){.entries = entries, .count = m->item_count};
}

static void the_licensed_ones_score_as_published(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const struct measure *phq = programme_with(&a, "phq-9")->measures[0];
    assert_int_equal(phq->item_count, 9);
    assert_true(phq->least == 0 && phq->most == 27 && phq->validated && phq->licence);
    /* nine times "several days" is 9, mild; "more than half the days" 18, moderately severe; "nearly every day" 27 */
    struct answer ones = all_answered(&a, phq, 1), twos = all_answered(&a, phq, 2), threes = all_answered(&a, phq, 3);
    assert_true(measure_score(phq, &ones).score == 9);
    assert_string_equal(measure_score(phq, &ones).band->id, "mild");
    assert_false(measure_score(phq, &ones).is_case);
    assert_string_equal(measure_score(phq, &twos).band->id, "moderately-severe");
    assert_true(measure_score(phq, &threes).score == 27);
    assert_true(change_of(phq, 15, 9).is_reliable);
    assert_false(change_of(phq, 15, 10).is_reliable);
    for (int i = 0; i < 9; i++)
        assert_int_equal(phq->items[i].has_concern, i == 8);
    struct answer nothing = all_answered(&a, phq, 0);
    assert_true(measure_is_concern(phq, &ones, NULL));
    assert_false(measure_is_concern(phq, &nothing, NULL));
    const struct measure *gad = programme_with(&a, "gad-7")->measures[0];
    struct answer ten = all_answered(&a, gad, 1);
    assert_true(gad->item_count == 7 && gad->most == 21 && measure_score(gad, &ten).score == 7);
    assert_true(change_of(gad, 10, 6).is_reliable);
    assert_false(change_of(gad, 10, 7).is_reliable);
    arena_release(&a);
}

static void our_own_say_that_they_are_no_test(void **state)
{
    (void)state;
    static const char *const areas[] = {"thinking", "victim",  "domestic-abuse", "cannabis", "wellbeing",
                                        "anger",    "alcohol", "women",          "youth",    "ete"};
    struct arena a;
    arena_init(&a);
    for (int i = 0; i < 10; i++) {
        const struct measure *sure = programme_with(&a, arena_printf(&a, "confidence-%s", areas[i]))->measures[0];
        assert_false(sure->validated);
        assert_true(sure->is_scale && sure->least == 0 && sure->most == 10 && sure->higher_is_better);
        assert_true(sure->item_count >= 4 && sure->item_count <= 6 && sure->then_ask.count && sure->band_count == 0);
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reversed_items_count_from_the_other_end),
        cmocka_unit_test(bands_hold_their_borders),
        cmocka_unit_test(one_left_out_counts_as_the_mean_of_the_others),
        cmocka_unit_test(means_are_not_rounded),
        cmocka_unit_test(only_answers_of_the_measure_fit),
        cmocka_unit_test(a_concern_is_told_when_it_is_given_and_not_again),
        cmocka_unit_test(which_way_is_better_is_the_measures_to_say),
        cmocka_unit_test(points_are_reliable_from_their_number_on),
        cmocka_unit_test(the_reliable_change_index_is_jacobson_and_truax),
        cmocka_unit_test(the_licensed_ones_score_as_published),
        cmocka_unit_test(our_own_say_that_they_are_no_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
