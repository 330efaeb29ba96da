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
    {.key = "rounds",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, breathe.rounds),
     .required = true,
     .least = 1,
     .most = 30},
    {.key = "sound", .type = FIELD_SOUND, .at = offsetof(struct block, breathe.sound)},
};

static void check_breathe(const struct check *c, const struct block *b)
{
    check_media(c, b->pointer, "sound", b->breathe.sound);
}

const struct kind_row kind_breathe = {"breathe", {"a breathe", FIELDS(breathe_fields)}, NULL, check_breathe};
