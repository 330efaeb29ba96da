#include "layout_invariants.h"

#include <stdlib.h>

#include "layout_laws.h"

static void tell(void *context, const struct layout_violation *v)
{
    buffer_addf(context, "%s: \"%s\" at %d,%d %dx%d\n", v->what, v->about, v->rect.x, v->rect.y, v->rect.w, v->rect.h);
}

int layout_violations(const struct ui *ui, struct buffer *out)
{
    static struct icons icons;
    if (!icons.text && !icons_read(&icons, SOURCE_DIR "/assets"))
        abort();
    return layout_laws(ui, &icons, tell, out);
}
