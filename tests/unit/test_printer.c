#define _XOPEN_SOURCE 700 /* nftw */
/* Documents onto paper and into folders: what the pages say, and what becomes of it when something is wrong with them.
 */
#include "cmocka_unit.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "files.h"
#include "printer.h"

#define HELPER    BUILD_DIR "/bin/cairn-print"
#define DOCUMENTS TESTS_DIR "/unit/documents/"
#define LATE_MS   60000 /* for a busy machine */

static struct arena arena;
static char folder[64];

/* --- the stage --------------------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info, (void)kind, (void)walk;
    return remove(path);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena);
    snprintf(folder, sizeof folder, "/tmp/cairn-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int finish(void **state)
{
    (void)state;
    arena_release(&arena);
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static int64_t now_ms(void)
{
    struct clock clock = clock_real();
    return clock.boot_ms(clock.context);
}

/* A program that stands in for the helper or the printer. */
static const char *program(const char *name, const char *script)
{
    const char *path = in_folder(name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static const char *said_by(const char *command)
{
    char bytes[4096];
    struct buffer out;
    buffer_init(&out, &arena);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        buffer_add(&out, bytes, n);
    int ended = pclose(pipe);
    if (ended != 0)
        fail_msg("%s: %s", command, buffer_text(&out));
    return buffer_text(&out);
}

static const char *said_of(const char *tool, const char *pdf)
{
    return said_by(arena_printf(&arena, "%s '%s' - 2>&1", tool, pdf));
}

static struct document *document(const char *name)
{
    const char *bytes;
    size_t size;
    struct problems problems;
    problems_init(&problems, &arena);
    assert_true(file_read(&arena, arena_printf(&arena, DOCUMENTS "%s.json", name), &bytes, &size));
    struct document *d = document_read(&arena, bytes, size, &problems);
    assert_non_null(d);
    return d;
}

static enum printer_state wait_for(struct printer *p)
{
    enum printer_state state = printer_step(p);
    for (int64_t late = now_ms() + LATE_MS; printer_wait_ms(p) >= 0 && now_ms() < late; rest())
        state = printer_step(p);
    return state;
}

/* Prints into the folder; the path of what came of it. */
static const char *printed(const char *name, bool large)
{
    struct printer_site site = {.helper = HELPER, .folder = folder};
    struct printer *p = printer_open(&site, clock_real());
    struct document *d = document(name);
    d->large = large;
    assert_true(printer_can(p, PRINTER_FOLDER));
    assert_false(printer_can(p, PRINTER_PAPER));
    assert_true(printer_start(p, PRINTER_FOLDER, d, name));
    assert_int_equal(wait_for(p), PRINTER_DONE);
    printer_close(p);
    const char *path = in_folder(arena_printf(&arena, "%s.pdf", name));
    said_by(arena_printf(&arena, "qpdf --check '%s'", path));
    return path;
}

static void says(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in: %s", words, text);
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static void test_english(void **state)
{
    (void)state;
    const char *path = printed("summary", false), *text = said_of("pdftotext -layout", path);
    says(text, "My summary");
    says(text, "I finished Session on 2 March 2026.");
    says(text, "Being kept waiting and I am shown up");
    says(text, "If I *see* red, then I will breathe out.");
    says(text, "YG8-3JC-XMJ");
    says(text, "Page 1 of ");
    text = said_by(arena_printf(&arena, "pdfinfo '%s'", path));
    says(text, "Title:           My summary");
    says(text, "Tagged:          yes");
    says(text, "(A4)");
    says(text, "2026");
    text = said_by(arena_printf(&arena, "pdfinfo -struct '%s'", path));
    static const char *const tags[] = {"Document", "H1",    "H2", "H3", "P (",   "LI",
                                       "LBody",    "Table", "TH", "TD", "Figure"};
    for (size_t i = 0; i < COUNT(tags); i++)
        says(text, tags[i]);
}

static void test_welsh(void **state)
{
    (void)state;
    const char *text = said_of("pdftotext", printed("welsh", false));
    says(text, "Beth ddigwyddodd?");
    says(text, "Dŵr poeth, gŵyl,");
    says(text, "Pa mor siŵr?");
    says(text, "Tudalen 1 o 1");
}

/* Where a word begins, of pdftotext's boxes. */
static double left_of(const char *boxes, const char *word)
{
    const char *at = strstr(boxes, word);
    double x = -1;
    assert_non_null(at);
    while (at > boxes && strncmp(at, "xMin=", 5) != 0)
        at--;
    assert_int_equal(sscanf(at, "xMin=\"%lf\"", &x), 1);
    return x;
}

/* From right to left: words in their order, the page mirrored, Latin words and numbers within it as they are. */
static void test_arabic(void **state)
{
    (void)state;
    const char *path = printed("arabic", false), *text = said_of("pdftotext", path);
    says(text, "ماذا حدث");
    says(text, "كنت في الطابور");
    says(text, "Samaritans");
    says(text, "Then I said: it is fine.");
    text = said_by(arena_printf(&arena, "pdftotext -bbox '%s' -", path));
    assert_true(left_of(text, ">3<") > left_of(text, ">7<")); /* the table's columns begin at the right */
    text = said_by(arena_printf(&arena, "pdffonts '%s'", path));
    static const char *const fonts[] = {"NotoSans-Regular", "NotoSansArabic", "NotoSansGurmukhi", "NotoSansBengali",
                                        "NotoSansEthiopic"};
    for (size_t i = 0; i < COUNT(fonts); i++)
        says(text, fonts[i]);
}

static int pages_of(const char *path)
{
    const char *text = strstr(said_by(arena_printf(&arena, "pdfinfo '%s'", path)), "Pages:");
    return text ? atoi(text + strlen("Pages:")) : 0;
}

/* Every line is somewhere, whole; and every page says which it is. */
static void test_long(void **state)
{
    (void)state;
    const char *path = printed("long", false), *text = said_of("pdftotext -layout", path);
    int pages = pages_of(path);
    assert_in_range(pages, 6, 20);
    for (int i = 1; i <= 60; i++)
        says(text, arena_printf(&arena, "Line %d of the letter", i));
    for (int i = 1; i <= pages; i++)
        says(text, arena_printf(&arena, "Page %d of %d", i, pages));
    path = printed("long", true);
    assert_true(pages_of(path) > pages); /* large print */
    says(said_by(arena_printf(&arena, "pdfinfo '%s'", path)), "(A4)");
}

/* What somebody could have typed or pasted, if they tried: it is printed, as well as it can be. */
static void test_odd_words(void **state)
{
    (void)state;
    static const char head
        [] = "{\"accent\":\"#0A6B68\",\"date\":\"2026-03-02\",\"elements\":[",
    end[] =
        "],\"footer\":\"\",\"format\":1,\"language\":\"zz\",\"large\":true,\"page_words\":\"\",\"right_to_left\":true,"
        "\"title\":\"T\"}";
    static const char *const odd[] = {
        "no characters: \xEF\xBF\xBE \xEF\xB7\x90 \xF0\x9F\xBF\xBF",
        "directions: \xE2\x80\xAE\xE2\x80\xAD\xE2\x81\xA6\xE2\x81\xA9 x",
        "signs: \xF0\x9F\x98\x80 \xE2\x80\x8B\xE2\x80\x8D \xEF\xB7\xBA \xF3\xA0\x81\x81",
        "controls: \\u0001\\u0007\\u007f\\t",
        "lines: \xE2\x80\xA8\xE2\x80\xA9 \\r\\n",
        "marks: a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
    };
    struct printer_site site = {.helper = HELPER, .folder = folder};
    struct printer *p = printer_open(&site, clock_real());
    for (size_t i = 0; i < COUNT(odd); i++) {
        struct problems problems;
        problems_init(&problems, &arena);
        const char *text =
            arena_printf(&arena,
                         "%s{\"kind\":\"boxes\",\"layout\":\"list\",\"boxes\":[{\"label\":\"%s\",\"text\":"
                         "[{\"kind\":\"text\",\"runs\":[{\"bold\":\"%s\"},\"%s\"]}]}]}%s",
                         head, odd[i], odd[i], odd[i], end);
        struct document *d = document_read(&arena, text, strlen(text), &problems);
        assert_non_null(d);
        assert_true(printer_start(p, PRINTER_FOLDER, d, "odd"));
        if (wait_for(p) != PRINTER_DONE)
            fail_msg("not printed: %s", odd[i]);
        said_by(arena_printf(&arena, "qpdf --check '%s'", in_folder("odd.pdf")));
    }
    printer_close(p);
}

static void test_same_bytes(void **state)
{
    (void)state;
    const char *one, *other;
    size_t size, other_size;
    assert_true(file_read(&arena, printed("arabic", false), &one, &size));
    assert_true(file_read(&arena, printed("arabic", false), &other, &other_size));
    assert_int_equal(size, other_size);
    assert_memory_equal(one, other, size);
}

/* --- the ways ---------------------------------------------------------------------------------------------------- */

static const struct site_command *command_of(const char *path)
{
    struct site_command *command = ARENA_NEW(&arena, struct site_command);
    command->word[command->count++] = path;
    return command;
}

static enum printer_state printed_with(const char *helper, const struct site_command *command, struct clock clock)
{
    struct printer_site site = {.helper = helper, .command = command};
    struct printer *p = printer_open(&site, clock);
    assert_true(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    enum printer_state state = wait_for(p);
    printer_close(p);
    return state;
}

static void test_command(void **state)
{
    (void)state;
    const char *bytes;
    size_t size;
    const char *lp = program("lp", arena_printf(&arena, "printf '%%s|' \"$@\" >%s/words; env >>%s/words; cat >%s/paper",
                                                folder, folder, folder));
    const struct site_command command = {.word = {lp, "-d", "wing b;rm", "$HOME"}, .count = 4};
    assert_int_equal(printed_with(HELPER, &command, clock_real()), PRINTER_DONE);
    assert_true(file_read(&arena, in_folder("paper"), &bytes, &size));
    assert_memory_equal(bytes, "%PDF-1.5", 8);
    assert_true(file_read(&arena, in_folder("words"), &bytes, &size));
    says(arena_copy(&arena, bytes, size), "-d|wing b;rm|$HOME|"); /* words, and no shell */
    assert_null(strstr(bytes, "HOME="));
}

static void test_command_fails(void **state)
{
    (void)state;
    assert_int_equal(printed_with(HELPER, command_of("/bin/false"), clock_real()), PRINTER_NOT_SENT);
    assert_int_equal(printed_with(HELPER, command_of("/nowhere/lp"), clock_real()), PRINTER_NOT_SENT);
    assert_int_equal(printed_with(HELPER, command_of(program("dies", "kill -9 $$")), clock_real()), PRINTER_NOT_SENT);
}

static void test_folder_fails(void **state)
{
    (void)state;
    struct printer_site site = {.helper = HELPER, .folder = "/nowhere/stick"};
    struct printer *p = printer_open(&site, clock_real());
    assert_true(printer_start(p, PRINTER_FOLDER, document("plan"), "plan"));
    assert_int_equal(wait_for(p), PRINTER_NOT_SENT);
    assert_true(printer_start(p, PRINTER_FOLDER, document("plan"), "plan")); /* and again */
    printer_close(p);
}

static void test_nothing_there(void **state)
{
    (void)state;
    struct printer_site site = {
        .helper = HELPER, .command = &(struct site_command){.count = 0}, .folder = "stick"}; /* not absolute */
    struct printer *p = printer_open(&site, clock_real());
    assert_false(printer_can(p, PRINTER_PAPER) || printer_can(p, PRINTER_FOLDER));
    assert_false(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    assert_int_equal(printer_step(p), PRINTER_IDLE);
    printer_close(p);
    assert_false(printer_can(NULL, PRINTER_PAPER));
    assert_int_equal(printer_step(NULL), PRINTER_IDLE);
    assert_int_equal(printer_wait_ms(NULL), -1);
    printer_close(NULL);
}

static void test_null_driver(void **state)
{
    (void)state;
    struct printer *p = printer_open_null(true, false, clock_real());
    assert_true(printer_can(p, PRINTER_PAPER));
    assert_false(printer_can(p, PRINTER_FOLDER));
    assert_null(printer_last(p));
    assert_true(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    assert_false(printer_start(p, PRINTER_PAPER, document("plan"), "plan")); /* one at a time */
    assert_int_equal(printer_step(p), PRINTER_DONE);
    says(printer_last(p), "breathe out");
    printer_close(p);
}

/* --- a helper that is not well ----------------------------------------------------------------------------------- */

static void test_helper_is_bad(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        "kill -9 $$",                                                             /* crashed */
        "exit 1",                                                                 /* this is no document */
        "exit 0",                                                                 /* nothing */
        "echo hello",                                                             /* no PDF */
        "printf '%%PDF-1.5\\n'; head -c 5000 /dev/zero",                          /* half a PDF */
        "printf '%%PDF-1.5\\n'; head -c 17000000 /dev/zero; printf '%%%%EOF\\n'", /* too large */
        "head -c 5000 /dev/zero; printf '%%%%EOF\\n'",
    };
    const struct site_command lp = {.word = {program("lp", "cat >$1"), in_folder("never")}, .count = 2};
    for (size_t i = 0; i < COUNT(scripts); i++)
        if (printed_with(program("helper", scripts[i]), &lp, clock_real()) != PRINTER_NOT_MADE)
            fail_msg("taken: %s", scripts[i]);
    assert_int_equal(printed_with("/nowhere/cairn-print", &lp, clock_real()), PRINTER_NOT_MADE);
    assert_false(file_exists(in_folder("never")));
    const char *good = program("helper", "printf '%%PDF-1.5\\n'; head -c 5000 /dev/zero; printf '%%%%EOF\\n'");
    assert_int_equal(printed_with(good, &lp, clock_real()), PRINTER_DONE); /* or the others prove nothing */
}

/* Nobody waits for it: each look takes no time, and in the end it is killed with all it started. */
static void hangs(const char *helper, const struct site_command *command, enum printer_state in,
                  enum printer_state after, int64_t most_ms)
{
    struct virtual_clock time = {.boot_ms = 1000};
    struct printer_site site = {.helper = helper, .command = command};
    struct printer *p = printer_open(&site, clock_virtual(&time));
    const char *pid = in_folder("pid");
    remove(pid);
    assert_true(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    for (int64_t late = now_ms() + LATE_MS; !file_exists(pid) && now_ms() < late; rest())
        printer_step(p);
    rest();
    assert_int_equal(printer_step(p), in);
    int64_t before = now_ms();
    for (int i = 0; i < 100; i++)
        assert_int_equal(printer_step(p), in);
    assert_true(now_ms() - before < 1000);
    clock_advance(&time, most_ms - 1);
    assert_int_equal(printer_step(p), in);
    clock_advance(&time, 1);
    assert_int_equal(printer_step(p), after);
    const char *bytes;
    size_t size;
    assert_true(file_read(&arena, pid, &bytes, &size));
    const char *gone = arena_printf(&arena,
                                    "for i in 1 2 3 4 5 6 7 8 9; do s=$(cut -d' ' -f3 /proc/%d/stat 2>/dev/null);"
                                    " [ \"${s:-Z}\" = Z ] && exit 0; sleep 0.2; done; exit 1",
                                    atoi(bytes));
    said_by(gone);
    printer_close(p);
}

static void test_hangs(void **state)
{
    (void)state;
    const char *script =
        arena_printf(&arena, "sleep 1000 & echo $! >%s/pid.part; mv %s/pid.part %s/pid; wait", folder, folder, folder);
    const char *hung = program("hung", script);
    hangs(hung, command_of("/bin/true"), PRINTER_MAKING, PRINTER_NOT_MADE, 20000);
    hangs(HELPER, command_of(hung), PRINTER_SENDING, PRINTER_NOT_SENT, 60000);
}

/* The person has gone: what was being made is ended, what was being printed is printed. */
static void test_closed_in_the_middle(void **state)
{
    (void)state;
    const char *script = arena_printf(&arena, "echo $$ >%s/pid; sleep 0.5; cat >%s/late", folder, folder);
    struct printer_site site = {.helper = HELPER, .command = command_of(program("slow", script))};
    struct printer *p = printer_open(&site, clock_real());
    assert_true(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    for (int64_t late = now_ms() + LATE_MS; printer_step(p) != PRINTER_SENDING && now_ms() < late; rest())
        ;
    printer_close(p);
    for (int64_t late = now_ms() + LATE_MS; !file_exists(in_folder("late")) && now_ms() < late; rest())
        ;
    assert_true(file_exists(in_folder("late")));
    struct printer_site hung = {.helper = program("hung", "sleep 1000"), .command = command_of("/bin/true")};
    p = printer_open(&hung, clock_real());
    assert_true(printer_start(p, PRINTER_PAPER, document("plan"), "plan"));
    printer_forget(p);
    assert_int_equal(printer_step(p), PRINTER_IDLE);
    printer_close(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),      cmocka_unit_test(test_welsh),
        cmocka_unit_test(test_arabic),       cmocka_unit_test(test_long),
        cmocka_unit_test(test_same_bytes),   cmocka_unit_test(test_odd_words),
        cmocka_unit_test(test_command),      cmocka_unit_test(test_command_fails),
        cmocka_unit_test(test_folder_fails), cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_null_driver),  cmocka_unit_test(test_helper_is_bad),
        cmocka_unit_test(test_hangs),        cmocka_unit_test(test_closed_in_the_middle),
    };
    return cmocka_run_group_tests(tests, begin, finish);
}
