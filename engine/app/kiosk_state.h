#ifndef KIOSK_STATE_H
#define KIOSK_STATE_H
/*
 * kiosk_state - what the kiosk keeps between frames; shared by the screens of this layer and by nothing else.
 */
#include "certificate.h"
#include "document.h"
#include "frame.h"
#include "kiosk.h"
#include "scan.h"
#include "picture_pad.h"
#include "store_card.h"
#include "staff.h"
#include "wording.h"

enum screen { SCREEN_ATTRACT, SCREEN_SIGN_IN, SCREEN_HOME, SCREEN_PLANS, SCREEN_MADE, SCREEN_PAGE, SCREEN_CHECK_ANSWERS, SCREEN_DONE,
              SCREEN_PRINT, SCREEN_PRINT_WHAT, SCREEN_PRINTING, SCREEN_GOODBYE,
              SCREEN_STAFF, SCREEN_STAFF_SIGN_IN, SCREEN_STAFF_TODAY, SCREEN_STAFF_PEOPLE, SCREEN_STAFF_PERSON,
              SCREEN_STAFF_ENROL, SCREEN_STAFF_ASSIGN, SCREEN_STAFF_TAKE, SCREEN_STAFF_BRING, SCREEN_STAFF_ACCOUNTS,
              SCREEN_STAFF_READY, SCREEN_STAFF_CERTIFICATE, SCREENS };
enum overlay { OVERLAY_NONE, OVERLAY_HELP, OVERLAY_SETTINGS, OVERLAY_SUPPORT, OVERLAY_CALL_STAFF, OVERLAY_LEAVE,
               OVERLAY_COVER, OVERLAY_IDLE, OVERLAY_PRIVACY, OVERLAYS };

enum sign_in_stage { STAGE_CODE, STAGE_PIN, STAGE_PICTURES };

#define CODE_DIGITS 8
#define PIN_DIGITS  6

struct preferences {
    enum theme_look look;
    enum theme_size size;
    int language; /* index of library.languages */
    int speed, volume;
    bool reduced_motion;
    bool reading; /* reads each screen aloud as it comes */
    int scan_ms;  /* one switch: how long the focus stays at a place; 0: it does not go round by itself */
};

struct sign_in_form {
    enum sign_in_stage stage;
    char digits[CODE_DIGITS + 1]; /* of the stage; numbers of pictures */
    char order[PICTURES + 1];     /* in which they stand */
    char code[CODE_DIGITS + 1];
    char token[CARD_TOKEN]; /* of the card that was read, in place of the code; or "" */
    const char *message; /* English msgid of what went wrong, or NULL */
    int message_number;
    int64_t wait_until_ms; /* boot time until which no try is taken */
};

struct home_item { /* a module that this person may open */
    const struct programme *programme;
    const struct module *module;
    const char *assignment;
    const char *attempt; /* the open one, or NULL */
    instant_ms last_at;  /* when something last happened in it */
    bool completed;
    bool locked;         /* staff open it first */
    int page, pages;     /* where they stopped */
};

#define HOME_ITEMS_MAX 64
#define MADE_MAX       64
#define HOME_BROKEN_MAX 8 /* more says no more */

struct made { /* a session in which something was made */
    struct attempt *attempt; /* knows those before it as its past */
    instant_ms at;           /* when something last happened in it */
    bool completed;
};

struct home {
    struct arena arena;
    struct home_item items[HOME_ITEMS_MAX];
    int item_count;
    const char *broken[HOME_BROKEN_MAX]; /* what was assigned and cannot be opened now */
    int broken_count;
    const struct home_item *last; /* the one they stopped in most lately */
    const struct home_item *next; /* what to do now: that one, else the first that is open and not done; NULL: none */
    const struct programme_stage *shown; /* a stage whose modules were asked for, besides the one that is on */
    int days_credited, days_waiting, days_refused, days_maximum;
    struct made made[MADE_MAX];
    int made_count, made_shown;
};

/* What can be taken away: of one session, and of the programme when it is finished. */
struct print_what {
    const struct attempt *attempt;
    const struct programme *programme;
    const char *record;             /* id, or "" */
    struct document_square receipt; /* size 0: none */
    struct local_date date;         /* when it was done */
    bool finished;                  /* all of the programme: there is a certificate */
    struct certificate certificate; /* when it is */
    enum screen back;               /* where it was asked for */
};

