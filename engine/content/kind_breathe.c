/* breathe: a paced circle to breathe with. */
#include "kind.h"

static const struct field breathe_fields[] = {
    SHOWN_FIELDS,
    {.key = "in",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, breathe.in_s),
     .required = true,
     .least = 1,
     .most = 15},
    {.key = "hold", .type = FIELD_NUMBER, .at = offsetof(struct block, breathe.hold_s), .most = 15},
    {.key = "out",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, breathe.out_s),
     .required = true,
     .least = 1,
     .most = 20},
    {.key = "rest", .type = FIELD_NUMBER, .at = offsetof(struct block, breathe.rest_s), .most = 15},
    {.key = "rounds", .type = FIELD_COUNT, .at = offsetof(struct block, breathe.rounds), .least = 1, .most = 30},
    {.key = "minutes", .type = FIELD_NUMBER, .at = offsetof(struct block, breathe.minutes), .least = 0.5, .most = 10},
    {.key = "words"}, /* by hand: an object */
    {.key = "sound", .type = FIELD_SOUND, .at = offsetof(struct block, breathe.sound)},
};

static const struct field words_fields[] = {
    {.key = "in", .type = FIELD_WORDS, .at = offsetof(struct breathe_block, in_words)},
    {.key = "hold", .type = FIELD_WORDS, .at = offsetof(struct breathe_block, hold_words)},
    {.key = "out", .type = FIELD_WORDS, .at = offsetof(struct breathe_block, out_words)},
    {.key = "rest", .type = FIELD_WORDS, .at = offsetof(struct breathe_block, rest_words)},
};
static const struct shape words_shape = {"\"words\"", FIELDS(words_fields)};

/* Whole breaths only: whoever breathes in is let breathe out. */
static int rounds_of(const struct breathe_block *b)
{
    double breaths = b->minutes * 60 / breathe_round_s(b);
    int whole = (int)breaths;
    return whole < breaths ? whole + 1 : whole;
}

static void finish_breathe(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *rounds = json_member(j, "rounds"), *minutes = json_member(j, "minutes");
    const struct json *words = json_member(j, "words");
    if (!rounds && !minutes)
        load_error(l, j, "missing", "a breathe needs \"rounds\" or \"minutes\"");
    else if (rounds && minutes)
        load_error(l, minutes, "breathe-length", "\"rounds\" and \"minutes\" both say how long: write one of them");
    else if (minutes && b->breathe.minutes > 0 && breathe_round_s(&b->breathe) > 0)
        b->breathe.rounds = rounds_of(&b->breathe);
    if (words)
        load_object(l, words, &words_shape, &b->breathe, arena_printf(l->arena, "%s.words", place));
}

/* Words that would never be seen. */
static void check_part(const struct check *c, const struct block *b, const char *key, const struct words *words,
                       double seconds)
{
    check_words(c, words, false);
    if (words->count && seconds <= 0)
        check_error(c, check_at_key(c, b->pointer, arena_printf(c->problems->arena, "words/%s", key)), "breathe-words",
                    "there are words for \"%s\", and no \"%s\" to say them at", key, key);
}

static void check_breathe(const struct check *c, const struct block *b)
{
    const struct breathe_block *r = &b->breathe;
    check_media(c, b->pointer, "sound", r->sound);
    check_words(c, &r->in_words, false);
    check_part(c, b, "hold", &r->hold_words, r->hold_s);
    check_words(c, &r->out_words, false);
    check_part(c, b, "rest", &r->rest_words, r->rest_s);
}

const struct kind_row kind_breathe = {"breathe", {"a breathe", FIELDS(breathe_fields)}, finish_breathe, check_breathe};
