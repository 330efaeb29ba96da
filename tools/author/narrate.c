#include "narrate.h"

#include <string.h>

#include "rehearsal.h"
#include "sample.h"
#include "speech.h"
#include "voice_list.h"

#define NOON            ((instant_ms)1795255200000)
#define PAGE_HEIGHT_MAX 6000 /* a page that needs more is no page */
#define SPEED_NORMAL    (SPEECH_SPEEDS / 2 + 1)
#define ROOM_FIRST      256

void narrate_init(struct narrate *n, struct arena *a, const struct library *library, struct text_measure measure,
                  const char *language)
{
    *n = (struct narrate){.arena = a, .library = library, .measure = measure, .language = language, .room = ROOM_FIRST};
    n->line = ARENA_ARRAY(a, struct narrate_line, n->room);
}

static bool is_there(const struct narrate *n, const char *name)
{
    for (int i = 0; i < n->count; i++)
        if (text_is(n->line[i].name, name))
            return true;
    return false;
}

static void add(struct narrate *n, const struct rehearsal *r, int page, const char *words)
{
    struct narrate_line line = {.module = r->module->id, .page = r->module->pages[page].id};
    narration_name(words, line.name);
    if (strstr(words, SAMPLE_WORDS) || is_there(n, line.name))
        return;
    line.words = arena_strdup(n->arena, words);
    line.ms = speech_estimate_ms(words, SPEED_NORMAL);
    if (n->count == n->room) {
        struct narrate_line *grown = ARENA_ARRAY(n->arena, struct narrate_line, n->room * 2);
        memcpy(grown, n->line, sizeof *grown * (size_t)n->room);
        n->line = grown;
        n->room *= 2;
    }
    n->line[n->count++] = line;
}

/* What the frame says, cut as the voice cuts it. */
static void add_frame(struct narrate *n, struct rehearsal *r, int page)
{
    struct voice_list list;
    rehearsal_draw_whole(r, PAGE_HEIGHT_MAX);
    voice_list_read(&list, &r->ui.spoken, speech_estimate_ms, SPEED_NORMAL);
    for (int i = 0; i < list.sentence_count; i++)
        if (!list.item[list.sentence[i].item].clip)
            add(n, r, page, voice_list_words(&list, i, &list.arena));
    voice_list_release(&list);
}

void narrate_module(struct narrate *n, const struct programme *p, const struct module *m)
{
    static const char *const settings[] = {"community", "custody"};
    struct rehearsal_look look = {.language = n->language,
                                  .interface = n->library->interface[library_language(n->library, n->language)],
                                  .size = SIZE_M,
                                  .width = screen_sizes[0].width,
                                  .height = screen_sizes[0].height,
                                  .right_to_left = language_is_right_to_left(n->language)};
    for (int page = 0; page < m->page_count; page++)
        for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
            struct rehearsal r;
            look.setting = settings[i];
            rehearsal_open(&r, p, m, &look, n->measure,
                           (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "rehearsal"});
            rehearsal_go(&r, page);
            add_frame(n, &r, page);
            rehearsal_fill(&r);
            add_frame(n, &r, page);
            rehearsal_close(&r);
        }
}

/* As a value of a table: in quotation marks, those within doubled; a line break would end the row for some readers. */
static void add_value(const char *text, struct buffer *out)
{
    buffer_adds(out, "\"");
    for (const char *c = text; *c; c++)
        buffer_adds(out, *c == '"' ? "\"\"" : *c == '\n' ? " " : (char[]){*c, '\0'});
    buffer_adds(out, "\"");
}

void narrate_script(const struct narrate *n, struct buffer *out)
{
    buffer_adds(out, "file,module,page,seconds,words\n");
    for (int i = 0; i < n->count; i++) {
        const struct narrate_line *l = &n->line[i];
        buffer_addf(out, "%s.ogg,%s,%s,%d.%d,", l->name, l->module, l->page, l->ms / 1000, l->ms % 1000 / 100);
        add_value(l->words, out);
        buffer_adds(out, "\n");
    }
}
