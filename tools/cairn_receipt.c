#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "files.h"
#include "receipt.h"
#include "receipt_keys.h"

static int judge(struct tool *t, const struct receipt_keys *keys, const struct receipt *receipt)
{
    char code[RECORD_CODE];
    const uint8_t *key = receipt_key(keys, receipt->key_id);
    if (!key) {
        printf("Key %s is not in this file: the receipt is of another terminal, or later than the file (it has %d "
               "day%s).\n",
               receipt->key_id, keys->count, keys->count == 1 ? "" : "s");
        return EXIT_PROBLEMS;
    }
    if (receipt->demonstration != keys->demonstration || !receipt_verify(receipt, key)) {
        puts("This receipt was NOT made by that terminal: its signature is wrong.");
        return EXIT_PROBLEMS;
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
        return EXIT_CLEAN;
    puts("BUT the key that signed it was stolen: anybody may have made this receipt. Have the site look its record up: "
         "cairn records receipt.");
    return EXIT_PROBLEMS;
}

static int receipt_check(struct tool *t)
{
    const char *path = tool_text(t, "--keys");
    const char *text = tool_text(t, "TEXT");
    const char *bytes;
    struct receipt_keys keys;
    struct receipt receipt;
    size_t size;
    if (!receipt_read(text, &receipt)) {
        fputs("cairn: that is no receipt: it begins with CAIRN2: and has eleven parts with \":\" between\n", stderr);
        return EXIT_PROBLEMS;
    }
    if (!file_read(&t->arena, path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return EXIT_CANNOT_RUN;
    }
    if (!receipt_keys_read(&t->arena, bytes, size, &keys, &t->problems)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    return judge(t, &keys, &receipt);
}

static const struct command receipt_check_command = {
    .name = "verify",
    .purpose = "whether a terminal made a receipt, and what it says",
    .arguments =
        (const struct argument[]){
            {.name = "--keys",
             .value = "FILE",
             .help = "what cairn store public says at that terminal",
             .needed = true},
            {.value = "TEXT", .help = "what the code of the receipt says", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn receipt verify --keys office.keys CAIRN2:...", "checks what a scanner read"},
            {0},
        },
    .run = receipt_check,
    .needs = NEEDS_SEAL,
};

const struct command cairn_receipt = {
    .name = "receipt",
    .purpose = "whether a terminal made a receipt, without the terminal",
    .commands = COMMANDS(&receipt_check_command),
};
