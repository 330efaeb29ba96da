/*
 * run - plays every folder of tests/journeys and compares what it keeps with expected/.
 *
 *     run [NAME...]
 *
 * A journey is a folder with `acts` (engine/app/journey.h says how they are written), perhaps a `stage`, and
 * `expected`: one file for each `draw` and `records` of the acts, and `audit` where staff act. Time is virtual and
 * every letter half an em wide, so the same acts give the same files everywhere. A missing file fails; tests/bless
 * makes it and shows it. Lines of `stage`:
 *
 *     printer none (or paper, folder; both when it says nothing)
 *     setting custody      screen 1080x1920      minutes 20 (that make an activity day)      layout unchecked
 *     staff practitioner (or site-staff, administrator: a.officer, "seven green bottles")
 *     stick in (or out: the site has said where a stick is found, kiosk_stage.h says what is on it)
 *     second staff (of the same role: b.second, "nine purple kettles")
 *     card CAIRN00... (that the person holds)      pictures 374 (that go with it)
 *     module showcase/showcase-text (assigned besides; #open.showcase-text opens it)
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fixed_measure.h"
#include "journey.h"
#include "kiosk_stage.h"
#include "layout_invariants.h"

#define JOURNEYS     SOURCE_DIR "/tests/journeys"
#define LIBRARY      SOURCE_DIR "/tests/journeys-library" /* links: what is played here, whatever else is written */
#define JOURNEYS_MAX 64

struct play {
    struct kiosk_stage stage;
    struct journey_stage journey;
    struct arena arena;
    const char *name;
    const char *setting, *module, *staff, *card, *pictures, *stick;
    int width, height, minutes;
    bool second, unchecked, no_paper, no_folder;
    int kept, wrong;
};

/* --- files ----------------------------------------------------------------------------------------------------- */

static const char *read_text(struct arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    struct buffer out;
    char bytes[4096];
    buffer_init(&out, a);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_add(&out, bytes, n);
    fclose(file);
    return buffer_text(&out);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    if (!file || fputs(text, file) < 0 || fclose(file))
        fprintf(stderr, "%s was not written\n", path);
}

/* As golden.h leaves things, for tests/bless. */
static void compare(struct play *p, const char *name, const char *text)
{
    const char *folder = arena_printf(&p->arena, BUILD_DIR "/golden/journey-%s", p->name);
    const char *expected = arena_printf(&p->arena, JOURNEYS "/%s/expected/%s", p->name, name);
    const char *actual = arena_printf(&p->arena, "%s/%s.actual", folder, name);
    const char *path = arena_printf(&p->arena, "%s/%s.path", folder, name);
    const char *golden = read_text(&p->arena, expected);
    p->kept++;
    if (text_is(golden, text)) {
        remove(actual);
        remove(path);
        return;
    }
    p->wrong++;
    mkdir(BUILD_DIR "/golden", 0777);
    mkdir(folder, 0777);
    write_text(actual, text);
    write_text(path, expected);
    if (!golden) {
        printf("%s: no expected/%s (tests/bless makes one; read it first)\n", p->name, name);
        return;
    }
    printf("%s: %s differs\n", p->name, name);
    fflush(stdout);
    if (system(arena_printf(&p->arena, "diff -u '%s' '%s'", expected, actual)) < 0)
        puts("(no diff)");
}

/* --- the stage of a journey ------------------------------------------------------------------------------------ */

static struct kiosk *restart(void *context, bool cut)
{
    struct play *p = context;
    (void)cut;
    return stage_restart(&p->stage) ? p->stage.kiosk : NULL;
}

static void keep(void *context, const char *name, const char *text)
{
    compare(context, name, text);
}

static void records(void *context, struct buffer *out)
{
    struct play *p = context;
    stage_records(&p->stage, out);
}

static const char *printed(void *context)
{
    struct play *p = context;
    return printer_last(p->stage.printer);
}

static void framed(void *context, const struct ui *ui, const char *place)
{
    struct play *p = context;
    struct buffer out;
    buffer_init(&out, &p->arena);
    if (p->unchecked || !layout_violations(ui, &out))
        return;
    printf("%s: layout of %s:\n%s", p->name, place, buffer_text(&out));
    p->wrong++;
}

