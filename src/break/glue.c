#include "break/glue.h"

#include <glib.h>

/* What glue sees in a cluster. SEEN_NONE: nothing stands there (absorbed spaces, joiners): the pair is formed across
 * it. */
typedef enum {
  SEEN_HAN,
  SEEN_OPEN,
  SEEN_CLOSE,
  SEEN_PAUSE,
  SEEN_END,
  SEEN_MIDDLE,
  SEEN_DOUBLE,
  SEEN_LATIN,
  SEEN_IDEO,    /* U+3000 */
  SEEN_WORD,    /* a word space */
  SEEN_JOINER,  /* as a double, but nothing is let in around it */
  SEEN_SOLIDUS, /* as a middle dot, likewise */
  SEEN_KINDS,
  SEEN_NONE = SEEN_KINDS,
} Seen;

static const uint8_t SEEN_OF[] = {
    [CLASS_HAN] = SEEN_HAN,       [CLASS_OPEN] = SEEN_OPEN,       [CLASS_CLOSE] = SEEN_CLOSE,
    [CLASS_PAUSE] = SEEN_PAUSE,   [CLASS_END] = SEEN_END,         [CLASS_MIDDLE] = SEEN_MIDDLE,
    [CLASS_JOINER] = SEEN_JOINER, [CLASS_SOLIDUS] = SEEN_SOLIDUS, [CLASS_DOUBLE] = SEEN_DOUBLE,
    [CLASS_NUMBER] = SEEN_LATIN,  [CLASS_LATIN] = SEEN_LATIN,     [CLASS_PREFIX] = SEEN_LATIN,
    [CLASS_SUFFIX] = SEEN_LATIN,  [CLASS_SPACE] = SEEN_WORD,      [CLASS_ABSORBED] = SEEN_NONE,
    [CLASS_NBSP] = SEEN_LATIN,    [CLASS_IDEOSPACE] = SEEN_IDEO,  [CLASS_ZERO] = SEEN_NONE,
    [CLASS_FORCED] = SEEN_NONE,
};

/* §3.2: whose empty half is left between A (row) and B (column). 0 none, A the one after A, B the one before B, G the
 * Han–Latin gap. */
enum { Z, A, B, G };
static const uint8_t PAIRS[SEEN_KINDS][SEEN_KINDS] = {
    /*                 H  O  C  P  E  M  D  N  I  W  J  S */
    [SEEN_HAN] = {Z, B, Z, Z, Z, Z, Z, G, Z, Z, Z, Z},    [SEEN_OPEN] = {Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},
    [SEEN_CLOSE] = {A, A, Z, Z, Z, Z, A, A, Z, A, A, Z},  [SEEN_PAUSE] = {A, A, Z, Z, Z, Z, A, A, Z, A, A, Z},
    [SEEN_END] = {A, A, Z, Z, Z, Z, A, A, Z, A, A, Z},    [SEEN_MIDDLE] = {Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},
    [SEEN_DOUBLE] = {Z, B, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z}, [SEEN_LATIN] = {G, B, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},
    [SEEN_IDEO] = {Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},   [SEEN_WORD] = {Z, B, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},
    [SEEN_JOINER] = {Z, B, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z}, [SEEN_SOLIDUS] = {Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z},
};

/* §3.1: the empty half, 1/1000 em of a half that is 500 wide: natural, least, most. Rows by style, columns O C P E. */
typedef struct {
  int16_t natural, least, most;
} Half;
typedef struct {
  Half half[4];
  bool tight; /* nothing between two marks */
} PunctRow;
#define ALL(n, least, most)                                                                                            \
  {                                                                                                                    \
    {n, least, most}, {n, least, most}, {n, least, most},                                                              \
    {                                                                                                                  \
      n, least, most                                                                                                   \
    }                                                                                                                  \
  }
static const PunctRow ROWS[] = {
    [PUNCT_UNSET] = {ALL(500, 0, 500), false},
    [PUNCT_QUANJIAO] = {ALL(500, 0, 500), false},
    [PUNCT_KAIMING] = {{{0, 0, 500}, {0, 0, 0}, {0, 0, 0}, {500, 500, 500}}, false},
    [PUNCT_BANJIAO] = {ALL(0, 0, 0), false},
    [PUNCT_HANGMOBANJIAO] = {ALL(500, 500, 500), false},
    [PUNCT_HEADLINE] = {ALL(250, 0, 250), true},
};

