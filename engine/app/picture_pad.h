#ifndef PICTURE_PAD_H
#define PICTURE_PAD_H
/*
 * picture_pad - the nine pictures that may stand for a PIN: how they look, what they are called, and choosing among them.
 *
 * They are known by their number, '1' to '9', as the store draws them. Where each stands is mixed up anew at each try, so
 * that neither smears on the glass nor a look from behind tell anything; their names are heard in headphones only.
 */
#include "ui.h"

struct kiosk;

const char *picture_name(char picture);  /* msgid: "Boat" */
const char *picture_media(char picture); /* "illustrations/picture-boat.svg" */

/* Mixes up form.order. */
void pictures_mix(struct kiosk *k);
/* Nine to press and Start again, in `r`; with `go` below. Returns the height. */
int pictures_view(struct kiosk *k, struct ui *ui, struct rect r, const char *go_text, const char *go_item);
/* Takes what was pressed there into form.digits. True when it was one. */
bool pictures_press(struct kiosk *k, const struct press *press);
/* Those that were drawn ("472"), in order, with their names; seen and never said. Returns the height. */
int pictures_shown(struct ui *ui, struct rect r, const char *pictures, enum colour on);

#endif
