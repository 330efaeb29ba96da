#ifndef ACTIVITY_H
#define ACTIVITY_H
/*
 * activity - active minutes from events, idle left out.
 *
 * Time between two events of one sitting counts up to `gap_max_ms` (a site setting; 90 s). What PLAYED covers (a voice, a
 * breathing exercise) counts whole; what follows PAUSED does not count. Only boot time is used: turning the wall clock
 * changes nothing, and a restart of the machine within a sitting counts as no time.
 */
#include "event.h"
#include "witness.h"

#define ACTIVITY_GAP_MAX_MS 90000

struct sitting_activity {
    const char *sitting;
    instant_ms start;      /* of its first event here: dates the sitting */
    const char *doubt;     /* why its date is not to be believed (witness.h), or NULL */
    int64_t active_ms;
};

/* Time without an event that was too long to count: a PLAYED that ends later may still cover its end. */
struct activity_gap {
    int64_t from, to, covered_from; /* boot time, ms; nothing is covered while covered_from is `to` */
};
struct page_activity {
    const char *page;
    int64_t active_ms;
};

#define ACTIVITY_IDLE_MAX 16 /* that one PLAYED can reach back over */

#define SITTINGS_MAX 64 /* of one attempt; more are joined into the last */

struct activity {
    struct sitting_activity sittings[SITTINGS_MAX];
    int count;
    int64_t active_ms; /* of all sittings */
    struct page_activity pages[PAGES_MAX]; /* as they were opened; of time on more pages nothing is said */
    int page_count;
    int back;         /* how often a page was gone back to */
    int64_t aloud_ms; /* that a voice read */
    /* running state; not for callers */
    const char *sitting; /* the sitting of the last event, as it named itself */
    int current;         /* its place in sittings */
    bool paused;
    int64_t last_boot_ms;
    struct clock_reading seen; /* the last event; its boot is set once there was one */
    int page; /* on show, in pages; -1 none */
    struct activity_gap idle[ACTIVITY_IDLE_MAX]; /* oldest first */
    int idle_count;
};

void activity_init(struct activity *a);
/* Events in order. Their sittings', pages' and doubts' names must live as long as `a`. */
void activity_add(struct activity *a, const struct event *e, int64_t gap_max_ms);

#endif
