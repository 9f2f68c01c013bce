#include "check/work.h"

PageLook page_check(const StyleSheet *sheet, const PlacedPage *page, DiagList *diags)
{
  Look look = {.sheet = sheet, .page = page, .diags = diags};
  things_list(&look);
  overlap_check(&look);
  bounds_check(&look);
  ground_check(&look);
  lost_check(&look);
  PageLook found = white_check(&look);
  things_free(&look);
  return found;
}
