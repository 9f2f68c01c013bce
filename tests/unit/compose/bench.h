/* A page's work opened by a test itself, on the first of a desk's pages or another. */
#ifndef TESTS_UNIT_COMPOSE_BENCH_H
#define TESTS_UNIT_COMPOSE_BENCH_H

#include "desk.h"

#include "compose/slot.h"

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

/* The chain of the first slot of a desk's first page, open. */
typedef struct {
  Desk desk;
  Work like, work;
  Chain *chain;
} ChainBench;

/* Its desk has a page. */
static inline void chain_bench_open(ChainBench *bench)
{
  const Issue *issue = bench->desk.issue;
  const LayoutTemplate *templ = &issue->layout->templates[0];
  bench->like = bench_like(&bench->desk);
  bench->work = work_open(&bench->like, &issue->pages[0], 1);
  bench->chain = slot_open(&bench->work, templ, &templ->slots[0], &bench->work.spec->fillings[0]);
}

static inline void chain_bench_close(ChainBench *bench)
{
  bench_close(&bench->work, &bench->like);
  desk_close(&bench->desk);
}

#endif
