#include "image.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL_image.h>

#define SLOTS 64 /* pictures on show are few: a story has the most, about ten */
#define SIZES 64

struct slot {
    char path[256];
    int width, height;
    uint32_t *pixels; /* NULL: tried and failed */
    unsigned used;    /* turn of the last use */
};

struct size_slot {
    char path[256];
    int width, height; /* 0: not there */
};

struct images {
    char media[512], assets[512];
    struct slot slot[SLOTS];
    int slot_count;
    size_t bytes;
    unsigned turn;
    struct size_slot size[SIZES];
    int size_count;
};

struct images *images_open(const char *media, const char *assets)
{
    struct images *i = calloc(1, sizeof *i);
    if (!i)
        abort();
    snprintf(i->media, sizeof i->media, "%s", media ? media : ".");
    snprintf(i->assets, sizeof i->assets, "%s", assets ? assets : ".");
    return i;
}

void images_close(struct images *i)
{
    if (!i)
        return;
    for (int n = 0; n < i->slot_count; n++)
        free(i->slot[n].pixels);
    free(i);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static bool is_below(const char *path)
{
    return path[0] && path[0] != '/' && !strstr(path, "..");
}

static int open_below(const char *folder, const char *path)
{
    char full[1024];
    size_t length = strlen(path);
    bool drawn = length > 4 && !strcmp(path + length - 4, ".svg");
    int stem = (int)(drawn ? length - 4 : length);
    int wrote = snprintf(full, sizeof full, "%s/%.*s%s", folder, stem, path, drawn ? ".png" : "");
    return wrote < 0 || (size_t)wrote >= sizeof full ? -1 : open(full, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static unsigned big_endian(const unsigned char *b)
{
    return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

/* Opens a picture and looks at its signature and IHDR before any decoder does. */
static int open_checked(const struct images *i, const char *path, int *width_out, int *height_out)
{
    static const unsigned char signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                                              0,    0,   0,   13,  'I',  'H',  'D',  'R'};
    unsigned char head[24];
    struct stat status;
    if (!is_below(path))
        return -1;
    int file = open_below(i->media, path);
    if (file < 0)
        file = open_below(i->assets, path);
    if (file < 0)
        return -1;
    bool good = !fstat(file, &status) && S_ISREG(status.st_mode) && status.st_size <= IMAGE_FILE_MAX_BYTES &&
                pread(file, head, sizeof head, 0) == (ssize_t)sizeof head && !memcmp(head, signature, sizeof signature);
    unsigned width = good ? big_endian(head + 16) : 0, height = good ? big_endian(head + 20) : 0;
    if (!good || !width || !height || width > IMAGE_SIDE_MAX_PX || height > IMAGE_SIDE_MAX_PX) {
        close(file);
        return -1;
    }
    *width_out = (int)width;
    *height_out = (int)height;
    return file;
}

bool images_size(struct images *i, const char *path, int *width_out, int *height_out)
{
    for (int n = 0; n < i->size_count; n++) {
        if (strcmp(i->size[n].path, path) != 0)
            continue;
        *width_out = i->size[n].width;
        *height_out = i->size[n].height;
        return i->size[n].width > 0;
    }
    int width = 0, height = 0, file = open_checked(i, path, &width, &height);
    if (file >= 0)
        close(file);
    if (strlen(path) < sizeof i->size[0].path) {
        struct size_slot *slot = &i->size[i->size_count < SIZES ? i->size_count++ : (int)(i->turn++ % SIZES)];
        snprintf(slot->path, sizeof slot->path, "%s", path);
        slot->width = width;
        slot->height = height;
    }
    *width_out = width;
    *height_out = height;
    return width > 0;
}

/* --- scaling ------------------------------------------------------------------------------------------------------ */

/* Where along the source one target pixel reads, and how much of each: a box filter when shrinking, which keeps thin
 * lines of a drawing even; linear when growing. */
struct reach {
    int first, count;
    float weight[2]; /* of the first and the last; those between count 1 */
    float sum;
};

static struct reach reach_of(int target, int targets, int sources)
{
    struct reach r = {0};
    double scale = (double)sources / targets;
    if (scale <= 1) {
        double centre = (target + 0.5) * scale - 0.5;
        centre = centre < 0 ? 0 : centre > sources - 1 ? sources - 1 : centre;
        r.first = (int)centre;
        r.count = r.first + 1 < sources ? 2 : 1;
        r.weight[1] = (float)(centre - r.first);
        r.weight[0] = 1 - r.weight[1];
        r.sum = r.count == 2 ? 1 : r.weight[0];
        return r;
    }
    double start = target * scale, end = start + scale;
    r.first = (int)start;
    int last = (int)end;
    if (last > sources - 1)
        last = sources - 1;
    r.count = last - r.first + 1;
    r.weight[0] = (float)(r.first + 1 - start);
    r.weight[1] = (float)(end - last > 1 ? 1 : end - last);
    r.sum = (float)(r.count > 1 ? r.weight[0] + r.weight[1] + (float)(r.count - 2) : r.weight[0]);
    return r;
}

static float weight_at(const struct reach *r, int n)
{
    return n == 0 ? r->weight[0] : n == r->count - 1 ? r->weight[1] : 1;
}

struct channels {
    float v[4];
};

static void scale_across(const uint32_t *from, int width_from, struct channels *to, int width)
{
    for (int x = 0; x < width; x++) {
        struct reach r = reach_of(x, width, width_from);
        struct channels sum = {{0}};
        for (int n = 0; n < r.count; n++) {
            uint32_t p = from[r.first + n];
            float alpha = (float)(p >> 24), weight = weight_at(&r, n) / r.sum;
            sum.v[3] += alpha * weight;
            for (int k = 0; k < 3; k++)
                sum.v[k] += (float)((p >> (8 * k)) & 255) * alpha / 255 * weight;
        }
        to[x] = sum;
    }
}

static uint32_t packed(const struct channels *c)
{
    uint32_t out = 0;
    for (int k = 3; k >= 0; k--) {
        uint32_t value = (uint32_t)(c->v[k] + 0.5F);
        out = out << 8 | (value > 255 ? 255 : value);
    }
    return out;
}

/* Rows are scaled across as they are needed, so that a large picture needs no second copy of itself. */
static uint32_t *scale(const uint32_t *from, int width_from, int height_from, int pitch_px, int width, int height)
{
    uint32_t *out = malloc(sizeof *out * (size_t)width * (size_t)height);
    struct channels *row = malloc(sizeof *row * (size_t)width), *sum = malloc(sizeof *sum * (size_t)width);
    if (!out || !row || !sum)
        abort();
    for (int y = 0; y < height; y++) {
        struct reach r = reach_of(y, height, height_from);
        memset(sum, 0, sizeof *sum * (size_t)width);
        for (int n = 0; n < r.count; n++) {
            float weight = weight_at(&r, n) / r.sum;
            scale_across(from + (ptrdiff_t)(r.first + n) * pitch_px, width_from, row, width);
            for (int x = 0; x < width; x++)
                for (int k = 0; k < 4; k++)
                    sum[x].v[k] += row[x].v[k] * weight;
        }
        for (int x = 0; x < width; x++)
            out[(ptrdiff_t)y * width + x] = packed(&sum[x]);
    }
    free(row);
    free(sum);
    return out;
}

static uint32_t *load_scaled(struct images *i, const char *path, int width, int height)
{
    int file_width, file_height, file = open_checked(i, path, &file_width, &file_height);
    FILE *stream = file < 0 ? NULL : fdopen(file, "rb");
    uint32_t *out = NULL;
    SDL_RWops *source = stream ? SDL_RWFromFP(stream, SDL_TRUE) : NULL;
    SDL_Surface *raw = source ? IMG_LoadPNG_RW(source) : NULL;
    SDL_Surface *argb = raw ? SDL_ConvertSurfaceFormat(raw, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    if (argb)
        out = scale(argb->pixels, argb->w, argb->h, argb->pitch / 4, width, height);
    else
        fprintf(stderr, "cairn: warning: no picture %s [picture-missing]\n", path);
    SDL_FreeSurface(argb);
    SDL_FreeSurface(raw);
    if (source)
        SDL_RWclose(source);
    else if (stream)
        fclose(stream);
    else if (file >= 0)
        close(file);
    return out;
}

/* --- the cache ---------------------------------------------------------------------------------------------------- */

static void slot_drop(struct images *i, int n)
{
    if (i->slot[n].pixels)
        i->bytes -= sizeof(uint32_t) * (size_t)i->slot[n].width * (size_t)i->slot[n].height;
    free(i->slot[n].pixels);
    i->slot[n] = i->slot[--i->slot_count];
}

static int slot_oldest(const struct images *i)
{
    int oldest = 0;
    for (int n = 1; n < i->slot_count; n++)
        if (i->slot[n].used < i->slot[oldest].used)
            oldest = n;
    return oldest;
}

bool images_scaled(struct images *i, const char *path, int width, int height, struct image *out)
{
    assert(width > 0 && height > 0);
    if (strlen(path) >= sizeof i->slot[0].path || width > IMAGE_SIDE_MAX_PX || height > IMAGE_SIDE_MAX_PX)
        return false;
    struct slot *found = NULL;
    for (int n = 0; n < i->slot_count && !found; n++) {
        struct slot *s = &i->slot[n];
        bool same = !strcmp(s->path, path) && (!s->pixels || (s->width == width && s->height == height));
        found = same ? s : NULL;
    }
    if (!found) {
        size_t need = sizeof(uint32_t) * (size_t)width * (size_t)height;
        while (i->slot_count && (i->slot_count == SLOTS || i->bytes + need > IMAGE_CACHE_BYTES))
            slot_drop(i, slot_oldest(i));
        found = &i->slot[i->slot_count++];
        *found = (struct slot){.width = width, .height = height, .pixels = load_scaled(i, path, width, height)};
        snprintf(found->path, sizeof found->path, "%s", path);
        i->bytes += found->pixels ? need : 0;
    }
    found->used = ++i->turn;
    *out = (struct image){found->width, found->height, found->pixels};
    return found->pixels != NULL;
}
