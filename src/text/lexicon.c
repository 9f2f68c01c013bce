/* The dictionary of words, as tools/words made it of a packaged one: lines sorted by bytes, searched where they lie. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "host/host.h"
#include "text/work.h"

static const char HEADING[] = "#tekan words 1\n";

static gpointer map_lexicon(gpointer unused)
{
  GBytes *bytes = shipped_map("words.txt", (FileRule){.most = LIMIT_LEXICON_BYTES});
  gsize n = 0;
  const char *text = bytes ? g_bytes_get_data(bytes, &n) : NULL;
  if (n > sizeof HEADING && !memcmp(text, HEADING, sizeof HEADING - 1) && text[n - 1] == '\n')
    return bytes;
  if (bytes)
    g_bytes_unref(bytes);
  return NULL;
}

static GBytes *borrow_lexicon(void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, map_lexicon, NULL);
}

bool lexicon_is_there(void)
{
  return borrow_lexicon() != NULL;
}

/* Lines from AT to END: both are where one begins. */
typedef struct {
  const char *at, *end;
} Lines;

static const char *skip_line(const char *at, const char *end)
{
  const char *newline = memchr(at, '\n', (size_t)(end - at));
  return newline ? newline + 1 : end;
}

static bool line_begins_with(Lines lines, const char *prefix, size_t n)
{
  return (size_t)(lines.end - lines.at) > n && !memcmp(lines.at, prefix, n);
}

static const char *start_of_line(const char *at, const char *begin)
{
  while (at > begin && at[-1] != '\n')
    at--;
  return at;
}

static bool is_before(const char *line, const char *end, const char *prefix, size_t n)
{
  return memcmp(line, prefix, MIN(n, (size_t)(end - line))) < 0;
}

/* The first of LINES that is not before PREFIX. It is looked for from the first on in steps that double: what begins
   with a prefix lies close behind what begins with less of it. */
static const char *search_lines(Lines lines, const char *prefix, size_t n)
{
  for (ptrdiff_t step = 64; lines.end - lines.at > step; step *= 4) {
    const char *line = start_of_line(lines.at + step, lines.at);
    if (!is_before(line, lines.end, prefix, n)) {
      lines.end = line;
      break;
    }
    lines.at = line;
  }
  while (lines.at < lines.end) {
    const char *middle = start_of_line(lines.at + (lines.end - lines.at) / 2, lines.at);
    if (is_before(middle, lines.end, prefix, n))
      lines.at = skip_line(middle, lines.end);
    else
      lines.end = middle;
  }
  return lines.at;
}

static WordKind read_kind(const char *tag)
{
  static const struct {
    char tag[3];
    WordKind kind;
  } TAGS[] = {{"nr", WORD_PERSON},   {"ns", WORD_PLACE},      {"nt", WORD_BODY},       {"n", WORD_NOUN},
              {"j", WORD_NOUN},      {"l", WORD_SAYING},      {"i", WORD_SAYING},      {"s", WORD_NOUN},
              {"o", WORD_OFFICE},    {"t", WORD_TIME},        {"v", WORD_VERB},        {"a", WORD_ADJECTIVE},
              {"b", WORD_ADJECTIVE}, {"d", WORD_ADVERB},      {"m", WORD_NUMBER},      {"q", WORD_MEASURE},
              {"r", WORD_PRONOUN},   {"p", WORD_PREPOSITION}, {"c", WORD_CONJUNCTION}, {"u", WORD_PARTICLE},
              {"y", WORD_PARTICLE}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TAGS); i++)
    if (!strncmp(tag, TAGS[i].tag, strlen(TAGS[i].tag)))
      return TAGS[i].kind;
  return WORD_OTHER;
}

static bool read_entry(Lines lines, size_t n, LexiconWord *word)
{
  if (lines.at[n] != '\t')
    return false;
  char *tag = NULL;
  *word = (LexiconWord){.length = (uint32_t)n, .price = (int)strtol(lines.at + n, &tag, 10)};
  word->kind = *tag == '\t' ? read_kind(tag + 1) : WORD_OTHER;
  return true;
}

unsigned lexicon_match(const char *text, size_t length, LexiconWord found[LEXICON_LONGEST])
{
  GBytes *lexicon = borrow_lexicon();
  gsize size = 0;
  const char *begin = lexicon ? g_bytes_get_data(lexicon, &size) : NULL;
  Lines lines = {begin, begin ? begin + size : NULL};
  unsigned n = 0;
  size_t at = 0;
  for (unsigned i = 0; begin && i < LEXICON_LONGEST && at < length; i++) {
    walk_next(text, length, &at);
    lines.at = search_lines(lines, text, at);
    if (!line_begins_with(lines, text, at))
      break;
    n += read_entry(lines, at, &found[n]);
  }
  return n;
}
