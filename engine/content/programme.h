#ifndef PROGRAMME_H
#define PROGRAMME_H
/*
 * programme - what authors wrote, checked and immutable.
 *
 * Definitions and look-ups only: `load` makes it, `check` judges it, everything above reads it. Everything lives in the
 * arena of the load and is borrowed from it. Strings are UTF-8, NUL-terminated; absent strings are NULL. Lists are a
 * pointer and a count. The manual of the format is modules/README.md.
 */
#include <stdbool.h>
#include <stddef.h>
#include "problem.h"

/* Limits: load refuses more, so that a screen, a keypad or a person is never asked to hold more. */
#define ID_BYTES_MAX 64  /* of one id as it is written */
#define ID_ROOM (ID_BYTES_MAX + 1)
#define EXERCISE_ID_ROOM (3 * ID_ROOM) /* "week.mon.drinks": diary, row and column */
#define LANGUAGES_MAX 16
#define PAGES_MAX 64     /* a module of 40 minutes has about 18 */
#define BLOCKS_MAX 12    /* on a page */
#define OPTIONS_MAX 12   /* of a choice, spot or sort; more is a list nobody reads */
#define FIELDS_MAX 9     /* of a worksheet */
#define GAPS_MAX 6
#define ALTERNATIVES_MAX 8
#define RULE_DEPTH_MAX 12
#define RULE_ARGS_MAX 16
#define MEASURES_MAX  12 /* that a programme uses: each costs a person minutes, before and after */
#define EXERCISES_MAX 512 /* in a module, fields of worksheets and boxes of diaries among them */
#define MODULE_BLOCKS_MAX 1024 /* in a module, as EXERCISES_MAX but with what is only shown */
#define TABLE_ROWS_MAX 12      /* of a grid or diary */
#define DIARY_COLUMNS_MAX 6    /* a row of more is a form */
#define DIARY_TOTALS_MAX 4
#define COLUMNS_MAX 7    /* of a grid: more do not fit side by side, nor in a head */
#define PIECES_MAX 40    /* of a passage to mark */
#define CAPTIONS_MAX 60  /* of a video of 90 s */
#define POINTS_MAX 24    /* of a chart */
#define FACTS_MAX 200    /* that all programmes share */
#define RESERVED_MAX 200 /* ids that a module had once */
#define ACCEPTS_MAX 40   /* warnings that a module answers with a reason */

/* --- words ------------------------------------------------------------------------------------------------------ */

/* One string that people see, in the languages there are. */
struct message {
    const char *context;                /* stable place: "stop-and-think/close/now-end.ask" */
    const char *source;                 /* in the programme's first language, as it is written: with its {fact}s */
    const char *in[LANGUAGES_MAX];      /* as it shows, by index of programme.languages; NULL: not translated */
    const char *pointer;                /* JSON pointer of the string, for problems */
};

/* All strings of a file, in the order they are read. One that several blocks share (a diary's columns) comes with each. */
struct messages {
    const struct message *const *item;
    int count;
};

/* Words as the author gave them: alternatives, of which the first whose `when` holds is shown. count 0: absent. */
struct wording {
    const struct rule *when; /* NULL: always (the last) */
    struct message message;
};

struct words {
    const struct wording *item;
    int count;
};

/* --- rules ------------------------------------------------------------------------------------------------------ */

enum rule_op {
    RULE_LITERAL, /* value */
    RULE_LIST,    /* args */
    RULE_VAR,     /* value.text; args[0]: the default, if any */
    RULE_EQ, RULE_NE, RULE_LT, RULE_LE, RULE_GT, RULE_GE,
    RULE_AND, RULE_OR, RULE_NOT, RULE_IN, RULE_IF,
    RULE_ADD, RULE_SUBTRACT, RULE_MULTIPLY, RULE_DIVIDE, RULE_MODULO, RULE_MIN, RULE_MAX,
    RULE_MISSING, RULE_SOME, RULE_ALL, RULE_NONE,
    RULE_OPS
};

