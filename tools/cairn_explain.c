#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "explain.h"

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
    struct buffer says;
    buffer_init(&says, a);
    command_unknown("cairn", "problem", word, names, list->count, &says);
    fputs(buffer_text(&says), stderr);
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

static int run_explain(struct tool *t)
{
    struct explained_list list;
    if (!explained_read(&t->arena, CAIRN_ASSETS, &list, &t->problems)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    return explain(t, &list, t->given.words, t->given.word_count, text_is(tool_text(t, "--format"), "json"));
}

const struct command cairn_explain = {
    .name = "explain",
    .purpose = "what a problem's code means, why it matters, and how to put it right",
    .about = "A code stands in brackets at the end of a problem that cairn lint finds: [link-unknown].",
    .arguments =
        (const struct argument[]){
            {.value = "CODE", .help = "which; none: all of them, a line each", .many = true},
            {.name = "--format",
             .value = "FORMAT",
             .help = "for people, or for programs",
             .choices = "text json",
             .standard = "text"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn explain link-unknown", "one problem"},
            {"cairn explain", "everything that can be found wrong"},
            {0},
        },
    .run = run_explain,
};
