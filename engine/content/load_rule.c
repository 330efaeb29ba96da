#include "load_inside.h"

#include <string.h>

static const struct {
    const char *name;
    int least, most; /* arguments */
} operators[] = {
    [RULE_VAR] = {"var", 1, 2},
    [RULE_EQ] = {"==", 2, 2},
    [RULE_NE] = {"!=", 2, 2},
    [RULE_LT] = {"<", 2, 3}, /* three: between */
    [RULE_LE] = {"<=", 2, 3},
    [RULE_GT] = {">", 2, 2},
    [RULE_GE] = {">=", 2, 2},
    [RULE_AND] = {"and", 1, RULE_ARGS_MAX},
    [RULE_OR] = {"or", 1, RULE_ARGS_MAX},
    [RULE_NOT] = {"!", 1, 1},
    [RULE_IN] = {"in", 2, 2},
    [RULE_IF] = {"if", 2, RULE_ARGS_MAX},
    [RULE_ADD] = {"+", 1, RULE_ARGS_MAX},
    [RULE_SUBTRACT] = {"-", 1, 2},
    [RULE_MULTIPLY] = {"*", 1, RULE_ARGS_MAX},
    [RULE_DIVIDE] = {"/", 2, 2},
    [RULE_MODULO] = {"%", 2, 2},
    [RULE_MIN] = {"min", 1, RULE_ARGS_MAX},
    [RULE_MAX] = {"max", 1, RULE_ARGS_MAX},
    [RULE_MISSING] = {"missing", 1, RULE_ARGS_MAX},
    [RULE_SOME] = {"some", 2, 2},
    [RULE_ALL] = {"all", 2, 2},
    [RULE_NONE] = {"none", 2, 2},
};
_Static_assert(sizeof operators / sizeof operators[0] == RULE_OPS, "every operator has a row");

static const struct rule *rule_read(struct loader *l, const struct json *j, int depth);

static struct rule *rule_new(struct loader *l, const struct json *j, enum rule_op op)
{
    struct rule *r = ARENA_NEW(l->arena, struct rule);
    r->op = op;
    r->pointer = json_pointer(l->arena, l->document, j);
    return r;
}

static const struct rule *rule_literal(struct loader *l, const struct json *j)
{
    static const enum value_kind kinds[] = {
        [JSON_NULL] = VALUE_NULL,     [JSON_FALSE] = VALUE_FALSE, [JSON_TRUE] = VALUE_TRUE,
        [JSON_NUMBER] = VALUE_NUMBER, [JSON_STRING] = VALUE_TEXT,
    };
    struct rule *r = rule_new(l, j, RULE_LITERAL);
    r->value.kind = kinds[json_kind(j)];
    if (json_kind(j) == JSON_NUMBER)
        r->value.number = json_number(j);
    else if (json_kind(j) == JSON_STRING)
        r->value.text = json_string(j);
    return r;
}

/* `j` is a list of arguments, or, as JsonLogic allows, the only one. */
static void rule_args(struct loader *l, const struct json *j, struct rule *r, int depth)
{
    bool is_list = json_kind(j) == JSON_ARRAY;
    int count = is_list ? json_count(j) : 1;
    if (count > RULE_ARGS_MAX) {
        load_error(l, j, "limit", "a rule has %d arguments; at most %d are allowed", count, RULE_ARGS_MAX);
        count = RULE_ARGS_MAX;
    }
    const struct rule **args = ARENA_ARRAY(l->arena, const struct rule *, count);
    for (int i = 0; i < count; i++)
        args[i] = rule_read(l, is_list ? json_at(j, i) : j, depth + 1);
    r->args = args;
    r->count = count;
}

