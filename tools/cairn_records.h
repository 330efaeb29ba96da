#ifndef CAIRN_RECORDS_H
#define CAIRN_RECORDS_H
/*
 * cairn_records - `cairn records list|show|correct|void|receipt|verify --store DIR ...`: what was completed, and what it may count for.
 */
int cairn_records(int argc, char **argv); /* argv[0] is "records" */

#endif
