/* What a chain came to is kept under all that refining changes of it: a picture's lanes, height and place, the white of
   the head, a paragraph a picture stands before, how small figures are set. */
#include "bench.h"

#include "compose/pours.h"
#include "compose/refine.h"
#include "compose/wide.h"

/* Two pictures, of which one stands in the run of the text, figures over two columns, and a head, in four columns. */
static void open_bench(ChainBench *bench)
{
  bench->desk = desk_open();
  Desk *desk = &bench->desk;
  desk_picture(desk, "articles/one/a.png", 1500, 1000);
  desk_picture(desk, "articles/one/b.png", 1200, 800);
  GString *text = g_string_new("---\nkind: data\ntitle: 春耕\nimages:\n  a.png: {span: 2, caption: 图}\n"
                               "  b.png: {span: 1, place: inline}\n---\n\n");
  for (unsigned i = 0; i < 9; i++) {
    char *phrases = desk_phrases(5 + i * 2 % 7);
    g_string_append_printf(text, "%s\n\n%s", phrases, i == 3 ? "![](b.png)\n\n" : "");
    g_free(phrases);
  }
  for (unsigned i = 0; i < 9; i++)
    g_string_append(text, "- **128.5** 亿元\n  总投资\n");
  desk_write(desk, "articles/one/article.md", text->str);
  g_string_free(text, TRUE);
  desk_set(desk,
           "styles:\n  figure: {font: 黑体, size: 40pt, leading: 1.2em, indent: 0字}\n"
           "templates:\n  page:\n    slots:\n      - {name: a, columns: 1-4, rows: 1-60}\n",
           "  - {template: page, slots: {a: one}}\n");
  chain_bench_open(bench);
  pours_open(bench->chain);
}

static void close_bench(ChainBench *bench)
{
  pours_close(bench->chain, pours_pour(bench->chain, WHITE_FREE));
  chain_bench_close(bench);
}

/* --- what refining changes --------------------------------------------------------------------------------------- */

static PictureVar *free_picture(Chain *chain)
{
  return &chain->vars[0];
}

static void change_span(Chain *chain, int by)
{
  free_picture(chain)->span += by;
}

static void change_rows(Chain *chain, int by)
{
  free_picture(chain)->rows += 2 * by;
}

static void change_shift(Chain *chain, int by)
{
  free_picture(chain)->shift -= by;
}

static void change_head(Chain *chain, int by)
{
  chain->head_extra += 2 * by;
}

static void change_paragraph(Chain *chain, int by)
{
  for (unsigned i = 0; i < chain->portions->len; i++)
    if (chain_portions(chain)[i].picture) {
      const Portion portion = chain_portions(chain)[i];
      g_array_remove_index(chain->portions, i);
      g_array_insert_val(chain->portions, (unsigned)((int)i - 2 * by), portion);
      return;
    }
  fail_msg("no picture stands among the paragraphs");
}

static void change_figures(Chain *chain, int by)
{
  assert_int_equal(chain->wides->len, 1);
  Wide *wide = chain_wide(chain, 0);
  wide->portion.permille -= 300 * by;
  wide_make(chain, wide, wide->w);
}

static void (*const CHANGES[])(Chain *chain, int by) = {change_span, change_rows,      change_shift,
                                                        change_head, change_paragraph, change_figures};
enum { N_CHANGES = G_N_ELEMENTS(CHANGES), ALL = 1u << N_CHANGES };

/* Those of SET, a bit each, made, or taken back. */
static void change(Chain *chain, unsigned set, int by)
{
  for (unsigned i = 0; i < N_CHANGES; i++)
    if (set & 1u << i)
      CHANGES[i](chain, by);
}

/* --- what it comes to -------------------------------------------------------------------------------------------- */

/* What is known of the chain is what it comes to as it stands; KNOWN: something is. */
static int64_t settle(Chain *chain, bool known)
{
  const int64_t cost = refine_settled(chain);
  int64_t *kept = pours_cost(chain, POURS_SETTLED);
  assert_int_equal(*kept, known ? cost : POURS_UNKNOWN);
  *kept = cost;
  return cost;
}

static void what_is_kept_is_what_it_comes_to(void **state)
{
  ChainBench bench;
  open_bench(&bench);
  int64_t costs[ALL];
  for (unsigned known = 0; known < 2; known++)
    for (unsigned set = 0; set < ALL; set++) {
      change(bench.chain, set, 1);
      costs[set] = settle(bench.chain, known);
      change(bench.chain, set, -1);
    }
  for (unsigned i = 0; i < N_CHANGES; i++) /* each of them matters */
    assert_int_not_equal(costs[0], costs[1u << i]);
  close_bench(&bench);
}

/* Refined roughly from there it comes to something else. */
static void refined_roughly_is_another_thing(void **state)
{
  ChainBench bench;
  open_bench(&bench);
  change_rows(bench.chain, -1);
  settle(bench.chain, false);
  assert_int_equal(*pours_cost(bench.chain, POURS_ROUGHLY), POURS_UNKNOWN);
  close_bench(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_kept_is_what_it_comes_to),
                                     cmocka_unit_test(refined_roughly_is_another_thing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
