#include "amount.h"

#include <math.h>
#include <string.h>

int64_t amount_hundredths(double number)
{
    return llround(number * 100);
}

double amount_of(int64_t hundredths)
{
    return (double)hundredths / 100;
}

int amount_decimals(const struct number_block *n)
{
    const double of[] = {n->from, n->to, n->step, n->big_step};
    int decimals = n->money ? 2 : 0;
    for (int i = 0; i < 4; i++) {
        int64_t h = amount_hundredths(of[i]);
        int has = h % 10 ? 2 : h % 100 ? 1 : 0;
        decimals = has > decimals ? has : decimals;
    }
    return decimals;
}

bool amount_fits(const struct number_block *n, double number)
{
    static const int64_t unit[] = {100, 10, 1};
    if (!(number >= n->from && number <= n->to))
        return false;
    int64_t h = amount_hundredths(number);
    return h % unit[amount_decimals(n)] == 0 && fabs(number - amount_of(h)) < 1e-6;
}

double amount_moved(const struct number_block *n, const double *now, double by)
{
    int64_t from = amount_hundredths(n->from), to = amount_hundredths(n->to);
    int64_t h = now ? amount_hundredths(*now) : 0;
    if (now || from == 0)
        h += amount_hundredths(by);
    return amount_of(h < from ? from : h > to ? to : h);
}

bool amount_read(const struct number_block *n, const char *typed, double *out)
{
    int64_t h = 0;
    int digits = 0, decimals = -1; /* -1: before the point */
    for (const char *c = typed; *c; c++) {
        if ((*c == '.' || *c == ',') && decimals < 0) {
            decimals = 0;
        } else if (*c >= '0' && *c <= '9' && digits < 9 && decimals < amount_decimals(n)) {
            h = h * 10 + (*c - '0');
            digits++;
            decimals += decimals >= 0;
        } else {
            return false;
        }
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
        h *= 10;
    *out = amount_of(h);
    return digits > 0;
}

const char *amount_digits(struct arena *arena, const struct number_block *n, double number)
{
    int64_t h = amount_hundredths(number);
    long long whole = (long long)(h / 100);
    int rest = (int)(h % 100);
    if (rest == 0)
        return arena_printf(arena, "%lld", whole);
    if (rest % 10 == 0 && !n->money)
        return arena_printf(arena, "%lld.%d", whole, rest / 10);
    return arena_printf(arena, "%lld.%02d", whole, rest);
}
