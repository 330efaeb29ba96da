#ifndef CAIRN_PEOPLE_H
#define CAIRN_PEOPLE_H
/*
 * cairn_people - `cairn people add|list|card|assign|unlock|subject-access|erase|retain --store DIR ...`:
 * who may sign in, what to, and for how long.
 */
int cairn_people(int argc, char **argv); /* argv[0] is "people" */

#endif
