/* The pages of a module in a column, and the ways between them: on to the next, aside to an extra page and back. */
#include "html.h"
#include "storyboard.h"

#define ROW_PX    56
#define BOX_W     360
#define BOX_H     40
#define LEFT_PX   24
#define EXTRA_PX  560
#define TEXT_DROP 26

static int row_of(const struct module *m, int page)
{
    int row = 0;
    for (int i = 0; i < page; i++)
        row += m->pages[i].extra == m->pages[page].extra;
    return row;
}

static int left_of(const struct page *p)
{
    return p->extra ? EXTRA_PX : LEFT_PX;
}

static void box(const struct module *m, int i, struct buffer *out)
{
    const struct page *p = &m->pages[i];
    int x = left_of(p), y = row_of(m, i) * ROW_PX + 8;
    buffer_addf(out,
                "<a href=\"#page-%d\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" "
                "stroke=\"#5a544b\"%s/>",
                i + 1, x, y, BOX_W, BOX_H, p->hard ? "#fbe9d9" : "#fff", p->when ? " stroke-dasharray=\"6 4\"" : "");
    buffer_addf(out, "<text x=\"%d\" y=\"%d\" font-size=\"16\">", x + 12, y + TEXT_DROP);
    html_text(out, arena_printf(out->arena, "%s%s", p->id, p->when ? " (sometimes)" : ""));
    buffer_adds(out, "</text></a>\n");
}

static void line(int x1, int y1, int x2, int y2, const char *dashes, struct buffer *out)
{
    buffer_addf(out,
                "<path d=\"M%d %d L%d %d\" fill=\"none\" stroke=\"#0a6b68\" stroke-width=\"2\" "
                "marker-end=\"url(#tip)\"%s/>\n",
                x1, y1, x2, y2, dashes);
}

static void ways(const struct module *m, int i, struct buffer *out)
{
    const struct page *p = &m->pages[i];
    int y = row_of(m, i) * ROW_PX + 8;
    bool is_last = true;
    for (int k = i + 1; k < m->page_count; k++)
        is_last = is_last && m->pages[k].extra;
    if (!p->extra && !is_last)
        line(LEFT_PX + BOX_W / 2, y + BOX_H, LEFT_PX + BOX_W / 2, y + ROW_PX - 2, "", out);
    for (int k = 0; k < p->next_count; k++) {
        if (p->next[k].kind != NEXT_PAGE)
            continue;
        const struct page *to = &m->pages[p->next[k].page];
        int to_y = row_of(m, p->next[k].page) * ROW_PX + 8 + BOX_H / 2;
        line(left_of(p) + (p->extra && !to->extra ? 0 : BOX_W), y + BOX_H / 2,
             left_of(to) + (to->extra ? -2 : BOX_W + 2), to_y, " stroke-dasharray=\"5 4\"", out);
    }
}

/* Said as well as drawn: who cannot see the map reads the ways page by page. */
void storyboard_map(const struct storyboard *s, struct buffer *out)
{
    const struct module *m = s->module;
    int rows = 0;
    for (int i = 0; i < m->page_count; i++)
        rows = row_of(m, i) + 1 > rows ? row_of(m, i) + 1 : rows;
    buffer_addf(
        out,
        "<svg style=\"width:auto;height:auto;max-width:100%%\" role=\"group\" aria-label=\"Map of the pages; the "
        "ways are said with each page\" "
        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" "
        "refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 Z\" "
        "fill=\"#0a6b68\"/></marker></defs>\n",
        EXTRA_PX + BOX_W + LEFT_PX, rows * ROW_PX + 16, EXTRA_PX + BOX_W + LEFT_PX, rows * ROW_PX + 16);
    for (int i = 0; i < m->page_count; i++)
        ways(m, i, out);
    for (int i = 0; i < m->page_count; i++)
        box(m, i, out);
    buffer_adds(out, "</svg>\n");
}
