#ifndef KIOSK_STAGE_H
#define KIOSK_STAGE_H
/*
 * kiosk_stage - a whole kiosk without a screen: a demonstration store in a folder of its own, virtual time, a voice
 * that nobody hears, and widths of your choice.
 *
 * It is what kiosk_main puts together, with every driver that touches the outside world replaced by its null driver.
 */
#include "demonstration.h"
#include "kiosk.h"

#define STAGE_START ((instant_ms)1795255200000) /* 2026-11-21T10:00Z */

struct kiosk_stage {
    char folder[256];
    struct arena arena;
    struct problems problems;
    struct library *library; /* borrowed */
    struct store *store;
    struct virtual_clock virtual;
    struct speech *speech;
    struct sound *sound;
    struct voice *voice;
    struct printer *printer; /* says that it prints and saves */
    struct notifier *notifier; /* counts */
    struct media *video;
    struct kiosk_drivers drivers;
    struct kiosk_options options;
    struct kiosk *kiosk;
    int audits_before; /* rows of making the stage */
};

/* A new folder below `parent` (NULL: the system's for temporary files); its name goes into `out`. */
bool stage_folder(const char *parent, char *out, size_t room);
void stage_folder_remove(const char *folder);

/* A demonstration store with its one person, closed. */
bool stage_store(const char *folder, const char *setting, int minimum_active_minutes);

/* One more module ("showcase/showcase-text") or a whole programme for that person; the store is closed before and after. */
bool stage_assign(const char *folder, const char *module);

/* A member of staff of that role, "a.officer" with the passphrase "seven green bottles", and a `second` one, "b.second" with
 * "nine purple kettles"; the store is closed before and after. */
bool stage_staff(const char *folder, const char *role, bool second);

/* The person holds a card with this on it. */
bool stage_card(const char *folder, const char *token);
/* and signs in with these pictures, "374" (store_card.h). */
bool stage_pictures(const char *folder, const char *pictures);

/* Another terminal, SITE-02 T1, that this one trusts and that trusts it; with `is_in` a stick is in, with its person X000009
 * for this terminal, and one file that is for another. */
bool stage_stick(const char *folder, bool is_in);

/* Opens the store in `folder` and a kiosk on it. False with the reasons on the error output. */
bool stage_open(struct kiosk_stage *s, const char *folder, struct library *library, struct text_measure measure,
                int width, int height, const struct kiosk_options *options);
/* The kiosk is gone at once and a new one opens the same store; time goes on. */
bool stage_restart(struct kiosk_stage *s);
void stage_close(struct kiosk_stage *s);
/* Another printer, and a new kiosk that knows of it. */
bool stage_printer(struct kiosk_stage *s, bool paper, bool folder);

/* What records say, with ids, hashes and keys left out: fit for a golden. */
void stage_records(struct kiosk_stage *s, struct buffer *out);

/* What staff did since stage_open, a line each: who, what, with whose data, and the detail; ids left out as well. */
void stage_audits(struct kiosk_stage *s, struct buffer *out);

void stage_tell(const struct problems *problems); /* on the error output */

#endif
