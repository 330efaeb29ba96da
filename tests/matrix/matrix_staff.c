#include "matrix_staff.h"

#include <stdio.h>
#include <string.h>

#include "kiosk_stage.h"
#include "store_credit.h"
#include "store_desk.h"
#include "store_internal.h"

#define NAME   "a.officer"
#define KEEPER "b.keeper" /* of accounts */
#define SECRET "seven green bottles"
#define CARD   "CAIRN0123456789ABCDEFGHJKMNPQRS"

/* --- something in every list ------------------------------------------------------------------------------------ */

/* A session of the person, finished at `end`; `fast` of its pages were left sooner than they can be read. */
static bool add_session(struct store *s, const struct store_person *p, const char *assignment, instant_ms end, int fast)
{
    static const char module[] = "stop-and-think";
    struct store_attempt attempt;
    char id[UUID_TEXT], sitting[UUID_TEXT];
    seal_uuid7(end, id);
    seal_uuid7(end, sitting);
    if (!store_attempt_open(s, p->id, DEMONSTRATION_MODULE, module, assignment, end, &attempt))
        return false;
    instant_ms start = end - 1500000;
    struct record r = {
        .id = id,
        .person = p->id,
        .assignment = assignment,
        .attempt = attempt.id,
        .programme = DEMONSTRATION_MODULE,
        .module = module,
        .version = "1",
        .content_hash = "00",
        .setting = "community",
        .language = "en-GB",
        .start = start,
        .end = end,
        .active_ms = 1500000,
        .sittings = {{.id = sitting, .date = date_in_london(start), .start = start, .active_ms = 1500000}},
        .sitting_count = 1,
        .pages = 14,
        .how = {.fast = fast, .pages = 14},
        .activity = "activity",
        .terminal = "T1",
        .site = "SITE-01",
        .demonstration = true};
    struct event done = {.kind = EVENT_COMPLETED, .at = end, .boot_ms = 1000, .sitting = sitting, .detail = id};
    return store_complete(s, p->id, attempt.id, &r, &done);
}

static bool add_keeper(struct store *s, struct problems *problems)
{
    struct store_staff keeper;
    return store_staff_add(s, KEEPER, STAFF_ADMINISTRATOR, SECRET, STAGE_START, &keeper, NULL, problems);
}

static bool add_locked(struct store *s, struct problems *problems)
{
    struct store_person other;
    char pin[7];
    return store_person_add(s, "X000002", STAGE_START, &other, pin, problems) &&
           store_write(s, "INSERT INTO door(who, tries, tried_at) VALUES(?, 10, ?)", "ti", other.id,
                       (int64_t)STAGE_START);
}

static bool add_everything(struct store *s, const struct store_staff *staff, struct problems *problems)
{
    const instant_ms now = STAGE_START;
    struct store_person p;
    struct store_concern *concerns;
    struct store_fault *faults;
    struct assignment *assigned;
    struct store_identity numbers = {.prison_number = "A1234BC", .pnc = "2002/0073319Z"};
    struct arena a;
    arena_init(&a);
    bool ok = store_person_by_crn(s, DEMONSTRATION_CRN, &p) && store_identity_set(s, p.id, &numbers) &&
              store_assignments(s, &a, p.id, &assigned) == 1 && add_session(s, &p, assigned[0].id, now - 86400000, 9) &&
              add_session(s, &p, assigned[0].id, now - 60000, 0) &&
              store_concern_add(s, p.id, "answer", "stop-and-think", "goodbye", now - 60000) &&
              store_concerns(s, &a, NULL, &concerns) == 1 &&
              store_concern_seen(s, staff->id, concerns[0].id, now - 30000) &&
              store_concern_add(s, p.id, "support", "stop-and-think", "welcome", now - 90000) &&
              store_concern_add(s, NULL, "support", NULL, NULL, now - 10000) &&
              store_fault_add(s, staff->id, "printer", now - 86400000) && store_faults(s, &a, &faults) == 1 &&
              store_fault_mended(s, staff->id, faults[0].id, now) && store_fault_add(s, staff->id, "sound", now) &&
              add_locked(s, problems);
    arena_release(&a);
    return ok;
}

