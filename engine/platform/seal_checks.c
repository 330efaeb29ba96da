#include "seal_checks.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 512 /* ahead of the thread; 80 kB */
#define BATCH    64  /* that it is woken for: waking costs as much as a signature */

struct job {
    int64_t number;
    char name[SEAL_CHECK_NAME];
    uint8_t public_key[SEAL_PUBLIC_BYTES], hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    bool demonstration;
};

struct seal_checks {
    pthread_t thread;
    bool has_thread; /* false: there was none left, and each is looked at when it is added */
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job jobs[JOBS_MAX]; /* a ring */
    int first, count;
    bool ends;
    struct seal_checked wrong;
};

static bool is_good(const struct job *j)
{
    return seal_verify(j->public_key, j->demonstration, j->hash, j->signature);
}

/* The first of them by number, in whatever order they are looked at. */
static void note(struct seal_checks *c, const struct job *j)
{
    if (c->wrong.number >= 0 && c->wrong.number < j->number)
        return;
    c->wrong.number = j->number;
    memcpy(c->wrong.name, j->name, sizeof c->wrong.name);
}

/* A job stays in the ring until it was looked at, so that an empty ring means that all were. */
static void *work(void *context)
{
    struct seal_checks *c = context;
    pthread_mutex_lock(&c->lock);
    for (;;) {
        while (c->count < BATCH && !c->ends)
            pthread_cond_wait(&c->more, &c->lock);
        if (c->count == 0)
            break;
        int batch = c->count < BATCH ? c->count : BATCH;
        const struct job *wrong = NULL;
        int64_t before = c->wrong.number < 0 ? INT64_MAX : c->wrong.number;
        pthread_mutex_unlock(&c->lock);
        for (int i = 0; !wrong && i < batch; i++) {
            const struct job *j = &c->jobs[(c->first + i) % JOBS_MAX]; /* `first` is this thread's alone */
            wrong = j->number >= before || is_good(j) ? NULL : j;
        }
        pthread_mutex_lock(&c->lock);
        if (wrong)
            note(c, wrong);
        c->first = (c->first + batch) % JOBS_MAX;
        c->count -= batch;
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

struct seal_checks *seal_checks_open(void)
{
    struct seal_checks *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->wrong.number = -1;
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->more, NULL);
    c->has_thread = pthread_create(&c->thread, NULL, work, c) == 0;
    return c;
}

void seal_checks_add(struct seal_checks *c, int64_t number, const char *name,
                     const uint8_t public_key[SEAL_PUBLIC_BYTES], bool demonstration,
                     const uint8_t hash[SEAL_HASH_BYTES], const uint8_t signature[SEAL_SIGNATURE_BYTES])
{
    struct job job = {.number = number, .demonstration = demonstration};
    snprintf(job.name, sizeof job.name, "%s", name);
    memcpy(job.public_key, public_key, sizeof job.public_key);
    memcpy(job.hash, hash, sizeof job.hash);
    memcpy(job.signature, signature, sizeof job.signature);
    pthread_mutex_lock(&c->lock);
    if (!c->has_thread || c->count == JOBS_MAX) { /* it is behind: better to do one here than to wait */
        pthread_mutex_unlock(&c->lock);
        bool good = is_good(&job);
        pthread_mutex_lock(&c->lock);
        if (!good)
            note(c, &job);
        pthread_mutex_unlock(&c->lock);
        return;
    }
    c->jobs[(c->first + c->count++) % JOBS_MAX] = job;
    if (c->count % BATCH == 0)
        pthread_cond_signal(&c->more);
    pthread_mutex_unlock(&c->lock);
}

bool seal_checks_found(struct seal_checks *c)
{
    pthread_mutex_lock(&c->lock);
    bool found = c->wrong.number >= 0;
    pthread_mutex_unlock(&c->lock);
    return found;
}

struct seal_checked seal_checks_end(struct seal_checks *c)
{
    pthread_mutex_lock(&c->lock);
    c->ends = true;
    pthread_cond_signal(&c->more);
    pthread_mutex_unlock(&c->lock);
    if (c->has_thread)
        pthread_join(c->thread, NULL);
    struct seal_checked wrong = c->wrong;
    pthread_cond_destroy(&c->more);
    pthread_mutex_destroy(&c->lock);
    free(c);
    return wrong;
}
