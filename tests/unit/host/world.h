/* A folder of a test's own, a list for what is told, and small helpers on files. */
#ifndef TEST_HOST_WORLD_H
#define TEST_HOST_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "host/work.h"

typedef struct {
  char *root;
  DiagList *diags;
  GPtrArray *paths;
} World;

static int set_up(void **state)
{
  World *world = g_new0(World, 1);
  world->root = g_dir_make_tmp("host-XXXXXX", NULL);
  world->diags = diag_list_new(LANG_EN);
  world->paths = g_ptr_array_new_with_free_func(g_free);
  *state = world;
  return 0;
}

static int tear_down(void **state)
{
  World *world = *state;
  sweep_path(world->root);
  diag_list_free(world->diags);
  g_ptr_array_free(world->paths, TRUE);
  g_free(world->root);
  g_free(world);
  return 0;
}

/* A path in the world; lives as long. */
G_GNUC_UNUSED static const char *at(World *world, const char *relative)
{
  char *path = g_build_filename(world->root, relative, NULL);
  g_ptr_array_add(world->paths, path);
  return path;
}

G_GNUC_UNUSED static const char *put(World *world, const char *relative, const char *text)
{
  const char *path = at(world, relative);
  char *folder = g_path_get_dirname(path);
  assert_int_equal(g_mkdir_with_parents(folder, 0777), 0);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  g_free(folder);
  return path;
}

G_GNUC_UNUSED static bool is_there(World *world, const char *relative)
{
  return g_file_test(at(world, relative), G_FILE_TEST_EXISTS);
}

G_GNUC_UNUSED static void assert_holds(World *world, const char *relative, const char *text)
{
  char *read = NULL;
  assert_true(g_file_get_contents(at(world, relative), &read, NULL, NULL));
  assert_string_equal(read, text);
  g_free(read);
}

G_GNUC_UNUSED static unsigned count_entries(const char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  unsigned n = 0;
  while (dir && g_dir_read_name(dir))
    n++;
  if (dir)
    g_dir_close(dir);
  return n;
}

#endif
