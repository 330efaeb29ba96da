#ifndef PRINTER_DRIVER_H
#define PRINTER_DRIVER_H
/*
 * printer_driver - what becomes of finished pages: one row a way. printer_send.c has the print command and the folder,
 * and what only says it has sent them.
 */
#include "child.h"
#include "printer.h"

#define PRINTER_TEXT 1024

struct printer_driver {
    bool makes;       /* false: no pages are needed */
    int most_ms;      /* longer, and it has failed */
    bool (*send)(struct printer *p, int pdf); /* begins; p->child does it */
};

struct printer {
    struct clock clock;
    struct arena arena; /* of the last document (null driver) */
    const struct printer_driver *way[PRINTER_WAYS]; /* NULL: there is none */
    char helper[PRINTER_TEXT], folder[PRINTER_TEXT];
    const struct site_command *command;
    char name[64];
    const struct printer_driver *driver; /* of what is under way */
    enum printer_state state;
    struct child child;
    int pdf; /* file in memory; -1: none */
    int64_t until_ms;
    const char *last;
};

extern const struct printer_driver printer_command, printer_folder, printer_null;

#endif
