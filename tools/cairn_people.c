#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "cairn_paper.h"
#include "card_paper.h"
#include "picture_pad.h"
#include "store_card.h"
#include "store_desk.h"

struct numbers { /* as typed, NULL when not; then as kept */
    const char *crn, *prison_number, *pnc;
    char kept[CRN_TEXT];
    struct store_identity identity;
};

/* All that is wrong at once, each with what a right one looks like. */
static bool numbers_read(struct tool *t, struct numbers *n)
{
    const struct {
        const char *name, *typed;
        enum identifier_fault fault;
    } read[] = {
        {"--crn", n->crn, crn_read(n->crn, n->kept)},
        {"--prison-number", n->prison_number,
         n->prison_number ? prison_number_read(n->prison_number, n->identity.prison_number) : IDENTIFIER_GOOD},
        {"--pnc", n->pnc, n->pnc ? pnc_read(n->pnc, date_in_london(t->now).year, n->identity.pnc) : IDENTIFIER_GOOD}};
    for (int i = 0; i < COUNT(read); i++)
        if (read[i].fault)
            problem_error(&t->problems, PLACE_NONE, "identifier", "%s \"%s\": %s", read[i].name, read[i].typed,
                          identifier_words(read[i].fault));
    return !t->problems.errors;
}

static void add_tell(const struct store_person *person, const char *pin, bool json)
{
    if (!json) {
        printf("%s signs in with code %.4s %s and PIN %s.\nThe PIN is shown this once: write it down for the person "
               "now.\n",
               person->crn, person->code, person->code + 4, pin);
        return;
    }
    print_json_member("{", "crn", person->crn);
    print_json_member(",", "id", person->id);
    print_json_member(",", "code", person->code);
    print_json_member(",", "pin", pin);
    puts("}");
}

