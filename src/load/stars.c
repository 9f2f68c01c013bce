#include "load/stars.h"

#include <string.h>

#include "load/mask.h"

/* A run of stars; TAKEN of them, from the left, are markup. */
typedef struct {
  uint32_t at, length;
  bool opens, closes; /* may */
  bool taken;
} Run;

/* The edge of something set off. */
typedef struct {
  uint32_t at;
  uint32_t face;
  int step;
} Edge;

typedef struct {
  GString *text;
  GArray *spans, *origins;
  GArray *runs;  /* Run */
  GArray *edges; /* Edge: of the spans there are, and of those found */
} Stars;

static Run *run_at(const Stars *stars, unsigned index)
{
  return &g_array_index(stars->runs, Run, index);
}

static bool is_space(gunichar code)
{
  return code == 0 || g_unichar_isspace(code);
}

static void list_runs(Stars *stars)
{
  const char *text = stars->text->str, *end = text + stars->text->len;
  for (const char *at = strchr(text, '*'); at; at = strchr(at, '*')) {
    const char *before = at > text ? g_utf8_find_prev_char(text, at) : NULL;
    Run run = {.at = (uint32_t)(at - text), .length = (uint32_t)strspn(at, "*")};
    at += run.length;
    run.closes = before && !is_space(g_utf8_get_char(before));
    run.opens = at < end && !is_space(g_utf8_get_char(at));
    g_array_append_val(stars->runs, run);
  }
}

static void add_edges(Stars *stars, uint32_t from, uint32_t to, uint32_t face)
{
  const Edge edges[] = {{from, face, 1}, {to, face, -1}};
  if (from < to)
    g_array_append_vals(stars->edges, edges, 2);
}

static void list_edges(Stars *stars)
{
  static const uint32_t FACES[] = {RICH_BOLD, RICH_KAI};
  for (unsigned i = 0; i < stars->spans->len; i++) {
    const RichSpan *span = &g_array_index(stars->spans, RichSpan, i);
    for (unsigned f = 0; f < G_N_ELEMENTS(FACES); f++)
      if (span->faces & FACES[f])
        add_edges(stars, span->start, span->end, FACES[f]);
  }
}

/* --- pairing ------------------------------------------------------------------------------------------ */

static void pair(Stars *stars, unsigned open, unsigned close, uint32_t face)
{
  Run *a = run_at(stars, open), *b = run_at(stars, close);
  a->taken = b->taken = true;
  add_edges(stars, a->at + a->length, b->at, face);
}

/* Runs of LENGTH set FACE off, one opens and the next closes; one of twice the length between two closes and opens. */
static void pair_runs(Stars *stars, uint32_t length, uint32_t face)
{
  int open = -1;
  for (unsigned i = 0; i < stars->runs->len; i++) {
    const Run *run = run_at(stars, i);
    bool twice = run->length == 2 * length && length == 2;
    if (run->length != length && !(twice && open >= 0 && run->opens && run->closes))
      continue;
    if (open >= 0 && run->closes) {
      pair(stars, (unsigned)open, i, face);
      open = twice ? (int)i : -1;
    } else if (run->opens)
      open = (int)i;
  }
  if (open >= 0 && run_at(stars, (unsigned)open)->length == 2 * length) /* **甲****乙: closed, and opened in vain */
    run_at(stars, (unsigned)open)->taken = true;
}

