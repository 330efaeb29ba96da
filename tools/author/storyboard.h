#ifndef STORYBOARD_H
#define STORYBOARD_H
/*
 * storyboard - every page of a module as a picture, with what is said, asked, ruled and written beside it: what a clinician signs
 * off and a translator works beside.
 *
 * Pages are drawn filled in with sample answers, as high as they need, in every setting and language that is asked for. One
 * self-contained page of HTML, or its pictures alone.
 */
#include "document.h"
#include "library.h"
#include "pictures.h"
#include "rehearsal.h"

#define SHOTS_MAX (2 * LANGUAGES_MAX) /* of a page: settings and languages */

struct shot { /* one picture of a page */
    const char *setting, *language;
    bool on_path; /* the page's `when` holds in this setting with the sample answers */
    bool same;    /* looks and reads as the one before: left out */
    const char *png;
    size_t png_size;
    int width, height;
    const char *const *said; /* what is read out, in order */
    int said_count;
};

struct board_page {
    const struct page *page;
    struct shot *shots;
    int shot_count;
};

struct storyboard {
    const struct programme *programme;
    const struct module *module;
    struct board_page *pages;
    int page_count;
};

struct storyboard_wants {
    const char *settings[2];
    int setting_count;
    const char *languages[LANGUAGES_MAX];
    int language_count;
    struct rehearsal_look look; /* its setting and language are each of those above */
};

/* Draws them all. False: a picture could not be made. Everything lives in `a`; `drawn` is called after each page (progress). */
bool storyboard_draw(struct arena *a, const struct library *library, const struct programme *p, const struct module *m,
                     const struct storyboard_wants *wants, struct pictures *pictures, struct storyboard *out,
                     void (*drawn)(void *context, int page, int count), void *context);
void storyboard_html(struct arena *a, const struct storyboard *s, struct buffer *out);

/* storyboard_pdf.c: what is set on paper, one after another. */
struct sheet { const struct document *document; const struct shot *shot; }; /* both NULL: a new page */
struct storyboard_sheets { struct sheet *item; int count, room; };
void storyboard_bind(struct arena *a, const struct storyboard *s, struct local_date today,
                     struct storyboard_sheets *out);

/* Words that all have, plain: which settings and language a picture is of; what is to be known of a page; the marks of a block; the
 * part of a string's place that tells it from the page's others. */
void storyboard_caption(const struct board_page *b, int i, struct buffer *out);
void storyboard_facts(const struct page *p, struct buffer *out);
void storyboard_marks(const struct block *b, struct buffer *out);
const char *storyboard_place(const struct message *message);
/* storyboard_map.c: pages and the ways between them, as SVG with words. */
void storyboard_map(const struct storyboard *s, struct buffer *out);

#endif
