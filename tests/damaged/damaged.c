/*
 * Pictures, sounds and a film that cannot be shown or heard: lint has told the author, and whoever meets them at a
 * kiosk reads the words that stand for them, and goes on to the end.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "kiosk_stage.h"
#include "paint.h"
#include "robot.h"
#include "window.h"

enum { WIDE = 1280, HIGH = 800 };

static const char programme[] = "{\"format\": 1, \"id\": \"damaged\", \"version\": \"1.0.0\", \"title\": \"Damaged\", "
                                "\"summary\": \"Files that broke.\","
                                " \"accent\": \"#0A6B68\", \"languages\": [\"en-GB\"], \"modules\": [\"m\"], "
                                "\"activity\": {\"kind\": \"activity\"}}";

static const char module[] =
    "{\"id\": \"m\", \"title\": \"Damaged\", \"public_title\": \"Session 1\", \"minutes\": 5, \"pages\": ["
    "{\"id\": \"pictures\", \"title\": \"Pictures\", \"blocks\": ["
    "  {\"kind\": \"image\", \"src\": \"media/huge.png\", \"alt\": \"A huge tree\"},"
    "  {\"kind\": \"image\", \"src\": \"media/empty.png\", \"alt\": \"An empty bench\"},"
    "  {\"kind\": \"image\", \"src\": \"media/gone.svg\", \"alt\": \"A lost dog\"},"
    "  {\"kind\": \"image\", \"src\": \"media/cut.png\", \"alt\": \"A cut cake\"}]},"
    "{\"id\": \"places\", \"title\": \"Places\", \"blocks\": ["
    "  {\"kind\": \"spot\", \"id\": \"where\", \"picture\": \"media/huge.png\", \"alt\": \"A broken map\", \"ask\": "
    "\"Where?\","
    "   \"places\": [{\"id\": \"park\", \"text\": \"The park\", \"at\": [0.1, 0.1, 0.2, 0.2]},"
    "              {\"id\": \"home\", \"text\": \"Home\"}]}]},"
    "{\"id\": \"sounds\", \"title\": \"Sounds\", \"blocks\": ["
    "  {\"kind\": \"audio\", \"src\": \"media/silent.ogg\", \"title\": \"A tone\", \"transcript\": \"A long low "
    "tone.\"},"
    "  {\"kind\": \"breathe\", \"in\": 4, \"out\": 6, \"rounds\": 1, \"sound\": \"media/silent.ogg\"}]},"
    "{\"id\": \"film\", \"title\": \"Film\", \"blocks\": ["
    "  {\"kind\": \"video\", \"src\": \"media/noise.webm\", \"poster\": \"media/cut.png\", \"title\": \"A film\", "
    "\"alt\": \"A dark hall\","
    "   \"captions\": [{\"from\": 0, \"to\": 2, \"text\": \"Hello.\"}], \"transcript\": \"Somebody says hello.\"}]}"
    "]}";

/* 40,000 x 30,000 pixels, says its header; and a picture of which only the header is there. */
#define PNG_HEAD(width, height) "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR" width height "\x08\x06\0\0\0\0\0\0\0"
#define PNG_REST                "\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0"

static const struct {
    const char *path, *bytes;
    size_t size;
} files[] = {
    {"damaged/programme.json", programme, sizeof programme - 1},
    {"damaged/m.json", module, sizeof module - 1},
    {"damaged/media/huge.png", PNG_HEAD("\0\0\x9C\x40", "\0\0\x75\x30") PNG_REST, 57},
    {"damaged/media/cut.png", PNG_HEAD("\0\0\x01\x90", "\0\0\x01\x2C"), 33},
    {"damaged/media/empty.png", "", 0},
    {"damaged/media/silent.ogg", "", 0},
    {"damaged/media/noise.webm", "this is no film at all", 22},
};

static const char *const expected[] = {"A huge tree",  "An empty bench",   "A lost dog", "A cut cake",
                                       "A broken map", "A long low tone.", "A dark hall"};
