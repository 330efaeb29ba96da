#ifndef PRINTER_H
#define PRINTER_H
/*
 * printer - documents onto paper or into a folder, without ever waiting.
 *
 * The pages are made by cairn-print, a helper program that is started on first need and has locked itself up; then they are
 * handed to the site's print command, or put into the site's folder (a memory stick). Each step is a process that is looked
 * at now and then and killed when it takes too long, so that a hung helper, a dead printer or a stick that was pulled out
 * come to the same: it could not be done, and the kiosk says so. Nothing of a document stays behind but what was asked for.
 */
#include "clock.h"
#include "document.h"
#include "site.h"

struct printer; /* opaque */

enum printer_way { PRINTER_PAPER, PRINTER_FOLDER, PRINTER_WAYS };

enum printer_state {
    PRINTER_IDLE,
    PRINTER_MAKING,  /* pages */
    PRINTER_SENDING,
    PRINTER_DONE,
    PRINTER_NOT_MADE,
    PRINTER_NOT_SENT
};

/* What the site has; borrowed. The terminal never writes its site.json: who chooses a program is who may edit that. */
struct printer_site {
    const char *helper;  /* path of cairn-print */
    const struct site_command *command; /* takes a PDF on its standard input; NULL, or without a word: no printer */
    const char *folder;  /* absolute; NULL: nowhere to save */
};

struct printer *printer_open(const struct printer_site *site, struct clock clock); 
/* Prints nothing, says it did, and keeps the last document: for journeys. */
struct printer *printer_open_null(bool paper, bool folder, struct clock clock);
void printer_close(struct printer *p); /* ends what is being made; what is being printed goes on. NULL is fine */

bool printer_can(const struct printer *p, enum printer_way way); /* false for NULL */
/* Begins; false while one is under way, or when there is no such way. `name` is the file's, without ".pdf": letters, digits
 * and '-'. The document is copied. */
bool printer_start(struct printer *p, enum printer_way way, const struct document *d, const char *name);
enum printer_state printer_step(struct printer *p); /* looks how far it is; never waits. IDLE for NULL */
int printer_wait_ms(const struct printer *p);       /* until it is worth looking again; -1: nothing is under way */
void printer_forget(struct printer *p);             /* ends it, whatever it has come to: IDLE */
const char *printer_last(const struct printer *p);  /* null driver: JSON of what was printed last, or NULL */

#endif
