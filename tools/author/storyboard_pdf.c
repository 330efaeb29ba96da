/* The storyboard as documents and pictures in the order in which they are set (tools/board). */
#include <string.h>

#include "purpose.h"
#include "rule_words.h"
#include "storyboard.h"

#define ROWS_MOST (PAPER_ROWS_MAX - 1)

struct binding {
    struct arena *arena;
    const struct storyboard *s;
    struct storyboard_sheets *out;
    struct local_date today;
    struct document *document; /* that is being filled */
};

static struct sheet *add(struct binding *b)
{
    struct storyboard_sheets *out = b->out;
    if (out->count == out->room) {
        int room = out->room ? out->room * 2 : 64;
        struct sheet *more = ARENA_ARRAY(b->arena, struct sheet, room);
        if (out->count)
            memcpy(more, out->item, sizeof *more * (size_t)out->count);
        out->item = more;
        out->room = room;
    }
    struct sheet *sheet = &out->item[out->count++];
    *sheet = (struct sheet){0};
    return sheet;
}

static void begin(struct binding *b)
{
    const struct storyboard *s = b->s;
    struct document_request request = {
        .programme = s->programme, .language = s->programme->languages[0], .date = b->today};
    const char *title = s->module->title.item[s->module->title.count - 1].message.in[0];
    b->document = document_new(b->arena, &request, arena_printf(b->arena, "Storyboard: %s", title));
    add(b)->document = b->document;
}

static void text(struct binding *b, enum element_look look, const char *plain)
{
    if (!text_is_empty(plain))
        document_prose(b->document, look, document_plain(b->arena, plain));
}

static const char *rule(struct binding *b, const struct rule *when)
{
    struct buffer words;
    buffer_init(&words, b->arena);
    if (when)
        rule_words(when, &words);
    return buffer_text(&words);
}

static void ways_on(struct binding *b, const struct page *p)
{
    for (int i = 0; i < p->next_count; i++) {
        const struct next_rule *n = &p->next[i];
        const char *to = n->kind == NEXT_PAGE   ? arena_printf(b->arena, "to %s", b->s->module->pages[n->page].id)
                         : n->kind == NEXT_SKIP ? "past the next page"
                                                : "leave for today";
        text(b, ELEMENT_PLAIN, arena_printf(b->arena, "When %s: %s", rule(b, n->when), to));
    }
}

/* --- tables --------------------------------------------------------------------------------------------------------
 */

struct table {
    const char **cells;
    int columns, rows;
};

static void table_begin(struct binding *b, struct table *t, int columns, const char *const *head)
{
    *t = (struct table){ARENA_ARRAY(b->arena, const char *, columns *PAPER_ROWS_MAX), columns, 1};
    memcpy(t->cells, head, sizeof *head * (size_t)columns);
}

static void table_end(struct binding *b, const struct table *t)
{
    if (t->rows > 1)
        document_table(b->document, t->cells, t->columns, t->rows);
}

/* One longer than a table may be goes on in the next. */
static const char **table_row(struct binding *b, struct table *t)
{
    if (t->rows > ROWS_MOST) {
        struct table full = *t;
        table_end(b, &full);
        table_begin(b, t, full.columns, full.cells);
    }
    return &t->cells[t->columns * t->rows++];
}

static void block_row(struct binding *b, struct table *t, const struct block *block)
{
    struct buffer marks;
    const char **cell = table_row(b, t);
    buffer_init(&marks, b->arena);
    storyboard_marks(block, &marks);
    cell[0] = block->id;
    cell[1] = block_kind_name(block->kind);
    cell[2] = rule(b, block->when);
    cell[3] = buffer_text(&marks);
    for (int i = 0; i < block_part_count(block); i++)
        block_row(b, t, block_part(block, i));
}

static void blocks(struct binding *b, const struct page *p)
{
    static const char *const head[] = {"id", "kind", "shows when", "marks"};
    struct table t;
    table_begin(b, &t, 4, head);
    for (int i = 0; i < p->block_count; i++)
        block_row(b, &t, &p->blocks[i]);
    table_end(b, &t);
}

/* `page` NULL: of the module itself. Where a page of A4 would be too narrow for all languages the rest is in the HTML.
 */
