/* A placed line → glyphs at their places, run by run, and the text to be read back. */
#include "paint/work.h"

#include <string.h>

typedef struct {
  Canvas *canvas;
  const Placed *placed;
  const Shaped *shaped;
  const Setting *setting;
  const Line *line;
  bool turned;         /* the whole line 90° clockwise: it runs down */
  uint32_t text_start; /* of the line's text in the paragraph's */
  GArray *runs;        /* DrawRun, glyphs counted */
  GArray *glyphs;      /* DrawGlyph of all runs */
} Painter;

static bool is_same_ink(const Ink *a, const Ink *b)
{
  return a->c == b->c && a->m == b->m && a->y == b->y && a->k == b->k && a->tint == b->tint &&
         a->overprint == b->overprint && !g_strcmp0(a->spot, b->spot) && !g_strcmp0(a->name, b->name);
}

static bool is_same_look(const DrawLook *a, const DrawLook *b)
{
  return a->face == b->face && a->size == b->size && a->x_scale == b->x_scale && a->turn == b->turn &&
         a->vertical == b->vertical && a->embolden == b->embolden && is_same_ink(&a->ink, &b->ink);
}

/* The page's own copy of LOOK, one of each. */
static const DrawLook *keep_look(Canvas *canvas, const DrawLook *look)
{
  for (unsigned i = canvas->looks->len; i-- > 0;) /* the last are the likeliest */
    if (is_same_look(canvas->looks->pdata[i], look))
      return canvas->looks->pdata[i];
  DrawLook *kept = arena_copy(canvas->arena, look, sizeof *look);
  g_ptr_array_add(canvas->looks, kept);
  return kept;
}

static void open_run(Painter *painter, const ShapeRun *run)
{
  DrawLook look = {
      .face = run->face, .size = run->size, .ink = run->style->ink, .x_scale = run->x_scale ? run->x_scale : 1000};
  bool vertical = painter->shaped->direction == DIRECTION_VERTICAL;
  look.turn = painter->turned || run->stand == STAND_TURNED || run->synthetic_turn ? 90 : 0;
  look.vertical = vertical && run->stand == STAND_UPRIGHT && !look.turn;
  DrawRun draw = {.look = keep_look(painter->canvas, &look)};
  g_array_append_val(painter->runs, draw);
}

/* Horizontal: pen along x on the baseline. Vertical: pen down the centre line; offsets of turned runs are turned with
 * them. */
static DrawGlyph place_glyph(const Painter *painter, const ShapeRun *run, const ShapeGlyph *glyph, Mpt pen, Mpt along)
{
  const Placed *placed = painter->placed;
  if (painter->shaped->direction == DIRECTION_HORIZONTAL && !painter->turned)
    return (DrawGlyph){glyph->gid, placed->x + pen + along + glyph->dx, placed->y - glyph->dy, 0, 0};
  if (run->stand == STAND_TURNED || painter->turned)
    return (DrawGlyph){glyph->gid, placed->x + glyph->dy, placed->y + pen + along + glyph->dx, 0, 0};
  if (run->stand == STAND_COMBINED)
    return (DrawGlyph){glyph->gid, placed->x + along + glyph->dx, placed->y + pen - glyph->dy, 0, 0};
  return (DrawGlyph){glyph->gid, placed->x + glyph->dx, placed->y + pen + along - glyph->dy, 0, 0};
}

static void add_glyph(Painter *painter, DrawGlyph glyph)
{
  g_array_append_val(painter->glyphs, glyph);
  g_array_index(painter->runs, DrawRun, painter->runs->len - 1).n++;
}

/* The end of the character at START of the paragraph's text. */
static uint32_t character_end(const Painter *painter, uint32_t start)
{
  const char *text = painter->shaped->rich->text;
  return (uint32_t)(g_utf8_next_char(text + start) - text);
}

/* A cluster of as many glyphs as characters (——, ……, ？！) gives each glyph its own; else the first stands for all of
 * it. */
static void add_cluster(Painter *painter, uint32_t index)
{
  const Cluster *cluster = &painter->shaped->clusters[index];
  const ShapeRun *run = &painter->shaped->runs[cluster->run];
  Mpt along = 0;
  bool apart = cluster->ch_end - cluster->ch == cluster->n_glyphs;
  uint32_t start = cluster->start;
  for (unsigned i = 0; i < cluster->n_glyphs; i++) {
    const ShapeGlyph *glyph = &painter->shaped->glyphs[cluster->glyph + i];
    DrawGlyph draw = place_glyph(painter, run, glyph, painter->setting->pen[index], along);
    uint32_t end = apart ? character_end(painter, start) : cluster->end;
    draw.start = start - painter->text_start;
    draw.end = end - painter->text_start;
    start = end;
    add_glyph(painter, draw);
    along += glyph->advance;
  }
}

static void add_hyphen(Painter *painter)
{
  const Cluster *last = &painter->shaped->clusters[painter->line->end - 1];
  const ShapeRun *run = &painter->shaped->runs[last->run];
  ShapeRun hyphen_run = *run;
  hyphen_run.face = painter->shaped->hyphen_face;
  if (hyphen_run.face != run->face)
    open_run(painter, &hyphen_run);
  ShapeGlyph glyph = {.gid = painter->shaped->hyphen_gid};
  DrawGlyph draw = place_glyph(painter, run, &glyph, painter->setting->pen[painter->line->end - 1] + last->body, 0);
  draw.start = draw.end = last->end - painter->text_start;
  add_glyph(painter, draw);
}

