#ifndef DOCUMENT_HTML_H
#define DOCUMENT_HTML_H
/*
 * document_html - a document as one page for a browser, with nothing beside it: what cairn-print makes pages of, for who
 * reads on a screen or with a screen reader. The same document always gives the same bytes.
 */
#include "document.h"

void document_html(const struct document *d, struct buffer *out);

#endif
