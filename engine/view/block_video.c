/* video: a short film in its place on the page, with big buttons, captions over it, and all of its words to read. */
#include "block.h"

/* What the page shows of it: the app knows while it plays, the attempt where the person stopped. */
struct watching {
    enum video_state state;
    int at_ms, length_ms;
    uint32_t picture;
};

static struct watching watching_of(const struct block_view *v, const struct block *b)
{
    const struct video_now *now = v->video;
    struct watching w = {.length_ms = b->video.length_ms};
    if (now && now->state != VIDEO_STILL && text_is(now->block, b->id)) {
        w.state = now->state;
        w.at_ms = now->position_ms;
        w.picture = now->picture;
    } else {
        w.at_ms = attempt_seen(v->attempt, b->id) * 1000;
    }
    w.at_ms = w.at_ms < w.length_ms ? w.at_ms : w.length_ms;
    return w;
}

static bool runs(const struct watching *w)
{
    return w->state == VIDEO_STARTING || w->state == VIDEO_PLAYING;
}

static bool is_over(const struct watching *w)
{
    return w->length_ms > 0 && w->at_ms >= video_end_ms(w->length_ms) && !runs(w) && w->state != VIDEO_PAUSED;
}

/* --- the picture ------------------------------------------------------------------------------------------------ */

static const char *caption_at(const struct block_view *v, const struct block *b, int at_ms)
{
    for (int i = 0; i < b->video.caption_count; i++) {
        const struct caption *c = &b->video.captions[i];
        if (at_ms >= c->from_s * 1000 && at_ms < c->to_s * 1000)
            return block_plain(v, &c->text);
    }
    return NULL;
}

/* Over the foot of the picture, so that nothing on the page moves; it says what is heard, so it is not said again. */
static void draw_caption(struct block_view *v, const char *words, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int pad = t->gap_small / 2, room = r.w - 4 * pad;
    struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_PAPER, COLOUR_INK);
    style.align = ALIGN_CENTRE;
    style.silent = true;
    while (ui_text_height(ui, &style, room, words) > r.h / 2 && style.type.size_px > t->hint.size_px) {
        style.type.size_px -= 1;
        style.type.line_px = style.type.size_px * 5 / 4;
    }
    int height = ui_text_height(ui, &style, room, words) + 2 * pad;
    struct rect box = {r.x + pad, r.y + r.h - height - pad, r.w - 2 * pad, height};
    ui_box(ui, box, COLOUR_INK, COLOUR_NONE, 0, t->radius / 2);
    put_text(ui, style, box.x + pad, box.y + pad, room, words);
}

/* Together with what starts and stops it, it fits the screen, however large the letters are. */
static struct rect picture_room(const struct block_view *v, const struct block *b, int width, bool beside)
{
    const struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int w = 16, h = 9;
    const char *poster = block_media(v, b->video.poster);
    if (!ui->in.measure.image_size || !ui->in.measure.image_size(ui->in.measure.context, poster, &w, &h) || w < 1 ||
        h < 1)
        w = 16, h = 9;
    int room = ui->body.h > 0 ? ui->body.h : t->height - t->top_bar - t->bottom_bar;
    int under = beside ? 0 : block_em(ui, 0.56) + t->hint.line_px + 4 * t->gap_small + block_em(ui, 3);
    int tallest = room - under < room * 70 / 100 ? room - under : room * 70 / 100, height = width * h / w;
    tallest = tallest > room / 3 ? tallest : room / 3;
    height = height < tallest ? height : tallest;
    int fits = height * w / h;
    return (struct rect){.w = fits < width ? fits : width, .h = height};
}

static void draw_picture(struct block_view *v, const struct block *b, const struct watching *w, struct rect r)
{
    struct ui *ui = v->ui;
    bool moves = w->picture && w->state != VIDEO_ENDED && w->state != VIDEO_FAILED;
    ui_video(ui, block_media(v, b->video.poster), r, block_plain(v, &b->video.alt), moves ? w->picture : 0);
    const char *caption = caption_at(v, b, w->at_ms);
    if (caption && !block_state_of(v, b)->captions_off && (runs(w) || w->state == VIDEO_PAUSED))
        draw_caption(v, caption, r);
}

/* --- beside it -------------------------------------------------------------------------------------------------- */

static const char *place_words(const struct block_view *v, const struct watching *w)
{
    const struct ui *ui = v->ui;
    const char *length = block_duration(v, (w->length_ms + 500) / 1000);
    if (w->state == VIDEO_STARTING)
        return ui_words(ui, "One moment");
    if (w->state == VIDEO_STILL && w->at_ms == 0)
        return ui_words_with(ui, "It takes %1. You can stop at any time.", length, NULL, NULL);
    if (is_over(w))
        return ui_words(ui, "That was all. You can watch it again if you like.");
    return ui_words_with(ui, "%1 of %2", block_duration(v, w->at_ms / 1000), length, NULL);
}

/* As high as any of them comes out, so that no button moves under the finger that presses it. */
static int place_height(const struct block_view *v, const struct watching *w, const struct text_style *style, int width)
{
    const struct watching kinds[] = {
        {.length_ms = w->length_ms},
        {.length_ms = w->length_ms, .at_ms = w->length_ms},
        {.length_ms = w->length_ms, .at_ms = w->length_ms * 9 / 10, .state = VIDEO_PAUSED},
    };
    int most = 0;
    for (int i = 0; i < 3; i++) {
        int height = ui_text_height(v->ui, style, width, place_words(v, &kinds[i]));
        most = height > most ? height : most;
    }
    return most;
}

