#include "record.h"

#include <assert.h>
#include <string.h>

static const char *const activity_names[] = {
    [ACTIVITY_ACTIVITY] = "activity",
    [ACTIVITY_INDUCTION] = "induction",
    [ACTIVITY_MEASURE] = "measure",
    [ACTIVITY_SUPERVISION] = "supervision",
};

const char *record_activity_name(enum activity_kind kind)
{
    return activity_names[kind];
}

/* --- from an attempt -------------------------------------------------------------------------------------------- */

static int counted_pages_opened(const struct attempt *s)
{
    const struct module *m = attempt_module(s);
    int count = 0;
    for (int i = 0; i < m->page_count; i++)
        count += !m->pages[i].extra && !m->pages[i].uncounted && attempt_visits(s, m->pages[i].id) > 0;
    return count;
}

static void measures_of_attempt(const struct attempt *s, struct record *out)
{
    const struct module *m = attempt_module(s);
    for (int i = 0; i < m->exercise_count && out->measure_count < RECORD_MEASURES_MAX; i++) {
        const struct block *b = m->exercises[i];
        if (b->kind != BLOCK_MEASURE)
            continue;
        struct score score = measure_score(b->measure.measure, attempt_answer(s, b->id));
        if (score.has)
            out->measures[out->measure_count++] =
                (struct record_measure){.exercise = b->id, .id = b->measure.measure->id, .score = score.score};
    }
}

/* Choices alone, of the pages that follow every module. */
static void feedback_of_attempt(const struct attempt *s, struct record *out)
{
    const struct module *m = attempt_module(s);
    for (int i = 0; i < m->page_count; i++) {
        const struct page *p = &m->pages[i];
        for (int j = 0; p->uncounted && j < p->block_count; j++) {
            const struct block *b = &p->blocks[j];
            const struct answer *answer = b->kind == BLOCK_CHOICE ? attempt_answer(s, b->id) : NULL;
            if (answer && answer->count == 1 && !answer->declined && !attempt_is_private(s, b) &&
                out->feedback_count < RECORD_FEEDBACK_MAX)
                out->feedback[out->feedback_count++] =
                    (struct record_feedback){.exercise = b->id, .option = answer->entries[0].key};
        }
    }
}

void record_sittings(const struct activity *activity, struct record *out)
{
    out->active_ms = activity->active_ms;
    out->sitting_count = activity->count;
    for (int i = 0; i < activity->count; i++) {
        const struct sitting_activity *from = &activity->sittings[i];
        out->sittings[i] = (struct record_sitting){.id = from->sitting,
                                                   .date = date_in_london(from->start),
                                                   .start = from->start,
                                                   .active_ms = from->active_ms,
                                                   .doubt = from->doubt};
    }
}

void record_from_attempt(const struct attempt *s, const struct activity *activity, instant_ms start, instant_ms end,
                         struct record *out)
{
    const struct programme *p = attempt_programme(s);
    *out = (struct record){
        .programme = p->id,
        .module = attempt_module(s)->id,
        .version = p->version,
        .content_hash = attempt_started_hash(s),
        .setting = attempt_settings_of(s).setting,
        .language = attempt_settings_of(s).language,
        .start = start,
        .end = end,
        .expected_min = attempt_module(s)->minutes,
        .pages = counted_pages_opened(s),
        .has_score = attempt_tries(s) > 0,
        .score = attempt_tries(s) > 0 ? attempt_checked_score(s) : 0,
        .tries = attempt_tries(s),
        .how = pace_of(s, activity),
        .activity = activity_names[attempt_module(s)->activity],
    };
    record_sittings(activity, out);
    measures_of_attempt(s, out);
    feedback_of_attempt(s, out);
}

/* --- canonical bytes -------------------------------------------------------------------------------------------- */

/* What to put between members; keys are added in sorted order by hand, which record_read's test holds to. */
static void key_write(struct buffer *out, const char *key)
{
    const char *text = buffer_text(out);
    if (out->length && text[out->length - 1] != '{')
        buffer_adds(out, ",");
    buffer_addf(out, "\"%s\":", key);
}

static void text_write(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    key_write(out, key);
    json_write_string(out, text);
}

static void number_write(struct buffer *out, const char *key, double number)
{
    key_write(out, key);
    json_write_number(out, number);
}

static void instant_write(struct buffer *out, const char *key, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    text_write(out, key, text);
}

static void sitting_write(struct buffer *out, const struct record_sitting *s)
{
    char date[DATE_TEXT];
    date_format(s->date, date);
    buffer_adds(out, "{");
    number_write(out, "active_ms", (double)s->active_ms);
    text_write(out, "date", date);
    text_write(out, "doubt", s->doubt);
    text_write(out, "id", s->id);
    instant_write(out, "start", s->start);
    buffer_adds(out, "}");
}

