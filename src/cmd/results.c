#include "cmd/results.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/limits.h"
#include "cmd/rules.h"
#include "cmd/tell.h"
#include "emit/png/png.h"
#include "impose/impose.h"

enum { PICTURE_DPI = 150 };

bool results_pdf(Job *job, FileTarget target, const PdfOptions *options, PdfReport *report)
{
  PdfOptions full = *options;
  full.target = target;
  full.more_inks = job->advert_inks;
  full.colours = job->colours;
  full.jobs = job->call->jobs;
  return pdf_write(job->list, job->fonts, &full, report, job->diags) &&
         (!job->n_graftings || graft_adverts(target, job->graftings, job->n_graftings, options->only_page, job->diags));
}

static bool has_told(const Job *job, DiagCode code, const char *file)
{
  for (unsigned i = 0; i < diag_count(job->diags); i++) {
    const Diag *diag = diag_at(job->diags, i);
    if (diag->code == code && (!file || !g_strcmp0(diag->place.file, file)))
      return true;
  }
  return false;
}

/* Told already where it is to be mended: coarse pictures at their article, thin rules in the layout, what an
   advertisement brings along under its own name. */
static bool is_known(const Job *job, const Diag *diag)
{
  if (diag->code == DIAG_PDF_PPI_WARN || (diag->code == DIAG_PDF_HAIRLINE && has_told(job, DIAG_RULE_THIN, NULL)))
    return true;
  for (unsigned i = 0; i < job->n_graftings; i++)
    if (job->graftings[i].page == diag->page && has_told(job, diag->code, job->graftings[i].draw->advert->path))
      return true;
  return false;
}

/* Of what is no error, the press file tells what is not known yet; its sheets and single pages would say it again. */
static void take_found(Job *job, const DiagList *found, bool press)
{
  bool fails = diag_worst(found) >= DIAG_ERROR;
  for (unsigned i = 0; i < diag_count(found); i++) {
    const Diag *diag = diag_at(found, i);
    if (fails || (press && !is_known(job, diag)))
      diag_copy(job->diags, diag);
  }
}

/* A file for the printer passes what `tekan check` asks of any file before it gets its name: what is found is told
 * under that name. */
static void preflight_own(Job *job, FileTarget target, Mpt trim_w, Mpt trim_h, bool press)
{
  if (diag_worst(job->diags) >= DIAG_ERROR)
    return; /* withheld as it is */
  PreflightOptions options = rules_of_press(&job->issue->press, NULL);
  options.trim_w = trim_w;
  options.trim_h = trim_h;
  DiagList *found = diag_list_new(diag_lang(job->diags));
  preflight_file(target.path, target.name, &options, NULL, found);
  take_found(job, found, press);
  diag_list_free(found);
}

/* Whether the file just written may get its name. */
static bool may_go(const Job *job)
{
  return diag_worst(job->diags) < DIAG_ERROR || job->call->force;
}

static void write_split(Job *job, Stage *stage)
{
  for (unsigned i = 0; job_is_sound(job) && i < job->list->n_pages; i++) {
    const DrawPage *page = &job->list->pages[i];
    const char *name = issue_split_name(job->arena, job->issue, (unsigned)page->number - 1);
    FileTarget target = stage_target(stage, name);
    PdfReport unused = {0};
    if (results_pdf(job, target, &(PdfOptions){.only_page = page->number}, &unused))
      preflight_own(job, target, job->list->trim_w, job->list->trim_h, false);
    pdf_report_clear(&unused);
    if (!may_go(job))
      stage_withhold(stage, name);
  }
}

/* The sheets, from the press file as it was written. */
static void write_imposed(Job *job, Stage *stage, FileTarget press)
{
  Imposition imposition;
  if (!imposition_lookup(job->issue->press.impose, &imposition) || imposition == IMPOSE_NONE)
    return;
  const char *name = issue_imposed_name(job->arena, job->issue);
  FileTarget target = stage_target(stage, name);
  Mpt trim_w = 0, trim_h = 0;
  job_phase(job, N_("imposing"));
  if (impose_file(press.path, target, imposition, &trim_w, &trim_h, job->diags))
    preflight_own(job, target, trim_w, trim_h, false);
  if (!may_go(job))
    stage_withhold(stage, name);
  job_timed(job, "impose");
}

