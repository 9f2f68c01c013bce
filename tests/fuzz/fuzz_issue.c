/* An issue's own file. */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  compose_with("issue.yaml", data, size);
  return 0;
}
