#include "disk_log.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR    512
#define FILES_MAX 512
#define NAMES_MAX 64
#define PATH_ROOM 256
#define NO_FILE   (-1)

enum step_kind { STEP_WRITE, STEP_SIZE, STEP_SYNC, STEP_NAME, STEP_UNNAME, STEP_RENAME, STEP_SYNC_FOLDER };

struct step {
    enum step_kind kind;
    int file, name, from; /* name: of NAME, UNNAME, RENAME (`from` goes), and any name in the folder of SYNC_FOLDER */
    int64_t at;
    size_t size;
    unsigned char *bytes;
};

struct bytes {
    unsigned char *bytes;
    size_t size, room;
};

static struct {
    bool records;
    struct step *steps;
    int step_count, step_room;
    struct bytes sure[FILES_MAX];
    int file_count;
    char names[NAMES_MAX][PATH_ROOM];
    int live[NAMES_MAX], sure_name[NAMES_MAX]; /* the file under that name: now, and after the worst cut */
    int name_count;
} disk_log = {.records = true};

static struct {
    int at;
    int *waiting; /* steps that are not sure, in order */
    int waiting_count, room;
    int version; /* of what is sure */
    bool noise_spreads;
    uint64_t *seen; /* open addressing; 0 is free */
    size_t seen_count, seen_room;
    struct bytes image;
    uint64_t random;
} cuts;

