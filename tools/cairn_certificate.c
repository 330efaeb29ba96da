#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "cairn_paper.h"
#include "certificate.h"
#include "wording.h"

static void list_certificates(const struct tool *t, const struct certificate *all, int count)
{
    for (int i = 0; i < count; i++) {
        char date[DATE_TEXT];
        date_format(all[i].date, date);
        printf("%s  %s  %s  %s\n", date, all[i].code, all[i].programme->id, wording_plain(&all[i].programme->title, 0));
    }
    if (!count)
        printf("%s has finished no programme.\n", t->person.crn);
}

static bool certificate_send(struct tool *t, const struct certificate *c, const char *language, const char *save_to)
{
    int at = library_language(t->library, language);
    const struct document_request request = {.interface = t->library->interface[at],
                                             .language = t->library->languages[at],
                                             .right_to_left = language_is_right_to_left(t->library->languages[at])};
    const struct printer_site site = {.helper = paper_helper(&t->arena),
                                      .command = save_to ? NULL : &store_site_of(t->store)->print,
                                      .folder = save_to};
    return paper_send(&site, certificate_paper(&t->arena, t->store, c, &request),
                      arena_printf(&t->arena, "certificate-%s", c->code));
}

static int certificate_give(struct tool *t, const struct certificate *all, int count)
{
    const char *programme = tool_text(t, "--programme"), *save_to = tool_text(t, "--save-to");
    int i = 0;
    while (i < count && !text_is(all[i].programme->id, programme))
        i++;
    if (i == count) {
        fprintf(stderr,
                "cairn: %s has not finished %s: each of its sessions needs a record that counts, and the programme has "
                "to be in the modules folder\n",
                t->person.crn, programme);
        return EXIT_PROBLEMS;
    }
    if (!certificate_send(t, &all[i], tool_text(t, "--language"), save_to)) {
        fputs("cairn: the certificate could not be made, or was not taken: nothing is there\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (save_to)
        printf("The certificate is in certificate-%s.pdf.\n", all[i].code);
    else
        puts("The certificate is printed.");
    return EXIT_CLEAN;
}

static bool ways_are_right(struct tool *t)
{
    bool print = tool_flag(t, "--print"), gives = tool_text(t, "--programme") != NULL;
    const char *save_to = tool_text(t, "--save-to");
    if (gives != (print || save_to) || (print && save_to) || (save_to && *save_to != '/')) {
        fputs("cairn: with --programme goes --print, or --save-to and a folder (from the root: /...); without them it "
              "says what is finished\n",
              stderr);
        return false;
    }
    if (print && !store_site_of(t->store)->print.count)
        fputs("cairn: the site has no printer: its site.json says which, in print.command\n", stderr);
    return !print || store_site_of(t->store)->print.count;
}

/* The one that the kiosk prints for the person, and its staff area for staff. */
static int people_certificate(struct tool *t)
{
    struct certificate *all;
    const char *programme = tool_text(t, "--programme");
    if (!ways_are_right(t) || !tool_library(t, "--modules") ||
        !tool_audit(t, programme ? AUDIT_EXPORT : AUDIT_VIEW, t->person.id,
                    audit_detail(&t->arena, "what", "certificate", NULL)))
        return EXIT_CANNOT_RUN;
    int count = certificates_of(t->store, t->library, &t->arena, t->person.id, t->now, &all);
    if (count < 0) {
        fputs("cairn: the store could not be read\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (programme)
        return certificate_give(t, all, count);
    list_certificates(t, all, count);
    return EXIT_CLEAN;
}

const struct command cairn_people_certificate = {
    .name = "certificate",
    .purpose = "that a person has finished a programme: says which, and prints it again",
    .about =
        "It rests on records that are complete and were not voided, and says the programme's public title, the day "
        "and a code.",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--programme", .value = "ID", .help = "whose certificate to give out"},
            {.name = "--print", .help = "on the site's printer"},
            {.name = "--save-to",
             .value = "DIR",
             .help = "into this folder (from the root: /...) as certificate-CODE.pdf"},
            {.name = "--language", .value = "TAG", .help = "such as cy", .standard = "en-GB"},
            ARGUMENT_MODULES,
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people certificate --store /srv/cairn --crn X000001", "what the person has finished, and when"},
            {"cairn people certificate --store /srv/cairn --crn X000001 --programme thinking-skills --print",
             "prints the certificate again"},
            {0},
        },
    .run = people_certificate,
    .needs = NEEDS_PERSON,
};
