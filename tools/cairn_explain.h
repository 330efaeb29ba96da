#ifndef CAIRN_EXPLAIN_H
#define CAIRN_EXPLAIN_H
/*
 * cairn_explain - `cairn explain [CODE...] [--format text|json]`: what a problem's code means, why it matters to the
 * reader, how to put it right, and an example wrong and right. Without a code all of them, a line each.
 *
 * Exit codes: 0 told, 1 a code that is none (the nearest is named), 2 could not run.
 */
int cairn_explain(int argc, char **argv); /* argv[0] is "explain" */

#endif
