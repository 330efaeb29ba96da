/*
 * Taking things away: what to print or save, what of it to leave out, and what became of it. Also where there is no
 * printer, which is said in so many words.
 */
#include <stdio.h>
#include <string.h>

#include "block.h"
#include "kiosk_state.h"

/* --- what it is about -------------------------------------------------------------------------------------------- */

void kiosk_open_print(struct kiosk *k, const struct print_what *what)
{
    k->print = (struct print_desk){.what = *what};
    if (what->record[0])
        record_code(what->record, k->print.code);
    kiosk_go(k, SCREEN_PRINT);
}

static struct document_request request_of(struct kiosk *k)
{
    const struct print_desk *desk = &k->print;
    bool certificate = desk->kind == DOCUMENT_CERTIFICATE;
    const char *code = certificate ? desk->what.certificate.code : desk->code;
    return (struct document_request){
        .attempt = desk->what.attempt,
        .programme = desk->what.programme,
        .interface = k->drivers.library->interface[k->prefs.language],
        .demonstration = k->drivers.store && store_is_demonstration(k->drivers.store),
        .language = kiosk_language(k),
        .right_to_left = kiosk_ui_input(k).right_to_left,
        .large = k->prefs.size == SIZE_XL,
        .date = certificate ? desk->what.certificate.date : desk->what.date,
        .left_out = desk->left_out,
        .left_out_count = desk->left_out_count,
        .code = code[0] ? code : NULL,
        .receipt = desk->what.receipt,
    };
}

static bool is_offered(struct kiosk *k, struct arena *a, enum document_kind kind)
{
    struct document_item items[EXERCISES_MAX];
    struct document_request r = request_of(k);
    if (kind == DOCUMENT_CERTIFICATE)
        return k->print.what.finished;
    return kind == DOCUMENT_SUMMARY || document_items(a, &r, kind, items) > 0;
}

/* Is there anything left with a tick? */
static bool is_anything(struct kiosk *k)
{
    struct arena a;
    arena_init(&a);
    struct document_request r = request_of(k);
    bool anything = document_make(&a, &r, k->print.kind) != NULL;
    arena_release(&a);
    return anything;
}

static void start(struct kiosk *k, enum printer_way way)
{
    struct print_desk *desk = &k->print;
    struct arena a;
    char name[64], date[DATE_TEXT];
    arena_init(&a);
    struct document_request r = request_of(k);
    struct document *d = document_make(&a, &r, desk->kind);
    date_format(r.date, date);
    snprintf(name, sizeof name, "%s-%s", document_kind_name(desk->kind), r.code ? r.code : date);
    desk->way = way;
    desk->busy = d && !printer_start(k->drivers.printer, way, d, name);
    arena_release(&a);
    if (d)
        kiosk_go(k, SCREEN_PRINTING);
}

/* --- which document ---------------------------------------------------------------------------------------------- */

static const struct kind_words {
    const char *icon, *text;
} kind_words[DOCUMENT_KINDS] = {
    [DOCUMENT_PLAN] = {"clipboard-check", WORDS("What you will do next.")},
    [DOCUMENT_WORKSHEET] = {"view-grid", WORDS("What you filled in, box by box.")},
    [DOCUMENT_SUMMARY] = {"file-document", WORDS("What you did, and what you said.")},
    [DOCUMENT_CERTIFICATE] = {"certificate", WORDS("You have finished all of it.")},
};

