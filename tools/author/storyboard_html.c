#include <string.h>

#include "html.h"
#include "purpose.h"
#include "rule_words.h"
#include "storyboard.h"

static const char *language_shown(const char *language)
{
    return language_own_name(language) ? language_own_name(language) : language;
}

/* --- pictures ------------------------------------------------------------------------------------------------------
 */

static void add_base64(struct buffer *out, const char *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        unsigned b0 = (unsigned char)bytes[i], b1 = i + 1 < size ? (unsigned char)bytes[i + 1] : 0,
                 b2 = i + 2 < size ? (unsigned char)bytes[i + 2] : 0;
        char four[4] = {digits[b0 >> 2], digits[(b0 & 3) << 4 | b1 >> 4],
                        i + 1 < size ? digits[(b1 & 15) << 2 | b2 >> 6] : '=', i + 2 < size ? digits[b2 & 63] : '='};
        buffer_add(out, four, 4);
    }
}

/* Settings in which the picture is the same are named with it. */
void storyboard_caption(const struct board_page *b, int i, struct buffer *out)
{
    const struct shot *shot = &b->shots[i];
    buffer_adds(out, shot->setting);
    for (int k = i + 1; k < b->shot_count; k++)
        if (b->shots[k].same && text_is(b->shots[k].language, shot->language))
            buffer_addf(out, " and %s", b->shots[k].setting);
    buffer_addf(out, ", %s", language_shown(shot->language));
    if (!shot->on_path)
        buffer_adds(out, " (only sometimes on the way)");
}

static void caption(const struct board_page *b, int i, struct buffer *out)
{
    struct buffer words;
    buffer_init(&words, out->arena);
    storyboard_caption(b, i, &words);
    html_text(out, buffer_text(&words));
}

static void figures(const struct board_page *b, int number, struct buffer *out)
{
    buffer_adds(out,
                "<div style=\"display:grid;grid-template-columns:repeat(auto-fit,minmax(28rem,1fr));gap:1rem\">\n");
    for (int i = 0; i < b->shot_count; i++) {
        const struct shot *shot = &b->shots[i];
        if (shot->same)
            continue;
        buffer_addf(out,
                    "<figure style=\"margin:0\"><img style=\"max-width:100%%;height:auto\" width=\"%d\" height=\"%d\" "
                    "alt=\"Page %d as it shows; what it says stands below\" src=\"data:image/png;base64,",
                    shot->width / 2, shot->height / 2, number);
        add_base64(out, shot->png, shot->png_size);
        buffer_adds(out, "\">\n<figcaption>");
        caption(b, i, out);
        buffer_adds(out, "</figcaption>\n</figure>\n");
    }
    buffer_adds(out, "</div>\n");
}

static void said(const struct board_page *b, struct buffer *out)
{
    for (int i = 0; i < b->shot_count; i++) {
        const struct shot *shot = &b->shots[i];
        if (shot->same || shot->said_count == 0)
            continue;
        buffer_adds(out, "<h3>Read out: ");
        caption(b, i, out);
        buffer_addf(out, "</h3>\n<ol lang=\"%s\">\n", shot->language);
        for (int k = 0; k < shot->said_count; k++)
            html_element(out, "li", shot->said[k]);
        buffer_adds(out, "</ol>\n");
    }
}

/* --- what stands beside ----------------------------------------------------------------------------------------------
 */

void storyboard_facts(const struct page *p, struct buffer *out)
{
    if (p->minutes > 0)
        buffer_addf(out, "About %g minutes. ", p->minutes);
    if (p->extra)
        buffer_adds(out, "Extra: reached by a rule alone, not counted. ");
    if (p->made)
        buffer_adds(out, "Made of a measure of the programme. ");
    if (p->uncounted)
        buffer_adds(out, "Of the feedback that programmes share. ");
    if (p->hard)
        buffer_adds(out, "Marked as hard. ");
    if (p->when) {
        struct buffer rule;
        buffer_init(&rule, out->arena);
        rule_words(p->when, &rule);
        buffer_addf(out, "Shows when %s. ", buffer_text(&rule));
    }
    if (p->review_by)
        buffer_addf(out, "Facts to be looked at again by %s. ", p->review_by);
    for (int i = 0; i < p->bct_count; i++)
        buffer_addf(out, "%s%s", i ? ", " : "Behaviour change techniques: ", p->bct[i]);
}

