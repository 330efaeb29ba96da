#ifndef VOICE_LIST_H
#define VOICE_LIST_H
/*
 * voice_list - what is to be read, cut into sentences, with the time each takes.
 *
 * Pure: it knows neither speech nor sound. A sentence is what goes back in one step and what is made in one go. What is
 * aside (the bars around a page) keeps its place in the list, so that items are counted as the view counts them, but is
 * never cut into sentences: a page is read, not its buttons.
 */
#include "ui.h"

struct sentence {
    int item;             /* of the list */
    size_t start, length; /* bytes in the item's text */
    int ms;               /* how long it takes: an estimate until it was made */
    bool exact;
};

struct voice_list { /* release with voice_list_release */
    struct arena arena;
    struct spoken *item;
    int item_count;
    struct sentence *sentence;
    int sentence_count;
};

/* Copies the list; `estimate_ms` says how long a text will take. */
void voice_list_read(struct voice_list *out, const struct spoken_list *from,
                     int (*estimate_ms)(const char *text, int speed), int speed);
void voice_list_release(struct voice_list *v);
bool voice_list_same(const struct voice_list *v, const struct spoken_list *other);
/* The first sentence of this item, or of the next one that is read. */
int voice_list_sentence(const struct voice_list *v, int item);
/* The sentence's words, NUL-terminated, in `a`. */
const char *voice_list_words(const struct voice_list *v, int sentence, struct arena *a);
/* The same words about the same thing in another list: -1 when they are no longer there. */
int voice_list_find(const struct voice_list *v, int sentence, const struct voice_list *in);
int64_t voice_list_before_ms(const struct voice_list *v, int sentence); /* of all sentences before this one */
/* The sentence at this time, and how far into it. */
int voice_list_at(const struct voice_list *v, int64_t at_ms, int *into_out);

/* Bytes up to where the next sentence begins, white space included. */
size_t sentence_length(const char *text);

#endif
