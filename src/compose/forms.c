/* Forms of an article. Its text is poured once for its lines; from those, its heads as they come out and the cells its
   pictures may take follows what each height would cost. */
#include "compose/former.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/group.h"
#include "compose/grow.h"
#include "compose/headline.h"
#include "compose/house.h"
#include "compose/pours.h"
#include "compose/slot.h"
#include "compose/series.h"
#include "compose/things.h"

/* Of a line's first part, where it stands over a fold, to the end of the second. */
static Mpt length_of(const Group *group, unsigned i)
{
  const Placed *item = &g_array_index(group->items, Placed, i);
  const Placed *next = i + 1 < group->items->len ? &g_array_index(group->items, Placed, i + 1) : NULL;
  bool parted = next && next->kind == PLACED_LINE && next->setting == item->setting && next->y == item->y;
  return parted ? box_right(&next->box) - item->box.x : item->setting->lines[item->line].natural;
}

static Mpt largest_size(const Group *group, Mpt *longest)
{
  Mpt size = 0;
  for (unsigned i = 0; i < group->items->len; i++) {
    const Placed *item = &g_array_index(group->items, Placed, i);
    if (item->kind != PLACED_LINE)
      continue;
    size = MAX(size, item->setting->shaped->size);
    *longest = MAX(*longest, length_of(group, i));
  }
  return size;
}

void former_read_head(const Group *head, Mpt length, HeadSize *size)
{
  Mpt longest = 0, largest = largest_size(head, &longest);
  size->rows = MAX(size->rows, head->rows);
  size->title = size->title ? MIN(size->title, largest) : largest;
  size->fill = MAX(size->fill, (int)((int64_t)longest * 1000 / MAX(length, 1)));
  size->faults += head->divides;
  for (unsigned i = 0; i < diag_count(head->diags); i++)
    size->faults += diag_at(head->diags, i)->severity >= DIAG_ERROR;
}

Work former_open_aside(const Former *former)
{
  Work work = *former->wish->work;
  work.arena = arena_new();
  work.asked = NULL;
  return work;
}

static void measure_one_head(const Former *former, const LayoutSlot *like, const Article *article, unsigned breadth,
                             Mpt w, HeadSize *size)
{
  Work aside = former_open_aside(former);
  const Grid *grid = &former->wish->work->sheet->grid;
  unsigned fold = (unsigned)grid->fold;
  Group *head;
  if (makeup_crosses(fold, breadth)) {
    int first = grid->fold - (int)makeup_before(fold, breadth) + 1;
    const HeadFold over = headline_fold(grid, first, first + (int)makeup_columns(fold, breadth) - 1);
    head = headline_across_fold(&aside, article, &like->head, &over, former->rows / 2);
  } else
    head = headline_across(&aside, article, &like->head, w, former->rows / 2);
  if (head)
    former_read_head(head, w, size);
  arena_free(aside.arena);
}

/* Heads of equals have the size of the least, which leaves white beside it, and the lines the highest takes then. */
static void measure_heads(const Former *former, const LayoutSlot *like, unsigned breadth, Mpt w, HeadSize *size)
{
  if (former->series->gathered) {
    const Group *rubric = headline_rubric(former->wish->work, former->article, w, former->rows / 2);
    *size = (HeadSize){.rows = rubric ? rubric->rows : 0, .fill = 1000};
    return;
  }
  if (former->n_equals == 1) {
    measure_one_head(former, like, former->article, breadth, w, size);
    return;
  }
  LayoutSlot own = *like;
  Mpt air = 2 * COST_SERIES_HEAD_AIR * former->wish->work->sheet->grid.em;
  for (unsigned i = 0; i < former->n_equals; i++)
    measure_one_head(former, like, former->equals[i], breadth, w - air, size);
  own.head.title_most = (int)size->title;
  own.head.equal = true;
  *size = (HeadSize){0};
  for (unsigned i = 0; i < former->n_equals; i++)
    measure_one_head(former, &own, former->equals[i], breadth, w, size);
}

