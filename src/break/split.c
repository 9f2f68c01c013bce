#include "break/split.h"

#include <glib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "break/cost.h"

enum { HEAD_CLUSTERS = 100 }; /* more are no head: set line by line */

/* Characters that belong to what is before them, and to what is after. */
static const char CLINGS_BACK[] = "的了着过们地得者等吗吧呢";
static const char CLINGS_ON[] = "在把被和与及为对从向让将以于不";
/* What names end with, and where something is: alone after a word it is of it, though the dictionary parts them. */
static const char SUFFIXES[] = "馆站厂院校村县市局所园区路桥店城镇乡部委会社队员长者家们化性里上下中内外间条";

typedef struct {
  const Glue *glue;
  GHashTable *words;
  Breakpoints breakpoints;
  int64_t *prices; /* of ending a line at each breakpoint */
  int64_t even;    /* width each line would have */
  int64_t room;    /* a line no wider costs the head nothing of its size */
  unsigned n;
  bool vertical;
} Splitter;

/* What the dictionary takes apart and is one word all the same. */
static void join_compounds(const char *text, GHashTable *ends)
{
  static const char *const COMPOUNDS[] = {
#define COMPOUND(word) word,
#include "break/compounds.def"
#undef COMPOUND
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(COMPOUNDS); i++) {
    size_t length = strlen(COMPOUNDS[i]);
    for (const char *at = strstr(text, COMPOUNDS[i]); at; at = strstr(at + length, COMPOUNDS[i]))
      for (size_t inner = 1; inner < length; inner++)
        g_hash_table_remove(ends, GUINT_TO_POINTER((guint)(at - text + (ptrdiff_t)inner)));
  }
}

/* Han figures next to each other are one number: 五十四, 十五五. */
static void join_numerals(const char *text, GHashTable *ends)
{
  static const char FIGURES[] = "〇零一二三四五六七八九十百千万亿";
  bool before = false;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    bool figure = g_utf8_strchr(FIGURES, -1, g_utf8_get_char(at)) != NULL;
    if (figure && before)
      g_hash_table_remove(ends, GUINT_TO_POINTER((guint)(at - text)));
    before = figure;
  }
}

