/* Pages by choice: the input draws a grid, slots, heads, articles and pictures that all load, so that what is tried is
   composing them together. One in 256 is as large as they come, the others a few lines, which cost a tenth of it; few
   of those are made up, which costs ten times as much. Its bytes say which together, so that what comes of an input is
   another anew: a dear one would be bred from again and again. */
#include "bundle.h"
#include "draw.h"
#include "picture.h"
#include "target.h"

static const unsigned PICTURES[][2] = {{1200, 800}, {600, 900}, {3000, 500}, {300, 2400}, {40, 40}};
enum { ARTICLES = 2, SLOTS = 3, EM = 9000, WAYS = 256, WAYS_MADE_UP = 4 };

/* The page that is drawn now. */
static bool whole, made_up;

static unsigned most(unsigned on_whole, unsigned on_small)
{
  return whole ? on_whole : on_small;
}

static void put_picture(unsigned i)
{
  char name[64];
  GByteArray *png = picture_open(PICTURES[i][0], PICTURES[i][1], 8, 2, 0);
  picture_pixels(png, "", 1);
  for (unsigned k = 0; k < ARTICLES; k++) {
    g_snprintf(name, sizeof name, "articles/%c/%u.png", 'a' + k, i);
    bundle_put(name, png->data, png->len);
  }
  g_byte_array_free(png, TRUE);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  bundle_open();
  bundle_folder("articles/a");
  bundle_folder("articles/b");
  for (unsigned i = 0; i < G_N_ELEMENTS(PICTURES); i++)
    put_picture(i);
  return 0;
}

/* --- the layout -------------------------------------------------------------------------------------------- */

typedef struct {
  unsigned columns, characters, lines;
} Shape;

static const char *const BORDERS[] = {"none", "line", "double", "thick-thin", "dotted", "lace"};

static void draw_head(Draw *draw, GString *out)
{
  static const char *const SIDES[] = {"top", "left", "right", "none"}, *const ALIGNS[] = {"left", "centre", "justify"};
  g_string_append_printf(out, ", headline: {side: %s, align: %s", draw_one(draw, SIDES), draw_one(draw, ALIGNS));
  unsigned ways = draw_below(draw, 64);
  if (ways & 1)
    g_string_append_printf(out, ", lines: %u", draw_from(draw, 1, 4));
  if (ways & 2)
    g_string_append_printf(out, ", rows: [%u, %u]", draw_from(draw, 1, 4), draw_from(draw, 4, 20));
  if (ways & 4)
    g_string_append_printf(out, ", columns: [1, %u]", draw_from(draw, 1, 3));
  if (ways & 8)
    g_string_append_printf(out, ", width: %u字", draw_from(draw, 1, 30));
  if (ways & 16)
    g_string_append_printf(out, ", height: %u", draw_from(draw, 1, 30));
  if (ways & 32)
    g_string_append_printf(out, ", rule: %s", draw_one(draw, BORDERS));
  g_string_append_c(out, '}');
}

static void draw_body(Draw *draw, GString *out)
{
  if (draw_below(draw, 4) == 1)
    g_string_append_printf(out, ", body: {direction: vertical, tiers: %u}", draw_from(draw, 1, 6));
  else if (draw_below(draw, 3) == 1)
    g_string_append_printf(out, ", body: {columns: %u, gutter: %u字}", draw_from(draw, 1, 8), draw_from(draw, 0, 4));
}

static void draw_slot(Draw *draw, GString *out, const Shape *shape, unsigned i, unsigned top, unsigned rows)
{
  unsigned first = draw_from(draw, 1, shape->columns), last = draw_from(draw, first, shape->columns);
  g_string_append_printf(out, "      - {name: s%u, columns: [%u, %u], rows: [%u, %u]", i, first, last, top,
                         top + rows - 1);
  unsigned ways = draw_below(draw, 128);
  if (ways & 1)
    draw_head(draw, out);
  else if (!whole)
    g_string_append(out, ", headline: {side: none}");
  draw_body(draw, out);
  if (ways & 2)
    g_string_append_printf(out, ", border: {kind: %s, weight: %upt}", draw_one(draw, BORDERS), draw_from(draw, 0, 6));
  if (ways & 4)
    g_string_append(out, ", tint: {colour: red, percent: 8}");
  if (ways & 8)
    g_string_append_printf(out, ", flow: s%u", i + 1);
  if (ways & 16)
    g_string_append_printf(out, ", pictures: [%u, %u]", draw_from(draw, 1, 5), draw_from(draw, 5, 30));
  if (ways & 32)
    g_string_append(out, ", column_rules: true");
  if (ways & 64)
    g_string_append(out, ", level: false");
  g_string_append(out, "}\n");
}

