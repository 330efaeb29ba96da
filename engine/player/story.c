#include "story.h"

#include <assert.h>

bool story_shows(const struct attempt *s, const struct block *story, int line)
{
    return attempt_option_shows(s, story->story.lines[line].when);
}

static bool is_open(const struct attempt *s, const struct block *story, int line)
{
    const struct block *choice = story->story.lines[line].choice;
    return choice && !choice->optional && story_shows(s, story, line) && !attempt_is_answered(s, choice);
}

/* To and with the first line from `from` that shows; 0 when there is none. */
static int through(const struct attempt *s, const struct block *story, int from)
{
    for (int i = from; i < story->story.line_count; i++)
        if (story_shows(s, story, i))
            return i + 1;
    return 0;
}

int story_told(const struct attempt *s, const struct block *story)
{
    const struct story_block *lines = &story->story;
    assert(story->kind == BLOCK_STORY);
    int told = attempt_seen(s, story->id);
    told = told > lines->line_count ? lines->line_count : told;
    for (int i = told; i < lines->line_count; i++) /* whoever answered it has met it */
        if (lines->lines[i].choice && attempt_answer(s, lines->lines[i].choice->id) && story_shows(s, story, i))
            told = i + 1;
    for (int i = 0; i < told; i++) /* an edit took its answer away: it is asked again */
        if (is_open(s, story, i))
            return i + 1;
    int first = through(s, story, 0);
    return told < first ? first : told;
}

const struct block *story_waits(const struct attempt *s, const struct block *story, int told)
{
    return told > 0 && is_open(s, story, told - 1) ? story->story.lines[told - 1].choice : NULL;
}

int story_next(const struct attempt *s, const struct block *story, int told)
{
    int next = story_waits(s, story, told) ? 0 : through(s, story, told);
    return next ? next : told;
}
