#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "store_credit.h"

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

static int credit_list(struct tool *t)
{
    bool json = tool_flag(t, "--json");
    struct credit_input in;
    if (!tool_audit(t, AUDIT_VIEW, t->person.id, audit_detail(&t->arena, "what", "activity days", NULL)) ||
        !store_credit_input(t->store, &t->arena, t->person.id, t->now, &in))
        return EXIT_CANNOT_RUN;
    store_name_resolvers(t->store, &t->arena, &in);
    struct credits credits = credit_decide(&t->arena, &in);
    if (json) {
        printf("[");
        for (int i = 0; i < credits.day_count; i++)
            day_json(&credits.days[i], i ? ",\n" : "\n");
        puts("\n]");
    } else
        days_tell(store_site_of(t->store), &credits);
    return EXIT_CLEAN;
}

static const struct command credit_list_command = {
    .name = "list",
    .purpose = "days proposed, credited, to check and disputed, and why",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn credit list --store /srv/cairn --crn X000001", "the days of one person"},
            {0},
        },
    .run = credit_list,
    .needs = NEEDS_PERSON,
};

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

static int credit_resolve_day(struct tool *t)
{
    const char *date = tool_text(t, "--date");
    bool yes = tool_flag(t, "--credited");
    bool no = tool_flag(t, "--not-credited");
    struct resolution r = {.reason = tool_text(t, "--reason"), .requirement = tool_text(t, "--requirement")};
    const struct credit_day *day;
    enum resolve answer;
    if (!resolution_asked(t, t->person.id, date, yes, no, &r))
        return EXIT_PROBLEMS;
    if (!store_resolve(t->store, &t->arena, t->person.id, &r, t->now, &answer, &day)) {
        fputs("cairn: the store could not be written: nothing was decided\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    return told(answer, day, &r);
}

static const struct command credit_resolve_day_command = {
    .name = "resolve",
    .purpose = "decides about a proposed day, for good",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--date", .value = "DATE", .help = "the day, as 2026-11-21", .needed = true},
            {.name = "--credited", .help = "it counts"},
            {.name = "--not-credited", .help = "it does not count"},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept", .needed = true},
            {.name = "--requirement", .value = "ID", .help = "which one, where a day is proposed for several"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn credit resolve --store /srv/cairn --crn X000001 --date 2026-11-21 --credited --reason 'seen at the "
             "office'",
             "credits a day"},
            {0},
        },
    .run = credit_resolve_day,
    .needs = NEEDS_PERSON,
};

/* --- clock ------------------------------------------------------------------------------------------------------ */

static int credit_clock(struct tool *t)
{
    bool right = tool_flag(t, "--right");
    const char *doubt = NULL;
    struct clock clock = clock_real();
    char now[INSTANT_TEXT];
    bool ok = right ? store_clock_confirm(t->store, &clock) : store_clock_look(t->store, &clock, &doubt);
    if (!ok) {
        fputs("cairn: the store could not be written\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    instant_format(t->now, now);
    printf("This terminal says it is %.10s %.5s. %s\n", now, now + 11,
           !doubt ? "Its dates are believed."
                  : "Its clock was turned: dates wait for staff until it is right, or you say --right.");
    return doubt ? EXIT_PROBLEMS : EXIT_CLEAN;
}

static const struct command credit_clock_command = {
    .name = "clock",
    .purpose = "whether this terminal's dates are believed",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--right", .help = "says that the clock is right now"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn credit clock --store /srv/cairn", "asks"},
            {"cairn credit clock --store /srv/cairn --right", "says so, after the clock was set"},
            {0},
        },
    .run = credit_clock,
};

const struct command cairn_credit = {
    .name = "credit",
    .purpose = "activity days, and what staff decide about them",
    .commands = COMMANDS(&credit_list_command, &credit_resolve_day_command, &credit_clock_command),
};
