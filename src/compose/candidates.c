/* Layouts searched out, which of them are set for real, and what is learned of it. */
#include "base/costs.h"
#include "compose/maker.h"

/* Upright heads, and text re-cut, are no reason for white: with them a page is taken where it comes out full, or holds
   what none without them does. */
static bool may_be_taken(const Maker *maker, const MakeupLayout *layout, const Tried *tried)
{
  const PageMakeup *best = &maker->best.told;
  return tried->told.setting <= COST_UPRIGHTS_WHITE || maker_extra(maker, layout) == EXTRA_NONE ||
         !maker->best.made.templ || tried->told.left_out < best->left_out ||
         (best->setting >= COST_MADEUP_OVER && !best->left_out);
}

/* True: nothing is over, and little white. ASKED: that says anything. */
static bool try_layout(Maker *maker, const MakeupLayout *layout, Missed *missed, bool asked)
{
  const Tried tried = maker_try(maker, layout, missed, &maker->best, asked);
  bool taken = may_be_taken(maker, layout, &tried);
  if (taken && maker_is_better(&tried, &maker->best))
    maker->best = tried;
  return taken && tried.told.setting <= COST_MADEUP_CLEAN && !tried.made.broken;
}

/* Layouts searched out, to be tried. */
typedef struct {
  const MakeupLayout *layout[EXTRAS * MAKEUP_LAYOUTS];
  bool tried[EXTRAS * MAKEUP_LAYOUTS];
  unsigned n;
} Candidates;

static void add_candidates(Candidates *candidates, const MakeupResult *found)
{
  for (unsigned i = 0; i < found->n; i++)
    candidates->layout[candidates->n++] = &found->layout[i];
}

/* Those that are not plain, whose cuts are worth no more than CUTS: no head buys a 断版. */
static void add_more(const Maker *maker, Candidates *candidates, const MakeupResult *found, int32_t cuts)
{
  for (unsigned i = 0; i < found->n; i++)
    if (maker_extra(maker, &found->layout[i]) != EXTRA_NONE && found->layout[i].cuts <= cuts)
      candidates->layout[candidates->n++] = &found->layout[i];
}

/* The cheapest not tried, as it is priced whole. */
static const MakeupLayout *next_layout(const Maker *maker, Candidates *candidates)
{
  unsigned best = 0;
  int64_t least = INT64_MAX;
  for (unsigned i = 0; i < candidates->n; i++) {
    int64_t price = candidates->tried[i] ? INT64_MAX : maker_price(maker, candidates->layout[i]);
    if (price < least) {
      least = price;
      best = i;
    }
  }
  candidates->tried[best] = true;
  return candidates->layout[best];
}

/* Those that leave as little out as can be. */
static Candidates find_candidates(Maker *maker)
{
  Candidates candidates = {0};
  MakeupResult found[EXTRAS] = {maker_search(maker)};
  const MakeupResult *best = &found[EXTRA_NONE];
  for (Extra extra = EXTRA_NONE + 1; extra < EXTRAS; extra++) {
    found[extra] = maker_search_more(maker, extra);
    if (found[extra].n && (!best->n || found[extra].n_left_out < best->n_left_out))
      best = &found[extra];
  }
  add_candidates(&candidates, best);
  for (Extra extra = EXTRA_NONE + 1; extra < EXTRAS; extra++) {
    if (!found[extra].n)
      continue;
    if (best != &found[extra] && found[extra].n_left_out == best->n_left_out)
      add_more(maker, &candidates, &found[extra], extra == EXTRA_UPRIGHT ? best->layout[0].cuts : INT32_MAX);
    maker->made.bound = MIN(maker->made.bound < 0 ? INT32_MAX : maker->made.bound, found[extra].certificate.bound);
    maker->made.proven = maker->made.proven && found[extra].certificate.complete;
  }
  return candidates;
}

/* Whether MISSED says anything new; KNOWN knows it then. */
static bool learn(Missed *known, const Missed *missed)
{
  bool new = missed->lines > 0;
  known->lines += missed->lines;
  for (unsigned w = 0; w < MAKEUP_BREADTHS; w++) {
    new = new || missed->low[w] > known->low[w];
    known->low[w] = MAX(known->low[w], missed->low[w]);
  }
  return new;
}

/* Those that break what is never to be are tried no further than there are others. */
static bool tries_on(const Maker *maker, unsigned tried)
{
  return tried < COST_MADEUP_TRIED || maker->best.made.broken;
}

/* The cheapest, so many of those with upright heads, of those re-cut and of the others, until none can be better than
   the best that was set. True: one was clean. What those miss by says nothing of the others, nor that they are clean.
 */
static bool try_candidates(Maker *maker, Candidates *candidates, Missed *missed)
{
  static const unsigned MOST[EXTRAS] = {UINT_MAX, COST_UPRIGHTS_TRIED, COST_FORMS_RECUT_TRIED};
  unsigned tried[EXTRAS] = {0};
  Missed unheard[MAKEUP_ARTICLES] = {0};
  bool clean = false;
  for (unsigned i = 0; i < candidates->n && tries_on(maker, tried[EXTRA_NONE]); i++) {
    const MakeupLayout *next = next_layout(maker, candidates);
    Extra extra = maker_extra(maker, next);
    if (clean && !maker->best.made.broken && maker_price(maker, next) >= maker->best.told.score)
      break;
    if (tried[extra] >= MOST[extra])
      continue;
    tried[extra]++;
    bool plain = extra == EXTRA_NONE;
    const bool asked = plain && !clean;
    clean = (try_layout(maker, next, plain ? missed : unheard, asked) && asked) || clean;
  }
  return clean;
}

bool maker_try_all(Maker *maker, const MakeupResult *found, Missed *missed)
{
  Candidates candidates = {0};
  add_candidates(&candidates, found);
  return try_candidates(maker, &candidates, missed);
}

static bool some_grows(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    if (maker->forms[i].grows)
      return true;
  return false;
}

/* Those with white too, which what grows takes up. */
static bool try_white(Maker *maker, Missed *missed)
{
  const MakeupResult found = maker_search_in(maker, false);
  maker->made.full = false;
  bool clean = found.n && !found.n_left_out && maker_try_all(maker, &found, missed);
  maker->made.full = maker->best.told.full;
  return clean;
}

/* False: something was missed, and is reckoned with from now on. */
bool maker_make_up(Maker *maker)
{
  Candidates candidates = find_candidates(maker);
  Missed missed[MAKEUP_ARTICLES] = {0};
  bool more = false, clean = try_candidates(maker, &candidates, missed);
  if (maker->made.full && some_grows(maker))
    clean = try_white(maker, missed) || clean;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    if (!learn(&maker->known[i], &missed[i]))
      continue;
    forms_free(&maker->forms[i]);
    more = true;
  }
  return clean || !more;
}
