/* What a thread sanitizer must see, and what it must be silent about: two threads of parallel_run count in one place.
   race free: with nothing between them; race locked: under the lock our rooms use.
   Prints what it counted. */
#include <stdio.h>
#include <string.h>

#include "host/host.h"

enum { TURNS = 8, PAUSE = 5000 /* µs: so that both threads get turns */ };

typedef struct {
  GRecMutex lock;
  unsigned sum;
} Sum;

static void count_free(unsigned index, void *data)
{
  Sum *sum = data;
  g_usleep(PAUSE);
  sum->sum += index;
}

static void count_locked(unsigned index, void *data)
{
  Sum *sum = data;
  g_usleep(PAUSE);
  g_rec_mutex_lock(&sum->lock);
  sum->sum += index;
  g_rec_mutex_unlock(&sum->lock);
}

int main(int argc, char **argv)
{
  Sum sum = {.sum = 0};
  g_rec_mutex_init(&sum.lock);
  bool locked = argc > 1 && !strcmp(argv[1], "locked");
  parallel_run(TURNS, 2, locked ? count_locked : count_free, &sum);
  g_rec_mutex_clear(&sum.lock);
  printf("%u\n", sum.sum);
  return 0;
}
