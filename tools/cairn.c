/* cairn - the authors' and sites' program: finds the command and hands over. */
#include "cairn_commands.h"
#include "cairn_tool.h"

int main(int argc, char **argv)
{
    return tool_run(&cairn, argc, argv);
}
