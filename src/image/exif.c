/* Two tags of EXIF (TIFF 6.0 structure in a JPEG APP1 segment or a PNG's eXIf chunk), orientation and colour space;
   every offset is checked. */
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

typedef struct {
  const guint8 *tiff;
  size_t size;
  bool big;
} Exif;

static bool open_tiff(const guint8 *bytes, size_t length, Exif *exif)
{
  if (length < 8)
    return false;
  *exif = (Exif){bytes, length, *bytes == 'M'};
  return !memcmp(exif->tiff, exif->big ? "MM" : "II", 2) && read_16(exif->tiff + 2, exif->big) == 42;
}

static bool open_exif(const guint8 *bytes, size_t length, Exif *exif)
{
  return length >= 6 && !memcmp(bytes, "Exif\0\0", 6) && open_tiff(bytes + 6, length - 6, exif);
}

/* The value field of TAG in the directory at AT; NULL where there is none. */
static const guint8 *find_tag(const Exif *exif, guint32 at, unsigned tag)
{
  if (at > exif->size || exif->size - at < 2)
    return NULL;
  unsigned entries = read_16(exif->tiff + at, exif->big);
  for (unsigned i = 0; i < entries; i++) {
    size_t entry = (size_t)at + 2 + (size_t)i * 12;
    if (entry + 12 > exif->size)
      return NULL;
    if (read_16(exif->tiff + entry, exif->big) == tag)
      return exif->tiff + entry + 8;
  }
  return NULL;
}

static int find_orientation(const Exif *exif)
{
  const guint8 *field = find_tag(exif, read_32(exif->tiff + 4, exif->big), 0x0112);
  unsigned value = field ? read_16(field, exif->big) : 1;
  return value >= 1 && value <= 8 ? (int)value : 1;
}

int exif_orientation(const guint8 *bytes, size_t length)
{
  Exif exif;
  return open_exif(bytes, length, &exif) ? find_orientation(&exif) : 1;
}

int exif_orientation_of_tiff(const guint8 *bytes, size_t length)
{
  Exif exif;
  return open_tiff(bytes, length, &exif) ? find_orientation(&exif) : 1;
}

bool exif_is_srgb(const guint8 *bytes, size_t length)
{
  Exif exif;
  if (!open_exif(bytes, length, &exif))
    return false;
  const guint8 *inner = find_tag(&exif, read_32(exif.tiff + 4, exif.big), 0x8769),
               *field = inner ? find_tag(&exif, read_32(inner, exif.big), 0xA001) : NULL;
  return field && read_16(field, exif.big) == 1;
}
