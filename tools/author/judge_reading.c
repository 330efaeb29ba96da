/* Reading age: 9 to 10 for a module, with half a year for what counting syllables gets wrong; no page above 11; no
 * sentence above 15 words. */
#include "judge_inside.h"

#include <string.h>

#define SMOG_AGE_MAX       10.5
#define MODULE_GRADE_MAX   5.0
#define PAGE_GRADE_MAX     6.0
#define PAGE_WORDS_MIN     20 /* fewer say nothing about a page */
#define FORCAST_MAX        8.0
#define SENTENCE_WORDS_MAX 15
#define SENTENCE_MEAN_MAX  10.0
#define CHOPPY_WORDS       5
#define CHOPPY_RUN         4
#define AGE_OF_GRADE       5
#define HARD_WORDS_SHOWN   6
#define QUOTED_BYTES_MAX   160

static bool is_read(enum purpose purpose)
{
    return purpose == PURPOSE_TEXT || purpose == PURPOSE_FEEDBACK || purpose == PURPOSE_ASK;
}

static void judge_sentences(const struct module *m, const struct message *message, const char *plain,
                            struct problems *problems)
{
    struct sentence s;
    int run = 0;
    for (const char *at = plain; sentence_next(&at, &s);) {
        if (s.words > SENTENCE_WORDS_MAX)
            problem_hint(problems,
                         judge_warning(m, problems, message->pointer, "sentence-long",
                                       "a sentence of %d words: \"%.*s\"", s.words,
                                       (int)(s.length < QUOTED_BYTES_MAX ? s.length : QUOTED_BYTES_MAX), s.text),
                         "%d words at most: make two of it", SENTENCE_WORDS_MAX);
        run = s.words <= CHOPPY_WORDS ? run + 1 : 0;
        if (run == CHOPPY_RUN)
            problem_hint(problems,
                         judge_warning(m, problems, message->pointer, "sentence-choppy",
                                       "%d sentences in a row of %d words or fewer, up to \"%.*s\"", CHOPPY_RUN,
                                       CHOPPY_WORDS, (int)s.length, s.text),
                         "adults join sentences with \"and\", \"but\" and \"so\"");
    }
}

static bool has_word(const struct sentence *list, int count, const char *word, size_t length)
{
    for (int i = 0; i < count; i++)
        if (list[i].length == length && strncmp(list[i].text, word, length) == 0)
            return true;
    return false;
}

/* The long words of what was read, each once: "\"appointment\", \"remember\"". */
static const char *long_words(struct judge *j, struct arena *a, const char *plain)
{
    struct sentence shown[HARD_WORDS_SHOWN];
    struct buffer out;
    int count = 0;
    const char *at = plain, *word;
    size_t length;
    buffer_init(&out, a);
    while (count < HARD_WORDS_SHOWN && word_next(&at, plain + strlen(plain), &word, &length)) {
        if (syllables_of(j->syllables, word, length) < LONG_WORD_SYLLABLES || has_word(shown, count, word, length))
            continue;
        buffer_addf(&out, "%s\"%.*s\"", count ? ", " : "", (int)length, word);
        shown[count++] = (struct sentence){.text = word, .length = length};
    }
    return count ? buffer_text(&out) : NULL;
}

/* The sentence with the highest grade of its own. */
static struct sentence hardest(struct judge *j, struct arena *a, const char *plain)
{
    struct sentence s, worst = {"", 0, 0};
    double worst_grade = -1;
    for (const char *at = plain; sentence_next(&at, &s);) {
        struct reading one = {0};
        reading_add(&one, j->syllables, arena_copy(a, s.text, s.length));
        if (reading_grade(&one) > worst_grade) {
            worst_grade = reading_grade(&one);
            worst = s;
        }
    }
    return worst;
}

static void judge_page(struct judge *j, const struct module *m, const struct page *page, const char *plain,
                       struct problems *problems)
{
    struct reading read = {0};
    reading_add(&read, j->syllables, plain);
    if (read.words < PAGE_WORDS_MIN || reading_grade(&read) <= PAGE_GRADE_MAX)
        return;
    struct sentence worst = hardest(j, problems->arena, plain);
    problem_hint(problems,
                 judge_warning(m, problems, page->pointer, "reading-page",
                               "the page \"%s\" reads at age %.1f (Flesch-Kincaid); %.0f at most", page->id,
                               reading_grade(&read) + AGE_OF_GRADE, PAGE_GRADE_MAX + AGE_OF_GRADE),
                 "the hardest sentence: \"%.*s\"", (int)worst.length, worst.text);
}

static void judge_whole(struct judge *j, const struct module *m, const char *plain, const char *labels,
                        struct problems *problems)
{
    struct reading read = {0}, label = {0};
    reading_add(&read, j->syllables, plain);
    reading_add(&label, j->syllables, labels);
    const char *hard = long_words(j, problems->arena, plain);
    if (read.sentences >= SMOG_SENTENCES && reading_smog_age(&read) > SMOG_AGE_MAX) {
        struct problem *problem = judge_warning(m, problems, "", "reading-age",
                                                "the module reads at age %.1f (SMOG, UK form: %d words of three "
                                                "syllables or more in %d sentences); %.1f at most",
                                                reading_smog_age(&read), read.long_words, read.sentences, SMOG_AGE_MAX);
        if (hard)
            problem_hint(problems, problem, "such words are %s", hard);
    }
    if (read.words && reading_grade(&read) > MODULE_GRADE_MAX)
        judge_warning(m, problems, "", "reading-grade", "the module reads at age %.1f (Flesch-Kincaid); %.0f at most",
                      reading_grade(&read) + AGE_OF_GRADE, MODULE_GRADE_MAX + AGE_OF_GRADE);
    if (read.sentences && (double)read.words / read.sentences > SENTENCE_MEAN_MAX)
        judge_warning(m, problems, "", "sentence-mean", "sentences have %.1f words in the mean; %.0f at most",
                      (double)read.words / read.sentences, SENTENCE_MEAN_MAX);
    if (label.words >= FORCAST_WORDS && reading_forcast(&label) > FORCAST_MAX) {
        const char *longest = long_words(j, problems->arena, labels);
        struct problem *problem = judge_warning(m, problems, "", "reading-options",
                                                "options and labels read at grade %.1f (FORCAST); %.0f at most",
                                                reading_forcast(&label), FORCAST_MAX);
        if (longest)
            problem_hint(problems, problem, "long words are %s", longest);
    }
}

void judge_reading(struct judge *j, const struct module *m, struct problems *problems)
{
    struct buffer text, labels, *pages = ARENA_ARRAY(problems->arena, struct buffer, m->page_count);
    buffer_init(&text, problems->arena);
    buffer_init(&labels, problems->arena);
    for (int i = 0; i < m->page_count; i++)
        buffer_init(&pages[i], problems->arena);
    for (int i = 0; i < m->messages.count; i++) {
        const struct message *message = m->messages.item[i];
        const struct page *page;
        enum purpose purpose = purpose_of(m, message);
        const char *plain = reading_plain(problems->arena, message->source);
        purpose_block(m, message, &page);
        if (purpose == PURPOSE_LABEL)
            buffer_adds(&labels, plain);
        if (!is_read(purpose))
            continue;
        judge_sentences(m, message, plain, problems);
        buffer_adds(&text, plain);
        if (page)
            buffer_adds(&pages[page - m->pages], plain);
    }
    judge_whole(j, m, buffer_text(&text), buffer_text(&labels), problems);
    for (int i = 0; i < m->page_count; i++)
        if (pages[i].length)
            judge_page(j, m, &m->pages[i], buffer_text(&pages[i]), problems);
}
