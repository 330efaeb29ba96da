#ifndef VOICE_H
#define VOICE_H
/*
 * voice - reads a screen aloud: one queue of things to say over speech and sound.
 *
 * Takes what a view says (struct spoken_list), makes one item at a time, tells which word is being spoken. It never says
 * what is not on show: a new list stops the old one unless the item being said is still there, word for word. A sentence
 * that somebody read and recorded is found by its words (narration.h) and takes the place of the voice.
 */
#include "sound.h"
#include "page.h"

struct voice; /* opaque */

struct voice *voice_open(struct speech *speech, struct sound *sound, const char *media); /* either may be NULL: silent */
struct shelf;
void voice_use(struct voice *v, struct shelf *shelf); /* programmes' recordings come from their packs (shelf.h) */
void voice_close(struct voice *v);
bool voice_can_speak(const struct voice *v, const char *language);

/* The things on show now. Copied. Keeps going when what is being said is still in the list. */
void voice_show(struct voice *v, const struct spoken_list *list, const char *language);
void voice_play(struct voice *v);             /* from the start, or on from a pause */
void voice_pause(struct voice *v);
void voice_stop(struct voice *v);             /* page left: silence at once */
void voice_back_sentence(struct voice *v);
void voice_seek(struct voice *v, double part); /* 0..1 of the whole */
void voice_set_speed(struct voice *v, int speed);
void voice_set_volume(struct voice *v, int volume);
/* A place in the list, to come back to when the list has been another in between. */
struct voice_mark { int sentence; bool begun; /* reading has begun there, and was not at its end */ };
struct voice_mark voice_mark(const struct voice *v);
void voice_resume(struct voice *v, struct voice_mark mark); /* reads on from the sentence that was being read */
/* Says one thing now (a toggle's confirmation), in place of what is being said; reading does not go on by itself. */
void voice_say_now(struct voice *v, const char *text, const char *language);

/* Ends what is being said so, with the part that waits for it: something else was pressed. */
void voice_say_no_more(struct voice *v);
/* Reads these items of the list shown last, once what is being said now has been said, and no further: what a press has
 * brought. Then the voice waits where it was before. */
void voice_read_part(struct voice *v, int first_item, int last_item);

/* A recording that belongs to the page (breathing, a clip to listen to), in place of the voice; `again` goes round until it
 * is stopped, by voice_stop too. False when it cannot be played. */
bool voice_play_recording(struct voice *v, const char *clip, bool again);
void voice_stop_recording(struct voice *v);
bool voice_is_recording(const struct voice *v); /* one of the page's is sounding */
/* Something else is to sound, which the voice knows nothing of: it is silent, and keeps its place. */
void voice_make_way(struct voice *v);
/* Someone is being read to, or listens to a recording that will end: not idle. */
bool voice_is_heard(const struct voice *v);

struct speaking voice_speaking(struct voice *v);   /* the word being said */
struct audio_bar voice_bar(struct voice *v);
/* Moves on: next item when one has ended. Call from the loop. Returns ms until the next word or item, -1: nothing to do. */
int voice_step(struct voice *v);
/* Milliseconds that something has sounded since last asked: for active time. */
int64_t voice_take_played_ms(struct voice *v);

#endif
