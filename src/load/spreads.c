/* Which pages are spreads: a left page, which is an even one, and the right one that faces it, both made up from their
   articles alone, with one template's furniture. */
#include "load/spreads.h"

bool spreads_take_next(const PageSpec *pages, unsigned n)
{
  return n && n % 2 == 0 && pages[n - 1].fold == FOLD_RIGHT && pages[n - 1].n_free;
}

/* On another page, or on both. */
static bool goes_on(const PageSpec *pages, unsigned n, const Article *article)
{
  unsigned places = 0;
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < pages[i].n_articles; k++)
      places += pages[i].articles[k] == article;
  return places > 1;
}

static bool some_goes_on(const PageSpec *pages, unsigned n, unsigned first)
{
  for (unsigned i = first; i < first + 2; i++)
    for (unsigned k = 0; k < pages[i].n_articles; k++)
      if (goes_on(pages, n, pages[i].articles[k]))
        return true;
  return false;
}

typedef enum {
  TOLD_NOTHING,
  TOLD_RIGHT,
  TOLD_LAST,
  TOLD_SLOTS,
  TOLD_TEMPLATE,
  TOLD_DEALT,
  TOLD_NONE,
  TOLD_AVOID,
  TOLD_JUMP
} Reason;

static Reason refuse(const PageSpec *pages, unsigned n, unsigned first)
{
  if (first % 2 == 0)
    return TOLD_RIGHT;
  if (first + 1 >= n)
    return TOLD_LAST;
  const PageSpec *left = &pages[first], *right = &pages[first + 1];
  if (left->n_fillings || right->n_fillings)
    return TOLD_SLOTS;
  if (left->templ != right->templ)
    return TOLD_TEMPLATE;
  if (left->open || right->open)
    return TOLD_DEALT;
  if (!left->n_free)
    return TOLD_NONE;
  if (left->n_avoids || right->n_avoids)
    return TOLD_AVOID;
  return some_goes_on(pages, n, first) ? TOLD_JUMP : TOLD_NOTHING;
}

static void tell(const PageSpec *page, Reason reason, DiagList *diags)
{
  static const char *const WORDS[][2] = {
      [TOLD_RIGHT] =
          {"it is an odd page, at the right, counted from the first whatever its number, and a spread begins "
           "at the left",
           "从头数（不看版次）它是右边的单数版，跨版须从左边的双数版开始"},
      [TOLD_LAST] = {"no page follows it", "后面没有版"},
      [TOLD_SLOTS] = {"one of the two has slots filled by name", "两版之一已按版位指定稿件"},
      [TOLD_TEMPLATE] = {"the two have different templates", "两版的模板不同"},
      [TOLD_DEALT] = {"articles are dealt to one of the two", "两版之一的稿件由程序分配"},
      [TOLD_NONE] = {"it names no articles", "该版没有列出 articles"},
      [TOLD_AVOID] = {"one of the two avoids another page's cut", "两版之一要与别版的版式相异（avoid）"},
      [TOLD_JUMP] = {"an article of the two stands on another page too", "两版中有稿件还排在别的版"}};
  diag_add(diags, DIAG_SPREAD_NONE, page->fold_place, page->label, WORDS[reason][diag_lang(diags)]);
}

/* The right page of a spread says nothing of its own. */
static void join(PageSpec *left, PageSpec *right, DiagList *diags)
{
  if (right->fold)
    diag_add(diags, DIAG_SPREAD_TWICE, right->fold_place, right->label, left->label);
  right->fold = FOLD_LEFT;
}

void spreads_settle(PageSpec *pages, unsigned n, DiagList *diags)
{
  for (unsigned i = 0; i < n; i++) {
    if (pages[i].fold != FOLD_RIGHT)
      continue;
    Reason reason = refuse(pages, n, i);
    if (reason) {
      tell(&pages[i], reason, diags);
      pages[i].fold = FOLD_NONE;
      continue;
    }
    join(&pages[i], &pages[i + 1], diags);
  }
}
