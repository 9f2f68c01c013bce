/* 注音 (rules §6, CLREQ 3.3): pinyin over its Han at half the size. Where there are as many syllables as characters
   each stands over its own, else the whole over the word. The word is never divided; what is wider than its base makes
   the base wider, so that neighbours stay apart. */
#include <string.h>

#include "base/costs.h"
#include "shape/work.h"

enum {
  RUBY_SIZE = 460,  /* permille of the text's: with its accents it just fills the white between two lines at 1.5 */
  RUBY_APART = 250, /* permille of the ruby's size left between two */
  RUBY_OVER = 250,  /* permille of the text's size it may reach over a Han without ruby */
  RUBY_WORD = 4,    /* characters that are a word even if each has its own */
};

typedef struct {
  Arena *arena;
  Shaper *shaper;
  Shaped *shaped;
  Open open;
  DiagList *diags;
  const TextStyle *style; /* of the ruby */
  GArray *rubies;         /* ShapeRuby */
} Setter;

static const TextStyle *make_style(Arena *arena, const Shaped *shaped)
{
  TextStyle *style = arena_copy(arena, shaped->style, sizeof *style);
  style->size = style->size_max = (Mpt)((int64_t)shaped->size * RUBY_SIZE / 1000);
  style->tracking = style->tracking_max = 0;
  style->punctuation = PUNCT_BANJIAO;
  style->prefix = NULL;
  return style;
}

static Mpt width_of(const Shaped *text)
{
  Mpt width = 0;
  for (unsigned i = 0; i < text->n_clusters; i++)
    width += text->clusters[i].body;
  return width;
}

/* What the ruby may reach over on one side: a neighbour without one, if it is Han. */
static Mpt room_over(const Shaped *shaped, uint32_t neighbour)
{
  if (neighbour >= shaped->n_clusters || shaped->clusters[neighbour].cls != CLASS_HAN ||
      rich_faces_at(shaped->rich, shaped->clusters[neighbour].start) & RICH_RUBY)
    return 0;
  return (Mpt)((int64_t)shaped->size * RUBY_OVER / 1000);
}

/* [first, end) becomes wide enough for a ruby of WIDTH: half before its first character, half after its last. */
static void make_room(Setter *setter, uint32_t first, uint32_t end, Mpt width)
{
  Cluster *clusters = setter->open.clusters;
  Mpt base = 0;
  for (uint32_t i = first; i < end; i++)
    base += clusters[i].body;
  Mpt over = MIN(room_over(setter->shaped, first - 1), room_over(setter->shaped, end));
  Mpt more = width + setter->style->size * RUBY_APART / 1000 - base - 2 * over;
  if (more <= 0)
    return;
  for (unsigned i = 0; i < clusters[first].n_glyphs; i++) {
    ShapeGlyph *glyph = &setter->open.glyphs[clusters[first].glyph + i];
    if (setter->shaped->direction == DIRECTION_HORIZONTAL)
      glyph->dx += more / 2;
    else
      glyph->dy -= more / 2;
  }
  clusters[first].body += more / 2;
  clusters[end - 1].body += more - more / 2;
}

static void add_ruby(Setter *setter, uint32_t first, uint32_t end, const char *text, Place place)
{
  Shaped *ruby = shape_text(setter->arena, setter->shaper, rich_plain(setter->arena, text, place), setter->style, 0,
                            DIRECTION_HORIZONTAL, NULL, setter->diags);
  if (!ruby->n_clusters || first >= end)
    return;
  make_room(setter, first, end, width_of(ruby));
  ShapeRuby row = {first, end, ruby};
  g_array_append_val(setter->rubies, row);
}

/* A ruby over several characters stands whole over what it tells of, while there is another way; between characters
 * that have their own a word is divided rather than set wide. */
static void tie(const Setter *setter, uint32_t first, uint32_t end, bool each)
{
  const TextBreak held =
      each ? (TextBreak){COST_TEXT_IN_UNIT, RUNG_UNITS, false} : (TextBreak){BREAK_NEVER, RUNG_KEEP, false};
  for (uint32_t ch = setter->shaped->clusters[first].ch + 1; ch < setter->shaped->clusters[end - 1].ch_end; ch++)
    if (setter->open.breaks[ch].cost != BREAK_NEVER)
      setter->open.breaks[ch] = held;
}

static void set_span(Setter *setter, uint32_t first, uint32_t end, const char *ruby, Place place)
{
  char **parts = g_strsplit_set(ruby, " ", -1);
  GPtrArray *syllables = g_ptr_array_new();
  for (char **part = parts; *part; part++)
    if (**part)
      g_ptr_array_add(syllables, *part);
  bool each = syllables->len == end - first;
  for (uint32_t i = first; each && i < end; i++)
    add_ruby(setter, i, i + 1, arena_strdup(setter->arena, g_ptr_array_index(syllables, i - first)), place);
  if (!each)
    add_ruby(setter, first, end, ruby, place);
  if (!each || end - first <= RUBY_WORD)
    tie(setter, first, end, each);
  g_ptr_array_free(syllables, TRUE);
  g_strfreev(parts);
}

/* Clusters of the text from byte START to byte END. */
static uint32_t find_cluster(const Shaped *shaped, uint32_t from, uint32_t byte)
{
  while (from < shaped->n_clusters && shaped->clusters[from].start < byte)
    from++;
  return from;
}

void ruby_set(Arena *arena, Shaper *shaper, Shaped *shaped, Open open, DiagList *diags)
{
  Setter setter = {arena, shaper, shaped, open, diags, make_style(arena, shaped), NULL};
  setter.rubies = g_array_new(FALSE, TRUE, sizeof(ShapeRuby));
  const Rich *rich = shaped->rich;
  uint32_t at = 0;
  for (unsigned i = 0; i < rich->n_spans;) {
    const RichSpan *span = &rich->spans[i];
    unsigned next = i + 1; /* parts of one span that look different still have one ruby */
    while (next < rich->n_spans && span->ruby && rich->spans[next].ruby == span->ruby)
      next++;
    at = find_cluster(shaped, at, span->start);
    uint32_t end = find_cluster(shaped, at, rich->spans[next - 1].end);
    if (span->ruby && end > at)
      set_span(&setter, at, end, span->ruby, rich_place(rich, span->start));
    i = next;
  }
  shaped->n_rubies = setter.rubies->len;
  shaped->rubies = arena_copy(arena, setter.rubies->data, setter.rubies->len * sizeof(ShapeRuby));
  g_array_free(setter.rubies, TRUE);
}
