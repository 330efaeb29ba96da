#include "kiosk_command.h"

const struct command kiosk_command = {
    .name = "cairn-kiosk",
    .purpose = "what a person meets: programmes to work through, and the staff's own area",
    .about =
        "It begins anew after every sitting, so that nothing of one person is left for the next. It exits with 0 when "
        "it was closed, 1 when a journey did not hold, 2 when it could not run.",
    .arguments =
        (const struct argument[]){
            {.name = "--store",
             .value = "DIR",
             .help = "where everything is kept: cairn store new makes one",
             .needed = true},
            {.name = "--modules", .value = "DIR", .help = "packs, or folders where site.json says so", .needed = true},
            {.name = "--examples", .help = "programmes that are examples, too: modules/showcase"},
            {.name = "--offscreen", .value = "WxH", .help = "no window: draw in memory, such as 1280x800"},
            {.name = "--journey",
             .value = "FILE",
             .help = "play written acts in virtual time; with a demonstration store alone"},
            {.name = "--shots", .value = "DIR", .help = "keep a picture of every new screen there"},
            {.name = "--draws", .value = "DIR", .help = "keep there what a journey keeps: draw lists, records"},
            {.name = "--targets",
             .value = "FILE",
             .help = "tell there what can be pressed, after every frame; with a demonstration store alone"},
            {.name = "--language", .value = "TAG", .help = "begin in this language, such as cy"},
            {.name = "--theme",
             .value = "T",
             .help = "begin with these colours",
             .choices = "light dark contrast low-glare"},
            {.name = "--size", .value = "S", .help = "begin with this size of letters", .choices = "S M L XL"},
            {.name = "--assets", .value = "DIR", .help = "icons, words of the interface, sounds"},
            {.name = "--media", .value = "DIR", .help = "pictures and sounds made by the build"},
            {.name = "--fullscreen", .help = "fill the screen"},
            {.name = "--right-to-left", .help = "lay every language out from the right, to see that pages can turn"},
            {.name = "--reduced-motion", .help = "begin without movement"},
            {.name = "--headphones", .help = "sound goes to headphones alone: numbers of a PIN may be said"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn-kiosk --store /srv/cairn --modules modules --fullscreen", "a terminal"},
            {"cairn-kiosk --store demo --modules modules --examples --theme dark --size L",
             "tries everything out, with a store from cairn store new demo --demonstration"},
            {0},
        },
};
