/* A file → its text in UTF-8, or its parts → the reader of its kind. */
#include <string.h>

#include "base/limits.h"
#include "host/host.h"
#include "manuscript/work.h"
#include "text/text.h"

static bool has_suffix(const char *path, const char *suffix)
{
  size_t length = strlen(path), wanted = strlen(suffix);
  return length > wanted && !g_ascii_strcasecmp(path + length - wanted, suffix);
}

/* Old manuscripts are in GB 18030 or UTF-16: converted here, and told. NULL after a diagnostic. */
static char *decode(Manuscript *manuscript, const char *bytes, gsize length)
{
  DiagList *trial = diag_list_new(diag_lang(manuscript->diags));
  gsize size;
  char *text = text_decode(manuscript->arena, bytes, length, manuscript->path, &size, trial), *converted = NULL;
  const char *from = NULL;
  for (unsigned i = 0; !text && i < diag_count(trial); i++)
    if (diag_at(trial, i)->code == DIAG_TEXT_GB18030 || diag_at(trial, i)->code == DIAG_TEXT_UTF16)
      from = diag_at(trial, i)->code == DIAG_TEXT_UTF16 ? "UTF-16" : "GB18030";
  gsize converted_length;
  if (from)
    converted = g_convert(bytes, (gssize)length, "UTF-8", from, NULL, &converted_length, NULL);
  if (converted) {
    diag_add(manuscript->diags, DIAG_IMPORT_CONVERTED, (Place){.file = manuscript->path}, from);
    text = text_decode(manuscript->arena, converted, converted_length, manuscript->path, &size, manuscript->diags);
  } else
    diag_append(manuscript->diags, trial);
  g_free(converted);
  diag_list_free(trial);
  return text;
}

static char *read_text(Manuscript *manuscript)
{
  const FileRule rule = {.most = LIMIT_MANUSCRIPT_TEXT_BYTES};
  FileFault fault;
  GBytes *file = file_read(manuscript->path, rule, &fault);
  if (!file) {
    file_tell(manuscript->diags, (Place){.file = manuscript->path}, manuscript->path, rule, &fault);
    return NULL;
  }
  gsize length;
  const char *bytes = g_bytes_get_data(file, &length);
  char *text = decode(manuscript, bytes ? bytes : "", length);
  g_bytes_unref(file);
  return text;
}

static void read_kind(Manuscript *manuscript)
{
  const char *path = manuscript->path;
  if (has_suffix(path, ".docx")) {
    if (manuscript_read_word(manuscript))
      manuscript_set_article(manuscript);
    return;
  }
  char *text = read_text(manuscript);
  if (text && has_suffix(path, ".txt")) {
    manuscript_read_plain(manuscript, text);
    manuscript_set_article(manuscript);
  } else if (text)
    manuscript_read_markdown(manuscript, text);
}

Manuscript *manuscript_open(const char *path, DiagList *diags)
{
  Manuscript *manuscript = manuscript_new(path, diags);
  if (has_suffix(path, ".docx") || has_suffix(path, ".txt") || has_suffix(path, ".md"))
    read_kind(manuscript);
  else
    diag_add(diags, DIAG_IMPORT_FORMAT, (Place){.file = path}, path);
  if (manuscript->article)
    return manuscript;
  if (diag_worst(diags) < DIAG_FATAL)
    diag_add(diags, DIAG_IMPORT_EMPTY, (Place){.file = path}, path);
  manuscript_free(manuscript);
  return NULL;
}
