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
                int most, int near)
{
  Work work = *like;
  LayoutSlot own = *slot;
  int least = 1, enough = most + 1, step = 1; /* fewer hold it not; so many do */
  work.judge = NULL;
  own.column_first = own.row_first = 1;
  own.column_last = columns;
  own.head.column_first = head_columns < columns ? 1 : 0;
  own.head.column_last = head_columns < columns ? head_columns : 0;
  for (int rows = near ? MIN(near, most) : most; least < enough; step *= 2) {
    own.row_last = rows;
    bool holds = holds_all(&work, &own, article);
    if (!holds && rows == most)
      return 0;
    least = holds ? least : rows + 1;
    enough = holds ? rows : enough;
    if (near && least > 1 && enough <= most)
      near = 0; /* it lies between */
    rows = !near ? (least + MIN(enough, most)) / 2 : holds ? MAX(rows - step, least) : MIN(rows + step, most);
  }
  return enough;
}
