/* Every code is found by its name and explained in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

static bool has_han(const char *text)
{
  for (; *text; text = g_utf8_next_char(text))
    if (g_unichar_iswide(g_utf8_get_char(text)))
      return true;
  return false;
}

static void every_code_is_explained(void **state)
{
  enum { LEAST = 10 };
  for (unsigned i = 0; i < DIAG_CODES; i++) {
    DiagCode code = (DiagCode)i, found;
    const char *name = diag_code_name(code), *en = diag_code_explanation(code, LANG_EN),
               *zh = diag_code_explanation(code, LANG_ZH);
    assert_true(diag_code_lookup(name, &found) && found == code);
    assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
    if (strlen(en) < LEAST || strlen(zh) < LEAST)
      fail_msg("%s: %s %s", name, en, zh);
    if (!has_han(zh) || !strcmp(en, zh))
      fail_msg("%s: %s", name, zh);
  }
}

static void what_is_no_code_is_not_found(void **state)
{
  DiagCode code;
  assert_false(diag_code_lookup("over-set", &code));
  assert_false(diag_code_lookup("", &code));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_code_is_explained),
                                     cmocka_unit_test(what_is_no_code_is_not_found)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
