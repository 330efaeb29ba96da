/*
 * schedules - three terminals that trust each other, people who go from one to another, and bundles that are lost, come
 * twice, late, and in any order: in the end all three have the same, and no day counts twice.
 *
 *     schedules [HOW_MANY [SEED]]
 *
 * Each schedule is of one person: sittings, completions, corrections, voids and decisions about days at random
 * terminals whose clocks are days apart, bundles between. At its end each brings its own to the next, once around and a
 * little more; then everything is compared, and what was done, as the schedule itself remembers it, is all there.
 */
#include "../unit/store_stage.h"

#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"
#include "store_credit.h"
#include "store_internal.h"

#define TERMINALS   3
#define AT_ONE_TIME 50 /* schedules with one set of stores */
#define BUNDLES_MAX 64
#define DONE_MAX    256
#define DAY_MS      ((int64_t)24 * 3600 * 1000)
#define REQUIREMENT "2500000001"

static const char *const modules[] = {"stop-and-think", "other-eyes"};

struct sent {
    const char *bytes;
    size_t size;
    int to;
};

struct schedule {
    struct stage *at; /* TERMINALS of them */
    struct arena *arena;
    uint32_t random;
    char person[UUID_TEXT];
    char assignment[UUID_TEXT];
    struct sent sent[BUNDLES_MAX];
    int sent_count;
    const char *done[DONE_MAX]; /* ids of records and decisions, and what every event says */
    int done_count;
    int resolutions, disputes;
};

static struct virtual_clock clocks[TERMINALS];

static int below(struct schedule *s, int limit)
{
    s->random ^= s->random << 13; /* xorshift32 */
    s->random ^= s->random >> 17;
    s->random ^= s->random << 5;
    return (int)(s->random % (uint32_t)limit);
}

static void remember(struct schedule *s, const char *what)
{
    assert_true(s->done_count < DONE_MAX);
    s->done[s->done_count++] = arena_strdup(s->arena, what);
}

static void pass_time(struct schedule *s)
{
    for (int i = 0; i < TERMINALS; i++)
        clocks[i].wall += 60000 * (1 + below(s, 600));
}

/* --- what can happen --------------------------------------------------------------------------------------------- */

static bool attempt_of(struct schedule *s, int t, struct store_attempt *out)
{
    return store_attempt_open(s->at[t].store, s->person, "thinking-skills", modules[below(s, 2)], NULL, clocks[t].wall,
                              out);
}

static void sit(struct schedule *s, int t)
{
    struct store_attempt attempt;
    char sitting[UUID_TEXT];
    assert_true(attempt_of(s, t, &attempt));
    seal_uuid7(clocks[t].wall, sitting);
    for (int i = 0, count = 1 + below(s, 3); i < count; i++) {
        struct event e = stage_event(i);
        char words[32];
        snprintf(words, sizeof words, "said-%d", s->done_count);
        e.sitting = sitting;
        e.at = clocks[t].wall + i * 1000;
        e.detail = words;
        assert_true(store_append(s->at[t].store, s->person, attempt.id, &e, 1));
        remember(s, arena_printf(s->arena, "\"%s\"", words));
    }
}

static void complete(struct schedule *s, int t)
{
    struct store_attempt attempt;
    char id[UUID_TEXT], sitting[UUID_TEXT];
    assert_true(attempt_of(s, t, &attempt));
    seal_uuid7(clocks[t].wall, id);
    seal_uuid7(clocks[t].wall, sitting);
    memcpy(s->at[t].person.id, s->person, UUID_TEXT);
    memcpy(s->at[t].attempt, attempt.id, UUID_TEXT);
    struct record r = stage_record(&s->at[t], id);
    struct event completed = stage_completed(id);
    r.module = attempt.module;
    r.assignment = s->assignment;
    r.start = r.sittings[0].start = clocks[t].wall - 1800000;
    r.end = completed.at = clocks[t].wall;
    r.sittings[0].date = date_in_london(r.start);
    r.sittings[0].id = completed.sitting = sitting;
    assert_true(store_complete(s->at[t].store, s->person, attempt.id, &r, &completed));
    remember(s, id);
}

