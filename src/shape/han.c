/* What is set in boxes: Han, marks, doubled dashes and dots, stacked ？！, full-width spaces; and what has no width. */
#include <unicode/uchar.h>

#include "shape/work.h"

static const Face *find_face(const Job *job, uint32_t code, uint32_t selector)
{
  return font_face_for(job->shaper->fonts, job->style->role, false, code, selector, NULL);
}

static FaceCache *job_cache(const Job *job, const Face *face)
{
  return shaper_cache(job->shaper, face, job->direction, job->style->features);
}

static void use_recipe(Job *job, const Face *face, const Recipe *recipe)
{
  job_run(job, (RunKey){face, (Stand)recipe->stand, recipe->x_scale, recipe->turned});
}

/* One character, one glyph: nearly all of a text. */
static void set_one(Job *job, unsigned ch, unsigned end, const Face *face, const Recipe *recipe)
{
  use_recipe(job, face, recipe);
  Cluster *cluster = job_open(job, ch, end);
  cluster->body = job_scale(job, recipe->body);
  cluster->lead = recipe->lead ? job->size - cluster->body : 0;
  cluster->trail = recipe->trail ? job->size - cluster->body : 0;
  job_add_glyph(job, recipe->gid, recipe->dx, recipe->dy, recipe->body);
}

/* A base with its marks or selector: shaped as it is, in the middle of 1 em unless it is wider. */
static void set_shaped(Job *job, unsigned ch, unsigned end, const Face *face)
{
  const FaceCache *cache = job_cache(job, face);
  ShotSetup setup = {.face = face, .cache = cache, .script = HB_SCRIPT_HAN, .direction = job->direction};
  unsigned n;
  const Rich *rich = job->rich;
  const Shot *shots =
      shaper_shoot(job->shaper, &setup, rich->text, rich->length, job_byte(job, ch), job_byte(job, end), &n);
  bool vertical = job->direction == DIRECTION_VERTICAL;
  int64_t whole = 0;
  for (unsigned i = 0; i < n; i++)
    whole += vertical ? -(int64_t)shots[i].y_advance : shots[i].x_advance;
  int64_t body = MAX(whole, EM), start = (body - whole) / 2;
  job_run(job, (RunKey){face, STAND_UPRIGHT, 1000, false});
  job_open(job, ch, end)->body = job_scale(job, body);
  for (unsigned i = 0; i < n; i++) {
    if (shots[i].gid == 0) {
      job_report_missing(job, ch + 1 < end ? ch + 1 : ch, job->analysis->chars[ch + 1 < end ? ch + 1 : ch].code);
      continue;
    }
    int64_t advance = vertical ? -(int64_t)shots[i].y_advance : shots[i].x_advance;
    int64_t dx = shots[i].x_offset + (vertical ? 0 : start), dy = shots[i].y_offset - (vertical ? start : 0);
    job_add_glyph(job, shots[i].gid, dx, dy, advance);
  }
}

static uint32_t find_selector(const Job *job, unsigned ch, unsigned end)
{
  uint32_t code = ch + 1 < end ? job->analysis->chars[ch + 1].code : 0;
  return u_hasBinaryProperty((UChar32)code, UCHAR_VARIATION_SELECTOR) ? code : 0;
}

/* The face that has all of [ch, end), if any; else the base's. */
static const Face *find_common_face(const Job *job, unsigned ch, unsigned end)
{
  const Face *first = find_face(job, job->analysis->chars[ch].code, find_selector(job, ch, end));
  for (unsigned i = ch + 1; first && i < end; i++) {
    uint32_t code = job->analysis->chars[i].code;
    hb_codepoint_t glyph;
    if (job_is_ignorable(code) || hb_font_get_nominal_glyph(first->unit, code, &glyph))
      continue;
    const Face *other = find_face(job, code, 0);
    if (other && hb_font_get_nominal_glyph(other->unit, job->analysis->chars[ch].code, &glyph))
      return other;
  }
  return first;
}

static void set_box(Job *job, unsigned ch, unsigned end)
{
  const TextChar *text_char = &job->analysis->chars[ch];
  const Face *face = end == ch + 1 ? find_face(job, text_char->code, 0) : find_common_face(job, ch, end);
  if (!face && job_is_ignorable(text_char->code)) {
    job_open(job, ch, end);
    return;
  }
  if (!face) {
    job_add_missing(job, ch, end, text_char->code);
    return;
  }
  const Recipe *recipe =
      end == ch + 1 ? recipe_find(job->shaper, job_cache(job, face), text_char->code, text_char->cls) : NULL;
  if (recipe && recipe->state == RECIPE_ONE)
    set_one(job, ch, end, face, recipe);
  else
    set_shaped(job, ch, end, face);
}

