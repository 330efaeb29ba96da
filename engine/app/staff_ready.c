/* Is this terminal ready? Each part looked at and said in words; faults noted so that nobody is blamed for them. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "kiosk_state.h"
#include "shelf.h"
#include "store_backup.h"
#include "store_credit.h"

#define DISK_CARE_MB   1024
#define DISK_BAD_MB    200
#define BACKUP_DAYS    7                           /* after so many without one it is said */
#define CLOCK_EARLIEST ((instant_ms)1767225600000) /* 2026-01-01: before this program was made */

static void add(struct kiosk *k, const char *name, enum ready_state state, const char *words)
{
    assert(k->desk.ready_count < READY_MAX);
    k->desk.ready[k->desk.ready_count++] = (struct ready_check){.name = name, .state = state, .words = words};
}

static void check_disk(struct kiosk *k, struct ui *ui)
{
    int64_t mb = store_disk_free_mb(k->drivers.store);
    const char *free_words =
        ui_words_with(ui, "%1 MB free", arena_printf(&k->desk.arena, "%lld", (long long)mb), NULL, NULL);
    if (mb < 0)
        add(k, WORDS("Disk"), READY_BAD, ui_words(ui, "The disk does not say how full it is."));
    else
        add(k, WORDS("Disk"), mb < DISK_BAD_MB ? READY_BAD : mb < DISK_CARE_MB ? READY_CARE : READY_GOOD, free_words);
}

/* A clock that went back or jumped makes every day wait for staff, until one of them has held it against another. */
static void check_clock(struct kiosk *k, struct ui *ui)
{
    const char *doubt = NULL;
    instant_ms now = desk_now(k);
    if (!store_clock_look(k->drivers.store, &k->drivers.clock, &doubt)) {
        kiosk_store_failed(k);
        return;
    }
    const char *words = ui_words_with(
        ui,
        doubt ? WORDS("It says %1, %2, and was changed. No day counts by itself until somebody says it is right.")
              : WORDS("It says %1, %2. Is that right?"),
        calendar_day(ui->arena, ui->in.interface, date_in_london(now)), desk_time(ui, now), NULL);
    bool early = now < CLOCK_EARLIEST;
    add(k, WORDS("Clock"),
        early   ? READY_BAD
        : doubt ? READY_CARE
                : READY_GOOD,
        early ? ui_words(ui, "The clock is years behind. Set it before anybody sits down.") : words);
    k->desk.ready[k->desk.ready_count - 1].asks = doubt && !early;
}

static void check_sound(struct kiosk *k, struct ui *ui)
{
    bool can = voice_bar(k->drivers.voice).can_play;
    add(k, WORDS("Voice"), can ? READY_GOOD : READY_CARE,
        ui_words(ui, can ? "Pages can be read out. Press the play button to hear it."
                         : "Nothing can be read out: look at the sound and the speech program."));
}

static void check_printer(struct kiosk *k, struct ui *ui)
{
    bool paper = printer_can(k->drivers.printer, PRINTER_PAPER),
         folder = printer_can(k->drivers.printer, PRINTER_FOLDER);
    add(k, WORDS("Printer"), paper || folder ? READY_GOOD : READY_CARE,
        ui_words(ui, paper    ? "A printer is set up. Print this report to try it."
                     : folder ? "No printer; pages are saved to a folder."
                              : "Nothing can be printed or saved here."));
}

static void check_notifier(struct kiosk *k, struct ui *ui)
{
    bool failed = false;
    for (int i = 0; i < k->desk.fault_count; i++)
        failed = failed || (!k->desk.faults[i].mended_at && text_is(k->desk.faults[i].what, "notifier"));
    add(k, WORDS("Telling staff"), failed ? READY_BAD : READY_GOOD,
        ui_words(
            ui,
            failed
                ? "The program that tells staff of a concern did not work the last time. Look at this terminal often."
            : k->drivers.notifier ? "A program tells staff when somebody needs support."
                                  : "Concerns are told in the staff area alone. Look there often."));
}

static void check_keys(struct kiosk *k, struct ui *ui)
{
    struct arena a;
    struct problems problems;
    int count = 0;
    arena_init(&a);
    problems_init(&problems, &a);
    bool whole = store_records_verify(k->drivers.store, &count, &problems);
    arena_release(&a);
    add(k, WORDS("Records and keys"), whole ? READY_GOOD : READY_BAD,
        whole ? ui_words_count(ui, "%d record, whole and signed", "%d records, whole and signed", count)
              : ui_words(ui, "The records are not whole. Tell an administrator before anybody sits down."));
}