static void words(struct binding *b, const struct page *page)
{
    const struct programme *p = b->s->programme;
    const char *head[] = {"place", p->languages[0], p->language_count > 1 ? p->languages[1] : ""};
    int columns = p->language_count > 1 ? 3 : 2;
    struct table t;
    table_begin(b, &t, columns, head);
    for (int i = 0; i < b->s->module->messages.count; i++) {
        const struct message *message = b->s->module->messages.item[i];
        const struct page *of;
        purpose_block(b->s->module, message, &of);
        if (of != page)
            continue;
        const char **cell = table_row(b, &t), *when = rule(b, purpose_when(message));
        cell[0] = storyboard_place(message);
        if (*when)
            cell[0] = arena_printf(b->arena, "%s\nwhen %s", cell[0], when);
        cell[1] = message->source;
        if (columns > 2)
            cell[2] = message->in[1] ? message->in[1] : "(not translated)";
    }
    if (t.rows > 1)
        document_heading(b->document, 3, "Words");
    table_end(b, &t);
}

/* --- pages ---------------------------------------------------------------------------------------------------------
 */

static void pictures(struct binding *b, const struct board_page *page)
{
    for (int i = 0; i < page->shot_count; i++) {
        struct buffer caption;
        if (page->shots[i].same)
            continue;
        buffer_init(&caption, b->arena);
        storyboard_caption(page, i, &caption);
        text(b, ELEMENT_SOFT, buffer_text(&caption));
        add(b)->shot = &page->shots[i];
        begin(b);
    }
}

static void said(struct binding *b, const struct board_page *page)
{
    for (int i = 0; i < page->shot_count; i++) {
        const struct shot *shot = &page->shots[i];
        struct buffer caption, all;
        if (shot->same || !shot->said_count)
            continue;
        buffer_init(&caption, b->arena);
        buffer_init(&all, b->arena);
        storyboard_caption(page, i, &caption);
        document_heading(b->document, 3, arena_printf(b->arena, "Read out: %s", buffer_text(&caption)));
        for (int k = 0; k < shot->said_count; k++)
            buffer_addf(&all, "%d. %s\n", k + 1, shot->said[k]);
        text(b, ELEMENT_PLAIN, buffer_text(&all));
    }
}

static const char *plain(const struct words *words)
{
    return words->count ? words->item[words->count - 1].message.in[0] : "";
}

static void bind_page(struct binding *b, int i)
{
    const struct board_page *page = &b->s->pages[i];
    const struct page *p = page->page;
    struct buffer facts;
    add(b); /* a new page */
    begin(b);
    document_heading(b->document, 2,
                     arena_printf(b->arena, "%d. %s (%s)", i + 1, p->title.count ? plain(&p->title) : p->id, p->id));
    buffer_init(&facts, b->arena);
    storyboard_facts(p, &facts);
    text(b, ELEMENT_SOFT, buffer_text(&facts));
    pictures(b, page);
    said(b, page);
    if (p->next_count)
        document_heading(b->document, 3, "Ways on");
    ways_on(b, p);
    document_heading(b->document, 3, "Blocks");
    blocks(b, p);
    words(b, p);
}

void storyboard_bind(struct arena *a, const struct storyboard *s, struct local_date today,
                     struct storyboard_sheets *out)
{
    const struct module *m = s->module;
    struct binding b = {.arena = a, .s = s, .out = out, .today = today};
    *out = (struct storyboard_sheets){0};
    begin(&b);
    document_heading(b.document, 1, arena_printf(a, "%s: %s", plain(&s->programme->title), plain(&m->title)));
    text(&b, ELEMENT_PLAIN,
         arena_printf(a, "%s, version %s. About %d minutes. Answers are samples that nobody gave.", m->id,
                      s->programme->version, m->minutes));
    for (int i = 0; i < m->aim_count; i++)
        text(&b, ELEMENT_PLAIN, arena_printf(a, "Aim: %s", plain(&m->aims[i])));
    for (int i = 0; i < m->prompt_count; i++)
        text(&b, ELEMENT_PLAIN, arena_printf(a, "For the practitioner: %s", plain(&m->prompts[i])));
    words(&b, NULL);
    for (int i = 0; i < s->page_count; i++)
        bind_page(&b, i);
}
