/* That the person on show has finished a programme: said on their page, shown as the paper says it, and given out
 * again. */
#include "block.h"
#include "kiosk_state.h"

bool desk_read_certificates(struct kiosk *k)
{
    struct desk *d = &k->desk;
    d->certificate_count =
        certificates_of(k->drivers.store, k->drivers.library, &d->arena, d->person.id, desk_now(k), &d->certificates);
    return d->certificate_count >= 0;
}

/* --- on the person's page ----------------------------------------------------------------------------------------- */

int desk_certificates_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    if (!k->desk.certificate_count)
        return 0;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "What they have finished"));
    for (int i = 0; i < k->desk.certificate_count; i++) {
        const struct certificate *c = &k->desk.certificates[i];
        struct button show = {.id = arena_printf(ui->arena, "certificate.%d", i),
                              .text = ui_words(ui, "Show the certificate"),
                              .press = {.kind = PRESS_APP, .item = "certificate", .number = i}};
        struct desk_row row = {.title = desk_title(k, c->programme->id, NULL),
                               .text = ui_words_with(ui, "All of it, on %1.", desk_date(ui, c->date), NULL, NULL),
                               .icon = "certificate",
                               .tone = COLOUR_GOOD,
                               .buttons = &show,
                               .button_count = desk_may(k, MAY_CERTIFY)};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y + ui->in.theme.gap_small - r.y;
}

static void open_certificate(struct kiosk *k, int index)
{
    k->desk.certificate = index;
    if (!desk_noted(k, AUDIT_VIEW, "certificate", k->desk.person.id))
        return;
    kiosk_go(k, SCREEN_STAFF_CERTIFICATE);
}

bool desk_certificates_press(struct kiosk *k, const struct press *p)
{
    if (!press_is(p, "certificate") || !desk_may(k, MAY_CERTIFY))
        return false;
    if (p->number >= 0 && p->number < k->desk.certificate_count)
        open_certificate(k, (int)p->number);
    return true;
}

/* --- as the paper says it ----------------------------------------------------------------------------------------- */

static struct document *paper_of(struct kiosk *k, struct arena *a)
{
    struct ui_input in = kiosk_ui_input(k);
    struct document_request request = {.interface = in.interface,
                                       .language = kiosk_language(k),
                                       .right_to_left = in.right_to_left,
                                       .large = k->prefs.size == SIZE_XL};
    return certificate_paper(a, k->drivers.store, &k->desk.certificates[k->desk.certificate], &request);
}

static struct text_style paragraph_style(const struct ui *ui, const struct element *e, const struct paragraph *p)
{
    const struct theme *t = &ui->in.theme;
    bool bold = p->run_count && p->runs[0].style & PROSE_BOLD;
    struct text_style style = ui_style(ui,
                                       e->look == ELEMENT_LARGE  ? t->subheading
                                       : e->look == ELEMENT_SOFT ? t->hint
                                                                 : t->body,
                                       bold ? FACE_BOLD : FACE_REGULAR, COLOUR_INK);
    style.on = COLOUR_CARD;
    return style;
}

static int element_view(struct ui *ui, struct rect r, const struct element *e)
{
    const struct theme *t = &ui->in.theme;
    struct text_style heading = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    int y = r.y;
    heading.on = COLOUR_CARD;
    if (e->kind == ELEMENT_HEADING)
        y += ui_text(ui, &heading, r.x, y, r.w, e->text) + t->gap_small;
    for (int i = 0; e->kind == ELEMENT_TEXT && i < e->prose.count; i++) {
        struct text_style style = paragraph_style(ui, e, &e->prose.paragraphs[i]);
        y += ui_text(ui, &style, r.x, y, r.w, e->prose.paragraphs[i].plain) + t->gap_small;
    }
    return y - r.y;
}

/* Word for word, so that nobody has to print it to know what others will read on it. */
static void paper_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    const struct document *d = paper_of(k, ui->arena);
    int pad = t->gap, y = r.y + pad;
    int box = panel_begin(ui, r, COLOUR_CARD, COLOUR_EDGE, 2, t->radius);
    for (const struct element *e = d->first; e; e = e->next)
        y += element_view(ui, (struct rect){r.x + pad, y, r.w - 2 * pad, 0}, e);
    panel_end(ui, box, y + pad - t->gap_small - r.y);
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct rect column = desk_begin(k, ui, arena_strdup(ui->arena, k->desk.person.crn), NULL);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    y += desk_message(k, ui, (struct rect){column.x, y, w, 0});
    if (kiosk_can_take(k))
        y += desk_ways(k, ui, (struct rect){column.x, y, w, 0}, "certificate", ui_words(ui, "Print the certificate"),
                       ui_words(ui, "Save the certificate"));
    else
        y += desk_text(ui, (struct rect){column.x, y, w, 0},
                       ui_words(ui, "Nothing can be printed or saved on this machine."));
    y += desk_text(ui, (struct rect){column.x, y, w, 0}, ui_words(ui, "This is what the paper says."));
    paper_view(k, ui, (struct rect){column.x, y, w, 0});
    desk_end(k, ui, column);
}

static void take(struct kiosk *k, enum printer_way way)
{
    struct arena a;
    if (!desk_noted(k, AUDIT_EXPORT, "certificate", k->desk.person.id))
        return;
    arena_init(&a);
    desk_send(k, way, paper_of(k, &a),
              arena_printf(&a, "certificate-%s", k->desk.certificates[k->desk.certificate].code),
              way == PRINTER_PAPER ? WORDS("The certificate is on its way to the printer.")
                                   : WORDS("The certificate is being saved."));
    arena_release(&a);
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (press_is(p, "print-certificate") && desk_may(k, MAY_CERTIFY))
        take(k, PRINTER_PAPER);
    else if (press_is(p, "save-certificate") && desk_may(k, MAY_CERTIFY))
        take(k, PRINTER_FOLDER);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_certificate_screen = {.name = "staff-certificate", .view = view, .press = press};
