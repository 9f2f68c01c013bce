/* A head's line over the fold of a spread (跨版): parted between two characters, moved aside so that the place lies
   over the fold, and its parts moved apart as far as nothing may stand there. A blank or a mark is the best place, the
   end of a word the next. */
#include "break/split.h"

#include <stdlib.h>

typedef struct {
  const Setting *line;
  const FoldRoom *room;
  int64_t *senses;
  Mpt begin, ends; /* of the line where it stands without a fold: what is kept free is not there */
} Folder;

/* The part of it before END, and that from FIRST on. */
typedef struct {
  uint32_t end, first;
  Mpt before, after; /* where the one ends and the other begins */
  Mpt price;         /* mpt: how far it is off, and what is divided */
} FoldPlace;

static Mpt end_of(const Setting *line, uint32_t cluster)
{
  return line->pen[cluster] + line->shaped->clusters[cluster].body;
}

static Mpt align_start(const FoldRoom *room, Mpt length)
{
  Mpt rest = room->width - 2 * room->safe - length;
  return room->align == ALIGN_RIGHT ? rest : room->align == ALIGN_CENTRE ? rest / 2 : 0;
}

/* Under 注音, and where no line may end, never. */
static bool may_part(const Shaped *shaped, uint32_t cluster)
{
  const TextBreak *place = &shaped->analysis->breaks[shaped->clusters[cluster].ch];
  for (unsigned i = 0; i < shaped->n_rubies; i++)
    if (shaped->rubies[i].first < cluster && cluster < shaped->rubies[i].end)
      return false;
  return place->cost < BREAK_NEVER && place->opens_at == RUNG_NONE && !place->hyphen;
}

static bool has_mark(const Shaped *shaped, const FoldPlace *place)
{
  unsigned before = shaped->clusters[place->end - 1].cls;
  return place->first > place->end || before == CLASS_PAUSE || before == CLASS_END;
}

/* Wider than what is kept free where the line has more white there. */
static Mpt gap_at(const Folder *folder, const FoldPlace *place)
{
  bool blank = place->first > place->end;
  return MAX(2 * folder->room->safe, blank ? 0 : place->after - place->before);
}

/* How far the line moves so that the middle of the gap is over the fold. */
static Mpt move_to(const Folder *folder, const FoldPlace *place)
{
  return folder->room->at - gap_at(folder, place) / 2 - (folder->begin + place->before);
}

static bool is_inside(const Folder *folder, const FoldPlace *place, Mpt moved)
{
  Mpt right = folder->room->at + gap_at(folder, place) / 2 + folder->ends - folder->begin - place->after;
  return folder->begin + moved >= 0 && right <= folder->room->width;
}

/* INT32_MAX: it is none. */
static Mpt price_of(const Folder *folder, const FoldPlace *place)
{
  const Shaped *shaped = folder->line->shaped;
  Mpt em = shaped->size, moved = move_to(folder, place), most = em * COST_SPREAD_MOVE / 100;
  bool mark = has_mark(shaped, place);
  if (abs(moved) > most || !is_inside(folder, place, moved) || (folder->room->sense && !mark))
    return INT32_MAX;
  return abs(moved) + (mark ? 0 : (Mpt)(split_sense(shaped, place->first, folder->senses) * em / COST_SPREAD_SENSE));
}

static FoldPlace place_at(const Folder *folder, uint32_t cluster)
{
  const Setting *line = folder->line;
  const Line *of = line->lines;
  FoldPlace place = {.end = glue_skip_end(line->shaped, of->first, cluster),
                     .first = glue_skip_start(line->shaped, cluster, of->end)};
  if (place.end < of->first + COST_SPREAD_KEEPS || place.first + COST_SPREAD_KEEPS > of->end)
    return (FoldPlace){.price = INT32_MAX};
  place.before = end_of(line, place.end - 1) - line->pen[of->first];
  place.after = line->pen[place.first] - line->pen[of->first];
  place.price = may_part(line->shaped, cluster) ? price_of(folder, &place) : INT32_MAX;
  return place;
}

