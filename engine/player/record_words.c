#include "record_words.h"

static const char *number(struct arena *a, int n)
{
    return arena_printf(a, "%d", n);
}

static void add(struct buffer *out, const char *sentence)
{
    buffer_addf(out, "%s%s", out->length ? " " : "", sentence);
}

static const char *pages_words(struct arena *a, const struct catalogue *interface, const struct pace *how)
{
    if (!how->fast)
        return catalogue_words(interface, WORDS("No page was passed faster than it can be read."));
    return catalogue_words_with(a, interface,
                                WORDS("Pages were passed faster than they can be read on %1 of %2 pages."),
                                number(a, how->fast), number(a, how->pages), NULL);
}

const char *record_how_words(struct arena *a, const struct catalogue *interface, const struct record *r)
{
    struct buffer out;
    buffer_init(&out, a);
    if (r->how.has && r->how.pages)
        add(&out, pages_words(a, interface, &r->how));
    if (r->how.has && r->how.back)
        add(&out,
            catalogue_words_with(a, interface, WORDS("Pages gone back to: %1."), number(a, r->how.back), NULL, NULL));
    if (r->how.has && r->how.aloud_s >= 60)
        add(&out, catalogue_words_with(a, interface, WORDS("Minutes read aloud by the voice: %1."),
                                       number(a, r->how.aloud_s / 60), NULL, NULL));
    if (r->has_score)
        add(&out, catalogue_words_with(a, interface, WORDS("Quiz: %1 right. Tries: %2."),
                                       arena_printf(a, "%.0f%%", r->score * 100), number(a, r->tries), NULL));
    return buffer_text(&out);
}
