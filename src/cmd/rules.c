#include "cmd/rules.h"

PreflightOptions rules_of_press(const Press *press, const char *const *spots)
{
  return (PreflightOptions){.standard = press->standard,
                            .tac = press->tac,
                            .min_ppi = press->min_ppi,
                            .warn_ppi = press->warn_ppi,
                            .spots = spots};
}
