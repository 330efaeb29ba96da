#include "check_inside.h"
#include "load_inside.h"

/*
 * The modules of a programme. First every module is read, then each is judged: it may name exercises of the others.
 * What has errors is left out of the programme, and the others play.
 */

/* What all lists of modules of a programme go into. */
struct module_lists {
    const struct feedback_read *feedback;
    struct module *modules; /* those that could be read */
    struct broken_module *broken;
    int errors[MODULES_MAX];       /* of each that was read */
    bool is_unusable[MODULES_MAX]; /* what it begins or ends with cannot be used */
    int stages[MODULES_MAX];
    int read, tried;
    struct names ids;
    const struct asked *stage_first, *stage_last; /* of the list being read; or NULL */
    bool is_last_list;
};

static void broken_add(struct programme *p, const struct module_lists *to, const char *id)
{
    to->broken[p->broken_count++].id = id;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void ask_too(struct asked *to, const struct asked *more)
{
    for (int i = 0; more && i < more->count; i++) {
        bool is_there = false;
        for (int k = 0; k < to->count; k++)
            is_there |= to->measure[k] == more->measure[i];
        if (!is_there)
            to->measure[to->count++] = more->measure[i];
    }
    to->is_broken |= more && more->is_broken;
}

/* What module i of a list begins and ends with: the programme's measures at its ends, the stage's at the list's. */
static void ask_around(struct loader *l, const struct module_lists *to, int i, int count)
{
    struct asked *before = ARENA_NEW(l->arena, struct asked), *after = ARENA_NEW(l->arena, struct asked);
    ask_too(before, to->tried == 0 ? &l->measures->first : NULL);
    ask_too(before, i == 0 ? to->stage_first : NULL);
    ask_too(after, i == count - 1 ? to->stage_last : NULL);
    ask_too(after, i == count - 1 && to->is_last_list ? &l->measures->last : NULL);
    l->before = before;
    l->after = after;
}

/* False when there is nothing to judge. */
static bool load_one(struct loader *l, const char *id, const struct json *at, const struct module_lists *to,
                     struct module *m)
{
    struct file_read file;
    const struct feedback_read *feedback = to->feedback;
    int errors = problems_breaking(l->problems);
    load_forget(l);
    const struct json_document *document =
        load_document(l, arena_printf(l->arena, "%s/%s.json", l->programme->folder, id), at, &file);
    if (!document)
        return false;
    *m = (struct module){.activity = l->programme->activity,
                         .staff_unlock = l->programme->staff_unlock,
                         .id = id,
                         .folder = l->programme->folder,
                         .file = file.shown,
                         .bytes = file.bytes,
                         .size_bytes = file.size};
    if (feedback->document) {
        m->feedback_file = feedback->file.shown;
        m->feedback_bytes = feedback->file.bytes;
        m->feedback_size_bytes = feedback->file.size;
    }
    load_module(l, document, feedback->document, m);
    if (m->id && !text_is(m->id, id))
        load_error(l, json_member(json_root(document), "id"), "id-file",
                   "the module \"%s\" is in a file called \"%s.json\"", m->id, id);
    m->id = id;
    if (problems_breaking(l->problems) == errors) /* with a wrong id, every string of it would seem untranslated */
        load_translate(l, to->tried == 1);
    return true;
}

static void load_list_of_modules(struct loader *l, const struct json *j, struct module_lists *to, int stage)
{
    struct programme *p = l->programme;
    const struct json_document *document = l->document;
    const struct json *list = load_list(l, j, "modules", 1, MODULES_MAX);
    for (int i = 0; list && i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        l->document = document;
        const char *id = load_id(l, one, "module");
        if (!id || !names_add(l, &to->ids, id, one, "module"))
            continue;
        if (to->tried == MODULES_MAX) {
            load_error(l, one, "limit", "a programme has more than %d modules", MODULES_MAX);
            break;
        }
        ask_around(l, to, i, json_count(list));
        to->tried++;
        int errors = problems_breaking(l->problems);
        if (load_one(l, id, one, to, &to->modules[to->read])) {
            to->errors[to->read] = problems_breaking(l->problems) - errors;
            to->is_unusable[to->read] = to->feedback->is_broken || l->before->is_broken || l->after->is_broken;
            to->stages[to->read++] = stage;
        }
        if (problems_breaking(l->problems) > errors)
            broken_add(p, to, id);
    }
    l->document = document;
}

static void load_stage_modules(struct loader *l, const struct json *list, struct module_lists *to)
{
    struct programme *p = l->programme;
    for (int i = 0; i < p->stage_count; i++) {
        struct programme_stage *stage = &p->stages[i];
        const struct json *one = json_at(list, i), *modules = json_member(one, "modules");
        struct asked *first = ARENA_NEW(l->arena, struct asked), *last = ARENA_NEW(l->arena, struct asked);
        load_asked(l, json_member(one, "measures"), first, last);
        stage->measures_first = first->measure;
        stage->first_count = first->count;
        stage->measures_last = last->measure;
        stage->last_count = last->count;
        to->stage_first = first;
        to->stage_last = last;
        to->is_last_list = i == p->stage_count - 1;
        if (modules)
            load_list_of_modules(l, modules, to, i);
    }
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

static void judge_modules(struct loader *l, struct module_lists *to)
{
    l->programme->module_count = to->read;
    for (int i = 0; i < to->read; i++) {
        int errors = problems_breaking(l->problems);
        struct check *c = check_begin(l->programme, &to->modules[i], l->source, l->problems);
        check_parts(c);
        bool is_whole = to->errors[i] == 0; /* paths through what was read in part would be wrong ones */
        if (is_whole && problems_breaking(l->problems) == errors)
            check_paths(c);
        if (is_whole && problems_breaking(l->problems) == errors)
            check_asked(c);
        else if (is_whole)
            broken_add(l->programme, to, to->modules[i].id);
        to->errors[i] += problems_breaking(l->problems) - errors;
    }
}

static void keep_whole_modules(struct programme *p, const struct module_lists *to)
{
    p->module_count = 0;
    for (int i = 0; i < to->read; i++) {
        if (to->errors[i] == 0 && to->is_unusable[i])
            broken_add(p, to, to->modules[i].id);
        if (to->errors[i] || to->is_unusable[i])
            continue;
        to->modules[p->module_count++] = to->modules[i];
        if (p->stage_count)
            p->stages[to->stages[i]].count++;
    }
    for (int i = 1; i < p->stage_count; i++)
        p->stages[i].first = p->stages[i - 1].first + p->stages[i - 1].count;
}

static void note_names(struct loader *l, const struct json *list)
{
    for (int i = 0; list && json_kind(list) == JSON_ARRAY && i < json_count(list); i++)
        if (json_kind(json_at(list, i)) == JSON_STRING)
            names_note(l, &l->modules, json_string(json_at(list, i)), json_at(list, i));
}

void load_modules(struct loader *l, const struct json *root, const struct feedback_read *feedback)
{
    struct programme *p = l->programme;
    const struct json *modules = json_member(root, "modules"), *stages = json_member(root, "stages");
    struct module_lists to = {.feedback = feedback, .is_last_list = modules != NULL};
    p->modules = to.modules = ARENA_ARRAY(l->arena, struct module, MODULES_MAX);
    p->broken = to.broken = ARENA_ARRAY(l->arena, struct broken_module, MODULES_MAX);
    note_names(l, modules);
    for (int i = 0; i < p->stage_count; i++)
        note_names(l, json_member(json_at(stages, i), "modules"));
    if (modules)
        load_list_of_modules(l, modules, &to, 0);
    else if (stages)
        load_stage_modules(l, stages, &to);
    judge_modules(l, &to);
    keep_whole_modules(p, &to);
}
