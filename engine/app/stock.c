#include "stock.h"

bool stock_open(struct library *l, struct shelf **shelf_out, struct store *s, const struct stock_from *from,
                struct problems *problems)
{
    struct library_pack packs[PROGRAMMES_MAX];
    bool plain = text_is(store_site_of(s)->plain_folders, "yes");
    struct shelf *shelf = *shelf_out = shelf_open(from->modules, s, from->today, problems);
    int count = shelf_count(shelf);
    if (!shelf || (!count && !shelf_refused(shelf) && !plain)) {
        struct problem *p = problem_error(problems, PLACE_NONE, shelf ? "plain-folders" : "modules-missing",
                                          shelf ? "this terminal plays signed packs, and there are none in %s"
                                                : "the modules folder %s cannot be read",
                                          from->modules);
        if (shelf)
            problem_hint(problems, p,
                         "cairn pack makes them; for a terminal where programmes are tried, site.json says "
                         "\"content\": {\"plain_folders\": \"yes\"}");
        return false;
    }
    for (int i = 0; i < count; i++)
        packs[i] = (struct library_pack){shelf_pack(shelf, i)->programme, pack_source(shelf_pack(shelf, i))};
    return library_open_packs(l, packs, count, plain ? from->modules : NULL, from->assets, from->examples);
}
