#define _GNU_SOURCE /* close_range, O_PATH, CLONE_THREAD */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <seccomp.h>

#define COUNT(list)     (sizeof(list) / sizeof *(list))

#define MEMORY_MAX      ((rlim_t)1024 * 1024 * 1024) /* addresses: threads reserve 8 MB each, fonts are mapped whole */
#define PROCESSOR_MAX_S 30
#define FILES_MAX       64

/* --- files: Landlock --------------------------------------------------------------------------------------------- */

/* Newer than Debian 12's headers, known to newer kernels. */
#define ACCESS_TRUNCATE (1ULL << 14) /* from the third version on */
#define ACCESS_IOCTL    (1ULL << 15) /* from the fifth */

#define ACCESS_OF_FIRST ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) /* all that the first version knows */
#define ACCESS_READ     (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

static uint64_t access_of(long version)
{
    uint64_t all = ACCESS_OF_FIRST;
    all |= version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0;
    all |= version >= 3 ? ACCESS_TRUNCATE : 0;
    return all | (version >= 5 ? ACCESS_IOCTL : 0);
}

static bool allow_folder(int rules, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = ACCESS_READ,
                                                 .parent_fd = open(folder, O_PATH | O_CLOEXEC | O_DIRECTORY)};
    if (beneath.parent_fd < 0)
        return errno == ENOENT;
    bool good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(beneath.parent_fd);
    return good;
}

static bool only_folders(const char *const *folders, int count)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    struct landlock_ruleset_attr attr = {.handled_access_fs = access_of(version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    bool good = rules >= 0;
    for (int i = 0; i < count && good; i++)
        good = allow_folder(rules, folders[i]);
    good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return good;
}

/* --- calls: seccomp ---------------------------------------------------------------------------------------------- */

/* What Pango, Cairo and fontconfig take to make pages, found by running them. What is not here is refused. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(fstatfs),
    SCMP_SYS(statfs),
    SCMP_SYS(fcntl),
    SCMP_SYS(fadvise64),
    SCMP_SYS(getcwd),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(exit),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(exit_group),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sigaltstack),
};

/* Who asks for these has been taken over: killed at once. */
static const int deadly[] = {
    SCMP_SYS(socket), SCMP_SYS(connect),  SCMP_SYS(bind),    SCMP_SYS(execve),           SCMP_SYS(execveat),
    SCMP_SYS(fork),   SCMP_SYS(vfork),    SCMP_SYS(ptrace),  SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),   SCMP_SYS(unlink),   SCMP_SYS(rename),  SCMP_SYS(unlinkat),         SCMP_SYS(mount),
    SCMP_SYS(bpf),    SCMP_SYS(truncate), SCMP_SYS(openat2), SCMP_SYS(io_uring_setup),   SCMP_SYS(perf_event_open),
};

static bool allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp only)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, only) == 0;
}

/* Memory never becomes code, files are opened for reading, and what is started is a thread of this process. */
static bool allow_parts(scmp_filter_ctx filter)
{
    const uint64_t changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
    return allow_if(filter, SCMP_SYS(mmap), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           allow_if(filter, SCMP_SYS(mprotect), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           allow_if(filter, SCMP_SYS(open), SCMP_A1_64(SCMP_CMP_MASKED_EQ, changes, O_RDONLY)) &&
           allow_if(filter, SCMP_SYS(openat), SCMP_A2_64(SCMP_CMP_MASKED_EQ, changes, O_RDONLY)) &&
           allow_if(filter, SCMP_SYS(clone), SCMP_A0_64(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0; /* its flags cannot be seen */
}

static bool only_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
    for (size_t n = 0; n < COUNT(allowed) && good; n++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[n], 0) == 0;
    for (size_t n = 0; n < COUNT(deadly) && good; n++)
        good = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[n], 0) == 0;
    good = good && allow_parts(filter) && seccomp_load(filter) == 0;
    if (filter)
        seccomp_release(filter);
    return good;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static bool limit(int what, rlim_t most)
{
    return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

static bool limits(void)
{
    bool all = limit(RLIMIT_CPU, PROCESSOR_MAX_S) && limit(RLIMIT_FSIZE, SANDBOX_OUTPUT_MAX) && limit(RLIMIT_CORE, 0) &&
               limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_NOFILE, FILES_MAX);
#ifndef __SANITIZE_ADDRESS__ /* whose own book-keeping is terabytes */
    all = all && limit(RLIMIT_AS, MEMORY_MAX);
#endif
    return all;
}

bool sandbox_close_others(unsigned first)
{
    return close_range(first, ~0U, 0) == 0;
}

bool sandbox_lock(const char *const *folders, int count)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 && limits() &&
           only_folders(folders, count) && only_calls();
}

/* --- does it hold? ----------------------------------------------------------------------------------------------- */

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
};

/* 0: it was possible; 1: refused; a signal: killed for it; -1: could not be tried. */
static int outcome(bool (*attempt)(void), const char *const *folders, int count)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        if (folders && !sandbox_lock(folders, count))
            _exit(2);
        _exit(attempt() ? 0 : 1);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    if (WIFSIGNALED(status))
        return WTERMSIG(status);
    return WEXITSTATUS(status) < 2 ? WEXITSTATUS(status) : -1;
}

bool sandbox_check(const char *const *folders, int count)
{
    bool all = true;
    for (size_t n = 0; n < COUNT(attempts); n++) {
        int free_one = outcome(attempts[n].attempt, NULL, 0), locked = outcome(attempts[n].attempt, folders, count);
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
