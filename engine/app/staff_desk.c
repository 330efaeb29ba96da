/* What the screens of the staff area share: bars, fields, keys, rows, locking. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "keyboard.h"
#include "kiosk_state.h"

bool desk_may(const struct kiosk *k, enum staff_may act)
{
    return k->desk.in && staff_may(k->desk.staff.role, act);
}

instant_ms desk_now(const struct kiosk *k)
{
    return k->drivers.clock.wall(k->drivers.clock.context);
}

bool desk_noted(struct kiosk *k, enum audit_action action, const char *what, const char *person)
{
    struct arena *a = &k->desk.arena;
    if (store_audit_add(k->drivers.store, action, person, what ? audit_detail(a, "what", what, NULL) : NULL))
        return true;
    kiosk_store_failed(k);
    return false;
}

void desk_say(struct kiosk *k, bool bad, const char *english)
{
    k->desk.message = english;
    k->desk.bad = bad;
    k->scroll_px = 0; /* where it stands */
    if (english)
        kiosk_say(k, ui_words(&k->ui[k->current], english));
}

void desk_focus(struct kiosk *k, const char *id)
{
    snprintf(k->focus.id, sizeof k->focus.id, "%s", id);
    k->focus_to_view = true;
}

void desk_lock(struct kiosk *k)
{
    voice_stop(k->drivers.voice);
    if (k->desk.in)
        store_audit_add(k->drivers.store, AUDIT_SIGN_OUT, NULL, NULL); /* what breaks here is found at the next start */
    k->over = true;
}

/* --- words ------------------------------------------------------------------------------------------------------ */

const char *desk_role_words(const struct ui *ui, enum staff_role role)
{
    static const char *const words[] = {[STAFF_SITE] = WORDS("site staff"),
                                        [STAFF_PRACTITIONER] = WORDS("practitioner"),
                                        [STAFF_ADMINISTRATOR] = WORDS("administrator")};
    static_assert(sizeof words / sizeof words[0] == STAFF_ROLES, "every role has words");
    return ui_words(ui, words[role]);
}

const char *desk_time(struct ui *ui, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    return arena_copy(ui->arena, text + 11, 5);
}

const char *desk_date(struct ui *ui, struct local_date d)
{
    return d.year == ui->in.today.year ? calendar_day_short(ui->arena, ui->in.interface, d)
                                       : calendar_day(ui->arena, ui->in.interface, d);
}

const char *desk_title(struct kiosk *k, const char *programme, const char *module)
{
    struct library *l = k->drivers.library;
    const struct programme *p = NULL;
    const struct module *m = text_is_empty(module) ? NULL : library_module(l, programme, module, &p);
    if (m)
        return wording_plain(&m->title, programme_language(p, kiosk_language(k)));
    p = programme && text_is_empty(module) ? library_programme(l, programme) : NULL;
    if (p)
        return wording_plain(&p->title, programme_language(p, kiosk_language(k)));
    return module ? module : programme ? programme : ""; /* content that is not here any more keeps its name */
}

const char *desk_crn(struct kiosk *k, struct arena *a, const char *person)
{
    struct store_person found;
    if (*person && store_person_by_id(k->drivers.store, person, &found) && *found.crn)
        return arena_strdup(a, found.crn);
    struct ui ui = {.in = {.interface = k->drivers.library->interface[k->prefs.language]}};
    return ui_words(&ui, "Somebody who was not signed in");
}

/* --- fields and their keys -------------------------------------------------------------------------------------- */

static const struct field {
    const char *id;
    int most;      /* characters */
    bool capitals; /* whatever is typed */
    bool hidden;
} fields[DESK_FIELDS] = {
    [FIELD_NAME] = {"name", STAFF_NAME - 1, false, false},
    [FIELD_SECRET] = {"secret", STAFF_SECRET_MAX - 1, false, true},
    [FIELD_SEARCH] = {"search", CRN_TEXT - 1, true, false},
    [FIELD_CRN] = {"crn", CRN_TEXT - 1, true, false},
    [FIELD_PRISON_NUMBER] = {"prison-number", PRISON_NUMBER_TEXT - 1, true, false},
    [FIELD_PNC] = {"pnc", PNC_TEXT - 1, true, false},
    [FIELD_REQUIREMENT] = {"requirement", 18, false, false},
    [FIELD_MAXIMUM] = {"maximum", 3, false, false},
    [FIELD_UNTIL] = {"until", DATE_TEXT - 1, false, false},
    [FIELD_REASON] = {"reason", 100, false, false},
};

