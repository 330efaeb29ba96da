#ifndef CAIRN_NEW_H
#define CAIRN_NEW_H
/*
 * cairn_new - `cairn new programme DIR` and `cairn new module FILE.json`: a working example to change, never an empty file.
 *
 * A new programme has one module; a new module is added to its programme's list, or it is said how. What is there already
 * is never written over. Exit codes: 0 made, 2 nothing has been made.
 */
int cairn_new(int argc, char **argv); /* argv[0] is "new" */

#endif