/* --- two and three in one ---------------------------------------------------------------- */

static void set_double(Job *job, unsigned ch, unsigned end)
{
  uint32_t code = job->analysis->chars[ch].code;
  const Face *face = find_face(job, code, 0);
  if (!face && code == MARK_DASH_TWO_EM)
    face = find_face(job, MARK_DASH, 0);
  Double made = face ? double_make(job->shaper, job_cache(job, face), code) : (Double){.n = 0};
  if (made.n == 0) {
    job_add_missing(job, ch, end, code);
    return;
  }
  use_recipe(job, face, &made.parts[0]);
  job_open(job, ch, end)->body = 2 * job->size;
  for (unsigned i = 0; i < made.n; i++)
    job_add_glyph(job, made.parts[i].gid, made.parts[i].dx, made.parts[i].dy, i + 1 == made.n ? 2 * EM : 0);
}

/* ？！ stacked: two in 1 em, three in 2 em (GB/T 15834 5.1.2), each in the middle of its share; down a column one below
 * the other. */
static void set_stack(Job *job, unsigned ch, unsigned end)
{
  const TextChar *chars = job->analysis->chars;
  const Face *face = find_common_face(job, ch, end);
  unsigned n = end - ch;
  bool vertical = job->direction == DIRECTION_VERTICAL;
  int64_t whole = vertical ? (int64_t)n * EM : n == 2 ? EM : 2 * (int64_t)EM;
  if (!face) {
    job_add_missing(job, ch, end, chars[ch].code);
    return;
  }
  job_run(job, (RunKey){face, STAND_UPRIGHT, 1000, false});
  job_open(job, ch, end)->body = job_scale(job, whole);
  for (unsigned i = 0; i < n; i++) {
    const Recipe *recipe = recipe_find(job->shaper, job_cache(job, face), chars[ch + i].code, chars[ch + i].cls);
    int64_t at = whole * i / n, spare = (whole / n - recipe->body) / 2;
    if (recipe->state != RECIPE_ONE) {
      job_report_missing(job, ch + i, chars[ch + i].code);
      continue;
    }
    job_add_glyph(job, recipe->gid, recipe->dx + (vertical ? 0 : at + spare), recipe->dy - (vertical ? at + spare : 0),
                  i + 1 == n ? whole : 0);
  }
}

static unsigned find_unit_end(const Job *job, unsigned ch)
{
  const TextAnalysis *analysis = job->analysis;
  unsigned end = ch + 1;
  while (end < analysis->n && end < ch + 3 && analysis->chars[end].stacked)
    end++;
  return end;
}

/* --- spaces, and nothing ------------------------------------------------------------------ */

static void set_wide_space(Job *job, unsigned ch, unsigned end)
{
  hb_codepoint_t glyph;
  const Face *face = font_face_for(job->shaper->fonts, job->style->role, false, MARK_SPACE, 0, &glyph);
  if (face)
    job_run(job, (RunKey){face, STAND_UPRIGHT, 1000, false});
  job_open(job, ch, end)->body = job->size;
  bool vertical = job->direction == DIRECTION_VERTICAL;
  if (face)
    job_add_glyph(job, glyph, vertical ? -HALF : 0, vertical ? -face->ascent * 1000 : 0, EM);
}

unsigned han_set(Job *job, unsigned ch)
{
  const TextChar *text_char = &job->analysis->chars[ch];
  unsigned end = ch + 1;
  switch (text_char->cls) {
  case CLASS_ABSORBED:
  case CLASS_FORCED: job_open(job, ch, end); return end;
  case CLASS_IDEOSPACE: set_wide_space(job, ch, end); return end;
  case CLASS_DOUBLE:
    end = find_unit_end(job, ch);
    if (end > ch + 1 || text_char->code == MARK_DASH_TWO_EM)
      set_double(job, ch, end);
    else
      set_box(job, ch, end);
    return end;
  case CLASS_END:
    end = find_unit_end(job, ch);
    if (end > ch + 1) {
      set_stack(job, ch, end);
      return end;
    }
    break;
  case CLASS_ZERO:
    if (job_is_ignorable(text_char->code)) {
      job_open(job, ch, end);
      return end;
    }
    break;
  default: break;
  }
  end = job_atom_end(job, ch);
  set_box(job, ch, end);
  return end;
}
