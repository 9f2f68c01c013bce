/* Is a CFF font CID-keyed? Its Top DICT says so by starting with ROS (Adobe Technical Note 5176, 15). Read here, as
   HarfBuzz doesn't tell and opening the whole font by FreeType for one bit would cost more than all the rest of opening
   it. */
#include "font/work.h"

typedef struct {
  const uint8_t *bytes;
  size_t length, at;
  bool bad;
} Reader;

static unsigned read_number(Reader *r, unsigned width)
{
  unsigned value = 0;
  for (unsigned i = 0; i < width; i++) {
    if (r->at >= r->length) {
      r->bad = true;
      return 0;
    }
    value = value << 8 | r->bytes[r->at++];
  }
  return value;
}

/* Moves behind an INDEX; FIRST (may be NULL) becomes its first object. */
static void read_index(Reader *r, Reader *first)
{
  unsigned count = read_number(r, 2);
  if (count == 0)
    return;
  unsigned width = read_number(r, 1);
  if (width < 1 || width > 4) {
    r->bad = true;
    return;
  }
  unsigned begin = read_number(r, width), end = read_number(r, width);
  size_t data = r->at + (size_t)(count - 1) * width - 1; /* offsets count from 1 */
  if (count > 1)
    r->at = data + 1 - width;
  unsigned last = count > 1 ? read_number(r, width) : end;
  if (r->bad || begin < 1 || end < begin || last < end || data + last > r->length) {
    r->bad = true;
    return;
  }
  if (first)
    *first = (Reader){.bytes = r->bytes + data + begin, .length = end - begin};
  r->at = data + last;
}

/* One operand or operator of a DICT; the operator, 12 x as 0x0C00 | x, or −1 for an operand. */
static int read_item(Reader *dict)
{
  unsigned first = read_number(dict, 1);
  if (first == 12)
    return (int)(0x0C00 | read_number(dict, 1));
  if (first <= 21)
    return (int)first;
  if (first == 28)
    read_number(dict, 2);
  else if (first == 29)
    read_number(dict, 4);
  else if (first == 30)
    while (!dict->bad && (read_number(dict, 1) & 0xF) != 0xF)
      ;
  else if (first >= 247 && first <= 254)
    read_number(dict, 1);
  return -1;
}

static bool has_ros(Reader dict)
{
  while (!dict.bad && dict.at < dict.length)
    if (read_item(&dict) == (0x0C00 | 30))
      return true;
  return false;
}

FaceKind cff_kind(hb_face_t *face)
{
  hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
  unsigned length;
  const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(blob, &length);
  FaceKind kind = FACE_TRUETYPE;
  if (length > 4) {
    Reader reader = {.bytes = bytes, .length = length, .at = bytes[2]}, dict = {0};
    read_index(&reader, NULL); /* names */
    if (!reader.bad)
      read_index(&reader, &dict);
    kind = !reader.bad && has_ros(dict) ? FACE_CFF_CID : FACE_CFF_NAMED;
  }
  hb_blob_destroy(blob);
  return kind;
}
