#include "cmocka_unit.h"

#include <stdio.h>
#include <string.h>

#include "load.h"

/* Paths through a module, written as one line: "a b? c+ | a>c b>>" is pages a, b (with a condition) and c (extra), then
 * rules: a may lead to c, b skips. A "!" after a rule means it has no condition. */

struct memory {
    const char *programme, *module;
};

#define PROGRAMME                                                                                                      \
    "{\"format\":1,\"id\":\"p\",\"version\":\"1.0.0\",\"title\":\"P\",\"summary\":\"S\",\"accent\":\"#000000\","       \
    "\"languages\":[\"en-GB\"],\"modules\":[\"m\"],\"activity\":{\"kind\":\"activity\"}}"

static bool memory_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    (void)a;
    const struct memory *memory = context;
    *bytes = text_is(path, "p/programme.json") ? memory->programme : text_is(path, "p/m.json") ? memory->module : NULL;
    *size = *bytes ? strlen(*bytes) : 0;
    return *bytes != NULL;
}

static bool memory_exists(void *context, const char *path)
{
    (void)context;
    (void)path;
    return false;
}

static void add_rules(struct buffer *out, const char *rules, char page)
{
    bool first = true;
    for (const char *c = rules; *c; c += strcspn(c, " "), c += strspn(c, " ")) {
        if (*c != page)
            continue;
        size_t length = strcspn(c, " ");
        buffer_adds(out, first ? ",\"next\":[{" : ",{");
        if (c[length - 1] != '!')
            buffer_addf(out, "\"when\":{\"<\":[{\"var\":\"visits.%c\"},3]},", page);
        if (c[2] == '>')
            buffer_adds(out, "\"skip\":true}");
        else if (c[2] == '.')
            buffer_adds(out, "\"leave\":true}");
        else
            buffer_addf(out, "\"page\":\"%c\"}", c[2]);
        first = false;
    }
    if (!first)
        buffer_adds(out, "]");
}

static const char *module_of(struct arena *a, const char *paths)
{
    struct buffer out;
    const char *rules = strchr(paths, '|') + 1;
    buffer_init(&out, a);
    rules += strspn(rules, " ");
    buffer_adds(&out, "{\"id\":\"m\",\"title\":\"M\",\"public_title\":\"M\",\"minutes\":1,\"pages\":[");
    for (const char *c = paths; *c != '|'; c++) {
        if (*c < 'a' || *c > 'z')
            continue;
        buffer_addf(&out, "%s{\"id\":\"%c\",\"title\":\"T\"", c == paths ? "" : ",", *c);
        if (c[1] == '?')
            buffer_adds(&out, ",\"when\":{\"==\":[{\"var\":\"setting\"},\"custody\"]}");
        if (c[1] == '+')
            buffer_adds(&out, ",\"extra\":true");
        add_rules(&out, rules, *c);
        buffer_adds(&out, ",\"blocks\":[{\"kind\":\"text\",\"text\":\"x\"}]}");
    }
    buffer_adds(&out, "]}");
    return buffer_text(&out);
}

