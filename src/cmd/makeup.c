/* tekan makeup: the ways each page could be made up, side by side; and the one that is chosen, kept. */
#include <string.h>

#include "base/limits.h"
#include "cmd/choice.h"
#include "cmd/results.h"
#include "cmd/tell.h"

/* One job for each alternative, the best first. */
typedef struct {
  const Call *call;
  Job job[ALTERNATIVES_MOST];
  unsigned n;
  ComposeWays *kept;
} Ways;

/* The way of page INDEX that JOB shows; NULL: it is not made up, or there are not so many. */
static const PageMakeup *way_of(const Job *job, unsigned index)
{
  const PageMakeup *makeup = job->composition->pages[index].makeup;
  return makeup && makeup->alternative == job->alternative ? makeup : NULL;
}

static char *picture_name(const Job *job, unsigned index)
{
  return way_of(job, index)
             ? g_strdup_printf("makeup/page-%d-%u.png", job->composition->pages[index].number, job->alternative)
             : NULL;
}

/* As many as the page with the most has. */
static unsigned count_ways(const Job *job)
{
  unsigned most = 1;
  for (unsigned i = 0; i < job->composition->n_pages; i++)
    if (job->composition->pages[i].makeup)
      most = MAX(most, job->composition->pages[i].makeup->alternatives);
  return most;
}

/* What is wrong with the issue is told of the first. */
static bool open_ways(Ways *ways)
{
  unsigned wanted = ways->call->alternatives;
  bool good = true;
  while (good && ways->n < wanted) {
    Job *job = &ways->job[ways->n++];
    job->alternative = ways->n;
    job->ways = ways->kept;
    good = ways->n == 1 ? job_begin(job, ways->call, ways->call->args[0]) : job_begin_like(job, &ways->job[0]);
    if (good && ways->n == 1)
      wanted = MIN(wanted, count_ways(job));
  }
  return good;
}

/* --- the contact sheet ---------------------------------------------------------------------------------------- */

static ContactWay *list_ways(const Ways *ways, unsigned *n)
{
  const Job *first = &ways->job[0];
  ContactWay *list = ARENA_ARRAY(first->arena, ContactWay, first->composition->n_pages * ways->n + 1);
  for (unsigned p = 0; p < first->composition->n_pages; p++)
    for (unsigned k = 0; k < ways->n; k++) {
      char *name = picture_name(&ways->job[k], p);
      if (name)
        list[(*n)++] = (ContactWay){&ways->job[k].composition->pages[p],
                                    arena_strdup(first->arena, name + strlen("makeup/")), ways->job[k].diags};
      g_free(name);
    }
  return list;
}

static bool write_sheet(Ways *ways, Stage *stage)
{
  Job *first = &ways->job[0];
  if (!first->list)
    return false;
  ContactSheet sheet = {.lang = diag_lang(first->diags),
                        .issue = first->issue,
                        .dir = first->dir,
                        .asked = ways->call->alternatives,
                        .w = first->list->trim_w / MPT_PT,
                        .h = first->list->trim_h / MPT_PT};
  sheet.ways = list_ways(ways, &sheet.n_ways);
  bool good = results_text(first, stage_target(stage, "makeup/index.html"), contact_sheet_html(&sheet));
  for (unsigned k = 0; k < ways->n && good; k++)
    good = results_paint(&ways->job[k], stage, picture_name);
  return good;
}

/* Pictures of ways there were before. */
static void sweep_pictures(const Ways *ways)
{
  const Job *first = &ways->job[0];
  for (unsigned p = 0; p < first->composition->n_pages; p++)
    for (unsigned k = 1; k <= ALTERNATIVES_MOST; k++) {
      char *path = g_strdup_printf("%s/makeup/page-%d-%u.png", first->output, first->composition->pages[p].number, k);
      if (k > ways->n || !way_of(&ways->job[k - 1], p))
        file_remove(path);
      g_free(path);
    }
}

static bool is_any_made_up(const Job *job)
{
  for (unsigned i = 0; job->composition && i < job->composition->n_pages; i++)
    if (job->composition->pages[i].makeup)
      return true;
  return false;
}