static int people_add(struct tool *t)
{
    bool json = tool_flag(t, "--json");
    struct numbers n = {
        .crn = tool_text(t, "--crn"), .prison_number = tool_text(t, "--prison-number"), .pnc = tool_text(t, "--pnc")};
    struct store_person person;
    char pin[7];
    if (!numbers_read(t, &n) || !store_person_add(t->store, n.kept, t->now, &person, pin, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    if ((n.prison_number || n.pnc) && !store_identity_set(t->store, person.id, &n.identity)) {
        fputs("cairn: the store could not be written: the person was added without the other numbers\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    add_tell(&person, pin, json);
    seal_wipe(pin, sizeof pin);
    return EXIT_CLEAN;
}

static const struct command people_add_command = {
    .name = "add",
    .purpose = "makes a code and a PIN for a person, shown once",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--prison-number", .value = "A1234BC", .help = "their prison number"},
            {.name = "--pnc", .value = "2002/0073319Z", .help = "their number on the police national computer"},
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people add --store /srv/cairn --crn X000001", "enrols a person"},
            {0},
        },
    .run = people_add,
};

/* --- list ------------------------------------------------------------------------------------------------------- */

static int attempts_completed(struct tool *t, const char *person)
{
    struct store_attempt *attempts;
    int count = store_attempts(t->store, &t->arena, person, &attempts), completed = 0;
    for (int i = 0; i < count; i++)
        completed += attempts[i].completed;
    return completed;
}

static void list_json(struct tool *t, const struct store_person *people, int count)
{
    puts("[");
    for (int i = 0; i < count; i++) {
        print_json_member("{", "crn", people[i].crn);
        print_json_member(",", "id", people[i].id);
        print_json_member(",", "code", people[i].code);
        printf(",\"concerns\":%d,\"completed\":%d,\"locked\":%s}%s\n", people[i].concerns,
               attempts_completed(t, people[i].id), people[i].locked ? "true" : "false", i + 1 < count ? "," : "");
    }
    puts("]");
}

static void list_concerns(struct tool *t)
{
    struct store_concern *concerns;
    int count = store_concerns(t->store, &t->arena, NULL, &concerns);
    for (int i = 0; i < count; i++) {
        char at[INSTANT_TEXT];
        struct store_person person;
        bool known = *concerns[i].person && store_person_by_id(t->store, concerns[i].person, &person);
        instant_format(concerns[i].at, at);
        printf("! %.16s  %s  %s  %s %s\n", at, known ? person.crn : "not signed in",
               text_is(concerns[i].kind, "support") ? "asked for support" : "an answer that should be looked at",
               concerns[i].module, concerns[i].page);
    }
    if (count > 0)
        puts("");
}

static int people_list(struct tool *t)
{
    bool json = tool_flag(t, "--json");
    struct store_person *people;
    if (!tool_audit(t, AUDIT_LIST, NULL, audit_detail(&t->arena, "what", "people", NULL)))
        return EXIT_CANNOT_RUN;
    int count = store_people(t->store, &t->arena, &people);
    if (json) {
        list_json(t, people, count);
    } else {
        list_concerns(t);
        printf("%-8s  %-9s  %8s  %9s\n", "CRN", "code", "concerns", "completed");
        for (int i = 0; i < count; i++)
            printf("%-8s  %.4s %s  %8d  %9d%s\n", people[i].crn, people[i].code, people[i].code + 4, people[i].concerns,
                   attempts_completed(t, people[i].id), people[i].locked ? "  locked: too many wrong PINs" : "");
    }
    return store_is_broken(t->store) ? EXIT_CANNOT_RUN : EXIT_CLEAN;
}

static const struct command people_list_command = {
    .name = "list",
    .purpose = "who is here, open concerns first",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people list --store /srv/cairn", "everybody"},
            {0},
        },
    .run = people_list,
};

/* --- card ------------------------------------------------------------------------------------------------------- */

static bool card_make(struct tool *t, const struct printer_site *site, const struct store_person *person)
{
    char token[CARD_TOKEN];
    struct document_request request = {
        .language = "en-GB", .date = date_in_london(t->now), .demonstration = store_is_demonstration(t->store)};
    if (!store_card_make(t->store, person->id, t->now, token)) {
        fputs("cairn: the store could not be written; the old card still works\n", stderr);
        return false;
    }
    struct document *card = card_paper(&t->arena, &request, person->code, token);
    bool sent = card && paper_send(site, card, "card");
    seal_wipe(token, sizeof token);
    if (!sent)
        fputs("cairn: the card could not be printed. Print it again: an older one works no more\n", stderr);
    return sent;
}

static bool card_new_pin(struct tool *t, const struct store_person *person)
{
    char pin[7];
    if (!store_person_new_pin(t->store, person->id, pin)) {
        fputs("cairn: the store could not be written; the old PIN may still work\n", stderr);
        return false;
    }
    printf("The new PIN is %s. It is shown this once: give it to them alone.\n", pin);
    seal_wipe(pin, sizeof pin);
    return true;
}

static bool card_new_pictures(struct tool *t, const struct store_person *person)
{
    char pictures[PICTURES_SECRET];
    if (!store_pictures_new(t->store, person->id, pictures)) {
        fputs("cairn: the store could not be written; they sign in as before\n", stderr);
        return false;
    }
    printf("With the card goes: 1 %s, 2 %s, 3 %s, in this order. It is shown this once: let them alone see it.\n"
           "A PIN works no more.\n",
           picture_name(pictures[0]), picture_name(pictures[1]), picture_name(pictures[2]));
    seal_wipe(pictures, sizeof pictures);
    return true;
}

/* The card that the kiosk's staff area prints; the PIN never stands on it. */
static int people_card(struct tool *t)
{
    bool print = tool_flag(t, "--print");
    const char *save_to = tool_text(t, "--save-to");
    bool new_pin = tool_flag(t, "--new-pin");
    bool pictures = tool_flag(t, "--pictures");
    if (print == (save_to != NULL) || (save_to && *save_to != '/')) {
        fputs("cairn: --print sends it to the site's printer, or --save-to says which folder (from the root: /...) "
              "card.pdf goes into\n",
              stderr);
        return EXIT_CANNOT_RUN;
    }
    if (new_pin && pictures) {
        fputs("cairn: --pictures stand in place of a PIN: one of the two\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    const struct printer_site site = {.helper = paper_helper(&t->arena),
                                      .command = print ? &store_site_of(t->store)->print : NULL,
                                      .folder = save_to};
    if (print && !site.command->count) {
        fputs("cairn: the site has no printer: its site.json says which, in print.command\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!card_make(t, &site, &t->person) || (new_pin && !card_new_pin(t, &t->person)) ||
        (pictures && !card_new_pictures(t, &t->person)))
        return EXIT_CANNOT_RUN;
    puts(save_to ? "The card is in card.pdf. An older card works no more."
                 : "The card is printed. An older card works no more.");
    return EXIT_CLEAN;
}

static const struct command people_card_command = {
    .name = "card",
    .purpose = "the card for the reader, and a new PIN or pictures if they are wanted",
    .about = "The PIN never stands on the card. A new card makes older ones useless.",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--print", .help = "on the site's printer"},
            {.name = "--save-to", .value = "DIR", .help = "into this folder (from the root: /...) as card.pdf"},
            {.name = "--new-pin", .help = "also draws a new PIN"},
            {.name = "--pictures", .help = "also draws three pictures, in place of a PIN"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people card --store /srv/cairn --crn X000001 --print", "prints a card"},
            {"cairn people card --store /srv/cairn --crn X000001 --save-to /tmp --new-pin",
             "makes a card to print elsewhere, and a new PIN"},
            {0},
        },
    .run = people_card,
    .needs = NEEDS_PERSON,
};

static int people_unlock(struct tool *t)
{
    if (!store_person_unlock(t->store, t->person.id)) {
        fputs("cairn: the store could not be written\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    printf("%s can sign in again, with the PIN they have.\n", t->person.crn);
    return EXIT_CLEAN;
}

static const struct command people_unlock_command = {
    .name = "unlock",
    .purpose = "lets a person try again after too many wrong PINs",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people unlock --store /srv/cairn --crn X000001", "they sign in with the PIN they have"},
            {0},
        },
    .run = people_unlock,
    .needs = NEEDS_PERSON,
};

/* --- assign ----------------------------------------------------------------------------------------------------- */

static enum supervision supervision_of(const char *text)
{
    static const char *const names[] = {"order", "custody", "licence"};
    int i = 0;
    while (i + 1 < COUNT(names) && !text_is(text, names[i]))
        i++;
    return (enum supervision)i;
}

static int people_assign(struct tool *t)
{
    const char *programme = tool_text(t, "--programme");
    const char *module = tool_text(t, "--module");
    const char *requirement = tool_text(t, "--requirement");
    const char *until = tool_text(t, "--until");
    struct assignment assignment = {.supervision = supervision_of(tool_text(t, "--supervision")),
                                    .requirement = {.maximum_days = tool_number(t, "--maximum-days", 0)}};
    char id[UUID_TEXT];
    if (until && !(assignment.requirement.has_until = date_parse(until, &assignment.requirement.until))) {
        fprintf(stderr, "cairn: \"%s\" is not a date: YYYY-MM-DD\n", until);
        return EXIT_CANNOT_RUN;
    }
    seal_uuid7(t->now, id);
    assignment.id = id;
    assignment.module = module ? arena_printf(&t->arena, "%s/%s", programme, module) : programme;
    assignment.requirement.id = requirement;
    if (!store_assign(t->store, t->person.id, &assignment, t->now, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s is assigned %s%s%s.\n", t->person.crn, assignment.module, requirement ? " for requirement " : "",
           requirement ? requirement : ", without a requirement: no day will be proposed");
    return EXIT_CLEAN;
}

static const struct command people_assign_command = {
    .name = "assign",
    .purpose = "what is to be done, for which requirement",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--programme", .value = "ID", .help = "which programme", .needed = true},
            {.name = "--module", .value = "ID", .help = "one module of it alone"},
            {.name = "--requirement", .value = "ID", .help = "of the order; without one no day is proposed"},
            {.name = "--maximum-days", .value = "N", .help = "how many days the requirement has", .is_number = true},
            {.name = "--until", .value = "DATE", .help = "when it ends, as 2026-11-21"},
            {.name = "--supervision",
             .value = "KIND",
             .help = "under which the person is",
             .choices = "order custody licence",
             .standard = "order"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people assign --store /srv/cairn --crn X000001 --programme thinking-skills --requirement RAR1 "
             "--maximum-days 10",
             "a whole programme for a requirement of ten days"},
            {0},
        },
    .run = people_assign,
    .needs = NEEDS_PERSON,
};

/* --- erase and retain ------------------------------------------------------------------------------------------- */

static int erase_ask(struct tool *t, const struct store_staff *staff, const struct store_person *person)
{
    char id[UUID_TEXT];
    if (!store_pending_ask(t->store, staff->id, "erase", person->id, t->now, id, &t->problems)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    printf("Nothing is erased yet. Within a day somebody else confirms it:\n"
           "  cairn people erase --store DIR --crn %s --staff NAME --confirm %s --reason WORDS\n",
           person->crn, id);
    return EXIT_CLEAN;
}

/* Whoever confirms names the person too, so that nobody confirms what they did not mean. */
static bool erase_is_of(struct tool *t, const char *id, const struct store_person *person)
{
    struct store_pending *pending;
    int count = store_pending(t->store, &t->arena, t->now, &pending);
    for (int i = 0; i < count; i++)
        if (text_is(pending[i].id, id) && text_is(pending[i].act, "erase") && text_is(pending[i].about, person->id))
            return true;
    problem_error(&t->problems, PLACE_NONE, "pending-closed",
                  "nobody asked to erase %s under that id, or it was done, or asked more than a day ago", person->crn);
    return false;
}

static int erase_confirm(struct tool *t, const struct store_staff *staff, const struct store_person *person,
                         const char *id, const char *reason)
{
    if (!erase_is_of(t, id, person) || !store_pending_confirm(t->store, staff->id, id, t->now, &t->problems) ||
        !store_person_erase(t->store, person->id, reason, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf(
        "%s is erased: what they wrote cannot be read any more, here or in any copy of this store made from now on.\n"
        "Their records stay, under the pseudonym %s. Backups from before still hold it all: make a new one now, which "
        "also\n"
        "brings the list of who was erased up to date, and destroy those that are older than you need.\n",
        person->crn, person->id);
    return EXIT_CLEAN;
}

/* One member of staff asks, another confirms: what is gone cannot be fetched back. */
static int people_erase(struct tool *t)
{
    const char *name = tool_text(t, "--staff");
    const char *confirm = tool_text(t, "--confirm");
    const char *reason = tool_text(t, "--reason");
    struct store_staff staff;
    if (!confirm != text_is_empty(reason)) {
        fputs("cairn: --confirm and --reason go together: the reason is kept with what was erased\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!tool_staff_sign_in(t, name, MAY_ASK_TWO, &staff))
        return EXIT_PROBLEMS;
    return confirm ? erase_confirm(t, &staff, &t->person, confirm, reason) : erase_ask(t, &staff, &t->person);
}

static const struct command people_erase_command = {
    .name = "erase",
    .purpose = "what a person wrote, for good: one member of staff asks, another confirms",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--staff",
             .value = "a.officer",
             .help = "who you are: your PIN or passphrase is asked for",
             .needed = true},
            {.name = "--confirm", .value = "ID", .help = "confirm what somebody else asked for"},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept; with --confirm"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people erase --store /srv/cairn --crn X000001 --staff a.officer",
             "asks; says what the other one types"},
            {"cairn people erase --store /srv/cairn --crn X000001 --staff b.officer --confirm 0190 --reason 'asked for "
             "it'",
             "confirms what was asked within a day"},
            {0},
        },
    .run = people_erase,
    .needs = NEEDS_PERSON,
};

static void due_tell(const struct store_due *due, bool done)
{
    char since[DATE_TEXT];
    date_format(due->since, since);
    printf("%s  %s  %s on %s\n", due->person.crn, done ? "erased" : "would be erased",
           due->by_order ? "the order ended" : "last active", since);
}

/* Erases whoever the site's settings say is kept no longer. */
static int people_retain(struct tool *t)
{
    bool dry_run = tool_flag(t, "--dry-run");
    struct store_due *due;
    int erased = 0;
    if (!tool_audit(t, dry_run ? AUDIT_LIST : AUDIT_RETAIN, NULL, audit_detail(&t->arena, "what", "people due", NULL)))
        return EXIT_CANNOT_RUN;
    int count = store_due(t->store, &t->arena, date_in_london(t->now), &due);
    for (int i = 0; i < count; i++) {
        const char *reason = due[i].by_order ? "retention: the order ended" : "retention: not active";
        if (!dry_run && !store_person_erase(t->store, due[i].person.id, reason, &t->problems)) {
            tool_tell(t);
            return EXIT_CANNOT_RUN;
        }
        due_tell(&due[i], !dry_run);
        erased += !dry_run;
    }
    const struct site *site = store_site_of(t->store);
    printf("%d due, %d erased. Kept: %d days after the order's end, %d after the last activity where that is not known "
           "(0: for good).\n",
           count, erased, site->keep_after_order_days, site->keep_after_activity_days);
    return count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN;
}

static const struct command people_retain_command = {
    .name = "retain",
    .purpose = "erases whoever the site keeps no longer",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--dry-run", .help = "says who it would be, and erases nobody"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people retain --store /srv/cairn --dry-run", "who is due"},
            {0},
        },
    .run = people_retain,
};

const struct command cairn_people = {
    .name = "people",
    .purpose = "who may sign in, what to, and for how long",
    .commands = COMMANDS(&people_add_command, &people_list_command, &people_card_command, &people_assign_command,
                         &people_unlock_command, &cairn_people_certificate, &cairn_people_subject_access,
                         &people_erase_command, &people_retain_command),
};
