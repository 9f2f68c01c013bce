/* What the optimum costs and what it buys: nanoseconds a character beside ICU's plain line iterator, and the table of
   §4.3 over tests/data/texts (a paragraph a line), first-fit against optimum at six measures. Bodies are by class (Han
   1 em, figures 0.555 em …), so that no font is needed and the numbers are the same everywhere.

   make build/rooms/libbreak.a build/rooms/libtext.a build/rooms/libbase.a
   cc -std=c17 -D_GNU_SOURCE -O2 -Isrc $(pkg-config --cflags glib-2.0 harfbuzz icu-uc) -o build/bench_break
   tests/bench/bench_break.c \ build/rooms/libbreak.a build/rooms/libtext.a build/rooms/libbase.a $(pkg-config --libs
   glib-2.0 icu-uc icu-i18n) -lhyphen build/bench_break tests/data/texts [13|lines] */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "../unit/break/by_class.h"
#include "base/costs.h"

enum { OVER = 3 };
static const Mpt LIMITS[OVER] = {EM / 20, EM * 9 / 100, EM * 12 / 100};

typedef struct {
  unsigned lines, justified, over[OVER], squeezed, runts, units, longer_than_first_fit, rungs[RUNG_OVERFULL + 1];
  Mpt worst;
  int64_t cost;
} Tally;

static unsigned count_cells(const Shaped *shaped, const Line *line)
{
  unsigned half = 0;
  for (uint32_t i = line->first; i < line->end; i++)
    half += shaped->clusters[i].cls == CLASS_HAN ? 2 : syn_latin(shaped->clusters[i].cls);
  return half / 2;
}

/* A number and what it counts, on two lines. */
static bool parts_unit(const Shaped *shaped, uint32_t next)
{
  return next > 0 && next < shaped->n_clusters && shaped->clusters[next - 1].cls == CLASS_NUMBER &&
         shaped->clusters[next].cls == CLASS_HAN &&
         shaped->analysis->breaks[shaped->clusters[next].ch].cost >= COST_TEXT_UNIT;
}

static void tally_setting(Tally *tally, const Setting *setting)
{
  const Shaped *shaped = setting->shaped;
  tally->lines += setting->n_lines;
  tally->cost += setting->cost;
  for (unsigned i = 0; i < setting->n_lines; i++) {
    const Line *line = &setting->lines[i];
    tally->squeezed += line->marks_squeezed > 0;
    tally->rungs[line->rung]++;
    if (line->last)
      continue;
    tally->justified++;
    for (unsigned k = 0; k < OVER; k++)
      tally->over[k] += line->gap > LIMITS[k];
    tally->worst = MAX(tally->worst, line->gap);
    tally->units += parts_unit(shaped, setting->lines[i + 1].first);
  }
  if (setting->n_lines > 1 && count_cells(shaped, &setting->lines[setting->n_lines - 1]) < 2)
    tally->runts++;
}

static void print_row(double measure, const char *name, const Tally *t, unsigned characters)
{
  const unsigned *r = t->rungs;
  double share = 100.0 / MAX(t->justified, 1);
  printf("| %4.1f | %s | %u | %.2f %.2f %.2f | %.3f | %u | %u (1 in %u) | %u %u %u %u %u %u %u | %u | %lld |\n",
         measure, name, t->lines, t->over[0] * share, t->over[1] * share, t->over[2] * share, t->worst / (double)EM,
         t->runts, t->units, t->units ? characters / t->units : characters, r[RUNG_GAP], r[RUNG_DOTS], r[RUNG_WORD],
         r[RUNG_WIDE], r[RUNG_LATIN], r[RUNG_SHORT],
         r[RUNG_UNITS] + r[RUNG_HANG] + r[RUNG_LOOSE] + r[RUNG_KEEP] + r[RUNG_OVERFULL], t->squeezed,
         (long long)t->cost);
}

static void print_lines(const Setting *setting)
{
  for (unsigned i = 0; i < setting->n_lines; i++) {
    const Line *line = &setting->lines[i];
    uint32_t start = setting->shaped->clusters[line->first].start, end = setting->shaped->clusters[line->end - 1].end;
    printf("%5d %5d %5d %c %.*s%s\n", line->gap, line->squeezed, line->lacks, line->rung ? 'a' + line->rung : ' ',
           (int)(end - start), setting->shaped->rich->text + start, line->hyphen ? "-" : "");
  }
  putchar('\n');
}

typedef struct {
  Arena *arena;
  TextStyle style;
  GPtrArray *paragraphs; /* Shaped */
  unsigned characters;
} Corpus;

static void add_file(Corpus *corpus, const char *path)
{
  char *all = NULL;
  if (!g_file_get_contents(path, &all, NULL, NULL))
    return;
  char **lines = g_strsplit(all, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line) {
      Shaped *shaped = shape_by_class(corpus->arena, arena_strdup(corpus->arena, *line), &corpus->style);
      corpus->characters += shaped->n_clusters;
      g_ptr_array_add(corpus->paragraphs, shaped);
    }
  g_strfreev(lines);
  g_free(all);
}

