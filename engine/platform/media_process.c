#define _GNU_SOURCE /* memfd_create, seals, addclosefrom */
#include "media_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUT_OF_THE_WAY 16 /* above the numbers that the helper's files get */

/* A file of the helper's, under a number that none of them will have. */
static int own_number(int fd)
{
    int moved = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);
    if (fd >= 0)
        close(fd);
    return moved;
}

static int open_video(const char *path)
{
    struct stat about;
    int fd = own_number(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)); /* NONBLOCK: a pipe must not hold the kiosk */
    if (fd < 0)
        return -1;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 && about.st_size <= MEDIA_BYTES_MAX)
        return fd;
    close(fd);
    return -1;
}

/* Its size is sealed: were it cut under the kiosk's hands, reading it would kill the kiosk. */
static int open_share(struct media_share **out)
{
    int fd = own_number(memfd_create("cairn-media", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (fd < 0)
        return -1;
    if (ftruncate(fd, (off_t)sizeof **out) == 0 &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0) {
        void *memory = mmap(NULL, sizeof **out, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        *out = memory;
        if (memory != MAP_FAILED)
            return fd;
    }
    close(fd);
    return -1;
}

/* Without the kiosk's environment, open files, blocked signals or terminal group. */
static pid_t spawn(const char *program, const int fds[MEDIA_FDS])
{
    char name[] = "cairn-media";
    char *const arguments[] = {name, NULL}, *const environment[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t signals;
    pid_t pid = 0;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    for (int n = 0; n < MEDIA_FDS; n++)
        posix_spawn_file_actions_adddup2(&files, fds[n], n);
    posix_spawn_file_actions_addclosefrom_np(&files, MEDIA_FDS);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&how, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&how, &signals);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (posix_spawn(&pid, program, &files, &how, arguments, environment) != 0)
        pid = 0;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return pid;
}

static void close_all(const int fds[MEDIA_FDS])
{
    for (int n = 0; n < MEDIA_FDS; n++)
        if (fds[n] >= 0)
            close(fds[n]);
}

bool media_process_start(struct media_process *p, const char *program, const char *file, const char **why_out)
{
    int ends[2] = {-1, -1}, fds[MEDIA_FDS] = {-1, -1, -1, -1};
    struct media_share *share = NULL;
    media_process_kill(p);
    media_process_bury(p);
    *why_out = "the file cannot be opened, is empty or too large";
    fds[MEDIA_FD_FILE] = open_video(file);
    if (fds[MEDIA_FD_FILE] < 0)
        return false;
    *why_out = "the system has no room for it";
    if (p->dead_count < MEDIA_DEAD_MAX && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
        fds[MEDIA_FD_ORDERS] = own_number(ends[1]);
        fds[MEDIA_FD_NOTHING] = own_number(open("/dev/null", O_RDWR | O_CLOEXEC));
        fds[MEDIA_FD_SHARE] = open_share(&share);
    }
    bool ready = fds[MEDIA_FD_ORDERS] >= 0 && fds[MEDIA_FD_NOTHING] >= 0 && fds[MEDIA_FD_SHARE] >= 0;
    pid_t pid = ready ? spawn(program, fds) : 0;
    if (ready && !pid)
        *why_out = "the program cairn-media does not start";
    close_all(fds);
    if (!pid && fds[MEDIA_FD_SHARE] >= 0)
        munmap(share, sizeof *share);
    if (!pid && ends[0] >= 0)
        close(ends[0]);
    if (!pid)
        return false;
    p->pid = pid;
    p->orders = ends[0];
    p->share = share;
    return true;
}

bool media_process_order(struct media_process *p, const struct media_order *order)
{
    return send(p->orders, order, sizeof *order, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof *order;
}

bool media_process_is_gone(const struct media_process *p)
{
    char byte;
    ssize_t got = recv(p->orders, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR); /* it never has anything to say */
}

void media_process_bury(struct media_process *p)
{
    for (int n = p->dead_count; n-- > 0;)
        if (waitpid(p->dead[n], NULL, WNOHANG) != 0)
            p->dead[n] = p->dead[--p->dead_count];
}

void media_process_kill(struct media_process *p)
{
    if (!p->pid)
        return;
    kill(p->pid, SIGKILL); /* ours until it is waited for: no other process can have its number */
    close(p->orders);
    munmap(p->share, sizeof *p->share);
    p->share = NULL;
    p->dead[p->dead_count++] = p->pid; /* start() keeps a place free */
    p->pid = 0;
    media_process_bury(p);
}