/* Of a record that was made at this terminal: others are corrected where they were made. */
static void correct(struct schedule *s, int t)
{
    struct store_record *rows, *own = NULL;
    int count = store_rows(s->at[t].store, s->arena, s->person, &rows);
    for (int i = 0; i < count; i++)
        if (text_is(rows[i].kind, "COMPLETED") && (!own || below(s, 2)))
            own = &rows[i];
    if (!own)
        return;
    struct record_change change = {.record = own->id,
                                   .kind = below(s, 3) ? CHANGE_DATE : CHANGE_VOID,
                                   .from = date_in_london(own->at),
                                   .to = date_in_london(own->at - DAY_MS * below(s, 3)),
                                   .reason = "the clock was wrong"};
    struct problems problems; /* a record that was voided stays so */
    problems_init(&problems, s->arena);
    store_change_add(s->at[t].store, &change, &problems);
}

static struct credits credits_of(struct schedule *s, int t)
{
    struct credit_input in;
    assert_true(store_credit_input(s->at[t].store, s->arena, s->person, STAGE_NOW + 400 * DAY_MS, &in));
    return credit_decide(s->arena, &in);
}

static void resolve(struct schedule *s, int t)
{
    struct credits credits = credits_of(s, t);
    for (int i = 0; i < credits.day_count; i++) {
        const struct credit_day *day = &credits.days[i], *answered;
        enum resolve answer;
        if (day->state == DAY_CREDITED || day->state == DAY_NOT_CREDITED || (day->state == DAY_DISPUTED && below(s, 4)))
            continue;
        struct resolution said = {.requirement = REQUIREMENT,
                                  .date = day->date,
                                  .credited = below(s, 2) == 1,
                                  .reason = arena_printf(s->arena, "because %d", s->done_count)};
        assert_true(store_resolve(s->at[t].store, s->arena, s->person, &said, STAGE_NOW + 400 * DAY_MS + s->done_count,
                                  &answer, &answered));
        if (answer == RESOLVE_OK) {
            remember(s, said.reason);
            s->resolutions++;
        }
        return;
    }
}

static void type(struct schedule *s, int t)
{
    struct store_attempt attempt;
    assert_true(attempt_of(s, t, &attempt));
    assert_true(store_draft_put(s->at[t].store, s->person, attempt.id, "plan", NULL, "half typ"));
}

/* --- bundles ----------------------------------------------------------------------------------------------------- */

static struct sent pack(struct schedule *s, int from, int to)
{
    struct buffer keys;
    char path[128];
    struct sent sent = {.to = to};
    buffer_init(&keys, s->arena);
    assert_true(receipt_keys_write(s->at[to].store, &keys));
    snprintf(path, sizeof path, "%s/person.bundle", s->at[from].folder);
    if (!store_bundle_export(s->at[from].store, s->person, keys.text, keys.length, path, &s->at[from].problems))
        fail_msg("%s", s->at[from].problems.last->message);
    assert_true(file_read(s->arena, path, &sent.bytes, &sent.size));
    return sent;
}

static void deliver(struct schedule *s, const struct sent *sent)
{
    struct store_imported in;
    if (!store_bundle_import(s->at[sent->to].store, sent->bytes, sent->size, &in, &s->at[sent->to].problems))
        fail_msg("%s", s->at[sent->to].problems.last->message);
    assert_int_equal(in.lost, 0);
}

static void something(struct schedule *s)
{
    int t = below(s, TERMINALS), what = below(s, 22);
    pass_time(s);
    if (what < 4)
        sit(s, t);
    else if (what < 8)
        complete(s, t);
    else if (what < 9)
        correct(s, t);
    else if (what < 13)
        resolve(s, t);
    else if (what < 14)
        type(s, t);
    else if (what < 17 && s->sent_count < BUNDLES_MAX)
        s->sent[s->sent_count++] = pack(s, t, (t + 1 + below(s, TERMINALS - 1)) % TERMINALS);
    else if (s->sent_count)
        deliver(s, &s->sent[below(s, s->sent_count)]); /* which is never for some, and more than once for others */
}

