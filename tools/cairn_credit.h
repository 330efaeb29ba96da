#ifndef CAIRN_CREDIT_H
#define CAIRN_CREDIT_H
/* cairn credit - a person's activity days, and what staff decide about them. */

int cairn_credit(int argc, char **argv);

#endif
