/* Whatever ends the work, the status is one of ours, a signal meant for us ends us, and nothing is left. */
#include "world.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

typedef struct {
  World *world;
  int how; /* an exit status, minus a signal, or one of these */
} Work;

/* Ways of asking for memory where there is none. */
enum { BY_GLIB = 100, BY_MALLOC, BY_CALLOC, BY_REALLOC, BY_MEMALIGN, BY_ALIGNED, BY_POSIX, WAYS };
enum { CLAIM = 100, REFUSED = 7 }; /* more than a way of asking: it asks for what only a damaged file claims; refused */

static void *ask(int way, size_t size)
{
  static const size_t ALIGNMENT = 64;
  void *memory = NULL;
  if (way == BY_CALLOC)
    return calloc(4, size / 4);
  if (way == BY_REALLOC)
    return realloc(malloc(16), size);
  if (way == BY_MEMALIGN)
    return memalign(ALIGNMENT, size);
  if (way == BY_ALIGNED)
    return aligned_alloc(ALIGNMENT, size);
  if (way == BY_POSIX)
    return posix_memalign(&memory, ALIGNMENT, size) ? NULL : memory;
  return malloc(size);
}

/* Takes all the address space this process may have. */
static int use_up(int way)
{
  enum { STEP = 64 * 1024 * 1024, PLENTY = 1000 };
  if (way == BY_GLIB)
    g_free(g_malloc(G_MAXSIZE / 2));
  struct rlimit all = {1L << 30, 1L << 30};
  setrlimit(RLIMIT_AS, &all);
  if (way >= CLAIM + BY_GLIB)
    return ask(way - CLAIM, (size_t)MEMORY_CLAIM_BYTES * 4) ? 99 : REFUSED;
  void *volatile taken = NULL;
  for (unsigned i = 0; i < PLENTY; i++)
    if (!(taken = ask(way, STEP)))
      return 98; /* told by nobody */
  return 97;
}

static int work(const Guard *guard, void *data)
{
  const Work *task = data;
  World *world = task->world;
  Stage *stage = stage_open(at(world, "out/issue"), guard, world->diags);
  Fresh *fresh = fresh_open(at(world, "new/issue"), guard, world->diags);
  Scratch *scratch = scratch_open(guard, world->diags);
  file_write(stage_target(stage, "a.pdf"), "A", 1, world->diags);
  fresh_add(fresh, "b/c", "C", 1);
  file_write(scratch_target(scratch, "d", "d"), "D", 1, world->diags);
  if (task->how < 0) {
    signal(-task->how, SIG_DFL); /* cmocka catches some */
    raise(-task->how);
  }
  /* Without cleaning up. */
  return task->how < BY_GLIB ? task->how : use_up(task->how);
}

/* In a child of the test's own, which may be ended by a signal; its wait status. */
static int run(World *world, int how)
{
  Work task = {world, how};
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    close(STDERR_FILENO);
    _exit(guard_run(work, &task, LANG_EN));
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return status;
}

static void leaves_nothing_behind(void **state)
{
  World *world = *state;
  g_setenv("TMPDIR", at(world, "tmp"), TRUE);
  g_mkdir(at(world, "tmp"), 0777);
  static const int ENDS[] = {0, 1, 2, 3, BY_GLIB, -SIGSEGV, -SIGABRT, -SIGKILL, -SIGINT, -SIGTERM, -SIGHUP};
  for (unsigned i = 0; i < G_N_ELEMENTS(ENDS); i++) {
    int status = run(world, ENDS[i]);
    bool asked = ENDS[i] == -SIGINT || ENDS[i] == -SIGTERM || ENDS[i] == -SIGHUP;
    if (asked)
      assert_true(WIFSIGNALED(status) && WTERMSIG(status) == -ENDS[i]);
    else
      assert_true(WIFEXITED(status) &&
                  WEXITSTATUS(status) == (ENDS[i] >= 0 && ENDS[i] < BY_GLIB ? ENDS[i] : HOST_FAILED));
    assert_false(is_there(world, "out"));
    assert_false(is_there(world, "new"));
    assert_int_equal(count_entries(at(world, "tmp")), 0);
  }
}

/* Whatever is asked: HOST_FAILED, and nothing is left. */
static void ends_where_there_is_no_memory(void **state)
{
  World *world = *state;
  g_setenv("TMPDIR", at(world, "tmp"), TRUE);
  g_mkdir(at(world, "tmp"), 0777);
  if (HOST_SANITIZED)
    skip(); /* it has an allocator of its own */
  for (int way = BY_GLIB; way < WAYS; way++) {
    int status = run(world, way);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), HOST_FAILED);
    assert_false(is_there(world, "out"));
    assert_int_equal(count_entries(at(world, "tmp")), 0);
    status = way == BY_GLIB ? 0 : run(world, way + CLAIM); /* GLib's own g_malloc knows no refusal */
    assert_true(way == BY_GLIB || (WIFEXITED(status) && WEXITSTATUS(status) == REFUSED));
  }
}

static int wait_for_ever(const Guard *guard, void *data)
{
  World *world = data;
  stage_open(at(world, "out/issue"), guard, world->diags);
  while (world)
    pause();
  return 0;
}

/* A signal to the parent alone, as kill(1) sends it. */
static void passes_signals_on(void **state)
{
  World *world = *state;
  fflush(NULL);
  pid_t child = fork();
  if (child == 0)
    _exit(guard_run(wait_for_ever, world, LANG_EN));
  while (!is_there(world, "out/issue"))
    g_usleep(1000);
  kill(child, SIGTERM);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
  assert_false(is_there(world, "out"));
}

/* The parent is killed: its child goes with it, and the lock with that; the next run sweeps. */
static void goes_with_its_parent(void **state)
{
  World *world = *state;
  fflush(NULL);
  pid_t child = fork();
  if (child == 0)
    _exit(guard_run(wait_for_ever, world, LANG_EN));
  while (!is_there(world, "out/issue"))
    g_usleep(1000);
  g_usleep(20000);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  for (unsigned tries = 0; tries < 500 && count_entries(at(world, "out/issue")); tries++) {
    stage_free(stage_open(at(world, "out/issue"), NULL, world->diags));
    g_usleep(10000);
  }
  assert_int_equal(count_entries(at(world, "out/issue")), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(leaves_nothing_behind, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ends_where_there_is_no_memory, set_up, tear_down),
      cmocka_unit_test_setup_teardown(passes_signals_on, set_up, tear_down),
      cmocka_unit_test_setup_teardown(goes_with_its_parent, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
