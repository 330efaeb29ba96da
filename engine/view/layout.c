#include "layout.h"

#include <assert.h>
#include <linebreak.h>
#include <string.h>

/* What one call of layout_text carries about. */
struct work {
    struct arena *arena;
    const struct text_measure *measure;
    const struct layout_job *job;
    struct layout out;
    const signed char *levels; /* of the paragraph, or NULL */
    size_t paragraph;          /* where it starts; levels count from here */
};

static const struct layout_run *run_at(const struct layout_job *job, size_t at)
{
    for (int i = 0; i < job->run_count; i++)
        if (at < job->runs[i].start + job->runs[i].length)
            return &job->runs[i];
    return &job->runs[job->run_count - 1];
}

static int level_at(const struct work *w, size_t at)
{
    return w->levels ? w->levels[at - w->paragraph] : 0;
}

static int width_of(const struct work *w, enum face face, size_t from, size_t to)
{
    return to > from ? w->measure->width_px(w->measure->context, face, w->job->size_px, w->job->plain + from, to - from)
                     : 0;
}

/* Width of a range that may cross styles. */
static int width_across(const struct work *w, size_t from, size_t to)
{
    int width = 0;
    while (from < to) {
        const struct layout_run *run = run_at(w->job, from);
        size_t end = run->start + run->length < to ? run->start + run->length : to;
        if (end <= from)
            end = to;
        width += width_of(w, run->face, from, end);
        from = end;
    }
    return width;
}

static size_t trim(const char *text, size_t from, size_t to)
{
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == '\r'))
        to--;
    return to;
}

static bool is_same_piece(const struct work *w, size_t a, size_t b)
{
    return run_at(w->job, a) == run_at(w->job, b) && level_at(w, a) == level_at(w, b);
}

static int count_pieces(const struct work *w, size_t from, size_t to)
{
    int count = 1;
    for (size_t at = from + 1; at < to; at++)
        count += !is_same_piece(w, at - 1, at);
    return count;
}

/* Pieces of one style and direction, in reading order. */
static int split_by_style(struct work *w, size_t from, size_t to, struct layout_piece *pieces, signed char *levels)
{
    int count = 0;
    while (from < to) {
        size_t end = from + 1;
        while (end < to && is_same_piece(w, from, end))
            end++;
        enum face face = run_at(w->job, from)->face;
        levels[count] = (signed char)level_at(w, from);
        pieces[count] = (struct layout_piece){
            .text = arena_copy(w->arena, w->job->plain + from, end - from),
            .start = from,
            .width_px = width_of(w, face, from, end),
            .face = face,
            .right_to_left = levels[count] % 2 != 0,
        };
        count++;
        from = end;
    }
    return count;
}

static struct layout_piece part_of(const struct work *w, const struct layout_piece *whole, size_t from, size_t to)
{
    /* Places come from the width of all that stands before, so that nothing moves when a word lights up. */
    int before = width_of(w, whole->face, whole->start, from);
    int with = width_of(w, whole->face, whole->start, to);
    struct layout_piece part = *whole;
    part.text = arena_copy(w->arena, w->job->plain + from, to - from);
    part.start = from;
    part.width_px = with - before;
    part.x = whole->right_to_left ? whole->x + whole->width_px - with : whole->x + before;
    return part;
}

/* Cuts the spoken word out of the piece it is in; pieces are in place already. Returns how many it became. */
static int split_spoken(const struct work *w, const struct layout_piece *whole, struct layout_piece out[3])
{
    size_t from = w->job->spoken_start, to = from + w->job->spoken_length;
    size_t start = whole->start, end = start + strlen(whole->text);
    if (w->job->spoken_length == 0 || to <= start || from >= end) {
        out[0] = *whole;
        return 1;
    }
    from = from > start ? from : start;
    to = to < end ? to : end;
    int count = 0;
    if (from > start)
        out[count++] = part_of(w, whole, start, from);
    out[count] = part_of(w, whole, from, to);
    out[count++].spoken = true;
    if (to < end)
        out[count++] = part_of(w, whole, to, end);
    return count;
}

static int align_px(const struct layout_job *job, int width)
{
    int spare = job->width_px - width;
    if (job->align == ALIGN_CENTRE)
        return spare / 2;
    bool at_right = (job->align == ALIGN_END) != job->right_to_left;
    return at_right ? spare : 0;
}

static struct layout_line *line_add(struct work *w)
{
    struct layout *out = &w->out;
    if (out->count == out->room) {
        int room = out->room ? out->room * 2 : 8;
        struct layout_line *lines = ARENA_ARRAY(w->arena, struct layout_line, room);
        if (out->count)
            memcpy(lines, out->lines, sizeof *lines * (size_t)out->count);
        out->lines = lines;
        out->room = room;
    }
    return &out->lines[out->count++];
}

