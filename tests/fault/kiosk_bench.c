#include "kiosk_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fixed_measure.h"

static const char programme[] =
    "{\"format\": 1, \"id\": \"thinking-skills\", \"version\": \"1.0.0\", \"title\": \"Small\", \"summary\": "
    "\"Small.\","
    " \"icon\": \"head-cog\", \"accent\": \"#0A6B68\", \"languages\": [\"en-GB\"], \"modules\": [\"one\"],"
    " \"activity\": {\"kind\": \"activity\", \"suggested_active_minutes\": 20}}\n";

static const char module[] =
    "{\"id\": \"one\", \"title\": \"One\", \"public_title\": \"Session 1\", \"minutes\": 5,"
    " \"complete\": {\"pages\": \"path\"}, \"pages\": ["
    " {\"id\": \"first\", \"title\": \"First\", \"minutes\": 1, \"bct\": [\"4.2\"], \"blocks\": ["
    "  {\"kind\": \"write\", \"id\": \"a\", \"optional\": true, \"ask\": \"What happened?\"},"
    "  {\"kind\": \"write\", \"id\": \"b\", \"optional\": true, \"ask\": \"What then?\"},"
    "  {\"kind\": \"choice\", \"id\": \"c\", \"optional\": true, \"ask\": \"%s?\", \"options\": ["
    "   {\"id\": \"safe\", \"text\": \"Yes\"}, {\"id\": \"%s\", \"text\": \"No\", \"concern\": true}]},"
    "  {\"kind\": \"breathe\", \"id\": \"d\", \"in\": 4, \"hold\": 0, \"out\": 6, \"rounds\": 3}]},"
    " {\"id\": \"last\", \"title\": \"Last\", \"blocks\": [{\"kind\": \"text\", \"text\": \"That was all.\"}]}]}\n";

static void put(const char *folder, const char *name, const char *text)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void bench_module(struct kiosk_bench *b, const char *danger)
{
    char text[sizeof module + 64];
    snprintf(text, sizeof text, module, "Are you safe", danger);
    put(b->modules, "thinking-skills/one.json", text);
}

void bench_second(struct kiosk_bench *b)
{
    struct buffer out;
    const char *one = strstr(programme, "\"one\"]");
    buffer_init(&out, &b->arena);
    buffer_addf(&out, "%.*s\"one\", \"two\"%s", (int)(one - programme), programme, one + strlen("\"one\""));
    put(b->modules, "thinking-skills/programme.json", buffer_text(&out));
    put(b->modules, "thinking-skills/two.json", "{ broken");
}

void bench_library(struct kiosk_bench *b)
{
    bool good = library_open(&b->library, b->modules, SOURCE_DIR "/assets");
    if (!good)
        stage_tell(&b->library.problems);
    assert_true(good);
}

static void open_stage(struct kiosk_bench *b)
{
    struct kiosk_options options = {.language = "en-GB", .look = LOOK_LIGHT, .size = SIZE_M};
    assert_true(stage_open(&b->stage, b->folder, &b->library, fixed_measure(), 1280, 800, &options));
    b->robot = (struct robot){.kiosk = b->stage.kiosk, .clock = &b->stage.virtual, .words = "words "};
    robot_frame(&b->robot);
}

static char made[256]; /* a store that is copied for each kiosk: its keys and the hash of a PIN take time */

int bench_start(void **state)
{
    (void)state;
    return stage_folder(NULL, made, sizeof made) && stage_store(made, "community", 1) && fault_start() ? 0 : -1;
}

int bench_stop(void **state)
{
    (void)state;
    stage_folder_remove(made);
    return 0;
}

static void copy_store(const char *folder)
{
    char command[600];
    snprintf(command, sizeof command, "cp -rp '%s/.' '%s'", made, folder);
    assert_int_equal(system(command), 0);
}

