#include "layout_laws.h"

#include <stdlib.h>

#define TEXT_CONTRAST 4.5 /* WCAG 2.2 1.4.3, for text of every size */
#define ICON_CONTRAST 3.0 /* 1.4.11 */
#define TARGET_LEAST  44
#define SLACK_PX      1 /* rounding of widths */

struct shown_text { /* a text or icon, with what of it is on show */
    const struct draw_command *c;
    struct rect ink; /* where its glyphs are: the line box without most of its leading */
    struct rect seen;
    struct rect clip;
    bool clipped;
    int index;
};

struct scene {
    const struct ui *ui;
    struct shown_text *text;
    int count;
    const struct icons *icons;
    layout_told *told;
    void *context;
    int violations;
};

static void tell(struct scene *s, enum layout_law law, const char *what, const char *about, struct rect r)
{
    s->violations++;
    s->told(s->context, &(struct layout_violation){.law = law, .what = what, .about = about ? about : "", .rect = r});
}

static void tell_text(struct scene *s, enum layout_law law, const char *text_what, const char *icon_what,
                      const struct shown_text *t)
{
    bool icon = t->c->face == FACE_ICON;
    s->violations++;
    s->told(s->context, &(struct layout_violation){.law = law,
                                                   .what = icon ? icon_what : text_what,
                                                   .about = t->c->text,
                                                   .rect = t->c->rect,
                                                   .words = icon ? NULL : t->c->text});
}

static void tell_target(struct scene *s, enum layout_law law, const char *what, const struct target *t,
                        const char *about, struct rect r)
{
    s->violations++;
    s->told(s->context, &(struct layout_violation){
                            .law = law, .what = what, .about = about ? about : t->id, .rect = r, .target = t->id});
}

static struct rect screen_of(const struct ui *ui)
{
    return (struct rect){0, 0, ui->in.theme.width, ui->in.theme.height};
}

static struct rect ink_of(const struct draw_command *c)
{
    struct rect r = c->rect;
    int height = c->size_px * 11 / 10;
    if (c->face != FACE_ICON && height < r.h)
        r = (struct rect){r.x, r.y + (r.h - height) / 2, r.w, height};
    return r;
}

static bool is_seen(struct rect r)
{
    return r.w > 0 && r.h > 0;
}

static void collect(struct scene *s)
{
    const struct ui *ui = s->ui;
    struct rect clip = screen_of(ui);
    bool clipped = false;
    s->text = calloc((size_t)ui->draw.count + 1, sizeof *s->text);
    if (!s->text)
        abort();
    for (int i = 0; i < ui->draw.count; i++) {
        const struct draw_command *c = &ui->draw.item[i];
        if (c->kind == DRAW_CLIP || c->kind == DRAW_UNCLIP) {
            clipped = c->kind == DRAW_CLIP;
            clip = clipped ? c->rect : screen_of(ui);
        }
        if (c->kind != DRAW_TEXT || i < ui->modal_from)
            continue;
        struct rect ink = ink_of(c), seen = rect_intersect(ink, clip);
        if (!is_seen(seen) && clipped)
            continue;
        s->text[s->count++] = (struct shown_text){c, ink, seen, clip, clipped, i};
    }
}

/* --- text ------------------------------------------------------------------------------------------------------- */

static bool is_inside(struct rect r, struct rect outer)
{
    return r.x >= outer.x - SLACK_PX && r.y >= outer.y - SLACK_PX && r.x + r.w <= outer.x + outer.w + SLACK_PX &&
           r.y + r.h <= outer.y + outer.h + SLACK_PX;
}

static void check_on_screen(struct scene *s, const struct shown_text *t)
{
    struct rect outer = t->clip;
    if (t->clipped) { /* up and down it scrolls; to the sides it does not */
        outer.y = t->ink.y;
        outer.h = t->ink.h;
    }
    if (!is_inside(t->ink, outer))
        tell_text(s, LAW_ON_SCREEN, "text off the screen", "icon off the screen", t);
}

static void check_whole(struct scene *s, const struct shown_text *t)
{
    if (!t->c->torn)
        return;
    s->violations++;
    s->told(s->context, &(struct layout_violation){.law = LAW_WHOLE,
                                                   .what = "word torn in two",
                                                   .about = t->c->torn,
                                                   .rect = t->c->rect,
                                                   .words = t->c->torn});
}

static bool holds(const struct draw_command *c, int x, int y)
{
    if (c->kind == DRAW_BOX)
        return rect_contains(c->rect, x, y);
    if (c->kind != DRAW_ELLIPSE || c->rect.w < 1 || c->rect.h < 1)
        return false;
    double dx = 2.0 * (x - c->rect.x) / c->rect.w - 1, dy = 2.0 * (y - c->rect.y) / c->rect.h - 1;
    return dx * dx + dy * dy <= 1;
}

/* The filled shape that a text stands on: the last drawn before it under its middle. */
static const struct draw_command *ground_of(const struct scene *s, const struct shown_text *t)
{
    int x = t->seen.x + t->seen.w / 2, y = t->seen.y + t->seen.h / 2;
    for (int i = t->index - 1; i >= s->ui->modal_from; i--) {
        const struct draw_command *c = &s->ui->draw.item[i];
        if ((c->kind == DRAW_BOX || c->kind == DRAW_ELLIPSE) && c->fill != COLOUR_NONE && holds(c, x, y))
            return c;
    }
    return NULL;
}

static void check_contrast(struct scene *s, const struct shown_text *t, const struct draw_command *ground)
{
    const struct theme *theme = &s->ui->in.theme;
    enum colour on = ground ? ground->fill : COLOUR_PAPER;
    double least = t->c->face == FACE_ICON ? ICON_CONTRAST : TEXT_CONTRAST;
    if (on != COLOUR_SHADE && contrast_ratio(theme->colour[t->c->fill], theme->colour[on]) < least)
        tell_text(s, LAW_CONTRAST, "text too faint", "icon too faint", t);
}

