/* Latin letters and figures: shaped by HarfBuzz in words, a cluster each of its clusters. In a vertical line one letter
   or figure stands, two figures stand side by side, the rest is turned. */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "shape/work.h"

static bool is_space(uint8_t cls)
{
  return cls == CLASS_SPACE || cls == CLASS_NBSP;
}

bool latin_begins(const Job *job, unsigned ch)
{
  uint8_t cls = job->analysis->chars[ch].cls;
  return text_class_latin((CharClass)cls) || is_space(cls);
}

/* A stretch of one face and script, to be shaped at once. */
typedef struct {
  unsigned ch, end;
  const Face *face;
  hb_script_t script;
} Stretch;

static bool has_glyph(const Face *face, uint32_t code)
{
  hb_codepoint_t glyph;
  return job_is_ignorable(code) || hb_font_get_nominal_glyph(face->unit, code, &glyph);
}

static const Face *find_face(const Job *job, unsigned ch, unsigned end, const Face *before)
{
  const TextChar *chars = job->analysis->chars;
  unsigned role = job->style->latin_role >= 0 ? (unsigned)job->style->latin_role : job->style->role;
  uint32_t code = is_space(chars[ch].cls) ? ' ' : chars[ch].code;
  if (is_space(chars[ch].cls) && before && has_glyph(before, ' '))
    return before;
  const Face *face = font_face_for(job->shaper->fonts, role, true, code, 0, NULL);
  for (unsigned i = ch + 1; face && i < end; i++) {
    if (has_glyph(face, chars[i].code))
      continue;
    const Face *other = font_face_for(job->shaper->fonts, role, true, chars[i].code, 0, NULL);
    if (other && has_glyph(other, code))
      return other;
  }
  return face;
}

/* Common and inherited characters take the script before them. */
static hb_script_t find_script(uint32_t code, hb_script_t before)
{
  if (code < 0x2C0) /* Latin and common (Unicode, Scripts.txt) */
    return HB_SCRIPT_LATIN;
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)code, &status);
  if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
    return before;
  return hb_script_from_string(uscript_getShortName(script), -1);
}

/* In a vertical line a word ends at a space, and what UAX #50 stands upright stands alone. */
static bool stands_alone(const Job *job, unsigned ch)
{
  if (job->direction == DIRECTION_HORIZONTAL)
    return false;
  const TextChar *text_char = &job->analysis->chars[ch];
  int orientation = u_getIntPropertyValue((UChar32)text_char->code, UCHAR_VERTICAL_ORIENTATION);
  return is_space(text_char->cls) || orientation == U_VO_UPRIGHT || orientation == U_VO_TRANSFORMED_UPRIGHT;
}

static Stretch find_stretch(Job *job, unsigned ch)
{
  const TextAnalysis *analysis = job->analysis;
  unsigned end = job_atom_end(job, ch);
  Stretch stretch = {ch, end, find_face(job, ch, end, NULL), find_script(analysis->chars[ch].code, HB_SCRIPT_LATIN)};
  if (!stretch.face || stands_alone(job, ch))
    return stretch;
  while (end < analysis->n && latin_begins(job, end) && job_byte(job, end) < job->span_end && !stands_alone(job, end)) {
    unsigned next = job_atom_end(job, end);
    if (find_face(job, end, next, stretch.face) != stretch.face ||
        find_script(analysis->chars[end].code, stretch.script) != stretch.script)
      break;
    end = next;
  }
  stretch.end = end;
  return stretch;
}

/* --- clusters ------------------------------------------------------------------------------- */

/* How the stretch stands: turned ones centre the capitals' height on the column's line. */
typedef struct {
  Stand stand;
  int64_t dy;
} Standing;

static void report_notdef(Job *job, unsigned ch, unsigned end, const Face *face)
{
  for (unsigned i = ch; i < end; i++)
    if (!has_glyph(face, job->analysis->chars[i].code)) {
      job_report_missing(job, i, job->analysis->chars[i].code);
      return;
    }
}

static void add_cluster(Job *job, const Stretch *stretch, const Standing *standing, unsigned ch, unsigned end,
                        const Shot *shots, unsigned n)
{
  int64_t body = 0;
  uint32_t first = job->shaper->clusters->len;
  job_open(job, ch, end);
  for (unsigned i = 0; i < n; i++) {
    body += shots[i].x_advance;
    if (shots[i].gid)
      job_add_glyph(job, shots[i].gid, shots[i].x_offset, shots[i].y_offset + standing->dy, shots[i].x_advance);
    else
      report_notdef(job, ch, end, stretch->face);
  }
  g_array_index(job->shaper->clusters, Cluster, first).body = job_scale(job, MAX(body, 0));
}

static unsigned skip_to_byte(const Job *job, unsigned ch, unsigned end, uint32_t byte)
{
  while (ch < end && job->analysis->chars[ch].start < byte)
    ch++;
  return ch;
}

/* HarfBuzz's clusters become ours; bytes come in order, as every run is set left to right. */
static void add_clusters(Job *job, const Stretch *stretch, const Standing *standing, const Shot *shots, unsigned n)
{
  unsigned ch = stretch->ch;
  for (unsigned i = 0; i < n;) {
    unsigned k = i + 1;
    while (k < n && shots[k].cluster <= shots[i].cluster)
      k++;
    unsigned next = k < n ? skip_to_byte(job, ch + 1, stretch->end, shots[k].cluster) : stretch->end;
    if (next > ch)
      add_cluster(job, stretch, standing, ch, next, shots + i, k - i);
    ch = next;
    i = k;
  }
  if (ch < stretch->end) /* nothing but ignorable characters */
    job_open(job, ch, stretch->end);
}

