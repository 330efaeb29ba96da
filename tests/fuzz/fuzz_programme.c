/*
 * Any bytes as a module file: loading must end, in memory bounds, and whatever it finds must have a place.
 *
 * The first byte chooses what the bytes are: a module, a feedback, a programme or a translation; the others are fixed.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "load.h"
#include "prose.h"

static const char programme[] =
    "{\"format\":1,\"id\":\"p\",\"version\":\"1.0.0\",\"title\":\"P\",\"summary\":\"S\",\"accent\":\"#000000\","
    "\"languages\":[\"en-GB\",\"cy\"],\"modules\":[\"m\"],\"feedback\":\"f\",\"activity\":{\"kind\":\"activity\"}}";
static const char module[] =
    "{\"id\":\"m\",\"title\":\"M\",\"public_title\":\"M\",\"minutes\":1,\"pages\":[{\"id\":\"a\","
    "\"title\":\"A\",\"blocks\":[{\"kind\":\"text\",\"text\":\"x\"}]}]}";
static const char feedback[] =
    "{\"id\":\"f\",\"pages\":[{\"id\":\"f\",\"title\":\"F\",\"blocks\":[{\"kind\":\"write\",\"id\":"
    "\"words\",\"ask\":\"?\"}]}]}";
static const char words[] =
    "msgid \"\"\nmsgstr \"Language: cy\\n\"\n\nmsgctxt \"m/title\"\nmsgid \"M\"\nmsgstr \"N\"\n";

struct file {
    const char *path, *bytes;
    size_t size;
};

static struct file files[] = {
    {"p/m.json", module, sizeof module - 1},
    {"shared/f.json", feedback, sizeof feedback - 1},
    {"p/programme.json", programme, sizeof programme - 1},
    {"p/po/cy.po", words, sizeof words - 1},
};
enum { FILES = sizeof files / sizeof files[0] };

static bool memory_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    (void)a;
    assert(path[0] != '/' && !strstr(path, "..") && !strstr(path, "//")); /* what load.h promises */
    for (const struct file *file = context; file < (struct file *)context + FILES; file++) {
        if (strcmp(file->path, path) != 0)
            continue;
        *bytes = file->bytes;
        *size = file->size;
        return true;
    }
    return false;
}

static bool memory_exists(void *context, const char *path)
{
    (void)context;
    assert(path[0] != '/' && !strstr(path, ".."));
    return strlen(path) % 2;
}

static void read_words(struct arena *a, const struct words *w)
{
    for (int i = 0; i < w->count; i++)
        prose_parse(a, w->item[i].message.source);
}

/* What a player would do first: everything that is counted is there. */
static void walk(struct arena *a, const struct module *m)
{
    assert(m->id && m->page_count > 0);
    for (int i = 0; i < m->page_count; i++) {
        const struct page *page = &m->pages[i];
        assert(page->id && page->pointer && page->block_count > 0);
        read_words(a, &page->title);
        for (int k = 0; k < page->next_count; k++)
            assert(page->next[k].page >= 0 && page->next[k].page < m->page_count);
        for (int k = 0; k < page->block_count; k++) {
            const struct block *b = &page->blocks[k];
            assert(b->id && b->pointer && b->kind < BLOCK_KINDS && b->index >= 0 && b->index < m->block_count);
            if (b->kind == BLOCK_TEXT)
                read_words(a, &b->text.text);
        }
    }
    for (int i = 0; i < m->exercise_count; i++)
        assert(block_is_exercise(m->exercises[i]) && module_exercise(m, m->exercises[i]->id) == m->exercises[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena a;
    struct problems problems;
    struct file now[FILES];
    memcpy(now, files, sizeof now);
    struct file *given = &now[data[0] % FILES];
    given->bytes = (const char *)data + 1;
    given->size = size - 1;
    arena_init(&a);
    problems_init(&problems, &a);
    struct source source = {.context = now, .read = memory_read, .exists = memory_exists, .root = "r"};
    const struct programme *p = programme_load(&a, &source, "p", &problems);
    for (const struct problem *problem = problems.first; problem; problem = problem->next) {
        assert(problem->message[0] && problem->code[0]);
        if (problem->place.line || problem->place.column)
            assert(problem->place.file && problem->place.line >= 1 && problem->place.column >= 1);
    }
    assert(p || problems.errors);
    for (int i = 0; p && i < p->module_count; i++)
        walk(&a, &p->modules[i]);
    arena_release(&a);
    return 0;
}
