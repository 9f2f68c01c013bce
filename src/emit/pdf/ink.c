/* Inks as operators: process colours in DeviceCMYK, spot colours as Separation, overprint by graphics state. */
#include "emit/pdf/work.h"

#include <string.h>

/* A name as PDF writes it: what is not a regular ASCII character becomes #XX (libharu leaves spaces as they are). */
static char *escape_name(const char *name)
{
  GString *out = g_string_new("/");
  for (const guchar *c = (const guchar *)name; *c; c++)
    if (*c > 0x20 && *c < 0x7F && !strchr("#()<>[]{}/%", *c))
      g_string_append_c(out, (char)*c);
    else
      g_string_append_printf(out, "#%02X", *c);
  return g_string_free(out, FALSE);
}

/* Tint 0…1 → the alternate's values times the tint. */
static HPDF_Dict new_spot_space(Pdf *pdf, const Ink *ink)
{
  char *name = escape_name(ink->spot);
  GString *raw = g_string_new(NULL);
  const unsigned values[] = {ink->c, ink->m, ink->y, ink->k};
  g_string_append_printf(
      raw, "/CS [/Separation %s /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [", name);
  for (unsigned i = 0; i < 4; i++)
    put_milli(raw, values[i] / 10);
  g_string_append(raw, "] >> ]");
  HPDF_Dict holder = HPDF_Dict_New(pdf->doc->mmgr);
  object_add_raw(pdf, holder, raw->str);
  g_string_free(raw, TRUE);
  g_free(name);
  return holder;
}

/* Pages name the space in their resources; libharu's dictionary holds raw text, so the whole /ColorSpace entry is ours.
 */
static unsigned spot_index(Pdf *pdf, const Ink *ink)
{
  gpointer index;
  if (g_hash_table_lookup_extended(pdf->spots, ink->spot, NULL, &index))
    return GPOINTER_TO_UINT(index);
  unsigned n = g_hash_table_size(pdf->spots) + 1;
  g_hash_table_insert(pdf->spots, (gpointer)ink->spot, GUINT_TO_POINTER(n));
  return n;
}

static void use_spot(Pdf *pdf, HPDF_Page page, const Ink *ink, unsigned index)
{
  char key[16];
  g_snprintf(key, sizeof key, "S%u", index);
  HPDF_Dict resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
  HPDF_Dict spaces = HPDF_Dict_GetItem(resources, "ColorSpace", HPDF_OCLASS_DICT);
  if (!spaces) {
    spaces = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Dict_Add(resources, "ColorSpace", spaces);
  }
  char mark[24];
  g_snprintf(mark, sizeof mark, "/%s [", key);
  if (spaces->attr && strstr((const char *)spaces->attr, mark))
    return;
  HPDF_Dict holder = new_spot_space(pdf, ink);
  char *raw = g_strdup_printf("/%s %s", key, (const char *)holder->attr + strlen("/CS "));
  object_add_raw(pdf, spaces, raw);
  HPDF_Dict_Free(holder);
  g_free(raw);
}

static void put_share(GString *out, unsigned value, unsigned tint)
{
  put_milli(out, ((int64_t)value * tint + 50000) / 100000); /* 1/100 % × 1/100 % → 1/1000 of one */
}

static bool is_same(const Ink *a, const Ink *b)
{
  return a->c == b->c && a->m == b->m && a->y == b->y && a->k == b->k && a->tint == b->tint &&
         !g_strcmp0(a->spot, b->spot);
}

/* The page's content has the ink already; from now on it has. */
static bool is_set(Pen *pen, const Ink *ink, bool stroke)
{
  Ink *has = stroke ? &pen->stroke : &pen->fill;
  bool *known = stroke ? &pen->stroked : &pen->filled, same = *known && is_same(has, ink);
  *has = *ink;
  *known = true;
  return same;
}

void ink_put(Pdf *pdf, HPDF_Page page, GString *out, const Ink *ink, bool stroke)
{
  if (is_set(&pdf->pen, ink, stroke))
    return;
  if (ink->spot) {
    unsigned index = spot_index(pdf, ink);
    use_spot(pdf, page, ink, index);
    g_string_append_printf(out, "/S%u %s ", index, stroke ? "CS" : "cs");
    put_milli(out, ink->tint / 10);
    put_text(out, stroke ? "SCN\n" : "scn\n");
    return;
  }
  put_share(out, ink->c, ink->tint);
  put_share(out, ink->m, ink->tint);
  put_share(out, ink->y, ink->tint);
  put_share(out, ink->k, ink->tint);
  put_text(out, stroke ? "K\n" : "k\n");
}

static HPDF_Dict new_state(Pdf *pdf, bool overprint)
{
  HPDF_Dict state = object_dict(pdf);
  state->header.obj_class |= HPDF_OSUBCLASS_EXT_GSTATE;
  HPDF_Dict_AddName(state, "Type", "ExtGState");
  HPDF_Dict_AddBoolean(state, "OP", overprint);
  HPDF_Dict_AddBoolean(state, "op", overprint);
  HPDF_Dict_AddNumber(state, "OPM", overprint);
  return state;
}

static bool is_white(const Ink *ink)
{
  return !ink->spot && !ink->c && !ink->m && !ink->y && !ink->k;
}

void ink_put_overprint(Pdf *pdf, HPDF_Page page, GString *out, const Ink *ink)
{
  bool overprint = ink->overprint && !is_white(ink) && ink->tint == 10000;
  HPDF_Dict *state = overprint ? &pdf->overprint : &pdf->knockout;
  if (!*state)
    *state = new_state(pdf, overprint);
  if (pdf->pen.state == *state)
    return;
  pdf->pen.state = *state;
  const char *name = HPDF_Page_GetExtGStateName(page, *state);
  if (name)
    g_string_append_printf(out, "/%s gs\n", name);
}
