#include "pronunciation.h"

#include <ctype.h>
#include <string.h>

#include "load_inside.h"

#define LIST_FILE SHARED_FOLDER "/pronunciation.json"

static const struct field word_fields[] = {
    {.key = "word", .required = true},
    {.key = "say", .required = true},
    {.key = "language"},
};
static const struct shape word_shape = {"a word", FIELDS(word_fields)};
static const struct field file_fields[] = {{.key = "words", .required = true}};
static const struct shape file_shape = {"the list of what is said otherwise", FIELDS(file_fields)};

static const char *text_of(struct loader *l, const struct json *j, const char *key)
{
    const struct json *text = json_member(j, key);
    return text ? load_string(l, text, key) : NULL;
}

static bool read_one(struct loader *l, const struct json *j, struct pronunciation *out)
{
    char nothing;
    if (!load_object(l, j, &word_shape, &nothing, ""))
        return false;
    *out = (struct pronunciation){text_of(l, j, "word"), text_of(l, j, "language"), text_of(l, j, "say")};
    if (!out->word || !out->say)
        return false;
    if (strlen(out->say) > PRONUNCIATION_GROWS * strlen(out->word)) {
        load_error(l, json_member(j, "say"), "say-long", "\"%s\" is too long to say \"%s\"", out->say, out->word);
        return false;
    }
    return true;
}

struct pronunciations pronunciations_read(struct arena *a, const struct source *source, struct problems *problems)
{
    struct programme scratch = {0};
    struct file_read file;
    struct pronunciations out = {0};
    char nothing;
    struct loader l = {.arena = a, .source = source, .problems = problems, .programme = &scratch};
    if (!source->exists(source->context, LIST_FILE))
        return out;
    l.document = load_document(&l, LIST_FILE, NULL, &file);
    const struct json *root = l.document ? json_root(l.document) : NULL;
    if (!root || !load_object(&l, root, &file_shape, &nothing, ""))
        return out;
    const struct json *list = load_list(&l, json_member(root, "words"), "words", 1, PRONUNCIATIONS_MAX);
    struct pronunciation *item = ARENA_ARRAY(a, struct pronunciation, PRONUNCIATIONS_MAX);
    for (int i = 0; list && i < json_count(list); i++)
        out.count += read_one(&l, json_at(list, i), &item[out.count]);
    out.item = item;
    return out;
}

/* Letters, digits, and every byte of what is not ASCII. */
static bool is_inside_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_of(const struct pronunciation *p, const char *language)
{
    size_t length = language ? strcspn(language, "-_") : 0;
    return !p->language || (strlen(p->language) == length && !strncmp(p->language, language, length));
}

const struct pronunciation *pronunciation_at(const struct pronunciations *list, const char *text, size_t at,
                                             const char *language)
{
    const struct pronunciation *found = NULL;
    size_t longest = 0;
    if (at > 0 && is_inside_word(text[at - 1]))
        return NULL;
    for (int i = 0; i < list->count; i++) {
        size_t length = strlen(list->item[i].word);
        if (length > longest && !strncmp(text + at, list->item[i].word, length) && !is_inside_word(text[at + length]) &&
            is_of(&list->item[i], language)) {
            found = &list->item[i];
            longest = length;
        }
    }
    return found;
}