/* --- vertical: upright and side by side -------------------------------------------------------- */

enum { NARROWEST = 750, CAPITALS_MOST = 4 };

static bool is_digit(uint32_t code)
{
  return code >= '0' && code <= '9';
}

static bool are_figures(const TextChar *chars, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (!is_digit(chars[i].code))
      return false;
  return true;
}

/* One letter, one sign, or as many figures as the style stands side by side. */
static bool fits_one_box(const Job *job, const Stretch *stretch)
{
  unsigned most = job->style->combine ? (unsigned)job->style->combine : 2;
  const TextChar *chars = job->analysis->chars + stretch->ch;
  unsigned n = stretch->end - stretch->ch;
  if (is_space(chars[0].cls))
    return false;
  return job_atom_end(job, stretch->ch) == stretch->end
             ? u_isalnum((UChar32)chars[0].code) || stands_alone(job, stretch->ch)
             : n <= most && are_figures(chars, n);
}

/* Figures across in one box, narrowed to 1 em, though never below three quarters of their width: three stand out of the
 * box a little at either side. Centred in it (§5.5). */
static void set_combined(Job *job, const Stretch *stretch, const Shot *shots, unsigned n)
{
  int64_t width = 0;
  for (unsigned i = 0; i < n; i++)
    width += shots[i].x_advance;
  int x_scale = width > EM ? MAX((int)((int64_t)EM * 1000 / width), NARROWEST) : 1000;
  Stand stand = stretch->end - stretch->ch > 1 && n > 1 ? STAND_COMBINED : STAND_UPRIGHT;
  job_run(job, (RunKey){stretch->face, stand, x_scale, false});
  job_open(job, stretch->ch, stretch->end)->body = job->size;
  int64_t dy = -HALF - (int64_t)stretch->face->cap_height * 500, dx = -width * x_scale / 1000 / 2;
  for (unsigned i = 0; i < n; i++)
    if (shots[i].gid) {
      int64_t advance = (int64_t)shots[i].x_advance * x_scale / 1000;
      job_add_glyph(job, shots[i].gid, dx + (int64_t)shots[i].x_offset * x_scale / 1000, dy + shots[i].y_offset,
                    stand == STAND_COMBINED ? advance : EM);
    }
}

/* Chinese fonts have “ ” ‘ ’ a full em wide: among Latin letters their proportional forms are wanted. */
static const GArray *find_narrow(const Job *job, const Stretch *stretch)
{
  GArray *narrow = job->shaper->narrow;
  g_array_set_size(narrow, 0);
  for (unsigned ch = stretch->ch; ch < stretch->end; ch++) {
    uint32_t code = job->analysis->chars[ch].code;
    if (code < MARK_HYPHEN || code > MARK_ANGLE_SINGLE_CLOSE)
      continue;
    hb_feature_t feature = {HB_TAG('p', 'w', 'i', 'd'), 1, job_byte(job, ch), job_byte(job, ch + 1)};
    g_array_append_val(narrow, feature);
  }
  return narrow;
}

static void set_stretch(Job *job, const Stretch *stretch)
{
  bool vertical = job->direction == DIRECTION_VERTICAL;
  const FaceCache *cache = shaper_cache(job->shaper, stretch->face, job->direction, job->style->features);
  ShotSetup setup = {.face = stretch->face,
                     .cache = cache,
                     .script = stretch->script,
                     .direction = DIRECTION_HORIZONTAL,
                     .latin = true,
                     .narrow = find_narrow(job, stretch)};
  unsigned n;
  const Shot *shots = shaper_shoot(job->shaper, &setup, job->rich->text, job->rich->length, job_byte(job, stretch->ch),
                                   job_byte(job, stretch->end), &n);
  if (vertical && n > 0 && fits_one_box(job, stretch)) {
    set_combined(job, stretch, shots, n);
    return;
  }
  Standing standing = {STAND_UPRIGHT, 0};
  if (vertical)
    standing = (Standing){STAND_TURNED, -(int64_t)stretch->face->cap_height * 500};
  job_run(job, (RunKey){stretch->face, standing.stand, 1000, false});
  add_clusters(job, stretch, &standing, shots, n);
}

/* GDP, PPP, 5G's G: each capital upright in a box of its own, where the style asks. */
static bool is_abbreviation(const Job *job, const Stretch *stretch)
{
  unsigned n = stretch->end - stretch->ch;
  if (job->direction == DIRECTION_HORIZONTAL || !job->style->upright_capitals || n > CAPITALS_MOST)
    return false;
  for (unsigned i = stretch->ch; i < stretch->end; i++)
    if (job->analysis->chars[i].code < 'A' || job->analysis->chars[i].code > 'Z')
      return false;
  return true;
}

static void set_capitals(Job *job, const Stretch *stretch)
{
  for (unsigned ch = stretch->ch; ch < stretch->end; ch++) {
    Stretch one = *stretch;
    one.ch = ch;
    one.end = ch + 1;
    set_stretch(job, &one);
  }
}

unsigned latin_set(Job *job, unsigned ch)
{
  Stretch stretch = find_stretch(job, ch);
  if (stretch.face && is_abbreviation(job, &stretch))
    set_capitals(job, &stretch);
  else if (stretch.face)
    set_stretch(job, &stretch);
  else if (job_is_ignorable(job->analysis->chars[ch].code))
    job_open(job, ch, stretch.end);
  else
    job_add_missing(job, ch, stretch.end, job->analysis->chars[ch].code);
  return stretch.end;
}
