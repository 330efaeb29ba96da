/* UUIDs of names, beside those that Python's uuid module makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "uuid.h"

static void test_vectors(void **state)
{
    (void)state;
    char out[UUID5_TEXT], longer[200];
    uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com", out); /* RFC 9562, A.4 */
    assert_string_equal(out, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "python.org", out);
    assert_string_equal(out, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    memset(longer, 'a', 199); /* more than a block, and padding into another */
    longer[199] = '\0';
    uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", longer, out);
    assert_string_equal(out, "9642e246-2275-5982-b999-faf53a9d8e56");
    longer[43] = '\0'; /* 16 and 43 bytes: the length goes into a block of its own */
    uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", longer, out);
    assert_string_equal(out, "0ab78239-f16f-5940-bc80-8abaa451b06c");
    uuid5("no uuid", "x", out);
    assert_string_equal(out, "998e696b-65ac-5157-85ce-421cd061df78");
}

static void test_is(void **state)
{
    (void)state;
    assert_true(uuid_is("2ed6657d-e942-568b-95e1-2665a8aea6a2"));
    assert_false(uuid_is("2ed6657d-e942-568b-95e1-2665a8aea6a"));
    assert_false(uuid_is("2ed6657d-e942-568b-95e1-2665a8aea6ag"));
    assert_false(uuid_is("2ed6657de942-568b-95e1-2665a8aea6a20"));
    assert_false(uuid_is(""));
    assert_false(uuid_is(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_vectors), cmocka_unit_test(test_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