static const uint8_t GRADE_OF[SEEN_KINDS] = {
    [SEEN_OPEN] = GRADE_BRACKET, [SEEN_CLOSE] = GRADE_BRACKET, [SEEN_PAUSE] = GRADE_PAUSE, [SEEN_END] = GRADE_END};

static Mpt permille(Mpt length, int parts)
{
  return (Mpt)((int64_t)length * parts / 1000);
}

static bool is_mark(Seen seen)
{
  return seen >= SEEN_OPEN && seen <= SEEN_END;
}

static bool closes(Seen seen)
{
  return seen >= SEEN_CLOSE && seen <= SEEN_END;
}

/* A Latin letter or figure that stands upright in a vertical line, or several in one box, is a box like a Han
 * character. */
static Seen see_cluster(const Shaped *shaped, uint32_t i)
{
  const Cluster *cluster = &shaped->clusters[i];
  Seen seen = SEEN_OF[cluster->cls];
  if (seen == SEEN_LATIN && shaped->n_runs) {
    Stand stand = shaped->runs[cluster->run].stand;
    if (stand == STAND_COMBINED || (shaped->direction == DIRECTION_VERTICAL && stand == STAND_UPRIGHT))
      return SEEN_HAN;
  }
  if (seen == SEEN_NONE && cluster->body > 0 && cluster->cls != CLASS_FORCED)
    return SEEN_LATIN;
  return seen;
}

static void put_half(Space *space, const PunctRow *row, Seen owner, Mpt half)
{
  const Half *parts = &row->half[owner - SEEN_OPEN];
  space->natural = permille(half, parts->natural * 2);
  space->shrink = space->natural - permille(half, parts->least * 2);
  space->stretch = permille(half, parts->most * 2) - space->natural;
  space->grade = GRADE_OF[owner];
  space->mark = true;
}

static void put_auto(Space *space, const GlueStyle *style, Mpt em)
{
  space->natural = permille(em, style->gap);
  space->shrink = MAX(0, space->natural - permille(em, style->gap_min));
  space->stretch = MAX(0, permille(em, style->gap_max) - space->natural);
  space->grade = GRADE_AUTO;
}

/* §4.2: what takes no part of the rest. */
static bool lets_in(Seen a, Seen b)
{
  if (a == SEEN_OPEN || closes(b) || (a == SEEN_LATIN && b == SEEN_LATIN))
    return false;
  if (a == SEEN_JOINER || b == SEEN_JOINER || a == SEEN_SOLIDUS || b == SEEN_SOLIDUS)
    return false;
  return b != SEEN_WORD && b != SEEN_IDEO;
}

/* … and what takes only a part of what would make the others wide: beside a mark, on the side of its text. */
static bool ties(Seen a, Seen b)
{
  return (a == SEEN_OPEN && !is_mark(b)) || (closes(b) && !is_mark(a) && a != SEEN_WORD && a != SEEN_IDEO);
}

static Space join_pair(const Cluster *a, Seen sa, const Cluster *b, Seen sb, const GlueStyle *style)
{
  Space space = {.take = TAKE_AUTO, .gap = lets_in(sa, sb), .tied = ties(sa, sb)};
  const PunctRow *row = &ROWS[style->punctuation];
  unsigned rule = PAIRS[sa][sb];
  if (row->tight && is_mark(sa) && is_mark(sb))
    rule = Z;
  if (rule == A && a->trail > 0)
    put_half(&space, row, sa, a->trail);
  else if (rule == B && b->lead > 0)
    put_half(&space, row, SEEN_OPEN, b->lead);
  else if (rule == G)
    put_auto(&space, style, sa == SEEN_HAN ? a->em : b->em);
  if (sa == SEEN_WORD) {
    space.shrink += MAX(0, a->body - permille(a->em, COST_BREAK_SPACE_LEAST));
    space.stretch += MAX(0, permille(a->em, COST_BREAK_SPACE_MOST) - a->body);
    space.grade = GRADE_WORD;
    space.take = TAKE_WORD;
  }
  space.tracked = sa != SEEN_OPEN && !closes(sb); /* a mark stays with its text */
  if (space.tracked)
    space.natural += permille(a->em, style->tracking);
  return space;
}

