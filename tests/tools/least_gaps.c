/* Proves that no paragraph of an issue has a gap over BREAK_GAP_PLAIN (0.12 em) that some other choice of breaks would
   do without.

   least_gaps ISSUE                composes it; a line a paragraph with such a gap: what it has, and the least of any
   way least_gaps --first-fit ISSUE    as first-fit sets the same paragraphs: a control, which must fail

   A way is a sequence of places where a line may end: …… at a line's start, a unit or a compound divided, a Latin word
   divided behind . / - _ @, at a hump or by the dictionary (RUNG_WORD) are open, whatever they cost; a last line alone,
   a hung mark, a line left short and what may not start or end one are not. All ways are weighed, by (place, lines so
   far). Exits 1 where a way has no such gap and the page has one. */
#include <stdio.h>
#include <string.h>

#include "break/cost.h"
#include "compose/compose.h"

typedef struct {
  const Setting *setting;
  Glue glue;
  Breakpoints breakpoints;
} Paragraph;

static Mpt measure_at(const Paragraph *paragraph, unsigned line)
{
  const Line *lines = paragraph->setting->lines;
  return lines[MIN(line, paragraph->setting->n_lines - 1)].measure - (line ? 0 : lines[0].indent);
}

static bool is_runt(const Breakpoint *a, const Breakpoint *b, unsigned line, const Sums *sums)
{
  return b->final && line > 0 && !a->forced && sums->cells < 2u * COST_BREAK_RUNT_CELLS;
}

/* What is left for the gaps when spaces have given or taken what they may; −1: it does not go in. */
static int64_t left_over(const Sums *sums, int64_t left, bool last)
{
  for (unsigned t = 0; left < 0 && t < GRADES; t++)
    left += MIN(-left, (int64_t)sums->shrink[t]);
  if (left < 0 || last)
    return MIN(left, 0);
  for (unsigned t = 0; t < TAKES; t++)
    left -= MIN(left, (int64_t)sums->stretch[t]);
  return left;
}

/* The gap, 1/10000 em, of the line A … B; −1: it is not one. */
static int64_t gap_of(const Paragraph *paragraph, const Breakpoint *a, const Breakpoint *b, unsigned line)
{
  const Glue *glue = &paragraph->glue;
  Sums sums = glue_line(glue, a->start, b->end);
  int64_t left = measure_at(paragraph, line) - sums.width - (b->hyphen ? glue->shaped->hyphen : 0);
  if (is_runt(a, b, line, &sums))
    return -1;
  left = left_over(&sums, left, b->forced || b->final);
  if (left <= 0 || !sums.gaps)
    return left ? -1 : 0;
  return glue_stretch(sums.gaps, sums.tied, left, (int64_t)glue->em * COST_BREAK_GAP_EASY / GAP_EM).gaps * GAP_EM /
         ((int64_t)sums.gaps * glue->em);
}

/* For each place and number of lines to it the least that the widest gap comes to; −1: no way leads there. */
typedef struct {
  int64_t *least;
  unsigned lines;
} Ways;

static int64_t *way(const Ways *ways, uint32_t place, unsigned lines)
{
  return &ways->least[place * ways->lines + lines];
}

static void reach(const Paragraph *paragraph, const Ways *ways, uint32_t from, uint32_t to)
{
  const Breakpoint *a = &paragraph->breakpoints.at[from], *b = &paragraph->breakpoints.at[to];
  for (unsigned line = 0; line + 1 < ways->lines; line++) {
    int64_t before = *way(ways, from, line), *here = way(ways, to, line + 1);
    int64_t gap = before < 0 ? -1 : gap_of(paragraph, a, b, line);
    if (gap >= 0 && (*here < 0 || MAX(gap, before) < *here))
      *here = MAX(gap, before);
  }
}

static int64_t least_gap(const Paragraph *paragraph)
{
  uint32_t n = paragraph->breakpoints.n;
  Ways ways = {.lines = paragraph->setting->n_lines * 2 + 4};
  ways.least = g_new(int64_t, (gsize)n * ways.lines);
  memset(ways.least, 0xff, (gsize)n * ways.lines * sizeof *ways.least);
  *way(&ways, 0, 0) = 0;
  for (uint32_t to = 1, lo = 0; to < n; to++) {
    for (uint32_t from = lo; from < to; from++)
      reach(paragraph, &ways, from, to);
    lo = paragraph->breakpoints.at[to].forced ? to : lo;
  }
  int64_t found = -1;
  for (unsigned lines = 0; lines < ways.lines; lines++) {
    int64_t end = *way(&ways, n - 1, lines);
    found = end >= 0 && (found < 0 || end < found) ? end : found;
  }
  g_free(ways.least);
  return found;
}

