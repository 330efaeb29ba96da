/* callout: words that stand out, in a panel. */
#include "block.h"

int block_callout(struct block_view *v, const struct block *b, struct rect area)
{
    const struct callout_block *c = &b->callout;
    const char *words = wording_or(v->attempt, v->ui->arena, &c->text, &c->empty);
    if (text_is_empty(words))
        return 0;
    static const enum panel_look look[] = {
        [CALLOUT_NOTE] = PANEL_NOTE, [CALLOUT_CARE] = PANEL_CARE, [CALLOUT_WARNING] = PANEL_WARNING};
    return panel_draw(v, &(struct panel){.look = look[c->look], .icon = c->icon, .text = words}, area);
}
