/* A catalogue of fonts. */
#include "font/font.h"
#include "lines.h"
#include "memory.h"

static Memory memory;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  memory = memory_open();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  memory_put(&memory, data, size);
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *set = font_set_open(memory.path, diags);
  unsigned n = 0;
  if (set) {
    g_assert_true(font_set_roles(set) > 0 && font_role_face(set, 0, true));
    font_set_rows(arena, set, false, &n);
  }
  font_set_free(set);
  target_tell(diags);
  diag_list_free(diags);
  arena_free(arena);
  return 0;
}
