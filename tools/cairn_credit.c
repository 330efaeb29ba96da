#include "cairn_credit.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "store_credit.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Opens the store and finds the person; says why not. */
static int open_person(struct tool *t, const char *folder, const char *crn, struct store_person *out)
{
    if (!tool_open(t, folder))
        return EXIT_CANNOT_RUN;
    if (store_person_by_crn(t->store, crn, out))
        return EXIT_CLEAN;
    struct problem *p =
        problem_error(&t->problems, PLACE_NONE, "person-unknown", "nobody here has the CRN \"%s\"", crn);
    problem_hint(&t->problems, p, "cairn people list shows who is here");
    tool_tell(t);
    return EXIT_PROBLEMS;
}

/* --- list ------------------------------------------------------------------------------------------------------- */

static void day_json(const struct credit_day *day, const char *before)
{
    char date[DATE_TEXT];
    date_format(day->date, date);
    printf("%s{\"state\":\"%s\"", before, day_state_name(day->state));
    print_json_member(",", "requirement", day->requirement);
    print_json_member(",", "date", date);
    print_json_member(",", "record", day->from ? day->from->record : NULL);
    print_json_member(",", "module", day->from ? day->from->module : NULL);
    print_json_member(",", "reason", day->reason);
    printf("}");
}

static void days_tell(const struct site *site, const struct credits *c)
{
    const char *requirement = "";
    for (int i = 0; i < c->day_count; i++) {
        const struct credit_day *day = &c->days[i];
        char date[DATE_TEXT];
        if (!text_is(day->requirement, requirement)) {
            requirement = day->requirement;
            printf("Requirement %s: %d credited, %d proposed, %d to check, %d disputed, %d not credited\n", requirement,
                   credit_days(c, requirement, DAY_CREDITED), credit_days(c, requirement, DAY_PROPOSED),
                   credit_days(c, requirement, DAY_CHECK), credit_days(c, requirement, DAY_DISPUTED),
                   credit_days(c, requirement, DAY_NOT_CREDITED));
        }
        date_format(day->date, date);
        printf("  %s  %-12s  %s\n", date, day_state_name(day->state), day->reason);
    }
    if (!c->day_count)
        puts(site_words(site, SITE_WORDS_NONE_YET));
    for (int i = 0; i < c->count; i++) {
        char date[DATE_TEXT];
        date_format(c->item[i].date, date);
        if (c->item[i].verdict == CREDIT_NOT_PROPOSED)
            printf("%s %s: no day. %s\n", date, c->item[i].module, c->item[i].reason);
    }
}

static int credit_list(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL;
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--json", .flag = &json}};
    struct store_person person;
    struct credit_input in;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "credit list --store DIR --crn X123456 [--json]"))
        return EXIT_CANNOT_RUN;
    int opened = open_person(&t, folder, crn, &person);
    if (opened != EXIT_CLEAN)
        return tool_end(&t, opened);
    if (!tool_audit(&t, AUDIT_VIEW, person.id, audit_detail(&t.arena, "what", "activity days", NULL)) ||
        !store_credit_input(t.store, &t.arena, person.id, t.now, &in))
        return tool_end(&t, EXIT_CANNOT_RUN);
    store_name_resolvers(t.store, &t.arena, &in);
    struct credits credits = credit_decide(&t.arena, &in);
    if (json) {
        printf("[");
        for (int i = 0; i < credits.day_count; i++)
            day_json(&credits.days[i], i ? ",\n" : "\n");
        puts("\n]");
    } else
        days_tell(store_site_of(t.store), &credits);
    return tool_end(&t, EXIT_CLEAN);
}

/* --- resolve ---------------------------------------------------------------------------------------------------- */

/* The requirement of a day, where its date leaves no choice. */
static const char *requirement_on(const struct credits *c, struct local_date date)
{
    const char *found = NULL;
    for (int i = 0; i < c->day_count; i++)
        if (date_compare(c->days[i].date, date) == 0) {
            if (found)
                return NULL;
            found = c->days[i].requirement;
        }
    return found;
}

