#include "library.h"

#include <string.h>

#include "files.h"
#include "measure.h"
#include "load.h"

static const char *const own_names[][2] = {
    {"en-GB", "English"}, {"cy", "Cymraeg"}, {"pl", "Polski"}, {"sq", "Shqip"}, {"ro", "Română"}, {"ur", "اردو"},
};

const char *language_own_name(const char *language)
{
    for (size_t i = 0; i < sizeof own_names / sizeof own_names[0]; i++)
        if (text_is(own_names[i][0], language))
            return own_names[i][1];
    return language;
}

/* By the script the language is written in (CLDR, "layout orientation"). */
bool language_is_right_to_left(const char *language)
{
    static const char *const known[] = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t length = strlen(known[i]);
        if (!strncmp(language, known[i], length) && (!language[length] || language[length] == '-'))
            return true;
    }
    return false;
}

static struct catalogue *interface_words(struct library *l, const struct source *assets, const char *language)
{
    const char *path = arena_printf(&l->arena, "po/%s.po", language);
    const char *bytes;
    size_t size;
    if (!assets->exists(assets->context, path))
        return NULL;
    if (!assets->read(assets->context, &l->arena, path, &bytes, &size)) {
        struct place place = {.file = path};
        problem_error(&l->problems, place, "file-unreadable", "%s cannot be read", path);
        return NULL;
    }
    return catalogue_parse(&l->arena, arena_printf(&l->arena, "%s/%s", assets->root, path), bytes, size, &l->problems);
}

/* A language can be chosen when some programme has it and the interface speaks it. */
static void add_languages(struct library *l, const struct programme *p, const struct source *assets)
{
    for (int i = 0; i < p->language_count; i++) {
        const char *language = p->languages[i];
        bool known = false;
        for (int j = 0; j < l->language_count; j++)
            known = known || text_is(l->languages[j], language);
        if (known || l->language_count == LANGUAGES_MAX)
            continue;
        struct catalogue *words = interface_words(l, assets, language);
        if (!words)
            continue;
        l->interface[l->language_count] = words;
        l->languages[l->language_count++] = language;
    }
}

static void hash_modules(struct library *l, struct programme *p)
{
    for (int i = 0; i < p->module_count; i++) {
        struct module *m = &p->modules[i];
        struct buffer all;
        buffer_init(&all, &l->arena);
        buffer_add(&all, m->bytes, m->size_bytes);
        buffer_add(&all, m->feedback_bytes ? m->feedback_bytes : "", m->feedback_size_bytes);
        for (int k = 0; k < m->measure_count; k++)
            buffer_add(&all, m->measures[k]->bytes, m->measures[k]->size_bytes);
        seal_hash_hex(buffer_text(&all), all.length, m->hash);
    }
}

static bool load_folder(struct library *l, const struct source *source, const struct source *assets, const char *folder)
{
    if (!source->exists(source->context, arena_printf(&l->arena, "%s/programme.json", folder)))
        return true;
    if (l->count == PROGRAMMES_MAX) {
        problem_error(&l->problems, PLACE_NONE, "programmes-many", "more than %d programmes; %s is left out",
                      PROGRAMMES_MAX, folder);
        return false;
    }
    struct programme *p = programme_load(&l->arena, source, folder, &l->problems);
    if (!p)
        return false;
    hash_modules(l, p);
    add_languages(l, p, assets);
    l->programmes[l->count++] = p;
    return true;
}

static void begin(struct library *l)
{
    *l = (struct library){0};
    arena_init(&l->arena);
    problems_init(&l->problems, &l->arena);
    l->languages[l->language_count++] = "en-GB";
}

static bool open_all(struct library *l, const char *modules, const char *assets, bool examples)
{
    begin(l);
    struct source source = files_source(modules), words = files_source(assets);
    const char **folders;
    int count = file_folders(&l->arena, modules, &folders);
    if (count < 0) {
        problem_error(&l->problems, PLACE_NONE, "modules-missing", "the modules folder %s cannot be read", modules);
        return false;
    }
    for (int i = 0; i < count; i++)
        if (examples || !programme_is_example(&l->arena, &source, folders[i]))
            load_folder(l, &source, &words, folders[i]);
    if (!l->count)
        problem_error(&l->problems, PLACE_NONE, "modules-none", "no programme in %s can be used", modules);
    return l->count > 0;
}

bool library_open_one(struct library *l, const char *modules, const char *assets, const char *programme)
{
    begin(l);
    struct source source = files_source(modules), words = files_source(assets);
    return load_folder(l, &source, &words, programme) && l->count == 1;
}

bool library_open(struct library *l, const char *modules, const char *assets)
{
    return open_all(l, modules, assets, true);
}

bool library_open_for_people(struct library *l, const char *modules, const char *assets)
{
    return open_all(l, modules, assets, false);
}

void library_close(struct library *l)
{
    arena_release(&l->arena);
}

const struct programme *library_programme(const struct library *l, const char *id)
{
    for (int i = 0; i < l->count; i++)
        if (text_is(l->programmes[i]->id, id))
            return l->programmes[i];
    return NULL;
}

int library_language(const struct library *l, const char *language)
{
    for (int i = 0; i < l->language_count; i++)
        if (text_is(l->languages[i], language))
            return i;
    return 0;
}
