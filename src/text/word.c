/* Inside what is not Chinese: compounds, URLs, hyphenation by dictionary, scripts that ICU knows. */
#include <string.h>

#include <hyphen.h>

#include "text/work.h"

#define DICTIONARY "/usr/share/hyphen/hyph_en_US.dic"

enum { WORD_MAX = 64 }; /* letters a dictionary is asked about */

static bool is_letter(const Analysis *a, unsigned i)
{
  return i < a->n && a->chars[i].code < 0x80 && g_ascii_isalpha((char)a->chars[i].code);
}

/* --- URLs ------------------------------------------------------------------------------ */

static bool is_graphic(uint32_t code)
{
  return code > 0x20 && code < 0x7F;
}

static bool is_address(const char *text, size_t length)
{
  if (length >= 5 && g_ascii_strncasecmp(text, "www.", 4) == 0)
    return true;
  const char *at = memchr(text, '@', length);
  if (at && at > text && memchr(at, '.', length - (size_t)(at - text)))
    return true;
  return g_strstr_len(text, (gssize)length, "://") != NULL;
}

/* It has a scheme, starts with www. or holds an @ between a name and a domain. Marks around it belong to the sentence.
 */
bool word_find_address(const char *text, size_t length, size_t *from, size_t *end)
{
  for (*from = 0; *from < length && !g_ascii_isalnum(text[*from]); ++*from)
    ;
  for (*end = length; *end > *from && strchr(",.;:!?()[]{}<>'\"", text[*end - 1]); --*end)
    ;
  return *end - *from >= 5 && is_address(text + *from, *end - *from);
}

/* Walks the runs of ASCII: SEE is called for each, ADDRESS told. */
typedef void (*SeeRun)(Analysis *a, unsigned from, unsigned end, bool address);

static void walk_runs(Analysis *a, SeeRun see)
{
  for (unsigned i = 0, end; i < a->n; i = MAX(end, i + 1)) {
    size_t from = 0, stop = 0;
    for (end = i; end < a->n && is_graphic(a->chars[end].code); end++)
      ;
    if (end - i < 4)
      continue;
    bool address = word_find_address(a->text + a->chars[i].start, end - i, &from, &stop);
    if (address)
      see(a, i + (unsigned)from, i + (unsigned)stop, true);
    else
      see(a, i, end, false);
  }
}

static void mark_run(Analysis *a, unsigned from, unsigned end, bool address)
{
  if (address)
    memset(a->kinds + from, KIND_LETTER, end - from);
}

void word_mark(Analysis *a)
{
  walk_runs(a, mark_run);
}

static void open_address(Analysis *a, unsigned from, unsigned end)
{
  for (unsigned i = from + 1; i + 1 < end; i++) {
    char before = (char)a->chars[i - 1].code, here = (char)a->chars[i].code;
    bool after_mark = strchr("/?&=#@-_", before) && !strchr("/?&=#@", here);
    bool before_dot = here == '.' && g_ascii_isalnum(before);
    a->breaks[i] = after_mark || before_dot ? (TextBreak){COST_TEXT_ADDRESS, RUNG_NONE, false}
                                            : (TextBreak){BREAK_NEVER, RUNG_LATIN, false};
  }
}

/* --- compounds and hyphenation ----------------------------------------------------------- */

static gpointer load_dictionary(gpointer unused)
{
  return hnj_hyphen_load(DICTIONARY); /* NULL where it is not installed: words stay whole */
}

static HyphenDict *borrow_dictionary(void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_dictionary, NULL);
}

/* Hyphenated between letters, two at least on both sides: state-of-the-art, not T-shirt. */
static void open_compound(Analysis *a, unsigned i)
{
  uint32_t code = a->chars[i].code;
  bool hyphen = code == '-' || code == MARK_HYPHEN || code == MARK_EN_DASH || code == MARK_DASH;
  if (hyphen && i >= 2 && is_letter(a, i - 2) && is_letter(a, i - 1) && is_letter(a, i + 1) && is_letter(a, i + 2) &&
      a->chars[i].cls == CLASS_LATIN)
    a->breaks[i + 1] = (TextBreak){COST_TEXT_COMPOUND, RUNG_NONE, false};
}

/* The lower-case letters of the word; false where it is an abbreviation in capitals. */
static bool fold_word(const Analysis *a, unsigned from, unsigned end, char *word)
{
  bool small = false;
  for (unsigned i = from; i < end; i++) {
    char c = (char)a->chars[i].code;
    if (i > from && g_ascii_isupper(c))
      return false; /* GDP: as it is */
    small |= g_ascii_islower(c) != 0;
    word[i - from] = g_ascii_tolower(c);
  }
  word[end - from] = '\0';
  return small;
}

/* A place inside a word that only the ladder opens. */
static void open_on_ladder(Analysis *a, unsigned i, bool hyphen)
{
  if (a->breaks[i].cost == BREAK_NEVER && a->breaks[i].opens_at == RUNG_LATIN)
    a->breaks[i] = (TextBreak){BREAK_NEVER, RUNG_WORD, hyphen};
}

static void open_syllable(Analysis *a, unsigned i)
{
  if (a->rules->hyphenate)
    a->breaks[i] = (TextBreak){COST_TEXT_HYPHEN, RUNG_NONE, true};
  else
    open_on_ladder(a, i, true);
}

