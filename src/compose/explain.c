/* What an editor can be told of the lines of an article: how they came out, where the emergency ladder was used (§4.5),
   why one looks loose. */
#include "compose/explain.h"

#include "base/costs.h"

static const DiagCode CODE_OF_RUNG[] = {
    [RUNG_GAP] = DIAG_LINE_WIDE,         [RUNG_WIDE] = DIAG_LINE_WIDE,        [RUNG_DOTS] = DIAG_LINE_DOTS,
    [RUNG_UNITS] = DIAG_LINE_UNIT_SPLIT, [RUNG_WORD] = DIAG_LINE_WORD_PARTED, [RUNG_SHORT] = DIAG_LINE_SHORT,
    [RUNG_LOOSE] = DIAG_LINE_RULE_LOOSE, [RUNG_LATIN] = DIAG_LINE_WORD_SPLIT, [RUNG_HANG] = DIAG_LINE_HANGS,
    [RUNG_KEEP] = DIAG_LINE_KEEP_SPLIT,  [RUNG_OVERFULL] = DIAG_LINE_OVERFULL};

static void report_line(Work *work, const PlacedArticle *row, const Setting *setting, const Line *line, DiagCode code)
{
  const Shaped *shaped = setting->shaped;
  uint32_t start = shaped->clusters[line->first].start, end = shaped->clusters[line->end - 1].end;
  const char *text = shaped->rich->text + start;
  long n = g_utf8_strlen(text, end - start);
  char *shown = g_utf8_substring(text, 0, MIN(n, COST_TELL_LINE));
  Mpt told = code == DIAG_LINE_SHORT ? line->lacks : line->gap;
  int gap = (int)((int64_t)told * 1000 / MAX(shaped->size, 1));
  diag_add_at(work->diags, code, rich_place(shaped->rich, start), work->number, row->article->slug, gap / 1000,
              gap % 1000, shown);
  g_free(shown);
}

static void tally_line(PlacedArticle *row, const Setting *setting, const Line *line)
{
  row->squeezed += line->marks_squeezed > 0;
  row->rungs += line->rung > RUNG_NONE;
  if (line->last)
    return;
  Mpt gap = (Mpt)((int64_t)line->gap * 1000 / MAX(setting->shaped->size, 1));
  row->justified++;
  row->gap_sum += gap;
  row->gap_worst = MAX(row->gap_worst, gap);
}

/* 孤字: too few Han or figures' widths in the last line of several. */
static bool ends_in_runt(const Setting *setting)
{
  const Line *last = &setting->lines[setting->n_lines - 1];
  unsigned half = 0;
  for (uint32_t i = last->first; i < last->end; i++) {
    unsigned cls = setting->shaped->clusters[i].cls;
    half += cls == CLASS_HAN ? 2 : text_class_latin(cls);
  }
  return setting->n_lines > 1 && half < 2 * COST_BREAK_RUNT_CELLS;
}

static bool avoided_runt(Work *work, const Portion *portion, const Setting *setting)
{
  Mpt *widths = ARENA_ARRAY(work->arena, Mpt, setting->n_lines);
  for (unsigned i = 0; i < setting->n_lines; i++)
    widths[i] = setting->lines[i].measure;
  Measures measures = {widths, setting->n_lines};
  const Setting *plain = paragraph_first_fit(work->arena, setting->shaped, portion->style, &measures, portion->indent);
  return ends_in_runt(plain) && !ends_in_runt(setting);
}

void explain_lines(Work *work, PlacedArticle *row, const Portion *portion, const Setting *setting, unsigned n)
{
  for (unsigned i = 0; i < n; i++) {
    const Line *line = &setting->lines[i];
    if (line->end <= line->first)
      continue;
    tally_line(row, setting, line);
    if (line->rung > RUNG_NONE && line->rung <= RUNG_OVERFULL)
      report_line(work, row, setting, line, CODE_OF_RUNG[line->rung]);
    else if (work->explain && !line->last &&
             (int64_t)line->gap * 1000 > (int64_t)COST_TELL_LOOSE * setting->shaped->size)
      report_line(work, row, setting, line, DIAG_LINE_LOOSE);
  }
  if (work->explain && n == setting->n_lines)
    row->runts_avoided += avoided_runt(work, portion, setting);
}

void explain_article(Work *work, const PlacedArticle *row)
{
  int mean = row->justified ? (int)(row->gap_sum / (Mpt)row->justified) : 0;
  diag_add_at(work->diags, DIAG_LINES, row->article->place, work->number, row->article->slug, row->article->slug,
              row->lines, row->justified, mean / 1000, mean % 1000, (int)row->gap_worst / 1000,
              (int)row->gap_worst % 1000, row->squeezed, row->rungs, row->runts_avoided);
}
