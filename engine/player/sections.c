#include "sections.h"

#include <assert.h>
#include <string.h>

#include "html.h"
#include "json.h"

void section_begin(struct sections *s, int level, const char *title, const char *words, const char *const *head,
                   int columns)
{
    assert(columns <= SECTION_COLUMNS_MAX);
    s->item = list_room(s->arena, s->item, s->count, sizeof *s->item);
    struct section *section = &s->item[s->count++];
    *section = (struct section){.title = title, .words = words, .level = level, .columns = columns};
    memcpy(section->head, head, sizeof *head * (size_t)columns);
}

void section_row(struct sections *s, const char *const *cells, int columns)
{
    struct section *section = &s->item[s->count - 1];
    size_t size = sizeof *section->cells * (size_t)section->columns;
    section->cells = list_room(s->arena, section->cells, section->rows, size);
    for (int i = 0; i < section->columns; i++)
        section->cells[section->rows * section->columns + i] = i < columns && cells[i] ? cells[i] : "";
    section->rows++;
}

void sections_html(const struct sections *s, struct buffer *out)
{
    for (int i = 0; i < s->count; i++) {
        const struct section *section = &s->item[i];
        int columns = section->columns, rows = section->rows;
        html_element(out, section->level == 2 ? "h2" : "h3", section->title);
        html_element(out, "p", section->words);
        if (!rows) {
            html_element(out, "p", "Nothing is kept.");
            continue;
        }
        const char **cells = ARENA_ARRAY(s->arena, const char *, columns *(rows + 1));
        memcpy(cells, section->head, sizeof *cells * (size_t)columns);
        memcpy(cells + columns, section->cells, sizeof *cells * (size_t)(columns * rows));
        html_table(out, cells, columns, rows + 1);
    }
}

void sections_json(const struct sections *s, struct buffer *out)
{
    for (int i = 0; i < s->count; i++) {
        const struct section *section = &s->item[i];
        buffer_addf(out, "%s\n{\"title\":", i ? "," : "");
        json_write_string(out, section->title);
        buffer_addf(out, ",\"level\":%d,\"rows\":[", section->level);
        for (int j = 0; j < section->rows * section->columns; j++) {
            int column = j % section->columns;
            buffer_adds(out, column ? "," : j ? ",\n {" : "\n {");
            json_write_string(out, section->head[column]);
            buffer_adds(out, ":");
            json_write_string(out, section->cells[j]);
            buffer_adds(out, column == section->columns - 1 ? "}" : "");
        }
        buffer_adds(out, "]}");
    }
}
