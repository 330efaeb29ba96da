#include "programme.h"

#include <assert.h>
#include <math.h>
#include <string.h>

bool block_is_exercise(const struct block *b)
{
    return b->kind >= BLOCK_CHOICE && b->kind < BLOCK_WORKSHEET;
}

bool block_has_right(const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return b->choice.has_right;
    case BLOCK_RANK:
        return b->rank.has_right;
    case BLOCK_SORT:
        return b->sort.has_right;
    case BLOCK_MATCH:
        return b->match.has_right;
    case BLOCK_MARK:
        return b->mark.has_right;
    case BLOCK_SPOT:
        return b->spot.has_right;
    default:
        return false;
    }
}

bool block_is_sheet(const struct block *b)
{
    return b->kind == BLOCK_WORKSHEET || b->kind == BLOCK_DIARY;
}

bool block_fits_box(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_CHOICE:
    case BLOCK_SCALE:
    case BLOCK_GRID:
    case BLOCK_WRITE:
    case BLOCK_NUMBER:
    case BLOCK_DATE:
    case BLOCK_RANK:
        return true;
    default:
        return false;
    }
}

/* The nth exercise of a sheet, in which some boxes hold two. */
static const struct block *sheet_part(const struct worksheet_block *w, int nth, int *count_out)
{
    const struct block *found = NULL;
    *count_out = 0;
    for (int i = 0; i < w->count; i++) {
        const struct block *parts[] = {w->fields[i].exercise, w->fields[i].with};
        for (int k = 0; k < 2; k++)
            if (parts[k] && (*count_out)++ == nth)
                found = parts[k];
    }
    return found;
}

static const struct block *story_part(const struct story_block *s, int nth, int *count_out)
{
    const struct block *found = NULL;
    *count_out = 0;
    for (int i = 0; i < s->line_count; i++)
        if (s->lines[i].choice && (*count_out)++ == nth)
            found = s->lines[i].choice;
    return found;
}

/* Row by row, then what is said of the whole. */
static const struct block *diary_part(const struct diary_block *d, int nth, int *count_out)
{
    int each = d->row_count ? d->column_count + (d->rows[0].nothing != NULL) : 0, rows = d->row_count * each;
    *count_out = rows + (d->whole != NULL);
    if (nth >= rows)
        return nth == rows ? d->whole : NULL;
    const struct diary_row *row = &d->rows[nth / each];
    return nth % each < d->column_count ? &row->boxes[nth % each] : row->nothing;
}

const struct diary_row *diary_row_of(const struct block *diary, const struct block *box)
{
    const struct diary_block *d = &diary->diary;
    for (int i = 0; i < d->row_count; i++)
        if (box == d->rows[i].nothing || (box >= d->rows[i].boxes && box < d->rows[i].boxes + d->column_count))
            return &d->rows[i];
    return NULL;
}

const struct diary_total *module_total(const struct module *m, const char *name, const struct block **diary_out)
{
    static const char between[] = ".total.";
    const char *at = strstr(name, between);
    for (int p = 0; at && p < m->page_count; p++)
        for (int i = 0; i < m->pages[p].block_count; i++) {
            const struct block *b = &m->pages[p].blocks[i];
            size_t length = strlen(b->id);
            if (b->kind != BLOCK_DIARY || length != (size_t)(at - name) || strncmp(b->id, name, length) != 0)
                continue;
            for (int n = 0; n < b->diary.total_count; n++)
                if (text_is(b->diary.totals[n].id, at + strlen(between))) {
                    *diary_out = b;
                    return &b->diary.totals[n];
                }
        }
    return NULL;
}

static const struct block *part(const struct block *b, int nth, int *count_out)
{
    switch (b->kind) {
    case BLOCK_WORKSHEET:
        return sheet_part(&b->worksheet, nth, count_out);
    case BLOCK_STORY:
        return story_part(&b->story, nth, count_out);
    case BLOCK_DIARY:
        return diary_part(&b->diary, nth, count_out);
    default:
        *count_out = 0;
        return NULL;
    }
}

int block_part_count(const struct block *b)
{
    int count;
    part(b, 0, &count);
    return count;
}

const struct block *block_part(const struct block *b, int i)
{
    int count;
    const struct block *found = part(b, i, &count);
    assert(i >= 0 && i < count);
    return found;
}

bool block_has_part(const struct block *b, const char *part)
{
    bool found = false;
    switch (b->kind) {
    case BLOCK_CHOICE:
        for (int i = 0; i < b->choice.count && !b->choice.many; i++)
            found |= b->choice.options[i].has_value && text_is(part, "value");
        return found;
    case BLOCK_GRID:
        for (int i = 0; i < b->grid.row_count; i++)
            found |= text_is(b->grid.rows[i].id, part);
        return found;
    case BLOCK_SORT:
        for (int i = 0; i < b->sort.card_count; i++)
            found |= text_is(b->sort.cards[i].id, part);
        return found;
    case BLOCK_MATCH:
        for (int i = 0; i < b->match.left_count; i++)
            found |= text_is(b->match.lefts[i].id, part);
        return found;
    case BLOCK_RANK:
        for (int i = 0; i < b->rank.count; i++)
            found |= text_is(b->rank.items[i].id, part);
        return found;
    default:
        return false;
    }
}

int scale_steps(const struct scale_block *s)
{
    return (int)lround((s->to - s->from) / s->step) + 1;
}

int scale_step_of(const struct scale_block *s, double number)
{
    int step = (int)lround((number - s->from) / s->step);
    bool fits = step >= 0 && step < scale_steps(s) && fabs(scale_value(s, step) - number) < 1e-6;
    return fits ? step : -1;
}

double scale_value(const struct scale_block *s, int step)
{
    return s->from + step * s->step;
}

const struct page *module_page(const struct module *m, const char *id, int *index_out)
{
    for (int i = 0; i < m->page_count; i++) {
        if (!text_is(m->pages[i].id, id))
            continue;
        if (index_out)
            *index_out = i;
        return &m->pages[i];
    }
    return NULL;
}

const struct block *page_block(const struct page *page, const char *id)
{
    for (int i = 0; page && i < page->block_count; i++)
        if (text_is(page->blocks[i].id, id))
            return &page->blocks[i];
    return NULL;
}

const struct block *module_exercise(const struct module *m, const char *id)
{
    for (int i = 0; i < m->exercise_count; i++)
        if (text_is(m->exercises[i]->id, id))
            return m->exercises[i];
    return NULL;
}

const struct module *programme_module(const struct programme *p, const char *id)
{
    for (int i = 0; i < p->module_count; i++)
        if (text_is(p->modules[i].id, id))
            return &p->modules[i];
    return NULL;
}

const struct words *programme_public_title(const struct programme *p)
{
    return p->public_title.count ? &p->public_title : &p->title;
}

int programme_language(const struct programme *p, const char *language)
{
    for (int i = 0; i < p->language_count; i++)
        if (text_is(p->languages[i], language))
            return i;
    return -1;
}

const struct option *choice_option(const struct choice_block *c, const char *id)
{
    for (int i = 0; i < c->count; i++)
        if (text_is(c->options[i].id, id))
            return &c->options[i];
    return NULL;
}

double breathe_round_s(const struct breathe_block *b)
{
    return b->in_s + b->hold_s + b->out_s + b->rest_s;
}
