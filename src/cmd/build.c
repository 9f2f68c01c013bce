/* tekan build: the press PDF and the report. */
#include "cmd/results.h"

static bool write_results(Job *job)
{
  Stage *stage = stage_open(job->output, job->call->guard, job->diags);
  PdfReport pdf = {.images = g_array_new(FALSE, TRUE, sizeof(PdfImage)),
                   .fonts = g_array_new(FALSE, TRUE, sizeof(PdfFont))};
  bool written =
      stage && results_press(job, stage, &pdf) && results_report(job, stage, &pdf) && results_keep(job, stage);
  pdf_report_clear(&pdf);
  stage_free(stage);
  return written;
}

int build_run(const Call *call)
{
  Job job = {0};
  if (job_begin(&job, call, call->args[0]))
    write_results(&job);
  else
    results_tell_earlier(&job, NULL);
  int status = job_end(&job);
  job_clear(&job);
  return status;
}
