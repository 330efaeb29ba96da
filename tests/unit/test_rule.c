/* Rules answer as json-logic-js does (every case was run through its 2.0.5); where it says NaN or Infinity, they say
 * null. One thing is ours: names with a dot are flat, "record.thought" is not looked for inside "record". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "json.h"
#include "rule.h"

/* --- JSON to rules, values and back, for the table below -------------------------------------------------------- */

static const char *const operators[] = {
    [RULE_VAR] = "var",  [RULE_EQ] = "==",     [RULE_NE] = "!=",           [RULE_LT] = "<",       [RULE_LE] = "<=",
    [RULE_GT] = ">",     [RULE_GE] = ">=",     [RULE_AND] = "and",         [RULE_OR] = "or",      [RULE_NOT] = "!",
    [RULE_IN] = "in",    [RULE_IF] = "if",     [RULE_ADD] = "+",           [RULE_SUBTRACT] = "-", [RULE_MULTIPLY] = "*",
    [RULE_DIVIDE] = "/", [RULE_MODULO] = "%",  [RULE_MIN] = "min",         [RULE_MAX] = "max",    [RULE_SOME] = "some",
    [RULE_ALL] = "all",  [RULE_NONE] = "none", [RULE_MISSING] = "missing",
};

static struct value value_read(struct arena *a, const struct json *j)
{
    static const enum value_kind kinds[] = {VALUE_NULL, VALUE_FALSE, VALUE_TRUE, VALUE_NUMBER, VALUE_TEXT, VALUE_LIST};
    struct value v = {.kind = kinds[json_kind(j)]};
    if (v.kind == VALUE_NUMBER)
        v.number = json_number(j);
    if (v.kind == VALUE_TEXT)
        v.text = json_string(j);
    if (v.kind == VALUE_LIST) {
        struct value *items = ARENA_ARRAY(a, struct value, json_count(j));
        for (int i = 0; i < json_count(j); i++)
            items[i] = value_read(a, json_at(j, i));
        v.items = items;
        v.count = json_count(j);
    }
    return v;
}

static const struct rule *rule_of(struct arena *a, const struct json *j)
{
    struct rule *r = ARENA_NEW(a, struct rule);
    const struct json *list = j;
    if (json_kind(j) != JSON_OBJECT && json_kind(j) != JSON_ARRAY) {
        r->value = value_read(a, j);
        return r;
    }
    r->op = RULE_LIST;
    if (json_kind(j) == JSON_OBJECT) {
        list = json_at(j, 0);
        for (int op = RULE_VAR; op < RULE_OPS; op++)
            if (strcmp(operators[op], json_key(list)) == 0)
                r->op = (enum rule_op)op;
        assert_int_not_equal(r->op, RULE_LIST);
    }
    bool one = json_kind(list) != JSON_ARRAY;
    r->count = one ? 1 : json_count(list);
    const struct rule **args = ARENA_ARRAY(a, const struct rule *, r->count);
    for (int i = 0; i < r->count; i++)
        args[i] = rule_of(a, one ? list : json_at(list, i));
    r->args = args;
    if (r->op == RULE_VAR) { /* the name stands in the value; what is left is the default */
        r->value = args[0]->value;
        r->args++;
        r->count--;
    }
    return r;
}

static void value_write(const struct value *v, struct buffer *out)
{
    static const char *const words[] = {[VALUE_NULL] = "null", [VALUE_FALSE] = "false", [VALUE_TRUE] = "true"};
    if (v->kind == VALUE_NUMBER) {
        json_write_number(out, v->number);
    } else if (v->kind == VALUE_TEXT) {
        json_write_string(out, v->text);
    } else if (v->kind == VALUE_LIST) {
        buffer_adds(out, "[");
        for (int i = 0; i < v->count; i++) {
            buffer_adds(out, i ? "," : "");
            value_write(&v->items[i], out);
        }
        buffer_adds(out, "]");
    } else {
        buffer_adds(out, words[v->kind]);
    }
}

static const struct json *parsed(struct arena *a, const char *text)
{
    struct problems problems;
    problems_init(&problems, a);
    struct json_document *d = json_parse(a, "rule", text, strlen(text), &problems);
    if (!d)
        fail_msg("not JSON: %s", text);
    return json_root(d);
}

struct data {
    struct arena *arena;
    const struct json *object;
};

static void variable(void *context, const char *name, struct value *out)
{
    const struct data *d = context;
    const struct json *member = json_member(d->object, name);
    *out = member ? value_read(d->arena, member) : (struct value){.kind = VALUE_NULL};
}

