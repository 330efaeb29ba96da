/* cairn - the authors' and sites' program: finds the sub-command and hands over. */
#include <stdio.h>
#include <string.h>

#include "cairn_lint.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the name */
    const char *help;
} commands[] = {
    {"lint", cairn_lint, "PATH...  what is wrong with programmes, where, and the way out"},
};

int main(int argc, char **argv)
{
    size_t count = sizeof commands / sizeof commands[0];
    for (size_t i = 0; argc > 1 && i < count; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    fputs("usage: cairn COMMAND ...\n", stderr);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "  %-10s %s\n", commands[i].name, commands[i].help);
    return 2;
}
