#include "check/rules.h"

PageLook page_check(Arena *arena, const StyleSheet *sheet, const PlacedPage *page, DiagList *diags)
{
  Look look = {.sheet = sheet, .page = page, .diags = diags};
  look.allows = sheet->layout->allows | page->spec->allows | (page->layout ? page->layout->allows : 0);
  things_list(&look);
  overlap_check(&look);
  bounds_check(&look);
  ground_check(&look);
  lost_check(&look);
  PageLook found = white_check(&look);
  found.allows = look.allows;
  rules_check(arena, &look, &found);
  things_free(&look);
  return found;
}
