#include "po.h"

#include <string.h>

#include "measure.h"
#include "purpose.h"

static const char *const purposes[PURPOSES] = {
    [PURPOSE_TEXT] = "read as text",
    [PURPOSE_FEEDBACK] = "said after an answer",
    [PURPOSE_ASK] = "a question, or help with one",
    [PURPOSE_LABEL] = "a label: short",
    [PURPOSE_TITLE] = "a title",
    [PURPOSE_INSTEAD] = "in place of a picture or a sound",
    [PURPOSE_STAFF] = "for staff",
};

void po_header(const char *language, const char *folder, struct buffer *out)
{
    /* Plural forms of the languages a site may offer (Unicode CLDR); English stands in for others, and translators'
     * tools say so. */
    static const struct {
        const char *language, *forms;
    } plurals[] = {
        {"cy", "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"},
        {"pl", "nplurals=3; plural=(n==1) ? 0 : (n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)) ? 1 : 2;"},
        {"ro", "nplurals=3; plural=(n==1) ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2;"},
        {"ar", "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n%100>=3 && n%100<=10) ? 3 : "
               "(n%100>=11) ? 4 : 5;"},
    };
    const char *forms = "nplurals=2; plural=(n != 1);";
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
        if (text_is(plurals[i].language, language))
            forms = plurals[i].forms;
    buffer_addf(out,
                "# %s, %s.\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: cairn\\n\"\n\"Language: %s\\n\"\n"
                "\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                "\"Content-Transfer-Encoding: 8bit\\n\"\n\"Plural-Forms: %s\\n\"\n\"X-Reviewed: no\\n\"\n",
                folder, language, language, forms);
}

void po_begin(struct po_file *po, struct arena *a, const char *folder)
{
    *po = (struct po_file){.folder = folder};
    buffer_init(&po->text, a);
    po_header("", folder, &po->text);
}

/* PO strings are C strings; a line of text is a line of the file. */
static void add_string(struct buffer *out, const char *key, const char *text)
{
    bool is_long = strchr(text, '\n') && strchr(text, '\n')[1];
    buffer_addf(out, "%s \"%s", key, is_long ? "\"\n\"" : "");
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            buffer_addf(out, "\\%c", *c);
        else if (*c == '\n')
            buffer_adds(out, c[1] ? "\\n\"\n\"" : "\\n");
        else if (*c == '\t')
            buffer_adds(out, "\\t");
        else
            buffer_add(out, c, 1);
    }
    buffer_adds(out, "\"\n");
}

static bool has_place(const struct po_file *po, const char *place)
{
    const char *line = arena_printf(po->text.arena, "\nmsgctxt \"%s\"\n", place);
    return strstr(buffer_text(&po->text), line) != NULL;
}

static void add(struct po_file *po, const struct message *message, const char *comment)
{
    struct buffer *out = &po->text;
    if (!message->source[0] || has_place(po, message->context))
        return;
    buffer_adds(out, "\n");
    if (comment)
        buffer_addf(out, "#. %s\n", comment);
    add_string(out, "msgctxt", message->context);
    add_string(out, "msgid", message->source);
    buffer_adds(out, "msgstr \"\"\n");
    po->count++;
}

/* What it is, and which picture of a storyboard shows it. */
static const char *comment_of(struct po_file *po, const struct module *m, const struct message *message)
{
    const struct page *page;
    purpose_block(m, message, &page);
    const char *what = purposes[purpose_of(m, message)];
    if (!page)
        return what;
    return arena_printf(po->text.arena, "%s; page %d, picture %s-%02d-%s", what, (int)(page - m->pages) + 1, m->id,
                        (int)(page - m->pages) + 1, page->id);
}

void po_add_programme(struct po_file *po, const struct programme *p)
{
    for (int i = 0; i < p->messages.count; i++)
        add(po, p->messages.item[i], "of the programme");
    for (int i = 0; i < p->module_count; i++)
        for (int k = 0; k < p->modules[i].messages.count; k++)
            add(po, p->modules[i].messages.item[k], comment_of(po, &p->modules[i], p->modules[i].messages.item[k]));
}

void po_add_feedback(struct po_file *po, const struct programme *p)
{
    for (int i = 0; i < p->module_count; i++)
        for (int k = 0; k < p->modules[i].feedback_messages.count; k++)
            add(po, p->modules[i].feedback_messages.item[k], "asked after every session");
}

void po_add_messages(struct po_file *po, const struct messages *messages, const char *comment)
{
    for (int i = 0; i < messages->count; i++)
        add(po, messages->item[i], comment);
}

void po_add_measures(struct po_file *po, const struct programme *p)
{
    for (int i = 0; i < p->measure_count; i++)
        for (int k = 0; k < p->measures[i]->messages.count; k++)
            add(po, p->measures[i]->messages.item[k], p->measures[i]->name);
}

/* A line of an entry: what a translator fills in is empty, with as many forms as English has. */
static void add_line(struct po_file *po, const char *line, size_t length, bool *inside)
{
    bool goes_on = line[0] == '"', answer = text_starts_with(line, "msgstr");
    bool of_before = text_starts_with(line, "#|") || text_starts_with(line, "#,") || text_starts_with(line, "#~");
    if ((goes_on && *inside) || of_before)
        return;
    *inside = answer;
    if (answer && text_starts_with(line, "msgstr[") && line[7] > '1')
        return;
    const char *quote = answer ? memchr(line, '"', length) : NULL;
    buffer_add(&po->text, line, quote ? (size_t)(quote - line) : length);
    buffer_adds(&po->text, quote ? "\"\"\n" : "\n");
    po->count += text_starts_with(line, "msgid \"");
}

void po_add_translated(struct po_file *po, const char *translation)
{
    bool inside = false;
    const char *header_end = strstr(translation, "\n\n");
    for (const char *line = header_end ? header_end + 1 : translation; *line;) {
        size_t length = strcspn(line, "\n");
        add_line(po, line, length, &inside);
        line += length + (line[length] == '\n');
    }
}
