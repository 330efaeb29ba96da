#include "json_scan.h"

#include <string.h>

struct scan {
    const char *file, *text;
    size_t length, at;
    int values;
    bool stopped; /* the structure is broken: nothing after this can be trusted */
    bool refused;
    struct problems *problems;
};

struct place json_scan_place(const char *file, const char *text, size_t length, size_t offset)
{
    struct place place = {.file = file, .line = 1};
    const char *start = text, *end = text + (offset < length ? offset : length);
    for (const char *newline; (newline = memchr(start, '\n', (size_t)(end - start))); start = newline + 1)
        place.line++;
    place.column = (int)utf8_count(start, (size_t)(end - start)) + 1;
    return place;
}

/* --- refusing ---------------------------------------------------------------------------------------------------- */

static struct problem *refuse(struct scan *s, size_t at, const char *code, const char *message)
{
    s->refused = true;
    return problem_error(s->problems, json_scan_place(s->file, s->text, s->length, at), code, "%s", message);
}

/* Nothing after a broken structure can be trusted: one problem, then the end. */
static struct problem *stop(struct scan *s, const char *code, const char *message)
{
    s->stopped = true;
    return refuse(s, s->at, code, message);
}

static int peek(const struct scan *s)
{
    return s->at < s->length ? (unsigned char)s->text[s->at] : -1;
}

static bool take(struct scan *s, char wanted)
{
    if (peek(s) != wanted)
        return false;
    s->at++;
    return true;
}

