#ifndef CAIRN_LOOK_H
#define CAIRN_LOOK_H
/* cairn_look - the arguments that say how pages are to look (look_options.h). */
#include "cairn_tool.h"
#include "look_options.h"

#define ARGUMENT_THEME {.name = "--theme", .value = "T", .help = "colours", .choices = "light dark contrast low-glare"}
#define ARGUMENT_SIZE {.name = "--size", .value = "S", .help = "size of letters", .choices = "S M L XL"}
#define ARGUMENT_SCREEN {.name = "--screen", .value = "WxH", .help = "size of the screen, such as 1280x800"}

struct look_options tool_look(const struct tool *t);

#endif
