#ifndef LOAD_INSIDE_H
#define LOAD_INSIDE_H
/*
 * load_inside - what the files of `load` share; nobody else includes it.
 *
 * load.c reads programmes, load_modules.c their modules, load_module.c one of these and its pages, load_block.c any block and kind_*.c each kind of them, load_rule.c
 * conditions, load_words.c words and their translations. load_value.c reads an object by a table of its fields, so that
 * types, limits, places and unknown keys are judged in one way everywhere.
 */
#include "catalogue.h"
#include "json.h"
#include "load.h"
#include "measure.h"

#define SHARED_FOLDER      "shared"
#define MEASURES_FOLDER    "measures"
#define FEEDBACK_PAGES_MAX 4
#define MODULES_MAX     64 /* of a programme; the home page shows them all */
#define SPEAKERS_MAX    8
#define LINES_MAX       24 /* of a story: more is a story nobody taps through */
#define WORDS_BYTES_MAX 8000 /* one piece of words: about four screens of text, or a long transcript */

/* Names met so far, to refuse a second one and to say which one was meant. */
struct names {
    const char **item;
    const struct json **at;
    int count, room;
};

/* One wording that was read. Its {answers} and its translations are looked at once everything is known. */
struct note {
    struct message *message;
    const struct json *at;
    const struct json_document *document;
    bool answers; /* {answers} may stand in it */
    bool recall;  /* {answer} too */
    bool shared;  /* of the feedback: translated in shared/po */
    bool measure; /* of a measure: translated in measures/po */
    struct note *next;
};

/* A file as it was read. */
struct file_read {
    const char *shown; /* root and path: for problems */
    const char *bytes;
    size_t size;
};

/* The feedback that follows every module. */
struct feedback_read {
    const struct json_document *document; /* NULL: none */
    struct file_read file;
    bool is_broken;
};

/* One language's words: the programme's own, and those of what programmes share. */
struct translation_file {
    const char *file; /* as shown in problems */
    struct catalogue *catalogue; /* NULL: none, or not readable */
    int words, missing, stale;
    struct untranslated *untranslated;
};

/* Words that have no translation: their place may have another name now. */
struct untranslated {
    const struct message *message;
    struct untranslated *next;
};

struct translation {
    struct translation_file own, shared, measures;
};

#define ASKED_MAX 4 /* at one end of a programme: somebody came for the module */

/* Measures that a programme asks at one of its ends. */
struct asked {
    const struct measure *measure[2 * ASKED_MAX]; /* a stage's and the programme's may come together */
    int count;
    bool is_broken; /* one cannot be used: neither can the module that would ask it */
};

/* Measures met so far; those that cannot be used are NULL. */
struct measures_read {
    const char *id[MEASURES_MAX];
    const struct measure *measure[MEASURES_MAX];
    int count;
    bool has_translations;
    struct asked first, last; /* in the first and in the last module */
};

struct loader {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    struct programme *programme;
    const struct json_document *document; /* being read */
    struct module *module;                /* being read */
    const char *place;                    /* of what is being read: "stop-and-think/close" */
    bool shared;                          /* reading the feedback */
    bool recall;                          /* reading the words of a recall: {answer} may stand in them */
    bool measure;                         /* reading a measure */
    struct translation *translations;     /* by index of the programme's languages */
    struct measures_read *measures;
    const char *feedback;                 /* id; NULL: none */
    const struct asked *before, *after;   /* measures that the module being read begins and ends with */
    const struct shape *also; /* of the next object: keys that somebody else reads */
    const char **needs;   /* ids of the shared list, once `has_needs`: a rule has named one */
    int need_count;
    bool has_needs;
    struct names modules; /* of the programme, whether they can be read or not */
    struct note *notes, **notes_end;
    struct names pages;     /* of the module and its feedback, known before blocks are read */
    struct names ids;       /* of exercises, and of shown blocks that have one */
    struct names totals;    /* of diaries: "week.total.units" */
    const struct block **exercises;
    int exercise_count;
};

