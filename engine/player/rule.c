#include "rule.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

static const struct value null_value = {.kind = VALUE_NULL};

static struct value truth(bool holds)
{
    return (struct value){.kind = holds ? VALUE_TRUE : VALUE_FALSE};
}

/* A sum that has no answer (7 / 0, "warm" + 1) is null: an author cannot write NaN, so nobody should have to test for
 * it. */
static struct value number(double n)
{
    return isfinite(n) ? (struct value){.kind = VALUE_NUMBER, .number = n == 0 ? 0 : n} : null_value;
}

bool value_is_true(const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL:
    case VALUE_FALSE:
        return false;
    case VALUE_TRUE:
        return true;
    case VALUE_NUMBER:
        return v->number != 0 && !isnan(v->number);
    case VALUE_TEXT:
        return v->text[0] != '\0';
    case VALUE_LIST:
        return v->count > 0;
    }
    return false;
}

/* --- coercion, as JavaScript does it ---------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of the decimal number that `text` begins with; 0: none. Not strtod alone, which takes "nan" and "0x1p3" too.
 */
static size_t decimal_length(const char *text)
{
    size_t at = text[0] == '+' || text[0] == '-', digits = 0;
    for (; text[at] >= '0' && text[at] <= '9'; at++)
        digits++;
    if (text[at] == '.') {
        size_t after = strspn(text + at + 1, "0123456789");
        if (digits + after > 0)
            at += 1 + after;
        digits += after;
    }
    if (!digits)
        return 0;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = text[at + 1] == '+' || text[at + 1] == '-';
        size_t power = strspn(text + at + 1 + sign, "0123456789");
        if (power)
            at += 1 + sign + power;
    }
    return at;
}

static const char *skip_space(const char *text)
{
    while (is_space(*text))
        text++;
    return text;
}

static double number_of_text(const char *text)
{
    text = skip_space(text);
    size_t length = decimal_length(text);
    if (*skip_space(text + length) != '\0')
        return NAN;
    return length ? strtod(text, NULL) : 0;
}

static void add_text(struct buffer *out, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL:
        buffer_adds(out, "null");
        break;
    case VALUE_FALSE:
        buffer_adds(out, "false");
        break;
    case VALUE_TRUE:
        buffer_adds(out, "true");
        break;
    case VALUE_NUMBER:
        json_write_number(out, v->number);
        break;
    case VALUE_TEXT:
        buffer_adds(out, v->text);
        break;
    case VALUE_LIST:
        for (int i = 0; i < v->count; i++) {
            if (i)
                buffer_adds(out, ",");
            if (v->items[i].kind != VALUE_NULL)
                add_text(out, &v->items[i]);
        }
        break;
    }
}

static const char *text_of(const struct value *v, struct arena *arena)
{
    if (v->kind == VALUE_TEXT)
        return v->text;
    struct buffer text;
    buffer_init(&text, arena);
    add_text(&text, v);
    return buffer_text(&text);
}

/* Lists become text, as in JavaScript; everything else stays. */
static struct value primitive(const struct value *v, struct arena *arena)
{
    if (v->kind != VALUE_LIST)
        return *v;
    return (struct value){.kind = VALUE_TEXT, .text = text_of(v, arena)};
}

static double number_of(const struct value *v, struct arena *arena)
{
    switch (v->kind) {
    case VALUE_NULL:
    case VALUE_FALSE:
        return 0;
    case VALUE_TRUE:
        return 1;
    case VALUE_NUMBER:
        return v->number;
    case VALUE_TEXT:
    case VALUE_LIST:
        return number_of_text(text_of(v, arena));
    }
    return NAN;
}

/* parseFloat: what the text begins with; null and booleans are words, so they have no number. */
static double leading_number(const struct value *v, struct arena *arena)
{
    if (v->kind == VALUE_NUMBER)
        return v->number;
    const char *text = skip_space(text_of(v, arena));
    return decimal_length(text) ? strtod(text, NULL) : NAN;
}

/* --- comparison ------------------------------------------------------------------------------------------------- */

