/* story: people who speak, one bubble at a time, and choices that say how it goes on. */
#include "kind.h"

#include <string.h>

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
    const struct rule *when;
};
static const struct field said_fields[] = {
    {.key = "who", .type = FIELD_ID, .at = offsetof(struct line_read, who), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct line_read, text), .required = true, .part = ""},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct line_read, when)},
};
static const struct shape said_shape = {"a line", FIELDS(said_fields)};

static const struct field chosen_fields[] = {
    {.key = "choice", .required = true}, /* by hand: an exercise */
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct line_read, when)},
};
static const struct shape chosen_shape = {"a line with a choice", FIELDS(chosen_fields)};

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

/* An exercise like any other: its id is its own, and so is the place of its words. NULL when it cannot be one. */
static const struct block *load_choice(struct loader *l, const struct json *j, const char *story,
                                       const struct rule *when)
{
    struct block *b = ARENA_NEW(l->arena, struct block);
    b->kind = BLOCK_CHOICE;
    if (!load_is(l, j, JSON_OBJECT, "choice"))
        return NULL;
    const struct json *kind = json_member(j, "kind"), *written = json_member(j, "id"), *own = json_member(j, "when");
    if (kind && !load_block_kind(l, j, &b->kind))
        return NULL;
    if (b->kind != BLOCK_CHOICE) {
        load_error(l, kind, "story-choice", "a story goes on by a choice, not by a %s", block_kind_name(b->kind));
        return NULL;
    }
    if (!written)
        load_error(l, j, "missing", "a choice needs \"id\": its answer is kept under it");
    const char *id = written ? load_id(l, written, "id") : NULL;
    if (!id || !names_add(l, &l->ids, id, written, "the id"))
        return NULL;
    if (own)
        problem_hint(l->problems, load_error(l, own, "story-when", "a choice in a story has no \"when\" of its own"),
                     "write it beside \"choice\", in the line");
    load_block_as(l, j, b, id, arena_printf(l->arena, "%.*s/%s", (int)(strrchr(story, '/') - story), story, id));
    b->when = when;
    return b;
}

static void load_line(struct loader *l, const struct json *j, const struct story_block *s, const char *place, int nth,
                      struct story_line *out)
{
    struct line_read line = {0};
    const struct json *choice = json_kind(j) == JSON_OBJECT ? json_member(j, "choice") : NULL;
    if (!load_object(l, j, choice ? &chosen_shape : &said_shape, &line,
                     arena_printf(l->arena, "%s.line.%d", place, nth)))
        return;
    out->when = line.when;
    out->text = line.text;
    if (choice)
        out->choice = load_choice(l, choice, place, line.when);
    else
        out->who = line.who ? story_speaker(l, json_member(j, "who"), s, line.who) : &s->speakers[0];
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
    for (int i = 0; i < count; i++)
        load_line(l, json_at(lines, i), s, place, i + 1, &out[i]);
    s->lines = out;
    s->line_count = count;
}

static bool reads(const struct rule *r, const char *exercise)
{
    if (!r)
        return false;
    size_t length = strlen(exercise);
    const char *text = r->value.kind == VALUE_TEXT ? r->value.text : NULL;
    bool names = (r->op == RULE_VAR || r->op == RULE_LITERAL) && text && !strncmp(text, exercise, length) &&
                 (!text[length] || text[length] == '.');
    for (int i = 0; i < r->count && !names; i++)
        names = (r->op == RULE_MISSING || r->args[i]->op != RULE_LITERAL) && reads(r->args[i], exercise);
    return names;
}

/* A line cannot go by what is chosen only after it: it would be told, and then untold. */
static void check_order(const struct check *c, const struct block *b, int line)
{
    const struct story_block *s = &b->story;
    for (int i = line; i < s->line_count; i++) {
        const struct block *choice = s->lines[i].choice;
        if (choice && reads(s->lines[line].when, choice->id))
            check_error(c, check_at_key(c, check_item(c, b->pointer, "lines", line), "when"), "story-order",
                        i == line ? "\"%s\" is asked only when it is answered"
                                  : "\"%s\" is chosen only after this line",
                        choice->id);
    }
}

/* Where a line stands: after the choices before it. */
static int order_of(const struct check *c, const struct story_block *s, int line)
{
    int order = c->order;
    for (int i = 0; i < line; i++)
        if (s->lines[i].choice)
            order = s->lines[i].choice->index + 1;
    return order;
}

static void check_line(const struct check *c, const struct block *b, int i)
{
    const struct story_line *line = &b->story.lines[i];
    struct check here = *c;
    here.order = order_of(c, &b->story, i);
    check_words(&here, &line->text, false);
    check_order(c, b, i);
    check_rule(&here, line->when);
    if (!line->choice)
        return;
    if (!line->choice->ask.count)
        check_error(c, check_at(c, line->choice->pointer), "ask",
                    "a choice in a story needs \"ask\": it is what is asked at that moment");
    check_block(c, line->choice);
}

static void check_story(const struct check *c, const struct block *b)
{
    const struct story_block *s = &b->story;
    for (int i = 0; i < s->speaker_count; i++) {
        const char *pointer = check_item(c, b->pointer, "speakers", i);
        bool speaks = false;
        for (int k = 0; k < s->line_count; k++)
            speaks |= s->lines[k].who == &s->speakers[i];
        if (!speaks)
            check_warning(c, check_at(c, pointer), "unused", "the speaker \"%s\" says nothing",
                          s->speakers[i].id ? s->speakers[i].id : "");
        check_media(c, pointer, "picture", s->speakers[i].picture);
        check_words(c, &s->speakers[i].name, false);
    }
    for (int i = 0; i < s->line_count; i++)
        check_line(c, b, i);
}

const struct kind_row kind_story = {"story", {"a story", FIELDS(story_fields)}, finish_story, check_story};
