/* Half-width marks and brackets in Chinese text (GB/T 15834 4.1–4.9, 4.13). */
#include "text/normal.h"

enum { SIGHT = 48 };

/* --- brackets -------------------------------------------------------------------------- */

static bool holds_han(const Draft *d, unsigned from, unsigned end)
{
  return d->han[end] > d->han[from];
}

static bool is_wide_at(const Draft *d, unsigned i)
{
  return i < d->n && draft_seen(d->now[i]) == SEEN_WIDE;
}

/* A pair is Chinese by what it holds or by what stands at it; f(x) and 3(a) are not. */
static bool is_chinese_pair(const Draft *d, unsigned open, unsigned close)
{
  if (holds_han(d, open + 1, close))
    return true;
  bool tied = open > 0 && draft_is_alphanumeric(d, open - 1);
  Kind before = open > 0 ? kind_of(d->now[open - 1]) : KIND_FORCED;
  bool wide = draft_before(d, open) == SEEN_WIDE && before != KIND_LETTER;
  return !tied && (wide || is_wide_at(d, close + 1));
}

static void mend_pair(Draft *d, unsigned open, unsigned close)
{
  bool half_open = d->now[open] == '(', half_close = d->now[close] == ')';
  if (half_open && half_close && !is_chinese_pair(d, open, close))
    return;
  if (half_open)
    draft_turn(d, open, MARK_PAREN_OPEN, EDIT_MARK);
  if (half_close)
    draft_turn(d, close, MARK_PAREN_CLOSE, EDIT_MARK);
}

/* One without a partner turns where Chinese stands at its inner side; 1) and a) stay. */
static void mend_single(Draft *d, unsigned i)
{
  if (d->now[i] == '(' && is_wide_at(d, i + 1))
    draft_turn(d, i, MARK_PAREN_OPEN, EDIT_MARK);
  else if (d->now[i] == ')' && i > 0 && is_wide_at(d, i - 1))
    draft_turn(d, i, MARK_PAREN_CLOSE, EDIT_MARK);
}

void brackets_mend(Draft *d)
{
  GArray *open = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned i = 0; i < d->n; i++) {
    if (d->fixed[i])
      continue;
    if (d->now[i] == '(' || d->now[i] == MARK_PAREN_OPEN)
      g_array_append_val(open, i);
    if (d->now[i] != ')' && d->now[i] != MARK_PAREN_CLOSE)
      continue;
    if (open->len == 0) {
      mend_single(d, i);
      continue;
    }
    mend_pair(d, g_array_index(open, unsigned, open->len - 1), i);
    g_array_set_size(open, open->len - 1);
  }
  for (unsigned k = 0; k < open->len; k++)
    mend_single(d, g_array_index(open, unsigned, k));
  g_array_free(open, TRUE);
}

/* --- marks ----------------------------------------------------------------------------- */

/* Is I in a figure written with marks: 1,234,567 (groups of three), 3.14, 23:23? */
static bool is_in_number(const Draft *d, unsigned i)
{
  if (!draft_is_digit(d, i - 1) || !draft_is_digit(d, i + 1))
    return false;
  if (d->now[i] != ',')
    return d->now[i] == '.' || d->now[i] == ':';
  bool three = draft_is_digit(d, i + 2) && draft_is_digit(d, i + 3) && !draft_is_digit(d, i + 4);
  unsigned before = 1;
  while (before < 4 && draft_is_digit(d, i - 1 - before))
    before++;
  return three && before <= 3;
}

static bool is_word_part(const Draft *d, unsigned i)
{
  uint32_t code = draft_code(d, i);
  return draft_is_alphanumeric(d, i) || code == '%' || code == '.' || code == '-';
}

/* Does Han stand behind (before) the word or figure that follows (precedes) I? */
static bool is_han_beyond(const Draft *d, unsigned i, int step)
{
  unsigned k = i + (unsigned)step;
  for (int steps = 0; steps < SIGHT && is_word_part(d, k); steps++)
    k += (unsigned)step;
  return k < d->n && draft_seen(d->now[k]) == SEEN_WIDE;
}

