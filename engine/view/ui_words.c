#include "ui.h"

#include <string.h>

const char *ui_words(const struct ui *ui, const char *english)
{
    return catalogue_words(ui->in.interface, english);
}

const char *ui_words_count(const struct ui *ui, const char *one, const char *many, int count)
{
    unsigned long n = count < 0 ? 0 : (unsigned long)count;
    const char *form = ui->in.interface ? catalogue_find_plural(ui->in.interface, NULL, one, n) : NULL;
    if (!form)
        form = count == 1 ? one : many;
    /* Not printf: a translator's slip must not become a crash. */
    struct buffer out;
    buffer_init(&out, ui->arena);
    const char *place = strstr(form, "%d");
    if (!place)
        return form;
    buffer_add(&out, form, (size_t)(place - form));
    buffer_addf(&out, "%d", count);
    buffer_adds(&out, place + 2);
    return buffer_text(&out);
}

const char *ui_words_with(const struct ui *ui, const char *english, const char *a1, const char *a2, const char *a3)
{
    return catalogue_words_with(ui->arena, ui->in.interface, english, a1, a2, a3);
}