static void show_ways(Ways *ways)
{
  Job *first = &ways->job[0];
  if (first->issue && !is_any_made_up(first))
    diag_add(first->diags, DIAG_MAKEUP_NOTHING, (Place){.file = first->issue->file});
  Stage *stage = stage_open(first->output, ways->call->guard, first->diags);
  if (stage && write_sheet(ways, stage) && results_keep(first, stage))
    sweep_pictures(ways);
  stage_free(stage);
}

/* --- the choice ----------------------------------------------------------------------------------------------- */

/* The file as it is; NULL: there is none. *GOOD is false where it is there and cannot be read. */
static char *read_choice(const Job *job, const char *path, bool *good)
{
  FileFault fault = {0};
  const FileRule rule = {job->dir, LIMIT_YAML_BYTES};
  GBytes *bytes = file_read(path, rule, &fault);
  if (!bytes) {
    *good = fault.state == FILE_NONE;
    if (!*good)
      file_tell(job->diags, (Place){.file = path}, path, rule, &fault);
    return NULL;
  }
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  char *text = g_strndup(data ? data : "", length);
  g_bytes_unref(bytes);
  return text;
}

/* The pages that have so many ways; of the others it is told. */
static char *choose_pages(const Job *job, char *text, bool *chosen)
{
  for (unsigned i = 0; i < job->composition->n_pages; i++) {
    const PlacedPage *page = &job->composition->pages[i];
    if (!page->makeup)
      continue;
    if (!way_of(job, i)) {
      diag_add_at(job->diags, DIAG_MAKEUP_FEWER, page->spec->place, page->number, NULL, page->spec->label,
                  page->makeup->alternatives, job->alternative);
      continue;
    }
    if (page->sheet != job->sheet || page->foot) {
      diag_add_at(job->diags, DIAG_MAKEUP_ONE, page->spec->place, page->number, NULL, page->spec->label);
      continue;
    }
    char *more = choice_write(text, page);
    g_free(text);
    text = more;
    *chosen = true;
  }
  return text;
}

/* Something in it is wrong, as was told: it is not for us to mend. */
static bool is_wrong(const Job *job, const char *path)
{
  for (unsigned i = 0; i < diag_count(job->diags); i++) {
    const Diag *diag = diag_at(job->diags, i);
    if (diag->severity >= DIAG_ERROR && !g_strcmp0(diag->place.file, path))
      return true;
  }
  return false;
}

static void keep_choice(Job *job)
{
  if (!is_any_made_up(job))
    diag_add(job->diags, DIAG_MAKEUP_NONE, (Place){.file = job->issue->file});
  char *path = g_build_filename(job->dir, "makeup.yaml", NULL);
  bool good = !is_wrong(job, path), chosen = false;
  char *text = good ? choose_pages(job, read_choice(job, path, &good), &chosen) : NULL;
  Stage *stage = good && chosen ? stage_open(job->dir, job->call->guard, job->diags) : NULL;
  if (stage && results_text(job, stage_target(stage, "makeup.yaml"), g_strdup(text)))
    results_keep(job, stage);
  stage_free(stage);
  g_free(text);
  g_free(path);
}

/* --- the command ---------------------------------------------------------------------------------------------- */

static int run_choice(const Call *call)
{
  ComposeWays *ways = compose_ways_new();
  Job job = {.alternative = call->choose, .ways = ways};
  if (job_begin(&job, call, call->args[0]))
    keep_choice(&job);
  int status = job_end(&job);
  job_clear(&job);
  compose_ways_free(ways);
  return status;
}

int makeup_run(const Call *call)
{
  if (call->choose > call->alternatives) {
    tell_complaint(call->words, words_say(call->words, "--choose %u: there are %u alternatives"), call->choose,
                   call->alternatives);
    return STATUS_INPUT;
  }
  if (call->choose) {
    tell_idle(call, "tekan makeup --choose", ~(unsigned)OPTION_OUTPUT);
    return run_choice(call);
  }
  Ways *ways = g_new0(Ways, 1);
  ways->call = call;
  ways->kept = compose_ways_new();
  bool good = open_ways(ways);
  if (good)
    show_ways(ways);
  int status = job_end(good ? &ways->job[0] : &ways->job[ways->n - 1]);
  for (unsigned k = ways->n; k-- > 0;)
    job_clear(&ways->job[k]);
  compose_ways_free(ways->kept);
  g_free(ways);
  return status;
}
