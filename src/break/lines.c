#include "break/lines.h"

#include <glib.h>

/* How a line's difference is shared out: so much from each grade, so much to each, and the rest to all gaps alike. */
typedef struct {
  int64_t total[GRADES], part[GRADES];
  int64_t stretch_total[TAKES], stretch_part[TAKES];
  int64_t gaps, rest, tied, tied_rest;
  int64_t hung, over; /* over: what nothing could take */
} Share;

static Share share_over(const Sums *sums, int64_t over, Mpt hangs, bool hang_first)
{
  Share share = {0};
  int64_t all = 0;
  for (unsigned t = 0; t < GRADES; t++)
    all += sums->shrink[t];
  if (hang_first || over > all)
    share.hung = MIN(over, hangs);
  over -= share.hung;
  for (unsigned t = 0; t < GRADES; t++) {
    share.total[t] = sums->shrink[t];
    share.part[t] = MIN(over, share.total[t]);
    over -= share.part[t];
  }
  share.over = over;
  return share;
}

static Share share_under(const Sums *sums, int64_t under, int64_t easy)
{
  Share share = {.gaps = sums->gaps, .tied = sums->tied};
  for (unsigned t = 0; t < TAKES; t++) {
    share.stretch_total[t] = sums->stretch[t];
    share.stretch_part[t] = MIN(under, share.stretch_total[t]);
    under -= share.stretch_part[t];
  }
  if (share.gaps) {
    Stretch stretch = glue_stretch(sums->gaps, sums->tied, under, easy);
    share.rest = stretch.gaps;
    share.tied_rest = stretch.tied;
  }
  return share;
}

typedef struct {
  bool justify, hang;
} Manner;

static Share share_line(const Glue *glue, const Line *line, Manner manner)
{
  Sums sums = glue_line(glue, line->first, line->end);
  int64_t d = (int64_t)line->measure - line->indent - line->natural;
  if (d < 0) {
    bool may_hang = manner.hang || line->rung >= RUNG_HANG;
    return share_over(&sums, -d, may_hang ? glue_hang(glue, line->first, line->end) : 0, manner.hang);
  }
  if (d == line->lacks || line->last || !manner.justify)
    return (Share){0};
  return share_under(&sums, d - line->lacks, (int64_t)glue->em * COST_BREAK_GAP_EASY / GAP_EM);
}

/* The part of TOTAL that falls to the first SO_FAR of it: parts add up exactly, and are the same on every machine. */
static int64_t portion(int64_t part, int64_t so_far, int64_t total)
{
  return total ? part * so_far / total : 0;
}

/* Walks along a line handing out its share space by space. */
typedef struct {
  const Share *share;
  int64_t shrunk[GRADES], stretched[TAKES], gaps, tied;
} Walk;

/* The part of REST that falls to the next of N alike. */
static int64_t next_part(int64_t rest, int64_t n, int64_t *index)
{
  return rest / n + ((*index)++ < rest % n);
}

static Mpt adjust_space(Walk *walk, const Space *space, Mpt *squeezed)
{
  const Share *share = walk->share;
  int64_t *shrunk = &walk->shrunk[space->grade], *stretched = &walk->stretched[space->take];
  int64_t part = share->part[space->grade], total = share->total[space->grade];
  int64_t less = portion(part, *shrunk + space->shrink, total) - portion(part, *shrunk, total);
  int64_t more_part = share->stretch_part[space->take], more_total = share->stretch_total[space->take];
  int64_t more =
      portion(more_part, *stretched + space->stretch, more_total) - portion(more_part, *stretched, more_total);
  *shrunk += space->shrink;
  *stretched += space->stretch;
  if (space->gap && share->gaps)
    more += next_part(share->rest, share->gaps, &walk->gaps);
  else if (space->tied && share->tied)
    more += next_part(share->tied_rest, share->tied, &walk->tied);
  *squeezed = (Mpt)less;
  return (Mpt)(space->natural - less + more);
}

static void measure_squeeze(const Glue *glue, Line *line, const Share *share)
{
  Walk walk = {.share = share};
  for (uint32_t i = line->first + 1; i < line->end; i++) {
    Mpt squeezed;
    adjust_space(&walk, &glue->spaces[i], &squeezed);
    line->squeezed += squeezed;
    line->marks_squeezed += squeezed > 0 && glue->spaces[i].mark;
  }
}

LineBuilder lines_begin(Arena *arena, const Glue *glue, unsigned n, int64_t cost)
{
  LineBuilder builder = {.arena = arena, .glue = glue};
  builder.lines = ARENA_ARRAY(arena, Line, n);
  builder.setting = ARENA_NEW(arena, Setting);
  *builder.setting = (Setting){.shaped = glue->shaped, .lines = builder.lines, .n_lines = n, .cost = cost};
  return builder;
}

/* What a line left short lacks when its spaces have taken what they may. */
static Mpt lacking(const Glue *glue, const Line *line)
{
  Sums sums = glue_line(glue, line->first, line->end);
  int64_t d = (int64_t)line->measure - line->indent - line->natural;
  return (Mpt)MAX(0, d - cost_short_fill(&sums, glue->em));
}

