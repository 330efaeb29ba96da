#ifndef FRAME_INSIDE_H
#define FRAME_INSIDE_H
/*
 * frame_inside - what the frame's own files share: the audio bar between Back and Next.
 */
#include "frame.h"

/* The least width at which everything of the audio bar can still be pressed. */
int frame_audio_least(struct ui *ui, const struct audio_bar *audio);
void frame_audio(struct ui *ui, struct rect r, const struct audio_bar *audio);

#endif
