/* Runs: full-width figures, ellipses (GB/T 15834 4.11), dashes (4.10), spaces between Han. */
#include "text/normal.h"

static unsigned run_end(const Draft *d, unsigned i)
{
  unsigned end = i + 1;
  while (end < d->n && d->now[end] == d->now[i] && !d->fixed[end])
    end++;
  return end;
}

static bool is_in_chinese(const Draft *d, unsigned from, unsigned end)
{
  Seen before = draft_before(d, from), after = draft_after(d, end - 1);
  return before == SEEN_WIDE || after == SEEN_WIDE || (before != SEEN_LETTER && after != SEEN_LETTER);
}

/* --- figures -------------------------------------------------------------------------- */

static bool is_wide_digit(const Draft *d, unsigned i)
{
  return i < d->n && d->codes[i] >= '0' + FULL_WIDTH && d->codes[i] <= '9' + FULL_WIDTH;
}

/* ２０２３年５月 → 2023年5月. Where all figures of a paragraph stand alone, they may be meant as boxes of one em: they
 * stay. */
static bool has_figures(const Draft *d)
{
  for (unsigned i = 1; i < d->n; i++)
    if (is_wide_digit(d, i) && is_wide_digit(d, i - 1))
      return true;
  return false;
}

static unsigned mend_figures(Draft *d, unsigned i)
{
  unsigned end = i;
  while (is_wide_digit(d, end) ||
         (end > i && end + 1 < d->n && d->codes[end] == MARK_POINT && is_wide_digit(d, end + 1)))
    end++;
  for (unsigned k = i; k < end; k++)
    draft_turn(d, k, d->codes[k] - FULL_WIDTH, EDIT_DIGIT);
  return end;
}

/* --- ellipses and dashes ---------------------------------------------------------------- */

/* Twelve dots stand for a paragraph left out; any other number is an ellipsis of six (GB/T 15834 4.11.3). */
static void mend_dots(Draft *d, unsigned i, unsigned end)
{
  uint32_t code = d->now[i];
  unsigned n = end - i, each = code == MARK_DOTS || code == MARK_DOTS_MIDDLE ? 3 : 1;
  bool good = each == 3 && (n == 2 || n == 4);
  if (good || (each == 1 && n < 3) || !is_in_chinese(d, i, end))
    return;
  draft_edit(d, i, end, n * each >= 12 ? "…………" : "……", EDIT_ELLIPSIS);
}

/* A dash alone joins places and times (北京—上海) and stays; beside a mark, a space or the paragraph's start it parts
 * clauses. */
static bool parts_clauses(const Draft *d, unsigned i)
{
  uint32_t before = draft_code(d, i - 1), after = draft_code(d, i + 1);
  if (i == 0)
    return draft_seen(after) == SEEN_WIDE;
  Kind left = kind_of(before), right = kind_of(after);
  bool at_mark = draft_is_full_mark(before) || left == KIND_QUOTE_CLOSE || before == ',' || before == '.' ||
                 before == '"' || before == '!' || before == '?';
  return at_mark || (left == KIND_SPACE && right == KIND_SPACE);
}

static void mend_dashes(Draft *d, unsigned i, unsigned end)
{
  unsigned n = end - i;
  bool dash = d->now[i] == MARK_DASH;
  if ((dash && (n == 2 || n >= 4)) || !is_in_chinese(d, i, end))
    return;
  if (n == 1 && !(dash && parts_clauses(d, i)))
    return;
  draft_edit(d, i, end, "——", EDIT_DASH);
}

void runs_mend(Draft *d)
{
  bool figures = has_figures(d);
  for (unsigned i = 0, end; i < d->n; i = end) {
    end = run_end(d, i);
    if (d->fixed[i])
      continue;
    switch (d->now[i]) {
    case '.':
    case MARK_STOP:
    case MARK_DOTS:
    case MARK_DOTS_MIDDLE: mend_dots(d, i, end); break;
    case '-':
    case MARK_MINUS_WIDE:
    case MARK_RULE:
    case MARK_DASH: mend_dashes(d, i, end); break;
    default:
      if (figures && is_wide_digit(d, i))
        end = mend_figures(d, i);
    }
  }
}

/* --- spaces ------------------------------------------------------------------------------ */

static bool is_space(uint32_t code)
{
  return code == ' ' || code == '\t' || code == MARK_NBSP;
}

static bool is_full(uint32_t code)
{
  Kind kind = kind_of(code);
  return draft_is_full_mark(code) || kind == KIND_HAN || kind == KIND_ITERATION || kind == KIND_DOTS ||
         kind == KIND_DASH || kind == KIND_NOTE;
}

/* A head, a byline or a credit has no sentence marks: its spaces part names or phrases and are meant. */
static bool has_sentence(const Draft *d)
{
  for (unsigned i = 0; i < d->n; i++)
    if (!walk_is_han(d->now[i]) && mark_has(d->now[i], TRAIT_SENTENCE))
      return true;
  return false;
}

/* Chinese on both sides, or a full-width mark on one. A quote counts with the text at its other side. */
static bool is_idle(const Draft *d, unsigned from, unsigned end)
{
  uint32_t before = draft_code(d, from - 1), after = draft_code(d, end);
  if (from == 0 || end == d->n || before == '\n' || after == '\n' || before == MARK_SPACE || after == MARK_SPACE)
    return false;
  if (draft_is_full_mark(before) || draft_is_full_mark(after))
    return true;
  bool left = is_full(before) || (kind_of(before) == KIND_QUOTE_CLOSE && draft_before(d, from) == SEEN_WIDE);
  bool right = is_full(after) || (kind_of(after) == KIND_QUOTE_OPEN && draft_after(d, end - 1) == SEEN_WIDE);
  return left && right;
}

void spaces_mend(Draft *d)
{
  if (!has_sentence(d))
    return;
  for (unsigned i = 0, end; i < d->n; i = MAX(end, i + 1)) {
    for (end = i; end < d->n && is_space(d->codes[end]); end++)
      ;
    if (end > i && is_idle(d, i, end) && !name_is_padded(d->now, d->n, i) && !name_in_dateline(d->now, d->n, i))
      draft_edit(d, i, end, "", EDIT_SPACE);
  }
}
