/* Text that runs up beside its head (左题), to the page's top: one reads it as another story's. */
#include "compose/maker.h"

static bool is_beside(const Form *form, int columns)
{
  return form->side == HEAD_TOP && form->head_columns && form->head_columns < columns && !form->framed;
}

static bool may_run_up(const Maker *maker, unsigned i)
{
  return i < maker->n_articles && maker->articles[i]->kind == KIND_STORY && !maker->articles[i]->n_pictures;
}

int maker_runs_up(const Maker *maker, const MakeupLayout *layout)
{
  int n = 0;
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *module = &layout->module[i];
    n += !module->row && may_run_up(maker, module->article) && is_beside(maker_form(maker, module), module->columns);
  }
  return n;
}
