/*
 * A person goes to another terminal by way of a stick, and comes from one: two screens.
 *
 * What goes onto the stick opens at the terminal that was chosen and nowhere else. What comes from it is checked before
 * anything of it is taken; of each file staff read what became of it, and why it was not taken.
 */
#include <string.h>

#include "files.h"
#include "kiosk_state.h"
#include "store_bundle.h"

#define ROOM_MB 1 /* least on a stick: a person's words are a few hundred kilobytes */

/* --- the stick --------------------------------------------------------------------------------------------------- */

bool desk_has_sticks(const struct kiosk *k)
{
    return store_site_of(k->drivers.store)->bundles != NULL;
}

/* Why it cannot be used, as a msgid; NULL when it can. */
static const char *stick_fault(const struct kiosk *k, bool to_write)
{
    const char *folder = store_site_of(k->drivers.store)->bundles;
    switch (folder_look(folder, to_write ? ROOM_MB : 0)) {
    case FOLDER_MISSING:
        return WORDS("There is no stick, or it is not ready yet. Put it in, wait a moment and try again.");
    case FOLDER_CLOSED:
        return to_write ? WORDS("This stick cannot be written to. Look for a small switch on it, or take another one.")
                        : WORDS("This stick cannot be read. Take another one.");
    case FOLDER_FULL:
        return WORDS("The stick is full. Nothing was put on it. Take another one.");
    default:
        return NULL;
    }
}

/* --- to another terminal ----------------------------------------------------------------------------------------- */

void desk_open_take(struct kiosk *k)
{
    struct desk *d = &k->desk;
    d->terminal_count = store_terminals(k->drivers.store, &d->arena, &d->terminals);
    if (d->terminal_count < 0) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_go(k, SCREEN_STAFF_TAKE);
}

static int terminal_view(struct ui *ui, struct rect r, const struct store_terminal *t, int index)
{
    struct button take = {.id = arena_printf(ui->arena, "take.%d", index + 1),
                          .text = ui_words(ui, "Put on the stick"),
                          .icon = "arrow-right",
                          .press = {.kind = PRESS_APP, .item = "take", .number = index}};
    struct desk_row row = {.title = ui_words_with(ui, "%1, terminal %2", t->site, t->terminal, NULL),
                           .text = ui_words(ui, "The file will open there and nowhere else."),
                           .icon = "exit-to-app",
                           .buttons = &take,
                           .button_count = 1};
    return desk_row(ui, r, &row);
}

static void view_take(struct kiosk *k, struct ui *ui)
{
    struct rect column = desk_begin(
        k, ui,
        ui_words_with(ui, "Take %1 to another terminal", arena_strdup(ui->arena, k->desk.person.crn), NULL, NULL),
        NULL);
    int y = column.y;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    y += desk_text(ui, (struct rect){column.x, y, column.w, 0},
                   ui_words(ui, "Put a memory stick in. Then choose the terminal where the person will go on. They go "
                                "on at the same page. Everything stays here too."));
    for (int i = 0; i < k->desk.terminal_count; i++)
        y += terminal_view(ui, (struct rect){column.x, y, column.w, 0}, &k->desk.terminals[i], i);
    if (!k->desk.terminal_count)
        y +=
            desk_text(ui, (struct rect){column.x, y, column.w, 0},
                      ui_words(ui, "No other terminal is known here yet. An administrator makes it known: cairn bundle "
                                   "trust."));
    (void)y;
    desk_end(k, ui, column);
}

