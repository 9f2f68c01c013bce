#include "base/limits.h"

void limit_report(DiagList *diags, Over over, Place place)
{
  static const struct {
    int most;
    const char *what[2]; /* by Lang */
  } LIMITS[OVERS] = {
#define OVER(limit, en, zh) [OVER_##limit] = {LIMIT_##limit, {en, zh}},
#include "base/limits.def"
#undef OVER
  };
  diag_add(diags, DIAG_LIMIT, place, LIMITS[over].what[diag_lang(diags)], LIMITS[over].most);
}
