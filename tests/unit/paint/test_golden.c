/* Whole small issues down to the display list, compared with the dumps kept in tests/golden/<case>/expected.txt.
   TEKAN_RENEW_GOLDEN=1 writes them anew: look at the pages and at the difference before you commit it.
   A dump begins with the fonts it was made with. With these, every number must be the same; other versions of them may
   have letters and figures a little wider or narrower, and then everything must still stand where it stood to a tenth
   of a point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paint/issue.h"

enum { SLACK = 100 }; /* mpt, and permille of width: several times what Noto Serif CJK 2.001 and 2.003 differ by */

static void name_face(GHashTable *faces, const Face *face)
{
  g_hash_table_add(faces, g_strdup_printf("font %s %s\n", face->ps_name, face->version));
}

static int by_name(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The fonts in use and their versions, a line each, in order. */
static char *name_faces(const DisplayList *list)
{
  GHashTable *faces = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned i = 0; i < list->n_pages; i++)
    for (unsigned k = 0; k < list->pages[i].n_items; k++) {
      const DrawItem *item = &list->pages[i].items[k];
      for (unsigned r = 0; item->kind == DRAW_TEXT && r < item->text.n_runs; r++)
        name_face(faces, item->text.runs[r].look->face);
    }
  guint n;
  gpointer *names = g_hash_table_get_keys_as_array(faces, &n);
  qsort(names, n, sizeof *names, by_name);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append(out, names[i]);
  g_free(names);
  g_hash_table_destroy(faces);
  return g_string_free(out, FALSE);
}

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
  const DisplayList *list = paint_issue(arena, composition);
  char *faces = name_faces(list), *drawn = display_dump(list), *dump = g_strconcat(faces, drawn, NULL);
  g_free(faces);
  g_free(drawn);
  for (unsigned i = 0; i < diag_count(diags); i++)
    assert_true(diag_at(diags, i)->severity < DIAG_ERROR);
  composition_free(composition);
  diag_list_free(diags);
  font_set_free(fonts);
  arena_free(arena);
  return dump;
}

/* The same line but for numbers, which may be SLACK apart. What stands in quotation marks is text. */
static bool alike(const char *a, const char *b)
{
  bool text = false;
  while (*a && *b) {
    bool number = !text && (g_ascii_isdigit(*a) || *a == '-') && (g_ascii_isdigit(*b) || *b == '-');
    if (number) {
      char *a_end, *b_end;
      if (ABS(strtol(a, &a_end, 10) - strtol(b, &b_end, 10)) > SLACK)
        return false;
      if (a_end != a && b_end != b) {
        a = a_end;
        b = b_end;
        continue;
      }
    }
    text ^= *a == '"';
    if (*a++ != *b++)
      return false;
  }
  return *a == *b;
}

/* How many lines at the start name fonts. */
static unsigned count_fonts(char *const *lines)
{
  unsigned n = 0;
  while (lines[n] && g_str_has_prefix(lines[n], "font "))
    n++;
  return n;
}

/* Tells the first line that differs: a dump is too long to read in a failure. */
static void compare(const char *got, const char *wanted, const char *file)
{
  char **a = g_strsplit(got, "\n", -1), **b = g_strsplit(wanted, "\n", -1);
  unsigned i = count_fonts(a), k = count_fonts(b);
  assert_true(i > 0 && k > 0);
  bool same_fonts = i == k;
  for (unsigned n = 0; same_fonts && n < i; n++)
    same_fonts = !strcmp(a[n], b[n]);
  if (!same_fonts)
    print_message("# %s: other fonts here (%s…): compared to a tenth of a point\n", file, a[0]);
  while (a[i] && b[k] && (same_fonts ? !strcmp(a[i], b[k]) : alike(a[i], b[k]))) {
    i++;
    k++;
  }
  if (a[i] || b[k])
    fail_msg("%s:%u: now “%s”, was “%s”", file, k + 1, a[i] ? a[i] : "", b[k] ? b[k] : "");
  g_strfreev(a);
  g_strfreev(b);
}

/* What ALIKE lets pass, and what it does not. */
static void other_fonts_move_nothing_far(void **state)
{
  assert_true(alike("    \"全\" at 88988 201190", "    \"全\" at 89015 201190"));
  assert_true(alike("path m -20 5", "path m 10 5"));
  assert_false(alike("    \"全\" at 88988 201190", "    \"全\" at 89115 201190"));
  assert_false(alike("    \"全\" at 1 2", "    \"长\" at 1 2"));
  assert_false(alike("    \"1\" at 1 2", "    \"2\" at 1 2"));
  assert_false(alike("    ~\"1\" at 1 2", "    \"1\" at 1 2"));
  assert_false(alike("text one 1 2 3 4 \"a 5 b\"", "text one 1 2 3 4 \"a 6 b\""));
  assert_false(alike("text one 1 2", "text one 1 2 end"));
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(columns), cmocka_unit_test(upright), cmocka_unit_test(tiers),
                                     cmocka_unit_test(other_fonts_move_nothing_far)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
