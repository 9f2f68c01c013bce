/* The cache gives back what was kept under a name, or nothing. */
#include "world.h"

#include <sys/stat.h>

#define NAME_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NAME_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void store(World *world, const char *name, const char *text)
{
  GBytes *bytes = g_bytes_new(text, strlen(text));
  cache_store(at(world, "cache"), name, bytes);
  g_bytes_unref(bytes);
}

static char *load(World *world, const char *name)
{
  GBytes *bytes = cache_load(at(world, "cache"), name);
  gsize length;
  const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  char *text = bytes ? g_strndup(data, length) : NULL;
  if (bytes)
    g_bytes_unref(bytes);
  return text;
}

static void assert_loads(World *world, const char *name, const char *text)
{
  char *found = load(world, name);
  if (text)
    assert_string_equal(found, text);
  else
    assert_null(found);
  g_free(found);
}

static void gives_back_what_was_kept(void **state)
{
  World *world = *state;
  assert_loads(world, NAME_A, NULL);
  store(world, NAME_A, "one");
  store(world, NAME_B, "two");
  assert_loads(world, NAME_A, "one");
  assert_loads(world, NAME_B, "two");
  store(world, NAME_A, "three");
  assert_loads(world, NAME_A, "three");
  assert_int_equal(count_entries(at(world, "cache")), 2);
}

static void takes_no_swapped_entry(void **state)
{
  World *world = *state;
  store(world, NAME_A, "one");
  store(world, NAME_B, "two");
  assert_int_equal(g_rename(at(world, "cache/" NAME_B), at(world, "cache/" NAME_A)), 0);
  assert_loads(world, NAME_A, NULL);
}

/* One byte changed, anywhere; cut off, anywhere; something added. */
static void takes_no_doctored_entry(void **state)
{
  World *world = *state;
  char *whole, path[4096];
  gsize length;
  store(world, NAME_A, "a photograph");
  g_strlcpy(path, at(world, "cache/" NAME_A), sizeof path);
  assert_true(g_file_get_contents(path, &whole, &length, NULL));
  for (gsize i = 0; i < length; i++) {
    whole[i] ^= 1;
    assert_true(g_file_set_contents(path, whole, (gssize)length, NULL));
    assert_loads(world, NAME_A, NULL);
    whole[i] ^= 1;
    assert_true(g_file_set_contents(path, whole, (gssize)i, NULL));
    assert_loads(world, NAME_A, NULL);
  }
  assert_true(g_file_set_contents(path, whole, (gssize)length + 1, NULL)); /* with the NUL GLib puts there */
  assert_loads(world, NAME_A, NULL);
  assert_true(g_file_set_contents(path, whole, (gssize)length, NULL));
  assert_loads(world, NAME_A, "a photograph");
  g_free(whole);
}

static void opens_no_fifo_and_no_link_out(void **state)
{
  World *world = *state;
  store(world, NAME_A, "one");
  assert_int_equal(mkfifo(at(world, "cache/" NAME_B), 0666), 0);
  assert_loads(world, NAME_B, NULL);
  store(world, NAME_B, "two"); /* and puts a file in its place */
  assert_loads(world, NAME_B, "two");
  assert_int_equal(g_rename(at(world, "cache/" NAME_A), at(world, "outside")), 0);
  assert_int_equal(symlink("../outside", at(world, "cache/" NAME_A)), 0);
  assert_loads(world, NAME_A, NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(gives_back_what_was_kept, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_no_swapped_entry, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_no_doctored_entry, set_up, tear_down),
      cmocka_unit_test_setup_teardown(opens_no_fifo_and_no_link_out, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
