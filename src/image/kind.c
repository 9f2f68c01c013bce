/* What a picture really is, whatever its file's header says: without colour, drawn in few colours, black and white
   alone. The file is read once through for it, as far as need be: of a colour photograph a few rows. */
#include "image/work.h"

#include <stdlib.h>

#define FEW_COLOURS 256
#define COLOURLESS 4 /* levels: JPEG's rounding of colour differences */

typedef struct {
  bool grey, two; /* so far: no colour; black and white alone */
  GHashTable *colours;
  guint64 left, changes; /* pixels allowed to differ from the one before them; those that do */
} Look;

static bool is_few(const Look *look)
{
  return g_hash_table_size(look->colours) <= FEW_COLOURS;
}

static void see_colour(Look *look, guint32 colour, guint32 before)
{
  if (colour == before)
    return;
  look->changes++;
  if (is_few(look))
    g_hash_table_add(look->colours, GUINT_TO_POINTER(colour + 1));
}

static void look_at_row(Look *look, const guint8 *row, const Rows *rows)
{
  unsigned step = rows->channels, last = step - 1;
  guint32 before = G_MAXUINT32;
  for (unsigned x = 0; x < rows->width; x++, row += step) {
    guint32 colour = (guint32)row[0] << 16 | (guint32)row[last / 2] << 8 | row[last];
    look->grey = look->grey && row[0] == row[last / 2] && row[0] == row[last];
    look->two = look->two && (colour == 0 || colour == 0xFFFFFF);
    see_colour(look, colour, before);
    before = colour;
  }
}

/* Drawn: a colour stays the same for at least four pixels in the mean; or there are few, and not just all the greys. */
static Kind tell_kind(const Look *look)
{
  if (look->two)
    return KIND_BILEVEL;
  bool few = is_few(look) && (!look->grey || g_hash_table_size(look->colours) <= 16);
  return few || look->changes <= look->left ? KIND_FLAT : KIND_PHOTO;
}

static Kind look_at_png(Rows *rows, bool *grey)
{
  Look look = {.grey = true,
               .two = true,
               .colours = g_hash_table_new(NULL, NULL),
               .left = (guint64)rows->width * rows->height / 4};
  guint8 *row = g_malloc((size_t)rows->width * rows->channels);
  for (unsigned y = 0; y < rows->height && (look.grey || is_few(&look) || look.changes <= look.left); y++)
    if (!rows_next(rows, row))
      break; /* told when it is read for good */
    else
      look_at_row(&look, row, rows);
  *grey = look.grey;
  Kind kind = tell_kind(&look);
  g_hash_table_destroy(look.colours);
  g_free(row);
  return kind;
}

/* A JPEG of three components without colour: a grey photograph saved by a camera or a phone. */
static bool is_colourless(Rows *rows)
{
  bool grey = true;
  guint8 *row = g_malloc((size_t)rows->width * rows->channels);
  for (unsigned y = 0; grey && y < rows->height && rows_next(rows, row); y++)
    for (unsigned x = 0; grey && x < rows->width; x++) {
      const guint8 *p = row + (size_t)x * 3;
      grey = abs(p[0] - p[1]) <= COLOURLESS && abs(p[2] - p[1]) <= COLOURLESS;
    }
  g_free(row);
  return grey;
}

Kind kind_find(const ImageInfo *info, bool *grey, FileFault *fault)
{
  Kind kind = KIND_PHOTO;
  *grey = info->model == MODEL_GREY;
  if (info->format == IMAGE_JPEG && info->model != MODEL_RGB)
    return kind;
  Rows *rows = rows_open(info, 8, fault);
  if (rows && info->format == IMAGE_JPEG)
    *grey = is_colourless(rows);
  else if (rows)
    kind = look_at_png(rows, grey);
  rows_close(rows);
  return kind;
}
