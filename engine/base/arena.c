#include "arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024) /* a page's frame fits in one; a module in a few */

struct arena_block {
    struct arena_block *before;
    size_t size_bytes;
    alignas(max_align_t) unsigned char bytes[];
};

static struct arena_block *block_new(struct arena_block *before, size_t size_bytes)
{
    if (size_bytes > SIZE_MAX - sizeof(struct arena_block) || size_bytes > (size_t)1 << 32) {
        fputs("cairn: more memory was asked for than can be right; stopping\n", stderr);
        abort();
    }
    struct arena_block *block = malloc(sizeof *block + size_bytes);
    if (!block) {
        fputs("cairn: out of memory; stopping before anything is half-saved\n", stderr);
        abort();
    }
    block->before = before;
    block->size_bytes = size_bytes;
    return block;
}

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

void arena_release(struct arena *a)
{
    while (a->last) {
        struct arena_block *before = a->last->before;
        free(a->last);
        a->last = before;
    }
    arena_init(a);
}

void arena_clear(struct arena *a)
{
    while (a->last && a->last->before) {
        struct arena_block *before = a->last->before;
        free(a->last);
        a->last = before;
    }
    a->used_bytes = 0;
    a->total_bytes = 0;
}

void *arena_alloc(struct arena *a, size_t size_bytes)
{
    size_t step = alignof(max_align_t);
    size_t rounded = (size_bytes + step - 1) / step * step;
    if (!a->last || rounded > a->last->size_bytes - a->used_bytes) {
        a->last = block_new(a->last, rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES);
        a->used_bytes = 0;
    }
    void *memory = a->last->bytes + a->used_bytes;
    a->used_bytes += rounded;
    a->total_bytes += rounded;
    memset(memory, 0, rounded);
    return memory;
}

char *arena_copy(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
    return arena_copy(a, text, strlen(text));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = arena_alloc(a, length < 0 ? 1 : (size_t)length + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *list_room(struct arena *a, void *items, int count, size_t size)
{
    if (count && (count < 8 || (count & (count - 1))))
        return items;
    void *more = arena_alloc(a, size * (size_t)(count ? 2 * count : 8));
    if (count)
        memcpy(more, items, size * (size_t)count);
    return more;
}
