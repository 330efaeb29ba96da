#include "plural.h"

#include <string.h>

struct reader {
    const char *at;
    unsigned long n;
    int depth;
    bool failed;
};

/* Longer ones first: "<=" is not "<". The number is how tightly it binds. */
static const struct {
    const char *sign;
    int binds;
} operators[] = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
                 {">", 4},  {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6},  {"%", 6}};
enum { OR, AND, EQUAL, DIFFERENT, AT_MOST, AT_LEAST, LESS, MORE, PLUS, MINUS, TIMES, DIVIDED, REST, OPERATORS };

static unsigned long apply(int sign, unsigned long a, unsigned long b)
{
    switch (sign) {
    case OR:
        return a || b;
    case AND:
        return a && b;
    case EQUAL:
        return a == b;
    case DIFFERENT:
        return a != b;
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    case LESS:
        return a < b;
    case MORE:
        return a > b;
    case PLUS:
        return a + b;
    case MINUS:
        return a - b;
    case TIMES:
        return a * b;
    case DIVIDED:
        return b ? a / b : 0;
    default:
        return b ? a % b : 0;
    }
}

static bool take(struct reader *r, const char *sign)
{
    r->at += strspn(r->at, " \t");
    if (strncmp(r->at, sign, strlen(sign)) != 0)
        return false;
    r->at += strlen(sign);
    return true;
}

static unsigned long read_choice(struct reader *r);

static unsigned long read_operand(struct reader *r)
{
    unsigned long value = 0;
    if (r->failed || ++r->depth > PLURAL_DEPTH_MAX) {
        r->failed = true;
    } else if (take(r, "!")) {
        value = !read_operand(r);
    } else if (take(r, "(")) {
        value = read_choice(r);
        r->failed |= !take(r, ")");
    } else if (take(r, "n")) {
        value = r->n;
    } else {
        size_t digits = strspn(r->at, "0123456789");
        r->failed |= digits == 0 || digits > 9;
        for (size_t i = 0; i < digits && !r->failed; i++)
            value = value * 10 + (unsigned long)(r->at[i] - '0');
        r->at += digits;
    }
    r->depth--;
    return value;
}

static int next_operator(struct reader *r, int binds)
{
    r->at += strspn(r->at, " \t");
    for (int i = 0; i < OPERATORS; i++)
        if (strncmp(r->at, operators[i].sign, strlen(operators[i].sign)) == 0)
            return operators[i].binds >= binds ? i : -1;
    return -1;
}

/* Precedence climbing: everything that binds at least as tightly as `binds`. */
static unsigned long read_binary(struct reader *r, int binds)
{
    unsigned long value = read_operand(r);
    for (int sign; !r->failed && (sign = next_operator(r, binds)) >= 0;) {
        r->at += strlen(operators[sign].sign);
        value = apply(sign, value, read_binary(r, operators[sign].binds + 1));
    }
    return value;
}

static unsigned long read_choice(struct reader *r)
{
    if (++r->depth > PLURAL_DEPTH_MAX)
        r->failed = true;
    unsigned long value = r->failed ? 0 : read_binary(r, 1);
    if (!r->failed && take(r, "?")) {
        unsigned long yes = read_choice(r);
        r->failed |= !take(r, ":");
        unsigned long no = r->failed ? 0 : read_choice(r);
        value = value ? yes : no;
    }
    r->depth--;
    return value;
}

bool plural_evaluate(const char *expression, unsigned long n, unsigned long *out)
{
    struct reader r = {.at = expression, .n = n};
    unsigned long value = read_choice(&r);
    r.at += strspn(r.at, " \t");
    if (r.failed || *r.at)
        return false;
    *out = value;
    return true;
}