static const struct rule *rule_operator_unknown(struct loader *l, const struct json *member)
{
    const char *names[RULE_OPS];
    int count = 0;
    for (int op = RULE_OPS; op-- > RULE_VAR;) /* backwards: for "=>" the nearest is ">=", not "==" */
        names[count++] = operators[op].name;
    struct place place = json_place_key(l->document, member);
    place.pointer = json_pointer(l->arena, l->document, member);
    struct problem *problem =
        problem_error(l->problems, place, "rule-operator", "there is no operator \"%s\"", json_key(member));
    if (text_nearest(json_key(member), names, count)) {
        load_hint_nearest(l, problem, json_key(member), names, count);
    } else {
        struct buffer all;
        buffer_init(&all, l->arena);
        for (int i = count; i-- > 0;)
            buffer_addf(&all, "%s%s", all.length ? ", " : "", names[i]);
        problem_hint(l->problems, problem, "there are %s", buffer_text(&all));
    }
    return rule_new(l, member, RULE_LITERAL);
}

/* The name moves into the value; what is left is the default. */
static void rule_name_variable(struct loader *l, const struct json *member, struct rule *r)
{
    const struct rule *name = r->count ? r->args[0] : NULL;
    if (!name || name->op != RULE_LITERAL || name->value.kind != VALUE_TEXT) {
        load_error(l, member, "rule-variable", "var needs the name of a variable");
        r->op = RULE_LITERAL;
        r->count = 0;
        return;
    }
    r->value = name->value;
    r->args++;
    r->count--;
}

/* Names, or one list of names. */
static void rule_check_missing(struct loader *l, const struct json *member, const struct rule *r)
{
    if (r->count == 1 && r->args[0]->op == RULE_LIST)
        r = r->args[0];
    for (int i = 0; i < r->count; i++)
        if (r->args[i]->op != RULE_LITERAL || r->args[i]->value.kind != VALUE_TEXT)
            load_error(l, member, "rule-variable", "missing needs names of exercises");
}

static const struct rule *rule_operation(struct loader *l, const struct json *j, int depth)
{
    if (json_count(j) != 1) {
        load_error(l, j, "rule-shape", "a rule has exactly one operator, this one has %d", json_count(j));
        return rule_new(l, j, RULE_LITERAL);
    }
    const struct json *member = json_at(j, 0);
    int op = RULE_VAR;
    while (op < RULE_OPS && !text_is(operators[op].name, json_key(member)))
        op++;
    if (op == RULE_OPS)
        return rule_operator_unknown(l, member);
    struct rule *r = rule_new(l, j, (enum rule_op)op);
    rule_args(l, member, r, depth);
    if (r->count < operators[op].least || r->count > operators[op].most) {
        struct problem *problem = load_error(l, member, "rule-arguments", "\"%s\" has %d argument%s",
                                             operators[op].name, r->count, r->count == 1 ? "" : "s");
        if (operators[op].least == operators[op].most)
            problem_hint(l->problems, problem, "it takes %d", operators[op].least);
        else
            problem_hint(l->problems, problem, "it takes %d to %d", operators[op].least, operators[op].most);
        return rule_new(l, j, RULE_LITERAL);
    }
    if (op == RULE_VAR)
        rule_name_variable(l, member, r);
    else if (op == RULE_MISSING)
        rule_check_missing(l, member, r);
    return r;
}

static const struct rule *rule_read(struct loader *l, const struct json *j, int depth)
{
    if (depth > RULE_DEPTH_MAX) {
        load_error(l, j, "rule-depth", "a rule is more than %d levels deep", RULE_DEPTH_MAX);
        return rule_new(l, j, RULE_LITERAL);
    }
    if (json_kind(j) == JSON_OBJECT)
        return rule_operation(l, j, depth);
    if (json_kind(j) != JSON_ARRAY)
        return rule_literal(l, j);
    struct rule *r = rule_new(l, j, RULE_LIST);
    rule_args(l, j, r, depth);
    return r;
}

const struct rule *load_rule(struct loader *l, const struct json *j)
{
    if (json_kind(j) == JSON_STRING || json_kind(j) == JSON_NUMBER || json_kind(j) == JSON_ARRAY) {
        struct problem *problem =
            load_error(l, j, "rule-shape", "a condition must be a rule, not %s", json_kind_name(json_kind(j)));
        problem_hint(l->problems, problem, "for example {\"==\": [{\"var\": \"setting\"}, \"custody\"]}");
        return rule_new(l, j, RULE_LITERAL);
    }
    return rule_read(l, j, 0);
}
