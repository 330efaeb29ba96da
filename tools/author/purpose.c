#include "purpose.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define SEGMENTS_MAX 16

struct segments {
    struct segment {
        const char *text;
        size_t length;
    } item[SEGMENTS_MAX];
    int count;
};

static struct segments split(const char *pointer)
{
    struct segments s = {0};
    for (const char *at = pointer; *at == '/' && s.count < SEGMENTS_MAX;) {
        size_t length = strcspn(at + 1, "/");
        s.item[s.count++] = (struct segment){at + 1, length};
        at += 1 + length;
    }
    return s;
}

static bool is(const struct segments *s, int i, const char *text)
{
    return i >= 0 && i < s->count && strlen(text) == s->item[i].length &&
           memcmp(s->item[i].text, text, s->item[i].length) == 0;
}

static bool is_one_of(const struct segments *s, int i, const char *const *texts, int count)
{
    for (int n = 0; n < count; n++)
        if (is(s, i, texts[n]))
            return true;
    return false;
}
#define IS_ONE_OF(s, i, list) is_one_of((s), (i), (list), (int)(sizeof(list) / sizeof *(list)))

static bool is_index(const struct segments *s, int i)
{
    return i >= 0 && i < s->count && isdigit((unsigned char)s->item[i].text[0]);
}

static const char *const lists[] = {
    "pages",  "blocks", "options", "items", "rows",   "columns", "boxes",    "cards", "places",  "lefts",    "rights",
    "pieces", "fields", "lines",   "bank",  "points", "names",   "captions", "aims",  "prompts", "starters", "ends"};

/* "text/1/text" is the second alternative of "text": an index after a key that is not the name of a list. */
static int alternative_at(const struct segments *s)
{
    int last = s->count - 1;
    return is(s, last, "text") && is_index(s, last - 1) && last >= 2 && !is_index(s, last - 2) &&
                   !IS_ONE_OF(s, last - 2, lists)
               ? last - 1
               : -1;
}

const struct rule *purpose_when(const struct message *message)
{
    /* every message is part of a wording (programme.h) */
    const struct wording *w = (const void *)((const char *)message - offsetof(struct wording, message));
    return w->when;
}

int purpose_alternative(const struct message *message)
{
    struct segments s = split(message->pointer);
    int at = alternative_at(&s);
    return at < 0 ? -1 : (int)strtol(s.item[at].text, NULL, 10);
}

/* "/pages/1" is where "/pages/1/title" stands, and not where "/pages/12/title" does. */
static bool is_part(const char *pointer, const char *of)
{
    size_t length = of ? strlen(of) : 0;
    return length && strncmp(pointer, of, length) == 0 && pointer[length] == '/';
}

const struct block *purpose_block(const struct module *m, const struct message *message, const struct page **page_out)
{
    *page_out = NULL;
    for (int i = 0; i < m->page_count; i++) {
        const struct page *page = &m->pages[i];
        if (page->made || page->uncounted || !is_part(message->pointer, page->pointer))
            continue;
        *page_out = page;
        for (int b = 0; b < page->block_count; b++)
            if (is_part(message->pointer, page->blocks[b].pointer))
                return &page->blocks[b];
    }
    return NULL;
}

enum purpose purpose_of(const struct module *m, const struct message *message)
{
    static const char *const staff[] = {"prompts", "aims"};
    static const char *const instead[] = {"alt", "transcript"};
    static const char *const asks[] = {"ask", "hint", "show_with", "show_with_empty", "each"};
    static const char *const read[] = {"text", "empty", "done"};
    static const char *const read_lists[] = {"lines", "pieces"};
    const struct page *page;
    const struct block *block = purpose_block(m, message, &page);
    struct segments s = split(message->pointer);
    int alternative = alternative_at(&s);
    int last = alternative < 0 ? s.count - 1 : alternative - 1;
    bool is_row = is_index(&s, last - 1); /* "options/2/text": of a list; "blocks/0/text": of the block itself */
    for (int i = 0; i <= last; i++) {
        if (IS_ONE_OF(&s, i, staff))
            return PURPOSE_STAFF;
        if (is(&s, i, "captions"))
            return PURPOSE_INSTEAD;
        if (is(&s, i, "feedback"))
            return PURPOSE_FEEDBACK;
    }
    if (IS_ONE_OF(&s, last, instead))
        return PURPOSE_INSTEAD;
    if (IS_ONE_OF(&s, last, asks))
        return PURPOSE_ASK;
    if (is(&s, last, "title") || is(&s, last, "public_title"))
        return PURPOSE_TITLE;
    if (!IS_ONE_OF(&s, last, read))
        return PURPOSE_LABEL;
    if (!is_row || is(&s, last - 2, "blocks"))
        return PURPOSE_TEXT;
    bool is_card = block && block->kind == BLOCK_REVEAL;
    return is_card || IS_ONE_OF(&s, last - 2, read_lists) ? PURPOSE_TEXT : PURPOSE_LABEL;
}
