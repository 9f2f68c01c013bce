/* Equals are found, weighed as one module of their grid, and that module is laid out in all grids of so many; briefs
   are found and put in order. */
#include "compose/series.h"

#include "base/costs.h"

/* --- who is alike ------------------------------------------------------------------------------------------- */

/* Lines its text takes in a column, roughly. */
static int count_lines(const Work *work, const Article *article)
{
  int lines = 0, measure = MAX(work->sheet->grid.characters, 1);
  for (unsigned i = 0; i < article->n_blocks; i++)
    for (unsigned j = 0; j < article->blocks[i].n_lines; j++) {
      const Rich *line = article->blocks[i].lines[j];
      lines += ((int)text_characters(line->text, line->length) + measure - 1) / measure;
    }
  return lines;
}

/* Text alone, and a picture at the most: what stands in all modules at one place. */
static bool may_be_equal(const Article *article)
{
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].kind != BLOCK_PARAGRAPH && article->blocks[i].kind != BLOCK_PICTURE)
      return false;
  return article->n_pictures <= 1 && article->kind != KIND_AD && article->kind != KIND_PHOTO;
}

static bool has_like_picture(const Article *a, const Article *b)
{
  if (a->n_pictures != b->n_pictures || !a->n_pictures)
    return a->n_pictures == b->n_pictures;
  const Picture *first = &a->pictures[0], *second = &b->pictures[0];
  return first->crop && second->crop && first->where == second->where && first->where != PICTURE_INLINE &&
         first->width.unit == UNIT_NONE && second->width.unit == UNIT_NONE;
}

/* The same parts, of as many lines, within what is not seen. */
static bool is_like(const Work *work, const Article *a, const Article *b)
{
  return a->kind == b->kind && a->priority == b->priority && !a->kicker == !b->kicker && !a->byline == !b->byline &&
         a->n_title == b->n_title && a->n_subtitle == b->n_subtitle && may_be_equal(a) && may_be_equal(b) &&
         has_like_picture(a, b) && ABS(count_lines(work, a) - count_lines(work, b)) <= COST_SERIES_LINES;
}

static bool is_like_all(const Work *work, const Series *series, const Article *article)
{
  for (unsigned i = 0; i < series->n; i++)
    if (!is_like(work, series->article[i], article))
      return false;
  return true;
}

/* One the issue itself gives a place stands there by itself. */
static bool has_own_place(const PageSpec *spec, const Article *article)
{
  for (unsigned i = 0; i < spec->n_pins; i++)
    if (spec->pins[i].article == article && !spec->pins[i].chosen)
      return true;
  return false;
}

static const Article *free_article(const PageSpec *spec, unsigned i)
{
  return spec->articles[spec->n_articles - spec->n_free + i];
}

static Series new_series(const Work *work, unsigned first, const Article ***articles)
{
  *articles = ARENA_ARRAY(work->arena, const Article *, work->spec->n_free);
  (*articles)[0] = free_article(work->spec, first);
  return (Series){.article = *articles, .n = 1};
}

static Series collect_like(const Work *work, unsigned first, bool *taken)
{
  const PageSpec *spec = work->spec;
  const Article **articles;
  Series series = new_series(work, first, &articles);
  bool *with = ARENA_ARRAY(work->arena, bool, spec->n_free);
  for (unsigned i = first + 1; i < spec->n_free && !has_own_place(spec, articles[0]); i++) {
    const Article *article = free_article(spec, i);
    with[i] = !taken[i] && !has_own_place(spec, article) && is_like_all(work, &series, article);
    if (with[i])
      articles[series.n++] = article;
  }
  if (series.n < COST_SERIES_LEAST)
    series.n = 1;
  for (unsigned i = first + 1; i < spec->n_free && series.n > 1; i++)
    taken[i] = taken[i] || with[i];
  return series;
}

/* --- briefs gathered ------------------------------------------------------------------------------------------ */

bool series_gathers(const Article *article)
{
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].kind != BLOCK_PARAGRAPH)
      return false;
  return article->kind == KIND_BRIEF && article->priority > 1 && !article->n_pictures && !article->continued &&
         !article->jumps_from && !article->jumps_to && article->characters <= COST_GATHER_MOST;
}

static bool is_gathered(const PageSpec *spec, const Article *article)
{
  return series_gathers(article) && !has_own_place(spec, article);
}

/* Behind those of its rank. */
static void insert_brief(const Article **articles, unsigned n, const Article *brief)
{
  for (; n > 0 && articles[n - 1]->priority > brief->priority; n--)
    articles[n] = articles[n - 1];
  articles[n] = brief;
}

static Series collect_briefs(const Work *work, unsigned first, bool *taken)
{
  const PageSpec *spec = work->spec;
  const Article **articles;
  Series series = new_series(work, first, &articles);
  for (unsigned i = first + 1; i < spec->n_free; i++)
    if (is_gathered(spec, free_article(spec, i))) {
      insert_brief(articles, series.n++, free_article(spec, i));
      taken[i] = true;
    }
  series.gathered = series.n > 1;
  return series;
}

static Series collect(const Work *work, unsigned first, bool alone, bool *taken)
{
  const Article **articles;
  if (is_gathered(work->spec, free_article(work->spec, first)))
    return collect_briefs(work, first, taken);
  return alone ? new_series(work, first, &articles) : collect_like(work, first, taken);
}

