#ifndef CAIRN_STORYBOARD_H
#define CAIRN_STORYBOARD_H
/* cairn storyboard - a module's pages as pictures, with everything about them beside (author/storyboard.h). */

int cairn_storyboard(int argc, char **argv);

#endif
