/* Pictures: how many columns, how many grid lines, which part of them; caption and credit below, never parted. */
#include "compose/picture.h"

#include <string.h>

#include "base/costs.h"

static bool is_portrait(const ImageInfo *info)
{
  return info->height > info->width;
}

/* Columns of the page. */
static int choose_span(const PictureVar *var, int columns, unsigned index, unsigned n)
{
  if (var->picture->span)
    return MIN(var->picture->span, columns);
  if (var->article->kind == KIND_PHOTO || var->article->kind == KIND_AD)
    return n < 2 || index == 0 ? columns : MAX(1, columns / (int)(n - 1));
  if (is_portrait(var->info))
    return columns >= COST_PICTURE_TWO && index == 0 ? 2 : 1;
  if (index == 0)
    return columns <= COST_PICTURE_ALL ? columns : (columns + 1) / 2;
  return columns >= COST_PICTURE_TWO ? 2 : 1;
}

static const Rich *join_caption(Work *work, const Picture *picture, const char *between)
{
  if (!picture->caption)
    return picture->credit;
  if (!picture->credit)
    return picture->caption;
  const Rich *parts[] = {picture->caption, rich_added(work->arena, between, picture->place), picture->credit};
  return rich_join(work->arena, parts, 3);
}

/* The credit follows the caption after a character's space where it fits on the last line whole, else stands on a line
 * of its own. */
static Setting *set_caption(Work *work, const PictureVar *var, Mpt width, const TextStyle **style, DiagList *diags)
{
  const char *const *keep = var->article->keep;
  *style = work_style(work, NULL, var->article, "caption");
  Mpt indent = (*style)->indent;
  Setting *both =
      group_set_text(work, join_caption(work, var->picture, MARK_SPACE_TEXT), *style, width, indent, keep, diags);
  if (!var->picture->caption || !var->picture->credit)
    return both;
  Setting *alone = group_set_text(work, var->picture->caption, *style, width, indent, keep, diags);
  if (!both || !alone || both->n_lines == alone->n_lines)
    return both;
  return group_set_text(work, join_caption(work, var->picture, "\n"), *style, width, indent, keep, diags);
}

static Mpt caption_height(const Setting *caption, const TextStyle *style)
{
  return (Mpt)(caption->n_lines - 1) * setting_leading(caption, 1, style->leading);
}

/* From the picture to the foot of the caption, of whose last line LAST is counted. */
static Mpt caption_depth(const Setting *caption, const TextStyle *style, Mpt last)
{
  return setting_ruby(caption, 0) + caption_height(caption, style) + last + COST_PICTURE_CAPTION_GAP;
}

/* Its own shape in a width, in a height. */
static Mpt height_of(const PictureVar *var, Mpt w)
{
  return (Mpt)((int64_t)w * var->info->height / MAX(var->info->width, 1));
}

static Mpt width_of(const PictureVar *var, Mpt h)
{
  return (Mpt)((int64_t)h * var->info->width / MAX(var->info->height, 1));
}

/* Grid lines a caption takes so that its last line stands on the grid with air above the first. */
static int count_caption_rows(const Grid *grid, const Setting *setting, const TextStyle *style)
{
  if (!setting)
    return 0;
  Mpt height = caption_depth(setting, style, han_ascent(style->size));
  return (height + grid->leading - 1) / grid->leading;
}

static void drop_captions(gpointer data)
{
  Captions *captions = data;
  for (unsigned i = 0; i < captions->n; i++)
    diag_list_free(captions->set[i].told);
}

GHashTable *picture_captions_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, drop_captions);
}

/* Of a page that is tried again and again those it had before. */
static Captions *open_captions(Work *work, const Picture *picture)
{
  Captions *captions = work->captions ? g_hash_table_lookup(work->captions, picture) : NULL;
  if (captions)
    return captions;
  captions = ARENA_NEW(work->arena, Captions);
  if (work->captions)
    g_hash_table_insert(work->captions, (gpointer)(uintptr_t)picture, captions);
  return captions;
}

