#include "ui.h"

const char *ui_words(const struct ui *ui, const char *english)
{
    return catalogue_words(ui->in.interface, english);
}

const char *ui_words_count(const struct ui *ui, const char *one, const char *many, int count)
{
    return catalogue_words_count(ui->arena, ui->in.interface, one, many, count);
}

const char *ui_words_with(const struct ui *ui, const char *english, const char *a1, const char *a2, const char *a3)
{
    return catalogue_words_with(ui->arena, ui->in.interface, english, a1, a2, a3);
}
