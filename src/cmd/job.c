#include "cmd/job.h"

#include "cmd/adverts.h"

#include <string.h>

#include "cmd/tell.h"
#include "paint/issue.h"

void job_phase(Job *job, const char *what)
{
  tell_progress(job->call, words_say(job->call->words, what), 0, 0);
}

void job_timed(Job *job, const char *phase)
{
  gint64 now = g_get_monotonic_time();
  if (job->n_times < G_N_ELEMENTS(job->times))
    job->times[job->n_times++] = (PhaseTime){phase, now - job->since};
  job->since = now;
}

/* "issues/a/" is told as "issues/a". */
static char *without_slashes(const char *dir)
{
  char *plain = g_strdup(dir);
  for (size_t length = strlen(plain); length > 1 && plain[length - 1] == '/'; length--)
    plain[length - 1] = '\0';
  return plain;
}

/* out/<issue>: the folder's own name, also for "." and "..". */
static char *default_output(const char *dir)
{
  char *full = g_canonicalize_filename(dir, NULL);
  char *name = g_path_get_basename(full);
  char *output = g_build_filename("out", strcmp(name, "/") ? name : "issue", NULL);
  g_free(name);
  g_free(full);
  return output;
}

static bool load(Job *job)
{
  const Call *call = job->call;
  const LoadOptions options = {(const char *const *)call->places->layout_dirs, call->verbose};
  job_phase(job, N_("reading"));
  job->issue = issue_load(job->arena, job->dir, &options, job->diags);
  job_timed(job, "load");
  return job->issue && diag_worst(job->diags) < DIAG_FATAL;
}

/* Where the articles say how many there are, that is known when fonts are open. */
static bool pages_exist(Job *job)
{
  int last = job->call->page_last, n = (int)job->issue->n_pages;
  if (last <= n)
    return true;
  diag_add(job->diags, DIAG_PAGES_NONE, (Place){.file = job->issue->file}, MAX(job->call->page_first, n + 1), n);
  return false;
}

static bool style(Job *job)
{
  job_phase(job, N_("opening fonts"));
  job->fonts = font_set_open(job->call->places->catalogue, job->diags);
  if (!lexicon_is_there())
    diag_add(job->diags, DIAG_WORDS_NONE, (Place){0});
  if (job->fonts)
    job->sheet = style_sheet_new(job->arena, job->issue->layout, job->fonts, job->diags);
  job_timed(job, "style");
  return job->sheet && diag_worst(job->diags) < DIAG_FATAL;
}

/* A profile is named relative to the file that names it, or is one of ours. */
static const char *find_profile(const Job *job)
{
  const Press *press = &job->issue->press;
  if (!press->profile || g_path_is_absolute(press->profile))
    return press->profile;
  char *folder = press->profile_place.file ? g_path_get_dirname(press->profile_place.file) : g_strdup(job->dir);
  char *beside = g_build_filename(folder, press->profile, NULL);
  char *ours = g_build_filename(job->call->places->data, "profiles", press->profile, NULL);
  const char *found = !g_file_test(beside, G_FILE_TEST_EXISTS) && g_file_test(ours, G_FILE_TEST_EXISTS) ? ours : beside;
  found = arena_strdup(job->arena, found);
  g_free(ours);
  g_free(beside);
  g_free(folder);
  return found;
}

static bool open_colours(Job *job)
{
  const Press *press = &job->issue->press;
  const char *profile = find_profile(job);
  const ColourOptions options = {.profile = profile,
                                 .within = profile ? file_rule_named(job->dir, profile, 0).within : NULL,
                                 .profile_name = press->profile,
                                 .place = press->profile ? press->profile_place : press->place,
                                 .tac = press->tac,
                                 .relative = press->intent && !strcmp(press->intent, "relative"),
                                 .cache_dir = job->call->places->cache,
                                 .jpeg_quality = press->jpeg_quality,
                                 .line_ppi = ppi_least_bilevel(press->min_ppi),
                                 .max_ppi = MAX(press->max_ppi, MAX(press->min_ppi, press->warn_ppi))};
  job->colours = image_colours_open(&options, job->diags);
  return job->colours && diag_worst(job->diags) < DIAG_FATAL;
}

/* In the page's own thread: every page has a place and an arena of its own. */
static void look_and_paint(void *user, unsigned index, const PlacedPage *page, DiagList *diags)
{
  Job *job = user;
  job->canvases[index] = arena_new();
  job->findings[index] = arena_new();
  job->looks[index] = page_check(job->findings[index], page->sheet, page, diags);
  job->drawings[index] = paint_page(job->canvases[index], page);
}

/* Nothing is told twice: who places it reads it again. */
static bool advert_size(const Advert *advert, Mpt *w, Mpt *h, Lang lang, const char **why)
{
  return graft_size(advert->path, w, h, lang, why);
}

