#ifndef BENCH_H
#define BENCH_H
/*
 * bench - figures: how long things take, in this run, on this machine.
 *
 * Machines drift by half within an hour, so that a figure alone says little: what the kiosk does on a screen is
 * measured beside the floor program in the same run, and the ratio is what to look at.
 */
#include <stdbool.h>
#include "kiosk.h"

#define SAMPLES_MAX 1024

struct samples {
    double ms[SAMPLES_MAX];
    int count;
};

double now_ms(void);
void pause_ms(double ms);
void sample_add(struct samples *s, double ms);
double sample_part(struct samples *s, double part); /* 0.5: median; sorts */

/* What a person does on the way to a page with something to choose: clicks, found by a kiosk without a
 * screen. */
#define STEPS_MAX 32
struct step { /* a click */
    int x, y;
};

struct route {
    struct step step[STEPS_MAX];
    int count;
    struct step choose[2]; /* clicked in turn */
    int watch_x, watch_y;  /* a pixel that changes with each */
};

struct loading { /* and checking one module */
    double ms, bytes;
    int blocks, errors;
};

struct inside { /* measured within this process */
    struct samples repaint_1280, repaint_1920, frame, changed, commit;
    struct loading large, busy;
    double speech_cold_ms, speech_warm_ms;
};

/* `folder` is made and holds a demonstration store afterwards, in which the route has been walked. */
bool inside_measure(const char *folder, const char *modules, const char *assets, const char *media, struct route *route,
                    struct inside *out);
bool inside_store(const char *folder); /* a fresh demonstration store */

struct film { /* the showcase's, 10 s: decoded by the helper, painted in this process */
    struct samples first; /* from Play to the first picture, the helper not running before */
    double own_percent, helper_percent;
    int looks_when_ended; /* wanted by the loop: a still page has none */
    bool good;
};
void film_measure(const char *bin, const char *assets, const char *media, int times, struct film *out);

struct kinds { /* turning to a page with every kind of block, 1920x1080, XL */
    struct samples turn;
    int blocks;
};
bool kinds_measure(const char *modules, const char *assets, const char *media, struct kinds *out);

/* Reading so many records of a thousand people and adding up what they come to; negative when it went wrong. */
double report_measure_ms(int count);

struct durable { /* one small row made durable, in turn: a bare write, bare SQLite, the store */
    struct samples raw, sqlite, store;
};
/* `folder` holds a demonstration store. */
bool durable_measure(const char *folder, int commits, struct durable *out);
/* Completes so many attempts there, and verifies all records; negative when it went wrong. */
double verify_measure_per_minute(const char *folder, int records);
/* The report about one person with so many records, read, decided and laid out as HTML; negative when it went wrong. */
double person_report_measure_ms(int count);

/* The program `cairn lint` over all of `modules`, or with `path` ("/x/y.json") over a part; negative when it went wrong. */
double lint_measure_ms(const char *bin, const char *modules, const char *path, int times);

struct outside { /* of a program on a screen */
    struct samples start, click;
    double idle_percent, pss_mb;
    int missed; /* clicks after which nothing changed */
};

struct screen; /* an X server of our own */
struct screen *screen_open(void);
void screen_close(struct screen *s);
/* Starts the program `times` times until its first page shows. */
bool screen_start(struct screen *s, char *const argv[], int times, struct outside *out);
/* Starts it, walks the route, clicks, then leaves it alone for a while. */
bool screen_use(struct screen *s, char *const argv[], const struct route *route, int clicks, int still_s,
                struct outside *out);

#endif
