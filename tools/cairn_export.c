#include "cairn_export.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "export.h"
#include "store_credit.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const char *const formats[] = {"csv", "json", "xapi", "cmi5", "contact", "course-completion"};
enum format { FORMAT_CSV, FORMAT_JSON, FORMAT_XAPI, FORMAT_CMI5, FORMAT_CONTACT, FORMAT_COURSE };

/* One person's, or everybody's; -1 when the store cannot be read or there is no such person. */
static int people_of(struct tool *t, const char *crn, struct export_person **out)
{
    struct store_person *people, one;
    int count = 1;
    if (!crn)
        count = store_people(t->store, &t->arena, &people);
    else if (store_person_by_crn(t->store, crn, &one))
        people = &one;
    else {
        fprintf(stderr, "cairn: nobody here has the CRN \"%s\"; cairn people list shows who is here\n", crn);
        return -1;
    }
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

static int format_read(const char *name)
{
    for (int i = 0; i < COUNT(formats); i++)
        if (text_is(formats[i], name))
            return i;
    arguments_unknown("format", name, formats, COUNT(formats));
    return -1;
}

static int export_to_output(struct tool *t, enum format format, const char *crn, struct export_place *place)
{
    struct export_person *people;
    struct buffer out;
    struct store_person one;
    const char *person = crn && store_person_by_crn(t->store, crn, &one) ? one.id : NULL;
    if (store_is_demonstration(t->store) && format > FORMAT_JSON) {
        fputs("cairn: this is a demonstration: its records leave it as csv or json only, which say so\n", stderr);
        return EXIT_PROBLEMS;
    }
    place->day = site_words(store_site_of(t->store), SITE_WORDS_DAY);
    int count = people_of(t, crn, &people);
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

int cairn_records_export(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL, *crn = NULL;
    struct export_place place = {.home_page = NULL};
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--format", .value = &name, .needed = true},
                                         {.name = "--crn", .value = &crn},
                                         {.name = "--home-page", .value = &place.home_page},
                                         {.name = "--type", .value = &place.type},
                                         {.name = "--provider", .value = &place.provider},
                                         {.name = "--team", .value = &place.team},
                                         {.name = "--staff", .value = &place.staff},
                                         {.name = "--office", .value = &place.office},
                                         {.name = "--first-name", .value = &place.first_name},
                                         {.name = "--last-name", .value = &place.last_name},
                                         {.name = "--born", .value = &place.born},
                                         {.name = "--region", .value = &place.region},
                                         {.name = "--pdu", .value = &place.pdu},
                                         {.name = "--delivery-office", .value = &place.delivery_office},
                                         {.name = "--email", .value = &place.email}};
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "records export --store DIR --format csv|json|xapi|cmi5|contact|course-completion "
                        "[--crn X123456]"))
        return EXIT_CANNOT_RUN;
    int format = format_read(name);
    if (format < 0 || (format == FORMAT_COURSE && !place_is_whole(&place, crn)))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    return tool_end(&t, export_to_output(&t, (enum format)format, crn, &place));
}
