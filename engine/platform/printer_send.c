/* What becomes of finished pages: the site's command, the site's folder, or nothing. */
#include "printer_driver.h"

#include <stdio.h>

#define COMMAND_MS 60000
#define FOLDER_MS  120000 /* an old stick is slow */

static bool send_command(struct printer *p, int pdf)
{
    return child_start(&p->child, p->command->word, pdf, -1);
}

/* The helper waits for the disk, not the kiosk. */
static bool send_folder(struct printer *p, int pdf)
{
    char path[2 * PRINTER_TEXT];
    snprintf(path, sizeof path, "%s/%s.pdf", p->folder, p->name);
    const char *const argument[] = {p->helper, "--keep", path, NULL};
    return child_start(&p->child, argument, pdf, -1);
}

static bool send_nowhere(struct printer *p, int pdf)
{
    (void)p, (void)pdf;
    return true;
}

const struct printer_driver printer_command = {.makes = true, .most_ms = COMMAND_MS, .send = send_command};
const struct printer_driver printer_folder = {.makes = true, .most_ms = FOLDER_MS, .send = send_folder};
const struct printer_driver printer_null = {.send = send_nowhere};