/* --- the table -------------------------------------------------------------------------------------------------- */

static const struct {
    const char *rule, *data, *expected;
} cases[] = {
    /* literals */
    {"true", "{}", "true"},
    {"null", "{}", "null"},
    {"17", "{}", "17"},
    {"\"apple\"", "{}", "\"apple\""},
    {"[1, \"a\", null]", "{}", "[1,\"a\",null]"},
    {"[{\"var\": \"a\"}, 2]", "{\"a\": 1}", "[1,2]"},
    /* var */
    {"{\"var\": \"a\"}", "{\"a\": 1}", "1"},
    {"{\"var\": [\"a\"]}", "{\"a\": 1}", "1"},
    {"{\"var\": \"b\"}", "{\"a\": 1}", "null"},
    {"{\"var\": [\"b\", 2]}", "{\"a\": 1}", "2"},
    {"{\"var\": [\"a\", 2]}", "{\"a\": 1}", "1"},
    {"{\"var\": [\"a\", 2]}", "{\"a\": 0}", "0"},
    {"{\"var\": [\"a\", 2]}", "{\"a\": \"\"}", "\"\""},
    {"{\"var\": [\"b\", {\"var\": \"a\"}]}", "{\"a\": 1}", "1"},
    {"{\"var\": \"a.b\"}", "{\"a.b\": \"c\"}", "\"c\""},
    {"{\"var\": [\"a.q\", 9]}", "{\"a.b\": \"c\"}", "9"},
    /* == is loose */
    {"{\"==\": [1, 1]}", "{}", "true"},
    {"{\"==\": [1, \"1\"]}", "{}", "true"},
    {"{\"==\": [1, \" 1 \"]}", "{}", "true"},
    {"{\"==\": [1, \"1x\"]}", "{}", "false"},
    {"{\"==\": [1, 2]}", "{}", "false"},
    {"{\"==\": [0, \"\"]}", "{}", "true"},
    {"{\"==\": [0, false]}", "{}", "true"},
    {"{\"==\": [1, true]}", "{}", "true"},
    {"{\"==\": [\"1\", true]}", "{}", "true"},
    {"{\"==\": [2, true]}", "{}", "false"},
    {"{\"==\": [\"true\", true]}", "{}", "false"},
    {"{\"==\": [null, 0]}", "{}", "false"},
    {"{\"==\": [null, \"\"]}", "{}", "false"},
    {"{\"==\": [null, false]}", "{}", "false"},
    {"{\"==\": [null, null]}", "{}", "true"},
    {"{\"==\": [[], false]}", "{}", "true"},
    {"{\"==\": [[], 0]}", "{}", "true"},
    {"{\"==\": [[], \"\"]}", "{}", "true"},
    {"{\"==\": [[], null]}", "{}", "false"},
    {"{\"==\": [[1], 1]}", "{}", "true"},
    {"{\"==\": [[1, 2], \"1,2\"]}", "{}", "true"},
    {"{\"==\": [[1, null, 2], \"1,,2\"]}", "{}", "true"},
    {"{\"==\": [[1], [1]]}", "{}", "false"},
    {"{\"==\": [\"a\", \"a\"]}", "{}", "true"},
    {"{\"==\": [\"a\", \"A\"]}", "{}", "false"},
    {"{\"==\": [\"1\", \"1.0\"]}", "{}", "false"},
    {"{\"==\": [1, \"1.0\"]}", "{}", "true"},
    {"{\"==\": [100, \"1e2\"]}", "{}", "true"},
    {"{\"==\": [0, \"nan\"]}", "{}", "false"},
    {"{\"!=\": [1, 2]}", "{}", "true"},
    {"{\"!=\": [1, \"1\"]}", "{}", "false"},
    {"{\"!=\": [null, 0]}", "{}", "true"},
    /* order: null is 0, words have no order with numbers */
    {"{\"<\": [1, 2]}", "{}", "true"},
    {"{\"<\": [1, 1]}", "{}", "false"},
    {"{\"<\": [1, \"2\"]}", "{}", "true"},
    {"{\"<\": [\"2\", 10]}", "{}", "true"},
    {"{\"<\": [\"2\", \"10\"]}", "{}", "false"},
    {"{\"<\": [\"apple\", \"pear\"]}", "{}", "true"},
    {"{\"<\": [\"Z\", \"a\"]}", "{}", "true"},
    {"{\"<\": [null, 8]}", "{}", "true"},
    {"{\"<\": [null, 0]}", "{}", "false"},
    {"{\"<=\": [null, 0]}", "{}", "true"},
    {"{\">=\": [null, 0]}", "{}", "true"},
    {"{\">\": [null, -1]}", "{}", "true"},
    {"{\"<\": [true, 2]}", "{}", "true"},
    {"{\"<\": [\"warm\", 8]}", "{}", "false"},
    {"{\">=\": [\"warm\", 8]}", "{}", "false"},
    {"{\"<\": [[], 1]}", "{}", "true"},
    {"{\"<\": [[1, 2], 3]}", "{}", "false"},
    {"{\"<\": [1, 2, 3]}", "{}", "true"},
    {"{\"<\": [1, 3, 3]}", "{}", "false"},
    {"{\"<\": [1, 1, 3]}", "{}", "false"},
    {"{\"<\": [1, 4, 3]}", "{}", "false"},
    {"{\"<=\": [1, 1, 1]}", "{}", "true"},
    {"{\"<=\": [1, 3, 3]}", "{}", "true"},
    {"{\"<=\": [1, 4, 3]}", "{}", "false"},
    {"{\">\": [2, 1]}", "{}", "true"},
    {"{\">\": [1, 1]}", "{}", "false"},
    {"{\">\": [\"2\", 1]}", "{}", "true"},
    {"{\">=\": [1, 1]}", "{}", "true"},
    {"{\">=\": [{\"var\": \"heat\"}, 8]}", "{\"heat\": 8}", "true"},
    {"{\"<\": [{\"var\": \"heat\"}, 8]}", "{}", "true"},
    /* ! and truth */
    {"{\"!\": [false]}", "{}", "true"},
    {"{\"!\": true}", "{}", "false"},
    {"{\"!\": [true]}", "{}", "false"},
    {"{\"!\": 0}", "{}", "true"},
    {"{\"!\": 1}", "{}", "false"},
    {"{\"!\": \"\"}", "{}", "true"},
    {"{\"!\": \"0\"}", "{}", "false"},
    {"{\"!\": [null]}", "{}", "true"},
    {"{\"!\": [[]]}", "{}", "true"},
    {"{\"!\": [[0]]}", "{}", "false"},
    {"{\"!\": {\"missing\": [\"a\"]}}", "{\"a\": 1}", "true"},
    {"{\"!\": {\"missing\": [\"a\"]}}", "{}", "false"},
    /* and, or: the value that decides */
    {"{\"and\": [true, true]}", "{}", "true"},
    {"{\"and\": [false, true]}", "{}", "false"},
    {"{\"and\": [true, 3]}", "{}", "3"},
    {"{\"and\": [3, true]}", "{}", "true"},
    {"{\"and\": [1, \"\", 3]}", "{}", "\"\""},
    {"{\"and\": [1, 0, 3]}", "{}", "0"},
    {"{\"and\": [[], 3]}", "{}", "[]"},
    {"{\"and\": [false]}", "{}", "false"},
    {"{\"or\": [false, true]}", "{}", "true"},
    {"{\"or\": [false, false]}", "{}", "false"},
    {"{\"or\": [false, 3]}", "{}", "3"},
    {"{\"or\": [3, false]}", "{}", "3"},
    {"{\"or\": [0, \"\", null]}", "{}", "null"},
    {"{\"or\": [[], \"x\"]}", "{}", "\"x\""},
    /* if */
    {"{\"if\": [true, \"apple\", \"banana\"]}", "{}", "\"apple\""},
    {"{\"if\": [false, \"apple\", \"banana\"]}", "{}", "\"banana\""},
    {"{\"if\": [false, \"apple\"]}", "{}", "null"},
    {"{\"if\": [\"apple\"]}", "{}", "\"apple\""},
    {"{\"if\": [false, 1, true, 2, 3]}", "{}", "2"},
    {"{\"if\": [false, 1, false, 2, 3]}", "{}", "3"},
    {"{\"if\": [false, 1, false, 2]}", "{}", "null"},
    {"{\"if\": [[], \"apple\", \"banana\"]}", "{}", "\"banana\""},
    {"{\"if\": [\"0\", \"apple\", \"banana\"]}", "{}", "\"apple\""},
    /* in: strictly equal in lists, part of texts */
    {"{\"in\": [\"Bart\", [\"Bart\", \"Homer\"]]}", "{}", "true"},
    {"{\"in\": [\"Milhouse\", [\"Bart\", \"Homer\"]]}", "{}", "false"},
    {"{\"in\": [1, [\"1\"]]}", "{}", "false"},
    {"{\"in\": [null, [null]]}", "{}", "true"},
    {"{\"in\": [\"Spring\", \"Springfield\"]}", "{}", "true"},
    {"{\"in\": [\"i\", \"team\"]}", "{}", "false"},
    {"{\"in\": [\"\", \"team\"]}", "{}", "true"},
    {"{\"in\": [\"\", \"\"]}", "{}", "false"},
    {"{\"in\": [1, \"21\"]}", "{}", "true"},
    {"{\"in\": [\"a\", null]}", "{}", "false"},
    {"{\"in\": [\"a\", 5]}", "{}", "false"},
    {"{\"in\": [\"drink\", {\"var\": \"trigger\"}]}", "{\"trigger\": [\"no\", \"drink\"]}", "true"},
    {"{\"in\": [\"drink\", {\"var\": \"trigger\"}]}", "{}", "false"},
    /* sums: + and * read the number a text begins with, - and / want the whole */
    {"{\"+\": [1, 2]}", "{}", "3"},
    {"{\"+\": [1, 2, 3]}", "{}", "6"},
    {"{\"+\": [\"3\", 4]}", "{}", "7"},
    {"{\"+\": \"3.14\"}", "{}", "3.14"},
    {"{\"+\": [\"3 times\", 1]}", "{}", "4"},
    {"{\"+\": [\"warm\", 1]}", "{}", "null"},
    {"{\"+\": [null, 1]}", "{}", "null"},
    {"{\"+\": [true, 1]}", "{}", "null"},
    {"{\"+\": [0.1, 0.2]}", "{}", "0.30000000000000004"},
    {"{\"-\": [2, 3]}", "{}", "-1"},
    {"{\"-\": [3]}", "{}", "-3"},
    {"{\"-\": [0]}", "{}", "0"},
    {"{\"-\": [\"5\", 2]}", "{}", "3"},
    {"{\"-\": [\"5x\", 2]}", "{}", "null"},
    {"{\"-\": [null, 2]}", "{}", "-2"},
    {"{\"-\": [true, 2]}", "{}", "-1"},
    {"{\"*\": [3, 2]}", "{}", "6"},
    {"{\"*\": [1, 2, 3]}", "{}", "6"},
    {"{\"*\": [\"2\"]}", "{}", "\"2\""},
    {"{\"*\": [\"2\", \"3\"]}", "{}", "6"},
    {"{\"*\": [1e300, 1e300]}", "{}", "null"},
    {"{\"/\": [4, 2]}", "{}", "2"},
    {"{\"/\": [1, 4]}", "{}", "0.25"},
    {"{\"/\": [1, 0]}", "{}", "null"},
    {"{\"/\": [0, 0]}", "{}", "null"},
    {"{\"/\": [1, null]}", "{}", "null"},
    {"{\"%\": [5, 3]}", "{}", "2"},
    {"{\"%\": [-5, 3]}", "{}", "-2"},
    {"{\"%\": [5.5, 2]}", "{}", "1.5"},
    {"{\"%\": [5, 0]}", "{}", "null"},
    {"{\"%\": [1, 0.1]}", "{}", "0.09999999999999995"},
    {"{\"%\": [0.9, 0.3]}", "{}", "5.551115123125783e-17"},
    {"{\"%\": [-7, -3]}", "{}", "-1"},
    {"{\"%\": [1e300, 7]}", "{}", "1"},
    {"{\"%\": [\"x\", 7]}", "{}", "null"},
    {"{\"min\": [1, 2, 3]}", "{}", "1"},
    {"{\"min\": [\"2\", 3]}", "{}", "2"},
    {"{\"min\": [null, 3]}", "{}", "0"},
    {"{\"min\": [\"x\", 3]}", "{}", "null"},
    {"{\"max\": [1, 2, 3]}", "{}", "3"},
    {"{\"max\": [1, 3, 3]}", "{}", "3"},
    {"{\"max\": [-1]}", "{}", "-1"},
    {"{\"max\": []}", "{}", "null"},
    /* missing: null and "" are missing, 0 and false are not */
    {"{\"missing\": [\"a\"]}", "{}", "[\"a\"]"},
    {"{\"missing\": \"a\"}", "{}", "[\"a\"]"},
    {"{\"missing\": [\"a\"]}", "{\"a\": \"apple\"}", "[]"},
    {"{\"missing\": [\"a\", \"b\"]}", "{\"a\": 1}", "[\"b\"]"},
    {"{\"missing\": [\"a\", \"b\"]}", "{\"b\": 1}", "[\"a\"]"},
    {"{\"missing\": [[\"a\", \"b\"]]}", "{\"b\": 1}", "[\"a\"]"},
    {"{\"missing\": [\"a\"]}", "{\"a\": \"\"}", "[\"a\"]"},
    {"{\"missing\": [\"a\"]}", "{\"a\": null}", "[\"a\"]"},
    {"{\"missing\": [\"a\"]}", "{\"a\": 0}", "[]"},
    {"{\"missing\": [\"a\"]}", "{\"a\": false}", "[]"},
    {"{\"missing\": []}", "{}", "[]"},
    {"{\"if\": [{\"missing\": [\"a\"]}, \"ask\", \"go\"]}", "{}", "\"ask\""},
    {"{\"if\": [{\"missing\": [\"a\"]}, \"ask\", \"go\"]}", "{\"a\": 1}", "\"go\""},
    /* some, all, none */
    {"{\"some\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 2]}]}", "{}", "true"},
    {"{\"some\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 3]}]}", "{}", "false"},
    {"{\"some\": [[], true]}", "{}", "false"},
    {"{\"some\": [null, true]}", "{}", "false"},
    {"{\"some\": [{\"var\": \"a\"}, {\"==\": [{\"var\": \"\"}, \"x\"]}]}", "{\"a\": [\"y\", \"x\"]}", "true"},
    {"{\"all\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 0]}]}", "{}", "true"},
    {"{\"all\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 1]}]}", "{}", "false"},
    {"{\"all\": [[], true]}", "{}", "false"},
    {"{\"all\": [null, true]}", "{}", "false"},
    {"{\"none\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 3]}]}", "{}", "true"},
    {"{\"none\": [[1, 2, 3], {\">\": [{\"var\": \"\"}, 2]}]}", "{}", "false"},
    {"{\"none\": [[], true]}", "{}", "true"},
    {"{\"none\": [null, true]}", "{}", "true"},
    {"{\"some\": [[1], {\"==\": [{\"var\": \"a\"}, 7]}]}", "{\"a\": 7}", "false"},
    {"{\"some\": [[5], {\"in\": [{\"var\": \"\"}, [4, 5]]}]}", "{}", "true"},
    {"{\"some\": [[[1], [2]], {\"some\": [{\"var\": \"\"}, {\"==\": [{\"var\": \"\"}, 2]}]}]}", "{}", "true"},
    /* a rule of a module */
    {"{\"and\": [{\"!\": [{\"missing\": [\"heat\"]}]}, {\">=\": [{\"var\": \"heat\"}, 8]}]}", "{\"heat\": 9}", "true"},
    {"{\"and\": [{\"!\": [{\"missing\": [\"heat\"]}]}, {\">=\": [{\"var\": \"heat\"}, 8]}]}", "{}", "false"},
};

