/* Random pages of 5 × 75 for the search of page make-up: makeup_pages N LAYOUTS PAGES [WORK_LIMIT]. */
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

/* 8 … 20 heights around the article's own, dearer by the square of the way from it. */
static void fill_width(Chance *chance, MakeupArticle *article, unsigned area, unsigned w, unsigned dear)
{
  MakeupLeaf *leaf = g_new0(MakeupLeaf, LEAVES);
  unsigned n = 0, heights = 8 + draw(chance, 13);
  for (unsigned k = 0; k < G_N_ELEMENTS(KINDS); k++) {
    if (draw(chance, 4) == 0)
      continue;
    int own = (int)((area + w - 1) / w + KINDS[k].rows) - 2;
    for (unsigned i = 0; i < heights; i++) {
      int rows = own - (int)heights / 2 + (int)i, off = (int)w * (rows - own);
      if (rows >= 4 && rows <= ROWS)
        leaf[n++] = (MakeupLeaf){.rows = (uint16_t)rows,
                                 .form = (uint16_t)k,
                                 .cost = (int32_t)(KINDS[k].cost + dear + (unsigned)(off * off) / 6),
                                 .left = (uint8_t)KINDS[k].left,
                                 .right = (uint8_t)KINDS[k].right};
    }
  }
  article->width[w - 1] = (MakeupLeaves){leaf, n};
}

static void draw_page(Chance *chance, unsigned n, MakeupArticle *article)
{
  unsigned area[MAKEUP_ARTICLES];
  draw_areas(chance, n, area);
  memset(article, 0, n * sizeof *article);
  for (unsigned i = 0; i < n; i++) {
    unsigned liked = CLAMP(area[i] / 20, 1, COLUMNS);
    article[i].rank = (uint8_t)MIN(i, 4);
    for (unsigned w = 1; w <= COLUMNS; w++)
      fill_width(chance, &article[i], area[i], w, 5 * (unsigned)abs((int)w - (int)liked));
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

int main(int argc, char **argv)
{
  if (argc < 4)
    return 2;
  unsigned n = (unsigned)atoi(argv[1]), layouts = (unsigned)atoi(argv[2]), pages = (unsigned)atoi(argv[3]);
  uint64_t limit = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;
  double *ms = g_new(double, pages);
  Chance chance = {n};
  unsigned whole = 0, complete = 0;
  uint64_t joins = 0, bytes = 0;
  for (unsigned i = 0; i < pages; i++) {
    MakeupArticle article[MAKEUP_ARTICLES];
    draw_page(&chance, n, article);
    MakeupTask task = {COLUMNS, ROWS, article, n, layouts, limit};
    Arena *arena = arena_new();
    double start = cpu_ms();
    MakeupResult result = makeup_search(arena, &task);
    ms[i] = cpu_ms() - start;
    whole += result.n && result.n_left_out == 0;
    complete += result.certificate.complete;
    joins = MAX(joins, result.certificate.joins);
    bytes = MAX(bytes, result.certificate.bytes);
    if (getenv("TELL"))
      printf("%8.1f ms  cost %d bound %d n %u proven %u left %u joins %.1fM states %lu kB %lu\n", ms[i], result.certificate.cost,
             result.certificate.bound, result.n, result.certificate.proven, result.n_left_out, (double)result.certificate.joins / 1e6,
             result.certificate.states, result.certificate.bytes / 1000);
    arena_free(arena);
    free_page(n, article);
  }
  qsort(ms, pages, sizeof *ms, compare_doubles);
  printf("n %2u  K %u  median %9.2f ms  worst %9.2f ms  all in %u/%u  proven %u  joins %.1fM  %.1f MB\n", n, layouts, ms[pages / 2],
         ms[pages - 1], whole, pages, complete, (double)joins / 1e6, (double)bytes / 1e6);
  g_free(ms);
  return 0;
}
