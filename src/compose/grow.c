/* Rows of a table a little apart, before white is left under it (组版). The one that has grown least goes first. */
#include "compose/grow.h"

#include "base/costs.h"
#include "compose/figures.h"
#include "compose/table.h"
#include "compose/wide.h"

static bool may_grow(const Portion *portion)
{
  return portion->build == table_group || portion->build == figures_group;
}

static int most_of(int rows)
{
  return rows * COST_TABLE_MORE / 100;
}

int grow_cells(const Chain *chain, const Pour *pour)
{
  int cells = 0;
  for (unsigned i = 0; i < chain->portions->len; i++)
    if (may_grow(&chain_portions(chain)[i]))
      cells += most_of((int)pour->poured[i].cells);
  for (unsigned i = 0; i < chain->wides->len; i++)
    if (may_grow(&chain_wide(chain, i)->portion))
      cells += chain_wide(chain, i)->span * most_of(chain_wide(chain, i)->steps);
  return cells;
}

/* One that may grow. */
typedef struct {
  Portion *portion;
  Wide *wide; /* NULL: it runs with the text */
  int rows;   /* its own */
  bool done;
} Grower;

static void set_more(Chain *chain, const Grower *grower, int more)
{
  grower->portion->more = more;
  if (grower->wide)
    wide_make(chain, grower->wide, grower->wide->w);
}

static int own_rows(Chain *chain, Portion *portion)
{
  const Group *group = portion->build(chain->work, portion, chain->fields[0].measure);
  return group ? group->rows - portion->more : 0;
}

static unsigned list_growers(Chain *chain, Grower *growers)
{
  unsigned n = 0;
  for (unsigned i = 0; i < chain->portions->len; i++)
    if (may_grow(&chain_portions(chain)[i]))
      growers[n++] = (Grower){&chain_portions(chain)[i], NULL, own_rows(chain, &chain_portions(chain)[i]), false};
  for (unsigned i = 0; i < chain->wides->len; i++) {
    Wide *wide = chain_wide(chain, i);
    if (may_grow(&wide->portion) && wide->group)
      growers[n++] = (Grower){&wide->portion, wide, wide->steps - wide->portion.more, false};
  }
  return n;
}

static Grower *find_next(Grower *growers, unsigned n)
{
  Grower *next = NULL;
  for (unsigned i = 0; i < n; i++) {
    Grower *grower = &growers[i];
    if (grower->done || grower->portion->more >= most_of(grower->rows))
      continue;
    if (!next || grower->portion->more * next->rows < next->portion->more * grower->rows)
      next = grower;
  }
  return next;
}

void grow_chain(Chain *chain, int64_t (*settled)(Chain *chain), int64_t *best)
{
  Grower *growers = ARENA_ARRAY(chain->work->arena, Grower, chain->portions->len + chain->wides->len + 1);
  unsigned n = chain->slot->made ? list_growers(chain, growers) : 0;
  for (Grower *grower; (grower = find_next(growers, n));) {
    int kept = grower->portion->more;
    set_more(chain, grower, kept + 1);
    int64_t cost = settled(chain);
    if (cost < *best) {
      *best = cost;
      continue;
    }
    set_more(chain, grower, kept);
    grower->done = true;
  }
}
