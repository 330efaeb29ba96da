#include "look_options.h"

#include <stdio.h>

bool look_options_read(const struct look_options *o, const char *who, struct rehearsal_look *look)
{
    char extra;
    if (o->setting && !text_is(o->setting, "community") && !text_is(o->setting, "custody"))
        fprintf(stderr, "%s: --setting is community or custody\n", who);
    else if (o->theme && !look_from_name(o->theme, &look->look))
        fprintf(stderr, "%s: no theme %s: light, dark, contrast, low-glare\n", who, o->theme);
    else if (o->size && !size_from_name(o->size, &look->size))
        fprintf(stderr, "%s: no size %s: S, M, L, XL\n", who, o->size);
    else if (o->screen && (sscanf(o->screen, "%dx%d%c", &look->width, &look->height, &extra) != 2 ||
                           look->width < 640 || look->height < 480 || look->width > 4096 || look->height > 4096))
        fprintf(stderr, "%s: --screen wants a size such as 1280x800\n", who);
    else {
        look->setting = o->setting ? o->setting : look->setting;
        return true;
    }
    return false;
}
