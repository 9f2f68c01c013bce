#include "host/work.h"

#include "base/limits.h"

typedef struct {
  unsigned n;
  gint next;
  ParallelWork work;
  void *data;
} Parallel;

static gpointer take_turns(gpointer data)
{
  Parallel *parallel = data;
  for (;;) {
    unsigned index = (unsigned)g_atomic_int_add(&parallel->next, 1);
    if (index >= parallel->n)
      return NULL;
    parallel->work(index, parallel->data);
  }
}

void parallel_run(unsigned n, int jobs, ParallelWork work, void *data)
{
  Parallel parallel = {n, 0, work, data};
  GThread *helpers[LIMIT_JOBS];
  unsigned wanted = MIN((unsigned)CLAMP(jobs, 1, LIMIT_JOBS), MAX(n, 1)) - 1, there = 0;
  while (there < wanted && (helpers[there] = g_thread_try_new("tekan", take_turns, &parallel, NULL)))
    there++;
  take_turns(&parallel);
  for (unsigned i = 0; i < there; i++)
    g_thread_join(helpers[i]);
}
