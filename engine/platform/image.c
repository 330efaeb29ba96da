#include "image.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL_image.h>

#include "shelf.h"

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
    const struct shelf *shelf; /* or NULL */
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

void images_use(struct images *i, const struct shelf *shelf)
{
    i->shelf = shelf;
    images_forget(i);
}

void images_forget(struct images *i)
{
    for (int n = 0; n < i->slot_count; n++)
        free(i->slot[n].pixels);
    i->slot_count = i->size_count = 0;
    i->bytes = 0;
}

void images_close(struct images *i)
{
    if (!i)
        return;
    images_forget(i);
    free(i);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static bool is_below(const char *path)
{
    return path[0] && path[0] != '/' && !strstr(path, "..");
}

/* `part` 2 or 4: the picture at a half or a quarter, where the build has made one. */
static int open_below(const struct shelf *shelf, const char *folder, const char *path, int part)
{
    char png[512], mark[16] = {0};
    size_t length = strlen(path);
    if (length < 5 || (strcmp(path + length - 4, ".svg") != 0 && strcmp(path + length - 4, ".png") != 0))
        return -1;
    if (part > 1)
        snprintf(mark, sizeof mark, "@%d", part);
    int wrote = snprintf(png, sizeof png, "%.*s%s.png", (int)length - 4, path, mark);
    return wrote < 0 || (size_t)wrote >= sizeof png ? -1 : shelf_file(shelf, folder, png);
}

static unsigned big_endian(const unsigned char *b)
{
    return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

/* Opens a picture and looks at its signature and IHDR before any decoder does. */
static int open_checked(const struct images *i, const char *path, int part, int *width_out, int *height_out)
{
    static const unsigned char signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                                              0,    0,   0,   13,  'I',  'H',  'D',  'R'};
    unsigned char head[24];
    struct stat status;
    if (!is_below(path))
        return -1;
    int file = open_below(i->shelf, i->media, path, part);
    if (file < 0)
        file = open_below(NULL, i->assets, path, part);
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
    int width = 0, height = 0, file = open_checked(i, path, 1, &width, &height);
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
    float share;     /* 1 / the sum of all weights */
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
        r.weight[1] = r.count == 2 ? (float)(centre - r.first) : 0;
        r.weight[0] = 1 - r.weight[1];
        r.share = 1;
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
    r.share = 1 / (r.count > 1 ? r.weight[0] + r.weight[1] + (float)(r.count - 2) : r.weight[0]);
    return r;
}

static float weight_at(const struct reach *r, int n)
{
    return n == 0 ? r->weight[0] : n == r->count - 1 ? r->weight[1] : 1;
}

/* Red, green, blue, alpha; premultiplied. A vector of gcc and clang: all four at once, three times as fast. */
typedef float channels __attribute__((vector_size(16)));

static void row_read(const SDL_Surface *s, int y, channels *out)
{
    const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch);
    const int red = s->format->Rshift, green = s->format->Gshift, blue = s->format->Bshift;
    const int shift = s->format->Ashift;
    const uint32_t opaque = s->format->Amask ? 0 : 255;
    for (int x = 0; x < s->w; x++) {
        uint32_t p = row[x], alpha = (p >> shift & 255) | opaque;
        channels colour = {(float)(int)(p >> red & 255), (float)(int)(p >> green & 255), (float)(int)(p >> blue & 255),
                           255};
        out[x] = colour * ((float)(int)alpha * (1.0F / 255));
    }
}

static void scale_across(const channels *from, const struct reach *reaches, channels *to, int width)
{
    for (int x = 0; x < width; x++) {
        const struct reach *r = &reaches[x];
        channels sum = from[r->first] * r->weight[0];
        for (int n = 1; n < r->count - 1; n++)
            sum += from[r->first + n];
        if (r->count > 1)
            sum += from[r->first + r->count - 1] * r->weight[1];
        to[x] = sum * r->share;
    }
}

static uint32_t packed(channels c)
{
    uint32_t v[4];
    for (int k = 0; k < 4; k++) {
        int value = (int)(c[k] + 0.5F);
        v[k] = value > 255 ? 255 : (uint32_t)value;
    }
    return v[3] << 24 | v[0] << 16 | v[1] << 8 | v[2];
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        abort();
    return memory;
}

