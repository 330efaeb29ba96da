#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "narration.h"
#include "shelf.h"
#include "voice_inside.h"

#define VOLUME_NORMAL 7
#define SPEED_NORMAL  (SPEECH_SPEEDS / 2 + 1)
#define BACK_AGAIN_MS 1500 /* later than this in a sentence, "back" means its beginning; sooner, the one before */
#define STEP_MAX_MS   250  /* the position on the bar moves at least this often */

struct voice *voice_open(struct speech *speech, struct sound *sound, const char *media)
{
    struct voice *v = calloc(1, sizeof *v);
    if (!v)
        abort();
    v->speech = speech;
    v->sound = sound;
    v->media = strdup(media ? media : ".");
    v->present.sentence = v->coming.sentence = v->said.sentence = -1;
    v->speed = SPEED_NORMAL;
    voice_set_volume(v, VOLUME_NORMAL);
    return v;
}

void voice_use(struct voice *v, struct shelf *shelf)
{
    v->shelf = shelf;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void drop(struct made *m)
{
    utterance_release(&m->utterance);
    m->sentence = -1;
}

/* Nothing sounds when this returns, so that no samples are released under the device's hands. */
static void hush(struct voice *v)
{
    if (v->sound)
        sound_stop(v->sound);
    v->counted_ms = 0;
}

void voice_close(struct voice *v)
{
    if (!v)
        return;
    hush(v);
    drop(&v->present);
    drop(&v->coming);
    drop(&v->said);
    voice_list_release(&v->list);
    free(v->media);
    free(v);
}

static const char *clip_of(const struct voice *v, int sentence)
{
    return v->list.item[v->list.sentence[sentence].item].clip;
}

static void clip_path(const struct voice *v, const char *clip, char out[SHELF_PATH])
{
    shelf_path(v->shelf, v->media, clip, out);
}

/* A clip of the page's, or the sentence as somebody read it; those are for the normal speed, no other can be made of
 * them. */
static bool recording_of(const struct voice *v, int sentence, char out[SHELF_PATH])
{
    if (clip_of(v, sentence)) {
        clip_path(v, clip_of(v, sentence), out);
        return true;
    }
    if (!v->narrated || v->speed != SPEED_NORMAL || shelf_count(v->shelf)) /* nobody signed those: not beside packs */
        return false;
    struct arena arena;
    arena_init(&arena);
    bool is_there =
        narration_path(v->media, v->language, voice_list_words(&v->list, sentence, &arena), out, SHELF_PATH);
    arena_release(&arena);
    return is_there;
}

static bool make(struct voice *v, int sentence, struct made *out)
{
    struct sentence *s = &v->list.sentence[sentence];
    struct arena arena;
    bool made = false;
    drop(out);
    arena_init(&arena);
    if (v->speech)
        made =
            speech_say(v->speech, voice_list_words(&v->list, sentence, &arena), v->language, v->speed, &out->utterance);
    arena_release(&arena);
    if (made) {
        out->sentence = sentence;
        s->ms = (int)(out->utterance.sample_count * 1000 / (size_t)out->utterance.rate_hz);
        s->exact = true;
    }
    return made;
}

/* Lengths of recordings are known without making anything. */
static void measure_recordings(struct voice *v)
{
    for (int n = 0; n < v->list.sentence_count && v->sound; n++) {
        char path[SHELF_PATH];
        if (!recording_of(v, n, path))
            continue;
        int ms = sound_file_length_ms(v->sound, path);
        if (ms > 0) {
            v->list.sentence[n].ms = ms;
            v->list.sentence[n].exact = true;
        }
    }
}

/* Begins sentence `at`, `at_ms` into it. A recording that cannot be played is read from its words. */
static bool begin(struct voice *v)
{
    char path[SHELF_PATH];
    v->counted_ms = v->at_ms;
    if (recording_of(v, v->at, path)) {
        drop(&v->present);
        if (sound_play_file(v->sound, path, v->at_ms, false))
            return true;
    }
    if (v->coming.sentence == v->at) {
        drop(&v->present);
        v->present = v->coming;
        v->coming = (struct made){.sentence = -1};
    } else if (v->present.sentence != v->at && !make(v, v->at, &v->present)) {
        return false;
    }
    return sound_play_utterance(v->sound, &v->present.utterance, v->at_ms);
}

/* Goes on from `at`, past what cannot be said. */
static void read_on(struct voice *v)
{
    hush(v);
    while (v->sound && v->at < v->list.sentence_count) {
        if (begin(v)) {
            v->state = STATE_READING;
            return;
        }
        v->at++;
        v->at_ms = 0;
    }
    v->state = STATE_STILL;
    v->part = (struct part){0};
    v->at = 0;
    v->at_ms = 0;
}

/* --- what is on show ---------------------------------------------------------------------------------------------- */

static void place_keep(struct voice *v)
{
    if (v->state == STATE_READING && v->sound)
        v->at_ms = sound_position_ms(v->sound);
}

void voice_stop(struct voice *v)
{
    hush(v);
    drop(&v->said);
    v->part = (struct part){0};
    v->state = STATE_STILL;
    v->at = 0;
    v->at_ms = 0;
}

static int moved_to(const struct voice *v, int sentence, const struct voice_list *now)
{
    return sentence < v->list.sentence_count ? voice_list_find(&v->list, sentence, now) : -1;
}

/* The part to be read, in the new list; when it is not all there, there is none. */
static void move_part(struct voice *v, const struct voice_list *now)
{
    struct part p = v->part;
    if (!p.end)
        return;
    int first = moved_to(v, p.first, now), last = moved_to(v, p.end - 1, now), back = moved_to(v, p.back_to, now);
    v->part = (struct part){.first = first, .end = last + 1, .waits = p.waits, .back_to = back, .back_ms = p.back_ms};
    if (first < 0 || last < first)
        v->part = (struct part){0};
    else if (back < 0)
        v->part.back_to = v->part.back_ms = 0;
}

void voice_show(struct voice *v, const struct spoken_list *list, const char *language)
{
    if (voice_list_same(&v->list, list) && text_is(v->language, language))
        return;
    bool other_language = !text_is(v->language, language);
    struct voice_list now;
    voice_list_read(&now, list, speech_estimate_ms, v->speed);
    int goes_on = -1;
    bool begun = v->state != STATE_STILL && v->state != STATE_RECORDING;
    if (begun && !other_language && v->at < v->list.sentence_count)
        goes_on = voice_list_find(&v->list, v->at, &now);
    if (goes_on >= 0 && v->list.sentence[v->at].exact) {
        now.sentence[goes_on].ms = v->list.sentence[v->at].ms;
        now.sentence[goes_on].exact = true;
    }
    bool reading = v->state == STATE_READING || v->state == STATE_PAUSED;
    int after = -1; /* what counts changes while it is read: then what follows it is read next */
    if (reading && goes_on < 0 && !other_language && v->at + 1 < v->list.sentence_count)
        after = voice_list_find(&v->list, v->at + 1, &now);
    bool on = after >= 0 && v->state == STATE_READING;
    if (reading && goes_on < 0)
        voice_stop(v);
    if (goes_on < 0) {
        v->at = 0;
        v->at_ms = 0;
    }
    bool sounding = goes_on >= 0 && v->present.sentence == v->at;
    move_part(v, &now);
    voice_list_release(&v->list);
    v->list = now;
    drop(&v->coming);
    if (sounding)
        v->present.sentence = goes_on;
    else if (v->state != STATE_READING)
        drop(&v->present);
    if (goes_on >= 0)
        v->at = goes_on;
    snprintf(v->language, sizeof v->language, "%s", language ? language : "");
    v->narrated = narration_has(v->media, v->language);
    measure_recordings(v);
    if (after >= 0) {
        v->at = after;
        if (on)
            read_on(v);
        else
            v->state = STATE_PAUSED;
    }
}

/* --- what people press -------------------------------------------------------------------------------------------- */

void voice_play(struct voice *v)
{
    if (v->state == STATE_READING || !v->sound)
        return;
    if (v->state == STATE_SAYING || v->state == STATE_RECORDING)
        hush(v); /* before its samples go */
    drop(&v->said);
    v->part.waits = false;
    if (v->state == STATE_PAUSED && v->present.sentence == v->at && sound_is_playing(v->sound)) {
        v->state = STATE_READING;
        sound_pause(v->sound, false);
        return;
    }
    read_on(v);
}

struct voice_mark voice_mark(const struct voice *v)
{
    bool in_part = v->part.end && !v->part.waits;
    int at = in_part ? v->part.back_to : v->at, at_ms = in_part ? v->part.back_ms : v->at_ms;
    bool reading = !in_part && v->state == STATE_READING;
    return (struct voice_mark){.sentence = at, .begun = reading || at > 0 || at_ms > 0};
}

void voice_resume(struct voice *v, struct voice_mark mark)
{
    if (!v->sound || !mark.begun || mark.sentence >= v->list.sentence_count)
        return;
    hush(v);
    v->at = mark.sentence;
    v->at_ms = 0;
    read_on(v);
}

void voice_pause(struct voice *v)
{
    if (v->state != STATE_READING)
        return;
    place_keep(v);
    sound_pause(v->sound, true);
    v->state = STATE_PAUSED;
}

/* Somewhere else in the list: goes on sounding if it was, stays still if not. */
static void go_to(struct voice *v, int sentence, int into_ms)
{
    bool reading = v->state == STATE_READING;
    hush(v);
    v->at = sentence;
    v->at_ms = into_ms;
    if (v->part.end && (sentence < v->part.first || sentence >= v->part.end))
        v->part = (struct part){0}; /* somewhere else: reads on to the end */
    if (reading)
        read_on(v);
    else if (v->state != STATE_STILL || sentence || into_ms)
        v->state = STATE_PAUSED;
}

void voice_back_sentence(struct voice *v)
{
    if (!v->list.sentence_count)
        return;
    place_keep(v);
    go_to(v, v->at_ms < BACK_AGAIN_MS && v->at > 0 ? v->at - 1 : v->at, 0);
}

void voice_seek(struct voice *v, double part)
{
    if (!v->list.sentence_count)
        return;
    int64_t total = voice_list_before_ms(&v->list, v->list.sentence_count);
    int into_ms, sentence;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    sentence = voice_list_at(&v->list, (int64_t)((double)total * part), &into_ms);
    go_to(v, sentence, into_ms);
}

int voice_word_at(const struct utterance *u, int at_ms)
{
    int n = u->word_count - 1;
    while (n >= 0 && u->words[n].at_ms > at_ms)
        n--;
    return n;
}

/* What is being said is made anew and goes on from the same word. */
void voice_set_speed(struct voice *v, int speed)
{
    speed = speed < 1 ? 1 : speed > SPEECH_SPEEDS ? SPEECH_SPEEDS : speed;
    if (speed == v->speed)
        return;
    place_keep(v);
    bool spoken = v->present.sentence == v->at && v->at < v->list.sentence_count;
    int word = spoken ? voice_word_at(&v->present.utterance, v->at_ms) : -1;
    v->speed = speed;
    if (v->state != STATE_SAYING)
        hush(v);
    drop(&v->present);
    drop(&v->coming);
    for (int n = 0; n < v->list.sentence_count; n++) {
        struct arena arena;
        arena_init(&arena);
        if (!clip_of(v, n))
            v->list.sentence[n].ms = speech_estimate_ms(voice_list_words(&v->list, n, &arena), speed);
        arena_release(&arena);
    }
    measure_recordings(v);
    if (!spoken && v->at < v->list.sentence_count && !clip_of(v, v->at))
        v->at_ms = 0; /* a time in a recording is none in what the voice makes */
    if (spoken) {
        bool made = make(v, v->at, &v->present);
        v->at_ms =
            made && word >= 0 && word < v->present.utterance.word_count ? v->present.utterance.words[word].at_ms : 0;
    }
    if (v->state == STATE_READING)
        read_on(v);
}

void voice_set_volume(struct voice *v, int volume)
{
    v->volume = volume < 0 ? 0 : volume > 10 ? 10 : volume;
    if (v->sound)
        sound_volume(v->sound, v->volume);
}

void voice_say_now(struct voice *v, const char *text, const char *language)
{
    struct utterance u;
    if (!v->speech || !v->sound || !speech_say(v->speech, text, language, v->speed, &u))
        return;
    place_keep(v);
    hush(v);
    drop(&v->said);
    v->part.waits = false;
    v->said = (struct made){.sentence = 0, .utterance = u};
    v->state = sound_play_utterance(v->sound, &v->said.utterance, 0) ? STATE_SAYING : STATE_PAUSED;
}

static void end_saying(struct voice *v)
{
    hush(v);
    drop(&v->said);
    v->state = v->at || v->at_ms ? STATE_PAUSED : STATE_STILL;
}

void voice_say_no_more(struct voice *v)
{
    if (v->state != STATE_SAYING)
        return;
    end_saying(v);
    if (v->part.waits)
        v->part = (struct part){0};
}

static void begin_part(struct voice *v)
{
    place_keep(v);
    v->part.waits = false;
    v->part.back_to = v->at;
    v->part.back_ms = v->at_ms;
    v->at = v->part.first;
    v->at_ms = 0;
    read_on(v);
}

static void end_part(struct voice *v)
{
    hush(v);
    v->at = v->part.back_to;
    v->at_ms = v->part.back_ms;
    v->part = (struct part){0};
    v->state = v->at || v->at_ms ? STATE_PAUSED : STATE_STILL;
}

void voice_read_part(struct voice *v, int first_item, int last_item)
{
    int first = voice_list_sentence(&v->list, first_item), end = voice_list_sentence(&v->list, last_item + 1);
    if (!v->sound || first >= end)
        return;
    struct part before = v->part;
    if (before.end && !before.waits && v->state != STATE_SAYING) { /* a part is being read: back to before it */
        place_keep(v);
        hush(v);
        v->state = STATE_PAUSED;
    }
    if (before.end && !before.waits) {
        v->at = before.back_to;
        v->at_ms = before.back_ms;
    }
    v->part = (struct part){.first = first, .end = end, .waits = v->state == STATE_SAYING};
    if (!v->part.waits)
        begin_part(v);
}

/* Counts what has sounded since the last look: positions only ever go forward within one sentence or recording. */
static void count_played(struct voice *v)
{
    int at = sound_position_ms(v->sound);
    if (at > v->counted_ms) {
        v->played_ms += at - v->counted_ms;
        v->counted_ms = at;
    }
}

bool voice_play_recording(struct voice *v, const char *clip, bool again)
{
    char path[SHELF_PATH];
    if (!v->sound)
        return false;
    place_keep(v);
    hush(v);
    drop(&v->said);
    clip_path(v, clip, path);
    v->state = sound_play_file(v->sound, path, 0, again) ? STATE_RECORDING : STATE_PAUSED;
    v->recording_ms = again ? 0 : sound_file_length_ms(v->sound, path);
    return v->state == STATE_RECORDING;
}

void voice_make_way(struct voice *v)
{
    place_keep(v);
    hush(v);
    drop(&v->said);
    drop(&v->present); /* or play would go on with whatever sounds then */
    v->part = (struct part){0};
    v->state = v->at || v->at_ms ? STATE_PAUSED : STATE_STILL;
}

void voice_stop_recording(struct voice *v)
{
    if (v->state != STATE_RECORDING)
        return;
    hush(v);
    v->state = v->at || v->at_ms ? STATE_PAUSED : STATE_STILL;
}

bool voice_is_recording(const struct voice *v)
{
    return v->state == STATE_RECORDING;
}

/* --- what is happening -------------------------------------------------------------------------------------------- */

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Until the next word, the end, or the bar's next move. */
static int until_next(struct voice *v)
{
    int at = sound_position_ms(v->sound), wait = STEP_MAX_MS;
    if (v->present.sentence != v->at)
        return wait;
    const struct utterance *u = &v->present.utterance;
    int next = voice_word_at(u, at) + 1;
    int next_ms = next < u->word_count ? u->words[next].at_ms : v->list.sentence[v->at].ms;
    wait = next_ms - at < wait ? next_ms - at : wait;
    return wait < 1 ? 1 : wait;
}

int voice_step(struct voice *v)
{
    if (!v->sound)
        return -1;
    int rest_ms = sound_rest(v->sound);
    if (v->state == STATE_RECORDING && v->recording_ms > 0)
        count_played(v); /* what goes round belongs to an exercise that counts its own time */
    if (v->state == STATE_RECORDING && !sound_is_playing(v->sound)) {
        v->played_ms += v->recording_ms > v->counted_ms ? v->recording_ms - v->counted_ms : 0;
        voice_stop_recording(v);
    }
    if (v->state == STATE_RECORDING)
        return STEP_MAX_MS;
    if (v->state == STATE_SAYING) {
        if (sound_is_playing(v->sound))
            return sooner(STEP_MAX_MS, rest_ms);
        end_saying(v);
        if (v->part.waits)
            begin_part(v);
    }
    if (v->state != STATE_READING)
        return rest_ms;
    if (!sound_is_playing(v->sound)) {
        v->played_ms += v->list.sentence[v->at].ms > v->counted_ms ? v->list.sentence[v->at].ms - v->counted_ms : 0;
        v->at++;
        v->at_ms = 0;
        if (v->part.end && v->at >= v->part.end)
            end_part(v);
        else
            read_on(v);
        if (v->state != STATE_READING)
            return sound_rest(v->sound);
    }
    count_played(v);
    /* The next sentence is made while this one sounds, so that none has to be waited for. */
    int next = v->at + 1;
    char path[SHELF_PATH];
    if (next < v->list.sentence_count && v->coming.sentence != next && !recording_of(v, next, path))
        make(v, next, &v->coming);
    return sooner(until_next(v), rest_ms);
}

int64_t voice_take_played_ms(struct voice *v)
{
    if (v->state == STATE_READING)
        count_played(v);
    int64_t played = v->played_ms;
    v->played_ms = 0;
    return played;
}
