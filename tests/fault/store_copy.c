#include "store_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *const files[STORE_COPY_FILES] = {"cairn.db",      "cairn.db-wal",   "keys/keys.json",
                                                    "keys/day.json", "keys/head.json", "keys/day.next.json"};

static void path_of(const char *folder, const char *name, char out[300])
{
    snprintf(out, 300, "%s/%s", folder, name);
}

void store_copy_take(struct store_copy *c, const char *folder)
{
    char path[300];
    for (int i = 0; i < STORE_COPY_FILES; i++) {
        path_of(folder, files[i], path);
        c->bytes[i] = NULL;
        FILE *file = fopen(path, "rb");
        if (!file)
            continue; /* a log that was moved, a head before the first record, a day that was not cut off */
        fseek(file, 0, SEEK_END);
        c->sizes[i] = (size_t)ftell(file);
        rewind(file);
        c->bytes[i] = malloc(c->sizes[i] + 1);
        assert_non_null(c->bytes[i]);
        assert_int_equal(fread(c->bytes[i], 1, c->sizes[i], file), c->sizes[i]);
        fclose(file);
    }
}

void store_copy_put(const struct store_copy *c, const char *folder)
{
    static const char *const others[] = {"keys/keys.new", "keys/head.json.new"};
    char path[300];
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        path_of(folder, others[i], path);
        remove(path);
    }
    for (int i = 0; i < STORE_COPY_FILES; i++) {
        path_of(folder, files[i], path);
        if (!c->bytes[i]) {
            remove(path);
            continue;
        }
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(c->bytes[i], 1, c->sizes[i], file), c->sizes[i]);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(chmod(path, 0600), 0); /* keys that others can read are refused */
    }
}

void store_copy_free(struct store_copy *c)
{
    for (int i = 0; i < STORE_COPY_FILES; i++)
        free(c->bytes[i]);
}