static const char *play_words(const struct ui *ui, const struct watching *w)
{
    if (runs(w))
        return ui_words(ui, "Pause");
    if (is_over(w))
        return ui_words(ui, "Watch again");
    return w->at_ms > 0 ? ui_words(ui, "Carry on") : ui_words(ui, "Play");
}

static int buttons_of(struct block_view *v, const struct block *b, const struct watching *w, struct button out[4])
{
    struct ui *ui = v->ui;
    const struct block_state *s = block_state_of(v, b);
    struct press press = {.kind = PRESS_VIDEO, .item = b->id};
    int count = 0;
    if (w->state != VIDEO_FAILED) {
        press.text = "play";
        out[count++] = (struct button){.id = block_id(v, b, "play", NULL),
                                       .icon = runs(w)      ? "pause"
                                               : is_over(w) ? "replay"
                                                            : "play",
                                       .text = play_words(ui, w),
                                       .look = runs(w) ? BUTTON_PLAIN : BUTTON_MAIN,
                                       .press = press};
        press.text = "back";
        out[count++] = (struct button){.id = block_id(v, b, "back", NULL),
                                       .icon = "rewind",
                                       .text = ui_words(ui, "Back 10 seconds"),
                                       .press = press};
    }
    if (w->state != VIDEO_FAILED && b->video.caption_count) {
        press.text = "captions";
        out[count++] = (struct button){.id = block_id(v, b, "captions", NULL),
                                       .icon = "closed-caption",
                                       .text = ui_words(ui, "Captions"),
                                       .says = s->captions_off ? ui_words(ui, "Off.") : NULL,
                                       .chosen = !s->captions_off,
                                       .press = press};
    }
    press.text = "words";
    out[count++] = (struct button){.id = block_id(v, b, "words", NULL),
                                   .icon = "text-box-outline",
                                   .text = ui_words(ui, "Read the words"),
                                   .says = s->opened ? NULL : ui_words(ui, "Closed."),
                                   .chosen = s->opened,
                                   .press = press};
    return count;
}

/* In a column of one width, or in rows. */
static int draw_buttons(struct block_view *v, const struct block *b, const struct watching *w, struct rect area,
                        bool column)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct button button[4];
    int count = buttons_of(v, b, w, button), x = area.x, y = area.y, row = 0;
    for (int i = 0; i < count; i++) {
        int width = column ? area.w : ui_button_width(ui, &button[i]);
        width = width < area.w ? width : area.w;
        int height = ui_button_height(ui, &button[i], width);
        if (x > area.x && x + width > area.x + area.w) {
            x = area.x;
            y += row + t->gap_small;
            row = 0;
        }
        ui_button(ui, (struct rect){x, y, width, height}, &button[i]);
        row = height > row ? height : row;
        x += width + t->gap_small;
    }
    return y + row - area.y;
}

/* Where it is in words and as a bar, and what can be done. */
static int draw_side(struct block_view *v, const struct block *b, const struct watching *w, struct rect area,
                     bool column)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    int y = area.y;
    if (w->state == VIDEO_FAILED) {
        struct text_style said = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
        ui->live = true; /* it comes a while after the press */
        y += put_text(ui, said, area.x, y, area.w,
                      ui_words(ui, "This film cannot be shown just now. You can read its words."));
        ui->live = false;
        y += t->gap_small;
    } else {
        struct rect bar = {area.x, y, area.w, block_em(ui, 0.56)};
        ui_progress(ui, bar, w->length_ms > 0 ? (double)w->at_ms / w->length_ms : 0);
        y += bar.h + t->gap_small / 2;
        put_text(ui, soft, area.x, y, area.w, place_words(v, w));
        y += place_height(v, w, &soft, area.w) + t->gap_small;
    }
    y += draw_buttons(v, b, w, (struct rect){area.x, y, area.w, 0}, column);
    return y - area.y;
}

int block_video(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct watching w = watching_of(v, b);
    const char *title = block_plain(v, &b->video.title);
    int y = area.y, gap = t->gap_large, side = block_em(ui, 14), least = block_em(ui, 12);
    if (!text_is(title, block_plain(v, &v->page->title))) { /* what the heading has just said is not said twice */
        struct text_style style = block_style(ui, t->subheading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
        y += put_text(ui, style, area.x, y, area.w, title) + t->gap_small;
    }
    bool wide = area.w >= block_em(ui, 18) + gap + side, beside = !t->portrait;
    if (!wide) { /* buttons under a film lie under the screen's edge sooner than a smaller film is hard to see */
        side = least;
        beside = beside && area.w >= block_em(ui, 16) + gap + side;
    }
    struct rect picture = picture_room(v, b, beside ? area.w - gap - side : area.w, beside);
    picture.x = beside ? area.x : area.x + (area.w - picture.w) / 2;
    picture.y = y;
    draw_picture(v, b, &w, picture);
    if (beside) {
        int h = draw_side(v, b, &w, (struct rect){area.x + picture.w + gap, y, side, 0}, true);
        y += h > picture.h ? h : picture.h;
    } else {
        y += picture.h + t->gap_small;
        y += draw_side(v, b, &w, (struct rect){area.x, y, area.w, 0}, false);
    }
    if (block_state_of(v, b)->opened) {
        struct panel words = {.look = PANEL_PLAIN, .text = block_words(v, &b->video.transcript)};
        int width = area.w < t->column_max ? area.w : t->column_max;
        y += t->gap + panel_draw(v, &words, (struct rect){area.x, y + t->gap, width, 0});
    }
    return y - area.y;
}
