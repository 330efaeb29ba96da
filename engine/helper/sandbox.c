#define _GNU_SOURCE /* close_range, O_PATH, CLONE_THREAD */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

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

/* What the C library does by itself, and what takes up nothing but time and memory. */
static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(lseek),           SCMP_SYS(munmap),        SCMP_SYS(mremap),
    SCMP_SYS(brk),          SCMP_SYS(madvise),         SCMP_SYS(futex),         SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),      SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),    SCMP_SYS(restart_syscall),
#ifdef __SANITIZE_ADDRESS__ /* to tell what it found, and die of it */
    SCMP_SYS(write),        SCMP_SYS(getpid),          SCMP_SYS(gettid),        SCMP_SYS(sigaltstack),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),  SCMP_SYS(sched_yield),   SCMP_SYS(tgkill),
#endif
};

/* What opens a file. */
static const int opening[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(creat)};

/* Who asks for these has been taken over: killed at once. What is in no list is only refused. */
static const int deadly[] = {
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(sendmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(unlink),
    SCMP_SYS(rename),
    SCMP_SYS(unlinkat),
    SCMP_SYS(mount),
    SCMP_SYS(bpf),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(perf_event_open),
};

static bool allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp only)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, only) == 0;
}

static bool all_of(scmp_filter_ctx filter, uint32_t what, const int *calls, size_t count)
{
    bool good = true;
    for (size_t n = 0; n < count && good; n++)
        good = seccomp_rule_add(filter, what, calls[n], 0) == 0;
    return good;
}

/* Memory may come and change, but never as code. */
static bool allow_memory(scmp_filter_ctx filter)
{
    return allow_if(filter, SCMP_SYS(mmap), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           allow_if(filter, SCMP_SYS(mprotect), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* For reading, where there is anything to read. */
static bool allow_opening(scmp_filter_ctx filter, bool any)
{
    const uint64_t changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
    if (!any)
        return all_of(filter, SCMP_ACT_KILL_PROCESS, opening, COUNT(opening));
    return allow_if(filter, SCMP_SYS(open), SCMP_A1_64(SCMP_CMP_MASKED_EQ, changes, O_RDONLY)) &&
           allow_if(filter, SCMP_SYS(openat), SCMP_A2_64(SCMP_CMP_MASKED_EQ, changes, O_RDONLY));
}

static bool allow_threads(scmp_filter_ctx filter, bool any)
{
    static const int starting[] = {SCMP_SYS(clone), SCMP_SYS(clone3)};
    if (!any)
        return all_of(filter, SCMP_ACT_KILL_PROCESS, starting, COUNT(starting));
    return allow_if(filter, SCMP_SYS(clone), SCMP_A0_64(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0; /* its flags cannot be seen */
}

static bool only_calls(const struct sandbox *rules)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
                all_of(filter, SCMP_ACT_ALLOW, allowed, COUNT(allowed)) &&
                all_of(filter, SCMP_ACT_ALLOW, rules->calls, (size_t)rules->call_count) &&
                all_of(filter, SCMP_ACT_KILL_PROCESS, deadly, COUNT(deadly)) && allow_memory(filter) &&
                allow_opening(filter, rules->folder_count > 0) && allow_threads(filter, rules->threads) &&
                seccomp_load(filter) == 0;
    if (filter)
        seccomp_release(filter);
    return good;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

static bool limits(const struct sandbox *rules)
{
    bool all = limit(RLIMIT_CPU, (rlim_t)rules->processor_max_s) && limit(RLIMIT_FSIZE, rules->output_max) &&
               limit(RLIMIT_CORE, 0) && limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_NOFILE, (rlim_t)rules->files_max) &&
               (rules->threads || limit(RLIMIT_NPROC, 0));
#ifndef __SANITIZE_ADDRESS__ /* whose own book-keeping is terabytes */
    all = all && (!rules->data_max || limit(RLIMIT_DATA, rules->data_max)) &&
          (!rules->addresses_max || limit(RLIMIT_AS, rules->addresses_max));
#endif
    return all;
}

bool sandbox_close_others(unsigned first)
{
    return close_range(first, ~0U, 0) == 0;
}

bool sandbox_lock(const struct sandbox *rules)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 && limits(rules) &&
           (!rules->folder_count || only_folders(rules->folders, rules->folder_count)) && only_calls(rules);
}
