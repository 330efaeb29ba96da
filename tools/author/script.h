#ifndef SCRIPT_H
#define SCRIPT_H
/*
 * script - a journey through a module that an author can read aloud, and that is played to see whether it is still true.
 *
 *     module stop-and-think            begins; "setting custody" and "language cy" may follow
 *     go what-sets-you-off             opens a page, with sample answers to what comes before it
 *     choose "Being kept waiting"      presses what is called that; "press" is the same word for buttons
 *     type "my own words"              into what is open for writing
 *     answer                           sample answers to whatever the page still asks
 *     expect page body-first           where one is
 *     expect says "Your body"          some words that are read out on the page; "expect not says" that they are not
 *     expect answer trigger "waiting"  what was given, as it is kept
 *     expect missing                   Next was refused: something waits for an answer
 *     expect concern                   the last act was a concern: staff would be told
 *     expect end                       the last page is done
 *
 * A line an act; "#" begins a comment. Every line is tried: what fails is a problem with its line.
 */
#include "library.h"
#include "rehearsal.h"

/* Plays `text` over the modules of the library. True when everything in it held. */
bool script_run(const struct library *library, const char *file, const char *text, struct text_measure measure,
                struct problems *problems);

#endif
