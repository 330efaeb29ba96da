#ifndef ROLE_H
#define ROLE_H
/*
 * role - what a string of a module is for, by where it stands in the file: text is read in sentences, a label at a glance, a
 * prompt by staff alone.
 */
#include "programme.h"

enum role {
    ROLE_TEXT,     /* what is read: texts, stories, what a card says when it is turned */
    ROLE_FEEDBACK, /* said after an answer */
    ROLE_ASK,      /* a question, and what helps with it */
    ROLE_LABEL,    /* options, ends, boxes, columns, words to pick */
    ROLE_TITLE,
    ROLE_INSTEAD,  /* alternatives for pictures and sounds: alt, transcript, captions */
    ROLE_STAFF,    /* prompts and aims */
    ROLES
};

/* The block it is part of, and its page; NULL: of the page, or of the module. Only the module's own pages are looked at. */
const struct block *role_block(const struct module *m, const struct message *message, const struct page **page_out);

/* By its JSON pointer, e.g. "/pages/3/blocks/0/options/2/text/1/text". */
enum role role_of(const struct module *m, const struct message *message);

/* Of a text with alternatives, which of them, from 0; -1: it has none. */
int role_alternative(const struct message *message);

#endif