HeadSize former_measure_head(const Former *former, const LayoutSlot *like, unsigned breadth, Mpt w)
{
  HeadSize size = {0};
  measure_heads(former, like, breadth, w, &size);
  size.known = true;
  size.lacks = size.title ? MAX(former_title_size(former, like) - size.title, 0) / 1000 : 0;
  return size;
}

/* MODEL's head over BREADTH, set once: a width's 左题 has the head of a narrower module. */
static const HeadSize *measure_head(Former *former, unsigned model, unsigned breadth)
{
  HeadSize *size = &former->heads[model * MAKEUP_BREADTHS + breadth - 1];
  if (size->known)
    return size;
  const StyleSheet *sheet = former->wish->work->sheet;
  const LayoutSlot *like = former->models->pdata[model];
  const unsigned fold = (unsigned)sheet->grid.fold, before = makeup_before(fold, breadth);
  const int first = makeup_crosses(fold, breadth) ? (int)(fold - before) + 1 : 1;
  const Mpt w = grid_span_w(&sheet->grid, first, first + (int)makeup_columns(fold, breadth) - 1);
  const Mpt inset = layout_slot_is_framed(like) ? style_slot(sheet, like)->inset : 0;
  *size = former_measure_head(former, like, breadth, w - 2 * inset);
  return size;
}

/* Of the layout's heads the lead has the largest, the others the next and smaller ones, briefs the smallest. */
static int cost_of_model(const Former *former, unsigned at)
{
  unsigned n = former->models->len, wanted = MIN(former->wish->grade, n - 1);
  if (former->series->gathered)
    return 0;
  if (former->wish->lead)
    wanted = 0;
  else if (former->article->kind == KIND_BRIEF)
    wanted = n - 1;
  if (!former->wish->lead && n > 1 && at == 0 && former->article->kind == KIND_STORY)
    return -1;
  int step = former->wish->lead && former_house(former)->lead_title ? COST_HOUSE_SMALL_LEAD : COST_FORMS_HEAD;
  return (int)(at > wanted ? at - wanted : wanted - at) * step;
}

bool former_open_form(Former *former, const LayoutSlot *like, const HeadSize *head, int head_columns, int *cost)
{
  if (head->faults && !former->faulty)
    return false;
  *cost += (int)head->faults * COST_FORMS_HEAD_FAULT;
  *cost += head->lacks * (former->wish->lead ? COST_FORMS_LEAD_SMALL : COST_FORMS_SMALL) / 10;
  *cost += MAX(COST_FORMS_HEAD_HALF - head->fill, 0) * COST_FORMS_HEAD_SHORT / 1000;
  const Form form = {.like = like,
                     .head_columns = head_columns,
                     .head_rows = head->rows,
                     .framed = layout_slot_is_framed(like),
                     .title = head->title,
                     .across = 1,
                     .down = 1};
  g_array_append_val(former->list->forms, form);
  return true;
}

/* NULL where the head does not go in well. */
static const HeadSize *open_form(Former *former, unsigned model, unsigned breadth, int *cost)
{
  const unsigned fold = (unsigned)former->wish->work->sheet->grid.fold;
  const HeadSize *head = measure_head(former, model, breadth);
  const int columns = (int)makeup_columns(fold, breadth);
  bool may = !head->faults || !makeup_crosses(fold, breadth);
  return may && former_open_form(former, former->models->pdata[model], head, columns, cost) ? head : NULL;
}

static Form last_form(const Former *former)
{
  return g_array_index(former->list->forms, Form, former->list->forms->len - 1);
}

static void add_form(Former *former, const Breadth *breadth, unsigned model, unsigned head_breadth, int cost)
{
  const HeadSize *head = open_form(former, model, head_breadth, &cost);
  if (!head)
    return;
  const Form form = last_form(former); /* leaves of equals add more */
  if (former->on_shelves)
    former_add_shelf_leaves(former, breadth, &form, head->rows, breadth->lines, cost);
  else if (former->n_equals == 1 && things_only(former->article))
    former_add_thing_leaves(former, breadth, &form, cost);
  else
    former_add_leaves(former, breadth, &form, cost);
}

