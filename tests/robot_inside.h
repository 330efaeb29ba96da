#ifndef ROBOT_INSIDE_H
#define ROBOT_INSIDE_H
/*
 * robot_inside - what the robot's own files share.
 */
#include "robot.h"

/* On show: what this press means; `text` NULL is any. */
const struct target *robot_find_press(const struct robot *r, enum press_kind kind, const char *item, const char *text);
/* Is something of this exercise on show? */
bool robot_is_at_hand(const struct robot *r, const struct block *b);

/* Answers one thing of the page as r->like did, or puts away what is open for it. False: nothing is left to do likewise. */
bool robot_answer_like(struct robot *r, const struct page *page);

#endif
