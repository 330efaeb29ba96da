#ifndef CAIRN_STORE_H
#define CAIRN_STORE_H
/*
 * cairn_store - `cairn store new|backup|restore|epoch|public ...`: makes the folder in which a terminal
 * keeps everything, sets it up, and takes it away and back.
 */
int cairn_store(int argc, char **argv); /* argv[0] is "store" */

#endif