static void tell_earlier_file(Job *job, const char *name)
{
  char *path = g_build_filename(job->output, name, NULL);
  GStatBuf earlier;
  if (g_stat(path, &earlier) == 0) {
    GDateTime *when = g_date_time_new_from_unix_local(earlier.st_mtim.tv_sec);
    char *time = when ? g_date_time_format(when, "%Y-%m-%d %H:%M:%S") : NULL;
    diag_add(job->diags, DIAG_PRESS_EARLIER, (Place){.file = job->issue ? job->issue->file : job->dir}, path,
             time ? time : "?");
    g_free(time);
    if (when)
      g_date_time_unref(when);
  }
  g_free(path);
}

/* The value of KEY on a line of its own in a file that may be no YAML; NULL: none, or a longer one than such a name. */
static char *find_value(const char *text, const char *key)
{
  char *pattern = g_strdup_printf("^[ \\t]*%s:[ \\t]*[\"']?([^\"'#\\s]{1,240})", key), *value = NULL;
  GRegex *regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
  GMatchInfo *match = NULL;
  if (g_regex_match(regex, text, 0, &match))
    value = g_match_info_fetch(match, 1);
  g_match_info_free(match);
  g_regex_unref(regex);
  g_free(pattern);
  return value;
}

/* What can be known of the names of an issue that could not be read: by its file's lines, or else its folder. */
static Issue guess_names(const Job *job)
{
  FileFault fault;
  char *path = g_build_filename(job->dir, "issue.yaml", NULL), *full = g_canonicalize_filename(job->dir, NULL);
  GBytes *bytes = file_read(path, (FileRule){job->dir, LIMIT_YAML_BYTES}, &fault);
  gsize length = 0;
  const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  char *text = g_utf8_make_valid(data ? data : "", (gssize)length);
  char *name = find_value(text, "file_name");
  Issue like = {.file_name = name ? name : g_path_get_basename(full)};
  like.press.split_name = find_value(text, "split_name");
  if (bytes)
    g_bytes_unref(bytes);
  g_free(text);
  g_free(full);
  g_free(path);
  return like;
}

/* What an earlier run left there for the printer (sheets, single pages, under another name) shows an earlier state. */
void results_tell_earlier(Job *job, const Stage *stage)
{
  FileFault fault;
  Issue guessed = job->issue ? (Issue){0} : guess_names(job);
  char **names = file_names(job->output, &fault);
  for (char **name = names; name && *name; name++)
    if (g_str_has_suffix(*name, ".pdf") && !(stage && stage_has(stage, *name)) &&
        issue_may_have_named(job->issue ? job->issue : &guessed, *name))
      tell_earlier_file(job, *name);
  g_strfreev(names);
  g_free((char *)(uintptr_t)guessed.file_name);
  g_free((char *)(uintptr_t)guessed.press.split_name);
}

static void tell_part(Job *job, FileTarget press)
{
  int last = job->call->page_last ? job->call->page_last : (int)job->issue->n_pages,
      first = MAX(job->call->page_first, 1);
  if (first > 1 || last < (int)job->issue->n_pages)
    diag_add(job->diags, DIAG_PAGES_PART, (Place){.file = job->issue->file}, press.name, first, last,
             (int)job->issue->n_pages);
}

/* The PDF is made even where it will be withheld: only then are all problems known. */
bool results_press(Job *job, Stage *stage, PdfReport *report)
{
  job_phase(job, N_("writing the press PDF"));
  const char *name = issue_press_name(job->arena, job->issue);
  FileTarget target = stage_target(stage, name);
  bool again = job->issue->press.split || job->n_graftings; /* the drawing is read once more */
  bool written =
      results_pdf(job, target, &(PdfOptions){.page_done = again ? NULL : job_drop_page, .user = job}, report);
  job_timed(job, "pdf");
  if (written)
    preflight_own(job, target, job->list->trim_w, job->list->trim_h, true);
  job_timed(job, "preflight");
  if (job_is_sound(job) && (!written || !may_go(job))) {
    stage_withhold(stage, name);
    diag_add(job->diags, written ? DIAG_PRESS_WITHHELD : DIAG_PRESS_IMPOSSIBLE, (Place){.file = job->issue->file},
             target.name);
  } else if (written && job_is_sound(job)) {
    write_imposed(job, stage, target);
    if (job->issue->press.split)
      write_split(job, stage);
    tell_part(job, target);
  }
  results_tell_earlier(job, stage);
  return job_is_sound(job);
}

