/* Keep words: names and the like that the editor wants in one piece. Sorted once, they are searched like a trie, byte
   by byte, so that thousands of them cost little and a paragraph without them nothing. */
#include <string.h>

#include "base/limits.h"
#include "text/work.h"

/* Two characters at least, or there is nothing to hold together. */
static bool holds_together(const char *word)
{
  long n = g_utf8_strlen(word, -1);
  return n >= 2 && n <= LIMIT_KEEP_CHARACTERS;
}

static int compare_words(const void *left, const void *right)
{
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *const *text_keep(Arena *arena, const char *const *words)
{
  unsigned n = 0, kept = 0;
  while (words && words[n])
    n++;
  const char **sorted = ARENA_ARRAY(arena, const char *, n + 1);
  for (unsigned i = 0; i < n; i++)
    if (holds_together(words[i]))
      sorted[kept++] = words[i];
  if (kept)
    qsort(sorted, kept, sizeof *sorted, compare_words);
  return sorted;
}

/* The first word of FROM … END whose byte at DEPTH is not under BYTE. */
static unsigned find_bound(const char *const *words, unsigned from, unsigned end, size_t depth, unsigned byte)
{
  while (from < end) {
    unsigned middle = from + (end - from) / 2;
    if ((unsigned char)words[middle][depth] < byte)
      from = middle + 1;
    else
      end = middle;
  }
  return from;
}

/* Bytes of the longest word that starts at byte AT; 0: none. */
static size_t match_longest(const Analysis *a, const char *const *words, unsigned n_words, size_t at)
{
  unsigned from = 0, end = n_words;
  size_t longest = 0;
  for (size_t depth = 0; at + depth < a->length; depth++) {
    unsigned byte = (unsigned char)a->text[at + depth];
    from = find_bound(words, from, end, depth, byte);
    end = find_bound(words, from, end, depth, byte + 1);
    if (from == end)
      break;
    if (!words[from][depth + 1])
      longest = depth + 1;
  }
  return longest;
}

static void hold_words(Analysis *a, const char *const *words, unsigned n_words)
{
  unsigned reach = 0; /* characters before it are held to their left neighbour */
  for (unsigned i = 0; i < a->n; i++) {
    size_t stop = a->chars[i].start + match_longest(a, words, n_words, a->chars[i].start);
    unsigned end = i;
    while (end < a->n && a->chars[end].start < stop)
      end++;
    for (unsigned k = MAX(i + 1, reach); k < end; k++)
      analysis_hold(&a->breaks[k], BREAK_NEVER, RUNG_KEEP);
    reach = MAX(reach, end);
  }
}

void keep_assign(Analysis *a)
{
  unsigned n = 0;
  while (a->rules->keep && a->rules->keep[n])
    n++;
  if (n > 0)
    hold_words(a, a->rules->keep, n);
}
