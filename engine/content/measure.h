#ifndef MEASURE_H
#define MEASURE_H
/*
 * measure - a scored questionnaire as data: what it asks, how it is scored, what it may be called.
 *
 * A definition only: `load` makes it from modules/measures/<id>.json, once for a programme that uses it, in the programme's
 * languages; the player's `scoring` works with it. Lives in the arena of the load. What a score means is text for staff;
 * a person is never shown a band, nor anything that reads like a diagnosis.
 */
#include "programme.h"

#define MEASURE_ITEMS_MAX     20 /* each is a card to tap through; ANSWER_ENTRIES_MAX holds them all */
#define MEASURE_OPTIONS_MAX   8
#define MEASURE_STEPS_MAX     11 /* 0 to 10: more do not fit a row of fingers */
#define MEASURE_SUBSCALES_MAX 4
#define MEASURE_BANDS_MAX     8

struct measure_option { const char *id; struct words text; double value; };

struct measure_scale { double from, to, step; struct words low, high; /* words at both ends */ };

struct measure_subscale { const char *id; struct words text; };

struct measure_item {
    const char *id;
    struct words text;
    bool reversed;
    int subscale;                         /* index; -1: of none */
    const struct measure_option *options; /* its own or the measure's; NULL: the measure's scale */
    int option_count;
    bool has_concern;                     /* an answer worth this or more (before it is reversed): somebody is told */
    double concern_at_least;
};

/* From `from` up to the next band's `from`. */
struct measure_band { double from, to; const char *id; struct words text; };

enum measure_rule { MEASURE_SUM, MEASURE_MEAN };

/* How much must a score change before chance is a poor explanation (Jacobson & Truax 1991)? */
enum reliable_kind {
    RELIABLE_UNKNOWN, /* nobody has worked it out: only the plain difference is known */
    RELIABLE_POINTS,  /* a published number of points */
    RELIABLE_INDEX    /* from standard deviation and reliability */
};
struct measure_reliable { enum reliable_kind kind; double points, sd, reliability; const char *source; };

struct measure {
    const char *id, *name; /* the name is what staff call it: "PHQ-9" */
    struct words title;    /* what a person meets as the page's heading */
    struct words period, instructions;
    const struct measure_item *items;
    int item_count;
    bool is_scale;
    struct measure_scale scale; /* is_scale: of all items */
    const struct measure_subscale *subscales;
    int subscale_count;
    enum measure_rule rule;
    double least, most;         /* a score can be */
    bool higher_is_better;
    bool decline;               /* single items may be left out with "I would rather not say" */
    int missing_at_most;        /* so many may be left out before there is no score; they count as the mean of the others */
    const struct measure_band *bands;
    int band_count;
    bool has_case;              /* staff look at a score at or beyond this, in the direction that is worse */
    double case_from;
    struct measure_reliable reliable;
    bool validated;             /* false: shown as "This is not a test. It is not an official measure." */
    const char *licence, *source; /* or NULL */
    /* The last time only. "Thinking back to the start, how sure were you then?": count 0, not asked. */
    struct words then_title, then_ask, then_label;
    /* The page that holds both occasions side by side: title.count 0, there is none. */
    struct measure_words_of_change {
        struct words title;
        struct words text, empty;         /* "You were at {measure.x.first}."; when there are not two scores */
        struct words first, last;         /* names of the occasions, in the chart */
        struct words better, same, worse; /* one of them, if it is there */
        struct words note;                /* always, if it is there */
    } change;
    struct messages messages;
    const char *file, *bytes;   /* as read: for problems and the content hash */
    size_t size_bytes;
};

/* The values an answer to an item can have, in the order they are shown. */
int measure_value_count(const struct measure *m, const struct measure_item *item);
double measure_value(const struct measure *m, const struct measure_item *item, int index);
const struct measure_item *measure_item(const struct measure *m, const char *id); /* NULL when it has none such */

/* Variables of rules and {words}: "measure.<id>.<score>". */
enum measure_score_of {
    MEASURE_NONE,   /* the name is no such variable */
    MEASURE_SCORE,  /* "score": of the latest occasion */
    MEASURE_FIRST,  /* "first": of the first */
    MEASURE_CHANGE, /* "change": the latest less the first; null while there is only one */
    MEASURE_BAND    /* "band": id of the latest score's band */
};
#define MEASURE_ID_BYTES 65
enum measure_score_of measure_variable(const char *name, char id_out[MEASURE_ID_BYTES]);

#endif
