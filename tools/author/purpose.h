#ifndef PURPOSE_H
#define PURPOSE_H
/*
 * purpose - what a string of a module is for, by where it stands in the file: text is read in sentences, a label at a glance, a
 * prompt by staff alone.
 */
#include "programme.h"

enum purpose {
    PURPOSE_TEXT,     /* what is read: texts, stories, what a card says when it is turned */
    PURPOSE_FEEDBACK, /* said after an answer */
    PURPOSE_ASK,      /* a question, and what helps with it */
    PURPOSE_LABEL,    /* options, ends, boxes, columns, words to pick */
    PURPOSE_TITLE,
    PURPOSE_INSTEAD,  /* alternatives for pictures and sounds: alt, transcript, captions */
    PURPOSE_STAFF,    /* prompts and aims */
    PURPOSES
};

/* The block it is part of, and its page; NULL: of the page, or of the module. Only the module's own pages are looked at. */
const struct block *purpose_block(const struct module *m, const struct message *message, const struct page **page_out);

/* By its JSON pointer, e.g. "/pages/3/blocks/0/options/2/text/1/text". */
enum purpose purpose_of(const struct module *m, const struct message *message);

/* When it is the one of its alternatives that shows; NULL: it has none, or is the last. */
const struct rule *purpose_when(const struct message *message);
/* Of a text with alternatives, which of them, from 0; -1: it has none. */
int purpose_alternative(const struct message *message);

#endif
