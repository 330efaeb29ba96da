#include "clock.h"

#include <assert.h>
#include <time.h>

static int64_t milliseconds(clockid_t which)
{
    struct timespec t;
    int failed = clock_gettime(which, &t);
    assert(!failed); /* both clocks exist on every Linux this runs on */
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static instant_ms real_wall(void *context)
{
    (void)context;
    return milliseconds(CLOCK_REALTIME);
}

static int64_t real_boot_ms(void *context)
{
    (void)context;
    return milliseconds(CLOCK_BOOTTIME);
}

struct clock clock_real(void)
{
    return (struct clock){.wall = real_wall, .boot_ms = real_boot_ms};
}

static instant_ms virtual_wall(void *context)
{
    return ((const struct virtual_clock *)context)->wall;
}

static int64_t virtual_boot_ms(void *context)
{
    return ((const struct virtual_clock *)context)->boot_ms;
}

struct clock clock_virtual(struct virtual_clock *v)
{
    return (struct clock){.wall = virtual_wall, .boot_ms = virtual_boot_ms, .context = v};
}

void clock_advance(struct virtual_clock *v, int64_t ms)
{
    assert(ms >= 0);
    v->wall += ms;
    v->boot_ms += ms;
}
