/* A number typed with the keypad: a draft like words, of which only what can become a number is taken. */
#include <stdio.h>
#include <string.h>

#include "amount.h"
#include "page_state.h"

const struct number_block *page_number_typed(const struct page_state *p, const struct attempt *attempt)
{
    const struct block *b = module_exercise(attempt_module(attempt), p->writing_exercise);
    return b && b->kind == BLOCK_NUMBER ? &b->number : NULL;
}

bool page_number_type(struct page_state *p, struct page_draft *d, const struct number_block *n, const char *text)
{
    char longer[NUMBER_TYPED_MAX + 1];
    double number;
    bool point = text_is(text, ".") || text_is(text, ",");
    const char *zero = point && !d->text[0] ? "0" : "";
    int length = snprintf(longer, sizeof longer, "%s%s%s", d->text, zero, point ? "." : text);
    if (length < 0 || (size_t)length >= sizeof longer || (point && amount_decimals(n) == 0) ||
        !amount_read(n, longer, &number))
        return false;
    memcpy(d->text, longer, (size_t)length + 1);
    p->caret = (size_t)length;
    return true;
}

void page_number_end(struct page_state *p, struct page_draft *d, const struct block *b, struct act *act)
{
    double number;
    bool given = d->text[0] != '\0';
    if (given && (!amount_read(&b->number, d->text, &number) || !amount_fits(&b->number, number))) {
        p->writing = p->unfit = true;
        return;
    }
    if (given)
        *act = (struct act){.kind = ACT_NUMBER, .exercise = b->id, .number = number};
    page_draft_remove(p, p->writing_exercise, p->writing_item);
}
