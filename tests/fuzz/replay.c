/* A plain main for the fuzz targets: runs each file named, or in a folder named, through the target once. */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#include "target.h"

const int TARGET_REPLAYS = 1;

/* Nothing mutates here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
  abort();
}

static unsigned replay(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  unsigned n = 0;
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    char *inside = g_build_filename(path, name, NULL);
    n += replay(inside);
    g_free(inside);
  }
  if (dir) {
    g_dir_close(dir);
    return n;
  }
  char *bytes;
  gsize length;
  if (!g_file_get_contents(path, &bytes, &length, NULL))
    return 0;
  LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
  g_free(bytes);
  return 1;
}

int main(int argc, char **argv)
{
  unsigned n = 0;
  LLVMFuzzerInitialize(&argc, &argv);
  for (int i = 1; i < argc; i++)
    n += replay(argv[i]);
  printf("%u inputs\n", n);
  return n == 0; /* a corpus that is not there proves nothing */
}
