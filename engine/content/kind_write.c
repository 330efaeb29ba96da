/* write: the person's own words. */
#include "kind.h"

static const struct field write_fields[] = {
    EXERCISE_FIELDS,
    {.key = "long", .type = FIELD_FLAG, .at = offsetof(struct block, write.long_text)},
    {.key = "starters",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct block, write.starters),
     .part = ".starter",
     .count_at = offsetof(struct block, write.starter_count),
     .most_items = OPTIONS_MAX},
};

static void check_write(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->write.starter_count; i++)
        check_words(c, &b->write.starters[i], false);
}

const struct kind_row kind_write = {"write", {"a write", FIELDS(write_fields)}, NULL, check_write};
