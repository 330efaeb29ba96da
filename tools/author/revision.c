#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */

#include "revision.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files.h"

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* No shell: names are the author's. What the program says itself goes to standard error. */
static bool run(const char *const *words)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        execvp(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The folder as it was, without its pictures, sounds and films. */
static bool bring(struct arena *a, const char *name, const char *root, const struct revision *r)
{
    const char *tar = arena_printf(a, "%s/tree.tar", r->made);
    const char *revision = arena_printf(a, "%s^{commit}", name); /* never read as an option, nor as a file */
    const char *archive[] = {
        "git", "-C", root, "archive", "--format=tar", "-o", tar, revision, "--", ".", ":(exclude,glob)**/media/**",
        NULL};
    const char *unpack[] = {"tar", "-xf", tar, "-C", r->root, NULL};
    return name[0] != '-' && mkdir(r->root, 0700) == 0 && run(archive) && run(unpack);
}

bool revision_open(struct arena *a, const char *name, const char *root, const char *who, struct revision *out)
{
    *out = (struct revision){.root = name};
    if (is_folder(name)) {
        if (file_exists(arena_printf(a, "%s/programme.json", name)))
            out->root = arena_printf(a, "%s/..", name);
        return true;
    }
    const char *parent = getenv("TMPDIR");
    snprintf(out->made, sizeof out->made, "%s/cairn-base-XXXXXX", parent && *parent == '/' ? parent : "/tmp");
    if (!mkdtemp(out->made)) {
        fprintf(stderr, "%s: no folder for %s: %s\n", who, name, strerror(errno));
        out->made[0] = '\0';
        return false;
    }
    out->root = arena_printf(a, "%s/modules", out->made);
    if (bring(a, name, root, out))
        return true;
    fprintf(stderr, "%s: \"%s\" is neither a folder nor a git revision that has %s\n", who, name, root);
    revision_close(out);
    return false;
}

static int take_away(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)type, (void)at;
    return remove(path);
}

void revision_close(struct revision *r)
{
    if (r->made[0])
        nftw(r->made, take_away, 16, FTW_DEPTH | FTW_PHYS);
    r->made[0] = '\0';
}
