/* What the person did before in this programme: their other attempts, lived through again for the one that opens. */
#include "kiosk_state.h"

/* Oldest first: by when something last happened in them. */
static void sort_attempts(struct store_attempt *list, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && list[j].last_at < list[j - 1].last_at; j--) {
            struct store_attempt swap = list[j];
            list[j] = list[j - 1];
            list[j - 1] = swap;
        }
}

bool kiosk_load_past(struct kiosk *k)
{
    struct store_attempt *stored;
    struct arena *arena = &k->attempt_arena, events;
    int count = store_attempts(k->drivers.store, arena, k->person.id, &stored), kept = 0;
    if (count < 0)
        return false;
    sort_attempts(stored, count);
    struct attempt **past = ARENA_ARRAY(arena, struct attempt *, count > 0 ? count : 1);
    bool good = true;
    arena_init(&events);
    for (int i = 0; i < count && good; i++) {
        const struct module *m = programme_module(k->programme, stored[i].module);
        if (!m || !text_is(stored[i].programme, k->programme->id) || text_is(stored[i].id, k->stored.id))
            continue;
        past[kept] = attempt_new(arena, k->programme, m, attempt_settings_of(k->attempt));
        good = kiosk_replay(k, &events, stored[i].id, past[kept++], NULL, NULL);
        arena_clear(&events);
    }
    arena_release(&events);
    if (good)
        attempt_set_past(k->attempt, (struct past){.attempts = past, .count = kept});
    return good;
}
