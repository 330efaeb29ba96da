/* A helper that has been taken over by its file: what it writes into the shared memory is as wrong as can be. How, says
 * the first letter of the "video". test_media starts it in place of cairn-media. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "media_share.h"

/* One good picture and enough sound, so that it plays. */
static void begin(struct media_share *share, uint32_t order)
{
    share->picture[0] = (struct media_picture){.order = order, .at_ms = 0, .width = 16, .height = 9};
    atomic_store(&share->length_ms, 3000);
    atomic_store(&share->has_sound, 1);
    atomic_store(&share->sound_first, 0);
    atomic_store(&share->sound_made, MEDIA_RATE_HZ);
    atomic_store(&share->pictures_made, 1);
    atomic_store(&share->status, MEDIA_READING);
    atomic_store(&share->answered, order);
}

static void lie(struct media_share *share, uint32_t order, char how)
{
    share->picture[1] = (struct media_picture){.order = order, .at_ms = 0, .width = 16, .height = 9};
    switch (how) {
    case 'c': /* more pictures than there are places */
        atomic_store(&share->pictures_made, 4000000000u);
        return;
    case 'w':
        share->picture[1].width = 4000000000u;
        break;
    case 'h':
        share->picture[1].height = MEDIA_HEIGHT_MAX + 1;
        break;
    case 'z':
        share->picture[1].height = 0;
        break;
    case 't':
        share->picture[1].at_ms = 4000000000u;
        break;
    case 's': /* more sound than there are places */
        atomic_store(&share->sound_made, 3000000000u);
        return;
    case 'f': /* a reason that is none */
        atomic_store(&share->fault, 77);
        atomic_store(&share->status, MEDIA_BROKEN);
        return;
    default:
        return;
    }
    atomic_store(&share->pictures_made, 2);
}

int main(void)
{
    char how = 0;
    struct media_order order;
    struct media_share *share = mmap(NULL, sizeof *share, PROT_READ | PROT_WRITE, MAP_SHARED, MEDIA_FD_SHARE, 0);
    if (share == MAP_FAILED || read(MEDIA_FD_FILE, &how, 1) != 1)
        return 1;
    if (how == 'x' && ftruncate(MEDIA_FD_SHARE, 0) == 0) /* the kiosk would die of it */
        memset(share, 0, sizeof *share);
    for (int took = 0; read(MEDIA_FD_ORDERS, &order, sizeof order) == (ssize_t)sizeof order; took++) {
        if (took == 0 && how == 'l') /* longer than may be */
            atomic_store(&share->length_ms, 4000000000u);
        if (took == 0 && how == 'l')
            atomic_store(&share->answered, order.number);
        else if (took == 0)
            begin(share, order.number);
        else
            lie(share, order.number ? order.number : 1, how);
    }
    return 0;
}
