#include "theme.h"

#include <assert.h>
#include <math.h>

static const char *const look_names[] = {"light", "dark", "contrast", "low-glare"};
static const char *const size_names[] = {"S", "M", "L", "XL"};
_Static_assert(sizeof look_names / sizeof *look_names == LOOKS, "every look has a name");
_Static_assert(sizeof size_names / sizeof *size_names == SIZES, "every size has a name");

const char *look_name(enum theme_look look)
{
    assert(look >= 0 && look < LOOKS);
    return look_names[look];
}

const char *size_name(enum theme_size size)
{
    assert(size >= 0 && size < SIZES);
    return size_names[size];
}

bool look_from_name(const char *name, enum theme_look *out)
{
    for (int i = 0; i < LOOKS; i++) {
        if (text_is(name, look_names[i])) {
            *out = (enum theme_look)i;
            return true;
        }
    }
    return false;
}

bool size_from_name(const char *name, enum theme_size *out)
{
    for (int i = 0; i < SIZES; i++) {
        if (text_is(name, size_names[i])) {
            *out = (enum theme_size)i;
            return true;
        }
    }
    return false;
}

/* --- colours ------------------------------------------------------------------------------------------------- */

static const uint32_t palette[LOOKS][COLOURS] = {
    [LOOK_LIGHT] =
        {
            [COLOUR_PAPER] = 0xFFFAF6EE,      [COLOUR_CARD] = 0xFFFFFFFF,       [COLOUR_INK] = 0xFF1C1A17,
            [COLOUR_SOFT] = 0xFF5A544B,       [COLOUR_LINE] = 0xFFCFC6B6,       [COLOUR_EDGE] = 0xFF5A544B,
            [COLOUR_ON_ACCENT] = 0xFFFFFFFF,  [COLOUR_RING] = 0xFF1C1A17,       [COLOUR_RING_GAP] = 0xFFFFD23F,
            [COLOUR_GOOD] = 0xFF1E6B34,       [COLOUR_GOOD_TINT] = 0xFFE4F3E6,  [COLOUR_CARE] = 0xFF8A3512,
            [COLOUR_CARE_TINT] = 0xFFFAEADD,  [COLOUR_WARNING] = 0xFF6E4B00,    [COLOUR_WARNING_TINT] = 0xFFFFF1CC,
            [COLOUR_SPOKEN] = 0xFFFFD23F,     [COLOUR_SPOKEN_INK] = 0xFF1C1A17, [COLOUR_LAMP_RED] = 0xFFE5483D,
            [COLOUR_LAMP_AMBER] = 0xFFF5B301, [COLOUR_LAMP_GREEN] = 0xFF3DA35D, [COLOUR_ON_LAMP] = 0xFF1C1A17,
            [COLOUR_SHADE] = 0xA61C1A17,      [COLOUR_CODE] = 0xFF1C1A17,       [COLOUR_CODE_PAPER] = 0xFFFFFFFF,
        },
    /* Not black: a black page smears for readers with astigmatism. The ring turns round: bright outside, dark gap. */
    [LOOK_DARK] =
        {
            [COLOUR_PAPER] = 0xFF1B1D21,      [COLOUR_CARD] = 0xFF25282E,       [COLOUR_INK] = 0xFFF3EFE7,
            [COLOUR_SOFT] = 0xFFCBC5BA,       [COLOUR_LINE] = 0xFF4A4E57,       [COLOUR_EDGE] = 0xFFA39D92,
            [COLOUR_ON_ACCENT] = 0xFF101215,  [COLOUR_RING] = 0xFFFFD23F,       [COLOUR_RING_GAP] = 0xFF101215,
            [COLOUR_GOOD] = 0xFF86D99A,       [COLOUR_GOOD_TINT] = 0xFF1D3524,  [COLOUR_CARE] = 0xFFF5A983,
            [COLOUR_CARE_TINT] = 0xFF40261A,  [COLOUR_WARNING] = 0xFFF0C75E,    [COLOUR_WARNING_TINT] = 0xFF3A2F14,
            [COLOUR_SPOKEN] = 0xFFFFD23F,     [COLOUR_SPOKEN_INK] = 0xFF1C1A17, [COLOUR_LAMP_RED] = 0xFFF2796F,
            [COLOUR_LAMP_AMBER] = 0xFFFFD23F, [COLOUR_LAMP_GREEN] = 0xFF6FCF8A, [COLOUR_ON_LAMP] = 0xFF101215,
            [COLOUR_SHADE] = 0xB3000000,      [COLOUR_CODE] = 0xFF101215,       [COLOUR_CODE_PAPER] = 0xFFF3EFE7,
        },
    /* Tints stay nearly black: white on anything lighter than #080800 is under 20:1. The border and the tick carry what
     * is chosen. */
    [LOOK_CONTRAST] =
        {
            [COLOUR_PAPER] = 0xFF000000,      [COLOUR_CARD] = 0xFF000000,         [COLOUR_INK] = 0xFFFFFFFF,
            [COLOUR_SOFT] = 0xFFFFFFFF,       [COLOUR_LINE] = 0xFFFFFFFF,         [COLOUR_EDGE] = 0xFFFFFFFF,
            [COLOUR_ACCENT] = 0xFFFFE14D,     [COLOUR_TINT] = 0xFF080800,         [COLOUR_ON_ACCENT] = 0xFF000000,
            [COLOUR_RING] = 0xFFFFFFFF,       [COLOUR_RING_GAP] = 0xFFFFFFFF,     [COLOUR_GOOD] = 0xFF8CFF9E,
            [COLOUR_GOOD_TINT] = 0xFF000600,  [COLOUR_CARE] = 0xFFFFC2A1,         [COLOUR_CARE_TINT] = 0xFF0A0300,
            [COLOUR_WARNING] = 0xFFFFD27A,    [COLOUR_WARNING_TINT] = 0xFF080600, [COLOUR_SPOKEN] = 0xFFFFE14D,
            [COLOUR_SPOKEN_INK] = 0xFF000000, [COLOUR_LAMP_RED] = 0xFFFFB0AA,     [COLOUR_LAMP_AMBER] = 0xFFFFE14D,
            [COLOUR_LAMP_GREEN] = 0xFF8CFF9E, [COLOUR_ON_LAMP] = 0xFF000000,      [COLOUR_SHADE] = 0xD9000000,
            [COLOUR_CODE] = 0xFF000000,       [COLOUR_CODE_PAPER] = 0xFFFFFFFF,
        },
    /* The light look with its white taken away: two thirds of the light, the same order of things. */
    [LOOK_LOW_GLARE] =
        {
            [COLOUR_PAPER] = 0xFFD6CFC0,      [COLOUR_CARD] = 0xFFE2DCCF,       [COLOUR_INK] = 0xFF1F1C18,
            [COLOUR_SOFT] = 0xFF45403A,       [COLOUR_LINE] = 0xFFAFA592,       [COLOUR_EDGE] = 0xFF4E4840,
            [COLOUR_ON_ACCENT] = 0xFFF4EFE4,  [COLOUR_RING] = 0xFF1F1C18,       [COLOUR_RING_GAP] = 0xFFE3B52E,
            [COLOUR_GOOD] = 0xFF15502A,       [COLOUR_GOOD_TINT] = 0xFFCEDCC8,  [COLOUR_CARE] = 0xFF702A0D,
            [COLOUR_CARE_TINT] = 0xFFE6CFBA,  [COLOUR_WARNING] = 0xFF553A00,    [COLOUR_WARNING_TINT] = 0xFFE4D3A2,
            [COLOUR_SPOKEN] = 0xFFE3B52E,     [COLOUR_SPOKEN_INK] = 0xFF1F1C18, [COLOUR_LAMP_RED] = 0xFFD4574B,
            [COLOUR_LAMP_AMBER] = 0xFFE3A51C, [COLOUR_LAMP_GREEN] = 0xFF4C9A62, [COLOUR_ON_LAMP] = 0xFF1F1C18,
            [COLOUR_SHADE] = 0xA61F1C18,      [COLOUR_CODE] = 0xFF1F1C18,       [COLOUR_CODE_PAPER] = 0xFFE2DCCF,
        },
};