/* --- what is the same in the end --------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void lines_add(struct schedule *s, struct buffer *out, const char **lines, int count)
{
    (void)s;
    if (count)
        qsort(lines, (size_t)count, sizeof *lines, by_text);
    for (int i = 0; i < count; i++)
        buffer_addf(out, "%s\n", lines[i]);
}

static const char *attempt_line(struct schedule *s, int t, const struct store_attempt *attempt)
{
    struct event *events;
    struct buffer out;
    int count;
    buffer_init(&out, s->arena);
    buffer_addf(&out, "%s %s %d %lld", attempt->id, attempt->module, attempt->completed, (long long)attempt->last_at);
    assert_true(store_events(s->at[t].store, s->arena, s->person, attempt->id, &events, &count));
    for (int i = 0; i < count; i++) {
        buffer_adds(&out, "\n  ");
        event_write(&events[i], &out);
    }
    return buffer_text(&out);
}

static const char *all_of(struct schedule *s, int t)
{
    struct store *store = s->at[t].store;
    struct store_attempt *attempts;
    struct store_record *records;
    struct record_change *changes;
    struct resolution *resolutions;
    struct buffer out;
    const char *lines[DONE_MAX * 2];
    buffer_init(&out, s->arena);
    int count = store_attempts(store, s->arena, s->person, &attempts);
    for (int i = 0; i < count; i++)
        lines[i] = attempt_line(s, t, &attempts[i]);
    lines_add(s, &out, lines, count);
    count = store_records(store, s->arena, s->person, &records);
    for (int i = 0; i < count; i++)
        lines[i] = arena_printf(s->arena, "%s %s %s", records[i].id, records[i].signature_hex, records[i].body);
    lines_add(s, &out, lines, count);
    count = store_changes(store, s->arena, s->person, &changes);
    for (int i = 0; i < count; i++)
        lines[i] = arena_printf(s->arena, "%s %d %s", changes[i].id, (int)changes[i].kind, changes[i].record);
    lines_add(s, &out, lines, count);
    count = store_resolutions(store, s->arena, s->person, &resolutions);
    for (int i = 0; i < count; i++)
        lines[i] =
            arena_printf(s->arena, "%s %d %s", resolutions[i].id, resolutions[i].credited, resolutions[i].reason);
    lines_add(s, &out, lines, count);
    struct credits credits = credits_of(s, t);
    for (int i = 0; i < credits.day_count; i++)
        buffer_addf(&out, "%lld %s %s\n", (long long)date_days(credits.days[i].date),
                    day_state_name(credits.days[i].state), credits.days[i].reason);
    return buffer_text(&out);
}

/* A date once for a requirement, a session once for it, and an attempt once, however many records it has. */
static void nothing_counts_twice(struct schedule *s)
{
    struct credits credits = credits_of(s, 0);
    for (int i = 0; i < credits.day_count; i++) {
        s->disputes += credits.days[i].state == DAY_DISPUTED;
        for (int j = 0; j < i; j++)
            assert_int_not_equal(date_compare(credits.days[i].date, credits.days[j].date), 0);
    }
    for (int i = 0; i < credits.count; i++)
        for (int j = 0; j < i; j++)
            if (credits.item[i].verdict == CREDIT_PROPOSED && credits.item[j].verdict == CREDIT_PROPOSED)
                assert_string_not_equal(credits.item[i].module, credits.item[j].module);
}

/* Two who said different things about one day, and nobody who settled it: disputed, at every terminal. */
static void who_differed_is_told(struct schedule *s, int t)
{
    struct credits credits = credits_of(s, t);
    struct resolution *said;
    int count = store_resolutions(s->at[t].store, s->arena, s->person, &said);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++) {
            bool settled = false;
            for (int k = 0; k < count; k++)
                for (int n = 0; n < said[k].settle_count; n++)
                    settled =
                        settled || text_is(said[k].settles[n], said[i].id) || text_is(said[k].settles[n], said[j].id);
            if (date_compare(said[i].date, said[j].date) || said[i].credited == said[j].credited || settled)
                continue;
            const struct credit_day *day = credit_day_find(&credits, REQUIREMENT, said[i].date);
            assert_non_null(day);
            assert_int_equal(day->state, DAY_DISPUTED);
        }
}

static void person_everywhere(struct schedule *s, int number)
{
    struct assignment assignment = {.module = "thinking-skills",
                                    .requirement = {.id = REQUIREMENT, .maximum_days = 30}};
    char crn[CRN_TEXT], code[PERSON_CODE], stored[SEAL_PIN_BYTES] = "nobody signs in here";
    snprintf(crn, sizeof crn, "X%06u", (unsigned)number % 1000000u);
    seal_uuid7(STAGE_NOW + number, s->person);
    seal_uuid7(STAGE_NOW + number, s->assignment);
    assignment.id = s->assignment;
    for (int i = 0; i < TERMINALS; i++) {
        struct store_person found;
        do
            code_draw(code);
        while (person_by_code(s->at[i].store, code, &found));
        assert_true(person_put(s->at[i].store, s->person, crn, code, stored, STAGE_NOW));
        clocks[i].wall = STAGE_NOW + DAY_MS * (below(s, 9) - 4);
        if (i == 0) /* the others hear of it with a bundle */
            assert_true(
                store_assign(s->at[i].store, s->person, &assignment, STAGE_NOW - 40 * DAY_MS, &s->at[i].problems));
    }
}

