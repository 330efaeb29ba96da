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

#define WIDTH     "1000" /* as assets/CMakeLists.txt draws them */
#define PATH_ROOM 1024

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
    const char *from_folder, *to_folder, *built;
    struct problems *problems;
    bool made;
};

static void make_one(struct making *m, const char *name)
{
    char from[PATH_ROOM], to[PATH_ROOM], built[PATH_ROOM];
    const char *dot = strrchr(name, '.');
    bool is_svg = dot && text_is(dot, ".svg");
    int stem = is_svg ? (int)(dot - name) : (int)strlen(name);
    snprintf(from, sizeof from, "%s/%s", m->from_folder, name);
    snprintf(to, sizeof to, "%s/%.*s%s", m->to_folder, stem, name, is_svg ? ".png" : "");
    snprintf(built, sizeof built, "%s/%.*s%s", m->built ? m->built : "", stem, name, is_svg ? ".png" : "");
    if (!is_newer(from, to))
        return;
    m->made = true;
    bool good = m->built && is_newer(built, from) ? link_to(built, to)
                : is_svg                          ? (unlink(to), draw(from, to))
                                                  : link_to(from, to);
    if (!good)
        problem_error(m->problems, (struct place){.file = from}, "picture-draw",
                      "rsvg-convert cannot draw this picture");
}

static void make_folders(const struct rasters *r, const char *programme, char out[PATH_ROOM])
{
    snprintf(out, PATH_ROOM, "%s/%s", r->folder, programme);
    mkdir(out, 0700);
    snprintf(out, PATH_ROOM, "%s/%s/media", r->folder, programme);
    mkdir(out, 0700);
}

bool rasters_make(struct rasters *r, const char *modules, const char *programme, const char *built,
                  struct problems *problems)
{
    char from[PATH_ROOM], to[PATH_ROOM], there[PATH_ROOM];
    struct making m = {.from_folder = from, .to_folder = to, .problems = problems};
    make_folders(r, programme, to);
    snprintf(from, sizeof from, "%s/%s/media", modules, programme);
    snprintf(there, sizeof there, "%s/%s/media", built ? built : "", programme);
    m.built = built ? there : NULL;
    DIR *folder = opendir(from);
    for (const struct dirent *e; folder && (e = readdir(folder));)
        if (e->d_name[0] != '.')
            make_one(&m, e->d_name);
    if (folder)
        closedir(folder);
    return m.made;
}
