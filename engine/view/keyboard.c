#include "keyboard.h"
#include "layout.h"
#include "page_state.h"
#include <assert.h>
#include <string.h>

/* --- which keys ------------------------------------------------------------------------------------------------- */

static const struct accent welsh[] = {{"ŵ", "Ŵ"}, {"ŷ", "Ŷ"}, {"â", "Â"}, {"ê", "Ê"},
                                      {"î", "Î"}, {"ô", "Ô"}, {"û", "Û"}, {"ï", "Ï"}};
static const struct accent polish[] = {{"ą", "Ą"}, {"ć", "Ć"}, {"ę", "Ę"}, {"ł", "Ł"}, {"ń", "Ń"},
                                       {"ó", "Ó"}, {"ś", "Ś"}, {"ź", "Ź"}, {"ż", "Ż"}};
static const struct accent romanian[] = {{"ă", "Ă"}, {"â", "Â"}, {"î", "Î"}, {"ș", "Ș"}, {"ț", "Ț"}};
static const struct accent albanian[] = {{"ë", "Ë"}, {"ç", "Ç"}};

int keyboard_accents(const char *language, const struct accent **out)
{
    static const struct {
        const char *language;
        const struct accent *list;
        int count;
    } known[] = {{"cy", welsh, 8}, {"pl", polish, 9}, {"ro", romanian, 5}, {"sq", albanian, 2}};
    *out = NULL;
    for (size_t i = 0; language && i < sizeof known / sizeof known[0]; i++) {
        if (!text_starts_with(language, known[i].language))
            continue;
        *out = known[i].list;
        return known[i].count;
    }
    return 0;
}

/* Each string is a row of one-byte keys. */
static const char *const letters[] = {"qwertyuiop", "asdfghjkl'", "zxcvbnm"};
static const char *const capitals[] = {"QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM"};
static const char *const signs[] = {"1234567890", "@&()-/:;\"+", "!?=*%#_"};

/* --- drawing keys ----------------------------------------------------------------------------------------------- */

struct board {
    struct block_view *v;
    struct rect area;      /* of the keys */
    int key_w, key_h, gap; /* of a letter */
    int y;
};

void keyboard_key(struct ui *ui, struct rect r, const char *types, const char *name, const char *icon, bool on,
                  bool main)
{
    const struct theme *t = &ui->in.theme;
    enum colour fill = main                                                                ? COLOUR_ACCENT
                       : on || ui_is_pressed(ui, arena_printf(ui->arena, "key.%s", types)) ? COLOUR_TINT
                                                                                           : COLOUR_CARD;
    enum colour ink = main ? COLOUR_ON_ACCENT : COLOUR_INK;
    ui_box(ui, r, fill, main ? COLOUR_ACCENT : on ? COLOUR_ACCENT : COLOUR_EDGE, on ? 4 : 2, t->radius * 3 / 4);
    if (icon) {
        int size = block_em(ui, 1.1) < r.h * 6 / 10 ? block_em(ui, 1.1) : r.h * 6 / 10;
        ui_icon(ui, icon, (struct rect){r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size}, ink);
    } else {
        struct text_style style = block_style(ui, t->button, FACE_BOLD, ink, fill);
        style.align = ALIGN_CENTRE;
        style.silent = true;                  /* forty letters are not read out; the focused one is */
        style.against = ui->in.right_to_left; /* "?123" is no sentence: its signs stay as they are */
        if (style.type.line_px > r.h)         /* XL letters on a small screen */
            style.type = (struct type){style.type.size_px * r.h / style.type.line_px, r.h};
        while (ui_text_width(ui, &style, name) > r.w - 4 && style.type.size_px > 12)
            style.type.size_px--;
        ui_text(ui, &style, r.x, r.y + (r.h - style.type.line_px) / 2, r.w, name);
    }
    ui_target(ui, (struct target){.id = arena_printf(ui->arena, "key.%s", types),
                                  .name = name,
                                  .role = ROLE_KEY,
                                  .chosen = on,
                                  .rect = r,
                                  .press = {.kind = PRESS_KEY, .text = types}});
}

/* Keys are known by their place, in every language. */
static void draw_key(const struct board *k, struct rect r, const char *types, const char *name, const char *icon,
                     bool on, bool main)
{
    keyboard_key(k->v->ui, ui_unturned(k->v->ui, k->area, r), types, name, icon, on, main);
}

static int row_x(const struct board *k, int keys)
{
    int width = keys * (k->key_w + k->gap) - k->gap;
    return k->area.x + (k->area.w - width) / 2;
}

static void draw_letters(struct board *k, const char *row, int x)
{
    struct ui *ui = k->v->ui;
    for (const char *p = row; *p; p++, x += k->key_w + k->gap) {
        const char *one = arena_copy(ui->arena, p, 1);
        draw_key(k, (struct rect){x, k->y, k->key_w, k->key_h}, one, one, NULL, false, false);
    }
}

