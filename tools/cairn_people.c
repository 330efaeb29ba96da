#include "cairn_people.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "cairn_subject.h"
#include "cairn_paper.h"
#include "card_paper.h"
#include "picture_pad.h"
#include "store_card.h"
#include "store_desk.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static bool person_by_crn(struct tool *t, const char *crn, struct store_person *out)
{
    if (store_person_by_crn(t->store, crn, out))
        return true;
    struct problem *p =
        problem_error(&t->problems, PLACE_NONE, "person-unknown", "nobody here has the CRN \"%s\"", crn);
    problem_hint(&t->problems, p, "cairn people list shows who is here");
    tool_tell(t);
    return false;
}

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

static int people_add(int argc, char **argv)
{
    const char *folder = NULL;
    struct numbers n = {0};
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &n.crn, .needed = true},
                                         {.name = "--prison-number", .value = &n.prison_number},
                                         {.name = "--pnc", .value = &n.pnc},
                                         {.name = "--json", .flag = &json}};
    struct store_person person;
    struct tool t;
    char pin[7];
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "people add --store DIR --crn X123456 [--prison-number A1234BC] [--pnc 2002/0073319Z]"
                        " [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!numbers_read(&t, &n) || !store_person_add(t.store, n.kept, t.now, &person, pin, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    if ((n.prison_number || n.pnc) && !store_identity_set(t.store, person.id, &n.identity)) {
        fputs("cairn: the store could not be written: the person was added without the other numbers\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    add_tell(&person, pin, json);
    seal_wipe(pin, sizeof pin);
    return tool_end(&t, EXIT_CLEAN);
}

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

