#include "load_inside.h"

#include <math.h>

/* Measures: modules/measures/<id>.json, read when the first page or programme names them, and once for a programme. */

#define VALUE_MOST 1000 /* of one answer to one item */

const char *load_measure_place(struct loader *l, const struct measure *m, const char *part, const struct json *item)
{
    return arena_printf(l->arena, "%s/%s", m->id, load_item_place(l, "", part, item) + 1);
}

/* --- options and scale ------------------------------------------------------------------------------------------- */

static const struct field option_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct measure_option, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct measure_option, text), .required = true, .part = ""},
    {.key = "value",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_option, value),
     .required = true,
     .least = -VALUE_MOST,
     .most = VALUE_MOST},
};
static const struct shape option_shape = {"an option", FIELDS(option_fields)};

/* Of all items; or of one, whose place is `place`. */
static const struct measure_option *read_options(struct loader *l, const struct json *j, const struct measure *m,
                                                 const char *place, int *count_out)
{
    const struct json *list = load_list(l, j, "options", 2, MEASURE_OPTIONS_MAX);
    if (!list)
        return NULL;
    struct names ids = {0};
    struct measure_option *options = ARENA_ARRAY(l->arena, struct measure_option, json_count(list));
    *count_out = json_count(list);
    for (int i = 0; i < *count_out; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &option_shape, &options[i],
                    place ? load_item_place(l, place, "option", one) : load_measure_place(l, m, "option", one));
        if (options[i].id)
            names_add(l, &ids, options[i].id, json_member(one, "id"), "option");
    }
    return options;
}

static const struct field scale_fields[] = {
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_scale, from),
     .required = true,
     .least = -VALUE_MOST,
     .most = VALUE_MOST},
    {.key = "to",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_scale, to),
     .required = true,
     .least = -VALUE_MOST,
     .most = VALUE_MOST},
    {.key = "step", .type = FIELD_NUMBER, .at = offsetof(struct measure_scale, step), .least = 0.01, .most = 100},
    {.key = "ends", .required = true},
};
static const struct shape scale_shape = {"a scale", FIELDS(scale_fields)};

static void read_scale(struct loader *l, const struct json *j, struct measure *m)
{
    struct measure_scale *s = &m->scale;
    s->step = 1;
    if (!load_object(l, j, &scale_shape, s, m->id))
        return;
    m->is_scale = true;
    const struct json *ends = load_list(l, json_member(j, "ends"), "ends", 2, 2);
    if (ends && json_count(ends) == 2) {
        s->low = load_words(l, json_at(ends, 0), arena_printf(l->arena, "%s/end.1", m->id), false);
        s->high = load_words(l, json_at(ends, 1), arena_printf(l->arena, "%s/end.2", m->id), false);
    }
    double steps = s->step > 0 ? (s->to - s->from) / s->step : 0;
    if (s->from >= s->to)
        load_error(l, j, "scale-ends", "a scale from %g to %g goes nowhere", s->from, s->to);
    else if (fabs(steps - round(steps)) > 1e-6 || steps > MEASURE_STEPS_MAX - 1)
        load_error(l, j, "scale-steps", "from %g to %g in steps of %g: at most %d whole steps are needed", s->from,
                   s->to, s->step, MEASURE_STEPS_MAX - 1);
    else
        return;
    *s = (struct measure_scale){.from = 0, .to = 1, .step = 1, .low = s->low, .high = s->high};
}

/* --- items ------------------------------------------------------------------------------------------------------- */

static const struct field subscale_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct measure_subscale, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct measure_subscale, text), .required = true, .part = ""},
};
static const struct shape subscale_shape = {"a subscale", FIELDS(subscale_fields)};

