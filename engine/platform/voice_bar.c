/* What the voice tells of itself: the word being said, and what the audio bar shows. */
#include "voice_inside.h"

bool voice_can_speak(const struct voice *v, const char *language)
{
    return v->speech && v->sound && speech_has_language(v->speech, language);
}

struct speaking voice_speaking(struct voice *v)
{
    struct speaking none = {.item = -1};
    if (v->state != STATE_READING)
        return none;
    const struct sentence *s = &v->list.sentence[v->at];
    struct speaking out = {.item = s->item, .start = s->start};
    if (v->present.sentence != v->at)
        return out; /* a recording: which word nobody knows */
    int word = voice_word_at(&v->present.utterance, sound_position_ms(v->sound));
    if (word < 0)
        return out;
    out.start = s->start + v->present.utterance.words[word].start;
    out.length = v->present.utterance.words[word].length;
    return out;
}

static bool has_clip(const struct voice *v)
{
    for (int n = 0; n < v->list.item_count; n++)
        if (v->list.item[n].clip)
            return true;
    return false;
}

struct audio_bar voice_bar(struct voice *v)
{
    struct audio_bar bar = {.playing = v->state == STATE_READING, .speed = v->speed, .volume = v->volume};
    bool speaks = v->sound && v->speech && (!v->language[0] || speech_has_language(v->speech, v->language));
    bar.can_play = speaks || (v->sound && has_clip(v));
    bar.notice = !v->sound || !v->speech ? WORDS("No sound on this machine")
                 : speaks                ? NULL
                                         : WORDS("No voice for this language");
    bar.total_ms = voice_list_before_ms(&v->list, v->list.sentence_count);
    if (v->at < v->list.sentence_count) {
        int into = v->state == STATE_READING ? sound_position_ms(v->sound) : v->at_ms;
        bar.position_ms = voice_list_before_ms(&v->list, v->at) + into;
    }
    return bar;
}

bool voice_is_heard(const struct voice *v)
{
    return v->state == STATE_READING || v->state == STATE_SAYING ||
           (v->state == STATE_RECORDING && v->recording_ms > 0);
}
