#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "receipt.h"
#include "receipt_keys.h"
#include "record_words.h"
#include "store_credit.h"

#define MINUTES_TEXT 32

static void demonstration_tell(const struct tool *t)
{
    if (store_is_demonstration(t->store))
        puts("DEMONSTRATION: nothing here is of a real person, and nothing else accepts these records.");
}

static void minutes_format(int64_t active_ms, char out[MINUTES_TEXT])
{
    snprintf(out, MINUTES_TEXT, "%lld min", (long long)(active_ms / 60000));
}

/* --- list ------------------------------------------------------------------------------------------------------- */

static void list_row(struct tool *t, const struct store_record *row)
{
    struct record r;
    struct store_person person = {0};
    char date[DATE_TEXT], minutes[MINUTES_TEXT];
    if (!text_is(row->kind, "COMPLETED")) {
        date_format(date_in_london(row->at), date);
        printf("%5lld  %s  %-8s  %-36s  %8s  %s\n", (long long)row->seq, date, "", row->kind, "",
               *row->refers ? row->refers : row->id);
        return;
    }
    if (!record_read(&t->arena, row->body, row->body_size, &r)) {
        printf("%5lld  %-10s  %-8s  %-36s  %8s  %s\n", (long long)row->seq, "?", "?", "cannot be read", "", row->id);
        return;
    }
    store_person_by_id(t->store, r.person ? r.person : "", &person);
    date_format(date_in_london(r.end), date);
    minutes_format(r.active_ms, minutes);
    printf("%5lld  %s  %-8s  %-36s  %8s  %s\n", (long long)row->seq, date, person.crn,
           arena_printf(&t->arena, "%s/%s", r.programme, r.module), minutes, row->id);
}

/* Everything a second verifier needs; `body` is text, because its very bytes are what was hashed. */
static void row_json(const struct store_record *row, bool demonstration, const char *before)
{
    printf("%s{\"seq\":%lld,\"demonstration\":%s,\"at\":%lld,\"boot_ms\":%lld", before, (long long)row->seq,
           demonstration ? "true" : "false", (long long)row->at, (long long)row->boot_ms);
    print_json_member(",", "kind", row->kind);
    print_json_member(",", "refers", row->refers);
    print_json_member(",", "id", row->id);
    print_json_member(",", "epoch", row->epoch);
    print_json_member(",", "key", row->key_id);
    print_json_member(",", "previous", row->previous_hex);
    print_json_member(",", "hash", row->hash_hex);
    print_json_member(",", "signature", row->signature_hex);
    print_json_member(",", "body", row->body);
}

static int records_list(struct tool *t)
{
    bool all = tool_flag(t, "--all");
    bool json = tool_flag(t, "--json");
    struct store_record *rows;
    if (!tool_audit(t, json ? AUDIT_EXPORT : AUDIT_LIST, NULL, audit_detail(&t->arena, "what", "records", NULL)))
        return EXIT_CANNOT_RUN;
    int count = (all ? store_rows : store_records)(t->store, &t->arena, NULL, &rows);
    if (json) {
        puts("[");
        for (int i = 0; i < count; i++) {
            row_json(&rows[i], store_is_demonstration(t->store), "");
            puts(i + 1 < count ? "}," : "}");
        }
        puts("]");
    } else {
        demonstration_tell(t);
        printf("%5s  %-10s  %-8s  %-36s  %8s  %s\n", "no.", "completed", "CRN", "session", "active", "id");
        for (int i = 0; i < count; i++)
            list_row(t, &rows[i]);
    }
    return count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN;
}

static const struct command records_list_command = {
    .name = "list",
    .purpose = "every completion record",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--all", .help = "every row: also corrections, days and marks"},
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records list --store /srv/cairn", "what was completed, oldest first"},
            {0},
        },
    .run = records_list,
};

/* --- show ------------------------------------------------------------------------------------------------------- */

static void line(const char *name, const char *value)
{
    if (value && *value)
        printf("  %-14s %s\n", name, value);
}

static void instant_line(const char *name, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    printf("  %-14s %.10s %.8s (UTC%s)\n", name, text, text + 11, text + 23);
}

static void sittings_tell(const struct record *r)
{
    for (int i = 0; i < r->sitting_count; i++) {
        char date[DATE_TEXT], minutes[MINUTES_TEXT];
        date_format(r->sittings[i].date, date);
        minutes_format(r->sittings[i].active_ms, minutes);
        printf("  %-14s %s, %s active\n", i ? "" : "sittings", date, minutes);
    }
}