static const char *said_at(struct ui *ui, const char *words, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    return ui_words_with(ui, words, arena_copy(ui->arena, text, 10), desk_time(ui, at), NULL);
}

/* What a disk that breaks would take with it. */
static void check_backup(struct kiosk *k, struct ui *ui)
{
    instant_ms at, now = desk_now(k);
    if (store_is_demonstration(k->drivers.store)) {
        add(k, WORDS("Backup"), READY_GOOD, ui_words(ui, "This is a demonstration: there is nothing to lose."));
        return;
    }
    if (!store_backup_last(k->drivers.store, &at)) {
        kiosk_store_failed(k);
        return;
    }
    int days = store_site_of(k->drivers.store)->backup_days;
    bool late = days && at < now - days * (instant_ms)86400000;
    add(k, WORDS("Backup"), late ? READY_CARE : READY_GOOD,
        !at    ? ui_words(ui, "There is no backup yet: if this disk breaks, everything is lost.")
        : late ? said_at(ui, WORDS("The last one was made on %1 at %2. It is time for a new one."), at)
               : said_at(ui, WORDS("The last one was made on %1 at %2."), at));
}

static void check_sync(struct kiosk *k, struct ui *ui)
{
    instant_ms at;
    if (!store_bundle_last(k->drivers.store, &at))
        kiosk_store_failed(k);
    else
        add(k, WORDS("Other terminals"), READY_GOOD,
            at ? said_at(ui, WORDS("Somebody was last taken in or sent on %1 at %2."), at)
               : ui_words(ui, "Nobody was taken in or sent yet."));
}

static void check_content(struct kiosk *k, struct ui *ui)
{
    struct library *l = k->drivers.library;
    const struct programme *p;
    int programmes = 0, drafts = 0;
    for (int at = 0; (p = library_next(l, &at));) {
        programmes += !p->example;
        drafts += !p->example && p->draft;
    }
    bool bad = l->problems.errors > 0;
    add(k, WORDS("Content"), bad ? READY_CARE : READY_GOOD,
        bad ? ui_words(ui, "Some content has mistakes and is left out. The content check says which.")
            : ui_words_count(ui, "%d programme, without a mistake", "%d programmes, without a mistake", programmes));
    if (drafts)
        add(k, WORDS("Clinical review"), READY_CARE,
            ui_words_count(ui, "%d programme is a draft for clinical review: nobody has signed it yet",
                           "%d programmes are drafts for clinical review: nobody has signed them yet", drafts));
}

static const char *pack_words(struct ui *ui, const struct pack *p)
{
    struct buffer names;
    buffer_init(&names, ui->arena);
    for (int i = 0; i < p->signer_count; i++)
        buffer_addf(&names, "%s%s", i ? ", " : "", p->signer[i].name);
    const char *version = arena_printf(ui->arena, "%lld", (long long)p->version);
    return arena_printf(
        ui->arena, "%s %s",
        ui_words_with(ui, "%1: version %2, until %3.", p->programme, version, desk_date(ui, p->expires)),
        ui_words_with(ui, "Signed by %1.", buffer_text(&names), NULL, NULL));
}

/* Whose programmes these are. Each file is held against what was signed. */
static void check_packs(struct kiosk *k, struct ui *ui)
{
    const struct shelf *shelf = k->drivers.shelf;
    struct local_date today = date_in_london(desk_now(k));
    struct problems changed;
    struct buffer words;
    bool late = false;
    problems_init(&changed, ui->arena);
    buffer_init(&words, ui->arena);
    for (int i = 0; i < shelf_count(shelf); i++) {
        const struct pack *p = shelf_pack(shelf, i);
        bool over = date_compare(p->expires, today) < 0;
        pack_files_verify(p, &changed);
        late = late || over;
        buffer_addf(&words, "%s%s", i ? " " : "", pack_words(ui, p));
        if (over)
            buffer_addf(&words, " %s", ui_words(ui, "It is past its last day: ask for a newer one."));
    }
    int refused = shelf_refused(shelf);
    if (changed.errors)
        add(k, WORDS("Signed packs"), READY_BAD,
            ui_words(ui, "A pack was changed since it came here. Tell an administrator before anybody sits down."));
    else if (refused)
        add(k, WORDS("Signed packs"), READY_BAD,
            ui_words_count(ui, "%d pack is refused: it is old, changed or not signed. Tell an administrator.",
                           "%d packs are refused: they are old, changed or not signed. Tell an administrator.",
                           refused));
    else if (shelf_count(shelf))
        add(k, WORDS("Signed packs"), late ? READY_CARE : READY_GOOD, buffer_text(&words));
    else if (shelf && !store_is_demonstration(k->drivers.store))
        add(k, WORDS("Signed packs"), READY_CARE,
            ui_words(ui, "Programmes are plain folders here: whoever reaches the disk can change them."));
}

