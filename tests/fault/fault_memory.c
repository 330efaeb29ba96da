#include "fault_memory.h"

#include <sqlite3.h>
#include <stddef.h>

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);

static struct {
    enum fault_memory whose;
    int at, count;
    bool sticky;
    long held;
    sqlite3_mem_methods sqlite;
} memory;

static bool is_out(enum fault_memory whose)
{
    if (whose != memory.whose)
        return false;
    memory.count++;
    return memory.at && (memory.sticky ? memory.count >= memory.at : memory.count == memory.at);
}

static void *hold(void *given)
{
    memory.held += given != NULL;
    return given;
}

void *__wrap_malloc(size_t size)
{
    return is_out(MEMORY_OF_OURS) ? NULL : hold(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_out(MEMORY_OF_OURS) ? NULL : hold(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (is_out(MEMORY_OF_OURS))
        return NULL;
    void *given = __real_realloc(old, size);
    return old ? given : hold(given);
}

void __wrap_free(void *given)
{
    memory.held -= given != NULL;
    __real_free(given);
}

static void *sqlite_malloc(int size)
{
    return is_out(MEMORY_OF_SQLITE) ? NULL : hold(memory.sqlite.xMalloc(size));
}

static void *sqlite_realloc(void *old, int size)
{
    return is_out(MEMORY_OF_SQLITE) ? NULL : memory.sqlite.xRealloc(old, size);
}

static void sqlite_free(void *given)
{
    memory.held -= given != NULL;
    memory.sqlite.xFree(given);
}

bool fault_memory_start(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.sqlite) != SQLITE_OK)
        return false;
    sqlite3_mem_methods methods = memory.sqlite;
    methods.xMalloc = sqlite_malloc;
    methods.xRealloc = sqlite_realloc;
    methods.xFree = sqlite_free;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

void fault_memory_arm(enum fault_memory whose, int at, bool sticky)
{
    memory.whose = whose;
    memory.at = at;
    memory.sticky = sticky;
    memory.count = 0;
}

int fault_memory_count(void)
{
    return memory.count;
}

long fault_memory_held(void)
{
    return memory.held;
}
