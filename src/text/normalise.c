/* Normalising a paragraph: passes collect edits; then the text is written anew, spans and origins with it. */
#include <string.h>

#include "text/normal.h"

/* --- the draft --------------------------------------------------------------------------- */

static Draft *open_draft(const Rich *rich, DiagList *diags)
{
  Draft *d = g_new0(Draft, 1);
  *d = (Draft){.rich = rich, .diags = diags};
  size_t room = (size_t)rich->length + 1;
  d->codes = g_new(uint32_t, room);
  d->now = g_new(uint32_t, room);
  d->starts = g_new(uint32_t, room);
  d->han = g_new(uint32_t, room);
  d->fixed = g_malloc0(room);
  d->edits = g_array_new(FALSE, FALSE, sizeof(Edit));
  uint32_t han = 0;
  for (size_t at = 0; at < rich->length; d->n++) {
    d->starts[d->n] = (uint32_t)at;
    d->han[d->n] = han;
    d->codes[d->n] = d->now[d->n] = walk_next(rich->text, rich->length, &at);
    han += walk_is_han(d->codes[d->n]);
  }
  d->starts[d->n] = rich->length;
  d->han[d->n] = han;
  return d;
}

static void close_draft(Draft *d)
{
  g_free(d->codes);
  g_free(d->now);
  g_free(d->starts);
  g_free(d->han);
  g_free(d->fixed);
  g_array_free(d->edits, TRUE);
  g_free(d);
}

static void fix_address(Draft *d, unsigned first, unsigned last)
{
  size_t from, end;
  if (word_find_address(d->rich->text + d->starts[first], last - first, &from, &end))
    memset(d->fixed + first + from, 1, end - from);
}

static void fix_addresses(Draft *d)
{
  for (unsigned i = 0, end; i < d->n; i = MAX(end, i + 1)) {
    for (end = i; end < d->n && d->codes[end] > 0x20 && d->codes[end] < 0x7F; end++)
      ;
    if (end - i >= 5)
      fix_address(d, i, end);
  }
}

static int compare_edits(const void *left, const void *right)
{
  const Edit *a = left, *b = right;
  return a->from < b->from ? -1 : a->from > b->from;
}

static void mend(Draft *d)
{
  fix_addresses(d);
  runs_mend(d);
  middles_mend(d);
  brackets_mend(d);
  marks_mend(d);
  quotes_mend(d);
  spaces_mend(d);
  g_array_sort(d->edits, compare_edits);
}

/* --- writing it anew ------------------------------------------------------------------------ */

typedef struct {
  uint32_t from, end;         /* bytes of the old text */
  uint32_t new_from, new_end; /* of the new */
} Shift;

static const Edit *edit_at(const Draft *d, unsigned i)
{
  return &g_array_index(d->edits, Edit, i);
}

static Shift *write_text(Arena *arena, const Draft *d, Rich *out)
{
  Shift *shifts = g_new0(Shift, d->edits->len + 1);
  GString *text = g_string_sized_new(d->rich->length + 16);
  uint32_t done = 0;
  for (unsigned i = 0; i < d->edits->len; i++) {
    const Edit *edit = edit_at(d, i);
    Shift *shift = &shifts[i];
    shift->from = d->starts[edit->from];
    shift->end = d->starts[edit->end];
    g_string_append_len(text, d->rich->text + done, shift->from - done);
    shift->new_from = (uint32_t)text->len;
    g_string_append(text, edit->with);
    shift->new_end = (uint32_t)text->len;
    done = shift->end;
  }
  g_string_append_len(text, d->rich->text + done, d->rich->length - done);
  out->length = (uint32_t)text->len;
  out->text = arena_strndup(arena, text->str, text->len);
  g_string_free(text, TRUE);
  return shifts;
}

/* Where an old offset came to; inside an edit: its end, so that order is kept. */
static uint32_t shift_offset(const Shift *shifts, unsigned n, uint32_t offset)
{
  unsigned low = 0, high = n;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (shifts[middle].from < offset)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return offset;
  const Shift *last = &shifts[low - 1];
  return offset <= last->end ? last->new_end : offset - last->end + last->new_end;
}

