/*
 * One page that holds every kind of block, at the largest size: how long it takes to turn to it.
 *
 * No author may put so much on a page; the pages of a module are laid together here to have all kinds at once. Pictures
 * are the showcase's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "files.h"
#include "load.h"
#include "measure.h"
#include "page.h"
#include "paint.h"

#define TURNS 300

static const char programme[] =
    "{\"format\":1,\"id\":\"showcase\",\"version\":\"1.0.0\",\"title\":\"Every\",\"summary\":\"Every.\",\"accent\":\"#"
    "0A6B68\","
    "\"languages\":[\"en-GB\"],\"modules\":[\"every-kind\"],\"activity\":{\"kind\":\"supervision\"}}";

/* ' stands for " */
static const char module[] =
    "{'id':'every-kind','title':'Every kind','public_title':'Every','minutes':20,'pages':["
    "{'id':'one','title':'Every kind','blocks':["
    "{'kind':'text','text':'# A heading\\n\\nWords can be **bold** or *slanted*.\\n\\n- One thing\\n- Another'},"
    "{'kind':'image','src':'media/park.svg','alt':'A park'},"
    "{'kind':'audio','src':'media/waves.ogg','title':'Waves','transcript':'The sea comes and goes.'},"
    "{'kind':'video','src':'media/pause.webm','poster':'media/park.svg','title':'A pause',"
    " 'captions':[{'from':0,'to':2,'text':'Stop.'}],'transcript':'Stop. Do nothing yet.'},"
    "{'kind':'callout','text':'Words in a box.','look':'care'},"
    "{'kind':'story','speakers':[{'id':'sam','name':'Sam','picture':'media/sam.svg'}],"
    " 'lines':[{'who':'sam','text':'The bus did not stop.'}]},"
    "{'kind':'reveal','items':[{'id':'a','title':'One','text':'The first.'},{'id':'b','title':'Two','text':'The "
    "second.'}]},"
    "{'kind':'breathe','in':4,'out':6,'rounds':6},"
    "{'kind':'countdown','seconds':60,'text':'Feel your feet on the floor.'}]},"
    "{'id':'two','title':'More','blocks':["
    "{'kind':'choice','id':'choice','ask':'Which one?','options':[{'id':'a','text':'This one','icon':'leaf'},"
    " {'id':'b','text':'That one','icon':'water'},{'id':'c','text':'Something else','write':true}]},"
    "{'kind':'scale','id':'scale','ask':'How much?','from':0,'to':10,'ends':['Little','Much'],'look':'thermometer'},"
    "{'kind':'grid','id':'grid','ask':'How often?','rows':[{'id':'a','text':'At home'},{'id':'b','text':'At work'},"
    " {'id':'c','text':'Out'}],'columns':[{'id':'x','text':'Never'},{'id':'y','text':'Sometimes'},{'id':'z','text':'"
    "Often'}]},"
    "{'kind':'write','id':'write','ask':'What would you say?','starters':['I was','I will']},"
    "{'kind':'number','id':'number','ask':'How many?','from':0,'to':40,'step':1,'unit':'glasses'},"
    "{'kind':'date','id':'date','ask':'Which day?','from_days':0,'to_days':28},"
    "{'kind':'rank','id':'rank','ask':'What comes first?','items':[{'id':'a','text':'Family'},{'id':'b','text':'Work'},"
    " {'id':'c','text':'Friends'}]},"
    "{'kind':'sort','id':'sort','ask':'Which is which?','boxes':[{'id':'x','text':'I knew'},{'id':'y','text':'I "
    "guessed'}],"
    " 'cards':[{'id':'a','text':'He laughed'},{'id':'b','text':'He meant it'}]},"
    "{'kind':'match','id':'match','ask':'What goes together?','lefts':[{'id':'a','text':'A look'},{'id':'b','text':'A "
    "word'}],"
    " 'rights':[{'id':'x','text':'Anger'},{'id':'y','text':'Fear'}]}]},"
    "{'id':'three','title':'The rest','blocks':["
    "{'kind':'gaps','id':'gaps','text':'If [when], then I will [act].','gaps':[{'id':'when','label':'When',"
    " 'bank':[{'id':'a','text':'I am kept waiting'}]},{'id':'act','label':'Act','bank':[{'id':'b','text':'breathe "
    "out'}]}]},"
    "{'kind':'spot','id':'spot','ask':'Where?','picture':'media/park.svg','alt':'A park',"
    " 'places':[{'id':'a','text':'The tree','at':[0.1,0.1,0.2,0.2]},{'id':'b','text':'The "
    "bench','at':[0.6,0.6,0.2,0.2]}]},"
    "{'kind':'mark','id':'mark','ask':'Which is a guess?','pieces':[{'id':'a','text':'He drove in.'},"
    " {'id':'b','text':'He did it on purpose.'}]},"
    "{'kind':'measure','id':'measure','measure':'gad-7'},"
    "{'kind':'worksheet','id':'sheet','layout':'columns','fields':[{'kind':'write','id':'what','ask':'What happened?'},"
    " {'kind':'scale','id':'sure','ask':'How sure?','from':0,'to':10,'ends':['Not','Very']}]},"
    "{'kind':'diary','id':'week','rows':[{'id':'mon','text':'Monday'},{'id':'tue','text':'Tuesday'}],"
    " 'columns':[{'kind':'number','id':'glasses','ask':'Glasses','from':0,'to':40}]},"
    "{'kind':'recall','of':'choice','text':'You said {answer}.','empty':'You said nothing.'},"
    "{'kind':'chart','points':[{'of':'scale','label':'Before'},{'of':'number','label':'Now'}],'from':0,'to':40,"
    " 'ends':['Low','High'],'empty':'Nothing yet.'}]}]}";

