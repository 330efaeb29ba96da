#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "export.h"
#include "store_credit.h"

static const char *const formats[] = {"csv", "json", "xapi", "cmi5", "contact", "course-completion"};
enum format { FORMAT_CSV, FORMAT_JSON, FORMAT_XAPI, FORMAT_CMI5, FORMAT_CONTACT, FORMAT_COURSE };

/* One person's, or everybody's; -1 when the store cannot be read. */
static int people_of(struct tool *t, const char *person, struct export_person **out)
{
    struct store_person *people = &t->person;
    int count = person ? 1 : store_people(t->store, &t->arena, &people);
    *out = ARENA_ARRAY(&t->arena, struct export_person, count > 0 ? count : 1);
    for (int i = 0; i < count; i++) {
        struct credit_input in;
        if (!store_credit_input(t->store, &t->arena, people[i].id, t->now, &in))
            return -1;
        (*out)[i] = (struct export_person){.crn = arena_strdup(&t->arena, people[i].crn),
                                           .records = in.records,
                                           .record_count = in.record_count,
                                           .changes = in.changes,
                                           .change_count = in.change_count,
                                           .credits = credit_decide(&t->arena, &in)};
    }
    return count;
}

static bool place_is_whole(const struct export_place *p, const char *crn)
{
    bool whole =
        crn && p->first_name && p->last_name && p->born && p->region && p->pdu && p->delivery_office && p->email;
    if (!whole)
        fputs("cairn: course-completion goes by name: it needs --crn, --first-name, --last-name, --born, --region, "
              "--pdu, "
              "--delivery-office and --email; none of them is kept\n",
              stderr);
    return whole;
}

static void export_all(enum format format, const struct export_person *people, int count,
                       const struct export_place *place, struct buffer *out)
{
    switch (format) {
    case FORMAT_CSV:
        export_csv(people, count, out);
        break;
    case FORMAT_JSON:
        export_json(people, count, out);
        break;
    case FORMAT_XAPI:
        export_xapi(people, count, place, out);
        break;
    case FORMAT_CMI5:
        export_cmi5(people, count, place, out);
        break;
    case FORMAT_CONTACT:
        export_contact(people, count, place, out);
        break;
    case FORMAT_COURSE:
        export_course_completion(people, count, place, out);
        break;
    }
}

static int export_to_output(struct tool *t, enum format format, const char *person, struct export_place *place)
{
    struct export_person *people;
    struct buffer out;
    if (store_is_demonstration(t->store) && format > FORMAT_JSON) {
        fputs("cairn: this is a demonstration: its records leave it as csv or json only, which say so\n", stderr);
        return EXIT_PROBLEMS;
    }
    place->day = site_words(store_site_of(t->store), SITE_WORDS_DAY);
    int count = people_of(t, person, &people);
    if (count < 0)
        return EXIT_PROBLEMS;
    if (!tool_audit(t, AUDIT_EXPORT, person, audit_detail(&t->arena, "format", formats[format], NULL)))
        return EXIT_CANNOT_RUN;
    buffer_init(&out, &t->arena);
    export_all(format, people, count, place, &out);
    bool whole = fwrite(buffer_text(&out), 1, out.length, stdout) == out.length && fflush(stdout) == 0;
    if (!whole)
        fputs("cairn: not all of it could be written\n", stderr);
    return whole ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

static int run_records_export(struct tool *t)
{
    const char *crn = tool_text(t, "--crn"), *name = tool_text(t, "--format");
    struct export_place place = {.home_page = tool_text(t, "--home-page"),
                                 .type = tool_text(t, "--type"),
                                 .provider = tool_text(t, "--provider"),
                                 .team = tool_text(t, "--team"),
                                 .staff = tool_text(t, "--staff"),
                                 .office = tool_text(t, "--office"),
                                 .first_name = tool_text(t, "--first-name"),
                                 .last_name = tool_text(t, "--last-name"),
                                 .born = tool_text(t, "--born"),
                                 .region = tool_text(t, "--region"),
                                 .pdu = tool_text(t, "--pdu"),
                                 .delivery_office = tool_text(t, "--delivery-office"),
                                 .email = tool_text(t, "--email")};
    int format = FORMAT_CSV;
    while (format < FORMAT_COURSE && !text_is(formats[format], name))
        format++;
    if (format == FORMAT_COURSE && !place_is_whole(&place, crn))
        return EXIT_CANNOT_RUN;
    if (crn && !tool_person(t, crn, &t->person))
        return EXIT_PROBLEMS;
    return export_to_output(t, (enum format)format, crn ? t->person.id : NULL, &place);
}

const struct command cairn_records_export = {
    .name = "export",
    .purpose = "completion records in the shapes that other systems read",
    .about = "contact needs --type, --provider, --team, --staff and --office. course-completion goes by name and needs "
             "--crn and everything from --first-name on. None of these is kept.",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--format",
             .value = "FORMAT",
             .help = "the shape",
             .choices = "csv json xapi cmi5 contact course-completion",
             .needed = true},
            {.name = "--crn", .value = "X123456", .help = "one person's alone"},
            {.name = "--home-page", .value = "URL", .help = "of the agent in statements"},
            {.name = "--type", .value = "CODE", .help = "of the contact"},
            {.name = "--provider", .value = "CODE", .help = "of probation"},
            {.name = "--team", .value = "CODE", .help = "of staff"},
            {.name = "--staff", .value = "CODE", .help = "who wrote it"},
            {.name = "--office", .value = "CODE", .help = "where"},
            {.name = "--first-name", .value = "WORDS", .help = "of the person"},
            {.name = "--last-name", .value = "WORDS", .help = "of the person"},
            {.name = "--born", .value = "DATE", .help = "as 2000-01-31"},
            {.name = "--region", .value = "WORDS", .help = "of probation"},
            {.name = "--pdu", .value = "WORDS", .help = "probation delivery unit"},
            {.name = "--delivery-office", .value = "WORDS", .help = "where the person reports"},
            {.name = "--email", .value = "ADDRESS", .help = "where it goes"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records export --store /srv/cairn --format csv", "a table of everybody's records"},
            {"cairn records export --store /srv/cairn --format xapi --crn X000001", "one person's as statements"},
            {0},
        },
    .run = run_records_export,
};
