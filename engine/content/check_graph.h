#ifndef CHECK_GRAPH_H
#define CHECK_GRAPH_H
/*
 * check_graph - where each page of a module can lead, as attempt_path.c goes there.
 *
 * A state is a page and the place on the path it stands at: its own, or, for an extra page, that of the page which called
 * it and which it goes back to. Conditions are not worked out, unless somebody who knows more (`can`) says what each can
 * come to: a page can lead wherever some answers might send a person.
 */
#include "check_inside.h"

#define GRAPH_PAGES_MAX (PAGES_MAX * 2) /* those of the feedback too */

enum { CAN_HOLD = 1, CAN_FAIL = 2 };

struct graph {
    const struct module *m;
    int count; /* pages; as the index of a page: the end */
    /* What a rule can come to: CAN_HOLD, CAN_FAIL or both. NULL: both, for all that read something. */
    unsigned (*can)(void *context, const struct rule *r);
    void *context;
    int sure; /* a page that is taken to be on the path always; -1: none */
};

struct graph graph_of(const struct module *m);
unsigned graph_can(const struct graph *g, const struct rule *r);
/* `to` has room for all pages and the end. */
void graph_start(const struct graph *g, bool *to);
void graph_next(const struct graph *g, int page, int at, bool *to);

/* State numbers, from 0 to graph_states - 1; the end is the last. */
int graph_states(const struct graph *g);
int graph_state(const struct graph *g, int page, int from_at); /* of a page that was come to from a state at `from_at` */
int graph_page(const struct graph *g, int state);              /* g->count: the end */
int graph_at(const struct graph *g, int state);

#define NOT_REACHED (-2)
#define FROM_START  (-1)
/* The states reached from the start without going over page `avoid` (-1: over any): in `from`, for each state, the one it
 * was come to from, on a shortest way. */
int *graph_walk(const struct graph *g, struct arena *arena, int avoid);
/* "a → c → d": the way to a state that was reached. */
const char *graph_way(const struct graph *g, const int *from, int state, struct arena *arena);

#endif