static void check_ground(struct scene *s, const struct shown_text *t, const struct draw_command *ground)
{
    enum colour on = ground ? ground->fill : COLOUR_PAPER;
    if (on == COLOUR_SHADE)
        return;
    if (t->c->face != FACE_ICON && t->c->on != on)
        tell(s, LAW_GROUND, colour_name(on),
             arena_printf(s->ui->arena, "stands on this, says %s: %s", colour_name(t->c->on), t->c->text), t->c->rect);
    if (ground && ground->kind == DRAW_BOX && ground->fill != COLOUR_SPOKEN && !is_inside(t->ink, ground->rect))
        tell_text(s, LAW_IN_BOX, "text out of its box", "icon out of its box", t);
}

/* A name that the font lacks draws nothing, and leaves a hole that nobody misses. */
static void check_icon(struct scene *s, const struct shown_text *t)
{
    if (t->c->face == FACE_ICON && !icons_find(s->icons, t->c->text))
        tell_text(s, LAW_ICON, NULL, "no such icon", t);
}

static void check_overlaps(struct scene *s)
{
    for (int i = 0; i < s->count; i++) {
        for (int j = i + 1; j < s->count; j++) {
            struct rect both = rect_intersect(s->text[i].seen, s->text[j].seen);
            if (both.w <= SLACK_PX || both.h <= SLACK_PX)
                continue;
            s->violations++;
            s->told(s->context,
                    &(struct layout_violation){
                        .law = LAW_APART,
                        .what = "text over text",
                        .about = arena_printf(s->ui->arena, "%s | %s", s->text[i].c->text, s->text[j].c->text),
                        .rect = both,
                        .words = s->text[s->text[i].c->face == FACE_ICON ? j : i].c->text});
        }
    }
}

/* --- targets ---------------------------------------------------------------------------------------------------- */

/* Lines on which a target goes on lie over no other. */
static void check_over(struct scene *s, const struct target *t, struct rect shown)
{
    for (int j = 0; j < s->ui->targets.count; j++) {
        const struct target *other = &s->ui->targets.item[j];
        bool over = other != t && is_seen(rect_intersect(shown, other->shown));
        for (int k = 0; k < other->more_count && other != t; k++)
            over |= is_seen(rect_intersect(shown, other->more[k].shown));
        if (over)
            tell_target(s, LAW_TARGETS_APART, "target over target", t,
                        arena_printf(s->ui->arena, "%s | %s", t->id, other->id), shown);
    }
}

static void check_targets(struct scene *s)
{
    const struct target_list *list = &s->ui->targets;
    const struct target *before = NULL;
    for (int i = 0; i < list->count; i++) {
        const struct target *t = &list->item[i];
        if (t->rect.w < TARGET_LEAST || t->rect.h < TARGET_LEAST)
            tell_target(s, LAW_TARGET_SIZE, "target too small", t, NULL, t->rect);
        for (int k = 0; k < t->more_count; k++) {
            struct rect more = t->more[k].rect;
            if (more.w < TARGET_LEAST || more.h < TARGET_LEAST)
                tell_target(s, LAW_TARGET_SIZE, "target too small where it goes on", t, NULL, more);
            check_over(s, t, t->more[k].shown);
        }
        if (!t->in_body && !is_inside(t->rect, screen_of(s->ui)))
            tell_target(s, LAW_ON_SCREEN, "target off the screen", t, NULL, t->rect);
        for (int j = i + 1; j < list->count; j++) {
            if (text_is(t->id, list->item[j].id))
                tell_target(s, LAW_TARGET_ONCE, "target named twice", t, NULL, t->rect);
            struct rect both = rect_intersect(t->shown, list->item[j].shown);
            if (!t->hidden && !list->item[j].hidden && is_seen(both))
                tell_target(s, LAW_TARGETS_APART, "target over target", t,
                            arena_printf(s->ui->arena, "%s | %s", t->id, list->item[j].id), both);
        }
        /* Reading order: what comes next may be beside, in the next column, or below; never above in the same column,
         * but for a ladder, which is climbed. */
        if (t->in_body && before && !(t->rises && before->rises) && t->rect.y + t->rect.h <= before->rect.y &&
            t->rect.x < before->rect.x + before->rect.w && before->rect.x < t->rect.x + t->rect.w)
            tell_target(s, LAW_TARGET_ORDER, "target comes too late", t,
                        arena_printf(s->ui->arena, "%s after %s", t->id, before->id), t->rect);
        before = t->in_body ? t : before;
    }
}

int layout_laws(const struct ui *ui, const struct icons *icons, layout_told *told, void *context)
{
    struct scene s = {.ui = ui, .icons = icons, .told = told, .context = context};
    collect(&s);
    for (int i = 0; i < s.count; i++) {
        const struct draw_command *ground = ground_of(&s, &s.text[i]);
        check_on_screen(&s, &s.text[i]);
        check_whole(&s, &s.text[i]);
        check_contrast(&s, &s.text[i], ground);
        check_ground(&s, &s.text[i], ground);
        check_icon(&s, &s.text[i]);
    }
    check_overlaps(&s);
    check_targets(&s);
    free(s.text);
    return s.violations;
}

int layout_laws_of_colour(const struct ui *ui, layout_told *told, void *context)
{
    struct scene s = {.ui = ui, .told = told, .context = context};
    collect(&s);
    for (int i = 0; i < s.count; i++)
        check_contrast(&s, &s.text[i], ground_of(&s, &s.text[i]));
    free(s.text);
    return s.violations;
}