/* Pages that face each other when the paper lies open: 2 and 3, 4 and 5 … */
static void compare_pages(Job *job)
{
  const Composition *composition = job->composition;
  for (unsigned i = 1; i < composition->n_pages; i++)
    if (composition->pages[i].number % 2 && !composition->pages[i].fold)
      alike_check(job->findings[i], job->sheet, &composition->pages[i], &job->looks[i], &job->looks[i - 1], job->diags);
}

static bool count(Job *job)
{
  if (!job->issue->repeat.most)
    return true;
  job->issue = count_pages(job->arena, job->issue, job->sheet, advert_size, job->diags);
  job_timed(job, "count");
  return job->issue && diag_worst(job->diags) < DIAG_FATAL && pages_exist(job);
}

/* Ways to make a page up are those of its spread: the left page has them. */
static int first_page(const Job *job)
{
  int first = job->call->page_first;
  bool right = first > 1 && (unsigned)first <= job->issue->n_pages && job->issue->pages[first - 1].fold == FOLD_LEFT;
  return right && job->alternative ? first - 1 : first;
}

static bool compose(Job *job)
{
  const ComposeOptions options = {.jobs = job->call->jobs,
                                  .page_first = first_page(job),
                                  .page_last = job->call->page_last,
                                  .explain = job->call->verbose || job->call->explain_lines,
                                  .alternative = job->alternative,
                                  .alternatives = job->alternative ? job->call->alternatives : 0,
                                  .ways = job->ways,
                                  .advert_size = advert_size,
                                  .judge = judge_page,
                                  .placed = look_and_paint,
                                  .user = job};
  job->n_canvases = job->issue->n_pages;
  job->canvases = ARENA_ARRAY(job->arena, Arena *, job->n_canvases + 1);
  job->findings = ARENA_ARRAY(job->arena, Arena *, job->n_canvases + 1);
  job->looks = ARENA_ARRAY(job->arena, PageLook, job->n_canvases + 1);
  job->drawings = ARENA_ARRAY(job->arena, DrawPage, job->n_canvases + 1);
  job_phase(job, N_("setting pages"));
  job->composition = compose_issue(job->arena, job->issue, job->sheet, &options, job->diags);
  job_timed(job, "compose");
  if (!job->composition || !job_is_sound(job) || diag_worst(job->diags) >= DIAG_FATAL)
    return false;
  compare_pages(job);
  job->list = paint_pages(job->arena, job->composition, job->drawings);
  job_timed(job, "paint");
  return job->list != NULL;
}

static bool set(Job *job)
{
  bool begun = compose(job);
  if (begun)
    adverts_check(job);
  return begun;
}

static void open_job(Job *job, const Call *call)
{
  job->call = call;
  job->arena = arena_new();
  job->diags = diag_list_new(words_lang(call->words));
  job->since = g_get_monotonic_time();
}

bool job_begin(Job *job, const Call *call, const char *dir)
{
  open_job(job, call);
  char *plain = without_slashes(dir);
  job->dir = arena_strdup(job->arena, plain);
  g_free(plain);
  job->output = call->output ? g_strdup(call->output) : default_output(job->dir);
  bool open = places_date(job->diags) && (!call->places->asked || places_tell(call->places, job->diags)) && load(job) &&
              (job->issue->repeat.most || pages_exist(job)) && style(job) && open_colours(job) && count(job);
  if (job->ways) {
    job->opened = diag_list_new(diag_lang(job->diags));
    diag_append(job->opened, job->diags);
  }
  return open && set(job);
}

bool job_begin_like(Job *job, const Job *other)
{
  open_job(job, other->call);
  job->shares = true;
  job->ways = other->ways;
  job->dir = other->dir;
  job->output = g_strdup(other->output);
  job->issue = other->issue;
  job->fonts = other->fonts;
  job->sheet = other->sheet;
  job->colours = other->colours;
  diag_append(job->diags, other->opened);
  return set(job);
}

void job_drop_page(void *job, unsigned index)
{
  Job *own = job;
  own->drawings[index] = (DrawPage){.number = own->drawings[index].number};
  g_clear_pointer(&own->canvases[index], arena_free);
}

bool job_is_sound(Job *job)
{
  return diag_worst(job->diags) < DIAG_MACHINE && !font_set_tell_failure(job->fonts, job->diags);
}

int job_end(Job *job)
{
  job_is_sound(job);
  int status = tell_problems(job->call, job->diags);
  return job->list ? status : MAX(status, STATUS_INPUT); /* nothing is written */
}

void job_clear(Job *job)
{
  composition_free(job->composition);
  for (unsigned i = 0; i < job->n_canvases; i++) {
    arena_free(job->canvases[i]);
    arena_free(job->findings[i]);
  }
  if (!job->shares) {
    image_colours_free(job->colours);
    font_set_free(job->fonts);
  }
  diag_list_free(job->opened);
  diag_list_free(job->diags);
  arena_free(job->arena);
  g_free(job->output);
}
