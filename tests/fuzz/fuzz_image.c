/* Pictures. The first byte says what the input is: a file as it is; the make-up of a PNG whose lengths and sums are
   right; an EXIF block; an ICC profile, of the press or a picture's. Those small enough are turned into press and proof
   colour at some size. */
#include <unistd.h>

#include "draw.h"
#include "image/work.h"
#include "memory.h"
#include "picture.h"
#include "target.h"

enum { PIXELS_MOST = 64 * 64 };

static Memory memory;
static ImageColours *colours;

static void close_colours(void)
{
  image_colours_free(colours);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  memory = memory_open();
  DiagList *diags = diag_list_new(LANG_EN);
  const ColourOptions options = {.profile = "tests/data/press-small.icc", .tac = 240};
  colours = image_colours_open(&options, diags);
  diag_list_free(diags);
  if (!colours)
    abort();
  atexit(close_colours);
  return 0;
}

static void convert(const ImageInfo *info, Draw *draw, DiagList *diags)
{
  Crop crop = {0, 0, info->width, info->height};
  crop.x = draw_below(draw, crop.w);
  crop.y = draw_below(draw, crop.h);
  crop.w -= crop.x;
  crop.h -= crop.y;
  Mpt w = (Mpt)draw_from(draw, 1, 60) * 1000, h = (Mpt)draw_from(draw, 1, 60) * 1000;
  if (draw_below(draw, 4) == 1)
    g_free(image_to_proof(info, &crop, draw_from(draw, 1, 40), draw_from(draw, 1, 40), colours, diags));
  else
    press_image_free(image_to_press(info, &crop, w, h, colours, diags));
}

/* The last bytes choose size and crop, so that a file may stand first. */
static void look_at(const uint8_t *data, size_t size)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  ImageInfo info;
  size_t tail = MIN(size, 8);
  Draw draw = draw_open(data + size - tail, tail);
  if (image_probe(arena, memory.path, "a.png", (Place){"article.md", 1, 1}, &info, diags) &&
      (guint64)info.width * info.height <= PIXELS_MOST)
    convert(&info, &draw, diags);
  target_tell(diags);
  diag_list_free(diags);
  arena_free(arena);
}

/* --- PNG by choice ------------------------------------------------------------------------------------------- */

static void draw_chunk(Draw *draw, GByteArray *png)
{
  static const char *const TYPES[] = {"tRNS", "PLTE", "gAMA", "cHRM", "sRGB", "pHYs", "iCCP", "bKGD", "tEXt", "eXIf"};
  const char *type = draw_one(draw, TYPES);
  size_t wanted = draw_below(draw, 48), size = MIN(wanted, (size_t)(draw->end - draw->at));
  picture_chunk(png, type, draw->at, size);
  draw->at += size;
}

static void draw_png(const uint8_t *data, size_t size)
{
  static const guint8 BITS[] = {8, 1, 2, 4, 16, 3}, TYPES[] = {2, 0, 3, 4, 6, 5};
  Draw draw = draw_open(data, size);
  guint8 bits = draw_one(&draw, BITS), type = draw_one(&draw, TYPES);
  unsigned w = draw_from(&draw, 1, 20), h = draw_from(&draw, 1, 20);
  GByteArray *png = picture_open(w, h, bits, type, (guint8)draw_below(&draw, 2));
  for (unsigned n = draw_below(&draw, 5); n--;)
    draw_chunk(&draw, png);
  picture_pixels(png, draw.at, (size_t)(draw.end - draw.at));
  picture_chunk(png, "IEND", NULL, 0);
  memory_put(&memory, png->data, png->len);
  g_byte_array_free(png, TRUE);
}

/* --- profiles ------------------------------------------------------------------------------------------------- */

static void open_profile(const uint8_t *data, size_t size)
{
  memory_put(&memory, data, size);
  DiagList *diags = diag_list_new(LANG_EN);
  const ColourOptions options = {.profile = memory.path, .tac = 300, .relative = size % 2};
  image_colours_free(image_colours_open(&options, diags));
  target_tell(diags);
  diag_list_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  enum { AS_IT_IS, DRAWN, EXIF, PROFILE, KINDS };
  unsigned kind = size ? data[0] % KINDS : AS_IT_IS;
  data += size > 0;
  size -= size > 0;
  if (kind == EXIF) {
    int orientation = exif_orientation(data, size);
    g_assert_true(orientation >= 1 && orientation <= 8);
    exif_is_srgb(data, size);
  } else if (kind == PROFILE)
    open_profile(data, size);
  else {
    if (kind == DRAWN)
      draw_png(data, size);
    else
      memory_put(&memory, data, size);
    look_at(data, size);
  }
  return 0;
}
