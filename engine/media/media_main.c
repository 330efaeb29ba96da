/*
 * cairn-media - decodes one video for the kiosk, which starts it and kills it: `cairn-media` with its open files in
 * place (media_share.h). By hand only as
 *
 *     cairn-media --self-check     does this machine lock it up as it should?
 */
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <libavutil/log.h>
#include <seccomp.h>

#include "decode.h"
#include "sandbox.h"

/* It waits for orders, and for the rest it computes. A 1080p video takes 30 MB of its own; half an hour of the
 * processor is three times the longest one, at full speed. */
static const int calls[] = {SCMP_SYS(poll), SCMP_SYS(ppoll)};
static const struct sandbox rules = {
    .calls = calls,
    .call_count = sizeof calls / sizeof *calls,
    .data_max = (size_t)256 * 1024 * 1024,
    .processor_max_s = 1800,
    .files_max = MEDIA_FDS, /* 0 would forbid poll as well */
};

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0"; /* which looks from a process of its own; and the process ends with its one file */
}
#endif

static int give_up(struct media_share *share, enum media_fault fault)
{
    atomic_store(&share->fault, fault);
    atomic_store(&share->status, MEDIA_BROKEN);
    return EXIT_FAILURE;
}

/* Takes one order if there is one; waits for it when `wait`. False: the kiosk has gone. */
static bool take_order(bool wait, struct media_order *out)
{
    struct pollfd orders = {.fd = MEDIA_FD_ORDERS, .events = POLLIN};
    out->number = 0;
    if (poll(&orders, 1, wait ? -1 : 0) <= 0)
        return true;
    return read(MEDIA_FD_ORDERS, out, sizeof *out) == (ssize_t)sizeof *out;
}

static int serve(struct decoder *d, struct media_share *share)
{
    enum decoder_step step = DECODER_FULL; /* nothing to do before the first order */
    enum media_fault fault = MEDIA_NO_FAULT;
    bool begun = false;
    for (;;) {
        struct media_order order;
        if (!take_order(step != DECODER_WORKED, &order))
            return EXIT_SUCCESS;
        if (order.number) {
            fault = decoder_order(d, &order);
            if (fault)
                return give_up(share, fault);
            atomic_store(&share->status, MEDIA_READING);
            atomic_store(&share->answered, order.number);
            begun = true;
        }
        if (!begun)
            continue;
        step = decoder_step(d, &fault);
        if (step == DECODER_FAILED)
            return give_up(share, fault);
        if (step == DECODER_DONE)
            atomic_store(&share->status, MEDIA_ALL_MADE);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "--self-check"))
        return sandbox_check(&rules) ? EXIT_SUCCESS : EXIT_FAILURE;
    bool alone = sandbox_close_others(MEDIA_FDS);
    struct media_share *share = mmap(NULL, sizeof *share, PROT_READ | PROT_WRITE, MAP_SHARED, MEDIA_FD_SHARE, 0);
    if (share == MAP_FAILED) {
        fputs("cairn-media: it is the kiosk that starts this, for videos; see --self-check\n", stderr);
        return EXIT_FAILURE;
    }
    if (!alone || !sandbox_lock(&rules))
        return give_up(share, MEDIA_FAULT_SANDBOX);
    atomic_store(&share->status, MEDIA_LOCKED);
    av_log_set_level(AV_LOG_QUIET);
    struct webm file;
    enum media_fault fault = webm_open(&file, MEDIA_FD_FILE);
    struct decoder *d = fault ? NULL : decoder_open(&file, share, &fault);
    if (!d)
        return give_up(share, fault);
    atomic_store(&share->length_ms, (uint32_t)file.length_ms);
    atomic_store(&share->has_sound, file.stream[WEBM_SOUND] ? 1 : 0);
    return serve(d, share);
}
