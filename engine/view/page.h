#ifndef PAGE_H
#define PAGE_H
/*
 * page - a page of an attempt as a screen: frame, blocks, audio bar, on-screen keyboard.
 *
 * View state (what is open, in hand, half-typed, scrolled) is in struct page_state: plain data that the app keeps
 * between frames and that page_press changes. Answers are never in it; drafts are, until they are written.
 */
#include "attempt.h"
#include "ui.h"

#define DRAFTS_MAX 16

struct page_draft {
    char exercise[EXERCISE_ID_ROOM];
    char item[ID_ROOM]; /* option, gap or "" */
    char text[ANSWER_TEXT_MAX + 1];
};

struct block_state {
    char held[2 * ID_ROOM]; /* sort, match: what is in hand; gaps, worksheet, diary, reveal (tabs): what is open */
    char held_from[ID_ROOM]; /* sort, match: the box it was in, what it was joined with; "" for none */
    char last[2 * ID_ROOM]; /* sort, match, rank, mark: what was moved or marked last: its feedback is shown */
    uint32_t opened;    /* reveal: bit per item */
    int64_t started_ms; /* breathe, countdown: boot time, 0 is not running */
    int64_t ran_ms;     /* how long it has run in all */
    int extra_s;        /* countdown: time added */
    int month;          /* date: on show, as year * 12 + month - 1; 0: that of the day chosen, or the first on offer */
    bool sound;         /* its sound is on */
    bool captions_off;  /* video; its words are on show: opened */
    bool finished;
};

struct page_state {
    struct block_state blocks[MODULE_BLOCKS_MAX]; /* by block.index */
    char page[ID_ROOM];                         /* id of the page this state was last shown for */
    int scroll_px;
    int sheet_scroll_px, sheet_content_px; /* of the page, while a part of a sheet has it to itself */
    int body_px, content_px; /* of the last frame: room and need */
    bool missing;            /* Next was refused: say what is missing */
    const struct block *missing_block;
    const struct block *missing_scrolled; /* the page was scrolled to this one already */
    int64_t running_shown_ms; /* the start of what runs in time, when the page was scrolled to it */
    const struct block *gone_on;          /* the story that a press has just told on: its new end is brought into view */
    char then_focus[96];                  /* where the keyboard goes when what it was on is gone; "" as always */
    bool too_many;                        /* a choice was refused: as many as may be are chosen */
    bool drafts_full; /* writing was refused: too much is half typed */
    /* writing: the on-screen keyboard is open for this exercise */
    bool writing;
    char writing_exercise[EXERCISE_ID_ROOM], writing_item[ID_ROOM];
    size_t caret; /* bytes */
    bool shift, symbols;
    bool unfit; /* number: what was typed cannot be the answer, and Done was pressed */
    struct page_draft drafts[DRAFTS_MAX];
    int draft_count;
    char written[ANSWER_TEXT_MAX + 1]; /* what the last act of page_press carries; until the next page_press */
};

struct audio_bar {
    bool can_play; /* there is a voice or a clip */
    bool playing;
    int64_t position_ms, total_ms;
    int speed;          /* 1..7, 4 is normal */
    int volume;         /* 0..10 */
    const char *notice; /* "No sound on this machine" (English: ui_words finds the person's words), or NULL */
};

/* The one video that plays, or has just stopped playing: all that the page knows of it. */
enum video_state { VIDEO_STILL, VIDEO_STARTING, VIDEO_PLAYING, VIDEO_PAUSED, VIDEO_ENDED, VIDEO_FAILED };
struct video_now {
    const char *block; /* id */
    enum video_state state;
    int position_ms;
    uint32_t picture; /* number of the picture to show; 0: none has come */
};
/* From here on a video of that length has been watched to its end: next time it begins anew. */
int video_end_ms(int length_ms);

struct page_frame {     /* what the app knows and the page shows */
    const char *notice; /* e.g. "Saved", "This session was changed since you were here", or NULL */
    bool signed_in;     /* false: "nothing is kept" */
    const struct audio_bar *audio;
    const struct video_now *video; /* or NULL */
};

void page_state_init(struct page_state *p);
/* Page changed: forgets what belongs to the old page, keeps drafts. */
void page_state_enter(struct page_state *p, const struct page *page);
struct page_draft *page_draft_find(struct page_state *p, const char *exercise, const char *item);
/* NULL when there are too many. */
struct page_draft *page_draft_put(struct page_state *p, const char *exercise, const char *item, const char *text);
void page_draft_remove(struct page_state *p, const char *exercise, const char *item);

void page_view(struct ui *ui, const struct attempt *attempt, struct page_state *state, const struct page_frame *frame);

/* The worksheet or diary of which a box or row is open, with the page to itself; or NULL. */
const struct block *page_open_sheet(const struct page_state *state, const struct attempt *attempt);

/* What a press of the view's own kinds changes. Fills `act` (kind ACT_NONE when none) with what it means for the
 * attempt: done with writing becomes ACT_WRITE. `draft_changed` tells that the draft named by writing_* must be kept.
 */
/* PRESS_ACT passes through. In presses of blocks `item` is the card, gap, field or item and `text` the block's id; RUN,
 * LONGER, SOUND, WRITE and STARTER have the block's id as `item`. KEY also takes the editing keys of a real keyboard by
 * name: "left", "right", "home", "end", "delete". act->text may point into state->written. */
void page_press(struct page_state *state, const struct attempt *attempt, const struct press *press, int64_t now_ms,
                struct act *act, bool *draft_changed);
/* Typed text from a real keyboard while writing; "\b" deletes backwards. */
void page_type(struct page_state *state, const struct attempt *attempt, const char *text, bool *draft_changed);
/* No recording sounds any more: it has come to its end, or something else was to be heard. False when none did. */
bool page_silence(struct page_state *state);
/* Ends what runs in time (breathing, counting down) and tells how long it ran: ACT_PLAYED, or ACT_NONE. When `leaving`,
 * whatever runs; otherwise only what has come to its end by `now_ms`. Call before Next, Back, Leave and Cover, and when
 * ui.wake_ms comes. */
void page_stop(struct page_state *state, const struct attempt *attempt, int64_t now_ms, bool leaving, struct act *act);

#endif
