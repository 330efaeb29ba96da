#ifndef CAIRN_BACKUP_H
#define CAIRN_BACKUP_H
/*
 * cairn_backup - `cairn store backup|restore|erased`: a whole store in a file, and back without who was erased since.
 */
int cairn_store_backup(int argc, char **argv); /* argv[0] is "backup" */
int cairn_store_restore(int argc, char **argv);
int cairn_store_erased(int argc, char **argv);

#endif