static FoldPlace find_place(const Folder *folder)
{
  FoldPlace best = {.price = INT32_MAX};
  for (uint32_t i = folder->line->lines->first + 1; i < folder->line->lines->end; i++) {
    const FoldPlace place = place_at(folder, i);
    if (place.price < best.price)
      best = place;
  }
  return best;
}

/* Clusters FIRST … END as a line of their own at X, in its part of the room, START to STOP. */
typedef struct {
  uint32_t first, end;
  Mpt x, start, stop;
} FoldPart;

static void add_part(FoldedLine *folded, Line *lines, Mpt *pen, const Setting *from, FoldPart part)
{
  unsigned i = folded->n++;
  Line *line = &lines[i];
  *line = *from->lines;
  line->first = part.first;
  line->end = part.end;
  line->indent = 0;
  line->last = line->last && part.end == from->lines->end;
  line->natural = end_of(from, part.end - 1) - from->pen[part.first];
  for (uint32_t c = part.first; c < part.end; c++)
    pen[c] = from->pen[c] - from->pen[part.first] + part.x - part.start;
  line->measure = part.stop - part.start;
  folded->start[i] = part.start;
}

static bool take_side(const Folder *folder, FoldedLine *folded, Line *lines, Mpt *pen)
{
  const FoldRoom *room = folder->room;
  const Line *of = folder->line->lines;
  Mpt left = room->at - room->safe, right = room->at + room->safe;
  if (folder->ends <= left)
    add_part(folded, lines, pen, folder->line, (FoldPart){of->first, of->end, folder->begin, 0, left});
  else if (folder->begin >= left)
    add_part(folded, lines, pen, folder->line,
             (FoldPart){of->first, of->end, folder->begin + 2 * room->safe, right, room->width});
  return folded->n > 0;
}

static bool take_both(const Folder *folder, FoldedLine *folded, Line *lines, Mpt *pen)
{
  const FoldRoom *room = folder->room;
  const Line *of = folder->line->lines;
  const FoldPlace place = find_place(folder);
  if (place.price == INT32_MAX)
    return false;
  Mpt x = folder->begin + move_to(folder, &place), right = room->at + gap_at(folder, &place) / 2;
  add_part(folded, lines, pen, folder->line, (FoldPart){of->first, place.end, x, 0, room->at - room->safe});
  add_part(folded, lines, pen, folder->line,
           (FoldPart){place.first, of->end, right, room->at + room->safe, room->width});
  return true;
}

bool fold_line(Arena *arena, const Setting *line, const FoldRoom *room, FoldedLine *folded)
{
  const Line *of = line->lines;
  GArray *words = segment_words(line->shaped->rich->text, line->shaped->rich->length);
  Folder folder = {.line = line, .room = room, .senses = sense_prices(line->shaped, words)};
  g_array_unref(words);
  Mpt length = end_of(line, of->end - 1) - line->pen[of->first];
  folder.begin = align_start(room, length);
  folder.ends = folder.begin + length;
  Line *lines = ARENA_ARRAY(arena, Line, 2);
  Mpt *pen = ARENA_ARRAY(arena, Mpt, line->shaped->n_clusters + 1), *widths = ARENA_ARRAY(arena, Mpt, 2);
  *folded = (FoldedLine){0};
  bool fits = take_side(&folder, folded, lines, pen) || take_both(&folder, folded, lines, pen);
  g_free(folder.senses);
  Setting *own = arena_copy(arena, line, sizeof *line);
  own->lines = lines;
  own->n_lines = folded->n;
  own->pen = pen;
  own->widths = widths;
  for (unsigned i = 0; i < folded->n; i++)
    widths[i] = lines[i].natural;
  folded->setting = own;
  return fits;
}
