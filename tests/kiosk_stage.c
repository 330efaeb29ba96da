#define _XOPEN_SOURCE 700 /* nftw */
#include "kiosk_stage.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "receipt_keys.h"
#include "site_file.h"
#include "store_bundle.h"
#include "store_audit.h"
#include "store_card.h"
#include "store_internal.h"
#include "store_staff.h"

/* --- folders --------------------------------------------------------------------------------------------------- */

bool stage_folder(const char *parent, char *out, size_t room)
{
    const char *place = parent ? parent : getenv("TMPDIR");
    int length = snprintf(out, room, "%s/cairn-test-XXXXXX", place && *place ? place : "/tmp");
    return length > 0 && (size_t)length < room && mkdtemp(out) != NULL;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info, (void)kind, (void)walk;
    return remove(path);
}

void stage_folder_remove(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* --- store and kiosk ------------------------------------------------------------------------------------------- */

void stage_tell(const struct problems *problems)
{
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    problems_print(problems, &out);
    fputs(buffer_text(&out), stderr);
    arena_release(&a);
}

/* Opened at the stage's own time, as the kiosk will open it. */
static struct store *open_store(const char *folder, struct problems *problems)
{
    static struct virtual_clock begin;
    begin = (struct virtual_clock){.wall = STAGE_START, .boot_ms = 1000};
    struct store *store = seal_start() ? store_open(folder, problems) : NULL;
    if (store)
        store_use_clock(store, clock_virtual(&begin));
    return store;
}

bool stage_store(const char *folder, const char *setting, int minimum_active_minutes)
{
    struct arena a;
    struct problems problems;
    struct store_person person;
    arena_init(&a);
    problems_init(&problems, &a);
    struct site site = site_standard(&a);
    site.setting = setting;
    site.minimum_active_minutes = minimum_active_minutes;
    bool good = seal_start() && (mkdir(folder, 0700) == 0 || errno == EEXIST) &&
                site_file_write(folder, &site, false, &problems) && store_make(folder, true, &problems);
    struct store *store = good ? open_store(folder, &problems) : NULL;
    good = store && demonstration_person_add(store, STAGE_START, &person, &problems);
    store_close(store);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

bool stage_assign(const char *folder, const char *module)
{
    struct problems problems;
    struct store_person person;
    struct arena a;
    char id[UUID_TEXT];
    arena_init(&a);
    problems_init(&problems, &a);
    struct store *store = open_store(folder, &problems);
    seal_uuid7(STAGE_START, id);
    struct assignment assignment = {.id = id, .module = module};
    bool good = store && store_person_by_crn(store, DEMONSTRATION_CRN, &person) &&
                store_assign(store, person.id, &assignment, STAGE_START, &problems);
    store_close(store);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

bool stage_staff(const char *folder, const char *role, bool second)
{
    struct problems problems;
    struct store_staff staff;
    struct arena a;
    enum staff_role role_is;
    arena_init(&a);
    problems_init(&problems, &a);
    struct store *store = open_store(folder, &problems);
    bool good =
        store && staff_role_from_name(role, &role_is) &&
        store_staff_add(store, "a.officer", role_is, "seven green bottles", STAGE_START, &staff, NULL, &problems) &&
        (!second ||
         store_staff_add(store, "b.second", role_is, "nine purple kettles", STAGE_START, &staff, NULL, &problems));
    store_close(store);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

bool stage_card(const char *folder, const char *token)
{
    struct problems problems;
    struct store_person person;
    struct arena a;
    arena_init(&a);
    problems_init(&problems, &a);
    struct store *store = open_store(folder, &problems);
    bool good = store && card_token_is_valid(token) && store_person_by_crn(store, DEMONSTRATION_CRN, &person) &&
                card_put(store, person.id, token, STAGE_START);
    store_close(store);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

bool stage_pictures(const char *folder, const char *pictures)
{
    struct problems problems;
    struct store_person person;
    struct arena a;
    char stored[SEAL_PIN_BYTES];
    arena_init(&a);
    problems_init(&problems, &a);
    struct store *store = open_store(folder, &problems);
    bool good = store && store_person_by_crn(store, DEMONSTRATION_CRN, &person) &&
                seal_pin_hash(&store->keys, pictures, stored) &&
                store_write(store, "UPDATE card SET pictures = ? WHERE person = ?", "tt", stored, person.id);
    store_close(store);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

static bool terminals_trust(struct store *one, struct store *other, struct arena *a, struct problems *problems)
{
    struct buffer first, second;
    buffer_init(&first, a);
    buffer_init(&second, a);
    return receipt_keys_write(one, &first) && receipt_keys_write(other, &second) &&
           store_terminal_trust(one, second.text, second.length, problems) &&
           store_terminal_trust(other, first.text, first.length, problems);
}

/* Of the other terminal's person: a bundle for this terminal, and one that is for the other itself. */
static bool stick_fill(struct store *here, struct store *other, const char *stick, struct arena *a,
                       struct problems *problems)
{
    struct store_person person;
    struct store_attempt attempt;
    struct buffer mine, theirs;
    char pin[7];
    struct event started = {
        .kind = EVENT_SUPPORT, .at = STAGE_START, .sitting = "0190b8e2-0000-7000-8000-000000000001"};
    buffer_init(&mine, a);
    buffer_init(&theirs, a);
    return receipt_keys_write(here, &mine) && receipt_keys_write(other, &theirs) &&
           store_person_add(other, "X000009", STAGE_START, &person, pin, problems) &&
           store_attempt_open(other, person.id, "thinking-skills", "stop-and-think", NULL, STAGE_START, &attempt) &&
           store_append(other, person.id, attempt.id, &started, 1) &&
           store_bundle_export(other, person.id, mine.text, mine.length, arena_printf(a, "%s/cairn-1.bundle", stick),
                               problems) &&
           store_bundle_export(other, person.id, theirs.text, theirs.length,
                               arena_printf(a, "%s/cairn-2.bundle", stick), problems);
}

bool stage_stick(const char *folder, bool is_in)
{
    struct arena a;
    struct problems problems;
    struct site site;
    arena_init(&a);
    problems_init(&problems, &a);
    const char *stick = arena_printf(&a, "%s/stick", folder), *away = arena_printf(&a, "%s/away", folder);
    bool good = site_file_read(&a, folder, &problems, &site, NULL);
    site.bundles = stick;
    unlink(arena_printf(&a, "%s/" SITE_FILE, folder));
    good = good && site_file_write(folder, &site, false, &problems);
    site.site = "SITE-02";
    good = good && mkdir(away, 0700) == 0 && site_file_write(away, &site, false, &problems) &&
           store_make(away, true, &problems) && (!is_in || mkdir(stick, 0700) == 0);
    struct store *here = good ? open_store(folder, &problems) : NULL;
    struct store *other = here ? open_store(away, &problems) : NULL;
    good = other && terminals_trust(here, other, &a, &problems) &&
           (!is_in || stick_fill(here, other, stick, &a, &problems));
    store_close(other);
    store_close(here);
    if (!good)
        stage_tell(&problems);
    arena_release(&a);
    return good;
}

static bool open_kiosk(struct kiosk_stage *s)
{
    s->store = store_open(s->folder, &s->problems);
    if (!s->store) {
        stage_tell(&s->problems);
        return false;
    }
    store_use_clock(s->store, s->drivers.clock);
    s->drivers.store = s->store;
    s->kiosk = kiosk_new(&s->drivers, &s->options);
    return s->kiosk != NULL;
}

bool stage_open(struct kiosk_stage *s, const char *folder, struct library *library, struct text_measure measure,
                int width, int height, const struct kiosk_options *options)
{
    *s = (struct kiosk_stage){.library = library, .options = *options};
    snprintf(s->folder, sizeof s->folder, "%s", folder);
    arena_init(&s->arena);
    problems_init(&s->problems, &s->arena);
    s->virtual = (struct virtual_clock){.wall = STAGE_START, .boot_ms = 1000};
    struct clock clock = clock_virtual(&s->virtual);
    s->speech = speech_open_null();
    s->sound = sound_open_null(clock);
    s->voice = voice_open(s->speech, s->sound, SOURCE_DIR "/modules");
    s->video = media_open_null(s->sound, clock);
    s->printer = printer_open_null(true, true, clock);
    s->notifier = notifier_open_null(clock);
    s->drivers = (struct kiosk_drivers){.measure = measure,
                                        .printer = s->printer,
                                        .notifier = s->notifier,
                                        .voice = s->voice,
                                        .media = s->video,
                                        .clock = clock,
                                        .library = library,
                                        .width = width,
                                        .height = height};
    if (!seal_start() || !open_kiosk(s))
        return false;
    struct store_audit *rows;
    s->audits_before = store_audits(s->store, &s->arena, NULL, &rows);
    return s->audits_before >= 0;
}

bool stage_restart(struct kiosk_stage *s)
{
    voice_stop(s->voice);
    kiosk_free(s->kiosk);
    s->kiosk = NULL;
    store_close(s->store);
    return open_kiosk(s);
}

bool stage_printer(struct kiosk_stage *s, bool paper, bool folder)
{
    kiosk_free(s->kiosk);
    s->kiosk = NULL;
    printer_close(s->printer);
    s->drivers.printer = s->printer = printer_open_null(paper, folder, s->drivers.clock);
    store_close(s->store);
    return open_kiosk(s);
}

void stage_close(struct kiosk_stage *s)
{
    kiosk_free(s->kiosk);
    store_close(s->store);
    media_close(s->video);
    notifier_close(s->notifier);
    printer_close(s->printer);
    voice_close(s->voice);
    sound_close(s->sound);
    speech_close(s->speech);
    arena_release(&s->arena);
    *s = (struct kiosk_stage){0};
}

/* --- records --------------------------------------------------------------------------------------------------- */

static const char *instant_words(struct arena *a, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    return arena_strdup(a, text);
}

static void tell_record(struct buffer *out, struct arena *a, const struct record *r, int n)
{
    buffer_addf(out, "record %d: %s/%s version %s, %s, %s, %s\n", n, r->programme, r->module, r->version, r->activity,
                r->setting, r->language);
    buffer_addf(out, "  from %s to %s at %s %s%s\n", instant_words(a, r->start), instant_words(a, r->end), r->site,
                r->terminal, r->demonstration ? ", a demonstration" : "");
    buffer_addf(out, "  active %.1f minutes, %d pages", (double)r->active_ms / 60000, r->pages);
    if (r->has_score)
        buffer_addf(out, ", score %g after %d tries", r->score, r->tries);
    buffer_adds(out, "\n");
    for (int i = 0; i < r->measure_count; i++)
        buffer_addf(out, "  measure %s %g, %s\n", r->measures[i].id, r->measures[i].score, r->measures[i].exercise);
    for (int i = 0; i < r->sitting_count; i++) {
        char date[DATE_TEXT];
        date_format(r->sittings[i].date, date);
        buffer_addf(out, "  sitting %s from %s active %.1f minutes\n", date, instant_words(a, r->sittings[i].start),
                    (double)r->sittings[i].active_ms / 60000);
    }
}

void stage_records(struct kiosk_stage *s, struct buffer *out)
{
    struct store_record *stored;
    int verified = 0, count = store_records(s->store, &s->arena, NULL, &stored);
    bool good = store_records_verify(s->store, &verified, &s->problems);
    buffer_addf(out, "%d records, verified: %s\n", count, good && verified == count ? "yes" : "no");
    for (int i = 0; i < count; i++) {
        struct record r;
        if (record_read(&s->arena, stored[i].body, stored[i].body_size, &r))
            tell_record(out, &s->arena, &r, i + 1);
        else
            buffer_addf(out, "record %d: cannot be read\n", i + 1);
    }
    struct store_concern *concerns;
    int concern_count = store_concerns(s->store, &s->arena, NULL, &concerns);
    for (int i = 0; i < concern_count; i++)
        buffer_addf(out, "concern: %s in %s on %s%s\n", concerns[i].kind, concerns[i].module, concerns[i].page,
                    concerns[i].person[0] ? "" : ", nobody signed in");
}

/* Ids and keys are other ones every time. */
static void add_without_ids(struct buffer *out, const char *text)
{
    while (*text) {
        size_t length = strspn(text, "0123456789abcdef-");
        bool is_random = length == UUID_TEXT - 1 || length == 2 * SEAL_PUBLIC_BYTES;
        length = length ? length : 1;
        buffer_add(out, is_random ? "(id)" : text, is_random ? 4 : length);
        text += length;
    }
}

void stage_audits(struct kiosk_stage *s, struct buffer *out)
{
    struct store_audit *rows;
    struct store_staff staff;
    int count = store_audits(s->store, &s->arena, NULL, &rows);
    for (int i = s->audits_before; i < count; i++) {
        const struct store_audit *row = &rows[i];
        bool known = store_staff_by_id(s->store, row->who, &staff);
        buffer_addf(out, "%s: %s%s%s", known ? staff.name : "nobody", row->action, *row->person ? " of a person" : "",
                    row->detail && *row->detail ? " " : "");
        add_without_ids(out, row->detail ? row->detail : "");
        buffer_adds(out, "\n");
    }
    if (count < 0)
        buffer_adds(out, "the audit cannot be read\n");
}