/* By ICU's dictionary. */
GHashTable *split_words(const Shaped *shaped)
{
  const char *text = shaped->rich->text;
  uint32_t length = shaped->rich->length;
  GHashTable *ends = g_hash_table_new(NULL, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UChar *wide = g_new(UChar, (gsize)length + 1);
  int32_t n = 0;
  u_strFromUTF8(wide, (int32_t)length + 1, &n, text, (int32_t)length, &status);
  UBreakIterator *words = U_SUCCESS(status) ? ubrk_open(UBRK_WORD, "zh", wide, n, &status) : NULL;
  uint32_t byte = 0;
  int32_t unit = 0;
  for (int32_t at = words && U_SUCCESS(status) ? ubrk_first(words) : UBRK_DONE; at != UBRK_DONE;
       at = ubrk_next(words)) {
    while (unit < at && byte < length) {
      gunichar c = g_utf8_get_char(text + byte);
      byte += (uint32_t)(g_utf8_next_char(text + byte) - (text + byte));
      unit += c > 0xFFFF ? 2 : 1;
    }
    g_hash_table_add(ends, GUINT_TO_POINTER(byte));
  }
  if (words)
    ubrk_close(words);
  g_free(wide);
  join_compounds(text, ends);
  join_numerals(text, ends);
  return ends;
}

static bool is_char_of(const char *set, const Shaped *shaped, uint32_t cluster)
{
  gunichar c = g_utf8_get_char(shaped->rich->text + shaped->clusters[cluster].start);
  return c && g_utf8_strchr(set, -1, c);
}

static bool begins_word(const Shaped *shaped, uint32_t cluster, GHashTable *words)
{
  uint32_t at = cluster < shaped->n_clusters ? shaped->clusters[cluster].start : shaped->rich->length;
  return g_hash_table_contains(words, GUINT_TO_POINTER(at));
}

/* A space that its writer put into the head. */
static bool is_space(const Breakpoint *breakpoint)
{
  return breakpoint->at && !breakpoint->final &&
         (breakpoint->end < breakpoint->at || breakpoint->start > breakpoint->at);
}

static int64_t price_of_sense(const Shaped *shaped, const Breakpoint *breakpoint, GHashTable *words)
{
  if (breakpoint->at == 0 || breakpoint->final || breakpoint->forced)
    return 0;
  unsigned before = shaped->clusters[breakpoint->at - 1].cls;
  if (is_space(breakpoint) || before == CLASS_PAUSE || before == CLASS_END)
    return 0;
  if (before == CLASS_CLOSE)
    return COST_BREAK_HEAD_CLOSER;
  int64_t price = COST_BREAK_HEAD_PLAIN;
  bool lone = begins_word(shaped, breakpoint->at + 1, words);
  if (!begins_word(shaped, breakpoint->at, words))
    price = COST_BREAK_HEAD_WORD;
  else if (lone && is_char_of(SUFFIXES, shaped, breakpoint->at))
    price += COST_BREAK_HEAD_CLINGS;
  else if (begins_word(shaped, breakpoint->at - 1, words))
    price += COST_BREAK_HEAD_AFTER_LONE;
  else if (lone)
    price += COST_BREAK_HEAD_BEFORE_LONE;
  if (is_char_of(CLINGS_BACK, shaped, breakpoint->at) || is_char_of(CLINGS_ON, shaped, breakpoint->at - 1))
    price += COST_BREAK_HEAD_CLINGS;
  return price;
}

int64_t split_sense(const Shaped *shaped, uint32_t at, GHashTable *words)
{
  return price_of_sense(shaped, &(Breakpoint){.at = at, .start = at, .end = at}, words);
}

/* So many breaks have been asked for by spaces that no other is wanted. */
static bool has_spaces(const Splitter *splitter)
{
  unsigned spaces = 0;
  for (uint32_t i = 0; i < splitter->breakpoints.n; i++)
    spaces += is_space(&splitter->breakpoints.at[i]);
  return spaces && spaces + 1 >= splitter->n;
}

static void price_breakpoints(Splitter *splitter)
{
  const Shaped *shaped = splitter->glue->shaped;
  int64_t elsewhere = has_spaces(splitter) ? COST_BREAK_HEAD_ELSEWHERE : 0;
  splitter->prices = g_new(int64_t, splitter->breakpoints.n);
  for (uint32_t i = 0; i < splitter->breakpoints.n; i++) {
    const Breakpoint *breakpoint = &splitter->breakpoints.at[i];
    splitter->prices[i] =
        breakpoint->cost * COST_BREAK_HEAD_BREAK / POINT + price_of_sense(shaped, breakpoint, splitter->words);
    splitter->prices[i] += splitter->prices[i] ? elsewhere : 0;
  }
}

HeadLine split_line(const Glue *glue, uint32_t first, uint32_t end, uint8_t rung)
{
  HeadLine line = {.first = first, .end = end, .rung = rung};
  Sums sums = glue_line(glue, first, end);
  line.width = sums.width;
  line.gaps = sums.tracked;
  return line;
}

/* 读产出：每百元里的七元多: what stands before a colon is a line of its own, however short, if the rest goes in. */
static bool ends_label(const Splitter *splitter, const Breakpoint *breakpoint)
{
  const Shaped *shaped = splitter->glue->shaped;
  return !splitter->vertical && breakpoint->at > 0 &&
         shaped->analysis->chars[shaped->clusters[breakpoint->at - 1].ch].code == MARK_COLON;
}

static int64_t price_line(const Splitter *splitter, uint32_t from, uint32_t to, bool last)
{
  const Breakpoint *a = &splitter->breakpoints.at[from], *b = &splitter->breakpoints.at[to];
  Sums sums = glue_line(splitter->glue, a->start, b->end);
  int64_t even = MAX(splitter->even, 1), off = (sums.width - even) * 1000 / even;
  int64_t uneven = MIN(ABS(off), 100000) * ABS(MIN(off, 100000)) / 1000, price = splitter->prices[to];
  bool label = splitter->n == 2 && sums.width <= splitter->room && ends_label(splitter, last ? a : b);
  price += label ? uneven / MAX(COST_BREAK_HEAD_LABEL, 1) : uneven;
  if (splitter->n == 1 || label)
    return price;
  if (splitter->vertical ? ABS(off) > COST_BREAK_HEAD_COLUMN
                         : off > COST_BREAK_HEAD_LONG || (last && off < -COST_BREAK_HEAD_STUMP))
    price += COST_BREAK_HEAD_UNEVEN;
  return price;
}

/* cheapest[k·breakpoints + i]: k + 1 lines that end at breakpoint i, the last of which begins at from[k·breakpoints +
 * i]. */
typedef struct {
  int64_t *cheapest;
  uint32_t *from, breakpoints;
} SplitTable;

static void reach(SplitTable *table, unsigned k, uint32_t a, uint32_t to, int64_t price)
{
  int64_t before = k ? table->cheapest[(k - 1) * table->breakpoints + a] : 0,
          *cell = &table->cheapest[k * table->breakpoints + to];
  if (before == INT64_MAX || before + price >= *cell)
    return;
  *cell = before + price;
  table->from[k * table->breakpoints + to] = a;
}

/* What a line costs is the same for the second as for the last but one: it is asked once. Only the last ends at the
   last breakpoint. */
static void fill_table(const Splitter *splitter, SplitTable *table)
{
  uint32_t m = splitter->breakpoints.n;
  unsigned n = splitter->n;
  for (size_t i = 0; i < (size_t)m * n; i++)
    table->cheapest[i] = INT64_MAX;
  for (uint32_t to = n > 1 ? 1 : m - 1; to + (n > 1) < m; to++)
    reach(table, 0, 0, to, price_line(splitter, 0, to, n == 1));
  for (uint32_t to = 2; n > 2 && to + 1 < m; to++)
    for (uint32_t a = 1; a < to; a++) {
      int64_t price = price_line(splitter, a, to, false);
      for (unsigned k = 1; k + 1 < n; k++)
        reach(table, k, a, to, price);
    }
  for (uint32_t a = 1; n > 1 && a + 1 < m; a++)
    reach(table, n - 1, a, m - 1, price_line(splitter, a, m - 1, true));
}

static bool trace_split(const Splitter *splitter, Split *split)
{
  uint32_t m = splitter->breakpoints.n, to = m - 1;
  SplitTable table = {g_new(int64_t, (gsize)m * splitter->n), g_new0(uint32_t, (gsize)m * splitter->n), m};
  fill_table(splitter, &table);
  split->cost = table.cheapest[(splitter->n - 1) * m + m - 1];
  split->n = splitter->n;
  split->divides = false;
  for (unsigned k = splitter->n; split->cost != INT64_MAX && k-- > 0;) {
    uint32_t a = table.from[k * m + to];
    const Breakpoint *breakpoint = &splitter->breakpoints.at[to];
    split->lines[k] = split_line(splitter->glue, splitter->breakpoints.at[a].start, breakpoint->end, breakpoint->rung);
    split->divides |= splitter->prices[to] >= COST_BREAK_HEAD_DIVIDES;
    to = a;
  }
  g_free(table.cheapest);
  g_free(table.from);
  return split->cost != INT64_MAX;
}

bool split_text(const Glue *glue, GHashTable *words, unsigned n, int64_t room, Split *split)
{
  if (glue->n > HEAD_CLUSTERS || !glue->n || n < 1 || n > SPLIT_LINES)
    return false;
  bool found = false;
  for (Rung rung = RUNG_NONE; !found && rung <= RUNG_KEEP; rung = rung == RUNG_NONE ? RUNG_KEEP : RUNG_OVERFULL) {
    Splitter splitter = {
        .glue = glue, .words = words, .n = n, .room = room, .breakpoints = breakpoints_open(glue, rung)};
    splitter.vertical = glue->shaped->direction == DIRECTION_VERTICAL;
    splitter.even =
        glue_line(glue, splitter.breakpoints.at[0].start, splitter.breakpoints.at[splitter.breakpoints.n - 1].end)
            .width /
        n;
    if (splitter.breakpoints.n > n) {
      price_breakpoints(&splitter);
      found = trace_split(&splitter, split);
      g_free(splitter.prices);
    }
    breakpoints_close(&splitter.breakpoints);
  }
  return found;
}