static void changes_tell(struct tool *t, const char *record)
{
    struct record_change *changes;
    int count = store_changes(t->store, &t->arena, NULL, &changes);
    for (int i = 0; i < count; i++) {
        const struct record_change *c = &changes[i];
        char at[DATE_TEXT], from[DATE_TEXT], to[DATE_TEXT];
        if (!text_is(c->record, record))
            continue;
        date_format(date_in_london(c->at), at);
        date_format(c->from, from);
        date_format(c->to, to);
        const char *what = c->kind == CHANGE_VOID ? "voided: counts for nothing"
                           : c->kind == CHANGE_ASSIGNMENT
                               ? arena_printf(&t->arena, "is of assignment %s", c->assignment)
                               : arena_printf(&t->arena, "%s is %s", from, to);
        line(c->kind == CHANGE_VOID ? "VOIDED" : "corrected",
             arena_printf(&t->arena, "%s, by %s on %s: %s", what, c->by, at, c->reason));
    }
}

static void record_tell(struct tool *t, const struct store_record *row, const struct record *r)
{
    struct store_person person = {0};
    char minutes[MINUTES_TEXT];
    store_person_by_id(t->store, r->person ? r->person : "", &person);
    minutes_format(r->active_ms, minutes);
    printf("Record %lld, %s\n", (long long)row->seq, row->id);
    line("person", arena_printf(&t->arena, "%s (%s)", person.crn, r->person));
    char code[RECORD_CODE];
    record_code(row->id, code);
    line("code", code);
    line("completed",
         arena_printf(&t->arena, "%s/%s, version %s, as \"%s\"", r->programme, r->module, r->version, r->activity));
    line("content", r->content_hash);
    line("assignment", r->assignment ? r->assignment : "none");
    line("where", arena_printf(&t->arena, "site %s, terminal %s, in %s, language %s", r->site, r->terminal, r->setting,
                               r->language));
    instant_line("begun", r->start);
    instant_line("ended", r->end);
    line("active", minutes);
    sittings_tell(r);
    line("pages", arena_printf(&t->arena, "%d", r->pages));
    const char *how = record_how_words(&t->arena, NULL, r);
    if (*how)
        line("how", how);
    for (int i = 0; i < r->measure_count; i++)
        line("measure", arena_printf(&t->arena, "%s %s, %s", r->measures[i].id,
                                     score_words(&t->arena, r->measures[i].score), r->measures[i].exercise));
    changes_tell(t, row->id);
    line("signed by", arena_printf(&t->arena, "key %s, store %s", row->key_id, row->epoch));
    line("hash", row->hash_hex);
}

/* All records of the person decide together: a day counted before is not counted again. */
static struct credits credits_of_person(struct tool *t, const char *person)
{
    struct credit_input in;
    store_credit_input(t->store, &t->arena, person, t->now, &in);
    return credit_decide(&t->arena, &in);
}

static const char *const verdict_words[] = {
    [CREDIT_PROPOSED] = "proposed",
    [CREDIT_WAITS] = "to check",
    [CREDIT_NOT_PROPOSED] = "not proposed",
};

static void credits_tell(const struct site *site, const struct credits *credits, const char *record)
{
    printf("%s (proposed here; staff decide)\n", site_words(site, SITE_WORDS_DAYS));
    for (int i = 0; i < credits->count; i++) {
        const struct credit *c = &credits->item[i];
        char date[DATE_TEXT];
        if (!text_is(c->record, record))
            continue;
        date_format(c->date, date);
        printf("  %s  %-12s  %s\n", date, verdict_words[c->verdict], c->reason);
    }
}

static void credits_json(const struct credits *credits, const char *record)
{
    const char *before = "";
    printf(",\"credits\":[");
    for (int i = 0; i < credits->count; i++) {
        const struct credit *c = &credits->item[i];
        char date[DATE_TEXT];
        if (!text_is(c->record, record))
            continue;
        date_format(c->date, date);
        printf("%s{\"proposed\":%s", before, c->verdict == CREDIT_PROPOSED ? "true" : "false");
        print_json_member(",", "date", date);
        print_json_member(",", "requirement", c->requirement);
        print_json_member(",", "code", c->code);
        print_json_member(",", "reason", c->reason);
        printf("}");
        before = ",";
    }
    printf("]");
}

