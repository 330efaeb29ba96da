#ifndef SCORING_H
#define SCORING_H
/*
 * scoring - what the answers to a measure come to, and how far somebody has come between two occasions.
 *
 * An answer to a measure has one entry an item: key the item, value the id of an option, or on a scale the number as text;
 * "-" where the person would rather not say. Which way is better, what a band is called and how much change is more than
 * chance are the measure's to say; this works it out. A score is no diagnosis and counts for nothing but itself.
 */
#include "answer.h"
#include "measure.h"

#define MEASURE_DECLINED "-"
#define MEASURE_KEY      32 /* bytes of a value as text: a number; options have ids of their own */

struct score {
    bool has;              /* enough was answered */
    double score;
    int answered, missing; /* items */
    const struct measure_band *band; /* or NULL */
    bool is_case;          /* staff look at it */
    bool has_subscale[MEASURE_SUBSCALES_MAX];
    double subscale[MEASURE_SUBSCALES_MAX];
};

/* What an entry's value is worth before it is reversed; false for "-", or when the item has no such answer. */
bool measure_worth(const struct measure *m, const struct measure_item *item, const char *value, double *out);
/* The value, as an entry has it, of the item's answer number `index`. */
const char *measure_key(const struct measure *m, const struct measure_item *item, int index, char out[MEASURE_KEY]);
/* Every entry is an item of the measure with one of its answers, or left out where that is allowed; none twice. */
bool measure_fits(const struct measure *m, const struct answer *a);
/* Every item has an answer, or was left out. */
bool measure_is_complete(const struct measure *m, const struct answer *a);
/* A risk item was now answered in a way that somebody must hear of, and was not answered so before. */
bool measure_is_concern(const struct measure *m, const struct answer *now, const struct answer *before);

/* Items left out count as the mean of the others, when there are no more of them than the measure allows; a sum is then
 * rounded to a whole number, because bands are. */
struct score measure_score(const struct measure *m, const struct answer *a);

/* A mean as a person can use it: with one decimal. */
double score_shown(double score);
/* "4", "4.2" */
const char *score_words(struct arena *arena, double score);

enum distance { DISTANCE_UNKNOWN, DISTANCE_SAME, DISTANCE_BETTER, DISTANCE_WORSE };

struct measure_change {
    enum distance distance;
    double difference;    /* last less first */
    bool knows_reliable;  /* the measure says how much is more than chance */
    bool is_reliable;     /* and this is */
    double index;         /* reliable change index, where it is worked out from deviation and reliability; else 0 */
};

/* Jacobson & Truax 1991 (J Consult Clin Psychol 59:12): SE = sd * sqrt(1 - r), Sdiff = sqrt(2 * SE^2),
 * index = difference / Sdiff, reliable when |index| > 1.96. */
struct measure_change measure_change(const struct measure *m, const struct score *first, const struct score *last);

#endif
