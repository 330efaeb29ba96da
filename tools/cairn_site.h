#ifndef CAIRN_SITE_H
#define CAIRN_SITE_H
/*
 * cairn_site - `cairn site new|check|show ...`: what a site decides, in its site.json.
 */

int cairn_site(int argc, char **argv);

#endif
