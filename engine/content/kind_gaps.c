/* gaps: a sentence with gaps. */
#include "kind.h"

#include <string.h>

static const struct field gaps_fields[] = {
    EXERCISE_FIELDS,
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, gaps.text), .required = true},
    {.key = "gaps", .required = true},
};

static const struct field gap_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct gap, id), .required = true},
    {.key = "label", .type = FIELD_WORDS, .at = offsetof(struct gap, label), .required = true, .part = ""},
    {.key = "bank"},
    {.key = "recall"}, /* an exercise, or a field: record.thought */
    {.key = "write", .type = FIELD_FLAG, .at = offsetof(struct gap, write)},
    {.key = "optional", .type = FIELD_FLAG, .at = offsetof(struct gap, optional)},
    {.key = "at_most", .type = FIELD_COUNT, .at = offsetof(struct gap, at_most), .least = 1, .most = OPTIONS_MAX},
};
static const struct shape gap_shape = {"a gap", FIELDS(gap_fields)};

static const struct field word_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct gap_word, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct gap_word, text), .required = true, .part = ""},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct gap_word, when)},
};
static const struct shape word_shape = {"a word of the bank", FIELDS(word_fields)};

/* Words of the bank stand at "<exercise>.bank.<gap>.<word>". */
static void load_bank(struct loader *l, const struct json *j, struct gap *gap, const char *place)
{
    const struct json *list = load_list(l, j, "bank", 1, OPTIONS_MAX);
    if (!list)
        return;
    const char *part = arena_printf(l->arena, "bank.%s", gap->id ? gap->id : "");
    struct names ids = {0};
    gap->count = json_count(list);
    struct gap_word *bank = ARENA_ARRAY(l->arena, struct gap_word, gap->count);
    for (int i = 0; i < gap->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &word_shape, &bank[i], load_item_place(l, place, part, one));
        if (bank[i].id)
            names_add(l, &ids, bank[i].id, json_member(one, "id"), "word");
    }
    gap->bank = bank;
}

static void load_gap(struct loader *l, const struct json *j, struct gap *gap, const char *place)
{
    if (!load_object(l, j, &gap_shape, gap, load_item_place(l, place, "gap", j)))
        return;
    if (gap->at_most == 0)
        gap->at_most = 1;
    if (json_member(j, "recall"))
        gap->recall = load_string(l, json_member(j, "recall"), "recall");
    const struct json *bank = json_member(j, "bank");
    if (bank) {
        load_bank(l, bank, gap, place);
    } else if (!gap->recall && !gap->write) {
        load_error(l, j, "missing", "a gap needs a \"bank\" of words, \"recall\" or \"write\": nothing could fill it");
    }
}

static int count_marker(const char *text, const char *id)
{
    int count = 0;
    size_t length = strlen(id);
    for (const char *open = strchr(text, '['); open; open = strchr(open + 1, '['))
        count += strncmp(open + 1, id, length) == 0 && open[1 + length] == ']';
    return count;
}

/* Every [marker] of one alternative of the text is a gap. */
static void check_markers(struct loader *l, const struct json *j, const char *text, const struct names *ids)
{
    for (const char *open = strchr(text, '['); open; open = strchr(open + 1, '[')) {
        size_t length = strcspn(open + 1, "]");
        if (!open[1 + length])
            return;
        const char *name = arena_copy(l->arena, open + 1, length);
        bool known = false;
        for (int i = 0; i < ids->count; i++)
            known |= text_is(ids->item[i], name);
        if (!known)
            load_hint_nearest(l, load_error(l, j, "gap-unknown", "there is no gap \"%s\"", name), name, ids->item,
                              ids->count);
    }
}

static void finish_gaps(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "gaps"), "gaps", 1, GAPS_MAX), *text = json_member(j, "text");
    if (!list)
        return;
    struct names ids = {0};
    struct gaps_block *g = &b->gaps;
    g->count = json_count(list);
    struct gap *gaps = ARENA_ARRAY(l->arena, struct gap, g->count);
    for (int i = 0; i < g->count; i++) {
        load_gap(l, json_at(list, i), &gaps[i], place);
        if (gaps[i].id)
            names_add(l, &ids, gaps[i].id, json_member(json_at(list, i), "id"), "gap");
    }
    g->gaps = gaps;
    for (int i = 0; i < g->text.count; i++) {
        const char *sentence = g->text.item[i].message.source;
        check_markers(l, text, sentence, &ids);
        for (int k = 0; k < ids.count; k++) {
            int count = count_marker(sentence, ids.item[k]);
            if (count != 1)
                load_error(l, text, "gap-marker", "[%s] is in the text %s: it must be there once", ids.item[k],
                           count ? "more than once" : "nowhere");
        }
    }
}

static void check_gaps(const struct check *c, const struct block *b)
{
    check_words(c, &b->gaps.text, false);
    for (int i = 0; i < b->gaps.count; i++) {
        const struct gap *gap = &b->gaps.gaps[i];
        if (gap->recall)
            check_exercise(c, check_item(c, b->pointer, "gaps", i), "recall", gap->recall);
        check_words(c, &gap->label, false);
        for (int k = 0; k < gap->count; k++) {
            check_words(c, &gap->bank[k].text, false);
            check_rule(c, gap->bank[k].when);
        }
    }
}

const struct kind_row kind_gaps = {"gaps", {"a gaps", FIELDS(gaps_fields)}, finish_gaps, check_gaps};
