/* A page being made: its placed things, its articles' rows, its styles. */
#include "compose/work.h"

#include <string.h>

void work_add_placed(Work *work, const Placed *placed)
{
  Placed own = *placed;
  own.slot = work->slot;
  own.piece = work->piece;
  g_array_append_val(work->items, own);
}

void work_add_rule(Work *work, Box box, Mpt weight)
{
  const Placed rule = {.kind = PLACED_RULE,
                       .furniture = true,
                       .box = box,
                       .weight = weight,
                       .border = BORDER_LINE,
                       .ink = style_ink(work->sheet, NULL, 10000)};
  work_add_placed(work, &rule);
}

PlacedArticle *work_article(Work *work, const Article *article)
{
  for (unsigned i = 0; i < work->articles->len; i++) {
    PlacedArticle *row = &g_array_index(work->articles, PlacedArticle, i);
    if (row->article == article)
      return row;
  }
  PlacedArticle row = {.article = article, .characters = article->characters};
  g_array_append_val(work->articles, row);
  return &g_array_index(work->articles, PlacedArticle, work->articles->len - 1);
}

bool work_has_style(const Work *work, const char *name)
{
  const TextStyle *style = style_lookup(work->sheet, name);
  return style && !strcmp(style->name, name);
}

const TextStyle *work_style(const Work *work, const char *given, const Article *article, const char *name)
{
  if (given)
    return style_lookup(work->sheet, given);
  char own[64];
  g_snprintf(own, sizeof own, "%s-%s", article_kind_name(article->kind), name);
  return style_lookup(work->sheet, work_has_style(work, own) ? own : name);
}

const TextStyle *work_style_aligned(Work *work, const TextStyle *style, Align align)
{
  if (align == ALIGN_UNSET || style->align == align)
    return style;
  TextStyle *turned = ARENA_NEW(work->arena, TextStyle);
  *turned = *style;
  turned->align = align;
  return turned;
}

Work work_open(const Work *like, const PageSpec *spec, int number)
{
  Work work = *like;
  work.spec = spec;
  work.number = number;
  work.items = g_array_new(FALSE, TRUE, sizeof(Placed));
  work.articles = g_array_new(FALSE, TRUE, sizeof(PlacedArticle));
  work.garbage = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  work.lists = g_ptr_array_new_with_free_func((GDestroyNotify)diag_list_free);
  work.tables = NULL; /* LIKE's are LIKE's: work_close ends its own */
  return work;
}

void work_close(Work *work)
{
  g_ptr_array_free(work->garbage, TRUE);
  g_ptr_array_free(work->lists, TRUE);
  if (work->tables)
    g_hash_table_destroy(work->tables);
  g_array_free(work->items, TRUE);
  g_array_free(work->articles, TRUE);
}

bool work_advert_size(const Work *work, const Advert *advert, Mpt *w, Mpt *h, const char **why)
{
  const char *unused;
  if (why)
    *why = "";
  return work->advert_size && work->advert_size(advert, w, h, diag_lang(work->diags), why ? why : &unused);
}
