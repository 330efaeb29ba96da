/* text: running words, in the language and with the answers of this person. */
#include "block.h"

int block_text(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const char *words = wording_or(v->attempt, ui->arena, &b->text.text, &b->text.empty);
    if (text_is_empty(words))
        return 0;
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
    return put_prose(ui, style, area.x, area.y, area.w, words);
}
