#ifndef EVENT_H
#define EVENT_H
/*
 * event - one thing that happened in an attempt; never changed, never deleted.
 *
 * An event is plain data with one line of JSON as its body. Time is in it: `at` by the wall clock for dates, `boot_ms` by
 * the monotonic clock for durations (it cannot be turned back).
 */
#include "answer.h"
#include "date.h"

enum event_kind {
    EVENT_STARTED,   /* detail: content hash; setting, language */
    EVENT_RESUMED,   /* a sitting goes on with the attempt; as STARTED (the hash may differ: the module was edited) */
    EVENT_PAGE,      /* page opened (visits count these); detail: an extra page's caller, or where a look back came from,
                        or NULL; number PAGE_BACK: gone back to it */
    EVENT_ANSWER,    /* exercise, answer (empty: taken back) */
    EVENT_CHECKED,   /* the quiz was looked at, or with `exercise` that one; number: score 0..1 */
    EVENT_PLAYED,    /* a voice, sound or exercise in time ran until now; number: how long, ms */
    EVENT_SEEN,      /* something on the page was opened: a reveal card, a story bubble; detail: block id, number: how many / which */
    EVENT_CONCERN,   /* an answer that the author marked; exercise; no answer in it */
    EVENT_SUPPORT,   /* "I need support now" was pressed */
    EVENT_PAUSED,    /* left, locked, or signed out */
    EVENT_COMPLETED, /* detail: record id */
    EVENT_KINDS
};

#define UUID_TEXT 37
#define PAGE_BACK (-1) /* number of a PAGE event that goes back */

struct event {
    enum event_kind kind;
    instant_ms at;
    int64_t boot_ms;
    const char *sitting; /* uuid */
    const char *page;    /* page id, or NULL */
    const char *exercise;
    struct answer answer;
    const char *detail;
    const char *doubt;   /* STARTED, RESUMED: why `at` is not to be believed (witness.h), or NULL */
    const char *setting; /* STARTED, RESUMED */
    const char *language;
    bool has_number;
    double number;
};

const char *event_kind_name(enum event_kind kind);
/* One line of JSON, keys sorted, without a newline. */
void event_write(const struct event *e, struct buffer *out);
bool event_read(struct arena *a, const char *json, size_t length, struct event *out);

#endif