struct print_desk {                 /* print_screen.c */
    struct print_what what;
    char code[RECORD_CODE];         /* "" without a record */
    enum document_kind kind;
    const char *left_out[EXERCISES_MAX];
    int left_out_count;
    enum printer_way way;
    bool busy;                      /* the printer had not done with the last */
};

#define EAR_HEARD_MAX 256
#define EAR_TICKED_MAX 64

struct ear {                      /* what a press is answered with, aloud (by_ear.c) */
    bool pressed, quiet, placed, typing;
    char id[TARGET_ID_ROOM], name[256];       /* of what was pressed */
    char before[512];             /* what it said of itself before */
    char group[256];              /* of what was focused last: its question */
    char typed[32];               /* on a real keyboard */
    uint64_t heard[EAR_HEARD_MAX]; /* the words of the last frame */
    int heard_count;
    uint64_t ticked[EAR_TICKED_MAX]; /* what was chosen before: hashes of targets */
    int ticked_count;
    char said[512];               /* last, in between: for journeys */
};

struct video_shown {      /* the one that was begun last on this page (kiosk_video.c) */
    char block[128];      /* its id; "": none was */
    struct video_now now; /* as of the last look */
    int kept_s;
    int64_t from_ms, watched_ms; /* of the last look; since it was kept */
    int step_ms;          /* when media wants to be looked at again; -1: not at all */
};

struct kiosk {
    struct kiosk_drivers drivers;
    struct kiosk_options options;
    struct site site;            /* the store's; without one, the defaults */
    struct arena site_arena;     /* of the defaults */
    struct preferences prefs;
    enum screen screen;
    enum overlay overlay;
    bool support_for_answer;     /* the support overlay was opened by an answer, not by its button */
    bool over;

    struct arena frame[2]; /* frames take turns: the last one's targets are read while the next is made */
    struct ui ui[2];
    int current;
    uint64_t painted_hash;
    bool has_frame, stale;
    struct theme theme;
    struct focus focus;
    bool focus_to_view;          /* it was moved to what has just come, which may lie out of sight */
    struct scan scan;
    int64_t scan_due_ms; /* boot time of its next step */
    char opener[TARGET_ID_ROOM]; /* what had the focus when the overlay opened: gets it back */
    char sheet_opener[TARGET_ID_ROOM]; /* as opener: when a box of a worksheet or a row of a diary opened */
    char writer[TARGET_ID_ROOM]; /* the same: when the keyboard or a keypad opened */
    int scroll_px, body_px, content_px; /* of screens other than a page */

    struct sign_in_form form;
    struct card_reader {     /* what a reader types, on the first screens (kiosk_card.c) */
        char typed[CARD_TOKEN + 8];
        int64_t at_ms;       /* of its last letter, boot time */
    } reader;
    bool signed_in;
    struct store_person person;
    char sitting[UUID_TEXT];
    const char *doubt; /* why the date of this sitting is not to be believed, or NULL */
    struct home home;

    struct arena attempt_arena;
    struct attempt *attempt;
    const struct programme *programme;
    struct store_attempt stored; /* id empty: nothing is kept */
    struct activity activity;
    instant_ms started_at;
    struct page_state page;
    struct video_shown video;
    char voiced[512];            /* what the voice was last given: screen/page/overlay */
    struct under {               /* what lies under an overlay, and how far it was read */
        char voiced[512];        /* as above; "": to be read anew */
        struct voice_mark mark;
        bool reading;            /* it was to be read */
    } under;
    struct ear ear;
    const char *notice;          /* English msgid shown on the page, or NULL */
    int64_t notice_until_ms;

    int64_t last_input_ms;       /* boot time */
    bool touched;                /* there has been any input at all */
    int voice_ms;                /* when the voice wants to be looked at again; -1: not at all */
    int64_t idle_until_ms;       /* OVERLAY_IDLE: when the sitting ends */
    char uncovered[EXERCISE_ID_ROOM]; /* exercise whose private answer was asked for, on a list of answers */
    int64_t answers_ms;          /* boot time at which "Check your answers" was on show */
    bool draft_dirty;
    int64_t draft_due_ms;

    char record[UUID_TEXT];      /* made last */
    int64_t done_ms;             /* boot time at which that was on show */
    int day_proposed;            /* days that this record is proposed for */
    struct document_square receipt; /* of it, to scan; size 0: none. In done_arena */
    struct print_desk print;
    enum printer_state printer;  /* as it was last looked at */
    struct arena done_arena;
    struct desk desk;            /* of staff (staff.h) */
};

