#ifndef NARRATION_H
#define NARRATION_H
/*
 * narration - recordings of what is read aloud, each found by the very words it says.
 *
 * A file is named after its sentence, so a sentence that is changed has no recording any more and is made by the voice: what is heard
 * is always what is on show. Files lie in <media>/narration/<language>/<name>.ogg; modules/narration/ in the source.
 */
#include <stdbool.h>
#include <stddef.h>

#define NARRATION_NAME 17 /* of a file without its ending, and NUL: FNV-1a of 64 bits, in sixteenths */
void narration_name(const char *words, char out[NARRATION_NAME]);
/* There is any in this language. */
bool narration_has(const char *media, const char *language);
/* False: these words have none. */
bool narration_path(const char *media, const char *language, const char *words, char *out, size_t room);

#endif