static int kind_view(struct ui *ui, struct rect r, enum document_kind kind)
{
    const struct theme *t = &ui->in.theme;
    const char *id = arena_printf(ui->arena, "print.%s", document_kind_name(kind));
    const char *title = ui_words(ui, document_kind_title(kind)), *text = ui_words(ui, kind_words[kind].text);
    struct text_style head = ui_style(ui, t->subheading, FACE_BOLD, COLOUR_INK);
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    head.on = hint.on = COLOUR_CARD;
    head.target = hint.target = id;
    int pad = t->gap, icon = t->icon * 3 / 2, x = r.x + pad + icon + pad, w = r.w - 3 * pad - icon;
    int h = ui_text_height(ui, &head, w, title) + ui_text_height(ui, &hint, w, text) + 2 * pad;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, COLOUR_EDGE, 2, t->radius);
    ui_icon(ui, kind_words[kind].icon, (struct rect){r.x + pad, r.y + (h - icon) / 2, icon, icon}, COLOUR_ACCENT);
    int y = r.y + pad;
    y += ui_text(ui, &head, x, y, w, title);
    ui_text(ui, &hint, x, y, w, text);
    ui_target(ui, (struct target){.id = id,
                                  .name = title,
                                  .says = text,
                                  .role = ROLE_BUTTON,
                                  .rect = {r.x, r.y, r.w, h},
                                  .press = {.kind = PRESS_APP, .item = "print-kind", .number = kind}});
    return h;
}

/* Neither printer nor folder: said plainly, with what there is instead. */
static int no_printer_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    struct text_style head = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    int y = r.y;
    y += ui_text(ui, &head, r.x, y, r.w, ui_words(ui, "There is no printer here")) + t->gap;
    if (k->print.code[0]) {
        y +=
            ui_text(ui, &body, r.x, y, r.w,
                    ui_words(ui, "You can read what you made on this machine again, at any time. Keep this code. Staff "
                                 "can find what you did with it.")) +
            t->gap;
        y += code_view(ui, (struct rect){r.x, y, r.w, 0}, k->print.code);
    } else
        y += ui_text(ui, &body, r.x, y, r.w, ui_words(ui, "Nothing can be printed or saved on this machine."));
    return y - r.y;
}

bool kiosk_can_take(const struct kiosk *k)
{
    return printer_can(k->drivers.printer, PRINTER_PAPER) || printer_can(k->drivers.printer, PRINTER_FOLDER);
}

static struct top_bar top_of(struct kiosk *k, struct ui *ui)
{
    return (struct top_bar){.title = ui_words(ui, "Print or save"), .cover = k->signed_in, .leave = true};
}

static void print_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct top_bar top = top_of(k, ui);
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("back")};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    if (kiosk_can_take(k)) {
        struct text_style head = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
        y += ui_text(ui, &head, column.x, y, w, ui_words(ui, "What do you want to take with you?")) + t->gap;
        for (int i = 0; i < DOCUMENT_KINDS; i++)
            if (is_offered(k, ui->arena, (enum document_kind)i))
                y += kind_view(ui, (struct rect){column.x, y, w, 0}, (enum document_kind)i) + t->gap_small;
    } else
        no_printer_view(k, ui, (struct rect){column.x, y, w, 0});
    screen_end(k, ui, column);
}

static bool print_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "back"))
        kiosk_go(k, k->print.what.back);
    else if (press_is(p, "print-kind") && p->number >= 0 && p->number < DOCUMENT_KINDS) {
        k->print.kind = (enum document_kind)p->number;
        k->print.left_out_count = 0;
        kiosk_go(k, SCREEN_PRINT_WHAT);
    } else
        return false;
    return true;
}

const struct screen_driver print_screen = {.name = "print", .view = print_view, .press = print_press, .idles = true};

/* --- what of it -------------------------------------------------------------------------------------------------- */

static int ticks_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct block_view v = {.ui = ui};
    struct document_item item[EXERCISES_MAX];
    struct document_request request = request_of(k);
    int count = document_items(ui->arena, &request, k->print.kind, item), y = r.y;
    for (int i = 0; i < count; i++) {
        const char *id = item[i].exercise->id;
        struct option_row row = {.id = arena_printf(ui->arena, "tick.%s", id),
                                 .text = item[i].label,
                                 .below = item[i].words,
                                 .mark = ROW_TICK,
                                 .chosen = !document_leaves_out(&request, id),
                                 .position = i + 1,
                                 .count = count,
                                 .press = {.kind = PRESS_APP, .item = "tick", .text = id}};
        int h = option_row_height(&v, &row, r.w);
        option_row(&v, &row, (struct rect){r.x, y, r.w, h});
        y += h + ui->in.theme.gap_small;
    }
    return y - r.y;
}

