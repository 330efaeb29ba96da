#include "load_inside.h"

#include <assert.h>

/* --- shown kinds -------------------------------------------------------------------------------------------------- */

void load_check_fallback(struct loader *l, const struct json *j, const struct words *words, const struct words *empty,
                         const char *key)
{
    if (words_have_answers(words) && empty->count == 0)
        load_error(l, j, "empty-missing", "words with an {answer} need \"%s\" for when there is none", key);
}

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

static const char *const image_places[] = {"beside", "above", NULL};

static const struct field image_fields[] = {
    SHOWN_FIELDS,
    {.key = "src", .type = FIELD_PICTURE, .at = offsetof(struct block, image.src), .required = true},
    {.key = "alt", .type = FIELD_WORDS, .at = offsetof(struct block, image.alt)},
    {.key = "decorative", .type = FIELD_FLAG, .at = offsetof(struct block, image.decorative)},
    {.key = "place", .type = FIELD_SECOND, .at = offsetof(struct block, image.above), .names = image_places},
};

static const struct field audio_fields[] = {
    SHOWN_FIELDS,
    {.key = "src", .type = FIELD_SOUND, .at = offsetof(struct block, audio.src), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct block, audio.title), .required = true},
    {.key = "transcript", .type = FIELD_WORDS, .at = offsetof(struct block, audio.transcript), .required = true},
};

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

/* --- story ------------------------------------------------------------------------------------------------------- */

static const struct field story_fields[] = {
    SHOWN_FIELDS,
    {.key = "speakers", .required = true},
    {.key = "lines", .required = true},
};

static const struct field speaker_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct speaker, id), .required = true},
    {.key = "name", .type = FIELD_WORDS, .at = offsetof(struct speaker, name), .required = true, .part = ""},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct speaker, picture)},
};
static const struct shape speaker_shape = {"a speaker", FIELDS(speaker_fields)};

struct line_read {
    const char *who;
    struct words text;
};
static const struct field line_fields[] = {
    {.key = "who", .type = FIELD_ID, .at = offsetof(struct line_read, who), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct line_read, text), .required = true, .part = ""},
};
static const struct shape line_shape = {"a line", FIELDS(line_fields)};

static const struct speaker *story_speaker(struct loader *l, const struct json *at, const struct story_block *s,
                                           const char *who)
{
    const char *names[SPEAKERS_MAX];
    for (int i = 0; i < s->speaker_count; i++) {
        if (text_is(s->speakers[i].id, who))
            return &s->speakers[i];
        names[i] = s->speakers[i].id ? s->speakers[i].id : "";
    }
    struct problem *problem = load_error(l, at, "link-unknown", "there is no speaker \"%s\"", who);
    load_hint_nearest(l, problem, who, names, s->speaker_count);
    return &s->speakers[0];
}

static void load_speakers(struct loader *l, const struct json *list, struct story_block *s, const char *place)
{
    struct names ids = {0};
    s->speaker_count = json_count(list);
    struct speaker *speakers = ARENA_ARRAY(l->arena, struct speaker, s->speaker_count);
    for (int i = 0; i < s->speaker_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &speaker_shape, &speakers[i], load_item_place(l, place, "speaker", one));
        if (speakers[i].id)
            names_add(l, &ids, speakers[i].id, json_member(one, "id"), "speaker");
    }
    s->speakers = speakers;
}

static void finish_story(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *speakers = load_list(l, json_member(j, "speakers"), "speakers", 1, SPEAKERS_MAX);
    const struct json *lines = load_list(l, json_member(j, "lines"), "lines", 1, LINES_MAX);
    if (!speakers || !lines)
        return;
    struct story_block *s = &b->story;
    load_speakers(l, speakers, s, place);
    int count = json_count(lines);
    struct story_line *out = ARENA_ARRAY(l->arena, struct story_line, count);
    for (int i = 0; i < count; i++) {
        struct line_read line = {0};
        const struct json *one = json_at(lines, i);
        load_object(l, one, &line_shape, &line, arena_printf(l->arena, "%s.line.%d", place, i + 1));
        out[i].text = line.text;
        out[i].who = line.who ? story_speaker(l, json_member(one, "who"), s, line.who) : &s->speakers[0];
    }
    s->lines = out;
    s->line_count = count;
}

/* --- reveal, breathe, recall, countdown --------------------------------------------------------------------------- */

static const char *const reveal_looks[] = {"cards", "accordion", NULL};

static const struct field reveal_fields[] = {
    SHOWN_FIELDS,
    {.key = "look", .type = FIELD_SECOND, .at = offsetof(struct block, reveal.accordion), .names = reveal_looks},
    {.key = "items", .required = true},
};

static const struct field item_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct reveal_item, id), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct reveal_item, title), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct reveal_item, text), .required = true},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct reveal_item, picture)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct reveal_item, icon)},
};
static const struct shape item_shape = {"an item", FIELDS(item_fields)};

static void finish_reveal(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "items"), "items", 1, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    b->reveal.count = json_count(list);
    struct reveal_item *items = ARENA_ARRAY(l->arena, struct reveal_item, b->reveal.count);
    for (int i = 0; i < b->reveal.count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &item_shape, &items[i], load_item_place(l, place, "item", one));
        if (items[i].id)
            names_add(l, &ids, items[i].id, json_member(one, "id"), "item");
    }
    b->reveal.items = items;
}

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

static const struct field countdown_fields[] = {
    SHOWN_FIELDS,
    {.key = "seconds",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, countdown.seconds),
     .required = true,
     .least = 5,
     .most = 900},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, countdown.text), .required = true},
};

/* --- any block --------------------------------------------------------------------------------------------------- */

