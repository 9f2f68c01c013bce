/* Untailored, our breaks are UAX #14's: the whole of LineBreakTest.txt, but for the rows explained in
   uax14-exceptions.txt. The file is the Unicode data package's, the rules are ICU's; where they are of Unicode versions
   whose differences that file does not tell, 99 rows in 100 must agree, and that is said. GraphemeBreakTest.txt: no
   tailored break parts a cluster, and clusters are counted as there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <unicode/uchar.h>

#include "text/text.h"

#define LINE_BREAK_TEST "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define GRAPHEME_BREAK_TEST "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"
#define EXCEPTIONS "tests/unit/text/uax14-exceptions.txt"

typedef struct {
  GString *text;
  bool breaks[256]; /* before each character and at the end */
  unsigned n;
} Row;

static Row read_row(const char *line)
{
  Row row = {.text = g_string_new(NULL)};
  char **words = g_strsplit(line, " ", 0);
  for (unsigned i = 0; words[i]; i++) {
    bool opens = strcmp(words[i], "÷") == 0;
    if (opens || strcmp(words[i], "×") == 0) {
      assert_true(row.n < G_N_ELEMENTS(row.breaks));
      row.breaks[row.n++] = opens;
    } else if (*words[i]) {
      g_string_append_unichar(row.text, (gunichar)strtoul(words[i], NULL, 16));
    }
  }
  g_strfreev(words);
  return row;
}

/* The lines of a file, comments and blank ones left out. */
static GPtrArray *read_lines(const char *name)
{
  char *bytes = NULL;
  assert_true(g_file_get_contents(name, &bytes, NULL, NULL));
  GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);
  char **lines = g_strsplit(bytes, "\n", 0);
  for (unsigned i = 0; lines[i]; i++) {
    *strchrnul(lines[i], '#') = '\0';
    g_strstrip(lines[i]);
    if (*lines[i])
      g_ptr_array_add(rows, g_strdup(lines[i]));
  }
  g_strfreev(lines);
  g_free(bytes);
  return rows;
}

static bool agrees(const Row *row)
{
  Arena *arena = arena_new();
  TextRules rules = {.untailored = true};
  TextAnalysis *a = text_analyse(arena, row->text->str, row->text->len, &rules);
  bool same = a->n + 1 == row->n;
  for (unsigned i = 1; same && i <= a->n; i++)
    same = (a->breaks[i].cost == 0) == row->breaks[i];
  arena_free(arena);
  return same;
}

/* "15.1" of the first line of a file of the Unicode data, "# LineBreakTest-15.1.0.txt". */
static char *file_version(const char *name)
{
  char *bytes = NULL;
  unsigned major = 0, minor = 0;
  assert_true(g_file_get_contents(name, &bytes, NULL, NULL));
  const char *dash = strchr(bytes, '-');
  assert_true(dash && sscanf(dash, "-%u.%u.", &major, &minor) == 2);
  g_free(bytes);
  return g_strdup_printf("%u.%u", major, minor);
}

static char *icu_version(void)
{
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return g_strdup_printf("%u.%u", version[0], version[1]);
}

/* The rows of uax14-exceptions.txt for these versions: those before the first "@ ICU FILE" line and those behind the
   one that names them. False where they are not told: the versions differ, and no line names them. */
static bool read_exceptions(const char *icu, const char *file, GHashTable *rows)
{
  char *wanted = g_strdup_printf("@ %s %s", icu, file);
  bool told = strcmp(icu, file) == 0, mine = true;
  GPtrArray *lines = read_lines(EXCEPTIONS);
  for (unsigned i = 0; i < lines->len; i++) {
    const char *line = lines->pdata[i];
    if (*line == '@')
      told |= mine = strcmp(line, wanted) == 0;
    else if (mine)
      g_hash_table_add(rows, g_strdup(line));
  }
  g_ptr_array_free(lines, TRUE);
  g_free(wanted);
  return told;
}

static void test_line_breaks(void **state)
{
  GHashTable *expected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  char *icu = icu_version(), *file = file_version(LINE_BREAK_TEST);
  bool told = read_exceptions(icu, file, expected);
  if (!told)
    printf("ok - every row of UAX #14 # SKIP ICU here is of Unicode %s, the test file of %s\n", icu, file);
  GPtrArray *lines = read_lines(LINE_BREAK_TEST);
  assert_true(lines->len >= 7654);
  unsigned differ = 0;
  for (unsigned i = 0; i < lines->len; i++) {
    Row row = read_row(lines->pdata[i]);
    bool same = agrees(&row), listed = g_hash_table_contains(expected, lines->pdata[i]);
    if (told && same == listed)
      fail_msg("%s: %s", same ? "listed, but agrees" : "differs, but is not listed", (char *)lines->pdata[i]);
    differ += !same;
    g_string_free(row.text, TRUE);
  }
  if (told)
    assert_int_equal(differ, g_hash_table_size(expected));
  assert_true(differ * 100 < lines->len);
  g_hash_table_destroy(expected);
  g_ptr_array_free(lines, TRUE);
  g_free(file);
  g_free(icu);
}

static void test_clusters(void **state)
{
  Arena *arena = arena_new();
  GPtrArray *lines = read_lines(GRAPHEME_BREAK_TEST);
  TextRules rules = {.level = LEVEL_NONE};
  assert_true(lines->len > 500);
  for (unsigned i = 0; i < lines->len; i++) {
    Row row = read_row(lines->pdata[i]);
    TextAnalysis *a = text_analyse(arena, row.text->str, row.text->len, &rules);
    assert_int_equal(a->n + 1, row.n);
    for (unsigned k = 1; k < a->n; k++)
      if (!row.breaks[k] && (a->breaks[k].cost != BREAK_NEVER || a->breaks[k].opens_at != RUNG_NEVER))
        fail_msg("parted at %u: %s", k, (char *)lines->pdata[i]);
    g_string_free(row.text, TRUE);
  }
  g_ptr_array_free(lines, TRUE);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_line_breaks), cmocka_unit_test(test_clusters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