static int people_list(int argc, char **argv)
{
    const char *folder = NULL;
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--json", .flag = &json}};
    struct store_person *people;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "people list --store DIR [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!tool_audit(&t, AUDIT_LIST, NULL, audit_detail(&t.arena, "what", "people", NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = store_people(t.store, &t.arena, &people);
    if (json) {
        list_json(&t, people, count);
    } else {
        list_concerns(&t);
        printf("%-8s  %-9s  %8s  %9s\n", "CRN", "code", "concerns", "completed");
        for (int i = 0; i < count; i++)
            printf("%-8s  %.4s %s  %8d  %9d%s\n", people[i].crn, people[i].code, people[i].code + 4, people[i].concerns,
                   attempts_completed(&t, people[i].id), people[i].locked ? "  locked: too many wrong PINs" : "");
    }
    return tool_end(&t, store_is_broken(t.store) ? EXIT_CANNOT_RUN : EXIT_CLEAN);
}

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
static int people_card(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL, *save_to = NULL;
    bool print = false, new_pin = false, pictures = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--print", .flag = &print},
                                         {.name = "--save-to", .value = &save_to},
                                         {.name = "--new-pin", .flag = &new_pin},
                                         {.name = "--pictures", .flag = &pictures}};
    struct store_person person;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "people card --store DIR --crn X123456 --print|--save-to DIR [--new-pin|--pictures]"))
        return EXIT_CANNOT_RUN;
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
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!person_by_crn(&t, crn, &person))
        return tool_end(&t, EXIT_PROBLEMS);
    const struct printer_site site = {
        .helper = paper_helper(&t.arena), .command = print ? &store_site_of(t.store)->print : NULL, .folder = save_to};
    if (print && !site.command->count) {
        fputs("cairn: the site has no printer: its site.json says which, in print.command\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    if (!card_make(&t, &site, &person) || (new_pin && !card_new_pin(&t, &person)) ||
        (pictures && !card_new_pictures(&t, &person)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    puts(save_to ? "The card is in card.pdf. An older card works no more."
                 : "The card is printed. An older card works no more.");
    return tool_end(&t, EXIT_CLEAN);
}

static int people_unlock(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true}};
    struct store_person person;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "people unlock --store DIR --crn X123456"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!person_by_crn(&t, crn, &person))
        return tool_end(&t, EXIT_PROBLEMS);
    if (!store_person_unlock(t.store, person.id)) {
        fputs("cairn: the store could not be written\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    printf("%s can sign in again, with the PIN they have.\n", person.crn);
    return tool_end(&t, EXIT_CLEAN);
}

/* --- assign ----------------------------------------------------------------------------------------------------- */

static bool supervision_read(const char *text, enum supervision *out)
{
    static const char *const names[] = {"order", "custody", "licence"};
    for (int i = 0; i < COUNT(names); i++) {
        if (!text_is(text, names[i]))
            continue;
        *out = (enum supervision)i;
        return true;
    }
    arguments_unknown("supervision", text, names, COUNT(names));
    return false;
}

static int people_assign(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL, *programme = NULL, *module = NULL, *requirement = NULL, *until = NULL,
               *supervision = "order";
    struct assignment assignment = {0};
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--programme", .value = &programme, .needed = true},
                                         {.name = "--module", .value = &module},
                                         {.name = "--requirement", .value = &requirement},
                                         {.name = "--maximum-days", .number = &assignment.requirement.maximum_days},
                                         {.name = "--until", .value = &until},
                                         {.name = "--supervision", .value = &supervision}};
    struct store_person person;
    struct tool t;
    char id[UUID_TEXT];
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "people assign --store DIR --crn X123456 --programme ID [--module ID] [--requirement ID]"
                        " [--maximum-days N] [--until YYYY-MM-DD] [--supervision order|custody|licence]") ||
        !supervision_read(supervision, &assignment.supervision))
        return EXIT_CANNOT_RUN;
    if (until && !(assignment.requirement.has_until = date_parse(until, &assignment.requirement.until))) {
        fprintf(stderr, "cairn: \"%s\" is not a date: YYYY-MM-DD\n", until);
        return EXIT_CANNOT_RUN;
    }
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!person_by_crn(&t, crn, &person))
        return tool_end(&t, EXIT_PROBLEMS);
    seal_uuid7(t.now, id);
    assignment.id = id;
    assignment.module = module ? arena_printf(&t.arena, "%s/%s", programme, module) : programme;
    assignment.requirement.id = requirement;
    if (!store_assign(t.store, person.id, &assignment, t.now, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("%s is assigned %s%s%s.\n", person.crn, assignment.module, requirement ? " for requirement " : "",
           requirement ? requirement : ", without a requirement: no day will be proposed");
    return tool_end(&t, EXIT_CLEAN);
}

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
static int people_erase(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL, *name = NULL, *confirm = NULL, *reason = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--staff", .value = &name, .needed = true},
                                         {.name = "--confirm", .value = &confirm},
                                         {.name = "--reason", .value = &reason}};
    struct store_person person;
    struct store_staff staff;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "people erase --store DIR --crn X123456 --staff a.officer [--confirm ID --reason WORDS]"))
        return EXIT_CANNOT_RUN;
    if (!confirm != text_is_empty(reason)) {
        fputs("cairn: --confirm and --reason go together: the reason is kept with what was erased\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!tool_staff_sign_in(&t, name, MAY_ASK_TWO, &staff) || !person_by_crn(&t, crn, &person))
        return tool_end(&t, EXIT_PROBLEMS);
    return tool_end(&t, confirm ? erase_confirm(&t, &staff, &person, confirm, reason) : erase_ask(&t, &staff, &person));
}

static void due_tell(const struct store_due *due, bool done)
{
    char since[DATE_TEXT];
    date_format(due->since, since);
    printf("%s  %s  %s on %s\n", due->person.crn, done ? "erased" : "would be erased",
           due->by_order ? "the order ended" : "last active", since);
}

/* Erases whoever the site's settings say is kept no longer. */
static int people_retain(int argc, char **argv)
{
    const char *folder = NULL;
    bool dry_run = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--dry-run", .flag = &dry_run}};
    struct store_due *due;
    struct tool t;
    int erased = 0;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "people retain --store DIR [--dry-run]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!tool_audit(&t, dry_run ? AUDIT_LIST : AUDIT_RETAIN, NULL, audit_detail(&t.arena, "what", "people due", NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = store_due(t.store, &t.arena, date_in_london(t.now), &due);
    for (int i = 0; i < count; i++) {
        const char *reason = due[i].by_order ? "retention: the order ended" : "retention: not active";
        if (!dry_run && !store_person_erase(t.store, due[i].person.id, reason, &t.problems)) {
            tool_tell(&t);
            return tool_end(&t, EXIT_CANNOT_RUN);
        }
        due_tell(&due[i], !dry_run);
        erased += !dry_run;
    }
    const struct site *site = store_site_of(t.store);
    printf("%d due, %d erased. Kept: %d days after the order's end, %d after the last activity where that is not known "
           "(0: for good).\n",
           count, erased, site->keep_after_order_days, site->keep_after_activity_days);
    return tool_end(&t, count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN);
}

int cairn_people(int argc, char **argv)
{
    static const struct command commands[] = {
        {"add", people_add, "--store DIR --crn X123456  makes a code and a PIN, shown once"},
        {"list", people_list, "--store DIR  who is here, open concerns first"},
        {"card", people_card,
         "--store DIR --crn X123456 --print|--save-to DIR [--new-pin|--pictures]  the card for the reader"},
        {"assign", people_assign,
         "--store DIR --crn X123456 --programme ID ...  what is to be done, for which requirement"},
        {"unlock", people_unlock, "--store DIR --crn X123456  after too many wrong PINs"},
        {"subject-access", cairn_people_subject_access,
         "--store DIR --crn X123456 --to FILE [--format json]  everything that is held, for the person"},
        {"erase", people_erase,
         "--store DIR --crn X123456 --staff NAME [--confirm ID --reason WORDS]  for good: one asks, another confirms"},
        {"retain", people_retain, "--store DIR [--dry-run]  erases whoever the site keeps no longer"},
    };
    return command_run("people", commands, COUNT(commands), argc, argv);
}
