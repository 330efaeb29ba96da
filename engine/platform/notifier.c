#include "notifier.h"

#include <stdlib.h>
#include <string.h>

#include "child.h"

#define MOST_MS 30000
#define LOOK_MS 250

struct notifier {
    struct clock clock;
    bool starts;                      /* false: the null driver */
    char *word[SITE_COMMAND_MAX + 2]; /* with the terminal's name, and NULL */
    struct child child;
    bool runs, again;
    int failed; /* starts that nobody has been told of yet */
    int64_t until_ms;
    int told;
};

static struct notifier *new_notifier(struct clock clock)
{
    struct notifier *n = calloc(1, sizeof *n);
    if (!n)
        abort();
    n->clock = clock;
    return n;
}

static char *copy(const char *text)
{
    char *word = strdup(text);
    if (!word)
        abort();
    return word;
}

struct notifier *notifier_open(const struct site_command *command, const char *terminal, struct clock clock)
{
    if (command->count == 0)
        return NULL;
    struct notifier *n = new_notifier(clock);
    n->starts = true;
    for (int i = 0; i < command->count; i++)
        n->word[i] = copy(command->word[i]);
    n->word[command->count] = copy(terminal);
    return n;
}

struct notifier *notifier_open_null(struct clock clock)
{
    return new_notifier(clock);
}

void notifier_close(struct notifier *n)
{
    if (!n)
        return;
    if (n->runs)
        child_let_go(&n->child);
    for (int i = 0; n->word[i]; i++)
        free(n->word[i]);
    free(n);
}

static void start(struct notifier *n)
{
    n->again = false;
    if (!child_start(&n->child, (const char *const *)n->word, -1, -1)) {
        n->failed++;
        return;
    }
    n->runs = true;
    n->until_ms = n->clock.boot_ms(n->clock.context) + MOST_MS;
}

void notifier_tell(struct notifier *n)
{
    if (!n)
        return;
    n->told++;
    if (n->runs)
        n->again = true;
    else if (n->starts)
        start(n);
}

static void look(struct notifier *n)
{
    enum child_state state = child_look(&n->child);
    bool late = state == CHILD_RUNS && n->clock.boot_ms(n->clock.context) >= n->until_ms;
    if (late)
        child_kill(&n->child);
    if (state == CHILD_RUNS && !late)
        return;
    n->runs = false;
    n->failed += state != CHILD_GOOD;
    if (n->again)
        start(n);
}

bool notifier_step(struct notifier *n)
{
    if (!n)
        return false;
    if (n->runs)
        look(n);
    if (n->failed == 0)
        return false;
    n->failed--;
    return true;
}

int notifier_wait_ms(const struct notifier *n)
{
    return n && (n->runs || n->failed) ? LOOK_MS : -1;
}

int notifier_told(const struct notifier *n)
{
    return n ? n->told : 0;
}
