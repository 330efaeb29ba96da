#include "layout.h"

#include <string.h>

struct text_style ui_style(const struct ui *ui, struct type type, enum face face, enum colour colour)
{
    (void)ui;
    return (struct text_style){.type = type, .face = face, .colour = colour, .on = COLOUR_PAPER};
}

/* --- what is said ---------------------------------------------------------------------------------------------- */

/* The index it got, or -1 when it is not said. */
static int spoken_add(struct ui *ui, struct spoken item)
{
    if (ui->silent || text_is_empty(item.text))
        return -1;
    struct spoken_list *list = &ui->spoken;
    if (list->count == list->room) {
        int room = list->room ? list->room * 2 : 32;
        struct spoken *items = ARENA_ARRAY(list->arena, struct spoken, room);
        if (list->count)
            memcpy(items, list->item, sizeof *items * (size_t)list->count);
        list->item = items;
        list->room = room;
    }
    item.aside = ui->aside;
    item.live = ui->live;
    list->item[list->count] = item;
    return list->count++;
}

void ui_say(struct ui *ui, const char *plain, const char *target)
{
    spoken_add(ui, (struct spoken){.text = plain, .target = target});
}

void ui_say_clip(struct ui *ui, const char *plain, const char *clip)
{
    spoken_add(ui, (struct spoken){.text = plain, .clip = clip});
}

/* --- one paragraph --------------------------------------------------------------------------------------------- */

static struct layout_job job_for(const struct ui *ui, const struct text_style *style, int width, const char *plain,
                                 const struct layout_run *runs, int run_count)
{
    return (struct layout_job){
        .plain = plain,
        .runs = runs,
        .run_count = run_count,
        .size_px = style->type.size_px,
        .width_px = width,
        .align = style->align,
        .right_to_left = ui->in.right_to_left != style->against,
        .language = ui->in.language,
    };
}

static void draw_spoken_box(struct ui *ui, struct rect word)
{
    int side = word.h / 32 + 1;
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_BOX,
                                              .rect = {word.x - side, word.y + 2, word.w + 2 * side, word.h - 4},
                                              .fill = COLOUR_SPOKEN,
                                              .radius_px = 4 + word.h / 32});
}

static void draw_line(struct ui *ui, const struct text_style *style, struct rect box, const struct layout_line *line)
{
    for (int i = 0; i < line->count; i++) {
        const struct layout_piece *piece = &line->pieces[i];
        struct rect place = {box.x + piece->x, box.y, piece->width_px, style->type.line_px};
        if (piece->spoken)
            draw_spoken_box(ui, place);
        draw_add(&ui->draw, (struct draw_command){.kind = DRAW_TEXT,
                                                  .rect = place,
                                                  .fill = piece->spoken ? COLOUR_SPOKEN_INK : style->colour,
                                                  .on = piece->spoken ? COLOUR_SPOKEN : style->on,
                                                  .face = piece->face,
                                                  .size_px = style->type.size_px,
                                                  .text = piece->text,
                                                  .right_to_left = piece->right_to_left,
                                                  .torn = line->torn});
    }
}

/* Draws and says one paragraph; returns its height. */
static int paragraph_add(struct ui *ui, const struct text_style *style, struct rect place, const char *plain,
                         const struct layout_run *runs, int run_count)
{
    struct layout_job job = job_for(ui, style, place.w, plain, runs, run_count);
    int item = style->silent ? -1 : spoken_add(ui, (struct spoken){.text = plain, .target = style->target});
    if (item >= 0 && item == ui->in.speaking.item) {
        job.spoken_start = ui->in.speaking.start;
        job.spoken_length = ui->in.speaking.length;
    }
    struct layout laid = layout_text(ui->arena, &ui->in.measure, &job);
    struct rect box = ui_mirror(ui, place);
    for (int i = 0; i < laid.count; i++) {
        draw_line(ui, style, box, &laid.lines[i]);
        box.y += style->type.line_px;
    }
    if (ui->in_body && box.y > ui->content_bottom)
        ui->content_bottom = box.y;
    return box.y - place.y;
}

static int paragraph_height(const struct ui *ui, const struct text_style *style, int width, const char *plain,
                            const struct layout_run *runs, int run_count)
{
    struct layout_job job = job_for(ui, style, width, plain, runs, run_count);
    return layout_text(ui->arena, &ui->in.measure, &job).count * style->type.line_px;
}

/* --- plain text ------------------------------------------------------------------------------------------------ */

int ui_text(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *plain)
{
    if (text_is_empty(plain))
        return 0;
    struct layout_run run = {0, strlen(plain), style->face};
    return paragraph_add(ui, style, (struct rect){x, y, width, 0}, plain, &run, 1);
}

int ui_text_height(struct ui *ui, const struct text_style *style, int width, const char *plain)
{
    if (text_is_empty(plain))
        return 0;
    struct layout_run run = {0, strlen(plain), style->face};
    return paragraph_height(ui, style, width, plain, &run, 1);
}

int ui_text_width(struct ui *ui, const struct text_style *style, const char *plain)
{
    if (!plain || !*plain)
        return 0;
    const struct text_measure *m = &ui->in.measure;
    return m->width_px(m->context, style->face, style->type.size_px, plain, strlen(plain));
}