static const char *dots(struct ui *ui, size_t count)
{
    struct buffer out;
    buffer_init(&out, ui->arena);
    while (count--)
        buffer_adds(&out, "•");
    return buffer_text(&out);
}

static const char *field_shown(struct kiosk *k, struct ui *ui, enum desk_field field)
{
    const char *text = k->desk.text[field];
    return fields[field].hidden ? dots(ui, utf8_count(text, strlen(text))) : arena_strdup(ui->arena, text);
}

int desk_field(struct kiosk *k, struct ui *ui, struct rect r, enum desk_field field, const char *label)
{
    const struct theme *t = &ui->in.theme;
    struct text_style head = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style text = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    const char *id = arena_printf(ui->arena, "field.%s", fields[field].id), *shown = field_shown(k, ui, field);
    bool empty = !*k->desk.text[field];
    int pad = t->gap_small, y = r.y, h = t->button_height;
    if (field == k->desk.writing)
        k->desk.writing_label = label;
    head.target = text.target = id;
    text.on = COLOUR_CARD;
    text.silent = true; /* its name and what is in it are said with it */
    y += ui_text(ui, &head, r.x, y, r.w, label) + t->gap_small / 2;
    ui_box(ui, (struct rect){r.x, y, r.w, h}, COLOUR_CARD, COLOUR_EDGE, 3, t->radius / 2);
    ui_text_cut(ui, &text, r.x + pad, y + (h - t->body.line_px) / 2, r.w - 2 * pad, shown);
    ui_target(ui, (struct target){.id = id,
                                  .name = label,
                                  .says = empty                  ? ui_words(ui, "Nothing is typed.")
                                          : fields[field].hidden ? ui_words(ui, "Something is typed.")
                                                                 : shown,
                                  .role = ROLE_FIELD,
                                  .rect = {r.x, y, r.w, h},
                                  .press = {.kind = PRESS_APP, .item = "field", .number = field}});
    return y + h + t->gap - r.y;
}

struct keys {
    struct ui *ui;
    int x, y, w, key_w, key_h, gap;
};

static void keys_one(struct keys *b, struct rect r, const char *types, const char *name, const char *icon, bool on,
                     bool main)
{
    struct rect area = {.x = b->x, .w = b->w};
    keyboard_key(b->ui, ui_unturned(b->ui, area, r), types, name, icon, on, main);
}

static void keys_row(struct keys *b, const char *row)
{
    int x = b->x + (b->w - (int)strlen(row) * (b->key_w + b->gap) + b->gap) / 2;
    for (const char *c = row; *c; c++, x += b->key_w + b->gap) {
        const char *one = arena_copy(b->ui->arena, c, 1);
        keys_one(b, (struct rect){x, b->y, b->key_w, b->key_h}, one, one, NULL, false, false);
    }
    b->y += b->key_h + b->gap;
}

static void keys_last_row(struct kiosk *k, struct keys *b, bool shifts)
{
    int w = (b->w - 3 * b->gap) / 4, x = b->x;
    struct rect r = {x, b->y, w, b->key_h};
    if (shifts)
        keys_one(b, r, "shift", ui_words(b->ui, "Capital letters"), "arrow-up-bold", k->desk.capitals, false);
    r.x += w + b->gap;
    keys_one(b, r, "space", ui_words(b->ui, "Space"), NULL, false, false);
    r.x += w + b->gap;
    keys_one(b, r, "backspace", ui_words(b->ui, "Rub out"), "backspace-outline", false, false);
    r.x += w + b->gap;
    keys_one(b, r, "done", ui_words(b->ui, "Done"), NULL, false, true);
}

