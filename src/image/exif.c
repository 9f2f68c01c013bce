/* The orientation tag of EXIF (TIFF 6.0 structure in a JPEG APP1 segment); every offset is checked. */
#include "image/work.h"

#include <string.h>

static unsigned read_16(const guint8 *p, bool big)
{
  return big ? (unsigned)(p[0] << 8 | p[1]) : (unsigned)(p[1] << 8 | p[0]);
}

static guint32 read_32(const guint8 *p, bool big)
{
  return big ? (guint32)read_16(p, true) << 16 | read_16(p + 2, true)
             : (guint32)read_16(p + 2, false) << 16 | read_16(p, false);
}

int exif_orientation(const guint8 *bytes, size_t length)
{
  if (length < 14 || memcmp(bytes, "Exif\0\0", 6))
    return 1;
  const guint8 *tiff = bytes + 6;
  size_t size = length - 6;
  bool big = tiff[0] == 'M';
  if (memcmp(tiff, big ? "MM" : "II", 2) || read_16(tiff + 2, big) != 42)
    return 1;
  guint32 at = read_32(tiff + 4, big);
  if (at > size || size - at < 2)
    return 1;
  unsigned entries = read_16(tiff + at, big);
  for (unsigned i = 0; i < entries; i++) {
    size_t entry = (size_t)at + 2 + (size_t)i * 12;
    if (entry + 12 > size)
      return 1;
    if (read_16(tiff + entry, big) != 0x0112)
      continue;
    unsigned value = read_16(tiff + entry + 8, big);
    return value >= 1 && value <= 8 ? (int)value : 1;
  }
  return 1;
}