/* --- load_value.c ------------------------------------------------------------------------------------------------ */

struct place load_place(const struct loader *l, const struct json *j);
#define load_error(l, j, code, ...)   problem_error((l)->problems, load_place((l), (j)), (code), __VA_ARGS__)
#define load_warning(l, j, code, ...) problem_warning((l)->problems, load_place((l), (j)), (code), __VA_ARGS__)
void load_hint_nearest(struct loader *l, struct problem *problem, const char *word, const char *const *names, int count);

bool load_is(struct loader *l, const struct json *j, enum json_kind kind, const char *what);
/* A list of `least` to `most` values; NULL (with a problem, unless `j` is NULL and least is 0) when it is not. */
const struct json *load_list(struct loader *l, const struct json *j, const char *what, int least, int most);
const char *load_string(struct loader *l, const struct json *j, const char *what); /* NULL when it is not one */
const char *load_id(struct loader *l, const struct json *j, const char *what);

/* "reserved": ids that are not used again; returns how many. j NULL: none. */
int load_reserved(struct loader *l, const struct json *j, const char *const **out);
/* False, with a problem, when the name is there already. */
bool names_add(struct loader *l, struct names *names, const char *name, const struct json *at, const char *what);
void names_note(struct loader *l, struct names *names, const char *name, const struct json *at); /* twice is no matter */

/* `name` (or NULL) must be one of the names; says so where it is not. */
void load_link(struct loader *l, const struct json *at, const char *name, const struct names *names, const char *what);

enum field_type {
    FIELD_OTHER, /* known, but read by hand */
    FIELD_WORDS,
    FIELD_WORDS_LIST, /* `count_at` too */
    FIELD_ID,         /* an id, its own or another's */
    FIELD_ICON,
    FIELD_PICTURE, /* media/x.svg, media/x.png */
    FIELD_SOUND,   /* media/x.ogg */
    FIELD_VIDEO,   /* media/x.webm */
    FIELD_FLAG,
    FIELD_NUMBER, /* double, least..most */
    FIELD_COUNT,  /* int, least..most */
    FIELD_ENUM,   /* one of names[], as int */
    FIELD_SECOND, /* one of two names[], as bool: is it the second */
    FIELD_DATE,   /* "2027-04-01", a day there is */
    FIELD_RULE
};

struct field {
    const char *key;
    enum field_type type;
    size_t at; /* in the struct */
    bool required;
    bool answers; /* WORDS: may hold {answers} */
    const char *part; /* WORDS: added to the place; NULL: "." and the key */
    double least, most;
    size_t count_at;
    const char *const *names;
    int most_items; /* WORDS_LIST */
};

struct shape {
    const char *what; /* "an option": for problems */
    const struct field *fields;
    int count;
};

#define FIELDS(array) (array), (int)(sizeof(array) / sizeof(array)[0])

extern const char *const load_activities[]; /* names of enum activity_kind */
extern const char *const load_unlocks[];    /* "free", "staff" */
const char *load_icon(struct loader *l, const struct json *j);
int load_enum(struct loader *l, const struct json *j, const struct field *field); /* 0 when it is none of them */

/* Reads `j` into `out` by the shape. False when it is no object. Everything wrong inside is a problem; reading goes on. */
bool load_object(struct loader *l, const struct json *j, const struct shape *shape, void *out, const char *place);

/* --- load.c ------------------------------------------------------------------------------------------------------ */

/* `at` is where the file is named, or NULL. */
const struct json_document *load_document(struct loader *l, const char *path, const struct json *at,
                                          struct file_read *out);
void load_catalogue(struct loader *l, const char *path, int language, struct translation_file *out);
void load_forget(struct loader *l); /* what was met in the module before */

/* --- load_sequence.c --------------------------------------------------------------------------------------------- */

/* Reads "for", "not_for", "suggest" and "hold" of a programme. */
void load_sequence(struct loader *l, const struct json *root);

/* --- load_modules.c ---------------------------------------------------------------------------------------------- */

