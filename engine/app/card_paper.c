#include "card_paper.h"

#include "qr.h"

struct document *card_paper(struct arena *a, const struct document_request *request, const char *code,
                            const char *token)
{
    const struct catalogue *words = request->interface;
    struct document_square square;
    if (!qr_make(a, token, &square))
        return NULL;
    struct document *d = document_new(a, request, catalogue_words(words, WORDS("Your card")));
    document_picture(d, square, catalogue_words(words, WORDS("Your card")),
                     catalogue_words(words, WORDS("Hold this to the reader, then type your PIN.")));
    document_text(
        d, ELEMENT_LARGE,
        catalogue_words_with(a, words, WORDS("Your code: %1"), arena_printf(a, "%.4s %s", code, code + 4), NULL, NULL));
    return d;
}
