#ifndef DECODE_H
#define DECODE_H
/*
 * decode - packets into the pictures and the sound of the shared memory, as far as there is room for them.
 */
#include "webm.h"

struct decoder; /* opaque */

/* NULL with the fault. The memory is the kiosk's: only what media_share.h calls the helper's is written. */
struct decoder *decoder_open(struct webm *file, struct media_share *share, enum media_fault *fault_out);
/* Begins anew for this order. */
enum media_fault decoder_order(struct decoder *d, const struct media_order *order);

enum decoder_step { DECODER_WORKED, DECODER_FULL /* until the kiosk has taken something */, DECODER_DONE, DECODER_FAILED };
/* One small piece of work. */
enum decoder_step decoder_step(struct decoder *d, enum media_fault *fault_out);

#endif
