/* Keep words: names and the like that the editor wants in one piece. Sorted by code points, the words are searched like
   a trie, so that thousands of them cost little. */
#include <string.h>

#include "base/limits.h"
#include "text/work.h"

typedef struct {
  uint32_t codes[LIMIT_KEEP_CHARACTERS];
  unsigned n;
} Word;

static bool read_word(const char *text, Word *word)
{
  size_t length = strlen(text);
  *word = (Word){.n = 0};
  for (size_t at = 0; at < length;) {
    if (word->n == LIMIT_KEEP_CHARACTERS)
      return false;
    word->codes[word->n++] = walk_next(text, length, &at);
  }
  return word->n >= 2;
}

static int compare_words(const void *left, const void *right)
{
  const Word *a = left, *b = right;
  for (unsigned i = 0; i < a->n && i < b->n; i++)
    if (a->codes[i] != b->codes[i])
      return a->codes[i] < b->codes[i] ? -1 : 1;
  return a->n < b->n ? -1 : a->n > b->n;
}

/* Code point DEPTH of a word, 0 behind its end, so that shorter words come first. */
static uint32_t code_at(const Word *word, unsigned depth)
{
  return depth < word->n ? word->codes[depth] : 0;
}

/* The first word of FROM…END whose code at DEPTH is not under CODE. */
static unsigned find_bound(const Word *words, unsigned from, unsigned end, unsigned depth, uint32_t code)
{
  while (from < end) {
    unsigned middle = from + (end - from) / 2;
    if (code_at(&words[middle], depth) < code)
      from = middle + 1;
    else
      end = middle;
  }
  return from;
}

/* The length of the longest word that starts at character I; 0: none. */
static unsigned match_longest(const Analysis *a, const Word *words, unsigned n_words, unsigned i)
{
  unsigned from = 0, end = n_words, longest = 0;
  for (unsigned depth = 0; depth < LIMIT_KEEP_CHARACTERS && i + depth < a->n; depth++) {
    uint32_t code = a->chars[i + depth].code;
    from = find_bound(words, from, end, depth, code);
    end = find_bound(words, from, end, depth, code + 1);
    if (from == end)
      break;
    if (words[from].n == depth + 1)
      longest = depth + 1;
  }
  return longest;
}

static void hold_words(Analysis *a, const Word *words, unsigned n_words)
{
  unsigned reach = 0; /* characters before it are held to their left neighbour */
  for (unsigned i = 0; i < a->n; i++) {
    unsigned end = i + match_longest(a, words, n_words, i);
    for (unsigned k = MAX(i + 1, reach); k < end; k++)
      analysis_hold(&a->breaks[k], BREAK_NEVER, RUNG_KEEP);
    reach = MAX(reach, end);
  }
}

void keep_assign(Analysis *a)
{
  if (!a->rules->keep)
    return;
  GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
  for (const char *const *keep = a->rules->keep; *keep; keep++) {
    Word word;
    if (read_word(*keep, &word))
      g_array_append_val(words, word);
  }
  g_array_sort(words, compare_words);
  if (words->len > 0)
    hold_words(a, (const Word *)(void *)words->data, words->len);
  g_array_free(words, TRUE);
}
