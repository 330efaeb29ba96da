#include "sound_driver.h"

#include <assert.h>
#include <glob.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL.h>

#include "sound_file.h"
#include "sound_late.h"

#define RATE_HZ  SOUND_STREAM_HZ
#define CHANNELS 2
#define BUFFER_FRAMES                                                                                                  \
    4096 /* 85 ms: a quarter of the wake-ups of 1024, and nobody waits for the first sound that long */
#define BUFFER_MS (BUFFER_FRAMES * 1000 / RATE_HZ)
#define REST_MS   1000 /* an open device costs processor time even when silent */

int utterance_length_ms(const struct utterance *u)
{
    return u->rate_hz ? (int)(u->sample_count * 1000 / (size_t)u->rate_hz) : 0;
}

/* --- whatever the driver ------------------------------------------------------------------------------------------ */

void sound_close(struct sound *s)
{
    if (s)
        s->driver->close(s);
}

/* Nothing of what played before is read when this returns. */
static void make_way(struct sound *s)
{
    s->driver->stop(s);
    s->stream = NULL;
}

bool sound_play_utterance(struct sound *s, const struct utterance *u, int from_ms)
{
    make_way(s);
    return u->sample_count && s->driver->play_utterance(s, u, from_ms);
}

bool sound_play_file(struct sound *s, const char *path, int from_ms, bool loop)
{
    make_way(s);
    return s->driver->play_file(s, path, from_ms, loop);
}

bool sound_play_stream(struct sound *s, const struct sound_stream *stream)
{
    make_way(s);
    if (!s->driver->play_stream(s, stream))
        return false;
    s->stream = stream;
    return true;
}

bool sound_is_streaming(struct sound *s, const struct sound_stream *stream)
{
    return s->stream == stream;
}

int sound_file_length_ms(struct sound *s, const char *path)
{
    (void)s;
    int length_ms;
    return sound_file_look(path, &length_ms) == SOUND_NONE ? 0 : length_ms;
}

void sound_stop(struct sound *s)
{
    make_way(s);
}

void sound_pause(struct sound *s, bool paused)
{
    s->driver->pause(s, paused);
}

bool sound_is_playing(struct sound *s)
{
    return s->driver->is_playing(s);
}

int sound_position_ms(struct sound *s)
{
    return s->driver->position_ms(s);
}

void sound_volume(struct sound *s, int volume)
{
    s->driver->volume(s, volume < 0 ? 0 : volume > 10 ? 10 : volume);
}

void sound_tick(struct sound *s, const char *path)
{
    s->driver->tick(s, path);
}

int sound_rest(struct sound *s)
{
    return s->driver->rest(s);
}

/* --- SDL2_mixer --------------------------------------------------------------------------------------------------- */

struct sound_mixer {
    struct sound sound;
    struct sound_late mix;
    bool open, failed;
    uint64_t sounded_ms; /* last time something did */
    int volume;          /* 0..10 */
    Mix_Music *music;    /* a file, or NULL */
    Mix_Chunk *tick;
    char tick_path[512];
    /* An utterance or a stream. What `fill` reads is set only while it is not hooked in, or atomic: it runs on SDL's
     * thread. */
    const struct utterance *utterance;
    const struct sound_stream *stream;
    double step;           /* samples of the utterance for one frame of the device */
    size_t first;          /* sample at which it began */
    atomic_size_t frames;  /* given to the device since */
    atomic_uint filled_ms; /* when it last asked */
    atomic_bool paused;
    atomic_int gain; /* of 128 */
};

static struct sound_mixer *mixer_of(struct sound *s)
{
    return (struct sound_mixer *)(void *)s;
}

static double sample_at(const struct sound_mixer *m, size_t frame)
{
    return (double)m->first + (double)frame * m->step;
}

/* The device wants more: the utterance's samples, drawn out to the device's rate in straight lines. */
static void fill(void *context, Uint8 *stream, int bytes)
{
    struct sound_mixer *m = context;
    const struct utterance *u = m->utterance;
    int16_t *out = (int16_t *)(void *)stream;
    size_t count = (size_t)bytes / (sizeof *out * CHANNELS), frame = atomic_load(&m->frames);
    int gain = atomic_load(&m->gain);
    bool paused = atomic_load(&m->paused);
    memset(stream, 0, (size_t)bytes);
    for (size_t n = 0; n < count && !paused; n++) {
        double at = sample_at(m, frame + n);
        size_t whole = (size_t)at;
        if (whole >= u->sample_count)
            break;
        double next = whole + 1 < u->sample_count ? u->samples[whole + 1] : 0;
        double value = u->samples[whole] + (next - u->samples[whole]) * (at - (double)whole);
        out[n * CHANNELS] = out[n * CHANNELS + 1] = (int16_t)(value * gain / MIX_MAX_VOLUME);
    }
    if (!paused)
        atomic_store(&m->frames, frame + count);
    atomic_store(&m->filled_ms, SDL_GetTicks());
}

