/* What is seen of a page: its placed things gathered as heads, pictures, columns of text, and what white ends at. */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

static const Article *find_article(const Look *look, const char *slug)
{
  for (unsigned i = 0; slug && i < look->page->n_articles; i++)
    if (!strcmp(look->page->articles[i].article->slug, slug))
      return look->page->articles[i].article;
  return NULL;
}

static void add_wall(Sights *sights, WallKind kind, const Article *article, Box box)
{
  const Wall wall = {kind, article, box};
  g_array_append_val(sights->walls, wall);
}

static void join_module(Sights *sights, const Article *article, Box box)
{
  for (unsigned i = 0; i < sights->modules->len; i++) {
    Module *module = SIGHTS_AT(sights->modules, Module, i);
    if (module->article != article)
      continue;
    module->box = rules_union(module->box, box);
    return;
  }
  const Module module = {.article = article, .box = box};
  g_array_append_val(sights->modules, module);
}

/* --- heads ------------------------------------------------------------------------------------------------ */

static void join_head(Sights *sights, const Article *article, const Thing *thing)
{
  const Shaped *shaped = thing->placed->setting->shaped;
  SeenHead *head = NULL;
  for (unsigned i = 0; i < sights->heads->len && !head; i++) {
    SeenHead *seen = SIGHTS_AT(sights->heads, SeenHead, i);
    if (seen->article == article && seen->slot == thing->placed->slot)
      head = seen;
  }
  if (!head) {
    const SeenHead first = {.article = article, .slot = thing->placed->slot, .box = thing->ink};
    g_array_append_val(sights->heads, first);
    head = SIGHTS_AT(sights->heads, SeenHead, sights->heads->len - 1);
  }
  head->box = rules_union(head->box, thing->ink);
  head->upright = shaped->direction == DIRECTION_VERTICAL;
  if (thing->placed->role == ROLE_TITLE)
    head->size = MAX(head->size, shaped->size);
  else
    head->parts++;
}

/* --- columns of text -------------------------------------------------------------------------------------- */

/* The thing goes on where the leg ends: in its column, with no more than what a 小标题 takes between. */
static bool goes_on(const Sights *sights, const SeenLeg *leg, const Article *article, const Box *box)
{
  Mpt between = box->y - box_bottom(&leg->box), line = sights->grid->leading;
  return leg->article == article && between > -line && between <= 2 * line &&
         rules_share(rules_across(&leg->box, box), leg->box.w, box->w, 50);
}

static void join_leg(Sights *sights, const Article *article, const Thing *thing)
{
  bool text = thing->placed->role == ROLE_TEXT;
  if (thing->placed->setting->shaped->direction == DIRECTION_VERTICAL)
    return;
  SeenLeg *leg = sights->legs->len ? SIGHTS_AT(sights->legs, SeenLeg, sights->legs->len - 1) : NULL;
  if (!leg || !goes_on(sights, leg, article, &thing->cover)) {
    if (!text)
      return;
    const SeenLeg first = {.article = article, .slot = thing->placed->slot, .box = thing->cover};
    g_array_append_val(sights->legs, first);
    leg = SIGHTS_AT(sights->legs, SeenLeg, sights->legs->len - 1);
  }
  leg->box = rules_union(leg->box, thing->cover);
  leg->lines += text;
  leg->solid = text ? leg->solid + 1 : 0;
  leg->longest = MAX(leg->longest, leg->solid);
}

/* --- pictures --------------------------------------------------------------------------------------------- */

static const Picture *find_picture(const Article *article, const Placed *placed)
{
  for (unsigned i = 0; i < article->n_pictures; i++)
    if (!g_strcmp0(article->pictures[i].path, placed->image->path))
      return &article->pictures[i];
  return NULL;
}

static void add_picture(Sights *sights, const Article *article, const Placed *placed)
{
  const SeenPicture picture = {article, find_picture(article, placed), placed->box, placed->box};
  g_array_append_val(sights->pictures, picture);
}

/* Captions are placed behind their picture. */
static void join_caption(Sights *sights, const Article *article, const Thing *thing)
{
  SeenPicture *last =
      sights->pictures->len ? SIGHTS_AT(sights->pictures, SeenPicture, sights->pictures->len - 1) : NULL;
  if (last && last->article == article)
    last->whole = rules_union(last->whole, thing->ink);
  else
    add_wall(sights, WALL_BLOCK, article, thing->ink);
}

/* --- frames and tints --------------------------------------------------------------------------------------- */

