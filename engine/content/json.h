#ifndef JSON_H
#define JSON_H
/*
 * json - strict JSON text to a tree whose every value can tell its line, column and pointer; and JSON text out.
 *
 * I-JSON (RFC 7493): duplicate keys, bad UTF-8, NUL, a byte-order mark, numbers that a double cannot hold, trailing text,
 * too deep, too long are each refused with their place (codes begin with "json-"). The only unit that sees cJSON.
 */
#include <stdbool.h>
#include <stddef.h>
#include "problem.h"

#define JSON_BYTES_MAX  ((size_t)8 * 1024 * 1024)
#define JSON_DEPTH_MAX  32
#define JSON_VALUES_MAX 200000
#define JSON_STRING_MAX ((size_t)64 * 1024)

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_document; /* opaque: the text, the tree and where each value stands */
struct json;          /* one value of a document; borrowed from it */

/* Parses `length` bytes. NULL when there is any error (all in `problems`). `file` is for places only. The text is copied
 * into the arena; the document lives as long as it. */
struct json_document *json_parse(struct arena *a, const char *file, const char *text, size_t length,
                                 struct problems *problems);
const struct json *json_root(const struct json_document *d);

enum json_kind json_kind(const struct json *j);
const char *json_kind_name(enum json_kind kind);
const char *json_string(const struct json *j);  /* a STRING's text */
double json_number(const struct json *j);       /* a NUMBER's value; finite */
bool json_is_integer(const struct json *j);     /* a NUMBER that is whole and within +-(2^53-1) */
int json_count(const struct json *j);           /* of an ARRAY or OBJECT */
const struct json *json_at(const struct json *j, int index);      /* array element, or object member by position */
const char *json_key(const struct json *member);                  /* name of an object's member */
const struct json *json_member(const struct json *j, const char *key); /* case-sensitive; NULL when absent */

/* Where a value stands. Computed only when asked: costs a walk of the text. `json_place_key` is its member's name. */
struct place json_place(const struct json_document *d, const struct json *j);
struct place json_place_key(const struct json_document *d, const struct json *member);
const char *json_pointer(struct arena *a, const struct json_document *d, const struct json *j); /* "/pages/3/id" */
/* Place of a pointer found earlier with json_pointer; for judges that see the programme and not the tree. */
struct place json_place_of_pointer(struct arena *a, const char *file, const char *text, size_t length,
                                   const char *pointer);

/* --- writing: canonical when the caller adds keys in sorted order ------------------------------------------------ */

/* Adds a quoted, escaped string: only what RFC 8259 requires is escaped, so equal text gives equal bytes. */
void json_write_string(struct buffer *out, const char *text);
/* Shortest form that reads back the same; integers without a point. */
void json_write_number(struct buffer *out, double number);

#endif
