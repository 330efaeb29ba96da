#ifndef KIOSK_BENCH_H
#define KIOSK_BENCH_H
/*
 * kiosk_bench - a kiosk on a disk that fails when told to, with a module of a few lines: two fields to write in, a
 * question that staff must hear of, a minute to breathe.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "disk_log.h"
#include "fault_vfs.h"
#include "kiosk_stage.h"
#include "kiosk_state.h"
#include "robot.h"

struct kiosk_bench {
    char modules[256], folder[256];
    struct library library;
    struct kiosk_stage stage;
    struct robot robot;
    struct arena arena;
};

int bench_start(void **state); /* of the group of tests */
int bench_stop(void **state);
void bench_begin(struct kiosk_bench *b); /* signed in, at home */
void bench_end(struct kiosk_bench *b);
void bench_module(struct kiosk_bench *b, const char *title_of_b); /* writes the module; changes its second question */
void bench_second(struct kiosk_bench *b); /* a second module, with nothing but mistakes */
void bench_library(struct kiosk_bench *b);                        /* reads the modules again; no kiosk may be open */
void bench_cut(struct kiosk_bench *b);                            /* the power goes; the kiosk comes back, nobody signed in */
void bench_sign_in(struct kiosk_bench *b);                        /* below the PIN, which takes 80 ms */
void bench_press(struct kiosk_bench *b, const char *id);
void bench_open(struct kiosk_bench *b); /* the module, from home */

bool bench_shows(struct kiosk_bench *b, const char *text);
const char *bench_draft(struct kiosk_bench *b, const char *exercise); /* as the store has it; "" when none */
const char *bench_answer(struct kiosk_bench *b, const char *exercise, const char *name); /* as the journal has it */
int bench_count(struct kiosk_bench *b, enum event_kind kind);         /* events of any attempt, from the store */
int bench_concerns(struct kiosk_bench *b);

#endif
