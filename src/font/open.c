/* Opening a face: the file is mapped, the face of a collection found by its name, and the few numbers everyone needs
 * read. */
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>

#include "font/work.h"

enum { UNIT = 1000 * 1000, FACES_MOST = 64 };

static char *read_name(Arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
  char text[256];
  unsigned size = sizeof text;
  unsigned length = hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, text);
  return length ? arena_strndup(arena, text, size) : NULL;
}

/* Family and style: the typographic names (16, 17) where there are any, else the names 1 and 2. */
static char *read_family(Arena *arena, hb_face_t *face)
{
  char *name = read_name(arena, face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
  return name ? name : read_name(arena, face, HB_OT_NAME_ID_FONT_FAMILY);
}

static char *read_style(Arena *arena, hb_face_t *face)
{
  char *name = read_name(arena, face, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY);
  return name ? name : read_name(arena, face, HB_OT_NAME_ID_FONT_SUBFAMILY);
}

/* "Version 2.001;hotconv 1.1;…" → "2.001" */
static char *read_version(Arena *arena, hb_face_t *face)
{
  char *name = read_name(arena, face, HB_OT_NAME_ID_VERSION_STRING);
  if (!name)
    return arena_strdup(arena, "");
  if (g_ascii_strncasecmp(name, "Version ", 8) == 0)
    name += 8;
  name[strcspn(name, ";")] = '\0';
  return g_strstrip(name);
}

static hb_face_t *match_face(hb_blob_t *blob, const Slot *slot, unsigned count, unsigned *index)
{
  Arena *names = arena_new();
  hb_face_t *found = NULL;
  for (unsigned i = 0; i < count && !found; i++) {
    hb_face_t *face = hb_face_create(blob, i);
    const char *family = read_family(names, face);
    if (family && strcmp(family, slot->family) == 0) {
      found = hb_face_reference(face);
      *index = i;
    }
    hb_face_destroy(face);
  }
  arena_free(names);
  return found;
}

/* A file of one face is what the catalogue says it is; in a collection the family decides. */
static hb_face_t *pick_face(hb_blob_t *blob, const Slot *slot, unsigned *index)
{
  unsigned count = hb_face_count(blob);
  *index = 0;
  return count == 1 ? hb_face_create(blob, 0) : match_face(blob, slot, MIN(count, FACES_MOST), index);
}

static unsigned read_os2(hb_face_t *face, unsigned offset, unsigned otherwise)
{
  hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  unsigned length;
  const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(blob, &length);
  unsigned value = length >= offset + 2 ? (unsigned)(bytes[offset] << 8 | bytes[offset + 1]) : otherwise;
  hb_blob_destroy(blob);
  return value;
}

static bool has_feature(hb_face_t *face, hb_tag_t table, hb_tag_t feature)
{
  unsigned total = hb_ot_layout_table_get_feature_tags(face, table, 0, NULL, NULL);
  hb_tag_t tags[64];
  for (unsigned at = 0; at < total;) {
    unsigned n = G_N_ELEMENTS(tags);
    hb_ot_layout_table_get_feature_tags(face, table, at, &n, tags);
    for (unsigned i = 0; i < n; i++)
      if (tags[i] == feature)
        return true;
    if (n == 0)
      break;
    at += n;
  }
  return false;
}

/* The box Han characters stand in. */
static void read_metrics(Face *face)
{
  hb_position_t at;
  face->ascent = 10 * HAN_ABOVE;
  face->descent = -10 * HAN_BELOW;
  if (hb_ot_layout_get_baseline(face->unit, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, HB_DIRECTION_LTR,
                                HB_TAG('h', 'a', 'n', 'i'), HB_TAG('Z', 'H', 'S', ' '), &at) &&
      at <= 0 && at > -UNIT / 2) {
    face->descent = at / 1000;
    face->ascent = 1000 + face->descent;
  }
  face->cap_height =
      hb_ot_metrics_get_position(face->unit, HB_OT_METRICS_TAG_CAP_HEIGHT, &at) && at > 0 ? at / 1000 : 700;
}

static bool is_usable(hb_face_t *face)
{
  if (hb_face_get_glyph_count(face) == 0)
    return false;
  static const hb_tag_t OUTLINES[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f')};
  bool outlines = false;
  for (unsigned i = 0; i < G_N_ELEMENTS(OUTLINES); i++) {
    hb_blob_t *blob = hb_face_reference_table(face, OUTLINES[i]);
    outlines |= hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
  }
  hb_blob_t *cmap = hb_face_reference_table(face, HB_TAG('c', 'm', 'a', 'p'));
  bool mapped = hb_blob_get_length(cmap) > 0;
  hb_blob_destroy(cmap);
  return outlines && mapped;
}

static Face *make_face(Arena *arena, hb_face_t *hb, const Slot *slot)
{
  Face *face = ARENA_NEW(arena, Face);
  const char *ps_name = read_name(arena, hb, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  const char *style = read_style(arena, hb);
  *face = (Face){.path = slot->path,
                 .family = slot->family,
                 .style = style ? style : slot->style,
                 .ps_name = ps_name ? ps_name : slot->key,
                 .version = read_version(arena, hb),
                 .weight = (int)read_os2(hb, 4, 400),
                 .kind = cff_kind(hb),
                 .upem = hb_face_get_upem(hb),
                 .fs_type = read_os2(hb, 8, 0),
                 .has_halt = has_feature(hb, HB_OT_TAG_GPOS, HB_TAG('h', 'a', 'l', 't')),
                 .has_vert = has_feature(hb, HB_OT_TAG_GSUB, HB_TAG('v', 'e', 'r', 't')),
                 .hb = hb,
                 .unit = hb_font_create(hb)};
  hb_font_set_scale(face->unit, UNIT, UNIT);
  hb_font_make_immutable(face->unit);
  read_metrics(face);
  return face;
}

static void unref_bytes(void *bytes)
{
  g_bytes_unref(bytes);
}

static hb_blob_t *map_file(const char *path, FileFault *fault)
{
  GBytes *bytes = file_map(path, (FileRule){0}, fault);
  gsize length;
  const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  return bytes ? hb_blob_create_or_fail(data, (unsigned)length, HB_MEMORY_MODE_READONLY, bytes, unref_bytes) : NULL;
}

Face *open_face(Arena *arena, const Slot *slot, unsigned id, FileFault *fault)
{
  *fault = (FileFault){0};
  hb_blob_t *blob = slot->path ? map_file(slot->path, fault) : NULL;
  if (!blob)
    return NULL;
  unsigned index;
  hb_face_t *hb = pick_face(blob, slot, &index);
  hb_blob_destroy(blob);
  if (!hb || !is_usable(hb)) {
    hb_face_destroy(hb);
    return NULL;
  }
  hb_face_make_immutable(hb);
  Face *face = make_face(arena, hb, slot);
  face->id = id;
  face->index = index;
  return face;
}

void close_face(Face *face)
{
  if (!face)
    return;
  hb_font_destroy(face->unit);
  hb_face_destroy(face->hb);
}