/* A picture story's head over some columns, all of its text beside it. */
static void add_text_beside(Former *former, const Breadth *breadth, unsigned model, int cost)
{
  for (int over = 1; breadth->lines > 0 && over < breadth->columns; over++) {
    int beside = breadth->columns - over, rows = (breadth->lines + beside - 1) / beside, own = cost;
    const HeadSize *head = open_form(former, model, (unsigned)over, &own);
    if (!head)
      continue;
    int region = MAX(head->rows, rows + 1);
    int white = (region - head->rows) * over + MAX((region - 1) * beside - breadth->lines - (beside - 1), 0);
    const Form form = last_form(former);
    former_add_shelf_leaves(former, breadth, &form, region, 0, own + white * COST_FORMS_WHITE);
  }
}

/* Briefs gathered are wanted in a frame. */
static int cost_of_frame(const Former *former, const LayoutSlot *like)
{
  if (former->series->gathered)
    return layout_slot_is_framed(like) ? 0 : COST_GATHER_PLAIN;
  return layout_slot_is_framed(like) ? COST_FORMS_FRAME : 0;
}

/* 左题. */
static bool may_stand_left(const Former *former, const LayoutSlot *like, int columns)
{
  return columns > 1 && !layout_slot_is_framed(like) && !former->series->gathered && former_house(former)->left_heads;
}

/* Columns of the article's widest table beyond what so many of the page hold. */
static int count_squeezed(const Article *article, int columns)
{
  int most = 0;
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].kind == BLOCK_TABLE)
      most = MAX(most, (int)article->blocks[i].table->columns);
  return MAX(most - columns * COST_FORMS_TABLE_COLUMNS, 0);
}

/* −1: it has no such head. */
static int cost_at_width(const Former *former, unsigned model, int columns)
{
  int cost = cost_of_model(former, model);
  int narrow = former->wish->lead ? MAX((former->columns + 1) / 2 - columns, 0) : 0;
  if (cost >= 0 && former->n_equals == 1)
    cost += house_width_cost(former_house(former), former->wish->lead, columns, former->columns);
  return cost < 0 ? -1
                  : cost + narrow * COST_FORMS_LEAD_NARROW +
                        count_squeezed(former->article, columns) * COST_FORMS_TABLE_SQUEEZED;
}

static void add_recuts(Former *former, int columns)
{
  for (unsigned m = 0; m < former->models->len; m++) {
    const LayoutSlot *like = former->models->pdata[m];
    int cost = cost_at_width(former, m, columns);
    if (cost >= 0)
      former_add_recuts(former, like, columns, cost + cost_of_frame(former, like));
  }
}

static void add_width(Former *former, int columns, int plain_lines)
{
  add_recuts(former, columns);
  for (unsigned m = 0; m < former->models->len; m++) {
    const LayoutSlot *like = former->models->pdata[m];
    int cost = cost_at_width(former, m, columns);
    bool own = layout_slot_is_framed(like) || former_has_wide_things(former->article);
    if (cost < 0 || former_stands_recut(former, like, columns))
      continue;
    int grows = 0, lines = own ? former_lines(former, like, columns, &grows) : plain_lines;
    Breadth breadth = former_breadth(former, columns, columns, 0, lines, grows);
    if (former->series->gathered)
      former_legs(former, like, &breadth);
    add_form(former, &breadth, m, (unsigned)columns, cost + cost_of_frame(former, like));
    if (former->on_shelves && !layout_slot_is_framed(like))
      add_text_beside(former, &breadth, m, cost + COST_FORMS_BESIDE);
    else if (may_stand_left(former, like, columns))
      add_form(former, &breadth, m, (unsigned)columns - 1,
               cost + house_left_cost(former_house(former), columns, former->columns) +
                   (former->wish->lead ? COST_FORMS_LEAD_BESIDE : 0));
    g_array_free(breadth.shelves, TRUE);
  }
  uprights_add(former, columns, plain_lines);
}

