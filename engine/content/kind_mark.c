/* mark: words marked in a passage. */
#include "kind.h"

static const struct field mark_fields[] = {
    EXERCISE_FIELDS,
    RIGHT_FIELDS,
    {.key = "pieces", .required = true},
    {.key = "at_most", .type = FIELD_COUNT, .at = offsetof(struct block, mark.at_most), .least = 1, .most = PIECES_MAX},
};

static const struct field piece_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct mark_piece, id)},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct mark_piece, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct mark_piece, feedback)},
    {.key = "right", .type = FIELD_FLAG, .at = offsetof(struct mark_piece, right)},
    {.key = "new_paragraph", .type = FIELD_FLAG, .at = offsetof(struct mark_piece, new_paragraph)},
};
static const struct shape piece_shape = {"a piece", FIELDS(piece_fields)};

/* Words that cannot be marked have no name: their place for translators is their number. */
static const char *piece_place(struct loader *l, const char *place, const struct json *piece, int i)
{
    return json_member(piece, "id") ? load_item_place(l, place, "piece", piece)
                                    : arena_printf(l->arena, "%s.plain.%d", place, i + 1);
}

static void refuse_plain(struct loader *l, const struct json *piece, const char *key)
{
    const struct json *at = json_member(piece, key);
    if (at)
        problem_hint(l->problems,
                     load_error(l, at, "mark-plain", "a piece without \"id\" cannot be marked: it has no \"%s\"", key),
                     "give the piece an \"id\"");
}

static void finish_mark(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct mark_block *m = &b->mark;
    const struct json *list = load_list(l, json_member(j, "pieces"), "pieces", 1, PIECES_MAX);
    if (!list)
        return;
    struct names ids = {0};
    int rights = 0;
    m->count = json_count(list);
    struct mark_piece *pieces = ARENA_ARRAY(l->arena, struct mark_piece, m->count);
    for (int i = 0; i < m->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &piece_shape, &pieces[i], piece_place(l, place, one, i));
        if (pieces[i].id) {
            names_add(l, &ids, pieces[i].id, json_member(one, "id"), "piece");
            rights += pieces[i].right;
        } else if (!json_member(one, "id")) {
            refuse_plain(l, one, "right");
            refuse_plain(l, one, "feedback");
        }
    }
    m->pieces = pieces;
    m->has_right = rights > 0;
    if (ids.count == 0)
        problem_hint(l->problems, load_error(l, list, "mark-none", "nothing in this passage can be marked"),
                     "give the pieces that can be marked an \"id\"");
    if (m->at_most && m->at_most < rights)
        load_error(l, json_member(j, "at_most"), "at-most", "at most %d can be marked, and %d are right", m->at_most,
                   rights);
}

static void check_mark(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->mark.count; i++) {
        check_words(c, &b->mark.pieces[i].text, false);
        check_words(c, &b->mark.pieces[i].feedback, false);
    }
}

const struct kind_row kind_mark = {"mark", {"a mark", FIELDS(mark_fields)}, finish_mark, check_mark};
