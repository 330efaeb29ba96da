#include "kind.h"

#include <assert.h>

static const struct kind_row *const kinds[] = {
    [BLOCK_TEXT] = &kind_text,           [BLOCK_IMAGE] = &kind_image,         [BLOCK_AUDIO] = &kind_audio,
    [BLOCK_VIDEO] = &kind_video,         [BLOCK_CALLOUT] = &kind_callout,     [BLOCK_STORY] = &kind_story,
    [BLOCK_REVEAL] = &kind_reveal,       [BLOCK_BREATHE] = &kind_breathe,     [BLOCK_RECALL] = &kind_recall,
    [BLOCK_CHART] = &kind_chart,         [BLOCK_COUNTDOWN] = &kind_countdown, [BLOCK_CHOICE] = &kind_choice,
    [BLOCK_SCALE] = &kind_scale,         [BLOCK_GRID] = &kind_grid,           [BLOCK_WRITE] = &kind_write,
    [BLOCK_NUMBER] = &kind_number,       [BLOCK_DATE] = &kind_date,           [BLOCK_RANK] = &kind_rank,
    [BLOCK_SORT] = &kind_sort,           [BLOCK_MATCH] = &kind_match,         [BLOCK_GAPS] = &kind_gaps,
    [BLOCK_SPOT] = &kind_spot,           [BLOCK_MARK] = &kind_mark,           [BLOCK_MEASURE] = &kind_measure,
    [BLOCK_WORKSHEET] = &kind_worksheet, [BLOCK_DIARY] = &kind_diary,
};
static_assert(sizeof kinds / sizeof kinds[0] == BLOCK_KINDS, "every kind has a row");

const struct kind_row *kind_of(enum block_kind kind)
{
    assert(kind < BLOCK_KINDS);
    return kinds[kind];
}

const char *block_kind_name(enum block_kind kind)
{
    return kind_of(kind)->name;
}