/* Over a fold (跨版) stand stories with a head over all of it, and nothing of theirs is kept whole across columns. */
static bool may_cross(const Former *former, const Breadth *breadth)
{
  const Article *article = former->article;
  int right = breadth->columns - breadth->left;
  return article->kind == KIND_STORY && article->n_title && former->n_equals == 1 && !former->on_shelves &&
         !former->series->gathered && !former_has_wide_things(article) && MIN(breadth->left, right) >= COST_SPREAD_SIDE;
}

static void add_across(Former *former, unsigned id, int lines)
{
  const unsigned fold = (unsigned)former->wish->work->sheet->grid.fold;
  const int columns = (int)makeup_columns(fold, id);
  Breadth breadth = former_breadth(former, columns, columns, (int)makeup_before(fold, id), lines, 0);
  int cost = former->wish->lead ? 0 : COST_SPREAD_OTHER;
  cost += house_width_cost(former_house(former), former->wish->lead, breadth.columns, former->columns);
  for (unsigned m = 0; m < former->models->len && may_cross(former, &breadth); m++)
    if (!layout_slot_is_framed(former->models->pdata[m]) && cost_of_model(former, m) >= 0)
      add_form(former, &breadth, m, id, cost + cost_of_model(former, m));
  g_array_free(breadth.shelves, TRUE);
}

FormList forms_new(const MakeupArticle *made)
{
  FormList list = {.made = *made};
  list.forms = g_array_new(FALSE, FALSE, sizeof(Form));
  list.leaves = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
  list.full = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
  return list;
}

static void point_leaves(const GArray *array, MakeupArticle *made, const unsigned *from, unsigned breadths)
{
  const MakeupLeaf *leaves = (const MakeupLeaf *)(const void *)array->data;
  for (unsigned w = 1; w <= breadths; w++)
    made->width[w - 1] = (MakeupLeaves){leaves ? leaves + from[w - 1] : NULL, from[w] - from[w - 1]};
}

void forms_point(FormList *list, const unsigned *from, const unsigned *full, unsigned breadths)
{
  list->made_full = list->made;
  point_leaves(list->leaves, &list->made, from, breadths);
  point_leaves(list->full, &list->made_full, full, breadths);
}

static void list_leaves(Former *former, int lines, unsigned *from, unsigned *full)
{
  const unsigned fold = (unsigned)former->wish->work->sheet->grid.fold;
  from[0] = former->list->leaves->len;
  full[0] = former->list->full->len;
  for (unsigned w = 1; w <= makeup_breadths((unsigned)former->columns, fold); w++) {
    if (makeup_crosses(fold, w))
      add_across(former, w, lines);
    else
      add_width(former, (int)w, lines);
    from[w] = former->list->leaves->len;
    full[w] = former->list->full->len;
  }
}

/* With the heads its layout has. */
static Former open_former(const FormWish *wish, FormList *list, const Series *series)
{
  Former former = {.wish = wish,
                   .list = list,
                   .series = series,
                   .article = series->article[0],
                   .equals = series->article,
                   .n_equals = series->gathered ? 1 : series->n};
  former.models = g_ptr_array_new();
  former_list_models(&former);
  uprights_list(&former);
  former.thing_rows = ARENA_ARRAY(wish->work->arena, int, 2 * MAKEUP_COLUMNS + 1);
  former.heads = ARENA_ARRAY(wish->work->arena, HeadSize, former.models->len * MAKEUP_BREADTHS + 1);
  return former;
}

static void close_former(Former *former)
{
  g_ptr_array_free(former->models, TRUE);
  g_ptr_array_free(former->upright, TRUE);
}

/* Of another's picture, with that of the lead over *SPAN columns; of any where nothing is said, a little more. */
static int most_of_picture(const Former *former, int *span)
{
  if (!former->spans.n)
    return *span = 0;
  int any = former_lead_span(former), percent = *span ? COST_FORMS_PICTURE_UNDER : COST_RULES_RANK_PICTURE;
  *span = *span ? MIN(*span, any) : any;
  const SpanWidth *width = &former->spans.width[0][*span];
  return (width->natural - *span * width->around) * percent / 100;
}

