/* recall: the person's own earlier answer. */
#include "kind.h"

static const struct field recall_fields[] = {
    SHOWN_FIELDS,
    {.key = "of", .required = true}, /* an exercise, or a field: record.thought */
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct block, recall.title)},
    {.key = "text", .required = true}, /* by hand: {answer} may stand in it */
    {.key = "empty", .type = FIELD_WORDS, .at = offsetof(struct block, recall.empty), .required = true},
};

static void finish_recall(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *of = json_member(j, "of"), *text = json_member(j, "text");
    if (of)
        b->recall.of = load_string(l, of, "of");
    if (!text)
        return;
    l->recall = true;
    b->recall.text = load_words(l, text, arena_printf(l->arena, "%s.text", place), true);
    l->recall = false;
    if (b->recall.text.count && !words_have_answers(&b->recall.text))
        load_error(l, text, "recall-answer", "the text of a recall needs {answer}, where the answer is to show");
    load_check_fallback(l, j, &b->recall.text, &b->recall.empty, "empty");
}

static void check_recall(const struct check *c, const struct block *b)
{
    if (b->recall.of)
        check_reference(c, b->pointer, "of", b->recall.of);
    check_words(c, &b->recall.title, false);
    check_words(c, &b->recall.text, true);
    check_words(c, &b->recall.empty, true);
}

const struct kind_row kind_recall = {"recall", {"a recall", FIELDS(recall_fields)}, finish_recall, check_recall};
