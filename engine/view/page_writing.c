/* Words being written: kept as drafts, edited character by character, and taken as an answer in the end. */
#include "focus.h"
#include "page_state.h"

#include <stdio.h>
#include <string.h>

/* --- drafts ----------------------------------------------------------------------------------------------------- */

struct page_draft *page_draft_find(struct page_state *p, const char *exercise, const char *item)
{
    for (int i = 0; i < p->draft_count; i++)
        if (text_is(p->drafts[i].exercise, exercise) && text_is(p->drafts[i].item, item ? item : ""))
            return &p->drafts[i];
    return NULL;
}

struct page_draft *page_draft_put(struct page_state *p, const char *exercise, const char *item, const char *text)
{
    struct page_draft *d = page_draft_find(p, exercise, item);
    if (!d && p->draft_count == DRAFTS_MAX)
        return NULL;
    if (!d)
        d = &p->drafts[p->draft_count++];
    page_name_set(d->exercise, sizeof d->exercise, exercise);
    page_name_set(d->item, sizeof d->item, item);
    size_t length = strlen(text ? text : "");
    if (length > ANSWER_TEXT_MAX)
        length = ANSWER_TEXT_MAX;
    while (length > 0 && !utf8_is_valid(text, length))
        length--; /* never half a character */
    memmove(d->text, text ? text : "", length);
    d->text[length] = '\0';
    return d;
}

void page_draft_remove(struct page_state *p, const char *exercise, const char *item)
{
    struct page_draft *d = page_draft_find(p, exercise, item);
    if (!d)
        return;
    *d = p->drafts[--p->draft_count];
    memset(&p->drafts[p->draft_count], 0, sizeof p->drafts[0]); /* a person's words: no second copy stays */
}

struct page_draft *page_writing(struct page_state *p)
{
    return p->writing ? page_draft_find(p, p->writing_exercise, p->writing_item) : NULL;
}

/* --- editing ---------------------------------------------------------------------------------------------------- */

static bool is_mark(const char *text)
{
    uint32_t c = 0;
    return utf8_decode(text, strlen(text), &c) > 0 && c >= 0x300 && c <= 0x36F;
}

/* Start of the character before `at`, its combining marks with it. */
static size_t character_before(const char *text, size_t at)
{
    while (at > 0) {
        at--;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        if (!is_mark(text + at))
            break;
    }
    return at;
}

static size_t character_after(const char *text, size_t at)
{
    size_t length = strlen(text);
    do {
        uint32_t c = 0;
        size_t n = utf8_decode(text + at, length - at, &c);
        at += n ? n : (at < length);
    } while (at < length && is_mark(text + at));
    return at;
}

static void remove_range(struct page_draft *d, size_t from, size_t to)
{
    memmove(d->text + from, d->text + to, strlen(d->text + to) + 1);
}

size_t page_room(const struct page_state *p, const struct page_draft *d)
{
    (void)p;
    /* Own words in a gap are kept with a prefix. */
    size_t most = ANSWER_TEXT_MAX - strlen(GAP_OWN), used = strlen(d->text);
    return used < most ? most - used : 0;
}

bool page_insert(struct page_state *p, struct page_draft *d, const char *text)
{
    size_t length = strlen(text), used = strlen(d->text);
    if (length == 0 || length > page_room(p, d) || !utf8_is_valid(text, length))
        return false;
    memmove(d->text + p->caret + length, d->text + p->caret, used - p->caret + 1);
    memcpy(d->text + p->caret, text, length);
    p->caret += length;
    return true;
}

/* A new sentence begins with a capital. */
bool page_begins_sentence(const struct page_draft *d, size_t caret)
{
    if (caret == 0)
        return true;
    return caret >= 2 && d->text[caret - 1] == ' ' && strchr(".!?", d->text[caret - 2]) != NULL;
}

bool page_edit(struct page_state *p, struct page_draft *d, enum key key)
{
    size_t length = strlen(d->text), before = character_before(d->text, p->caret);
    switch (key) {
    case KEY_LEFT:
        p->caret = before;
        return false;
    case KEY_RIGHT:
        p->caret = p->caret < length ? character_after(d->text, p->caret) : length;
        return false;
    case KEY_HOME:
        p->caret = 0;
        return false;
    case KEY_END:
        p->caret = length;
        return false;
    case KEY_BACKSPACE:
        if (p->caret == 0)
            return false;
        remove_range(d, before, p->caret);
        p->caret = before;
        p->shift = page_begins_sentence(d, p->caret);
        return true;
    case KEY_DELETE:
        if (p->caret >= length)
            return false;
        remove_range(d, p->caret, character_after(d->text, p->caret));
        return true;
    default:
        return false;
    }
}

