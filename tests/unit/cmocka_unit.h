#ifndef CMOCKA_UNIT_H
#define CMOCKA_UNIT_H
/* cmocka with the headers it wants before it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
