#ifndef CAIRN_REPORT_H
#define CAIRN_REPORT_H
/* cairn_report - `cairn report programme`: what programmes come to over everybody who did them. */

int cairn_report(int argc, char **argv); /* argv[0] is "report" */

#endif