/* The same of a stream. What has not been made yet is silence, and takes no time of the stream's own. */
static void fill_from_stream(void *context, Uint8 *stream, int bytes)
{
    struct sound_mixer *m = context;
    int16_t *out = (int16_t *)(void *)stream;
    size_t count = (size_t)bytes / (sizeof *out * CHANNELS), had = 0;
    int gain = atomic_load(&m->gain);
    memset(stream, 0, (size_t)bytes);
    if (!atomic_load(&m->paused))
        had = m->stream->pull(m->stream->context, out, count);
    for (size_t n = 0; n < had * CHANNELS; n++)
        out[n] = (int16_t)(out[n] * gain / MIX_MAX_VOLUME);
    atomic_fetch_add(&m->frames, had);
    atomic_store(&m->filled_ms, SDL_GetTicks());
}

static bool device_open(struct sound_mixer *m)
{
    if (m->open)
        return true;
    if (m->failed)
        return false;
    if (sound_late_load(&m->mix) && SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
        m->open = m->mix.OpenAudioDevice(RATE_HZ, AUDIO_S16SYS, CHANNELS, BUFFER_FRAMES, NULL, 0) == 0;
        if (!m->open)
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
    if (!m->open) {
        m->failed = true; /* said once; trying again at every press would make each press slow */
        fprintf(stderr, "cairn: warning: no sound: %s [sound-failed]\n", SDL_GetError());
        return false;
    }
    m->mix.AllocateChannels(2);
    m->mix.VolumeMusic(m->volume * MIX_MAX_VOLUME / 10);
    return true;
}

static void device_close(struct sound_mixer *m)
{
    if (!m->open)
        return;
    m->mix.HaltChannel(-1);
    m->mix.FreeChunk(m->tick);
    m->tick = NULL;
    m->mix.CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    m->open = false;
}

static void mixer_stop(struct sound *s)
{
    struct sound_mixer *m = mixer_of(s);
    if (m->utterance || m->stream)
        m->mix.HookMusic(NULL, NULL); /* after this `fill` does not run */
    m->utterance = NULL;
    m->stream = NULL;
    if (m->music) {
        m->mix.HaltMusic();
        m->mix.FreeMusic(m->music);
        m->music = NULL;
    }
}

static void hook(struct sound_mixer *m, void (*filler)(void *, Uint8 *, int))
{
    atomic_store(&m->frames, 0);
    atomic_store(&m->filled_ms, SDL_GetTicks());
    atomic_store(&m->paused, false);
    m->mix.HookMusic(filler, m);
}

static bool mixer_play_utterance(struct sound *s, const struct utterance *u, int from_ms)
{
    struct sound_mixer *m = mixer_of(s);
    if (!device_open(m))
        return false;
    m->utterance = u;
    m->step = (double)u->rate_hz / RATE_HZ;
    m->first = (size_t)(from_ms > 0 ? from_ms : 0) * (size_t)u->rate_hz / 1000;
    hook(m, fill);
    return true;
}

static bool mixer_play_stream(struct sound *s, const struct sound_stream *stream)
{
    struct sound_mixer *m = mixer_of(s);
    if (!device_open(m))
        return false;
    m->stream = stream;
    hook(m, fill_from_stream);
    return true;
}

static Mix_MusicType music_type(const char *path)
{
    static const Mix_MusicType types[] = {[SOUND_NONE] = MUS_NONE,
                                          [SOUND_OPUS] = MUS_OPUS,
                                          [SOUND_VORBIS] = MUS_OGG,
                                          [SOUND_FLAC] = MUS_FLAC,
                                          [SOUND_WAV] = MUS_WAV};
    int length_ms;
    return types[sound_file_look(path, &length_ms)];
}

static bool mixer_play_file(struct sound *s, const char *path, int from_ms, bool loop)
{
    struct sound_mixer *m = mixer_of(s);
    Mix_MusicType type = music_type(path);
    if (type == MUS_NONE || !device_open(m))
        return false;
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    m->music = file ? m->mix.LoadMUSType_RW(file, type, SDL_TRUE) : NULL;
    if (!m->music)
        return false;
    m->mix.VolumeMusic(m->volume * MIX_MAX_VOLUME / 10);
    if (m->mix.FadeInMusicPos(m->music, loop ? -1 : 1, 0, from_ms > 0 ? from_ms / 1000.0 : 0) == 0)
        return true;
    mixer_stop(s);
    return false;
}

static void mixer_pause(struct sound *s, bool paused)
{
    struct sound_mixer *m = mixer_of(s);
    atomic_store(&m->paused, paused);
    if (m->music && paused)
        m->mix.PauseMusic();
    else if (m->music)
        m->mix.ResumeMusic();
}

/* What is heard now was given to the device one buffer ago; between its calls time goes on by the clock. */
static int heard_ms(const struct sound_mixer *m)
{
    size_t frames = atomic_load(&m->frames);
    int since = (int)(SDL_GetTicks() - atomic_load(&m->filled_ms));
    int given = (int)(frames * 1000 / RATE_HZ);
    int heard = given - 2 * BUFFER_MS + (atomic_load(&m->paused) ? 0 : since < BUFFER_MS ? since : BUFFER_MS);
    return heard > 0 ? heard : 0;
}

static int mixer_position_ms(struct sound *s)
{
    struct sound_mixer *m = mixer_of(s);
    if (m->music)
        return (int)(m->mix.GetMusicPosition(m->music) * 1000);
    if (m->stream)
        return heard_ms(m);
    if (!m->utterance)
        return 0;
    int from = (int)(m->first * 1000 / (size_t)m->utterance->rate_hz), length = utterance_length_ms(m->utterance);
    int at = from + heard_ms(m);
    return at > length ? length : at;
}

static bool mixer_is_playing(struct sound *s)
{
    struct sound_mixer *m = mixer_of(s);
    if (m->music)
        return m->mix.PlayingMusic();
    if (m->stream)
        return true;
    return m->utterance && mixer_position_ms(s) < utterance_length_ms(m->utterance);
}

static void mixer_volume(struct sound *s, int volume)
{
    struct sound_mixer *m = mixer_of(s);
    m->volume = volume;
    atomic_store(&m->gain, volume * MIX_MAX_VOLUME / 10);
    if (m->open) {
        m->mix.VolumeMusic(volume * MIX_MAX_VOLUME / 10);
        m->mix.Volume(-1, volume * MIX_MAX_VOLUME / 10);
    }
}

static void mixer_tick(struct sound *s, const char *path)
{
    struct sound_mixer *m = mixer_of(s);
    if (!path || !m->volume || music_type(path) == MUS_NONE || !device_open(m))
        return;
    if (!m->tick || strcmp(path, m->tick_path) != 0) {
        m->mix.HaltChannel(-1);
        m->mix.FreeChunk(m->tick);
        m->tick = m->mix.LoadWAV_RW(SDL_RWFromFile(path, "rb"), 1);
        snprintf(m->tick_path, sizeof m->tick_path, "%s", path);
    }
    if (m->tick) {
        m->mix.Volume(-1, m->volume * MIX_MAX_VOLUME / 10);
        m->mix.PlayChannel(0, m->tick, 0);
    }
}

static int mixer_rest(struct sound *s)
{
    struct sound_mixer *m = mixer_of(s);
    if (!m->open)
        return -1;
    uint64_t now = SDL_GetTicks64();
    if (mixer_is_playing(s) || m->mix.Playing(-1)) {
        m->sounded_ms = now;
        return REST_MS;
    }
    if (m->sounded_ms == 0)
        m->sounded_ms = now;
    if (now - m->sounded_ms < REST_MS)
        return (int)(REST_MS - (now - m->sounded_ms));
    mixer_stop(s);
    device_close(m);
    m->sounded_ms = 0;
    return -1;
}

static void mixer_close(struct sound *s)
{
    mixer_stop(s);
    device_close(mixer_of(s));
    free(mixer_of(s));
}

static const struct sound_driver driver_mixer = {
    mixer_close,      mixer_play_utterance, mixer_play_file, mixer_play_stream, mixer_stop, mixer_pause,
    mixer_is_playing, mixer_position_ms,    mixer_volume,    mixer_tick,        mixer_rest};

/* Whether there is anything to sound on, without starting anything: a card, or a sound server's door. */
static bool card_is_there(void)
{
    glob_t found = {0};
    const char *run = getenv("XDG_RUNTIME_DIR"), *doors[] = {"pulse/native", "pipewire-0"};
    if (getenv("SDL_AUDIODRIVER") || getenv("PULSE_SERVER"))
        return true;
    bool there = glob("/dev/snd/pcmC*D*p", GLOB_NOSORT, NULL, &found) == 0;
    globfree(&found);
    for (size_t n = 0; n < 2 && run && !there; n++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", run, doors[n]);
        there = access(path, W_OK) == 0;
    }
    return there;
}

struct sound *sound_open(struct problems *problems)
{
    if (!card_is_there()) {
        problem_warning(problems, PLACE_NONE, "sound-missing", "no sound card on this machine: nothing is read aloud");
        return NULL;
    }
    struct sound_mixer *m = calloc(1, sizeof *m);
    if (!m)
        abort();
    m->sound.driver = &driver_mixer;
    mixer_volume(&m->sound, 7);
    return &m->sound;
}
