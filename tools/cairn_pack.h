#ifndef CAIRN_PACK_H
#define CAIRN_PACK_H
/*
 * cairn_pack - `cairn pack make|new-key|sign|keys|verify|unpack|trust|used`: programmes as files that nobody can change
 * unseen, and whose of them a terminal plays (pack.h, modules/README.md).
 */
int cairn_pack(int argc, char **argv); /* argv[0] is "pack" */

/* Those that are about keys alone: cairn_pack_keys.c. */
int cairn_pack_new_key(int argc, char **argv);
int cairn_pack_keys(int argc, char **argv);
int cairn_pack_sign(int argc, char **argv);

#endif
