#ifndef QR_H
#define QR_H
/*
 * qr - text as a QR code (ISO/IEC 18004), as squares that the caller draws.
 *
 * Error correction level M: a seventh of it may be scratched or glare. Around it belongs a quiet zone, and it is dark on
 * light whatever the colours around it.
 */
#include "document.h"

#define QR_QUIET 4 /* light modules on every side */

/* False when the text is too long for any code, or not ASCII: readers disagree about the rest. Capitals, digits and " $%*+-./:" take the least room. */
bool qr_make(struct arena *a, const char *text, struct document_square *out);

/* A rectangle of dark modules, in modules from the top left of the code. */
struct qr_part { int x, y, w, h; };
/* Few rectangles that cover every dark module and no light one, none over another. Returns how many; `out` in the arena. */
int qr_parts(struct arena *a, const struct document_square *square, struct qr_part **out);

#endif
