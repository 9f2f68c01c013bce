/* 着重号, 专名号 and 浪线书名号 (GB/T 15834 §4.17 on, CLREQ §2.4): below the character, at the right or left in
 * vertical lines. */
#include "paint/work.h"

static bool takes_dot(const Cluster *cluster)
{
  return cluster->cls == CLASS_HAN; /* not under marks or Latin */
}

static void add_dot(Canvas *canvas, const Placed *placed, const Cluster *cluster, Mpt pen, Ink ink)
{
  Mpt em = cluster->em, radius = em * 6 / 100;
  Pen path = pen_new();
  if (placed->setting->shaped->direction == DIRECTION_VERTICAL)
    pen_circle(&path, placed->x + em * 66 / 100, placed->y + pen + cluster->body / 2, radius);
  else
    pen_circle(&path, placed->x + pen + cluster->body / 2, placed->y + em * 27 / 100, radius);
  pen_draw(canvas, &path, (DrawPath){.fill = true, .ink = ink});
}

static void trace_wave(Pen *path, Mpt x, Mpt y, Mpt w, Mpt em, bool down)
{
  Mpt half = em / 6, rise = em / 14;
  int n = MAX(2, (w + half / 2) / half);
  for (int i = 0; i <= n; i++) {
    Mpt along = (Mpt)((int64_t)w * i / n), off = i % 2 ? rise : -rise;
    Mpt px = down ? x + off : x + along, py = down ? y + along : y + off;
    if (i)
      pen_line(path, px, py);
    else
      pen_move(path, px, py);
  }
}

/* A rule or wave under the clusters first … last, a sixteenth short at both ends so that neighbours stay apart. */
static void add_line(Canvas *canvas, const Placed *placed, uint32_t first, uint32_t last, bool wave, Ink ink)
{
  const Setting *setting = placed->setting;
  const Cluster *clusters = setting->shaped->clusters;
  Mpt em = clusters[first].em, start = setting->pen[first] + em / 16;
  Mpt end = setting->pen[last] + clusters[last].body - em / 16;
  Pen path = pen_new();
  bool down = setting->shaped->direction == DIRECTION_VERTICAL;
  Mpt x = down ? placed->x - em * 58 / 100 : placed->x + start,
      y = down ? placed->y + start : placed->y + em * 19 / 100;
  if (wave)
    trace_wave(&path, x, y, end - start, em, down);
  else {
    pen_move(&path, x, y);
    pen_line(&path, down ? x : x + end - start, down ? y + end - start : y);
  }
  pen_draw(canvas, &path, (DrawPath){.stroke = true, .width = em / 20, .ink = ink, .round = wave});
}

/* Whether a name or title of its own begins there: two names that meet are two. */
static bool begins_name(const Rich *rich, uint32_t offset)
{
  for (unsigned i = 0; i < rich->n_spans; i++)
    if (rich->spans[i].start == offset && rich->spans[i].faces & (RICH_NAME | RICH_TITLE))
      return true;
  return false;
}

void paint_emphasis(Canvas *canvas, const Placed *placed)
{
  const Shaped *shaped = placed->setting->shaped;
  const Line *line = &placed->setting->lines[placed->line];
  for (uint32_t i = line->first; i < line->end;) {
    const ShapeRun *run = &shaped->runs[shaped->clusters[i].run];
    uint32_t faces = rich_faces_at(shaped->rich, shaped->clusters[i].start), last = i;
    if (faces & RICH_DOTS && takes_dot(&shaped->clusters[i]))
      add_dot(canvas, placed, &shaped->clusters[i], placed->setting->pen[i], run->style->ink);
    if (!(faces & (RICH_NAME | RICH_TITLE))) {
      i++;
      continue;
    }
    while (last + 1 < line->end && rich_faces_at(shaped->rich, shaped->clusters[last + 1].start) == faces &&
           !begins_name(shaped->rich, shaped->clusters[last + 1].start)) {
      last++;
      if (faces & RICH_DOTS && takes_dot(&shaped->clusters[last]))
        add_dot(canvas, placed, &shaped->clusters[last], placed->setting->pen[last], run->style->ink);
    }
    add_line(canvas, placed, i, last, faces & RICH_TITLE, run->style->ink);
    i = last + 1;
  }
}
