#ifndef SINCE_H
#define SINCE_H
/*
 * since - what has changed in a programme since an earlier state of it that people have answers from: what they would lose.
 */
#include "programme.h"

/* Adds what is wrong with the change from `was` to `is`: answers that would be lost, pages and modules that are gone, and
 * a version that is still the same. What is "reserved" was taken away on purpose. */
void since_judge(const struct programme *was, const struct programme *is, struct problems *problems);

#endif