static void read_subscales(struct loader *l, const struct json *j, struct measure *m)
{
    const struct json *list = load_list(l, j, "subscales", 1, MEASURE_SUBSCALES_MAX);
    if (!list)
        return;
    struct names ids = {0};
    m->subscale_count = json_count(list);
    struct measure_subscale *subscales = ARENA_ARRAY(l->arena, struct measure_subscale, m->subscale_count);
    for (int i = 0; i < m->subscale_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &subscale_shape, &subscales[i], load_measure_place(l, m, "subscale", one));
        if (subscales[i].id)
            names_add(l, &ids, subscales[i].id, json_member(one, "id"), "subscale");
    }
    m->subscales = subscales;
}

static const struct field item_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct measure_item, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct measure_item, text), .required = true, .part = ""},
    {.key = "reversed", .type = FIELD_FLAG, .at = offsetof(struct measure_item, reversed)},
    {.key = "subscale"},
    {.key = "concern"},
    {.key = "options"},
};
static const struct shape item_shape = {"an item", FIELDS(item_fields)};

static const struct field concern_fields[] = {
    {.key = "at_least",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_item, concern_at_least),
     .required = true,
     .least = -VALUE_MOST,
     .most = VALUE_MOST},
};
static const struct shape concern_shape = {"a concern", FIELDS(concern_fields)};

static int subscale_index(struct loader *l, const struct json *at, const struct measure *m)
{
    const char *names[MEASURE_SUBSCALES_MAX], *id = load_string(l, at, "subscale");
    for (int i = 0; id && i < m->subscale_count; i++) {
        if (text_is(m->subscales[i].id, id))
            return i;
        names[i] = m->subscales[i].id ? m->subscales[i].id : "";
    }
    if (id)
        load_hint_nearest(l, load_error(l, at, "link-unknown", "there is no subscale \"%s\"", id), id, names,
                          m->subscale_count);
    return -1;
}

static void read_item(struct loader *l, const struct json *j, const struct measure *m, struct measure_item *item,
                      const char *place)
{
    const struct json *subscale = json_member(j, "subscale"), *options = json_member(j, "options");
    const struct json *concern = json_member(j, "concern");
    item->subscale = subscale ? subscale_index(l, subscale, m) : -1;
    if (options && m->is_scale)
        load_error(l, options, "measure-answers", "the items of this measure are answered on its scale");
    else if (options)
        item->options = read_options(l, options, m, place, &item->option_count);
    item->has_concern = concern && load_object(l, concern, &concern_shape, item, "");
}

