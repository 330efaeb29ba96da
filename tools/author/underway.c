#include "underway.h"

#include <stdlib.h>

#include "rehearsal.h"

#define NOON      ((instant_ms)1795255200000)
#define STEPS_MAX 200 /* pages on the way to the end */

/* No picture is drawn: widths are nobody's. */
static int no_width(void *context, enum face face, int size_px, const char *text, size_t length)
{
    (void)context, (void)face, (void)text;
    return (int)length * size_px / 2;
}

static bool no_picture(void *context, const char *path, int *width_out, int *height_out)
{
    (void)context, (void)path, (void)width_out, (void)height_out;
    return false;
}

static struct rehearsal_look look_of(const struct programme *p)
{
    return (struct rehearsal_look){
        .setting = "community", .language = p->languages[0], .size = SIZE_M, .width = 1280, .height = 800};
}

static bool is_in(const char *const *list, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (text_is(list[i], id))
            return true;
    return false;
}

/* On to the end, noting what comes. */
static void walk_on(struct arena *a, struct rehearsal *now, const struct rehearsal *before, struct underway *u)
{
    const char *met[STEPS_MAX];
    int count = 0;
    bool went = true;
    for (; went && !u->ends && count < STEPS_MAX; count++) {
        const struct page *page = attempt_page(now->attempt);
        met[count] = page->id;
        bool was_seen = attempt_visits(before->attempt, page->id) > 0 && !text_is(page->id, u->stopped);
        if (was_seen && u->again_count < PAGES_MAX && !is_in(u->again, u->again_count, page->id) && count > 0)
            u->again[u->again_count++] = arena_strdup(a, page->id);
        rehearsal_fill(now);
        went = rehearsal_act(now, (struct act){.kind = ACT_NEXT});
        u->ends = now->decided.finished || now->decided.leave;
    }
    for (int i = 0; i < now->module->page_count; i++) {
        const struct page *page = &now->module->pages[i];
        if (!page->extra && !module_page(before->module, page->id, NULL) && !is_in(met, count, page->id))
            u->missed[u->missed_count++] = arena_strdup(a, page->id);
    }
}

/* False: nobody can stop there. */
static bool try_page(struct arena *a, const struct programme *was, const struct module *was_module, int page,
                     const struct programme *is, const struct module *is_module, struct underway *u)
{
    const struct text_measure measure = {.width_px = no_width, .image_size = no_picture};
    struct rehearsal_look look = look_of(was), look_now = look_of(is);
    struct rehearsal *before = malloc(sizeof *before), *now = malloc(sizeof *now);
    if (!before || !now)
        abort();
    rehearsal_open(before, was, was_module, &look, measure,
                   (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "diff"});
    bool shows = rehearsal_go(before, page);
    rehearsal_again(now, before, is, is_module, &look_now);
    const struct page *goes_on = attempt_page(now->attempt);
    *u = (struct underway){.stopped = was_module->pages[page].id,
                           .goes_on = goes_on ? goes_on->id : NULL,
                           .lost = attempt_dropped(now->attempt)};
    if (goes_on)
        walk_on(a, now, before, u);
    rehearsal_close(now);
    rehearsal_close(before);
    free(now);
    free(before);
    return shows;
}

int underway_try(struct arena *a, const struct programme *was, const struct module *was_module,
                 const struct programme *is, const struct module *is_module, struct underway *out)
{
    int count = 0;
    for (int i = 0; i < was_module->page_count; i++) {
        const struct page *page = &was_module->pages[i];
        if (!page->extra && !page->uncounted && try_page(a, was, was_module, i, is, is_module, &out[count]))
            count++;
    }
    return count;
}

bool underway_is_smooth(const struct underway *u)
{
    return text_is(u->stopped, u->goes_on) && !u->lost && !u->again_count && !u->missed_count && u->ends;
}