static int64_t widest_gap(const Setting *setting)
{
  int64_t widest = 0;
  for (unsigned i = 0; i < setting->n_lines; i++)
    widest = MAX(widest, (int64_t)setting->lines[i].gap * GAP_EM / MAX(setting->shaped->size, 1));
  return widest;
}

/* False where a way has no wide gap. */
static bool prove(int page, const Setting *setting, int64_t widest)
{
  GlueStyle look = glue_style(setting->shaped->style);
  Paragraph paragraph = {.setting = setting, .glue = glue_open(setting->shaped, &look)};
  paragraph.breakpoints = breakpoints_open(&paragraph.glue, RUNG_WORD);
  int64_t least = least_gap(&paragraph);
  breakpoints_close(&paragraph.breakpoints);
  glue_close(&paragraph.glue);
  bool needless = least >= 0 && least <= COST_BREAK_GAP_PLAIN;
  printf("page %d: gaps of %.3f em, the least is %.3f%s: %.45s\n", page, (double)widest / GAP_EM,
         (double)least / GAP_EM, needless ? ", needlessly" : "", setting->shaped->rich->text);
  return !needless;
}

typedef struct {
  Arena *arena;
  bool first_fit;
  unsigned paragraphs, wide, needless;
} Tally;

static const Setting *set_by_first_fit(Tally *tally, const Setting *setting)
{
  Mpt *widths = ARENA_ARRAY(tally->arena, Mpt, setting->n_lines);
  for (unsigned i = 0; i < setting->n_lines; i++)
    widths[i] = setting->lines[i].measure;
  return paragraph_first_fit(tally->arena, setting->shaped, setting->shaped->style,
                             &(Measures){widths, setting->n_lines}, setting->lines[0].indent);
}

static void tally_paragraph(Tally *tally, int page, const Setting *placed)
{
  const Setting *setting = tally->first_fit ? set_by_first_fit(tally, placed) : placed;
  int64_t widest = widest_gap(setting);
  tally->paragraphs++;
  if (widest <= COST_BREAK_GAP_PLAIN)
    return;
  tally->wide++;
  tally->needless += !prove(page, setting, widest);
}

static bool prove_all(Tally *tally, const Composition *composition)
{
  for (unsigned p = 0; p < composition->n_pages; p++)
    for (unsigned i = 0; i < composition->pages[p].n_items; i++) {
      const Placed *item = &composition->pages[p].items[i];
      if (item->kind == PLACED_LINE && item->grid && !item->line)
        tally_paragraph(tally, composition->pages[p].number, item->setting);
    }
  printf("%u paragraphs, %u with a gap over 0.12 em, %u of them needlessly\n", tally->paragraphs, tally->wide,
         tally->needless);
  return tally->paragraphs && !tally->needless;
}

int main(int argc, char **argv)
{
  static const char *const DIRS[] = {"layouts", NULL};
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *fonts = font_set_open("fonts/catalog.yaml", diags);
  Tally tally = {.arena = arena, .first_fit = argc == 3 && !strcmp(argv[1], "--first-fit")};
  const char *dir = argc == 2 || tally.first_fit ? argv[argc - 1] : NULL;
  const Issue *issue = dir ? issue_load(arena, dir, &(LoadOptions){.layout_dirs = DIRS}, diags) : NULL;
  StyleSheet *sheet = issue && fonts ? style_sheet_new(arena, issue->layout, fonts, diags) : NULL;
  if (!sheet) {
    fprintf(stderr, "usage: least_gaps [--first-fit] ISSUE\n");
    return 2;
  }
  Composition *composition = compose_issue(arena, issue, sheet, &(ComposeOptions){.jobs = 1}, diags);
  bool proved = prove_all(&tally, composition);
  composition_free(composition);
  font_set_free(fonts);
  diag_list_free(diags);
  arena_free(arena);
  return !proved;
}