int64_t kiosk_boot_ms(const struct kiosk *k);
struct moment kiosk_moment(const struct kiosk *k);
int64_t kiosk_gap_ms(const struct kiosk *k);
const char *kiosk_language(const struct kiosk *k);
struct ui_input kiosk_ui_input(struct kiosk *k);
void kiosk_set_scan(struct kiosk *k, int interval_ms);
void kiosk_scan(struct kiosk *k, int64_t now); /* the next step, when it is due */
void kiosk_scroll_to_focus(struct kiosk *k);
bool kiosk_is_writing(const struct kiosk *k); /* the on-screen keyboard is open */
void kiosk_user_input(struct kiosk *k, const struct input *in); /* judged by the last frame */

/* --- panels (overlays.c) ----------------------------------------------------------------------------------------- */

#define PANEL_ROWS_MAX 8

/* A panel of words and a column of buttons; every overlay but settings and cover is one. */
struct overlay_panel {
    const char *title;
    const char *texts[PANEL_ROWS_MAX]; /* Markdown, in the person's language */
    int text_count;
    bool counts; /* the last text counts down: seen, not heard, or it would be cut off every second */
    struct button buttons[PANEL_ROWS_MAX];
    int button_count;
    int pair; /* this button and the next stand side by side where there is room; 0: none do */
};
void panel_view(struct kiosk *k, struct ui *ui, const struct overlay_panel *p);
struct button panel_close(struct ui *ui, const char *english);

/* One line about privacy, for the first screen (privacy.c). */
const char *privacy_line(struct kiosk *k, struct ui *ui);

/* --- what the screens call (kiosk_sitting.c) ---------------------------------------------------------------------- */
void kiosk_go(struct kiosk *k, enum screen screen);
void kiosk_open_overlay(struct kiosk *k, enum overlay overlay);
void kiosk_close_overlay(struct kiosk *k);
void kiosk_sign_in(struct kiosk *k, const struct store_person *person);
void kiosk_end_sitting(struct kiosk *k, enum screen last); /* saves, then GOODBYE or at once attract */
bool kiosk_open_module(struct kiosk *k, const struct home_item *item); /* start or carry on */
bool kiosk_try_module(struct kiosk *k);                                /* without signing in */
void kiosk_act(struct kiosk *k, struct act act);
void kiosk_complete(struct kiosk *k); /* makes the record, then shows that it is done */
bool kiosk_is_in_attempt(const struct kiosk *k); /* a session is on show: a page of it, or its answers to check */
/* What ran in time (breathing, counting down) is noted: what has come to its end, or all of it when `leaving`. */
void kiosk_stop_timers(struct kiosk *k, bool leaving);
void kiosk_keep_draft(struct kiosk *k, bool now);
void kiosk_notify_failed(struct kiosk *k); /* the site's program was not told of a concern */
void kiosk_call_support(struct kiosk *k);
void kiosk_store_failed(struct kiosk *k); /* stop: "please call staff" */
void kiosk_set_language(struct kiosk *k, int language);

/* --- cards (kiosk_card.c) -------------------------------------------------------------------------------------------- */
bool kiosk_reads_cards(const struct kiosk *k);                  /* a card may be held to the reader now */
bool kiosk_card_type(struct kiosk *k, const struct input *in); /* true: that was the reader typing, or its Enter */

/* --- the page's video (kiosk_video.c) -------------------------------------------------------------------------------- */
struct video_now kiosk_video_now(const struct kiosk *k);
bool kiosk_video_plays(const struct kiosk *k);
void kiosk_video_press(struct kiosk *k, const struct press *p);
void kiosk_video_pause(struct kiosk *k); /* and keeps where it is; whatever covers the page or speaks does this first */
void kiosk_video_leave(struct kiosk *k); /* nothing of it is left */
void kiosk_video_step(struct kiosk *k);

/* --- what a press is answered with, aloud (by_ear.c) ------------------------------------------------------------------ */
void kiosk_say(struct kiosk *k, const char *plain); /* a confirmation, when reading aloud */
void ear_focus(struct kiosk *k);                     /* the focus was moved: its name and state */
void ear_press(struct kiosk *k, const struct press *p); /* before anything comes of it */
void kiosk_read_anew(struct kiosk *k);                  /* what is on show is read from the top */
void ear_frame(struct kiosk *k, bool moved);            /* the voice has been shown the frame */