static bool strictly_equal(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_NUMBER:
        return a->number == b->number;
    case VALUE_TEXT:
        return strcmp(a->text, b->text) == 0;
    case VALUE_LIST: /* two lists are never the same one */
        return false;
    case VALUE_NULL:
    case VALUE_FALSE:
    case VALUE_TRUE:
        return true;
    }
    return false;
}

static bool loosely_equal(const struct value *a, const struct value *b, struct arena *arena)
{
    if (a->kind == VALUE_NULL || b->kind == VALUE_NULL || a->kind == b->kind)
        return strictly_equal(a, b);
    struct value left = primitive(a, arena), right = primitive(b, arena);
    if (left.kind == VALUE_TEXT && right.kind == VALUE_TEXT)
        return strictly_equal(&left, &right);
    return number_of(&left, arena) == number_of(&right, arena);
}

/* -1, 0 or 1; 2 when there is no order (one of them is no number), so that every comparison is false. */
static int order(const struct value *a, const struct value *b, struct arena *arena)
{
    struct value left = primitive(a, arena), right = primitive(b, arena);
    if (left.kind == VALUE_TEXT && right.kind == VALUE_TEXT) {
        int by_bytes = strcmp(left.text, right.text);
        return (by_bytes > 0) - (by_bytes < 0);
    }
    double x = number_of(&left, arena), y = number_of(&right, arena);
    if (isnan(x) || isnan(y))
        return 2;
    return (x > y) - (x < y);
}

static bool in_order(enum rule_op op, const struct value *a, const struct value *b, struct arena *arena)
{
    int sign = order(a, b, arena);
    switch (op) {
    case RULE_LT:
        return sign == -1;
    case RULE_LE:
        return sign == -1 || sign == 0;
    case RULE_GT:
        return sign == 1;
    default:
        return sign == 1 || sign == 0;
    }
}

/* --- operators -------------------------------------------------------------------------------------------------- */

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
    struct value found = variable(r->value.text ? r->value.text : "", scope);
    return found.kind == VALUE_NULL ? argument(r, 0, scope) : found;
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
        return truth(where.text[0] && strstr(where.text, text_of(&what, scope->arena)));
    if (where.kind == VALUE_LIST)
        for (int i = 0; i < where.count; i++)
            if (strictly_equal(&what, &where.items[i]))
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
        double n = leading_number(&v, scope->arena);
        total = adds ? total + n : total * n;
    }
    return number(total);
}

static struct value subtract(const struct rule *r, const struct rule_scope *scope)
{
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    double x = number_of(&a, scope->arena);
    if (r->count == 0)
        return null_value;
    return number(r->count == 1 ? -x : x - number_of(&b, scope->arena));
}

/* fmod, exact as in JavaScript, without the mathematics library: takes away the largest double of y that fits, until
 * less than y is left. Doubling and these subtractions lose nothing. */
static double remainder_of(double x, double y)
{
    double rest = x < 0 ? -x : x, size = y < 0 ? -y : y;
    if (!isfinite(rest) || !isfinite(size) || size == 0)
        return NAN;
    while (rest >= size) {
        double part = size;
        while (part <= rest / 2)
            part *= 2;
        rest -= part;
    }
    return x < 0 ? -rest : rest;
}

static struct value divide(const struct rule *r, const struct rule_scope *scope)
{
    if (r->count < 2)
        return null_value;
    struct value a = argument(r, 0, scope), b = argument(r, 1, scope);
    double x = number_of(&a, scope->arena), y = number_of(&b, scope->arena);
    if (y == 0)
        return null_value;
    return number(r->op == RULE_DIVIDE ? x / y : remainder_of(x, y));
}

static struct value extreme(const struct rule *r, const struct rule_scope *scope)
{
    double best = r->op == RULE_MIN ? INFINITY : -INFINITY;
    for (int i = 0; i < r->count; i++) {
        struct value v = argument(r, i, scope);
        double n = number_of(&v, scope->arena);
        if (isnan(n))
            return null_value;
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
        struct value found = variable(text_of(&names.items[i], scope->arena), scope);
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
    return truth(loosely_equal(&a, &b, scope->arena) == (r->op == RULE_EQ));
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
