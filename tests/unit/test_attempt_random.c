/* Any acts on the real module: nothing breaks, replay gives the same, and there is always an end. */
#include "player_kit.h"

/* --- any module, any acts --------------------------------------------------------------------------------------- */

static uint64_t dice;

static int roll(int sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((dice >> 33) % (uint64_t)sides);
}

static const char *some_item(const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return b->choice.options[roll(b->choice.count)].id;
    case BLOCK_SPOT:
        return b->spot.places[roll(b->spot.count)].id;
    case BLOCK_GRID:
        return b->grid.rows[roll(b->grid.row_count)].id;
    case BLOCK_DATE:
        return roll(4) ? "2026-12-04" : roll(2) ? "-" : "2026-02-30";
    case BLOCK_SORT:
        return b->sort.cards[roll(b->sort.card_count)].id;
    case BLOCK_GAPS:
        return b->gaps.gaps[roll(b->gaps.count)].id;
    case BLOCK_RANK:
        return b->rank.items[roll(b->rank.count)].id;
    case BLOCK_MATCH:
        return b->match.lefts[roll(b->match.left_count)].id;
    case BLOCK_MARK:
        return b->mark.pieces[roll(b->mark.count)].id; /* NULL: words that cannot be marked */
    default:
        return roll(2) ? "text" : NULL;
    }
}

static const char *some_text(const struct block *b, const char *item)
{
    static const char *const words[] = {"", " ", "own:mine", "mine *and* yours", "\xc3\xa9", "\xff", "own:", NULL};
    if (roll(4) == 0)
        return words[roll(8)];
    if (b->kind == BLOCK_GRID)
        return b->grid.columns[roll(b->grid.column_count)].id;
    if (b->kind == BLOCK_SORT)
        return b->sort.boxes[roll(b->sort.box_count)].id;
    if (b->kind == BLOCK_MATCH)
        return b->match.rights[roll(b->match.right_count)].id;
    if (b->kind == BLOCK_RANK)
        return (const char *const[]){"1", "2", "3", "4", "5", "99", "0", "-1", "1x"}[roll(9)];
    for (int i = 0; b->kind == BLOCK_GAPS && i < b->gaps.count; i++)
        if (text_is(b->gaps.gaps[i].id, item) && b->gaps.gaps[i].count)
            return b->gaps.gaps[i].bank[roll(b->gaps.gaps[i].count)].id;
    return words[roll(8)];
}

static bool is_of(const struct block *whole, const struct block *b)
{
    bool is = whole == b;
    for (int i = 0; i < block_part_count(whole); i++)
        is |= block_part(whole, i) == b;
    return is;
}

static struct act some_act(struct kit *k)
{
    static const enum act_kind kinds[] = {ACT_PICK,  ACT_PICK, ACT_NUMBER,  ACT_NUMBER, ACT_WRITE,  ACT_PLACE,
                                          ACT_PLACE, ACT_FILL, ACT_DECLINE, ACT_CLEAR,  ACT_NEXT,   ACT_NEXT,
                                          ACT_NEXT,  ACT_BACK, ACT_GO,      ACT_SEEN,   ACT_PLAYED, ACT_SUPPORT,
                                          ACT_PAUSE, ACT_NONE, ACT_CHECK};
    const struct module *m = k->module;
    const struct block *b = m->exercises[roll(m->exercise_count)];
    struct act act = {.kind = kinds[roll(21)], .exercise = b->id, .number = roll(13) - 1};
    for (int tries = 0; tries < 20 && act.kind < ACT_SEEN; tries++) { /* mostly one that is on show */
        const struct page *p = attempt_page(k->attempt);
        bool here = false;
        for (int i = 0; i < p->block_count; i++)
            here |= is_of(&p->blocks[i], b);
        if (here)
            break;
        b = m->exercises[roll(m->exercise_count)];
        act.exercise = b->id;
    }
    act.item = act.kind == ACT_GO ? m->pages[roll(m->page_count)].id : some_item(b);
    act.text = some_text(b, act.item);
    const struct page *on_show = attempt_page(k->attempt);
    if (act.kind == ACT_SEEN)
        act.item = on_show->blocks[roll(on_show->block_count)].id;
    if (b->kind == BLOCK_SCALE && act.kind == ACT_PICK)
        act.kind = ACT_NUMBER;
    if (act.kind == ACT_NUMBER && b->kind == BLOCK_NUMBER)
        act.number = b->number.from + b->number.step * roll(12);
    const struct block *sheet = attempt_sheet(k->attempt, b);
    if (act.kind == ACT_CLEAR && sheet && sheet->kind == BLOCK_DIARY && roll(2))
        return (struct act){
            .kind = ACT_CLEAR_ROW, .exercise = sheet->id, .item = sheet->diary.rows[roll(sheet->diary.row_count)].id};
    if (act.kind == ACT_NUMBER && b->kind == BLOCK_SCALE && roll(4))
        act.number = b->scale.from + b->scale.step * roll(1 + (int)((b->scale.to - b->scale.from) / b->scale.step));
    return act;
}

