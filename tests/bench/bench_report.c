/* A site's figures over ten thousand records: read as the store gives them, and added up. */
#include "bench.h"

#include "document_html.h"
#include "person_report.h"
#include "report.h"
#include "scoring.h"

#define PEOPLE 1000

static const struct measure measure = {.id = "confidence", .name = "Confidence", .higher_is_better = true};

static void make_record(struct arena *a, int n, struct record *out)
{
    instant_ms start = 1790000000000LL + n * 3600000LL;
    *out = (struct record){.id = arena_printf(a, "0190b8e2-0000-7000-8000-%012d", n),
                           .person = arena_printf(a, "0190b8e2-0000-7000-8001-%012d", n % PEOPLE),
                           .attempt = arena_printf(a, "0190b8e2-0000-7000-8002-%012d", n),
                           .programme = "thinking-skills",
                           .module = "stop-and-think",
                           .version = "1.0.0",
                           .content_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                           .setting = "community",
                           .language = "en-GB",
                           .start = start,
                           .end = start + 1800000,
                           .active_ms = 1500000,
                           .sitting_count = 1,
                           .sittings = {{.id = "0190b8e2-0000-7000-8003-000000000000",
                                         .date = date_in_london(start),
                                         .start = start,
                                         .active_ms = 1500000}},
                           .measure_count = 1,
                           .measures = {{.exercise = "before", .id = "confidence", .score = n / PEOPLE}},
                           .feedback_count = 1,
                           .feedback = {{.exercise = "useful", .option = n % 3 ? "yes" : "no"}},
                           .activity = "activity",
                           .terminal = "T1",
                           .site = "SITE-01"};
}

double report_measure_ms(int count)
{
    static const struct measure *const measures[] = {&measure};
    struct arena a;
    struct report report;
    struct buffer text;
    arena_init(&a);
    struct record *records = ARENA_ARRAY(&a, struct record, count);
    struct buffer *bodies = ARENA_ARRAY(&a, struct buffer, count);
    for (int i = 0; i < count; i++) {
        make_record(&a, i, &records[i]);
        buffer_init(&bodies[i], &a);
        record_write(&records[i], &bodies[i]);
    }
    double from = now_ms();
    int read = 0;
    for (int i = 0; i < count; i++)
        read += record_read(&a, bodies[i].text, bodies[i].length, &records[read]);
    report_make(&a, "thinking-skills", measures, 1, records, read, &report);
    buffer_init(&text, &a);
    report_text(&report, &text);
    double took = now_ms() - from;
    bool whole = report.completions == count;
    arena_release(&a);
    return whole ? took : -1;
}

static const char *session_of(void *context, const char *programme, const char *module)
{
    (void)context, (void)programme;
    return module;
}

/* More than anybody will ever do: what counts is that nothing in it grows out of hand. */
double person_report_measure_ms(int count)
{
    static const struct assignment assignment = {
        .id = "a", .module = "thinking-skills", .requirement = {.id = "2500000001"}};
    static const struct measure *const measures[] = {&measure};
    struct arena a;
    struct buffer html;
    arena_init(&a);
    struct record *records = ARENA_ARRAY(&a, struct record, count);
    struct buffer *bodies = ARENA_ARRAY(&a, struct buffer, count);
    struct report_done *done = ARENA_ARRAY(&a, struct report_done, count);
    for (int i = 0; i < count; i++) {
        make_record(&a, i, &records[i]);
        records[i].person = "0190b8e2-0000-7000-8001-000000000000";
        records[i].assignment = "a";
        buffer_init(&bodies[i], &a);
        record_write(&records[i], &bodies[i]);
    }
    double from = now_ms();
    int read = 0;
    for (int i = 0; i < count; i++)
        read += record_read(&a, bodies[i].text, bodies[i].length, &records[read]);
    struct credit_input in = {.records = records,
                              .record_count = read,
                              .assignments = &assignment,
                              .assignment_count = 1,
                              .site = {.minimum_active_minutes = 20}};
    struct credits credits = credit_decide(&a, &in);
    for (int i = 0; i < read; i++)
        done[i] = (struct report_done){.record = &records[read - 1 - i], .session = "Stop and think"};
    const struct site site = site_standard(&a);
    struct person_report report = {.crn = "X000001",
                                   .settings = &site,
                                   .in = &in,
                                   .credits = &credits,
                                   .done = done,
                                   .done_count = read,
                                   .measures = measures,
                                   .measure_count = 1,
                                   .session_of = session_of};
    struct document_request request = {.language = "en-GB", .date = {2026, 11, 21}};
    buffer_init(&html, &a);
    document_html(person_report_make(&a, &request, &report), &html);
    double took = now_ms() - from;
    bool whole = html.length > 1000 && credits.day_count > 0;
    arena_release(&a);
    return whole ? took : -1;
}