static struct button way_button(struct ui *ui, enum printer_way way)
{
    static const struct {
        const char *id, *icon, *text;
    } ways[PRINTER_WAYS] = {[PRINTER_PAPER] = {"print", "printer", WORDS("Print")},
                            [PRINTER_FOLDER] = {"save", "content-save", WORDS("Save")}};
    return (struct button){.id = ways[way].id,
                           .text = ui_words(ui, ways[way].text),
                           .icon = ways[way].icon,
                           .press = press_app(ways[way].id)};
}

static void what_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    bool both = printer_can(k->drivers.printer, PRINTER_PAPER) && printer_can(k->drivers.printer, PRINTER_FOLDER);
    bool paper = printer_can(k->drivers.printer, PRINTER_PAPER), anything = is_anything(k);
    bool ticks = k->print.kind != DOCUMENT_CERTIFICATE;
    struct top_bar top = top_of(k, ui);
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("back")};
    struct button next = way_button(ui, paper ? PRINTER_PAPER : PRINTER_FOLDER);
    next.look = BUTTON_MAIN;
    next.id = "next";
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio, .next = &next};
    if (!anything)
        bottom.missing = ui_words(ui, "Nothing has a tick, so there is nothing to print.");
    struct rect column = screen_begin(k, ui, &top, &bottom);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    struct text_style head = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &head, column.x, y, w, ui_words(ui, document_kind_title(k->print.kind))) + t->gap_small;
    const char *text =
        ticks ? WORDS("What has a tick goes on the paper. Tap it to leave it out. What you keep private is "
                      "never printed.")
              : WORDS("It says what you have finished, and when. There is a line to write your name on.");
    y += ui_text(ui, &body, column.x, y, w, ui_words(ui, text)) + t->gap;
    if (both) {
        struct button save = way_button(ui, PRINTER_FOLDER);
        int width = ui_button_width(ui, &save);
        ui_button(ui, (struct rect){column.x, y, width < w ? width : w, t->button_height}, &save);
        y += t->button_height + t->gap;
    }
    if (ticks)
        ticks_view(k, ui, (struct rect){column.x, y, w, 0});
    screen_end(k, ui, column);
}

static void toggle(struct print_desk *desk, const char *id)
{
    for (int i = 0; i < desk->left_out_count; i++)
        if (text_is(desk->left_out[i], id)) {
            desk->left_out[i] = desk->left_out[--desk->left_out_count];
            return;
        }
    const struct block *b = module_exercise(attempt_module(desk->what.attempt), id);
    if (b && desk->left_out_count < EXERCISES_MAX)
        desk->left_out[desk->left_out_count++] = b->id; /* the frame that names it goes */
}

static bool what_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "back"))
        kiosk_go(k, SCREEN_PRINT);
    else if (press_is(p, "tick"))
        toggle(&k->print, p->text);
    else if (press_is(p, "print"))
        start(k, PRINTER_PAPER);
    else if (press_is(p, "save"))
        start(k, PRINTER_FOLDER);
    else
        return false;
    return true;
}

const struct screen_driver print_what_screen = {
    .name = "print-what", .view = what_view, .press = what_press, .focus = "next", .idles = true};

/* --- what became of it ------------------------------------------------------------------------------------------- */

struct news {
    const char *icon, *title, *text;
    enum colour colour;
};

