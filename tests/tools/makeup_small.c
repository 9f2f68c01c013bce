/* Small random pages for the search of page make-up, and what it finds: makeup_small PAGES prints each as a line of
 * JSON. */
#include "../unit/makeup/pages.h"

#include <stdio.h>
#include <stdlib.h>

static void add_leaves(Chance *chance, Page *page)
{
  for (unsigned i = 0; i < page->n; i++)
    for (unsigned k = 0; k < 6; k++) {
      unsigned width = 1 + draw(chance, page->columns), rows = 1 + draw(chance, page->rows / 2);
      MakeupLeaf *leaf = page_add(page, i, width, rows, (int32_t)draw(chance, 300));
      leaf->left = (uint8_t)draw(chance, EDGES);
      leaf->right = (uint8_t)draw(chance, EDGES);
    }
}

static void draw_page(Arena *arena, Chance *chance, Page *page)
{
  *page = (Page){.columns = 2 + draw(chance, 3), .rows = 6 + draw(chance, 5), .n = 2 + draw(chance, 4)};
  for (unsigned i = 0; i < page->n; i++)
    page->article[i].rank = (uint8_t)draw(chance, 3);
  for (unsigned cuts = 0; cuts < 3; cuts++)
    tree_draw(arena, chance, page, (1U << page->n) - 1, page->columns, page->rows, 300);
  add_leaves(chance, page);
}

static void print_page(const Page *page, int32_t cost)
{
  printf("{\"columns\": %u, \"rows\": %u, \"cost\": %d, \"articles\": [", page->columns, page->rows, cost);
  for (unsigned i = 0; i < page->n; i++) {
    const char *comma = "";
    printf("%s{\"rank\": %d, \"leaves\": [", i ? ", " : "", page->article[i].rank);
    for (unsigned w = 1; w <= page->columns; w++)
      for (unsigned k = 0; k < page->article[i].width[w - 1].n; k++, comma = ", ") {
        const MakeupLeaf *leaf = &page->leaf[i][w - 1][k];
        printf("%s[%u, %d, %d, %d, %d]", comma, w, leaf->rows, leaf->cost, leaf->left, leaf->right);
      }
    printf("]}");
  }
  printf("]}\n");
}

int main(int argc, char **argv)
{
  Chance chance = {7};
  for (int left = argc > 1 ? atoi(argv[1]) : 1; left > 0; left--) {
    Arena *arena = arena_new();
    Page *page = ARENA_NEW(arena, Page);
    draw_page(arena, &chance, page);
    MakeupTask task = page_task(page, 1);
    MakeupResult result = makeup_search(arena, &task);
    print_page(page, result.n_left_out ? -1 : result.certificate.cost);
    arena_free(arena);
  }
  return 0;
}