static void every_page_is_reached_and_every_path_ends(void **state)
{
    (void)state;
    static const struct {
        const char *paths, *problems; /* "code /pages/n", one after another */
    } rows[] = {
        {"a b c |", ""},
        {"a? b? |", ""},
        {"a b c | a>c", ""},
        {"a b c | a>c!", "page-unreachable /pages/1;"},
        {"a b? c | a>>!", "page-unreachable /pages/1;"}, /* b is skipped, or left out and c skipped */
        {"a b c | a>>!", "page-unreachable /pages/1;"},
        {"a b c | c>a", ""}, /* back, but not for ever */
        {"a b c | c>a!", "page-endless /pages/2/next/0;"},
        {"a b | b>b!", "page-endless /pages/1/next/0;"},
        {"a b c | a>.", ""},
        {"a b c | a>.!", "page-endless /pages/0/next/0;"},
        {"a b x+ | a>x", ""},
        {"a b x+ |", "page-unreachable /pages/2;"},
        {"x+ a b | a>x", ""},        /* the first of the path is a */
        {"a b x+ y+ | a>x x>y", ""}, /* one extra page calls another */
        {"a b x+ y+ | x>y", "page-unreachable /pages/2;page-unreachable /pages/3;"},
        {"a b x+ | a>x x>x!", "page-endless /pages/2/next/0;"},
        {"a b x+ | a>x! x>x!", "page-endless /pages/2/next/0;"},
        {"a b x+ y+ | a>x! x>y!", ""},                         /* back over two calls, and on */
        {"a b? c d | b>d!", ""},                               /* to c when b is left out */
        {"a b c x+ | a>x a>c!", "page-unreachable /pages/1;"}, /* back from x, a's other rule is followed */
        {"a b x+ | a>x x>>", ""},
        {"a b x+ y+ | a>x x>y y>x", ""},
        {"a b x+ | b>x x>>", ""},
        {"x+ |", "page-unreachable /pages/0;"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a;
        struct problems problems;
        struct buffer out;
        arena_init(&a);
        problems_init(&problems, &a);
        buffer_init(&out, &a);
        struct memory memory = {PROGRAMME, module_of(&a, rows[i].paths)};
        struct source source = {.context = &memory, .read = memory_read, .exists = memory_exists, .root = "r"};
        programme_load(&a, &source, "p", &problems);
        for (const struct problem *problem = problems.first; problem; problem = problem->next) {
            buffer_addf(&out, "%s %s;", problem->code, problem->place.pointer ? problem->place.pointer : "");
        }
        if (!text_is(buffer_text(&out), rows[i].problems))
            fail_msg("%s: \"%s\", not \"%s\"", rows[i].paths, buffer_text(&out), rows[i].problems);
        arena_release(&a);
    }
}

/* Eighty rules that compare two scales of a hundred steps each, and never hold. */
static const char *tiresome_module(struct arena *a)
{
    struct buffer out;
    buffer_init(&out, a);
    buffer_adds(&out, "{\"id\":\"m\",\"title\":\"M\",\"public_title\":\"M\",\"minutes\":1,\"pages\":[");
    for (int i = 0; i < 30; i++) {
        buffer_addf(&out, "%s{\"id\":\"p%d\",\"title\":\"T\",\"blocks\":[", i ? "," : "", i);
        for (int k = 0; k < 3 && i > 1; k++)
            buffer_addf(
                &out,
                "{\"kind\":\"text\",\"text\":\"x\",\"when\":{\"and\":[{\"<\":[{\"var\":\"s%d\"},{\"var\":\"s%d\"}]},"
                "{\"<\":[{\"var\":\"s%d\"},{\"var\":\"s%d\"}]}]}},",
                i - 1, i - 2, i - 2, i - 1);
        buffer_addf(&out, "{\"kind\":\"scale\",\"id\":\"s%d\",\"ask\":\"?\",\"from\":0,\"to\":100,\"unit\":\"%%\"}]}",
                    i);
    }
    buffer_adds(&out, "]}");
    return buffer_text(&out);
}

static void nobody_waits_for_rules_without_end(void **state)
{
    (void)state;
    struct arena a;
    struct problems problems;
    arena_init(&a);
    problems_init(&problems, &a);
    struct memory memory = {PROGRAMME, tiresome_module(&a)};
    struct source source = {.context = &memory, .read = memory_read, .exists = memory_exists, .root = "r"};
    const struct programme *p = programme_load(&a, &source, "p", &problems);
    assert_int_equal(p->module_count, 1);
    assert_int_equal(problems.warnings, 1);
    assert_string_equal(problems.first->code, "rules-many");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_page_is_reached_and_every_path_ends),
                                       cmocka_unit_test(nobody_waits_for_rules_without_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
