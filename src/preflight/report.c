/* What is found is told: once a page where it is alike, and marked at every place. */
#include <math.h>

#include "base/number.h"
#include "preflight/inspect.h"

enum { ALIKE_MOST = 50 }; /* marks a page; more would hide the page */

struct PreflightMarks {
  DiagList *texts;
  GArray *all;
};

PreflightMarks *preflight_marks_new(Lang lang)
{
  PreflightMarks *marks = g_new0(PreflightMarks, 1);
  marks->texts = diag_list_new(lang);
  marks->all = g_array_new(FALSE, TRUE, sizeof(PreflightMark));
  return marks;
}

void preflight_marks_free(PreflightMarks *marks)
{
  if (!marks)
    return;
  diag_list_free(marks->texts);
  g_array_free(marks->all, TRUE);
  g_free(marks);
}

const PreflightMark *preflight_marks_all(const PreflightMarks *marks, unsigned *n)
{
  *n = marks->all->len;
  return (const PreflightMark *)(void *)marks->all->data;
}

static bool is_same(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

static void put_mark(PreflightMarks *marks, int page, double x, double y, const Diag *diag)
{
  const PreflightMark mark = {page, x, y, diag->severity, diag->message};
  for (unsigned i = marks->all->len; i-- > 0;) {
    const PreflightMark *other = &g_array_index(marks->all, PreflightMark, i);
    if (other->page != page)
      break; /* pages come one after another */
    if (is_same(other->x, x) && is_same(other->y, y) && !g_strcmp0(other->message, mark.message))
      return;
  }
  g_array_append_val(marks->all, mark);
}

/* " (page 3, at 20, 115 mm)": mm from the trim's top left. */
static void format_place(const Inspection *inspection, double x, double y, char *text, size_t size)
{
  bool zh = diag_lang(inspection->diags) == LANG_ZH;
  int mm_x = number_round((x - inspection->trim[0]) * 25.4 / 72),
      mm_y = number_round((inspection->trim[3] - y) * 25.4 / 72);
  text[0] = 0;
  if (inspection->page && (isnan(x) || isnan(y)))
    g_snprintf(text, (gulong)size, zh ? "（第 %d 页）" : " (page %d)", inspection->page);
  else if (inspection->page)
    g_snprintf(text, (gulong)size, zh ? "（第 %d 页，距左上角 %d, %d 毫米）" : " (page %d, at %d, %d mm)",
               inspection->page, mm_x, mm_y);
}

/* What painting says of itself, in the user's language; all else is the PDF's own words. */
static const char *in_chinese(const char *extra)
{
  static const char *const WORDS[][2] = {
      {"content", "页面内容"}, {"image", "图像"}, {"shading", "渐变"}, {"blending", "透明混合"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(WORDS); i++)
    if (!g_strcmp0(extra, WORDS[i][0]))
      return WORDS[i][1];
  return extra;
}

void inspect_tell(Inspection *inspection, DiagCode code, double x, double y, const char *extra)
{
  char key[128], place[96];
  if (inspection->place && !isnan(x)) {
    x = inspection->place[0];
    y = inspection->place[1];
  }
  g_snprintf(key, sizeof key, "%d/%d/%.60s", (int)code, inspection->page, extra);
  unsigned alike = GPOINTER_TO_UINT(g_hash_table_lookup(inspection->told, key));
  if (alike && (!inspection->marks || alike >= ALIKE_MOST))
    return;
  g_hash_table_insert(inspection->told, g_strdup(key), GUINT_TO_POINTER(alike + 1));
  format_place(inspection, x, y, place, sizeof place);
  extra = diag_lang(inspection->diags) == LANG_ZH ? in_chinese(extra) : extra;
  const Place file = {inspection->name, 0, 0};
  if (!alike)
    diag_add_at(inspection->diags, code, file, inspection->page, NULL, extra, place);
  if (!inspection->marks)
    return;
  DiagList *texts = inspection->marks->texts;
  diag_add_at(texts, code, file, inspection->page, NULL, extra, place);
  put_mark(inspection->marks, inspection->page, x, y, diag_at(texts, diag_count(texts) - 1));
}