static void take(struct kiosk *k, const struct store_terminal *to)
{
    struct arena a;
    struct problems problems;
    struct store *store = k->drivers.store;
    const char *fault = stick_fault(k, true);
    if (fault) {
        desk_say(k, true, fault);
        return;
    }
    arena_init(&a);
    problems_init(&problems, &a);
    const char *path =
        arena_printf(&a, "%s/%s", store_site_of(store)->bundles, store_bundle_name(&a, k->desk.person.id, to));
    bool done = store_bundle_export(store, k->desk.person.id, to->keys, strlen(to->keys), path, &problems);
    bool wrote_not = !done && problems.last && text_is(problems.last->code, "bundle-write");
    arena_release(&a);
    if (store_is_broken(store)) {
        kiosk_store_failed(k);
        return;
    }
    fault = wrote_not ? stick_fault(k, true) : NULL;
    desk_say(k, !done,
             done    ? WORDS("It is on the stick. You can take the stick out now.")
             : fault ? fault
             : wrote_not
                 ? WORDS("It could not be put on the stick. Nothing is there. Try again, or take another stick.")
                 : WORDS("This person's records cannot all be read. Tell an administrator."));
}

static bool press_take(struct kiosk *k, const struct press *p)
{
    int index = (int)p->number;
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (!press_is(p, "take"))
        return desk_press(k, p);
    if (desk_may(k, MAY_ENROL) && index >= 0 && index < k->desk.terminal_count)
        take(k, &k->desk.terminals[index]);
    return true;
}

const struct screen_driver staff_take_screen = {.name = "staff-take", .view = view_take, .press = press_take};

/* --- from another terminal --------------------------------------------------------------------------------------- */

void desk_open_bring(struct kiosk *k)
{
    struct desk *d = &k->desk;
    arena_clear(&d->arena);
    d->people_count = 0;
    d->brought_count = 0;
    d->person = (struct store_person){0};
    kiosk_go(k, SCREEN_STAFF_BRING);
}