bool matrix_staff_stage(const char *folder, const char *setting)
{
    struct arena a;
    struct problems problems;
    struct store_staff staff;
    static struct virtual_clock before, after;
    const char *doubt;
    before = (struct virtual_clock){.wall = STAGE_START - 5400000, .boot_ms = 1};
    after = (struct virtual_clock){.wall = STAGE_START, .boot_ms = 1000};
    struct clock early = clock_virtual(&before), late = clock_virtual(&after);
    arena_init(&a);
    problems_init(&problems, &a);
    struct store *s = stage_store(folder, setting, 20) ? store_open(folder, &problems) : NULL;
    bool ok = s != NULL;
    if (ok)
        store_use_clock(s, late);
    ok = ok && store_staff_add(s, NAME, STAFF_PRACTITIONER, SECRET, STAGE_START, &staff, NULL, &problems) &&
         add_keeper(s, &problems) && add_everything(s, &staff, &problems) && store_clock_look(s, &early, &doubt) &&
         store_clock_look(s, &late, &doubt) && doubt;
    if (!ok)
        fprintf(stderr, "the stage of the staff area was not set\n");
    store_close(s);
    stage_tell(&problems);
    arena_release(&a);
    return ok && stage_card(folder, CARD) && stage_pictures(folder, "374");
}

/* --- going round ------------------------------------------------------------------------------------------------ */

static bool type_into(struct robot *r, const char *field, const char *words)
{
    return robot_press(r, field) && robot_type(r, words) &&
           robot_give(r, (struct input){.kind = INPUT_KEY, .key = KEY_ENTER});
}

static bool press_all(struct robot *r, const char *const *ids)
{
    bool ok = true;
    for (; ok && *ids; ids++)
        ok = robot_press(r, *ids);
    return ok;
}

#define PRESS(...) press_all(r, (const char *const[]){__VA_ARGS__, NULL})

/* Who has a card and pictures: the other way in. */
static bool walk_pictures(struct robot *r)
{
    robot_frame(r);
    return robot_type(r, CARD) && robot_give(r, (struct input){.kind = INPUT_KEY, .key = KEY_ENTER}) &&
           PRESS("go", "picture.boat", "picture.cup", "picture.sun", "go", "back", "back");
}

static bool walk_in(struct robot *r, const char *name)
{
    return PRESS("staff", "next") && type_into(r, "field.name", name) &&
           type_into(r, "field.secret", "something else") && PRESS("next") && type_into(r, "field.secret", SECRET) &&
           PRESS("next");
}

static bool walk_today(struct robot *r)
{
    return PRESS("refuse.0", "keep-refusal", "drop-refusal", "refuse.1") &&
           type_into(r, "field.reason", "They were not here on that day") &&
           PRESS("keep-refusal", "credit.0", "seen.0");
}

static bool walk_person(struct robot *r)
{
    return PRESS("people") && type_into(r, "field.search", "Q9") && PRESS("field.search", "key.backspace") &&
           PRESS("key.backspace", "key.done", "person.X000002", "unlock", "back") &&
           PRESS("person." DEMONSTRATION_CRN, "new-pictures", "hide-pin", "new-pin", "hide-pin", "card", "correct",
                 "correct") &&
           type_into(r, "field.crn", "X000009") && PRESS("correct");
}

static bool walk_erase(struct robot *r)
{
    return PRESS("erase", "withdraw-erase", "erase", "back", "back", "pending.0");
}

static bool walk_assign(struct robot *r)
{
    return PRESS("assign", "next", "needs", "need.few-days", "need.danger", "need.unable", "need.danger", "need.unable",
                 "need.low-mood") &&
           PRESS("needs", "programme.victim-awareness", "wish", "suggested") &&
           PRESS("programme." DEMONSTRATION_MODULE, "supervision.1", "supervision.0") &&
           type_into(r, "field.requirement", "2500000001") && type_into(r, "field.maximum", "10") &&
           type_into(r, "field.until", "2027-03-31") && PRESS("next", "back", "back");
}

static bool walk_enrol(struct robot *r)
{
    return PRESS("enrol", "next") && type_into(r, "field.crn", "X000003") && PRESS("next", "back", "back");
}

static bool walk_ready(struct robot *r)
{
    return PRESS("ready", "next", "fault.screen", "mended.0", "clock-right", "back");
}

static bool walk_accounts(struct robot *r)
{
    return PRESS("accounts", "account." KEEPER, "account." NAME, "new-pin", "hide-pin", "account." NAME, "remove",
                 "role.site-staff", "add", "keep") &&
           type_into(r, "field.name", "c.new") && PRESS("keep", "hide-pin", "back");
}

bool matrix_staff_walk(struct robot *r, bool administrator)
{
    if (administrator)
        return walk_in(r, KEEPER) && walk_accounts(r);
    return walk_pictures(r) && walk_in(r, NAME) && walk_today(r) && walk_person(r) && walk_erase(r) && walk_assign(r) &&
           walk_enrol(r) && walk_ready(r);
}
