/* image: a picture. */
#include "kind.h"

static const char *const image_places[] = {"beside", "above", NULL};

static const struct field image_fields[] = {
    SHOWN_FIELDS,
    {.key = "src", .type = FIELD_PICTURE, .at = offsetof(struct block, image.src), .required = true},
    {.key = "alt", .type = FIELD_WORDS, .at = offsetof(struct block, image.alt)},
    {.key = "decorative", .type = FIELD_FLAG, .at = offsetof(struct block, image.decorative)},
    {.key = "place", .type = FIELD_SECOND, .at = offsetof(struct block, image.above), .names = image_places},
};

static void check_image(const struct check *c, const struct block *b)
{
    check_media(c, b->pointer, "src", b->image.src);
    check_words(c, &b->image.alt, false);
    if (b->image.decorative && b->image.alt.count)
        check_error(c, check_at_key(c, b->pointer, "decorative"), "alt",
                    "a decorative picture has no \"alt\": choose one");
    else if (!b->image.decorative && !b->image.alt.count)
        problem_hint(c->problems, check_error(c, check_at(c, b->pointer), "alt", "this picture has no \"alt\""),
                     "say in words what it shows, or write \"decorative\": true when the words beside it say it all");
}

const struct kind_row kind_image = {"image", {"an image", FIELDS(image_fields)}, NULL, check_image};