/* Slots one under the other, over as many lines as there are, and one more for the last to flow into. */
static unsigned draw_slots(Draw *draw, GString *out, const Shape *shape)
{
  unsigned wanted = draw_from(draw, 1, most(SLOTS, 2)), n = 0;
  for (unsigned top = 1; n < wanted && top <= shape->lines; n++) {
    unsigned left = shape->lines - top + 1, drawn = draw_from(draw, 2, 24),
             rows = n + 1 < wanted ? MIN(drawn, left) : left;
    draw_slot(draw, out, shape, n, top, rows);
    top += rows + draw_below(draw, 3);
  }
  g_string_append_printf(out, "      - {name: s%u, columns: 1-1, rows: [%u, %u]}\n", n, shape->lines, shape->lines);
  return n;
}

static unsigned draw_layout(Draw *draw, GString *out)
{
  static const char *const LEVELS[] = {"gb", "none", "basic", "strict", "loose"};
  static const char *const MARKS[] = {"kaiming", "quanjiao", "banjiao", "hangmobanjiao"};
  Shape shape = {draw_from(draw, 1, most(4, 3)), draw_from(draw, most(5, 9), most(16, 14)),
                 draw_from(draw, most(4, 8), most(18, 16))};
  unsigned gutter = draw_from(draw, 1, 4) * EM / 2, leading = EM + draw_below(draw, 12) * 1000;
  unsigned w = shape.columns * shape.characters * EM + (shape.columns - 1) * gutter, h = shape.lines * leading;
  g_string_append_printf(out, "sheet: {trim: [%u.%03upt, %u.%03upt], margins: 5mm}\n", (w + 28347) / 1000 + 1, w % 1000,
                         (h + 28347) / 1000 + 1, h % 1000);
  g_string_append_printf(out, "grid: {columns: %u, characters: %u%s, leading: %u.%03upt}\n", shape.columns,
                         shape.characters, draw_below(draw, 4) == 1 ? ".5" : "", leading / 1000, leading % 1000);
  g_string_append_printf(out, "colours: {red: {cmyk: [0, 100, 90, 0]}}\nstyles: {body: {level: %s, punctuation: %s}}\n",
                         draw_one(draw, LEVELS), draw_one(draw, MARKS));
  g_string_append(out, "templates:\n  page:\n    slots:\n");
  return draw_slots(draw, out, &shape);
}

/* --- articles ---------------------------------------------------------------------------------------------- */

static const char *const PIECES[] = {
    "三月的忻州，冻土松开。",
    "“链主”企业说：“先看账本。”",
    "完成投资238.41亿元，增长7.3%",
    "（2024年3月27日）",
    "——",
    "……",
    "hydroelectric",
    "《山西日报》",
    "一",
    "？！",
    "·",
    "A01/B02",
    "https://example.com/a/long/address",
    "、",
    "[重点]{.dots}",
    "[忻州]{.name}",
    "[雁门]{ruby=“yàn mén”}",
    "**重点**",
    "*楷体*",
    "𠮷",
    "e\xCC\x81",
    "　",
    "1,234,567,890.12",
    "〇〇七",
    "代表、委员们",
    "」「",
    "℃",
    "№",
};

static void draw_text(Draw *draw, GString *out, unsigned pieces)
{
  for (unsigned n = draw_many(draw, 1, pieces); n--;)
    g_string_append(out, draw_one(draw, PIECES));
}

static void draw_key(Draw *draw, GString *out, const char *key)
{
  g_string_append_printf(out, "%s: \"", key);
  gsize from = out->len;
  draw_text(draw, out, most(4, 1));
  for (gsize i = from; i < out->len; i++)
    if (out->str[i] == '"' || out->str[i] == '\\')
      out->str[i] = ' ';
  g_string_append(out, "\"\n");
}

static void draw_pictures(Draw *draw, GString *out)
{
  static const char *const PLACES[] = {"auto", "column-top", "column-bottom", "inline", "slot:s0", "slot:s1"};
  unsigned n = draw_below(draw, most(5, 3));
  if (n)
    g_string_append(out, "images:\n");
  for (unsigned i = 0; i < n; i++) {
    g_string_append_printf(out, "  %u.png: {place: %s", i, draw_one(draw, PLACES));
    unsigned ways = draw_below(draw, 16);
    if (ways & 1)
      g_string_append_printf(out, ", span: %u", draw_from(draw, 1, 6));
    if (ways & 2)
      g_string_append_printf(out, ", width: %u字", draw_from(draw, 1, 40));
    if (ways & 4)
      g_string_append(out, ", caption: 图为农民在田间劳作。");
    if (ways & 8)
      g_string_append(out, ", crop: false");
    g_string_append(out, "}\n");
  }
}

