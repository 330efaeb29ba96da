/* Sizes: the content guide, "Sizes": what is shown at once, a module's words and minutes, how much is asked. */
#include "judge_inside.h"

#include <string.h>

#define PAGE_WORDS_MAX   80
#define MODULE_WORDS_MAX 1000 /* 600 to 900 are aimed at; one path rarely has all that is counted here */
#define WORDS_A_MINUTE   100.0
#define EXERCISE_MINUTES 1.0
#define QUESTION_MINUTES 0.4 /* of a quiz, an item, a field beside others */
#define MINUTES_LOW      0.6 /* of what is declared */
#define MINUTES_HIGH     1.4
#define PAGE_ANSWERS_MAX 2
#define WRITES_MAX       2

int judge_words_of(struct judge *j, const struct words *words)
{
    int most = 0;
    for (int i = 0; i < words->count; i++) {
        const char *plain = reading_plain(j->arena, words->item[i].message.source);
        struct sentence s;
        int count = 0;
        for (const char *at = plain; sentence_next(&at, &s);)
            count += s.words;
        if (count > most)
            most = count;
    }
    return most;
}

/* Running text of a block that is shown at once. */
static int shown_words(struct judge *j, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_TEXT:
        return judge_words_of(j, &b->text.text);
    case BLOCK_CALLOUT:
        return judge_words_of(j, &b->callout.text);
    default:
        return 0;
    }
}

/* Read one after another: lines that are said, cards that are turned. */
static int turned_words(struct judge *j, const struct block *b)
{
    int count = 0;
    for (int i = 0; b->kind == BLOCK_STORY && i < b->story.line_count; i++)
        count += judge_words_of(j, &b->story.lines[i].text);
    for (int i = 0; b->kind == BLOCK_REVEAL && i < b->reveal.count; i++)
        count += judge_words_of(j, &b->reveal.items[i].text);
    return count;
}

static double block_minutes(const struct block *b)
{
    switch (b->kind) {
    case BLOCK_BREATHE:
        return breathe_round_s(&b->breathe) * b->breathe.rounds / 60;
    case BLOCK_COUNTDOWN:
        return b->countdown.seconds / 60.0;
    case BLOCK_VIDEO:
        return b->video.length_ms / 60000.0;
    case BLOCK_WORKSHEET:
        return EXERCISE_MINUTES * b->worksheet.count;
    case BLOCK_DIARY:
        return QUESTION_MINUTES * b->diary.row_count * b->diary.column_count;
    case BLOCK_GRID:
        return QUESTION_MINUTES * b->grid.row_count;
    case BLOCK_SORT:
        return QUESTION_MINUTES * b->sort.card_count;
    case BLOCK_MATCH:
        return QUESTION_MINUTES * b->match.left_count;
    default:
        return block_is_exercise(b) ? EXERCISE_MINUTES : 0;
    }
}

static bool is_quiz(const struct module *m, const struct block *b)
{
    for (int i = 0; i < m->check_count; i++)
        if (m->check[i] == b)
            return true;
    return false;
}

struct size {
    int words, writes;
    double minutes;
};

/* Of blocks with a `when` only the longest counts: they mostly stand for each other. */
static void add_page(struct judge *j, const struct module *m, const struct page *page, struct problems *problems,
                     struct size *total)
{
    int shown = 0, sometimes = 0, turned = 0, answers = 0;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        int words = shown_words(j, b);
        if (!b->when)
            shown += words;
        else if (words > sometimes)
            sometimes = words;
        turned += turned_words(j, b);
        bool is_question = is_quiz(m, b);
        answers += block_is_exercise(b) && !is_question && !b->when;
        total->minutes += is_question ? QUESTION_MINUTES : b->when ? 0 : block_minutes(b);
        total->writes += b->kind == BLOCK_WRITE;
        if (b->kind == BLOCK_WRITE && b->write.starter_count == 0)
            problem_hint(problems,
                         judge_warning(m, problems, b->pointer, "write-starters",
                                       "\"%s\" asks for writing and offers no words to begin with", b->id),
                         "add \"starters\"");
    }
    shown += sometimes;
    if (shown > PAGE_WORDS_MAX)
        problem_hint(problems,
                     judge_warning(m, problems, page->pointer, "page-long", "the page \"%s\" shows %d words at once",
                                   page->id, shown),
                     "%d at most; 30 to 60 read best", PAGE_WORDS_MAX);
    if (answers > PAGE_ANSWERS_MAX)
        judge_warning(m, problems, page->pointer, "page-asks", "the page \"%s\" asks for %d answers; %d at most",
                      page->id, answers, PAGE_ANSWERS_MAX);
    total->words += page->extra ? 0 : shown + turned;
    total->minutes += page->extra ? 0 : (shown + turned) / WORDS_A_MINUTE;
}

void judge_size(struct judge *j, const struct module *m, struct problems *problems)
{
    struct size total = {0};
    for (int i = 0; i < m->page_count; i++)
        if (!m->pages[i].made && !m->pages[i].uncounted)
            add_page(j, m, &m->pages[i], problems, &total);
    if (total.words > MODULE_WORDS_MAX)
        judge_warning(m, problems, "", "module-long", "the module has %d words of running text; 600 to 900 read best",
                      total.words);
    if (total.writes > WRITES_MAX)
        judge_warning(m, problems, "", "module-writes", "the module asks for writing %d times; %d at most",
                      total.writes, WRITES_MAX);
    if (total.minutes < m->minutes * MINUTES_LOW || total.minutes > m->minutes * MINUTES_HIGH)
        problem_hint(problems,
                     judge_warning(m, problems, "/minutes", "minutes",
                                   "\"minutes\" says %d; words and exercises come to about %.0f", m->minutes,
                                   total.minutes),
                     "counted at 100 words a minute, and a minute or so an exercise");
}
