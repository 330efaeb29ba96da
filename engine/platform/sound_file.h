#ifndef SOUND_FILE_H
#define SOUND_FILE_H
/*
 * sound_file - what a recording is and how long, from its first and last bytes; nothing is decoded.
 *
 * Only four kinds are recordings here, told by their own marks and never by a name: no decoder for anything else is
 * ever reached.
 */
#include <stdbool.h>

enum sound_kind { SOUND_NONE, SOUND_OPUS, SOUND_VORBIS, SOUND_FLAC, SOUND_WAV };

#define SOUND_FILE_MAX_BYTES (10L * 1024 * 1024) /* half an hour of Opus speech */

/* SOUND_NONE when the file is missing, too large or something else. */
enum sound_kind sound_file_look(const char *path, int *length_ms_out);

#endif