static bool read_stage(struct play *p)
{
    const char *text = read_text(&p->arena, arena_printf(&p->arena, JOURNEYS "/%s/stage", p->name));
    char key[16], value[80];
    int used;
    for (; text && sscanf(text, "%15s %79s\n%n", key, value, &used) == 2; text += used) {
        char extra;
        if (text_is(key, "setting"))
            p->setting = arena_strdup(&p->arena, value);
        else if (text_is(key, "module"))
            p->module = arena_strdup(&p->arena, value);
        else if (text_is(key, "staff"))
            p->staff = arena_strdup(&p->arena, value);
        else if (text_is(key, "second"))
            p->second = text_is(value, "staff");
        else if (text_is(key, "card"))
            p->card = arena_strdup(&p->arena, value);
        else if (text_is(key, "pictures"))
            p->pictures = arena_strdup(&p->arena, value);
        else if (text_is(key, "stick"))
            p->stick = arena_strdup(&p->arena, value);
        else if (text_is(key, "minutes"))
            p->minutes = atoi(value);
        else if (text_is(key, "printer")) {
            p->no_paper = !text_is(value, "paper");
            p->no_folder = !text_is(value, "folder");
        } else if (text_is(key, "layout"))
            p->unchecked = text_is(value, "unchecked");
        else if (!text_is(key, "screen") || sscanf(value, "%dx%d%c", &p->width, &p->height, &extra) != 2)
            return false;
    }
    return true;
}

/* What staff do leaves a row, whatever it was: of every journey of theirs all are kept. */
static void compare_audit(struct play *p)
{
    struct buffer out;
    buffer_init(&out, &p->arena);
    stage_audits(&p->stage, &out);
    compare(p, "audit", buffer_text(&out));
}

static bool play_on_stage(struct play *p, struct library *library, const char *acts, const char *file)
{
    char folder[256];
    struct kiosk_options options = {.language = "en-GB", .look = LOOK_LIGHT, .size = SIZE_M};
    if (!stage_folder(NULL, folder, sizeof folder) || !stage_store(folder, p->setting, p->minutes) ||
        (p->module && !stage_assign(folder, p->module)) || (p->staff && !stage_staff(folder, p->staff, p->second)) ||
        (p->card && !stage_card(folder, p->card)) || (p->pictures && !stage_pictures(folder, p->pictures)) ||
        (p->stick && !stage_stick(folder, text_is(p->stick, "in"))))
        return false;
    bool good = stage_open(&p->stage, folder, library, fixed_measure(), p->width, p->height, &options);
    if (good && (p->no_paper || p->no_folder))
        good = stage_printer(&p->stage, !p->no_paper, !p->no_folder);
    if (good) {
        p->journey = (struct journey_stage){.context = p,
                                            .kiosk = p->stage.kiosk,
                                            .clock = &p->stage.virtual,
                                            .restart = restart,
                                            .keep = keep,
                                            .records = records,
                                            .printed = printed,
                                            .framed = framed};
        good = journey_run(&p->journey, file, acts, &p->stage.problems);
        stage_tell(&p->stage.problems);
    }
    if (good && p->staff)
        compare_audit(p);
    stage_close(&p->stage);
    stage_folder_remove(folder);
    return good;
}

static bool play(struct library *library, const char *name)
{
    struct play p = {.name = name, .setting = "community", .width = 1280, .height = 800, .minutes = 1};
    arena_init(&p.arena);
    const char *file = arena_printf(&p.arena, "tests/journeys/%s/acts", name);
    const char *acts = read_text(&p.arena, arena_printf(&p.arena, JOURNEYS "/%s/acts", name));
    bool good = acts && read_stage(&p) && play_on_stage(&p, library, acts, file);
    printf("%-24s %s, %d kept, %d wrong\n", name, good ? "played" : "FAILED", p.kept, p.wrong);
    fflush(stdout);
    good = good && !p.wrong;
    arena_release(&p.arena);
    return good;
}

/* --- all ------------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int find_journeys(struct arena *a, const char *names[JOURNEYS_MAX])
{
    DIR *folder = opendir(JOURNEYS);
    int count = 0;
    for (struct dirent *e; folder && count < JOURNEYS_MAX && (e = readdir(folder));) {
        struct stat info;
        const char *acts = arena_printf(a, JOURNEYS "/%s/acts", e->d_name);
        if (e->d_name[0] != '.' && stat(acts, &info) == 0)
            names[count++] = arena_strdup(a, e->d_name);
    }
    if (folder)
        closedir(folder);
    qsort(names, (size_t)count, sizeof names[0], by_name);
    return count;
}

int main(int argc, char **argv)
{
    struct library library;
    struct arena arena;
    const char *names[JOURNEYS_MAX];
    int failed = 0;
    arena_init(&arena);
    if (!library_open(&library, LIBRARY, SOURCE_DIR "/assets")) {
        stage_tell(&library.problems);
        return 2;
    }
    int count = find_journeys(&arena, names);
    for (int i = 0; i < count; i++) {
        bool wanted = argc == 1;
        for (int n = 1; n < argc; n++)
            wanted = wanted || text_is(argv[n], names[i]);
        if (wanted)
            failed += !play(&library, names[i]);
    }
    library_close(&library);
    arena_release(&arena);
    printf("%d journeys, %d failed\n", count, failed);
    return failed || !count;
}