static const struct store_record *row_find(struct tool *t, const char *id)
{
    struct store_record *rows;
    int count = store_records(t->store, &t->arena, NULL, &rows);
    if (count > 0 && text_is(id, "last"))
        return &rows[count - 1];
    for (int i = 0; i < count; i++) {
        char code[RECORD_CODE]; /* what the person was shown and may have written down */
        record_code(rows[i].id, code);
        if (text_is(rows[i].id, id) || text_is(code, id))
            return &rows[i];
    }
    if (text_is(id, "last"))
        fputs("cairn: there are no records yet\n", stderr);
    else
        fprintf(stderr, "cairn: there is no record \"%s\"; cairn records list shows them\n", id);
    return NULL;
}

static int records_show(struct tool *t)
{
    const char *id = tool_text(t, "ID");
    bool raw = tool_flag(t, "--raw");
    bool json = tool_flag(t, "--json");
    struct record r;
    struct store_person person;
    const struct store_record *row = row_find(t, id);
    if (!row)
        return EXIT_PROBLEMS;
    if (!record_read(&t->arena, row->body, row->body_size, &r) || !r.person) {
        fprintf(stderr, "cairn: record %lld cannot be read; cairn records verify says more\n", (long long)row->seq);
        return EXIT_PROBLEMS;
    }
    bool is_here = store_person_by_id(t->store, r.person, &person);
    if (!tool_audit(t, json || raw ? AUDIT_EXPORT : AUDIT_VIEW, is_here ? r.person : NULL,
                    audit_detail(&t->arena, "record", row->id, NULL)))
        return EXIT_CANNOT_RUN;
    struct credits credits = credits_of_person(t, r.person);
    if (json) {
        row_json(row, store_is_demonstration(t->store), "");
        credits_json(&credits, row->id);
        puts("}");
        return EXIT_CLEAN;
    }
    demonstration_tell(t);
    record_tell(t, row, &r);
    if (raw)
        printf("%s\n", row->body);
    credits_tell(store_site_of(t->store), &credits, row->id);
    return EXIT_CLEAN;
}

static const struct command records_show_command = {
    .name = "show",
    .purpose = "one record in words, and the days proposed from it",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.value = "ID", .help = "the record: its id, its code, or last", .needed = true},
            {.name = "--raw", .help = "also the very bytes that were signed"},
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records show --store /srv/cairn last", "the newest"},
            {0},
        },
    .run = records_show,
};

/* --- verify ----------------------------------------------------------------------------------------------------- */

static int records_verify(struct tool *t)
{
    bool json = tool_flag(t, "--json");
    int count;
    bool good = store_records_verify(t->store, &count, &t->problems);
    if (json) {
        printf("{\"good\":%s,\"records\":%d,\"demonstration\":%s", good ? "true" : "false", count,
               store_is_demonstration(t->store) ? "true" : "false");
        print_json_member(",", "key", store_keys(t->store)->key_id);
        print_json_member(",", "code", good ? NULL : t->problems.first->code);
        print_json_member(",", "problem", good ? NULL : t->problems.first->message);
        puts("}");
    } else {
        demonstration_tell(t);
        printf("%d %s in order, unchanged and signed by key %s%s\n", count, count == 1 ? "record is" : "records are",
               store_keys(t->store)->key_id, good ? "." : "; then:");
        tool_tell(t);
    }
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static const struct command records_verify_command = {
    .name = "verify",
    .purpose = "checks every hash, link and signature; names the first bad row",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records verify --store /srv/cairn", "says that all is whole, or where it is not"},
            {0},
        },
    .run = records_verify,
};

/* --- receipt ---------------------------------------------------------------------------------------------------- */

static const struct store_record *row_of_receipt(struct tool *t, const struct receipt *receipt)
{
    struct store_record *rows;
    char hash[2 * SEAL_HASH_BYTES + 1];
    int count = store_records(t->store, &t->arena, NULL, &rows);
    seal_hex(receipt->hash, sizeof receipt->hash, hash);
    for (int i = 0; i < count; i++)
        if (text_is(rows[i].id, receipt->id) && text_is(rows[i].hash_hex, hash))
            return &rows[i];
    return NULL;
}

