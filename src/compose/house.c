/* What a layout's makeup block comes to. Wishes have a price, so that no article is left out for them; what is never to
   be has one no page pays that has another way. */
#include "compose/house.h"

#include <limits.h>

#include "base/costs.h"

unsigned house_never(const Work *work, const LayoutTemplate *like)
{
  unsigned lives = work->sheet->layout->allows | work->spec->allows | (like ? like->allows : 0);
  return work->sheet->makeup.never & ~lives;
}

static bool holds(unsigned rules, PageRule rule)
{
  return rules & 1u << rule;
}

MakeupPrices house_prices(const StyleMakeup *house, unsigned never)
{
  MakeupPrices prices = makeup_prices();
  if (holds(house->freely, PAGE_RULE_PAGE_PARTED)) {
    prices.parted = COST_CUTS_BAND;
    prices.more = 0;
  }
  if (holds(house->freely, PAGE_RULE_GUTTER_THROUGH))
    prices.through = COST_CUTS_BAND;
  if (holds(never, PAGE_RULE_PAGE_PARTED))
    prices.parted = COST_HOUSE_NEVER;
  if (holds(never, PAGE_RULE_GUTTER_THROUGH))
    prices.through = COST_HOUSE_NEVER;
  if (holds(never, PAGE_RULE_HEADS_BESIDE))
    prices.heads = COST_HOUSE_NEVER;
  if (holds(never, PAGE_RULE_RANK_HIGHER))
    prices.lead = prices.order = COST_HOUSE_NEVER;
  return prices;
}

int house_width_cost(const StyleMakeup *house, bool lead, int columns, int zone)
{
  int cost = house->widths & 1u << columns ? 0 : COST_HOUSE_WIDTH;
  return cost + (house->banner && lead ? (zone - columns) * COST_HOUSE_BANNER : 0);
}

int house_left_cost(const StyleMakeup *house, int columns, int zone)
{
  bool open = columns == zone && holds(house->never, PAGE_RULE_GUTTER_THROUGH);
  return COST_FORMS_BESIDE + (house->left_heads < INT_MAX ? COST_HOUSE_LEFT : 0) + (open ? COST_HOUSE_OPEN : 0);
}

int house_story_cost(const StyleMakeup *house, int pictures, int cells)
{
  return house->share ? MAX(cells * house->share_least / 100 - pictures, 0) * COST_HOUSE_PICTURES / 10 : 0;
}

int house_share_cost(const StyleMakeup *house, int pictures, int cells)
{
  int over = house->share ? MAX(pictures - cells * house->share_most / 100, 0) : 0;
  return house_story_cost(house, pictures, cells) + over * COST_HOUSE_PICTURES / 10;
}

/* A picture story's text beside its head is no 左题. */
static bool is_left_head(const Maker *maker, const MakeupModule *module)
{
  const Form *form = maker_form(maker, module);
  return form->side == HEAD_TOP && form->head_columns && form->head_columns < module->columns && form->across == 1 &&
         maker->articles[module->article]->kind != KIND_PHOTO;
}

static int64_t cost_of_title(const StyleMakeup *house, Mpt lead, Mpt title)
{
  int least = house->lead_title ? house->lead_title : COST_FORMS_LEAD_LARGER;
  if (!lead || !title || (int64_t)title * least <= (int64_t)lead * 100)
    return 0;
  return COST_HOUSE_TITLE + (least - (int64_t)lead * 100 / title) * COST_HOUSE_TITLE_LACK / 100;
}

/* Of a lead of its own; 0: there is none. */
static Mpt lead_title(const Maker *maker, const MakeupLayout *layout)
{
  if (maker->series[maker->lead].n > 1)
    return 0;
  for (unsigned i = 0; i < layout->n; i++)
    if (layout->module[i].article == maker->lead)
      return maker_form(maker, &layout->module[i])->title;
  return 0;
}

/* More than the layout has a page or, where it says nothing, than is good. */
static int64_t cost_of_more(int n, int most, int good)
{
  bool said = most < INT_MAX;
  return (int64_t)MAX(n - (said ? most : good), 0) * (said ? COST_HOUSE_MORE : COST_HOUSE_BEYOND);
}

int64_t house_page_cost(const Maker *maker, const MakeupLayout *layout)
{
  const StyleMakeup *house = &maker->work->sheet->makeup;
  Mpt lead = lead_title(maker, layout);
  int left_heads = 0, frames = 0;
  int64_t titles = 0, dearest = 0;
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *module = &layout->module[i];
    if (module->article >= maker->n_articles)
      continue;
    const Form *form = maker_form(maker, module);
    left_heads += is_left_head(maker, module);
    frames += form->framed;
    int64_t title = module->article == maker->lead ? 0 : cost_of_title(house, lead, form->title);
    titles += title;
    dearest = MAX(dearest, title);
  }
  /* What a layout says is asked of each, what is merely good of the page. */
  return (house->lead_title ? titles : dearest) + cost_of_more(left_heads, house->left_heads, COST_HOUSE_LEFT_HEADS) +
         cost_of_more(frames, house->frames, COST_HOUSE_FRAMES);
}
