#ifndef JUDGE_INSIDE_H
#define JUDGE_INSIDE_H
/* judge_inside - what the files of `judge` share. */
#include "json.h"
#include "judge.h"
#include "reading.h"
#include "purpose.h"

/* Where a pointer into the module's file stands. */
struct place judge_place(const struct module *m, struct problems *problems, const char *pointer);
#define judge_warning(m, problems, pointer, code, ...)                                                                 \
    problem_warning((problems), judge_place((m), (problems), (pointer)), (code), __VA_ARGS__)

/* judge.only is its file, or one that it shares, or there is none. */
bool judge_is_asked_about(const struct judge *j, const struct module *m);

/* The most words of any of the alternatives, as they are read. */
int judge_words_of(struct judge *j, const struct words *words);

#endif
