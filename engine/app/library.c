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
    static const char *const known[] = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "x-rtl"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t length = strlen(known[i]);
        if (!strncmp(language, known[i], length) && (!language[length] || language[length] == '-'))
            return true;
    }
    return false;
}

struct catalogue *library_interface(struct arena *a, const struct source *assets, const char *language,
                                    struct problems *problems)
{
    const char *path = arena_printf(a, "po/%s.po", language);
    const char *bytes;
    size_t size;
    if (!assets->exists(assets->context, path))
        return NULL;
    if (!assets->read(assets->context, a, path, &bytes, &size)) {
        struct place place = {.file = path};
        problem_error(problems, place, "file-unreadable", "%s cannot be read", path);
        return NULL;
    }
    return catalogue_parse(a, arena_printf(a, "%s/%s", assets->root, path), bytes, size, problems);
}

/* A language can be chosen when some programme has it and the interface speaks it. */
static void add_languages(struct library *l, const struct programme_head *head, const struct source *assets)
{
    for (int i = 0; i < head->language_count; i++) {
        const char *language = head->languages[i];
        bool known = false;
        for (int j = 0; j < l->language_count; j++)
            known = known || text_is(l->languages[j], language);
        if (known || l->language_count == LANGUAGES_MAX)
            continue;
        struct catalogue *words = library_interface(&l->arena, assets, language, &l->problems);
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

static const struct programme *read_place(struct library *l, struct library_place *place)
{
    if (place->is_read)
        return place->programme;
    place->is_read = true;
    place->programme =
        programme_load(&l->arena, place->source ? place->source : &l->source, place->folder, &l->problems);
    if (!place->programme)
        return NULL;
    hash_modules(l, place->programme);
    return l->programmes[l->count++] = place->programme;
}

static const struct source *source_keep(struct arena *a, const struct source *source)
{
    struct source *own = ARENA_NEW(a, struct source);
    *own = *source;
    return own;
}

/* `source` NULL: the folder of all. */
static void add_place(struct library *l, const struct source *source, const char *folder, const struct source *assets,
                      bool examples)
{
    struct programme_head head;
    const struct source *from = source ? source : &l->source;
    if (!from->exists(from->context, arena_printf(&l->arena, "%s/programme.json", folder)))
        return;
    bool usable = programme_head_read(&l->arena, from, folder, &head);
    if (head.example && !examples)
        return;
    if (l->place_count == PROGRAMMES_MAX) {
        problem_error(&l->problems, PLACE_NONE, "programmes-many", "more than %d programmes; %s is left out",
                      PROGRAMMES_MAX, folder);
        return;
    }
    add_languages(l, &head, assets);
    l->places[l->place_count] = (struct library_place){.folder = folder};
    if (source) {
        l->places[l->place_count].folder = arena_strdup(&l->arena, folder);
        l->places[l->place_count].source = source_keep(&l->arena, source);
    }
    if (usable)
        l->place_count++;
    else
        read_place(l, &l->places[l->place_count]); /* says why it is left out */
}

static void begin(struct library *l, const char *modules)
{
    *l = (struct library){.source = files_source(modules)};
    arena_init(&l->arena);
    problems_init(&l->problems, &l->arena);
    l->languages[l->language_count++] = "en-GB";
}

/* The first list of each that there is. */
static void read_shared(struct library *l, const struct source *source)
{
    if (!l->pronunciations.count)
        l->pronunciations = pronunciations_read(&l->arena, source, &l->problems);
    if (!l->facts.count)
        l->facts = facts_read(&l->arena, source, &l->problems);
}

/* Once the languages are known. As with the other lists, packs come first, and where there are any the folder has no
 * say. */
static void read_sequencing(struct library *l, const struct library_pack *packs, int count, bool has_folder)
{
    for (int i = 0; i < count && !l->sequencing; i++)
        l->sequencing = sequencing_load(&l->arena, &packs[i].source, l->languages, l->language_count, &l->problems);
    if (has_folder && !count)
        l->sequencing = sequencing_load(&l->arena, &l->source, l->languages, l->language_count, &l->problems);
}

static bool is_none(struct library *l, const char *modules)
{
    problem_error(&l->problems, PLACE_NONE, "modules-none", "no programme in %s can be used", modules);
    return false;
}

static bool has_pack(const char *folder, const struct library_pack *packs, int count)
{
    for (int i = 0; i < count; i++)
        if (text_is(packs[i].programme, folder))
            return true;
    return false;
}

bool library_open_packs(struct library *l, const struct library_pack *packs, int count, const char *modules,
                        const char *assets, bool examples)
{
    begin(l, modules ? modules : "");
    struct source words = files_source(assets);
    const char **folders;
    int folder_count = modules ? file_folders(&l->arena, modules, &folders) : 0;
    if (folder_count < 0) {
        problem_error(&l->problems, PLACE_NONE, "modules-missing", "the modules folder %s cannot be read", modules);
        return false;
    }
    for (int i = 0; i < count; i++) {
        read_shared(l, &packs[i].source);
        add_place(l, &packs[i].source, packs[i].programme, &words, examples);
    }
    if (modules && !count) /* what is signed is not said otherwise by what is not */
        read_shared(l, &l->source);
    for (int i = 0; i < folder_count; i++)
        if (!has_pack(folders[i], packs, count))
            add_place(l, NULL, folders[i], &words, examples);
    read_sequencing(l, packs, count, modules != NULL);
    return l->place_count > 0 || is_none(l, modules ? modules : "packs");
}

bool library_open_on_demand(struct library *l, const char *modules, const char *assets, bool examples)
{
    return library_open_packs(l, NULL, 0, modules, assets, examples);
}

static bool read_all(struct library *l)
{
    int at = 0;
    while (library_next(l, &at))
        ;
    return l->count > 0;
}

bool library_open(struct library *l, const char *modules, const char *assets)
{
    return library_open_on_demand(l, modules, assets, true) && (read_all(l) || is_none(l, modules));
}

bool library_open_one(struct library *l, const char *modules, const char *assets, const char *programme)
{
    begin(l, modules);
    struct source words = files_source(assets);
    add_place(l, NULL, programme, &words, true);
    return read_all(l);
}

void library_close(struct library *l)
{
    arena_release(&l->arena);
}

const struct programme *library_next(struct library *l, int *at)
{
    while (*at < l->place_count) {
        const struct programme *p = read_place(l, &l->places[(*at)++]);
        if (p)
            return p;
    }
    return NULL;
}

const struct programme *library_programme(struct library *l, const char *id)
{
    for (int i = 0; i < l->place_count; i++)
        if (text_is(l->places[i].folder, id))
            return read_place(l, &l->places[i]);
    return NULL;
}

const struct module *library_module(struct library *l, const char *programme, const char *module,
                                    const struct programme **of_out)
{
    const struct programme *p = programme ? library_programme(l, programme) : NULL;
    const struct module *m = p ? programme_module(p, module) : NULL;
    for (int at = 0; !programme && !m && (p = library_next(l, &at));)
        m = programme_module(p, module);
    if (m && of_out)
        *of_out = p;
    return m;
}

int library_language(const struct library *l, const char *language)
{
    for (int i = 0; i < l->language_count; i++)
        if (text_is(l->languages[i], language))
            return i;
    return 0;
}