static void skip_space(struct scan *s)
{
    s->at = json_skip_space(s->text, s->length, s->at);
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

/* --- scalars ----------------------------------------------------------------------------------------------------- */

static int hex_value(int byte)
{
    if (is_digit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* Four hexadecimal digits after "\u"; -1 when they are not there. */
static long scan_unit(struct scan *s)
{
    long unit = 0;
    for (int i = 0; i < 4; i++, s->at++) {
        int digit = hex_value(peek(s));
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static void scan_unicode(struct scan *s, size_t escape)
{
    long unit = scan_unit(s);
    if (unit < 0) {
        stop(s, "json-escape", "\\u needs four hexadecimal digits");
    } else if (unit == 0) {
        refuse(s, escape, "json-null-character", "\\u0000 cannot be in a string");
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
        refuse(s, escape, "json-surrogate", "the second half of a surrogate pair stands alone");
    } else if (unit >= 0xD800 && unit <= 0xDBFF) {
        long second = take(s, '\\') && take(s, 'u') ? scan_unit(s) : -1;
        if (second < 0xDC00 || second > 0xDFFF) {
            s->at = escape + 6;
            refuse(s, escape, "json-surrogate", "the first half of a surrogate pair stands alone");
        }
    }
}

static void scan_escape(struct scan *s)
{
    size_t escape = s->at++;
    int byte = peek(s);
    if (byte > 0 && strchr("\"\\/bfnrt", byte)) {
        s->at++;
    } else if (take(s, 'u')) {
        scan_unicode(s, escape);
    } else {
        s->at = escape;
        problem_hint(s->problems, stop(s, "json-escape", "there is no such escape after a backslash"),
                     "write \\\\ for a backslash");
    }
}

/* One character that is not an escape. */
static void scan_character(struct scan *s)
{
    uint32_t character;
    size_t size = utf8_decode(s->text + s->at, s->length - s->at, &character);
    if (size == 0) {
        refuse(s, s->at, "json-utf8", "the bytes here are not UTF-8");
        size = 1;
    } else if (character == '\n' || character == '\r') {
        /* The quotes were forgotten on this line, most likely: the rest would be noise. */
        problem_hint(s->problems, stop(s, "json-control", "a string cannot go over the end of a line"),
                     "write \\n, or close the quotes");
    } else if (character < 0x20) {
        problem_hint(s->problems, refuse(s, s->at, "json-control", "a raw control character in a string"),
                     "write \\t for a tab");
    }
    s->at += size;
}

/* Most of a module is plain letters. */
static void skip_plain(struct scan *s)
{
    while (s->at < s->length && s->text[s->at] >= 0x20 && s->text[s->at] < 0x7F && s->text[s->at] != '"' &&
           s->text[s->at] != '\\')
        s->at++;
}

static void scan_string(struct scan *s)
{
    size_t start = s->at++;
    for (skip_plain(s); !s->stopped && peek(s) != '"'; skip_plain(s)) {
        if (peek(s) < 0) {
            s->stopped = true;
            refuse(s, start, "json-string-open", "this string is never closed");
        } else if (peek(s) == '\\') {
            scan_escape(s);
        } else {
            scan_character(s);
        }
    }
    s->at++;
    if (!s->stopped && s->at - start - 2 > JSON_STRING_MAX)
        refuse(s, start, "json-string-long", "a string of more than 64 KiB");
}

static size_t scan_digits(struct scan *s)
{
    size_t start = s->at;
    while (is_digit(peek(s)))
        s->at++;
    return s->at - start;
}

/* More digits than 2^53-1 has, or the same number of them and more than it. */
static bool is_too_large(const char *digits, size_t count)
{
    static const char largest[] = "9007199254740991";
    return count > 16 || (count == 16 && memcmp(digits, largest, 16) > 0);
}

static void scan_number(struct scan *s)
{
    size_t start = s->at;
    take(s, '-');
    size_t whole = s->at, digits = scan_digits(s);
    if (digits == 0) {
        stop(s, "json-number", "a number needs a digit here");
        return;
    }
    if (digits > 1 && s->text[whole] == '0')
        refuse(s, start, "json-number", "a number cannot begin with 0");
    bool is_integer = true;
    if (take(s, '.')) {
        is_integer = false;
        if (scan_digits(s) == 0)
            refuse(s, start, "json-number", "a number needs a digit after its point");
    }
    if (take(s, 'e') || take(s, 'E')) {
        is_integer = false;
        if (!take(s, '+'))
            take(s, '-');
        if (scan_digits(s) == 0)
            refuse(s, start, "json-number", "a number needs a digit in its exponent");
    }
    if (is_integer && is_too_large(s->text + whole, digits))
        refuse(s, start, "json-number-large", "a whole number beyond 2^53-1 would not be kept exactly");
    else if (s->at - start > 60) /* cJSON reads the first 63 bytes only */
        refuse(s, start, "json-number-long", "a number of more than 60 digits");
}

static void scan_name(struct scan *s)
{
    static const char *const names[] = {"true", "false", "null"};
    for (int i = 0; i < 3; i++) {
        size_t size = strlen(names[i]);
        if (s->length - s->at >= size && memcmp(s->text + s->at, names[i], size) == 0) {
            s->at += size;
            return;
        }
    }
    stop(s, "json-syntax", "this is not a JSON value");
}

/* --- structures -------------------------------------------------------------------------------------------------- */

static void scan_value(struct scan *s, int depth);

static void scan_members(struct scan *s, int depth, bool is_object)
{
    char close = is_object ? '}' : ']';
    s->at++;
    skip_space(s);
    if (take(s, close))
        return;
    while (!s->stopped) {
        skip_space(s);
        if (peek(s) == close) {
            stop(s, "json-trailing-comma", "nothing follows this comma");
            return;
        }
        if (is_object) {
            if (peek(s) != '"') {
                bool comment = peek(s) == '/' || peek(s) == '#';
                stop(s, comment ? "json-comment" : "json-syntax",
                     comment       ? "JSON has no comments"
                     : peek(s) < 0 ? "the text ends inside an object"
                                   : "a key in double quotes is missing");
                return;
            }
            scan_string(s);
            skip_space(s);
            if (!s->stopped && !take(s, ':'))
                stop(s, "json-syntax", "a colon is missing after the key");
        }
        if (!s->stopped)
            scan_value(s, depth + 1);
        skip_space(s);
        if (s->stopped || take(s, close))
            return;
        if (!take(s, ','))
            stop(s, "json-syntax",
                 peek(s) < 0 ? (is_object ? "the text ends inside an object" : "the text ends inside a list")
                 : is_object ? "a comma or } is missing here"
                             : "a comma or ] is missing here");
    }
}

static void scan_value(struct scan *s, int depth)
{
    skip_space(s);
    if (++s->values > JSON_VALUES_MAX) {
        stop(s, "json-values", "more than 200000 values");
        return;
    }
    int byte = peek(s);
    if (byte == '{' || byte == '[') {
        if (depth >= JSON_DEPTH_MAX)
            stop(s, "json-depth", "more than 32 levels deep");
        else
            scan_members(s, depth, byte == '{');
    } else if (byte == '"') {
        scan_string(s);
    } else if (byte == '-' || is_digit(byte)) {
        scan_number(s);
    } else if (byte < 0) {
        stop(s, "json-syntax", "the text ends where a value should be");
    } else if (byte == '/' || byte == '#') {
        stop(s, "json-comment", "JSON has no comments");
    } else {
        scan_name(s);
    }
}

bool json_scan(const char *file, const char *text, size_t length, struct problems *problems)
{
    struct scan s = {.file = file, .text = text, .length = length, .problems = problems};
    if (length > JSON_BYTES_MAX) {
        refuse(&s, 0, "json-size", "more than 8 MiB");
        return false;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        refuse(&s, 0, "json-bom", "the file begins with a byte-order mark");
        s.at = 3;
    }
    scan_value(&s, 0);
    skip_space(&s);
    if (!s.stopped && s.at < length)
        stop(&s, text[s.at] == '\0' ? "json-null-character" : "json-trailing",
             text[s.at] == '\0' ? "a NUL byte follows the value" : "there is more text after the value");
    return !s.refused && !s.stopped;
}

/* --- skipping ---------------------------------------------------------------------------------------------------- */

size_t json_skip_space(const char *text, size_t length, size_t at)
{
    while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r'))
        at++;
    return at;
}

size_t json_skip_scalar(const char *text, size_t length, size_t at)
{
    if (at < length && text[at] == '"') {
        for (at++; at < length && text[at] != '"'; at++)
            at += text[at] == '\\';
        return at < length ? at + 1 : length;
    }
    while (at < length && !strchr(",]} \t\r\n", text[at]))
        at++;
    return at;
}

size_t json_skip_value(const char *text, size_t length, size_t at)
{
    int depth = 0;
    do {
        at = json_skip_space(text, length, at);
        if (at >= length)
            return length;
        if (strchr("[{", text[at])) {
            depth++;
            at++;
        } else if (strchr("]}", text[at])) {
            depth--;
            at++;
        } else if (strchr(",:", text[at])) {
            at++;
        } else {
            at = json_skip_scalar(text, length, at);
        }
    } while (depth > 0);
    return at;
}
