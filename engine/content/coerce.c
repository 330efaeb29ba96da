#include "coerce.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

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

/* --- text to numbers --------------------------------------------------------------------------------------------- */

/* WhiteSpace and LineTerminator of ECMA-262. */
static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static const char *skip_space(const char *text)
{
    uint32_t c = 0;
    for (size_t size; (size = utf8_decode(text, strlen(text), &c)) && is_space(c);)
        text += size;
    return text;
}

/* Length of the decimal number that `text` begins with; 0: none. Not strtod alone, which takes "nan" and "0x1p3" too.
 */
static size_t decimal_length(const char *text)
{
    size_t at = text[0] == '+' || text[0] == '-', digits = 0;
    if (text_starts_with(text + at, "Infinity"))
        return at + strlen("Infinity");
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

/* "0x1F", "0o17", "0b11": no sign. Length, and the number in `out`; 0: it is none. */
static size_t radix_length(const char *text, double *out)
{
    static const struct {
        char letter;
        int radix;
        const char *digits;
    } kinds[] = {{'x', 16, "0123456789abcdefABCDEF"}, {'o', 8, "01234567"}, {'b', 2, "01"}};
    for (size_t i = 0; text[0] == '0' && i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t length = (text[1] | 0x20) == kinds[i].letter ? strspn(text + 2, kinds[i].digits) : 0;
        if (!length)
            continue;
        *out = 0;
        for (const char *c = text + 2; c < text + 2 + length; c++)
            *out = *out * kinds[i].radix + (*c <= '9' ? *c - '0' : (*c | 0x20) - 'a' + 10);
        return length + 2;
    }
    return 0;
}

static double number_of_text(const char *text)
{
    double number = 0; /* of nothing at all */
    text = skip_space(text);
    size_t length = radix_length(text, &number);
    if (!length) {
        length = decimal_length(text);
        number = length ? strtod(text, NULL) : 0;
    }
    return *skip_space(text + length) == '\0' ? number : NAN;
}

double value_number(const struct value *v, struct arena *arena)
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
        return number_of_text(value_text(v, arena));
    }
    return NAN;
}

/* Null and booleans are words here, so they have no number. */
double value_leading_number(const struct value *v, struct arena *arena)
{
    if (v->kind == VALUE_NUMBER)
        return v->number;
    const char *text = skip_space(value_text(v, arena));
    size_t length = decimal_length(text);
    return length ? strtod(arena_copy(arena, text, length), NULL) : NAN; /* the copy: strtod reads on in "0x1F" */
}

/* --- to text ----------------------------------------------------------------------------------------------------- */

/* The fewest digits that read back the same, laid out as ECMA-262 "Number::toString" says: 1e+21, 0.000001, 1e-7. */
static void add_number(struct buffer *out, double number)
{
    if (isnan(number) || isinf(number) || number == 0) {
        buffer_adds(out, isnan(number) ? "NaN" : number == 0 ? "0" : number > 0 ? "Infinity" : "-Infinity");
        return;
    }
    char text[40], digits[24];
    for (int after = 0; after <= 16; after++) {
        snprintf(text, sizeof text, "%.*e", after, fabs(number));
        if (strtod(text, NULL) == fabs(number))
            break;
    }
    int count = 0, power = atoi(strchr(text, 'e') + 1) + 1; /* 0.ddd times ten to the power */
    for (const char *c = text; *c != 'e'; c++)
        if (*c >= '0' && *c <= '9') /* not the point */
            digits[count++] = *c;
    buffer_adds(out, number < 0 ? "-" : "");
    if (power > 21 || power < -5) {
        buffer_addf(out, "%c%s%.*s", digits[0], count > 1 ? "." : "", count - 1, digits + 1);
        buffer_addf(out, "e%c%d", power > 0 ? '+' : '-', abs(power - 1));
    } else if (power <= 0) {
        buffer_addf(out, "0.%.*s%.*s", -power, "00000", count, digits);
    } else if (count <= power) {
        buffer_addf(out, "%.*s%.*s", count, digits, power - count, "00000000000000000000");
    } else {
        buffer_addf(out, "%.*s.%.*s", power, digits, count - power, digits + power);
    }
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
        add_number(out, v->number);
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

const char *value_text(const struct value *v, struct arena *arena)
{
    if (v->kind == VALUE_TEXT)
        return v->text;
    struct buffer text;
    buffer_init(&text, arena);
    add_text(&text, v);
    return buffer_text(&text);
}

/* --- comparison -------------------------------------------------------------------------------------------------- */

/* Lists become text; everything else stays. */
static struct value primitive(const struct value *v, struct arena *arena)
{
    if (v->kind != VALUE_LIST)
        return *v;
    return (struct value){.kind = VALUE_TEXT, .text = value_text(v, arena)};
}

bool value_is_same(const struct value *a, const struct value *b)
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

bool value_equal(const struct value *a, const struct value *b, struct arena *arena)
{
    if (a->kind == VALUE_NULL || b->kind == VALUE_NULL || a->kind == b->kind)
        return value_is_same(a, b);
    struct value left = primitive(a, arena), right = primitive(b, arena);
    if (left.kind == VALUE_TEXT && right.kind == VALUE_TEXT)
        return value_is_same(&left, &right);
    return value_number(&left, arena) == value_number(&right, arena);
}

/* By UTF-16 code units: as bytes, but that the characters beyond U+FFFF (surrogates, from D800) come before U+E000. */
static int text_order(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    unsigned x = (unsigned char)*a, y = (unsigned char)*b;
    bool beyond = x >= 0xF0, other_beyond = y >= 0xF0;
    if (beyond != other_beyond && x >= 0xEE && y >= 0xEE)
        return beyond ? -1 : 1;
    return (x > y) - (x < y);
}

enum value_order value_order(const struct value *a, const struct value *b, struct arena *arena)
{
    struct value left = primitive(a, arena), right = primitive(b, arena);
    if (left.kind == VALUE_TEXT && right.kind == VALUE_TEXT)
        return (enum value_order)text_order(left.text, right.text);
    double x = value_number(&left, arena), y = value_number(&right, arena);
    if (isnan(x) || isnan(y))
        return ORDER_NONE;
    return (enum value_order)((x > y) - (x < y));
}