static void test_table(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a);
        struct data data = {&a, parsed(&a, cases[i].data)};
        struct rule_scope scope = {.context = &data, .variable = variable, .arena = &a};
        struct value v = rule_value(rule_of(&a, parsed(&a, cases[i].rule)), &scope);
        struct buffer got;
        buffer_init(&got, &a);
        value_write(&v, &got);
        if (strcmp(buffer_text(&got), cases[i].expected) != 0) {
            print_error("%s with %s: %s, not %s\n", cases[i].rule, cases[i].data, buffer_text(&got), cases[i].expected);
            wrong++;
        }
        arena_release(&a);
    }
    assert_int_equal(wrong, 0);
    assert_true(sizeof cases / sizeof *cases >= 120);
}

static void test_truth(void **state)
{
    (void)state;
    struct value one = {.kind = VALUE_NUMBER, .number = 1};
    const struct {
        struct value v;
        bool is_true;
    } table[] = {
        {{.kind = VALUE_NULL}, false},
        {{.kind = VALUE_FALSE}, false},
        {{.kind = VALUE_TRUE}, true},
        {{.kind = VALUE_NUMBER, .number = 0}, false},
        {{.kind = VALUE_NUMBER, .number = -1}, true},
        {{.kind = VALUE_TEXT, .text = ""}, false},
        {{.kind = VALUE_TEXT, .text = "0"}, true},
        {{.kind = VALUE_LIST}, false},
        {{.kind = VALUE_LIST, .items = &one, .count = 1}, true},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(value_is_true(&table[i].v), table[i].is_true);
}

static void test_no_rule_holds(void **state)
{
    (void)state;
    struct rule_scope scope = {0};
    assert_true(rule_holds(NULL, &scope));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_truth),
        cmocka_unit_test(test_no_rule_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
