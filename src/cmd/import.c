/* tekan import: a manuscript becomes articles/<slug>/ of an issue. The issue's own files are not touched. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cmd/call.h"
#include "cmd/manuscript.h"
#include "cmd/tell.h"
#include "text/text.h"

typedef struct {
  const Call *call;
  const char *path; /* the manuscript, as typed */
  Arena *arena;
  DiagList *diags;
  Manuscript *manuscript;
  GHashTable *taken; /* targets of pictures read already */
  size_t bytes;      /* of those */
} Import;

/* Letters and digits of any script stay; the rest becomes one hyphen each run. */
static char *slug_of(const char *path)
{
  char *name = g_path_get_basename(path), *dot = strrchr(name, '.');
  GString *slug = g_string_new(NULL);
  if (dot && dot > name)
    *dot = '\0';
  char *valid = g_utf8_make_valid(name, -1);
  for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
    gunichar character = g_unichar_tolower(g_utf8_get_char(c));
    if (g_unichar_isalnum(character) && character != 0xFFFD)
      g_string_append_unichar(slug, character);
    else if (slug->len && slug->str[slug->len - 1] != '-')
      g_string_append_c(slug, '-');
  }
  while (slug->len && slug->str[slug->len - 1] == '-')
    g_string_truncate(slug, slug->len - 1);
  g_free(valid);
  g_free(name);
  if (!slug->len)
    g_string_append(slug, "article");
  return g_string_free(slug, FALSE);
}

static bool has_suffix(const char *path, const char *suffix)
{
  size_t length = strlen(path), wanted = strlen(suffix);
  return length > wanted && !g_ascii_strcasecmp(path + length - wanted, suffix);
}

/* Old manuscripts are in GB 18030 or UTF-16: converted here, and told. NULL after a diagnostic. */
static char *decode(Import *import, const char *bytes, gsize length)
{
  DiagList *trial = diag_list_new(diag_lang(import->diags));
  gsize size;
  char *text = text_decode(import->arena, bytes, length, import->path, &size, trial), *converted = NULL;
  const char *from = NULL;
  for (unsigned i = 0; !text && i < diag_count(trial); i++)
    if (diag_at(trial, i)->code == DIAG_TEXT_GB18030 || diag_at(trial, i)->code == DIAG_TEXT_UTF16)
      from = diag_at(trial, i)->code == DIAG_TEXT_UTF16 ? "UTF-16" : "GB18030";
  gsize converted_length;
  if (from)
    converted = g_convert(bytes, (gssize)length, "UTF-8", from, NULL, &converted_length, NULL);
  if (converted) {
    diag_add(import->diags, DIAG_IMPORT_CONVERTED, (Place){.file = import->path}, from);
    text = text_decode(import->arena, converted, converted_length, import->path, &size, import->diags);
  } else
    diag_append(import->diags, trial);
  g_free(converted);
  diag_list_free(trial);
  return text;
}

static char *read_text(Import *import)
{
  const FileRule rule = {.most = LIMIT_MANUSCRIPT_TEXT_BYTES};
  FileFault fault;
  GBytes *file = file_read(import->path, rule, &fault);
  if (!file) {
    file_tell(import->diags, (Place){.file = import->path}, import->path, rule, &fault);
    return NULL;
  }
  gsize length;
  const char *bytes = g_bytes_get_data(file, &length);
  char *text = decode(import, bytes ? bytes : "", length);
  g_bytes_unref(file);
  return text;
}

/* --- Markdown ------------------------------------------------------------------------------ */

/* Beside the manuscript or in a folder beside it: what a manuscript from outside names elsewhere is not its own. */
static void take_picture(Import *import, const char *name)
{
  char *folder = g_path_get_dirname(import->path), *path = g_build_filename(folder, name, NULL),
       *base = g_path_get_basename(name);
  FileFault fault = {.state = FILE_OUTSIDE};
  Place place = {.file = import->path};
  const FileRule rule = {.within = folder, .most = LIMIT_MANUSCRIPT_BYTES - import->bytes};
  GBytes *bytes = g_path_is_absolute(name) ? NULL : file_read(path, rule, &fault);
  if (bytes) {
    const ManuscriptPicture picture = {arena_strdup(import->arena, base), bytes};
    g_array_append_val(import->manuscript->pictures, picture);
    import->bytes += g_bytes_get_size(bytes);
  } else if (fault.state == FILE_OUTSIDE)
    diag_add(import->diags, DIAG_IMPORT_OUTSIDE, place, name);
  else if (!file_tell_failed(import->diags, place, name, &fault))
    diag_add(import->diags, DIAG_IMPORT_PICTURE, place, name);
  g_free(base);
  g_free(path);
  g_free(folder);
}

/* What a picture is referred to by: ![words](target). */
typedef struct {
  const char *words, *words_end, *target, *end; /* end: of the target, before its bracket */
} Reference;

/* The first of SET from AT on, or the end; kept from call to call, so that no stretch is looked through twice. */
static const char *find_first(const char **kept, const char *at, const char *set)
{
  if (*kept < at)
    *kept = at + strcspn(at, set);
  return *kept;
}

static bool read_reference(const char *at, const char **close, const char **stop, Reference *reference)
{
  reference->words = at + 2;
  reference->words_end = find_first(close, at + 2, "]\n");
  if (*reference->words_end != ']' || reference->words_end[1] != '(')
    return false;
  reference->target = reference->words_end + 2;
  reference->end = find_first(stop, reference->target, ") \t\n\v\f\r");
  return *reference->end == ')' && reference->end > reference->target;
}

