#ifndef LIBRARY_H
#define LIBRARY_H
/*
 * library - every programme in a modules folder, loaded, checked and hashed; and the words of the interface.
 */
#include "catalogue.h"
#include "programme.h"
#include "seal.h"

#define PROGRAMMES_MAX 32

struct library {
    struct arena arena;
    struct problems problems;                    /* of all that was loaded */
    struct programme *programmes[PROGRAMMES_MAX];
    int count;
    const char *languages[LANGUAGES_MAX];        /* that a person can choose: [0] is "en-GB" */
    struct catalogue *interface[LANGUAGES_MAX];  /* NULL: English */
    int language_count;
};

/* False when the folder cannot be read or holds no programme that can be used; the reasons are in l->problems. */
bool library_open(struct library *l, const char *modules, const char *assets);
/* The same without examples: a terminal has no use for them, and starts sooner. */
bool library_open_for_people(struct library *l, const char *modules, const char *assets);
/* One programme alone: what an author is at work on. */
bool library_open_one(struct library *l, const char *modules, const char *assets, const char *programme);
void library_close(struct library *l);
const struct programme *library_programme(const struct library *l, const char *id);
int library_language(const struct library *l, const char *language); /* index; 0 when there is none such */
/* Its own name: "English", "Cymraeg". */
const char *language_own_name(const char *language);
bool language_is_right_to_left(const char *language);

#endif
