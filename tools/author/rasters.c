#define _XOPEN_SOURCE 700 /* nftw, symlink */

#include "rasters.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text.h"

#define WIDTH "1000" /* as assets/CMakeLists.txt draws them */

bool rasters_open(struct rasters *r, struct problems *problems)
{
    const char *parent = getenv("TMPDIR");
    int length =
        snprintf(r->folder, sizeof r->folder, "%s/cairn-media-XXXXXX", parent && *parent == '/' ? parent : "/tmp");
    if (length > 0 && length < (int)sizeof r->folder && mkdtemp(r->folder))
        return true;
    problem_error(problems, PLACE_NONE, "rasters", "no folder for pictures: %s", strerror(errno));
    r->folder[0] = '\0';
    return false;
}

static int take_away(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)type, (void)at;
    return remove(path);
}

void rasters_close(struct rasters *r)
{
    if (r->folder[0])
        nftw(r->folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
    r->folder[0] = '\0';
}

static bool is_newer(const char *path, const char *than)
{
    struct stat a, b;
    if (stat(path, &a) != 0)
        return false;
    if (stat(than, &b) != 0)
        return true;
    return a.st_mtim.tv_sec != b.st_mtim.tv_sec ? a.st_mtim.tv_sec > b.st_mtim.tv_sec
                                                : a.st_mtim.tv_nsec > b.st_mtim.tv_nsec;
}

/* No shell: names are authors'. */
static bool draw(const char *from, const char *to)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("rsvg-convert", "rsvg-convert", "--width", WIDTH, "--keep-aspect-ratio", "--output", to, from,
               (char *)NULL);
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool link_to(const char *from, const char *to)
{
    unlink(to);
    return symlink(from, to) == 0;
}

struct making {
    struct arena arena;
    const char *from_folder, *to_folder, *built; /* built NULL: none */
    struct problems *problems;
    bool made;
};

static void make_one(struct making *m, const char *name)
{
    const char *dot = strrchr(name, '.');
    bool is_svg = dot && text_is(dot, ".svg");
    const char *png = is_svg ? arena_printf(&m->arena, "%.*s.png", (int)(dot - name), name) : name;
    const char *from = arena_printf(&m->arena, "%s/%s", m->from_folder, name);
    const char *to = arena_printf(&m->arena, "%s/%s", m->to_folder, png);
    const char *built = m->built ? arena_printf(&m->arena, "%s/%s", m->built, png) : NULL;
    if (!is_newer(from, to))
        return;
    m->made = true;
    bool good = built && is_newer(built, from) ? link_to(built, to)
                : is_svg                       ? (unlink(to), draw(from, to))
                                               : link_to(from, to);
    if (!good)
        problem_error(m->problems, (struct place){.file = from}, "picture-draw",
                      "rsvg-convert cannot draw this picture");
}

bool rasters_make(struct rasters *r, const char *modules, const char *programme, const char *built,
                  struct problems *problems)
{
    struct making m = {.problems = problems};
    arena_init(&m.arena);
    mkdir(arena_printf(&m.arena, "%s/%s", r->folder, programme), 0700);
    m.to_folder = arena_printf(&m.arena, "%s/%s/media", r->folder, programme);
    mkdir(m.to_folder, 0700);
    m.from_folder = arena_printf(&m.arena, "%s/%s/media", modules, programme);
    m.built = built ? arena_printf(&m.arena, "%s/%s/media", built, programme) : NULL;
    DIR *folder = opendir(m.from_folder);
    for (const struct dirent *e; folder && (e = readdir(folder));)
        if (e->d_name[0] != '.')
            make_one(&m, e->d_name);
    if (folder)
        closedir(folder);
    arena_release(&m.arena);
    return m.made;
}
