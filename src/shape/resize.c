/* The same shapes at another size. */
#include "shape/work.h"

typedef struct {
  Mpt from, to;
} Ratio;

static Mpt resize(Ratio ratio, Mpt length)
{
  int64_t product = (int64_t)length * ratio.to, half = ratio.from / 2;
  return ratio.from ? (Mpt)((product + (product < 0 ? -half : half)) / ratio.from) : length;
}

static Cluster *resize_clusters(Arena *arena, const Shaped *shaped, Ratio ratio)
{
  Cluster *clusters = arena_copy(arena, shaped->clusters, shaped->n_clusters * sizeof(Cluster));
  for (unsigned i = 0; i < shaped->n_clusters; i++) {
    Cluster *cluster = &clusters[i];
    cluster->em = ratio.to;
    cluster->body = resize(ratio, cluster->body);
    cluster->lead = resize(ratio, cluster->lead);
    cluster->trail = resize(ratio, cluster->trail);
  }
  return clusters;
}

static ShapeGlyph *resize_glyphs(Arena *arena, const Shaped *shaped, Ratio ratio)
{
  ShapeGlyph *glyphs = arena_copy(arena, shaped->glyphs, shaped->n_glyphs * sizeof(ShapeGlyph));
  for (unsigned i = 0; i < shaped->n_glyphs; i++) {
    glyphs[i].dx = resize(ratio, glyphs[i].dx);
    glyphs[i].dy = resize(ratio, glyphs[i].dy);
    glyphs[i].advance = resize(ratio, glyphs[i].advance);
  }
  return glyphs;
}

static ShapeRun *resize_runs(Arena *arena, const Shaped *shaped, Ratio ratio)
{
  ShapeRun *runs = arena_copy(arena, shaped->runs, shaped->n_runs * sizeof(ShapeRun));
  for (unsigned i = 0; i < shaped->n_runs; i++)
    runs[i].size = ratio.to;
  return runs;
}

static ShapeRuby *resize_rubies(Arena *arena, const Shaped *shaped, Ratio ratio)
{
  ShapeRuby *rubies = arena_copy(arena, shaped->rubies, shaped->n_rubies * sizeof(ShapeRuby));
  for (unsigned i = 0; i < shaped->n_rubies; i++)
    rubies[i].text = shape_resize(arena, rubies[i].text, resize(ratio, rubies[i].text->size));
  return rubies;
}

Shaped *shape_resize(Arena *arena, const Shaped *shaped, Mpt size)
{
  Ratio ratio = {shaped->size, size};
  Shaped *copy = arena_copy(arena, shaped, sizeof(Shaped));
  copy->size = size;
  copy->hyphen = resize(ratio, shaped->hyphen);
  if (shaped->n_runs)
    copy->runs = resize_runs(arena, shaped, ratio);
  if (shaped->n_glyphs)
    copy->glyphs = resize_glyphs(arena, shaped, ratio);
  if (shaped->n_clusters)
    copy->clusters = resize_clusters(arena, shaped, ratio);
  if (shaped->n_rubies)
    copy->rubies = resize_rubies(arena, shaped, ratio);
  return copy;
}
