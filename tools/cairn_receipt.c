#include "cairn_receipt.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "files.h"
#include "receipt.h"
#include "receipt_keys.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static int judge(struct tool *t, const struct receipt_keys *keys, const struct receipt *receipt)
{
    char code[RECORD_CODE];
    const uint8_t *key = receipt_key(keys, receipt->key_id);
    if (!key) {
        printf("Key %s is not in this file: the receipt is of another terminal, or later than the file (it has %d "
               "day%s).\n",
               receipt->key_id, keys->count, keys->count == 1 ? "" : "s");
        return tool_end(t, EXIT_PROBLEMS);
    }
    if (receipt->demonstration != keys->demonstration || !receipt_verify(receipt, key)) {
        puts("This receipt was NOT made by that terminal: its signature is wrong.");
        return tool_end(t, EXIT_PROBLEMS);
    }
    record_code(receipt->id, code);
    if (keys->demonstration)
        puts("DEMONSTRATION: nothing here is of a real person.");
    printf("Site %s, terminal %s made this receipt (%s), for record %s.\n", keys->site, keys->terminal, code,
           receipt->id);
    struct buffer says;
    buffer_init(&says, &t->arena);
    receipt_text(receipt, &says);
    fputs(buffer_text(&says), stdout);
    printf("The terminal began with key %.16s... : hold it against what was written down when it was set up.\n",
           keys->root_hex);
    if (!receipt_key_is_stolen(keys, receipt->key_id))
        return tool_end(t, EXIT_CLEAN);
    puts("BUT the key that signed it was stolen: anybody may have made this receipt. Have the site look its record up: "
         "cairn records receipt.");
    return tool_end(t, EXIT_PROBLEMS);
}

static int receipt_check(int argc, char **argv)
{
    const char *path = NULL, *text = NULL, *bytes;
    const struct argument arguments[] = {{.name = "--keys", .value = &path, .needed = true},
                                         {.value = &text, .needed = true}};
    struct receipt_keys keys;
    struct receipt receipt;
    struct tool t;
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "receipt verify --keys FILE TEXT"))
        return EXIT_CANNOT_RUN;
    if (!receipt_read(text, &receipt)) {
        fputs("cairn: that is no receipt: it begins with CAIRN2: and has eleven parts with \":\" between\n", stderr);
        return EXIT_PROBLEMS;
    }
    tool_begin(&t);
    if (!seal_start() || !file_read(&t.arena, path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    if (!receipt_keys_read(&t.arena, bytes, size, &keys, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    return judge(&t, &keys, &receipt);
}

int cairn_receipt(int argc, char **argv)
{
    static const struct command commands[] = {
        {"verify", receipt_check, "--keys FILE TEXT  FILE is what cairn store public says; TEXT what the code says"},
    };
    return command_run("receipt", commands, COUNT(commands), argc, argv);
}