static double channel(uint32_t colour, int shift)
{
    double c = (double)((colour >> shift) & 0xFF) / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, relative luminance. */
static double luminance(uint32_t colour)
{
    return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

double contrast_ratio(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

/* `share` of b in a. */
static uint32_t mix(uint32_t a, uint32_t b, double share)
{
    uint32_t out = 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
        double from = (a >> shift) & 0xFF, to = (b >> shift) & 0xFF;
        out |= (uint32_t)lround(from + (to - from) * share) << shift;
    }
    return out;
}

#define ACCENT_CONTRAST 4.6 /* 4.5 is the rule; the rest is for rounding */

static bool is_legible(const uint32_t *c, uint32_t accent)
{
    return contrast_ratio(accent, c[COLOUR_PAPER]) >= ACCENT_CONTRAST &&
           contrast_ratio(accent, c[COLOUR_CARD]) >= ACCENT_CONTRAST &&
           contrast_ratio(accent, c[COLOUR_TINT]) >= ACCENT_CONTRAST &&
           contrast_ratio(accent, c[COLOUR_ON_ACCENT]) >= ACCENT_CONTRAST;
}

/* Where a colour goes when it must get lighter: to a pale one of its own kind, not to grey. */
static uint32_t pale(uint32_t colour)
{
    uint32_t most = 1, pure = 0;
    for (int shift = 0; shift <= 16; shift += 8)
        if (((colour >> shift) & 0xFF) > most)
            most = (colour >> shift) & 0xFF;
    for (int shift = 0; shift <= 16; shift += 8)
        pure |= ((colour >> shift & 0xFF) * 255 / most) << shift;
    return mix(0xFFFFFFFF, pure, 0.35);
}

/* The programme's colour, moved towards the ink no further than reading needs. */
static void put_accent(uint32_t *c, enum theme_look look, uint32_t accent)
{
    accent |= 0xFF000000;
    bool on_light = look == LOOK_LIGHT || look == LOOK_LOW_GLARE;
    c[COLOUR_TINT] = mix(c[COLOUR_CARD], accent, on_light ? 0.12 : 0.18);
    if (look == LOOK_LIGHT && accent == 0xFF0A6B68)
        c[COLOUR_TINT] = 0xFFDFF0EE; /* as drawn */
    uint32_t towards = on_light ? 0xFF000000 : pale(accent);
    c[COLOUR_ACCENT] = accent;
    for (int percent = 0; percent <= 100 && !is_legible(c, c[COLOUR_ACCENT]); percent += 2)
        c[COLOUR_ACCENT] = mix(accent, towards, percent / 100.0);
}

/* --- sizes --------------------------------------------------------------------------------------------------- */

static int round_px(double px)
{
    return (int)lround(px);
}

int theme_px(const struct theme *t, int design_px)
{
    return round_px(design_px * t->scale);
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

/* Lines keep their length in millimetres: a larger screen shows the same page larger, not more of it. 0.96 keeps body
 * text at 24 px on 1024x768; beyond 2.5 (4K on its side) a kiosk's screen would be a wall. */
static double screen_scale(int width, int height)
{
    int shorter = width < height ? width : height;
    return clamp(shorter / 800.0, 0.96, 2.5);
}

static void put_types(struct theme *t, double k)
{
#define TYPE(size, line) ((struct type){round_px((size)*k), round_px((line)*k)})
    t->title = TYPE(52, 62);
    t->heading = TYPE(40, 48);
    t->subheading = TYPE(27, 36);
    t->body = TYPE(25, 38);
    t->hint = TYPE(21, 30);
    t->small = TYPE(18, 24);
    t->button = TYPE(26, 34);
    t->digit = TYPE(40, 48);
    t->bar = TYPE(20, 26);
#undef TYPE
}

static void put_sizes(struct theme *t)
{
    static const double type_factor[SIZES] = {0.88, 1, 1.2, 1.45};
    double s = t->scale, type = type_factor[t->size];
    /* Bars and margins grow by less than the type in them, or an XL page would have no middle. */
    t->controls = 1 + (type - 1) * 0.6;
    double c = s * t->controls;
    put_types(t, s * type);
    bool narrow = t->width < round_px(1200 * s) && !t->portrait;
    t->top_bar = round_px(80 * c);
    t->bottom_bar = round_px(104 * c);
    t->margin = round_px((narrow ? 40 : 64) * s);
    t->gap_small = round_px(16 * s);
    t->gap = round_px(24 * s);
    t->gap_large = round_px(40 * s);
    t->target_min = round_px(clamp(44 * s, 44, 88));
    t->button_height = round_px(72 * c);
    t->option_height = round_px(76 * (t->size == SIZE_S ? s : c));
    t->icon = round_px(32 * c);
    t->radius = round_px(16 * s);
    t->card_radius = round_px(20 * s);
    t->card_pad = round_px(24 * s);
    t->focus_px = 8;
    t->column_max = round_px(860 * s * type);
}

struct theme theme_make(enum theme_look look, enum theme_size size, int width, int height, uint32_t accent)
{
    assert(look >= 0 && look < LOOKS && size >= 0 && size < SIZES && width > 0 && height > 0);
    struct theme t = {.look = look, .size = size, .width = width, .height = height, .portrait = height > width};
    t.scale = screen_scale(width, height);
    put_sizes(&t);
    for (int i = 0; i < COLOURS; i++)
        t.colour[i] = palette[look][i];
    if (look != LOOK_CONTRAST)
        put_accent(t.colour, look, accent);
    return t;
}
