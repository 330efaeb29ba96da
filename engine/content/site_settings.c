#include "site.h"

#include "text.h"

static const char *const settings[] = {"community", "custody", NULL};

static const char *const no_or_yes[] = {"no", "yes", NULL};
static const char *const rules[] = {"completion", "attendance", NULL};
static const char *const labels[] = {"activity", "rar", "probation-requirement", NULL};
static const char *const activities[] = {"activity", "induction", "measure", NULL}; /* as enum activity_kind begins */

#define AT(field) offsetof(struct site, field)

static const struct site_setting table[] = {
    {.key = "site",
     .kind = SITE_NAME,
     .at = AT(site),
     .standard = "\"SITE-01\"",
     .why = "What the site is called on records, receipts and reports. Not a person's name."},
    {.key = "terminal",
     .kind = SITE_NAME,
     .at = AT(terminal),
     .standard = "\"T1\"",
     .why = "What this terminal is called on records, receipts and reports. No two of a site may share a name."},
    {.key = "setting",
     .kind = SITE_CHOICE,
     .at = AT(setting),
     .names = settings,
     .standard = "\"community\"",
     .why = "Where the terminal stands. In custody nothing counts towards an order, Listeners are named, and no phone "
            "number that cannot be rung from a cell is given."},

    {.group = "day",
     .key = "rule",
     .kind = SITE_CHOICE,
     .at = AT(day_rule),
     .names = rules,
     .standard = "\"completion\"",
     .why =
         "What a day is proposed from: a module that was completed, or (attendance) any sitting that was long enough, "
         "in one that is not finished, too. Completion is evidence that staff can look at; nobody is credited by "
         "either, until staff say so, and what they said stays when this changes."},
    {.group = "day",
     .key = "label",
     .kind = SITE_CHOICE,
     .at = AT(day_label),
     .names = labels,
     .standard = "\"activity\"",
     .why =
         "What such a day is called on screens, reports and exports: activity day, RAR day, or probation requirement "
         "day (Sentencing Act 2026). Activity is what the law calls it, and what people understand."},
    {.group = "day",
     .key = "activities",
     .kind = SITE_CHOICES,
     .at = AT(day_activities),
     .names = activities,
     .standard = "[\"activity\"]",
     .why = "Kinds of module that make a day. HMPPS counts the delivery of an activity and not inductions or "
            "assessments. Supervision can never be one (Sentencing Act 2020 Sch 9 para 4), nor work in custody or on "
            "licence."},
    {.group = "day",
     .key = "minimum_minutes",
     .kind = SITE_NUMBER,
     .at = AT(minimum_active_minutes),
     .most = 480,
     .standard = "20",
     .why =
         "Active minutes, idle ones left out, that one sitting needs to make a day. No national figure is known; 20 is "
         "what the programmes are written for."},

    {.group = "idle",
     .key = "ask_s",
     .kind = SITE_NUMBER,
     .at = AT(idle_s),
     .least = 30,
     .most = 900,
     .standard = "90",
     .why =
         "Without a touch for this long, the screen asks \"Are you still there?\". People who read slowly need time; "
         "what is on the screen should not be there for whoever comes next."},
    {.group = "idle",
     .key = "answer_s",
     .kind = SITE_NUMBER,
     .at = AT(idle_answer_s),
     .least = 20,
     .most = 300,
     .standard = "30",
     .why = "The time to answer that, before what was done is saved and the sitting ends. WCAG 2.2.1 asks for at least "
            "20 seconds."},
    {.group = "idle",
     .key = "gap_s",
     .kind = SITE_NUMBER,
     .at = AT(gap_max_s),
     .least = 10,
     .most = 900,
     .standard = "90",
     .why =
         "The longest time between two touches that counts as active. The same as ask_s: whoever does not answer was "
         "not there."},
    {.group = "idle",
     .key = "staff_lock_s",
     .kind = SITE_NUMBER,
     .at = AT(staff_lock_s),
     .least = 30,
     .most = 900,
     .standard = "180",
     .why = "The staff screens lock after this long without a touch. Short: they show other people's names, and they "
            "stand in a room with those people."},

    {.group = "pin",
     .key = "free_tries",
     .kind = SITE_NUMBER,
     .at = AT(free_tries),
     .least = 1,
     .most = 10,
     .standard = "5",
     .why = "Wrong PINs of one person before waits begin. Fewer punishes those who mistype."},
    {.group = "pin",
     .key = "first_wait_s",
     .kind = SITE_NUMBER,
     .at = AT(first_wait_s),
     .least = 5,
     .most = 300,
     .standard = "15",
     .why = "The first of those waits; each is twice as long as the one before."},
    {.group = "pin",
     .key = "tries",
     .kind = SITE_NUMBER,
     .at = AT(tries),
     .least = 3,
     .most = 20,
     .standard = "10",
     .why = "Wrong PINs of one person before staff have to come. NIST SP 800-63B allows no more than 100."},
    {.group = "pin",
     .key = "terminal_tries_an_hour",
     .kind = SITE_NUMBER,
     .at = AT(terminal_tries_an_hour),
     .least = 5,
     .most = 1000,
     .standard = "20",
     .why = "Wrong PINs at this terminal within an hour, whatever the code, before staff have to sign in. Nobody who "
            "knows their numbers does that; a busy room may need more."},

    {.group = "privacy",
     .key = "line",
     .kind = SITE_TEXT,
     .at = AT(privacy_line),
     .most = 160,
     .standard = "null",
     .why = "One line of the privacy notice, on the first screen, in every language of the site: {\"en-GB\": \"...\", "
            "\"cy\": \"...\"}. None: the program's own words, which are true of every terminal."},
    {.group = "privacy",
     .key = "notice",
     .kind = SITE_TEXT,
     .at = AT(privacy_notice),
     .most = 8000,
     .standard = "null",
     .why = "The whole notice, one touch away from the first screen and under Help; Markdown, a blank line between "
            "paragraphs. None: the program's own words, with this site's times of keeping. A site has to say who the "
            "controller is and who to ask, which no program can."},

    {.group = "concern",
     .key = "notify",
     .kind = SITE_COMMAND,
     .at = AT(notify),
     .standard = "null",
     .why = "The program, and its arguments, that is started when somebody asks for support or an answer is a concern, "
            "e.g. to "
            "ring a bell in the office. It is told the terminal's name as its last argument and nothing about the "
            "person. No "
            "shell reads it. None: the staff screen alone tells, with concerns first."},

    {.group = "print",
     .key = "command",
     .kind = SITE_COMMAND,
     .at = AT(print),
     .standard = "null",
     .why = "The program that prints a PDF from its standard input, and its arguments, e.g. [\"/usr/bin/lp\", \"-d\", "
            "\"wing-b\"]. No shell reads it. None: no terminal is known to have a printer."},
    {.group = "print",
     .key = "save_to",
     .kind = SITE_PATH,
     .at = AT(save_to),
     .standard = "null",
     .why =
         "The folder, e.g. of a memory stick, into which people may save what they would print. None: what they wrote "
         "stays here unless the site decides otherwise."},

    {.group = "bundles",
     .key = "folder",
     .kind = SITE_PATH,
     .at = AT(bundles),
     .standard = "null",
     .why = "The folder, of a memory stick, by which staff take a person to another terminal and bring one in. It "
            "should be "
            "there only while a stick is. None: bundles go by the command line alone."},

    {.group = "content",
     .key = "plain_folders",
     .kind = SITE_CHOICE,
     .at = AT(plain_folders),
     .names = no_or_yes,
     .standard = "\"no\"",
     .why = "Whether programmes in plain folders are played beside signed packs (cairn pack). No: what people are "
            "shown is "
            "what its publishers and whoever answers for its effect have signed, whoever reaches the disk. Yes: for a "
            "demonstration, or where programmes are tried; anybody who can write there can change them."},

    {.group = "keep",
     .key = "after_order_days",
     .kind = SITE_NUMBER,
     .at = AT(keep_after_order_days),
     .most = 3650,
     .standard = "90",
     .why = "What somebody wrote, and who they are, is erased this many days after their order ends (0: never), by "
            "cairn people retain. No national period is known; a quarter leaves time for questions about days."},
    {.group = "keep",
     .key = "after_activity_days",
     .kind = SITE_NUMBER,
     .at = AT(keep_after_activity_days),
     .most = 3650,
     .standard = "365",
     .why = "The same after their last activity, where the end of the order is not known (0: never)."},
    {.group = "keep",
     .key = "backup_days",
     .kind = SITE_NUMBER,
     .at = AT(backup_days),
     .most = 365,
     .standard = "7",
     .why =
         "Readiness asks for a new backup when the last one is older (0: never). What was done since it is lost with "
         "the disk: a week of it can still be told from receipts and from what people remember."},
};

const struct site_setting *site_settings(int *count_out)
{
    *count_out = (int)(sizeof table / sizeof table[0]);
    return table;
}

const char *site_words(const struct site *site, enum site_words which)
{
    static const char *const words[][6] = {
        {WORDS("Activity days"), WORDS("Activity days to resolve"),
         WORDS("In custody and on licence no activity day is proposed."), WORDS("There is no activity day yet."),
         WORDS("activity"), "activity day"},
        {WORDS("RAR days"), WORDS("RAR days to resolve"), WORDS("In custody and on licence no RAR day is proposed."),
         WORDS("There is no RAR day yet."), WORDS("RAR"), "RAR day"},
        {WORDS("Probation requirement days"), WORDS("Probation requirement days to resolve"),
         WORDS("In custody and on licence no probation requirement day is proposed."),
         WORDS("There is no probation requirement day yet."), WORDS("probation requirement"),
         "probation requirement day"},
    };
    int label = 0;
    while (labels[label + 1] && !text_is(labels[label], site->day_label))
        label++;
    return words[label][which];
}
