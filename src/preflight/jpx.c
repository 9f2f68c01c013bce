/* What a JPEG 2000 picture says of its colours, where the PDF leaves that to it (ISO 32000-1, 7.4.9; ISO 15444-1, Annex
 * I). */
#include "preflight/inspect.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_HEAD = 8, ENUMERATED = 1, CMYK = 12, SRGB = 16, GREY = 17, SYCC = 18, PROFILE_SPACE = 16 };

static guint32 read_long(const unsigned char *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

/* Colour specification box: METH, PREC, APPROX, then a number or a profile. */
static SpaceKind read_colour(const unsigned char *box, size_t length)
{
  enum { HEAD = 3 };
  if (length < HEAD + 4)
    return SPACE_UNKNOWN;
  if (box[0] == ENUMERATED)
    switch (read_long(box + HEAD)) {
    case CMYK: return SPACE_CMYK;
    case GREY: return SPACE_GREY;
    case SRGB:
    case SYCC: return SPACE_RGB;
    default: return SPACE_UNKNOWN;
    }
  if (length < HEAD + PROFILE_SPACE + 4)
    return SPACE_UNKNOWN;
  const unsigned char *space = box + HEAD + PROFILE_SPACE;
  return !memcmp(space, "RGB ", 4)   ? SPACE_ICC_RGB
         : !memcmp(space, "CMYK", 4) ? SPACE_ICC_CMYK
         : !memcmp(space, "GRAY", 4) ? SPACE_ICC_GREY
                                     : SPACE_UNKNOWN;
}

/* Boxes one after the other; the header's hold others, which are gone into: none comes after it that matters. */
static SpaceKind find_colour(const unsigned char *at, const unsigned char *end)
{
  while (end - at >= BOX_HEAD) {
    size_t left = (size_t)(end - at), length = read_long(at);
    length = length ? length : left; /* 0: to the end */
    if (length < BOX_HEAD || length > left)
      return SPACE_UNKNOWN;
    if (!memcmp(at + 4, "colr", 4))
      return read_colour(at + BOX_HEAD, length - BOX_HEAD);
    bool header = !memcmp(at + 4, "jp2h", 4);
    end = header ? at + length : end;
    at += header ? BOX_HEAD : length;
  }
  return SPACE_UNKNOWN;
}

SpaceKind jpx_space(Inspection *inspection, qpdf_oh image)
{
  size_t length;
  unsigned char *bytes = inspect_stream(inspection, image, qpdf_dl_none, &length);
  SpaceKind kind = bytes ? find_colour(bytes, bytes + length) : SPACE_UNKNOWN;
  free(bytes);
  return kind;
}
