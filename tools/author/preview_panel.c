/* What is wrong, over the page: each problem leads to its page, and to its place in an editor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "preview.h"

#define SHOWN_MAX 6
#define LINE_PX   26
#define PAD_PX    24
#define GO_TO     "preview.problem"

static struct text_style style_of(const struct ui *ui, int size_px, enum face face)
{
    return (struct text_style){.type = {size_px, size_px * 13 / 10},
                               .face = face,
                               .colour = COLOUR_INK,
                               .on = ui->in.theme.look == LOOK_CONTRAST ? COLOUR_CARD : COLOUR_WARNING_TINT,
                               .silent = true};
}

static const char *file_name(const char *path)
{
    return path && strrchr(path, '/') ? strrchr(path, '/') + 1 : path ? path : "";
}

static const char *told(struct preview *p, const struct problem *one)
{
    struct arena *a = &p->frame;
    return arena_printf(a, "%s:%d:%d  %s: %s [%s]%s%s", file_name(one->place.file), one->place.line, one->place.column,
                        one->severity == SEVERITY_ERROR ? "error" : "warning", one->message, one->code,
                        one->hint ? "\nhint: " : "", one->hint ? one->hint : "");
}

static int problem_line(struct preview *p, const struct problem *one, int number, struct rect room)
{
    struct ui *ui = &p->ui;
    struct text_style style = style_of(ui, 17, FACE_REGULAR);
    const char *words = told(p, one);
    int height = ui_text_height(ui, &style, room.w - 16, words);
    struct rect r = {room.x, room.y, room.w, height + 12};
    ui_text(ui, &style, r.x + 8, r.y + 6, room.w - 16, words);
    ui_target(ui, (struct target){.id = arena_printf(&p->frame, GO_TO ".%d", number),
                                  .name = arena_strdup(&p->frame, words),
                                  .role = ROLE_LINK,
                                  .rect = r,
                                  .press = {.kind = PRESS_APP, .item = GO_TO, .number = number}});
    return r.h;
}

/* As many problems as there is room for; the panel is no higher than they need. */
static int shown_of(struct preview *p, int width, int most_px, int *height_out)
{
    struct text_style style = style_of(&p->ui, 17, FACE_REGULAR);
    int shown = 0;
    *height_out = 0;
    for (const struct problem *one = p->problems.first; one && shown < SHOWN_MAX; one = one->next) {
        if (one->severity != SEVERITY_ERROR)
            continue;
        int height = ui_text_height(&p->ui, &style, width - 16, told(p, one)) + 12;
        if (shown && *height_out + height > most_px)
            break;
        *height_out += height;
        shown++;
    }
    return shown;
}

void preview_panel(struct preview *p)
{
    struct ui *ui = &p->ui;
    const struct rehearsal_look *look = p->is_open ? &p->rehearsal.look : &p->options.look;
    int count = p->problems.errors, height, width = look->width - 96 - 2 * PAD_PX + 16;
    int shown = shown_of(p, width, look->height / 2, &height);
    height += 3 * PAD_PX + 28 + (shown < count ? LINE_PX : 0);
    struct rect panel = {48, look->height - height - 120, look->width - 96, height};
    ui_box(ui, panel, style_of(ui, 17, FACE_BOLD).on, COLOUR_WARNING, 3, 20);
    struct text_style head = style_of(ui, 21, FACE_BOLD);
    ui_text(ui, &head, panel.x + PAD_PX, panel.y + PAD_PX, panel.w - 2 * PAD_PX,
            arena_printf(&p->frame, "%d problem%s.%s", count, count == 1 ? "" : "s",
                         p->has_version ? " Showing the last good version." : " Nothing good has been read yet."));
    struct rect room = {panel.x + PAD_PX - 8, panel.y + 2 * PAD_PX + 28, width, 0};
    int number = 0;
    for (const struct problem *one = p->problems.first; one && shown > 0; one = one->next, number++)
        if (one->severity == SEVERITY_ERROR) {
            room.y += problem_line(p, one, number, room);
            shown--;
            count--;
        }
    if (count > 0) {
        struct text_style more = style_of(ui, 17, FACE_ITALIC);
        ui_text(ui, &more, panel.x + PAD_PX, panel.y + panel.h - LINE_PX - 8, panel.w - 2 * PAD_PX,
                arena_printf(&p->frame, "and %d more: cairn lint says them all", count));
    }
}

static const struct problem *problem_at(const struct preview *p, int number)
{
    const struct problem *one = p->problems.first;
    for (int i = 0; one && i < number; i++)
        one = one->next;
    return one;
}

/* "code -g {file}:{line}:{column}" with what stands between braces put in. */
static void fill_command(char *out, size_t room, const char *editor, const struct place *place)
{
    char line[16], column[16];
    snprintf(line, sizeof line, "%d", place->line ? place->line : 1);
    snprintf(column, sizeof column, "%d", place->column ? place->column : 1);
    const struct {
        const char *mark, *value;
    } marks[] = {{"{file}", place->file ? place->file : ""}, {"{line}", line}, {"{column}", column}};
    size_t length = 0;
    out[0] = '\0';
    for (const char *at = editor; *at && length + 1 < room;) {
        const char *value = NULL;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && !value; i++)
            if (text_starts_with(at, marks[i].mark)) {
                value = marks[i].value;
                at += strlen(marks[i].mark);
            }
        int wrote = value ? snprintf(out + length, room - length, "%s", value)
                          : snprintf(out + length, room - length, "%c", *at++);
        length += wrote > 0 ? (size_t)wrote : 0;
    }
}

bool preview_panel_press(struct preview *p, const struct press *press)
{
    if (press->kind != PRESS_APP || !text_is(press->item, GO_TO))
        return false;
    const struct problem *one = problem_at(p, (int)press->number);
    if (!one)
        return true;
    int page = 0;
    if (p->is_open && one->place.pointer && sscanf(one->place.pointer, "/pages/%d", &page) == 1)
        for (int i = 0; i < p->rehearsal.module->page_count; i++)
            if (text_is(p->rehearsal.module->pages[i].pointer, arena_printf(&p->frame, "/pages/%d", page)))
                preview_go(p, i);
    if (p->options.editor)
        fill_command(p->run, sizeof p->run, p->options.editor, &one->place);
    preview_tell(p, "%s:%d:%d", file_name(one->place.file), one->place.line, one->place.column);
    return true;
}
