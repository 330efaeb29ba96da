/* The receipt: a code to keep, as a square to scan and as letters to write down. */
#include "kiosk_state.h"
#include "qr.h"
#include "receipt.h"

#define SQUARE_DESIGN_PX 300 /* of the drawings: about 80 mm on a 15.6-inch screen */

void kiosk_make_receipt(struct kiosk *k, const char *record, struct document_square *out)
{
    *out = (struct document_square){0};
    if (!record[0])
        return;
    struct store_record *records;
    int count = store_records(k->drivers.store, &k->done_arena, k->person.id, &records);
    for (int i = 0; i < count; i++) {
        if (!text_is(records[i].id, record))
            continue;
        const char *text = receipt_write(&k->done_arena, store_keys(k->drivers.store), &records[i]);
        if (text)
            qr_make(&k->done_arena, text, out); /* without it there are still the letters */
    }
}

/* A code is no word: its letters and numbers are said one by one. */
static const char *spelled(struct ui *ui, const char *code)
{
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (; *code; code++)
        buffer_addf(&out, *code == '-' ? ", " : "%c ", *code);
    return buffer_text(&out);
}

/* Pixels of one module: whole ones, or its edges blur. */
static int module_px(const struct ui *ui, const struct document_square *square, int width)
{
    int most = theme_px(&ui->in.theme, SQUARE_DESIGN_PX), modules = square->size + 2 * QR_QUIET;
    int px = (width < most ? width : most) / modules;
    return square->size ? (px > 2 ? px : 2) : 0;
}

/* In the middle of `width`; returns the height. A mirrored code is none: it is the same on a screen that runs from
 * right to left. */
static int square_view(struct ui *ui, const struct document_square *square, int x, int y, int width)
{
    int px = module_px(ui, square, width), side = px * (square->size + 2 * QR_QUIET);
    if (!px)
        return 0;
    struct rect all = {x + (width - side) / 2, y, side, side}, shown = ui_mirror(ui, all);
    ui_box(ui, all, COLOUR_CODE_PAPER, COLOUR_NONE, 0, 0);
    struct qr_part *part;
    for (int i = 0, count = qr_parts(ui->arena, square, &part); i < count; i++)
        ui_box(ui,
               ui_mirror(ui, (struct rect){shown.x + px * (part[i].x + QR_QUIET), shown.y + px * (part[i].y + QR_QUIET),
                                           px * part[i].w, px * part[i].h}),
               COLOUR_CODE, COLOUR_NONE, 0, 0);
    ui_say(ui, ui_words(ui, "A square code that staff can scan. It is this code:"), NULL);
    return side;
}

int code_view(struct ui *ui, struct rect r, const char *code)
{
    struct text_style style = ui_style(ui, ui->in.theme.heading, FACE_BOLD, COLOUR_INK);
    style.silent = true;
    int h = ui_text(ui, &style, r.x, r.y, r.w, code);
    ui_say(ui, spelled(ui, code), NULL);
    return h;
}

int receipt_card(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap, w = r.w - 2 * pad, y = r.y + pad, px = module_px(ui, &k->receipt, w);
    struct text_style head = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style code = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    head.on = code.on = hint.on = COLOUR_CARD;
    head.align = code.align = hint.align = ALIGN_CENTRE;
    code.silent = true;
    char record[RECORD_CODE];
    record_code(k->record, record);
    const char *keep = ui_words(ui, "Keep this code. Staff can find what you did today with it.");
    const char *title = ui_words(ui, "Your receipt");
    int square_h = px ? px * (k->receipt.size + 2 * QR_QUIET) + t->gap_small / 2 : 0;
    int above = px ? t->gap_small / 2 : t->gap_small;
    int h = 2 * pad + ui_text_height(ui, &head, w, title) + above + square_h + ui_text_height(ui, &code, w, record) +
            ui_text_height(ui, &hint, w, keep) + t->gap_small;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    y += ui_text(ui, &head, r.x + pad, y, w, title) + above;
    if (px)
        y += square_view(ui, &k->receipt, r.x + pad, y, w) + t->gap_small / 2;
    y += ui_text(ui, &code, r.x + pad, y, w, arena_strdup(ui->arena, record)) + t->gap_small;
    ui_say(ui, spelled(ui, record), NULL);
    ui_text(ui, &hint, r.x + pad, y, w, keep);
    return h + t->gap;
}
