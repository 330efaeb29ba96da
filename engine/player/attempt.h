#ifndef ATTEMPT_H
#define ATTEMPT_H
/*
 * attempt - one person's run through one version of one module, and what happens next.
 *
 * Two halves. `attempt_decide` looks at an act and says which events it makes, changing nothing; `attempt_apply` lives
 * through one event. Between the two the caller makes the events durable: what is on the screen has happened. Resume is
 * applying the stored events again, and the same events always give the same attempt. It knows no screen, clock, file or
 * database: time arrives with the act.
 */
#include "event.h"
#include "rule.h"
#include "scoring.h"

enum act_kind {
    ACT_NONE,
    ACT_NEXT,     /* go on; refused with what is missing */
    ACT_BACK,
    ACT_GO,       /* a look at the page named by item (already seen, not extra; e.g. "look again" of a quiz): Next and Back
                     on it return to where it came from */
    ACT_PICK,     /* choice, spot, mark: exercise, item; toggles when many, replaces when one; keeps a write-in's words;
                     date: item is the day, "2026-12-04" */
    ACT_NUMBER,   /* scale, number: exercise, number */
    ACT_WRITE,    /* write: exercise, text; also a write-in: item is the option; "" takes it back */
    ACT_PLACE,    /* sort, match, grid: exercise, item is the card, left one or row, text the box, right one or column;
                     rank: item is the thing, text its place from "1"; "" takes it out */
    ACT_FILL,     /* gaps: exercise, item is the gap, text a bank word's id or "own:words"; toggles in a gap of several;
                     "" empties the gap */
    ACT_CHECK,    /* exercise: with `tries`, look whether it is right; a wrong one uses up a go */
    ACT_DECLINE,  /* "I would rather not say"; again takes it back */
    ACT_CLEAR,    /* takes the answer back */
    ACT_CLEAR_ROW, /* diary: exercise is the diary, item the row; takes all its answers back */
    ACT_SEEN,     /* item is the block, number how far */
    ACT_PLAYED,   /* number: ms */
    ACT_SUPPORT,
    ACT_PAUSE
};

struct act {
    enum act_kind kind;
    const char *exercise;
    const char *item;
    const char *text;
    double number;
};

struct moment { /* when an act happens */
    instant_ms at;
    int64_t boot_ms;
    const char *sitting;
    const char *doubt; /* why `at` is not to be believed (witness.h), or NULL */
};

#define DECISION_EVENTS_MAX 12 /* a whole row of a diary is taken back */

/* What one act leads to. Nothing has changed yet. */
struct decision {
    struct event events[DECISION_EVENTS_MAX];
    int count;
    bool refused;                 /* nothing happens: no events. Also true with `missing` and `too_many`, which say why */
    const struct block *concern;  /* an answer to it is a concern: somebody is told */
    const struct block *missing;  /* NEXT was refused: the first exercise that still waits for an answer */
    bool too_many;                /* PICK, WRITE or FILL was refused: at_most are chosen already */
    bool leave;                   /* a rule says: stop for today (save and leave) */
    bool another_go;              /* the quiz is below its mark for the first time: CHECKED, and the page stays on show */
    bool finished;                /* the last page is done: make the record, then apply COMPLETED with its id */
};

struct attempt_settings {
    const char *setting;  /* "community" or "custody" */
    const char *language;
    const char *and_word; /* joins several answers: "and"; from the interface's catalogue */
    const struct catalogue *interface; /* names of days and months; NULL: English. Outlives the attempt */
};

struct attempt; /* opaque; in the caller's arena, which it goes on using */

struct attempt *attempt_new(struct arena *a, const struct programme *p, const struct module *m,
                            struct attempt_settings settings);

/* The events that open an attempt: STARTED and the first PAGE; or, when there are events already, RESUMED. */
void attempt_open(const struct attempt *s, struct moment now, struct decision *out);
/* Texts in `out` live in the attempt's arena. */
void attempt_decide(struct attempt *s, struct act act, struct moment now, struct decision *out);
/* Lives through an event (copied). False when it cannot be of this module: an answer that no longer fits is dropped,
 * counted in attempt_dropped, and false is returned; the attempt goes on. */
bool attempt_apply(struct attempt *s, const struct event *e);
/* A language or setting change; changes no answer. */
void attempt_set_language(struct attempt *s, const char *language, const char *and_word,
                          const struct catalogue *interface);

