/* A picture on its way, row by row: opening its file, cropping and shrinking, turning upright. Only turning by a right
   angle or upside down holds a picture whole, and that after it was shrunk. */
#include "image/work.h"

#include <errno.h>
#include <string.h>

#include "base/limits.h"

bool rows_next(Rows *rows, guint8 *row)
{
  return rows->next(rows, row);
}

void rows_close(Rows *rows)
{
  if (!rows)
    return;
  GBytes *profile = rows->profile;
  rows->close(rows);
  if (profile)
    g_bytes_unref(profile);
}

void rows_take_shape(Rows *rows, const Rows *from)
{
  *rows = (Rows){.width = from->width, .height = from->height, .channels = from->channels};
  if (from->profile)
    rows->profile = g_bytes_ref(from->profile);
}

void fault_note(FileFault *fault, FILE *file, bool no_memory)
{
  if (no_memory || ferror(file))
    *fault = (FileFault){FILE_FAILED, no_memory ? ENOMEM : EIO};
}

Rows *rows_open(const ImageInfo *info, unsigned shrink, FileFault *fault)
{
  FILE *file = file_stream(info->path, (FileRule){.most = LIMIT_IMAGE_FILE_BYTES}, fault);
  return !file ? NULL : info->format == IMAGE_PNG ? png_open(file, fault) : jpeg_open(file, info, shrink, fault);
}

/* --- turning: EXIF 2.3, 4.6.4 A, Orientation --------------------------------------------------------------- */

/* The part of the stored picture that CROP is of the upright one. */
Crop rows_stored_crop(const ImageInfo *info, const Crop *crop)
{
  unsigned right = info->width - crop->x - crop->w, under = info->height - crop->y - crop->h;
  switch (info->orientation) {
  case 2: return (Crop){right, crop->y, crop->w, crop->h};
  case 3: return (Crop){right, under, crop->w, crop->h};
  case 4: return (Crop){crop->x, under, crop->w, crop->h};
  case 5: return (Crop){crop->y, crop->x, crop->h, crop->w};
  case 6: return (Crop){crop->y, right, crop->h, crop->w};
  case 7: return (Crop){under, right, crop->h, crop->w};
  case 8: return (Crop){under, crop->x, crop->h, crop->w};
  default: return *crop;
  }
}

typedef struct {
  Rows rows;
  Rows *from;
  int orientation;
  guint8 *stored;
  unsigned at; /* the next upright row */
} Turn;

static bool read_whole(Turn *turn)
{
  size_t stride = (size_t)turn->from->width * turn->from->channels;
  turn->stored = g_malloc(stride * turn->from->height + 1);
  for (unsigned y = 0; y < turn->from->height; y++)
    if (!rows_next(turn->from, turn->stored + y * stride))
      return false;
  return true;
}

/* Where a pixel of the upright picture is in the stored one. */
static size_t find_stored(const Turn *turn, unsigned x, unsigned y)
{
  unsigned w = turn->from->width, h = turn->from->height;
  switch (turn->orientation) {
  case 3: return (size_t)(h - 1 - y) * w + (w - 1 - x);
  case 4: return (size_t)(h - 1 - y) * w + x;
  case 5: return (size_t)x * w + y;
  case 6: return (size_t)(h - 1 - x) * w + y;
  case 7: return (size_t)(h - 1 - x) * w + (w - 1 - y);
  default: return (size_t)x * w + (w - 1 - y);
  }
}

static bool next_turned(Rows *rows, guint8 *row)
{
  Turn *turn = (Turn *)rows;
  size_t n = rows->channels;
  if (!turn->stored && !read_whole(turn))
    return false;
  for (unsigned x = 0; x < rows->width; x++)
    memcpy(row + x * n, turn->stored + find_stored(turn, x, turn->at) * n, n);
  turn->at++;
  return true;
}

static bool next_mirrored(Rows *rows, guint8 *row)
{
  Turn *turn = (Turn *)rows;
  size_t n = rows->channels;
  if (!rows_next(turn->from, row))
    return false;
  for (unsigned x = 0, z = rows->width - 1; x < z; x++, z--)
    for (size_t c = 0; c < n; c++) {
      guint8 sample = row[x * n + c];
      row[x * n + c] = row[z * n + c];
      row[z * n + c] = sample;
    }
  return true;
}

static void close_turn(Rows *rows)
{
  Turn *turn = (Turn *)rows;
  rows_close(turn->from);
  g_free(turn->stored);
  g_free(turn);
}

Rows *rows_turn(Rows *from, int orientation)
{
  if (!from || orientation < 2 || orientation > 8)
    return from;
  Turn *turn = g_new0(Turn, 1);
  rows_take_shape(&turn->rows, from);
  turn->from = from;
  turn->orientation = orientation;
  if (orientation >= 5) {
    turn->rows.width = from->height;
    turn->rows.height = from->width;
  }
  turn->rows.next = orientation == 2 ? next_mirrored : next_turned;
  turn->rows.close = close_turn;
  return &turn->rows;
}

/* --- a file to the pixels a box needs ------------------------------------------------------------------------- */

/* JPEG may be decoded at a half, fourth or eighth while that still holds the pixels wanted. */
static unsigned choose_shrink(const ImageInfo *info, const Crop *crop, unsigned w, unsigned h)
{
  unsigned shrink = 1;
  while (info->format == IMAGE_JPEG && shrink < 8 && crop->w / (shrink * 2) >= w && crop->h / (shrink * 2) >= h)
    shrink *= 2;
  return shrink;
}

static Crop fit_crop(Crop crop, unsigned shrink, const Rows *rows)
{
  crop = (Crop){crop.x / shrink, crop.y / shrink, crop.w / shrink, crop.h / shrink};
  crop.x = MIN(crop.x, rows->width - 1);
  crop.y = MIN(crop.y, rows->height - 1);
  crop.w = CLAMP(crop.w, 1, rows->width - crop.x);
  crop.h = CLAMP(crop.h, 1, rows->height - crop.y);
  return crop;
}

Rows *rows_read(const ImageInfo *info, const Crop *crop, unsigned w, unsigned h, bool soft, FileFault *fault)
{
  unsigned shrink = choose_shrink(info, crop, w, h);
  bool across = info->orientation >= 5;
  Rows *rows = rows_open(info, shrink, fault);
  if (!rows)
    return NULL;
  Crop stored = fit_crop(rows_stored_crop(info, crop), shrink, rows);
  return rows_turn(rows_window(rows, stored, across ? h : w, across ? w : h, soft), info->orientation);
}
