#include "load/spans.h"

#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"

/* What the braces ask for. */
typedef struct {
  uint32_t faces;
  const char *ruby;
  uint32_t length; /* of the braces and what is between them; 0: no attributes */
  bool known;
} Attributes;

static uint32_t shift_back(uint32_t offset, uint32_t at, uint32_t n)
{
  return offset > at ? offset - MIN(n, offset - at) : offset;
}

static Place place_of(const Marked *marked, uint32_t at)
{
  const Rich rich = {.text = marked->text->str,
                     .length = (uint32_t)marked->text->len,
                     .origins = (const RichOrigin *)(const void *)marked->origins->data,
                     .n_origins = marked->origins->len,
                     .file = marked->file};
  return rich_place(&rich, at);
}

/* What follows keeps its place: an origin of its own where bytes went. */
static void mark_origin(const Marked *marked, uint32_t at, Place place)
{
  unsigned i = 0;
  while (i < marked->origins->len && g_array_index(marked->origins, RichOrigin, i).start < at)
    i++;
  RichOrigin origin = {.start = at, .line = place.line, .column = place.column};
  if (i < marked->origins->len && g_array_index(marked->origins, RichOrigin, i).start == at)
    g_array_remove_index(marked->origins, i);
  g_array_insert_val(marked->origins, i, origin);
}

static void delete_bytes(const Marked *marked, uint32_t at, uint32_t n)
{
  Place after = place_of(marked, at + n);
  g_string_erase(marked->text, at, n);
  for (unsigned i = 0; i < marked->spans->len; i++) {
    RichSpan *span = &g_array_index(marked->spans, RichSpan, i);
    span->start = shift_back(span->start, at, n);
    span->end = shift_back(span->end, at, n);
  }
  for (unsigned i = marked->origins->len; i-- > 0;) {
    RichOrigin *origin = &g_array_index(marked->origins, RichOrigin, i);
    if (origin->start > at && origin->start < at + n)
      g_array_remove_index(marked->origins, i);
    else
      origin->start = shift_back(origin->start, at, n);
  }
  mark_origin(marked, at, after);
}

/* --- reading attributes ----------------------------------------------------------------- */

static const struct {
  const char *name;
  uint32_t faces;
} CLASSES[] = {{".dots", RICH_DOTS}, {".name", RICH_NAME}, {".title", RICH_TITLE}};

static uint32_t read_class(const char *at, size_t length)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(CLASSES); i++)
    if (strlen(CLASSES[i].name) == length && !memcmp(CLASSES[i].name, at, length))
      return CLASSES[i].faces;
  return 0;
}

