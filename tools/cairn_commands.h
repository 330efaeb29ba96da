#ifndef CAIRN_COMMANDS_H
#define CAIRN_COMMANDS_H
/*
 * cairn_commands - every command of `cairn`: tables (command.h), each in its cairn_<name>.c. What each does, its tables say.
 */
#include "command.h"

extern const struct command cairn; /* the program */

extern const struct command cairn_audit;
extern const struct command cairn_bundle;
extern const struct command cairn_credit;
extern const struct command cairn_diff;
extern const struct command cairn_explain;
extern const struct command cairn_help;
extern const struct command cairn_lint;
extern const struct command cairn_new;
extern const struct command cairn_pack;
extern const struct command cairn_pack_keys;
extern const struct command cairn_pack_new_key;
extern const struct command cairn_pack_sign;
extern const struct command cairn_people;
extern const struct command cairn_people_certificate;
extern const struct command cairn_people_subject_access;
extern const struct command cairn_preview;
extern const struct command cairn_receipt;
extern const struct command cairn_records;
extern const struct command cairn_records_export;
extern const struct command cairn_report;
extern const struct command cairn_site;
extern const struct command cairn_staff;
extern const struct command cairn_store;
extern const struct command cairn_store_backup;
extern const struct command cairn_store_erased;
extern const struct command cairn_store_new_keys;
extern const struct command cairn_store_restore;
extern const struct command cairn_storyboard;
extern const struct command cairn_test;
extern const struct command cairn_walk;
extern const struct command cairn_words;
extern const struct command cairn_words_narrate;

#endif
