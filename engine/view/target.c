#include "target.h"

#include <string.h>

void targets_init(struct target_list *t, struct arena *a)
{
    *t = (struct target_list){.arena = a};
}

void target_add(struct target_list *t, struct target target)
{
    if (t->count == t->room) {
        int room = t->room ? t->room * 2 : 32;
        struct target *item = ARENA_ARRAY(t->arena, struct target, room);
        if (t->count)
            memcpy(item, t->item, sizeof *item * (size_t)t->count);
        t->item = item;
        t->room = room;
    }
    if (!target.hidden && target.shown.w == 0 && target.shown.h == 0)
        target.shown = target.rect;
    t->item[t->count++] = target;
}

const struct target *target_find(const struct target_list *t, const char *id)
{
    for (int i = 0; id && i < t->count; i++)
        if (text_is(t->item[i].id, id))
            return &t->item[i];
    return NULL;
}

const struct target *target_named(const struct target_list *t, const char *name)
{
    const struct target *hidden = NULL;
    for (int i = 0; name && i < t->count; i++) {
        const struct target *each = &t->item[i];
        if (!text_is(each->name, name))
            continue;
        if (!each->hidden)
            return each;
        if (!hidden)
            hidden = each;
    }
    return hidden;
}

static bool is_at(const struct target *t, int x, int y)
{
    bool found = rect_contains(t->shown, x, y);
    for (int i = 0; i < t->more_count; i++)
        found |= rect_contains(t->more[i].shown, x, y);
    return found;
}

const struct target *target_at(const struct target_list *t, int x, int y)
{
    for (int i = t->count - 1; i >= 0; i--)
        if (is_at(&t->item[i], x, y))
            return &t->item[i];
    return NULL;
}

void targets_dump(const struct target_list *t, struct buffer *out)
{
    static const char *const roles[] = {
        [ROLE_BUTTON] = "button", [ROLE_OPTION] = "option", [ROLE_CHECK] = "check", [ROLE_STEP] = "step",
        [ROLE_KEY] = "key",       [ROLE_FIELD] = "field",   [ROLE_LINK] = "link",   [ROLE_TAB] = "tab",
    };
    for (int i = 0; i < t->count; i++) {
        const struct target *each = &t->item[i];
        buffer_addf(out, "target %d,%d %dx%d %s \"%s\"", each->rect.x, each->rect.y, each->rect.w, each->rect.h,
                    roles[each->role], each->name ? each->name : "");
        buffer_addf(out, "%s%s as %s", each->chosen ? " chosen" : "", each->hidden ? " hidden" : "", each->id);
        for (int k = 0; k < each->more_count; k++)
            buffer_addf(out, " and %d,%d %dx%d", each->more[k].rect.x, each->more[k].rect.y, each->more[k].rect.w,
                        each->more[k].rect.h);
        if (each->says)
            buffer_addf(out, " says \"%s\"", each->says);
        buffer_adds(out, "\n");
    }
}