static bool has_face(const Stars *stars, uint32_t at, uint32_t face)
{
  unsigned low = 0, high = stars->spans->len;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (g_array_index(stars->spans, RichSpan, middle).end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  const RichSpan *span = low < stars->spans->len ? &g_array_index(stars->spans, RichSpan, low) : NULL;
  return span && span->start <= at && span->faces & face;
}

/* *甲**乙*, which CommonMark sets as one, with stars in it. */
static void drop_joints(Stars *stars)
{
  for (unsigned i = 0; i < stars->runs->len; i++) {
    Run *run = run_at(stars, i);
    uint32_t face = run->length == 2 ? RICH_KAI : run->length == 4 ? RICH_BOLD : 0;
    if (face && run->opens && run->closes && run->at && has_face(stars, run->at - 1, face) &&
        has_face(stars, run->at + run->length, face))
      run->taken = true;
  }
}

/* --- writing anew --------------------------------------------------------------------------------------- */

typedef struct {
  GString *text;
  GArray *origins;
  uint32_t *moved; /* by old offset */
  RichOrigin here; /* line and column of the byte at hand */
  bool told;       /* the new text's last origin leads here */
} Copy;

static void step_origin(Copy *copy, const GArray *origins, unsigned *next, uint32_t at)
{
  for (; *next < origins->len && g_array_index(origins, RichOrigin, *next).start <= at; ++*next) {
    copy->here = g_array_index(origins, RichOrigin, *next);
    copy->told = false;
  }
}

static void copy_byte(Copy *copy, char byte)
{
  if (!copy->told) {
    RichOrigin origin = copy->here;
    origin.start = (uint32_t)copy->text->len;
    g_array_append_val(copy->origins, origin);
    copy->told = true;
  }
  g_string_append_c(copy->text, byte);
}

static void copy_text(const Stars *stars, Copy *copy)
{
  unsigned run = 0, origin = 0;
  for (uint32_t at = 0; at < stars->text->len; at++) {
    char byte = stars->text->str[at];
    while (run < stars->runs->len && run_at(stars, run)->at + run_at(stars, run)->length <= at)
      run++;
    step_origin(copy, stars->origins, &origin, at);
    copy->moved[at] = (uint32_t)copy->text->len;
    if (run < stars->runs->len && run_at(stars, run)->taken && at >= run_at(stars, run)->at)
      copy->told = false;
    else
      copy_byte(copy, byte);
    copy->here.column +=
        copy->here.column > 0 && (at + 1 == stars->text->len || (stars->text->str[at + 1] & 0xC0) != 0x80);
  }
  copy->moved[stars->text->len] = (uint32_t)copy->text->len;
}

static int compare_edges(const void *left, const void *right)
{
  const Edge *a = left, *b = right;
  return a->at < b->at ? -1 : a->at > b->at;
}

static void append_span(GArray *spans, uint32_t start, uint32_t end, uint32_t faces)
{
  RichSpan *last = spans->len ? &g_array_index(spans, RichSpan, spans->len - 1) : NULL;
  if (!faces || start >= end)
    return;
  if (last && last->end == start && last->faces == faces) {
    last->end = end;
    return;
  }
  const RichSpan span = {start, end, faces, NULL};
  g_array_append_val(spans, span);
}

static void write_spans(Stars *stars, const uint32_t *moved)
{
  int bold = 0, kai = 0;
  uint32_t from = 0;
  g_array_sort(stars->edges, compare_edges);
  g_array_set_size(stars->spans, 0);
  for (unsigned i = 0; i < stars->edges->len; i++) {
    const Edge *edge = &g_array_index(stars->edges, Edge, i);
    append_span(stars->spans, moved[from], moved[edge->at], (bold > 0 ? RICH_BOLD : 0u) | (kai > 0 ? RICH_KAI : 0u));
    from = edge->at;
    *(edge->face == RICH_BOLD ? &bold : &kai) += edge->step;
  }
}

static void write_anew(Stars *stars)
{
  Copy copy = {g_string_sized_new(stars->text->len + 1), g_array_new(FALSE, TRUE, sizeof(RichOrigin)),
               g_new(uint32_t, stars->text->len + 1), .told = true};
  copy_text(stars, &copy);
  write_spans(stars, copy.moved);
  g_string_assign(stars->text, copy.text->str);
  g_array_set_size(stars->origins, 0);
  if (copy.origins->len)
    g_array_append_vals(stars->origins, copy.origins->data, copy.origins->len);
  g_string_free(copy.text, TRUE);
  g_array_free(copy.origins, TRUE);
  g_free(copy.moved);
}

/* --- the whole -------------------------------------------------------------------------------------------- */

static void reveal_stars(GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == MASK_STAR)
      text->str[i] = '*';
}

void stars_read(GString *text, GArray *spans, GArray *origins)
{
  Stars stars = {text, spans, origins, g_array_new(FALSE, FALSE, sizeof(Run)), g_array_new(FALSE, FALSE, sizeof(Edge))};
  list_runs(&stars);
  if (stars.runs->len) {
    list_edges(&stars);
    pair_runs(&stars, 2, RICH_BOLD);
    pair_runs(&stars, 1, RICH_KAI);
    drop_joints(&stars);
    write_anew(&stars);
  }
  reveal_stars(text);
  g_array_free(stars.runs, TRUE);
  g_array_free(stars.edges, TRUE);
}
