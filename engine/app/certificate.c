#include "certificate.h"

#include <stdio.h>

#include "finished.h"
#include "store_credit.h"

static bool fill(const struct programme *p, const struct credit_input *in, struct certificate *out)
{
    struct finished finished;
    if (!programme_finished(p, in, &finished))
        return false;
    *out = (struct certificate){.programme = p, .date = finished.date};
    snprintf(out->record, sizeof out->record, "%s", finished.record);
    record_code(out->record, out->code);
    return true;
}

bool certificate_of(struct store *s, const struct programme *p, const char *person, instant_ms now,
                    struct certificate *out)
{
    struct arena a;
    struct credit_input in;
    arena_init(&a);
    bool has = store_credit_input(s, &a, person, now, &in) && fill(p, &in, out);
    arena_release(&a);
    return has;
}

static bool has_record(const struct credit_input *in, const char *programme)
{
    for (int i = 0; i < in->record_count; i++)
        if (text_is(in->records[i].programme, programme))
            return true;
    return false;
}

/* A programme that nothing was done of is not even read. */
int certificates_of(struct store *s, struct library *l, struct arena *a, const char *person, instant_ms now,
                    struct certificate **out)
{
    struct credit_input in;
    int count = 0;
    if (!store_credit_input(s, a, person, now, &in))
        return -1;
    *out = ARENA_ARRAY(a, struct certificate, PROGRAMMES_MAX);
    for (int i = 0; i < l->place_count; i++) {
        const char *id = l->places[i].folder;
        const struct programme *p = has_record(&in, id) ? library_programme(l, id) : NULL;
        count += p && fill(p, &in, &(*out)[count]);
    }
    return count;
}

struct document *certificate_paper(struct arena *a, struct store *s, const struct certificate *c,
                                   const struct document_request *request)
{
    struct document_request r = {.programme = c->programme,
                                 .interface = request->interface,
                                 .language = request->language,
                                 .right_to_left = request->right_to_left,
                                 .large = request->large,
                                 .date = c->date,
                                 .demonstration = store_is_demonstration(s),
                                 .code = c->code};
    return document_make(a, &r, DOCUMENT_CERTIFICATE);
}