static void *need(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static void bytes_fit(struct bytes *b, size_t size)
{
    if (size > b->room) {
        b->room = size * 2;
        b->bytes = need(realloc(b->bytes, b->room));
    }
    if (size > b->size)
        memset(b->bytes + b->size, 0, size - b->size);
}

static void bytes_put(struct bytes *b, const void *from, size_t size, size_t at)
{
    if (!size)
        return;
    if (at + size > b->size) {
        bytes_fit(b, at + size);
        b->size = at + size;
    }
    memcpy(b->bytes + at, from, size);
}

static void bytes_size(struct bytes *b, size_t size)
{
    bytes_fit(b, size);
    b->size = size;
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

void disk_log_record(bool on)
{
    disk_log.records = on;
}

bool disk_log_records(void)
{
    return disk_log.records;
}

int disk_log_count(void)
{
    return disk_log.step_count;
}

void disk_log_clear(void)
{
    for (int i = 0; i < disk_log.step_count; i++)
        free(disk_log.steps[i].bytes);
    for (int i = 0; i < disk_log.file_count; i++)
        free(disk_log.sure[i].bytes);
    free(disk_log.steps);
    disk_log.steps = NULL;
    disk_log.step_count = disk_log.step_room = disk_log.file_count = disk_log.name_count = 0;
}

static struct step *step_add(enum step_kind kind)
{
    if (disk_log.step_count == disk_log.step_room) {
        disk_log.step_room = disk_log.step_room ? disk_log.step_room * 2 : 64;
        disk_log.steps = need(realloc(disk_log.steps, sizeof *disk_log.steps * (size_t)disk_log.step_room));
    }
    struct step *s = &disk_log.steps[disk_log.step_count++];
    *s = (struct step){.kind = kind, .file = NO_FILE};
    return s;
}

static int file_new(void)
{
    assert(disk_log.file_count < FILES_MAX);
    disk_log.sure[disk_log.file_count] = (struct bytes){0};
    return disk_log.file_count++;
}

/* Not by the names that fault_calls takes over: what is done here is no step. */
static FILE *file_open(const char *path, int flags, const char *mode)
{
    int file = openat(AT_FDCWD, path, flags | O_CLOEXEC, 0600);
    return file < 0 ? NULL : fdopen(file, mode);
}

static void file_take(const char *path, struct bytes *out)
{
    FILE *file = file_open(path, O_RDONLY, "rb");
    if (!file)
        abort();
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    bytes_size(out, size);
    if (size && fread(out->bytes, 1, size, file) != size)
        abort();
    fclose(file);
}

/* The name's number; what is under it, if anything, is taken up. */
static int name_of(const char *path, bool is_there)
{
    for (int i = 0; i < disk_log.name_count; i++)
        if (strcmp(disk_log.names[i], path) == 0)
            return i;
    assert(disk_log.name_count < NAMES_MAX && strlen(path) < PATH_ROOM);
    int name = disk_log.name_count++;
    snprintf(disk_log.names[name], PATH_ROOM, "%s", path);
    disk_log.live[name] = NO_FILE;
    if (is_there && faccessat(AT_FDCWD, path, F_OK, 0) == 0) {
        disk_log.live[name] = file_new();
        file_take(path, &disk_log.sure[disk_log.live[name]]);
    }
    disk_log.sure_name[name] = disk_log.live[name];
    return name;
}

int disk_log_open(const char *path, bool made)
{
    int name = name_of(path, !made);
    if (disk_log.live[name] == NO_FILE) {
        struct step *s = step_add(STEP_NAME);
        s->name = name;
        s->file = disk_log.live[name] = file_new();
    }
    return disk_log.live[name];
}

void disk_log_write(int file, const void *bytes, size_t size, int64_t at)
{
    struct step *s = step_add(STEP_WRITE);
    s->file = file;
    s->at = at;
    s->size = size;
    s->bytes = need(malloc(size + 1));
    memcpy(s->bytes, bytes, size);
}

void disk_log_size(int file, int64_t size)
{
    struct step *s = step_add(STEP_SIZE);
    s->file = file;
    s->size = (size_t)size;
}

void disk_log_sync(int file)
{
    step_add(STEP_SYNC)->file = file;
}

void disk_log_sync_folder_of(const char *path)
{
    step_add(STEP_SYNC_FOLDER)->name = name_of(path, true);
}

void disk_log_sync_folder(const char *folder)
{
    char inside[PATH_ROOM];
    size_t length = strlen(folder);
    length -= length > 2 && strcmp(folder + length - 2, "/.") == 0 ? 2 : 0;
    snprintf(inside, sizeof inside, "%.*s/", (int)length, folder);
    step_add(STEP_SYNC_FOLDER)->name = name_of(inside, false);
}

void disk_log_meet(const char *path)
{
    name_of(path, true);
}

void disk_log_rename(const char *from, const char *to)
{
    int old = name_of(from, false), new = name_of(to, false);
    struct step *s = step_add(STEP_RENAME);
    s->name = new;
    s->from = old;
    s->file = disk_log.live[old];
    disk_log.live[new] = disk_log.live[old];
    disk_log.live[old] = NO_FILE;
}

void disk_log_link(const char *from, const char *to)
{
    int old = name_of(from, false), new = name_of(to, false);
    struct step *s = step_add(STEP_NAME);
    s->name = new;
    s->file = disk_log.live[new] = disk_log.live[old];
}

void disk_log_unlink(const char *path)
{
    int name = name_of(path, false);
    step_add(STEP_UNNAME)->name = name;
    disk_log.live[name] = NO_FILE;
}

/* --- from step to step ------------------------------------------------------------------------------------------ */

static bool is_of_bytes(const struct step *s)
{
    return s->kind == STEP_WRITE || s->kind == STEP_SIZE;
}

static bool same_folder(int one, int other)
{
    const char *a = disk_log.names[one], *b = disk_log.names[other];
    size_t length = (size_t)(strrchr(a, '/') - a);
    return length == (size_t)(strrchr(b, '/') - b) && strncmp(a, b, length) == 0;
}

static void name_apply(const struct step *s, int names[NAMES_MAX])
{
    if (s->kind == STEP_RENAME)
        names[s->from] = NO_FILE;
    names[s->name] = s->kind == STEP_UNNAME ? NO_FILE : s->file;
}

static void bytes_apply(const struct step *s, struct bytes *b)
{
    if (s->kind == STEP_SIZE)
        bytes_size(b, s->size);
    else
        bytes_put(b, s->bytes, s->size, (size_t)s->at);
}

/* What this sync is about becomes sure and waits no more. */
static void make_sure(const struct step *sync)
{
    int left = 0;
    for (int i = 0; i < cuts.waiting_count; i++) {
        const struct step *s = &disk_log.steps[cuts.waiting[i]];
        if (sync->kind == STEP_SYNC && is_of_bytes(s) && s->file == sync->file)
            bytes_apply(s, &disk_log.sure[s->file]);
        else if (sync->kind == STEP_SYNC_FOLDER && !is_of_bytes(s) && same_folder(s->name, sync->name))
            name_apply(s, disk_log.sure_name);
        else
            cuts.waiting[left++] = cuts.waiting[i];
    }
    cuts.version += left != cuts.waiting_count;
    cuts.waiting_count = left;
}

void disk_cuts_begin(bool noise_spreads)
{
    cuts.at = cuts.waiting_count = cuts.version = 0;
    cuts.noise_spreads = noise_spreads;
    cuts.seen_count = 0;
    if (cuts.seen)
        memset(cuts.seen, 0, cuts.seen_room * sizeof *cuts.seen);
}

bool disk_cuts_step(void)
{
    if (cuts.at == disk_log.step_count)
        return false;
    const struct step *s = &disk_log.steps[cuts.at];
    if (s->kind == STEP_SYNC || s->kind == STEP_SYNC_FOLDER) {
        make_sure(s);
    } else {
        if (cuts.waiting_count == cuts.room) {
            cuts.room = cuts.room ? cuts.room * 2 : 64;
            cuts.waiting = need(realloc(cuts.waiting, sizeof *cuts.waiting * (size_t)cuts.room));
        }
        cuts.waiting[cuts.waiting_count++] = cuts.at;
    }
    cuts.at++;
    return true;
}

int disk_cuts_at(void)
{
    return cuts.at;
}

/* --- what is left ----------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t x) /* splitmix64 */
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static unsigned chance(unsigned below)
{
    cuts.random = mix(cuts.random);
    return (unsigned)(cuts.random >> 33) % below;
}

static bool seen_add(uint64_t state)
{
    if (2 * (cuts.seen_count + 1) > cuts.seen_room) {
        uint64_t *old = cuts.seen;
        size_t old_room = cuts.seen_room;
        cuts.seen_room = old_room ? old_room * 2 : 4096;
        cuts.seen = need(calloc(cuts.seen_room, sizeof *cuts.seen));
        cuts.seen_count = 0;
        for (size_t i = 0; i < old_room; i++)
            if (old[i])
                seen_add(old[i]);
        free(old);
    }
    state += !state;
    size_t at = state & (cuts.seen_room - 1);
    for (; cuts.seen[at]; at = (at + 1) & (cuts.seen_room - 1))
        if (cuts.seen[at] == state)
            return false;
    cuts.seen[at] = state;
    cuts.seen_count++;
    return true;
}

struct choice { /* what became of one step that is not sure */
    bool whole, sectors;
    bool noise;
    unsigned noise_at;
    uint64_t seed;
};

static unsigned sectors_of(const struct step *s)
{
    return s->kind == STEP_WRITE && s->size
               ? (unsigned)(((size_t)s->at + s->size - 1) / SECTOR - (size_t)s->at / SECTOR + 1)
               : 1;
}

static bool sector_kept(const struct choice *c, unsigned sector)
{
    return c->whole || (c->sectors && mix(c->seed + sector) & 1);
}

/* `last`: the step at which CUT_HALT and CUT_NOISE stop. */
static struct choice choose(enum cut_kind kind, const struct step *s, int i, int last)
{
    struct choice c = {0};
    bool some = kind == CUT_TEAR || (i == last && kind != CUT_DROP && kind != CUT_KEEP && kind != CUT_REORDER);
    c.whole = kind == CUT_KEEP || (kind == CUT_REORDER && chance(2)) || (kind >= CUT_HALT && i < last);
    if (some && s->kind != STEP_WRITE)
        c.whole = chance(2);
    else if (some) {
        c.sectors = true;
        c.seed = mix(cuts.random + (uint64_t)i);
        c.noise = kind == CUT_NOISE;
        c.noise_at = c.noise ? chance(sectors_of(s)) : 0;
    }
    return c;
}

static void write_in_part(const struct step *s, const struct choice *c, struct bytes *b)
{
    size_t first = (size_t)s->at / SECTOR * SECTOR, end = (size_t)s->at + s->size;
    unsigned sector = 0;
    for (size_t at = first; at < end; at += SECTOR, sector++) {
        size_t from = at < (size_t)s->at ? (size_t)s->at : at, to = at + SECTOR < end ? at + SECTOR : end;
        if (c->noise && sector == c->noise_at) {
            unsigned char noise[SECTOR];
            for (size_t i = 0; i < SECTOR; i++)
                noise[i] = (unsigned char)mix(c->seed + i);
            if (cuts.noise_spreads)
                bytes_put(b, noise, SECTOR, at);
            else
                bytes_put(b, noise, to - from, from);
        } else if (sector_kept(c, sector)) {
            bytes_put(b, s->bytes + (from - (size_t)s->at), to - from, from);
        }
    }
}

static uint64_t choice_state(const struct step *s, const struct choice *c, int step)
{
    uint64_t state = 0;
    for (unsigned sector = 0; sector < sectors_of(s); sector++)
        if (sector_kept(c, sector))
            state += mix(((uint64_t)step << 20) + sector);
    return state + (c->noise ? mix(c->seed) : 0);
}

static void file_put(const char *path, const struct bytes *b)
{
    FILE *file = file_open(path, O_WRONLY | O_CREAT | O_TRUNC, "wb");
    if (!file || (b->size && fwrite(b->bytes, 1, b->size, file) != b->size) || fclose(file) != 0)
        abort();
}

static void files_put(const struct choice *choices)
{
    int names[NAMES_MAX];
    memcpy(names, disk_log.sure_name, sizeof names);
    for (int i = 0; i < cuts.waiting_count; i++) {
        const struct step *s = &disk_log.steps[cuts.waiting[i]];
        if (!is_of_bytes(s) && choices[i].whole)
            name_apply(s, names);
    }
    for (int n = 0; n < disk_log.name_count; n++) {
        if (names[n] == NO_FILE) {
            if (disk_log.names[n][strlen(disk_log.names[n]) - 1] != '/')
                unlinkat(AT_FDCWD, disk_log.names[n], 0);
            continue;
        }
        struct bytes *image = &cuts.image;
        const struct bytes *sure = &disk_log.sure[names[n]];
        image->size = 0;
        bytes_put(image, sure->bytes, sure->size, 0);
        for (int i = 0; i < cuts.waiting_count; i++) {
            const struct step *s = &disk_log.steps[cuts.waiting[i]];
            if (!is_of_bytes(s) || s->file != names[n])
                continue;
            if (choices[i].whole)
                bytes_apply(s, image);
            else if (s->kind == STEP_WRITE && choices[i].sectors)
                write_in_part(s, &choices[i], image);
        }
        file_put(disk_log.names[n], image);
    }
}

bool disk_cuts_leave(enum cut_kind kind, unsigned seed, int about)
{
    struct choice *choices = need(malloc(sizeof *choices * (size_t)(cuts.waiting_count + 1)));
    cuts.random = mix(((uint64_t)seed << 32) + (uint64_t)cuts.at * CUT_KINDS + (uint64_t)kind);
    uint64_t state = mix(((uint64_t)(unsigned)about << 32) + (unsigned)cuts.version);
    int last = cuts.waiting_count ? (int)chance((unsigned)cuts.waiting_count) : 0;
    for (int i = 0; i < cuts.waiting_count; i++) {
        const struct step *s = &disk_log.steps[cuts.waiting[i]];
        choices[i] = choose(kind, s, i, last);
        state += choice_state(s, &choices[i], cuts.waiting[i]);
    }
    bool is_new = seen_add(state);
    if (is_new)
        files_put(choices);
    free(choices);
    return is_new;
}

void disk_cut(enum cut_kind kind, unsigned seed)
{
    disk_cuts_begin(true);
    while (disk_cuts_step())
        continue;
    disk_cuts_leave(kind, seed, 0);
    disk_log_clear();
}
