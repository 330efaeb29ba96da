#include "measure.h"

#include <assert.h>
#include <string.h>

int measure_value_count(const struct measure *m, const struct measure_item *item)
{
    if (item->options)
        return item->option_count;
    return (int)((m->scale.to - m->scale.from) / m->scale.step + 0.5) + 1;
}

double measure_value(const struct measure *m, const struct measure_item *item, int index)
{
    assert(index >= 0 && index < measure_value_count(m, item));
    return item->options ? item->options[index].value : m->scale.from + index * m->scale.step;
}

const struct measure_item *measure_item(const struct measure *m, const char *id)
{
    for (int i = 0; i < m->item_count; i++)
        if (text_is(m->items[i].id, id))
            return &m->items[i];
    return NULL;
}

enum measure_score_of measure_variable(const char *name, char id_out[MEASURE_ID_BYTES])
{
    static const char *const scores[] = {NULL, "score", "first", "change", "band"};
    static const char prefix[] = "measure.";
    if (!text_starts_with(name, prefix))
        return MEASURE_NONE;
    const char *id = name + strlen(prefix);
    size_t length = strcspn(id, ".");
    if (length == 0 || length >= MEASURE_ID_BYTES || id[length] != '.')
        return MEASURE_NONE;
    memcpy(id_out, id, length);
    id_out[length] = '\0';
    for (int i = MEASURE_SCORE; i <= MEASURE_BAND; i++)
        if (text_is(scores[i], id + length + 1))
            return (enum measure_score_of)i;
    return MEASURE_NONE;
}
