/* Word documents and plain text on their way to an article. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cmd/manuscript.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void import_word(const uint8_t *data, size_t size)
{
  int file = memfd_create("manuscript", 0);
  if (file < 0 || write(file, data, size) != (ssize_t)size)
    return;
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  Manuscript *manuscript = manuscript_new(arena);
  if (word_read(manuscript, path, diags))
    g_free(manuscript_article(manuscript));
  manuscript_free(manuscript);
  diag_list_free(diags);
  arena_free(arena);
  close(file);
}

static void import_text(const uint8_t *data, size_t size)
{
  char *text = g_utf8_make_valid((const char *)data, (gssize)size);
  Arena *arena = arena_new();
  Manuscript *manuscript = manuscript_new(arena);
  text_read(manuscript, text);
  g_free(manuscript_article(manuscript));
  manuscript_free(manuscript);
  arena_free(arena);
  g_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  import_word(data, size);
  import_text(data, size);
  return 0;
}
