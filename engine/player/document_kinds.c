/* The documents there are: what each says, and in which order. */
#include "calendar.h"
#include "document.h"
#include "exercise.h"
#include "wording.h"

static const struct {
    const char *name, *title;
} kinds[DOCUMENT_KINDS] = {
    [DOCUMENT_PLAN] = {"plan", WORDS("My plan")},
    [DOCUMENT_WORKSHEET] = {"worksheet", WORDS("My worksheet")},
    [DOCUMENT_SUMMARY] = {"summary", WORDS("My summary")},
    [DOCUMENT_CERTIFICATE] = {"certificate", WORDS("Certificate")},
};

const char *document_kind_name(enum document_kind kind)
{
    return kinds[kind].name;
}

const char *document_kind_title(enum document_kind kind)
{
    return kinds[kind].title;
}

/* Paper is seen by others: it carries the name that others may see. */
static const char *session_title(struct arena *a, const struct document_request *r)
{
    const struct module *m = attempt_module(r->attempt);
    return prose_plain(a, wording_text(r->attempt, a, m->public_title.count ? &m->public_title : &m->title));
}

/* A certificate is shown to employers and pinned to walls. */
static const char *programme_title(const struct document_request *r)
{
    const struct programme *p = r->programme;
    return wording_plain(programme_public_title(p), programme_language(p, r->language));
}

static void add_receipt(struct document *d, const struct document_request *r)
{
    if (!r->code || !r->receipt.size)
        return;
    document_rule(d);
    document_picture(d, r->receipt,
                     catalogue_words(r->interface, WORDS("A square code that staff can scan. It says the same as the "
                                                         "letters and numbers beside it.")),
                     r->code);
    document_text(d, ELEMENT_SOFT,
                  catalogue_words(r->interface, WORDS("Keep this code. Staff can find what you did with it.")));
}

static void fill_plan(struct document *d, const struct document_request *r)
{
    document_take_home(d, r);
    document_text(d, ELEMENT_PLAIN,
                  catalogue_words(r->interface, WORDS("Try it once this week. Tell someone how it went.")));
}

static void add_aims(struct document *d, const struct document_request *r)
{
    const struct module *m = attempt_module(r->attempt);
    struct buffer list;
    buffer_init(&list, d->arena);
    for (int i = 0; i < m->aim_count; i++)
        buffer_addf(&list, "- %s\n", wording_text(r->attempt, d->arena, &m->aims[i]));
    if (!list.length)
        return;
    document_heading(d, 2, catalogue_words(r->interface, WORDS("What I practised")));
    document_text(d, ELEMENT_PLAIN, buffer_text(&list));
}

static void fill_summary(struct document *d, const struct document_request *r)
{
    document_heading(d, 2, catalogue_words(r->interface, WORDS("What I did")));
    document_text(d, ELEMENT_PLAIN,
                  catalogue_words_with(
                      d->arena, r->interface,
                      attempt_is_complete(r->attempt) ? WORDS("I finished %1 on %2.") : WORDS("I worked on %1 on %2."),
                      session_title(d->arena, r), calendar_date(d->arena, r->interface, r->date), NULL));
    add_aims(d, r);
    document_changes(d, r);
    struct element *before = d->last;
    document_heading(d, 2, catalogue_words(r->interface, WORDS("In my own words")));
    int count = d->count;
    document_answers(d, r);
    if (d->count == count) { /* nothing was let through: no heading over nothing */
        d->last = before;
        before->next = NULL;
        d->count--;
    }
    add_receipt(d, r);
}

/* The code alone: the receipt's square names the programme to every telephone that reads it. */
static void fill_certificate(struct document *d, const struct document_request *r)
{
    const struct catalogue *c = r->interface;
    bool attendance = r->programme->attendance;
    document_text(d, ELEMENT_LARGE, catalogue_words(c, WORDS("This is to say that")));
    /* nothing here knows a name: it is written by hand */
    document_prose(d, ELEMENT_LARGE, document_plain(d->arena, "________________________"));
    document_text(d, ELEMENT_LARGE,
                  catalogue_words(c, attendance ? WORDS("has attended all of") : WORDS("has finished all of")));
    document_text(d, ELEMENT_LARGE, arena_printf(d->arena, "**%s**", wording_escaped(d->arena, programme_title(r))));
    document_prose(d, ELEMENT_LARGE, document_plain(d->arena, calendar_date(d->arena, c, r->date)));
    if (attendance)
        document_text(d, ELEMENT_LARGE, catalogue_words(c, WORDS("This paper shows attendance only.")));
    if (!r->code)
        return;
    document_rule(d);
    document_text(d, ELEMENT_SOFT,
                  catalogue_words_with(d->arena, c, WORDS("Code: %1. Those who gave out this paper can check it."),
                                       r->code, NULL, NULL));
}

static bool has_anything(struct arena *a, const struct document_request *r, enum document_kind kind)
{
    struct document_item *item = ARENA_ARRAY(a, struct document_item, EXERCISES_MAX);
    if (kind == DOCUMENT_CERTIFICATE)
        return true;
    if (kind == DOCUMENT_SUMMARY || !r->attempt)
        return r->attempt != NULL;
    int count = document_items(a, r, kind, item), left = 0;
    for (int i = 0; i < count; i++)
        left += !document_leaves_out(r, item[i].exercise->id);
    return left > 0;
}

struct document *document_make(struct arena *a, const struct document_request *r, enum document_kind kind)
{
    static void (*const fill[DOCUMENT_KINDS])(struct document *, const struct document_request *) = {
        [DOCUMENT_PLAN] = fill_plan,
        [DOCUMENT_WORKSHEET] = document_worksheets,
        [DOCUMENT_SUMMARY] = fill_summary,
        [DOCUMENT_CERTIFICATE] = fill_certificate,
    };
    if (!has_anything(a, r, kind))
        return NULL;
    bool certificate = kind == DOCUMENT_CERTIFICATE;
    const char *title =
        certificate && r->programme->attendance ? WORDS("Certificate of attendance") : kinds[kind].title;
    struct document *d = document_new(a, r, catalogue_words(r->interface, title));
    const char *of = certificate ? programme_title(r) : session_title(a, r);
    document_footer(d, r, arena_printf(a, "%s · %s · %s", d->title, of, calendar_date(a, r->interface, r->date)));
    document_heading(d, 1, d->title);
    if (!certificate)
        document_prose(d, ELEMENT_SOFT,
                       document_plain(a, arena_printf(a, "%s · %s", of, calendar_date(a, r->interface, r->date))));
    fill[kind](d, r);
    return d;
}
