#ifndef KIOSK_H
#define KIOSK_H
/*
 * kiosk - the program a person meets: screens, what presses do, and the order in which things become durable.
 *
 * It is handed its drivers (window, voice, clock, store) and does not know whether a person or a journey presses. An act
 * becomes events, events are committed, and only then does the screen change.
 */
#include "library.h"
#include "media.h"
#include "notifier.h"
#include "printer.h"
#include "store.h"
#include "voice.h"
#include "window.h"

struct kiosk; /* opaque */

struct kiosk_options {
    const char *language;      /* "en-GB" when NULL */
    enum theme_look look;
    enum theme_size size;
    bool reduced_motion;
    bool headphones;           /* what is said is heard by the person alone: digits of a PIN may be */
    bool right_to_left;        /* lays every language out from the right: to see that a page can turn */
    const char *tick;          /* path of the confirming sound, or NULL */
};

struct kiosk_drivers {
    struct text_measure measure;
    struct voice *voice;       /* may be silent, never NULL */
    struct sound *sound;       /* for the tick; NULL: none */
    struct media *media;       /* NULL: videos cannot be shown */
    const char *media_folder;  /* where their files are */
    struct shelf *shelf;       /* where programmes and their files come from; NULL: from plain folders */
    struct clock clock;
    struct store *store;       /* borrowed; NULL: only trying without signing in */
    struct printer *printer;   /* NULL: nothing can be printed or saved */
    struct notifier *notifier; /* NULL: no program is told of concerns */
    struct library *library;   /* borrowed; asked for a programme it may read one */
    int width, height;
};

struct kiosk *kiosk_new(const struct kiosk_drivers *drivers, const struct kiosk_options *options);
void kiosk_free(struct kiosk *k); /* wipes what belongs to the person */

/* One input; INPUT_NONE lets time pass. */
void kiosk_input(struct kiosk *k, const struct input *in);
/* Builds the frame if anything may have changed; true when its draw list differs from the last one given out. */
bool kiosk_frame(struct kiosk *k);
const struct ui *kiosk_ui(const struct kiosk *k);         /* the last frame */
const struct theme *kiosk_theme(const struct kiosk *k);
/* How long the loop may wait before kiosk_input(INPUT_NONE) is due; -1 for ever. */
int kiosk_wait_ms(const struct kiosk *k);
bool kiosk_wants_text(const struct kiosk *k);             /* someone is writing, or typing digits */
/* The sitting is over: the caller starts anew (a fresh process, or a fresh kiosk in journeys), which is the wipe. */
bool kiosk_is_over(const struct kiosk *k);

/* For journeys and tests: where we are. */
const char *kiosk_screen(const struct kiosk *k);          /* "attract", "sign-in", "home", "page", "done", "staff" ... */
const char *kiosk_overlay(const struct kiosk *k);         /* "help" ...; "" when none */
const struct attempt *kiosk_attempt(const struct kiosk *k); /* or NULL */
const char *kiosk_said(const struct kiosk *k);            /* aloud, of a press or the focus; the page itself is in the ui */
int kiosk_notified(const struct kiosk *k); /* how often the site's program was told of a concern */
int kiosk_concerns(const struct kiosk *k); /* that staff have not seen yet; -1: the store cannot say */
const char *kiosk_last_record(const struct kiosk *k);     /* id of the record just made, or NULL */

#endif
