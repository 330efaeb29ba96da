#ifndef SCENES_H
#define SCENES_H
/*
 * scenes - what is done at a store while something fails, and what must be true of it afterwards.
 *
 * Two terminals that trust each other; at the first somebody is half through a session with one record behind them. Each
 * scene begins from the same files. `act` notes what it was told "yes" to as it goes: what stops the program stops it
 * there. `judge` opens the store again, with nothing failing: each yes is there, what got a no can be done again and comes
 * out once.
 */
#include "store_copy.h"
#include "store_stage.h"

#define SAID_MAX   4
#define LEAKED_MAX 8

struct said {
    bool yes[SAID_MAX];
    bool after_no; /* a yes from a store that had broken */
    int ended;     /* acts that came to their end */
};

struct scenes {
    struct stage here, there;
    struct store_copy here_copy, there_copy, cut_day_copy;
    char record[UUID_TEXT];
    char bundle_path[128], output_path[128];
    const char *keys, *bundle, *output; /* of the other terminal; what comes from here; what records export prints */
    size_t keys_size, bundle_size, output_size;
    struct arena arena; /* of those */
    void *leaked[LEAKED_MAX]; /* by the control */
    int leaked_count;
    char note[300];
};

struct scene {
    const char *name;
    enum { AT_HERE, AT_THE_OTHER, AT_A_CUT_DAY } place; /* the day: the next key is to take over, and the old one is gone */
    bool opens; /* opens the store itself; else it is open when things begin to fail */
    bool opens_too; /* and another scene has looked at opening: of the memory that it takes some will do */
    void (*act)(struct scenes *s, struct said *said);
    const char *(*judge)(struct scenes *s, const struct said *said); /* NULL: all is well */
};

/* `break_off` is called with 1, 2 and so on before a day begins, and with 0 after it: that call of the disk and all later
 * ones are to fail. */
void scenes_begin(struct scenes *s, void (*break_off)(int at));
void scenes_end(struct scenes *s);
struct stage *scene_stage(struct scenes *s, const struct scene *scene);
void scene_reset(struct scenes *s, const struct scene *scene); /* the files as they were, and open unless it opens */

extern const struct scene scenes_all[];
extern const int scenes_count;
/* Controls: an act with a fault in it. It says yes whatever it was told; it keeps memory; it does not look at what it
 * got. */
extern const struct scene scene_that_lies, scene_that_leaks, scene_that_crashes;

#endif