/* Letters, numbers and the few signs that names and numbers of people have, over what is behind. */
static void keys_view(struct kiosk *k, struct ui *ui)
{
    static const char *const rows[2][4] = {{"1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./'"},
                                           {"1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM./'"}};
    const struct theme *t = &ui->in.theme;
    bool capitals = fields[k->desk.writing].capitals;
    struct keys b = {.ui = ui, .x = t->margin, .w = t->width - 2 * t->margin, .gap = t->gap_small * 2 / 3};
    int label = t->body.line_px + t->gap_small, field = t->button_height, pad = t->gap;
    int most = (t->height - 2 * t->gap - label - field - 3 * pad) / 5 - b.gap;
    b.key_h = t->button_height < most ? t->button_height : most;
    b.key_w = (b.w - 9 * b.gap) / 10;
    int panel = 3 * pad + label + field + 5 * (b.key_h + b.gap);
    b.y = ui_foot_panel(ui, panel) + pad;
    struct text_style text = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    text.on = COLOUR_CARD;
    struct text_style head = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    if (*k->desk.writing_label)
        ui_text_cut(ui, &head, b.x, b.y, b.w, k->desk.writing_label);
    b.y += label;
    const char *shown = field_shown(k, ui, k->desk.writing);
    ui_box(ui, (struct rect){b.x, b.y, b.w, field}, COLOUR_CARD, COLOUR_ACCENT, 4, t->radius / 2);
    if (*shown)
        ui_text_cut(ui, &text, b.x + pad, b.y + (field - t->body.line_px) / 2, b.w - 2 * pad, shown);
    b.y += field + pad;
    for (int i = 0; i < 4; i++)
        keys_row(&b, rows[capitals || k->desk.capitals][i]);
    keys_last_row(k, &b, !capitals);
}

static void put_in(struct kiosk *k, const char *text)
{
    const struct field *f = &fields[k->desk.writing];
    char *typed = k->desk.text[k->desk.writing];
    size_t length = strlen(typed);
    for (const char *c = text; *c; c++) {
        if (length >= (size_t)f->most || (unsigned char)*c < ' ' || (unsigned char)*c > '~')
            continue; /* what is kept here is plain letters and numbers */
        typed[length++] = f->capitals && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    typed[length] = '\0';
    k->desk.message = NULL;
    k->stale = true;
}

bool desk_type(struct kiosk *k, const char *text)
{
    if (!k->desk.writing)
        return false;
    put_in(k, text);
    return true;
}

static bool key_press(struct kiosk *k, const char *key)
{
    char *typed = k->desk.text[k->desk.writing];
    if (!k->desk.writing)
        return false;
    if (text_is(key, "done")) {
        snprintf(k->focus.id, sizeof k->focus.id, "field.%s", fields[k->desk.writing].id);
        k->desk.writing = FIELD_NONE;
    } else if (text_is(key, "shift"))
        k->desk.capitals = !k->desk.capitals;
    else if (text_is(key, "backspace")) {
        if (*typed)
            typed[strlen(typed) - 1] = '\0';
    } else if (text_is(key, "space"))
        put_in(k, " ");
    else if (strlen(key) == 1)
        put_in(k, key);
    return true;
}

/* --- bars, rows ------------------------------------------------------------------------------------------------- */

struct rect desk_begin(struct kiosk *k, struct ui *ui, const char *title, const struct button *next)
{
    const struct site *site = &k->site;
    k->desk.writing_label = "";
    bool home = k->screen == SCREEN_STAFF_TODAY;
    struct button back = {.id = "back",
                          .text = ui_words(ui, home ? "Lock" : "Back"),
                          .icon = home ? "lock" : "arrow-left",
                          .press = press_app(home ? "lock" : "back")};
    struct top_bar top = {.title = title ? title : ui_words_with(ui, "Staff: %1", site->site, NULL, NULL)};
    if (k->desk.in)
        top.subtitle = ui_words_with(ui, "%1, %2. Locks after 3 minutes.", k->desk.staff.name,
                                     desk_role_words(ui, k->desk.staff.role), NULL);
    struct bottom_bar bottom = {.back = &back, .next = next};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    bottom.audio = &audio;
    return screen_begin(k, ui, &top, &bottom);
}

void desk_end(struct kiosk *k, struct ui *ui, struct rect column)
{
    screen_end(k, ui, column);
    if (k->desk.writing)
        keys_view(k, ui);
}

int desk_message(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    if (!k->desk.message)
        return 0;
    int64_t left_ms = k->desk.wait_until_ms - kiosk_boot_ms(k);
    int number = left_ms > 0 ? (int)((left_ms + 999) / 1000) : k->desk.message_number;
    const char *words = ui_words_with(ui, k->desk.message, arena_printf(ui->arena, "%d", number), NULL, NULL);
    enum colour fill = k->desk.bad ? COLOUR_CARE_TINT : COLOUR_GOOD_TINT;
    struct text_style style = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    style.on = fill;
    int pad = t->gap_small, icon = t->icon, w = r.w - 3 * pad - icon,
        h = ui_text_height(ui, &style, w, words) + 2 * pad;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, fill, k->desk.bad ? COLOUR_CARE : COLOUR_GOOD, 3, t->radius / 2);
    ui_icon(ui, k->desk.bad ? "alert-circle-outline" : "check-circle",
            (struct rect){r.x + pad, r.y + (h - icon) / 2, icon, icon}, k->desk.bad ? COLOUR_CARE : COLOUR_GOOD);
    ui_text(ui, &style, r.x + 2 * pad + icon, r.y + pad, w, words);
    return h + t->gap;
}