/* In a WIDTH, which is tried again and again; what was found in setting it is to be told when it is placed. */
static Caption caption_in(Work *work, const PictureVar *var, Mpt width)
{
  Captions *captions = var->captions;
  for (unsigned i = 0; i < captions->n; i++)
    if (captions->set[i].width == width)
      return captions->set[i];
  Caption caption = {.width = width, .told = diag_list_new(diag_lang(work->diags))};
  caption.setting = set_caption(work, var, width, &caption.style, caption.told);
  bool kept = captions->n < G_N_ELEMENTS(captions->set);
  if (kept)
    captions->set[captions->n++] = caption;
  if (!kept || !work->captions)
    g_ptr_array_add(work->lists, caption.told);
  return caption;
}

static int find_caption_rows(Work *work, const PictureVar *var, Mpt width)
{
  const Caption caption = caption_in(work, var, var->caption_w ? var->caption_w : width);
  return count_caption_rows(&work->sheet->grid, caption.setting, caption.style);
}

/* Rows r of a picture H high: it runs from the Han top of the first line to the baseline of the last. */
static int rows_of_height(const Grid *grid, Mpt h)
{
  Mpt first = grid->ascent - (grid->leading - grid->em) / 2;
  return MAX(1, (h - first + grid->leading / 2) / grid->leading + 1);
}

static Mpt height_of_rows(const Grid *grid, int rows)
{
  return (rows - 1) * grid->leading + grid->ascent - (grid->leading - grid->em) / 2;
}

int picture_ppi(const PictureVar *var, Mpt width)
{
  return (int)((int64_t)var->info->width * 72000 / MAX(width, 1));
}

/* Cropped taller than its own shape, it loses at its sides and is enlarged: no further than its pixels allow, with the
   line its caption may leave it. */
static int rows_at_least_ppi(const Work *work, const PictureVar *var, Mpt width)
{
  const Grid *grid = &work->sheet->grid;
  int least = MAX(work->issue->press.min_ppi, 1);
  if (var->info->model == MODEL_BILEVEL)
    return INT_MAX;
  Mpt most = (Mpt)MIN((int64_t)height_of(var, width) * picture_ppi(var, width) / least, grid->trim_h);
  return MAX(var->natural, rows_of_height(grid, most - grid->leading * 3 / 2));
}

void picture_size(Work *work, PictureVar *var, Mpt width, const LayoutSlot *slot, int rows_most)
{
  const Grid *grid = &work->sheet->grid;
  var->caption_rows = find_caption_rows(work, var, width);
  Mpt h = height_of(var, width);
  int most = MAX(1, rows_most - var->caption_rows - 1);
  var->natural = MIN(rows_of_height(grid, MIN(h, grid->trim_h)), most);
  var->rows_max = var->natural;
  /* One that may not be cropped is made smaller where there is no other room. */
  var->rows_min = MAX(COST_PICTURE_LEAST, var->natural * COST_PICTURE_WHOLE_SHORTEST / 1000);
  if (var->picture->crop) {
    bool free = var->article->kind == KIND_PHOTO || var->article->kind == KIND_AD;
    var->rows_min =
        MAX(COST_PICTURE_LEAST, var->natural * (free ? COST_PICTURE_FREE_SHORTEST : COST_PICTURE_SHORTEST) / 1000);
    var->rows_max = var->natural * (free ? COST_PICTURE_FREE_TALLEST : COST_PICTURE_TALLEST) / 1000 + 1;
  }
  var->rows_max = MIN(var->rows_max, rows_at_least_ppi(work, var, width));
  if (var->picture->crop && slot->picture_min > 0)
    var->rows_min = slot->picture_min;
  if (var->picture->crop && slot->picture_max > 0)
    var->rows_max = slot->picture_max;
  if (slot->picture_cells && var->span > 0)
    var->rows_max = MIN(var->rows_max, MAX(slot->picture_cells / var->span, var->rows_min));
  var->rows_max = CLAMP(var->rows_max, 1, most);
  var->rows_min = CLAMP(var->rows_min, 1, var->rows_max);
  var->rows = CLAMP(var->natural, var->rows_min, var->rows_max);
}

