#include "prose.h"

#include <string.h>
#include <md4c.h>

#include "text.h"

#define LISTS_MAX       8 /* deeper ones are flattened */
#define HEADING_DEEPEST 3

struct list {
    bool ordered;
    int number;        /* of the item being read */
    bool item_pending; /* its first paragraph has not begun */
};

struct reader {
    struct arena *arena;
    struct paragraph *paragraphs;
    int count, room;
    struct prose_run *runs; /* of the open paragraph */
    int run_count, run_room;
    struct buffer run, plain; /* being read */
    unsigned style, run_style;
    bool open;
    int lists_open, quotes_open, heading;
    struct list lists[LISTS_MAX + 1]; /* 0: none */
};

/* --- runs and paragraphs ----------------------------------------------------------------------------------------- */

static void run_end(struct reader *r)
{
    if (r->run.length == 0)
        return;
    if (r->run_count == r->run_room) {
        r->run_room = r->run_room ? r->run_room * 2 : 4;
        struct prose_run *runs = ARENA_ARRAY(r->arena, struct prose_run, r->run_room);
        if (r->run_count)
            memcpy(runs, r->runs, sizeof *runs * (size_t)r->run_count);
        r->runs = runs;
    }
    const char *text = arena_copy(r->arena, buffer_text(&r->run), r->run.length);
    r->runs[r->run_count++] = (struct prose_run){text, r->run.length, r->run_style};
    r->run.length = 0;
}

static struct list *list_now(struct reader *r)
{
    return &r->lists[r->lists_open < LISTS_MAX ? r->lists_open : LISTS_MAX];
}

static void paragraph_open(struct reader *r)
{
    if (r->count == r->room) {
        r->room = r->room ? r->room * 2 : 4;
        struct paragraph *paragraphs = ARENA_ARRAY(r->arena, struct paragraph, r->room);
        if (r->count)
            memcpy(paragraphs, r->paragraphs, sizeof *paragraphs * (size_t)r->count);
        r->paragraphs = paragraphs;
    }
    struct paragraph *p = &r->paragraphs[r->count++];
    struct list *list = list_now(r);
    *p = (struct paragraph){.kind = PARAGRAPH_TEXT, .indent = r->lists_open > 1 ? r->lists_open - 1 : 0};
    if (r->heading) {
        p->kind = PARAGRAPH_HEADING;
        p->number = r->heading;
    } else if (r->lists_open && list->item_pending) {
        p->kind = list->ordered ? PARAGRAPH_NUMBER : PARAGRAPH_BULLET;
        p->number = list->ordered ? list->number : 0;
        list->item_pending = false;
    } else if (r->quotes_open) {
        p->kind = PARAGRAPH_QUOTE;
    }
    r->runs = NULL;
    r->run_count = r->run_room = 0;
    r->open = true;
}

static void paragraph_close(struct reader *r)
{
    if (!r->open)
        return;
    run_end(r);
    struct paragraph *p = &r->paragraphs[r->count - 1];
    p->runs = r->runs;
    p->run_count = r->run_count;
    p->plain = arena_copy(r->arena, buffer_text(&r->plain), r->plain.length);
    r->plain.length = 0;
    r->open = false;
}

static void add(struct reader *r, const char *text, size_t length)
{
    if (!r->open)
        paragraph_open(r); /* in a tight list there is no paragraph of md4c's */
    if (r->run.length && r->run_style != r->style)
        run_end(r);
    r->run_style = r->style;
    buffer_add(&r->run, text, length);
    buffer_add(&r->plain, text, length);
}

