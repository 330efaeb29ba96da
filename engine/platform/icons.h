#ifndef ICONS_H
#define ICONS_H
/*
 * icons - from an icon's name to its character in the icon font: assets/icons.map, made by tools/make-icons-map.
 *
 * A line is "name U+XXXX"; the lines are sorted by name, so that the file is searched as it stands and start-up parses
 * nothing.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct icons {
    char *text;
    size_t length;
};

bool icons_read(struct icons *out, const char *assets); /* false: no such file; then no icon is found */
void icons_release(struct icons *i);
uint32_t icons_find(const struct icons *i, const char *name); /* 0: no such icon */
/* The names one after the other, from *position = 0; false at the end. `name_out` has room for ICON_NAME bytes. */
#define ICON_NAME 64
bool icons_next(const struct icons *i, size_t *position, char name_out[ICON_NAME], uint32_t *character_out);

#endif