/* --- among lines that run down ------------------------------------------------------------------------- */

/* Height of the caption under a picture W wide, and of the white between. */
static Mpt measure_caption(Work *work, const PictureVar *var, Mpt w)
{
  const Caption caption = caption_in(work, var, w);
  return caption.setting ? caption_depth(caption.setting, caption.style, caption.style->size) : 0;
}

static int nearest_steps(const Field *field, Mpt w)
{
  return MAX(1, (w - field->em + field->pitch / 2) / field->pitch + 1);
}

/* As many page columns wide as it would be among lines across, or as it asks for; some of the lines stay the text's. */
static Mpt choose_depth(Work *work, const PictureVar *var, const Field *field, unsigned index, unsigned n)
{
  const Grid *grid = &work->sheet->grid;
  int columns = field->slot->column_last - field->slot->column_first + 1, steps = field_steps(field);
  Mpt most = field_depth(field, MAX(1, steps - MAX(COST_PICTURE_LEAVES, steps / COST_PICTURE_LEAVES_OF)));
  if (style_picture_width(work->sheet, var->picture))
    return MIN(style_picture_width(work->sheet, var->picture), most);
  return MIN(grid_span_w(grid, 1, choose_span(var, columns, index, n)), most);
}

/* The fewest tiers that hold it, and of those only what it needs where the lines above it keep enough. */
static void size_upright(Work *work, PictureVar *var, const Field *field, unsigned index, unsigned n)
{
  Mpt w = choose_depth(work, var, field, index, n), caption = measure_caption(work, var, w);
  for (var->span = 1; var->span < field->lanes; var->span++)
    if (height_of(var, w) + caption <= field_extent(field, 0, var->span))
      break;
  Mpt whole = field_extent(field, 0, var->span);
  w = MIN(w, MAX(width_of(var, whole - caption), field->em));
  caption = measure_caption(work, var, w);
  Mpt above = (whole - height_of(var, w) - caption - field->gutter) / field->em * field->em;
  var->extent = above >= COST_FIELD_LEAST * field->em ? whole - above - field->gutter : 0;
  Mpt h = MAX((var->extent ? var->extent : whole) - caption, 0);
  int most = MAX(1, field_steps(field) - COST_PICTURE_LEAVES);
  var->caption_rows = 0;
  var->natural = MIN(nearest_steps(field, MIN(width_of(var, h), field_depth(field, most))), most);
  var->rows_max = var->natural;
  var->rows_min = MIN(COST_PICTURE_LEAST_UPRIGHT, var->natural);
  if (var->picture->crop) {
    var->rows_min = MAX(1, var->natural * COST_PICTURE_SHORTEST / 1000);
    var->rows_max = MIN(var->natural * COST_PICTURE_TALLEST / 1000 + 1, most);
  }
  var->rows = var->natural;
}

int picture_total_rows(const PictureVar *var)
{
  bool fills = var->article->kind == KIND_AD;
  return var->rows + var->caption_rows + (fills ? 0 : 1);
}

/* Characters of the body before the picture, in permille of all of them. */
static int find_anchor(const Article *article, const Picture *picture)
{
  int64_t before = 0, all = 0;
  bool seen = false;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    if (block->kind == BLOCK_PICTURE && block->picture == picture) {
      seen = true;
      before = all;
    }
    for (unsigned j = 0; j < block->n_lines; j++)
      all += block->lines[j]->length;
  }
  return seen && all ? (int)(before * 1000 / all) : -1;
}

/* In a module of one column the text begins at its head, but for those of equals, which have all one look. */
static PicturePlace place_in_lane(const PictureVar *var, const LayoutSlot *slot)
{
  if (var->anchor >= 0)
    return PICTURE_INLINE;
  return slot->made && !slot->picture_span ? PICTURE_COLUMN_BOTTOM : PICTURE_COLUMN_TOP;
}

