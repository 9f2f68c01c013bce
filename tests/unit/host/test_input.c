/* What is opened and what is not, and whose fault it is. */
#include "world.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static FileState state_of(const char *path, FileRule rule)
{
  FileFault fault, looked;
  GBytes *bytes = file_read(path, rule, &fault);
  assert_int_equal(file_look(path, rule, &looked), bytes != NULL);
  assert_int_equal(looked.state, fault.state);
  if (bytes)
    g_bytes_unref(bytes);
  return fault.state;
}

static void reads_regular_files_alone(void **state)
{
  World *world = *state;
  assert_int_equal(state_of(put(world, "a", "text"), (FileRule){0}), FILE_FINE);
  assert_int_equal(state_of(at(world, "none"), (FileRule){0}), FILE_NONE);
  assert_int_equal(state_of(at(world, "a/b"), (FileRule){0}), FILE_NONE);
  assert_int_equal(state_of(world->root, (FileRule){0}), FILE_ODD);
  assert_int_equal(state_of("/dev/zero", (FileRule){.most = 100}), FILE_ODD);
  const char *fifo = at(world, "fifo"); /* nobody writes to it: opening it would never end */
  assert_int_equal(mkfifo(fifo, 0666), 0);
  assert_int_equal(state_of(fifo, (FileRule){0}), FILE_ODD);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  g_strlcpy(address.sun_path, at(world, "socket"), sizeof address.sun_path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
  assert_int_equal(state_of(address.sun_path, (FileRule){0}), FILE_ODD);
  close(fd);
}

static void stays_in_its_folder(void **state)
{
  World *world = *state;
  const FileRule rule = {.within = at(world, "in")};
  const char *out = put(world, "out/secret", "x"), *beside = put(world, "inside/secret", "x");
  put(world, "in/deep/a", "x");
  assert_int_equal(state_of(at(world, "in/deep/a"), rule), FILE_FINE);
  assert_int_equal(state_of(at(world, "in/../in/deep/a"), rule), FILE_FINE);
  assert_int_equal(state_of(at(world, "in/../out/secret"), rule), FILE_OUTSIDE);
  assert_int_equal(symlink(out, at(world, "in/link")), 0);
  assert_int_equal(state_of(at(world, "in/link"), rule), FILE_OUTSIDE);
  assert_int_equal(symlink("../out", at(world, "in/folder")), 0);
  assert_int_equal(state_of(at(world, "in/folder/secret"), rule), FILE_OUTSIDE);
  assert_int_equal(symlink(beside, at(world, "in/beside")), 0); /* a folder whose name begins alike */
  assert_int_equal(state_of(at(world, "in/beside"), rule), FILE_OUTSIDE);
  assert_int_equal(symlink("deep/a", at(world, "in/own")), 0);
  assert_int_equal(state_of(at(world, "in/own"), rule), FILE_FINE);
  assert_int_equal(symlink("loop", at(world, "in/loop")), 0);
  assert_int_equal(state_of(at(world, "in/loop"), rule), FILE_ODD);
}

/* What a user names in a folder stays there; what he names elsewhere is his. */
static void named_paths_are_held_where_they_lie(void **state)
{
  World *world = *state;
  const char *in = at(world, "in"), *far = put(world, "out/far", "x");
  put(world, "in/a", "x");
  put(world, "inside/a", "x");
  assert_int_equal(symlink(far, at(world, "in/link")), 0);
  static const struct {
    const char *path;
    bool held;
    FileState state;
  } PATHS[] = {{"in/a", true, FILE_FINE},           {"in/../in/./a", true, FILE_FINE}, {"in/link", true, FILE_OUTSIDE},
               {"in/../out/far", false, FILE_FINE}, {"inside/a", false, FILE_FINE},    {"out/far", false, FILE_FINE}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PATHS); i++) {
    const FileRule rule = file_rule_named(in, at(world, PATHS[i].path), 100);
    assert_int_equal(rule.within != NULL, PATHS[i].held);
    assert_int_equal(rule.most, 100);
    assert_int_equal(state_of(at(world, PATHS[i].path), rule), PATHS[i].state);
  }
  assert_null(file_rule_named(NULL, at(world, "in/link"), 0).within);
}

