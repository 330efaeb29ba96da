#ifndef CAIRN_BUNDLE_H
#define CAIRN_BUNDLE_H
/*
 * cairn_bundle - `cairn bundle export|import|trust --store DIR ...`: one person, taken to another terminal in a file.
 */
int cairn_bundle(int argc, char **argv); /* argv[0] is "bundle" */

#endif
