/* What libFuzzer and tests/fuzz/replay.c call in a target, and what a target's mutator calls of libFuzzer. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <glib.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

#include "base/diag.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t size_one, const uint8_t *two, size_t size_two, uint8_t *out,
                                 size_t most, unsigned seed);
/* libFuzzer's own; in a replay there is none, and nothing mutates. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

/* Defined where a corpus is replayed: then an input goes all ways a target has, else one of them, by its own bytes, so
   that many are tried. */
extern const int TARGET_REPLAYS __attribute__((weak));

static inline int target_goes(const uint8_t *data, size_t size, unsigned way, unsigned ways)
{
  uint32_t sum = (uint32_t)size;
  for (size_t i = 0; i < size; i++)
    sum = sum * 31 + data[i];
  return &TARGET_REPLAYS != NULL || (sum >> 8) % ways == way;
}

/* First in LLVMFuzzerInitialize: what GLib complains of is a fault of ours. */
static inline void target_open(void)
{
  g_log_set_always_fatal((GLogLevelFlags)(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING));
}

static inline void target_end(int signal)
{
  abort();
}

/* First in LLVMFuzzerTestOneInput: an input has so many seconds of processor time. libFuzzer's own -timeout goes by the
   clock, which says little where others work too. */
static inline void target_begin(void)
{
  enum { SECONDS = 10 };
  signal(SIGPROF, target_end);
  setitimer(ITIMER_PROF, &(struct itimerval){.it_value.tv_sec = SECONDS}, NULL);
}

/* What the program would have told, for whoever wants to know what an input comes to: TELL=1 build/tests/fuzz/… FILE.
 */
static inline void target_tell(const DiagList *diags)
{
  for (unsigned i = 0; g_getenv("TELL") && i < diag_count(diags); i++)
    fprintf(stderr, "%s: %s [%s]\n", severity_name(diag_at(diags, i)->severity, LANG_EN), diag_at(diags, i)->message,
            diag_code_name(diag_at(diags, i)->code));
}

static inline int target_replays(void)
{
  return &TARGET_REPLAYS != NULL;
}

/* Chance that repeats itself for a seed (xorshift). */
static inline uint32_t chance(uint32_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static inline uint32_t chance_below(uint32_t *state, uint32_t n)
{
  return n ? chance(state) % n : 0;
}

#endif
