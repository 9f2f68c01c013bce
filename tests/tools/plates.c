/* Reads printing plates as Ghostscript's tiffsep writes them without compression: plates LIMIT FILE.tif … A plate is 8
   bits a pixel, 0 full ink, 255 none. Prints for each the share of the page it covers, then the heaviest total of all
   at one pixel, in %; fails over LIMIT. */
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *path;
  unsigned char *bytes;
  gsize length;
  unsigned width, height;
  unsigned char *ink; /* 0 … 255 */
} Plate;

static unsigned read_number(const Plate *plate, gsize at, unsigned n)
{
  unsigned value = 0;
  bool big = plate->bytes[0] == 'M';
  if (at + n > plate->length)
    exit(2);
  for (unsigned i = 0; i < n; i++)
    value |= (unsigned)plate->bytes[at + (big ? n - 1 - i : i)] << (8 * i);
  return value;
}

/* The I-th value of a tag's array; 0 where there is no such tag (TIFF 6.0, section 2). */
static unsigned tag_value(const Plate *plate, unsigned wanted, unsigned i)
{
  gsize at = read_number(plate, 4, 4);
  for (unsigned n = read_number(plate, at, 2), k = 0; k < n; k++) {
    gsize entry = at + 2 + (gsize)k * 12;
    unsigned size = read_number(plate, entry + 2, 2) == 3 ? 2 : 4, count = read_number(plate, entry + 4, 4);
    if (read_number(plate, entry, 2) != wanted || i >= count)
      continue;
    gsize values = size * count <= 4 ? entry + 8 : read_number(plate, entry + 8, 4);
    return read_number(plate, values + (gsize)i * size, size);
  }
  return 0;
}

static Plate read_plate(const char *path)
{
  enum { TAG_WIDTH = 256, TAG_HEIGHT, TAG_BITS, TAG_COMPRESSION, TAG_OFFSETS = 273, TAG_ROWS = 278 };
  Plate plate = {.path = path};
  if (!g_file_get_contents(path, (char **)&plate.bytes, &plate.length, NULL) || plate.length < 8)
    exit(2);
  plate.width = tag_value(&plate, TAG_WIDTH, 0);
  plate.height = tag_value(&plate, TAG_HEIGHT, 0);
  unsigned rows = tag_value(&plate, TAG_ROWS, 0);
  if (tag_value(&plate, TAG_COMPRESSION, 0) != 1 || tag_value(&plate, TAG_BITS, 0) != 8 || !plate.width || !rows)
    exit(2);
  plate.ink = g_malloc((gsize)plate.width * plate.height);
  for (unsigned y = 0; y < plate.height; y++) {
    gsize at = tag_value(&plate, TAG_OFFSETS, y / rows) + (gsize)(y % rows) * plate.width;
    if (at + plate.width > plate.length)
      exit(2);
    for (unsigned x = 0; x < plate.width; x++)
      plate.ink[(gsize)y * plate.width + x] = (unsigned char)(255 - plate.bytes[at + x]);
  }
  return plate;
}

int main(int argc, char **argv)
{
  enum { PLATES_MOST = 16 };
  Plate plates[PLATES_MOST];
  int n = argc - 2;
  if (n < 1 || n > PLATES_MOST)
    return 2;
  for (int i = 0; i < n; i++)
    plates[i] = read_plate(argv[i + 2]);
  unsigned heaviest = 0;
  uint64_t sums[PLATES_MOST] = {0};
  gsize pixels = (gsize)plates[0].width * plates[0].height;
  for (gsize p = 0; p < pixels; p++) {
    unsigned total = 0;
    for (int i = 0; i < n; i++) {
      total += plates[i].ink[p];
      sums[i] += plates[i].ink[p];
    }
    heaviest = MAX(heaviest, total);
  }
  for (int i = 0; i < n; i++)
    printf("%s %.3f\n", plates[i].path, 100.0 * (double)sums[i] / 255 / (double)pixels);
  printf("heaviest %.1f\n", heaviest * 100 / 255.0);
  for (int i = 0; i < n; i++) {
    g_free(plates[i].bytes);
    g_free(plates[i].ink);
  }
  return heaviest * 100 / 255.0 > atof(argv[1]);
}
