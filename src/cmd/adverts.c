#include "cmd/adverts.h"

#include "preflight/preflight.h"

/* Layers are the file's, not the page's: placed elsewhere, what one hides would show. */
static unsigned count_errors(const DiagList *diags)
{
  unsigned n = 0;
  for (unsigned i = 0; i < diag_count(diags); i++)
    n += diag_at(diags, i)->severity >= DIAG_ERROR || diag_at(diags, i)->code == DIAG_PDF_LAYERS;
  return n;
}

/* What is wrong with it is told under its own name, as an error of the issue: a damaged advertisement stops no other
 * work. */
static bool passes(Job *job, const DrawAdvert *draw, int page)
{
  const Press *press = &job->issue->press;
  const PreflightOptions options = {.standard = press->standard,
                                    .tac = press->tac,
                                    .min_ppi = press->min_ppi,
                                    .warn_ppi = press->warn_ppi,
                                    .placed = true};
  DiagList *found = diag_list_new(diag_lang(job->diags));
  const Advert *advert = draw->advert;
  bool readable = preflight_file(advert->path, advert->path, &options, found);
  unsigned errors = count_errors(found);
  if (!readable)
    diag_add_at(job->diags, DIAG_ADVERT_UNREADABLE, advert->place, page, draw->article, advert->name, "PDF");
  else {
    diag_append(job->diags, found);
    if (errors)
      diag_add_at(job->diags, DIAG_ADVERT_REFUSED, advert->place, page, draw->article, advert->name, errors);
  }
  diag_list_free(found);
  return readable && !errors;
}

void adverts_check(Job *job)
{
  GArray *passed = g_array_new(FALSE, TRUE, sizeof(Grafting));
  for (unsigned p = 0; p < job->list->n_pages; p++)
    for (unsigned i = 0; i < job->list->pages[p].n_items; i++) {
      const DrawItem *item = &job->list->pages[p].items[i];
      int page = job->list->pages[p].number;
      if (item->kind != DRAW_ADVERT || !passes(job, &item->advert, page))
        continue;
      Grafting grafting = {&item->advert, page};
      g_array_append_val(passed, grafting);
    }
  job->n_graftings = passed->len;
  job->graftings = arena_copy(job->arena, passed->data, passed->len * sizeof(Grafting));
  g_array_free(passed, TRUE);
}
