/* video: a short film with captions. */
#include "kind.h"

static const struct field video_fields[] = {
    SHOWN_FIELDS,
};

const struct kind_row kind_video = {"video", {"a video", FIELDS(video_fields)}, NULL, NULL};
