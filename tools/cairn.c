/* cairn - the authors' and sites' program: finds the sub-command and hands over. */
#include "cairn_arguments.h"
#include "cairn_audit.h"
#include "cairn_bundle.h"
#include "cairn_credit.h"
#include "cairn_explain.h"
#include "cairn_lint.h"
#include "cairn_new.h"
#include "cairn_pack.h"
#include "cairn_people.h"
#include "cairn_preview.h"
#include "cairn_receipt.h"
#include "cairn_records.h"
#include "cairn_report.h"
#include "cairn_site.h"
#include "cairn_staff.h"
#include "cairn_store.h"
#include "cairn_storyboard.h"
#include "cairn_test.h"
#include "cairn_words.h"

static const struct command commands[] = {
    {"new", cairn_new, "programme|module ...  begins with an example that works, never with an empty file"},
    {"lint", cairn_lint, "PATH...  what is wrong with programmes, where, and the way out"},
    {"explain", cairn_explain, "[CODE...]  what a problem's code means, why it matters, and how to put it right"},
    {"preview", cairn_preview, "MODULE.json ...  a window that shows a module while it is being written"},
    {"test", cairn_test, "[PATH]  plays authors' journeys: is what they say still true?"},
    {"walk", cairn_walk, "[MODULES]  goes every way through modules, with answers given by chance"},
    {"words", cairn_words, "extract|merge|status [MODULES]  translations, and how far they are"},
    {"storyboard", cairn_storyboard,
     "MODULE.json ...  a module's pages as pictures, with everything about them beside"},
    {"pack", cairn_pack,
     "make|sign|verify|unpack|trust ...  a programme as one signed file, and whose a terminal plays"},
    {"site", cairn_site, "new|check|show ...  what a site decides: its site.json"},
    {"store", cairn_store, "new|epoch|public DIR ...  the folder in which a terminal keeps everything"},
    {"people", cairn_people, "add|list|card|assign|unlock|erase|retain --store DIR ...  who may sign in, and what to"},
    {"records", cairn_records,
     "list|show|correct|void|verify --store DIR ...  what was completed, and what it may count for"},
    {"staff", cairn_staff, "add|list|role|new-pin|remove --store DIR ...  who works here, and what they may do"},
    {"credit", cairn_credit, "list|resolve|clock --store DIR ...  activity days, and what staff decide about them"},
    {"bundle", cairn_bundle, "export|import|trust --store DIR ...  one person, to another terminal in a file"},
    {"report", cairn_report, "person|programme --store DIR ...  what one person did, or what programmes come to"},
    {"receipt", cairn_receipt, "verify --keys FILE TEXT  whether a terminal made a receipt, without the terminal"},
    {"audit", cairn_audit, "list|verify --store DIR ...  what staff did, and that nothing of it was changed"},
};

int main(int argc, char **argv)
{
    return command_run("", commands, (int)(sizeof commands / sizeof commands[0]), argc, argv);
}