bool results_text(Job *job, FileTarget target, char *text)
{
  bool written = file_write(target, text, strlen(text), job->diags);
  g_free(text);
  return written;
}

bool results_report(Job *job, Stage *stage, const PdfReport *pdf)
{
  diag_sort(job->diags);
  const Report report = {job->composition, job->looks, pdf, job->diags, job->times, job->n_times};
  return results_text(job, stage_target(stage, "report.json"), report_json(&report));
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
  results_pdf(job, stage_target(stage, relative),
              &(PdfOptions){.watermark = face ? "校样" : NULL, .watermark_face = face}, &unused);
  pdf_report_clear(&unused);
  job_timed(job, "pdf");
  g_free(relative);
  g_free(name);
  return job_is_sound(job);
}

/* Pictures are painted in parallel; problems are merged in page order. */
typedef struct {
  Job *job;
  unsigned *pages; /* index of each painted */
  FileTarget *targets;
  DiagList **diags;
  unsigned n;
  gint done;
} Gallery;

static void paint_picture(unsigned index, void *data)
{
  Gallery *gallery = data;
  Job *job = gallery->job;
  page_picture_write(job->list, gallery->pages[index], PICTURE_DPI, job->colours, gallery->targets[index],
                     gallery->diags[index]);
  unsigned done = (unsigned)g_atomic_int_add(&gallery->done, 1) + 1;
  tell_progress(job->call, words_say(job->call->words, N_("painting pages")), done, gallery->n);
}

/* As many threads as page pictures go into memory: each with a picture over all of it, 11 bytes a pixel. */
static int count_painters(const DisplayList *list, int jobs)
{
  int64_t w = (int64_t)list->trim_w * PICTURE_DPI / (72 * MPT_PT),
          h = (int64_t)list->trim_h * PICTURE_DPI / (72 * MPT_PT);
  return (int)CLAMP(LIMIT_RASTER_BYTES / MAX(w * h * 11, 1), 1, MIN(jobs, LIMIT_JOBS));
}

bool results_paint(Job *job, Stage *stage, PictureName name_of)
{
  unsigned n = 0, all = job->list->n_pages;
  Gallery gallery = {job,
                     ARENA_ARRAY(job->arena, unsigned, all + 1),
                     ARENA_ARRAY(job->arena, FileTarget, all + 1),
                     ARENA_ARRAY(job->arena, DiagList *, all + 1),
                     0,
                     0};
  for (unsigned i = 0; i < all; i++) {
    char *name = name_of(job, i);
    if (!name)
      continue;
    gallery.pages[n] = i;
    gallery.targets[n] = stage_target(stage, name);
    gallery.diags[n++] = diag_list_new(diag_lang(job->diags));
    g_free(name);
  }
  gallery.n = n;
  parallel_run(n, count_painters(job->list, job->call->jobs), paint_picture, &gallery);
  for (unsigned i = 0; i < n; i++) {
    diag_append(job->diags, gallery.diags[i]);
    diag_list_free(gallery.diags[i]);
  }
  job_timed(job, "pictures");
  return job_is_sound(job);
}

static char *proof_picture_name(const Job *job, unsigned index)
{
  return g_strdup_printf("proof/page-%d.png", job->list->pages[index].number);
}

bool results_pictures(Job *job, Stage *stage)
{
  return results_paint(job, stage, proof_picture_name);
}

bool results_proof_page(Job *job, Stage *stage)
{
  diag_sort(job->diags);
  char *name = proof_name(job);
  const ProofPage page = {diag_lang(job->diags), job->composition, job->looks, job->list, job->diags, name};
  bool written = results_text(job, stage_target(stage, "proof/index.html"), proof_page_html(&page));
  g_free(name);
  return written;
}

bool results_keep(Job *job, Stage *stage)
{
  tell_progress_end(job->call);
  bool kept = job_is_sound(job) && stage_keep(stage, job->diags);
  unsigned n;
  const char *const *paths = stage_kept(stage, &n);
  for (unsigned i = 0; i < n; i++)
    tell_written(job->call, paths[i]);
  return kept;
}
