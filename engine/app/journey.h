#ifndef JOURNEY_H
#define JOURNEY_H
/*
 * journey - plays a written list of acts on a kiosk in virtual time, and checks what it then shows.
 *
 * One act a line; '#' begins a comment. Names are those of targets; `#id` names a target by id (languages change names).
 *
 *     press "Next"            press begins and ends on the target; it is scrolled into view first
 *     press #trigger.option.waiting
 *     tab "Next" | tab #id    Tab until the focus is on it, then Enter
 *     type "words"            text from a keyboard
 *     key Tab                 Tab BackTab Up Down Left Right Enter Space Escape Backspace PageUp PageDown F1 ...
 *     wait 5s | wait 300ms    time passes
 *     clock 90m               somebody sets the wall clock forward; no time passes
 *     power-cut               the program is gone at once; a new one opens the same store
 *     expect screen home | expect overlay help | expect page welcome
 *     expect text "..."       is on show or is said;  expect no text "..."
 *     expect focus "Next"
 *     expect concerns 1       so many are on staff's list
 *     expect notified 1       the site's program was told so often since the kiosk was opened
 *     expect record           a completion record was made
 *     shot NAME               saves a picture, when there is somewhere to save it
 *     draw NAME               saves the draw list as text
 *     says NAME               saves what is read, in order, and what each target says of itself
 *     expect reading "..."    is what the voice is reading of the page; "nothing" when it is not reading
 *     expect said "..."       was said last in between: of a press, or of what the focus moved to
 *     records NAME            saves what records say, with ids and keys left out
 *     printed NAME            saves the document that was printed or saved last, as JSON without its receipt
 *     repeat N ... end        the acts between, N times
 */
#include "kiosk.h"

struct journey_stage {
    void *context;
    struct kiosk *kiosk;           /* now; power-cut replaces it */
    struct virtual_clock *clock;
    /* A new kiosk on the same store. `cut`: nothing may be saved or closed tidily before. NULL: it could not. */
    struct kiosk *(*restart)(void *context, bool cut);
    void (*shot)(void *context, const char *name);                       /* NULL: shots are left out */
    void (*keep)(void *context, const char *name, const char *text);     /* draw, records; NULL: left out */
    void (*records)(void *context, struct buffer *out);
    const char *(*printed)(void *context); /* NULL: nothing was */
    void (*framed)(void *context, const struct ui *ui, const char *place); /* every new frame: invariants; may be NULL */
    struct window *window;         /* painted on every frame when not NULL */
};

/* False at the first act that cannot be done or expectation that fails, with its file and line in `problems`. */
bool journey_run(struct journey_stage *stage, const char *file, const char *text, struct problems *problems);

#endif
