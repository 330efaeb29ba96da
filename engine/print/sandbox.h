#ifndef SANDBOX_H
#define SANDBOX_H
/*
 * sandbox - shuts this process in for good, before it looks at what it was given.
 *
 * From then on it reads below a few folders of the system (fonts, and nothing else: Landlock), and what is open already;
 * it starts threads, since Pango does. It makes and changes no file, connects to nothing, starts no program or process,
 * signals nobody, and no memory becomes code (seccomp); its memory, time and output are limited, and no new privileges
 * come. What is left to one who takes it over: the system's fonts, the names of files, the document, and a PDF of their own
 * making, which the kiosk hands on unread.
 */
#include <stdbool.h>
#include <stddef.h>

#define SANDBOX_OUTPUT_MAX ((size_t)16 * 1024 * 1024) /* bytes of the file that is written */

/* Closes every file from `first` on; before anything else. */
bool sandbox_close_others(unsigned first);
/* False: the kernel does not do all of it (Debian 12's does). Then nothing may be read. A folder that is not there is no fault. */
bool sandbox_lock(const char *const *folders, int count);
/* Tries what must be refused, each in a process of its own, locked and for comparison free; prints a line for each. True
 * when all is refused to the locked ones and possible for the free. */
bool sandbox_check(const char *const *folders, int count);

#endif
