#include "scenes.h"

#include <fcntl.h>
#include <stdio_ext.h>

#include "cairn_commands.h"
#include "cairn_tool.h"
#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"

#define EVENTS_BEFORE 3
#define DAY_MS        ((int64_t)24 * 3600 * 1000)

/* Hashing a PIN takes 80 ms and fails by memory alone; here it is as quick as it may be, and asks for some. */
bool __wrap_seal_pin_hash(const struct seal_keys *keys, const char *pin, char stored[SEAL_PIN_BYTES]);
bool __wrap_seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES]);

bool __wrap_seal_pin_hash(const struct seal_keys *keys, const char *pin, char stored[SEAL_PIN_BYTES])
{
    void *work = malloc(64);
    (void)keys;
    if (work)
        snprintf(stored, SEAL_PIN_BYTES, "quick %.100s", pin);
    free(work);
    return work;
}

bool __wrap_seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES])
{
    char again[SEAL_PIN_BYTES];
    return __wrap_seal_pin_hash(keys, pin, again) && strcmp(again, stored) == 0;
}

int __real_close(int file); /* of the rig's own doing: not counted */

static const char *wrong(struct scenes *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *wrong(struct scenes *s, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(s->note, sizeof s->note, format, list);
    va_end(list);
    return s->note;
}

static void say(struct stage *t, struct said *said, int what, bool yes)
{
    said->yes[what] = yes;
    said->after_no = said->after_no || (yes && store_is_broken(t->store));
    said->ended++;
}

static const char *open_again(struct scenes *s, struct stage *t)
{
    problems_init(&t->problems, &t->arena);
    t->store = store_open(t->folder, &t->problems);
    return t->store ? NULL : wrong(s, "does not open: %s", t->problems.last->message);
}

static const char *verify(struct scenes *s, struct stage *t)
{
    int count;
    return store_records_verify(t->store, &count, &t->problems) ? NULL : wrong(s, "%s", t->problems.last->message);
}

/* --- opening, signing in ---------------------------------------------------------------------------------------- */

static void act_open(struct scenes *s, struct said *said)
{
    struct stage *t = &s->here;
    t->store = store_open(t->folder, &t->problems);
    if (t->store)
        say(t, said, 0, true);
}

static const char *judge_open(struct scenes *s, const struct said *said)
{
    (void)said;
    return verify(s, &s->here);
}

static enum sign_in sign_in(struct scenes *s)
{
    struct store_person who;
    return store_sign_in(s->here.store, s->here.person.code, s->here.pin, STAGE_NOW, &who, NULL, NULL);
}

static void act_sign_in(struct scenes *s, struct said *said)
{
    say(&s->here, said, 0, sign_in(s) == SIGN_IN_OK);
}

static const char *judge_sign_in(struct scenes *s, const struct said *said)
{
    struct store_person who;
    int left = 0;
    if (store_sign_in(s->here.store, s->here.person.code, "000000", STAGE_NOW, &who, NULL, &left) != SIGN_IN_WRONG)
        return wrong(s, "a wrong PIN is not wrong");
    if (said->yes[0] && left != 9)
        return wrong(s, "signed in, and %d tries are left after a wrong one", left);
    return sign_in(s) == SIGN_IN_OK ? NULL : wrong(s, "the right PIN does not open");
}

/* --- answering -------------------------------------------------------------------------------------------------- */

static void act_answer(struct scenes *s, struct said *said)
{
    struct stage *t = &s->here;
    struct event asks = stage_event(101), seen[2] = {stage_event(102), stage_event(103)};
    asks.kind = EVENT_CONCERN;
    say(t, said, 0, store_append(t->store, t->person.id, t->attempt, &asks, 1));
    say(t, said, 1, store_draft_put(t->store, t->person.id, t->attempt, "e", NULL, "half-typed"));
    say(t, said, 2, store_append(t->store, t->person.id, t->attempt, seen, 2));
    say(t, said, 3, store_concern_add(t->store, t->person.id, "help", "m", "p", STAGE_NOW));
}

static const char *judge_answer(struct scenes *s, const struct said *said)
{
    struct stage *t = &s->here;
    struct event *events;
    struct store_draft *drafts;
    struct store_concern *concerns;
    int count, found[3] = {0};
    if (!store_events(t->store, &t->arena, t->person.id, t->attempt, &events, &count))
        return wrong(s, "the journal does not open");
    for (int i = 0; i < count; i++)
        if (events[i].number > 100)
            found[(int)events[i].number - 101]++;
    if (count != EVENTS_BEFORE + found[0] + found[1] + found[2] || found[0] > 1 || found[1] > 1 || found[1] != found[2])
        return wrong(s, "%d events: %d, %d, %d of them new", count, found[0], found[1], found[2]);
    if ((said->yes[0] && !found[0]) || (said->yes[2] && !found[1]))
        return wrong(s, "an acknowledged event is lost");
    if (said->yes[1] && store_drafts(t->store, &t->arena, t->person.id, t->attempt, &drafts) != 1)
        return wrong(s, "half-typed words are lost");
    int calls = store_concerns(t->store, &t->arena, NULL, &concerns);
    if (calls < found[0] + said->yes[3] || calls > found[0] + 1)
        return wrong(s, "%d calls for support, of %d answers and %d calls", calls, found[0], said->yes[3]);
    return verify(s, t);
}

/* --- completing, and the day ------------------------------------------------------------------------------------ */

static bool complete(struct scenes *s)
{
    struct record record = stage_record(&s->here, s->record);
    struct event completed = stage_completed(s->record);
    return store_complete(s->here.store, s->here.person.id, s->here.attempt, &record, &completed);
}

static void act_complete(struct scenes *s, struct said *said)
{
    say(&s->here, said, 0, complete(s));
}

static const char *judge_complete(struct scenes *s, const struct said *said)
{
    struct stage *t = &s->here;
    struct store_record *records;
    int before = store_records(t->store, &t->arena, NULL, &records);
    const char *bad = verify(s, t);
    if (bad)
        return bad;
    if (before < 1 || before > 2 || (said->yes[0] && before != 2))
        return wrong(s, "%d records, the last %sacknowledged", before, said->yes[0] ? "" : "not ");
    if (!complete(s))
        return wrong(s, "the record cannot be made again");
    if (store_records(t->store, &t->arena, NULL, &records) != 2)
        return wrong(s, "the record was doubled");
    return verify(s, t);
}

static void act_day(struct scenes *s, struct said *said)
{
    static struct virtual_clock now;
    now = (struct virtual_clock){.wall = STAGE_NOW + DAY_MS, .boot_ms = 1000000};
    store_use_clock(s->here.store, clock_virtual(&now));
    say(&s->here, said, 0, store_day(s->here.store));
}

static const char *judge_day(struct scenes *s, const struct said *said)
{
    struct said again = {.after_no = false};
    struct store_record *rows;
    int before = store_rows(s->here.store, &s->here.arena, NULL, &rows);
    act_day(s, &again);
    int after = store_rows(s->here.store, &s->here.arena, NULL, &rows);
    if (!again.yes[0] || (said->yes[0] && before != after) || after != 3)
        return wrong(s, "the day does not begin: %d rows, then %d", before, after);
    return verify(s, &s->here);
}

/* --- what leaves the store -------------------------------------------------------------------------------------- */

static bool same_output(struct scenes *s)
{
    const char *bytes;
    size_t size;
    return file_read(&s->here.arena, s->output_path, &bytes, &size) && size == s->output_size &&
           memcmp(bytes, s->output, size) == 0;
}

static void act_export(struct scenes *s, struct said *said)
{
    char *argv[] = {"cairn", "--store", s->here.folder, "--format", "csv", NULL};
    __fpurge(stdout);
    int before = dup(STDOUT_FILENO), file = creat(s->output_path, 0600);
    if (before < 0 || file < 0 || dup2(file, STDOUT_FILENO) < 0)
        abort();
    said->yes[0] = tool_run(&cairn_records_export, 5, argv) == 0;
    __fpurge(stdout); /* what could not be written */
    dup2(before, STDOUT_FILENO);
    __real_close(before);
    __real_close(file);
    said->ended++;
}

static const char *judge_export(struct scenes *s, const struct said *said)
{
    if (said->yes[0] && !same_output(s))
        return wrong(s, "said to be exported, and not all is there");
    return verify(s, &s->here);
}

static void act_bundle_out(struct scenes *s, struct said *said)
{
    struct stage *t = &s->here;
    say(t, said, 0, store_bundle_export(t->store, t->person.id, s->keys, s->keys_size, s->bundle_path, &t->problems));
}

static bool take_bundle(struct stage *t, const char *bytes, size_t size)
{
    struct store_imported in;
    return store_bundle_import(t->store, bytes, size, &in, &t->problems);
}

/* Nothing, or all of it; the other terminal takes it. */
static const char *judge_bundle_out(struct scenes *s, const struct said *said)
{
    const char *bytes, *bad = NULL;
    size_t size;
    bool is_there = file_read(&s->here.arena, s->bundle_path, &bytes, &size);
    remove(s->bundle_path);
    if (said->yes[0] && !is_there)
        return wrong(s, "said to be written, and is not there");
    if (is_there) {
        store_copy_put(&s->there_copy, s->there.folder);
        bad = open_again(s, &s->there);
        if (!bad && !take_bundle(&s->there, bytes, size))
            bad = wrong(s, "is not whole: %s", s->there.problems.last->message);
        stage_close(&s->there);
    }
    return bad ? bad : verify(s, &s->here);
}

/* --- what comes in ---------------------------------------------------------------------------------------------- */

static void act_bundle_in(struct scenes *s, struct said *said)
{
    say(&s->there, said, 0, take_bundle(&s->there, s->bundle, s->bundle_size));
}

/* All of it or nothing; with the same again, all of it. */
static const char *judge_bundle_in(struct scenes *s, const struct said *said)
{
    struct stage *t = &s->there;
    struct store_person who;
    struct store_record *records;
    struct event *events;
    int count = 0, known = store_person_by_id(t->store, s->here.person.id, &who);
    if (said->yes[0] && !known)
        return wrong(s, "said to be taken in, and nobody is there");
    for (int again = !known; again < 2; again++) {
        if (again && !take_bundle(t, s->bundle, s->bundle_size))
            return wrong(s, "cannot be taken in again: %s", t->problems.last->message);
        if (store_records(t->store, &t->arena, s->here.person.id, &records) != 1 ||
            !store_events(t->store, &t->arena, s->here.person.id, s->here.attempt, &events, &count) ||
            count != EVENTS_BEFORE)
            return wrong(s, "not all was taken in%s: %d events", again ? " again" : "", count);
    }
    return verify(s, t);
}

/* --- controls --------------------------------------------------------------------------------------------------- */

static void act_lie(struct scenes *s, struct said *said)
{
    complete(s);
    said->yes[0] = true;
    said->ended++;
}

static void act_leak(struct scenes *s, struct said *said)
{
    void *work = malloc(16);
    act_complete(s, said);
    if (said->yes[0]) /* and forgets it on the other way out */
        free(work);
    else if (s->leaked_count < LEAKED_MAX)
        s->leaked[s->leaked_count++] = work; /* until the end: this is not to be the sanitizer's to find */
}

static void act_crash(struct scenes *s, struct said *said)
{
    volatile char *work = malloc(16);
    work[0] = 1;
    act_complete(s, said);
    free((void *)(uintptr_t)work);
}

const struct scene scene_that_lies = {"a lie", AT_HERE, false, false, act_lie, judge_complete};
const struct scene scene_that_leaks = {"a leak", AT_HERE, false, false, act_leak, judge_complete};
const struct scene scene_that_crashes = {"a crash", AT_HERE, false, false, act_crash, judge_complete};

/* --- all of them ------------------------------------------------------------------------------------------------ */

const struct scene scenes_all[] = {
    {"open", AT_HERE, true, false, act_open, judge_open},
    {"open after a cut", AT_A_CUT_DAY, true, true, act_open, judge_open},
    {"sign in", AT_HERE, false, false, act_sign_in, judge_sign_in},
    {"answer", AT_HERE, false, false, act_answer, judge_answer},
    {"complete", AT_HERE, false, false, act_complete, judge_complete},
    {"day", AT_HERE, false, false, act_day, judge_day},
    {"records export", AT_HERE, true, true, act_export, judge_export},
    {"bundle export", AT_HERE, false, false, act_bundle_out, judge_bundle_out},
    {"bundle import", AT_THE_OTHER, false, false, act_bundle_in, judge_bundle_in},
};
const int scenes_count = sizeof scenes_all / sizeof scenes_all[0];

struct stage *scene_stage(struct scenes *s, const struct scene *scene)
{
    return scene->place == AT_THE_OTHER ? &s->there : &s->here;
}

void scene_reset(struct scenes *s, const struct scene *scene)
{
    struct stage *t = scene_stage(s, scene);
    const struct store_copy *const copies[] = {&s->here_copy, &s->there_copy, &s->cut_day_copy};
    store_copy_put(copies[scene->place], t->folder);
    arena_release(&t->arena);
    problems_init(&t->problems, &t->arena);
    if (!scene->opens) {
        t->store = store_open(t->folder, &t->problems);
        assert_non_null(t->store);
    }
}

static void trust(struct stage *t, const char *keys, size_t size)
{
    if (!store_terminal_trust(t->store, keys, size, &t->problems))
        fail_msg("%s", t->problems.last->message);
}

static const char *keys_of(struct scenes *s, struct stage *t, size_t *size)
{
    struct buffer out;
    buffer_init(&out, &s->arena);
    assert_true(receipt_keys_write(t->store, &out));
    *size = out.length;
    return buffer_text(&out);
}

/* A day that broke off when the old key was written over and the next had not taken its place. */
static void cut_a_day(struct scenes *s, void (*break_off)(int at))
{
    const char *day, *next;
    char path[160], next_path[160];
    size_t size, next_size;
    bool is_cut = false;
    snprintf(path, sizeof path, "%s/keys/day.json", s->here.folder);
    snprintf(next_path, sizeof next_path, "%s/keys/day.next.json", s->here.folder);
    for (int at = 1; at < 300 && !is_cut; at++) {
        struct said said = {.after_no = false};
        store_copy_put(&s->here_copy, s->here.folder);
        s->here.store = store_open(s->here.folder, &s->here.problems);
        break_off(at);
        act_day(s, &said);
        stage_close(&s->here);
        break_off(0);
        is_cut = file_read(&s->arena, path, &day, &size) && size && !day[0] &&
                 file_read(&s->arena, next_path, &next, &next_size);
    }
    assert_true(is_cut);
    store_copy_take(&s->cut_day_copy, s->here.folder);
    store_copy_put(&s->here_copy, s->here.folder);
}

void scenes_begin(struct scenes *s, void (*break_off)(int at))
{
    size_t size;
    char first[UUID_TEXT];
    struct said said = {0};
    memset(s, 0, sizeof *s);
    arena_init(&s->arena);
    stage_begin(&s->here, false);
    stage_make(&s->there, false);
    stage_complete(&s->here, first);
    stage_append(&s->here, 1, EVENTS_BEFORE);
    seal_uuid7(STAGE_NOW + 1, s->record);
    snprintf(s->bundle_path, sizeof s->bundle_path, "%s/person.bundle", s->here.folder);
    snprintf(s->output_path, sizeof s->output_path, "%s/records.csv", s->here.folder);
    const char *here = keys_of(s, &s->here, &size);
    s->keys = keys_of(s, &s->there, &s->keys_size);
    trust(&s->there, here, size);
    act_bundle_out(s, &said);
    assert_true(said.yes[0] && file_read(&s->arena, s->bundle_path, &s->bundle, &s->bundle_size));
    remove(s->bundle_path);
    stage_close(&s->here);
    stage_close(&s->there);
    store_copy_take(&s->here_copy, s->here.folder);
    store_copy_take(&s->there_copy, s->there.folder);
    cut_a_day(s, break_off);
    act_export(s, &said);
    assert_true(file_read(&s->arena, s->output_path, &s->output, &s->output_size) && s->output_size > 100);
}

void scenes_end(struct scenes *s)
{
    store_copy_free(&s->here_copy);
    store_copy_free(&s->there_copy);
    store_copy_free(&s->cut_day_copy);
    stage_end(&s->here);
    stage_end(&s->there);
    arena_release(&s->arena);
    while (s->leaked_count)
        free(s->leaked[--s->leaked_count]);
}
