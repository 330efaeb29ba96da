/* callout: words set apart in a box. */
#include "kind.h"

static const char *const callout_looks[] = {"note", "care", "warning", NULL};

static const struct field callout_fields[] = {
    SHOWN_FIELDS,
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, callout.text), .required = true, .answers = true},
    {.key = "empty", .type = FIELD_WORDS, .at = offsetof(struct block, callout.empty)},
    {.key = "look", .type = FIELD_ENUM, .at = offsetof(struct block, callout.look), .names = callout_looks},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct block, callout.icon)},
};

static void finish_callout(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    (void)place;
    load_check_fallback(l, j, &b->callout.text, &b->callout.empty, "empty");
}

static void check_callout(const struct check *c, const struct block *b)
{
    check_words(c, &b->callout.text, true);
    check_words(c, &b->callout.empty, true);
}

const struct kind_row kind_callout = {"callout", {"a callout", FIELDS(callout_fields)}, finish_callout, check_callout};