/* ![words](some/where/a.jpg) → ![words](a.jpg), and the picture comes along: once, however often it is named. */
static void move_picture(Import *import, const Reference *reference, GString *to)
{
  char *target = g_strndup(reference->target, (gsize)(reference->end - reference->target));
  bool elsewhere = strstr(target, "://") != NULL;
  char *base = elsewhere ? g_strdup(target) : g_path_get_basename(target);
  if (!elsewhere && g_hash_table_add(import->taken, g_strdup(target)))
    take_picture(import, target);
  g_string_append_printf(to, "![%.*s](%s)", (int)(reference->words_end - reference->words), reference->words, base);
  g_free(target);
  g_free(base);
}

static char *move_pictures(Import *import, const char *text)
{
  GString *moved = g_string_new(NULL);
  const char *from = text, *close = text, *stop = text;
  for (const char *at = strstr(text, "!["); at; at = strstr(at, "![")) {
    Reference reference;
    if (!read_reference(at, &close, &stop, &reference)) {
      at += 2;
      continue;
    }
    g_string_append_len(moved, from, at - from);
    move_picture(import, &reference, moved);
    at = from = reference.end + 1;
  }
  g_string_append(moved, from);
  return g_string_free(moved, FALSE);
}

/* A front matter stays as it is; without one the first heading of the first level is the title. */
static char *article_of_markdown(Import *import, const char *text)
{
  char *moved = move_pictures(import, text);
  if (!moved || g_str_has_prefix(moved, "---\n"))
    return moved;
  const char *start = moved + strspn(moved, "\n ");
  const char *end = strchr(start, '\n');
  if (!g_str_has_prefix(start, "# ") || !end)
    end = start = moved;
  char *title = start == end ? g_strdup("") : g_strndup(start + 2, (gsize)(end - start - 2));
  GString *article = g_string_new("---\n");
  manuscript_add_key(article, "title", g_strstrip(title));
  g_string_append_printf(article, "---\n%s%s", *end == '\n' ? "" : "\n", end);
  g_free(title);
  g_free(moved);
  return g_string_free(article, FALSE);
}

/* --- all kinds ------------------------------------------------------------------------------- */

static char *article_of_text(Import *import)
{
  char *text = read_text(import);
  if (!text)
    return NULL;
  if (!has_suffix(import->path, ".txt"))
    return article_of_markdown(import, text);
  text_read(import->manuscript, text);
  return manuscript_article(import->manuscript);
}

static char *make_article(Import *import)
{
  bool word = has_suffix(import->path, ".docx");
  if (!word && !has_suffix(import->path, ".txt") && !has_suffix(import->path, ".md")) {
    diag_add(import->diags, DIAG_IMPORT_FORMAT, (Place){.file = import->path}, import->path);
    return NULL;
  }
  char *article = NULL;
  if (!word)
    article = article_of_text(import);
  else if (word_read(import->manuscript, import->path, import->diags))
    article = manuscript_article(import->manuscript);
  if (!article && diag_worst(import->diags) < DIAG_FATAL)
    diag_add(import->diags, DIAG_IMPORT_EMPTY, (Place){.file = import->path}, import->path);
  return article;
}

static bool write_bundle(Import *import, const char *folder, const char *article)
{
  Fresh *bundle = fresh_open(folder, import->call->guard, import->diags);
  if (!bundle)
    return false;
  bool good = true;
  for (unsigned i = 0; good && i < import->manuscript->pictures->len; i++) {
    const ManuscriptPicture *picture = &g_array_index(import->manuscript->pictures, ManuscriptPicture, i);
    gsize size;
    const void *bytes = g_bytes_get_data(picture->bytes, &size);
    good = fresh_add(bundle, picture->name, bytes, size);
  }
  good = good && fresh_add(bundle, "article.md", article, strlen(article)); /* last: no picture may take its name */
  return fresh_finish(bundle, good);
}

static bool is_issue(const char *dir)
{
  char *file = g_build_filename(dir, "issue.yaml", NULL);
  bool found = g_file_test(file, G_FILE_TEST_EXISTS);
  g_free(file);
  return found;
}

static void import_into(Import *import, const char *dir)
{
  if (!is_issue(dir)) {
    diag_add(import->diags, DIAG_NOT_AN_ISSUE, (Place){.file = dir}, dir);
    return;
  }
  char *article = make_article(import);
  char *slug = slug_of(import->path), *folder = g_build_filename(dir, "articles", slug, NULL);
  if (article && write_bundle(import, folder, article) && !import->call->quiet && !import->call->json) {
    printf(words_say(import->call->words, "%s is ready; name it in issue.yaml as %s"), folder, slug);
    putchar('\n');
  }
  g_free(folder);
  g_free(slug);
  g_free(article);
}

int import_run(const Call *call)
{
  Import import = {.call = call, .path = call->args[0], .arena = arena_new()};
  import.diags = diag_list_new(words_lang(call->words));
  import.manuscript = manuscript_new(import.arena);
  import.taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  import_into(&import, call->args[1]);
  int status = tell_problems(call, import.diags);
  manuscript_free(import.manuscript);
  g_hash_table_destroy(import.taken);
  diag_list_free(import.diags);
  arena_free(import.arena);
  return status;
}
