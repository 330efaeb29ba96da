#include "cairn_explain.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "explain.h"

#define USAGE      "explain [CODE...] [--format text|json]"
#define LINE_WIDTH 78
#define INDENT     13 /* as wide as the longest name of a part, and two spaces */

/* In lines of words that fit a terminal; the first begins with `name`. Bytes are counted: examples alone have others.
 */
static void print_part(const char *name, const char *text)
{
    int column = printf("%-*s", INDENT, name);
    for (const char *at = text; *at;) {
        int length = (int)strcspn(at, " ");
        if (column > INDENT && column + length + 1 > LINE_WIDTH)
            column = printf("\n%*s", INDENT, "") - 1;
        column += printf("%s%.*s", column > INDENT ? " " : "", length, at);
        at += length;
        at += strspn(at, " ");
    }
    putchar('\n');
}

static void print_text(const struct explained *e)
{
    printf("%s\n\n", e->code);
    print_part("What it is", e->meaning);
    print_part("Why", e->why);
    print_part("Put right", e->put_right);
    print_part("Wrong", e->wrong);
    print_part("Right", e->right);
}

static void print_json(const struct explained *e)
{
    print_json_member("{", "code", e->code);
    print_json_member(",", "meaning", e->meaning);
    print_json_member(",", "why", e->why);
    print_json_member(",", "put_right", e->put_right);
    print_json_member(",", "wrong", e->wrong);
    print_json_member(",", "right", e->right);
    puts("}");
}

static void unknown(struct arena *a, const struct explained_list *list, const char *word)
{
    const char **names = ARENA_ARRAY(a, const char *, list->count);
    for (int i = 0; i < list->count; i++)
        names[i] = list->entry[i].code;
    arguments_unknown("problem", word, names, list->count);
    fputs("cairn: \"cairn explain\" lists them all\n", stderr);
}

static int explain(struct tool *t, const struct explained_list *list, const char *const *codes, int count, bool json)
{
    int exit_code = EXIT_CLEAN;
    for (int i = 0; !count && i < list->count; i++)
        json ? print_json(&list->entry[i]) : (void)printf("%-22s %s\n", list->entry[i].code, list->entry[i].meaning);
    for (int i = 0; i < count; i++) {
        const struct explained *e = explained_find(list, codes[i]);
        if (e && !json && i)
            putchar('\n');
        if (e)
            json ? print_json(e) : print_text(e);
        else {
            unknown(&t->arena, list, codes[i]);
            exit_code = EXIT_PROBLEMS;
        }
    }
    return exit_code;
}

int cairn_explain(int argc, char **argv)
{
    struct tool t;
    struct explained_list list;
    const char **codes;
    int count = 0;
    bool json = false, good = true;
    tool_begin(&t);
    codes = ARENA_ARRAY(&t.arena, const char *, argc);
    for (int i = 1; i < argc && good; i++) {
        if (text_is(argv[i], "--help") || text_is(argv[i], "-h")) {
            puts("usage: cairn " USAGE "\nCODE stands in brackets at the end of a problem: [link-unknown].");
            return tool_end(&t, EXIT_CLEAN);
        }
        if (text_is(argv[i], "--format")) {
            good = ++i < argc && (text_is(argv[i], "json") || text_is(argv[i], "text"));
            json = good && text_is(argv[i], "json");
        } else if (argv[i][0] == '-') {
            static const char *const options[] = {"--format", "--help"};
            arguments_unknown("option", argv[i], options, 2);
            good = false;
        } else {
            codes[count++] = argv[i];
        }
    }
    if (!good) {
        fputs("usage: cairn " USAGE "\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    if (!explained_read(&t.arena, CAIRN_ASSETS, &list, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    return tool_end(&t, explain(&t, &list, codes, count, json));
}
