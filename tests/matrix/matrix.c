/*
 * matrix - every page of every programme, in every language, setting and size, on one screen: nothing clipped, nothing
 * over something else, everything readable and large enough to press.
 *
 *     matrix WIDTHxHEIGHT [PROGRAMME [LANGUAGE [SIZE]]]
 *
 * A robot plays each module of the programme twice, calmly and with the highest number of every scale (which leads to
 * the extra pages), and looks at what opens over a page. Each new frame is checked. Sizes change the layout, colours do
 * not: every place is checked once more in the colours of each theme. A violation is told once, where it was seen
 * first. In place of a programme, "staff" is the staff area.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk_stage.h"
#include "layout_invariants.h"
#include "matrix_staff.h"
#include "robot.h"

#define KNOWN_MAX 4096

struct known { /* a violation, without the numbers of where */
    const char *text, *first;
    int times;
};

struct matrix {
    struct arena arena, frame;
    struct library library;
    const struct programme *programme; /* that is played: thinking-skills unless another is named */
    struct fonts *fonts;
    struct kiosk_stage stage;
    struct robot robot;
    int width, height;
    bool of_staff; /* their area, in place of the programme */
    const char *language, *setting;
    bool right_to_left;
    enum theme_size size;
    enum theme_look look;
    char place[128], before[128];
    struct known known[KNOWN_MAX];
    int known_count, frames, places, violations, stuck;
    bool *seen; /* by page of the programme's modules, in order: a page nobody comes to proves nothing */
};

/* --- what is wrong --------------------------------------------------------------------------------------------- */

/* "text over text: "a | b" at 1,2 3x4" without the numbers: the same fault at another size is the same fault. */
static void note(struct matrix *m, enum theme_look look, const char *line, size_t length)
{
    const char *at = NULL;
    for (const char *c = line; c + 4 < line + length; c++)
        if (!strncmp(c, "\" at", 4))
            at = c;
    char *text = arena_printf(&m->frame, "%s: %.*s", m->place, (int)(at ? at + 1 - line : (long)length), line);
    m->violations++;
    for (int i = 0; i < m->known_count; i++)
        if (text_is(m->known[i].text, text)) {
            m->known[i].times++;
            return;
        }
    if (m->known_count == KNOWN_MAX)
        return;
    m->known[m->known_count++] =
        (struct known){.text = arena_strdup(&m->arena, text),
                       .first = arena_printf(&m->arena, "%s %s %s %s%.*s", m->language, m->setting, size_name(m->size),
                                             look_name(look), at ? (int)(line + length - at - 1) : 0, at ? at + 1 : ""),
                       .times = 1};
}

static void check(struct matrix *m, const struct ui *ui, enum theme_look look)
{
    struct buffer out;
    buffer_init(&out, &m->frame);
    layout_violations(ui, &out);
    for (const char *line = buffer_text(&out), *end; (end = strchr(line, '\n')); line = end + 1)
        note(m, look, line, (size_t)(end - line));
}

static void see(struct matrix *m, const struct page *page)
{
    int n = 0;
    const struct programme *p = m->programme;
    for (int i = 0; i < p->module_count; i++)
        for (int j = 0; j < p->modules[i].page_count; j++, n++)
            m->seen[n] = m->seen[n] || page == &p->modules[i].pages[j];
}

static int tell_unseen(const struct matrix *m)
{
    int n = 0, unseen = 0;
    const struct programme *p = m->programme;
    for (int i = 0; i < p->module_count; i++)
        for (int j = 0; j < p->modules[i].page_count; j++, n++)
            if (!m->seen[n]) {
                printf("never seen: page %s of %s\n", p->modules[i].pages[j].id, p->modules[i].id);
                unseen++;
            }
    return unseen;
}

