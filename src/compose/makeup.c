/* A page given by its articles alone: every template and every filling of its slots is weighed by how many lines the
   articles ask for and the slots hold. Full page make-up (碰题, 断版, 通缝) will take this place behind the same call.
 */
#include "compose/makeup.h"

#include <string.h>

#include "base/costs.h"

#define ARTICLES_MOST 12
#define SLOTS_MOST 12

/* The best that can be made of a slot and those after it. */
typedef struct {
  int64_t misfit;
  int article; /* in the slot; −1: none */
} Choice;

typedef struct {
  const LayoutTemplate *templ;
  int capacity[SLOTS_MOST];
  int demand[ARTICLES_MOST];
  const Article *articles[ARTICLES_MOST];
  unsigned n_articles;
  Choice *choices; /* slots × sets of articles placed before */
  int64_t best;
  const LayoutTemplate *best_templ;
  int best_filled[SLOTS_MOST];
} Makeup;

/* Column lines an article asks for: text, heads of two columns' width, pictures of about a fourth of the page's height.
 */
static int estimate_demand(const Work *work, const Article *article)
{
  const Grid *grid = &work->sheet->grid;
  int lines = COST_MAKEUP_HEAD;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    for (unsigned j = 0; j < block->n_lines; j++)
      lines += (int)text_characters(block->lines[j]->text, block->lines[j]->length) / grid->characters + 1;
    lines += block->kind == BLOCK_SUBHEAD ? COST_MAKEUP_SUBHEAD : 0;
    lines += block->kind == BLOCK_TABLE ? (int)block->table->rows * COST_MAKEUP_ROW : 0;
    lines += (int)block->n_items * COST_MAKEUP_ITEM;
  }
  for (unsigned i = 0; i < article->n_pictures; i++) {
    int span = article->pictures[i].span > 0 ? article->pictures[i].span : COST_MAKEUP_SPAN;
    lines += span * (span * grid->characters * COST_MAKEUP_DOWN / COST_MAKEUP_ACROSS + COST_MAKEUP_CAPTION) * grid->em /
             grid->leading;
  }
  return lines;
}

static int slot_capacity(const LayoutSlot *slot)
{
  return (slot->column_last - slot->column_first + 1) * (slot->row_last - slot->row_first + 1);
}

static int64_t weigh(const Makeup *makeup, unsigned slot, int article)
{
  if (article < 0)
    return makeup->capacity[slot];
  int over = makeup->demand[article] - makeup->capacity[slot];
  int64_t misfit = over > 0 ? COST_MAKEUP_OVER * over : -over; /* overset is worse than white */
  /* Slots are in the layout's order of rank. */
  return misfit + (int64_t)slot * (COST_MAKEUP_RANK - makeup->articles[article]->priority);
}

static bool is_accepted(const Makeup *makeup, unsigned slot, unsigned article)
{
  return makeup->templ->slots[slot].accepts & 1u << makeup->articles[article]->kind;
}

static Choice *choice_at(const Makeup *makeup, unsigned slot, unsigned taken)
{
  return &makeup->choices[((size_t)slot << ARTICLES_MOST) + taken];
}

/* Of choices alike the first article's, and an article rather than none. */
static Choice choose(const Makeup *makeup, unsigned slot, unsigned taken)
{
  Choice best = {INT64_MAX, -1};
  for (unsigned a = 0; a < makeup->n_articles; a++) {
    if (taken & 1u << a || !is_accepted(makeup, slot, a))
      continue;
    int64_t misfit = weigh(makeup, slot, (int)a) + choice_at(makeup, slot + 1, taken | 1u << a)->misfit;
    if (misfit < best.misfit)
      best = (Choice){misfit, (int)a};
  }
  int64_t empty = weigh(makeup, slot, -1) + choice_at(makeup, slot + 1, taken)->misfit;
  return empty < best.misfit ? (Choice){empty, -1} : best;
}

/* Slots from the last to the first, each for every set of articles that may be placed before it: what comes after does
   not depend on where those are. */
static void try_template(Makeup *makeup, const LayoutTemplate *templ)
{
  unsigned n = templ->n_slots, sets = 1u << makeup->n_articles;
  makeup->templ = templ;
  for (unsigned s = 0; s < n; s++)
    makeup->capacity[s] = slot_capacity(&templ->slots[s]);
  for (unsigned taken = 0; taken < sets; taken++) {
    int64_t left = makeup->n_articles - (unsigned)__builtin_popcount(taken);
    *choice_at(makeup, n, taken) = (Choice){left * COST_MAKEUP_NOT_PLACED, -1};
  }
  for (unsigned s = n; s-- > 0;)
    for (unsigned taken = 0; taken < sets; taken++)
      *choice_at(makeup, s, taken) = choose(makeup, s, taken);
  if (choice_at(makeup, 0, 0)->misfit >= makeup->best)
    return;
  makeup->best = choice_at(makeup, 0, 0)->misfit;
  makeup->best_templ = templ;
  for (unsigned s = 0, taken = 0; s < n; s++) {
    makeup->best_filled[s] = choice_at(makeup, s, taken)->article;
    taken |= makeup->best_filled[s] < 0 ? 0 : 1u << makeup->best_filled[s];
  }
}

const LayoutTemplate *makeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings)
{
  Makeup makeup = {.best = INT64_MAX, .choices = g_new(Choice, (size_t)(SLOTS_MOST + 1) << ARTICLES_MOST)};
  makeup.n_articles = MIN(work->spec->n_articles, ARTICLES_MOST);
  for (unsigned a = 0; a < makeup.n_articles; a++) {
    makeup.articles[a] = work->spec->articles[a];
    makeup.demand[a] = estimate_demand(work, makeup.articles[a]);
  }
  const Layout *layout = work->sheet->layout;
  for (unsigned t = 0; t < layout->n_templates; t++)
    if (layout->templates[t].n_slots <= SLOTS_MOST)
      try_template(&makeup, &layout->templates[t]);
  g_free(makeup.choices);
  *n_fillings = 0;
  for (unsigned s = 0; makeup.best_templ && s < makeup.best_templ->n_slots; s++) {
    if (makeup.best_filled[s] < 0)
      continue;
    const Article **one = ARENA_NEW(work->arena, const Article *);
    *one = makeup.articles[makeup.best_filled[s]];
    fillings[(*n_fillings)++] = (SlotFilling){makeup.best_templ->slots[s].name, work->spec->place, one, 1};
  }
  return makeup.best_templ;
}
