#ifndef NOTIFIER_H
#define NOTIFIER_H
/*
 * notifier - the site's own program that is started when somebody needs support or an answer is a concern.
 *
 * It is told the terminal's name, as its last argument, and nothing else: who it was and what was answered are read here. It gets
 * no input, no environment but a path, and no shell; nobody waits for it. Calls that come while it runs become one more start.
 */
#include "clock.h"
#include "site.h"

struct notifier; /* opaque */

/* `command` and `terminal` are copied. NULL when the command is empty: all calls take that. */
struct notifier *notifier_open(const struct site_command *command, const char *terminal, struct clock clock);
struct notifier *notifier_open_null(struct clock clock); /* counts, and starts nothing: for journeys */
void notifier_close(struct notifier *n);                 /* what runs goes on */

void notifier_tell(struct notifier *n);
/* Looks after what runs. True once for each time that it could not be started, ended with anything but 0, or took longer than half
 * a minute and was stopped. */
bool notifier_step(struct notifier *n);
int notifier_wait_ms(const struct notifier *n); /* until the next step; -1: nothing runs */
int notifier_told(const struct notifier *n);    /* how often it was told */

#endif
