#include "cmd/adverts.h"

#include "base/costs.h"
#include "cmd/rules.h"

/* Layers are the file's, not the page's: placed elsewhere, what one hides would show. A spot ink nobody planned is a
 * plate nobody ordered. */
static bool refuses(const Diag *diag)
{
  return diag->severity >= DIAG_ERROR || diag->code == DIAG_PDF_LAYERS || diag->code == DIAG_PDF_SPOT;
}

/* What is wrong with it is told under its own name, what refuses it as an error of the issue: a damaged advertisement
   stops no other work. Returns how many errors there are. */
static unsigned tell_found(Job *job, const DiagList *found)
{
  unsigned n = 0;
  for (unsigned i = 0; i < diag_count(found); i++) {
    Diag diag = *diag_at(found, i);
    diag.severity = refuses(&diag) ? DIAG_ERROR : diag.severity;
    n += diag.severity == DIAG_ERROR;
    diag_copy(job->diags, &diag);
  }
  return n;
}

static void tell_unreadable(Job *job, const DrawAdvert *draw, int page)
{
  Mpt w, h;
  Lang lang = diag_lang(job->diags);
  const char *why;
  if (graft_size(draw->advert->path, &w, &h, lang, &why))
    why = pdf_fault_words(PDF_BROKEN, lang);
  diag_add_at(job->diags, DIAG_ADVERT_UNREADABLE, draw->advert->place, page, draw->article, draw->advert->name, why);
}

static bool passes(Job *job, const DrawAdvert *draw, int page, const char *const *spots, GHashTable *inks)
{
  PreflightOptions options = rules_of_press(&job->issue->press, spots);
  options.inks = inks;
  options.tac_far = options.tac + COST_ADVERT_INK;
  bool shows = true;
  options.placed = true;
  options.shows = &shows;
  DiagList *found = diag_list_new(diag_lang(job->diags));
  const Advert *advert = draw->advert;
  bool readable = preflight_file(advert->path, advert->path, &options, NULL, found);
  unsigned errors = 0;
  if (!readable && diag_worst(found) == DIAG_MACHINE)
    diag_append(job->diags, found);
  else {
    errors = tell_found(job, found);
    if (!readable)
      tell_unreadable(job, draw, page);
    else if (errors)
      diag_add_at(job->diags, DIAG_ADVERT_REFUSED, advert->place, page, draw->article, advert->name, errors);
    else if (!shows)
      diag_add_at(job->diags, DIAG_ADVERT_BLANK, advert->place, page, draw->article, advert->name);
  }
  diag_list_free(found);
  return readable && !errors;
}

/* Names of the set in the layout's order, without those the issue itself uses. */
static void take_inks(Job *job, const char *const *spots, GHashTable *inks)
{
  for (unsigned i = 0; i < job->list->n_inks; i++)
    g_hash_table_remove(inks, job->list->inks[i].spot);
  unsigned n = 0;
  const char **names = ARENA_ARRAY(job->arena, const char *, g_hash_table_size(inks) + 1);
  for (; *spots; spots++)
    if (g_hash_table_remove(inks, *spots))
      names[n++] = *spots;
  job->advert_inks = names;
}

void adverts_check(Job *job)
{
  const char *const *spots = layout_spots(job->issue->layout, job->arena);
  GHashTable *inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GArray *passed = g_array_new(FALSE, TRUE, sizeof(Grafting));
  for (unsigned p = 0; p < job->list->n_pages; p++)
    for (unsigned i = 0; i < job->list->pages[p].n_items; i++) {
      const DrawItem *item = &job->list->pages[p].items[i];
      int page = job->list->pages[p].number;
      if (item->kind != DRAW_ADVERT || !passes(job, &item->advert, page, spots, inks))
        continue;
      Grafting grafting = {&item->advert, page};
      g_array_append_val(passed, grafting);
    }
  job->n_graftings = passed->len;
  job->graftings = arena_copy(job->arena, passed->data, passed->len * sizeof(Grafting));
  take_inks(job, spots, inks);
  g_hash_table_destroy(inks);
  g_array_free(passed, TRUE);
}
