#ifndef SOUND_LATE_H
#define SOUND_LATE_H
/*
 * sound_late - SDL2_mixer, loaded when something is first to sound.
 *
 * The mixer brings the decoders of a dozen formats with it: linked in, they are 6 ms of every start, a tenth of the time
 * to the first page, on a kiosk that may stay silent all day. The calls are those of SDL_mixer.h without their prefix.
 */
#include <SDL.h>
#include <SDL_mixer.h>

#include <stdbool.h>

#define SOUND_LATE_CALLS(CALL)                                                                                         \
    CALL(int, OpenAudioDevice, (int, Uint16, int, int, const char *, int))                                             \
    CALL(void, CloseAudio, (void))                                                                                     \
    CALL(int, AllocateChannels, (int))                                                                                 \
    CALL(int, VolumeMusic, (int))                                                                                      \
    CALL(int, Volume, (int, int))                                                                                      \
    CALL(int, HaltChannel, (int))                                                                                      \
    CALL(void, FreeChunk, (Mix_Chunk *))                                                                               \
    CALL(void, HookMusic, (void (*)(void *, Uint8 *, int), void *))                                                    \
    CALL(int, HaltMusic, (void))                                                                                       \
    CALL(void, FreeMusic, (Mix_Music *))                                                                               \
    CALL(Mix_Music *, LoadMUSType_RW, (SDL_RWops *, Mix_MusicType, int))                                               \
    CALL(int, FadeInMusicPos, (Mix_Music *, int, int, double))                                                         \
    CALL(void, PauseMusic, (void))                                                                                     \
    CALL(void, ResumeMusic, (void))                                                                                    \
    CALL(double, GetMusicPosition, (Mix_Music *))                                                                      \
    CALL(int, PlayingMusic, (void))                                                                                    \
    CALL(Mix_Chunk *, LoadWAV_RW, (SDL_RWops *, int))                                                                  \
    CALL(int, PlayChannel, (int, Mix_Chunk *, int))                                                                    \
    CALL(int, Playing, (int))

struct sound_late {
    void *library; /* NULL until loaded */
#define SOUND_LATE_POINTER(result, name, arguments) result(*name) arguments;
    SOUND_LATE_CALLS(SOUND_LATE_POINTER)
#undef SOUND_LATE_POINTER
};

/* True when it is there, now or from before; then it stays for the life of the program (its libraries are not made to be
 * taken out again). False leaves the reason in SDL_GetError. */
bool sound_late_load(struct sound_late *mix);

#endif
