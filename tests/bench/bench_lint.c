/* cairn lint as an author runs it: the program's start, everything read, judged and laid out. */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* False: it could not run, or found an error. */
static bool lint_once(const char *cairn, const char *path)
{
    int status = 0, nowhere = open("/dev/null", O_WRONLY);
    pid_t child = nowhere < 0 ? -1 : fork();
    if (child == 0) {
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execl(cairn, cairn, "lint", path, (char *)NULL);
        _exit(127);
    }
    if (nowhere >= 0)
        close(nowhere);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

double lint_measure_ms(const char *bin, const char *modules, const char *path, int times)
{
    char cairn[512], whole[512];
    struct samples took = {.count = 0};
    snprintf(cairn, sizeof cairn, "%s/cairn", bin);
    snprintf(whole, sizeof whole, "%s%s", modules, path);
    for (int i = 0; i < times; i++) {
        double from = now_ms();
        if (!lint_once(cairn, whole))
            return -1;
        sample_add(&took, now_ms() - from);
    }
    return sample_part(&took, 0.5);
}