static void read_items(struct loader *l, const struct json *j, const struct measure_option *shared, int shared_count,
                       struct measure *m)
{
    const struct json *list = load_list(l, j, "items", 1, MEASURE_ITEMS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    m->item_count = json_count(list);
    struct measure_item *items = ARENA_ARRAY(l->arena, struct measure_item, m->item_count);
    for (int i = 0; i < m->item_count; i++) {
        const struct json *one = json_at(list, i);
        const char *place = load_measure_place(l, m, "item", one);
        items[i] = (struct measure_item){.options = shared, .option_count = shared_count};
        if (!load_object(l, one, &item_shape, &items[i], place))
            continue;
        if (items[i].id)
            names_add(l, &ids, items[i].id, json_member(one, "id"), "item");
        read_item(l, one, m, &items[i], place);
    }
    m->items = items;
    for (int s = 0; s < m->subscale_count; s++) {
        int of = 0;
        for (int i = 0; i < m->item_count; i++)
            of += items[i].subscale == s;
        if (!of && m->subscales[s].id)
            load_error(l, j, "subscale-empty", "no item is of the subscale \"%s\"", m->subscales[s].id);
    }
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static const char *const rules[] = {"sum", "mean", NULL};
static const char *const betters[] = {"lower", "higher", NULL};

static const struct field measure_fields[] = {
    {.key = "id", .required = true},
    {.key = "name", .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct measure, title), .required = true, .part = "/title"},
    {.key = "period", .type = FIELD_WORDS, .at = offsetof(struct measure, period), .part = "/period"},
    {.key = "instructions",
     .type = FIELD_WORDS,
     .at = offsetof(struct measure, instructions),
     .required = true,
     .part = "/instructions"},
    {.key = "options"},
    {.key = "scale"},
    {.key = "items", .required = true},
    {.key = "subscales"},
    {.key = "score", .type = FIELD_ENUM, .at = offsetof(struct measure, rule), .required = true, .names = rules},
    {.key = "better",
     .type = FIELD_SECOND,
     .at = offsetof(struct measure, higher_is_better),
     .required = true,
     .names = betters},
    {.key = "decline", .type = FIELD_FLAG, .at = offsetof(struct measure, decline)},
    {.key = "missing"},
    {.key = "bands"},
    {.key = "case"},
    {.key = "reliable_change"},
    {.key = "validated", .type = FIELD_FLAG, .at = offsetof(struct measure, validated), .required = true},
    {.key = "licence"},
    {.key = "source"},
    {.key = "then"},
    {.key = "change"},
};
static const struct shape measure_shape = {"a measure", FIELDS(measure_fields)};

static const struct field then_fields[] = {
    {.key = "title",
     .type = FIELD_WORDS,
     .at = offsetof(struct measure, then_title),
     .required = true,
     .part = "/then.title"},
    {.key = "ask",
     .type = FIELD_WORDS,
     .at = offsetof(struct measure, then_ask),
     .required = true,
     .part = "/then.ask"},
    {.key = "label",
     .type = FIELD_WORDS,
     .at = offsetof(struct measure, then_label),
     .required = true,
     .part = "/then.label"},
};
static const struct shape then_shape = {"then", FIELDS(then_fields)};

#define CHANGE(property)                                                                                               \
    .type = FIELD_WORDS, .at = offsetof(struct measure, change.property), .part = "/change." #property
static const struct field change_fields[] = {
    {.key = "title", CHANGE(title), .required = true},
    {.key = "text", CHANGE(text), .required = true, .answers = true},
    {.key = "empty", CHANGE(empty), .required = true},
    {.key = "first", CHANGE(first), .required = true},
    {.key = "last", CHANGE(last), .required = true},
    {.key = "better", CHANGE(better)},
    {.key = "same", CHANGE(same)},
    {.key = "worse", CHANGE(worse)},
    {.key = "note", CHANGE(note)},
};
static const struct shape change_shape = {"change", FIELDS(change_fields)};

static const char *read_line(struct loader *l, const struct json *root, const char *key)
{
    const struct json *member = json_member(root, key);
    return member ? load_string(l, member, key) : NULL;
}

/* Borrowed words come with whose they are; our own are called ours. */
static void judge_origin(struct loader *l, const struct json *root, const struct measure *m)
{
    if (m->validated && (!m->licence || !m->source))
        load_error(l, root, "licence", "a validated measure says its \"licence\" and its \"source\"");
}

static void read_measure(struct loader *l, const struct json *root, struct measure *m)
{
    if (!load_object(l, root, &measure_shape, m, m->id))
        return;
    const struct json *scale = json_member(root, "scale"), *options = json_member(root, "options");
    const struct json *then = json_member(root, "then"), *change = json_member(root, "change");
    const struct measure_option *shared = NULL;
    int shared_count = 0, errors = problems_breaking(l->problems);
    if (!!scale + !!options != 1)
        load_error(l, root, "measure-answers", "a measure has \"options\" or a \"scale\", one of them");
    if (scale)
        read_scale(l, scale, m);
    else if (options)
        shared = read_options(l, options, m, NULL, &shared_count);
    if (json_member(root, "subscales"))
        read_subscales(l, json_member(root, "subscales"), m);
    if (json_member(root, "items"))
        read_items(l, json_member(root, "items"), shared, shared_count, m);
    m->name = read_line(l, root, "name");
    m->licence = read_line(l, root, "licence");
    m->source = read_line(l, root, "source");
    if (m->item_count &&
        problems_breaking(l->problems) == errors) /* of answers that were read in part, every score would be wrong */
        load_measure_scoring(l, root, m);
    if (then && load_object(l, then, &then_shape, m, m->id) && !m->is_scale)
        load_error(l, then, "measure-then", "only a measure with a scale can ask how it was then");
    if (change)
        load_object(l, change, &change_shape, m, m->id);
    judge_origin(l, root, m);
}

/* The first time, and once for all: their words in the programme's other languages. */
static void read_catalogues(struct loader *l)
{
    struct programme *p = l->programme;
    for (int i = 1; i < p->language_count; i++) {
        struct translation_file *file = &l->translations[i].measures;
        load_catalogue(l, arena_printf(l->arena, MEASURES_FOLDER "/po/%s.po", p->languages[i]), i, file);
    }
}

/* Reads the file as if nothing else was being read; NULL when it cannot be used. */
static const struct measure *read_file(struct loader *l, const char *id, const struct json *at)
{
    struct file_read file;
    const struct loader before = *l;
    int errors = problems_breaking(l->problems);
    const struct json_document *document =
        load_document(l, arena_printf(l->arena, MEASURES_FOLDER "/%s.json", id), at, &file);
    if (!document)
        return NULL;
    struct measure *m = ARENA_NEW(l->arena, struct measure);
    *m = (struct measure){.id = id, .file = file.shown, .bytes = file.bytes, .size_bytes = file.size};
    l->document = document;
    l->notes = NULL;
    l->notes_end = &l->notes;
    l->exercise_count = 0;
    l->place = id;
    l->shared = l->recall = false;
    l->measure = true;
    l->also = NULL;
    read_measure(l, json_root(document), m);
    m->messages = load_messages(l, false);
    const struct json *written = json_member(json_root(document), "id");
    const char *own = written ? load_id(l, written, "id") : NULL;
    if (own && !text_is(own, id))
        load_error(l, written, "id-file", "the measure \"%s\" is in a file called \"%s.json\"", own, id);
    load_check_answers(l);
    if (problems_breaking(l->problems) == errors)
        load_translate(l, true);
    *l = before;
    return problems_breaking(l->problems) == errors ? m : NULL;
}

const struct measure *load_measure(struct loader *l, const char *id, const struct json *at)
{
    struct measures_read *all = l->measures;
    for (int i = 0; i < all->count; i++)
        if (text_is(all->id[i], id))
            return all->measure[i];
    if (all->count == MEASURES_MAX) {
        load_error(l, at, "limit", "a programme uses more than %d measures", MEASURES_MAX);
        return NULL;
    }
    if (!all->has_translations)
        read_catalogues(l);
    all->has_translations = true;
    const struct measure *m = read_file(l, id, at);
    all->id[all->count] = id;
    all->measure[all->count++] = m;
    if (m)
        l->programme->measures[l->programme->measure_count++] = m;
    return m;
}

const struct measure *measure_load(struct arena *a, const struct source *source, const char *id,
                                   struct problems *problems)
{
    struct programme *p = ARENA_NEW(a, struct programme);
    struct loader l = {.arena = a, .source = source, .problems = problems, .programme = p};
    l.measures = ARENA_NEW(a, struct measures_read);
    l.translations = ARENA_ARRAY(a, struct translation, LANGUAGES_MAX);
    p->languages[p->language_count++] = "en-GB";
    const struct measure *m = read_file(&l, id, NULL);
    problems_sort(problems);
    return m;
}

void load_module_asks(struct loader *l, const struct measure *m)
{
    struct module *module = l->module;
    for (int i = 0; i < module->measure_count; i++)
        if (module->measures[i] == m)
            return;
    module->measures[module->measure_count++] = m;
}

bool load_knows_score(const struct loader *l, const char *name)
{
    char id[MEASURE_ID_BYTES];
    if (!measure_variable(name, id))
        return false;
    if (l->measure)
        return text_is(id, l->place); /* its own */
    for (int i = 0; i < l->measures->count; i++)
        if (text_is(l->measures->id[i], id))
            return true; /* one that cannot be used as well: its own file says why */
    return false;
}