static void write_spans(Arena *arena, const Draft *d, const Shift *shifts, Rich *out)
{
  RichSpan *spans = ARENA_ARRAY(arena, RichSpan, d->rich->n_spans + 1);
  for (unsigned i = 0; i < d->rich->n_spans; i++) {
    RichSpan span = d->rich->spans[i];
    span.start = shift_offset(shifts, d->edits->len, span.start);
    span.end = shift_offset(shifts, d->edits->len, span.end);
    if (span.start < span.end)
      spans[out->n_spans++] = span;
  }
  out->spans = spans;
}

static void add_origin(const Draft *d, const Shift *shifts, RichOrigin *origins, Rich *out, uint32_t offset,
                       Place place)
{
  RichOrigin origin = {
      .start = shift_offset(shifts, d->edits->len, offset), .line = place.line, .column = place.column};
  if (out->n_origins > 0 && origins[out->n_origins - 1].start == origin.start)
    out->n_origins--;
  origins[out->n_origins++] = origin;
}

static void keep_origin(const Draft *d, const Shift *shifts, RichOrigin *origins, Rich *out, unsigned i)
{
  const RichOrigin *origin = &d->rich->origins[i];
  add_origin(d, shifts, origins, out, origin->start, (Place){d->rich->file, origin->line, origin->column});
}

/* The old origins, and a new one behind every edit that changed the number of characters. */
static void write_origins(Arena *arena, const Draft *d, const Shift *shifts, Rich *out)
{
  RichOrigin *origins = ARENA_ARRAY(arena, RichOrigin, d->rich->n_origins + d->edits->len + 1);
  unsigned next = 0;
  for (unsigned i = 0; i < d->edits->len; i++) {
    const Edit *edit = edit_at(d, i);
    for (; next < d->rich->n_origins && d->rich->origins[next].start < shifts[i].end; next++)
      keep_origin(d, shifts, origins, out, next);
    bool same = edit->end - edit->from == 1 && g_utf8_strlen(edit->with, -1) == 1;
    if (!same && d->rich->n_origins > 0 && d->rich->origins[0].start <= shifts[i].end)
      add_origin(d, shifts, origins, out, shifts[i].end, draft_place(d, edit->end));
  }
  for (; next < d->rich->n_origins; next++)
    keep_origin(d, shifts, origins, out, next);
  out->origins = origins;
}

static const Rich *write_rich(Arena *arena, const Draft *d)
{
  Rich *out = ARENA_NEW(arena, Rich);
  Shift *shifts = write_text(arena, d, out);
  out->file = d->rich->file;
  write_spans(arena, d, shifts, out);
  write_origins(arena, d, shifts, out);
  g_free(shifts);
  return out;
}

/* --- telling ---------------------------------------------------------------------------------- */

static void count_edit(NormaliseCount *count, EditKind kind)
{
  count->changes++;
  switch (kind) {
  case EDIT_MARK: count->marks++; break;
  case EDIT_QUOTE: count->quotes++; break;
  case EDIT_ELLIPSIS: count->ellipses++; break;
  case EDIT_DASH: count->dashes++; break;
  case EDIT_SPACE: count->spaces++; break;
  case EDIT_DOT: count->dots++; break;
  case EDIT_DIGIT: count->digits++; break;
  }
}

static void note_edit(const Draft *d, const Edit *edit)
{
  uint32_t from = d->starts[edit->from];
  char *old = g_strndup(d->rich->text + from, d->starts[edit->end] - from);
  diag_add(d->diags, DIAG_NORMALISED_MARK, draft_place(d, edit->from), edit->kind == EDIT_SPACE ? "␣" : old,
           edit->kind == EDIT_SPACE ? "∅" : edit->with);
  g_free(old);
}

const Rich *normalise_rich(Arena *arena, const Rich *rich, bool verbose, NormaliseCount *count, DiagList *diags)
{
  Draft *d = open_draft(rich, diags);
  const Rich *out = rich;
  if (d->han[d->n] > 0) /* without Han it is no Chinese text */
    mend(d);
  for (unsigned i = 0; i < d->edits->len; i++) {
    if (count)
      count_edit(count, (EditKind)edit_at(d, i)->kind);
    if (verbose && diags)
      note_edit(d, edit_at(d, i));
  }
  if (d->edits->len > 0)
    out = write_rich(arena, d);
  close_draft(d);
  return out;
}
