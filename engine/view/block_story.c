/* story: people talking, one bubble at a time; where the person chooses, it waits for them. */
#include "block.h"
#include "story.h"
#include <stdio.h>

struct story_sizes {
    int face, indent, pad;
};

static struct story_sizes story_sizes(const struct ui *ui)
{
    int face = block_em(ui, 2.88);
    return (struct story_sizes){face, face + block_em(ui, 0.72), block_em(ui, 1.0)};
}

static void draw_face(struct block_view *v, const struct speaker *who, struct rect circle)
{
    struct ui *ui = v->ui;
    if (who && who->picture) {
        ui_image(ui, block_media(v, who->picture), circle, NULL);
        return;
    }
    ui_ellipse(ui, circle, COLOUR_ACCENT, COLOUR_NONE, 0, STROKE_SOLID);
    ui_icon(ui, "account", rect_inset(circle, circle.w / 6), COLOUR_ON_ACCENT);
}

/* Who goes on speaking shows neither face nor name again; by ear every bubble says whose it is. */
static int draw_bubble(struct block_view *v, const struct block *b, int i, const struct speaker *before,
                       struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct story_line *line = &b->story.lines[i];
    const struct speaker *who = line->who;
    struct story_sizes s = story_sizes(ui);
    bool again = who == before;
    if (!again)
        draw_face(v, who, (struct rect){area.x, area.y, s.face, s.face});
    int x = area.x + s.indent, y = area.y + s.pad, room = area.w - s.indent - 2 * s.pad;
    int box =
        panel_begin(ui, (struct rect){x, area.y, area.w - s.indent, 0}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    style.target = block_id(v, b, "line", arena_printf(ui->arena, "%d", i + 1));
    if (who && again)
        ui_say(ui, block_plain(v, &who->name), style.target);
    else if (who)
        y += put_text(ui, style, x + s.pad, y, room, block_plain(v, &who->name));
    style.face = FACE_REGULAR;
    y += put_prose(ui, style, x + s.pad, y, room, block_words(v, &line->text));
    int h = y + s.pad - area.y;
    panel_end(ui, box, h);
    return h > s.face || again ? h : s.face;
}

/* The person's own turn, where the bubbles stand. */
static int draw_choice(struct block_view *v, const struct block *choice, struct rect area)
{
    struct ui *ui = v->ui;
    struct story_sizes s = story_sizes(ui);
    struct rect circle = {area.x, area.y, s.face, s.face};
    ui_ellipse(ui, circle, COLOUR_TINT, COLOUR_ACCENT, block_em(ui, 0.12), STROKE_DASHED);
    ui_icon(ui, "source-fork", rect_inset(circle, s.face / 5), COLOUR_ACCENT);
    block_show_missing(v, choice, area.y);
    int h = block_draw_any(v, choice, (struct rect){area.x + s.indent, area.y, area.w - s.indent, 0});
    return h > s.face ? h : s.face;
}

/* Next was refused for want of a choice that is yet to come: the story is told as far as that. */
static int told_now(const struct block_view *v, const struct block *b)
{
    int told = story_told(v->attempt, b);
    for (int i = told; i < b->story.line_count; i++)
        if (v->state->missing && b->story.lines[i].choice && b->story.lines[i].choice == v->state->missing_block)
            return i + 1;
    return told;
}

/* Where the keyboard goes when "Go on" is gone: to the choice that has come, or on from a story that is told. */
static void lead_focus(struct block_view *v, const struct block *b, bool asks, int first)
{
    const struct target_list *targets = &v->ui->targets;
    const char *id = asks && first < targets->count                    ? targets->item[first].id
                     : b == &v->page->blocks[v->page->block_count - 1] ? "next"
                                                                       : "";
    if (v->state->gone_on == b)
        snprintf(v->state->then_focus, sizeof v->state->then_focus, "%s", id);
}

/* What a press has brought begins at `top` and ends, with the way on, at `bottom`: as much of it as there is room for.
 */
static void show_end(struct block_view *v, const struct block *b, int top, int bottom)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap, below = bottom + gap - ui->clip.y - ui->clip.h, above = top - gap - ui->clip.y;
    if (v->state->gone_on != b)
        return;
    v->state->gone_on = NULL;
    int by = below < above ? below : above;
    if (by <= 0)
        return;
    v->state->scroll_px += by;
    ui->wake_ms = ui->in.now_ms + 1;
}

int block_story(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int told = told_now(v, b), next = story_next(v->attempt, b, told), y = area.y, gap = t->gap_small * 3 / 4;
    const struct speaker *before = NULL;
    int top = y, targets = 0;
    bool titled = v->titled, first = true;
    v->titled = false;
    for (int i = 0; i < told; i++) {
        const struct story_line *line = &b->story.lines[i];
        if (!story_shows(v->attempt, b, i))
            continue;
        struct rect room = {area.x, y, area.w, 0};
        int more = line->choice ? t->gap_small / 2 : 0; /* air around a question */
        room.y += first ? 0 : gap + more;
        top = room.y;
        targets = ui->targets.count;
        y = room.y + (line->choice ? draw_choice(v, line->choice, room) : draw_bubble(v, b, i, before, room)) + more;
        before = line->who;
        first = false;
    }
    v->titled = titled;
    lead_focus(v, b, told > 0 && b->story.lines[told - 1].choice, targets);
    if (next == told) {
        show_end(v, b, top, y);
        return y - area.y;
    }
    struct button more = {.id = block_id(v, b, "more", NULL),
                          .text = ui_words(ui, "Go on"),
                          .icon_after = "chevron-down",
                          .press = {.kind = PRESS_OPEN, .item = "more", .text = b->id, .number = next}};
    int indent = story_sizes(ui).indent, width = ui_button_width(ui, &more),
        height = ui_button_height(ui, &more, width);
    ui_button(ui, (struct rect){area.x + indent, y + t->gap_small, width, height}, &more);
    y += t->gap_small + height;
    show_end(v, b, top, y);
    return y - area.y;
}
