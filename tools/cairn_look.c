#include "cairn_look.h"

struct look_options tool_look(const struct tool *t)
{
    return (struct look_options){.setting = tool_text(t, "--setting"),
                                 .theme = tool_text(t, "--theme"),
                                 .size = tool_text(t, "--size"),
                                 .screen = tool_text(t, "--screen")};
}
