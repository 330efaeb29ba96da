/* The people who work here: accounts, roles and PINs, kept by an administrator. Nobody changes their own role, and the
 * last administrator stays one. */
#include <assert.h>
#include <string.h>

#include "block.h"
#include "kiosk_state.h"

#define ADDING (-2) /* desk.account, when somebody is being added; -1: none is open */

void desk_open_accounts(struct kiosk *k)
{
    struct desk *d = &k->desk;
    arena_clear(&d->arena);
    memset(d->text, 0, sizeof d->text);
    seal_wipe(d->staff_pin, sizeof d->staff_pin);
    d->account = -1;
    d->account_count = store_staff_list(k->drivers.store, &d->arena, &d->accounts);
    if (d->account_count < 0) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_go(k, SCREEN_STAFF_ACCOUNTS);
    desk_noted(k, AUDIT_LIST, "staff", NULL);
}

static bool is_own(const struct kiosk *k, const struct store_staff *who)
{
    return text_is(who->id, k->desk.staff.id);
}

/* --- what is seen ----------------------------------------------------------------------------------------------- */

static const char *const role_words[] = {[STAFF_SITE] = WORDS("Site staff"),
                                         [STAFF_PRACTITIONER] = WORDS("Practitioner"),
                                         [STAFF_ADMINISTRATOR] = WORDS("Administrator")};
static_assert(sizeof role_words / sizeof role_words[0] == STAFF_ROLES, "every role has words");

static int roles_view(struct kiosk *k, struct ui *ui, struct rect r, const char *item, int chosen)
{
    struct button roles[STAFF_ROLES];
    (void)k;
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "What may they do?"));
    for (int i = 0; i < STAFF_ROLES; i++)
        roles[i] = (struct button){.id = arena_printf(ui->arena, "role.%s", staff_role_name((enum staff_role)i)),
                                   .text = ui_words(ui, role_words[i]),
                                   .chosen = i == chosen,
                                   .press = {.kind = PRESS_APP, .item = item, .number = i}};
    ui->group = ui_words(ui, "What may they do?");
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, roles, STAFF_ROLES);
    ui->group = NULL;
    return y - r.y;
}

static int pin_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    if (!*k->desk.staff_pin)
        return 0;
    struct desk_secret secret = {
        .words = ui_words(ui, "The new PIN. It is shown this once. Let the person see it, alone."),
        .number = arena_printf(ui->arena, "%.4s %.4s", k->desk.staff_pin, k->desk.staff_pin + 4),
        .hide = ui_words(ui, "It is learnt: hide it")};
    return desk_secret_view(ui, r, &secret);
}

/* What can be done about the one that is open; removing is asked once more. */
static int open_view(struct kiosk *k, struct ui *ui, struct rect r, const struct store_staff *who)
{
    bool own = is_own(k, who);
    int y = r.y, n = 0;
    struct button ways[2] = {
        {.id = "new-pin", .text = ui_words(ui, "New PIN"), .icon = "key-variant", .press = press_app("new-pin")}};
    n++;
    if (!own)
        ways[n++] = (struct button){.id = "remove",
                                    .text = ui_words_with(ui, k->desk.removing ? "Yes, remove %1" : "Remove %1",
                                                          arena_strdup(ui->arena, who->name), NULL, NULL),
                                    .icon = "account-remove",
                                    .press = press_app("remove")};
    if (own)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                       ui_words(ui, "This is you. Another administrator changes your role or removes you."));
    else
        y += roles_view(k, ui, (struct rect){r.x, y, r.w, 0}, "role", (int)who->role);
    return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, ways, n) - r.y;
}

static int account_view(struct kiosk *k, struct ui *ui, struct rect r, int index)
{
    const struct store_staff *who = &k->desk.accounts[index];
    struct button open = {.id = arena_printf(ui->arena, "account.%s", who->name),
                          .text = ui_words(ui, "Open"),
                          .icon_after = "arrow-right",
                          .press = {.kind = PRESS_APP, .item = "account", .number = index}};
    struct desk_row row = {.title = arena_strdup(ui->arena, who->name),
                           .text = ui_words(ui, role_words[who->role]),
                           .note = who->locked ? ui_words(ui, "Locked: too many wrong tries") : NULL,
                           .icon = who->locked ? "lock" : "account",
                           .tone = who->locked ? COLOUR_CARE : COLOUR_NONE,
                           .buttons = &open,
                           .button_count = k->desk.account == index ? 0 : 1};
    int y = r.y + desk_row(ui, r, &row);
    if (k->desk.account == index)
        y += open_view(k, ui, (struct rect){r.x, y, r.w, 0}, who);
    return y - r.y;
}