int desk_heading(struct ui *ui, struct rect r, const char *words)
{
    struct text_style style = ui_style(ui, ui->in.theme.subheading, FACE_BOLD, COLOUR_INK);
    return ui_text(ui, &style, r.x, r.y, r.w, words) + ui->in.theme.gap_small;
}

int desk_text(struct ui *ui, struct rect r, const char *words)
{
    struct text_style style = ui_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK);
    return ui_text(ui, &style, r.x, r.y, r.w, words) + ui->in.theme.gap_small;
}

int desk_buttons(struct ui *ui, struct rect r, const struct button *buttons, int count)
{
    return count ? ui_buttons(ui, r, buttons, count) + ui->in.theme.gap : 0;
}

int desk_ways(struct kiosk *k, struct ui *ui, struct rect r, const char *name, const char *print, const char *save)
{
    const struct button all[PRINTER_WAYS] = {[PRINTER_PAPER] = {.text = print, .icon = "printer"},
                                             [PRINTER_FOLDER] = {.text = save, .icon = "content-save"}};
    static const char *const verbs[PRINTER_WAYS] = {[PRINTER_PAPER] = "print", [PRINTER_FOLDER] = "save"};
    struct button ways[PRINTER_WAYS];
    int count = 0;
    for (int i = 0; i < PRINTER_WAYS; i++) {
        if (!printer_can(k->drivers.printer, (enum printer_way)i))
            continue;
        ways[count] = all[i];
        ways[count].id = arena_printf(ui->arena, "%s-%s", verbs[i], name);
        ways[count].press = press_app(ways[count].id);
        count++;
    }
    return desk_buttons(ui, r, ways, count);
}

void desk_send(struct kiosk *k, enum printer_way way, const struct document *d, const char *name, const char *sent)
{
    if (!d)
        kiosk_store_failed(k);
    else if (!printer_start(k->drivers.printer, way, d, name))
        desk_say(k, true, WORDS("The printer is still busy. Try again in a moment."));
    else
        desk_say(k, false, sent);
}

int desk_secret_view(struct ui *ui, struct rect r, const struct desk_secret *secret)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap, w = r.w - 2 * pad, y = r.y + pad;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    struct text_style number = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    struct button hide = {.id = "hide-pin", .text = secret->hide, .press = press_app("hide-pin")};
    body.on = number.on = COLOUR_TINT;
    number.silent = true;
    int box = panel_begin(ui, r, COLOUR_TINT, COLOUR_ACCENT, 4, t->radius);
    y += ui_text(ui, &body, r.x + pad, y, w, secret->words) + t->gap_small;
    y += secret->pictures ? pictures_shown(ui, (struct rect){r.x + pad, y, w, 0}, secret->pictures, COLOUR_TINT)
                          : ui_text(ui, &number, r.x + pad, y, w, secret->number);
    y += t->gap_small;
    y += ui_buttons(ui, (struct rect){r.x + pad, y, w, 0}, &hide, 1);
    panel_end(ui, box, y + pad - r.y);
    return y + pad + t->gap - r.y;
}