static PicturePlace choose_place(const PictureVar *var, const Field *field)
{
  PicturePlace where = var->picture->where;
  if (field->vertical)
    return where == PICTURE_INLINE || where == PICTURE_SLOT ? PICTURE_AUTO : where;
  if (where == PICTURE_SLOT || (where == PICTURE_INLINE && (var->span > 1 || var->extent)))
    return PICTURE_AUTO;
  if (var->extent && where == PICTURE_AUTO && field->lanes == 1)
    return PICTURE_COLUMN_TOP;
  if (where == PICTURE_AUTO && field->lanes == 1)
    return place_in_lane(var, field->slot);
  return where;
}

/* It asks for more than its slot has. */
static void tell_reduced(Work *work, const PictureVar *var, const Field *field)
{
  diag_add_at(work->diags, DIAG_PICTURE_REDUCED, var->picture->place, work->number, var->article->slug,
              var->picture->name, field->slot->name);
}

/* A picture of a width of its own covers the fewest columns that hold it; what it leaves of one is for text (串文), if
 * that is a line at least. */
static void choose_width(Work *work, PictureVar *var, const Field *field)
{
  const Grid *grid = &work->sheet->grid;
  Mpt width = style_picture_width(work->sheet, var->picture);
  if (!width)
    return;
  Mpt enough = width - grid->em * COST_PICTURE_WIDTH_PLAY / 100;
  var->span = 1;
  while (var->span < field->lanes && field_extent(field, 0, var->span) < enough)
    var->span++;
  if (field_extent(field, 0, var->span) < enough)
    tell_reduced(work, var, field);
  Mpt left = field_extent(field, 0, var->span) - width;
  int characters = (left - field->gutter) / grid->em;
  if (left < grid->em || width < grid->em)
    return;
  if (characters < COST_FIELD_LEAST) {
    diag_add_at(work->diags, DIAG_PICTURE_WIDENED, var->picture->place, work->number, var->article->slug,
                var->picture->name);
    return;
  }
  if (characters < COST_FIELD_NARROW)
    diag_add_at(work->diags, DIAG_WRAP_NARROW, var->picture->place, work->number, var->article->slug,
                var->picture->name, characters);
  var->extent = width;
}

PictureVar picture_var(Work *work, const Article *article, const Picture *picture, const ImageInfo *info)
{
  return (PictureVar){
      .picture = picture, .info = info, .article = article, .captions = open_captions(work, picture), .lane = -1};
}

/* NULL for a picture that can't be read: a diagnostic told so. */
static bool open_picture(Work *work, const Article *article, const Picture *picture, PictureVar *var)
{
  ImageInfo *info = ARENA_NEW(work->arena, ImageInfo);
  if (!picture->path || !image_probe(work->arena, picture->path, picture->name, picture->place, info, work->diags))
    return false;
  *var = picture_var(work, article, picture, info);
  var->anchor = find_anchor(article, picture);
  return true;
}

/* As few lanes as its pixels ask for, of one that was given none. */
static void spare_pixels(const Work *work, PictureVar *var, const Field *field)
{
  while (!var->picture->span && var->info->model != MODEL_BILEVEL && var->span > 1 &&
         picture_ppi(var, field_extent(field, 0, var->span)) < work->issue->press.min_ppi)
    var->span--;
}

/* Over so many columns a portrait would be a page. */
static int wide_first(const PictureVar *var, int columns)
{
  return is_portrait(var->info) ? (columns + 1) / 2 : columns;
}

static void size_across(Work *work, PictureVar *var, const Field *field, unsigned index, unsigned n)
{
  int given = field->slot->picture_span;
  int lanes =
      field->fold && !var->picture->span ? MIN(field->lanes, field->across - 1) : field->lanes; /* as on a page */
  var->span = given ? MIN(given, field->lanes) : choose_span(var, lanes, index, n);
  if (index == 0 && field->slot->made)
    var->span = MAX(var->span, MIN(wide_first(var, field->slot->first_span), field->lanes));
  if (index == 0 && field->slot->lead_span)
    var->span = MIN(field->slot->lead_span, field->lanes);
  if (!given)
    spare_pixels(work, var, field);
  if (var->picture->span > field->lanes)
    tell_reduced(work, var, field);
  choose_width(work, var, field);
  picture_part_caption(var, field, 0);
  picture_size(work, var, var->extent ? var->extent : field_extent(field, 0, var->span), field->slot,
               field_steps(field));
}