unsigned series_find(const Work *work, bool alone, Series *series)
{
  bool *taken = ARENA_ARRAY(work->arena, bool, work->spec->n_free + 1);
  unsigned n = 0;
  for (unsigned i = 0; i < work->spec->n_free; i++) {
    if (taken[i])
      continue;
    const Series found = collect(work, i, alone, taken);
    if (n < MAKEUP_ARTICLES)
      series[n] = found;
    n++;
  }
  return n;
}

static bool is_among(const Article *const *articles, unsigned n, const Article *article)
{
  for (unsigned i = 0; i < n; i++)
    if (articles[i] == article)
      return true;
  return false;
}

bool series_holds(const Series *series, const Article *article)
{
  return is_among(series->article, series->n, article);
}

bool series_leaves_out(const Series *series, const Article *article)
{
  return is_among(series->article + series->n, series->out, article);
}

/* --- grids --------------------------------------------------------------------------------------------------- */

typedef struct {
  const FormList *unit; /* of one of its modules */
  FormList *list;
  int n, rows;
  unsigned fold;
} Gridder;

/* DOWN modules one above the other, whose blank lines may be some more than the modules' own. */
static void add_grid(const Gridder *gridder, const MakeupLeaf *unit, int across, GArray *leaves)
{
  int down = gridder->n / across;
  Form form = g_array_index(gridder->unit->forms, Form, unit->form);
  form.across = across;
  form.down = down;
  g_array_append_val(gridder->list->forms, form);
  MakeupLeaf leaf = *unit;
  leaf.form = (uint16_t)(gridder->list->forms->len - 1);
  for (int more = 0; more < down && unit->rows * down + more <= gridder->rows; more++) {
    leaf.rows = (uint16_t)(unit->rows * down + more);
    leaf.cost = (int32_t)MIN((int64_t)unit->cost * gridder->n + more * COST_SERIES_GAP, MAKEUP_LEAF_COST);
    g_array_append_val(leaves, leaf);
  }
}

/* Of the module's leaves of one height the cheapest. */
static void add_grids(const Gridder *gridder, const MakeupLeaves *units, int across, GArray *leaves)
{
  for (int rows = 1; rows * (gridder->n / across) <= gridder->rows; rows++) {
    const MakeupLeaf *best = NULL;
    for (unsigned i = 0; i < units->n; i++)
      if (units->leaf[i].rows == rows && (!best || units->leaf[i].cost < best->cost))
        best = &units->leaf[i];
    if (best)
      add_grid(gridder, best, across, leaves);
  }
}

/* Over a fold (跨版) a module stands at one side of it. */
static void add_width(const Gridder *gridder, unsigned breadth)
{
  int columns = (int)makeup_columns(gridder->fold, breadth), before = (int)makeup_before(gridder->fold, breadth);
  for (int across = 1; across <= MIN(gridder->n, columns); across++) {
    if (gridder->n % across || columns % across || before % (columns / across))
      continue;
    unsigned at = (unsigned)(columns / across) - 1;
    add_grids(gridder, &gridder->unit->made.width[at], across, gridder->list->leaves);
    add_grids(gridder, &gridder->unit->made_full.width[at], across, gridder->list->full);
  }
}

FormList series_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows)
{
  FormList unit = forms_list(wish, series, rank, columns, rows);
  if (!series_is_grid(series))
    return unit;
  FormList list = forms_new(&unit.made);
  const unsigned fold = (unsigned)wish->work->sheet->grid.fold, breadths = makeup_breadths((unsigned)columns, fold);
  const Gridder gridder = {&unit, &list, (int)series->n, rows, fold};
  unsigned from[MAKEUP_BREADTHS + 1] = {0}, full[MAKEUP_BREADTHS + 1] = {0};
  for (unsigned w = 1; w <= breadths; w++) {
    add_width(&gridder, w);
    from[w] = list.leaves->len;
    full[w] = list.full->len;
  }
  forms_point(&list, from, full, breadths);
  forms_free(&unit);
  return list;
}

MakeupModule series_module(const MakeupModule *whole, const Form *form, unsigned member)
{
  MakeupModule module = *whole;
  int across = (int)member % form->across, down = (int)member / form->across;
  module.columns = (uint8_t)(whole->columns / form->across);
  module.rows = (uint16_t)(whole->rows / form->down);
  module.column = (uint8_t)(whole->column + across * module.columns);
  if (form->down > 1)
    module.row = (uint16_t)(whole->row + down * (whole->rows - module.rows) / (form->down - 1));
  return module;
}

/* Heads side by side would be read as one line. */
static bool is_beside(const LayoutSlot *left, const LayoutSlot *right)
{
  return left->head.equal && right->head.equal && left->column_last + 1 == right->column_first &&
         left->row_first == right->row_first && left->row_last == right->row_last;
}

void series_rule(Work *work, const LayoutTemplate *templ)
{
  const Grid *grid = &work->sheet->grid;
  for (unsigned i = 0; i < templ->n_slots; i++)
    for (unsigned j = 0; j < templ->n_slots; j++) {
      const LayoutSlot *left = &templ->slots[i], *right = &templ->slots[j];
      if (!is_beside(left, right) || grid_crosses(grid, left->column_first, right->column_last))
        continue;
      Box box = grid_slot_box(grid, left);
      Mpt x = (box_right(&box) + grid_column_x(grid, right->column_first)) / 2, air = (grid->leading - grid->em) / 2;
      work_add_rule(work, (Box){x, box.y + air, 0, box.h - 2 * air}, RULE_STORIES);
    }
}
