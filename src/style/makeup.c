/* The house's make-up with nothing left open. Widths are those of the layout's own columns: on a scale of other columns
   any will do. */
#include "style/cascade.h"

#include <limits.h>

#include "base/costs.h"

static int given(int value, int otherwise)
{
  return value < 0 ? otherwise : value;
}

static unsigned widths_on(const Layout *layout, const Grid *grid)
{
  bool own = layout->columns == grid->columns && layout->makeup.widths;
  return own ? layout->makeup.widths : UINT_MAX;
}

StyleMakeup makeup_resolve(const Layout *layout, const Grid *grid)
{
  const LayoutMakeup *asked = &layout->makeup;
  return (StyleMakeup){.never = asked->never,
                       .freely = asked->freely,
                       .banner = asked->banner,
                       .left_heads = given(asked->left_heads, INT_MAX),
                       .frames = given(asked->frames, INT_MAX),
                       .widths = widths_on(layout, grid),
                       .shape_least = given(asked->shape_least, COST_FORMS_FLAT),
                       .shape_most = given(asked->shape_most, COST_FORMS_TALL),
                       .lead_title = given(asked->lead_title, 0),
                       .share_least = given(asked->share_least, COST_RULES_PICTURES_LEAST),
                       .share_most = given(asked->share_most, COST_RULES_PICTURES_MOST),
                       .share = asked->share_least >= 0,
                       .lead_span = (grid->columns * given(asked->lead_picture, 0) + 99) / 100};
}
