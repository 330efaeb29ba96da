/* What could come next for the person who is being assigned something, and why. Staff decide; what they say of the
 * person here is kept nowhere. */
#include <string.h>

#include "kiosk_state.h"
#include "suggest.h"
#include "wording.h"

/* What was done and what is assigned is read anew with every frame of a screen that moves only when it is pressed. */
static bool past_of(struct kiosk *k, struct arena *a, struct suggest_request *r)
{
    struct store_attempt *attempts;
    int count = store_attempts(k->drivers.store, a, k->desk.person.id, &attempts);
    if (count < 0)
        return false;
    struct suggest_done *done = ARENA_ARRAY(a, struct suggest_done, count);
    for (int i = 0; i < count; i++)
        if (attempts[i].completed)
            done[r->done_count++] = (struct suggest_done){attempts[i].programme, attempts[i].module};
    r->done = done;
    r->assignments = k->desk.assignments;
    r->assignment_count = k->desk.assignment_count;
    return true;
}

static struct suggested suggested_of(struct kiosk *k, struct arena *a)
{
    const struct programme **programmes = ARENA_ARRAY(a, const struct programme *, PROGRAMMES_MAX), *p;
    struct suggest_request r = {.programmes = programmes,
                                .sequencing = k->drivers.library->sequencing,
                                .needs = k->desk.needs,
                                .wish = k->desk.wished ? k->desk.programme : NULL};
    for (int at = 0; r.programme_count < PROGRAMMES_MAX && (p = library_next(k->drivers.library, &at));)
        programmes[r.programme_count++] = p;
    return past_of(k, a, &r) ? suggest(a, &r) : (struct suggested){0};
}

/* Of the list that programmes share, which has the languages of the interface. */
static const char *shared_words(const struct kiosk *k, const struct words *words)
{
    return wording_plain(words, k->prefs.language);
}

static const char *reasons_of(struct kiosk *k, struct ui *ui, const struct suggestion *s)
{
    int language = programme_language(s->programme, kiosk_language(k));
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (int i = 0; i < s->because_count; i++)
        buffer_addf(&out, "%s%s", i ? " " : "", wording_plain(s->because[i], language));
    if (s->wished && s->state == SUGGEST_COMES && k->drivers.library->sequencing)
        buffer_addf(&out, "%s%s", s->because_count ? " " : "", shared_words(k, &k->drivers.library->sequencing->wish));
    return buffer_text(&out);
}

static int stop_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct sequencing *all = k->drivers.library->sequencing;
    int y = r.y;
    for (int i = 0; all && i < all->need_count; i++) {
        const struct need *need = &all->needs[i];
        if (!(k->desk.needs & NEED_BIT(i)) || !need->stop.count)
            continue;
        struct desk_row row = {.title = shared_words(k, &need->stop),
                               .text = shared_words(k, &need->text),
                               .icon = "alert",
                               .tone = COLOUR_CARE,
                               .loud = true};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y - r.y;
}

/* What holds for every programme and bears on this one; NULL: nothing. */
static const char *note_of(const struct kiosk *k, const struct suggested *all)
{
    const struct sequencing *shared = k->drivers.library->sequencing;
    if (shared && all->open >= shared->open_at_most)
        return shared_words(k, &shared->open);
    for (int i = 0; shared && i < shared->need_count; i++)
        if (k->desk.needs & NEED_BIT(i) && shared->needs[i].note.count)
            return shared_words(k, &shared->needs[i].note);
    return NULL;
}

static int first_view(struct kiosk *k, struct ui *ui, const struct suggested *all, struct rect r)
{
    const struct suggestion *first = all->count && all->all[0].state == SUGGEST_COMES ? &all->all[0] : NULL;
    if (!first)
        return desk_text(ui, r, ui_words(ui, "Nothing more is suggested. You and the person choose."));
    const char *title =
        wording_plain(&first->programme->title, programme_language(first->programme, kiosk_language(k)));
    struct button choose = {.id = "suggested",
                            .text = ui_words(ui, "Choose it"),
                            .chosen = text_is(k->desk.programme, first->programme->id),
                            .press = {.kind = PRESS_APP, .item = "programme", .text = first->programme->id}};
    struct desk_row row = {.title = ui_words_with(ui, "Suggested next: %1", title, NULL, NULL),
                           .text = reasons_of(k, ui, first),
                           .icon = "lightbulb-outline",
                           .tone = COLOUR_GOOD,
                           .buttons = &choose,
                           .button_count = 1};
    row.note = note_of(k, all);
    return desk_row(ui, r, &row);
}

