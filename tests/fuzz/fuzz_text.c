/* Manuscripts as bytes: told apart by encoding, decoded, normalised, taken for an article; and what a paragraph's
   characters are. */
#include <glib.h>
#include <string.h>

#include "manuscript/work.h"
#include "target.h"
#include "text/text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  return 0;
}

static void analyse(Arena *arena, const char *text, size_t length, unsigned level)
{
  static const char *const KEEP[] = {"忻州日报", "A1", "", NULL};
  const TextRules rules = {.level = (BreakLevel)(level % 5), .hyphenate = level & 8, .keep = text_keep(arena, KEEP)};
  const TextAnalysis *analysis = text_analyse(arena, text, length, &rules);
  g_assert_true(analysis->n <= length);
  if (analysis->n)
    g_assert_true(analysis->breaks[0].opens_at == RUNG_NEVER || analysis->breaks[0].cost == BREAK_NEVER);
}

/* Its spans and places go with the text. */
static void normalise(Arena *arena, const char *text, DiagList *diags)
{
  NormaliseCount count = {0};
  const Rich *rich = rich_plain(arena, text, (Place){"a.md", 1, 1});
  const Rich *made = normalise_rich(arena, rich, true, &count, diags);
  g_assert_true(g_utf8_validate(made->text, made->length, NULL));
  for (unsigned i = 1; i < made->n_origins; i++)
    g_assert_true(made->origins[i].start >= made->origins[i - 1].start && made->origins[i].start <= made->length);
}

static void read_manuscript(const char *text, DiagList *diags)
{
  Manuscript *manuscript = manuscript_new("a.txt", diags);
  manuscript_read_plain(manuscript, text);
  manuscript_set_article(manuscript);
  manuscript_free(manuscript);
}

/* The first byte chooses the rules of breaking, the others are the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_EN);
  size_t length = 0;
  const char *bytes = size ? (const char *)data + 1 : "";
  char *text = text_decode(arena, bytes, size ? size - 1 : 0, "a.md", &length, diags);
  if (text) {
    g_assert_true(strlen(text) == length && g_utf8_validate(text, (gssize)length, NULL));
    size_t again = 0;
    char *twice = text_decode(arena, text, length, "a.md", &again, diags);
    if (!g_str_has_prefix(text, "\uFEFF")) /* of several marks of byte order the first goes */
      g_assert_true(twice && again == length && !memcmp(twice, text, length));
    read_manuscript(text, diags);
    char **lines = g_strsplit(text, "\n", 40);
    for (char **line = lines; *line; line++) {
      analyse(arena, *line, strlen(*line), data[0]);
      if (!strchr(*line, '\n'))
        normalise(arena, *line, diags);
    }
    g_strfreev(lines);
  }
  target_tell(diags);
  diag_list_free(diags);
  arena_free(arena);
  return 0;
}