static int buttons_width(struct ui *ui, const struct button *buttons, int count)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        width += ui_button_width(ui, &buttons[i]) + ui->in.theme.gap_small;
    return width;
}

int desk_row(struct ui *ui, struct rect r, const struct desk_row *row)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap_small, icon = row->icon ? t->icon + t->gap_small : 0;
    int side = buttons_width(ui, row->buttons, row->button_count);
    bool beside =
        r.w - 2 * pad - icon - side >= t->body.size_px * 14; /* words are read in lines, not in a column of two */
    enum colour fill = row->loud ? COLOUR_CARE_TINT : COLOUR_CARD;
    enum colour tone = row->tone ? row->tone : COLOUR_SOFT;
    struct text_style title = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style text = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_INK);
    struct text_style note = ui_style(ui, t->hint, FACE_REGULAR, tone);
    title.on = text.on = note.on = fill;
    int w = r.w - 2 * pad - icon - (beside ? side : 0);
    int words = ui_text_height(ui, &title, w, row->title);
    words += row->text ? ui_text_height(ui, &text, w, row->text) : 0;
    words += row->note ? ui_text_height(ui, &note, w, row->note) : 0;
    int least = beside && side ? t->button_height : 0, tall = words > least ? words : least;
    int box = panel_begin(ui, r, fill, row->loud ? COLOUR_CARE : COLOUR_LINE, row->loud ? 4 : 2, t->radius);
    int x = r.x + pad + icon, y = r.y + pad + (tall - words) / 2;
    if (row->icon)
        ui_icon(ui, row->icon, (struct rect){r.x + pad, r.y + pad + (tall - t->icon) / 2, t->icon, t->icon}, tone);
    y += ui_text(ui, &title, x, y, w, row->title);
    if (row->text)
        y += ui_text(ui, &text, x, y, w, row->text);
    if (row->note)
        ui_text(ui, &note, x, y, w, row->note);
    int h = tall + 2 * pad;
    ui->group = row->title; /* whose button it is */
    if (beside && row->button_count)
        desk_buttons(
            ui,
            (struct rect){r.x + r.w - side - pad + t->gap_small, r.y + pad + (tall - t->button_height) / 2, side, 0},
            row->buttons, row->button_count);
    else if (row->button_count)
        h += desk_buttons(ui, (struct rect){x, r.y + pad + words + t->gap_small, w, 0}, row->buttons,
                          row->button_count) +
             t->gap_small - t->gap;
    ui->group = NULL;
    panel_end(ui, box, h);
    return h + t->gap_small;
}

/* --- presses ---------------------------------------------------------------------------------------------------- */

static void go_back(struct kiosk *k)
{
    k->desk.message = NULL;
    desk_forget_secret(k);
    if (k->screen == SCREEN_STAFF_PERSON || k->screen == SCREEN_STAFF_BRING)
        desk_open_people(k);
    else if (k->screen == SCREEN_STAFF_ASSIGN || k->screen == SCREEN_STAFF_TAKE ||
             k->screen == SCREEN_STAFF_CERTIFICATE)
        desk_open_person(k, k->desk.person.id);
    else
        desk_open_today(k);
}

bool desk_press(struct kiosk *k, const struct press *p)
{
    if (p->kind == PRESS_KEY)
        return key_press(k, p->text);
    if (press_is(p, "field")) {
        k->desk.writing = (enum desk_field)p->number;
        k->desk.capitals = false;
        snprintf(k->focus.id, sizeof k->focus.id, "key.done");
    } else if (press_is(p, "lock"))
        desk_lock(k);
    else if (press_is(p, "back") && k->desk.in)
        go_back(k);
    else
        return false;
    return true;
}
