#ifndef PO_H
#define PO_H
/*
 * po - strings of programmes as a PO template for translators: each with its place, what it is, and the page it is on.
 */
#include "programme.h"

/* One file of translations: a programme's own, the words of a feedback, or those of measures. */
struct po_file {
    const char *folder; /* below modules/: "thinking-skills", "shared", "measures" */
    struct buffer text; /* the template */
    int count;
};

void po_begin(struct po_file *po, struct arena *a, const char *folder);
/* Strings of programme.json and of its modules; of feedbacks and measures that it uses. A place that was added already is not
 * added again. */
void po_add_programme(struct po_file *po, const struct programme *p);
void po_add_feedback(struct po_file *po, const struct programme *p);
void po_add_messages(struct po_file *po, const struct messages *messages, const char *comment);
void po_add_measures(struct po_file *po, const struct programme *p);
/* Strings and comments of a translation that has them all, as the interface's Welsh has; what it says in its language is left out. */
void po_add_translated(struct po_file *po, const char *translation);

/* The header of a new file for a language, not yet reviewed. */
void po_header(const char *language, const char *folder, struct buffer *out);

#endif
