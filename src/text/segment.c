/* A text as words: of all ways to cut it, the likeliest by the frequencies of its words (unigrams). */
#include <string.h>

#include "text/work.h"

enum { UNKNOWN = 2000 }; /* a character in no word: dearer than any there is */

/* The cheapest way to what ends at a byte. */
typedef struct {
  int price; /* 0: none yet */
  uint32_t from;
  WordKind kind;
} Cut;

static bool is_figure(uint32_t code)
{
  return g_ascii_isdigit((char)(code < 0x80 ? code : 0));
}

/* A run of letters and figures, with what stands inside numbers. */
static bool is_foreign(uint32_t code, bool inside)
{
  return is_figure(code) || (!walk_is_han(code) && g_unichar_isalpha(code)) ||
         (inside && (code == '.' || code == ',' || code == '-')) || code == '%' || code == 0x2030;
}

static uint32_t end_foreign(const char *text, uint32_t length, uint32_t start, bool *number)
{
  uint32_t end = start;
  *number = true;
  for (size_t at = start; at < length;) {
    uint32_t code = walk_next(text, length, &at);
    if (!is_foreign(code, end > start))
      break;
    *number &= is_figure(code) || code < 0x40;
    end = (uint32_t)at;
  }
  return end;
}

static void offer(Cut *cuts, uint32_t from, uint32_t end, int price, WordKind kind)
{
  if (!cuts[end].price || cuts[from].price + price < cuts[end].price)
    cuts[end] = (Cut){cuts[from].price + price, from, kind};
}

/* Whatever stands at START, as one word. */
static void offer_character(Cut *cuts, const char *text, uint32_t length, uint32_t start)
{
  bool number = false;
  uint32_t end = end_foreign(text, length, start, &number);
  size_t at = start;
  uint32_t code = walk_next(text, length, &at);
  if (end > start)
    offer(cuts, start, end, 0, number ? WORD_NUMBER : WORD_FOREIGN);
  else
    offer(cuts, start, (uint32_t)at, UNKNOWN, walk_is_han(code) ? WORD_OTHER : WORD_MARK);
}

static void fill_cuts(Cut *cuts, const char *text, uint32_t length)
{
  LexiconWord found[LEXICON_LONGEST];
  cuts[0].price = 1;
  for (uint32_t at = 0; at < length; at++) {
    if (!cuts[at].price)
      continue;
    offer_character(cuts, text, length, at);
    unsigned n = lexicon_match(text + at, length - at, found);
    for (unsigned i = 0; i < n; i++)
      offer(cuts, at, at + found[i].length, found[i].price, found[i].kind);
  }
}

GArray *segment_words(const char *text, uint32_t length)
{
  Cut *cuts = g_new0(Cut, (gsize)length + 1);
  GArray *words = g_array_new(FALSE, FALSE, sizeof(TextWord));
  fill_cuts(cuts, text, length);
  for (uint32_t end = length; end > 0; end = cuts[end].from) {
    const TextWord word = {cuts[end].from, end, cuts[end].kind, false};
    g_array_prepend_val(words, word);
  }
  g_free(cuts);
  join_words(text, words);
  return words;
}
