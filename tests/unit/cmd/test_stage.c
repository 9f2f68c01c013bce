/* Results appear whole, at the end, or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <unistd.h>

#include "cmd/stage.h"
#include "cmd/sweep.h"

typedef struct {
  char *root, *output;
  DiagList *diags;
} World;

static int set_up(void **state)
{
  World *world = g_new0(World, 1);
  world->root = g_dir_make_tmp("stage-XXXXXX", NULL);
  world->output = g_build_filename(world->root, "out", "issue", NULL);
  world->diags = diag_list_new(LANG_EN);
  *state = world;
  return 0;
}

static int tear_down(void **state)
{
  World *world = *state;
  sweep_folder(world->root);
  diag_list_free(world->diags);
  g_free(world->output);
  g_free(world->root);
  g_free(world);
  return 0;
}

static bool exists(const char *folder, const char *name)
{
  char *path = g_build_filename(folder, name, NULL);
  bool found = g_file_test(path, G_FILE_TEST_EXISTS);
  g_free(path);
  return found;
}

static unsigned count_entries(const char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  unsigned n = 0;
  while (dir && g_dir_read_name(dir))
    n++;
  if (dir)
    g_dir_close(dir);
  return n;
}

static void moves_all_at_the_end(void **state)
{
  World *world = *state;
  Stage *stage = stage_open(world->output, world->diags);
  assert_non_null(stage);
  assert_true(g_file_set_contents(stage_path(stage, "a.pdf"), "A", 1, NULL));
  assert_true(g_file_set_contents(stage_path(stage, "proof/b.png"), "B", 1, NULL));
  assert_false(exists(world->output, "a.pdf"));
  assert_true(stage_keep(stage, world->diags));
  unsigned n;
  stage_kept(stage, &n);
  assert_int_equal(n, 2);
  stage_free(stage);
  assert_true(exists(world->output, "a.pdf"));
  assert_true(exists(world->output, "proof/b.png"));
  assert_int_equal(count_entries(world->output), 2); /* no folder of the stage's own is left */
}

static void leaves_nothing_when_not_kept(void **state)
{
  World *world = *state;
  Stage *stage = stage_open(world->output, world->diags);
  assert_true(g_file_set_contents(stage_path(stage, "proof/b.png"), "B", 1, NULL));
  stage_free(stage);
  assert_false(exists(world->root, "out")); /* folders made on the way go too */
}

static void leaves_what_was_there(void **state)
{
  World *world = *state;
  g_mkdir_with_parents(world->output, 0777);
  char *old = g_build_filename(world->output, "a.pdf", NULL), *text = NULL;
  assert_true(g_file_set_contents(old, "old", -1, NULL));
  Stage *stage = stage_open(world->output, world->diags);
  assert_true(g_file_set_contents(stage_path(stage, "a.pdf"), "new", -1, NULL));
  stage_withhold(stage, "a.pdf");
  assert_true(stage_keep(stage, world->diags));
  stage_free(stage);
  assert_true(g_file_get_contents(old, &text, NULL, NULL));
  assert_string_equal(text, "old");
  g_free(text);
  g_free(old);
}

static void sweeps_what_a_killed_run_left(void **state)
{
  World *world = *state;
  char *dead = g_build_filename(world->output, ".tekan-2147483646", NULL); /* no such process */
  char *foreign = g_build_filename(world->output, ".tekan-notes", NULL);
  g_mkdir_with_parents(dead, 0777);
  g_mkdir_with_parents(foreign, 0777);
  Stage *stage = stage_open(world->output, world->diags);
  stage_free(stage);
  assert_false(g_file_test(dead, G_FILE_TEST_EXISTS));
  assert_true(g_file_test(foreign, G_FILE_TEST_EXISTS));
  g_free(dead);
  g_free(foreign);
}

static void tells_when_it_cannot(void **state)
{
  World *world = *state;
  char *file = g_build_filename(world->root, "out", NULL);
  assert_true(g_file_set_contents(file, "a file where a folder should be", -1, NULL));
  assert_null(stage_open(world->output, world->diags));
  assert_int_equal(diag_count(world->diags), 1);
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_UNWRITABLE);
  g_free(file);
}

static void does_not_follow_links_when_sweeping(void **state)
{
  World *world = *state;
  char *kept = g_build_filename(world->root, "kept", NULL), *swept = g_build_filename(world->root, "swept", NULL);
  char *inside = g_build_filename(kept, "file", NULL), *link = g_build_filename(swept, "link", NULL);
  g_mkdir_with_parents(kept, 0777);
  g_mkdir_with_parents(swept, 0777);
  assert_true(g_file_set_contents(inside, "x", 1, NULL));
  assert_int_equal(symlink(kept, link), 0);
  sweep_folder(swept);
  assert_false(g_file_test(swept, G_FILE_TEST_EXISTS));
  assert_true(g_file_test(inside, G_FILE_TEST_EXISTS));
  g_free(kept);
  g_free(swept);
  g_free(inside);
  g_free(link);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(moves_all_at_the_end, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_nothing_when_not_kept, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_what_was_there, set_up, tear_down),
      cmocka_unit_test_setup_teardown(sweeps_what_a_killed_run_left, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_when_it_cannot, set_up, tear_down),
      cmocka_unit_test_setup_teardown(does_not_follow_links_when_sweeping, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
