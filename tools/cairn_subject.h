#ifndef CAIRN_SUBJECT_H
#define CAIRN_SUBJECT_H
/* cairn_subject - `cairn people subject-access`: everything that is held about a person, for the person. */

int cairn_people_subject_access(int argc, char **argv); /* argv[0] is "subject-access" */

#endif
