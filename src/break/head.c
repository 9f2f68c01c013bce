/* Heads (§5.6, §7). The rule for size and lines: of the ways to set a head in 1 … LINES_MAX lines each takes the
   largest size of the style's range at which its widest line goes in. First come ways that divide no word, number,
   title or quotation, then those that fill 70 % of the measure or more, then the larger size; a line more must bring a
   size larger by a tenth. */
#include "break/head_shapes.h"
#include "break/lines.h"
#include "break/split.h"

#include <glib.h>

typedef struct {
  Arena *arena;
  const TextStyle *style;
  GlueStyle look;
  Mpt measure;
  Mpt base; /* size the pieces are shaped at */
  Shaped **pieces;
  Glue *glues;
  HeadShape **kept;  /* of each piece */
  HeadShapes *known; /* or NULL */
  bool owns;         /* they are not known for the next time */
  unsigned n;
  int tracking_least, tracking_most;
} HeadSetter;

/* A way to set the head. */
typedef struct {
  HeadLine *lines;
  unsigned *piece; /* of each line */
  unsigned n, room;
  Mpt size;
  int64_t widest; /* at the base size */
  bool fits, divides;
} Plan;

static void add_line(const HeadSetter *setter, Plan *plan, unsigned piece, HeadLine line)
{
  if (plan->n == plan->room) {
    Plan old = *plan;
    plan->room = MAX(8, old.room * 2);
    plan->lines = ARENA_ARRAY(setter->arena, HeadLine, plan->room);
    plan->piece = ARENA_ARRAY(setter->arena, unsigned, plan->room);
    for (unsigned i = 0; i < old.n; i++) {
      plan->lines[i] = old.lines[i];
      plan->piece[i] = old.piece[i];
    }
  }
  plan->piece[plan->n] = piece;
  plan->lines[plan->n++] = line;
}

/* Width at the least tracking the style allows. */
static int64_t tightest(const HeadSetter *setter, const HeadLine *line)
{
  int64_t less = setter->look.tracking - setter->tracking_least;
  return line->width - less * line->gaps * setter->base / 1000;
}

static void size_plan(const HeadSetter *setter, Plan *plan)
{
  int64_t tight = 1;
  plan->widest = 1;
  for (unsigned i = 0; i < plan->n; i++) {
    plan->widest = MAX(plan->widest, plan->lines[i].width);
    tight = MAX(tight, tightest(setter, &plan->lines[i]));
  }
  int64_t size = (int64_t)setter->measure * setter->base / tight;
  Mpt least = setter->style->size, most = MAX(least, setter->style->size_max);
  plan->fits = size >= least;
  plan->size = size >= most
                   ? most
                   : (Mpt)(least + MAX(0, size - least) / MAX(COST_BREAK_HEAD_STEP, 1) * MAX(COST_BREAK_HEAD_STEP, 1));
}

/* A piece is a line, or several where breaks are forced in it. */
static void add_piece(const HeadSetter *setter, unsigned piece, Plan *plan)
{
  const Shaped *shaped = setter->pieces[piece];
  for (uint32_t from = 0, i = 0; i <= shaped->n_clusters; i++) {
    if (i < shaped->n_clusters && shaped->clusters[i].cls != CLASS_FORCED)
      continue;
    uint32_t first = glue_skip_start(shaped, from, i), end = glue_skip_end(shaped, first, i);
    if (first < end)
      add_line(setter, plan, piece, split_line(&setter->glues[piece], first, end, RUNG_NONE));
    from = i + 1;
  }
}

static Plan plan_pieces(const HeadSetter *setter)
{
  Plan plan = {0};
  for (unsigned i = 0; i < setter->n; i++)
    add_piece(setter, i, &plan);
  size_plan(setter, &plan);
  return plan;
}

/* The measure at SIZE, in the size the pieces are shaped at. */
static int64_t room_at(const HeadSetter *setter, Mpt size)
{
  return (int64_t)setter->measure * setter->base / MAX(size, 1);
}

static bool split_piece(const HeadSetter *setter, unsigned piece, unsigned n, Split *split)
{
  const TextStyle *style = setter->style;
  int64_t tighter = setter->look.tracking - setter->tracking_least; /* 1/1000 em a gap, of which each has about one */
  const SplitRoom room = {room_at(setter, MAX(style->size, style->size_max)),
                          room_at(setter, style->size) * (1000 + tighter) / 1000};
  return split_text(&setter->glues[piece], head_shapes_senses(setter->known, setter->kept[piece]), n, room, split);
}

static bool plan_split(const HeadSetter *setter, unsigned n, Plan *plan)
{
  Split split;
  if (!split_piece(setter, 0, n, &split))
    return false;
  *plan = (Plan){.divides = split.divides};
  for (unsigned i = 0; i < split.n; i++)
    add_line(setter, plan, 0, split.lines[i]);
  size_plan(setter, plan);
  return true;
}

