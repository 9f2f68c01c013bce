/* A page's work opened by a test itself, on the first of a desk's pages or another. */
#ifndef TESTS_UNIT_COMPOSE_BENCH_H
#define TESTS_UNIT_COMPOSE_BENCH_H

#include "desk.h"

#include "compose/work.h"

/* What work_open takes the page's work after. */
static inline Work bench_like(const Desk *desk)
{
  return (Work){.arena = arena_new(),
                .scratch = arena_new(),
                .trials = arena_new(),
                .shaper = shaper_new(desk->fonts),
                .diags = diag_list_new(LANG_EN),
                .issue = desk->issue,
                .sheet = desk->sheet};
}

/* WORK was opened after LIKE. */
static inline void bench_close(Work *work, Work *like)
{
  work_close(work);
  shaper_free(like->shaper);
  diag_list_free(like->diags);
  arena_free(like->trials);
  arena_free(like->scratch);
  arena_free(like->arena);
}

#endif