void page_type(struct page_state *state, const struct attempt *attempt, const char *text, bool *draft_changed)
{
    struct page_draft *d = page_writing(state);
    *draft_changed = false;
    if (!d || !text)
        return;
    const struct number_block *n = page_number_typed(state, attempt);
    state->unfit = false;
    if (text_is(text, "\b"))
        *draft_changed = page_edit(state, d, KEY_BACKSPACE);
    else if (n)
        *draft_changed = page_number_type(state, d, n, text);
    else if ((unsigned char)text[0] >= ' ' || text[0] == '\n')
        *draft_changed = page_insert(state, d, text);
    state->shift = page_begins_sentence(d, state->caret); /* the keys on the screen follow the ones that were pressed */
}

static const char *kept_words(const struct attempt *attempt, const struct block *b, const char *item)
{
    const struct answer *given = attempt_answer(attempt, b->id);
    if (!given || b->kind == BLOCK_GAPS)
        return "";
    const char *words = answer_value(given, b->kind == BLOCK_WRITE ? "text" : item);
    return words ? words : "";
}

/* A draft that says what is kept already, or nothing, is let go: words that somebody typed never are. */
static bool make_room(struct page_state *p, const struct attempt *attempt)
{
    for (int i = 0; i < p->draft_count; i++) {
        struct page_draft *d = &p->drafts[i];
        const struct block *b = module_exercise(attempt_module(attempt), d->exercise);
        if (d->text[0] && !(b && text_is(d->text, kept_words(attempt, b, d->item))))
            continue;
        *d = p->drafts[--p->draft_count];
        memset(&p->drafts[p->draft_count], 0, sizeof p->drafts[0]);
        return true;
    }
    return false;
}

bool page_write(struct page_state *p, const struct attempt *attempt, const char *exercise, const char *item)
{
    const struct block *b = module_exercise(attempt_module(attempt), exercise);
    if (!b)
        return false;
    struct page_draft *d = page_draft_find(p, exercise, item);
    if (!d && (p->draft_count < DRAFTS_MAX || make_room(p, attempt)))
        d = page_draft_put(p, exercise, item, kept_words(attempt, b, item));
    p->drafts_full = d == NULL;
    if (!d)
        return false;
    p->writing = true;
    p->symbols = p->unfit = false;
    page_name_set(p->writing_exercise, sizeof p->writing_exercise, exercise);
    page_name_set(p->writing_item, sizeof p->writing_item, item);
    p->caret = strlen(d->text);
    p->shift = page_begins_sentence(d, p->caret);
    return true;
}

static const char *without_ends(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
        text[--length] = '\0';
    while (*text == ' ' || *text == '\n')
        text++;
    return text;
}

/* The draft becomes the answer. Nothing changed: nothing happens, and no event is made of it. */
void page_write_end(struct page_state *p, const struct attempt *attempt, struct act *act)
{
    struct page_draft *d = page_writing(p);
    const struct block *b = module_exercise(attempt_module(attempt), p->writing_exercise);
    p->writing = false;
    if (!d || !b)
        return;
    if (b->kind == BLOCK_NUMBER) {
        page_number_end(p, d, b, act);
        return;
    }
    const char *exercise = b->id;
    const char *words = without_ends(d->text);
    if (b->kind == BLOCK_CHOICE && !*words) {
        /* "Something else" without words is not an answer: it is taken back. */
        const struct answer *given = attempt_answer(attempt, b->id);
        if (given && answer_has(given, p->writing_item))
            *act = b->choice.many ? (struct act){.kind = ACT_PICK, .exercise = exercise, .item = p->writing_item}
                                  : (struct act){.kind = ACT_CLEAR, .exercise = exercise};
    } else if (b->kind == BLOCK_GAPS) {
        if (*words) {
            snprintf(p->written, sizeof p->written, "%s%s", GAP_OWN, words);
            *act = (struct act){ACT_FILL, exercise, p->writing_item, p->written, 0};
        }
    } else if (!text_is(words, kept_words(attempt, b, p->writing_item))) {
        snprintf(p->written, sizeof p->written, "%s", words);
        *act = (struct act){ACT_WRITE, exercise, p->writing_item[0] ? p->writing_item : NULL, p->written, 0};
    }
    page_draft_remove(p, p->writing_exercise, p->writing_item);
}
