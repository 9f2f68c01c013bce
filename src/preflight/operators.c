#include "preflight/operators.h"

#include <string.h>

static const Operator OPERATORS[] = {
#define OPERATOR(name, operands, where, perform, with, clause) {name, operands, where, perform, with, clause},
#include "preflight/operators.def"
#undef OPERATOR
};

const Operator *operators_all(unsigned *n)
{
  *n = G_N_ELEMENTS(OPERATORS);
  return OPERATORS;
}

const Operator *operators_lookup(const char *name)
{
  unsigned low = 0, high = G_N_ELEMENTS(OPERATORS);
  while (low < high) {
    unsigned middle = (low + high) / 2;
    int order = strcmp(name, OPERATORS[middle].name);
    if (!order)
      return &OPERATORS[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

static bool is_all(const char *kinds, size_t n, char kind)
{
  for (size_t i = 0; i < n; i++)
    if (kinds[i] != kind)
      return false;
  return true;
}

bool operators_take(const Operator *operator, const char * kinds, size_t n)
{
  const char *wanted = operator->operands;
  if (*wanted == 'c')
    return n && is_all(kinds, n, 'n');
  if (*wanted == 'C')
    return n && is_all(kinds, n - 1, 'n') && (kinds[n - 1] == 'n' || kinds[n - 1] == '/');
  for (size_t i = 0; i < n; i++)
    if (!wanted[i] || (wanted[i] == 'p' ? kinds[i] != '/' && kinds[i] != 'd' : kinds[i] != wanted[i]))
      return false;
  return !wanted[n];
}
