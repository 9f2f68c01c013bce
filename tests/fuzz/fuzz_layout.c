/* A layout. */
#include "bundle.h"
#include "lines.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  bundle_open();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  bundle_compose_with(BUNDLE_LAYOUT, data, size);
  return 0;
}