/* A value in quotes, straight or as a Chinese keyboard types them. Returns what follows it; NULL: none. */
static const char *read_value(Arena *arena, const char *at, const char *end, const char **value)
{
  static const char *const QUOTES[][2] = {{"\"", "\""}, {"“", "”"}, {"”", "”"}, {"'", "'"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(QUOTES); i++) {
    if (!begins_with(at, QUOTES[i][0]))
      continue;
    const char *start = at + strlen(QUOTES[i][0]), *close = g_strstr_len(start, end - start, QUOTES[i][1]);
    if (!close || close == start)
      return NULL;
    *value = arena_strndup(arena, start, (size_t)(close - start));
    return close + strlen(QUOTES[i][1]);
  }
  return NULL;
}

/* TEXT begins with a brace. Only what begins as our attributes do is taken for such. */
static Attributes read_attributes(Arena *arena, const char *text)
{
  Attributes attributes = {.known = true};
  const char *end = strchr(text, '}'), *at = text + 1;
  if (!end || (*at != '.' && !begins_with(at, "ruby=")))
    return attributes;
  attributes.length = (uint32_t)(end + 1 - text);
  while (at < end) {
    if (*at == ' ') {
      at++;
    } else if (begins_with(at, "ruby=")) {
      const char *next = read_value(arena, at + strlen("ruby="), end, &attributes.ruby);
      attributes.known &= next != NULL;
      attributes.faces |= RICH_RUBY;
      at = next ? next : end;
    } else {
      size_t length = strcspn(at, " }");
      uint32_t faces = read_class(at, length);
      attributes.known &= faces != 0;
      attributes.faces |= faces;
      at += length;
    }
  }
  return attributes;
}

/* --- laying them over the text ------------------------------------------------------------ */

static void append_span(GArray *spans, RichSpan span)
{
  if (span.start < span.end)
    g_array_append_val(spans, span);
}

/* Spans are cut where OVER begins and ends, and joined with it in between. */
static void overlay_span(const Marked *marked, RichSpan over)
{
  GArray *cut = g_array_new(FALSE, TRUE, sizeof(RichSpan));
  uint32_t at = over.start; /* up to here OVER is laid */
  for (unsigned i = 0; i < marked->spans->len; i++) {
    RichSpan span = g_array_index(marked->spans, RichSpan, i);
    uint32_t from = CLAMP(span.start, over.start, over.end), to = CLAMP(span.end, over.start, over.end);
    append_span(cut, (RichSpan){span.start, MIN(span.end, over.start), span.faces, span.ruby});
    append_span(cut, (RichSpan){at, from, over.faces, over.ruby});
    append_span(cut, (RichSpan){from, to, span.faces | over.faces, over.ruby ? over.ruby : span.ruby});
    at = MAX(at, to);
    if (span.end > over.end)
      append_span(cut, (RichSpan){at, over.end, over.faces, over.ruby});
    at = span.end > over.end ? over.end : at;
    append_span(cut, (RichSpan){MAX(span.start, over.end), span.end, span.faces, span.ruby});
  }
  append_span(cut, (RichSpan){at, over.end, over.faces, over.ruby});
  g_array_set_size(marked->spans, 0);
  if (cut->len)
    g_array_append_vals(marked->spans, cut->data, cut->len);
  g_array_free(cut, TRUE);
}

/* The bracket that opens what is closed at CLOSE: those inside are skipped. NULL: none. */
static const char *find_open(const char *text, const char *close)
{
  unsigned depth = 1;
  for (const char *at = close; at-- > text;) {
    depth += *at == ']';
    depth -= *at == '[';
    if (!depth)
      return at;
  }
  return NULL;
}

/* Applies the span whose brackets close at byte AT; returns the byte to go on from. */
static uint32_t apply_span(const Marked *marked, uint32_t at)
{
  const char *text = marked->text->str, *open = find_open(text, text + at);
  Attributes attributes = read_attributes(marked->arena, text + at + 1);
  if (!attributes.length || !open)
    return at + 1;
  uint32_t start = (uint32_t)(open - text);
  if (!attributes.known) {
    char *asked = g_strndup(text + at + 1, attributes.length);
    diag_add(marked->diags, DIAG_SPAN_UNKNOWN, place_of(marked, at + 1), asked);
    g_free(asked);
    return at + 1;
  }
  delete_bytes(marked, at, attributes.length + 1);
  delete_bytes(marked, start, 1);
  overlay_span(marked, (RichSpan){start, at - 1, attributes.faces, attributes.ruby});
  return at - 1;
}

static void take_spans(const Marked *marked)
{
  unsigned n = 0;
  for (uint32_t at = 0; at < marked->text->len;) {
    const char *close = strstr(marked->text->str + at, "]{");
    if (!close)
      return;
    if (n++ == LIMIT_SPANS) {
      diag_add(marked->diags, DIAG_SPANS_MANY, place_of(marked, (uint32_t)(close - marked->text->str)), LIMIT_SPANS);
      return;
    }
    at = apply_span(marked, (uint32_t)(close - marked->text->str));
  }
}

const Rich *spans_read(const Marked *marked)
{
  Arena *arena = marked->arena;
  take_spans(marked);
  if (!marked->text->len)
    return NULL;
  Rich *rich = ARENA_NEW(arena, Rich);
  rich->text = arena_strndup(arena, marked->text->str, marked->text->len);
  rich->length = (uint32_t)marked->text->len;
  rich->spans = arena_copy(arena, marked->spans->data, marked->spans->len * sizeof(RichSpan));
  rich->n_spans = marked->spans->len;
  rich->origins = arena_copy(arena, marked->origins->data, marked->origins->len * sizeof(RichOrigin));
  rich->n_origins = marked->origins->len;
  rich->file = marked->file;
  return rich;
}
