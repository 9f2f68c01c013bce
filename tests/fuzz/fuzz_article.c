/* An article: its front matter and its Markdown. */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  compose_with("articles/one/article.md", data, size);
  return 0;
}
