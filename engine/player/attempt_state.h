#ifndef ATTEMPT_STATE_H
#define ATTEMPT_STATE_H
/*
 * attempt_state - what an attempt is made of; for the attempt_*.c files only.
 *
 * attempt.c         makes it, lives through events, answers questions
 * attempt_rules.c   lends its variables to rules, and says what they come to
 * attempt_path.c    which pages there are, what comes next, what is missing, the quiz
 * attempt_change.c  an act on an exercise -> the new answer (exercise_*.c: each kind of exercise)
 * attempt_measure.c what measures came to
 * attempt_decide.c  an act -> events
 * attempt_goes.c    right answers: when one is judged, and how many goes are left
 * attempt_past.c    other attempts of the person, and what was answered in them
 */
#include "attempt.h"

#define NO_PAGE (-1)

/* One page of the trail, which is the history that Back walks. */
struct stop {
    int page;
    int caller; /* of an extra page: the page whose rule called it; NO_PAGE */
    bool look;  /* a look back from the stop below: Next returns */
};

/* What is known of one block, by block.index. */
struct notes {
    int page;
    const struct block *sheet;    /* the worksheet, diary or story that it is a part of, or NULL */
    const struct answer *answer;  /* NULL: none */
    struct answer_entry write_in; /* words of the last write-in, kept while another option is chosen */
    instant_ms at; /* when that answer was given */
    int seen;
    bool dropped; /* its last answer did not fit */
    const struct answer *checked; /* with tries: as it was when it was last looked at; NULL: never */
    int wrong;                    /* how often it was looked at and was not right */
};

struct attempt {
    struct arena *arena;
    const struct programme *programme;
    const struct module *module;
    struct attempt_settings settings;
    bool started, complete, another_go;
    const char *hash;
    const char *record; /* id; NULL before COMPLETED */
    struct stop *trail; /* oldest first; the last is on show */
    int trail_count, trail_room;
    int *visits;                   /* by page */
    struct notes *notes;           /* by block.index */
    const struct answer **checked; /* the quiz's answers when it was last looked at */
    int tries;
    double checked_score;
    const char *lost[EXERCISES_MAX]; /* exercises with an answer that the module no longer has */
    int lost_count;
    struct past past;
};

const struct stop *attempt_stop(const struct attempt *s); /* NULL before the first page */
/* Rules of the quiz's own pages must not ask for the score: it would depend on itself. There it is null. */
bool attempt_holds(const struct attempt *s, const struct rule *when, bool with_score);

/* In rules about one row of a diary its columns are known by their own names: "week.mon." is put before them. */
void attempt_row_place(const struct block *box, char out[EXERCISE_ID_ROOM]);
bool attempt_holds_in_row(const struct attempt *s, const struct rule *when, const char *row);
/* What a rule comes to in that row, of the boxes that are on show; not finite when it is no number. */
double attempt_sum(const struct attempt *s, const struct rule *of, const char *row);

/* Where Next leads, when nothing is missing. */
struct route {
    int page;   /* NO_PAGE: the end */
    int caller; /* of an extra page */
    bool leave;
};
struct route attempt_route(const struct attempt *s);
int attempt_page_after(const struct attempt *s, int page); /* NO_PAGE as argument: the first */
int attempt_stop_before(const struct attempt *s);          /* index in the trail that Back leads to; -1: none */
int attempt_stop_looked_from(const struct attempt *s); /* index in the trail that a look returns to; -1: not looking */
const struct block *attempt_first_missing(const struct attempt *s);
bool attempt_can_do_better(const struct attempt *s); /* a question that is not right has a go left */
bool attempt_is_quiz_page(const struct attempt *s, int page); /* holds the quiz's last question */
bool attempt_quiz_changed(const struct attempt *s);           /* since it was last looked at */
bool attempt_is_one_of(const struct block *b); /* one thing is picked, and picking is saying so */
bool attempt_apply_go(struct attempt *s, const struct event *e); /* CHECKED of one exercise */
bool attempt_entry_shows(const struct attempt *s, const struct block *b, const struct answer_entry *e);

enum change { CHANGE_MADE, CHANGE_REFUSED, CHANGE_TOO_MANY };
/* The answer that an act on an exercise leads to, in the attempt's arena. */
enum change attempt_change(const struct attempt *s, const struct block *b, struct act act, struct answer *out);

#endif
