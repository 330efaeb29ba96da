#include "block_sheet.h"

#include "block_diary.h"
#include "diary.h"
#include "page_state.h"

static bool is_open(const struct block_view *v, const struct block *b)
{
    if (b->kind == BLOCK_WORKSHEET)
        return worksheet_open_field(v, b) != NULL;
    return b->kind == BLOCK_DIARY && diary_open_row(v, b) >= 0;
}

const struct block *sheet_open(const struct block_view *v)
{
    for (int i = 0; i < v->page->block_count; i++) {
        const struct block *b = &v->page->blocks[i];
        if (attempt_shows(v->attempt, b) && is_open(v, b))
            return b;
    }
    return NULL;
}

void sheet_page(struct block_view *v, const struct block *sheet, struct rect column)
{
    if (sheet->kind == BLOCK_DIARY)
        diary_row_page(v, sheet, column);
    else
        worksheet_field_page(v, sheet, column);
}

const char *sheet_words(const struct block_view *v, const struct block *exercise)
{
    const struct answer *given = attempt_answer(v->attempt, exercise->id);
    if (given && given->declined)
        return ui_words(v->ui, "I would rather not say");
    const char *words = wording_answer(v->attempt, v->ui->arena, exercise);
    if (!text_is_empty(words))
        return words;
    const struct page_draft *draft = page_draft_find(v->state, exercise->id, "");
    return draft && !text_is_empty(draft->text) ? arena_strdup(v->ui->arena, draft->text) : NULL;
}

const char *sheet_target_of(const struct block_view *v, const struct block *sheet, const struct block *part)
{
    if (sheet->kind == BLOCK_DIARY)
        return diary_target_of(v, sheet, part);
    for (int i = 0; i < sheet->worksheet.count; i++)
        if (sheet->worksheet.fields[i].exercise == part || sheet->worksheet.fields[i].with == part)
            return block_id(v, sheet->worksheet.fields[i].exercise, "box", NULL);
    return NULL;
}

const char *sheet_part_name(const struct block_view *v, const struct block *part)
{
    const struct block *sheet = attempt_sheet(v->attempt, part);
    const struct diary_row *row = sheet && sheet->kind == BLOCK_DIARY ? diary_row_of(sheet, part) : NULL;
    return row ? diary_row_title(v->attempt, v->ui->arena, v->ui->in.interface, sheet, (int)(row - sheet->diary.rows))
               : NULL;
}

void sheet_show_missing(struct block_view *v, const struct block *sheet)
{
    const struct block *missing = v->state->missing ? v->state->missing_block : NULL;
    const char *id = missing ? sheet_target_of(v, sheet, missing) : NULL;
    const struct target *t = id ? target_find(&v->ui->targets, id) : NULL;
    if (t)
        block_show_missing(v, missing, t->rect.y);
}
