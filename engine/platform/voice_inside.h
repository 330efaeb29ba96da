#ifndef VOICE_INSIDE_H
#define VOICE_INSIDE_H
/* voice_inside - what the parts of voice share, and nobody else sees. */
#include "voice.h"
#include "voice_list.h"

enum state { STATE_STILL, STATE_READING, STATE_PAUSED, STATE_SAYING /* one thing, in between */,
             STATE_RECORDING /* a recording of the page's own */ };

struct made {     /* a sentence ready to sound */
    int sentence; /* -1: none */
    struct utterance utterance;
};

struct voice {
    struct speech *speech; /* or NULL */
    struct sound *sound;   /* or NULL */
    char *media;
    struct shelf *shelf;   /* or NULL */
    char language[32];
    bool narrated; /* somebody read in this language: narration.h */
    struct voice_list list;
    enum state state;
    int at;    /* sentence being read, or to be read next */
    int at_ms; /* where in it to go on, while nothing of it sounds */
    struct part {            /* of the list: read, and no further */
        int first, end;      /* sentences; end 0: there is none */
        bool waits;          /* for what is being said now */
        int back_to, back_ms; /* where the voice was before */
    } part;
    struct made present, coming, said;
    int speed, volume;
    int64_t played_ms;
    int recording_ms; /* of the page's recording that sounds; 0 when it goes round */
    int counted_ms; /* position up to which played_ms counts */
};

/* The word of an utterance that sounds at this time; -1 before the first. */
int voice_word_at(const struct utterance *u, int at_ms);

#endif