void lines_put(LineBuilder *builder, unsigned index, const Breakpoint *from, const Breakpoint *to, Mpt measure,
               Mpt indent, uint8_t rung, const Fitting *fitting)
{
  const Glue *glue = builder->glue;
  Line *line = &builder->lines[index];
  *line = (Line){.first = from->start, .end = MAX(to->end, from->start), .measure = measure, .indent = indent};
  line->hyphen = to->hyphen && glue->shaped->hyphen > 0;
  int64_t natural = glue_line(glue, line->first, line->end).width + (line->hyphen ? glue->shaped->hyphen : 0);
  line->natural = (Mpt)MIN(natural, INT32_MAX);
  line->rung = MAX(rung, to->rung);
  line->last = to->forced || to->final;
  if (rung == RUNG_SHORT)
    line->lacks = lacking(glue, line);
  Share share = share_line(glue, line, (Manner){fitting->justify, fitting->hang});
  line->gap = share.gaps ? (Mpt)(share.rest / share.gaps) : 0;
  if (line->natural > line->measure - line->indent)
    measure_squeeze(glue, line, &share);
  builder->setting->rung = MAX(builder->setting->rung, line->rung);
}

/* --- pens ------------------------------------------------------------------------------- */

static Mpt place_line(const Glue *glue, const Line *line, Manner manner, Mpt *pen)
{
  Share share = share_line(glue, line, manner);
  Walk walk = {.share = &share};
  int64_t x = 0;
  for (uint32_t i = line->first; i < line->end; i++) {
    Mpt squeezed;
    if (i > line->first)
      x += adjust_space(&walk, &glue->spaces[i], &squeezed);
    pen[i] = (Mpt)x;
    x += glue->shaped->clusters[i].body;
  }
  return (Mpt)(x - share.hung + (line->hyphen ? glue->shaped->hyphen : 0));
}

static Mpt shift_of(const Line *line, Align align, Mpt width)
{
  Mpt left = MAX(0, line->measure - line->indent - width);
  if (align == ALIGN_CENTRE)
    return line->indent + left / 2;
  return line->indent + (align == ALIGN_RIGHT ? left : 0);
}

void lines_place(Arena *arena, Setting *setting, const Glue *glue, Align align, bool hang)
{
  Manner manner = {align == ALIGN_JUSTIFY || align == ALIGN_UNSET, hang};
  Mpt *pen = ARENA_ARRAY(arena, Mpt, MAX(glue->n, 1)), *widths = ARENA_ARRAY(arena, Mpt, MAX(setting->n_lines, 1));
  for (unsigned i = 0; i < setting->n_lines; i++) {
    const Line *line = &setting->lines[i];
    Mpt width = place_line(glue, line, manner, pen), shift = shift_of(line, align, width);
    for (uint32_t j = line->first; shift && j < line->end; j++)
      pen[j] += shift;
    widths[i] = width + line->indent;
  }
  setting->pen = pen;
  setting->widths = widths;
}

/* What is placed stays placed: a head's lines have a tracking of their own. */
void setting_place(Arena *arena, Setting *setting, const TextStyle *style)
{
  if (setting->pen)
    return;
  GlueStyle look = glue_style(style);
  Glue glue = glue_open(setting->shaped, &look);
  lines_place(arena, setting, &glue, style->align, style->hang);
  glue_close(&glue);
}

static Mpt width_of_ruby(const Shaped *text)
{
  Mpt width = 0;
  for (uint32_t i = 0; i < text->n_clusters; i++)
    width += text->clusters[i].body;
  return width;
}

Box setting_ruby_box(const Setting *setting, unsigned line, const ShapeRuby *ruby)
{
  uint32_t end = MIN(ruby->end, setting->lines[line].end); /* of a base that had to be divided: its first part */
  const Cluster *last = &setting->shaped->clusters[end - 1];
  Mpt start = setting->pen[ruby->first], base = setting->pen[end - 1] + last->body - start;
  Mpt width = width_of_ruby(ruby->text), most = MAX(setting->lines[line].measure - width, 0), size = ruby->text->size;
  Mpt along = CLAMP(start + (base - width) / 2, MIN(0, start), most);
  if (setting->shaped->direction == DIRECTION_VERTICAL)
    return (Box){last->em / 2, along, size, width};
  return (Box){along, -han_ascent(last->em) - size, width, size};
}

Mpt setting_ruby(const Setting *setting, unsigned line)
{
  const Shaped *shaped = setting->shaped;
  Mpt most = 0;
  for (unsigned i = 0; i < shaped->n_rubies; i++)
    if (shaped->rubies[i].first >= setting->lines[line].first && shaped->rubies[i].first < setting->lines[line].end)
      most = MAX(most, shaped->rubies[i].text->size);
  return most;
}

Mpt setting_leading(const Setting *setting, unsigned from, Mpt leading)
{
  for (unsigned i = from; i < setting->n_lines; i++) {
    Mpt ruby = setting_ruby(setting, i);
    leading = ruby ? MAX(leading, setting->shaped->size + ruby * (100 + COST_RUBY_CLEAR) / 100) : leading;
  }
  return leading;
}