static uint32_t full_width(uint32_t code)
{
  switch (code) {
  case ',':
  case ';':
  case ':':
  case '!':
  case '?': return code + FULL_WIDTH;
  default: return 0;
  }
}

/* Does the mark at I belong to Chinese text? Between letters it doesn't (A,B; Hello, world), in figures neither; where
   a figure is at stake, the clause beyond it decides (GDP:106亿). */
static bool is_chinese_mark(const Draft *d, unsigned i)
{
  if (is_in_number(d, i))
    return false;
  Seen before = draft_before(d, i), after = draft_after(d, i);
  if (before == SEEN_WIDE || after == SEEN_WIDE)
    return true;
  bool digits = draft_is_digit(d, i - 1) && draft_is_digit(d, i + 1);
  if ((before == SEEN_LETTER && after == SEEN_LETTER) || (i + 1 < d->n && d->now[i + 1] == ' '))
    return false;
  if (digits)
    return is_han_beyond(d, i, 1);
  return is_han_beyond(d, i, 1) || is_han_beyond(d, i, -1);
}

/* --- full stops -------------------------------------------------------------------------- */

static bool starts_list(const Draft *d, unsigned i)
{
  unsigned k = i;
  while (k > 0 && is_word_part(d, k - 1) && i - k < SIGHT)
    k--;
  if (k == 0)
    return true;
  uint32_t before = d->now[k - 1];
  return draft_seen(before) != SEEN_WIDE || draft_is_full_mark(before) || before == U'图' || before == U'表' ||
         before == U'例'; /* 图1. 表1. 例1. */
}

/* A full stop ends a Chinese clause: behind Han or a full-width mark, or behind a figure or word that follows Han,
   before Han or the end. 1.农业 numbers an item. */
static bool is_chinese_stop(const Draft *d, unsigned i)
{
  if (i == 0 || draft_is_alphanumeric(d, i + 1) || draft_code(d, i + 1) == '.' || draft_code(d, i - 1) == '.')
    return i > 0 && draft_seen(d->now[i - 1]) == SEEN_WIDE && draft_is_digit(d, i + 1) && !is_in_number(d, i);
  Seen after = draft_after(d, i);
  if (d->fixed[i - 1]) /* behind an address */
    return after == SEEN_NOTHING || after == SEEN_WIDE;
  if (draft_before(d, i) == SEEN_WIDE)
    return after == SEEN_WIDE || after == SEEN_NOTHING || after == SEEN_DIGIT || draft_seen(d->now[i - 1]) == SEEN_WIDE;
  bool figure = draft_seen(d->now[i - 1]) == SEEN_DIGIT;
  bool ends = after == SEEN_NOTHING || (figure && after == SEEN_WIDE);
  return ends && draft_is_alphanumeric(d, figure && d->now[i - 1] == '%' ? i - 2 : i - 1) && is_han_beyond(d, i, -1) &&
         (after == SEEN_NOTHING || !starts_list(d, i));
}

void marks_mend(Draft *d)
{
  for (unsigned i = 0; i < d->n; i++) {
    if (d->fixed[i])
      continue;
    uint32_t full = full_width(d->now[i]);
    if (full && is_chinese_mark(d, i))
      draft_turn(d, i, full, EDIT_MARK);
    else if (d->now[i] == '.' && is_chinese_stop(d, i))
      draft_turn(d, i, MARK_STOP, EDIT_MARK);
  }
}

/* ・ • ‧ ． between the parts of a name are · (GB/T 15834 4.14). */
void middles_mend(Draft *d)
{
  for (unsigned i = 1; i + 1 < d->n; i++) {
    if (!walk_is_han(d->codes[i]) && !d->fixed[i] && walk_is_han(d->now[i - 1]) && walk_is_han(d->now[i + 1]) &&
        mark_has(d->codes[i], TRAIT_FOR_MIDDLE))
      draft_turn(d, i, MARK_MIDDLE_DOT, EDIT_DOT);
  }
}
