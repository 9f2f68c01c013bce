/* Tables and figures side by side: which articles are made of them, and where they go in so. */
#include "compose/abreast.h"

#include "base/costs.h"
#include "compose/blocks.h"
#include "compose/table.h"
#include "compose/wide.h"

static bool is_thing(const Article *article, unsigned at)
{
  const Block *block = &article->blocks[at];
  return block->kind == BLOCK_TABLE || (block->kind == BLOCK_LIST && wide_is_figures(article, block));
}

bool abreast_heads(const Article *article, unsigned at)
{
  BlockKind kind = article->blocks[at].kind;
  return (kind == BLOCK_SUBHEAD || kind == BLOCK_PARAGRAPH) && at + 1 < article->n_blocks && is_thing(article, at + 1);
}

bool abreast_begins(const Article *article, unsigned at)
{
  return abreast_heads(article, at) || (is_thing(article, at) && !(at && abreast_heads(article, at - 1)));
}

unsigned abreast_pieces(const Article *article)
{
  unsigned n = 0;
  if (article->kind != KIND_DATA || article->n_pictures || article->dateline || article->jumps_from ||
      article->jumps_to)
    return 0;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    if (!is_thing(article, i) && !abreast_heads(article, i))
      return 0;
    n += is_thing(article, i);
  }
  return n >= 2 && n <= COST_ABREAST_MOST ? n : 0;
}

/* Grid lines of a piece's head in a column W wide; −1: it is a paragraph of more than a line. */
static int head_rows(Work *work, const Article *article, unsigned at, Mpt w)
{
  const Block *block = &article->blocks[at];
  if (!abreast_heads(article, at))
    return 0;
  if (block->kind == BLOCK_SUBHEAD) {
    const Portion portion = {.article = article, .source = block};
    return blocks_subhead(work, &portion, w)->rows;
  }
  const TextStyle *style = work_style(work, NULL, article, "body");
  unsigned n = text_characters(block->lines[0]->text, block->lines[0]->length);
  return (Mpt)n * style->size + style->indent > w ? -1 : 1;
}

static bool goes_in(Work *work, const Article *article, const Block *block, Mpt w)
{
  return block->kind != BLOCK_TABLE || block->table->columns < 2 ||
         table_columns_end(work, article, block->table, w, 1) == block->table->columns;
}

bool abreast_may(Work *work, const Article *article, Mpt w)
{
  int rows = -1;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    if (is_thing(article, i) && !goes_in(work, article, &article->blocks[i], w))
      return false;
    if (!abreast_begins(article, i))
      continue;
    int own = head_rows(work, article, i, w);
    if (own < 0 || (rows >= 0 && own != rows))
      return false;
    rows = own;
  }
  return true;
}

bool abreast_is(const Chain *chain)
{
  const LayoutSlot *slot = chain->slot;
  return slot->made && slot->columns > 1 && chain->article && abreast_pieces(chain->article) == (unsigned)slot->columns;
}
