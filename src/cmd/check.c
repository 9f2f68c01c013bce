/* tekan check: an issue is typeset, its pictures converted and its fonts embedded, and nothing of it kept; a PDF is
   preflighted, and with -o a copy of it written with the places marked. */
#include <stdio.h>
#include <string.h>

#include "cmd/results.h"
#include "cmd/rules.h"
#include "cmd/tell.h"

/* An issue is a folder; a file is taken for a PDF whatever its name, and one that is missing by its name. */
static bool is_pdf(const char *path)
{
  size_t length = strlen(path);
  bool named = length > 4 && !g_ascii_strcasecmp(path + length - 4, ".pdf");
  return (g_file_test(path, G_FILE_TEST_IS_REGULAR) && !g_str_has_suffix(path, ".yaml")) ||
         (named && !g_file_test(path, G_FILE_TEST_IS_DIR));
}

/* The rules of --layout, and its page; NULL after a diagnostic. Lives in ARENA. */
static const PreflightOptions *find_rules(const Call *call, Arena *arena, DiagList *diags)
{
  PreflightOptions *rules = ARENA_ARRAY(arena, PreflightOptions, 1);
  *rules = (PreflightOptions){0};
  if (!call->layout)
    return rules;
  const LoadOptions options = {(const char *const *)call->places->layout_dirs, false};
  const Layout *layout = layout_load(arena, call->layout, NULL, &options, (Place){.file = "--layout"}, diags);
  if (!layout)
    return NULL;
  *rules = rules_of_press(&layout->press, layout_spots(layout, arena));
  rules->trim_w = length_mpt(layout->trim_w, 0, 0);
  rules->trim_h = length_mpt(layout->trim_h, 0, 0);
  return rules;
}

/* "DIR/ad-problems.pdf" for "…/ad.pdf"; g_free */
static char *problems_name(const char *path)
{
  char *base = g_path_get_basename(path);
  size_t length = strlen(base);
  if (length > 4 && !g_ascii_strcasecmp(base + length - 4, ".pdf"))
    base[length - 4] = 0;
  char *name = g_strconcat(base, "-problems.pdf", NULL);
  g_free(base);
  return name;
}

/* A copy with the places marked, under -o, unless diags tell why not. */
static void write_problems(const Call *call, const char *path, const PreflightMarks *marks, DiagList *diags)
{
  unsigned n;
  const PreflightMark *all = preflight_marks_all(marks, &n);
  Stage *stage = n ? stage_open(call->output, call->guard, diags) : NULL;
  if (!stage)
    return;
  PageNote *notes = g_new(PageNote, n);
  for (unsigned i = 0; i < n; i++)
    notes[i] = (PageNote){all[i].page, all[i].x, all[i].y, all[i].severity >= DIAG_ERROR, all[i].message};
  char *name = problems_name(path);
  bool written = annotate_file(path, stage_target(stage, name), notes, n, diags) && stage_keep(stage, diags);
  unsigned n_kept;
  const char *const *kept = stage_kept(stage, &n_kept);
  for (unsigned i = 0; written && i < n_kept; i++)
    tell_written(call, kept[i]);
  g_free(name);
  g_free(notes);
  stage_free(stage);
}

static int preflight(const Call *call, const char *path)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  PreflightMarks *marks = call->output ? preflight_marks_new(words_lang(call->words)) : NULL;
  const PreflightOptions *rules = find_rules(call, arena, diags);
  bool readable = rules && preflight_file(path, path, rules, marks, diags);
  if (readable && marks)
    write_problems(call, path, marks, diags);
  int status = tell_problems(call, diags);
  if (readable && !marks && diag_count(diags) && !call->quiet && !call->json)
    fprintf(stderr, "tekan: %s\n", words_say(call->words, "-o DIR also writes a copy with these places marked"));
  preflight_marks_free(marks);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}

/* The press PDF is written where nobody looks and thrown away: broken pictures and font rights show only then. */
static void try_press(Job *job)
{
  Scratch *scratch = scratch_open(job->call->guard, job->diags);
  if (!scratch)
    return;
  char *name = g_strconcat(job->issue->file_name, ".pdf", NULL);
  PdfReport unused = {0};
  job_phase(job, N_("trying the press PDF"));
  results_pdf(job, scratch_target(scratch, "press.pdf", name), &(PdfOptions){0}, &unused);
  job_is_sound(job);
  pdf_report_clear(&unused);
  scratch_free(scratch);
  g_free(name);
}

int check_run(const Call *call)
{
  if (is_pdf(call->args[0])) {
    tell_idle(call, "tekan check FILE.pdf", ~(unsigned)(OPTION_PAGES | OPTION_LINES));
    return preflight(call, call->args[0]);
  }
  if (call->layout) {
    tell_complaint(call->words, "%s", words_say(call->words, "--layout goes with a PDF; an issue names its own"));
    return STATUS_INPUT;
  }
  tell_idle(call, "tekan check ISSUE_DIR", ~(unsigned)OPTION_OUTPUT);
  Job job = {0};
  if (job_begin(&job, call, call->args[0]))
    try_press(&job);
  int status = job_end(&job);
  job_clear(&job);
  return status;
}
