#ifndef EXPORT_INSIDE_H
#define EXPORT_INSIDE_H
/* export_inside - JSON, member by member; what the files of `export` share. */
#include "export.h"
#include "json.h"

/* The comma where one is needed, and the key; NULL in an array. */
void export_key(struct buffer *out, const char *key);
void export_text(struct buffer *out, const char *key, const char *text); /* left out when NULL */
void export_number(struct buffer *out, const char *key, double number);
void export_flag(struct buffer *out, const char *key, bool flag);
void export_open(struct buffer *out, const char *key, const char *bracket);
/* "2026-11-21T10:00:00.000Z" */
const char *export_utc(struct arena *a, instant_ms at);
/* The first record of each attempt, by end, that staff have not taken back: a registration is completed once. */
bool export_is_first(const struct export_person *p, int record);
/* Rounded down, and never 0: what took less than a minute took one. */
int export_minutes(int64_t active_ms);

#endif