/* Reads and judges all modules of the programme. */
void load_modules(struct loader *l, const struct json *root, const struct feedback_read *feedback);

/* --- load_fact.c ------------------------------------------------------------------------------------------------- */

void load_check_facts(struct loader *l, const struct note *note); /* each {fact} it names is in the list */
void load_fill_facts(struct loader *l); /* into what is shown, in every language; `source` stays as it is written */

/* --- load_words.c ------------------------------------------------------------------------------------------------ */

struct words load_words(struct loader *l, const struct json *j, const char *place, bool answers);
bool words_have_answers(const struct words *words);
/* Next {name} in the text, its braces left out; false when there is none. `*at` moves behind it. */
bool words_next_answer(const char **at, char name_out[EXERCISE_ID_ROOM]);
/* Every {answer} names an exercise: judged once all are known. */
void load_check_answers(struct loader *l);
/* The strings noted so far: those of the feedback, or all others. */
struct messages load_messages(struct loader *l, bool shared);
/* Fills in message.in[] of all notes, and says what is missing, for each file of translations. */
void load_translate(struct loader *l, bool count_shared);
/* `is_whole`: nothing was left unread, so that a translation nobody looked for is of no use. */
void load_report_translations(struct loader *l, bool is_whole);

/* --- load_rule.c ------------------------------------------------------------------------------------------------- */

const struct rule *load_rule(struct loader *l, const struct json *j);

/* --- load_block.c ------------------------------------------------------------------------------- */

/* Reads the blocks of a page. */
void load_blocks(struct loader *l, const struct json *list, struct page *page, const char *place);
/* Reads one block whose id (known or made up) is `id`. */
void load_block_as(struct loader *l, const struct json *j, struct block *b, const char *id, const char *place);
bool load_block_kind(struct loader *l, const struct json *j, enum block_kind *out);
/* "<place>.<part>.<id of the item>" */
const char *load_item_place(struct loader *l, const char *place, const char *part, const struct json *item);
/* Gives a block its number in the module, and, when it takes an answer, a place among the exercises. */
void load_block_number(struct loader *l, const struct json *at, struct block *b);
void load_block_exercise(struct loader *l, const struct json *at, struct block *b);
/* "unit_one" needs a "unit", which it is said instead of. */
void load_check_unit_one(struct loader *l, const struct json *j);
/* Words with {answers} need their fallback beside them. */
void load_check_fallback(struct loader *l, const struct json *j, const struct words *words, const struct words *empty,
                         const char *key);

/* --- load_measure.c ---------------------------------------------------------------------------------------------- */

/* The measure that `at` names. Read once; NULL when it cannot be used, with the problems only when it was read now. */
const struct measure *load_measure(struct loader *l, const char *id, const struct json *at);
const char *load_measure_place(struct loader *l, const struct measure *m, const char *part,
                               const struct json *item); /* "<measure>/<part>.<id of the item>" */
/* What its answers are worth (load_scoring.c): after its items. */
void load_measure_scoring(struct loader *l, const struct json *root, struct measure *m);
/* The module asks it: its file counts in the content hash. */
void load_module_asks(struct loader *l, const struct measure *m);
/* "measure.<id>.<what>", of a measure that the programme uses up to here. */
bool load_knows_score(const struct loader *l, const char *name);

/* --- load_asked.c ------------------------------------------------------------------------------------------------ */

/* Reads which measures a programme, or a stage of it, begins and ends with. */
void load_asked(struct loader *l, const struct json *j, struct asked *first, struct asked *last);
/* The pages made of them, in the module being read: their ids first, then the pages. Returns how many. */
int load_made_ids(struct loader *l, bool before);
int load_made_pages(struct loader *l, bool before, struct page *out);

/* --- load_module.c ----------------------------------------------------------------------------------------------- */

/* Reads a module and, after its pages, those of the feedback (or NULL). `m` knows its id and files already. */
void load_module(struct loader *l, const struct json_document *document, const struct json_document *feedback,
                 struct module *m);

#endif