void bench_begin(struct kiosk_bench *b)
{
    char folder[300];
    *b = (struct kiosk_bench){.folder = ""};
    arena_init(&b->arena);
    disk_log_clear(); /* of a test that stopped in the middle */
    fault_arm(FAULT_NONE, 0, false);
    assert_true(stage_folder(NULL, b->modules, sizeof b->modules));
    assert_true(stage_folder(NULL, b->folder, sizeof b->folder));
    snprintf(folder, sizeof folder, "%s/thinking-skills", b->modules);
    assert_int_equal(mkdir(folder, 0700), 0);
    put(b->modules, "thinking-skills/programme.json", programme);
    bench_module(b, "danger");
    bench_library(b);
    copy_store(b->folder);
    open_stage(b);
    bench_sign_in(b);
}

void bench_end(struct kiosk_bench *b)
{
    fault_arm(FAULT_NONE, 0, false);
    stage_close(&b->stage);
    disk_log_clear();
    library_close(&b->library);
    stage_folder_remove(b->folder);
    stage_folder_remove(b->modules);
    arena_release(&b->arena);
}

void bench_cut(struct kiosk_bench *b)
{
    stage_close(&b->stage);
    disk_cut(CUT_DROP, 1);
    fault_arm(FAULT_NONE, 0, false);
    open_stage(b);
}

void bench_sign_in(struct kiosk_bench *b)
{
    struct store_person person;
    assert_true(store_person_by_crn(b->stage.store, DEMONSTRATION_CRN, &person));
    kiosk_sign_in(b->stage.kiosk, &person);
    robot_frame(&b->robot);
}

void bench_press(struct kiosk_bench *b, const char *id)
{
    if (!robot_press(&b->robot, id))
        fail_msg("%s", b->robot.stuck);
}

void bench_open(struct kiosk_bench *b)
{
    bench_press(b, "carry-on");
    assert_string_equal(kiosk_screen(b->stage.kiosk), "page");
}

bool bench_shows(struct kiosk_bench *b, const char *text)
{
    const struct ui *ui = kiosk_ui(b->stage.kiosk);
    for (int i = 0; i < ui->draw.count; i++)
        if (ui->draw.item[i].kind == DRAW_TEXT && strstr(ui->draw.item[i].text, text))
            return true;
    for (int i = 0; i < ui->spoken.count; i++)
        if (strstr(ui->spoken.item[i].text, text))
            return true;
    return false;
}

/* --- what the store holds -------------------------------------------------------------------------------------- */

static int attempts(struct kiosk_bench *b, struct store_person *person, struct store_attempt **out)
{
    assert_true(store_person_by_crn(b->stage.store, DEMONSTRATION_CRN, person));
    int count = store_attempts(b->stage.store, &b->arena, person->id, out);
    assert_true(count >= 0);
    return count;
}

const char *bench_draft(struct kiosk_bench *b, const char *exercise)
{
    struct store_person person;
    struct store_attempt *attempt;
    struct store_draft *drafts;
    for (int i = attempts(b, &person, &attempt) - 1; i >= 0; i--) {
        int count = store_drafts(b->stage.store, &b->arena, person.id, attempt[i].id, &drafts);
        for (int n = 0; n < count; n++)
            if (text_is(drafts[n].exercise, exercise))
                return drafts[n].text;
    }
    return "";
}

static int events_of(struct kiosk_bench *b, struct event **out)
{
    struct store_person person;
    struct store_attempt *attempt;
    int count = 0;
    int last = attempts(b, &person, &attempt) - 1;
    if (last >= 0)
        assert_true(store_events(b->stage.store, &b->arena, person.id, attempt[last].id, out, &count));
    return count;
}

const char *bench_answer(struct kiosk_bench *b, const char *exercise, const char *name)
{
    struct event *events;
    const char *found = "";
    int count = events_of(b, &events);
    for (int i = 0; i < count; i++)
        if (events[i].kind == EVENT_ANSWER && text_is(events[i].exercise, exercise))
            found = text_is(name, "text") ? answer_value(&events[i].answer, name)
                                          : (answer_has(&events[i].answer, name) ? name : "");
    return found;
}

int bench_count(struct kiosk_bench *b, enum event_kind kind)
{
    struct event *events;
    int found = 0, count = events_of(b, &events);
    for (int i = 0; i < count; i++)
        found += events[i].kind == kind;
    return found;
}

int bench_concerns(struct kiosk_bench *b)
{
    struct store_concern *concerns;
    return store_concerns(b->stage.store, &b->arena, NULL, &concerns);
}
