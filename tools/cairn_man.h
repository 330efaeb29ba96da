#ifndef CAIRN_MAN_H
#define CAIRN_MAN_H
/* cairn_man - a manual page (mdoc(7)) of a command and of all commands below it. */
#include "command.h"

void man_page(const struct given *g, struct buffer *out);
/* "cairn-people" */
const char *man_name(struct arena *a, const struct given *g);

#endif
