#ifndef JSON_SCAN_H
#define JSON_SCAN_H
/*
 * json_scan - is this text strict JSON? And: where are the parts of a text that is.
 *
 * Inside of json. Grammar, encoding and limits are judged here, before cJSON sees a byte; values that only a tree can
 * judge (duplicate keys, numbers out of range) are json.c's.
 */
#include "json.h"

/* Adds a problem for everything refused; goes on after a fault that leaves the structure readable. */
bool json_scan(const char *file, const char *text, size_t length, struct problems *problems);

/* Line and column, in characters, of the byte at `offset`. */
struct place json_scan_place(const char *file, const char *text, size_t length, size_t offset);

/* For texts that have passed: offsets of what follows. */
size_t json_skip_space(const char *text, size_t length, size_t at);
size_t json_skip_scalar(const char *text, size_t length, size_t at); /* a string, number or name */
size_t json_skip_value(const char *text, size_t length, size_t at);

#endif
