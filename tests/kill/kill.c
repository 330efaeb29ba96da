/*
 * kill - power cuts, as far as a process can have them: the kiosk is killed at any moment, and whatever it had promised
 * must be in the store.
 *
 * First at random moments all over a module, and on from where that left it; then as each write begins and after each
 * write has returned, which no random moment would hit. The same check is then given stores that lie, and must say so:
 * a check that cannot fail proves nothing. What it does not show is a missing fsync: the machine itself stays on.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "child.h"

#define KILLS_DEFAULT 300
#define CHAIN_MAX     6 /* kills in one attempt before a fresh store */
#define LINES_MAX     4096
#define ACT_LINES     2     /* that one act in flight may have written without saying so */
#define WRITES_MAX    1000  /* a module makes about 90 */
#define CHILD_MOST_MS 60000 /* a child that takes longer hangs */

struct lines {
    struct arena *arena;
    const char *item[LINES_MAX];
    int count;
};

/* What was promised since the store was made. */
struct promised {
    struct lines kept; /* pages and answers, in order */
    struct lines drafts;
    const char *record;
};

struct test {
    struct arena arena; /* of one chain */
    struct library library;
    char place[256], fresh[256], folder[256];
    struct promised promised;
    bool has_events;
    int kills, acknowledged, drafts, records, finished, faults;
    bool quiet; /* a negative control: faults are counted, not told */
    uint64_t random;
};

/* --- small things ---------------------------------------------------------------------------------------------- */

static __attribute__((format(printf, 2, 3))) void fault(struct test *t, const char *format, ...)
{
    t->faults++;
    if (t->quiet)
        return;
    va_list list;
    va_start(list, format);
    fprintf(stderr, "kill %d: ", t->kills);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
}

