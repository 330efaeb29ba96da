/* A card reader types what is on the card, as a keyboard does, and ends with Enter. */
#include <string.h>

#include "kiosk_state.h"

#define READER_PAUSE_MS 2000 /* between two letters: a reader takes milliseconds */

bool kiosk_reads_cards(const struct kiosk *k)
{
    return k->drivers.store && !k->overlay && (k->screen == SCREEN_ATTRACT || k->screen == SCREEN_SIGN_IN);
}

static void take_letter(struct card_reader *r, char c)
{
    size_t length = strlen(r->typed);
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (length + 1 < sizeof r->typed)
        r->typed[length] = c;
}

/* The PIN (or the pictures of whoever has those) is asked for whether anybody has that card or not. */
static void card_end(struct kiosk *k)
{
    struct card_reader *r = &k->reader;
    bool good = card_token_is_valid(r->typed);
    bool pictures = good && store_card_asks_pictures(k->drivers.store, r->typed);
    k->form = (struct sign_in_form){.stage = pictures ? STAGE_PICTURES : good ? STAGE_PIN : STAGE_CODE};
    pictures_mix(k);
    if (good)
        memcpy(k->form.token, r->typed, sizeof k->form.token);
    else
        k->form.message = WORDS("That card could not be read. Try it again, or type the code.");
    seal_wipe(r, sizeof *r);
    kiosk_go(k, SCREEN_SIGN_IN);
}

bool kiosk_card_type(struct kiosk *k, const struct input *in)
{
    struct card_reader *r = &k->reader;
    int64_t now = kiosk_boot_ms(k);
    if (!kiosk_reads_cards(k) || now - r->at_ms > READER_PAUSE_MS)
        seal_wipe(r->typed, sizeof r->typed);
    if (!kiosk_reads_cards(k))
        return false;
    if (in->kind == INPUT_KEY && in->key == KEY_ENTER && *r->typed) {
        card_end(k);
        return true;
    }
    if (in->kind != INPUT_TEXT)
        return false;
    for (const char *c = in->text; *c; c++)
        if (*r->typed || *c == CARD_START[0] || *c == CARD_START[0] - 'A' + 'a')
            take_letter(r, *c); /* digits alone are a person's: the code */
    r->at_ms = now;
    return *r->typed != '\0';
}
