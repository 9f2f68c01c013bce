/* Issues drawn at random, composed and painted, and what comes of them held against what must hold for any.

   random_issues WORK FIRST COUNT        checks COUNT issues from seed FIRST on; a line a seed that breaks a promise
   random_issues --write WORK SEED       writes one issue to WORK/issue, for a look at it

   Promises: nothing crashes; characters = placed + overset, and an overset is told as an error; nothing prints over
   another thing, leaves its slot or the sheet, and a picture that is not on the page is told by who left it out; two
   runs paint the same. */
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "host/work.h"
#include "paint/issue.h"
#include "random_issue.h"

typedef struct {
  const char *work;
  FontSet *fonts;
  unsigned loaded, broken;
} Trial;

static void complain(Trial *trial, guint32 seed, const char *what, const char *detail)
{
  printf("# seed %u: %s %s\n", seed, what, detail);
  trial->broken++;
}

static bool has_error(const DiagList *diags, DiagCode code, const char *article)
{
  for (unsigned i = 0; i < diag_count(diags); i++)
    if (diag_at(diags, i)->code == code && !g_strcmp0(diag_at(diags, i)->article, article))
      return true;
  return false;
}

static void check_counts(Trial *trial, guint32 seed, const Composition *composition, const DiagList *diags)
{
  for (unsigned p = 0; p < composition->n_pages; p++)
    for (unsigned i = 0; i < composition->pages[p].n_articles; i++) {
      const PlacedArticle *row = &composition->pages[p].articles[i];
      if (row->placed + row->overset + row->unprinted != row->characters)
        complain(trial, seed, "counts differ of", row->article->slug);
      if (row->overset && !has_error(diags, row->left_out ? DIAG_LEFT_OUT : DIAG_OVERSET, row->article->slug))
        complain(trial, seed, "overset untold of", row->article->slug);
    }
}

enum { PAGES_MOST = 8 };

typedef struct {
  const StyleSheet *sheet;
  Arena *canvases[PAGES_MOST];
  DrawPage pages[PAGES_MOST];
} Canvases;

static void look_and_paint(void *user, unsigned index, const PlacedPage *page, DiagList *diags)
{
  Canvases *press = user;
  press->canvases[index] = arena_new();
  page_check(press->canvases[index], press->sheet, page, diags);
  press->pages[index] = paint_page(press->canvases[index], page);
}

/* An article that got no slot at all (a page made up of more than it holds) is told as over, and its pictures as not
   placed. */
static bool is_left_out(const Composition *composition, const Diag *diag)
{
  for (unsigned p = 0; p < composition->n_pages; p++)
    for (unsigned i = 0; i < composition->pages[p].n_articles; i++) {
      const PlacedArticle *row = &composition->pages[p].articles[i];
      if (composition->pages[p].number == diag->page && !g_strcmp0(row->article->slug, diag->article))
        return !row->placed;
    }
  return false;
}

/* What may not be on any page, whatever is asked for; furniture lies where the layout says. */
static void check_page(Trial *trial, guint32 seed, const Composition *composition, const DiagList *diags)
{
  static const DiagCode NEVER[] = {DIAG_PRINTS_OVER, DIAG_LEAVES_SLOT, DIAG_LEAVES_SHEET, DIAG_NOT_PLACED};
  for (unsigned i = 0; i < diag_count(diags); i++) {
    const Diag *diag = diag_at(diags, i);
    bool never = false;
    for (unsigned k = 0; k < G_N_ELEMENTS(NEVER); k++)
      never = never || diag->code == NEVER[k];
    if (never && diag->article && !(diag->code == DIAG_NOT_PLACED && is_left_out(composition, diag)))
      complain(trial, seed, diag_code_name(diag->code), diag->message);
  }
}

static char *compose(Trial *trial, guint32 seed, const char *dir, int jobs)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  char *dump = NULL;
  static const char *const DIRS[] = {"layouts", NULL};
  const Issue *issue = issue_load(arena, dir, &(LoadOptions){.layout_dirs = DIRS}, diags);
  StyleSheet *sheet = issue ? style_sheet_new(arena, issue->layout, trial->fonts, diags) : NULL;
  if (sheet && diag_worst(diags) < DIAG_FATAL) {
    Canvases press = {.sheet = sheet};
    const ComposeOptions options = {.jobs = jobs, .placed = look_and_paint, .user = &press};
    Composition *composition = compose_issue(arena, issue, sheet, &options, diags);
    check_counts(trial, seed, composition, diags);
    check_page(trial, seed, composition, diags);
    dump = display_dump(paint_pages(arena, composition, press.pages));
    composition_free(composition);
    for (unsigned i = 0; i < PAGES_MOST; i++)
      arena_free(press.canvases[i]);
    trial->loaded++;
  }
  if (diag_worst(diags) == DIAG_MACHINE)
    complain(trial, seed, "the machine is blamed:", diag_at(diags, 0)->message);
  diag_list_free(diags);
  arena_free(arena);
  return dump;
}

static void try_seed(Trial *trial, guint32 seed)
{
  char *dir = g_build_filename(trial->work, "issue", NULL), *pictures = g_build_filename(trial->work, "pictures", NULL);
  random_issue_write(dir, pictures, seed);
  char *one = compose(trial, seed, dir, 1);
  if (seed % 8 == 0) {
    char *many = compose(trial, seed, dir, 4);
    if (g_strcmp0(one, many))
      complain(trial, seed, "other pages with more threads", "");
    g_free(many);
  }
  g_free(one);
  sweep_path(dir);
  g_free(dir);
  g_free(pictures);
}

/* WORK/seed: should the program crash, it says at which. */
static void note_seed(const Trial *trial, guint32 seed)
{
  char text[16];
  g_snprintf(text, sizeof text, "%u", seed);
  write_file(trial->work, "seed", text);
}

int main(int argc, char **argv)
{
  bool writes = argc == 4 && !strcmp(argv[1], "--write");
  if (argc != 4) {
    fprintf(stderr, "usage: random_issues WORK FIRST COUNT | --write WORK SEED\n");
    return 2;
  }
  Trial trial = {.work = writes ? argv[2] : argv[1]};
  char *pictures = g_build_filename(trial.work, "pictures", NULL);
  g_mkdir_with_parents(pictures, 0755);
  make_pictures(pictures);
  if (writes) {
    char *dir = g_build_filename(trial.work, "issue", NULL);
    random_issue_write(dir, pictures, (guint32)strtoul(argv[3], NULL, 10));
    g_free(dir);
    g_free(pictures);
    return 0;
  }
  DiagList *diags = diag_list_new(LANG_EN);
  trial.fonts = font_set_open("fonts/catalog.yaml", diags);
  guint32 first = (guint32)strtoul(argv[2], NULL, 10), count = (guint32)strtoul(argv[3], NULL, 10);
  for (guint32 i = 0; trial.fonts && i < count; i++) {
    note_seed(&trial, first + i);
    try_seed(&trial, first + i);
  }
  printf("%s - %u random issues hold, %u of them composed\n", trial.fonts && !trial.broken ? "ok" : "not ok", count,
         trial.loaded);
  font_set_free(trial.fonts);
  diag_list_free(diags);
  g_free(pictures);
  return trial.broken > 0;
}
