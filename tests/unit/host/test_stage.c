/* Results take their places together, or what was there stays; what a dead run left is put right. */
#include "world.h"

#include <sys/resource.h>
#include <sys/stat.h>

static void write_result(Stage *stage, const char *relative, const char *text, DiagList *diags)
{
  assert_true(file_write(stage_target(stage, relative), text, strlen(text), diags));
}

static Stage *open_stage(World *world)
{
  Stage *stage = stage_open(at(world, "out/issue"), NULL, world->diags);
  assert_non_null(stage);
  return stage;
}

static void moves_all_at_the_end(void **state)
{
  World *world = *state;
  Stage *stage = open_stage(world);
  write_result(stage, "a.pdf", "A", world->diags);
  write_result(stage, "proof/b.png", "B", world->diags);
  assert_false(is_there(world, "out/issue/a.pdf"));
  assert_true(stage_keep(stage, world->diags));
  unsigned n;
  stage_kept(stage, &n);
  assert_int_equal(n, 2);
  stage_free(stage);
  assert_holds(world, "out/issue/a.pdf", "A");
  assert_holds(world, "out/issue/proof/b.png", "B");
  assert_int_equal(count_entries(at(world, "out/issue")), 2); /* no folder of the stage's own is left */
}

static void leaves_nothing_when_not_kept(void **state)
{
  World *world = *state;
  Stage *stage = open_stage(world);
  write_result(stage, "proof/b.png", "B", world->diags);
  stage_free(stage);
  assert_false(is_there(world, "out")); /* folders made on the way go too */
}

static void leaves_what_was_there(void **state)
{
  World *world = *state;
  put(world, "out/issue/a.pdf", "old");
  Stage *stage = open_stage(world);
  write_result(stage, "a.pdf", "new", world->diags);
  stage_withhold(stage, "a.pdf");
  assert_true(stage_keep(stage, world->diags));
  stage_free(stage);
  assert_holds(world, "out/issue/a.pdf", "old");
}

/* The last of the set cannot take its place: a folder that is not empty has its name. */
static void replaces_all_or_none(void **state)
{
  World *world = *state;
  put(world, "out/issue/a.pdf", "old");
  put(world, "out/issue/z.json/in-the-way", "x");
  Stage *stage = open_stage(world);
  write_result(stage, "a.pdf", "new", world->diags);
  write_result(stage, "b.pdf", "new", world->diags);
  write_result(stage, "z.json", "new", world->diags);
  assert_false(stage_keep(stage, world->diags));
  unsigned n;
  stage_kept(stage, &n);
  assert_int_equal(n, 0);
  stage_free(stage);
  assert_holds(world, "out/issue/a.pdf", "old");
  assert_false(is_there(world, "out/issue/b.pdf"));
  assert_holds(world, "out/issue/z.json/in-the-way", "x");
  assert_int_equal(count_entries(at(world, "out/issue")), 2);
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_UNWRITABLE);
  assert_non_null(strstr(diag_at(world->diags, 0)->message, "z.json"));
}

/* A run killed while its results took their places, at each point of it: STEPS of: old a aside, a, old b aside (there
   is none), b. */
static void make_killed(World *world, unsigned steps)
{
  put(world, "out/issue/a.pdf", "old");
  put(world, "out/issue/.tekan-killed/lock", "");
  g_mkdir(at(world, "out/issue/.tekan-killed/old"), 0777);
  put(world, "out/issue/.tekan-killed/new/a.pdf", "new");
  put(world, "out/issue/.tekan-killed/new/b.pdf", "new");
  char *journal =
      at(world, "out/issue/.tekan-killed/journal") ? g_strdup(at(world, "out/issue/.tekan-killed/journal")) : NULL;
  assert_true(g_file_set_contents(journal, "+a.pdf\0-b.pdf", 14, NULL));
  g_free(journal);
  if (steps > 0)
    assert_int_equal(link(at(world, "out/issue/a.pdf"), at(world, "out/issue/.tekan-killed/old/0")), 0);
  if (steps > 1)
    assert_int_equal(g_rename(at(world, "out/issue/.tekan-killed/new/a.pdf"), at(world, "out/issue/a.pdf")), 0);
  if (steps > 2)
    assert_int_equal(g_rename(at(world, "out/issue/.tekan-killed/new/b.pdf"), at(world, "out/issue/b.pdf")), 0);
}

static void puts_back_what_a_killed_run_began(void **state)
{
  World *world = *state;
  for (unsigned steps = 0; steps <= 3; steps++) {
    make_killed(world, steps);
    stage_free(open_stage(world));
    assert_holds(world, "out/issue/a.pdf", "old");
    assert_int_equal(count_entries(at(world, "out/issue")), 1);
  }
}

