#include "syllables.h"

#include <espeak-ng/speak_lib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST    4096u /* a power of two; doubled when half are taken */
#define WORD_BYTES_MAX 63    /* longer ones are worked out each time */

struct known {
    char word[WORD_BYTES_MAX + 1]; /* "": free */
    int count;
};

struct syllables {
    struct known *slots;
    uint32_t slot_count, taken;
};

/* Mnemonics of phonemes are parted by '_'; their stress marks come first. */
#define PHONEMES_PARTED ('_' << 8)

struct syllables *syllables_open(void)
{
    /* Started once in a process and never stopped, as in platform/speech. */
    if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT) <= 0 ||
        espeak_SetVoiceByName("en") != EE_OK)
        return NULL;
    struct syllables *s = calloc(1, sizeof *s);
    struct known *slots = calloc(SLOTS_FIRST, sizeof *slots);
    if (!s || !slots)
        abort();
    *s = (struct syllables){.slots = slots, .slot_count = SLOTS_FIRST};
    return s;
}

void syllables_close(struct syllables *s)
{
    if (!s)
        return;
    free(s->slots);
    free(s);
}

static bool is_vowel(const char *phoneme)
{
    return *phoneme && strchr("aeiouAEIOUVQ@03", *phoneme);
}

/* "aI@" of "quiet", "aU@" of "hour" and "i@" at the end of "idea" are one sound to espeak-ng and two beats to a reader.
 */
static int beats(const char *phoneme)
{
    return strncmp(phoneme, "aI@", 3) == 0 || strncmp(phoneme, "aU@", 3) == 0 || strcmp(phoneme, "i@") == 0 ? 2 : 1;
}

static int count_in(const char *phonemes)
{
    int count = 0;
    for (const char *at = phonemes; at; at = strpbrk(at, "_ ")) {
        at += strspn(at, "_ ',%=;|");
        if (is_vowel(at))
            count += beats(at);
        else if (!*at)
            break;
    }
    return count;
}

static int count_said(const char *word)
{
    int count = 0;
    const void *left = word;
    while (left) {
        const char *phonemes = espeak_TextToPhonemes(&left, espeakCHARS_UTF8, PHONEMES_PARTED);
        count += phonemes ? count_in(phonemes) : 0;
    }
    return count > 0 ? count : 1;
}

static struct known *slot_of(const struct syllables *s, const char *word)
{
    uint32_t hash = 2166136261u;
    for (const char *at = word; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    uint32_t i = hash & (s->slot_count - 1);
    while (s->slots[i].word[0] && strcmp(s->slots[i].word, word) != 0)
        i = (i + 1) & (s->slot_count - 1);
    return &s->slots[i];
}

static void grow(struct syllables *s)
{
    struct syllables more = {.slot_count = s->slot_count * 2};
    more.slots = calloc(more.slot_count, sizeof *more.slots);
    if (!more.slots)
        abort();
    for (uint32_t i = 0; i < s->slot_count; i++)
        if (s->slots[i].word[0])
            *slot_of(&more, s->slots[i].word) = s->slots[i];
    free(s->slots);
    s->slots = more.slots;
    s->slot_count = more.slot_count;
}

int syllables_of(struct syllables *s, const char *word, size_t length)
{
    char copy[256];
    size_t kept = length < sizeof copy - 1 ? length : sizeof copy - 1;
    memcpy(copy, word, kept);
    copy[kept] = '\0';
    if (kept == 0 || kept > WORD_BYTES_MAX)
        return count_said(copy);
    struct known *slot = slot_of(s, copy);
    if (!slot->word[0]) {
        slot->count = count_said(copy);
        memcpy(slot->word, copy, kept + 1);
        s->taken++;
    }
    int count = slot->count;
    if (s->taken * 2 > s->slot_count)
        grow(s);
    return count;
}
