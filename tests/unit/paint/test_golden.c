/* Whole small issues down to the display list, compared with the dumps kept in tests/golden/<case>/expected.txt.
   TEKAN_RENEW_GOLDEN=1 writes them anew: look at the pages and at the difference before you commit it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "paint/issue.h"

static char *dump_issue(const char *dir, int jobs)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  const char *const none[] = {NULL};
  const LoadOptions load = {.layout_dirs = none};
  FontSet *fonts = font_set_open("fonts/catalog.yaml", diags);
  Issue *issue = issue_load(arena, dir, &load, diags);
  assert_non_null(issue);
  StyleSheet *sheet = style_sheet_new(arena, issue->layout, fonts, diags);
  assert_non_null(sheet);
  const ComposeOptions options = {.jobs = jobs};
  Composition *composition = compose_issue(arena, issue, sheet, &options, diags);
  char *dump = display_dump(paint_issue(arena, composition));
  for (unsigned i = 0; i < diag_count(diags); i++)
    assert_true(diag_at(diags, i)->severity < DIAG_ERROR);
  composition_free(composition);
  diag_list_free(diags);
  font_set_free(fonts);
  arena_free(arena);
  return dump;
}

/* Tells the first line that differs: a dump is too long to read in a failure. */
static void compare(const char *got, const char *wanted, const char *file)
{
  char **a = g_strsplit(got, "\n", -1), **b = g_strsplit(wanted, "\n", -1);
  unsigned i = 0;
  while (a[i] && b[i] && !strcmp(a[i], b[i]))
    i++;
  if (a[i] || b[i])
    fail_msg("%s:%u: now “%s”, was “%s”", file, i + 1, a[i] ? a[i] : "", b[i] ? b[i] : "");
  g_strfreev(a);
  g_strfreev(b);
}

static void check_case(const char *name)
{
  char *dir = g_build_filename("tests", "golden", name, NULL), *file = g_build_filename(dir, "expected.txt", NULL),
       *wanted = NULL;
  char *dump = dump_issue(dir, 1);
  if (g_getenv("TEKAN_RENEW_GOLDEN"))
    assert_true(g_file_set_contents(file, dump, -1, NULL));
  assert_true(g_file_get_contents(file, &wanted, NULL, NULL));
  compare(dump, wanted, file);
  char *parallel = dump_issue(dir, 4);
  assert_string_equal(dump, parallel);
  g_free(parallel);
  g_free(wanted);
  g_free(dump);
  g_free(file);
  g_free(dir);
}

static void columns(void **state)
{
  check_case("columns");
}

static void upright(void **state)
{
  check_case("upright");
}

static void tiers(void **state)
{
  check_case("tiers");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(columns), cmocka_unit_test(upright), cmocka_unit_test(tiers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