static void line_emit(struct work *w, size_t from, size_t to)
{
    to = trim(w->job->plain, from, to);
    struct layout_line *line = line_add(w);
    *line = (struct layout_line){0};
    if (to == from)
        return;
    int most = count_pieces(w, from, to);
    struct layout_piece *pieces = ARENA_ARRAY(w->arena, struct layout_piece, most);
    signed char *levels = ARENA_ARRAY(w->arena, signed char, most);
    int count = split_by_style(w, from, to, pieces, levels);
    layout_reorder(pieces, levels, count);
    for (int i = 0; i < count; i++)
        line->width_px += pieces[i].width_px;
    line->x = align_px(w->job, line->width_px);
    line->pieces = ARENA_ARRAY(w->arena, struct layout_piece, count * 3);
    int x = line->x;
    for (int i = 0; i < count; i++) {
        pieces[i].x = x;
        x += pieces[i].width_px;
        line->count += split_spoken(w, &pieces[i], &line->pieces[line->count]);
    }
    if (line->width_px > w->out.width_px)
        w->out.width_px = line->width_px;
}

/* As much of a word that is wider than the line as fits, at least one user-perceived character. */
static size_t cut_word(const struct work *w, size_t from, size_t to)
{
    size_t cut = layout_grapheme_end(w->job->plain, to, from);
    while (cut < to) {
        size_t next = layout_grapheme_end(w->job->plain, to, cut);
        if (width_across(w, from, next) > w->job->width_px)
            break;
        cut = next;
    }
    return cut;
}

/* Words measured one by one are a few pixels off the line they make: where that matters the line is measured. */
static bool fits(const struct work *w, size_t from, size_t to, int estimate)
{
    int slack = estimate / 16;
    if (estimate + slack <= w->job->width_px)
        return true;
    return estimate - slack <= w->job->width_px && width_across(w, from, to) <= w->job->width_px;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "0808 802 4040" stays together where a line has room for it: half a telephone number is read out as a whole one. */
static void keep_numbers(const struct work *w, size_t from, size_t to, char *breaks)
{
    const char *text = w->job->plain;
    for (size_t start = from; start < to;) {
        size_t end = start;
        bool grouped = false;
        while (end < to &&
               (is_digit(text[end]) || (end > start && end + 1 < to && text[end] == ' ' && is_digit(text[end + 1]))))
            grouped |= text[end++] == ' ';
        if (grouped && width_across(w, start, end) <= w->job->width_px)
            for (size_t at = start; at + 1 < end; at++)
                breaks[at - from] = LINEBREAK_NOBREAK;
        start = end > start ? end : start + 1;
    }
}

/* Fills lines with the units between two chances to break. */
static void break_paragraph(struct work *w, size_t from, size_t to)
{
    const char *text = w->job->plain;
    char *breaks = ARENA_ARRAY(w->arena, char, to - from + 1);
    set_linebreaks_utf8((const utf8_t *)text + from, to - from, w->job->language ? w->job->language : "", breaks);
    keep_numbers(w, from, to, breaks);
    size_t line = from, unit = from;
    int used = 0;
    for (size_t at = from; at < to; at++) {
        char chance = breaks[at - from];
        if (at + 1 < to && chance != LINEBREAK_ALLOWBREAK && chance != LINEBREAK_MUSTBREAK)
            continue;
        size_t end = at + 1, seen = trim(text, unit, end);
        int width = width_across(w, unit, seen);
        if (unit > line && !fits(w, line, seen, used + width)) {
            line_emit(w, line, unit);
            line = unit;
            used = 0;
        }
        const char *word =
            unit == line && width > w->job->width_px ? arena_copy(w->arena, text + unit, seen - unit) : NULL;
        while (unit == line && width > w->job->width_px) {
            size_t cut = cut_word(w, unit, seen);
            if (cut >= seen)
                break;
            line_emit(w, line, cut);
            w->out.lines[w->out.count - 1].torn = word;
            line = unit = cut;
            width = width_across(w, unit, seen);
        }
        used += seen == end ? width : width_across(w, unit, end);
        unit = end;
        if (chance == LINEBREAK_MUSTBREAK && end < to) {
            line_emit(w, line, end);
            line = end;
            used = 0;
        }
    }
    line_emit(w, line, to);
}

/* The library fills an index of its own tables: the same each time, and a tenth of all the work. */
static void know_breaks(void)
{
    static bool known;
    if (!known)
        init_linebreak();
    known = true;
}

struct layout layout_text(struct arena *a, const struct text_measure *measure, const struct layout_job *job)
{
    assert(job->run_count > 0);
    struct layout_job wide = *job;
    layout_widen_to_words(wide.plain, &wide.spoken_start, &wide.spoken_length);
    struct work w = {.arena = a, .measure = measure, .job = &wide};
    know_breaks();
    size_t length = strlen(wide.plain);
    for (size_t from = 0; from <= length;) {
        const char *newline = memchr(wide.plain + from, '\n', length - from);
        size_t to = newline ? (size_t)(newline - wide.plain) : length;
        w.paragraph = from;
        w.levels = layout_levels(a, wide.plain + from, to - from, wide.right_to_left);
        break_paragraph(&w, from, to);
        from = to + 1;
    }
    return w.out;
}
