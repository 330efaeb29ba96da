/* What nobody sees on a kiosk, drawn over the page: in which order the focus goes, how large targets are, where boxes
 * of the layout lie, and what is read out. */
#include "preview.h"

#define LABEL_PX   15
#define SPOKEN_MAX 12

static struct text_style label_style(enum colour colour, enum colour on)
{
    return (struct text_style){
        .type = {LABEL_PX, LABEL_PX * 13 / 10}, .face = FACE_BOLD, .colour = colour, .on = on, .silent = true};
}

static void label(struct ui *ui, int x, int y, const char *words)
{
    struct text_style style = label_style(COLOUR_ON_ACCENT, COLOUR_ACCENT);
    int width = ui_text_width(ui, &style, words);
    ui_box(ui, (struct rect){x, y, width + 10, LABEL_PX + 8}, COLOUR_ACCENT, COLOUR_NONE, 0, 4);
    ui_text(ui, &style, x + 5, y + 2, width + 8, words);
}

/* Targets are still those of the page alone: what stands beside it comes later. */
static void mark_targets(struct preview *p, int count)
{
    for (int i = 0; i < count; i++) {
        const struct target t = p->ui.targets.item[i];
        if (t.hidden)
            continue;
        if (p->marks[MARK_SIZES]) {
            bool small = t.rect.w < p->ui.in.theme.target_min || t.rect.h < p->ui.in.theme.target_min;
            ui_box_stroked(&p->ui, t.rect, COLOUR_NONE, small ? COLOUR_WARNING : COLOUR_GOOD, 2, 0, STROKE_DASHED);
            label(&p->ui, t.rect.x + 4, t.rect.y + t.rect.h - LABEL_PX - 10,
                  arena_printf(&p->frame, "%d x %d%s", t.rect.w, t.rect.h, small ? " small" : ""));
        }
        if (p->marks[MARK_ORDER])
            label(&p->ui, t.rect.x - 6, t.rect.y - 6, arena_printf(&p->frame, "%d", i + 1));
    }
}

static void mark_boxes(struct preview *p, int count)
{
    for (int i = 0; i < count; i++) {
        const struct draw_command c = p->ui.draw.item[i];
        if (c.kind == DRAW_TEXT || c.kind == DRAW_IMAGE)
            ui_box_stroked(&p->ui, c.rect, COLOUR_NONE, c.kind == DRAW_TEXT ? COLOUR_ACCENT : COLOUR_CARE, 1, 0,
                           STROKE_DOTTED);
    }
}

static void mark_spoken(struct preview *p)
{
    struct ui *ui = &p->ui;
    int width = ui->in.theme.width, height = ui->in.theme.height / 2, y = 24;
    struct text_style style = label_style(COLOUR_INK, COLOUR_CARD);
    style.face = FACE_REGULAR;
    struct rect panel = {width / 2, 24, width / 2 - 24, height};
    int count = ui->spoken.count;
    ui_box(ui, panel, COLOUR_CARD, COLOUR_ACCENT, 3, 12);
    for (int i = 0, shown = 0; i < count && shown < SPOKEN_MAX; i++) {
        const struct spoken *said = &ui->spoken.item[i];
        if (said->aside || text_is_empty(said->text))
            continue;
        const char *words = arena_printf(&p->frame, "%d. %s", ++shown, said->text);
        int needed = ui_text_height(ui, &style, panel.w - 32, words);
        if (y + needed > panel.y + panel.h - 16)
            break;
        ui_text(ui, &style, panel.x + 16, y + 12, panel.w - 32, words);
        y += needed + 6;
    }
}

void preview_marks(struct preview *p)
{
    int targets = p->ui.targets.count, commands = p->ui.draw.count;
    if (!p->is_open)
        return;
    if (p->marks[MARK_BOXES])
        mark_boxes(p, commands);
    if (p->marks[MARK_SIZES] || p->marks[MARK_ORDER])
        mark_targets(p, targets);
    if (p->marks[MARK_SPOKEN])
        mark_spoken(p);
}
