#include "cmd/places.h"

#include <glib.h>

#include "base/number.h"

static char *folder_of_program(void)
{
  char *program = g_file_read_link("/proc/self/exe", NULL);
  char *folder = program ? g_path_get_dirname(program) : NULL;
  g_free(program);
  return folder;
}

/* A folder, no less: /usr/bin/locale is a program. */
static char *folder_or_null(char *path)
{
  if (path && g_file_test(path, G_FILE_TEST_IS_DIR))
    return path;
  g_free(path);
  return NULL;
}

/* DATA is ours when it holds the font catalogue. */
static char *data_or_null(char *data)
{
  char *catalogue = data ? g_build_filename(data, "fonts", "catalog.yaml", NULL) : NULL;
  gboolean ours = catalogue && g_file_test(catalogue, G_FILE_TEST_EXISTS);
  g_free(catalogue);
  if (ours)
    return data;
  g_free(data);
  return NULL;
}

static char *find_data(const char *folder)
{
  char *found = NULL;
  if (folder) {
    found = data_or_null(g_build_filename(folder, "..", "share", "tekan", NULL)); /* PREFIX/bin */
    if (!found)
      found = data_or_null(g_path_get_dirname(folder)); /* the source tree's build/ */
  }
  return found ? found : g_strdup(TEKAN_DATADIR);
}

static char *find_locale(const char *folder)
{
  char *found = folder ? folder_or_null(g_build_filename(folder, "locale", NULL)) : NULL;
  if (!found && folder)
    found = folder_or_null(g_build_filename(folder, "..", "share", "locale", NULL));
  return found ? found : g_strdup(TEKAN_LOCALEDIR);
}

Places *places_new(void)
{
  Places *places = g_new0(Places, 1);
  char *folder = folder_of_program();
  const char *asked = g_getenv("TEKAN_DATADIR");
  places->asked = asked && *asked;
  places->data = places->asked ? g_strdup(asked) : find_data(folder);
  places->locale = find_locale(folder);
  places->catalogue = g_build_filename(places->data, "fonts", "catalog.yaml", NULL);
  places->layout_dirs[0] = g_build_filename(places->data, "layouts", NULL);
  places->cache = g_build_filename(g_get_user_cache_dir(), "tekan", NULL);
  g_free(folder);
  return places;
}

void places_free(Places *places)
{
  if (!places)
    return;
  g_free(places->data);
  g_free(places->locale);
  g_free(places->catalogue);
  g_free(places->layout_dirs[0]);
  g_free(places->cache);
  g_free(places);
}

bool places_tell(const Places *places, DiagList *diags)
{
  bool there = g_file_test(places->catalogue, G_FILE_TEST_EXISTS);
  if (!there)
    diag_add(diags, DIAG_DATA_NONE, (Place){0}, places->data, places->asked ? " (TEKAN_DATADIR)" : "");
  return there;
}

bool places_date(DiagList *diags)
{
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  bool good = !epoch || !*epoch || number_epoch(epoch) >= 0;
  if (!good)
    diag_add(diags, DIAG_EPOCH_WRONG, (Place){0}, epoch);
  return good;
}
