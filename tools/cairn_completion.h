#ifndef CAIRN_COMPLETION_H
#define CAIRN_COMPLETION_H
/* cairn_completion - what lets a shell complete a program's command line, made of its table. */
#include "command.h"

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH, SHELLS };

enum shell shell_by_name(const char *name); /* "bash", "zsh" or "fish" */
/* Where it belongs, under share/: the folder, and the file of a program. */
const char *shell_folder(enum shell shell);
const char *shell_file(struct arena *a, enum shell shell, const char *program);
void completion(const struct command *program, enum shell shell, struct buffer *out);

#endif
