#ifndef KIOSK_COMMAND_H
#define KIOSK_COMMAND_H
/* kiosk_command - the command line of cairn-kiosk: what main reads, and what `cairn help` makes a manual page of. */
#include "command.h"

extern const struct command kiosk_command;

#endif
