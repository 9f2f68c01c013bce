/* ICU's cluster and line iterators. Opening one costs more than a paragraph, so that each thread keeps its own;
   they are closed with the thread. */
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/work.h"

typedef struct {
  UBreakIterator *iterators[BOUNDARIES];
} ThreadIterators;

static void close_iterators(gpointer data)
{
  ThreadIterators *mine = data;
  for (int i = 0; i < BOUNDARIES; i++)
    if (mine->iterators[i])
      ubrk_close(mine->iterators[i]);
  g_free(mine);
}

static UBreakIterator *open_iterator(BoundaryKind kind)
{
  static const struct {
    UBreakIteratorType type;
    const char *locale;
  } OPENED[BOUNDARIES] = {
      [BOUNDARY_CLUSTER] = {UBRK_CHARACTER, ""},
      [BOUNDARY_LINE_ROOT] = {UBRK_LINE, ""},
      [BOUNDARY_LINE_ZH] = {UBRK_LINE, "zh@lb=strict"},
  };
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(OPENED[kind].type, OPENED[kind].locale, NULL, 0, &error);
  if (U_FAILURE(error))
    g_error("ICU's break rules are missing: %s", u_errorName(error)); /* a broken installation: abort */
  return iterator;
}

static UBreakIterator *borrow_iterator(BoundaryKind kind)
{
  static GPrivate threads = G_PRIVATE_INIT(close_iterators);
  ThreadIterators *mine = g_private_get(&threads);
  if (!mine) {
    mine = g_new0(ThreadIterators, 1);
    g_private_set(&threads, mine);
  }
  if (!mine->iterators[kind])
    mine->iterators[kind] = open_iterator(kind);
  return mine->iterators[kind];
}

BoundarySet boundary_find(BoundaryKind kind, const char *text, size_t length)
{
  BoundarySet set = {g_malloc0(length / 8 + 1)};
  UErrorCode error = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  UBreakIterator *iterator = borrow_iterator(kind);
  utext_openUTF8(&source, text, (int64_t)length, &error);
  ubrk_setUText(iterator, &source, &error);
  if (U_FAILURE(error))
    g_error("ICU does not take the text: %s", u_errorName(error));
  for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
    set.bits[at / 8] = (guint8)(set.bits[at / 8] | 1u << (at % 8));
  ubrk_setText(iterator, NULL, 0, &error); /* let go of TEXT before its owner does */
  utext_close(&source);
  return set;
}
