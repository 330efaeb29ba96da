#ifndef CLOCK_H
#define CLOCK_H
/*
 * clock - what time it is: of the wall and since the start of the machine; real, or virtual for journeys.
 */
#include "date.h"

struct clock {
    instant_ms (*wall)(void *context);
    int64_t (*boot_ms)(void *context); /* CLOCK_BOOTTIME: goes on in suspend, never back */
    void *context;
};

struct clock clock_real(void);

struct virtual_clock { instant_ms wall; int64_t boot_ms; };
struct clock clock_virtual(struct virtual_clock *v);
void clock_advance(struct virtual_clock *v, int64_t ms);

#endif
