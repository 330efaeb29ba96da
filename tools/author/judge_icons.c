/* Icons that the font does not have: nothing would show beside the words. */
#include "judge_inside.h"

static void look_for(struct judge *j, const struct module *m, const struct json_document *d, const struct json *value,
                     struct problems *problems)
{
    for (int i = 0; i < json_count(value); i++) {
        const struct json *one = json_at(value, i);
        bool is_icon =
            json_kind(value) == JSON_OBJECT && text_is(json_key(one), "icon") && json_kind(one) == JSON_STRING;
        if (is_icon && !icons_find(j->icons, json_string(one)))
            problem_hint(problems,
                         judge_warning(m, problems, json_pointer(problems->arena, d, one), "icon-unknown",
                                       "there is no icon \"%s\"", json_string(one)),
                         "assets/icons.map has the names");
        if (json_kind(one) == JSON_ARRAY || json_kind(one) == JSON_OBJECT)
            look_for(j, m, d, one, problems);
    }
}

void judge_icons(struct judge *j, const struct module *m, struct problems *problems)
{
    struct problems unheard; /* load has said them */
    problems_init(&unheard, problems->arena);
    const struct json_document *d = json_parse(problems->arena, m->file, m->bytes, m->size_bytes, &unheard);
    if (d)
        look_for(j, m, d, json_root(d), problems);
}