/* Of paper and folder: the same states, other words. */
static struct news news_of(const struct kiosk *k)
{
    static const struct news news[PRINTER_WAYS][PRINTER_NOT_SENT + 1] = {
        [PRINTER_PAPER] = {[PRINTER_MAKING] = {"file-document", WORDS("Your pages are being made"), "", COLOUR_ACCENT},
                           [PRINTER_SENDING] = {"printer", WORDS("Your pages are being printed"), "", COLOUR_ACCENT},
                           [PRINTER_DONE] = {"check-circle", WORDS("Printed"),
                                             WORDS("Take your pages from the printer now. What is on them is yours."),
                                             COLOUR_GOOD},
                           [PRINTER_NOT_MADE] = {"alert-circle-outline", WORDS("Your pages could not be made"),
                                                 WORDS("Nothing is lost. Try again, or tell staff."), COLOUR_CARE},
                           [PRINTER_NOT_SENT] = {"printer-alert", WORDS("It could not be printed"),
                                                 WORDS(
                                                     "The printer did not take it. Nothing is lost. Try again, or tell "
                                                     "staff."),
                                                 COLOUR_CARE}},
        [PRINTER_FOLDER] = {[PRINTER_MAKING] = {"file-document", WORDS("Your pages are being made"), "", COLOUR_ACCENT},
                            [PRINTER_SENDING] = {"content-save", WORDS("Your pages are being saved"), "",
                                                 COLOUR_ACCENT},
                            [PRINTER_DONE] = {"check-circle",
                                              WORDS("Saved"), WORDS("Your pages are saved. Ask staff where they are."),
                                              COLOUR_GOOD},
                            [PRINTER_NOT_MADE] = {"alert-circle-outline", WORDS("Your pages could not be made"),
                                                  WORDS("Nothing is lost. Try again, or tell staff."), COLOUR_CARE},
                            [PRINTER_NOT_SENT] = {"alert-circle-outline", WORDS("It could not be saved"),
                                                  WORDS("Is the memory stick in? Nothing is lost. Try again, or tell "
                                                        "staff."),
                                                  COLOUR_CARE}},
    };
    static const struct news busy = {"printer", WORDS("The printer is still busy"),
                                     WORDS("Wait a little, then try again."), COLOUR_CARE};
    return k->print.busy ? busy : news[k->print.way][printer_step(k->drivers.printer)];
}

static bool is_under_way(const struct kiosk *k)
{
    return !k->print.busy && printer_wait_ms(k->drivers.printer) >= 0;
}

static void printing_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    enum printer_state state = printer_step(k->drivers.printer);
    bool done = !k->print.busy && state == PRINTER_DONE;
    struct top_bar top = top_of(k, ui);
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("back")};
    struct button next = {.id = "next",
                          .text = ui_words(ui, done ? "Go on" : "Try again"),
                          .look = BUTTON_MAIN,
                          .press = press_app(done ? "leave-print" : "again")};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio, .next = is_under_way(k) ? NULL : &next};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    struct news news = news_of(k);
    if (!news.title) { /* idle: nothing was ever begun */
        screen_end(k, ui, column);
        return;
    }
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max, size = t->button_height;
    struct text_style head = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    ui_icon(ui, news.icon, (struct rect){column.x, y, size, size}, news.colour);
    y += size + t->gap_small;
    ui->live = true; /* said by itself when it changes */
    y += ui_text(ui, &head, column.x, y, w, ui_words(ui, news.title)) + t->gap_small;
    if (*news.text)
        y += ui_text(ui, &body, column.x, y, w, ui_words(ui, news.text)) + t->gap;
    ui->live = false;
    screen_end(k, ui, column);
}

static bool printing_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "back")) {
        if (printer_step(k->drivers.printer) == PRINTER_MAKING)
            printer_forget(k->drivers.printer); /* what is on its way to paper goes on */
        kiosk_go(k, SCREEN_PRINT_WHAT);
    } else if (press_is(p, "leave-print"))
        kiosk_go(k, k->print.what.back);
    else if (press_is(p, "again"))
        start(k, k->print.way);
    else
        return false;
    return true;
}

const struct screen_driver printing_screen = {
    .name = "printing", .view = printing_view, .press = printing_press, .focus = "next", .idles = true};
