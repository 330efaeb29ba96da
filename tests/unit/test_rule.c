/* Rules answer as json-logic-js does: every case was run through its 2.0.5. Two things are ours: names with a dot are
 * flat ("record.thought" is not looked for inside "record"), and no list equals a list, not even itself. */
#include "cmocka_unit.h"

#include <math.h>
#include <string.h>

#include "coerce.h"
#include "json.h"
#include "rule.h"
#include "rule_cases.h"

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
    if (v->kind == VALUE_NUMBER && !isfinite(v->number)) { /* JSON has no word for these */
        buffer_adds(out, isnan(v->number) ? "NaN" : v->number > 0 ? "Infinity" : "-Infinity");
    } else if (v->kind == VALUE_NUMBER) {
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

/* --- the tests --------------------------------------------------------------------------------------------------- */

static void test_table(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT(rule_cases); i++) {
        struct arena a;
        arena_init(&a);
        struct data data = {&a, parsed(&a, rule_cases[i].data)};
        struct rule_scope scope = {.context = &data, .variable = variable, .arena = &a};
        struct value v = rule_value(rule_of(&a, parsed(&a, rule_cases[i].rule)), &scope);
        struct buffer got;
        buffer_init(&got, &a);
        value_write(&v, &got);
        if (strcmp(buffer_text(&got), rule_cases[i].expected) != 0) {
            print_error("%s with %s: %s, not %s\n", rule_cases[i].rule, rule_cases[i].data, buffer_text(&got),
                        rule_cases[i].expected);
            wrong++;
        }
        arena_release(&a);
    }
    assert_int_equal(wrong, 0);
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
