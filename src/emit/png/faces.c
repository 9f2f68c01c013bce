#include "emit/png/faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <glib.h>

struct Faces {
  FT_Library library;
  DiagList *diags;
  GHashTable *opened; /* Face.id + 1 → FT_Face */
};

static void close_face(gpointer face)
{
  if (face)
    FT_Done_Face(face);
}

Faces *faces_new(DiagList *diags)
{
  Faces *faces = g_new0(Faces, 1);
  faces->diags = diags;
  if (FT_Init_FreeType(&faces->library)) {
    faces->library = NULL;
    diag_add(diags, DIAG_MEMORY, (Place){0}, "FreeType");
  }
  faces->opened = g_hash_table_new_full(NULL, NULL, NULL, close_face);
  return faces;
}

void faces_free(Faces *faces)
{
  if (!faces)
    return;
  g_hash_table_destroy(faces->opened);
  if (faces->library)
    FT_Done_FreeType(faces->library);
  g_free(faces);
}

/* From the bytes HarfBuzz has mapped; they live as long as the face. */
static FT_Error open_mapped(Faces *faces, const Face *face, FT_Face *opened)
{
  hb_blob_t *blob = hb_face_reference_blob(face->hb);
  unsigned length;
  const char *bytes = hb_blob_get_data(blob, &length);
  FT_Error error =
      FT_New_Memory_Face(faces->library, (const FT_Byte *)bytes, (FT_Long)length, (FT_Long)face->index, opened);
  hb_blob_destroy(blob);
  return error;
}

static void tell_unopened(Faces *faces, const Face *face, FT_Error error)
{
  if (error == FT_Err_Out_Of_Memory)
    diag_add(faces->diags, DIAG_MEMORY, (Place){face->path, 0, 0}, face->path);
  else
    diag_add(faces->diags, DIAG_FONT_DAMAGED, (Place){face->path, 0, 0}, face->path, face->family);
}

/* One that does not open is remembered as NULL, tried and told once. */
static FT_Face open_face(Faces *faces, const Face *face)
{
  gpointer key = GUINT_TO_POINTER(face->id + 1), found;
  if (g_hash_table_lookup_extended(faces->opened, key, NULL, &found))
    return found;
  FT_Face opened = NULL;
  FT_Error error = faces->library ? open_mapped(faces, face, &opened) : 0;
  if (error) {
    opened = NULL;
    tell_unopened(faces, face, error);
  }
  g_hash_table_insert(faces->opened, key, opened);
  return opened;
}

static int trace_move(const FT_Vector *to, void *cr)
{
  cairo_close_path(cr); /* of the contour before, if any */
  cairo_move_to(cr, (double)to->x, (double)to->y);
  return 0;
}

static int trace_line(const FT_Vector *to, void *cr)
{
  cairo_line_to(cr, (double)to->x, (double)to->y);
  return 0;
}

static int trace_cubic(const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *cr)
{
  cairo_curve_to(cr, (double)a->x, (double)a->y, (double)b->x, (double)b->y, (double)to->x, (double)to->y);
  return 0;
}

/* A quadratic curve as the cubic that is the same: control points two thirds of the way to the quadratic's. */
static int trace_conic(const FT_Vector *control, const FT_Vector *to, void *cr)
{
  double x, y, cx = (double)control->x, cy = (double)control->y, tx = (double)to->x, ty = (double)to->y;
  cairo_get_current_point(cr, &x, &y);
  cairo_curve_to(cr, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, tx + (cx - tx) * 2 / 3, ty + (cy - ty) * 2 / 3, tx,
                 ty);
  return 0;
}

void faces_trace(Faces *faces, const Face *face, hb_codepoint_t gid, cairo_t *cr)
{
  static const FT_Outline_Funcs PEN = {trace_move, trace_line, trace_conic, trace_cubic, 0, 0};
  FT_Face opened = open_face(faces, face);
  FT_Error error = opened ? FT_Load_Glyph(opened, gid, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) : 0;
  if (error)
    tell_unopened(faces, face, error);
  if (!opened || error)
    return;
  if (opened->glyph->format != FT_GLYPH_FORMAT_OUTLINE || opened->glyph->outline.n_points == 0)
    return;
  cairo_new_sub_path(cr);
  FT_Outline_Decompose(&opened->glyph->outline, &PEN, cr);
  cairo_close_path(cr);
}