enum value_kind { VALUE_NULL, VALUE_FALSE, VALUE_TRUE, VALUE_NUMBER, VALUE_TEXT, VALUE_LIST };

struct value {
    enum value_kind kind;
    double number;
    const char *text;
    const struct value *items; /* LIST */
    int count;
};

struct rule {
    enum rule_op op;
    struct value value;              /* LITERAL; VAR: the name as text */
    const struct rule *const *args;
    int count;
    const char *pointer;
};

/* --- blocks ----------------------------------------------------------------------------------------------------- */

enum block_kind {
    /* only shown */
    BLOCK_TEXT, BLOCK_IMAGE, BLOCK_AUDIO, BLOCK_VIDEO, BLOCK_CALLOUT, BLOCK_STORY, BLOCK_REVEAL, BLOCK_BREATHE,
    BLOCK_RECALL, BLOCK_CHART, BLOCK_COUNTDOWN,
    /* take an answer of their own */
    BLOCK_CHOICE, BLOCK_SCALE, BLOCK_GRID, BLOCK_WRITE, BLOCK_NUMBER, BLOCK_DATE, BLOCK_RANK, BLOCK_SORT, BLOCK_MATCH,
    BLOCK_GAPS, BLOCK_SPOT, BLOCK_MARK, BLOCK_MEASURE,
    /* are made of exercises (block_part) */
    BLOCK_WORKSHEET, BLOCK_DIARY,
    BLOCK_KINDS
};

struct text_block { struct words text, empty; };

struct image_block { const char *src; struct words alt; bool decorative, above; };

struct audio_block { const char *src; struct words title, transcript; };

/* A short film. Its captions are the author's words, so that they are translated, sized and spoken like all others. */
struct caption { double from_s, to_s; struct words text; };
struct video_block {
    const char *src, *poster; /* media/x.webm; a picture for before, after, and instead */
    struct words title, alt, transcript;
    const struct caption *captions; /* in order of time, not overlapping */
    int caption_count;
    int length_ms; /* as the file says; 0: not known */
};

enum callout_look { CALLOUT_NOTE, CALLOUT_CARE, CALLOUT_WARNING };
struct callout_block { struct words text, empty; enum callout_look look; const char *icon; };

struct speaker { const char *id; struct words name; const char *picture; };
/* Somebody says something, or the person chooses what comes next: lines after it can ask for that answer. */
struct story_line {
    const struct speaker *who;
    struct words text;
    const struct rule *when;
    const struct block *choice; /* NULL: a line that is said. Its id is its own, not "<story>.x" */
};
struct story_block { const struct speaker *speakers; int speaker_count; const struct story_line *lines; int line_count; };

struct reveal_item { const char *id; struct words title, text; const char *picture, *icon; };
enum reveal_look { REVEAL_CARDS, REVEAL_ACCORDION, REVEAL_TABS };
struct reveal_block { enum reveal_look look; const struct reveal_item *items; int count; };

struct breathe_block {
    double in_s, hold_s, out_s, rest_s; /* rest: after breathing out */
    int rounds;
    double minutes; /* how long the author wrote, of which `rounds` was made; 0: rounds were written */
    struct words in_words, hold_words, out_words, rest_words; /* absent: the interface's own */
    const char *sound;
};

struct recall_block { const char *of; struct words title, text, empty; };

/* Numbers the person gave, over time. Points of different exercises, or with one `of` every time it was answered. */
enum chart_look { CHART_LINE, CHART_BARS };
struct chart_point { const char *of; struct words label; }; /* "heat", "stop-and-think.heat", "measure.gad-7.score" */
struct chart_block {
    struct words title, empty;
    enum chart_look look;
    const char *of; /* NULL: points */
    bool by_row;    /* of a diary's total: row by row, instead of every time */
    const struct chart_point *points;
    int point_count;
    double from, to; /* of the axis */
    struct words low, high, unit;
};

struct countdown_block { int seconds; struct words text, done; }; /* done: said when the time is up */

