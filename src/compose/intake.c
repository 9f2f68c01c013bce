/* How much of its articles a chain takes in. What is surely too much for it can only be over: it is counted, and
   nothing is shaped for it. */
#include "compose/intake.h"

#include "base/costs.h"

Portion intake_portion(Work *work, const Article *article, const Block *source)
{
  Portion portion = {.article = article, .source = source, .place = source ? source->place : article->place};
  portion_open(work, &portion);
  return portion;
}

/* --- enough ------------------------------------------------------------------------------------------ */

/* Grid lines × their width. */
void intake_open(Chain *chain)
{
  int64_t sum = 0;
  for (unsigned r = 0; r < chain->n_fields; r++) {
    const Field *field = &chain->fields[r];
    sum += (int64_t)field_steps(field) * (field->start[field->lanes - 1] + field->measure - field->start[0]);
  }
  chain->length = sum;
}

bool intake_is_full(const Chain *chain)
{
  return chain->asked > chain->length * COST_INTAKE_MOST / 100;
}

/* A portion asks for a line at the least; the shortest there are. */
void intake_ask(Chain *chain, int64_t length)
{
  Mpt line = chain->fields[0].measure;
  chain->asked += MAX(length, line);
}

static void ask_text(Chain *chain, const Shaped *shaped)
{
  int64_t length = 0;
  for (unsigned i = 0; i < shaped->n_clusters; i++)
    length += shaped->clusters[i].body;
  int64_t least = (int64_t)shaped->n_clusters * shaped->size / COST_INTAKE_NARROWEST;
  intake_ask(chain, MAX(length * COST_INTAKE_SQUEEZE / 100, least));
}

/* The slot is full: nothing more is shaped for it. About so many lines are over. */
void intake_leave_over(Chain *chain, const Article *article, unsigned characters)
{
  const Field *field = &chain->fields[0];
  unsigned a_line = (unsigned)MAX(field->measure / MAX(chain->work->sheet->grid.em, 1), 1);
  work_article(chain->work, article)->overset_lines += characters / a_line + 1;
}

/* Of a text far longer than what is left, what fills it and more. */
static const Rich *cut_text(Chain *chain, const Article *article, const Rich *rich, const TextStyle *style)
{
  int64_t left = (chain->length * COST_INTAKE_MOST / 100 - chain->asked) * 100 / COST_INTAKE_SQUEEZE;
  int64_t most = (left / MAX(style->size, 1) + COST_INTAKE_MORE) * COST_INTAKE_NARROWEST;
  if ((int64_t)rich->length * COST_INTAKE_NARROWEST <= most)
    return rich;
  const char *end = rich->text;
  for (int64_t n = 0; n < most && end < rich->text + rich->length; end = g_utf8_next_char(end))
    n += g_unichar_iswide(g_utf8_get_char(end)) ? COST_INTAKE_NARROWEST : 1;
  uint32_t length = (uint32_t)(end - rich->text);
  if (length >= rich->length)
    return rich;
  intake_leave_over(chain, article, text_characters(end, rich->length - length));
  return rich_slice(chain->work->arena, rich, 0, length);
}

/* --- text -------------------------------------------------------------------------------------------- */

/* A paragraph as it was shaped and broken for a page that is tried with less and less of its text. The shapes live in
   the arena of the Work they were made with. */
typedef struct {
  const TextStyle *style;
  const Shaped *shaped;
  GArray *settings; /* Portion's */
} KeptText;

static void drop_kept(gpointer data)
{
  KeptText *kept = data;
  g_array_unref(kept->settings);
  g_free(kept);
}

GHashTable *intake_kept_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, drop_kept);
}

static void keep_text(Work *work, const Rich *rich, const Portion *portion)
{
  KeptText *kept = g_new(KeptText, 1);
  *kept = (KeptText){portion->style, portion->shaped, g_array_ref(portion->settings)};
  g_hash_table_insert(work->kept, (gpointer)(uintptr_t)rich, kept);
}

static void shape_portion(Chain *chain, const Rich *rich, Portion *portion)
{
  Work *work = chain->work;
  const KeptText *kept = work->kept ? g_hash_table_lookup(work->kept, rich) : NULL;
  Direction direction = chain->slot->vertical ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL;
  if (kept && kept->style == portion->style && kept->shaped->direction == direction) {
    portion->shaped = kept->shaped;
    portion->settings = kept->settings;
    return;
  }
  portion->shaped =
      shape_text(work->arena, work->shaper, rich, portion->style, 0, direction, portion->article->keep, work->diags);
  if (work->kept)
    keep_text(work, rich, portion);
}

void intake_text(Chain *chain, const Article *article, const Block *source, const Rich *rich, const TextStyle *style)
{
  if (!rich || !rich->length)
    return;
  if (intake_is_full(chain)) {
    intake_leave_over(chain, article, text_characters(rich->text, rich->length));
    return;
  }
  Work *work = chain->work;
  Portion portion = intake_portion(work, article, source);
  portion.style = style;
  shape_portion(chain, cut_text(chain, article, rich, style), &portion);
  ask_text(chain, portion.shaped);
  portion.indent = style->indent;
  if (portion.shaped->n_clusters)
    g_array_append_val(chain->portions, portion);
}

void intake_prefixed(Chain *chain, const Article *article, const Block *source, const char *prefix, const Rich *rich,
                     const TextStyle *style)
{
  const Rich *parts[] = {rich_added(chain->work->arena, prefix, rich_place(rich, 0)), rich};
  intake_text(chain, article, source, rich_join(chain->work->arena, parts, 2), style);
}

Portion intake_new_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build)
{
  Portion portion = intake_portion(chain->work, article, source);
  portion.build = build;
  portion.pitch = chain->fields[0].pitch;
  return portion;
}

void intake_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build, bool with_next)
{
  if (intake_is_full(chain)) {
    intake_leave_over(chain, article, 0);
    return;
  }
  Portion portion = intake_new_solid(chain, article, source, build);
  portion.with_next = with_next;
  g_array_append_val(chain->portions, portion);
  intake_ask(chain, 0);
}
