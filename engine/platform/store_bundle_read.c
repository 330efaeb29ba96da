#include "store_bundle_inside.h"

#include <stdlib.h>
#include <string.h>

bool bundle_refuse(struct problems *problems, const char *code, const char *words)
{
    problem_error(problems, PLACE_NONE, code, "%s", words);
    return false;
}

bool bundle_damaged(struct problems *problems)
{
    return bundle_refuse(problems, "bundle-damaged", "the bundle is not whole: export it again");
}

const char *part_text(const struct bundle *b, const struct part *p, const char *name)
{
    return body_text(b->a, p->object, name);
}

const char *part_text_or_null(const struct bundle *b, const struct part *p, const char *name)
{
    const char *text = part_text(b, p, name);
    return *text ? text : NULL;
}

bool part_number(const struct bundle *b, const struct part *p, const char *name, int64_t *out)
{
    const char *text = part_text(b, p, name);
    char *end;
    *out = strtoll(text, &end, 10);
    return *text && !*end && *out >= 0 && *out < INT64_C(1) << 53;
}

bool part_resolution(const struct bundle *b, const struct part *p, struct resolution_row *out)
{
    int64_t credited;
    *out = (struct resolution_row){.id = part_text(b, p, "id"),
                                   .person = b->person,
                                   .requirement = part_text(b, p, "requirement"),
                                   .date = part_text(b, p, "date"),
                                   .who = part_text(b, p, "who"),
                                   .reason = part_text(b, p, "reason"),
                                   .settles = part_text(b, p, "settles"),
                                   .salt = part_text(b, p, "salt")};
    if (!*out->id || !part_number(b, p, "at", &out->at) || !part_number(b, p, "credited", &credited) || credited > 1)
        return false;
    out->credited = credited == 1;
    return true;
}

bool part_turn(const struct bundle *b, const char *line, struct turn *out)
{
    char *end;
    *out = (struct turn){.turn = strtoll(line, &end, 10)};
    return out->turn > 0 && *line != ' ' && *end == ' ' && event_read(b->a, end + 1, strlen(end + 1), &out->event) &&
           out->event.sitting;
}

/* --- lines to parts --------------------------------------------------------------------------------------------- */

/* The next line, NUL in place of its end; NULL after the last or where one has no end. */
static char *line_take(char **at)
{
    char *line = *at, *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *at = end + 1;
    return line;
}

static bool part_take(struct bundle *b, char *line, char **at)
{
    int64_t lines = 0;
    b->parts = list_room(b->a, b->parts, b->part_count, sizeof *b->parts);
    struct part *p = &b->parts[b->part_count++];
    *p = (struct part){.object = body_read(b->a, line, strlen(line))};
    if (!p->object)
        return false;
    p->kind = part_text(b, p, "part");
    if (json_member(p->object, "lines") && !part_number(b, p, "lines", &lines))
        return false;
    for (int64_t i = 0; i < lines; i++) {
        char *taken = line_take(at);
        if (!taken)
            return false;
        p->lines = list_room(b->a, p->lines, p->line_count, sizeof *p->lines);
        p->lines[p->line_count++] = taken;
    }
    return true;
}

static bool terminal_take(struct bundle *b, const struct part *p, struct problems *problems)
{
    struct buffer text;
    buffer_init(&text, b->a);
    for (int i = 0; i < p->line_count; i++)
        buffer_addf(&text, "%s\n", p->lines[i]);
    b->terminals = list_room(b->a, b->terminals, b->terminal_count, sizeof *b->terminals);
    struct terminal *t = &b->terminals[b->terminal_count++];
    *t = (struct terminal){.root = part_text(b, p, "root"), .text = buffer_text(&text)};
    return receipt_keys_read(b->a, t->text, text.length, &t->keys, problems) && text_is(t->keys.root_hex, t->root);
}

/* `hash` is of all before the last line. */
static bool is_signed(const struct bundle *b, const struct part *end, const uint8_t hash[SEAL_HASH_BYTES],
                      bool demonstration)
{
    uint8_t signature[SEAL_SIGNATURE_BYTES];
    const uint8_t *key = b->terminal_count ? receipt_key(&b->terminals[0].keys, part_text(b, end, "key")) : NULL;
    return key && text_is(end->kind, "end") &&
           seal_from_hex(part_text(b, end, "signature"), signature, sizeof signature) &&
           seal_verify(key, demonstration, hash, signature);
}

bool bundle_read(struct store *s, struct bundle *b, char *text, size_t length, struct problems *problems)
{
    uint8_t hash[SEAL_HASH_BYTES];
    char *at = text;
    size_t last = length ? length - 1 : 0;
    if (!length || strlen(text) != length || text[length - 1] != '\n')
        return bundle_damaged(problems);
    while (last && text[last - 1] != '\n')
        last--;
    bundle_hash(text, last, hash);
    while (*at) {
        char *line = line_take(&at);
        if (!line || !part_take(b, line, &at))
            return bundle_damaged(problems);
        const struct part *p = &b->parts[b->part_count - 1];
        if (text_is(p->kind, "terminal") && !terminal_take(b, p, problems))
            return bundle_damaged(problems);
    }
    if (b->terminal_count && b->terminals[0].keys.demonstration != s->keys.demonstration)
        return bundle_refuse(
            problems, "bundle-demonstration",
            "one of the two terminals is a demonstration, the other is not: nothing goes between them");
    if (!is_signed(b, &b->parts[b->part_count - 1], hash, s->keys.demonstration))
        return bundle_refuse(problems, "bundle-signature", "the bundle was not signed by the terminal that it names");
    return true;
}