struct option {
    const char *id;
    struct words text, feedback;
    const char *icon, *picture;
    const struct rule *when;
    bool write, right, concern;
    bool alone; /* of many: chosen, it takes the others back, and they take it back */
    bool has_value;
    double value; /* for rules: {"var": "drink.value"} */
    const char *const *shares; /* exercises and worksheets that staff see once this is chosen and the session finished */
    int share_count;
};
#define SHARES_MAX 12
struct choice_block {
    const struct option *options;
    int count;
    bool many, shuffle, consequences;
    int at_most;      /* many: 0 is no limit */
    bool has_right;   /* some option is right: a quiz question */
};

enum scale_look { SCALE_STEPS, SCALE_SLIDER, SCALE_THERMOMETER, SCALE_FACES, SCALE_TRAFFIC_LIGHT };
struct scale_block {
    double from, to, step;
    struct words low, high; /* words at both ends */
    struct words unit, unit_one; /* "hours"; "hour", for 1: unit says it when it is not there */
    enum scale_look look;
    const struct words *names; /* faces and traffic light: what each step is called, from the lowest */
    int name_count;
    bool good_is_low; /* faces and traffic light: the lowest step is the smiling or green one */
    bool has_concern;
    double concern_at_least;
};

/* The same few answers for every row. An entry a row: the column as value. */
struct grid_row { const char *id; struct words text; const char *icon, *picture; const struct rule *when; };
struct grid_column { const char *id; struct words text; const char *icon; bool has_value; double value; bool concern; };
struct grid_block {
    const struct grid_row *rows;
    int row_count;
    const struct grid_column *columns;
    int column_count;
};

/* A number from a stepper and a keypad; money in pounds and pence. */
struct number_block {
    double from, to, step, big_step; /* big_step: of the second pair of buttons; 0: none */
    struct words unit, unit_one; /* as of a scale */
    bool money;
    bool has_concern;
    double concern_at_least;
};

/* A day from a calendar. The days on offer are counted from the day it is filled in. */
struct date_block { int from_days, to_days; };

/* Things put in order, the first on top. Entries in that order. */
struct rank_item { const char *id; struct words text, feedback; const char *icon, *picture; const struct rule *when; };
struct rank_block {
    const struct rank_item *items; /* in the author's order: the right one when has_right */
    int count;
    int top;        /* how many are put in order: 0 is all */
    bool has_right; /* "right": true - the order written is the right one, and what is shown first is shuffled */
};

/* Pairs: each left one with one of the right. An entry a left one: the right one as value. */
struct match_left { const char *id; struct words text, feedback; const char *icon, *picture; const char *with; const struct rule *when; };
struct match_right { const char *id; struct words text; const char *icon, *picture; };
struct match_block {
    const struct match_left *lefts;
    int left_count;
    const struct match_right *rights;
    int right_count;
    bool again;     /* one of the right can be used more than once */
    bool has_right; /* every left one says which is right, with `with`; the right ones are then shown shuffled */
};

/* Words or sentences of a passage. Pieces follow each other as text; those with an id can be marked. */
struct mark_piece { const char *id; struct words text, feedback; bool right, new_paragraph; };
struct mark_block {
    const struct mark_piece *pieces;
    int count;
    int at_most; /* 0: no limit */
    bool has_right; /* some piece is right */
};

/* A named questionnaire. An entry an item: the option's id, or the number as text; "-" is an item passed over. */
struct measure; /* measure.h */
struct measure_block { const struct measure *measure; };

struct write_block { bool long_text; const struct words *starters; int starter_count; };

struct spot_place { const char *id; struct words text, feedback; bool right, on_picture; double x, y, width, height; };
struct spot_block {
    const char *picture;
    struct words alt;
    bool many;
    const struct spot_place *places;
    int count;
    bool has_right; /* some place is right */
};

struct sort_box { const char *id; struct words text; };
struct sort_card { const char *id; struct words text, feedback; const char *box; const struct rule *when; };
struct sort_block {
    const struct sort_box *boxes;
    int box_count;
    const struct sort_card *cards;
    int card_count;
    bool has_right; /* every card says with `box` where it fits best */
};