/* --- what md4c says ---------------------------------------------------------------------------------------------- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *r = context;
    paragraph_close(r);
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        r->lists_open++;
        *list_now(r) = (struct list){.ordered = type == MD_BLOCK_OL};
        if (type == MD_BLOCK_OL)
            list_now(r)->number = (int)((MD_BLOCK_OL_DETAIL *)detail)->start - 1;
    } else if (type == MD_BLOCK_LI) {
        list_now(r)->number++;
        list_now(r)->item_pending = true;
    } else if (type == MD_BLOCK_QUOTE) {
        r->quotes_open++;
    } else if (type == MD_BLOCK_H) {
        r->heading = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *r = context;
    paragraph_close(r);
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        r->lists_open--;
    else if (type == MD_BLOCK_QUOTE)
        r->quotes_open--;
    else if (type == MD_BLOCK_H)
        r->heading = 0;
    return 0;
}

static unsigned style_of(MD_SPANTYPE type)
{
    return type == MD_SPAN_STRONG ? PROSE_BOLD : type == MD_SPAN_EM ? PROSE_ITALIC : PROSE_PLAIN;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    ((struct reader *)context)->style |= style_of(type);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    ((struct reader *)context)->style &= ~style_of(type);
    return 0;
}

/* The few that writers use; others stand as they are written. */
static void add_entity(struct reader *r, const char *entity, size_t length)
{
    static const struct {
        const char *entity, *text;
    } known[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\xC2\xA0"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (length == strlen(known[i].entity) && memcmp(entity, known[i].entity, length) == 0) {
            add(r, known[i].text, strlen(known[i].text));
            return;
        }
    }
    add(r, entity, length);
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct reader *r = context;
    if (type == MD_TEXT_SOFTBR)
        add(r, " ", 1);
    else if (type == MD_TEXT_BR)
        add(r, "\n", 1);
    else if (type == MD_TEXT_ENTITY)
        add_entity(r, text, size);
    else if (type != MD_TEXT_NULLCHAR)
        add(r, text, size);
    return 0;
}

struct prose prose_parse(struct arena *a, const char *markdown)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    struct reader r = {.arena = a};
    buffer_init(&r.run, a);
    buffer_init(&r.plain, a);
    md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, &r);
    paragraph_close(&r);
    return (struct prose){r.paragraphs, r.count};
}

const char *prose_plain(struct arena *a, const char *markdown)
{
    struct prose prose = prose_parse(a, markdown);
    struct buffer out;
    buffer_init(&out, a);
    for (int i = 0; i < prose.count; i++) {
        if (i)
            buffer_adds(&out, " ");
        buffer_adds(&out, prose.paragraphs[i].plain);
    }
    return buffer_text(&out);
}

/* --- what does not fit ------------------------------------------------------------------------------------------- */

static int judge_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    unsigned *found = context;
    if (type == MD_BLOCK_H && ((MD_BLOCK_H_DETAIL *)detail)->level > HEADING_DEEPEST)
        *found |= MISFIT_HEADING;
    if (type == MD_BLOCK_TABLE)
        *found |= MISFIT_TABLE;
    if (type == MD_BLOCK_HTML)
        *found |= MISFIT_HTML;
    if (type == MD_BLOCK_CODE)
        *found |= MISFIT_CODE;
    if (type == MD_BLOCK_HR)
        *found |= MISFIT_LINE;
    return 0;
}

static int judge_span(MD_SPANTYPE type, void *detail, void *context)
{
    unsigned *found = context;
    (void)detail;
    if (type == MD_SPAN_IMG)
        *found |= MISFIT_IMAGE;
    if (type == MD_SPAN_A)
        *found |= MISFIT_LINK;
    return 0;
}

static int judge_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    unsigned *found = context;
    (void)text, (void)size;
    if (type == MD_TEXT_HTML)
        *found |= MISFIT_HTML;
    return 0;
}

static int judge_nothing(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

static int judge_no_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

unsigned prose_misfits(const char *markdown)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
        .enter_block = judge_block,
        .leave_block = judge_nothing,
        .enter_span = judge_span,
        .leave_span = judge_no_span,
        .text = judge_text,
    };
    unsigned found = 0;
    md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, &found);
    return found;
}
