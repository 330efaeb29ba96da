#ifndef CAIRN_WORDS_H
#define CAIRN_WORDS_H
/* cairn words - translations: templates of all strings, merging them into PO files (gettext's msgmerge), and how far each is. */

int cairn_words(int argc, char **argv);

#endif
