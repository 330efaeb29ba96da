#ifndef CAIRN_STAFF_H
#define CAIRN_STAFF_H
/*
 * cairn_staff - `cairn staff add|list|role|new-pin|remove --store DIR ...`: who works here, and what each may do.
 */
int cairn_staff(int argc, char **argv); /* argv[0] is "staff" */

#endif
