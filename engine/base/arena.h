#ifndef ARENA_H
#define ARENA_H
/*
 * arena - memory that is released all together.
 *
 * The pure layers use nothing else: one arena for the programmes, one for the attempt, one for the frame. Memory comes
 * zeroed. When the machine has no memory left the program stops with a message: nothing half-done is ever saved.
 */
#include <stddef.h>

struct arena {
    struct arena_block *last; /* newest block; blocks are chained backwards */
    size_t used_bytes;        /* in the newest block                        */
    size_t total_bytes;       /* handed out since arena_init or arena_clear */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a); /* safe on a zeroed arena, and twice */
void arena_clear(struct arena *a);   /* forgets everything, keeps one block for the next use */

/* Zeroed, aligned for any type; never NULL. `size` 0 gives a pointer that must not be read. */
void *arena_alloc(struct arena *a, size_t size_bytes);
/* A NUL-terminated copy of `length` bytes. */
char *arena_copy(struct arena *a, const char *text, size_t length);
char *arena_strdup(struct arena *a, const char *text);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A list that grows by one: room behind its `count` items of `size` bytes, which move when it is doubled. */
void *list_room(struct arena *a, void *items, int count, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_alloc((a), sizeof(type) * (size_t)(count)))

#endif
