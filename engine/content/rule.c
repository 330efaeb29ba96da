#include "rule.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "coerce.h"

static const struct value null_value = {.kind = VALUE_NULL};

static struct value truth(bool holds)
{
    return (struct value){.kind = holds ? VALUE_TRUE : VALUE_FALSE};
}

static struct value number(double n)
{
    return (struct value){.kind = VALUE_NUMBER, .number = n};
}

/* --- operators -------------------------------------------------------------------------------------------------- */

static bool in_order(enum rule_op op, const struct value *a, const struct value *b, struct arena *arena)
{
    enum value_order order = value_order(a, b, arena);
    switch (op) {
    case RULE_LT:
        return order == ORDER_LESS;
    case RULE_LE:
        return order == ORDER_LESS || order == ORDER_SAME;
    case RULE_GT:
        return order == ORDER_MORE;
    default:
        return order == ORDER_MORE || order == ORDER_SAME;
    }
}

static struct value argument(const struct rule *r, int index, const struct rule_scope *scope)
{
    return index < r->count ? rule_value(r->args[index], scope) : null_value;
}

static struct value list(const struct rule *r, const struct rule_scope *scope)
{
    struct value *items = ARENA_ARRAY(scope->arena, struct value, r->count);
    for (int i = 0; i < r->count; i++)
        items[i] = rule_value(r->args[i], scope);
    return (struct value){.kind = VALUE_LIST, .items = items, .count = r->count};
}

static struct value variable(const char *name, const struct rule_scope *scope)
{
    struct value found = null_value;
    scope->variable(scope->context, name, &found);
    return found;
}

static struct value var(const struct rule *r, const struct rule_scope *scope)
{
    const char *name = r->value.text ? r->value.text : "";
    struct value found = variable(name, scope);
    bool is_there = found.kind != VALUE_NULL || !name[0]; /* the element itself is there, even when it is null */
    return is_there ? found : argument(r, 0, scope);
}

static struct value compare(const struct rule *r, const struct rule_scope *scope)
{
    if (r->count < 2)
        return truth(false);
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    bool holds = in_order(r->op, &a, &b, scope->arena);
    /* "between" is an ability of < and <= only */
    if (holds && r->count > 2 && (r->op == RULE_LT || r->op == RULE_LE)) {
        struct value c = argument(r, 2, scope);
        holds = in_order(r->op, &b, &c, scope->arena);
    }
    return truth(holds);
}

/* The first argument that decides, or the last: values, not truths. */
static struct value and_or(const struct rule *r, const struct rule_scope *scope)
{
    struct value v = null_value;
    for (int i = 0; i < r->count; i++) {
        v = argument(r, i, scope);
        if (value_is_true(&v) == (r->op == RULE_OR))
            break;
    }
    return v;
}

static struct value if_else(const struct rule *r, const struct rule_scope *scope)
{
    int i = 0;
    for (; i + 1 < r->count; i += 2) {
        struct value condition = argument(r, i, scope);
        if (value_is_true(&condition))
            return argument(r, i + 1, scope);
    }
    return argument(r, i, scope);
}

static struct value in(const struct rule *r, const struct rule_scope *scope)
{
    struct value what = argument(r, 0, scope), where = argument(r, 1, scope);
    if (where.kind == VALUE_TEXT)
        return truth(where.text[0] && strstr(where.text, value_text(&what, scope->arena)));
    if (where.kind == VALUE_LIST)
        for (int i = 0; i < where.count; i++)
            if (value_is_same(&what, &where.items[i]))
                return truth(true);
    return truth(false);
}

static struct value sum(const struct rule *r, const struct rule_scope *scope)
{
    bool adds = r->op == RULE_ADD;
    if (!adds && r->count < 2)
        return argument(r, 0, scope);
    double total = adds ? 0 : 1;
    for (int i = 0; i < r->count; i++) {
        struct value v = argument(r, i, scope);
        double n = value_leading_number(&v, scope->arena);
        total = adds ? total + n : total * n;
    }
    return number(total);
}

static struct value subtract(const struct rule *r, const struct rule_scope *scope)
{
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    double x = value_number(&a, scope->arena);
    if (r->count == 0)
        return null_value;
    return number(r->count == 1 ? -x : x - value_number(&b, scope->arena));
}