static void check_faults(struct kiosk *k, struct ui *ui)
{
    int still = 0;
    for (int i = 0; i < k->desk.fault_count; i++)
        still += !k->desk.faults[i].mended_at;
    if (still)
        add(k, WORDS("Faults"), READY_CARE,
            ui_words_count(ui, "%d fault is not mended yet", "%d faults are not mended yet", still));
}

void desk_open_ready(struct kiosk *k)
{
    struct desk *d = &k->desk;
    arena_clear(&d->arena);
    d->ready_count = 0;
    d->fault_count = store_faults(k->drivers.store, &d->arena, &d->faults);
    if (d->fault_count < 0) {
        kiosk_store_failed(k);
        return;
    }
    struct ui ui = {.arena = &d->arena, .in = kiosk_ui_input(k)};
    check_disk(k, &ui);
    check_clock(k, &ui);
    check_sound(k, &ui);
    check_printer(k, &ui);
    check_notifier(k, &ui);
    check_keys(k, &ui);
    check_backup(k, &ui);
    check_sync(k, &ui);
    check_content(k, &ui);
    check_packs(k, &ui);
    check_faults(k, &ui);
    kiosk_go(k, SCREEN_STAFF_READY);
    desk_noted(k, AUDIT_LIST, "readiness", NULL);
}

/* --- what is seen ----------------------------------------------------------------------------------------------- */

static const struct fault_kind {
    const char *id, *words;
} fault_kinds[] = {{"screen", WORDS("Screen or touch")},      {"sound", WORDS("Sound or headphones")},
                   {"keyboard", WORDS("Keyboard or switch")}, {"printer", WORDS("Printer")},
                   {"power", WORDS("It went off by itself")}, {"program", WORDS("It stopped or showed a mistake")}};
#define FAULT_KINDS ((int)(sizeof fault_kinds / sizeof fault_kinds[0]))

static const char *fault_words(struct ui *ui, const char *id)
{
    if (text_is(id, "notifier")) /* noted by the terminal itself */
        return ui_words(ui, "Staff were not told of a concern");
    for (int i = 0; i < FAULT_KINDS; i++)
        if (text_is(fault_kinds[i].id, id))
            return ui_words(ui, fault_kinds[i].words);
    return id;
}

static int checks_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    static const char *const icons[] = {"check-circle", "alert-circle-outline", "close-circle"};
    static const enum colour tones[] = {COLOUR_GOOD, COLOUR_CARE, COLOUR_WARNING};
    int y = r.y, bad = 0;
    for (int i = 0; i < k->desk.ready_count; i++)
        bad += k->desk.ready[i].state != READY_GOOD;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0},
                      bad ? ui_words_count(ui, "%d thing needs a look", "%d things need a look", bad)
                          : ui_words(ui, "Everything is ready"));
    for (int i = 0; i < k->desk.ready_count; i++) {
        const struct ready_check *c = &k->desk.ready[i];
        struct button right = {
            .id = "clock-right", .text = ui_words(ui, "The clock is right"), .press = press_app("clock-right")};
        struct desk_row row = {.title = ui_words(ui, c->name),
                               .text = c->words,
                               .icon = icons[c->state],
                               .tone = tones[c->state],
                               .buttons = &right,
                               .button_count = c->asks ? 1 : 0};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y + ui->in.theme.gap_small - r.y;
}