struct disk {
    struct source files;
    const char *module;
};

static bool read_file(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    struct disk *d = context;
    *bytes_out = text_is(path, "showcase/programme.json")    ? programme
                 : text_is(path, "showcase/every-kind.json") ? d->module
                                                             : NULL;
    if (!*bytes_out)
        return d->files.read(d->files.context, a, path, bytes_out, size_out);
    *size_out = strlen(*bytes_out);
    return true;
}

static bool has_file(void *context, const char *path)
{
    struct disk *d = context;
    return d->files.exists(d->files.context, path);
}

/* All blocks of the module on its first page. */
static void lay_together(struct arena *a, struct module *m)
{
    struct page *pages = ARENA_ARRAY(a, struct page, m->page_count);
    memcpy(pages, m->pages, sizeof *pages * (size_t)m->page_count);
    struct block *all = ARENA_ARRAY(a, struct block, MODULE_BLOCKS_MAX);
    int count = 0;
    for (int p = 0; p < m->page_count; p++)
        for (int b = 0; b < pages[p].block_count; b++)
            all[count++] = pages[p].blocks[b];
    pages[0].blocks = all;
    pages[0].block_count = count;
    m->pages = pages;
}

static void show(struct attempt *attempt, struct page_state *state, struct ui *ui, struct arena *frame,
                 const struct ui_input *in, const char *page)
{
    struct page_frame around = {.signed_in = true};
    struct event e = {.kind = EVENT_PAGE, .page = page, .sitting = "s"};
    attempt_apply(attempt, &e);
    for (int pass = 0; pass < 2; pass++) { /* as the kiosk: once more, when it turned out how tall it is */
        arena_clear(frame);
        ui_init(ui, frame, in);
        page_view(ui, attempt, state, &around);
        ui_finish(ui);
    }
}

bool kinds_measure(const char *modules, const char *assets, const char *media, struct kinds *out)
{
    struct arena arena, frame;
    struct problems problems;
    struct ui ui;
    int width = 1920, height = 1080;
    arena_init(&arena);
    arena_init(&frame);
    problems_init(&problems, &arena);
    char *json = arena_strdup(&arena, module);
    for (char *c = json; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    struct disk disk = {.files = files_source(modules), .module = json};
    struct source source = {.context = &disk, .read = read_file, .exists = has_file, .root = "bench"};
    struct programme *p = programme_load(&arena, &source, "showcase", &problems);
    for (const struct problem *q = problems.first; q; q = q->next)
        if (q->severity == SEVERITY_ERROR)
            fprintf(stderr, "cairn-bench: %s:%d: %s\n", q->place.file ? q->place.file : "", q->place.line, q->message);
    struct fonts *fonts = fonts_open(assets, media, &problems);
    struct page_state *state = calloc(1, sizeof *state);
    uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof *pixels);
    bool good = p && p->module_count == 1 && fonts && state && pixels;
    if (good) {
        struct painter *painter = painter_open(fonts);
        painter_surface(painter, pixels, width, height, width);
        lay_together(&arena, &p->modules[0]);
        struct attempt *attempt = attempt_new(&arena, p, &p->modules[0],
                                              (struct attempt_settings){.setting = "community", .language = "en-GB"});
        struct ui_input in = {.theme = theme_make(LOOK_LIGHT, SIZE_XL, width, height, p->accent),
                              .measure = fonts_measure(fonts),
                              .language = "en-GB",
                              .speaking = {.item = -1},
                              .now_ms = 1000,
                              .today = {2026, 11, 22}};
        page_state_init(state);
        struct event started = {.kind = EVENT_STARTED, .sitting = "s"};
        attempt_apply(attempt, &started);
        for (int n = 0; n < TURNS; n++) {
            show(attempt, state, &ui, &frame, &in, "two");
            painter_paint(painter, &ui.draw, &in.theme);
            double since = now_ms();
            show(attempt, state, &ui, &frame, &in, "one");
            painter_paint(painter, &ui.draw, &in.theme);
            if (n > 2) /* letters and pictures are there */
                sample_add(&out->turn, now_ms() - since);
        }
        out->blocks = p->modules[0].pages[0].block_count;
        painter_close(painter);
    }
    fonts_close(fonts);
    free(state);
    free(pixels);
    arena_release(&frame);
    arena_release(&arena);
    return good;
}
