/* countdown: a time to let pass. */
#include "kind.h"

static const struct field countdown_fields[] = {
    SHOWN_FIELDS,
    {.key = "seconds",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, countdown.seconds),
     .required = true,
     .least = 5,
     .most = 900},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, countdown.text), .required = true},
    {.key = "done", .type = FIELD_WORDS, .at = offsetof(struct block, countdown.done)},
};

static void check_countdown(const struct check *c, const struct block *b)
{
    check_words(c, &b->countdown.text, true);
    check_words(c, &b->countdown.done, true);
}

const struct kind_row kind_countdown = {"countdown", {"a countdown", FIELDS(countdown_fields)}, NULL, check_countdown};