/* --- what is read of the store (kiosk_home.c) ------------------------------------------------------------------------ */
/* What the person takes away from a session, in words; NULL while it is not whole, or private. */
const char *kiosk_take_home(const struct attempt *attempt, struct arena *arena);
/* Of home.made: in the language that is on. */
const char *made_title(const struct kiosk *k, struct arena *a, int index);
const char *made_plan(const struct kiosk *k, struct arena *a, int index); /* as kiosk_take_home; only of a finished one */
void kiosk_go_home(struct kiosk *k); /* home as it is now: days, plans, where they stopped */
struct attempt_settings kiosk_settings_now(struct kiosk *k);
/* Replays what is kept of an attempt; `activity` and `start` may be NULL. False when the journal does not open: then
 * nothing is shown rather than a guess. */
bool kiosk_replay(struct kiosk *k, struct arena *a, const char *id, struct attempt *attempt, struct activity *activity,
                  instant_ms *start);
/* Lends the open attempt what the person did before in its programme. False as for kiosk_replay. */
bool kiosk_load_past(struct kiosk *k);
/* `count` of assignments is -1 when the store cannot be read. */
struct credits kiosk_credits(struct kiosk *k, struct arena *a, const struct assignment **assignments,
                             int *count);

/* --- screens and overlays: one row each ---------------------------------------------------------------------------- */
struct screen_driver {
    const char *name;
    void (*view)(struct kiosk *k, struct ui *ui);
    /* True when the press was the screen's. */
    bool (*press)(struct kiosk *k, const struct press *press);
    const char *focus; /* where focus begins, or NULL: the first target */
    bool covers;       /* an overlay that takes the whole screen: what is under it is not built */
    bool idles;        /* "Are you still there?" after a while */
};
const struct screen_driver *kiosk_front(const struct kiosk *k); /* the overlay, or the screen */
extern const struct screen_driver attract_screen, sign_in_screen, home_screen, plans_screen, made_screen, page_screen,
    check_answers_screen, done_screen,
    print_screen, print_what_screen, printing_screen, goodbye_screen, staff_screen,
    staff_sign_in_screen, staff_today_screen, staff_people_screen, staff_person_screen, staff_enrol_screen,
    staff_take_screen, staff_bring_screen,
    staff_assign_screen, staff_accounts_screen, staff_ready_screen, staff_certificate_screen;
extern const struct screen_driver help_overlay, settings_overlay, support_overlay, call_staff_overlay, leave_overlay,
    cover_overlay, idle_overlay, privacy_overlay;

/* The square of a record, in done_arena; size 0: none. Worked out once. */
void kiosk_make_receipt(struct kiosk *k, const char *record, struct document_square *out);
/* The receipt of the record made last, on a card. Returns the height. */
int receipt_card(struct kiosk *k, struct ui *ui, struct rect r);
int code_view(struct ui *ui, struct rect r, const char *code); /* its letters, large; said one by one */

/* Print or save: what there is, what of it, what became of it. */
void kiosk_open_print(struct kiosk *k, const struct print_what *what);
bool kiosk_can_take(const struct kiosk *k); /* this machine has a printer or a folder */
/* How many answers a list of them would show: before finishing (also what was left open), or afterwards. */
int answers_count(const struct attempt *s, bool checking);
int answers_view(struct kiosk *k, struct ui *ui, const struct attempt *s, bool checking, struct rect area); /* height */
bool answers_press(struct kiosk *k, const struct press *p); /* a private one is asked for */

/* Shared by screens that are not a page: bars, body and its end. */
struct rect screen_begin(struct kiosk *k, struct ui *ui, const struct top_bar *top, const struct bottom_bar *bottom);
void screen_end(struct kiosk *k, struct ui *ui, struct rect column);
/* A plan on a card: its title and, gap_px below, its words. Returns the height. */
int plan_card(struct ui *ui, struct rect r, const char *title, const char *markdown, int gap_px);
struct press press_app(const char *item);
bool press_is(const struct press *p, const char *item);
/* The keypad of sign-in and cover: digits, Clear, backspace. Returns the height it took. */
int keypad_view(struct kiosk *k, struct ui *ui, struct rect r, const char *go_text, const char *go_item);
/* Takes "digit", "clear", "backspace" into form.digits (at most `most`). True when it was one. */
bool keypad_press(struct kiosk *k, const struct press *press, int most);
/* The boxes that show how many are typed; `hidden`: msgid that counts what is not shown, NULL: the code, which is. */
int digits_view(struct kiosk *k, struct ui *ui, int x, int y, int width, int most, const char *hidden);

#endif