/* Left out where there is none: records without measures keep the bytes they have always had. */
static void measures_write(const struct record *r, struct buffer *out)
{
    if (!r->measure_count)
        return;
    key_write(out, "measures");
    buffer_adds(out, "[");
    for (int i = 0; i < r->measure_count; i++) {
        buffer_adds(out, i ? ",{" : "{");
        text_write(out, "exercise", r->measures[i].exercise);
        text_write(out, "id", r->measures[i].id);
        number_write(out, "score", r->measures[i].score);
        buffer_adds(out, "}");
    }
    buffer_adds(out, "]");
}

static void feedback_write(const struct record *r, struct buffer *out)
{
    if (!r->feedback_count)
        return;
    key_write(out, "feedback");
    buffer_adds(out, "[");
    for (int i = 0; i < r->feedback_count; i++) {
        buffer_adds(out, i ? ",{" : "{");
        text_write(out, "exercise", r->feedback[i].exercise);
        text_write(out, "option", r->feedback[i].option);
        buffer_adds(out, "}");
    }
    buffer_adds(out, "]");
}

static void how_write(const struct record *r, struct buffer *out)
{
    if (!r->how.has)
        return;
    key_write(out, "how");
    buffer_adds(out, "{");
    number_write(out, "aloud_s", r->how.aloud_s);
    number_write(out, "back", r->how.back);
    number_write(out, "fast", r->how.fast);
    number_write(out, "pages", r->how.pages);
    number_write(out, "words", r->how.words);
    buffer_adds(out, "}");
}

