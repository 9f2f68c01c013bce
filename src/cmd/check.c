/* tekan check: an issue is typeset, its pictures converted and its fonts embedded, and nothing of it kept; a PDF is
   preflighted. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cmd/results.h"
#include "cmd/tell.h"
#include "preflight/preflight.h"

static bool looks_like_pdf(const char *path)
{
  size_t length = strlen(path);
  return length > 4 && !g_ascii_strcasecmp(path + length - 4, ".pdf") && !g_file_test(path, G_FILE_TEST_IS_DIR);
}

static int preflight(const Call *call, const char *path)
{
  DiagList *diags = diag_list_new(words_lang(call->words));
  const PreflightOptions any = {0};
  preflight_file(path, path, &any, diags);
  int status = tell_problems(call, diags);
  diag_list_free(diags);
  return status;
}

/* The press PDF is written where nobody looks and thrown away: broken pictures and font rights show only then. */
static void try_press(Job *job)
{
  char *folder = g_dir_make_tmp("tekan-XXXXXX", NULL);
  if (!folder) {
    diag_add(job->diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = g_get_tmp_dir()}, g_get_tmp_dir(), g_strerror(errno));
    return;
  }
  char *path = g_build_filename(folder, "press.pdf", NULL);
  PdfReport unused = {0};
  job_phase(job, N_("trying the press PDF"));
  results_pdf(job, path, &(PdfOptions){0}, &unused);
  pdf_report_clear(&unused);
  g_remove(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
}

int check_run(const Call *call)
{
  if (looks_like_pdf(call->args[0]))
    return preflight(call, call->args[0]);
  Job job = {0};
  if (job_begin(&job, call, call->args[0]))
    try_press(&job);
  int status = job_end(&job);
  job_clear(&job);
  return status;
}
