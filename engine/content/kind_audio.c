/* audio: a recording, with its words. */
#include "kind.h"

static const struct field audio_fields[] = {
    SHOWN_FIELDS,
    {.key = "src", .type = FIELD_SOUND, .at = offsetof(struct block, audio.src), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct block, audio.title), .required = true},
    {.key = "transcript", .type = FIELD_WORDS, .at = offsetof(struct block, audio.transcript), .required = true},
};

static void check_audio(const struct check *c, const struct block *b)
{
    check_media(c, b->pointer, "src", b->audio.src);
    check_words(c, &b->audio.title, false);
    check_words(c, &b->audio.transcript, true);
}

const struct kind_row kind_audio = {"audio", {"an audio", FIELDS(audio_fields)}, NULL, check_audio};
