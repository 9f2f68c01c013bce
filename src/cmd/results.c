#include "cmd/results.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cmd/rules.h"
#include "cmd/tell.h"
#include "emit/png/png.h"
#include "impose/impose.h"

enum { PICTURE_DPI = 150 };

bool results_pdf(Job *job, const char *path, const PdfOptions *options, PdfReport *report)
{
  PdfOptions full = *options;
  full.path = path;
  full.more_inks = job->advert_inks;
  full.colours = job->colours;
  full.jobs = job->call->jobs;
  PdfStatus status = pdf_write(job->list, job->fonts, &full, report, job->diags);
  bool written = status != PDF_FAILED;
  if (written && job->n_graftings)
    written = graft_adverts(path, job->graftings, job->n_graftings, options->only_page, job->diags);
  job->failed = job->failed || !written;
  return written;
}

/* A name for one page's file: the pattern filled in, and nothing in it that leads elsewhere. */
static char *split_name(const Job *job, const DrawPage *page)
{
  const char *pattern = job->issue->press.split_name;
  char *number = g_strdup_printf("%d", page->number);
  GString *name = g_string_new(pattern ? pattern : "{file_name}-{page}");
  g_string_replace(name, "{file_name}", job->issue->file_name, 0);
  g_string_replace(name, "{page}", page->label, 0);
  g_string_replace(name, "{n}", number, 0);
  for (char *c = name->str; *c; c++)
    if (*c == '/')
      *c = '-';
  if (!g_str_has_suffix(name->str, ".pdf"))
    g_string_append(name, ".pdf");
  g_free(number);
  return g_string_free(name, FALSE);
}

/* Of what is no error, only what is known of the finished page alone: how inks lie on each other, what has no bleed.
 * The press file tells it; its sheets and single pages would say it again. */
static void take_found(Job *job, const DiagList *found, bool press)
{
  bool fails = diag_worst(found) >= DIAG_ERROR;
  for (unsigned i = 0; i < diag_count(found); i++) {
    const Diag *diag = diag_at(found, i);
    bool own = diag->code == DIAG_PDF_TAC || diag->code == DIAG_PDF_BLEED;
    if (fails || (press && own))
      diag_copy(job->diags, diag);
  }
}

/* A file for the printer passes what `tekan check` asks of any file before it gets its name: what is found is told
 * under that name. */
static void preflight_own(Job *job, const char *path, const char *name, Mpt trim_w, Mpt trim_h, bool press)
{
  if (diag_worst(job->diags) >= DIAG_ERROR)
    return; /* withheld as it is */
  PreflightOptions options = rules_of_press(&job->issue->press, NULL);
  options.trim_w = trim_w;
  options.trim_h = trim_h;
  char *final = g_build_filename(job->output, name, NULL);
  DiagList *found = diag_list_new(diag_lang(job->diags));
  preflight_file(path, arena_strdup(job->arena, final), &options, NULL, found);
  take_found(job, found, press);
  diag_list_free(found);
  g_free(final);
}

/* Whether the file just written may get its name. */
static bool may_go(const Job *job)
{
  return diag_worst(job->diags) < DIAG_ERROR || job->call->force;
}

static bool write_split(Job *job, Stage *stage)
{
  bool written = true;
  for (unsigned i = 0; written && i < job->list->n_pages; i++) {
    const DrawPage *page = &job->list->pages[i];
    char *name = split_name(job, page);
    const char *path = stage_path(stage, name);
    PdfReport unused = {0};
    written = results_pdf(job, path, &(PdfOptions){.only_page = page->number}, &unused);
    pdf_report_clear(&unused);
    if (written)
      preflight_own(job, path, name, job->list->trim_w, job->list->trim_h, false);
    if (!may_go(job))
      stage_withhold(stage, name);
    g_free(name);
  }
  return written;
}

/* The sheets, from the press file as it was written. */
static bool write_imposed(Job *job, Stage *stage, const char *press)
{
  Imposition imposition;
  if (!imposition_lookup(job->issue->press.impose, &imposition) || imposition == IMPOSE_NONE)
    return true;
  char *name = g_strconcat(job->issue->file_name, "-imposed.pdf", NULL);
  const char *path = stage_path(stage, name);
  Mpt trim_w = 0, trim_h = 0;
  job_phase(job, N_("imposing"));
  bool written = impose_file(press, path, imposition, &trim_w, &trim_h, job->diags);
  if (written)
    preflight_own(job, path, name, trim_w, trim_h, false);
  if (!may_go(job))
    stage_withhold(stage, name);
  job->failed = job->failed || !written;
  job_timed(job, "impose");
  g_free(name);
  return written;
}

/* The PDF is made even where it will be withheld: only then are all problems known. */
bool results_press(Job *job, Stage *stage, PdfReport *report)
{
  job_phase(job, N_("writing the press PDF"));
  char *name = g_strconcat(job->issue->file_name, ".pdf", NULL);
  const char *path = stage_path(stage, name);
  bool written = results_pdf(job, path, &(PdfOptions){0}, report);
  job_timed(job, "pdf");
  if (written)
    preflight_own(job, path, name, job->list->trim_w, job->list->trim_h, true);
  job_timed(job, "preflight");
  if (written && !may_go(job)) {
    char *final = g_build_filename(job->output, name, NULL);
    stage_withhold(stage, name);
    diag_add(job->diags, DIAG_PRESS_WITHHELD, (Place){.file = job->issue->file}, final);
    g_free(final);
  } else if (written) {
    written = write_imposed(job, stage, path);
    if (written && job->issue->press.split)
      written = write_split(job, stage);
  }
  g_free(name);
  return written;
}

