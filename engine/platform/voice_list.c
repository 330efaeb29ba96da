#include "voice_list.h"

#include <assert.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Size of the full stop of some script at `text`, or 0. */
static size_t stop_at(const char *text)
{
    static const char *const stops[] = {".", "!", "?", "…", "؟", "۔", "।", "።"};
    for (size_t n = 0; n < sizeof stops / sizeof stops[0]; n++)
        if (!strncmp(text, stops[n], strlen(stops[n])))
            return strlen(stops[n]);
    return 0;
}

/* Quotation marks and brackets that close belong to the sentence they close. */
static size_t closing_at(const char *text)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»"};
    for (size_t n = 0; n < sizeof closing / sizeof closing[0]; n++)
        if (!strncmp(text, closing[n], strlen(closing[n])))
            return strlen(closing[n]);
    return 0;
}

size_t sentence_length(const char *text)
{
    size_t at = 0;
    while (text[at]) {
        size_t stop = stop_at(text + at), more;
        bool line = text[at] == '\n';
        if (!stop && !line) {
            at++;
            continue;
        }
        for (at += stop; (more = stop_at(text + at)) || (more = closing_at(text + at)); at += more)
            ;
        if (text[at] && !is_space(text[at]))
            continue; /* "0.5", "www.cairn" */
        while (is_space(text[at]))
            at++;
        /* a small letter goes on with the same sentence: "e.g. a walk" */
        if (line || text[at] < 'a' || text[at] > 'z')
            return at;
    }
    return at;
}

static void cut(struct voice_list *v, int item, int (*estimate_ms)(const char *, int), int speed, int *room)
{
    const char *text = v->item[item].text;
    size_t length = strlen(text), at = 0;
    while (at < length) {
        size_t next = v->item[item].clip ? length : sentence_length(text + at), end = at + next;
        size_t start = at;
        while (start < end && is_space(text[start]))
            start++;
        while (end > start && is_space(text[end - 1]))
            end--;
        at += next;
        if (end == start)
            continue;
        if (v->sentence_count == *room) {
            struct sentence *grown = ARENA_ARRAY(&v->arena, struct sentence, *room * 2);
            memcpy(grown, v->sentence, sizeof *grown * (size_t)*room);
            v->sentence = grown;
            *room *= 2;
        }
        struct sentence *s = &v->sentence[v->sentence_count++];
        *s = (struct sentence){.item = item, .start = start, .length = end - start};
        s->ms = estimate_ms(voice_list_words(v, v->sentence_count - 1, &v->arena), speed);
    }
}

void voice_list_read(struct voice_list *out, const struct spoken_list *from,
                     int (*estimate_ms)(const char *text, int speed), int speed)
{
    int room = 16;
    *out = (struct voice_list){.item_count = from->count};
    arena_init(&out->arena);
    out->item = ARENA_ARRAY(&out->arena, struct spoken, from->count);
    out->sentence = ARENA_ARRAY(&out->arena, struct sentence, room);
    for (int n = 0; n < from->count; n++) {
        const struct spoken *s = &from->item[n];
        out->item[n] = (struct spoken){.text = arena_strdup(&out->arena, s->text ? s->text : ""),
                                       .clip = s->clip ? arena_strdup(&out->arena, s->clip) : NULL,
                                       .target = s->target ? arena_strdup(&out->arena, s->target) : NULL,
                                       .aside = s->aside};
        if (!s->aside)
            cut(out, n, estimate_ms, speed, &room);
    }
}

void voice_list_release(struct voice_list *v)
{
    arena_release(&v->arena);
    *v = (struct voice_list){0};
}

static bool item_same(const struct spoken *a, const struct spoken *b)
{
    return text_is(a->text, b->text) && text_is(a->clip, b->clip);
}

bool voice_list_same(const struct voice_list *v, const struct spoken_list *other)
{
    if (v->item_count != other->count)
        return false;
    for (int n = 0; n < other->count; n++) {
        const struct spoken *a = &v->item[n], *b = &other->item[n];
        if (a->aside != b->aside)
            return false;
        if (!a->aside && (!item_same(a, b) || !text_is(a->target, b->target)))
            return false; /* the time in the audio bar moves on while the page stays what it is */
    }
    return true;
}

int voice_list_sentence(const struct voice_list *v, int item)
{
    int n = 0;
    while (n < v->sentence_count && v->sentence[n].item < item)
        n++;
    return n;
}

const char *voice_list_words(const struct voice_list *v, int sentence, struct arena *a)
{
    const struct sentence *s = &v->sentence[sentence];
    return arena_copy(a, v->item[s->item].text + s->start, s->length);
}

int voice_list_find(const struct voice_list *v, int sentence, const struct voice_list *in)
{
    const struct sentence *s = &v->sentence[sentence];
    const struct spoken *item = &v->item[s->item];
    int best = -1, best_distance = 0;
    for (int n = 0; n < in->sentence_count; n++) {
        const struct sentence *other = &in->sentence[n];
        int distance = other->item > s->item ? other->item - s->item : s->item - other->item;
        if (other->start != s->start || !item_same(item, &in->item[other->item]) ||
            !text_is(item->target, in->item[other->item].target))
            continue;
        if (best < 0 || distance < best_distance) { /* the same words may stand twice: the nearest is meant */
            best = n;
            best_distance = distance;
        }
    }
    return best;
}

int64_t voice_list_before_ms(const struct voice_list *v, int sentence)
{
    int64_t sum = 0;
    assert(sentence <= v->sentence_count);
    for (int n = 0; n < sentence; n++)
        sum += v->sentence[n].ms;
    return sum;
}

int voice_list_at(const struct voice_list *v, int64_t at_ms, int *into_out)
{
    int n = 0;
    while (n < v->sentence_count - 1 && at_ms >= v->sentence[n].ms)
        at_ms -= v->sentence[n++].ms;
    *into_out = at_ms > 0 ? (int)at_ms : 0;
    return n;
}
