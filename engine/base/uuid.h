#ifndef UUID_H
#define UUID_H
/*
 * uuid - names as UUIDs (version 5, RFC 9562 section 5.5): the same name always gives the same one.
 *
 * For statements that may be sent again: whoever has one under this id knows that it is the same. No secret is in it.
 */
#include <stdbool.h>

#define UUID5_TEXT 37

bool uuid_is(const char *text); /* 8-4-4-4-12 hex digits */
/* `name_space` is a UUID; when it is none, its text goes into the name under the namespace of URLs. */
void uuid5(const char *name_space, const char *name, char out[UUID5_TEXT]);

#endif
