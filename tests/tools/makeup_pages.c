/* Random pages of 5 × 75 for the search of page make-up: makeup_pages N LAYOUTS PAGES [KIND [WORK_LIMIT]] prints the
   median and the most CPU milliseconds, how many pages have all articles in and are proven, and the most millions of
   joins and MB. KIND free: heads across, to the left, upright, boxes, pictures; across: heads across alone, so that
   most cuts clash. */
#include "makeup/makeup.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 5, ROWS = 75, LEAVES = 120 };

typedef struct {
  uint64_t state;
} Chance;

static unsigned draw(Chance *chance, unsigned below)
{
  chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(chance->state >> 33) % below;
}

/* Areas of 20 … 110 column lines that come to the page's ± 6 %, as far as N of them can. */
static void draw_areas(Chance *chance, unsigned n, unsigned *area)
{
  unsigned sum = 0, weight[MAKEUP_ARTICLES];
  unsigned want = COLUMNS * ROWS * (94 + draw(chance, 13)) / 100;
  for (unsigned i = 0; i < n; i++)
    sum += weight[i] = 100 + draw(chance, 300);
  for (unsigned i = 0; i < n; i++)
    area[i] = CLAMP(want * weight[i] / sum, 20, 110);
}

typedef struct {
  unsigned rows, cost; /* more than the bare article's */
  MakeupEdge left, right;
} Kind;

static const Kind KINDS[] = {{3, 0, EDGE_HEAD, EDGE_HEAD},
                             {2, 8, EDGE_HEAD, EDGE_TEXT},
                             {0, 10, EDGE_UPRIGHT, EDGE_TEXT},
                             {4, 9, EDGE_BOX, EDGE_BOX},
                             {3, 12, EDGE_HEAD, EDGE_PICTURE}};

/* An article at a width: that costs DEAR points. */
typedef struct {
  unsigned area, dear;
  bool across; /* heads across alone */
} Draw;

/* 8 … 20 heights around the article's own, dearer by the square of the way from it. */
static void add_kind(MakeupLeaves *leaves, const Draw *from, unsigned k, unsigned w, unsigned heights)
{
  const Kind *kind = &KINDS[k];
  int own = (int)((from->area + w - 1) / w + kind->rows) - 2;
  for (unsigned i = 0; i < heights; i++) {
    int rows = own - (int)heights / 2 + (int)i, off = (int)w * (rows - own);
    if (rows >= 4 && rows <= ROWS)
      ((MakeupLeaf *)leaves->leaf)[leaves->n++] =
          (MakeupLeaf){.rows = (uint16_t)rows,
                       .form = (uint16_t)k,
                       .cost = (int32_t)(kind->cost + from->dear) + off * off / 6,
                       .left = (uint8_t)kind->left,
                       .right = (uint8_t)kind->right};
  }
}

static MakeupLeaves draw_width(Chance *chance, const Draw *from, unsigned w)
{
  MakeupLeaves leaves = {g_new0(MakeupLeaf, LEAVES), 0};
  unsigned heights = 8 + draw(chance, 13);
  for (unsigned k = 0; k < (from->across ? 1 : G_N_ELEMENTS(KINDS)); k++)
    if (draw(chance, 4) || from->across)
      add_kind(&leaves, from, k, w, heights);
  return leaves;
}

static void draw_page(Chance *chance, unsigned n, bool across, MakeupArticle *article)
{
  unsigned area[MAKEUP_ARTICLES];
  draw_areas(chance, n, area);
  memset(article, 0, n * sizeof *article);
  for (unsigned i = 0; i < n; i++) {
    unsigned liked = CLAMP(area[i] / 20, 1, COLUMNS);
    article[i].rank = (uint8_t)MIN(i, 4);
    for (unsigned w = 1; w <= COLUMNS; w++)
      article[i].width[w - 1] = draw_width(chance, &(Draw){area[i], 5 * (unsigned)abs((int)w - (int)liked), across}, w);
  }
}

static void free_page(unsigned n, MakeupArticle *article)
{
  for (unsigned i = 0; i < n; i++)
    for (unsigned w = 0; w < COLUMNS; w++)
      g_free((void *)article[i].width[w].leaf);
}

static double cpu_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int compare_doubles(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

typedef struct {
  double *ms; /* of each page */
  unsigned all_in, proven;
  uint64_t joins, bytes; /* the most */
} Sum;

static void search_page(Chance *chance, const MakeupTask *like, bool across, Sum *sum, unsigned page)
{
  MakeupArticle article[MAKEUP_ARTICLES];
  MakeupTask task = *like;
  draw_page(chance, task.n, across, article);
  task.article = article;
  Arena *arena = arena_new();
  double start = cpu_ms();
  MakeupResult result = makeup_search(arena, &task);
  sum->ms[page] = cpu_ms() - start;
  sum->all_in += result.n && result.n_left_out == 0;
  sum->proven += result.certificate.complete;
  sum->joins = MAX(sum->joins, result.certificate.joins);
  sum->bytes = MAX(sum->bytes, result.certificate.bytes);
  arena_free(arena);
  free_page(task.n, article);
}

int main(int argc, char **argv)
{
  if (argc < 4)
    return 2;
  unsigned n = (unsigned)atoi(argv[1]), pages = (unsigned)atoi(argv[3]);
  MakeupTask task = {.columns = COLUMNS, .rows = ROWS, .n = n, .layouts = (unsigned)atoi(argv[2])};
  task.work_limit = argc > 5 ? strtoull(argv[5], NULL, 10) : 0;
  Chance chance = {n};
  Sum sum = {.ms = g_new(double, pages)};
  for (unsigned i = 0; i < pages; i++)
    search_page(&chance, &task, argc > 4 && strcmp(argv[4], "across") == 0, &sum, i);
  qsort(sum.ms, pages, sizeof *sum.ms, compare_doubles);
  printf("%3u %3u %10.1f %10.1f %8u/%u %8u/%u %10.2f %8.1f\n", n, task.layouts, sum.ms[pages / 2], sum.ms[pages - 1],
         sum.all_in, pages, sum.proven, pages, (double)sum.joins / 1e6, (double)sum.bytes / 1e6);
  g_free(sum.ms);
  return 0;
}
