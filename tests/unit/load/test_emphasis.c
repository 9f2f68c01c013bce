/* Emphasis beside Chinese: what an editor means by ** and * is set off, and no star is printed that was meant so. Rows:
   the manuscript; what is printed, bold between [ and ], 楷体 between { and }; how many places are told. */
#include "bundle.h"

typedef struct {
  const char *written, *shown;
  unsigned told;
} Row;

static const Row ROWS[] = {
    {"**甲****乙**", "[甲乙]", 0},
    {"**甲****乙****丙**", "[甲乙丙]", 0},
    {"前**甲****乙**后", "前[甲乙]后", 0},
    {"**甲**乙**丙**", "[甲]乙[丙]", 0},
    {"**甲** **乙**", "[甲] [乙]", 0},
    {"**甲**、**乙**", "[甲]、[乙]", 0},
    {"**“甲”**乙", "[“甲”]乙", 0},
    {"甲**乙。**丙", "甲[乙。]丙", 0},
    {"甲**（乙）**丙", "甲[（乙）]丙", 0},
    {"**甲：**乙", "[甲：]乙", 0},
    {"**《甲》**、**《乙》**丙", "[《甲》]、[《乙》]丙", 0},
    {"**甲——**乙", "[甲——]乙", 0},
    {"*甲*乙", "{甲}乙", 0},
    {"甲*乙*丙", "甲{乙}丙", 0},
    {"*甲**乙*", "{甲乙}", 0},
    {"*“甲”*乙", "{“甲”}乙", 0},
    {"***甲***", "[{甲}]", 0},
    {"甲***乙***丙", "甲[{乙}]丙", 0},
    {"**甲*乙*丙**", "[甲{乙}丙]", 0},
    {"**甲***乙*", "[甲]{乙}", 0},
    {"*甲***乙**", "{甲}[乙]", 0},
    {"****甲****", "[甲]", 0},
    /* half-width signs inside */
    {"**增长50%**以上", "[增长50%]以上", 0},
    {"**50%**甲**乙**", "[50%]甲[乙]", 0},
    {"**甲:**乙", "[甲：]乙", 0},
    {"**甲.**乙**丙**", "[甲。]乙[丙]", 0},
    {"**(甲)**乙**丙**", "[（甲）]乙[丙]", 0},
    {"**\"甲\"**乙", "[“甲”]乙", 0},
    {"甲**+5**乙**丙**", "甲[+5]乙[丙]", 0},
    {"**A+**级", "[A+]级", 0},
    {"**$5**与**#6**", "[$5]与[#6]", 0},
    {"**甲50%**of", "[甲50%]of", 0},
    /* links, code and entities keep their own signs */
    {"**[甲](http://a.cn)**乙", "[甲]乙", 1},
    {"[甲](http://a.cn)**乙**", "甲[乙]", 1},
    {"`**甲**`乙", "**甲**乙", 1},
    {"甲&amp;**乙**", "甲&[乙]", 0},
    {"**[甲]{.dots}**乙", "[甲]乙", 0},
    /* not meant */
    {"5*3*2", "5*3*2", 0},
    {"3 * 4，2 * 6", "3 * 4，2 * 6", 0},
    {"甲（*）乙（*）", "甲（*）乙（*）", 0},
    {"甲\\*乙\\*丙", "甲*乙*丙", 0},
    {"\\*\\*甲\\*\\*", "**甲**", 1},
    {"甲\\\\**乙**", "甲\\[乙]", 0},
    /* not understood: printed and told */
    {"**甲", "**甲", 1},
    {"甲**乙", "甲**乙", 1},
    {"甲** 乙**", "甲** 乙**", 1},
    {"** 甲 **乙", "** 甲 **乙", 1},
    {"甲****乙", "甲****乙", 1},
    {"**甲**乙**", "[甲]乙**", 1},
};

/* The text with its spans shown. */
static char *show(const Rich *rich)
{
  static const struct {
    uint32_t face;
    char open, close;
  } SIGNS[] = {{RICH_BOLD, '[', ']'}, {RICH_KAI, '{', '}'}};
  GString *shown = g_string_new(NULL);
  uint32_t open = 0;
  for (const char *at = rich->text;; at = g_utf8_next_char(at)) {
    uint32_t faces = *at ? rich_faces_at(rich, (uint32_t)(at - rich->text)) : 0;
    for (unsigned i = G_N_ELEMENTS(SIGNS); i-- > 0;)
      if (open & ~faces & SIGNS[i].face)
        g_string_append_c(shown, SIGNS[i].close);
    for (unsigned i = 0; i < G_N_ELEMENTS(SIGNS); i++)
      if (faces & ~open & SIGNS[i].face)
        g_string_append_c(shown, SIGNS[i].open);
    open = faces;
    if (!*at)
      break;
    g_string_append_len(shown, at, g_utf8_next_char(at) - at);
  }
  return g_string_free(shown, FALSE);
}

static unsigned count_told(const DiagList *diags)
{
  unsigned n = 0;
  for (unsigned i = 0; i < diag_count(diags); i++) {
    DiagCode code = diag_at(diags, i)->code;
    n += code == DIAG_MARKUP_STRAY || code == DIAG_LINK_PLAIN;
  }
  return n;
}

static void emphasis_beside_chinese(void **state)
{
  unsigned wrong = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    char *text = g_strdup_printf("---\ntitle: 题\n---\n\n%s\n", ROWS[i].written);
    Bundle_ bundle = open_bundle(NULL, NULL, text);
    const Article *article = read_bundle(&bundle);
    assert_non_null(article);
    assert_int_equal(article->n_blocks, 1);
    char *shown = show(article->blocks[0].lines[0]);
    if (strcmp(shown, ROWS[i].shown) || count_told(bundle.diags) != ROWS[i].told)
      print_error("%s: %s, %u told; not %s, %u (%u)\n", ROWS[i].written, shown, count_told(bundle.diags), ROWS[i].shown,
                  ROWS[i].told, ++wrong);
    g_free(shown);
    g_free(text);
    close_bundle(&bundle);
  }
  assert_int_equal(wrong, 0);
}

/* What follows stars that went has its own place still, and so has what is told of those that stayed. */
static void places_follow(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, "---\ntitle: 题\n---\n\n**甲****乙**丙\\*丁**戊\n");
  const Article *article = read_bundle(&bundle);
  assert_non_null(article);
  const Rich *rich = article->blocks[0].lines[0];
  assert_string_equal(rich->text, "甲乙丙*丁**戊");
  const struct {
    const char *character;
    int column;
  } WANTED[] = {{"甲", 3}, {"乙", 8}, {"丙", 11}, {"丁", 14}, {"戊", 17}};
  for (unsigned i = 0; i < G_N_ELEMENTS(WANTED); i++) {
    const char *at = strstr(rich->text, WANTED[i].character);
    Place place = rich_place(rich, (uint32_t)(at - rich->text));
    assert_int_equal(place.line, 5);
    assert_int_equal(place.column, WANTED[i].column);
  }
  expect_told(&bundle, DIAG_MARKUP_STRAY, "article.md", 5, 15);
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(emphasis_beside_chinese), cmocka_unit_test(places_follow)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
