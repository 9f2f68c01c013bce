/* tekan fonts: what sets each role, and what to install where nothing does. */
#include <stdio.h>
#include <string.h>

#include "cmd/call.h"
#include "cmd/tell.h"
#include "font/font.h"

static void print_cell(const char *text, unsigned width)
{
  char *padded = tell_padded(text ? text : "", width);
  fputs(padded, stdout);
  fputc(' ', stdout);
  g_free(padded);
}

static void print_row(const Call *call, const FontRow *row, const char *role)
{
  print_cell(role, 10);
  print_cell(row->family, 26);
  print_cell(row->style, 12);
  if (row->installed) {
    print_cell(row->file, 52);
    fputs(row->version ? row->version : "", stdout);
  } else
    printf(words_say(call->words, "missing: apt install %s"), row->package ? row->package : "?");
  putchar('\n');
}

static void print_gaps(const Call *call, const FontRow *row)
{
  if (!row->installed || row->latin || (!row->gb_level1_missing && !row->gb_level2_missing))
    return;
  printf(words_say(call->words, "           lacks %u of the common and %u of the less common characters of GB 2312"),
         row->gb_level1_missing, row->gb_level2_missing);
  putchar('\n');
}

/* Fallbacks and all: what an editor may write. */
static void print_coverage(const Call *call, const FontSet *fonts, const char *role)
{
  int index = font_role_lookup(fonts, role);
  if (index < 0)
    return;
  FontCoverage coverage = font_role_coverage(fonts, (unsigned)index);
  printf(words_say(call->words,
                   "           with fallbacks: GB 18030 level 1 lacks %u of %u, what level 2 adds %u of %u; "
                   "extensions B–H lack %u of %u"),
         coverage.level1_missing, coverage.level1, coverage.level2_missing, coverage.level2, coverage.beyond_missing,
         coverage.beyond);
  putchar('\n');
}

static void print_rows(const Call *call, const FontSet *fonts, Arena *arena)
{
  unsigned n;
  const FontRow *rows = font_set_rows(arena, fonts, call->verbose, &n);
  const char *role = NULL;
  for (unsigned i = 0; i < n; i++) {
    bool same = role && !strcmp(role, rows[i].role);
    role = rows[i].role;
    print_row(call, &rows[i], same ? "" : role);
    if (call->verbose)
      print_gaps(call, &rows[i]);
    if (i + 1 == n || strcmp(rows[i + 1].role, role) != 0)
      print_coverage(call, fonts, role);
  }
}

int fonts_run(const Call *call)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  FontSet *fonts = places_tell(call->places, diags) ? font_set_open(call->places->catalogue, diags) : NULL;
  if (fonts)
    print_rows(call, fonts, arena);
  int status = tell_problems(call, diags);
  font_set_free(fonts);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}
