#ifndef ACTIVITY_H
#define ACTIVITY_H
/*
 * activity - active minutes from events, idle left out.
 *
 * Time between two events of one sitting counts up to `gap_max_ms` (a site setting; 90 s). What PLAYED covers (a voice, a
 * breathing exercise) counts whole. Only boot time is used: turning the wall clock changes nothing.
 */
#include "event.h"

#define ACTIVITY_GAP_MAX_MS 90000

struct sitting_activity {
    const char *sitting;
    instant_ms start;      /* of its first event here: dates the sitting */
    int64_t active_ms;
};

#define SITTINGS_MAX 64 /* of one attempt; more are joined into the last */

struct activity {
    struct sitting_activity sittings[SITTINGS_MAX];
    int count;
    int64_t active_ms; /* of all sittings */
    /* running state; not for callers */
    int64_t last_boot_ms, played_until_ms;
};

void activity_init(struct activity *a);
/* Events in order. The text of e->sitting must live as long as `a`. */
void activity_add(struct activity *a, const struct event *e, int64_t gap_max_ms);

#endif