static uint64_t next_random(struct test *t)
{
    t->random ^= t->random << 13;
    t->random ^= t->random >> 7;
    t->random ^= t->random << 17;
    return t->random;
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void lines_add(struct lines *l, const char *line)
{
    if (l->count == LINES_MAX) {
        fputs("more promises than there is room for\n", stderr);
        exit(2);
    }
    l->item[l->count++] = line;
}

static bool copy_file(struct test *t, const char *name)
{
    char from[512], to[512];
    snprintf(from, sizeof from, "%s/%s", t->fresh, name);
    snprintf(to, sizeof to, "%s/%s", t->folder, name);
    FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
    char buffer[65536];
    bool good = in && out;
    for (size_t n; good && (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
        good = fwrite(buffer, 1, n, out) == n;
    if (in)
        fclose(in);
    if (out)
        good = fclose(out) == 0 && good;
    chmod(to, 0600);
    return good;
}

/* A store is made once (its keys and the hash of a PIN take time) and copied for each chain. */
static void begin_chain(struct test *t)
{
    static const char *const files[] = {"cairn.db", "keys/keys.json", "keys/day.json", "keys/head.json"};
    char keys[300];
    stage_folder_remove(t->folder);
    mkdir(t->folder, 0700);
    snprintf(keys, sizeof keys, "%s/keys", t->folder);
    mkdir(keys, 0700);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char from[512];
        snprintf(from, sizeof from, "%s/%s", t->fresh, files[i]);
        if (access(from, F_OK) == 0 && !copy_file(t, files[i])) {
            fprintf(stderr, "%s was not copied\n", files[i]);
            exit(2);
        }
    }
    arena_clear(&t->arena);
    t->promised = (struct promised){.record = NULL};
    t->has_events = false;
}

/* --- the check ------------------------------------------------------------------------------------------------- */

static void check_integrity(struct test *t)
{
    char path[300], word[64] = "";
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    snprintf(path, sizeof path, "%s/cairn.db", t->folder);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        snprintf(word, sizeof word, "%s", (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    sqlite3_close(db);
    if (!text_is(word, "ok"))
        fault(t, "the database is damaged: %s", word);
}

static void lines_of_events(struct test *t, const struct event *events, int count, struct lines *out)
{
    for (int i = 0; i < count; i++) {
        struct buffer line;
        buffer_init(&line, &t->arena);
        if (events[i].kind == EVENT_PAGE)
            buffer_addf(&line, "page %s", events[i].page);
        else if (events[i].kind == EVENT_ANSWER) {
            buffer_addf(&line, "answer %s ", events[i].exercise);
            answer_write(&events[i].answer, &line);
        } else
            continue;
        lines_add(out, buffer_text(&line));
    }
}

/* Everything promised, in order, each once; at most one act more, which was on its way. */
static void check_kept(struct test *t, const struct lines *stored)
{
    const struct lines *promised = &t->promised.kept;
    for (int i = 0; i < promised->count; i++)
        if (i >= stored->count || !text_is(promised->item[i], stored->item[i])) {
            fault(t, "promised but not kept: \"%s\"; kept there: \"%s\"", promised->item[i],
                  i < stored->count ? stored->item[i] : "nothing");
            return;
        }
    if (stored->count > promised->count + ACT_LINES)
        fault(t, "%d more kept than was promised, the first: \"%s\"", stored->count - promised->count,
              stored->item[promised->count]);
}

static bool holds(const char *text, const char *start)
{
    return text && strstr(text, start) != NULL;
}

/* Words go on growing, so what is kept may be longer; they may have become an answer. */
static void check_draft(struct test *t, const char *line, const struct store_draft *drafts, int count,
                        const struct lines *stored)
{
    char exercise[EXERCISE_ID_ROOM], start[ANSWER_TEXT_MAX + 1];
    const char *space = strchr(line, ' ');
    snprintf(exercise, sizeof exercise, "%.*s", (int)(space - line), line);
    snprintf(start, sizeof start, "%s", space + 1);
    for (size_t n = strlen(start); n && start[n - 1] == ' '; n--)
        start[n - 1] = '\0';
    for (int i = 0; i < count; i++)
        if (text_is(drafts[i].exercise, exercise) && holds(drafts[i].text, start))
            return;
    char prefix[EXERCISE_ID_ROOM + 16];
    snprintf(prefix, sizeof prefix, "answer %s ", exercise);
    for (int i = 0; i < stored->count; i++)
        if (text_starts_with(stored->item[i], prefix) && holds(stored->item[i], start))
            return;
    fault(t, "half-typed words were lost: %s", line);
}

static void check_records(struct test *t, struct store *store, bool completed)
{
    struct store_record *records;
    struct problems problems;
    problems_init(&problems, &t->arena);
    int verified = 0, count = store_records(store, &t->arena, NULL, &records);
    if (!store_records_verify(store, &verified, &problems) || verified != count)
        fault(t, "records do not verify: %s", problems.first ? problems.first->message : "?");
    if (count != (completed ? 1 : 0))
        fault(t, "%d records of %s attempt", count, completed ? "a completed" : "an open");
    if (t->promised.record && (count != 1 || !text_is(records[0].id, t->promised.record)))
        fault(t, "record %s was promised and is not there", t->promised.record);
    t->records += count == 1;
}

/* True when the attempt is complete. */
static bool check_store(struct test *t)
{
    struct problems problems;
    struct store_person person;
    struct store_attempt *attempts;
    struct event *events = NULL;
    struct store_draft *drafts = NULL;
    struct lines *stored = ARENA_NEW(&t->arena, struct lines);
    int event_count = 0, draft_count = 0;
    problems_init(&problems, &t->arena);
    struct store *store = store_open(t->folder, &problems);
    if (!store || !store_person_by_crn(store, DEMONSTRATION_CRN, &person)) {
        fault(t, "the store does not open: %s", problems.first ? problems.first->message : "?");
        store_close(store);
        return false;
    }
    int attempt_count = store_attempts(store, &t->arena, person.id, &attempts);
    if (attempt_count > 1 || (attempt_count < 1 && t->promised.kept.count))
        fault(t, "%d attempts", attempt_count);
    bool completed = attempt_count > 0 && attempts[0].completed;
    if (attempt_count > 0) {
        if (!store_events(store, &t->arena, person.id, attempts[0].id, &events, &event_count))
            fault(t, "the journal does not open");
        draft_count = store_drafts(store, &t->arena, person.id, attempts[0].id, &drafts);
    }
    lines_of_events(t, events, event_count, stored);
    check_kept(t, stored);
    for (int i = 0; i < t->promised.drafts.count; i++)
        check_draft(t, t->promised.drafts.item[i], drafts, draft_count, stored);
    check_records(t, store, completed);
    store_close(store);
    check_integrity(t);
    /* What was on its way and arrived is now part of what must stay. */
    t->promised.kept = *stored;
    t->has_events = event_count > 0;
    return completed;
}

/* --- one child ------------------------------------------------------------------------------------------------- */

/* Words only grow, so the last promise for an exercise holds the earlier ones. */
static void take_draft(struct test *t, const char *line)
{
    struct lines *drafts = &t->promised.drafts;
    size_t name = strcspn(line, " ") + 1;
    t->drafts++;
    for (int i = 0; i < drafts->count; i++)
        if (!strncmp(drafts->item[i], line, name)) {
            drafts->item[i] = line;
            return;
        }
    lines_add(drafts, line);
}

static void take_line(struct test *t, const char *line)
{
    if (text_starts_with(line, "record "))
        t->promised.record = line + strlen("record ");
    else if (text_starts_with(line, "draft ")) {
        take_draft(t, line + strlen("draft "));
    } else {
        lines_add(&t->promised.kept, line);
        t->acknowledged += text_starts_with(line, "answer ");
    }
}

static void take_lines(struct test *t, const struct buffer *said)
{
    const char *at = buffer_text(said);
    for (const char *end; (end = strchr(at, '\n')); at = end + 1)
        take_line(t, arena_copy(&t->arena, at, (size_t)(end - at)));
}

/* Kills the child `delay_us` after it began (-1: not at all) and takes in what it had said. Its wait status. */
static int run_child(struct test *t, enum behaviour behaviour, int at, int64_t delay_us)
{
    int ends[2], status = 0;
    if (pipe(ends))
        exit(2);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        child_run(&(struct child_plan){.folder = t->folder,
                                       .library = &t->library,
                                       .behaviour = behaviour,
                                       .at = at,
                                       .resumes = t->has_events,
                                       .pipe = ends[1]});
    }
    close(ends[1]);
    if (child < 0)
        exit(2);
    struct buffer said;
    buffer_init(&said, &t->arena);
    int64_t began = now_us(), end = began + (delay_us >= 0 ? delay_us : (int64_t)CHILD_MOST_MS * 1000);
    for (bool open = true, killed = false; open;) {
        int64_t left = end - now_us();
        if (left <= 0 && !killed) {
            kill(child, SIGKILL);
            killed = true;
        }
        struct timespec rest = {.tv_sec = left > 0 ? left / 1000000 : 0,
                                .tv_nsec = left > 0 ? left % 1000000 * 1000 : 0};
        if (killed)
            rest.tv_sec = 60;
        struct pollfd file = {.fd = ends[0], .events = POLLIN};
        char bytes[8192];
        if (poll(&file, 1, (int)(rest.tv_sec * 1000 + rest.tv_nsec / 1000000)) <= 0)
            continue;
        ssize_t n = read(ends[0], bytes, sizeof bytes);
        if (n > 0)
            buffer_add(&said, bytes, (size_t)n);
        open = n > 0 || (n < 0 && errno == EINTR);
    }
    close(ends[0]);
    waitpid(child, &status, 0);
    take_lines(t, &said);
    if (WIFEXITED(status) && WEXITSTATUS(status) != CHILD_FINISHED)
        fault(t, "the child could not play the module");
    else if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        fault(t, "the child died by signal %d", WTERMSIG(status));
    else if (delay_us < 0 && behaviour == STORE_HONEST && !WIFEXITED(status))
        fault(t, "the child was not to die");
    return status;
}

/* --- the tests ------------------------------------------------------------------------------------------------- */

static void kill_at_random(struct test *t, int kills, int64_t whole_us)
{
    int chain = 0;
    begin_chain(t);
    for (t->kills = 1; t->kills <= kills; t->kills++) {
        /* Resumed attempts are nearer their end: spread over what is left too. */
        int64_t most = whole_us + whole_us / 20, delay = (int64_t)(next_random(t) % (uint64_t)most);
        run_child(t, STORE_HONEST, 0, delay / (1 + chain));
        if (check_store(t)) {
            t->finished++;
            chain = CHAIN_MAX;
        }
        if (++chain >= CHAIN_MAX) {
            begin_chain(t);
            chain = 0;
        }
    }
    t->kills--;
}

/* As a write begins or after it returned, in turn; now and then the attempt is then finished, once, with one record. */
static void kill_at_writes(struct test *t, int step)
{
    int first = (int)(next_random(t) % 2);
    for (int at = 1; at < WRITES_MAX; at += step) {
        bool after = (at / step + first) % 2;
        begin_chain(t);
        int status = run_child(t, after ? STORE_DIES_AFTER : STORE_DIES_BEFORE, at, -1);
        bool completed = check_store(t);
        if (!WIFSIGNALED(status))
            return;
        t->kills++;
        if (at % 16 != 1 || completed)
            continue;
        run_child(t, STORE_HONEST, 0, -1);
        if (!check_store(t))
            fault(t, "the attempt did not end after a cut at write %d", at);
    }
}

static bool lie_is_seen(struct test *t, const char *what, enum behaviour behaviour, int runs)
{
    int before = t->faults, seen = 0;
    t->quiet = true;
    for (int i = 0; i < runs; i++) {
        int faults = t->faults;
        begin_chain(t);
        run_child(t, behaviour, 4 + 9 * i, -1);
        check_store(t);
        seen += t->faults > faults;
    }
    t->quiet = false;
    t->faults = before;
    printf("a store that %s: %s\n", what, seen == runs ? "seen" : "NOT SEEN");
    return seen == runs;
}

static int64_t measure_whole(struct test *t)
{
    int64_t began = now_us();
    run_child(t, STORE_HONEST, 0, -1);
    int64_t whole = now_us() - began;
    if (!check_store(t))
        fault(t, "the module was not finished");
    return whole;
}

static bool open_test(struct test *t)
{
    arena_init(&t->arena);
    if (!library_open(&t->library, SOURCE_DIR "/modules", SOURCE_DIR "/assets")) {
        stage_tell(&t->library.problems);
        return false;
    }
    if (!stage_folder(NULL, t->place, sizeof t->place - 8))
        return false;
    snprintf(t->fresh, sizeof t->fresh, "%.240s/fresh", t->place);
    snprintf(t->folder, sizeof t->folder, "%.240s/store", t->place);
    mkdir(t->fresh, 0700);
    return stage_store(t->fresh, "community", 0);
}

int main(int argc, char **argv)
{
    struct test t = {0};
    int kills = argc > 1 ? atoi(argv[1]) : KILLS_DEFAULT;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)now_us() * 2654435761u + (uint64_t)getpid();
    t.random = seed ? seed : 1;
    int64_t began = now_us();
    if (!open_test(&t))
        return 2;
    begin_chain(&t);
    int64_t whole = measure_whole(&t);
    printf("seed %llu; a module takes %lld ms, %d answers, %d drafts\n", (unsigned long long)seed,
           (long long)whole / 1000, t.acknowledged, t.drafts);
    t.acknowledged = t.drafts = t.records = 0;
    if (!t.faults) {
        kill_at_random(&t, kills, whole);
        kill_at_writes(&t, kills >= KILLS_DEFAULT ? 1 : 8);
    }
    printf("%d kills, %d answers and %d drafts acknowledged, %d records, %d faults, %lld s\n", t.kills, t.acknowledged,
           t.drafts, t.records, t.faults, (long long)(now_us() - began) / 1000000);
    bool seen = lie_is_seen(&t, "writes later than it says", STORE_LATE, 5);
    seen = lie_is_seen(&t, "writes twice", STORE_TWICE, 1) && seen;
    seen = lie_is_seen(&t, "drops half-typed words", STORE_NO_DRAFTS, 1) && seen;
    seen = lie_is_seen(&t, "makes no record", STORE_NO_RECORD, 1) && seen;
    printf("%lld s in all\n", (long long)(now_us() - began) / 1000000);
    stage_folder_remove(t.place);
    library_close(&t.library);
    arena_release(&t.arena);
    return t.faults || !seen;
}