static void draw_accents(struct board *k, const struct accent *accent, int count, bool shift)
{
    int x = row_x(k, count);
    for (int i = 0; i < count; i++, x += k->key_w + k->gap) {
        const char *letter = shift ? accent[i].upper : accent[i].lower;
        draw_key(k, (struct rect){x, k->y, k->key_w, k->key_h}, letter, letter, NULL, false, false);
    }
    k->y += k->key_h + k->gap;
}

/* shift z x c v b n m backspace: the two at the ends share what the seven letters leave. */
static void draw_third_row(struct board *k, const char *row)
{
    struct ui *ui = k->v->ui;
    const struct page_state *p = k->v->state;
    int keys = (int)strlen(row), end = (k->area.w - keys * (k->key_w + k->gap) - k->gap) / 2;
    int x = k->area.x;
    if (!p->symbols)
        draw_key(k, (struct rect){x, k->y, end, k->key_h}, "shift", ui_words(ui, "Capital letters"), "arrow-up-bold",
                 p->shift, false);
    x += end + k->gap;
    draw_letters(k, row, x);
    x = k->area.x + k->area.w - end;
    draw_key(k, (struct rect){x, k->y, end, k->key_h}, "backspace", ui_words(ui, "Rub out"), "backspace-outline", false,
             false);
    k->y += k->key_h + k->gap;
}

static void draw_last_row(struct board *k)
{
    struct ui *ui = k->v->ui;
    const struct page_state *p = k->v->state;
    int w = k->key_w, g = k->gap, x = k->area.x, y = k->y, h = k->key_h;
    int wide = w * 3 / 2, done = w * 2 + g;
    draw_key(k, (struct rect){x, y, wide, h}, "symbols", p->symbols ? "abc" : "?123", NULL, false, false);
    x += wide + g;
    draw_key(k, (struct rect){x, y, w, h}, ",", ",", NULL, false, false);
    x += w + g;
    int right = k->area.x + k->area.w - done - g - 3 * (w + g);
    draw_key(k, (struct rect){x, y, right - g - x, h}, "space", ui_words(ui, "Space"), NULL, false, false);
    x = right;
    draw_key(k, (struct rect){x, y, w, h}, ".", ".", NULL, false, false);
    x += w + g;
    struct rect back = {x, y, w, h}, on = {x + w + g, y, w, h};
    if (ui->in.right_to_left) { /* words run the other way, and so do their arrows */
        back.x = on.x;
        on.x = x;
    }
    draw_key(k, back, "left", ui_words(ui, "Move left"), "arrow-left", false, false);
    draw_key(k, on, "right", ui_words(ui, "Move right"), "arrow-right", false, false);
    x += 2 * (w + g);
    draw_key(k, (struct rect){x, y, done, h}, "done", ui_words(ui, "Done"), NULL, false, true);
}

static void draw_keys(struct board *k, const struct accent *accent, int accents)
{
    const struct page_state *p = k->v->state;
    const char *const *row = p->symbols ? signs : p->shift ? capitals : letters;
    if (accents && !p->symbols)
        draw_accents(k, accent, accents, p->shift);
    for (int i = 0; i < 2; i++) {
        draw_letters(k, row[i], row_x(k, (int)strlen(row[i])));
        k->y += k->key_h + k->gap;
    }
    draw_third_row(k, row[2]);
    draw_last_row(k);
}

/* --- what is being written -------------------------------------------------------------------------------------- */

struct caret_place {
    int line, x;
};

/* Where the caret stands: after the pieces that begin before it. Within a piece the width up to it is measured. */
static struct caret_place caret_of(const struct ui *ui, const struct layout *laid, const struct text_style *style,
                                   size_t caret)
{
    struct caret_place at = {0, 0};
    size_t best = 0;
    const struct text_measure *m = &ui->in.measure;
    for (int i = 0; i < laid->count; i++) {
        for (int j = 0; j < laid->lines[i].count; j++) {
            const struct layout_piece *piece = &laid->lines[i].pieces[j];
            if (piece->start > caret || piece->start < best)
                continue;
            best = piece->start;
            size_t into = caret - piece->start, length = strlen(piece->text);
            int width = into >= length ? piece->width_px
                                       : m->width_px(m->context, style->face, style->type.size_px, piece->text, into);
            at = (struct caret_place){i, piece->right_to_left ? piece->x + piece->width_px - width : piece->x + width};
        }
    }
    return at;
}

static struct layout lay_out(const struct ui *ui, const struct text_style *style, const char *text, int width)
{
    struct layout_run run = {0, strlen(text), style->face};
    struct layout_job job = {.plain = text,
                             .runs = &run,
                             .run_count = 1,
                             .size_px = style->type.size_px,
                             .width_px = width,
                             .right_to_left = ui->in.right_to_left,
                             .language = ui->in.language};
    return layout_text(ui->arena, &ui->in.measure, &job);
}

