#ifndef CAIRN_LINT_H
#define CAIRN_LINT_H
/*
 * cairn_lint - `cairn lint [PATH...] [--format text|json|sarif]`: what is wrong with programmes, where, and the way out.
 *
 * PATH is a folder of programmes, a programme's folder, or one .json in it (only that file's problems are listed then).
 * Problems go to standard output, a summary to standard error. Exit codes: 0 clean (warnings alone are clean), 1 problems,
 * 2 could not run.
 */
int cairn_lint(int argc, char **argv); /* argv[0] is "lint" */

#endif