/* Killed while it put back: what is back stays, whoever goes on. */
static void puts_back_however_often_it_breaks_off(void **state)
{
  World *world = *state;
  make_killed(world, 3);
  assert_int_equal(g_rename(at(world, "out/issue/.tekan-killed/old/0"), at(world, "out/issue/a.pdf")), 0);
  stage_free(open_stage(world));
  assert_holds(world, "out/issue/a.pdf", "old");
  assert_int_equal(count_entries(at(world, "out/issue")), 1);
}

/* A folder has the place of what should go back: nothing new is begun, and the old file is kept for the next try. */
static void begins_nothing_while_old_results_are_out(void **state)
{
  World *world = *state;
  make_killed(world, 3);
  g_unlink(at(world, "out/issue/a.pdf"));
  put(world, "out/issue/a.pdf/in-the-way", "x");
  assert_null(stage_open(at(world, "out/issue"), NULL, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_RESULTS_STUCK);
  assert_holds(world, "out/issue/.tekan-killed/old/0", "old");
  sweep_path(at(world, "out/issue/a.pdf"));
  stage_free(open_stage(world));
  assert_holds(world, "out/issue/a.pdf", "old");
}

/* Anybody may write a journal: what it names outside the folder is not touched. */
static void believes_no_journal_outside_its_folder(void **state)
{
  World *world = *state;
  put(world, "out/victim", "mine");
  put(world, "out/issue/.tekan-forged/lock", "");
  put(world, "out/issue/.tekan-forged/old/1", "forged");
  assert_true(
      g_file_set_contents(at(world, "out/issue/.tekan-forged/journal"), "-../victim\0+proof/../../victim", 32, NULL));
  stage_free(open_stage(world));
  assert_holds(world, "out/victim", "mine");
  assert_int_equal(count_entries(at(world, "out")), 2);
}

/* All had taken their places: the journal is gone, the set is the new one. */
static void keeps_what_a_killed_run_ended(void **state)
{
  World *world = *state;
  make_killed(world, 3);
  g_unlink(at(world, "out/issue/.tekan-killed/journal"));
  stage_free(open_stage(world));
  assert_holds(world, "out/issue/a.pdf", "new");
  assert_holds(world, "out/issue/b.pdf", "new");
  assert_int_equal(count_entries(at(world, "out/issue")), 2);
}

static void leaves_a_live_run_alone(void **state)
{
  World *world = *state;
  make_killed(world, 2);
  int lock = lock_try(at(world, "out/issue/.tekan-killed/lock"));
  assert_true(lock >= 0);
  stage_free(open_stage(world));
  assert_true(is_there(world, "out/issue/.tekan-killed/old/0"));
  assert_holds(world, "out/issue/a.pdf", "new");
  Stage *one = open_stage(world), *two = open_stage(world); /* nor does one run sweep another's */
  write_result(one, "one", "1", world->diags);
  write_result(two, "two", "2", world->diags);
  assert_true(stage_keep(one, world->diags) && stage_keep(two, world->diags));
  stage_free(one);
  stage_free(two);
  close(lock);
}

static void leaves_folders_of_others_alone(void **state)
{
  World *world = *state;
  put(world, "out/issue/.tekan-notes/a", "mine");
  stage_free(open_stage(world));
  assert_holds(world, "out/issue/.tekan-notes/a", "mine");
}

/* A sweep that broke off left no lock: all that lies there is a run's, so it is dead. */
static void sweeps_what_lost_its_lock(void **state)
{
  World *world = *state;
  put(world, "out/issue/.tekan-AbC123/new/proof/a.png", "half");
  put(world, "out/issue/.tekan-empty/new/x", "x");
  g_unlink(at(world, "out/issue/.tekan-empty/new/x"));
  g_rmdir(at(world, "out/issue/.tekan-empty/new"));
  put(world, "out/issue/.tekan-mixed/new/a", "mine");
  put(world, "out/issue/.tekan-mixed/notes", "mine");
  stage_free(open_stage(world));
  assert_int_equal(count_entries(at(world, "out/issue")), 1);
  assert_holds(world, "out/issue/.tekan-mixed/new/a", "mine");
}

static struct rlimit leave_descriptors(unsigned n)
{
  struct rlimit before, few;
  int free = dup(0);
  close(free);
  getrlimit(RLIMIT_NOFILE, &before);
  few = before;
  few.rlim_cur = (rlim_t)free + n;
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
  return before;
}

/* No descriptor left: what could not be swept keeps its lock, and the next run sweeps it. One is enough for all. */
static void sweeps_with_few_descriptors(void **state)
{
  World *world = *state;
  Stage *stage = open_stage(world);
  write_result(stage, "proof/pages/a.png", "half", world->diags);
  struct rlimit before = leave_descriptors(0);
  stage_free(stage);
  setrlimit(RLIMIT_NOFILE, &before);
  assert_int_equal(count_entries(at(world, "out/issue")), 1);
  stage = open_stage(world);
  assert_int_equal(count_entries(at(world, "out/issue")), 1); /* its own */
  write_result(stage, "proof/pages/a.png", "half", world->diags);
  before = leave_descriptors(1);
  stage_free(stage);
  setrlimit(RLIMIT_NOFILE, &before);
  assert_int_equal(count_entries(at(world, "out/issue")), 0);
}

/* One folder is tried where no lock can be made, and it goes again. */
static void leaves_nothing_where_it_cannot_lock(void **state)
{
  World *world = *state;
  g_mkdir_with_parents(at(world, "out/issue"), 0777);
  struct rlimit before = leave_descriptors(0);
  assert_null(stage_open(at(world, "out/issue"), NULL, world->diags));
  setrlimit(RLIMIT_NOFILE, &before);
  assert_int_equal(count_entries(at(world, "out/issue")), 0);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_MACHINE);
}

