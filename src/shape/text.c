/* shape_text: the characters of a text, one atom after the other, into clusters, runs and glyphs. */
#include <unicode/uchar.h>

#include "shape/work.h"

/* --- the job's parts ------------------------------------------------------------------------ */

Mpt job_scale(const Job *job, int64_t units)
{
  int64_t product = units * job->size;
  return (Mpt)((product + (product < 0 ? -HALF : HALF)) / EM);
}

uint32_t job_byte(const Job *job, unsigned ch)
{
  return ch < job->analysis->n ? job->analysis->chars[ch].start : job->rich->length;
}

bool job_is_ignorable(uint32_t code)
{
  return code >= MARK_SOFT_HYPHEN && u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Break opportunities and glue stand for themselves; the other zero-width characters belong to the one before. */
static bool joins(const TextChar *text_char)
{
  uint32_t code = text_char->code;
  return text_char->cls == CLASS_ZERO && code != MARK_ZERO_SPACE && code != MARK_WORD_JOINER && code != MARK_NO_BREAK &&
         code != MARK_SOFT_HYPHEN;
}

unsigned job_atom_end(const Job *job, unsigned ch)
{
  const TextAnalysis *analysis = job->analysis;
  unsigned end = ch + 1;
  while (end < analysis->n &&
         (joins(&analysis->chars[end]) || (analysis->chars[end - 1].code == MARK_ZERO_JOINER && end > ch + 1)))
    end++;
  return end;
}

Cluster *job_open(Job *job, unsigned ch, unsigned end)
{
  GArray *clusters = job->shaper->clusters;
  g_array_set_size(clusters, clusters->len + 1);
  Cluster *cluster = &g_array_index(clusters, Cluster, clusters->len - 1);
  *cluster = (Cluster){.start = job_byte(job, ch),
                       .end = job_byte(job, end),
                       .ch = ch,
                       .ch_end = end,
                       .glyph = job->shaper->glyphs->len,
                       .run = (uint16_t)job->run,
                       .cls = job->analysis->chars[ch].cls,
                       .em = job->size};
  return cluster;
}

void job_add_glyph(Job *job, hb_codepoint_t gid, int64_t dx, int64_t dy, int64_t advance)
{
  GArray *clusters = job->shaper->clusters, *glyphs = job->shaper->glyphs;
  Cluster *cluster = &g_array_index(clusters, Cluster, clusters->len - 1);
  if (cluster->n_glyphs == UINT16_MAX)
    return;
  cluster->n_glyphs++;
  g_array_set_size(glyphs, glyphs->len + 1);
  g_array_index(glyphs, ShapeGlyph, glyphs->len - 1) =
      (ShapeGlyph){gid, job_scale(job, dx), job_scale(job, dy), job_scale(job, advance)};
}

static bool is_run(const Job *job, const ShapeRun *run, const RunKey *key)
{
  return run->face == key->face && run->style == job->style && run->stand == key->stand &&
         run->x_scale == key->x_scale && run->faces == job->faces && run->synthetic_turn == key->turned;
}

/* The run of that key: the one at hand, an earlier one, a new one. There are few, however long the text. */
void job_run(Job *job, RunKey key)
{
  GArray *runs = job->shaper->runs;
  const ShapeRun *all = (const ShapeRun *)runs->data;
  if (runs->len && is_run(job, &all[job->run], &key))
    return;
  for (unsigned i = runs->len; i-- > 0;)
    if (is_run(job, &all[i], &key)) {
      job->run = i;
      return;
    }
  if (runs->len > UINT16_MAX) /* cannot be: faces × spans' looks × scales */
    return;
  ShapeRun run = {.face = key.face,
                  .style = job->style,
                  .size = job->size,
                  .stand = key.stand,
                  .x_scale = key.x_scale,
                  .faces = job->faces,
                  .synthetic_turn = key.turned};
  g_array_append_val(runs, run);
  job->run = runs->len - 1;
}

/* Letters of a script that runs from right to left, and what makes others run so. */
static bool is_leftward(uint32_t code)
{
  if (code < 0x590 || (code >= 0x2E80 && code < 0xFB1D) || code == 0x200F ||
      code == 0x61C) /* the marks alone do nothing */
    return false;
  switch (u_charDirection((UChar32)code)) {
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC:
  case U_RIGHT_TO_LEFT_EMBEDDING:
  case U_RIGHT_TO_LEFT_OVERRIDE:
  case U_RIGHT_TO_LEFT_ISOLATE: return true;
  default: return false;
  }
}

static bool belongs_to_word(uint32_t code)
{
  return u_charType((UChar32)code) == U_NON_SPACING_MARK || (is_leftward(code) && u_isalpha((UChar32)code));
}

/* All lines run one way here: it would be set backwards. Once a text, with the word it begins with; a control by its
   number, for it would turn the message round. */
static void report_leftward(const Job *job)
{
  const TextChar *chars = job->analysis->chars;
  unsigned ch = 0;
  while (ch < job->analysis->n && !is_leftward(chars[ch].code))
    ch++;
  if (ch == job->analysis->n)
    return;
  unsigned end = ch;
  while (end < job->analysis->n && belongs_to_word(chars[end].code))
    end++;
  uint32_t start = job_byte(job, ch);
  char *word = end > ch ? g_strndup(job->rich->text + start, job_byte(job, end) - start)
                        : g_strdup_printf("U+%04X", chars[ch].code);
  diag_add(job->diags, DIAG_TEXT_LEFTWARD, rich_place(job->rich, start), word);
  g_free(word);
}

void job_report_missing(Job *job, unsigned ch, uint32_t code)
{
  if (is_leftward(code) || !g_hash_table_add(job->missing, GUINT_TO_POINTER(code)))
    return;
  char text[7] = {0};
  g_unichar_to_utf8(code, text);
  diag_add(job->diags, DIAG_GLYPH_MISSING, rich_place(job->rich, job_byte(job, ch)), text, code,
           font_package_for(code));
}

void job_add_missing(Job *job, unsigned ch, unsigned end, uint32_t code)
{
  const Face *face = font_role_face(job->shaper->fonts, job->style->role, false);
  job_report_missing(job, ch, code);
  job_run(job, (RunKey){face, STAND_UPRIGHT, 1000, false});
  job_open(job, ch, end)->body = job->size;
}

/* --- spans -------------------------------------------------------------------------------------- */

static const TextStyle *style_of_faces(const TextStyle *base, uint32_t faces)
{
  if (faces & RICH_BOLD && base->bold)
    return base->bold;
  if (faces & RICH_KAI && base->kai)
    return base->kai;
  return base;
}

static void enter_span(Job *job, uint32_t byte)
{
  if (byte < job->span_end)
    return;
  const Rich *rich = job->rich;
  while (job->span < rich->n_spans && rich->spans[job->span].end <= byte)
    job->span++;
  const RichSpan *span = job->span < rich->n_spans ? &rich->spans[job->span] : NULL;
  bool inside = span && span->start <= byte;
  job->faces = inside ? span->faces : 0;
  job->span_end = !span ? UINT32_MAX : inside ? span->end : span->start;
  job->style = style_of_faces(job->base, job->faces);
}

/* --- the whole ------------------------------------------------------------------------------------ */

static void set_text(Job *job)
{
  for (unsigned ch = 0; ch < job->analysis->n;) {
    enter_span(job, job_byte(job, ch));
    ch = latin_begins(job, ch) ? latin_set(job, ch) : han_set(job, ch);
  }
  const Face *face = font_role_face(job->shaper->fonts, job->base->role, false);
  if (job->analysis->n && job->shaper->runs->len == 0) /* nothing with a glyph: clusters name run 0 all the same */
    job_run(job, (RunKey){face, STAND_UPRIGHT, 1000, false});
}

static void *copy_array(Arena *arena, const GArray *array, size_t size, unsigned *n)
{
  *n = array->len;
  return array->len ? arena_copy(arena, array->data, array->len * size) : NULL;
}

static void add_hyphen(Shaped *shaped, const Job *job)
{
  const TextStyle *style = job->base;
  unsigned role = style->latin_role >= 0 ? (unsigned)style->latin_role : style->role;
  shaped->hyphen_face = font_face_for(job->shaper->fonts, role, true, '-', 0, &shaped->hyphen_gid);
  if (shaped->hyphen_face)
    shaped->hyphen = job_scale(job, hb_font_get_glyph_h_advance(shaped->hyphen_face->unit, shaped->hyphen_gid));
}

static bool has_ruby(const Rich *rich)
{
  for (unsigned i = 0; i < rich->n_spans; i++)
    if (rich->spans[i].faces & RICH_RUBY && rich->spans[i].ruby)
      return true;
  return false;
}

static TextAnalysis *analyse(Arena *arena, const Rich *rich, const TextStyle *style, const char *const *keep)
{
  TextRules rules = {.level = style->level, .hyphenate = style->hyphenate, .keep = keep};
  return text_analyse(arena, rich->text, rich->length, &rules);
}

static void clear_arrays(Shaper *shaper)
{
  g_array_set_size(shaper->runs, 0);
  g_array_set_size(shaper->glyphs, 0);
  g_array_set_size(shaper->clusters, 0);
}

Shaped *shape_text(Arena *arena, Shaper *shaper, const Rich *rich, const TextStyle *style, Mpt size,
                   Direction direction, const char *const *keep, DiagList *diags)
{
  Job job = {.shaper = shaper,
             .rich = rich,
             .analysis = analyse(arena, rich, style, keep),
             .direction = direction,
             .size = size ? size : style->size,
             .diags = diags,
             .base = style,
             .style = style,
             .missing = g_hash_table_new(NULL, NULL)};
  clear_arrays(shaper);
  report_leftward(&job);
  set_text(&job);
  Shaped *shaped = ARENA_NEW(arena, Shaped);
  *shaped = (Shaped){.rich = rich, .analysis = job.analysis, .style = style, .direction = direction, .size = job.size};
  shaped->runs = copy_array(arena, shaper->runs, sizeof(ShapeRun), &shaped->n_runs);
  ShapeGlyph *glyphs = copy_array(arena, shaper->glyphs, sizeof(ShapeGlyph), &shaped->n_glyphs);
  shaped->glyphs = glyphs;
  Cluster *clusters = copy_array(arena, shaper->clusters, sizeof(Cluster), &shaped->n_clusters);
  shaped->clusters = clusters;
  add_hyphen(shaped, &job);
  if (has_ruby(rich)) {
    TextBreak *breaks = arena_copy(arena, job.analysis->breaks, (job.analysis->n + 1) * sizeof(TextBreak));
    TextAnalysis *own = arena_copy(arena, job.analysis, sizeof *own);
    own->breaks = breaks;
    shaped->analysis = own;
    ruby_set(arena, shaper, shaped, (Open){clusters, glyphs, breaks}, diags);
  }
  g_hash_table_destroy(job.missing);
  return shaped;
}