/* The field shows the lines around the caret: a person sees what they write, however long it gets. */
static void draw_field(struct block_view *v, const struct page_draft *d, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    int pad = t->gap_small, line = t->body.line_px, room = r.w - 2 * pad, shown = (r.h - pad) / line;
    const char *text = arena_strdup(ui->arena, d->text);
    struct layout laid = lay_out(ui, &style, text, room);
    struct caret_place at = caret_of(ui, &laid, &style, v->state->caret);
    bool new_line = v->state->caret > 0 && d->text[v->state->caret - 1] == '\n';
    if (new_line)
        at = (struct caret_place){at.line + 1, ui->in.right_to_left ? room : 0};
    if (!*text && ui->in.right_to_left)
        at.x = room;
    int first = at.line >= shown ? at.line - shown + 1 : 0;
    ui_box(ui, r, COLOUR_CARD, COLOUR_ACCENT, 4, t->radius);
    int top = r.y + (r.h - shown * line) / 2, left = ui_mirror(ui, (struct rect){r.x + pad, 0, room, 0}).x;
    for (int i = first; i < laid.count && i < first + shown; i++)
        for (int j = 0; j < laid.lines[i].count; j++) {
            const struct layout_piece *piece = &laid.lines[i].pieces[j];
            draw_add(&ui->draw,
                     (struct draw_command){.kind = DRAW_TEXT,
                                           .fill = COLOUR_INK,
                                           .on = COLOUR_CARD,
                                           .rect = {left + piece->x, top + (i - first) * line, piece->width_px, line},
                                           .face = piece->face,
                                           .size_px = t->body.size_px,
                                           .text = piece->text,
                                           .right_to_left = piece->right_to_left});
        }
    if (*text)
        ui_say(ui, text, NULL);
    int wide = block_em(ui, 0.12) > 2 ? block_em(ui, 0.12) : 2, x = at.x < room - wide ? at.x : room - wide;
    draw_add(&ui->draw,
             (struct draw_command){.kind = DRAW_BOX,
                                   .fill = COLOUR_ACCENT,
                                   .rect = {left + x, top + (at.line - first) * line + line / 8, wide, line * 3 / 4}});
}

/* What the words are for, or that no more fit. */
static const char *label_words(const struct block_view *v, const struct page_draft *d, bool *full)
{
    const struct block *b = module_exercise(attempt_module(v->attempt), d->exercise);
    *full = page_room(v->state, d) < 4;
    if (*full)
        return ui_words(v->ui, "That is as much as fits here");
    return b ? block_ask(v, b) : "";
}

static int draw_label(struct block_view *v, const struct page_draft *d, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    bool full = false;
    const char *words = label_words(v, d, &full);
    struct button clear = {.id = "key.clear",
                           .text = ui_words(ui, "Clear all"),
                           .icon = "close",
                           .look = BUTTON_QUIET,
                           .press = {.kind = PRESS_KEY, .text = "clear"}};
    int width = ui_button_width(ui, &clear), height = ui_button_height(ui, &clear, width);
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, full ? COLOUR_WARNING : COLOUR_INK, COLOUR_PAPER);
    int room = area.w - (*d->text ? width + t->gap : 0);
    ui_text_cut(ui, &style, area.x, area.y + (height - t->hint.line_px) / 2, room, words);
    if (*d->text)
        ui_button(ui, (struct rect){area.x + area.w - width, area.y, width, height}, &clear);
    return height;
}

void keyboard_view(struct block_view *v)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct page_draft *d = page_writing(v->state);
    if (!d)
        return;
    const struct accent *accent = NULL;
    int accents = keyboard_accents(ui->in.language, &accent), rows = accents ? 5 : 4;
    int pad = t->gap_small, width = t->width - 2 * pad, widest = block_em(ui, 46);
    struct board k = {.v = v, .gap = t->gap_small / 2};
    k.area.w = width < widest || t->portrait ? width : widest;
    k.area.x = (t->width - k.area.w) / 2;
    k.key_w = (k.area.w + k.gap) / 10 - k.gap;
    /* Keys as high as they need to be, and low enough that what is written has a few lines of its own. */
    int label = t->target_min > t->hint.line_px ? t->target_min : t->hint.line_px;
    int most = (t->height * 95 / 100 - label - 3 * pad - 2 * t->body.line_px) / rows - k.gap;
    k.key_h = t->button_height < most ? t->button_height : most;
    k.key_h = k.key_h > t->target_min ? k.key_h : t->target_min;
    int keys_h = rows * (k.key_h + k.gap) - k.gap;
    int lines = (t->height * 9 / 10 - keys_h - label - 4 * pad) / t->body.line_px;
    lines = lines > 5 ? 5 : lines < 2 ? 2 : lines;
    int field_h = lines * t->body.line_px + pad, panel_h = pad + label + field_h + pad + keys_h + pad;

    int y = ui_foot_panel(ui, panel_h);
    y += pad / 2;
    int label_h = draw_label(v, d, (struct rect){k.area.x, y, k.area.w, 0});
    y += label_h + pad / 4;
    draw_field(v, d, (struct rect){k.area.x, y, k.area.w, field_h});
    k.y = y + field_h + pad;
    draw_keys(&k, accent, accents);
}