static int by_name(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_folder(Corpus *corpus, const char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(names, by_name);
  for (unsigned i = 0; i < names->len; i++)
    add_file(corpus, g_ptr_array_index(names, i));
  g_ptr_array_free(names, TRUE);
  if (dir)
    g_dir_close(dir);
}

static void table_row(const Corpus *corpus, double em, bool show)
{
  Mpt width = (Mpt)(em * EM);
  Measures measures = {&width, 1};
  Tally first = {0}, best = {0};
  for (unsigned i = 0; i < corpus->paragraphs->len; i++) {
    const Shaped *shaped = g_ptr_array_index(corpus->paragraphs, i);
    Arena *arena = arena_new();
    Setting *a = paragraph_first_fit(arena, shaped, &corpus->style, &measures, 2 * EM);
    Setting *b = paragraph_break(arena, shaped, &corpus->style, &measures, 2 * EM).best;
    tally_setting(&first, a);
    tally_setting(&best, b);
    best.longer_than_first_fit += b->n_lines > a->n_lines;
    if (show)
      print_lines(b);
    arena_free(arena);
  }
  print_row(em, "first-fit", &first, corpus->characters);
  print_row(em, "optimum", &best, corpus->characters);
  if (best.longer_than_first_fit)
    printf("(%u paragraphs in more lines than first-fit)\n", best.longer_than_first_fit);
}

/* --- time -------------------------------------------------------------------------------- */

static double time_break(const Corpus *corpus, unsigned rounds)
{
  Mpt width = 13 * EM;
  Measures measures = {&width, 1};
  gint64 start = g_get_monotonic_time();
  for (unsigned r = 0; r < rounds; r++) {
    Arena *arena = arena_new();
    for (unsigned i = 0; i < corpus->paragraphs->len; i++)
      paragraph_break(arena, g_ptr_array_index(corpus->paragraphs, i), &corpus->style, &measures, 2 * EM);
    arena_free(arena);
  }
  return (double)(g_get_monotonic_time() - start) * 1000 / ((double)rounds * corpus->characters);
}

static double time_icu(const Corpus *corpus, unsigned rounds)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *lines = ubrk_open(UBRK_LINE, "zh", NULL, 0, &status);
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (unsigned i = 0; i < corpus->paragraphs->len; i++) {
    const Shaped *shaped = g_ptr_array_index(corpus->paragraphs, i);
    UChar *wide = g_new(UChar, shaped->rich->length + 1);
    u_strFromUTF8(wide, (int32_t)shaped->rich->length + 1, NULL, shaped->rich->text, -1, &status);
    g_ptr_array_add(texts, wide);
  }
  gint64 start = g_get_monotonic_time();
  unsigned breaks = 0;
  for (unsigned r = 0; r < rounds; r++)
    for (unsigned i = 0; i < texts->len; i++) {
      ubrk_setText(lines, g_ptr_array_index(texts, i), -1, &status);
      while (ubrk_next(lines) != UBRK_DONE)
        breaks++;
    }
  double ns = (double)(g_get_monotonic_time() - start) * 1000 / ((double)rounds * corpus->characters);
  g_ptr_array_free(texts, TRUE);
  ubrk_close(lines);
  return breaks ? ns : 0;
}

static Corpus open_corpus(void)
{
  return (Corpus){.arena = arena_new(), .style = syn_style(), .paragraphs = g_ptr_array_new()};
}

static void fill_with_han(Corpus *corpus)
{
  static const char han[] = "新春伊始全市上下抢抓机遇真抓实干推动经济社会高质量发展取得明显成效";
  for (unsigned p = 0; p < 40; p++) {
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < 60 + p * 5; i++) {
      const char *c = g_utf8_offset_to_pointer(han, (long)((i * 7 + p) % 33));
      g_string_append_len(text, c, g_utf8_next_char(c) - c);
    }
    char *kept = arena_strdup(corpus->arena, text->str);
    Shaped *shaped = shape_by_class(corpus->arena, kept, &corpus->style);
    corpus->characters += shaped->n_clusters;
    g_ptr_array_add(corpus->paragraphs, shaped);
    g_string_free(text, TRUE);
  }
}

int main(int argc, char **argv)
{
  static const double measures[] = {10, 13, 14, 14.5, 15, 18, 26};
  Corpus corpus = open_corpus(), han = open_corpus();
  add_folder(&corpus, argc > 1 ? argv[1] : "tests/data/texts");
  if (argc > 2) {
    table_row(&corpus, atof(argv[2]), true);
    return 0;
  }
  printf("%u characters, %u paragraphs\n\n", corpus.characters, corpus.paragraphs->len);
  puts("| W | breaker | lines | % over 0.05 0.09 0.12 | worst | runts | unit splits | gap dots word wide latin short "
       "other | squeezed | cost |");
  puts("|---|---|---|---|---|---|---|---|---|---|");
  for (unsigned i = 0; i < G_N_ELEMENTS(measures); i++)
    table_row(&corpus, measures[i], false);
  fill_with_han(&han);
  printf("\nns a character at 13: pure Han %.0f (ICU %.0f), texts %.0f (ICU %.0f)\n", time_break(&han, 100),
         time_icu(&han, 100), time_break(&corpus, 40), time_icu(&corpus, 40));
  return 0;
}
