/* text: words to read, in Markdown. */
#include "kind.h"

static const struct field text_fields[] = {
    SHOWN_FIELDS,
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, text.text), .required = true, .answers = true},
    {.key = "empty", .type = FIELD_WORDS, .at = offsetof(struct block, text.empty)},
};

static void finish_text(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    (void)place;
    load_check_fallback(l, j, &b->text.text, &b->text.empty, "empty");
}

static void check_text(const struct check *c, const struct block *b)
{
    check_words(c, &b->text.text, true);
    check_words(c, &b->text.empty, true);
}

const struct kind_row kind_text = {"text", {"a text", FIELDS(text_fields)}, finish_text, check_text};
