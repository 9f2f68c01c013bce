/* The rows that tables and figures need, by setting them. */
#include "compose/things.h"

#include "compose/page.h"

bool things_only(const Article *article)
{
  bool some = false;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    BlockKind kind = article->blocks[i].kind;
    if (kind != BLOCK_TABLE && kind != BLOCK_LIST && kind != BLOCK_SUBHEAD)
      return false;
    some = some || kind != BLOCK_SUBHEAD;
  }
  return some && !article->n_pictures;
}

/* Whether all of ARTICLE stands in SLOT. */
static bool holds_all(const Work *work, const LayoutSlot *slot, const Article *article)
{
  const LayoutTemplate templ = {.name = slot->name, .slots = slot, .n_slots = 1};
  const SlotFilling filling = {slot->name, work->spec->place, &article, 1};
  const PageTrial trial = page_try(work, &templ, &filling, 1, 0);
  for (unsigned i = 0; i < trial.n_rows; i++)
    if (trial.rows[i].article == article)
      return !trial.errors && !trial.rows[i].overset && !trial.rows[i].overset_lines && !trial.homeless[i];
  return false;
}

int things_rows(const Work *like, const LayoutSlot *slot, const Article *article, int columns, int head_columns,
                int most)
{
  Work work = *like;
  LayoutSlot own = *slot;
  int least = 1, enough = most;
  work.judge = NULL;
  own.column_first = own.row_first = 1;
  own.column_last = columns;
  own.head.column_first = head_columns < columns ? 1 : 0;
  own.head.column_last = head_columns < columns ? head_columns : 0;
  own.row_last = most;
  if (!holds_all(&work, &own, article))
    return 0;
  while (least < enough) {
    own.row_last = (least + enough) / 2;
    if (holds_all(&work, &own, article))
      enough = own.row_last;
    else
      least = own.row_last + 1;
  }
  return enough;
}
