#define _GNU_SOURCE /* seals */
#include "printer_driver.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAKING_MS 20000 /* pages take a tenth of a second */
#define LOOK_MS   50
#define PDF_MAX   ((off_t)16 * 1024 * 1024) /* as cairn-print's own limit */
#define PDF_MIN   200

/* --- opening ----------------------------------------------------------------------------------------------------- */

static struct printer *printer_new(struct clock clock)
{
    struct printer *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->clock = clock;
    p->pdf = -1;
    arena_init(&p->arena);
    return p;
}

/* False when it is not an absolute path that fits. */
static bool take(char out[PRINTER_TEXT], const char *text)
{
    int length = text && text[0] == '/' ? snprintf(out, PRINTER_TEXT, "%s", text) : -1;
    return length > 0 && length < PRINTER_TEXT;
}

struct printer *printer_open(const struct printer_site *site, struct clock clock)
{
    struct printer *p = printer_new(clock);
    if (!p || !take(p->helper, site->helper))
        return p;
    p->command = site->command;
    if (p->command && p->command->count)
        p->way[PRINTER_PAPER] = &printer_command;
    if (take(p->folder, site->folder))
        p->way[PRINTER_FOLDER] = &printer_folder;
    return p;
}

struct printer *printer_open_null(bool paper, bool folder, struct clock clock)
{
    struct printer *p = printer_new(clock);
    if (!p)
        return NULL;
    p->way[PRINTER_PAPER] = paper ? &printer_null : NULL;
    p->way[PRINTER_FOLDER] = folder ? &printer_null : NULL;
    return p;
}

static void drop_pages(struct printer *p)
{
    if (p->pdf >= 0)
        close(p->pdf);
    p->pdf = -1;
}

void printer_close(struct printer *p)
{
    if (!p)
        return;
    if (p->state == PRINTER_SENDING)
        child_let_go(&p->child);
    printer_forget(p);
    arena_release(&p->arena);
    free(p);
}

bool printer_can(const struct printer *p, enum printer_way way)
{
    return p && p->way[way];
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static void end(struct printer *p, enum printer_state state)
{
    child_kill(&p->child);
    drop_pages(p);
    p->state = state;
}

static bool write_all(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t put = write(fd, bytes, size);
        if (put <= 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

/* The document in memory that nobody can change any more; -1: there is no room. */
static int document_memory(const char *json, size_t size)
{
    int fd = child_memory("cairn-document");
    if (fd >= 0 && write_all(fd, json, size) &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool start_making(struct printer *p, const char *json, size_t size)
{
    const char *const arguments[] = {p->helper, NULL};
    int in = document_memory(json, size);
    p->pdf = child_memory("cairn-pages");
    bool good = in >= 0 && p->pdf >= 0 && child_start(&p->child, arguments, in, p->pdf);
    if (in >= 0)
        close(in);
    return good;
}

static bool start_sending(struct printer *p)
{
    p->state = PRINTER_SENDING;
    p->until_ms = p->clock.boot_ms(p->clock.context) + p->driver->most_ms;
    return p->driver->send(p, p->pdf);
}

bool printer_start(struct printer *p, enum printer_way way, const struct document *d, const char *name)
{
    if (!printer_can(p, way) || p->state == PRINTER_MAKING || p->state == PRINTER_SENDING)
        return false;
    printer_forget(p);
    struct buffer json;
    arena_clear(&p->arena);
    buffer_init(&json, &p->arena);
    document_write(d, &json);
    snprintf(p->name, sizeof p->name, "%s", name);
    p->driver = p->way[way];
    p->last = buffer_text(&json);
    if (!p->driver->makes) {
        start_sending(p);
        return true;
    }
    p->state = PRINTER_MAKING;
    p->until_ms = p->clock.boot_ms(p->clock.context) + MAKING_MS;
    if (json.length > DOCUMENT_BYTES_MAX || !start_making(p, json.text, json.length))
        end(p, PRINTER_NOT_MADE);
    p->last = NULL;
    arena_release(&p->arena);
    return true;
}

/* What has come back: of a sane size, a PDF from end to end, and nobody writes to it any more. */
static bool pages_are_whole(int fd)
{
    struct stat about;
    char head[5], tail[6];
    return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0 &&
           fstat(fd, &about) == 0 && about.st_size >= PDF_MIN && about.st_size <= PDF_MAX &&
           pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head && !memcmp(head, "%PDF-", sizeof head) &&
           pread(fd, tail, sizeof tail, about.st_size - (off_t)sizeof tail) == (ssize_t)sizeof tail &&
           !memcmp(tail, "%%EOF\n", sizeof tail) && lseek(fd, 0, SEEK_SET) == 0;
}

static enum printer_state after_child(struct printer *p, enum child_state ended)
{
    if (p->state == PRINTER_SENDING)
        return ended == CHILD_GOOD ? PRINTER_DONE : PRINTER_NOT_SENT;
    if (ended != CHILD_GOOD || !pages_are_whole(p->pdf))
        return PRINTER_NOT_MADE;
    return start_sending(p) ? PRINTER_SENDING : PRINTER_NOT_SENT;
}

enum printer_state printer_step(struct printer *p)
{
    if (!p || (p->state != PRINTER_MAKING && p->state != PRINTER_SENDING))
        return p ? p->state : PRINTER_IDLE;
    if (!p->driver->makes) {
        end(p, PRINTER_DONE);
        return p->state;
    }
    enum child_state now = child_look(&p->child);
    if (now != CHILD_RUNS) {
        enum printer_state next = after_child(p, now);
        if (next != PRINTER_SENDING)
            end(p, next);
    } else if (p->clock.boot_ms(p->clock.context) >= p->until_ms) {
        end(p, p->state == PRINTER_MAKING ? PRINTER_NOT_MADE : PRINTER_NOT_SENT);
    }
    return p->state;
}

int printer_wait_ms(const struct printer *p)
{
    return p && (p->state == PRINTER_MAKING || p->state == PRINTER_SENDING) ? LOOK_MS : -1;
}

void printer_forget(struct printer *p)
{
    if (p)
        end(p, PRINTER_IDLE);
}

const char *printer_last(const struct printer *p)
{
    return p ? p->last : NULL;
}
