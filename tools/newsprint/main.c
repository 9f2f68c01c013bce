/* Writes the newsprint profile at build time, so that no run has to make it: newsprint FILE. */
#include <stdio.h>

#include "image/work.h"

enum { NEWSPRINT_TAC = 240 };

int main(int argc, char **argv)
{
  if (argc != 2) {
    fprintf(stderr, "usage: newsprint FILE\n");
    return 2;
  }
  GBytes *profile = newsprint_profile_new(NEWSPRINT_TAC);
  gsize length;
  const char *bytes = g_bytes_get_data(profile, &length);
  gboolean written = g_file_set_contents(argv[1], bytes, (gssize)length, NULL);
  g_bytes_unref(profile);
  if (!written)
    fprintf(stderr, "newsprint: cannot write %s\n", argv[1]);
  return written ? 0 : 3;
}