FormMost forms_beside_lead(Work *work, const Article *article, int columns, int rows, int *span)
{
  const FormWish wish = {.work = work, .lead = true};
  const Series alone = {.article = &article, .n = 1};
  FormList list = {.made.rank = 0};
  FormMost most = {0};
  Former former = open_former(&wish, &list, &alone);
  former.columns = columns;
  former.rows = rows;
  if (former.models->len) {
    most.title = measure_head(&former, 0, (unsigned)(columns + 1) / 2)->title * 100 / COST_FORMS_LEAD_LARGER;
    former_pictures(&former, former.models->pdata[0]);
  }
  most.picture = most_of_picture(&former, span);
  close_former(&former);
  return most;
}

/* Of picture I over SPAN columns, or the most that it may have under those. */
static const SpanWidth *width_near(const Former *former, unsigned i, int span)
{
  span = CLAMP(span, 1, MIN(former->columns, SPANS_LANES));
  while (span > 1 && former->spans.width[i][span].taste < 0)
    span--;
  return &former->spans.width[i][span];
}

FormArea forms_area(Work *work, const Article *article, bool lead, int columns, int rows)
{
  const FormWish wish = {.work = work};
  const Series alone = {.article = &article, .n = 1, .gathered = series_gathers(article)};
  FormList list = {.made.rank = 1};
  Former former = open_former(&wish, &list, &alone);
  FormArea area = {0};
  former.columns = columns;
  former.rows = rows;
  if (former.models->len) {
    const LayoutSlot *like = former.models->pdata[0]; /* a plain one: in a box columns are narrower */
    former_pictures(&former, like);
    int over = MIN(columns, lead ? COST_FORMS_AREA_LEAD : COST_FORMS_AREA_COLUMNS);
    unsigned model = lead ? 0 : MIN(2U, former.models->len - 1);
    int grows, own = former_lines(&former, like, 1, &grows) + former.fixed; /* of briefs gathered with their heads */
    if (!alone.gathered)
      own += over * (measure_head(&former, model, (unsigned)over)->rows + 1);
    area = (FormArea){own, own, own};
  }
  for (unsigned i = 0; i < former.spans.n; i++) {
    const SpanWidth *width = width_near(&former, i, former.spans.wish[i]);
    const SpanWidth *narrow = width_near(&former, i, lead && !i ? former.spans.wish[i] - 1 : 1);
    area.least += (width->least + MIN(narrow->least, width->least)) / 2; /* a full page has some of them narrower */
    area.natural += width->natural;
    area.most += width->most;
  }
  close_former(&former);
  return area;
}

static bool has_head_across(const FormList *list)
{
  for (unsigned i = 0; i < list->leaves->len; i++) {
    const Form *form = &g_array_index(list->forms, Form, g_array_index(list->leaves, MakeupLeaf, i).form);
    if (form->side == HEAD_TOP && !form_is_besides(form))
      return true;
  }
  return false;
}

FormList forms_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows)
{
  FormList list = forms_new(&(MakeupArticle){.rank = rank, .must = wish->lead});
  Former former = open_former(wish, &list, series);
  former.columns = columns;
  former.rows = rows;
  unsigned from[MAKEUP_BREADTHS + 1] = {0}, full[MAKEUP_BREADTHS + 1] = {0};
  if (former.models->len) {
    const LayoutSlot *plain = former.models->pdata[0];
    former_pictures(&former, plain);
    int grows, lines = former_lines(&former, plain, 1, &grows);
    list_leaves(&former, lines, from, full);
    former.faulty = !has_head_across(&list); /* its head goes in well nowhere */
    if (former.faulty)
      list_leaves(&former, lines, from, full);
  }
  forms_point(&list, from, full, makeup_breadths((unsigned)columns, (unsigned)wish->work->sheet->grid.fold));
  close_former(&former);
  return list;
}

void forms_free(FormList *list)
{
  g_clear_pointer(&list->forms, g_array_unref);
  g_clear_pointer(&list->leaves, g_array_unref);
  g_clear_pointer(&list->full, g_array_unref);
}
