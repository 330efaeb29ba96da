#define _XOPEN_SOURCE 700 /* realpath */

#include "pack_make.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "fact.h"
#include "pronunciation.h"
#include "sequence.h"
#include "rasters.h"

struct maker {
    struct arena *arena;
    struct source files;
    struct pack_part *parts;
    int count, room;
    struct problems *problems;
};

static void part_add(struct maker *m, const char *path, const char *bytes, size_t size)
{
    for (int i = 0; i < m->count; i++)
        if (text_is(m->parts[i].path, path))
            return;
    if (m->count == m->room) {
        struct pack_part *more = ARENA_ARRAY(m->arena, struct pack_part, m->room * 2 + 64);
        if (m->count)
            memcpy(more, m->parts, sizeof *more * (size_t)m->count);
        m->parts = more;
        m->room = m->room * 2 + 64;
    }
    m->parts[m->count++] = (struct pack_part){arena_strdup(m->arena, path), bytes, size};
}

/* --- what the loader reads -----------------------------------------------------------------------------------------
 */

static bool noting_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    struct maker *m = context;
    const char *bytes;
    size_t size;
    if (!m->files.read(m->files.context, m->arena, path, &bytes, &size))
        return false;
    part_add(m, path, bytes, size);
    *bytes_out = arena_copy(a, bytes, size);
    *size_out = size;
    return true;
}

static bool noting_exists(void *context, const char *path)
{
    struct maker *m = context;
    return m->files.exists(m->files.context, path);
}

/* Of pictures, sounds and films, which come as they are shown. */
static bool noting_head(void *context, struct arena *a, const char *path, size_t most, const char **bytes_out,
                        size_t *size_out)
{
    struct maker *m = context;
    return m->files.head(m->files.context, a, path, most, bytes_out, size_out);
}

/* --- what is shown --------------------------------------------------------------------------------------------------
 */

static bool file_add(struct maker *m, const char *folder, const char *path)
{
    const char *bytes;
    size_t size;
    if (!file_read(m->arena, arena_printf(m->arena, "%s/%s", folder, path), &bytes, &size))
        return false;
    part_add(m, path, bytes, size);
    return true;
}

static bool media_add(struct maker *m, const char *modules, const char *programme, const char *built)
{
    static const char *const endings[] = {".png", ".ogg", ".webm"};
    struct rasters rasters;
    bool good = rasters_open(&rasters, m->problems);
    if (good)
        rasters_make(&rasters, modules, programme, built, m->problems);
    for (size_t e = 0; good && e < sizeof endings / sizeof endings[0]; e++) {
        const char **names;
        const char *folder = arena_printf(m->arena, "%s/media", programme);
        int count = file_names(m->arena, arena_printf(m->arena, "%s/%s", rasters.folder, folder), endings[e], &names);
        for (int i = 0; good && i < count; i++) {
            const char *path = arena_printf(m->arena, "%s/%s", folder, names[i]);
            int stem = (int)(strlen(path) - strlen(endings[e]));
            good = file_add(m, rasters.folder, path) ||
                   pack_refuse(m->problems, path, "pack-media", "this file cannot be read");
            for (int part = 2; built && e == 0 && part <= 4; part *= 2) /* smaller ones, where the build made them */
                file_add(m, built, arena_printf(m->arena, "%.*s@%d.png", stem, path, part));
        }
    }
    rasters_close(&rasters);
    return good && m->problems->errors == 0;
}

/* --- the whole ------------------------------------------------------------------------------------------------------
 */

/* A pack that a kiosk could not play would be found only there. */
static bool plays(struct arena *a, const char *path, const struct programme *as, struct problems *problems)
{
    struct problems inside;
    struct pack p;
    problems_init(&inside, a);
    bool good = pack_open(a, path, NULL, &p, problems);
    if (good) {
        struct source source = pack_source(&p);
        const struct programme *again = programme_load(a, &source, p.programme, &inside);
        good = (again && again->module_count == as->module_count && inside.errors == 0) ||
               pack_refuse(problems, path, "pack-plays", "%s",
                           inside.first ? inside.first->message : "what was packed does not load");
    }
    pack_close(&p);
    return good;
}

bool pack_make(struct arena *a, const char *modules, const char *programme, const char *built, struct pack *about,
               const char *path, struct problems *problems)
{
    char whole[PATH_MAX];
    struct maker m = {.arena = a, .files = files_source(modules), .problems = problems};
    struct source noting = {
        .context = &m, .read = noting_read, .exists = noting_exists, .root = modules, .head = noting_head};
    const struct programme *p = programme_load(a, &noting, programme, problems);
    pronunciations_read(a, &noting, problems); /* noted too: the voice has it from the pack */
    facts_read(a, &noting, problems);          /* and the interface these */
    if (p)                                     /* and the staff area this */
        sequencing_load(a, &noting, p->languages, p->language_count, problems);
    if (!p || problems->errors)
        return false;
    if (!text_is(p->id, programme))
        return pack_refuse(problems, programme, "pack-programme", "the programme %s is in a folder called %s", p->id,
                           programme);
    about->programme = p->id;
    about->engine = PACK_ENGINE;
    const char *from = realpath(modules, whole) ? whole : modules; /* rasters makes links to what is there */
    return media_add(&m, from, programme, built) && pack_write(path, about, m.parts, m.count, problems) &&
           plays(a, path, p, problems);
}
