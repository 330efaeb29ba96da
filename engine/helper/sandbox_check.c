#define _GNU_SOURCE /* O_TMPFILE */
#include "sandbox.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define MUCH_MEMORY ((size_t)2 * 1024 * 1024 * 1024) /* more than any helper's rules let it have */

static bool try_read(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool try_other_process(void)
{
    return open("/proc/1/status", O_RDONLY) >= 0 || open("/proc/self/maps", O_RDONLY) >= 0;
}

static bool try_create(void)
{
    return open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0;
}

static bool try_change(void)
{
    return open("/dev/null", O_WRONLY) >= 0;
}

static bool try_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool try_local_socket(void)
{
    return socket(AF_UNIX, SOCK_DGRAM, 0) >= 0;
}

static bool try_program(void)
{
    char *const arguments[] = {"true", NULL}, *const nothing[] = {NULL};
    execve("/bin/true", arguments, nothing); /* which ends well */
    return false;
}

static bool try_process(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0;
}

static bool try_signal(void)
{
    return kill(getppid(), 0) == 0;
}

static bool try_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool try_code_later(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED && mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool try_write(void)
{
    return write(STDOUT_FILENO, "", 0) == 0;
}

static bool try_much_memory(void)
{
    void *memory = mmap(NULL, MUCH_MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED;
}

static const struct {
    const char *what;
    bool (*attempt)(void);
} attempts[] = {
    {"read another file", try_read},
    {"look at a process", try_other_process},
    {"make a file", try_create},
    {"write to a file", try_change},
    {"open a network socket", try_socket},
    {"open a local socket", try_local_socket},
    {"start a program", try_program},
    {"start a process", try_process},
    {"signal a process", try_signal},
    {"get memory that is code", try_code},
    {"turn memory into code", try_code_later},
    {"write to what is open", try_write},
    {"take much memory", try_much_memory},
};

/* Of those two, whether the rules refuse it. */
static bool is_refused(const struct sandbox *rules, bool (*attempt)(void))
{
#ifdef __SANITIZE_ADDRESS__
    (void)rules;
    return attempt != try_write && attempt != try_much_memory;
#else
    return attempt != try_write || !rules->output_max;
#endif
}

/* 0: it was possible; 1: refused; a signal: killed for it; -1: could not be tried. */
static int outcome(bool (*attempt)(void), const struct sandbox *rules)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        if (rules && !sandbox_lock(rules))
            _exit(2);
        _exit(attempt() ? 0 : 1);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    if (WIFSIGNALED(status))
        return WTERMSIG(status);
    return WEXITSTATUS(status) < 2 ? WEXITSTATUS(status) : -1;
}

bool sandbox_check(const struct sandbox *rules)
{
    bool all = true;
    for (size_t n = 0; n < COUNT(attempts); n++) {
        if (!is_refused(rules, attempts[n].attempt))
            continue;
        int free_one = outcome(attempts[n].attempt, NULL), locked = outcome(attempts[n].attempt, rules);
        printf("%-26s %s\n", attempts[n].what,
               free_one != 0      ? "cannot be tried here"
               : locked == SIGSYS ? "killed"
               : locked == 1      ? "refused"
               : locked == 0      ? "POSSIBLE"
                                  : "NOT LOCKED");
        all = all && free_one == 0 && (locked == 1 || locked == SIGSYS);
    }
    puts(all ? "the sandbox holds" : "THE SANDBOX DOES NOT HOLD");
    return all;
}
