/* tekan proof: the proof PDF, page pictures and a web page for editors. */
#include <stdio.h>

#include "cmd/results.h"

/* Pictures of pages the issue no longer has. */
static void sweep_pictures(const Job *job)
{
  for (unsigned n = job->issue->n_pages + 1; !job->call->page_first; n++) {
    char *path = g_strdup_printf("%s/proof/page-%u.png", job->output, n);
    bool gone = !file_remove(path);
    g_free(path);
    if (gone)
      break;
  }
}

static bool write_results(Job *job)
{
  Stage *stage = stage_open(job->output, job->call->guard, job->diags);
  bool written = stage && results_proof_pdf(job, stage) && results_pictures(job, stage) &&
                 results_proof_page(job, stage) && results_keep(job, stage);
  stage_free(stage);
  if (written)
    sweep_pictures(job);
  return written;
}

int proof_run(const Call *call)
{
  Job job = {0};
  if (job_begin(&job, call, call->args[0]))
    write_results(&job);
  int status = job_end(&job);
  job_clear(&job);
  return status;
}
