#include "manuscript/work.h"

#include <string.h>

Manuscript *manuscript_new(const char *path, DiagList *diags)
{
  Manuscript *manuscript = g_new0(Manuscript, 1);
  manuscript->path = path;
  manuscript->diags = diags;
  manuscript->arena = arena_new();
  manuscript->lines = g_array_new(FALSE, TRUE, sizeof(ManuscriptLine));
  manuscript->pictures = g_array_new(FALSE, TRUE, sizeof(ManuscriptPicture));
  return manuscript;
}

void manuscript_free(Manuscript *manuscript)
{
  for (unsigned i = 0; i < manuscript->pictures->len; i++)
    g_bytes_unref(g_array_index(manuscript->pictures, ManuscriptPicture, i).bytes);
  g_array_free(manuscript->pictures, TRUE);
  g_array_free(manuscript->lines, TRUE);
  g_free(manuscript->article);
  arena_free(manuscript->arena);
  g_free(manuscript);
}

void manuscript_add(Manuscript *manuscript, const char *plain, const char *markdown, bool heading)
{
  const ManuscriptLine line = {arena_strdup(manuscript->arena, plain), arena_strdup(manuscript->arena, markdown), NULL,
                               heading, false};
  g_array_append_val(manuscript->lines, line);
}

void manuscript_add_front(Manuscript *manuscript, const char *front)
{
  GArray *lines = manuscript->lines;
  if (lines->len)
    g_array_index(lines, ManuscriptLine, lines->len - 1).front = arena_strdup(manuscript->arena, front);
}

void manuscript_add_raw(Manuscript *manuscript, const char *markdown)
{
  const ManuscriptLine line = {"", arena_strdup(manuscript->arena, markdown), NULL, false, true};
  g_array_append_val(manuscript->lines, line);
}

void manuscript_add_picture(Manuscript *manuscript, const char *name, GBytes *bytes)
{
  const ManuscriptPicture picture = {arena_strdup(manuscript->arena, name), g_bytes_ref(bytes)};
  g_array_append_val(manuscript->pictures, picture);
}

/* Marks that mean something anywhere; and at the start of a line, those that would make a heading, list or quote. */
static bool needs_escape(const char *text, const char *at)
{
  if (strchr("\\`*_[]<|~&", *at))
    return true;
  if (at == text)
    return strchr("#>+-=", *at) != NULL;
  for (const char *c = text; c < at; c++)
    if (!g_ascii_isdigit(*c))
      return false;
  return *at == '.' || *at == ')'; /* "1." would start a list */
}

char *manuscript_escape(Arena *arena, const char *text)
{
  GString *escaped = g_string_new(NULL);
  for (const char *c = text; *c; c++) {
    if (needs_escape(text, c))
      g_string_append_c(escaped, '\\');
    g_string_append_c(escaped, *c);
  }
  char *kept = arena_strndup(arena, escaped->str, escaped->len);
  g_string_free(escaped, TRUE);
  return kept;
}
