#include "cairn_commands.h"

#include "cairn_tool.h"

const struct command cairn = {
    .name = "cairn",
    .purpose = "writes, tests and translates programmes, and looks after the terminals that play them",
    .about = "Authors use new, lint, explain, diff, preview, test, walk, words and storyboard; sites use the rest. A "
             "command exits with 0 when "
             "all is well, 1 when it found something, 2 when it could not run. NO_COLOR keeps colours away.",
    .commands =
        COMMANDS(&cairn_help, &cairn_new, &cairn_lint, &cairn_explain, &cairn_diff, &cairn_preview, &cairn_test,
                 &cairn_walk, &cairn_words, &cairn_storyboard, &cairn_site, &cairn_store, &cairn_people, &cairn_records,
                 &cairn_staff, &cairn_credit, &cairn_bundle, &cairn_pack, &cairn_report, &cairn_receipt, &cairn_audit),
};