/* What was scanned of a receipt: did this terminal make it, and is its record here? */
static int records_receipt(struct tool *t)
{
    const char *text = tool_text(t, "TEXT");
    struct receipt receipt;
    if (!receipt_read(text, &receipt)) {
        fputs("cairn: that is no receipt: it begins with CAIRN2: and has eleven parts with \":\" between\n", stderr);
        return EXIT_PROBLEMS;
    }
    struct receipt_keys keys;
    struct buffer file;
    buffer_init(&file, &t->arena);
    demonstration_tell(t);
    if (!receipt_keys_write(t->store, &file) ||
        !receipt_keys_read(&t->arena, buffer_text(&file), file.length, &keys, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    const uint8_t *key = receipt_key(&keys, receipt.key_id);
    if (!key) {
        printf("This receipt is of another terminal: key %s is none of this one's.\n", receipt.key_id);
        return EXIT_PROBLEMS;
    }
    if (!receipt_verify(&receipt, key)) {
        puts("This receipt was NOT made here: its signature is wrong.");
        return EXIT_PROBLEMS;
    }
    const struct store_record *row = row_of_receipt(t, &receipt);
    char code[RECORD_CODE];
    record_code(receipt.id, code);
    struct buffer says;
    buffer_init(&says, &t->arena);
    receipt_text(&receipt, &says);
    printf("This terminal made this receipt (%s), for record %s.\n%s", code, receipt.id, buffer_text(&says));
    if (row)
        printf("The record is here: number %lld. `cairn records show` tells it.\n", (long long)row->seq);
    else if (receipt_key_is_stolen(&keys, receipt.key_id))
        puts("The record is NOT here, and the key that signed the receipt was stolen: it proves nothing.");
    else
        puts("The record is NOT here any more: look for a copy elsewhere, and say that records are missing.");
    return row ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static const struct command records_receipt_command = {
    .name = "receipt",
    .purpose = "whether this terminal made a receipt, by what its code says",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.value = "TEXT", .help = "what the code of the receipt says", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records receipt --store /srv/cairn CAIRN2:...", "checks what a scanner read"},
            {0},
        },
    .run = records_receipt,
};

/* --- correct and void ------------------------------------------------------------------------------------------- */

static int change_make(struct tool *t, const char *record, struct record_change *change)
{
    const struct store_record *row = row_find(t, record);
    if (!row)
        return EXIT_PROBLEMS;
    change->record = row->id;
    if (!store_change_add(t->store, change, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("Record %lld (%s) is %s. It stays as it was signed; a further row says so.\n", (long long)row->seq, row->id,
           change->kind == CHANGE_VOID ? "voided" : "corrected");
    return EXIT_CLEAN;
}

static int records_void(struct tool *t)
{
    const char *record = tool_text(t, "--record");
    struct record_change change = {.kind = CHANGE_VOID, .reason = tool_text(t, "--reason")};
    return change_make(t, record, &change);
}

static const struct command records_void_command = {
    .name = "void",
    .purpose = "a record counts for nothing, for good",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--record", .value = "ID", .help = "the record: its id, its code, or last", .needed = true},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records void --store /srv/cairn --record last --reason 'done by somebody else'",
             "a further row says so; the record stays as it was signed"},
            {0},
        },
    .run = records_void,
};

static int records_correct(struct tool *t)
{
    const char *record = tool_text(t, "--record");
    const char *from = tool_text(t, "--from");
    const char *to = tool_text(t, "--to");
    struct record_change change = {
        .kind = CHANGE_DATE, .assignment = tool_text(t, "--assignment"), .reason = tool_text(t, "--reason")};
    if (change.assignment && !from && !to) {
        change.kind = CHANGE_ASSIGNMENT;
    } else if (change.assignment || !from || !to || !date_parse(from, &change.from) || !date_parse(to, &change.to)) {
        fputs(
            "cairn: what is corrected is the date of its sittings (--from YYYY-MM-DD --to YYYY-MM-DD) or the assignment"
            " (--assignment ID)\n",
            stderr);
        return EXIT_CANNOT_RUN;
    }
    return change_make(t, record, &change);
}

static const struct command records_correct_command = {
    .name = "correct",
    .purpose = "the date or the assignment of a record",
    .about = "Either --from and --to, or --assignment.",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--record", .value = "ID", .help = "the record: its id, its code, or last", .needed = true},
            {.name = "--from", .value = "DATE", .help = "of its sittings, as 2026-11-21"},
            {.name = "--to", .value = "DATE", .help = "what it was in truth"},
            {.name = "--assignment", .value = "ID", .help = "what it was done for"},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn records correct --store /srv/cairn --record last --from 2026-11-21 --to 2026-11-20 --reason 'the "
             "clock was wrong'",
             "corrects a date"},
            {0},
        },
    .run = records_correct,
};

const struct command cairn_records = {
    .name = "records",
    .purpose = "what was completed, and what it may count for",
    .commands =
        COMMANDS(&records_list_command, &records_show_command, &records_receipt_command, &records_correct_command,
                 &records_void_command, &cairn_records_export, &records_verify_command),
};
