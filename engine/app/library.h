#ifndef LIBRARY_H
#define LIBRARY_H
/*
 * library - every programme in a modules folder, loaded, checked and hashed; and the words of the interface.
 *
 * A kiosk reads a programme when somebody first needs it: of ten a person does one or two, and nobody waits at the first
 * page for the others.
 */
#include "catalogue.h"
#include "fact.h"
#include "load.h"
#include "programme.h"
#include "pronunciation.h"
#include "sequence.h"
#include "seal.h"

#define PROGRAMMES_MAX 32

/* A folder with a programme.json. */
struct library_place {
    const char *folder;          /* the programme's id too, or it is not usable */
    const struct source *source; /* its pack; NULL: the folder of all */
    bool is_read;
    struct programme *programme; /* NULL: not read, or not usable */
};

struct library {
    struct arena arena;
    struct problems problems;                    /* of all that was read */
    struct source source;
    struct library_place places[PROGRAMMES_MAX];
    int place_count;
    struct programme *programmes[PROGRAMMES_MAX]; /* those read so far: all, in the order of their folders, but of
                                                     library_open_on_demand */
    int count;
    struct pronunciations pronunciations;        /* for the voice */
    struct facts facts;                          /* for the words of the interface */
    const struct sequencing *sequencing;         /* NULL: none; in `languages` */
    const char *languages[LANGUAGES_MAX];        /* that a person can choose: [0] is "en-GB" */
    struct catalogue *interface[LANGUAGES_MAX];  /* NULL: English */
    int language_count;
};

/* Reads all. False when the folder cannot be read or holds no programme that can be used; the reasons are in l->problems.
 * `modules` and `assets` are borrowed until library_close. */
bool library_open(struct library *l, const char *modules, const char *assets);
/* Reads only what programmes there are and in which languages; `examples`: those that only show authors what can be done
 * as well. False as above, where no folder has a programme. */
bool library_open_on_demand(struct library *l, const char *modules, const char *assets, bool examples);
/* The same, of packs, each of one programme. What `source` reads is borrowed until library_close. `modules`: folders that
 * are read as well, but for programmes that have a pack; NULL: none. */
struct library_pack {
    const char *programme;
    struct source source;
};
bool library_open_packs(struct library *l, const struct library_pack *packs, int count, const char *modules,
                        const char *assets, bool examples);
/* One programme alone: what an author is at work on. */
bool library_open_one(struct library *l, const char *modules, const char *assets, const char *programme);
void library_close(struct library *l);

/* Both read what was not read yet. */
const struct programme *library_programme(struct library *l, const char *id); /* NULL: none, or not usable */
/* for (int at = 0; (p = library_next(l, &at));) - all that can be used, in the order of their folders. */
const struct programme *library_next(struct library *l, int *at);
/* The module of that id; `programme` NULL: in any. `of_out` (or NULL) is told whose it is. NULL: there is none. */
const struct module *library_module(struct library *l, const char *programme, const char *module,
                                    const struct programme **of_out);

int library_language(const struct library *l, const char *language); /* index; 0 when there is none such */
/* The interface's words in that language, from po/ of the assets folder; NULL: there are none, which is a problem when they cannot
 * be read. */
struct catalogue *library_interface(struct arena *a, const struct source *assets, const char *language,
                                    struct problems *problems);
/* Its own name: "English", "Cymraeg". */
const char *language_own_name(const char *language);
bool language_is_right_to_left(const char *language);

#endif
