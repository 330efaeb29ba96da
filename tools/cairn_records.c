#include "cairn_records.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "cairn_export.h"
#include "receipt.h"
#include "receipt_keys.h"
#include "record_words.h"
#include "store_credit.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))
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

static int records_list(int argc, char **argv)
{
    const char *folder = NULL;
    bool json = false, all = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--all", .flag = &all},
                                         {.name = "--json", .flag = &json}};
    struct store_record *rows;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "records list --store DIR [--all] [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!tool_audit(&t, json ? AUDIT_EXPORT : AUDIT_LIST, NULL, audit_detail(&t.arena, "what", "records", NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = (all ? store_rows : store_records)(t.store, &t.arena, NULL, &rows);
    if (json) {
        puts("[");
        for (int i = 0; i < count; i++) {
            row_json(&rows[i], store_is_demonstration(t.store), "");
            puts(i + 1 < count ? "}," : "}");
        }
        puts("]");
    } else {
        demonstration_tell(&t);
        printf("%5s  %-10s  %-8s  %-36s  %8s  %s\n", "no.", "completed", "CRN", "session", "active", "id");
        for (int i = 0; i < count; i++)
            list_row(&t, &rows[i]);
    }
    return tool_end(&t, count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN);
}

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

static int records_show(int argc, char **argv)
{
    const char *folder = NULL, *id = NULL;
    bool json = false, raw = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.value = &id, .needed = true},
                                         {.name = "--raw", .flag = &raw},
                                         {.name = "--json", .flag = &json}};
    struct record r;
    struct store_person person;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "records show --store DIR ID|CODE|last [--raw] [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    const struct store_record *row = row_find(&t, id);
    if (!row)
        return tool_end(&t, EXIT_PROBLEMS);
    if (!record_read(&t.arena, row->body, row->body_size, &r) || !r.person) {
        fprintf(stderr, "cairn: record %lld cannot be read; cairn records verify says more\n", (long long)row->seq);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    bool is_here = store_person_by_id(t.store, r.person, &person);
    if (!tool_audit(&t, json || raw ? AUDIT_EXPORT : AUDIT_VIEW, is_here ? r.person : NULL,
                    audit_detail(&t.arena, "record", row->id, NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    struct credits credits = credits_of_person(&t, r.person);
    if (json) {
        row_json(row, store_is_demonstration(t.store), "");
        credits_json(&credits, row->id);
        puts("}");
        return tool_end(&t, EXIT_CLEAN);
    }
    demonstration_tell(&t);
    record_tell(&t, row, &r);
    if (raw)
        printf("%s\n", row->body);
    credits_tell(store_site_of(t.store), &credits, row->id);
    return tool_end(&t, EXIT_CLEAN);
}

/* --- verify ----------------------------------------------------------------------------------------------------- */

static int records_verify(int argc, char **argv)
{
    const char *folder = NULL;
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--json", .flag = &json}};
    struct tool t;
    int count;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "records verify --store DIR [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    bool good = store_records_verify(t.store, &count, &t.problems);
    if (json) {
        printf("{\"good\":%s,\"records\":%d,\"demonstration\":%s", good ? "true" : "false", count,
               store_is_demonstration(t.store) ? "true" : "false");
        print_json_member(",", "key", store_keys(t.store)->key_id);
        print_json_member(",", "code", good ? NULL : t.problems.first->code);
        print_json_member(",", "problem", good ? NULL : t.problems.first->message);
        puts("}");
    } else {
        demonstration_tell(&t);
        printf("%d %s in order, unchanged and signed by key %s%s\n", count, count == 1 ? "record is" : "records are",
               store_keys(t.store)->key_id, good ? "." : "; then:");
        tool_tell(&t);
    }
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}

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
static int records_receipt(int argc, char **argv)
{
    const char *folder = NULL, *text = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.value = &text, .needed = true}};
    struct receipt receipt;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "records receipt --store DIR TEXT"))
        return EXIT_CANNOT_RUN;
    if (!receipt_read(text, &receipt)) {
        fputs("cairn: that is no receipt: it begins with CAIRN2: and has eleven parts with \":\" between\n", stderr);
        return EXIT_PROBLEMS;
    }
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    struct receipt_keys keys;
    struct buffer file;
    buffer_init(&file, &t.arena);
    demonstration_tell(&t);
    if (!receipt_keys_write(t.store, &file) ||
        !receipt_keys_read(&t.arena, buffer_text(&file), file.length, &keys, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    const uint8_t *key = receipt_key(&keys, receipt.key_id);
    if (!key) {
        printf("This receipt is of another terminal: key %s is none of this one's.\n", receipt.key_id);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    if (!receipt_verify(&receipt, key)) {
        puts("This receipt was NOT made here: its signature is wrong.");
        return tool_end(&t, EXIT_PROBLEMS);
    }
    const struct store_record *row = row_of_receipt(&t, &receipt);
    char code[RECORD_CODE];
    record_code(receipt.id, code);
    struct buffer says;
    buffer_init(&says, &t.arena);
    receipt_text(&receipt, &says);
    printf("This terminal made this receipt (%s), for record %s.\n%s", code, receipt.id, buffer_text(&says));
    if (row)
        printf("The record is here: number %lld. `cairn records show` tells it.\n", (long long)row->seq);
    else if (receipt_key_is_stolen(&keys, receipt.key_id))
        puts("The record is NOT here, and the key that signed the receipt was stolen: it proves nothing.");
    else
        puts("The record is NOT here any more: look for a copy elsewhere, and say that records are missing.");
    return tool_end(&t, row ? EXIT_CLEAN : EXIT_PROBLEMS);
}

/* --- correct and void ------------------------------------------------------------------------------------------- */

static int change_make(const char *folder, const char *record, struct record_change *change)
{
    struct tool t;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    const struct store_record *row = row_find(&t, record);
    if (!row)
        return tool_end(&t, EXIT_PROBLEMS);
    change->record = row->id;
    if (!store_change_add(t.store, change, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("Record %lld (%s) is %s. It stays as it was signed; a further row says so.\n", (long long)row->seq, row->id,
           change->kind == CHANGE_VOID ? "voided" : "corrected");
    return tool_end(&t, EXIT_CLEAN);
}

static int records_void(int argc, char **argv)
{
    const char *folder = NULL, *record = NULL;
    struct record_change change = {.kind = CHANGE_VOID};
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--record", .value = &record, .needed = true},
                                         {.name = "--reason", .value = &change.reason, .needed = true}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "records void --store DIR --record ID|CODE --reason WORDS"))
        return EXIT_CANNOT_RUN;
    return change_make(folder, record, &change);
}

static int records_correct(int argc, char **argv)
{
    const char *folder = NULL, *record = NULL, *from = NULL, *to = NULL;
    struct record_change change = {.kind = CHANGE_DATE};
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--record", .value = &record, .needed = true},
                                         {.name = "--from", .value = &from},
                                         {.name = "--to", .value = &to},
                                         {.name = "--assignment", .value = &change.assignment},
                                         {.name = "--reason", .value = &change.reason, .needed = true}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "records correct --store DIR --record ID|CODE (--from DATE --to DATE | --assignment ID)"
                        " --reason WORDS"))
        return EXIT_CANNOT_RUN;
    if (change.assignment && !from && !to) {
        change.kind = CHANGE_ASSIGNMENT;
    } else if (change.assignment || !from || !to || !date_parse(from, &change.from) || !date_parse(to, &change.to)) {
        fputs(
            "cairn: what is corrected is the date of its sittings (--from YYYY-MM-DD --to YYYY-MM-DD) or the assignment"
            " (--assignment ID)\n",
            stderr);
        return EXIT_CANNOT_RUN;
    }
    return change_make(folder, record, &change);
}

int cairn_records(int argc, char **argv)
{
    static const struct command commands[] = {
        {"list", records_list, "--store DIR [--all]  every completion record; or every row"},
        {"show", records_show, "--store DIR ID|CODE|last [--raw]  one record in words, and the days proposed from it"},
        {"receipt", records_receipt, "--store DIR TEXT  whether this terminal made a receipt, by what its code says"},
        {"correct", records_correct, "--store DIR --record ID|CODE --reason WORDS ...  its date or assignment"},
        {"void", records_void, "--store DIR --record ID|CODE --reason WORDS  it counts for nothing, for good"},
        {"export", cairn_records_export,
         "--store DIR --format FORMAT  csv, json, xapi, cmi5, contact, course-completion"},
        {"verify", records_verify, "--store DIR  checks every hash, link and signature; names the first bad row"},
    };
    return command_run("records", commands, COUNT(commands), argc, argv);
}
