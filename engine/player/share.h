#ifndef SHARE_H
#define SHARE_H
/*
 * share - which of their own answers a person lets staff see.
 *
 * An option of a choice names them ("shares"). Nothing is shared unless that option is chosen, and then only once the
 * session is finished, so that it can be taken back until the end. What the question shows as "what staff will see" and
 * what staff are shown comes from here, both times in the same words. What is private, or is kept off paper, is never
 * shared, whatever an option names.
 */
#include "document.h"

/* The option of the choice that shares something, or NULL. */
const struct option *share_option(const struct block *b);
bool share_is_asked(const struct module *m); /* somewhere in it */
/* What staff would see if it were chosen: answers as they are now, in the order of the pages. Returns how many. */
int share_preview(struct arena *a, const struct attempt *s, const struct catalogue *interface, const struct option *o,
                  struct document_item out[EXERCISES_MAX]);
/* What staff see: of a finished session, what the person chose to show, each once. */
int shared_items(struct arena *a, const struct attempt *s, const struct catalogue *interface,
                 struct document_item out[EXERCISES_MAX]);

#endif