struct gap_word { const char *id; struct words text; const struct rule *when; };
struct gap {
    const char *id;
    struct words label;
    const struct gap_word *bank;
    int count;
    const char *recall; /* exercise whose answer is offered first, or NULL */
    bool write, optional;
    int at_most; /* 1 or more */
};
struct gaps_block { struct words text; const struct gap *gaps; int count; };

enum worksheet_layout {
    WORKSHEET_COLUMNS, WORKSHEET_STEPS, WORKSHEET_CROSS /* five areas */, WORKSHEET_MATRIX /* two by two: for and against */,
    WORKSHEET_LADDER /* from the easiest rung up */, WORKSHEET_TIMELINE, WORKSHEET_CIRCLES /* me, close, further: support */
};
enum cross_place { CROSS_TOP, CROSS_LEFT, CROSS_RIGHT, CROSS_BOTTOM_LEFT, CROSS_BOTTOM_RIGHT, CROSS_PLACES };
enum circle_ring { RING_ME, RING_CLOSE, RING_FURTHER, RINGS };
struct worksheet_field {
    const struct block *exercise; /* what fits a box (block_fits_box); its id is "record.thought" */
    const struct block *with;     /* one more in the same box, or NULL */
    const char *icon;
    enum cross_place place; /* cross */
    enum circle_ring ring;  /* circles */
};
struct worksheet_block {
    enum worksheet_layout layout;
    const struct worksheet_field *fields;
    int count;
    struct words column_titles[2], row_titles[2]; /* matrix */
};

/* A row a day, or a row an occasion; the same columns in each. Every box is an exercise: "week.mon.drinks". */
struct diary_row {
    const char *id;
    struct words text;         /* absent: a day of the week, or an occasion */
    const struct block *boxes; /* one a column */
    const struct block *nothing; /* "week.mon.nothing": that day there was nothing; NULL: of occasions */
};
struct diary_total {
    const char *id;
    struct words text, unit, unit_one;
    const struct rule *of; /* of one row; its variables are the columns: {"*": [{"var": "glasses"}, {"var": "size.value"}]} */
    bool money;
    int decimals;          /* -1: one where it is not whole, money two */
};
enum diary_rows { DIARY_ROWS, DIARY_DAYS /* Monday first */, DIARY_OCCASIONS /* shown as they are needed */ };
struct diary_block {
    enum diary_rows kind;
    const struct diary_row *rows;
    int row_count, column_count;
    const struct block *whole; /* "week.whole": nothing at all, or the whole of it is not said */
    struct words each, nothing;
    int at_least;              /* rows that Next waits for */
    const struct diary_total *totals;
    int total_count;
};

/* What is said of an answer as a whole: of the right one, and of every other; and the page to look at again, or NULL. */
struct feedback { struct words right, other; const char *page; };

struct block {
    enum block_kind kind;
    const char *id;      /* always present: shown blocks without one get "<page>:text-1" */
    const struct rule *when;
    struct words ask, hint, show_with, show_with_empty;
    bool about_me, optional, is_private;
    bool no_print; /* "print": false - never on paper */
    struct feedback feedback; /* with a right answer (block_has_right) */
    int tries;                /* so many wrong answers, and it stays as it is; 0: as many as one likes */
    int index;           /* among all blocks of the module, fields of worksheets too; for tables of per-block state */
    const char *pointer; /* JSON pointer, for problems */
    union {
        struct text_block text;
        struct image_block image;
        struct audio_block audio;
        struct video_block video;
        struct callout_block callout;
        struct story_block story;
        struct reveal_block reveal;
        struct breathe_block breathe;
        struct recall_block recall;
        struct chart_block chart;
        struct countdown_block countdown;
        struct choice_block choice;
        struct scale_block scale;
        struct grid_block grid;
        struct write_block write;
        struct number_block number;
        struct date_block date;
        struct rank_block rank;
        struct sort_block sort;
        struct match_block match;
        struct gaps_block gaps;
        struct spot_block spot;
        struct mark_block mark;
        struct measure_block measure;
        struct worksheet_block worksheet;
        struct diary_block diary;
    };
};