enum { EXPECTED = sizeof expected / sizeof expected[0] };

struct scene {
    char folder[256], modules[300];
    struct library library;
    struct kiosk_stage stage;
    struct robot robot;
    struct painter *painter;
    struct fonts *fonts;
    uint32_t pixels[WIDE * HIGH];
    bool met[EXPECTED];
};

static int failed;

static void expect(bool holds, const char *what)
{
    if (!holds)
        printf("%s: not so\n", what);
    failed += !holds;
}

static void framed(void *context, const struct ui *ui)
{
    struct scene *s = context;
    painter_paint(s->painter, &ui->draw, &ui->in.theme);
    for (int i = 0; i < ui->draw.count; i++) {
        const struct draw_command *c = &ui->draw.item[i];
        for (int k = 0; k < EXPECTED; k++)
            s->met[k] |= (c->alt && strstr(c->alt, expected[k])) || (c->text && strstr(c->text, expected[k]));
    }
}

static bool files_write(struct scene *s)
{
    struct arena a;
    bool good = true;
    arena_init(&a);
    snprintf(s->modules, sizeof s->modules, "%s/modules", s->folder);
    mkdir(s->modules, 0700);
    mkdir(arena_printf(&a, "%s/damaged", s->modules), 0700);
    mkdir(arena_printf(&a, "%s/damaged/media", s->modules), 0700);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        good &=
            file_write_atomically(arena_printf(&a, "%s/%s", s->modules, files[i].path), files[i].bytes, files[i].size);
    arena_release(&a);
    return good;
}

static bool open_scene(struct scene *s, struct problems *problems)
{
    const struct kiosk_options options = {0};
    if (!stage_folder(NULL, s->folder, sizeof s->folder) || !files_write(s) ||
        !library_open(&s->library, s->modules, SOURCE_DIR "/assets"))
        return false;
    s->fonts = fonts_open(SOURCE_DIR "/assets", s->modules, problems);
    s->painter = s->fonts ? painter_open(s->fonts) : NULL;
    if (!s->painter)
        return false;
    painter_surface(s->painter, s->pixels, WIDE, HIGH, WIDE);
    char store[300];
    snprintf(store, sizeof store, "%s/store", s->folder);
    return stage_store(store, "community", 1) && stage_assign(store, "damaged") &&
           stage_open(&s->stage, store, &s->library, fonts_measure(s->fonts), WIDE, HIGH, &options);
}

int main(void)
{
    static struct scene s;
    struct arena a;
    struct problems problems;
    arena_init(&a);
    problems_init(&problems, &a);
    if (!open_scene(&s, &problems)) {
        stage_tell(&problems);
        stage_tell(&s.library.problems);
        return 2;
    }
    expect(s.library.problems.errors == 9, "the author is told of nine uses of a damaged file");
    expect(s.library.count == 1 && s.library.programmes[0]->module_count == 1, "the module is offered all the same");
    s.robot = (struct robot){
        .kiosk = s.stage.kiosk, .clock = &s.stage.virtual, .context = &s, .framed = framed, .thorough = true};
    robot_frame(&s.robot);
    expect(robot_sign_in(&s.robot, DEMONSTRATION_CODE, DEMONSTRATION_PIN), "signed in");
    expect(robot_press(&s.robot, "open.m"), "the module opens");
    bool done = robot_play(&s.robot);
    expect(done, "the module comes to its end");
    if (!done)
        printf("stuck: %s\n", s.robot.stuck);
    for (int i = 0; i < EXPECTED; i++)
        expect(s.met[i], expected[i]);
    stage_close(&s.stage);
    painter_close(s.painter);
    fonts_close(s.fonts);
    library_close(&s.library);
    stage_folder_remove(s.folder);
    arena_release(&a);
    printf("damaged: %d files that cannot be shown or heard, %d expectations failed\n", 5, failed);
    return failed > 0;
}
