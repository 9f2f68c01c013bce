/* Heads in the papers' manner, marked by a reader where they may be broken (tests/data/heads.txt): none is broken
   inside a word, a name, a number or a title, on any width, and most where a reader would. HEADS=FILE reads another
   file; TELL=1 tells every break a reader would not make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>

#include "synthetic.h"

#define SHAPE syn_shape
#include "shaper.h"

enum { NARROWEST = 6, WIDEST = 14, LINES = 3, LEAST_GOOD = 46 };

/* TEXT without its reader's marks; before which characters a line may begin (well, or at the edge of a word). */
typedef struct {
  GString *text;
  GHashTable *good, *edges; /* byte offsets */
} Marked;

typedef struct {
  unsigned heads, unfit, breaks, good, divided;
} Count;

static Marked read_marks(const char *line)
{
  Marked marked = {g_string_new(NULL), g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
  for (const char *at = line; *at; at++)
    if (*at == '|' || *at == '/') {
      g_hash_table_add(*at == '|' ? marked.good : marked.edges, GUINT_TO_POINTER(marked.text->len));
    } else
      g_string_append_c(marked.text, *at);
  return marked;
}

static uint32_t start_of(const Head *head, unsigned i)
{
  const Setting *setting = head->lines[i];
  return setting->shaped->clusters[setting->lines[0].first].start;
}

static void tell_head(const Head *head, const char *why, const char *text)
{
  fprintf(stderr, "# %s: ", why);
  for (unsigned i = 1; i < head->n_lines; i++)
    fprintf(stderr, "%.*s|", (int)(start_of(head, i) - start_of(head, i - 1)), text + start_of(head, i - 1));
  fprintf(stderr, "%s\n", text + start_of(head, head->n_lines - 1));
}

static void count_breaks(const Head *head, const Marked *marked, Count *count)
{
  bool tells = g_getenv("TELL") != NULL;
  unsigned good = 0, divided = 0;
  for (unsigned i = 1; i < head->n_lines; i++) {
    gpointer at = GUINT_TO_POINTER(start_of(head, i));
    good += g_hash_table_contains(marked->good, at) ? 1 : 0;
    if (!g_hash_table_contains(marked->good, at) && !g_hash_table_contains(marked->edges, at))
      divided++;
  }
  unsigned n = head->n_lines - 1;
  if (divided || (tells && good < n))
    tell_head(head, divided ? "DIVIDED" : "edge", marked->text->str);
  count->heads++;
  count->breaks += n;
  count->good += good;
  count->divided += divided;
}

static void set_head(const Marked *marked, unsigned characters, unsigned lines, Count *count)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  style.size = 20000;
  style.size_max = 30000;
  style.align = ALIGN_LEFT;
  style.punctuation = PUNCT_HEADLINE;
  const Rich rich = {.text = marked->text->str, .length = (uint32_t)marked->text->len}, *one[] = {&rich};
  Head *head = head_set(arena, NULL, one, 1, false, &style, (Mpt)characters * style.size, lines, DIRECTION_HORIZONTAL,
                        NULL, NULL, NULL);
  count->unfit += head->overfull || head->divides;
  if (!head->overfull && !head->divides)
    count_breaks(head, marked, count);
  arena_free(arena);
}

static Count count_file(const char *path)
{
  Count count = {0};
  char *all = NULL;
  assert_true(g_file_get_contents(path, &all, NULL, NULL));
  char **lines = g_strsplit(all, "\n", -1);
  for (unsigned i = 0; lines[i]; i++) {
    if (!*lines[i] || *lines[i] == '#')
      continue;
    Marked marked = read_marks(lines[i]);
    for (unsigned characters = NARROWEST; characters <= WIDEST; characters++)
      for (unsigned n = 2; n <= LINES; n++)
        set_head(&marked, characters, n, &count);
    g_string_free(marked.text, TRUE);
    g_hash_table_destroy(marked.good);
    g_hash_table_destroy(marked.edges);
  }
  g_strfreev(lines);
  g_free(all);
  return count;
}

static void no_word_of_a_head_is_divided(void **state)
{
  const char *file = g_getenv("HEADS");
  (void)state;
  Count count = count_file(file ? file : "tests/data/heads.txt");
  print_message(
      "# %u settings, %u more in which no line goes in undivided, %u breaks, %u where a reader would, %u divide\n",
      count.heads, count.unfit, count.breaks, count.good, count.divided);
  assert_int_equal(count.divided, 0);
  assert_true(count.good * 100 >= count.breaks * LEAST_GOOD);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(no_word_of_a_head_is_divided)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