/* How many positions a scale has, and which of them a number is (-1: none). */
int scale_steps(const struct scale_block *s);
int scale_step_of(const struct scale_block *s, double number);
double scale_value(const struct scale_block *s, int step);

/* Takes an answer of its own. A worksheet does not: its fields do. */
bool block_is_exercise(const struct block *b);
/* Shown as a sheet of parts, each of which opens as a page of its own: a worksheet, a diary. */
bool block_is_sheet(const struct block *b);
/* Is it a kind whose answer can be told in a box or a table: of a worksheet, of a diary. */
bool block_fits_box(enum block_kind kind);
/* Can a rule ask for {"var": "<id>.<part>"}: the value of a chosen option, a row of a grid, a card, a left one of pairs,
 * a thing in an order. */
bool block_has_part(const struct block *b, const char *part);
/* The author says which answer is right: a quiz can count it. */
bool block_has_right(const struct block *b);
/* The exercises a block is made of: fields of a worksheet, boxes of a diary, choices of a story. None: count 0. */
int block_part_count(const struct block *b);
const struct block *block_part(const struct block *b, int i);

/* --- pages, modules, programmes --------------------------------------------------------------------------------- */

enum next_kind { NEXT_PAGE, NEXT_SKIP, NEXT_LEAVE };
struct next_rule { const struct rule *when; enum next_kind kind; int page; /* NEXT_PAGE: index */ };

struct page {
    const char *id;
    struct words title;
    double minutes;
    const struct block *blocks; /* an array */
    int block_count;
    const struct rule *when;
    const struct next_rule *next;
    int next_count;
    bool extra;     /* reached only by a rule; Next goes back and on */
    bool uncounted; /* of the feedback: on the path, but not in "page 4 of 14" */
    bool made;      /* of a measure of the programme, not of the module's file */
    bool hard;
    const char *review_by; /* "2027-04-01": facts of law, health or telephone numbers are looked at again by then; or NULL */
    const char *const *bct;
    int bct_count;
    const struct words *prompts;
    int prompt_count;
    const char *pointer;
};

/* A warning of `cairn lint` that the authors have looked at and keep, and why. */
struct accepted {
    const char *code;   /* "word-avoid" */
    const char *page;   /* only there; NULL: anywhere in the module */
    const char *words;  /* only where the message has them; NULL: whatever it says */
    const char *reason;
    const char *pointer;
};

enum activity_kind { ACTIVITY_ACTIVITY, ACTIVITY_INDUCTION, ACTIVITY_MEASURE, ACTIVITY_SUPERVISION };

struct module {
    const char *id;
    enum activity_kind activity; /* the programme's, or its own: an induction earns no activity day */
    bool staff_unlock;           /* "unlock": "staff" - opened for a person by staff */
    const char *review_by;       /* as of a page */
    struct words title, public_title;
    int minutes;
    const struct words *aims, *prompts;
    int aim_count, prompt_count;
    const char *take_home; /* exercise id, or NULL */
    const struct block *const *check; /* the quiz; check_count 0: none */
    int check_count;
    double check_at_least;
    const struct page *pages; /* the module's own, then those of the feedback */
    int page_count;
    const struct block *const *exercises; /* every block that takes an answer, fields too, in order */
    int exercise_count;
    int block_count; /* all blocks: size for tables indexed by block.index */
    struct messages messages, feedback_messages;
    const struct accepted *accepts;
    int accept_count;
    const char *const *reserved; /* ids that were taken away on purpose, "heat" or "trigger.waiting": never used again */
    int reserved_count;
    const char *folder; /* of the programme, relative to the modules folder: media are "<folder>/<src>" */
    const char *file;   /* as shown in problems: the root and the path */
    const char *bytes;  /* the JSON as read (content hash, line numbers); the feedback's follow in feedback_bytes */
    size_t size_bytes;
    const char *feedback_file; /* as `file`; NULL: none */
    const char *feedback_bytes;
    size_t feedback_size_bytes;
    const struct measure *measures[MEASURES_MAX]; /* that it asks: their files count in the content hash */
    int measure_count;
    char hash[65];      /* content hash, hex; empty until whoever can hash has filled it in */
};

