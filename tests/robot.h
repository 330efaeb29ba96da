#ifndef ROBOT_H
#define ROBOT_H
/*
 * robot - goes through any module on any kiosk: answers whatever a page asks, by what its targets mean, and presses
 * Next.
 *
 * It sees what a person sees: it presses where a target is on show, scrolls to what is not, and never reaches past the
 * screen into the attempt. It looks at the attempt only to know what a page still asks.
 */
#include "kiosk.h"

/* With what it presses. One switch needs it to be on in the settings (--one-switch, or #scan). */
enum hands { HANDS_TOUCH, HANDS_KEYS, HANDS_SWITCH };

struct robot {
    enum hands hands;
    struct kiosk *kiosk;
    struct virtual_clock *clock;
    void *context;
    void (*acted)(void *context);                       /* after every input was taken; may be NULL */
    void (*framed)(void *context, const struct ui *ui); /* every frame that differs; may be NULL */
    void (*restless)(void *context,
                     const struct ui *ui); /* a frame that changed though nothing happened; may be NULL */
    void (*focused)(void *context, const struct target *t); /* the focus came to it; may be NULL */
    bool hot;                              /* takes the highest number of every scale and answers that are a concern, and so meets the extra pages */
    bool thorough;                         /* opens every card, starts what runs in time, looks at every overlay */
    /* Answers as somebody else did, and leaves open what they left open (NULL or empty); NULL: as it comes. */
    const struct answer *(*like)(void *context, const struct block *exercise);
    char likened[160];                     /* its last act */
    const struct block *hopeless[16];      /* could not be answered so, on this page */
    int hopeless_count;
    bool (*goes_back)(void *context);      /* from the page on show, all done, it goes back in place of on; or NULL */
    const struct block *breathed;          /* breathing that has been tried already */
    const char *words;                     /* typed where words are asked for */
    int presses;
    char stuck[160]; /* why robot_play stopped, "" when it did not */
};

void robot_frame(struct robot *r);
bool robot_give(struct robot *r, struct input in);
/* Press begins and ends in the middle of what is on show of it, after scrolling there. False when there is no such
 * thing. */
bool robot_press(struct robot *r, const char *id);
bool robot_type(struct robot *r, const char *text);
void robot_wait(struct robot *r, int64_t ms);

const struct target_list *robot_targets(const struct robot *r); /* of the frame on show */
bool robot_stop(struct robot *r, const char *why, const char *what); /* stuck, and why: false */

/* From the attract screen to home, with code and PIN. */
bool robot_sign_in(struct robot *r, const char *code, const char *pin);
/* Answers one thing the page still asks (or opens one thing, when thorough). False when nothing is left to do on it. */
bool robot_answer(struct robot *r);
/* On from a page, to the done screen. False with `stuck` when it does not get there. */
bool robot_play(struct robot *r);

#endif