static int adding_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button add = {
        .id = "add", .text = ui_words(ui, "Add somebody"), .icon = "account-plus", .press = press_app("add")};
    int y = r.y;
    if (k->desk.account == ADDING) {
        y += desk_field(k, ui, (struct rect){r.x, y, r.w, 0}, FIELD_NAME, ui_words(ui, "Their name, as a.officer"));
        y += roles_view(k, ui, (struct rect){r.x, y, r.w, 0}, "new-role", (int)k->desk.new_role);
        add = (struct button){
            .id = "keep", .text = ui_words(ui, "Add them"), .look = BUTTON_MAIN, .press = press_app("keep")};
    }
    return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &add, 1) - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    struct rect column = desk_begin(k, ui, ui_words(ui, "Staff accounts"), NULL);
    int y = column.y;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    y += pin_view(k, ui, (struct rect){column.x, y, column.w, 0});
    for (int i = 0; i < k->desk.account_count; i++)
        y += account_view(k, ui, (struct rect){column.x, y, column.w, 0}, i);
    y += adding_view(k, ui, (struct rect){column.x, y, column.w, 0});
    (void)y;
    desk_end(k, ui, column);
}

/* --- what is done ----------------------------------------------------------------------------------------------- */

static const char *refusal(const struct problems *problems)
{
    const char *code = problems->last ? problems->last->code : "";
    if (text_is(code, "staff-last"))
        return WORDS("That is the last administrator. Make another one first, or nobody could keep accounts.");
    if (text_is(code, "staff-exists"))
        return WORDS("Somebody has that name already.");
    return WORDS("A name has 2 to 40 letters, numbers, dots and dashes, as a.officer.");
}

static void done(struct kiosk *k, bool ok, const struct problems *problems, const char *pin, const char *words)
{
    char drawn[STAFF_PIN] = "";
    if (store_is_broken(k->drivers.store)) {
        kiosk_store_failed(k);
        return;
    }
    if (!ok) {
        desk_say(k, true, refusal(problems));
        return;
    }
    if (pin)
        memcpy(drawn, pin, sizeof drawn);
    desk_open_accounts(k);
    memcpy(k->desk.staff_pin, drawn, sizeof drawn);
    seal_wipe(drawn, sizeof drawn);
    desk_say(k, false, words);
    if (pin)
        desk_focus(k, "hide-pin");
}

static void add(struct kiosk *k)
{
    struct arena a;
    struct problems problems;
    struct store_staff added;
    char pin[STAFF_PIN];
    arena_init(&a);
    problems_init(&problems, &a);
    bool ok = store_staff_add(k->drivers.store, k->desk.text[FIELD_NAME], k->desk.new_role, NULL, desk_now(k), &added,
                              pin, &problems);
    done(k, ok, &problems, pin, WORDS("Added. They sign in with their name and this PIN."));
    seal_wipe(pin, sizeof pin);
    arena_release(&a);
}

enum account_act { GIVE_PIN, GIVE_ROLE, REMOVE };

static void change(struct kiosk *k, enum account_act act, enum staff_role role)
{
    struct arena a;
    struct problems problems;
    struct store *s = k->drivers.store;
    char pin[STAFF_PIN] = "";
    if (k->desk.account < 0 || k->desk.account >= k->desk.account_count)
        return;
    const struct store_staff *who = &k->desk.accounts[k->desk.account];
    if (is_own(k, who) && act != GIVE_PIN)
        return;
    arena_init(&a);
    problems_init(&problems, &a);
    if (act == GIVE_PIN)
        done(k, store_staff_new_pin(s, who->id, NULL, pin, &problems), &problems, pin,
             WORDS("The old PIN works no more."));
    else if (act == GIVE_ROLE)
        done(k, store_staff_set_role(s, who->id, role, &problems), &problems, NULL, WORDS("Their role is changed."));
    else
        done(k, store_staff_remove(s, who->id, desk_now(k), &problems), &problems, NULL,
             WORDS("Removed. What they did stays under their name."));
    seal_wipe(pin, sizeof pin);
    arena_release(&a);
}

static void open(struct kiosk *k, int account, const char *focus)
{
    k->desk.account = account;
    k->desk.removing = false;
    k->desk.new_role = STAFF_SITE;
    memset(k->desk.text[FIELD_NAME], 0, sizeof k->desk.text[FIELD_NAME]);
    desk_focus(k, focus);
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (!desk_may(k, MAY_KEEP_STAFF))
        return desk_press(k, p);
    if (press_is(p, "account"))
        open(k, (int)p->number, "new-pin");
    else if (press_is(p, "add"))
        open(k, ADDING, "field.name");
    else if (press_is(p, "new-role") && p->number >= 0 && p->number < STAFF_ROLES)
        k->desk.new_role = (enum staff_role)p->number;
    else if (press_is(p, "keep"))
        add(k);
    else if (press_is(p, "new-pin"))
        change(k, GIVE_PIN, STAFF_SITE);
    else if (press_is(p, "role") && p->number >= 0 && p->number < STAFF_ROLES)
        change(k, GIVE_ROLE, (enum staff_role)p->number);
    else if (press_is(p, "remove") && !k->desk.removing)
        k->desk.removing = true;
    else if (press_is(p, "remove"))
        change(k, REMOVE, STAFF_SITE);
    else if (press_is(p, "hide-pin"))
        seal_wipe(k->desk.staff_pin, sizeof k->desk.staff_pin);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_accounts_screen = {.name = "staff-accounts", .view = view, .press = press};
