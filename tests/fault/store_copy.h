#ifndef STORE_COPY_H
#define STORE_COPY_H
/*
 * store_copy - the files of a closed store in memory, to be put back before each of many tries.
 */
#include <stddef.h>

#define STORE_COPY_FILES 6

struct store_copy {
    char *bytes[STORE_COPY_FILES];
    size_t sizes[STORE_COPY_FILES];
};

void store_copy_take(struct store_copy *c, const char *folder);
/* As it was: what is there beside those files goes. */
void store_copy_put(const struct store_copy *c, const char *folder);
void store_copy_free(struct store_copy *c);

#endif
