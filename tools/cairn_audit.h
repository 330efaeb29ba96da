#ifndef CAIRN_AUDIT_H
#define CAIRN_AUDIT_H
/*
 * cairn_audit - `cairn audit list|verify --store DIR ...`: what staff did with people's data, and that nothing of it was changed.
 */
int cairn_audit(int argc, char **argv); /* argv[0] is "audit" */

#endif
