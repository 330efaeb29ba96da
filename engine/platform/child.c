#define _GNU_SOURCE /* memfd_create, addclosefrom */
#include "child.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUT_OF_THE_WAY 16 /* above the numbers that the child's files get */

int child_memory(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    int moved = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);
    if (fd >= 0)
        close(fd);
    return moved;
}

static void bury(struct child *c)
{
    for (int n = c->dead_count; n-- > 0;)
        if (waitpid(c->dead[n], NULL, WNOHANG) != 0)
            c->dead[n] = c->dead[--c->dead_count];
}

static void give(posix_spawn_file_actions_t *files, int fd, int number)
{
    if (fd >= 0)
        posix_spawn_file_actions_adddup2(files, fd, number);
    else
        posix_spawn_file_actions_addopen(files, number, "/dev/null", O_RDWR, 0);
}

bool child_start(struct child *c, const char *const *argument, int input, int output)
{
    char path[] = "PATH=/usr/bin:/bin", *const environment[] = {path, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t signals;
    union {
        const char *const *in;
        char *const *out;
    } arguments = {argument}; /* posix_spawn does not change them, and cannot say so */
    bury(c);
    if (c->dead_count == CHILD_DEAD_MAX)
        return false;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    give(&files, input, STDIN_FILENO);
    give(&files, output, STDOUT_FILENO);
    give(&files, -1, STDERR_FILENO); /* what it has to say could be about the person */
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&how, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&how, &signals);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (posix_spawn(&c->pid, argument[0], &files, &how, arguments.out, environment) != 0)
        c->pid = 0;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return c->pid != 0;
}

enum child_state child_look(struct child *c)
{
    int status;
    pid_t gone = c->pid ? waitpid(c->pid, &status, WNOHANG) : -1;
    if (gone == 0)
        return CHILD_RUNS;
    bool good = gone == c->pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    c->pid = 0;
    return good ? CHILD_GOOD : CHILD_BAD;
}

void child_kill(struct child *c)
{
    if (!c->pid)
        return;
    kill(-c->pid, SIGKILL);            /* ours until it is waited for: no other group can have its number */
    c->dead[c->dead_count++] = c->pid; /* child_start keeps a place free */
    c->pid = 0;
    bury(c);
}

void child_let_go(struct child *c)
{
    c->pid = 0;
}

void child_bury_strangers(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
}
