#include "narration.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

void narration_name(const char *words, char out[NARRATION_NAME])
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *c = (const unsigned char *)words; *c; c++)
        hash = (hash ^ *c) * 0x100000001b3u;
    snprintf(out, NARRATION_NAME, "%016" PRIx64, hash);
}

bool narration_has(const char *media, const char *language)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/narration/%s", media, language);
    return access(path, R_OK | X_OK) == 0;
}

bool narration_path(const char *media, const char *language, const char *words, char *out, size_t room)
{
    char name[NARRATION_NAME];
    narration_name(words, name);
    int length = snprintf(out, room, "%s/narration/%s/%s.ogg", media, language, name);
    return length > 0 && (size_t)length < room && access(out, R_OK) == 0;
}
