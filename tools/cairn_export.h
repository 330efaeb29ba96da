#ifndef CAIRN_EXPORT_H
#define CAIRN_EXPORT_H
/* cairn_export - `cairn records export`: completion records in the shapes that other systems read. */

int cairn_records_export(int argc, char **argv); /* argv[0] is "export" */

#endif
