#ifndef MATRIX_STAFF_H
#define MATRIX_STAFF_H
/*
 * matrix_staff - the staff area with something in every list of it, and a robot that goes to each of its screens and
 * says what is wrong on each.
 */
#include "robot.h"

/* A store in `folder` with people, days, concerns, faults and a clock that was changed. Tells why not. */
bool matrix_staff_stage(const char *folder, const char *setting);

/* From the attract screen through every screen of a practitioner, or those of an administrator alone. False with
 * `stuck`. */
bool matrix_staff_walk(struct robot *r, bool administrator);

#endif
