/* Weights and thresholds of the program's choices as constants: COST_<name> of costs.def. */
#ifndef TEKAN_BASE_COSTS_H
#define TEKAN_BASE_COSTS_H

#ifndef COSTS_PERTURBED
enum {
#define COST(name, value, unit, source) COST_##name = (value),
#include "base/costs.def"
#undef COST
};
#else
/* In the build of tests/property/weights.sh they may be changed while it runs: COST_<name> is costs_now[COST_AT_<name>]
   there, by macros that the Makefile makes of costs.def. */
enum {
#define COST(name, value, unit, source) COST_AT_##name,
#include "base/costs.def"
#undef COST
  COSTS
};
extern int costs_now[COSTS];
#endif

#endif