enum { ANYWHERE = -1, ELSEWHERE = -2 };

/* The field of the chain it asks for. */
static int find_home(const Field *fields, unsigned n, const Picture *picture)
{
  if (picture->where != PICTURE_SLOT || fields[0].slot->made) /* a module: no slot is the picture's by name */
    return ANYWHERE;
  for (unsigned i = 0; i < n; i++)
    if (!g_strcmp0(picture->slot, fields[i].slot->name))
      return (int)i;
  return ELSEWHERE;
}

PictureVar *picture_vars(Work *work, const Article *article, const Field *fields, unsigned n_fields, unsigned *n)
{
  PictureVar *vars = ARENA_ARRAY(work->arena, PictureVar, article->n_pictures + 1);
  *n = 0;
  for (unsigned i = 0; i < article->n_pictures; i++) {
    const Picture *picture = &article->pictures[i];
    int home = find_home(fields, n_fields, picture);
    if (home == ELSEWHERE || !open_picture(work, article, picture, &vars[*n]))
      continue;
    vars[*n].home = home;
    (*n)++;
  }
  for (unsigned i = 0; i < *n; i++) {
    PictureVar *var = &vars[i];
    const Field *field = &fields[MAX(var->home, 0)];
    if (field->vertical)
      size_upright(work, var, field, i, *n);
    else
      size_across(work, var, field, i, *n);
    var->where = choose_place(var, field);
  }
  return vars;
}

void picture_tell_no_room(Work *work, const Article *article, const Picture *picture, const LayoutSlot *slot)
{
  static const char *const ASKED[] = {", whose `pictures` asks for %d to %d lines",
                                      "（其 pictures 要求占 %d 至 %d 行）"};
  char asked[96] = "";
  if (slot && !slot->made && picture->crop && slot->picture_min > 0)
    g_snprintf(asked, sizeof asked, ASKED[diag_lang(work->diags)], slot->picture_min, slot->picture_max);
  diag_add_at(work->diags, DIAG_PICTURE_NO_ROOM, picture->place, work->number, article->slug, picture->name,
              slot ? slot->name : "", asked);
}

static Box keep_whole(const PictureVar *var, Box box)
{
  Mpt h = height_of(var, box.w);
  if (h <= box.h)
    return (Box){box.x, box.y, box.w, h};
  Mpt w = width_of(var, box.h);
  return (Box){box.x + (box.w - w) / 2, box.y, w, box.h};
}

/* A cropped picture takes up what its caption leaves of CAPTION_ROWS, so that the gap between them is always the same.
 */
static Mpt take_slack(const Grid *grid, const PictureVar *var, const Setting *caption, const TextStyle *style,
                      int caption_rows)
{
  if (!caption || !var->picture->crop)
    return 0;
  return caption_rows * grid->leading - caption_depth(caption, style, han_ascent(style->size));
}

static Crop crop_of(const PictureVar *var, const Box *box)
{
  return var->picture->crop ? image_crop(var->info, box->w, box->h, var->picture->focus_x, var->picture->focus_y)
                            : (Crop){0, 0, var->info->width, var->info->height};
}

void picture_part_caption(PictureVar *var, const Field *field, int lane)
{
  var->caption_x = var->caption_w = 0;
  if (!field->fold || var->span < field->across)
    return;
  int left = CLAMP(field->fold - lane, var->span / 2, var->span); /* before it stands, the half of it */
  if (field_crosses(field, lane, var->span))
    left = field->fold - lane;
  bool at_right = var->span > 2 * left;
  int first = at_right ? lane + left : lane;
  var->caption_x = field->start[first] - field->start[lane];
  var->caption_w = field_extent(field, first, at_right ? var->span - left : left);
}