static struct value divide(const struct rule *r, const struct rule_scope *scope)
{
    if (r->count < 2)
        return null_value;
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    double x = value_number(&a, scope->arena), y = value_number(&b, scope->arena);
    return number(r->op == RULE_DIVIDE ? x / y : fmod(x, y));
}

static struct value extreme(const struct rule *r, const struct rule_scope *scope)
{
    double best = r->op == RULE_MIN ? INFINITY : -INFINITY;
    for (int i = 0; i < r->count; i++) {
        struct value v = argument(r, i, scope);
        double n = value_number(&v, scope->arena);
        if (isnan(n))
            return number(NAN);
        if (r->op == RULE_MIN ? n < best : n > best)
            best = n;
    }
    return number(best);
}

/* Names whose variable is null or "": of the arguments, or of the list that the first one is. */
static struct value missing(const struct rule *r, const struct rule_scope *scope)
{
    struct value names = list(r, scope);
    if (names.count && names.items[0].kind == VALUE_LIST)
        names = names.items[0];
    struct value *items = ARENA_ARRAY(scope->arena, struct value, names.count);
    int count = 0;
    for (int i = 0; i < names.count; i++) {
        struct value found = variable(value_text(&names.items[i], scope->arena), scope);
        if (found.kind == VALUE_NULL || (found.kind == VALUE_TEXT && !found.text[0]))
            items[count++] = names.items[i];
    }
    return (struct value){.kind = VALUE_LIST, .items = items, .count = count};
}

/* Inside some, all and none the element is the only thing there is; its name is "". */
static void element_variable(void *context, const char *name, struct value *out)
{
    *out = name[0] ? null_value : *(const struct value *)context;
}

static struct value quantify(const struct rule *r, const struct rule_scope *scope)
{
    struct value among = argument(r, 0, scope);
    int count = among.kind == VALUE_LIST ? among.count : 0, holding = 0;
    for (int i = 0; i < count; i++) {
        struct value element = among.items[i];
        struct rule_scope inside = {.context = &element, .variable = element_variable, .arena = scope->arena};
        struct value v = argument(r, 1, &inside);
        holding += value_is_true(&v);
    }
    if (r->op == RULE_ALL)
        return truth(count > 0 && holding == count);
    return truth(r->op == RULE_SOME ? holding > 0 : holding == 0);
}

static struct value literal(const struct rule *r, const struct rule_scope *scope)
{
    (void)scope;
    return r->value;
}

static struct value equal(const struct rule *r, const struct rule_scope *scope)
{
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    return truth(value_equal(&a, &b, scope->arena) == (r->op == RULE_EQ));
}

static struct value not(const struct rule *r, const struct rule_scope *scope)
{
    struct value v = argument(r, 0, scope);
    return truth(!value_is_true(&v));
}

typedef struct value evaluate(const struct rule *r, const struct rule_scope *scope);
static evaluate *const evaluate_op[] = {
    [RULE_LITERAL] = literal, [RULE_LIST] = list,       [RULE_VAR] = var,       [RULE_EQ] = equal,
    [RULE_NE] = equal,        [RULE_LT] = compare,      [RULE_LE] = compare,    [RULE_GT] = compare,
    [RULE_GE] = compare,      [RULE_AND] = and_or,      [RULE_OR] = and_or,     [RULE_NOT] = not,
    [RULE_IN] = in,           [RULE_IF] = if_else,      [RULE_ADD] = sum,       [RULE_SUBTRACT] = subtract,
    [RULE_MULTIPLY] = sum,    [RULE_DIVIDE] = divide,   [RULE_MODULO] = divide, [RULE_MIN] = extreme,
    [RULE_MAX] = extreme,     [RULE_MISSING] = missing, [RULE_SOME] = quantify, [RULE_ALL] = quantify,
    [RULE_NONE] = quantify,
};
static_assert(sizeof evaluate_op / sizeof *evaluate_op == RULE_OPS, "every operator can be worked out");

struct value rule_value(const struct rule *r, const struct rule_scope *scope)
{
    assert(r->op >= 0 && r->op < RULE_OPS && scope->arena && scope->variable);
    return evaluate_op[r->op](r, scope);
}

bool rule_holds(const struct rule *r, const struct rule_scope *scope)
{
    if (!r)
        return true;
    struct value v = rule_value(r, scope);
    return value_is_true(&v);
}