static void tells_when_it_cannot(void **state)
{
  World *world = *state;
  put(world, "out", "a file where a folder should be");
  assert_null(stage_open(at(world, "out/issue"), NULL, world->diags));
  assert_int_equal(diag_count(world->diags), 1);
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_UNWRITABLE);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_MACHINE);
}

static void does_not_follow_links_when_sweeping(void **state)
{
  World *world = *state;
  put(world, "kept/file", "x");
  put(world, "swept/a/b", "x");
  assert_int_equal(symlink(at(world, "kept"), at(world, "swept/link")), 0);
  sweep_path(at(world, "swept"));
  assert_false(is_there(world, "swept"));
  assert_holds(world, "kept/file", "x");
}

/* A writer tells a full disk, wherever it shows, under the name the user knows, and leaves nothing. */
static void tells_a_full_disk(void **state)
{
  World *world = *state;
  assert_false(file_write((FileTarget){.path = "/dev/full", .name = "page.png"}, "text", 4, world->diags));
  assert_string_equal(diag_at(world->diags, 0)->place.file, "page.png");
  assert_non_null(strstr(diag_at(world->diags, 0)->message, "the disk is full"));
  FileOut *out = file_out_open((FileTarget){.path = at(world, "a"), .name = "a"});
  file_out_write(out, "half", 4);
  file_out_spoil(out, 0);
  assert_false(file_out_close(out, world->diags));
  assert_false(is_there(world, "a"));
}

static void knows_a_pdf_that_lost_its_tail(void **state)
{
  World *world = *state;
  const char *whole = put(world, "a.pdf", "%PDF-1.6\n…\nstartxref\n9\n%%EOF\n"),
             *cut = put(world, "b.pdf", "%PDF-1.6\n…\nstartxref\n9\n%%E");
  assert_true(file_settle_pdf((FileTarget){.path = whole, .name = "a.pdf"}, world->diags));
  assert_false(file_settle_pdf((FileTarget){.path = cut, .name = "b.pdf"}, world->diags));
  assert_false(is_there(world, "b.pdf"));
  assert_int_equal(diag_count(world->diags), 1);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_MACHINE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(moves_all_at_the_end, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_nothing_when_not_kept, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_what_was_there, set_up, tear_down),
      cmocka_unit_test_setup_teardown(replaces_all_or_none, set_up, tear_down),
      cmocka_unit_test_setup_teardown(puts_back_what_a_killed_run_began, set_up, tear_down),
      cmocka_unit_test_setup_teardown(puts_back_however_often_it_breaks_off, set_up, tear_down),
      cmocka_unit_test_setup_teardown(begins_nothing_while_old_results_are_out, set_up, tear_down),
      cmocka_unit_test_setup_teardown(believes_no_journal_outside_its_folder, set_up, tear_down),
      cmocka_unit_test_setup_teardown(keeps_what_a_killed_run_ended, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_a_live_run_alone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_folders_of_others_alone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(sweeps_what_lost_its_lock, set_up, tear_down),
      cmocka_unit_test_setup_teardown(sweeps_with_few_descriptors, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_nothing_where_it_cannot_lock, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_when_it_cannot, set_up, tear_down),
      cmocka_unit_test_setup_teardown(does_not_follow_links_when_sweeping, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_a_full_disk, set_up, tear_down),
      cmocka_unit_test_setup_teardown(knows_a_pdf_that_lost_its_tail, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
