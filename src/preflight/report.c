/* What is found is told: once a page where it is alike, and marked at every place. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "preflight/inspect.h"

enum { ALIKE_MOST = 50 }; /* marks a page; more would hide the page */

struct PreflightMarks {
  DiagList *texts;
  GArray *all;
  GHashTable *there; /* page, place and text of each */
};

PreflightMarks *preflight_marks_new(Lang lang)
{
  PreflightMarks *marks = g_new0(PreflightMarks, 1);
  marks->texts = diag_list_new(lang);
  marks->all = g_array_new(FALSE, TRUE, sizeof(PreflightMark));
  marks->there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return marks;
}

void preflight_marks_free(PreflightMarks *marks)
{
  if (!marks)
    return;
  diag_list_free(marks->texts);
  g_array_free(marks->all, TRUE);
  g_hash_table_destroy(marks->there);
  g_free(marks);
}

const PreflightMark *preflight_marks_all(const PreflightMarks *marks, unsigned *n)
{
  *n = marks->all->len;
  return (const PreflightMark *)(void *)marks->all->data;
}

static void put_mark(PreflightMarks *marks, int page, double x, double y, const Diag *diag)
{
  const PreflightMark mark = {page, x, y, diag->severity, diag->message};
  if (g_hash_table_add(marks->there, g_strdup_printf("%d %a %a %s", page, x, y, mark.message)))
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

/* How often it has been told on this page, counting up to where no more is marked. */
static unsigned count_alike(Inspection *inspection, DiagCode code, const char *extra)
{
  char *key = g_strdup_printf("%d/%d/%s", (int)code, inspection->page, extra);
  unsigned alike = GPOINTER_TO_UINT(g_hash_table_lookup(inspection->told, key));
  if (alike < ALIKE_MOST)
    g_hash_table_replace(inspection->told, key, GUINT_TO_POINTER(alike + 1));
  else
    g_free(key);
  return alike;
}

void inspect_tell(Inspection *inspection, DiagCode code, double x, double y, const char *extra)
{
  char place[96];
  if (inspection->place && !isnan(x)) {
    x = inspection->place[0];
    y = inspection->place[1];
  }
  unsigned alike = count_alike(inspection, code, extra);
  if (alike && (!inspection->marks || alike >= ALIKE_MOST))
    return;
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

void inspect_limit(Inspection *inspection, Past past, double x, double y)
{
  static const char *const WHAT[PASTS][2] = {
  /* by Lang */
#define LIMIT(name, value, en, zh, why) [PAST_##name] = {en, zh},
#include "preflight/limits.def"
#undef LIMIT
  };
  const char *what = WHAT[past][diag_lang(inspection->diags)], *gap = strstr(what, "%s");
  char *told = g_strdup_printf("%.*s%d%s", (int)(gap - what), what, inspection->most[past], gap + 2);
  inspect_tell(inspection, DIAG_PDF_LIMIT, x, y, told);
  inspection->limited = true;
  g_free(told);
}

const int *inspect_limits(void)
{
  static const int MOST[PASTS] = {
#define LIMIT(name, value, en, zh, why) [PAST_##name] = (value),
#include "preflight/limits.def"
#undef LIMIT
  };
  return MOST;
}
