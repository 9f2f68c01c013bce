/* An article: its front matter and its Markdown. */
#include "bundle.h"
#include "lines.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  bundle_open();
  return 0;
}

/* A head of hundreds of letters is tried in every way there is: it costs what fifty other inputs do. */
static bool has_long_line(const uint8_t *data, size_t size)
{
  enum { LONG = 160 };
  for (size_t from = 0, i = 0; i <= size; i++)
    if (i == size || data[i] == '\n') {
      if (i - from > LONG)
        return true;
      from = i + 1;
    }
  return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  if (has_long_line(data, size) && !target_replays())
    return 0;
  bundle_compose_with(BUNDLE_ARTICLE, data, size);
  return 0;
}
