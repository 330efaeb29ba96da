#ifndef CAIRN_KEYS_H
#define CAIRN_KEYS_H
/* cairn_keys - `cairn store new-keys`: other keys for a store, by two members of staff. */

int cairn_store_new_keys(int argc, char **argv); /* argv[0] is "new-keys" */

#endif