void record_write(const struct record *r, struct buffer *out)
{
    buffer_adds(out, "{");
    number_write(out, "active_ms", (double)r->active_ms);
    text_write(out, "activity", r->activity);
    text_write(out, "assignment", r->assignment);
    text_write(out, "attempt", r->attempt);
    text_write(out, "content_hash", r->content_hash);
    key_write(out, "demonstration");
    buffer_adds(out, r->demonstration ? "true" : "false");
    instant_write(out, "end", r->end);
    if (r->expected_min)
        number_write(out, "expected_min", r->expected_min);
    feedback_write(r, out);
    how_write(r, out);
    text_write(out, "id", r->id);
    text_write(out, "language", r->language);
    measures_write(r, out);
    text_write(out, "module", r->module);
    number_write(out, "pages", r->pages);
    text_write(out, "person", r->person);
    text_write(out, "programme", r->programme);
    if (r->has_score)
        number_write(out, "score", r->score);
    text_write(out, "setting", r->setting);
    text_write(out, "site", r->site);
    key_write(out, "sittings");
    buffer_adds(out, "[");
    for (int i = 0; i < r->sitting_count; i++) {
        if (i)
            buffer_adds(out, ",");
        sitting_write(out, &r->sittings[i]);
    }
    buffer_adds(out, "]");
    instant_write(out, "start", r->start);
    text_write(out, "terminal", r->terminal);
    number_write(out, "tries", r->tries);
    text_write(out, "version", r->version);
    buffer_adds(out, "}");
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* An absent text is NULL and right; a value of another kind is wrong. */
static bool text_read(struct arena *a, const struct json *object, const char *key, const char **out)
{
    const struct json *member = json_member(object, key);
    if (member && json_kind(member) == JSON_STRING)
        *out = arena_strdup(a, json_string(member));
    return !member || *out;
}

static bool whole_read(const struct json *object, const char *key, int64_t *out)
{
    const struct json *member = json_member(object, key);
    if (!member || json_kind(member) != JSON_NUMBER || !json_is_integer(member) || json_number(member) < 0)
        return false;
    *out = (int64_t)json_number(member);
    return true;
}

static bool small_read(const struct json *object, const char *key, int *out)
{
    int64_t whole;
    if (!whole_read(object, key, &whole) || whole > 1000000)
        return false;
    *out = (int)whole;
    return true;
}

static bool instant_read(const struct json *object, const char *key, instant_ms *out)
{
    const struct json *member = json_member(object, key);
    return member && json_kind(member) == JSON_STRING && instant_parse(json_string(member), out);
}

static bool score_read(const struct json *object, struct record *out)
{
    const struct json *member = json_member(object, "score");
    if (!member)
        return true;
    if (json_kind(member) != JSON_NUMBER || json_number(member) < 0 || json_number(member) > 1)
        return false;
    out->has_score = true;
    out->score = json_number(member);
    return true;
}

static bool demonstration_read(const struct json *object, struct record *out)
{
    const struct json *member = json_member(object, "demonstration");
    if (!member || (json_kind(member) != JSON_TRUE && json_kind(member) != JSON_FALSE))
        return false;
    out->demonstration = json_kind(member) == JSON_TRUE;
    return true;
}

static bool sitting_read(struct arena *a, const struct json *json, struct record_sitting *out)
{
    if (json_kind(json) != JSON_OBJECT)
        return false;
    const struct json *date = json_member(json, "date");
    return text_read(a, json, "id", &out->id) && text_read(a, json, "doubt", &out->doubt) && date &&
           json_kind(date) == JSON_STRING && date_parse(json_string(date), &out->date) &&
           instant_read(json, "start", &out->start) && whole_read(json, "active_ms", &out->active_ms);
}

static bool sittings_read(struct arena *a, const struct json *object, struct record *out)
{
    const struct json *list = json_member(object, "sittings");
    if (!list || json_kind(list) != JSON_ARRAY || json_count(list) > SITTINGS_MAX)
        return false;
    out->sitting_count = json_count(list);
    for (int i = 0; i < out->sitting_count; i++)
        if (!sitting_read(a, json_at(list, i), &out->sittings[i]))
            return false;
    return true;
}

static bool measure_read(struct arena *a, const struct json *json, struct record_measure *out)
{
    const struct json *score = json_kind(json) == JSON_OBJECT ? json_member(json, "score") : NULL;
    if (!score || json_kind(score) != JSON_NUMBER)
        return false;
    out->score = json_number(score);
    return text_read(a, json, "exercise", &out->exercise) && out->exercise && text_read(a, json, "id", &out->id) &&
           out->id;
}

static bool measures_read(struct arena *a, const struct json *object, struct record *out)
{
    const struct json *list = json_member(object, "measures");
    if (!list)
        return true;
    if (json_kind(list) != JSON_ARRAY || json_count(list) > RECORD_MEASURES_MAX)
        return false;
    out->measure_count = json_count(list);
    for (int i = 0; i < out->measure_count; i++)
        if (!measure_read(a, json_at(list, i), &out->measures[i]))
            return false;
    return true;
}

static bool feedback_read(struct arena *a, const struct json *object, struct record *out)
{
    const struct json *list = json_member(object, "feedback");
    if (!list)
        return true;
    if (json_kind(list) != JSON_ARRAY || json_count(list) > RECORD_FEEDBACK_MAX)
        return false;
    out->feedback_count = json_count(list);
    for (int i = 0; i < out->feedback_count; i++) {
        const struct json *json = json_at(list, i);
        struct record_feedback *f = &out->feedback[i];
        if (json_kind(json) != JSON_OBJECT || !text_read(a, json, "exercise", &f->exercise) || !f->exercise ||
            !text_read(a, json, "option", &f->option) || !f->option)
            return false;
    }
    return true;
}

static bool expected_read(const struct json *object, struct record *out)
{
    return !json_member(object, "expected_min") || small_read(object, "expected_min", &out->expected_min);
}

static bool how_read(const struct json *object, struct record *out)
{
    const struct json *how = json_member(object, "how");
    out->how.has = how != NULL;
    return !how || (json_kind(how) == JSON_OBJECT && small_read(how, "aloud_s", &out->how.aloud_s) &&
                    small_read(how, "back", &out->how.back) && small_read(how, "fast", &out->how.fast) &&
                    small_read(how, "pages", &out->how.pages) && small_read(how, "words", &out->how.words));
}

static bool texts_read(struct arena *a, const struct json *object, struct record *out)
{
    return text_read(a, object, "activity", &out->activity) && text_read(a, object, "assignment", &out->assignment) &&
           text_read(a, object, "attempt", &out->attempt) && text_read(a, object, "content_hash", &out->content_hash) &&
           text_read(a, object, "id", &out->id) && text_read(a, object, "language", &out->language) &&
           text_read(a, object, "module", &out->module) && text_read(a, object, "person", &out->person) &&
           text_read(a, object, "programme", &out->programme) && text_read(a, object, "setting", &out->setting) &&
           text_read(a, object, "site", &out->site) && text_read(a, object, "terminal", &out->terminal) &&
           text_read(a, object, "version", &out->version);
}

bool record_read(struct arena *a, const char *bytes, size_t length, struct record *out)
{
    struct problems problems;
    problems_init(&problems, a);
    *out = (struct record){0};
    struct json_document *document = json_parse(a, "record", bytes, length, &problems);
    const struct json *object = document ? json_root(document) : NULL;
    return object && json_kind(object) == JSON_OBJECT && texts_read(a, object, out) && out->id &&
           whole_read(object, "active_ms", &out->active_ms) && instant_read(object, "start", &out->start) &&
           instant_read(object, "end", &out->end) && small_read(object, "pages", &out->pages) &&
           small_read(object, "tries", &out->tries) && score_read(object, out) && demonstration_read(object, out) &&
           sittings_read(a, object, out) && measures_read(a, object, out) && how_read(object, out) &&
           expected_read(object, out) && feedback_read(a, object, out);
}

void record_code(const char *id, char out[RECORD_CODE])
{
    static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    size_t length = strlen(id);
    uint64_t tail = 0;
    for (const char *c = id + (length > 12 ? length - 12 : 0); *c; c++)
        tail = tail * 16 + (uint64_t)(*c >= 'a' ? *c - 'a' + 10 : *c - '0');
    for (int i = 0; i < RECORD_CODE - 1; i++) {
        bool dash = i == 3 || i == 7;
        out[i] = dash ? '-' : letters[tail % (sizeof letters - 1)];
        tail /= dash ? 1 : sizeof letters - 1;
    }
    out[RECORD_CODE - 1] = '\0';
}
