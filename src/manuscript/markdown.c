/* Markdown: its pictures come along, and without a front matter its first heading is the title. */
#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "host/host.h"
#include "manuscript/work.h"

typedef struct {
  Manuscript *manuscript;
  GHashTable *taken; /* targets of pictures read already */
  size_t bytes;      /* of those */
} Reading;

/* Beside the manuscript or in a folder beside it: what a manuscript from outside names elsewhere is not its own. */
static void take_picture(Reading *reading, const char *name)
{
  char *folder = g_path_get_dirname(reading->manuscript->path), *path = g_build_filename(folder, name, NULL),
       *base = g_path_get_basename(name);
  FileFault fault = {.state = FILE_OUTSIDE};
  Place place = {.file = reading->manuscript->path};
  const FileRule rule = {.within = folder, .most = LIMIT_MANUSCRIPT_BYTES - reading->bytes};
  GBytes *bytes = g_path_is_absolute(name) ? NULL : file_read(path, rule, &fault);
  if (bytes) {
    manuscript_add_picture(reading->manuscript, base, bytes);
    reading->bytes += g_bytes_get_size(bytes);
    g_bytes_unref(bytes);
  } else if (fault.state == FILE_OUTSIDE)
    diag_add(reading->manuscript->diags, DIAG_IMPORT_OUTSIDE, place, name);
  else if (!file_tell_failed(reading->manuscript->diags, place, name, &fault))
    diag_add(reading->manuscript->diags, DIAG_IMPORT_PICTURE, place, name);
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
static void move_picture(Reading *reading, const Reference *reference, GString *to)
{
  char *target = g_strndup(reference->target, (gsize)(reference->end - reference->target));
  bool elsewhere = strstr(target, "://") != NULL;
  char *base = elsewhere ? g_strdup(target) : g_path_get_basename(target);
  if (!elsewhere && g_hash_table_add(reading->taken, g_strdup(target)))
    take_picture(reading, target);
  g_string_append_printf(to, "![%.*s](%s)", (int)(reference->words_end - reference->words), reference->words, base);
  g_free(target);
  g_free(base);
}

static char *move_pictures(Reading *reading, const char *text)
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
    move_picture(reading, &reference, moved);
    at = from = reference.end + 1;
  }
  g_string_append(moved, from);
  return g_string_free(moved, FALSE);
}

/* A front matter stays as it is; without one the first heading of the first level is the title. */
static char *add_front(char *moved)
{
  if (begins_with(moved, "---\n"))
    return moved;
  const char *start = moved + strspn(moved, "\n ");
  const char *end = strchr(start, '\n');
  if (!begins_with(start, "# ") || !end)
    end = start = moved;
  char *title = start == end ? g_strdup("") : g_strndup(start + 2, (gsize)(end - start - 2));
  GString *article = g_string_new("---\n");
  manuscript_add_key(article, "title", g_strstrip(title));
  g_string_append_printf(article, "---\n%s%s", *end == '\n' ? "" : "\n", end);
  g_free(title);
  g_free(moved);
  return g_string_free(article, FALSE);
}

void manuscript_read_markdown(Manuscript *manuscript, const char *text)
{
  Reading reading = {manuscript, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), 0};
  manuscript->article = add_front(move_pictures(&reading, text));
  g_hash_table_destroy(reading.taken);
}
