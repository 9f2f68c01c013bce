/* Plain text: a paragraph a line; a short one alone between blank lines is a heading. */
#include "manuscript/work.h"

#include <string.h>

enum { HEADING_CHARACTERS = 24 };

/* Blanks of both widths at both ends. */
static char *strip(char *line)
{
  while (*line && g_unichar_isspace(g_utf8_get_char(line)))
    line = g_utf8_next_char(line);
  for (char *end = line + strlen(line); end > line; *end = '\0') {
    char *before = g_utf8_prev_char(end);
    if (!g_unichar_isspace(g_utf8_get_char(before)))
      break;
    end = before;
  }
  return line;
}

/* Short, and not ended as a sentence or a clause is; a closing quote or bracket may end a heading. */
static bool reads_like_heading(const char *line)
{
  if (g_utf8_strlen(line, -1) > HEADING_CHARACTERS)
    return false;
  return !strstr("。！？；：，、…—.!?;:,", g_utf8_prev_char(line + strlen(line)));
}

void manuscript_read_plain(Manuscript *manuscript, const char *text)
{
  char **lines = g_strsplit(text, "\n", -1);
  bool blank_before = true;
  for (unsigned i = 0; lines[i]; i++) {
    char *line = strip(lines[i]);
    if (*line) {
      char *after = lines[i + 1] ? strip(lines[i + 1]) : NULL;
      bool alone = blank_before && (!after || !*after);
      manuscript_add(manuscript, line, manuscript_escape(manuscript->arena, line), alone && reads_like_heading(line));
    }
    blank_before = !*line;
  }
  g_strfreev(lines);
}