static void framed(void *context, const struct ui *ui)
{
    struct matrix *m = context;
    const struct kiosk *k = m->robot.kiosk;
    const struct attempt *attempt = kiosk_attempt(k);
    const struct page *page = attempt && text_is(kiosk_screen(k), "page") ? attempt_page(attempt) : NULL;
    const char *keys = target_find(&ui->targets, "key.done") ? " under keys" : "";
    snprintf(m->place, sizeof m->place, "%s%s%s%s%s%s", kiosk_screen(k), page ? "/" : "", page ? page->id : "",
             *kiosk_overlay(k) ? " under " : "", kiosk_overlay(k), keys);
    m->frames++;
    if (page)
        see(m, page);
    check(m, ui, m->look);
    if (!text_is(m->place, m->before)) {
        snprintf(m->before, sizeof m->before, "%s", m->place);
        m->places++;
        for (int i = 0; i < LOOKS; i++) {
            struct ui other = *ui;
            if (i == (int)m->look)
                continue;
            other.in.theme = theme_make((enum theme_look)i, m->size, m->width, m->height, m->programme->accent);
            check(m, &other, (enum theme_look)i);
        }
    }
    arena_clear(&m->frame);
}

static void restless(void *context, const struct ui *ui)
{
    struct matrix *m = context;
    const char *line = ui->scroll.overflows ? "changes by itself, scrolling" : "changes by itself";
    note(m, m->look, line, strlen(line));
    arena_clear(&m->frame);
}

/* --- playing --------------------------------------------------------------------------------------------------- */

/* What can be opened over where we are, and closed again. */
static void look_over(struct matrix *m)
{
    struct robot *r = &m->robot;
    static const char *const opens[] = {"help", "settings", "leave"};
    for (size_t i = 0; i < sizeof opens / sizeof opens[0]; i++) {
        robot_press(r, opens[i]);
        robot_press(r, "close");
    }
    robot_press(r, "help");
    robot_press(r, "call-staff");
    robot_press(r, "close");
    robot_press(r, "help");
    robot_press(r, "support");
    robot_press(r, "close");
    robot_press(r, "cover");
    for (const char *c = DEMONSTRATION_PIN; *c; c++)
        robot_press(r, arena_printf(&m->arena, "digit.%c", *c));
    robot_press(r, "go");
    robot_wait(r, 95000); /* "Are you still there?" */
    robot_press(r, "close");
}

/* What can be taken away, and what becomes of it. */
static bool print_all(struct matrix *m)
{
    struct robot *r = &m->robot;
    static const char *const kinds[] = {"print.plan", "print.worksheet", "print.certificate", "print.summary"};
    if (!robot_press(r, "print"))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!target_find(&kiosk_ui(r->kiosk)->targets, kinds[i]))
            continue;
        if (!robot_press(r, kinds[i]) || !robot_press(r, "next"))
            return false;
        robot_wait(r, 500);
        if (!robot_press(r, "back") || !robot_press(r, "back"))
            return false;
    }
    return robot_press(r, "back");
}

static bool play(struct matrix *m, const struct module *module, bool hot)
{
    struct robot *r = &m->robot;
    r->hot = hot;
    if (!robot_press(r, arena_printf(&m->arena, "open.%s", module->id)))
        return false;
    if (!hot && module == m->programme->modules)
        look_over(m);
    if (!robot_play(r) || (!hot && !print_all(m)))
        return false;
    return robot_press(r, "next") || robot_press(r, "on");
}

static bool play_programme(struct matrix *m)
{
    bool good = robot_sign_in(&m->robot, DEMONSTRATION_CODE, DEMONSTRATION_PIN);
    for (int i = 0; good && i < m->programme->module_count; i++)
        good = play(m, &m->programme->modules[i], false) && play(m, &m->programme->modules[i], true);
    return good;
}

static void set_stage(struct matrix *m, char *folder, size_t room)
{
    if (!stage_folder(NULL, folder, room))
        exit(2);
    bool good = m->of_staff ? matrix_staff_stage(folder, m->setting) : stage_store(folder, m->setting, 0);
    if (!m->of_staff && !text_is(m->programme->id, DEMONSTRATION_MODULE))
        good = good && stage_assign(folder, m->programme->id);
    if (!good)
        exit(2);
}

