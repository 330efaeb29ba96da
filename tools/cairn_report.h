#ifndef CAIRN_REPORT_H
#define CAIRN_REPORT_H
/* cairn_report - `cairn report person`: what one person did, for staff; `cairn report programme`: what programmes come to. */

int cairn_report(int argc, char **argv); /* argv[0] is "report" */

#endif
