/* A module's page: the view's page, and what its presses mean for the attempt. */
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"

static void view(struct kiosk *k, struct ui *ui)
{
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct video_now video = kiosk_video_now(k);
    struct page_frame frame = {.notice = k->notice ? ui_words(ui, k->notice) : NULL,
                               .signed_in = k->signed_in,
                               .audio = &audio,
                               .video = &video};
    page_view(ui, k->attempt, &k->page, &frame);
}

/* A page's own recording takes the place of the voice; a breath goes round for as long as its circle does. */
static void follow_recording(struct kiosk *k, const struct press *p)
{
    const struct block *b = page_block(attempt_page(k->attempt), p->item);
    if (!b)
        return;
    struct block_state *s = &k->page.blocks[b->index];
    if (!s->sound)
        voice_stop_recording(k->drivers.voice);
    else if (!voice_play_recording(k->drivers.voice, p->text, b->kind == BLOCK_BREATHE))
        s->sound = false;
    else
        k->prefs.reading = false;
}

/* Who goes into a box of a sheet comes out where they went in. */
static void follow_sheet(struct kiosk *k, bool was_open, bool is_open)
{
    if (is_open && !was_open) {
        memcpy(k->sheet_opener, k->focus.id, sizeof k->sheet_opener);
        k->focus.id[0] = '\0';
    } else if (was_open && !is_open) {
        memcpy(k->focus.id, k->sheet_opener, sizeof k->focus.id);
    }
}

/* What opened the keyboard gets the focus back when it closes. */
static void follow_writing(struct kiosk *k, bool was_writing)
{
    if (!was_writing && k->page.writing) {
        snprintf(k->writer, sizeof k->writer, "%s", k->focus.id);
        snprintf(k->focus.id, sizeof k->focus.id, "key.1"); /* on a keypad; a keyboard begins with its first letter */
    } else if (was_writing && !k->page.writing)
        snprintf(k->focus.id, sizeof k->focus.id, "%s", k->writer);
}

static bool press(struct kiosk *k, const struct press *p)
{
    bool was_writing = k->page.writing;
    if (p->kind == PRESS_APP || p->kind == PRESS_SCROLL)
        return false;
    struct act act = {.kind = ACT_NONE};
    bool draft = false;
    if (p->kind == PRESS_ACT && (p->act.kind == ACT_NEXT || p->act.kind == ACT_BACK || p->act.kind == ACT_GO))
        kiosk_stop_timers(k, true);
    if (p->kind == PRESS_WRITE || p->kind == PRESS_STARTER)
        kiosk_keep_draft(k, true); /* of the field before: what is kept is always the field that is open */
    bool was_open = page_open_sheet(&k->page, k->attempt) != NULL;
    page_press(&k->page, k->attempt, p, kiosk_boot_ms(k), &act, &draft);
    follow_sheet(k, was_open, page_open_sheet(&k->page, k->attempt) != NULL);
    follow_writing(k, was_writing);
    if (draft)
        kiosk_keep_draft(k, false);
    if (p->kind == PRESS_SOUND)
        follow_recording(k, p);
    if (p->kind == PRESS_VIDEO)
        kiosk_video_press(k, p);
    if (act.kind == ACT_NONE)
        return true;
    /* Half-typed words are kept before whatever comes; but words that became an answer leave the drafts in the answer's
     * own transaction: taken away before it, a power cut in between would lose both. */
    bool ends_writing = act.kind == ACT_WRITE || act.kind == ACT_FILL || (was_writing && !k->page.writing);
    if (!ends_writing)
        kiosk_keep_draft(k, true);
    kiosk_act(k, act);
    if (ends_writing)
        kiosk_keep_draft(k, true);
    return true;
}

const struct screen_driver page_screen = {.name = "page", .view = view, .press = press, .idles = true};