static void draw_table(Draw *draw, GString *out)
{
  unsigned columns = draw_many(draw, 1, most(4, 3)), rows = draw_many(draw, 1, most(9, 3));
  for (unsigned row = 0; row <= rows; row++) {
    for (unsigned column = 0; column < columns; column++) {
      g_string_append(out, "| ");
      if (row == 1)
        g_string_append(out, "---");
      else
        draw_text(draw, out, 2);
      g_string_append_c(out, ' ');
    }
    g_string_append(out, "|\n");
  }
}

static void draw_list(Draw *draw, GString *out)
{
  for (unsigned n = draw_many(draw, 1, most(5, 2)); n--;) {
    g_string_append(out, draw_below(draw, 2) ? "- " : "- **238** 亿元  \n  ");
    draw_text(draw, out, 3);
    g_string_append_c(out, '\n');
  }
}

static void draw_block(Draw *draw, GString *out)
{
  unsigned kind = draw_below(draw, 10);
  if (kind == 1) {
    g_string_append(out, "## ");
    draw_text(draw, out, 3);
  } else if (kind == 2) {
    g_string_append(out, "> ");
    draw_text(draw, out, 6);
  } else if (kind == 3)
    draw_table(draw, out);
  else if (kind == 4)
    draw_list(draw, out);
  else if (kind == 5)
    g_string_append(out, "---");
  else if (kind == 6)
    g_string_append_printf(out, "![图](%u.png)", draw_below(draw, G_N_ELEMENTS(PICTURES)));
  else
    draw_text(draw, out, most(kind == 7 ? 24 : 6, 4));
  g_string_append(out, "\n\n");
}

static void draw_article(Draw *draw, GString *out)
{
  static const char *const KINDS_DRAWN[] = {"story", "brief", "opening", "photo", "data"};
  static const char *const KEYS[] = {"title", "kicker", "subtitle", "byline", "source", "dateline"};
  g_string_append_printf(out, "---\nkind: %s\n", draw_one(draw, KINDS_DRAWN));
  unsigned drawn = draw_below(draw, 64), keys = whole ? drawn : drawn % 8 == 7 ? 3 : 1u << drawn % 8;
  for (unsigned i = 0; i < G_N_ELEMENTS(KEYS); i++)
    if (i == 0 || keys & 1u << i)
      draw_key(draw, out, KEYS[i]);
  if (keys & 1)
    g_string_append(out, "continued: true\n");
  draw_pictures(draw, out);
  g_string_append(out, "---\n\n");
  for (unsigned n = draw_many(draw, 0, most(5, 3)); n--;)
    draw_block(draw, out);
}

/* --- the issue ----------------------------------------------------------------------------------------------- */

/* Articles dealt to the slots, or the page left to be made up; those that may jump go on on a second page. */
static void draw_pages(Draw *draw, GString *out, unsigned slots)
{
  g_string_append(out, "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n");
  if (whole ? draw_below(draw, 4) == 1 : made_up) {
    g_string_append(out, "  - articles: [a, b]\n");
    return;
  }
  g_string_append(out, "  - template: page\n    slots:\n");
  for (unsigned i = 0; i < MIN(slots, (unsigned)ARTICLES); i++)
    g_string_append_printf(out, "      s%u: %c\n", i, 'a' + i);
  if (draw_below(draw, 4) == 1)
    g_string_append(out, "  - {template: page, slots: {s0: a}}\n");
}

static void put_drawn(const char *name, GString *text)
{
  bundle_put(name, text->str, text->len);
  g_string_truncate(text, 0);
}

static void compose_drawn(const uint8_t *data, size_t size)
{
  Draw draw = draw_open(data, size);
  GString *text = g_string_new(NULL);
  unsigned slots = draw_layout(&draw, text);
  put_drawn(BUNDLE_LAYOUT, text);
  draw_pages(&draw, text, slots);
  put_drawn(BUNDLE_ISSUE, text);
  for (unsigned i = 0; i < ARTICLES; i++) {
    char name[64];
    g_snprintf(name, sizeof name, "articles/%c/article.md", 'a' + i);
    if (draw.at < draw.end)
      draw_article(&draw, text);
    else
      g_string_append(text, "---\ntitle: 春\n---\n");
    put_drawn(name, text);
  }
  g_string_free(text, TRUE);
  bundle_compose(draw_below(&draw, 4) == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  bool composed = false;
  for (unsigned way = 0; way <= WAYS_MADE_UP + 1; way++) {
    whole = way == 0;
    made_up = way > 0 && way <= WAYS_MADE_UP;
    if (way <= WAYS_MADE_UP ? target_goes(data, size, way, WAYS) : !composed || target_replays()) {
      compose_drawn(data, size);
      composed = true;
    }
  }
  return 0;
}