bool picture_clears_fold(const Field *field, const PictureVar *var, int lane)
{
  const Mpt fold = (field->start[field->fold - 1] + field->measure + field->start[field->fold]) / 2;
  const Box box = {0, 0, field_extent(field, lane, var->span), MAX((var->rows - 1) * field->pitch + field->em, 1)};
  const Crop crop = crop_of(var, &box);
  int64_t focus = (int64_t)var->picture->focus_x * var->info->width / 1000 - crop.x;
  int64_t over = (int64_t)(fold - field->start[lane]) * 100 / box.w;
  return !var->picture->focused || ABS(focus * 100 / MAX(crop.w, 1) - over) >= COST_SPREAD_PICTURE;
}

Group *picture_group(Work *work, const PictureVar *var, Mpt width)
{
  const Grid *grid = &work->sheet->grid;
  Group *group = group_new(work, var->article->slug, width);
  group->role = ROLE_CAPTION;
  const Caption set = caption_in(work, var, var->caption_w ? var->caption_w : width);
  Setting *caption = set.setting;
  const TextStyle *style = set.style;
  diag_append(group->diags, set.told);
  int total = picture_total_rows(var);
  int blank = total - var->rows - var->caption_rows;
  int first = var->at_end ? blank : 0; /* the empty line stands between picture and text */
  /* A column narrower than the one it was measured for takes more lines of caption. */
  int caption_rows = count_caption_rows(grid, caption, style);
  /* In a row of pictures all end where the one with the longest caption does. */
  int rows = total - blank - (var->stands ? MAX(caption_rows, var->caption_rows) : caption_rows);
  if (rows < 1) {
    picture_tell_no_room(work, var->article, var->picture, work->slot);
    return NULL;
  }
  Mpt slack = var->stands ? 0 : take_slack(grid, var, caption, style, caption_rows);
  Mpt h = height_of_rows(grid, rows) + slack;
  Box box = {0, first * grid->leading + (grid->leading - grid->em) / 2 + var->drop, width, h - var->drop};
  if (!var->picture->crop) {
    box = keep_whole(var, box);
    int used = CLAMP(rows_of_height(grid, box.h + var->drop), 1, rows);
    if (var->at_end) /* lower than its rows: it stands on its caption */
      box.y += (rows - used) * grid->leading;
    else
      rows = used;
  }
  group_add_picture(group, var->info, crop_of(var, &box), box);
  if (caption) {
    Mpt last = (first + rows + caption_rows - 1) * grid->leading + grid->ascent;
    Mpt start = last - caption_height(caption, style);
    bool fits = caption->n_lines == 1 && box.x + caption->lines[0].natural <= width;
    Mpt x = var->caption_w ? var->caption_x : fits ? box.x : 0;
    group_add_paragraph(work, group, caption, style, x, start, setting_leading(caption, 1, style->leading));
  }
  group->rows = total;
  return group;
}

Group *picture_group_upright(Work *work, const PictureVar *var, Mpt depth, Mpt extent)
{
  Group *group = group_new(work, var->article->slug, depth);
  group->role = ROLE_CAPTION;
  const Caption set = caption_in(work, var, depth);
  Setting *caption = set.setting;
  const TextStyle *style = set.style;
  diag_append(group->diags, set.told);
  Mpt below = caption ? caption_depth(caption, style, style->size) : 0;
  Box box = {0, 0, depth, extent - below};
  if (box.h < work->sheet->grid.leading) {
    picture_tell_no_room(work, var->article, var->picture, work->slot);
    return NULL;
  }
  if (!var->picture->crop)
    box = keep_whole(var, box);
  group_add_picture(group, var->info, crop_of(var, &box), box);
  if (caption)
    group_add_paragraph(work, group, caption, style, 0,
                        box.h + COST_PICTURE_CAPTION_GAP + setting_ruby(caption, 0) + han_ascent(style->size),
                        setting_leading(caption, 1, style->leading));
  return group;
}