static int needs_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button more = {.id = "needs",
                          .text = ui_words(ui, "What is so for them today?"),
                          .icon = k->desk.needs_open ? "chevron-up" : "chevron-down",
                          .press = press_app("needs")};
    const struct sequencing *all = k->drivers.library->sequencing;
    struct button needs[NEEDS_MAX];
    int y = r.y;
    if (!all)
        return 0;
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &more, 1);
    if (!k->desk.needs_open)
        return y - r.y;
    for (int i = 0; i < all->need_count; i++)
        needs[i] = (struct button){.id = arena_printf(ui->arena, "need.%s", all->needs[i].id),
                                   .text = shared_words(k, &all->needs[i].text),
                                   .chosen = k->desk.needs & NEED_BIT(i),
                                   .press = {.kind = PRESS_APP, .item = "need", .number = i}};
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                   ui_words(ui, "It changes what is suggested here. It is kept nowhere."));
    ui->group = ui_words(ui, "What is so for them today?");
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, needs, all->need_count);
    ui->group = NULL;
    return y - r.y;
}

/* What holds whichever it is. */
static int also_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct sequencing *shared = k->drivers.library->sequencing;
    struct text_style hint = ui_style(ui, ui->in.theme.hint, FACE_REGULAR, COLOUR_SOFT);
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (int i = 0; shared && i < shared->also_count; i++)
        buffer_addf(&out, "%s%s", i ? " " : "", shared_words(k, &shared->also[i]));
    return out.length ? ui_text(ui, &hint, r.x, r.y, r.w, buffer_text(&out)) + ui->in.theme.gap_small : 0;
}

int desk_suggest_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct suggested all = suggested_of(k, ui->arena);
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "What could come next"));
    y += needs_view(k, ui, (struct rect){r.x, y, r.w, 0});
    y += stop_view(k, ui, (struct rect){r.x, y, r.w, 0});
    if (!all.stop) {
        y += first_view(k, ui, &all, (struct rect){r.x, y, r.w, 0});
        y += also_view(k, ui, (struct rect){r.x, y, r.w, 0});
    }
    return y + ui->in.theme.gap_small - r.y;
}

/* Below the programmes: whom the chosen one is for, and what speaks against it. */
int desk_chosen_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct suggested all = suggested_of(k, ui->arena);
    const struct suggestion *chosen = NULL;
    for (int i = 0; i < all.count; i++)
        if (text_is(all.all[i].programme->id, k->desk.programme))
            chosen = &all.all[i];
    if (!chosen)
        return 0;
    int language = programme_language(chosen->programme, kiosk_language(k));
    struct button wish = {.id = "wish",
                          .text = ui_words(ui, "They asked for this one"),
                          .chosen = k->desk.wished,
                          .press = press_app("wish")};
    const struct sequence *says = chosen->programme->sequence;
    struct buffer who;
    buffer_init(&who, ui->arena);
    if (says->for_whom.count)
        buffer_adds(&who, ui_words_with(ui, "For: %1", wording_plain(&says->for_whom, language), NULL, NULL));
    if (says->not_for.count)
        buffer_addf(&who, "%s%s", who.length ? "\n" : "",
                    ui_words_with(ui, "Not for: %1", wording_plain(&says->not_for, language), NULL, NULL));
    bool held = chosen->state == SUGGEST_HELD;
    struct desk_row row = {.title = wording_plain(&chosen->programme->title, language),
                           .text = who.length ? buffer_text(&who) : NULL,
                           .note = held ? ui_words_with(ui, "Think again: %1", reasons_of(k, ui, chosen), NULL, NULL)
                                        : NULL,
                           .icon = held ? "alert" : "account-check",
                           .tone = held ? COLOUR_CARE : COLOUR_NONE,
                           .buttons = &wish,
                           .button_count = 1};
    return desk_row(ui, r, &row);
}

bool desk_suggest_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "needs"))
        k->desk.needs_open = !k->desk.needs_open;
    else if (press_is(p, "need") && p->number >= 0 && p->number < NEEDS_MAX)
        k->desk.needs ^= NEED_BIT((int)p->number);
    else if (press_is(p, "wish"))
        k->desk.wished = !k->desk.wished;
    else
        return false;
    return true;
}
