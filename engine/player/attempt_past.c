/* What the person did elsewhere: their other attempts in the programme, and what they answered in them. */
#include "exercise.h"

#include <string.h>

void attempt_set_past(struct attempt *s, struct past past)
{
    s->past = past;
    attempt_set_language(s, s->settings.language, s->settings.and_word, s->settings.interface);
}

struct past attempt_past(const struct attempt *s)
{
    return s->past;
}

/* The module that a name begins with, and the rest of it; NULL when it begins with none of this programme. */
static const struct module *module_of_name(const struct attempt *s, const char *name, const char **rest)
{
    const struct programme *p = s->programme;
    for (int i = 0; i < p->module_count; i++) {
        size_t length = strlen(p->modules[i].id);
        if (strncmp(name, p->modules[i].id, length) != 0 || name[length] != '.')
            continue;
        *rest = name + length + 1;
        return &p->modules[i];
    }
    return NULL;
}

const struct block *attempt_exercise(const struct attempt *s, const char *name, const struct attempt **of_out)
{
    const char *rest;
    const struct block *own = module_exercise(s->module, name);
    *of_out = s;
    if (own)
        return own;
    const struct module *m = module_of_name(s, name, &rest);
    if (!m || m == s->module)
        return m ? module_exercise(m, rest) : NULL;
    *of_out = NULL;
    for (int i = s->past.count - 1; i >= 0 && !*of_out; i--)
        if (s->past.attempts[i]->module == m)
            *of_out = s->past.attempts[i];
    return module_exercise(m, rest);
}

static int add_dated(const struct attempt *of, const struct block *b, struct dated_answer *out, int count, int room)
{
    const struct notes *n = &of->notes[b->index];
    if (count == room || !n->answer || n->answer->declined)
        return count;
    out[count] = (struct dated_answer){.at = n->at, .attempt = of, .exercise = b, .answer = n->answer};
    return count + 1;
}

int attempt_history(const struct attempt *s, const char *name, struct dated_answer *out, int room)
{
    const struct attempt *latest;
    const struct block *b = attempt_exercise(s, name, &latest);
    const char *rest = name;
    const struct module *m = module_exercise(s->module, name) ? s->module : module_of_name(s, name, &rest);
    int count = 0;
    for (int i = 0; b && i < s->past.count; i++)
        if (s->past.attempts[i]->module == m)
            count = add_dated(s->past.attempts[i], b, out, count, room);
    return b && m == s->module ? add_dated(s, b, out, count, room) : count;
}