static const struct kind_row kind_text = {{"a text", FIELDS(text_fields)}, finish_text};
static const struct kind_row kind_image = {{"an image", FIELDS(image_fields)}, NULL};
static const struct kind_row kind_audio = {{"an audio", FIELDS(audio_fields)}, NULL};
static const struct kind_row kind_callout = {{"a callout", FIELDS(callout_fields)}, finish_callout};
static const struct kind_row kind_story = {{"a story", FIELDS(story_fields)}, finish_story};
static const struct kind_row kind_reveal = {{"a reveal", FIELDS(reveal_fields)}, finish_reveal};
static const struct kind_row kind_breathe = {{"a breathe", FIELDS(breathe_fields)}, NULL};
static const struct kind_row kind_recall = {{"a recall", FIELDS(recall_fields)}, finish_recall};
static const struct kind_row kind_countdown = {{"a countdown", FIELDS(countdown_fields)}, NULL};

static const struct kind_row *const kinds[] = {
    [BLOCK_TEXT] = &kind_text,           [BLOCK_IMAGE] = &kind_image,   [BLOCK_AUDIO] = &kind_audio,
    [BLOCK_CALLOUT] = &kind_callout,     [BLOCK_STORY] = &kind_story,   [BLOCK_REVEAL] = &kind_reveal,
    [BLOCK_BREATHE] = &kind_breathe,     [BLOCK_RECALL] = &kind_recall, [BLOCK_COUNTDOWN] = &kind_countdown,
    [BLOCK_CHOICE] = &kind_choice,       [BLOCK_SCALE] = &kind_scale,   [BLOCK_WRITE] = &kind_write,
    [BLOCK_SPOT] = &kind_spot,           [BLOCK_SORT] = &kind_sort,     [BLOCK_GAPS] = &kind_gaps,
    [BLOCK_WORKSHEET] = &kind_worksheet,
};
static_assert(sizeof kinds / sizeof kinds[0] == BLOCK_KINDS, "every kind loads");

const char *load_item_place(struct loader *l, const char *place, const char *part, const struct json *item)
{
    const struct json *id = json_member(item, "id");
    bool known = id && json_kind(id) == JSON_STRING;
    return arena_printf(l->arena, "%s.%s.%s", place, part, known ? json_string(id) : "");
}

bool load_block_kind(struct loader *l, const struct json *j, enum block_kind *out)
{
    const struct json *kind = json_member(j, "kind");
    if (!kind) {
        load_error(l, j, "missing", "a block needs \"kind\"");
        return false;
    }
    const char *name = load_string(l, kind, "kind");
    const char *names[BLOCK_KINDS];
    for (int i = 0; i < BLOCK_KINDS; i++)
        names[i] = block_kind_name((enum block_kind)i);
    for (int i = 0; name && i < BLOCK_KINDS; i++) {
        *out = (enum block_kind)i;
        if (text_is(name, names[i]))
            return true;
    }
    if (!name)
        return false;
    struct problem *problem = load_error(l, kind, "kind-unknown", "there is no kind of block \"%s\"", name);
    const char *nearest = text_nearest(name, names, BLOCK_KINDS);
    for (int i = 0; nearest && i < BLOCK_KINDS; i++)
        if (nearest == names[i])
            *out = (enum block_kind)i; /* read on as that: what it holds and who names it are then no problems */
    load_hint_nearest(l, problem, name, names, BLOCK_KINDS);
    return nearest != NULL;
}

void load_block_as(struct loader *l, const struct json *j, struct block *b, const char *id, const char *place)
{
    b->id = id;
    b->index = l->module->block_count++;
    b->pointer = json_pointer(l->arena, l->document, j);
    const struct kind_row *row = kinds[b->kind];
    load_object(l, j, &row->shape, b, place);
    if (row->finish)
        row->finish(l, j, b, place);
    load_check_fallback(l, j, &b->show_with, &b->show_with_empty, "show_with_empty");
    if (!block_is_exercise(b))
        return;
    if (l->exercise_count == EXERCISES_MAX)
        load_error(l, j, "limit", "a module has more than %d exercises", EXERCISES_MAX);
    else
        l->exercises[l->exercise_count++] = b;
}

/* The id that is written, or for what is only shown the kind and its number on the page. */
static const char *block_id(struct loader *l, const struct json *j, const struct block *b, int nth)
{
    const char *kind = block_kind_name(b->kind);
    const struct json *written = json_member(j, "id");
    if (written) {
        const char *id = load_id(l, written, "id");
        if (id && names_add(l, &l->ids, id, written, "the id"))
            return id;
    } else if (b->kind > BLOCK_COUNTDOWN) {
        load_error(l, j, "missing", "a %s needs \"id\": its answer is kept under it", kind);
    }
    return arena_printf(l->arena, "%s-%d", kind, nth);
}

void load_blocks(struct loader *l, const struct json *list, struct page *page, const char *place)
{
    int count = json_count(list), nth[BLOCK_KINDS] = {0};
    struct block *blocks = ARENA_ARRAY(l->arena, struct block, count);
    page->blocks = blocks;
    for (int i = 0; i < count; i++) {
        const struct json *j = json_at(list, i);
        struct block *b = &blocks[page->block_count];
        if (!load_is(l, j, JSON_OBJECT, "a block") || !load_block_kind(l, j, &b->kind))
            continue;
        page->block_count++;
        const char *id = block_id(l, j, b, ++nth[b->kind]);
        load_block_as(l, j, b, id, arena_printf(l->arena, "%s/%s", place, id));
        if (!json_member(j, "id")) /* what was opened on one page must not be open on another */
            b->id = arena_printf(l->arena, "%s:%s", page->id ? page->id : "", id);
    }
}
