#ifndef CAIRN_PAPER_H
#define CAIRN_PAPER_H
/*
 * cairn_paper - pages out of a sub-command: by cairn-print beside this program, to a print command or into a folder.
 */
#include "document.h"
#include "printer.h"

/* cairn-print, where this program is. */
const char *paper_helper(struct arena *a);
/* To the command, or into the folder where there is none; on the way it waits, as no kiosk may. */
bool paper_send(const struct printer_site *site, const struct document *d, const char *name);
/* A PDF at `path`, whole or not there. */
bool paper_keep(struct arena *a, const struct document *d, const char *path);

#endif