static int faults_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button kinds[FAULT_KINDS];
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Faults of this machine"));
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                   ui_words(ui, "Note what is broken, so that nobody is blamed for it. What is broken?"));
    for (int i = 0; i < FAULT_KINDS; i++)
        kinds[i] = (struct button){.id = arena_printf(ui->arena, "fault.%s", fault_kinds[i].id),
                                   .text = ui_words(ui, fault_kinds[i].words),
                                   .press = {.kind = PRESS_APP, .item = "fault", .number = i}};
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, kinds, FAULT_KINDS);
    for (int i = 0; i < k->desk.fault_count; i++) {
        const struct store_fault *f = &k->desk.faults[i];
        struct button done = {.id = arena_printf(ui->arena, "mended.%d", i),
                              .text = ui_words(ui, "Mended"),
                              .press = {.kind = PRESS_APP, .item = "mended", .number = i}};
        struct desk_row row = {
            .title = fault_words(ui, f->what),
            .text = ui_words_with(ui, "Noted by %1 on %2 at %3", arena_strdup(ui->arena, f->noted_by),
                                  desk_date(ui, date_in_london(f->noted_at)), desk_time(ui, f->noted_at)),
            .icon = f->mended_at ? "check-circle" : "wrench",
            .tone = f->mended_at ? COLOUR_GOOD : COLOUR_CARE,
            .buttons = &done,
            .button_count = f->mended_at ? 0 : 1};
        if (f->mended_at)
            row.note = ui_words_with(ui, "Mended on %1", desk_date(ui, date_in_london(f->mended_at)), NULL, NULL);
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    bool paper = printer_can(k->drivers.printer, PRINTER_PAPER);
    struct button print = {
        .id = "next", .text = ui_words(ui, paper ? "Print this" : "Save this"), .press = press_app("report")};
    bool can = paper || printer_can(k->drivers.printer, PRINTER_FOLDER);
    struct rect column = desk_begin(k, ui, ui_words(ui, "Readiness"), can ? &print : NULL);
    bool two = !t->portrait && column.w > t->body.size_px * 42;
    int w = two ? (column.w - t->gap_large) / 2 : column.w, y = column.y, right = column.x;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    int below = y + checks_view(k, ui, (struct rect){column.x, y, w, 0});
    if (two)
        right += w + t->gap_large;
    else
        y = below;
    if (desk_may(k, MAY_NOTE_FAULT))
        y += faults_view(k, ui, (struct rect){right, y, w, 0});
    (void)y;
    desk_end(k, ui, column);
}

/* --- on paper --------------------------------------------------------------------------------------------------- */

static void report(struct kiosk *k)
{
    static const char *const marks[] = {WORDS("Good"), WORDS("Needs a look"), WORDS("Bad")};
    struct ui ui = {.arena = &k->desk.arena, .in = kiosk_ui_input(k)};
    const struct site *site = &k->site;
    instant_ms now = desk_now(k);
    struct document_request request = {.interface = ui.in.interface,
                                       .demonstration = store_is_demonstration(k->drivers.store),
                                       .language = kiosk_language(k),
                                       .right_to_left = ui.in.right_to_left,
                                       .date = date_in_london(now)};
    struct document *d = document_new(&k->desk.arena, &request,
                                      ui_words_with(&ui, "Readiness of %1, %2", site->site, site->terminal, NULL));
    document_text(d, ELEMENT_SOFT,
                  ui_words_with(&ui, "Looked at by %1 on %2 at %3", k->desk.staff.name,
                                calendar_day(ui.arena, ui.in.interface, date_in_london(now)), desk_time(&ui, now)));
    for (int i = 0; i < k->desk.ready_count; i++)
        document_text(d, ELEMENT_PLAIN,
                      arena_printf(&k->desk.arena, "**%s** (%s): %s", ui_words(&ui, k->desk.ready[i].name),
                                   ui_words(&ui, marks[k->desk.ready[i].state]), k->desk.ready[i].words));
    enum printer_way way = printer_can(k->drivers.printer, PRINTER_PAPER) ? PRINTER_PAPER : PRINTER_FOLDER;
    if (!desk_noted(k, AUDIT_EXPORT, "readiness", NULL))
        return;
    bool begun = printer_start(k->drivers.printer, way, d, "readiness");
    desk_say(k, !begun, begun ? WORDS("It is on its way to the printer.") : WORDS("The printer is still busy"));
}

static void note_fault(struct kiosk *k, int kind)
{
    if (kind < 0 || kind >= FAULT_KINDS)
        return;
    if (!store_fault_add(k->drivers.store, k->desk.staff.id, fault_kinds[kind].id, desk_now(k))) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_ready(k);
    desk_say(k, false, WORDS("The fault is noted."));
}

static void mended(struct kiosk *k, int index)
{
    if (index < 0 || index >= k->desk.fault_count)
        return;
    if (!store_fault_mended(k->drivers.store, k->desk.staff.id, k->desk.faults[index].id, desk_now(k))) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_ready(k);
    desk_say(k, false, WORDS("Noted as mended."));
}

static void clock_right(struct kiosk *k)
{
    if (!store_clock_confirm(k->drivers.store, &k->drivers.clock)) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_ready(k);
    desk_say(k, false, WORDS("Noted: the clock is right. Days count by themselves again."));
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (press_is(p, "report"))
        report(k);
    else if (press_is(p, "fault") && desk_may(k, MAY_NOTE_FAULT))
        note_fault(k, (int)p->number);
    else if (press_is(p, "mended") && desk_may(k, MAY_NOTE_FAULT))
        mended(k, (int)p->number);
    else if (press_is(p, "clock-right") && desk_may(k, MAY_CHECK))
        clock_right(k);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_ready_screen = {.name = "staff-ready", .view = view, .press = press};
