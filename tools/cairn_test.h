#ifndef CAIRN_TEST_H
#define CAIRN_TEST_H
/* cairn test - plays authors' journeys (author/script.h); cairn walk - every page and rule of modules (author/walker.h). */

int cairn_test(int argc, char **argv);
int cairn_walk(int argc, char **argv);

#endif