static bool write_text(Job *job, const char *path, char *text)
{
  GError *error = NULL;
  bool written = g_file_set_contents(path, text, -1, &error);
  if (!written)
    diag_add(job->diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = path}, path, error->message);
  g_clear_error(&error);
  g_free(text);
  return written;
}

bool results_report(Job *job, Stage *stage, const PdfReport *pdf)
{
  diag_sort(job->diags);
  const Report report = {job->composition, pdf, job->diags, job->times, job->n_times};
  return write_text(job, stage_path(stage, "report.json"), report_json(&report));
}

static char *proof_name(const Job *job)
{
  return g_strconcat(job->issue->file_name, "-proof.pdf", NULL);
}

/* A heavy face for the watermark, or any. */
static const Face *watermark_face(const FontSet *fonts)
{
  int heavy = font_role_lookup(fonts, "粗黑");
  return font_role_face(fonts, heavy < 0 ? 0 : (unsigned)heavy, false);
}

bool results_proof_pdf(Job *job, Stage *stage)
{
  job_phase(job, N_("writing the proof PDF"));
  char *name = proof_name(job), *relative = g_build_filename("proof", name, NULL);
  const Face *face = watermark_face(job->fonts);
  PdfReport unused = {0};
  bool written = results_pdf(job, stage_path(stage, relative),
                             &(PdfOptions){.watermark = face ? "校样" : NULL, .watermark_face = face}, &unused);
  pdf_report_clear(&unused);
  job_timed(job, "pdf");
  g_free(relative);
  g_free(name);
  return written;
}

/* Pictures are painted in parallel; problems are merged in page order. */
typedef struct {
  Job *job;
  const char **paths;
  DiagList **diags;
  gint done;
  gint failed;
} Gallery;

static void paint_picture(gpointer data, gpointer user)
{
  Gallery *gallery = user;
  unsigned index = GPOINTER_TO_UINT(data) - 1;
  Job *job = gallery->job;
  if (!page_picture_write(job->list, index, PICTURE_DPI, job->colours, gallery->paths[index], gallery->diags[index]))
    g_atomic_int_set(&gallery->failed, 1);
  unsigned done = (unsigned)g_atomic_int_add(&gallery->done, 1) + 1;
  tell_progress(job->call, words_say(job->call->words, N_("painting pages")), done, job->list->n_pages);
}

/* As many threads as page pictures go into memory: each with a picture over all of it, 11 bytes a pixel. */
static int count_painters(const DisplayList *list, int jobs)
{
  int64_t w = (int64_t)list->trim_w * PICTURE_DPI / (72 * MPT_PT),
          h = (int64_t)list->trim_h * PICTURE_DPI / (72 * MPT_PT);
  return (int)CLAMP(LIMIT_RASTER_BYTES / MAX(w * h * 11, 1), 1, MIN(jobs, LIMIT_JOBS));
}

static void paint_all(Gallery *gallery, unsigned n, int jobs)
{
  GThreadPool *pool = g_thread_pool_new(paint_picture, gallery, count_painters(gallery->job->list, jobs), TRUE, NULL);
  for (unsigned i = 0; i < n; i++)
    g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
}

bool results_pictures(Job *job, Stage *stage)
{
  unsigned n = job->list->n_pages;
  Gallery gallery = {job, ARENA_ARRAY(job->arena, const char *, n + 1), ARENA_ARRAY(job->arena, DiagList *, n + 1), 0,
                     0};
  for (unsigned i = 0; i < n; i++) {
    char *name = g_strdup_printf("proof/page-%d.png", job->list->pages[i].number);
    gallery.paths[i] = stage_path(stage, name);
    gallery.diags[i] = diag_list_new(diag_lang(job->diags));
    g_free(name);
  }
  paint_all(&gallery, n, job->call->jobs);
  for (unsigned i = 0; i < n; i++) {
    diag_append(job->diags, gallery.diags[i]);
    diag_list_free(gallery.diags[i]);
  }
  job_timed(job, "pictures");
  return !gallery.failed;
}

bool results_proof_page(Job *job, Stage *stage)
{
  diag_sort(job->diags);
  char *name = proof_name(job);
  const ProofPage page = {diag_lang(job->diags), job->composition, job->list, job->diags, name};
  bool written = write_text(job, stage_path(stage, "proof/index.html"), proof_page_html(&page));
  g_free(name);
  return written;
}

bool results_keep(Job *job, Stage *stage)
{
  tell_progress_end(job->call);
  bool kept = stage_keep(stage, job->diags);
  unsigned n;
  const char *const *paths = stage_kept(stage, &n);
  for (unsigned i = 0; i < n; i++)
    tell_written(job->call, paths[i]);
  return kept;
}