static void collect_glyphs(Painter *painter)
{
  int run = -1;
  for (uint32_t i = painter->line->first; i < painter->line->end; i++) {
    const Cluster *cluster = &painter->shaped->clusters[i];
    if (!cluster->n_glyphs)
      continue;
    if (cluster->run != run)
      open_run(painter, &painter->shaped->runs[cluster->run]);
    run = cluster->run;
    add_cluster(painter, i);
  }
  if (painter->line->hyphen && painter->shaped->hyphen_face && painter->runs->len)
    add_hyphen(painter);
}

static bool is_level(const DrawGlyph *glyphs, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (glyphs[i].y != glyphs[0].y || glyphs[i].gid > UINT16_MAX || glyphs[i].end > UINT16_MAX)
      return false;
  return true;
}

/* Gives the run its GLYPHS, in as little room as they need. */
static void keep_glyphs(Arena *arena, DrawRun *run, const DrawGlyph *glyphs)
{
  if (!is_level(glyphs, run->n)) {
    run->glyphs = arena_copy(arena, glyphs, run->n * sizeof *glyphs);
    return;
  }
  LevelGlyph *level = arena_take(arena, run->n * sizeof *level);
  for (unsigned i = 0; i < run->n; i++)
    level[i] = (LevelGlyph){glyphs[i].x, (uint16_t)glyphs[i].gid, (uint16_t)glyphs[i].start, (uint16_t)glyphs[i].end};
  run->level = level;
  run->y = glyphs[0].y;
}

static void paint_line(Canvas *canvas, const Placed *placed, bool turned)
{
  const Setting *setting = placed->setting;
  const Line *line = &setting->lines[placed->line];
  if (line->end <= line->first)
    return;
  const Cluster *clusters = setting->shaped->clusters;
  uint32_t start = clusters[line->first].start, end = clusters[line->end - 1].end;
  Painter painter = {canvas,
                     placed,
                     setting->shaped,
                     setting,
                     line,
                     turned,
                     start,
                     g_array_new(FALSE, TRUE, sizeof(DrawRun)),
                     g_array_new(FALSE, TRUE, sizeof(DrawGlyph))};
  collect_glyphs(&painter);
  for (unsigned i = 0, at = 0; i < painter.runs->len; i++) {
    DrawRun *run = &g_array_index(painter.runs, DrawRun, i);
    keep_glyphs(canvas->arena, run, &g_array_index(painter.glyphs, DrawGlyph, at));
    at += run->n;
  }
  DrawItem item = {.kind = DRAW_TEXT};
  item.text = (DrawText){.text = arena_strndup(canvas->arena, setting->shaped->rich->text + start, end - start),
                         .runs = arena_copy(canvas->arena, painter.runs->data, painter.runs->len * sizeof(DrawRun)),
                         .n_runs = painter.runs->len,
                         .ends_paragraph = line->last,
                         .furniture = placed->furniture,
                         .article = placed->article,
                         .box = placed->box};
  if (item.text.n_runs)
    g_array_append_val(canvas->items, item);
  g_array_free(painter.runs, TRUE);
  g_array_free(painter.glyphs, TRUE);
}

void paint_text(Canvas *canvas, const Placed *placed)
{
  paint_line(canvas, placed, false);
}

/* --- 注音 -------------------------------------------------------------------------------------- */

/* A ruby as a line of its own. */
static const Setting *set_ruby(Arena *arena, const Shaped *text)
{
  Line *line = ARENA_NEW(arena, Line);
  Setting *setting = ARENA_NEW(arena, Setting);
  Mpt *pen = ARENA_ARRAY(arena, Mpt, text->n_clusters + 1);
  for (uint32_t i = 0; i < text->n_clusters; i++)
    pen[i + 1] = pen[i] + text->clusters[i].body;
  *line = (Line){.end = text->n_clusters, .natural = pen[text->n_clusters], .last = true};
  *setting = (Setting){.shaped = text, .lines = line, .n_lines = 1, .pen = pen, .widths = &line->natural};
  return setting;
}

/* Descenders reach into the white of the base's box. */
static void paint_ruby(Canvas *canvas, const Placed *placed, const ShapeRuby *ruby)
{
  bool down = placed->setting->shaped->direction == DIRECTION_VERTICAL;
  Mpt size = ruby->text->size;
  Placed own = *placed;
  own.setting = set_ruby(canvas->arena, ruby->text);
  own.line = 0;
  own.grid = false;
  own.box = setting_ruby_box(placed->setting, placed->line, ruby);
  own.box.x += placed->x;
  own.box.y += placed->y;
  own.x = down ? own.box.x + han_descent(size) : own.box.x;
  own.y = down ? own.box.y : own.box.y + han_ascent(size);
  paint_line(canvas, &own, down);
}

void paint_rubies(Canvas *canvas, const Placed *placed)
{
  const Shaped *shaped = placed->setting->shaped;
  const Line *line = &placed->setting->lines[placed->line];
  for (unsigned i = 0; i < shaped->n_rubies; i++)
    if (shaped->rubies[i].first >= line->first && shaped->rubies[i].first < line->end)
      paint_ruby(canvas, placed, &shaped->rubies[i]);
}