/* Rows are scaled across as they are needed, so that a large picture needs no second copy of itself. */
static uint32_t *scale(const SDL_Surface *from, int width, int height)
{
    uint32_t *out = allocate((size_t)width * (size_t)height, sizeof *out);
    channels *read = allocate((size_t)from->w, sizeof *read), *row = allocate((size_t)width, sizeof *row);
    channels *sum = allocate((size_t)width, sizeof *sum);
    struct reach *reaches = allocate((size_t)width, sizeof *reaches);
    for (int x = 0; x < width; x++)
        reaches[x] = reach_of(x, width, from->w);
    int has = -1; /* the source row that `row` holds: the last of one target row is often the first of the next */
    for (int y = 0; y < height; y++) {
        struct reach r = reach_of(y, height, from->h);
        memset(sum, 0, sizeof *sum * (size_t)width);
        for (int n = 0; n < r.count; n++) {
            if (has != r.first + n) {
                row_read(from, r.first + n, read);
                scale_across(read, reaches, row, width);
                has = r.first + n;
            }
            const float weight = weight_at(&r, n) * r.share;
            for (int x = 0; x < width; x++)
                sum[x] += row[x] * weight;
        }
        for (int x = 0; x < width; x++)
            out[(ptrdiff_t)y * width + x] = packed(sum[x]);
    }
    free(read);
    free(row);
    free(sum);
    free(reaches);
    return out;
}

/* Decoding a picture much larger than it is shown costs more than painting the whole page: the build also keeps each at
 * a half and a quarter ("x@2.png", "x@4.png"), and the smallest that is large enough is taken. */
static SDL_Surface *load_enough(const struct images *i, const char *path, int width, int height)
{
    int whole_width, whole_height, file = open_checked(i, path, 1, &whole_width, &whole_height);
    for (int part = 4; file >= 0 && part > 1; part /= 2) {
        int smaller_width, smaller_height, smaller = -1;
        if (width * part <= whole_width && height * part <= whole_height)
            smaller = open_checked(i, path, part, &smaller_width, &smaller_height);
        if (smaller < 0)
            continue;
        close(file);
        file = smaller;
        break;
    }
    FILE *stream = file < 0 ? NULL : fdopen(file, "rb");
    if (!stream)
        return NULL;
    SDL_RWops *source = SDL_RWFromFP(stream, SDL_TRUE);
    SDL_Surface *out = source ? IMG_LoadPNG_RW(source) : NULL;
    if (source)
        SDL_RWclose(source);
    return out;
}

static uint32_t *load_scaled(const struct images *i, const char *path, int width, int height)
{
    SDL_Surface *loaded = load_enough(i, path, width, height);
    if (loaded && loaded->format->BytesPerPixel != 4) {
        SDL_Surface *wide = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
        SDL_FreeSurface(loaded);
        loaded = wide;
    }
    uint32_t *out = loaded ? scale(loaded, width, height) : NULL;
    if (!out)
        fprintf(stderr, "cairn: warning: no picture %s [picture-missing]\n", path);
    SDL_FreeSurface(loaded);
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

#define PNG_HEAD_BYTES 65536 /* of its chunks, beside rows that do not compress */

bool image_png(struct arena *a, const uint32_t *pixels, int width, int height, const char **bytes_out, size_t *size_out)
{
    size_t room = (size_t)width * (size_t)height * 4 + (size_t)height + PNG_HEAD_BYTES;
    char *bytes = malloc(room);
    /* SDL writes through no const, but reads these alone */
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom((void *)(uintptr_t)pixels, width, height, 32, width * 4,
                                                              SDL_PIXELFORMAT_RGB888);
    SDL_RWops *out = bytes && room <= INT32_MAX ? SDL_RWFromMem(bytes, (int)room) : NULL;
    bool written = surface && out && IMG_SavePNG_RW(surface, out, 0) == 0;
    if (written) {
        *size_out = (size_t)SDL_RWtell(out);
        *bytes_out = arena_copy(a, bytes, *size_out);
    }
    if (out)
        SDL_RWclose(out);
    SDL_FreeSurface(surface);
    free(bytes);
    return written;
}