int ui_text_cut(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *plain)
{
    if (text_is_empty(plain))
        return 0;
    if (ui_text_width(ui, style, plain) <= width)
        return ui_text(ui, style, x, y, width, plain);
    size_t length = strlen(plain), fits = 0;
    for (size_t at = 0; at < length;) {
        at = layout_grapheme_end(plain, length, at);
        const char *tried = arena_printf(ui->arena, "%.*s…", (int)at, plain);
        if (ui_text_width(ui, style, tried) > width)
            break;
        fits = at;
    }
    while (fits > 0 && plain[fits - 1] == ' ')
        fits--;
    if (!style->silent)
        ui_say(ui, plain, style->target);
    if (fits == 0) /* not even one letter: no dots either */
        return 0;
    struct text_style quiet = *style;
    quiet.silent = true;
    return ui_text(ui, &quiet, x, y, width, arena_printf(ui->arena, "%.*s…", (int)fits, plain));
}

/* --- Markdown -------------------------------------------------------------------------------------------------- */

static enum face face_with(enum face face, unsigned style)
{
    bool bold = face == FACE_BOLD || face == FACE_BOLD_ITALIC || style & PROSE_BOLD;
    bool italic = face == FACE_ITALIC || face == FACE_BOLD_ITALIC || style & PROSE_ITALIC;
    return bold ? (italic ? FACE_BOLD_ITALIC : FACE_BOLD) : (italic ? FACE_ITALIC : FACE_REGULAR);
}

static const struct layout_run *runs_of(struct arena *a, const struct paragraph *p, enum face face)
{
    struct layout_run *runs = ARENA_ARRAY(a, struct layout_run, p->run_count + 1);
    size_t at = 0;
    for (int i = 0; i < p->run_count; i++) {
        runs[i] = (struct layout_run){at, p->runs[i].length, face_with(face, p->runs[i].style)};
        at += p->runs[i].length;
    }
    if (p->run_count == 0)
        runs[0] = (struct layout_run){0, 0, face};
    return runs;
}

static bool is_item(const struct paragraph *p)
{
    return p->kind == PARAGRAPH_BULLET || p->kind == PARAGRAPH_NUMBER;
}

static int gap_before(const struct ui *ui, const struct prose *prose, int index)
{
    if (index == 0)
        return 0;
    if (is_item(&prose->paragraphs[index]) && is_item(&prose->paragraphs[index - 1]))
        return ui->in.theme.gap_small / 2;
    return prose->paragraphs[index].kind == PARAGRAPH_HEADING ? ui->in.theme.gap : ui->in.theme.gap_small;
}

/* How far the words of a paragraph stand in, for its bullet, number or bar. */
static int indent_of(const struct text_style *style, const struct paragraph *p)
{
    int step = style->type.size_px * 3 / 2;
    return is_item(p) ? step * (p->indent + 1) : p->kind == PARAGRAPH_QUOTE ? step : step * p->indent;
}

static struct text_style style_of(const struct ui *ui, const struct text_style *style, const struct paragraph *p)
{
    struct text_style own = *style;
    if (p->kind == PARAGRAPH_HEADING) {
        own.face = FACE_BOLD;
        if (style->type.size_px >= ui->in.theme.body.size_px)
            own.type = ui->in.theme.subheading;
    }
    return own;
}

static void draw_marker(struct ui *ui, const struct text_style *style, const struct paragraph *p, int x, int y,
                        int height)
{
    int step = style->type.size_px * 3 / 2, line = style->type.line_px;
    if (p->kind == PARAGRAPH_BULLET) {
        int dot = style->type.size_px * 3 / 10;
        ui_ellipse(ui, (struct rect){x - step + style->type.size_px / 4, y + (line - dot) / 2 + 1, dot, dot},
                   style->colour, COLOUR_NONE, 0, STROKE_SOLID);
    } else if (p->kind == PARAGRAPH_NUMBER) {
        struct text_style number = *style;
        number.silent = true;
        ui_text(ui, &number, x - step, y, step, arena_printf(ui->arena, "%d.", p->number));
    } else if (p->kind == PARAGRAPH_QUOTE) {
        int bar = style->type.size_px / 5;
        ui_box(ui, (struct rect){x - step + bar, y, bar, height}, COLOUR_ACCENT, COLOUR_NONE, 0, bar / 2);
    }
}

/* One walk for both questions, so that a height is always the height of what is drawn. */
static int prose_walk(struct ui *ui, const struct text_style *style, struct rect place, const char *markdown, bool draw)
{
    struct prose prose = prose_parse(ui->arena, markdown ? markdown : "");
    int y = place.y;
    for (int i = 0; i < prose.count; i++) {
        const struct paragraph *p = &prose.paragraphs[i];
        struct text_style own = style_of(ui, style, p);
        const struct layout_run *runs = runs_of(ui->arena, p, own.face);
        int count = p->run_count > 0 ? p->run_count : 1;
        int indent = indent_of(&own, p);
        y += gap_before(ui, &prose, i);
        int height = paragraph_height(ui, &own, place.w - indent, p->plain, runs, count);
        if (draw) {
            draw_marker(ui, &own, p, place.x + indent, y, height);
            paragraph_add(ui, &own, (struct rect){place.x + indent, y, place.w - indent, 0}, p->plain, runs, count);
        }
        y += height;
    }
    return y - place.y;
}

int ui_prose(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *markdown)
{
    return prose_walk(ui, style, (struct rect){x, y, width, 0}, markdown, true);
}

int ui_prose_height(struct ui *ui, const struct text_style *style, int width, const char *markdown)
{
    return prose_walk(ui, style, (struct rect){0, 0, width, 0}, markdown, false);
}
