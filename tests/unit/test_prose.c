#include "cmocka_unit.h"

#include <string.h>

#include "prose.h"
#include "text.h"

/* One line a paragraph: kind, number, indent, then runs: _plain_ *bold* /italic/ #both#. */
static const char *describe(struct arena *a, const char *markdown)
{
    static const char *const kinds[] = {"text", "heading", "bullet", "number", "quote"};
    static const char marks[] = "_*/#";
    struct buffer out;
    buffer_init(&out, a);
    struct prose prose = prose_parse(a, markdown);
    for (int i = 0; i < prose.count; i++) {
        const struct paragraph *p = &prose.paragraphs[i];
        struct buffer plain;
        buffer_init(&plain, a);
        buffer_addf(&out, "%s%s %d %d", i ? "\n" : "", kinds[p->kind], p->number, p->indent);
        for (int k = 0; k < p->run_count; k++) {
            buffer_addf(&out, " %c%s%c", marks[p->runs[k].style], p->runs[k].text, marks[p->runs[k].style]);
            buffer_adds(&plain, p->runs[k].text);
            assert_int_equal(p->runs[k].length, strlen(p->runs[k].text));
        }
        assert_string_equal(p->plain, buffer_text(&plain));
    }
    return buffer_text(&out);
}

static void markdown_becomes_paragraphs_of_runs(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *prose;
    } rows[] = {
        {"", ""},
        {"One line.", "text 0 0 _One line._"},
        {"Two\nlines", "text 0 0 _Two lines_"},
        {"Hard  \nbreak", "text 0 0 _Hard\nbreak_"},
        {"One.\n\nTwo.", "text 0 0 _One._\ntext 0 0 _Two._"},
        {"a **b** c *d* ***e***", "text 0 0 _a _ *b* _ c _ /d/ _ _ #e#"},
        {"## Head **x**\ntext", "heading 2 0 _Head _ *x*\ntext 0 0 _text_"},
        {"- a\n- b", "bullet 0 0 _a_\nbullet 0 0 _b_"},
        {"- a\n\n- b\n\n  more", "bullet 0 0 _a_\nbullet 0 0 _b_\ntext 0 0 _more_"},
        {"3. a\n4. b\n   - c", "number 3 0 _a_\nnumber 4 0 _b_\nbullet 0 1 _c_"},
        {"- a\n  - b\n- c", "bullet 0 0 _a_\nbullet 0 1 _b_\nbullet 0 0 _c_"},
        {"> said\n\nafter", "quote 0 0 _said_\ntext 0 0 _after_"},
        {"see [here](http://x) ![pic](p.png)", "text 0 0 _see here pic_"},
        {"a <b>c</b> & &amp; &lt; &copy;", "text 0 0 _a <b>c</b> & & < &copy;_"},
        {"\\*not\\* `code`", "text 0 0 _*not* code_"},
        {"    four spaces", "text 0 0 _four spaces_"},
        {"| a | b |\n|---|---|\n| 1 | 2 |", "text 0 0 _| a | b | |---|---| | 1 | 2 |_"},
        {"d\xC5\xB5r **\xC5\xB5**", "text 0 0 _d\xC5\xB5r _ *\xC5\xB5*"},
        {"{trigger} and [when]", "text 0 0 _{trigger} and [when]_"},
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(describe(&a, rows[i].markdown), rows[i].prose);
    arena_release(&a);
}

static void deep_lists_are_flattened(void **state)
{
    (void)state;
    struct arena a;
    struct buffer deep;
    arena_init(&a);
    buffer_init(&deep, &a);
    for (int i = 0; i < 40; i++) {
        for (int k = 0; k < i; k++)
            buffer_adds(&deep, "  ");
        buffer_addf(&deep, "- %d\n", i);
    }
    struct prose prose = prose_parse(&a, buffer_text(&deep));
    assert_int_equal(prose.count, 40);
    assert_string_equal(prose.paragraphs[39].plain, "39");
    arena_release(&a);
}

static void what_is_spoken_is_plain(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(prose_plain(&a, "## Stop\n\nYou **can**.\n\n- one\n- two"), "Stop You can. one two");
    assert_string_equal(prose_plain(&a, ""), "");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_becomes_paragraphs_of_runs),
        cmocka_unit_test(deep_lists_are_flattened),
        cmocka_unit_test(what_is_spoken_is_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