struct tally {
    int done, resolutions, disputes;
};

static void schedule(struct stage *at, int number, uint32_t from, struct tally *tally)
{
    struct arena arena;
    struct schedule s = {.at = at, .arena = &arena, .random = (from + (uint32_t)number) * 2654435761u | 1};
    arena_init(&arena);
    person_everywhere(&s, number);
    for (int i = 1; i < TERMINALS; i++) {
        struct sent first = pack(&s, 0, i);
        if (below(&s, 4))
            deliver(&s, &first);
    }
    for (int i = 0, count = 16 + below(&s, 32); i < count; i++)
        something(&s);
    for (int i = 0; i < 2 * TERMINALS - 1; i++) {
        struct sent last = pack(&s, i % TERMINALS, (i + 1) % TERMINALS);
        deliver(&s, &last);
    }
    const char *first = all_of(&s, 0);
    for (int i = 1; i < TERMINALS; i++)
        if (!text_is(first, all_of(&s, i)))
            fail_msg("schedule %d: terminal %d has\n%s\nand the first\n%s", number, i + 1, all_of(&s, i), first);
    for (int i = 0; i < s.done_count; i++)
        if (!strstr(first, s.done[i]))
            fail_msg("schedule %d: %s was done, and is nowhere", number, s.done[i]);
    nothing_counts_twice(&s);
    for (int i = 0; i < TERMINALS; i++)
        who_differed_is_told(&s, i);
    tally->done += s.done_count;
    tally->resolutions += s.resolutions;
    tally->disputes += s.disputes;
    arena_release(&arena);
}

/* --- the terminals ----------------------------------------------------------------------------------------------- */

static void make(struct stage *at)
{
    static const char *const staff[TERMINALS] = {"Sam Lee", "Kim Day", "Lee Fox"};
    for (int i = 0; i < TERMINALS; i++) {
        stage_make(&at[i], false);
        clocks[i] = (struct virtual_clock){.wall = STAGE_NOW, .boot_ms = 5000};
        store_use_clock(at[i].store, clock_virtual(&clocks[i]));
        store_use_staff(at[i].store, staff[i]);
    }
    for (int i = 0; i < TERMINALS; i++)
        for (int j = 0; j < TERMINALS; j++) {
            struct buffer keys;
            buffer_init(&keys, &at[j].arena);
            assert_true(receipt_keys_write(at[j].store, &keys));
            assert_true(i == j || store_terminal_trust(at[i].store, keys.text, keys.length, &at[i].problems));
        }
}

static int how_many = 100;
static uint32_t seed = 1;

static void all_end_with_the_same(void **state)
{
    (void)state;
    struct stage at[TERMINALS];
    struct tally tally = {0};
    int count;
    for (int i = 0; i < how_many; i++) {
        if (i % AT_ONE_TIME == 0)
            make(at);
        schedule(at, i, seed, &tally);
        if (i % AT_ONE_TIME != AT_ONE_TIME - 1 && i != how_many - 1)
            continue;
        for (int j = 0; j < TERMINALS; j++) {
            if (!store_records_verify(at[j].store, &count, &at[j].problems))
                fail_msg("%s", at[j].problems.last->message);
            stage_end(&at[j]);
        }
    }
    print_message("           %d schedules, %d things done, %d of them decisions about days, %d days disputed\n",
                  how_many, tally.done, tally.resolutions, tally.disputes);
    assert_true(tally.resolutions > how_many / 2 && tally.disputes > how_many / 100);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_end_with_the_same)};
    if (argc > 1)
        how_many = atoi(argv[1]);
    if (argc > 2)
        seed = (uint32_t)atoi(argv[2]);
    if (!getenv("TMPDIR") && access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 1); /* what a disk does is looked at elsewhere */
    return cmocka_run_group_tests_name("schedules", tests, NULL, NULL);
}
