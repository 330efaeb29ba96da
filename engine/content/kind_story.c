/* story: people who speak, one bubble at a time. */
#include "kind.h"

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
        check_words(c, &s->lines[i].text, false);
}

const struct kind_row kind_story = {"story", {"a story", FIELDS(story_fields)}, finish_story, check_story};