static void facts(const struct page *p, struct buffer *out)
{
    struct buffer words;
    buffer_init(&words, out->arena);
    storyboard_facts(p, &words);
    html_element(out, "p class=\"soft\"", buffer_text(&words));
}

static void ways_on(const struct module *m, const struct page *p, struct buffer *out)
{
    if (p->next_count == 0)
        return;
    buffer_adds(out, "<h3>Ways on</h3>\n<ul>\n");
    for (int i = 0; i < p->next_count; i++) {
        const struct next_rule *n = &p->next[i];
        struct buffer rule;
        buffer_init(&rule, out->arena);
        rule_words(n->when, &rule);
        buffer_adds(out, "<li>When ");
        html_text(out, buffer_text(&rule));
        if (n->kind == NEXT_PAGE)
            buffer_addf(out, ": to <a href=\"#page-%d\">%s</a>", n->page + 1, m->pages[n->page].id);
        else
            buffer_adds(out, n->kind == NEXT_SKIP ? ": past the next page" : ": leave for today");
        buffer_adds(out, "</li>\n");
    }
    buffer_adds(out, "</ul>\n");
}

void storyboard_marks(const struct block *b, struct buffer *out)
{
    const struct {
        bool is;
        const char *words;
    } mark[] = {{b->about_me, "about me"},
                {b->optional, "optional"},
                {b->is_private, "private"},
                {b->no_print, "not printed"},
                {block_has_right(b), "has a right answer"}};
    const char *between = "";
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        if (!mark[i].is)
            continue;
        buffer_addf(out, "%s%s", between, mark[i].words);
        between = ", ";
    }
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count; i++)
        if (b->choice.options[i].concern) {
            buffer_addf(out, "%sconcern: %s", between, b->choice.options[i].id);
            between = ", ";
        }
    if ((b->kind == BLOCK_SCALE && b->scale.has_concern) || (b->kind == BLOCK_NUMBER && b->number.has_concern))
        buffer_addf(out, "%sconcern from %g", between,
                    b->kind == BLOCK_SCALE ? b->scale.concern_at_least : b->number.concern_at_least);
}

static void block_row(const struct block *b, struct buffer *out)
{
    struct buffer rule;
    buffer_init(&rule, out->arena);
    if (b->when)
        rule_words(b->when, &rule);
    buffer_adds(out, "<tr><th scope=\"row\"><code>");
    html_text(out, b->id);
    buffer_addf(out, "</code></th><td>%s</td><td>", block_kind_name(b->kind));
    html_text(out, buffer_text(&rule));
    buffer_adds(out, "</td><td>");
    storyboard_marks(b, out);
    buffer_adds(out, "</td></tr>\n");
    for (int i = 0; i < block_part_count(b); i++)
        block_row(block_part(b, i), out);
}