static void add_edges(Sights *sights, const Box *box, WallKind kind)
{
  add_wall(sights, kind, NULL, (Box){box->x, box->y, box->w, 1});
  add_wall(sights, kind, NULL, (Box){box->x, box_bottom(box) - 1, box->w, 1});
  add_wall(sights, kind, NULL, (Box){box->x, box->y, 1, box->h});
  add_wall(sights, kind, NULL, (Box){box_right(box) - 1, box->y, 1, box->h});
}

static void add_fence(Sights *sights, Mpt x, Mpt y, Mpt w)
{
  const Box fence = {x, y, w, 1};
  g_array_append_val(sights->fences, fence);
}

/* A frame may be drawn at some of its sides only; a tint ends at all. */
static void add_fences(Sights *sights, const Placed *placed)
{
  bool all = placed->kind == PLACED_BAND || placed->border == BORDER_LACE;
  if (all || placed->sides & 1u)
    add_fence(sights, placed->box.x, placed->box.y, placed->box.w);
  if (all || placed->sides & 4u)
    add_fence(sights, placed->box.x, box_bottom(&placed->box) - 1, placed->box.w);
}

static void add_ground(Sights *sights, const Placed *placed)
{
  if (placed->piece && placed->kind == PLACED_BAND)
    add_wall(sights, WALL_FURNITURE, NULL, placed->box);
  else
    add_edges(sights, &placed->box, placed->piece ? WALL_FURNITURE : WALL_EDGE);
  if (placed->piece)
    return;
  g_array_append_val(sights->grounds, placed->box);
  add_fences(sights, placed);
}

/* --- all of it ---------------------------------------------------------------------------------------------- */

/* As wide as its column, as high as its ink. */
static Box across_column(const Thing *thing)
{
  bool down = thing->placed->setting->shaped->direction == DIRECTION_VERTICAL;
  return down ? thing->ink : (Box){thing->cover.x, thing->ink.y, thing->cover.w, thing->ink.h};
}

static void see_line(Sights *sights, const Article *article, const Thing *thing)
{
  switch (thing->placed->role) {
  case ROLE_HEAD:
  case ROLE_TITLE:
    if (thing->placed->crosses) /* half a head: no rule is of it */
      add_wall(sights, WALL_HEAD, article, thing->ink);
    else
      join_head(sights, article, thing);
    return;
  case ROLE_CAPTION: join_caption(sights, article, thing); return;
  case ROLE_TEXT: add_wall(sights, WALL_TEXT, article, thing->cover); break;
  case ROLE_SUBHEAD: add_wall(sights, WALL_SUBHEAD, article, across_column(thing)); break;
  case ROLE_BLOCK: add_wall(sights, WALL_BLOCK, article, thing->ink); break;
  }
  join_leg(sights, article, thing);
}

/* A rule along a gutter, or between stories, stops no white; one of a table or a head does. */
static void see_thing(Sights *sights, const Thing *thing)
{
  const Placed *placed = thing->placed;
  const Article *article = find_article(sights->look, placed->article);
  if (article)
    join_module(sights, article, placed->kind == PLACED_LINE && placed->role == ROLE_TEXT ? thing->cover : thing->ink);
  switch (placed->kind) {
  case PLACED_LINE:
    if (article)
      see_line(sights, article, thing);
    else
      add_wall(sights, WALL_FURNITURE, NULL, thing->ink);
    break;
  case PLACED_PICTURE:
    if (article)
      add_picture(sights, article, placed);
    else
      add_wall(sights, WALL_FURNITURE, NULL, placed->box);
    break;
  case PLACED_ADVERT: add_wall(sights, WALL_PICTURE, article, placed->box); break;
  case PLACED_RULE:
    if (!article && placed->box.w)
      add_fence(sights, placed->box.x, placed->box.y, placed->box.w);
    else if (article && placed->box.w)
      add_wall(sights, WALL_BLOCK, article, thing->ink);
    break;
  case PLACED_BAND:
  case PLACED_FRAME: add_ground(sights, placed); break;
  }
}

static void raise_walls(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = SIGHTS_AT(sights->heads, SeenHead, i);
    add_wall(sights, WALL_HEAD, head->article, head->box);
  }
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *picture = SIGHTS_AT(sights->pictures, SeenPicture, i);
    add_wall(sights, WALL_PICTURE, picture->article, picture->whole);
  }
}

static void measure_field(Sights *sights)
{
  bool any = false;
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (wall->kind == WALL_FURNITURE)
      continue;
    sights->field = any ? rules_union(sights->field, wall->box) : wall->box;
    any = true;
  }
}

static void note_upright(Sights *sights)
{
  for (unsigned i = 0; i < sights->modules->len; i++)
    for (unsigned j = 0; j < sights->heads->len; j++)
      if (SIGHTS_AT(sights->heads, SeenHead, j)->article == SIGHTS_AT(sights->modules, Module, i)->article)
        SIGHTS_AT(sights->modules, Module, i)->upright |= SIGHTS_AT(sights->heads, SeenHead, j)->upright;
}

