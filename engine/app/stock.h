#ifndef STOCK_H
#define STOCK_H
/*
 * stock - what a terminal may play: packs that its publishers signed, and plain folders only where the site says so.
 */
#include "library.h"
#include "shelf.h"

struct stock_from {
    const char *modules, *assets; /* borrowed until the library is closed */
    bool examples;                /* of plain folders, those that show authors what can be done as well */
    struct local_date today;
};

/* Opens the shelf and the library over it. Packs that are refused are told in `problems`, each with its reason, and so is
 * that there is nothing to play (false). Close the library before the shelf; close both, whatever the answer. */
bool stock_open(struct library *l, struct shelf **shelf_out, struct store *s, const struct stock_from *from,
                struct problems *problems);

#endif