static int told(enum resolve answer, const struct credit_day *day, const struct resolution *r)
{
    switch (answer) {
    case RESOLVE_OK:
        printf("The day is %s.\n", r->credited ? "credited" : "not credited");
        return EXIT_CLEAN;
    case RESOLVE_SAME:
        printf("That was said already. %s\n", day->reason);
        return EXIT_CLEAN;
    case RESOLVE_ALREADY:
        fprintf(stderr, "cairn: this day was decided once, and stays: %s\n", day->reason);
        return EXIT_PROBLEMS;
    case RESOLVE_NO_DAY:
        break;
    }
    fputs("cairn: no day is proposed for that date; cairn credit list shows what is\n", stderr);
    return EXIT_PROBLEMS;
}

static bool resolution_asked(struct tool *t, const char *person, const char *date, bool yes, bool no,
                             struct resolution *r)
{
    struct credit_input in;
    if (!date_parse(date, &r->date)) {
        fputs("cairn: --date is a day as 2026-11-21\n", stderr);
        return false;
    }
    if (yes == no || text_is_empty(r->reason)) {
        fputs("cairn: say --credited or --not-credited, and in --reason why\n", stderr);
        return false;
    }
    r->credited = yes;
    if (!r->requirement && store_credit_input(t->store, &t->arena, person, t->now, &in)) {
        struct credits credits = credit_decide(&t->arena, &in);
        r->requirement = requirement_on(&credits, r->date);
    }
    if (!r->requirement)
        fputs("cairn: no day is proposed for that date, or one each of several requirements: --requirement names one\n",
              stderr);
    return r->requirement != NULL;
}

static int credit_resolve_day(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL, *date = NULL;
    bool yes = false, no = false;
    struct resolution r = {.id = NULL};
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--date", .value = &date, .needed = true},
                                         {.name = "--credited", .flag = &yes},
                                         {.name = "--not-credited", .flag = &no},
                                         {.name = "--reason", .value = &r.reason, .needed = true},
                                         {.name = "--requirement", .value = &r.requirement}};
    const struct credit_day *day;
    struct store_person person;
    enum resolve answer;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "credit resolve --store DIR --crn X123456 --date 2026-11-21 --credited|--not-credited "
                        "--reason TEXT [--requirement ID]"))
        return EXIT_CANNOT_RUN;
    int opened = open_person(&t, folder, crn, &person);
    if (opened != EXIT_CLEAN)
        return tool_end(&t, opened);
    if (!resolution_asked(&t, person.id, date, yes, no, &r))
        return tool_end(&t, EXIT_PROBLEMS);
    if (!store_resolve(t.store, &t.arena, person.id, &r, t.now, &answer, &day)) {
        fputs("cairn: the store could not be written: nothing was decided\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    return tool_end(&t, told(answer, day, &r));
}

/* --- clock ------------------------------------------------------------------------------------------------------ */

static int credit_clock(int argc, char **argv)
{
    const char *folder = NULL, *doubt = NULL;
    bool right = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--right", .flag = &right}};
    struct clock clock = clock_real();
    struct tool t;
    char now[INSTANT_TEXT];
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "credit clock --store DIR [--right]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    bool ok = right ? store_clock_confirm(t.store, &clock) : store_clock_look(t.store, &clock, &doubt);
    if (!ok) {
        fputs("cairn: the store could not be written\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    instant_format(t.now, now);
    printf("This terminal says it is %.10s %.5s. %s\n", now, now + 11,
           !doubt ? "Its dates are believed."
                  : "Its clock was turned: dates wait for staff until it is right, or you say --right.");
    return tool_end(&t, doubt ? EXIT_PROBLEMS : EXIT_CLEAN);
}

int cairn_credit(int argc, char **argv)
{
    static const struct command commands[] = {
        {"list", credit_list, "--store DIR --crn X123456  days proposed, credited, to check and disputed, and why"},
        {"resolve", credit_resolve_day, "--store DIR --crn X123456 --date D --credited|--not-credited --reason TEXT"},
        {"clock", credit_clock,
         "--store DIR [--right]  whether this terminal's dates are believed; says that they are"},
    };
    return command_run("credit", commands, COUNT(commands), argc, argv);
}
