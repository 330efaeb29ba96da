#ifndef CAIRN_STORE_H
#define CAIRN_STORE_H
/*
 * cairn_store - `cairn store new|epoch|public ...`: makes the folder in which a terminal keeps everything, and sets it up.
 */
int cairn_store(int argc, char **argv); /* argv[0] is "store" */

#endif
