/* Stumps: a few lines of text between two pictures, or a picture and a head or the column's end. */
#include "compose/stumps.h"

#include "base/costs.h"

/* A run of cells next to each other in a lane. */
typedef struct {
  unsigned segment;
  int lines; /* that stand in it */
  int64_t cost;
} Run;

static void end_run(Run *run)
{
  if (run->lines)
    run->cost += (int64_t)MAX(COST_RULES_LEG_LEAST - run->lines, 0) * COST_STUMPS_LINE;
  run->lines = 0;
}

static void count_line(Run *run, const Cell *cell)
{
  if (cell->segment != run->segment)
    end_run(run);
  run->segment = cell->segment;
  run->lines++;
}

int64_t stumps_cost(const Chain *chain, const Pour *pour)
{
  Run run = {0};
  if (!chain->slot->made || pour->over || chain->slot->gathered || chain->fields[0].vertical)
    return 0;
  for (unsigned i = 0; i < chain->portions->len; i++) {
    const Poured *poured = &pour->poured[i];
    for (unsigned c = poured->start; c < MIN(poured->start + poured->cells, chain->n_cells); c++)
      if (!poured->hole || c != poured->hole)
        count_line(&run, &chain->cells[c]);
  }
  end_run(&run);
  return run.cost;
}