static bool fills(const HeadSetter *setter, const Plan *plan)
{
  return plan->widest * plan->size / setter->base * 1000 >= (int64_t)setter->measure * COST_BREAK_HEAD_FILL;
}

/* B has more lines than A. */
static bool is_better(const HeadSetter *setter, const Plan *b, const Plan *a)
{
  if (b->fits != a->fits)
    return b->fits;
  if (b->divides != a->divides)
    return a->divides;
  if (fills(setter, a) != fills(setter, b))
    return fills(setter, b);
  return (int64_t)b->size * 100 >= (int64_t)a->size * COST_BREAK_HEAD_GAIN;
}

/* Nothing of more lines is better. */
static bool is_best(const HeadSetter *setter, const Plan *plan)
{
  return plan->fits && !plan->divides && fills(setter, plan) &&
         plan->size >= MAX(setter->style->size, setter->style->size_max);
}

/* --- where even the least size is too large ------------------------------------------------ */

static void add_first_fit(const HeadSetter *setter, unsigned piece, Plan *plan)
{
  Mpt measure = (Mpt)MIN((int64_t)setter->measure * setter->base / setter->style->size, INT32_MAX);
  Measures measures = {&measure, 1};
  Setting *setting = paragraph_first_fit(setter->arena, setter->pieces[piece], setter->style, &measures, 0);
  for (unsigned i = 0; i < setting->n_lines; i++) {
    const Line *line = &setting->lines[i];
    add_line(setter, plan, piece, split_line(&setter->glues[piece], line->first, line->end, line->rung));
  }
}

static bool lines_go_in(const HeadSetter *setter, const HeadLine *lines, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (tightest(setter, &lines[i]) * setter->style->size / setter->base > setter->measure)
      return false;
  return true;
}

static void add_anyhow(const HeadSetter *setter, unsigned piece, Plan *plan)
{
  Plan whole = {0};
  add_piece(setter, piece, &whole);
  if (lines_go_in(setter, whole.lines, whole.n)) {
    add_piece(setter, piece, plan);
    return;
  }
  Split split;
  for (unsigned n = 2; whole.n == 1 && n <= SPLIT_LINES; n++) {
    if (!split_piece(setter, piece, n, &split) || !lines_go_in(setter, split.lines, split.n))
      continue;
    for (unsigned i = 0; i < split.n; i++)
      add_line(setter, plan, piece, split.lines[i]);
    plan->divides |= split.divides;
    return;
  }
  add_first_fit(setter, piece, plan);
}

/* At the least size, in as many lines as it takes. */
static Plan plan_anyhow(const HeadSetter *setter)
{
  Plan plan = {0};
  for (unsigned i = 0; i < setter->n; i++)
    add_anyhow(setter, i, &plan);
  size_plan(setter, &plan);
  return plan;
}

static Plan choose_plan(const HeadSetter *setter, bool listed, unsigned lines_max)
{
  Plan best = plan_pieces(setter);
  bool may_split = !listed && setter->n == 1 && best.n == 1;
  for (unsigned n = 2; may_split && n <= MIN(lines_max, SPLIT_LINES) && !is_best(setter, &best); n++) {
    Plan plan;
    if (plan_split(setter, n, &plan) && is_better(setter, &plan, &best))
      best = plan;
  }
  return best.fits ? best : plan_anyhow(setter);
}

/* --- placing --------------------------------------------------------------------------------- */

/* Tracking that fills the measure with the widest line, if the style allows enough of it to be worth while. */
static int fit_tracking(const HeadSetter *setter, const Plan *plan)
{
  int64_t widest = 0, gaps = 1;
  for (unsigned i = 0; i < plan->n; i++) {
    int64_t width = plan->lines[i].width * plan->size / setter->base;
    if (width > widest) {
      widest = width;
      gaps = MAX(plan->lines[i].gaps, 1);
    }
  }
  int64_t more = (setter->measure - widest) * 1000 / (gaps * plan->size);
  if (setter->measure < widest) /* ⌊⌋ below zero */
    more = -((widest - setter->measure) * 1000 + gaps * plan->size - 1) / (gaps * plan->size) - 1;
  int64_t tracking = CLAMP(setter->look.tracking + more, setter->tracking_least, setter->tracking_most);
  int64_t filled = widest + (tracking - setter->look.tracking) * gaps * plan->size / 1000;
  if (tracking > setter->look.tracking && filled * 1000 < (int64_t)setter->measure * COST_BREAK_HEAD_TRACKED)
    return setter->look.tracking;
  return (int)tracking;
}

static Setting *place_head_line(const HeadSetter *setter, const Glue *glue, const HeadLine *head_line)
{
  Line *line = ARENA_NEW(setter->arena, Line);
  int64_t natural = glue_line(glue, head_line->first, head_line->end).width;
  *line = (Line){.first = head_line->first,
                 .end = head_line->end,
                 .measure = setter->measure,
                 .rung = head_line->rung,
                 .last = true};
  line->natural = (Mpt)MIN(natural, INT32_MAX);
  Setting *setting = ARENA_NEW(setter->arena, Setting);
  *setting = (Setting){.shaped = glue->shaped, .lines = line, .n_lines = 1, .rung = line->rung};
  lines_place(setter->arena, setting, glue, setter->style->align, false);
  return setting;
}

