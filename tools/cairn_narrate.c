/* cairn words narrate - what is read aloud, as a script for somebody's voice; or recorded with the kiosk's own. */
#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cairn_terminal.h"
#include "cairn_tool.h"
#include "files.h"
#include "narrate.h"
#include "pictures.h"
#include "speech.h"

#define SPEED_NORMAL (SPEECH_SPEEDS / 2 + 1)

static void add_little(struct buffer *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add(out, (char[]){(char)(value >> (8 * i) & 0xff)}, 1);
}

/* One channel, 16 bits (RIFF, as written by Microsoft and IBM in 1991). */
static void add_wav(const struct utterance *u, struct buffer *out)
{
    uint32_t bytes = (uint32_t)(u->sample_count * 2), rate = (uint32_t)u->rate_hz;
    buffer_add(out, "RIFF", 4);
    add_little(out, 36 + bytes, 4);
    buffer_add(out, "WAVEfmt ", 8);
    add_little(out, 16, 4);
    add_little(out, 1, 2);
    add_little(out, 1, 2);
    add_little(out, rate, 4);
    add_little(out, rate * 2, 4);
    add_little(out, 2, 2);
    add_little(out, 16, 2);
    buffer_add(out, "data", 4);
    add_little(out, bytes, 4);
    for (size_t i = 0; i < u->sample_count; i++)
        add_little(out, (uint16_t)u->samples[i], 2);
}

static bool encode(const char *wav, const char *ogg)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("opusenc", "opusenc", "--quiet", "--bitrate", "24", wav, ogg, (char *)NULL);
        fprintf(stderr, "cairn words: opusenc cannot be started (install opus-tools): %s\n", strerror(errno));
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* What somebody recorded, or the voice did before, stays as it is. */
static bool record(struct tool *t, struct speech *speech, const struct narrate *n, const struct narrate_line *line,
                   const char *folder, int *made)
{
    const char *ogg = arena_printf(&t->arena, "%s/%s.ogg", folder, line->name);
    const char *coming = arena_printf(&t->arena, "%s/%s.part", folder, line->name);
    const char *wav = arena_printf(&t->arena, "%s/%s.wav", folder, line->name);
    struct utterance u = {0};
    struct arena a;
    struct buffer out;
    if (file_exists(ogg))
        return true;
    arena_init(&a);
    buffer_init(&out, &a);
    bool good = speech_say(speech, line->words, n->language, SPEED_NORMAL, &u);
    if (good)
        add_wav(&u, &out);
    good = good && file_write_atomically(wav, buffer_text(&out), out.length) && encode(wav, coming) &&
           rename(coming, ogg) == 0;
    unlink(wav);
    unlink(coming);
    utterance_release(&u);
    arena_release(&a);
    *made += good;
    if (!good)
        tool_say(t, "%s could not be recorded", ogg);
    return good;
}

static int record_all(struct tool *t, const struct narrate *n, const char *folder)
{
    struct speech *speech = speech_open(&t->problems);
    struct progress progress = progress_begin("sentence");
    int made = 0;
    bool good = speech != NULL;
    if (good && !speech_has_language(speech, n->language)) {
        tool_say(t, "there is no voice for %s", n->language);
        good = false;
    }
    if (good && mkdir(folder, 0755) != 0 && errno != EEXIST) {
        tool_say(t, "%s: %s", folder, strerror(errno));
        good = false;
    }
    for (int i = 0; good && i < n->count; i++) {
        progress_tell(&progress, i, n->count);
        good = record(t, speech, n, &n->line[i], folder, &made);
    }
    progress_hide(&progress);
    speech_close(speech);
    tool_tell(t);
    if (good)
        printf("%s: %d of %d sentences recorded, the others were there\n", folder, made, n->count);
    return good ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

static void collect(struct narrate *n, struct library *l, const char *only)
{
    struct progress progress = progress_begin("programme");
    for (int i = 0; i < l->count; i++) {
        const struct programme *p = l->programmes[i];
        progress_tell(&progress, i, l->count);
        bool wanted = only ? text_is(only, p->id) : !p->example;
        if (wanted && programme_language(p, n->language) >= 0)
            for (int k = 0; k < p->module_count; k++)
                narrate_module(n, p, &p->modules[k]);
    }
    progress_hide(&progress);
}

static int run_narrate(struct tool *t)
{
    const char *folder = tool_text(t, "--record"), *only = tool_text(t, "--programme");
    struct narrate n;
    struct buffer script;
    if (!tool_library(t, "MODULES"))
        return EXIT_CANNOT_RUN;
    struct pictures *pictures = pictures_open(tool_text(t, "--assets"), tool_text(t, "--media"), &t->problems);
    if (!pictures) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    narrate_init(&n, &t->arena, t->library, pictures_measure(pictures), tool_text(t, "--language"));
    collect(&n, t->library, only);
    pictures_close(pictures);
    if (!n.count) {
        tool_say(t, "nothing is said in %s%s%s", n.language, only ? " by " : "", only ? only : "");
        return EXIT_PROBLEMS;
    }
    if (folder)
        return record_all(t, &n, folder);
    buffer_init(&script, &t->arena);
    narrate_script(&n, &script);
    fputs(buffer_text(&script), stdout);
    return EXIT_CLEAN;
}

const struct command cairn_words_narrate = {
    .name = "narrate",
    .purpose = "the script of what is read aloud, for somebody's voice; or recordings by the kiosk's own",
    .about =
        "A line for each sentence: the file it belongs in, where it is said, about how long it takes, and the words. "
        "Record each as Ogg Opus into modules/narration/LANGUAGE/. A sentence that has a recording is played from it "
        "at the normal speed; what has none, or was changed since, is said by the voice.",
    .arguments =
        (const struct argument[]){
            {.value = "MODULES", .help = "the folder of programmes", .standard = "modules"},
            ARGUMENT_PROGRAMME,
            {.name = "--language", .value = "TAG", .help = "in which language", .standard = "en-GB"},
            {.name = "--record",
             .value = "DIR",
             .help = "records what is not there yet with the kiosk's voice, into this folder (opusenc)"},
            ARGUMENT_ASSETS,
            ARGUMENT_MEDIA,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn words narrate --programme thinking-skills", "a table to hand to whoever reads"},
            {"cairn words narrate --language cy --record modules/narration/cy",
             "all of the Welsh, until somebody reads it"},
            {0},
        },
    .run = run_narrate,
    .needs = NEEDS_SEAL,
};
