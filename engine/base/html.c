#include "html.h"

#include <string.h>

static const char style[] =
    "body{font:1rem/1.5 'Noto Sans',Arial,sans-serif;color:#1c1a17;background:#fff;margin:0}"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere}"
    "h1,h2,h3{line-height:1.25;margin:1.5em 0 .5em}h1{font-size:1.75rem;margin-top:0}"
    "h2{font-size:1.375rem;border-top:2px solid #5a544b;padding-top:.5em}h3{font-size:1.125rem}"
    "p{margin:.5em 0}.soft{color:#5a544b}.large{font-size:1.25rem;text-align:center}"
    "table{border-collapse:collapse;width:100%;margin:.75em 0}"
    "th,td{border:1px solid #8a8276;padding:.375rem .5rem;text-align:start;vertical-align:top;min-width:5.5rem}"
    "thead th{background:#f4f1ea}tbody th{font-weight:600}"
    ".box{border:1px solid #8a8276;border-radius:.5rem;padding:.5rem .75rem;margin:.5em 0}.box "
    "b:first-child{display:block}"
    "blockquote{margin:.5em 0;border-inline-start:4px solid #8a8276;padding-inline-start:.75rem}"
    "svg{width:10rem;height:10rem}"
    "@media print{@page{size:A4;margin:20mm}main{max-width:none;padding:0}h1,h2,h3{break-after:avoid}"
    "tr,.box{break-inside:avoid}thead{display:table-header-group}}";

void html_text(struct buffer *out, const char *text)
{
    for (const char *from = text; *from;) {
        size_t plain = 0;
        while ((unsigned char)from[plain] >= ' ' && from[plain] != 0x7F && !strchr("<>&\"'", from[plain]))
            plain++;
        buffer_add(out, from, plain);
        from += plain;
        if (!*from)
            break;
        const char *written = *from == '<'    ? "&lt;"
                              : *from == '>'  ? "&gt;"
                              : *from == '&'  ? "&amp;"
                              : *from == '"'  ? "&quot;"
                              : *from == '\'' ? "&#39;"
                              : *from == '\n' ? "<br>"
                              : *from == '\t' ? " "
                                              : "";
        buffer_adds(out, written);
        from++;
    }
}

void html_element(struct buffer *out, const char *tag, const char *text)
{
    buffer_addf(out, "<%s>", tag);
    html_text(out, text);
    buffer_addf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

void html_begin(struct buffer *out, const char *language, bool right_to_left, const char *title)
{
    buffer_adds(out, "<!DOCTYPE html>\n<html lang=\"");
    html_text(out, language);
    buffer_addf(out, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", right_to_left ? "rtl" : "ltr");
    buffer_adds(out,
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
                "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_element(out, "title", title);
    buffer_addf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

void html_end(struct buffer *out)
{
    buffer_adds(out, "</main>\n</body>\n</html>\n");
}

void html_table(struct buffer *out, const char *const *cells, int columns, int rows)
{
    buffer_adds(out, "<table>\n");
    for (int row = 0; row < rows; row++) {
        buffer_adds(out, row == 0 ? "<thead>\n<tr>" : row == 1 ? "<tbody>\n<tr>" : "<tr>");
        for (int column = 0; column < columns; column++) {
            bool heads = row == 0 || column == 0;
            buffer_adds(out, row == 0 ? "<th scope=\"col\">" : heads ? "<th scope=\"row\">" : "<td>");
            html_text(out, cells[row * columns + column]);
            buffer_adds(out, heads ? "</th>" : "</td>");
        }
        buffer_adds(out, row == 0 ? "</tr>\n</thead>\n" : "</tr>\n");
    }
    buffer_adds(out, rows > 1 ? "</tbody>\n</table>\n" : "</table>\n");
}