/* A named run of modules, with measures of its own before and after. */
struct programme_stage {
    const char *id;
    struct words title;
    int first, count; /* of programme.modules */
    const struct measure *const *measures_first, *const *measures_last;
    int first_count, last_count;
};

/* What many modules say and what changes: a telephone number, a limit. Words name it, {fact.samaritans}. */
struct fact {
    const char *id, *text;
    const char *is_for, *from; /* whom or what it is for; where it was seen */
    const char *review_by;     /* "2027-04-01" */
    bool verified;             /* somebody rang it, or read it at its source */
    struct place place;
};

/* A module that could not be used: shown as "not available", never half-played. */
struct broken_module { const char *id; };

/* A file of translations that no speaker has reviewed, or that is missing. */
struct unreviewed { const char *file, *language; };

struct programme {
    const char *id, *version, *icon, *folder;
    struct words title, summary;
    struct words public_title; /* absent: the title (programme_public_title) */
    bool attendance; /* "certificate": "attendance" - it says that somebody came, and nothing of what that did */
    unsigned accent; /* 0xRRGGBB */
    const char *languages[LANGUAGES_MAX]; /* BCP 47 */
    int language_count;
    struct unreviewed unreviewed[3 * LANGUAGES_MAX]; /* its own, those it shares, those of its measures */
    int unreviewed_count;
    struct module *modules; /* usable ones, in order */
    int module_count;
    const struct broken_module *broken;
    int broken_count;
    struct programme_stage *stages; /* none: all modules are one run */
    int stage_count;
    const struct measure *const *measures_first, *const *measures_last; /* before the first module, after the last */
    int first_count, last_count;
    bool staff_unlock;
    struct sequence *sequence; /* whom it is for and when it comes (sequence.h) */
    bool example; /* shows authors what can be done: nobody is offered it unasked */
    bool draft; /* not signed yet by those who review it: staff are told */
    struct place draft_at; /* where it says so */
    const char *const *reserved; /* modules that were taken away on purpose */
    int reserved_count;
    const struct measure *measures[MEASURES_MAX]; /* all that its modules use */
    int measure_count;
    struct messages messages; /* of programme.json alone */
    struct fact *facts; /* of the shared list; NULL: nothing names one */
    int fact_count;
    enum activity_kind activity;
    int suggested_active_minutes;
};

/* The diary that a box, or the "nothing" of one of its rows, is part of, and which row; NULL: it is none. */
const struct diary_row *diary_row_of(const struct block *diary, const struct block *box);
/* "week.total.units"; NULL: there is none. */
const struct diary_total *module_total(const struct module *m, const char *name, const struct block **diary_out);
const struct page *module_page(const struct module *m, const char *id, int *index_out); /* NULL when unknown */
const struct block *page_block(const struct page *page, const char *id); /* of the page itself; NULL when it has none such */
const struct block *module_exercise(const struct module *m, const char *id);            /* "record.thought" too */
const struct module *programme_module(const struct programme *p, const char *id);
/* Its name on screens and paper that others may see: all that a person is shown; staff see the title. */
const struct words *programme_public_title(const struct programme *p);
int programme_language(const struct programme *p, const char *language); /* index; -1 when it has none such */
/* The next {fact.id} of words as they are written, where its mark begins; `at` moves behind it. */
bool words_next_fact(const char **at, const char **mark_out, char id_out[ID_ROOM]);
const struct fact *programme_fact(const struct programme *p, const char *id); /* NULL: there is none */
const struct option *choice_option(const struct choice_block *c, const char *id);
const char *block_kind_name(enum block_kind kind); /* "choice" */
double breathe_round_s(const struct breathe_block *b); /* one breath, in to rest */

#endif