static void play_all(struct matrix *m, const char *folder, bool administrator)
{
    struct kiosk_options options = {
        .language = m->language, .look = m->look, .size = m->size, .right_to_left = m->right_to_left};
    if (!stage_open(&m->stage, folder, &m->library, fonts_measure(m->fonts), m->width, m->height, &options))
        exit(2);
    m->robot = (struct robot){.kiosk = m->stage.kiosk,
                              .clock = &m->stage.virtual,
                              .context = m,
                              .framed = framed,
                              .restless = restless,
                              .thorough = true,
                              .words = "I had waited for ages and he just laughed at me. So I walked off."};
    if (!(m->of_staff ? matrix_staff_walk(&m->robot, administrator) : play_programme(m))) {
        printf("stuck: %dx%d %s %s %s: %s\n", m->width, m->height, m->language, m->setting, size_name(m->size),
               m->robot.stuck);
        m->stuck++;
    }
    stage_close(&m->stage);
}

static void play_setting(struct matrix *m, const char *language, const char *size)
{
    char folder[256] = "";
    for (int l = 0; l < m->programme->language_count; l++) {
        m->language = m->programme->languages[l];
        for (int s = 0; s < SIZES; s++) {
            m->size = (enum theme_size)s;
            m->look = (enum theme_look)((s + l) % LOOKS);
            m->before[0] = '\0';
            if ((language && !text_is(language, m->language)) || (size && !text_is(size, size_name(m->size))))
                continue;
            if (!*folder)
                set_stage(m, folder, sizeof folder);
            play_all(m, folder, false);
            if (m->of_staff) { /* what staff decide is decided once; a programme is come back to */
                play_all(m, folder, true);
                stage_folder_remove(folder);
                folder[0] = '\0';
            }
        }
    }
    if (*folder)
        stage_folder_remove(folder);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct known *)a)->text, ((const struct known *)b)->text);
}

int main(int argc, char **argv)
{
    static struct matrix m;
    struct problems problems;
    char extra;
    if (argc < 2 || sscanf(argv[1], "%dx%d%c", &m.width, &m.height, &extra) != 2) {
        fputs("usage: matrix WIDTHxHEIGHT [PROGRAMME [LANGUAGE [SIZE]]]\n", stderr);
        return 2;
    }
    arena_init(&m.arena);
    arena_init(&m.frame);
    problems_init(&problems, &m.arena);
    if (!library_open(&m.library, SOURCE_DIR "/modules", SOURCE_DIR "/assets")) {
        stage_tell(&m.library.problems);
        return 2;
    }
    m.of_staff = argc > 2 && text_is(argv[2], "staff");
    m.programme = library_programme(&m.library, argc > 2 && !m.of_staff ? argv[2] : DEMONSTRATION_MODULE);
    if (!m.programme)
        return 2;
    m.fonts = fonts_open(SOURCE_DIR "/assets", BUILD_DIR "/media", &problems);
    if (!m.fonts) {
        stage_tell(&problems);
        return 2;
    }
    m.seen = ARENA_ARRAY(&m.arena, bool, PROGRAMMES_MAX *PAGES_MAX);
    static const char *const settings[] = {"community", "custody"};
    for (int i = 0; i < 2; i++) {
        m.setting = settings[i];
        /* examples have one language and the staff area looks alike in both settings: they turn in one */
        m.right_to_left = (m.programme->example || m.of_staff) && i;
        play_setting(&m, argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
    }
    m.stuck += m.of_staff ? 0 : tell_unseen(&m);
    qsort(m.known, (size_t)m.known_count, sizeof m.known[0], by_text);
    for (int i = 0; i < m.known_count; i++)
        printf("%s [%s; %d times]\n", m.known[i].text, m.known[i].first, m.known[i].times);
    printf("%s %s: %d languages, %d frames of %d places, %d violations of %d kinds, %d stuck\n", argv[1],
           m.of_staff ? "staff" : m.programme->id, m.programme->language_count, m.frames, m.places, m.violations,
           m.known_count, m.stuck);
    fonts_close(m.fonts);
    library_close(&m.library);
    arena_release(&m.frame);
    arena_release(&m.arena);
    return m.known_count || m.stuck || !m.frames;
}
