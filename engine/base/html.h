#ifndef HTML_H
#define HTML_H
/*
 * html - a page of its own for a browser: no script, no picture from elsewhere, words in place of everything that could be
 * taken for markup. What stands between the two ends is the caller's.
 *
 * One look for screen and paper: dark on white, tables with lines, A4 with margins when it is printed. The page forbids
 * itself to load anything but pictures written into it (Content-Security-Policy), so that nothing in it can reach out.
 */
#include <stdbool.h>
#include "text.h"

/* Up to and with <main>. `language` is BCP 47. */
void html_begin(struct buffer *out, const char *language, bool right_to_left, const char *title);
void html_end(struct buffer *out);
/* Words: <, >, & and quotes are written so that they stay words, in an attribute too; control characters are left out. */
void html_text(struct buffer *out, const char *text);
/* "<h2>words</h2>\n": `tag` is the caller's own, never of what it tells. */
void html_element(struct buffer *out, const char *tag, const char *text);
/* A table whose first row is its head and whose first column names the rows; `cells` row by row. */
void html_table(struct buffer *out, const char *const *cells, int columns, int rows);

#endif
