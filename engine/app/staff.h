#ifndef STAFF_H
#define STAFF_H
/*
 * staff - what the screens of the staff area share: who is signed in, what is typed, what is listed.
 *
 * One file a screen. Everything shown is what the role may see, and each screen that opens leaves an audit event. The area
 * locks after three minutes without a touch; locking ends the process as the end of a sitting does, so that nothing of it
 * stays in memory.
 */
#include "certificate.h"
#include "credit.h"
#include "store_audit.h"
#include "store_bundle.h"
#include "store_card.h"
#include "store_desk.h"
#include "ui.h"

struct kiosk;

enum desk_field {
    FIELD_NONE,
    FIELD_NAME,
    FIELD_SECRET,
    FIELD_SEARCH,
    FIELD_CRN,
    FIELD_PRISON_NUMBER,
    FIELD_PNC,
    FIELD_REQUIREMENT,
    FIELD_MAXIMUM,
    FIELD_UNTIL,
    FIELD_REASON,
    DESK_FIELDS
};

/* A day that waits for staff, of one person. */
struct desk_day {
    char crn[CRN_TEXT], person[UUID_TEXT];
    const char *title; /* of the session it comes from */
    int active_minutes;
    const struct record *record; /* that it comes from, or NULL */
    const struct credit_day *day;
    int used, maximum; /* credited of the order's days; maximum 0: not known */
};

enum ready_state { READY_GOOD, READY_CARE, READY_BAD };
struct ready_check {
    const char *name;  /* msgid */
    enum ready_state state;
    const char *words; /* what was found, in the language on show */
    bool asks;         /* staff alone can tell: they may say that it is right */
};
#define READY_MAX 12

struct desk_brought { /* a file of a stick, and what became of it */
    const char *name, *refusal; /* refusal: a msgid, NULL when it was taken */
    struct store_imported in;
};

struct desk {
    bool in;
    struct store_staff staff;
    char text[DESK_FIELDS][STAFF_SECRET_MAX];
    enum desk_field writing;
    const char *writing_label; /* of the frame that is made */
    bool capitals;
    const char *message; /* what was done or went wrong: English msgid, or NULL */
    bool bad;            /* the message is about something that went wrong */
    int64_t wait_until_ms;
    int message_number;

    struct arena arena; /* of what follows, as it was when the screen opened */
    struct store_concern *concerns, *seen;
    int concern_count, seen_count;
    struct store_sat *sat;
    int sat_count;
    struct desk_day *days;
    int day_count, refusing; /* the day whose reason is asked for; -1: none */
    struct store_person *people;
    int people_count;
    struct store_fault *faults;
    int fault_count;
    struct store_person person; /* whose page is open; id "" none */
    struct store_identity identity;
    struct assignment *assignments;
    int assignment_count;
    struct certificate *certificates;
    int certificate_count, certificate; /* the one that is open (staff_certificate.c) */
    char pin[7];           /* a new one, on show once; "" otherwise */
    char pictures[PICTURES_SECRET]; /* the same */
    bool has_card, with_pictures;   /* the person on show; who is being enrolled */
    const char *programme; /* chosen to be assigned, or NULL */
    unsigned needs;        /* what staff say of the person while they assign (sequence.h); kept nowhere */
    bool needs_open, wished; /* the list of them is open; the person asks for the programme */
    enum supervision supervision;
    bool correcting;       /* the CRN of the person on show */
    struct store_pending *pending; /* what waits for a second person */
    int pending_count;
    struct store_staff *accounts;
    int account_count, account; /* the one that is open (staff_accounts.c) */
    bool removing;              /* it was pressed once */
    enum staff_role new_role;
    char staff_pin[STAFF_PIN];  /* a new one, on show once; "" otherwise */
    struct ready_check ready[READY_MAX];
    int ready_count;
    struct store_terminal *terminals; /* where the person may be taken */
    int terminal_count;
    struct desk_brought *brought;
    int brought_count;
};

bool desk_may(const struct kiosk *k, enum staff_may act);
instant_ms desk_now(const struct kiosk *k);
/* Goes to a screen of the area with what it lists read anew and its look noted. */
void desk_open_today(struct kiosk *k);
void desk_open_people(struct kiosk *k);
void desk_open_person(struct kiosk *k, const char *id);
void desk_open_enrol(struct kiosk *k);
void desk_open_assign(struct kiosk *k);
void desk_open_accounts(struct kiosk *k);
void desk_open_ready(struct kiosk *k);
void desk_open_take(struct kiosk *k);
void desk_open_bring(struct kiosk *k);
bool desk_has_sticks(const struct kiosk *k); /* the site says where a stick is found */
void desk_lock(struct kiosk *k);
bool desk_noted(struct kiosk *k, enum audit_action action, const char *what, const char *person); /* false: the store broke, and that is on show */
void desk_say(struct kiosk *k, bool bad, const char *english); /* on the screen that is on show */
void desk_focus(struct kiosk *k, const char *id); /* on what has just come; it scrolls into view */

