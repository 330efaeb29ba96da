#include "qr.h"

#include <qrencode.h>

bool qr_make(struct arena *a, const char *text, struct document_square *out)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c >= 0x80)
            return false;
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!code)
        return false;
    char *modules = ARENA_ARRAY(a, char, code->width * code->width + 1);
    for (int i = 0; i < code->width * code->width; i++)
        modules[i] = code->data[i] & 1 ? '1' : '0';
    *out = (struct document_square){.size = code->width, .modules = modules};
    QRcode_free(code);
    return true;
}

/* As wide as it goes from (x, y), then as far down as that width is all dark and not covered yet. */
static struct qr_part part_at(const struct document_square *s, char *covered, int x, int y)
{
    struct qr_part part = {.x = x, .y = y};
    for (int at = y * s->size + x; x + part.w < s->size && s->modules[at] == '1' && !covered[at]; at++)
        part.w++;
    for (bool dark = true; dark; part.h += dark) {
        dark = y + part.h < s->size;
        for (int i = 0; dark && i < part.w; i++) {
            int at = (y + part.h) * s->size + x + i;
            dark = s->modules[at] == '1' && !covered[at];
        }
    }
    for (int row = 0; row < part.h; row++)
        for (int i = 0; i < part.w; i++)
            covered[(y + row) * s->size + x + i] = 1;
    return part;
}

int qr_parts(struct arena *a, const struct document_square *square, struct qr_part **out)
{
    int count = 0, modules = square->size * square->size;
    char *covered = ARENA_ARRAY(a, char, modules);
    *out = ARENA_ARRAY(a, struct qr_part, modules);
    for (int at = 0; at < modules; at++)
        if (square->modules[at] == '1' && !covered[at])
            (*out)[count++] = part_at(square, covered, at % square->size, at / square->size);
    return count;
}