/* What is there but is no file says what it is. */
static void tells_what_it_is(void **state)
{
  World *world = *state;
  const FileRule rule = {.within = world->root};
  g_mkdir(at(world, "folder"), 0777);
  assert_int_equal(mkfifo(at(world, "fifo"), 0666), 0);
  assert_int_equal(symlink("loop", at(world, "loop")), 0);
  assert_int_equal(symlink("nothing", at(world, "dangling")), 0);
  assert_int_equal(symlink("/etc", at(world, "out")), 0);
  static const char *const NAMES[][2] = {{"folder", "it is a folder"},
                                         {"fifo", "it is no regular file"},
                                         {"loop", "it is a link that leads back to itself"},
                                         {"dangling", "it is a link that leads nowhere"},
                                         {"out", "it leads out of its folder"},
                                         {"nothing", "there is nothing of that name"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++) {
    FileFault fault;
    assert_null(file_read(at(world, NAMES[i][0]), rule, &fault));
    assert_string_equal(file_reason(&fault, LANG_EN), NAMES[i][1]);
  }
}

static void holds_the_limit(void **state)
{
  World *world = *state;
  const char *path = put(world, "a", "12345");
  assert_int_equal(state_of(path, (FileRule){.most = 5}), FILE_FINE);
  assert_int_equal(state_of(path, (FileRule){.most = 4}), FILE_LARGE);
}

/* No descriptor left: the machine's failure, and told so, not that there is no such file. */
static void knows_the_machines_failure(void **state)
{
  World *world = *state;
  const char *path = put(world, "a", "text");
  struct rlimit before, none;
  FileFault fault;
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  none = before;
  none.rlim_cur = 0;
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
  GBytes *read = file_read(path, (FileRule){0}, &fault), *mapped = file_map(path, (FileRule){0}, &fault);
  char **names = file_names(world->root, &fault);
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  assert_null(read);
  assert_null(mapped);
  assert_null(names);
  assert_int_equal(fault.state, FILE_FAILED);
  assert_int_equal(fault.error, EMFILE);
  file_tell(world->diags, (Place){.file = path}, path, (FileRule){0}, &fault);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_MACHINE);
  assert_non_null(strstr(diag_at(world->diags, 0)->message, "too many files are open"));
}

static void tells_the_input_s_faults(void **state)
{
  World *world = *state;
  const FileRule rule = {.within = world->root, .most = 7};
  const FileFault faults[] = {{FILE_NONE, ENOENT}, {FILE_ODD, 0}, {FILE_OUTSIDE, 0}, {FILE_LARGE, EFBIG}};
  const DiagCode codes[] = {DIAG_FILE_UNREADABLE, DIAG_FILE_UNREADABLE, DIAG_FILE_OUTSIDE, DIAG_LIMIT};
  for (unsigned i = 0; i < G_N_ELEMENTS(faults); i++) {
    assert_false(file_tell_failed(world->diags, (Place){.file = "a"}, "a", &faults[i]));
    file_tell(world->diags, (Place){.file = "a"}, "a", rule, &faults[i]);
    assert_int_equal(diag_at(world->diags, i)->code, codes[i]);
    assert_int_equal(diag_at(world->diags, i)->severity, DIAG_FATAL);
  }
}

static void lists_names_in_order(void **state)
{
  World *world = *state;
  FileFault fault;
  put(world, "d/b", "");
  put(world, "d/A", "");
  put(world, "d/a", "");
  put(world, "d/.hidden", "");
  char **names = file_names(at(world, "d"), &fault), *joined = g_strjoinv(" ", names);
  assert_string_equal(joined, "A a b");
  g_free(joined);
  g_strfreev(names);
  assert_null(file_names(at(world, "none"), &fault));
  assert_int_equal(fault.state, FILE_NONE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_regular_files_alone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(stays_in_its_folder, set_up, tear_down),
      cmocka_unit_test_setup_teardown(named_paths_are_held_where_they_lie, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_what_it_is, set_up, tear_down),
      cmocka_unit_test_setup_teardown(holds_the_limit, set_up, tear_down),
      cmocka_unit_test_setup_teardown(knows_the_machines_failure, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_the_input_s_faults, set_up, tear_down),
      cmocka_unit_test_setup_teardown(lists_names_in_order, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
