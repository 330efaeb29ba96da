#include "texts.h"

#include <stdint.h>
#include <string.h>

#define ROOM_FIRST 64

/* FNV-1a (Fowler, Noll, Vo). */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

void texts_init(struct texts *t, struct arena *a)
{
    *t = (struct texts){.arena = a};
}

/* Its slot, or the empty one in which it would be. At least half of the slots are empty. */
static int slot_of(const struct texts *t, const char *text)
{
    uint32_t at = hash_of(text) & (uint32_t)(t->room - 1);
    while (t->slots[at] && strcmp(t->slots[at], text) != 0)
        at = (at + 1) & (uint32_t)(t->room - 1);
    return (int)at;
}

static void grow(struct texts *t)
{
    struct texts before = *t;
    t->room = before.room ? 2 * before.room : ROOM_FIRST;
    t->slots = ARENA_ARRAY(t->arena, const char *, t->room);
    memset(t->slots, 0, sizeof *t->slots * (size_t)t->room);
    for (int i = 0; i < before.room; i++)
        if (before.slots[i])
            t->slots[slot_of(t, before.slots[i])] = before.slots[i];
}

bool texts_has(const struct texts *t, const char *text)
{
    return t->room && t->slots[slot_of(t, text)];
}

bool texts_add(struct texts *t, const char *text)
{
    if (2 * (t->count + 1) > t->room)
        grow(t);
    int at = slot_of(t, text);
    if (t->slots[at])
        return false;
    t->slots[at] = text;
    t->count++;
    return true;
}
