#ifndef CAIRN_PREVIEW_H
#define CAIRN_PREVIEW_H
/* cairn preview - a window that shows a module as it is being written (author/preview.h). */

int cairn_preview(int argc, char **argv);

#endif
