/* A new folder is there whole or not at all, and never where something is. */
#include "world.h"

#include <errno.h>

static void a_new_folder_is_whole(void **state)
{
  World *world = *state;
  Fresh *fresh = fresh_open(at(world, "a/new"), NULL, world->diags);
  assert_non_null(fresh);
  assert_true(fresh_add(fresh, "issue.yaml", "x", 1));
  assert_false(is_there(world, "a/new"));
  assert_true(fresh_finish(fresh, true));
  assert_holds(world, "a/new/issue.yaml", "x");
  assert_int_equal(count_entries(at(world, "a")), 1);
}

static void what_failed_leaves_nothing(void **state)
{
  World *world = *state;
  Fresh *fresh = fresh_open(at(world, "b/new"), NULL, world->diags);
  assert_true(fresh_add(fresh, "issue.yaml", "x", 1));
  assert_false(fresh_finish(fresh, false));
  assert_false(is_there(world, "b"));
}

static void what_is_there_stays(void **state)
{
  World *world = *state;
  put(world, "old/issue.yaml", "mine");
  assert_null(fresh_open(at(world, "old"), NULL, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_ISSUE_EXISTS);
  put(world, "file", "mine");
  assert_null(fresh_open(at(world, "file"), NULL, world->diags));
  assert_holds(world, "old/issue.yaml", "mine");
  assert_holds(world, "file", "mine");
  g_mkdir(at(world, "empty"), 0755); /* an empty folder is nothing */
  Fresh *fresh = fresh_open(at(world, "empty"), NULL, world->diags);
  assert_non_null(fresh);
  assert_true(fresh_add(fresh, "a", "x", 1));
  assert_true(fresh_finish(fresh, true));
  assert_holds(world, "empty/a", "x");
}

/* Filled by somebody else meanwhile: theirs stays. */
static void what_came_meanwhile_stays(void **state)
{
  World *world = *state;
  Fresh *fresh = fresh_open(at(world, "new"), NULL, world->diags);
  assert_true(fresh_add(fresh, "a", "ours", 4));
  put(world, "new/a", "theirs");
  assert_false(fresh_finish(fresh, true));
  assert_holds(world, "new/a", "theirs");
  assert_int_equal(diag_worst(world->diags), DIAG_MACHINE);
  assert_int_equal(count_entries(world->root), 1);
}

/* A name too long is whoever gave it's to mend; a disk that cannot be read is the machine's fault. */
static void names_and_machines(void **state)
{
  World *world = *state;
  file_tell_unwritable(world->diags, "out", ENAMETOOLONG);
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_NAME);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_FATAL);
  file_tell_unwritable(world->diags, "out", EACCES);
  assert_int_equal(diag_at(world->diags, 1)->severity, DIAG_MACHINE);
  const FileFault fault = {FILE_FAILED, EIO};
  assert_true(file_tell_failed(world->diags, (Place){.file = "a"}, "a", &fault));
  assert_int_equal(diag_at(world->diags, 2)->code, DIAG_FILE_FAILED);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_new_folder_is_whole, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_failed_leaves_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_is_there_stays, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_came_meanwhile_stays, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_and_machines, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