/* The dictionary is read for the first word long enough. */
static void hyphenate_word(Analysis *a, unsigned from, unsigned end)
{
  char word[WORD_MAX + 1], marks[WORD_MAX + 6], *hyphenated = NULL, **rep = NULL;
  int *pos = NULL, *cut = NULL;
  unsigned n = end - from;
  if (n < COST_TEXT_WORD_LEAST || n > WORD_MAX || !fold_word(a, from, end, word))
    return;
  HyphenDict *dictionary = borrow_dictionary();
  char room[2 * WORD_MAX + 8];
  hyphenated = room;
  if (!dictionary || hnj_hyphen_hyphenate2(dictionary, word, (int)n, marks, hyphenated, &rep, &pos, &cut) != 0)
    return;
  for (unsigned i = 1; i < n; i++) {
    bool plain = !rep || !rep[i - 1];
    if ((marks[i - 1] & 1) && plain)
      open_syllable(a, from + i);
  }
  for (unsigned i = 0; rep && i < n; i++)
    free(rep[i]);
  free(rep);
  free(pos);
  free(cut);
}

static bool is_case(const Analysis *a, unsigned i, bool upper)
{
  return is_letter(a, i) && (g_ascii_isupper((char)a->chars[i].code) != 0) == upper;
}

/* Open|Harmony, XML|Http: a capital behind a small letter, or the last of several before one. */
static bool is_hump(const Analysis *a, unsigned i)
{
  return is_case(a, i, true) && (is_case(a, i - 1, false) || (is_case(a, i - 1, true) && is_case(a, i + 1, false)));
}

/* FROM…END are letters: the parts between its humps are words. */
static void open_letters(Analysis *a, unsigned from, unsigned end)
{
  for (unsigned i = from, part = from; i <= end; i++) {
    if (i < end && (i == from || !is_hump(a, i)))
      continue;
    hyphenate_word(a, part, i);
    if (i < end)
      open_on_ladder(a, i, false);
    part = i;
  }
}

static bool is_word_char(const Analysis *a, unsigned i)
{
  return i < a->n && a->chars[i].code < 0x80 && g_ascii_isalnum((char)a->chars[i].code);
}

/* CRISPR-|Cas12, snake_|case, and/|or, Booking.|com, ops@|host: behind a sign between words of two characters or more;
   U.S. and 3.5 stay whole. */
static void open_sign(Analysis *a, unsigned i)
{
  uint32_t code = a->chars[i].code;
  bool between =
      i >= 2 && is_word_char(a, i - 2) && is_word_char(a, i - 1) && is_word_char(a, i + 1) && is_word_char(a, i + 2);
  bool words = code == '.' ? is_letter(a, i - 1) && is_letter(a, i + 1)
                           : code == '/' || code == '-' || code == '_' || code == '@';
  if (between && words && a->chars[i].cls == CLASS_LATIN)
    open_on_ladder(a, i + 1, false);
}

static void open_words(Analysis *a, unsigned from, unsigned end)
{
  for (unsigned i = from, stop; i < end; i = stop + 1) {
    for (stop = i; stop < end && is_letter(a, stop); stop++)
      ;
    if (stop > i)
      open_letters(a, i, stop);
    if (stop < end) {
      open_compound(a, stop);
      open_sign(a, stop);
    }
  }
}

/* --- other scripts --------------------------------------------------------------------- */

/* Between two letters of which one is in no table of ours, ICU's boundary is ours: Thai, Hebrew … */
static void open_scripts(Analysis *a)
{
  BoundarySet set = boundary_find(BOUNDARY_LINE_ZH, a->text, a->length);
  for (unsigned k = 1; k < a->n_solid; k++) {
    const TextChar *before = analysis_solid(a, k - 1), *here = analysis_solid(a, k);
    TextBreak *place = analysis_place(a, k);
    bool latin = before->cls == CLASS_LATIN && here->cls == CLASS_LATIN;
    if (latin && !(walk_is_simple(before->code) && walk_is_simple(here->code)) && place->opens_at == RUNG_LATIN &&
        boundary_at(&set, here->start))
      *place = (TextBreak){0, RUNG_NONE, false};
  }
  g_free(set.bits);
}

static void open_soft_hyphens(Analysis *a)
{
  for (unsigned i = 1; i + 1 < a->n; i++)
    if (a->kinds[i] == KIND_SOFT_HYPHEN && a->chars[i - 1].cls == CLASS_LATIN && a->chars[i + 1].cls == CLASS_LATIN &&
        a->breaks[i + 1].opens_at == RUNG_LATIN)
      a->breaks[i + 1] = (TextBreak){COST_TEXT_COMPOUND, RUNG_NONE, true};
}

static void open_run(Analysis *a, unsigned from, unsigned end, bool address)
{
  if (address)
    open_address(a, from, end);
  else
    open_words(a, from, end);
}

void word_assign(Analysis *a)
{
  walk_runs(a, open_run);
  for (unsigned i = 0; i < a->n; i++)
    if (a->kinds[i] == KIND_HYPHEN || a->kinds[i] == KIND_DASH)
      open_compound(a, i);
  if (a->simple)
    return;
  open_scripts(a);
  open_soft_hyphens(a);
}
