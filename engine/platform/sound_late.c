#include "sound_late.h"

#include <string.h>

static bool find(void *library, const char *name, void *out, size_t size)
{
    void *found = SDL_LoadFunction(library, name);
    memcpy(out, &found, size);
    return found != NULL;
}

bool sound_late_load(struct sound_late *mix)
{
    if (mix->library)
        return true;
    mix->library = SDL_LoadObject("libSDL2_mixer-2.0.so.0");
    if (!mix->library)
        return false;
    bool all = true;
#define SOUND_LATE_FIND(result, name, arguments)                                                                       \
    all = find(mix->library, "Mix_" #name, &mix->name, sizeof mix->name) && all;
    SOUND_LATE_CALLS(SOUND_LATE_FIND)
#undef SOUND_LATE_FIND
    if (!all)
        mix->library = NULL;
    return all;
}