Sights sights_open(const Look *look)
{
  Sights sights = {.look = look,
                   .grid = &look->sheet->grid,
                   .heads = g_array_new(FALSE, TRUE, sizeof(SeenHead)),
                   .pictures = g_array_new(FALSE, TRUE, sizeof(SeenPicture)),
                   .legs = g_array_new(FALSE, TRUE, sizeof(SeenLeg)),
                   .grounds = g_array_new(FALSE, TRUE, sizeof(Box)),
                   .fences = g_array_new(FALSE, TRUE, sizeof(Box)),
                   .walls = g_array_new(FALSE, TRUE, sizeof(Wall)),
                   .modules = g_array_new(FALSE, TRUE, sizeof(Module)),
                   .found = g_array_new(FALSE, TRUE, sizeof(RuleFound))};
  for (unsigned i = 0; i < look->n_things; i++)
    see_thing(&sights, &look->things[i]);
  raise_walls(&sights);
  measure_field(&sights);
  note_upright(&sights);
  return sights;
}

void sights_close(Sights *sights)
{
  GArray *const lists[] = {sights->heads, sights->pictures, sights->legs,   sights->grounds,
                           sights->walls, sights->modules,  sights->fences, sights->found};
  for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
    g_array_free(lists[i], TRUE);
}

/* --- questions ---------------------------------------------------------------------------------------------- */

static bool is_inside(const Box *ground, const Box *box)
{
  Mpt x = box->x + box->w / 2, y = box->y + box->h / 2;
  return x > ground->x && x < box_right(ground) && y > ground->y && y < box_bottom(ground);
}

bool sights_parted(const Sights *sights, const Box *a, const Box *b)
{
  for (unsigned i = 0; i < sights->grounds->len; i++) {
    const Box *ground = SIGHTS_AT(sights->grounds, Box, i);
    if (is_inside(ground, a) != is_inside(ground, b))
      return true;
  }
  return false;
}

bool sights_stands_in(const Sights *sights, const Box *box, unsigned kinds)
{
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (kinds & 1u << wall->kind && rules_across(box, &wall->box) > 0 && rules_down(box, &wall->box) > 0)
      return true;
  }
  return false;
}

const Module *sights_module(const Sights *sights, const Article *article)
{
  for (unsigned i = 0; i < sights->modules->len; i++)
    if (SIGHTS_AT(sights->modules, Module, i)->article == article)
      return SIGHTS_AT(sights->modules, Module, i);
  return NULL;
}

bool sights_equals(const Sights *sights, const SeenHead *a, const SeenHead *b)
{
  const Article *one = a->article, *other = b->article;
  const Module *left = sights_module(sights, one), *right = sights_module(sights, other);
  return one->kind == other->kind && one->priority == other->priority && !one->kicker == !other->kicker &&
         one->n_subtitle == other->n_subtitle && !one->byline == !other->byline &&
         one->n_pictures == other->n_pictures && a->size == b->size && a->upright == b->upright && left && right &&
         abs(left->box.w - right->box.w) <= sights->grid->gutter &&
         abs(left->box.h - right->box.h) <= COST_RULES_EQUALS * sights->grid->leading;
}

Box sights_widen(const Sights *sights, Box box)
{
  const Grid *grid = sights->grid;
  Mpt left = box.x, right = box_right(&box);
  for (int c = 1; c <= grid->columns; c++) {
    Mpt x = grid_column_x(grid, c), end = x + grid_span_w(grid, c, c);
    if (end <= box.x || x >= box_right(&box))
      continue;
    left = MIN(left, x);
    right = MAX(right, end);
  }
  box.x = left;
  box.w = right - left;
  return box;
}

const Article *sights_lead(const Sights *sights)
{
  const Article *lead = NULL;
  bool alone = false;
  for (unsigned i = 0; i < sights->modules->len && sights->look->page->fold == FOLD_NONE; i++) {
    const Article *article = SIGHTS_AT(sights->modules, Module, i)->article;
    if (article->kind != KIND_STORY || (lead && article->priority > lead->priority))
      continue;
    alone = !lead || article->priority < lead->priority;
    lead = article;
  }
  return alone ? lead : NULL;
}

bool sights_is_series(const Sights *sights)
{
  for (unsigned i = 1; i < sights->heads->len; i++)
    if (!sights_equals(sights, SIGHTS_AT(sights->heads, SeenHead, 0), SIGHTS_AT(sights->heads, SeenHead, i)))
      return false;
  return sights->heads->len > 2 && sights->modules->len == sights->heads->len;
}
