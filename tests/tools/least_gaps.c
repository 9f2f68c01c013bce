/* Proves that no paragraph of an issue has a gap over BREAK_GAP_PLAIN (0.12 em) that some other choice of breaks would
   do without: least_gaps [--first-fit] ISSUE composes it and says of each paragraph with such a gap what it has and the
   least of any way (../unit/break/least_gap.h). With --first-fit the same paragraphs as first-fit sets them: a control,
   which must fail. Exits 1 where a way has no such gap and the page has one. */
#include <stdio.h>
#include <string.h>

#include "../unit/break/least_gap.h"
#include "compose/compose.h"

/* False where a way has no wide gap. There is none at all where a line is left short or a word divided anywhere. */
static bool prove(int page, const Setting *setting, int64_t widest)
{
  int64_t least = least_gap(setting);
  bool needless = least >= 0 && least <= COST_BREAK_GAP_PLAIN;
  printf("page %d: gaps of %.3f em, ", page, (double)widest / GAP_EM);
  if (least < 0)
    printf("there is no other way");
  else
    printf("the least is %.3f%s", (double)least / GAP_EM, needless ? ", needlessly" : "");
  printf(": %.45s\n", setting->shaped->rich->text);
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