/* --- what could come next (staff_suggest.c) -------------------------------------------------------------------------- */

int desk_suggest_view(struct kiosk *k, struct ui *ui, struct rect r); /* what is suggested, and why */
int desk_chosen_view(struct kiosk *k, struct ui *ui, struct rect r);  /* whom the chosen one is for; 0: none is chosen */
bool desk_suggest_press(struct kiosk *k, const struct press *p);

/* --- that a programme is finished (staff_certificate.c) -------------------------------------------------------------- */

bool desk_read_certificates(struct kiosk *k); /* of the person on show, into the arena; false: the store broke */
int desk_certificates_view(struct kiosk *k, struct ui *ui, struct rect r); /* 0: nothing is finished */
bool desk_certificates_press(struct kiosk *k, const struct press *p);

/* --- how somebody signs in (staff_door.c) ---------------------------------------------------------------------------- */

int desk_door_view(struct kiosk *k, struct ui *ui, struct rect r);
bool desk_door_press(struct kiosk *k, const struct press *p);
bool desk_can_card(const struct kiosk *k); /* give one, on this machine */
void desk_give_pictures(struct kiosk *k);  /* to the person on show, with a card if they have none */
void desk_forget_secret(struct kiosk *k);  /* that was on show */

/* --- what needs two people (staff_erase.c) --------------------------------------------------------------------------- */

bool desk_read_pending(struct kiosk *k); /* into the arena of what is listed; false: the store broke */
const char *desk_asked_words(struct kiosk *k, struct ui *ui, const struct store_pending *p);
int desk_erase_view(struct kiosk *k, struct ui *ui, struct rect r);
bool desk_erase_press(struct kiosk *k, const struct press *p);

/* --- drawing (staff_desk.c) ------------------------------------------------------------------------------------------ */

struct rect desk_begin(struct kiosk *k, struct ui *ui, const char *title, const struct button *next);
void desk_end(struct kiosk *k, struct ui *ui, struct rect column); /* and the keys, while something is written */
int desk_message(struct kiosk *k, struct ui *ui, struct rect r);   /* with the gap below; 0: none */
/* A label with its field below; returns the height with the gap below. */
int desk_field(struct kiosk *k, struct ui *ui, struct rect r, enum desk_field field, const char *label);
int desk_heading(struct ui *ui, struct rect r, const char *words); /* with the gap below */
int desk_text(struct ui *ui, struct rect r, const char *words);    /* the same */
/* Buttons from left to right, on as many lines as they need; returns the height with the gap below. */
int desk_buttons(struct ui *ui, struct rect r, const struct button *buttons, int count);

/* What was drawn for somebody to learn: a number, or pictures. On show once, seen and never said, so that no loudspeaker
 * tells it to a room. "hide-pin" hides it. */
struct desk_secret { const char *words, *number, *pictures, *hide; };
int desk_secret_view(struct ui *ui, struct rect r, const struct desk_secret *secret); /* with the gap below */

struct desk_row {
    const char *title, *text, *note; /* text and note: NULL for none */
    const char *icon;
    enum colour tone;                /* of icon and note; COLOUR_NONE: soft */
    bool loud;                       /* stands out: a concern */
    const struct button *buttons;
    int button_count;
};
int desk_row(struct ui *ui, struct rect r, const struct desk_row *row); /* with the gap below */

/* "Print the report", "Save the report", of what is there to print with and to save to, with the gap below; the ids are
 * "print-report" and "save-report" for the name "report". */
int desk_ways(struct kiosk *k, struct ui *ui, struct rect r, const char *name, const char *print, const char *save);
/* Sends `d` on its way, named "report-X000001", and says so; NULL: the store could not be read. */
void desk_send(struct kiosk *k, enum printer_way way, const struct document *d, const char *name, const char *sent);

/* Back, lock, fields and their keys: what means the same on every screen here. */
bool desk_press(struct kiosk *k, const struct press *p);
bool desk_type(struct kiosk *k, const char *text); /* a real keyboard; false: nothing is being written */

/* --- words ------------------------------------------------------------------------------------------------------------ */

const char *desk_role_words(const struct ui *ui, enum staff_role role);
const char *desk_time(struct ui *ui, instant_ms at);                       /* "13:42" in London */
const char *desk_date(struct ui *ui, struct local_date d); /* "Saturday 21 November", with its year when that is another */
const char *desk_title(struct kiosk *k, const char *programme, const char *module); /* `programme` NULL: any that has it */
const char *desk_crn(struct kiosk *k, struct arena *a, const char *person); /* or words for nobody */

#endif
