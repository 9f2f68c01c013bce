/* A part of a picture, shrunk: rows come in, as many as a window is high are kept, rows go out.

   Photographs go through Catmull–Rom's cubic, stretched to the new distance of the pixels; drawings through the
   triangle, which makes no halo. All in integers: weights have 14 bits, rows between the two passes 5 bits after the
   point. */
#include "image/work.h"

#include <string.h>

#define ONE 16384
#define FRACTION 5

/* For each new sample the first old one that counts and the weights from there on. */
typedef struct {
  unsigned taps, *first;
  gint16 *weights;
} Weights;

typedef struct {
  Rows rows;
  Rows *from;
  Crop crop;
  Weights across, down;
  guint8 *line;       /* a row as it comes */
  gint16 *ring;       /* rows filtered across, as many as there are taps down */
  gint32 *sums;       /* a row on its way out */
  unsigned taken, at; /* rows read; the next row out */
} Window;

/* The kernel at DISTANCE / SPAN new pixels from its middle, times 4096. */
static gint64 weigh_distance(gint64 distance, gint64 span, bool soft)
{
  gint64 t = distance * 4096 / span, t2 = t * t / 4096, t3 = t2 * t / 4096;
  if (soft)
    return MAX(4096 - t, 0);
  if (t < 4096)
    return (3 * t3 - 5 * t2) / 2 + 4096;
  return t < 8192 ? (-t3 + 5 * t2) / 2 - 4 * t + 2 * 4096 : 0;
}

/* N old samples to M: middles of both in units of 1/(2·N·M) of the whole. */
static void weigh_sample(Weights *weights, unsigned i, gint64 n, gint64 m, bool soft)
{
  const gint64 reach = soft ? 1 : 2, middle = (2 * (gint64)i + 1) * n;
  gint16 *out = weights->weights + (size_t)i * weights->taps;
  gint64 first = CLAMP((middle - reach * 2 * n + m) / (2 * m), 0, n - 1), sum = 0, given = 0;
  unsigned most = 0;
  first = MIN(first, MAX(n - weights->taps, 0));
  weights->first[i] = (unsigned)first;
  for (unsigned k = 0; k < weights->taps && first + k < n; k++)
    sum += weigh_distance(ABS((2 * (first + k) + 1) * m - middle), 2 * n, soft);
  for (unsigned k = 0; k < weights->taps && first + k < n; k++) {
    gint64 weight = weigh_distance(ABS((2 * (first + k) + 1) * m - middle), 2 * n, soft);
    out[k] = (gint16)(weight * ONE / MAX(sum, 1));
    given += out[k];
    if (out[k] > out[most])
      most = k;
  }
  out[most] = (gint16)(out[most] + ONE - given);
}

static Weights new_weights(unsigned n, unsigned m, bool soft)
{
  unsigned reach = n == m ? 0 : soft ? 2 : 4; /* both sides, in new pixels */
  Weights weights = {.taps = MIN((unsigned)((guint64)reach * n / m) + 1, n)};
  weights.first = g_new(unsigned, m);
  weights.weights = g_new0(gint16, (size_t)m * weights.taps);
  for (unsigned i = 0; i < m; i++)
    if (n == m) {
      weights.first[i] = i;
      weights.weights[i] = ONE;
    } else
      weigh_sample(&weights, i, n, m, soft);
  return weights;
}

static void filter_across(const Window *window, gint16 *out)
{
  const Weights *across = &window->across;
  unsigned channels = window->rows.channels;
  const gint16 *weight = across->weights;
  for (unsigned i = 0; i < window->rows.width; i++, weight += across->taps) {
    const guint8 *from = window->line + (size_t)(window->crop.x + across->first[i]) * channels;
    for (unsigned c = 0; c < channels; c++) {
      gint32 sum = 1 << (13 - FRACTION);
      for (unsigned k = 0; k < across->taps; k++)
        sum += weight[k] * from[k * channels + c];
      *out++ = (gint16)(sum >> (14 - FRACTION));
    }
  }
}

static void filter_down(const Window *window, guint8 *out)
{
  const Weights *down = &window->down;
  size_t n = (size_t)window->rows.width * window->rows.channels;
  gint32 *sums = window->sums;
  for (size_t i = 0; i < n; i++)
    sums[i] = 1 << (13 + FRACTION);
  for (unsigned k = 0; k < down->taps; k++) {
    const gint16 *row = window->ring + (down->first[window->at] + k) % down->taps * n;
    gint32 weight = down->weights[(size_t)window->at * down->taps + k];
    for (size_t i = 0; i < n; i++)
      sums[i] += weight * row[i];
  }
  for (size_t i = 0; i < n; i++)
    out[i] = (guint8)CLAMP(sums[i] >> (14 + FRACTION), 0, 255);
}

/* Rows up to END are read; those within the crop go into the ring. */
static bool take_rows(Window *window, unsigned end)
{
  size_t n = (size_t)window->rows.width * window->rows.channels;
  for (; window->taken < end; window->taken++) {
    if (!rows_next(window->from, window->line))
      return false;
    unsigned y = window->taken - window->crop.y;
    if (window->taken >= window->crop.y && y < window->crop.h)
      filter_across(window, window->ring + y % window->down.taps * n);
  }
  return true;
}

/* After the last row the rest of the file is read, too: whether it is whole does not hang on the crop. */
static bool next_row(Rows *rows, guint8 *row)
{
  Window *window = (Window *)rows;
  unsigned end = window->down.first[window->at] + window->down.taps;
  if (!take_rows(window, window->crop.y + MIN(end, window->crop.h)))
    return false;
  filter_down(window, row);
  window->at++;
  return window->at < rows->height || take_rows(window, window->from->height);
}

static void close_window(Rows *rows)
{
  Window *window = (Window *)rows;
  Weights *both[] = {&window->across, &window->down};
  for (unsigned i = 0; i < 2; i++) {
    g_free(both[i]->first);
    g_free(both[i]->weights);
  }
  rows_close(window->from);
  g_free(window->line);
  g_free(window->ring);
  g_free(window->sums);
  g_free(window);
}

Rows *rows_window(Rows *from, Crop crop, unsigned w, unsigned h, bool soft)
{
  Window *window = g_new0(Window, 1);
  rows_take_shape(&window->rows, from);
  window->rows.width = CLAMP(w, 1, crop.w);
  window->rows.height = CLAMP(h, 1, crop.h);
  window->rows.next = next_row;
  window->rows.close = close_window;
  window->from = from;
  window->crop = crop;
  window->across = new_weights(crop.w, window->rows.width, soft);
  window->down = new_weights(crop.h, window->rows.height, soft);
  size_t n = (size_t)window->rows.width * from->channels;
  window->line = g_malloc((size_t)from->width * from->channels);
  window->ring = g_new(gint16, n * window->down.taps);
  window->sums = g_new(gint32, n);
  return &window->rows;
}
