#include "witness.h"

#include <stddef.h>
#include <stdbool.h>
#include <string.h>

static bool same_start(const struct clock_reading *a, const struct clock_reading *b)
{
    return a->boot && b->boot && *a->boot && strcmp(a->boot, b->boot) == 0 && a->boot_ms <= b->boot_ms;
}

const char *witness_doubt(const struct clock_reading *before, const struct clock_reading *now)
{
    int64_t wall_ms = now->at - before->at, jump_ms = wall_ms - (now->boot_ms - before->boot_ms);
    if (same_start(before, now) && (jump_ms > WITNESS_TOLERANCE_MS || jump_ms < -WITNESS_TOLERANCE_MS))
        return DOUBT_JUMPED;
    return wall_ms < -WITNESS_TOLERANCE_MS ? DOUBT_BEHIND : NULL;
}

void watch_confirm(struct watch *w, const struct clock_reading *now)
{
    *w = (struct watch){.trusted = *now};
}

const char *watch_look(struct watch *w, const struct clock_reading *now)
{
    const char *doubt = w->trusted.at ? witness_doubt(&w->trusted, now) : NULL;
    bool turned = w->doubt && strcmp(w->doubt, DOUBT_JUMPED) == 0;
    if (!doubt && turned && !same_start(&w->trusted, now))
        doubt = w->doubt; /* what the boot clock could have shown is lost */
    if (!doubt)
        w->trusted = *now;
    w->doubt = doubt;
    return doubt;
}