static Head *place_plan(const HeadSetter *setter, const Plan *plan, unsigned lines_max)
{
  Head *head = ARENA_NEW(setter->arena, Head);
  Setting **settings = ARENA_ARRAY(setter->arena, Setting *, plan->n);
  GlueStyle look = setter->look;
  look.tracking = fit_tracking(setter, plan);
  *head = (Head){.n_lines = plan->n, .lines = settings, .size = plan->size, .divides = plan->divides};
  const Shaped *shaped = NULL;
  Glue glue = {0};
  for (unsigned i = 0; i < plan->n; i++) {
    if (!shaped || plan->piece[i] != plan->piece[i - 1]) {
      glue_close(&glue);
      shaped = shape_resize(setter->arena, setter->pieces[plan->piece[i]], plan->size);
      glue = glue_open(shaped, &look);
    }
    settings[i] = place_head_line(setter, &glue, &plan->lines[i]);
    head->widest = MAX(head->widest, settings[i]->widths[0]);
  }
  glue_close(&glue);
  head->fill = (int)MIN((int64_t)head->widest * 1000 / MAX(setter->measure, 1), INT32_MAX);
  head->overfull = head->widest > setter->measure || plan->n > lines_max;
  return head;
}

/* Sizes scale with rounding: where a line comes out over by it, half a point less. */
static Head *place_within(const HeadSetter *setter, Plan *plan, unsigned lines_max)
{
  Head *head = place_plan(setter, plan, lines_max);
  while (head->widest > setter->measure && plan->size > setter->style->size) {
    plan->size = MAX(setter->style->size, plan->size - COST_BREAK_HEAD_STEP);
    head = place_plan(setter, plan, lines_max);
  }
  return head;
}

/* --- the call -------------------------------------------------------------------------------- */

static void set_limits(HeadSetter *setter, Direction direction)
{
  const TextStyle *style = setter->style;
  setter->look = glue_style(style);
  if (style->punctuation == PUNCT_UNSET)
    setter->look.punctuation = PUNCT_HEADLINE;
  setter->tracking_least = style->tracking;
  setter->tracking_most = MAX(style->tracking, style->tracking_max);
  if (direction == DIRECTION_VERTICAL && setter->tracking_most > style->tracking) {
    setter->tracking_least = MIN(style->tracking, -COST_BREAK_HEAD_TIGHTER);
    setter->tracking_most = MAX(setter->tracking_most, COST_BREAK_HEAD_WIDER);
  } else
    setter->tracking_most = MAX(style->tracking, MIN(setter->tracking_most, COST_BREAK_HEAD_ACROSS));
}

static void add_kept(HeadSetter *setter, HeadShape *kept)
{
  if (!kept->shaped || !kept->shaped->n_clusters) {
    if (setter->owns)
      head_shapes_drop(kept);
    return;
  }
  setter->kept[setter->n] = kept;
  setter->pieces[setter->n] = kept->shaped;
  setter->glues[setter->n++] = glue_open(kept->shaped, &setter->look);
}

static void close_setter(HeadSetter *setter)
{
  for (unsigned i = 0; i < setter->n; i++) {
    glue_close(&setter->glues[i]);
    if (setter->owns)
      head_shapes_drop(setter->kept[i]);
  }
}

/* NOLINTNEXTLINE(readability-function-size): a call with all that bears on a head */
Head *head_set(Arena *arena, Shaper *shaper, const Rich *const *lines, unsigned n_lines, bool listed,
               const TextStyle *style, Mpt measure, unsigned lines_max, Direction direction, const char *const *keep,
               HeadShapes *known, DiagList *diags)
{
  HeadSetter setter = {
      .arena = arena, .style = style, .measure = MAX(measure, 1), .base = MAX(style->size, style->size_max)};
  set_limits(&setter, direction);
  setter.pieces = ARENA_ARRAY(arena, Shaped *, MAX(n_lines, 1));
  setter.glues = ARENA_ARRAY(arena, Glue, MAX(n_lines, 1));
  setter.kept = ARENA_ARRAY(arena, HeadShape *, MAX(n_lines, 1));
  known = style->name ? known : NULL;
  setter.owns = !known;
  setter.known = known;
  for (unsigned i = 0; i < n_lines; i++) {
    const ShapeKey key = {lines[i], style->name, setter.base, direction};
    add_kept(&setter, head_shapes_ask(known, arena, shaper, &key, style, keep, diags));
  }
  Plan plan = {0};
  if (setter.n)
    plan = choose_plan(&setter, listed, MAX(lines_max, 1));
  Head *head = plan.n ? place_within(&setter, &plan, MAX(MAX(lines_max, 1), plan_pieces(&setter).n)) : NULL;
  close_setter(&setter);
  return head;
}
