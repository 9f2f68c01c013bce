/* What a page made up has come to: forgotten, kept, gone back to. */
#include "compose/maker.h"

#include <string.h>

void maker_forget(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    forms_free(&maker->forms[i]);
  memset(maker->known, 0, sizeof maker->known);
  memset(maker->guess, 0, sizeof maker->guess);
  maker->best = (Tried){0};
  maker->made = (PageMakeup){0};
}

MakerState maker_state(const Maker *maker)
{
  MakerState state = {.best = maker->best, .made = maker->made, .most = maker->most, .lead_span = maker->lead_span};
  state.level = maker->level;
  state.dropped = maker->dropped;
  memcpy(state.known, maker->known, sizeof state.known);
  return state;
}

void maker_go_back(Maker *maker, const MakerState *state)
{
  maker_forget(maker);
  memcpy(maker->known, state->known, sizeof maker->known);
  maker->best = state->best;
  maker->made = state->made;
  maker->most = state->most;
  maker->lead_span = state->lead_span;
  maker->level = state->level;
  maker->dropped = state->dropped;
}
