#include "cairn_terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_has_colours(FILE *out)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(fileno(out)) && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

struct progress progress_begin(const char *what)
{
    return (struct progress){.what = what, .shown = isatty(STDERR_FILENO)};
}

#define BAR 24 /* characters */

void progress_tell(void *context, int done, int count)
{
    static const char full[] = "########################", empty[] = "........................";
    const struct progress *p = context;
    int filled = count > 0 ? BAR * done / count : BAR;
    if (!p->shown)
        return;
    if (done < count)
        fprintf(stderr, "\r[%.*s%.*s] %s %d of %d\033[K", filled, full, BAR - filled, empty, p->what, done, count);
    else
        progress_hide(p);
}

void progress_hide(const struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
}