/* Answers what is missing in the plainest way, and presses Next. */
static void finish_block(struct kit *k, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        for (int i = 0; i < b->choice.count; i++) {
            const struct option *o = &b->choice.options[i];
            if (!o->write && attempt_option_shows(k->attempt, o->when) && kit_pick(k, b->id, o->id) &&
                attempt_is_answered(k->attempt, b))
                return;
        }
        for (int i = 0; i < b->choice.count; i++) /* a write-in that was left empty */
            if (answer_has(attempt_answer(k->attempt, b->id), b->choice.options[i].id) && b->choice.options[i].write)
                kit_write(k, b->id, b->choice.options[i].id, "mine");
        break;
    case BLOCK_SCALE:
        kit_number(k, b->id, b->scale.from);
        break;
    case BLOCK_GRID:
        for (int i = 0; i < b->grid.row_count; i++)
            kit_place(k, b->id, b->grid.rows[i].id, b->grid.columns[0].id);
        break;
    case BLOCK_NUMBER:
        kit_number(k, b->id, b->number.from);
        break;
    case BLOCK_DATE:
        kit_pick(k, b->id, "2026-12-04");
        break;
    case BLOCK_WRITE:
        kit_write(k, b->id, NULL, "mine");
        break;
    case BLOCK_SPOT:
        kit_pick(k, b->id, b->spot.places[0].id);
        break;
    case BLOCK_SORT:
        for (int i = 0; i < b->sort.card_count; i++)
            kit_place(k, b->id, b->sort.cards[i].id, b->sort.boxes[0].id);
        break;
    case BLOCK_RANK:
        for (int i = 0; i < b->rank.count && !attempt_is_answered(k->attempt, b); i++)
            if (!answer_has(attempt_answer(k->attempt, b->id), b->rank.items[i].id))
                kit_place(k, b->id, b->rank.items[i].id, "1");
        break;
    case BLOCK_MATCH:
        for (int i = 0; i < b->match.left_count; i++)
            kit_place(k, b->id, b->match.lefts[i].id, b->match.rights[i % b->match.right_count].id);
        break;
    case BLOCK_MARK:
        for (int i = 0; i < b->mark.count && !attempt_is_answered(k->attempt, b); i++)
            kit_pick(k, b->id, b->mark.pieces[i].id);
        break;
    case BLOCK_DIARY: /* rows in which there was nothing, or no rows at all */
        if (kit_pick(k, b->diary.whole->id, "nothing"))
            break;
        for (int i = 0; i < b->diary.row_count; i++)
            if (b->diary.rows[i].nothing && !attempt_answer(k->attempt, b->diary.rows[i].nothing->id))
                kit_pick(k, b->diary.rows[i].nothing->id, "nothing");
        break;
    default:
        kit_decline(k, b->id);
        break;
    }
}

static void play_to_the_end(struct kit *k)
{
    for (int i = 0; i < 1000; i++) {
        kit_next(k);
        if (k->last.finished)
            return;
        if (k->last.missing)
            finish_block(k, k->last.missing);
    }
    fail_msg("no end: %s", kit_state(k, k->attempt));
}

static void play_at_random(uint64_t seed, const char *programme, const char *module, const char *setting, int acts)
{
    struct kit k;
    dice = seed;
    kit_load(&k, NULL, programme, module, setting);
    kit_open(&k);
    for (int i = 0; i < acts; i++) {
        const char *before = kit_state(&k, k.attempt);
        int events = k.count;
        if (!kit_act(&k, some_act(&k))) {
            assert_int_equal(k.count, events);
            assert_string_equal(kit_state(&k, k.attempt), before);
        }
        assert_in_range(attempt_page_number(k.attempt), 1, attempt_page_total(k.attempt));
        assert_true(attempt_minutes_left(k.attempt) >= 1);
        if (i % 250 == 0)
            assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    }
    play_to_the_end(&k);
    kit_complete(&k);
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void test_random_acts(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    for (uint64_t i = 0; i < 6; i++) {
        uint64_t seed = given ? strtoull(given, NULL, 10) : 20260101 + i * 7919;
        print_message("seed %llu\n", (unsigned long long)seed);
        play_at_random(seed, "thinking-skills", "stop-and-think", i % 2 ? "custody" : "community", 1500);
    }
}

/* The showcase's modules have everything a kind can do. */
static void test_random_acts_on_every_kind(void **state)
{
    (void)state;
    struct kit k;
    kit_load(&k, NULL, "showcase", "showcase-text", "community");
    for (int i = 0; i < k.programme->module_count; i++) {
        if (!k.programme->modules[i].exercise_count)
            continue;
        print_message("%s\n", k.programme->modules[i].id);
        play_at_random(20260101 + (uint64_t)i, "showcase", k.programme->modules[i].id, i % 2 ? "custody" : "community",
                       400);
    }
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_acts),
        cmocka_unit_test(test_random_acts_on_every_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