const struct programme *attempt_programme(const struct attempt *s);
const struct module *attempt_module(const struct attempt *s);
struct attempt_settings attempt_settings_of(const struct attempt *s);
bool attempt_is_started(const struct attempt *s);
bool attempt_is_complete(const struct attempt *s);
const char *attempt_record(const struct attempt *s); /* id of the record made of it; "" while it is not complete */
const struct page *attempt_page(const struct attempt *s); /* on show; NULL before the first */
const struct answer *attempt_answer(const struct attempt *s, const char *exercise); /* NULL when none */
int attempt_visits(const struct attempt *s, const char *page);
int attempt_seen(const struct attempt *s, const char *block); /* the number of the last SEEN event; 0 */
bool attempt_can_go_back(const struct attempt *s);
int attempt_page_number(const struct attempt *s);  /* "page 4": from 1, by the path taken; extra pages keep their caller's */
int attempt_page_total(const struct attempt *s);   /* "of 14": pages whose `when` holds now, uncounted left out */
int attempt_minutes_left(const struct attempt *s);
int attempt_dropped(const struct attempt *s);      /* answers lost to an edit of the module */
const char *attempt_started_hash(const struct attempt *s); /* content hash of STARTED or the last RESUMED */
/* Exercises of a page that are on show now: their `when` and their worksheet's hold. */
bool attempt_shows(const struct attempt *s, const struct block *b);
bool attempt_option_shows(const struct attempt *s, const struct rule *when);
/* Has what Next waits for, among the options, cards and words that are on show now. */
bool attempt_is_answered(const struct attempt *s, const struct block *exercise);
/* Next waits for it: it is on show, not optional, and not answered. Of a diary: too few rows are filled in. */
bool attempt_is_waiting(const struct attempt *s, const struct block *exercise);
/* The worksheet, diary or story that it is a part of; NULL: it stands by itself. */
const struct block *attempt_sheet(const struct attempt *s, const struct block *b);
/* Never leaves the person's own view, and is never put into other words by itself: it, or its worksheet, is private. */
bool attempt_is_private(const struct attempt *s, const struct block *exercise);
/* May it stand on paper or in a file? Not when it, or what it is part of, is private or says "print": false. */
bool attempt_may_print(const struct attempt *s, const struct block *exercise);
/* The same attempt as if some exercises had never been answered, here or in what it knows of the past: what is made of it
 * cannot tell what they were answered with. It borrows from `s`, lives in `a` and is only for reading. */
typedef bool attempt_leaves_out(const void *context, const struct attempt *of, const struct block *exercise);
const struct attempt *attempt_without(struct arena *a, const struct attempt *s, attempt_leaves_out *leaves_out,
                                      const void *context);
/* Is the page on show a look back (ACT_GO)? Its Next could be called "Back to the questions". */
bool attempt_is_looking(const struct attempt *s);

/* --- earlier, and elsewhere ------------------------------------------------------------------------------------- */

/* The person's other attempts in the programme (other modules, earlier goes at this one), lived through, oldest first.
 * Borrowed: the caller keeps them as long as the attempt. They speak the attempt's language from now on. */
struct past { struct attempt *const *attempts; int count; };
void attempt_set_past(struct attempt *s, struct past past);
struct past attempt_past(const struct attempt *s);
/* The exercise a name means: of this module ("heat", "record.thought"), else of another of the programme
 * ("stop-and-think.heat"). NULL when it means none. `of_out`: the attempt its answer is in (the latest at that module), or
 * NULL when the person has not been there. */
const struct block *attempt_exercise(const struct attempt *s, const char *name, const struct attempt **of_out);
/* Every time `name` was answered: the last answer of each attempt, oldest first, this attempt last. Declined ones and
 * those taken back are left out. Returns how many there are, at most `room`. */
struct dated_answer {
    instant_ms at; /* when it was given */
    const struct attempt *attempt;
    const struct block *exercise;
    const struct answer *answer;
};
int attempt_history(const struct attempt *s, const char *name, struct dated_answer *out, int room);

/* Right answers. With `tries` an answer is judged when it is looked at (CHECKED with an exercise: ACT_CHECK, or for one
 * of several the choosing itself), and a wrong one uses up a go; once none is left the answer stays as it is. Without
 * `tries` it is judged as soon as it is whole: all in order, in a box, joined; as many chosen or marked as are right. */
enum judgement { NOT_JUDGED /* not judged */, JUDGED_RIGHT, JUDGED_OTHER };
enum judgement attempt_judgement(const struct attempt *s, const struct block *exercise);
#define GOES_WITHOUT_END (-1)
int attempt_goes_left(const struct attempt *s, const struct block *exercise);
bool attempt_is_locked(const struct attempt *s, const struct block *exercise);
bool attempt_wants_check(const struct attempt *s, const struct block *exercise); /* ACT_CHECK would be taken now */
/* In `arena`, without what is not on show; NULL when there is none. */
const struct answer *attempt_right_answer(const struct attempt *s, struct arena *arena, const struct block *exercise);

/* The quiz: share of right answers 0..1, -1 while any question is open or there is no quiz; and how often it was tried. */
double attempt_score(const struct attempt *s);
int attempt_tries(const struct attempt *s);
double attempt_checked_score(const struct attempt *s); /* of the last CHECKED; -1 before */
/* The first check was below the mark and the person has not gone on: say "have another go" and show feedback. */
bool attempt_wants_another_go(const struct attempt *s);

/* What a measure came to the first and the latest time it was answered, in this attempt and those before; `has` is false where it has no score. The latest
 * is the first as well while there is no other. */
struct occasions {
    struct score first, latest;
    bool are_two;
};
struct occasions attempt_occasions(const struct attempt *s, const struct measure *m);
/* "measure.<id>.score" and its like: null when there is no score. False when the name is none of them. */
bool attempt_score_of(const struct attempt *s, const char *name, struct value *out);

/* The rule scope of this attempt: answers, setting, language, visits, score, measures. */
struct rule_scope attempt_scope(const struct attempt *s, struct arena *arena);

#endif