static void blocks(const struct page *p, struct buffer *out)
{
    buffer_adds(out, "<h3>Blocks</h3>\n<table>\n<thead><tr><th scope=\"col\">id</th><th scope=\"col\">kind</th><th "
                     "scope=\"col\">shows when</th><th scope=\"col\">marks</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < p->block_count; i++)
        block_row(&p->blocks[i], out);
    buffer_adds(out, "</tbody>\n</table>\n");
}

/* --- words
 * ------------------------------------------------------------------------------------------------------------ */

/* The part of its place that tells it from the page's other words. */
const char *storyboard_place(const struct message *message)
{
    const char *slash = strchr(message->context, '/');
    const char *second = slash ? strchr(slash + 1, '/') : NULL;
    return second ? second + 1 : slash ? slash + 1 : message->context;
}

static void word_row(const struct storyboard *s, const struct message *message, struct buffer *out)
{
    const struct rule *when = purpose_when(message);
    buffer_adds(out, "<tr><th scope=\"row\"><code>");
    html_text(out, storyboard_place(message));
    buffer_adds(out, "</code>");
    if (when) {
        struct buffer rule;
        buffer_init(&rule, out->arena);
        rule_words(when, &rule);
        buffer_adds(out, "<br>when ");
        html_text(out, buffer_text(&rule));
    }
    buffer_adds(out, "</th>");
    for (int i = 0; i < s->programme->language_count; i++) {
        buffer_addf(out, "<td lang=\"%s\">", s->programme->languages[i]);
        html_text(out, i == 0 ? message->source : message->in[i] ? message->in[i] : "");
        buffer_adds(out, i && !message->in[i] ? "<em>not translated</em></td>" : "</td>");
    }
    buffer_adds(out, "</tr>\n");
}

/* `page` NULL: of the module itself. */
static void words(const struct storyboard *s, const struct page *page, struct buffer *out)
{
    bool begun = false;
    for (int i = 0; i < s->module->messages.count; i++) {
        const struct page *of;
        purpose_block(s->module, s->module->messages.item[i], &of);
        if (of != page)
            continue;
        if (!begun) {
            buffer_adds(out,
                        "<h3>Words</h3>\n<table>\n<thead><tr><th scope=\"col\" style=\"min-width:13rem\">place</th>");
            for (int k = 0; k < s->programme->language_count; k++)
                html_element(out, "th scope=\"col\"", language_shown(s->programme->languages[k]));
            buffer_adds(out, "</tr></thead>\n<tbody>\n");
            begun = true;
        }
        word_row(s, s->module->messages.item[i], out);
    }
    if (begun)
        buffer_adds(out, "</tbody>\n</table>\n");
}

/* --- the whole
 * -------------------------------------------------------------------------------------------------------- */

static const char *plain(const struct words *words)
{
    return words->count ? words->item[words->count - 1].message.in[0] : "";
}

static void contents(const struct storyboard *s, struct buffer *out)
{
    buffer_adds(out, "<nav aria-label=\"Pages\">\n<ol>\n");
    for (int i = 0; i < s->page_count; i++) {
        const struct page *p = s->pages[i].page;
        buffer_addf(out, "<li><a href=\"#page-%d\">", i + 1);
        html_text(out, p->title.count ? plain(&p->title) : p->id);
        buffer_adds(out, "</a></li>\n");
    }
    buffer_adds(out, "</ol>\n</nav>\n");
}

static void page_section(const struct storyboard *s, int i, struct buffer *out)
{
    const struct board_page *b = &s->pages[i];
    buffer_addf(out, "<section id=\"page-%d\" aria-labelledby=\"title-%d\">\n<h2 id=\"title-%d\">%d. ", i + 1, i + 1,
                i + 1, i + 1);
    html_text(out, b->page->title.count ? plain(&b->page->title) : b->page->id);
    buffer_adds(out, " <code>");
    html_text(out, b->page->id);
    buffer_adds(out, "</code></h2>\n");
    facts(b->page, out);
    figures(b, i + 1, out);
    said(b, out);
    ways_on(s->module, b->page, out);
    blocks(b->page, out);
    words(s, b->page, out);
    buffer_adds(out, "</section>\n");
}

void storyboard_html(struct arena *a, const struct storyboard *s, struct buffer *out)
{
    const struct module *m = s->module;
    html_begin(out, s->programme->languages[0], language_is_right_to_left(s->programme->languages[0]),
               arena_printf(a, "Storyboard: %s", plain(&m->title)));
    html_element(out, "h1", arena_printf(a, "%s: %s", plain(&s->programme->title), plain(&m->title)));
    html_element(out, "p",
                 arena_printf(a, "%s, version %s. About %d minutes. Answers are samples that nobody gave.", m->id,
                              s->programme->version, m->minutes));
    for (int i = 0; i < m->aim_count; i++)
        html_element(out, "p", arena_printf(a, "Aim: %s", plain(&m->aims[i])));
    for (int i = 0; i < m->prompt_count; i++)
        html_element(out, "p", arena_printf(a, "For the practitioner: %s", plain(&m->prompts[i])));
    html_element(out, "h2", "The way through");
    storyboard_map(s, out);
    contents(s, out);
    for (int i = 0; i < s->page_count; i++)
        page_section(s, i, out);
    html_element(out, "h2", "Words of the session itself");
    words(s, NULL, out);
    html_end(out);
}
