/* shared/sequencing.json: what it says arrives, in every language it is translated into, and what is wrong in it is
 * told. */
#include "cmocka_unit.h"

#include <string.h>

#include "sequence.h"
#include "text.h"

static struct arena arena;
static struct problems problems;
static const char *list, *welsh;

static bool read_text(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    const char *text = text_is(path, SEQUENCING_FILE) ? list : text_is(path, "shared/po/cy.po") ? welsh : NULL;
    (void)context;
    if (!text)
        return false;
    *bytes_out = arena_strdup(a, text);
    *size_out = strlen(text);
    return true;
}

static bool is_there(void *context, const char *path)
{
    (void)context;
    return (text_is(path, SEQUENCING_FILE) && list) || (text_is(path, "shared/po/cy.po") && welsh);
}

static const struct sequencing *load(const char *json)
{
    static const struct source source = {.read = read_text, .exists = is_there, .root = "m"};
    list = json;
    problems_init(&problems, &arena);
    return sequencing_load(&arena, &source, (const char *[]){"en-GB", "cy"}, 2, &problems);
}

#define REST "\"wish\":{\"rank\":9,\"because\":\"They asked.\"},\"open\":{\"at_most\":2,\"because\":\"Two are open.\"}}"
#define NEEDS                                                                                                          \
    "{\"needs\":[{\"id\":\"drink\",\"text\":\"Drink\"},{\"id\":\"danger\",\"text\":\"Danger\",\"stop\":\"A "           \
    "person\"}],"

static void what_it_says_arrives(void **state)
{
    (void)state;
    const struct sequencing *s = load(NEEDS REST);
    assert_non_null(s);
    assert_null(problems.first);
    assert_int_equal(s->need_count, 2);
    assert_int_equal(sequencing_need(s, "danger"), 1);
    assert_int_equal(sequencing_need(s, "anger"), -1);
    assert_int_equal(sequencing_need(NULL, "danger"), -1);
    assert_true(s->needs[1].stop.count && !s->needs[0].stop.count && !s->needs[1].note.count);
    assert_int_equal(s->wish_rank, 9);
    assert_int_equal(s->open_at_most, 2);
    assert_int_equal(s->messages.count, 5);
    assert_string_equal(s->messages.item[2]->context, "sequencing/need.danger.stop");
}

static void no_file_is_no_list(void **state)
{
    (void)state;
    assert_null(load(NULL));
    assert_null(problems.first);
}

/* By the place of its name, whichever number it has in the list. */
static void words_are_translated_by_name(void **state)
{
    (void)state;
    welsh = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: cy\\n\"\n\n"
            "msgctxt \"sequencing/need.drink.text\"\nmsgid \"Drink\"\nmsgstr \"Diod\"\n\n"
            "msgctxt \"sequencing/need.gone.text\"\nmsgid \"Gone\"\nmsgstr \"Wedi mynd\"\n\n"
            "msgctxt \"feedback/another\"\nmsgid \"X\"\nmsgstr \"Y\"\n";
    const struct sequencing *s = load(NEEDS REST);
    assert_string_equal(s->needs[0].text.item[0].message.in[1], "Diod");
    assert_null(s->needs[1].text.item[0].message.in[1]);
    bool unused = false;
    for (const struct problem *p = problems.first; p; p = p->next) {
        unused |= text_is(p->code, "po-unused") && strstr(p->message, "need.gone");
        assert_null(strstr(p->message, "feedback/another")); /* of somebody else */
    }
    assert_true(unused);
    welsh = NULL;
}

static void what_is_wrong_is_told(void **state)
{
    static const struct {
        const char *json, *code;
    } bad[] = {
        {"{\"needs\":[]," REST, "limit"},
        {"{" REST, "missing"},
        {NEEDS "\"wish\":{\"rank\":9,\"because\":\"They asked.\"}}", "missing"},
        {"{\"needs\":[{\"id\":\"drink\"}]," REST, "missing"},
        {"{\"needs\":[{\"id\":\"Drink!\",\"text\":\"Drink\"}]," REST, "id"},
        {"{\"needs\":[{\"text\":\"Drink\"}]," REST, "missing"},
        {"{\"needs\":[{\"id\":\"a\",\"text\":\"A\"},{\"id\":\"a\",\"text\":\"B\"}]," REST, "id-twice"},
        {"{\"needs\":[{\"id\":\"a\",\"text\":\"A\",\"stops\":true}]," REST, "key-unknown"},
        {"{\"needs\":[{\"id\":\"a\",\"text\":\"A\",\"stop\":true}]," REST, "type"},
        {"{\"needs\":\"drink\"," REST, "type"},
        {"{\"needs\":[3]," REST, "type"},
        {NEEDS "\"wish\":{\"rank\":0,\"because\":\"B\"},\"open\":{\"at_most\":2,\"because\":\"C\"}}", "limit"},
        {NEEDS "\"wish\":{\"rank\":9,\"because\":\"B\"},\"open\":{\"at_most\":0,\"because\":\"C\"}}", "limit"},
        {NEEDS "\"wish\":3,\"open\":[]}", "type"},
        {NEEDS "\"also\":[{\"text\":\"T\"}]," REST, "missing"},
        {NEEDS "\"also\":[{\"id\":\"a\",\"text\":\"T\"},{\"id\":\"a\",\"text\":\"U\"}]," REST, "id-twice"},
        {NEEDS "\"also\":[\"T\"]," REST, "type"},
        {"[]", "type"},
        {"{\"needs\":", "json-syntax"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (load(bad[i].json) || !problems.errors || !text_is(problems.first->code, bad[i].code))
            fail_msg("%s: %s, not %s", bad[i].json, problems.first ? problems.first->code : "nothing", bad[i].code);
        assert_string_equal(problems.first->place.file, "m/" SEQUENCING_FILE);
    }
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_arrives),
        cmocka_unit_test(no_file_is_no_list),
        cmocka_unit_test(words_are_translated_by_name),
        cmocka_unit_test(what_is_wrong_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
