#define _GNU_SOURCE /* close_range, clone's flags */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <seccomp.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Of its own, not of the libraries' code and shared memory: a 1080p video needs 30 MB. */
#define DATA_MAX_BYTES  ((rlim_t)256 * 1024 * 1024)
#define PROCESSOR_MAX_S 1800 /* three times the longest video, at full speed */
#define OPEN_FILES_MAX  4    /* what it has; 0 would forbid poll as well */

/* What decoding takes, found by running it, and what the C library may do by itself. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(lseek),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(munmap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
#ifdef __SANITIZE_ADDRESS__
    /* to tell what it found, and die of it */
    SCMP_SYS(write),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sched_yield),
    SCMP_SYS(tgkill),
#endif
};

/* Who asks for these has been taken over by the file: killed at once. What is in neither list is only refused. */
static const int deadly[] = {
    SCMP_SYS(open),      SCMP_SYS(openat),   SCMP_SYS(openat2),  SCMP_SYS(creat),
    SCMP_SYS(socket),    SCMP_SYS(connect),  SCMP_SYS(bind),     SCMP_SYS(listen),
    SCMP_SYS(execve),    SCMP_SYS(execveat), SCMP_SYS(fork),     SCMP_SYS(vfork),
    SCMP_SYS(clone),     SCMP_SYS(clone3),   SCMP_SYS(ptrace),   SCMP_SYS(process_vm_readv),
    SCMP_SYS(kill),      SCMP_SYS(unlink),   SCMP_SYS(unlinkat), SCMP_SYS(process_vm_writev),
    SCMP_SYS(rename),    SCMP_SYS(mount),    SCMP_SYS(bpf),      SCMP_SYS(io_uring_setup),
    SCMP_SYS(ftruncate), SCMP_SYS(truncate), SCMP_SYS(sendmsg),  SCMP_SYS(perf_event_open),
};

bool sandbox_close_others(unsigned first)
{
    return close_range(first, ~0U, 0) == 0;
}

static bool limit(int what, rlim_t most)
{
    return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

static bool limits(void)
{
    bool all = limit(RLIMIT_CPU, PROCESSOR_MAX_S) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
               limit(RLIMIT_NPROC, 0) && limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_NOFILE, OPEN_FILES_MAX);
#ifndef __SANITIZE_ADDRESS__ /* whose own book-keeping is terabytes */
    all = all && limit(RLIMIT_DATA, DATA_MAX_BYTES);
#endif
    return all;
}

/* Memory may come and change, but never as code. */
static bool allow_memory(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp no_code = SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mremap), 0) == 0;
}

static bool filter_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
    for (size_t n = 0; n < COUNT(allowed) && good; n++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[n], 0) == 0;
    for (size_t n = 0; n < COUNT(deadly) && good; n++)
        good = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[n], 0) == 0;
    good = good && allow_memory(filter) && seccomp_load(filter) == 0;
    if (filter)
        seccomp_release(filter);
    return good;
}

bool sandbox_lock(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 && limits() && filter_calls();
}

/* --- does it hold? ------------------------------------------------------------------------------------------------ */

static bool try_open(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool try_create(void)
{
    int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    return fd >= 0;
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

#ifndef __SANITIZE_ADDRESS__ /* which is allowed both */
static bool try_write(void)
{
    return write(STDOUT_FILENO, "", 0) == 0;
}

static bool try_much_memory(void)
{
    void *memory = mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED;
}
#endif

static const struct {
    const char *what;
    bool (*attempt)(void);
} attempts[] = {
    {"open a file", try_open},
    {"make a file", try_create},
    {"open a network socket", try_socket},
    {"open a local socket", try_local_socket},
    {"start a program", try_program},
    {"start a process", try_process},
    {"signal a process", try_signal},
    {"get memory that is code", try_code},
    {"turn memory into code", try_code_later},
#ifndef __SANITIZE_ADDRESS__
    {"write to what is open", try_write},
    {"take a gigabyte", try_much_memory},
#endif
};

/* 0: it was possible; 1: refused; a signal: killed for it; -1: could not be tried. */
static int outcome(bool (*attempt)(void), bool locked)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        if (locked && !sandbox_lock())
            _exit(2);
        _exit(attempt() ? 0 : 1);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    if (WIFSIGNALED(status))
        return WTERMSIG(status);
    return WEXITSTATUS(status) < 2 ? WEXITSTATUS(status) : -1;
}

bool sandbox_check(void)
{
    bool all = true;
    for (size_t n = 0; n < COUNT(attempts); n++) {
        int free_one = outcome(attempts[n].attempt, false), locked = outcome(attempts[n].attempt, true);
        bool good = free_one == 0 && (locked == 1 || locked == SIGSYS);
        printf("%-26s %s\n", attempts[n].what,
               free_one != 0      ? "cannot be tried here"
               : locked == SIGSYS ? "killed"
               : locked == 1      ? "refused"
               : locked == 0      ? "POSSIBLE"
                                  : "NOT LOCKED");
        all = all && good;
    }
    puts(all ? "the sandbox holds" : "THE SANDBOX DOES NOT HOLD");
    return all;
}