static bool is_stacked(const Shaped *shaped, uint32_t i)
{
  const TextAnalysis *analysis = shaped->analysis;
  return analysis && shaped->clusters[i].ch < analysis->n && analysis->chars[shaped->clusters[i].ch].stacked;
}

static void fill_spaces(Glue *glue, const GlueStyle *style)
{
  const Cluster *clusters = glue->shaped->clusters, *before = NULL;
  Seen before_seen = SEEN_NONE;
  for (uint32_t i = 0; i < glue->n; i++) {
    Seen seen = see_cluster(glue->shaped, i);
    if (clusters[i].cls == CLASS_FORCED)
      before = NULL;
    if (seen == SEEN_NONE)
      continue;
    if (before && !is_stacked(glue->shaped, i))
      glue->spaces[i] = join_pair(before, before_seen, &clusters[i], seen, style);
    before = &clusters[i];
    before_seen = seen;
  }
}

static uint32_t count_cells(const Cluster *cluster)
{
  if (cluster->cls == CLASS_HAN)
    return 2;
  return SEEN_OF[cluster->cls] == SEEN_LATIN && cluster->cls != CLASS_NBSP ? 1 : 0;
}

static void add_sums(Glue *glue)
{
  for (uint32_t i = 0; i < glue->n; i++) {
    const Space *space = &glue->spaces[i];
    const Cluster *cluster = &glue->shaped->clusters[i];
    Sums *to = &glue->sums[i + 1];
    *to = glue->sums[i];
    to->width += cluster->body + space->natural;
    to->shrink[space->grade] += (uint32_t)space->shrink;
    to->stretch[space->take] += (uint32_t)space->stretch;
    to->gaps += space->gap;
    to->tied += space->tied;
    to->tracked += space->tracked;
    to->cells += count_cells(cluster);
  }
}

GlueStyle glue_style(const TextStyle *style)
{
  return (GlueStyle){style->punctuation, style->tracking, style->gap_min, style->gap, style->gap_max};
}

Glue glue_open(const Shaped *shaped, const GlueStyle *style)
{
  Glue glue = {.shaped = shaped, .n = shaped->n_clusters, .em = MAX(shaped->size, 1)};
  glue.spaces = g_new0(Space, glue.n + 1);
  glue.sums = g_new0(Sums, glue.n + 1);
  fill_spaces(&glue, style);
  add_sums(&glue);
  return glue;
}

void glue_close(Glue *glue)
{
  g_free(glue->spaces);
  g_free(glue->sums);
}

/* A cluster with ink never goes, not even a mark of width nothing. */
static bool vanishes(const Cluster *cluster)
{
  switch (cluster->cls) {
  case CLASS_SPACE:
  case CLASS_ABSORBED:
  case CLASS_IDEOSPACE:
  case CLASS_FORCED: return true;
  case CLASS_ZERO: return cluster->n_glyphs == 0;
  default: return false;
  }
}

uint32_t glue_skip_start(const Shaped *shaped, uint32_t from, uint32_t end)
{
  while (from < end && vanishes(&shaped->clusters[from]))
    from++;
  return from;
}

uint32_t glue_skip_end(const Shaped *shaped, uint32_t first, uint32_t end)
{
  while (end > first && vanishes(&shaped->clusters[end - 1]))
    end--;
  return end;
}

/* §2.4: one of them, never where two marks meet. */
Mpt glue_hang(const Glue *glue, uint32_t first, uint32_t end)
{
  if (end < first + 2)
    return 0;
  const Cluster *last = &glue->shaped->clusters[end - 1];
  if (last->cls != CLASS_PAUSE && last->cls != CLASS_END)
    return 0;
  Seen before = see_cluster(glue->shaped, end - 2);
  return is_mark(before) ? 0 : MIN(last->body, last->em / 2);
}

Mpt text_width(const Shaped *shaped, const TextStyle *style)
{
  GlueStyle look = glue_style(style);
  Glue glue = glue_open(shaped, &look);
  uint32_t first = glue_skip_start(shaped, 0, glue.n), end = glue_skip_end(shaped, first, glue.n);
  int64_t width = glue_line(&glue, first, end).width;
  glue_close(&glue);
  return (Mpt)CLAMP(width, 0, INT32_MAX);
}