/* Of a file that was not taken. */
static const char *refusal_words(const char *code)
{
    static const struct {
        const char *code, *words;
    } refusals[] = {
        {"bundle-sealed", WORDS("It is for another terminal, or it was damaged on the way.")},
        {"bundle-stranger", WORDS("It comes from a terminal that is not known here. An administrator makes it known: "
                                  "cairn bundle trust.")},
        {"bundle-erased", WORDS("This person was erased. A file from before does not bring them back.")},
        {"bundle-crn", WORDS("This CRN was enrolled here and there apart. Tell an administrator.")},
        {"bundle-demonstration", WORDS("One of the two terminals is for demonstration only.")},
        {"bundle-record-other", WORDS("A record is here already and says something else. Tell an administrator.")},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
        if (text_is(refusals[i].code, code))
            return refusals[i].words;
    return WORDS("It is not whole, or it was changed. Make it again at the other terminal.");
}

/* False: the store broke. */
static bool bring_one(struct kiosk *k, const char *folder, const char *name, struct desk_brought *out)
{
    struct arena a;
    struct problems problems;
    const char *bytes;
    size_t size;
    arena_init(&a);
    problems_init(&problems, &a);
    *out = (struct desk_brought){.name = arena_strdup(&k->desk.arena, name)};
    bool done = file_read(&a, arena_printf(&a, "%s/%s", folder, name), &bytes, &size);
    if (!done)
        out->refusal = WORDS("It cannot be read.");
    else if (!(done = store_bundle_import(k->drivers.store, bytes, size, &out->in, &problems)))
        out->refusal = refusal_words(problems.last ? problems.last->code : "");
    seal_wipe(out->in.pin, sizeof out->in.pin); /* a PIN is given on their page, when they are there */
    arena_release(&a);
    return !store_is_broken(k->drivers.store);
}

static void bring(struct kiosk *k)
{
    struct desk *d = &k->desk;
    const char *fault = stick_fault(k, false), **names;
    int taken = 0;
    arena_clear(&d->arena);
    d->brought_count = 0;
    if (fault) {
        desk_say(k, true, fault);
        return;
    }
    const char *folder = store_site_of(k->drivers.store)->bundles;
    int count = file_names(&d->arena, folder, BUNDLE_ENDING, &names);
    if (count <= 0) {
        desk_say(k, true, WORDS("There is nothing of Cairn's on this stick. Is it the right one?"));
        return;
    }
    d->brought = ARENA_ARRAY(&d->arena, struct desk_brought, count);
    for (int i = 0; i < count; i++) {
        if (!bring_one(k, folder, names[i], &d->brought[i])) {
            kiosk_store_failed(k);
            return;
        }
        d->brought_count++;
        taken += !d->brought[i].refusal;
    }
    desk_say(k, !taken,
             taken ? WORDS("The stick was looked through. You can take it out now.")
                   : WORDS("Nothing on this stick was taken in. Read why below."));
}

static const char *brought_words(struct ui *ui, const struct desk_brought *b)
{
    if (b->refusal)
        return ui_words(ui, b->refusal);
    if (b->in.is_new)
        return ui_words(ui, "New here. Open their page to give them a PIN or a card.");
    if (b->in.events || b->in.records || b->in.others)
        return ui_words(ui, "What was done at the other terminal is here now.");
    return ui_words(ui, "All of it was here already.");
}

/* What came to light besides. */
static const char *brought_note(struct ui *ui, const struct desk_brought *b)
{
    if (b->in.lost)
        return ui_words(ui,
                        "Records of this terminal came back that it had lost: an old copy of it was put back. Tell an "
                        "administrator.");
    if (b->in.erased)
        return ui_words_count(ui, "%d person was erased elsewhere and is erased here now.",
                              "%d people were erased elsewhere and are erased here now.", b->in.erased);
    if (b->in.strange)
        return ui_words_count(ui, "A terminal that is not known here erased %d person. Nothing was done about it here.",
                              "A terminal that is not known here erased %d people. Nothing was done about it here.",
                              b->in.strange);
    return NULL;
}

static int brought_view(struct ui *ui, struct rect r, const struct desk_brought *b, int index)
{
    struct button open = {.id = arena_printf(ui->arena, "open.%d", index + 1),
                          .text = ui_words(ui, "Open"),
                          .icon_after = "arrow-right",
                          .press = {.kind = PRESS_APP, .item = "open", .number = index}};
    struct desk_row row = {.title = b->refusal ? b->name : arena_strdup(ui->arena, b->in.person.crn),
                           .text = brought_words(ui, b),
                           .note = brought_note(ui, b),
                           .icon = b->refusal ? "alert-circle-outline" : "check-circle",
                           .tone = b->refusal || b->in.lost || b->in.strange ? COLOUR_CARE : COLOUR_GOOD,
                           .loud = b->refusal || b->in.lost,
                           .buttons = &open,
                           .button_count = b->refusal ? 0 : 1};
    return desk_row(ui, r, &row);
}

static void view_bring(struct kiosk *k, struct ui *ui)
{
    struct rect column = desk_begin(k, ui, ui_words(ui, "Bring in from a stick"), NULL);
    struct button look = {.id = "look",
                          .text =
                              k->desk.brought_count ? ui_words(ui, "Look again") : ui_words(ui, "Look at the stick"),
                          .icon = "eye",
                          .press = press_app("look")};
    int y = column.y;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    if (!k->desk.brought_count)
        y += desk_text(ui, (struct rect){column.x, y, column.w, 0},
                       ui_words(ui, "Put the memory stick in. Everything on it that is for this terminal is taken in. "
                                    "Doing it twice changes nothing."));
    for (int i = 0; i < k->desk.brought_count; i++)
        y += brought_view(ui, (struct rect){column.x, y, column.w, 0}, &k->desk.brought[i], i);
    y += ui->in.theme.gap_small;
    y += desk_buttons(ui, (struct rect){column.x, y, column.w, 0}, &look, 1);
    (void)y;
    desk_end(k, ui, column);
}

static bool press_bring(struct kiosk *k, const struct press *p)
{
    int index = (int)p->number;
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (press_is(p, "look") && desk_may(k, MAY_ENROL))
        bring(k);
    else if (press_is(p, "open") && index >= 0 && index < k->desk.brought_count && !k->desk.brought[index].refusal)
        desk_open_person(k, k->desk.brought[index].in.person.id);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_bring_screen = {.name = "staff-bring", .view = view_bring, .press = press_bring};
