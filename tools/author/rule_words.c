#include "rule_words.h"

static const char *const signs[RULE_OPS] = {
    [RULE_EQ] = "is",           [RULE_NE] = "is not",      [RULE_LT] = "is less than", [RULE_LE] = "is at most",
    [RULE_GT] = "is more than", [RULE_GE] = "is at least", [RULE_IN] = "is among",     [RULE_ADD] = "+",
    [RULE_SUBTRACT] = "-",      [RULE_MULTIPLY] = "×",     [RULE_DIVIDE] = "÷",        [RULE_MODULO] = "modulo",
    [RULE_AND] = "and",         [RULE_OR] = "or",
};
static const char *const calls[RULE_OPS] = {
    [RULE_MIN] = "the least of",
    [RULE_MAX] = "the most of",
    [RULE_MISSING] = "not answered:",
    [RULE_SOME] = "some of",
    [RULE_ALL] = "all of",
    [RULE_NONE] = "none of",
    [RULE_LIST] = "",
};

static void value_words(const struct value *v, struct buffer *out)
{
    switch (v->kind) {
    case VALUE_NULL:
        buffer_adds(out, "nothing");
        break;
    case VALUE_FALSE:
    case VALUE_TRUE:
        buffer_adds(out, v->kind == VALUE_TRUE ? "true" : "false");
        break;
    case VALUE_NUMBER:
        buffer_addf(out, "%g", v->number);
        break;
    case VALUE_TEXT:
        buffer_adds(out, v->text);
        break;
    case VALUE_LIST:
        for (int i = 0; i < v->count; i++) {
            buffer_adds(out, i ? ", " : "");
            value_words(&v->items[i], out);
        }
        break;
    }
}

/* What joins stands in brackets inside another that joins. */
static void argument_words(const struct rule *r, struct buffer *out)
{
    bool joins = (r->op == RULE_AND || r->op == RULE_OR) && r->count > 1;
    buffer_adds(out, joins ? "(" : "");
    rule_words(r, out);
    buffer_adds(out, joins ? ")" : "");
}

static void list_words(const struct rule *r, const char *between, struct buffer *out)
{
    for (int i = 0; i < r->count; i++) {
        if (i)
            buffer_addf(out, "%s", between);
        argument_words(r->args[i], out);
    }
}

void rule_words(const struct rule *r, struct buffer *out)
{
    if (!r) {
        buffer_adds(out, "always");
        return;
    }
    switch (r->op) {
    case RULE_LITERAL:
        value_words(&r->value, out);
        break;
    case RULE_VAR:
        buffer_adds(out, r->value.text);
        break;
    case RULE_NOT:
        buffer_adds(out, "not (");
        list_words(r, ", ", out);
        buffer_adds(out, ")");
        break;
    case RULE_IF:
        for (int i = 0; i < r->count; i++) {
            buffer_adds(out, i % 2 ? ": " : i + 1 == r->count ? "; else " : i ? "; if " : "if ");
            argument_words(r->args[i], out);
        }
        break;
    default:
        if (signs[r->op]) {
            list_words(r, arena_printf(out->arena, r->op == RULE_AND ? ", %s " : " %s ", signs[r->op]), out);
        } else {
            buffer_addf(out, "%s%s", calls[r->op] ? calls[r->op] : "", calls[r->op] && *calls[r->op] ? " " : "");
            list_words(r, ", ", out);
        }
        break;
    }
}
