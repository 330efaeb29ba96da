/*
 * cairn-print - makes a PDF of one document: JSON (document.h) comes in on the standard input, the PDF goes out on the
 * standard output, and nothing else happens. The kiosk starts it when something is to be printed; by hand
 *
 *     cairn-print <plan.json >plan.pdf
 *     cairn-print --self-check     does this machine lock it up as it should?
 *     cairn-print --keep FILE      puts the standard input there, and looks at none of it
 *
 * A4, right in every script that Noto writes; with a title, a date and structure tags (headings, paragraphs, lists,
 * tables, figures). Cairo 1.16 writes no language of the document and no alternative text of a figure into a PDF: what
 * a figure is stands beside it in words. The same document gives the same bytes.
 *
 * Ends with 0: made; 1: this is no document; 2: it could not be made.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <seccomp.h>

#include "keep.h"
#include "paper.h"
#include "sandbox.h"

#define EXIT_DOCUMENT 1
#define EXIT_CANNOT   2

#define OUTPUT_MAX    ((size_t)16 * 1024 * 1024) /* bytes of a PDF */

/* What Pango, Cairo and fontconfig take to make pages, found by running them: the system's fonts, and threads. What is
 * left to one who takes it over: those fonts, the names of files, the document, and a PDF of their own making, which
 * the kiosk hands on unread. */
static const char *const folders[] = {"/usr/share/fonts", "/var/cache/fontconfig"};
static const int calls[] = {
    SCMP_SYS(pread64),         SCMP_SYS(write),        SCMP_SYS(close),
    SCMP_SYS(fstat),           SCMP_SYS(newfstatat),   SCMP_SYS(stat),
    SCMP_SYS(lstat),           SCMP_SYS(statx),        SCMP_SYS(access),
    SCMP_SYS(faccessat),       SCMP_SYS(faccessat2),   SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),      SCMP_SYS(getdents64),   SCMP_SYS(fstatfs),
    SCMP_SYS(statfs),          SCMP_SYS(fcntl),        SCMP_SYS(fadvise64),
    SCMP_SYS(getcwd),          SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(gettid),          SCMP_SYS(getpid),       SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq),         SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),         SCMP_SYS(uname),        SCMP_SYS(sigaltstack),
};
static const struct sandbox rules = {
    .folders = folders,
    .folder_count = sizeof folders / sizeof *folders,
    .calls = calls,
    .call_count = sizeof calls / sizeof *calls,
    .threads = true,
    .addresses_max = (size_t)1024 * 1024 * 1024, /* threads reserve 8 MB each, fonts are mapped whole */
    .output_max = OUTPUT_MAX,
    .processor_max_s = 30,
    .files_max = 64,
};

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0"; /* which looks from a process of its own; and the process ends with its one document */
}
#endif

/* --- in and out -------------------------------------------------------------------------------------------------- */

static bool read_input(struct buffer *in)
{
    char bytes[16384];
    ssize_t size;
    while ((size = read(STDIN_FILENO, bytes, sizeof bytes)) > 0 && in->length <= DOCUMENT_BYTES_MAX)
        buffer_add(in, bytes, (size_t)size);
    return size >= 0;
}

static bool write_output(const struct buffer *out)
{
    for (size_t at = 0; at < out->length;) {
        ssize_t size = write(STDOUT_FILENO, out->text + at, out->length - at);
        if (size <= 0)
            return false;
        at += (size_t)size;
    }
    return true;
}

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned length)
{
    struct buffer *out = closure;
    if (out->length + length > OUTPUT_MAX)
        return CAIRO_STATUS_WRITE_ERROR;
    buffer_add(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t drop(void *closure, const unsigned char *bytes, unsigned length)
{
    (void)closure, (void)bytes, (void)length;
    return CAIRO_STATUS_SUCCESS;
}

/* --- a document -------------------------------------------------------------------------------------------------- */

/* Twice: how many pages there are is known only at the end, and stands on the first. */
static bool make(struct arena *a, const struct document *d, struct buffer *out)
{
    struct paper counted, made;
    if (!paper_begin(&counted, a, d, drop, NULL, 0))
        return false;
    pages_set(&counted);
    if (!paper_end(&counted) || !paper_begin(&made, a, d, take, out, counted.page))
        return false;
    pages_set(&made);
    return paper_end(&made);
}

static int print_document(void)
{
    struct arena a;
    struct problems problems;
    struct buffer in, out;
    arena_init(&a);
    problems_init(&problems, &a);
    buffer_init(&in, &a);
    buffer_init(&out, &a);
    if (!read_input(&in))
        return EXIT_CANNOT;
    struct document *d = document_read(&a, buffer_text(&in), in.length, &problems);
    if (!d) {
        problems_print(&problems, &out); /* places and rules: nothing of what the document says */
        fputs(buffer_text(&out), stderr);
        return EXIT_DOCUMENT;
    }
    if (make(&a, d, &out) && write_output(&out))
        return 0;
    fputs("cairn-print: the pages could not be made\n", stderr);
    return EXIT_CANNOT;
}

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "--self-check"))
        return sandbox_check(&rules) ? 0 : EXIT_CANNOT;
    if (argc == 3 && !strcmp(argv[1], "--keep"))
        return keep_input(argv[2]) ? 0 : EXIT_CANNOT;
    if (argc != 1) {
        fputs(
            "usage: cairn-print <DOCUMENT >PDF\n       cairn-print --keep FILE <PDF\n       cairn-print --self-check\n",
            stderr);
        return EXIT_CANNOT;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* what the kiosk asked for, nobody waits for any more */
    if (!sandbox_close_others(STDERR_FILENO + 1) || !sandbox_lock(&rules)) {
        fputs("cairn-print: this machine does not lock it up: see --self-check\n", stderr);
        return EXIT_CANNOT;
    }
    return print_document();
}
