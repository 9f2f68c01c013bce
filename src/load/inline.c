/* Inline nodes → text, spans, origins. Walked by cmark's iterator: nesting costs no stack. */
#include "load/inline.h"

#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "load/mask.h"
#include "load/spans.h"
#include "load/stars.h"
#include "load/stray.h"
#include "text/text.h"

typedef struct {
  Bundle *bundle;
  const Source *source;
  GString *text;
  GArray *spans, *origins; /* RichSpan, RichOrigin */
  uint32_t faces, since;   /* open faces, and from where */
  unsigned bold, kai;      /* nesting */
  bool soft;               /* a soft break waits for what follows */
  bool paragraph;
  Breaks breaks;
} Builder;

static Place place_of(const Builder *builder, cmark_node *node)
{
  return source_place(builder->source, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

static void close_span(Builder *builder)
{
  uint32_t end = (uint32_t)builder->text->len;
  if (builder->faces && end > builder->since) {
    RichSpan span = {builder->since, end, builder->faces, NULL};
    g_array_append_val(builder->spans, span);
  }
  builder->since = end;
}

static void set_faces(Builder *builder, cmark_node_type type, bool enter)
{
  unsigned *nesting = type == CMARK_NODE_STRONG ? &builder->bold : &builder->kai;
  close_span(builder);
  *nesting += enter ? 1 : (unsigned)-1;
  builder->faces = (builder->bold ? RICH_BOLD : 0u) | (builder->kai ? RICH_KAI : 0u);
}

/* Chinese text and its marks: a line's end between two such is no space. */
static bool is_full_width(gunichar code)
{
  return g_unichar_iswide(code) || mark_has(code, TRAIT_FULL);
}

static void settle_soft_break(Builder *builder, const char *next)
{
  if (!builder->soft)
    return;
  builder->soft = false;
  if (!builder->text->len)
    return;
  const char *last = g_utf8_find_prev_char(builder->text->str, builder->text->str + builder->text->len);
  if (!last || !is_full_width(g_utf8_get_char(last)) || !is_full_width(g_utf8_get_char(next)))
    g_string_append_c(builder->text, ' ');
}

static void add_origin(Builder *builder, Place place)
{
  RichOrigin origin = {.start = (uint32_t)builder->text->len, .line = place.line, .column = place.column};
  g_array_append_val(builder->origins, origin);
}

/* The style indents paragraphs, not the manuscript. */
static bool is_indent(const Builder *builder, const char *at)
{
  return builder->paragraph && !builder->text->len && begins_with(at, MARK_SPACE_TEXT);
}

/* Stars in it that set nothing off stay masked until stars_read. A long text gets an origin now and then, so that a
   place in it costs no walk from its start. */
static void add_plain(Builder *builder, cmark_node *node, const char *plain)
{
  enum { FAR = 1024 };
  settle_soft_break(builder, plain);
  Place place = place_of(builder, node);
  gsize since = builder->text->len;
  bool known = false; /* the place of what comes next */
  for (const char *at = plain, *next; *at; at = next, place.column++) {
    next = g_utf8_next_char(at);
    known = known && *at != MASK_ESCAPE && builder->text->len - since < FAR;
    if (*at == MASK_ESCAPE || is_indent(builder, at))
      continue;
    if (!known) {
      add_origin(builder, place);
      since = builder->text->len;
      known = true;
    }
    if (*at == '\n')
      g_string_append_c(builder->text, ' ');
    else
      g_string_append_len(builder->text, at, next - at);
  }
}

static void add_text(Builder *builder, cmark_node *node, const char *text)
{
  if (!text || !*text)
    return;
  char *plain = mask_remove_marks(text);
  add_plain(builder, node, plain);
  g_free(plain);
}

/* Code, HTML and the like: as it is written. */
static void add_literal(Builder *builder, cmark_node *node, const char *text)
{
  if (!text || !*text)
    return;
  char *plain = mask_remove(text);
  for (char *at = plain; *at; at++)
    *at = *at == '*' ? MASK_STAR : *at;
  add_plain(builder, node, plain);
  g_free(plain);
}

static void refuse_html(Builder *builder, cmark_node *node)
{
  const char *text = cmark_node_get_literal(node);
  Place place = place_of(builder, node);
  char *plain = mask_remove(text ? text : "");
  diag_add(builder->bundle->diags, DIAG_HTML_REFUSED, place, plain);
  g_free(plain);
  add_literal(builder, node, text);
}

static bool is_address(const char *url)
{
  return g_str_is_ascii(url) && (strpbrk(url, ":/.#@") || !*url);
}

static void tell_picture_link(Builder *builder, cmark_node *node, const char *shown, const char *where)
{
  char *text = g_strdup_printf("[%s](%s)", shown, where);
  diag_add(builder->bundle->diags, DIAG_MARKUP_PICTURE, place_of(builder, node), text);
  g_free(text);
}

/* Print shows a link's words, not where it leads: what is no address, as in 附件(略) after brackets, is text. */
static void leave_link(Builder *builder, cmark_node *node)
{
  const char *url = cmark_node_get_url(node);
  cmark_node *words = cmark_node_first_child(node);
  bool plain_words = words && cmark_node_get_type(words) == CMARK_NODE_TEXT;
  char *masked = g_uri_unescape_string(url ? url : "", NULL), *where = mask_remove(masked ? masked : url ? url : "");
  char *title = mask_remove(cmark_node_get_title(node) ? cmark_node_get_title(node) : "");
  char *shown = mask_remove(plain_words ? cmark_node_get_literal(words) : "");
  bool itself = plain_words && (!strcmp(shown, where) || g_str_has_suffix(where, shown));
  bool picture = !itself && stray_picture_name(where); /* ！[说明](x.jpg) */
  if (picture)
    tell_picture_link(builder, node, shown, where);
  if (!is_address(where) || *title) {
    char *text = *title ? g_strdup_printf("(%s \"%s\")", where, title) : g_strdup_printf("(%s)", where);
    add_literal(builder, node, text);
    g_free(text);
  } else if (*where && !itself && !picture)
    diag_add(builder->bundle->diags, DIAG_LINK_PLAIN, place_of(builder, node), where);
  g_free(masked);
  g_free(where);
  g_free(title);
  g_free(shown);
}

static void enter_node(Builder *builder, cmark_node *node, GPtrArray *found)
{
  switch ((int)cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT: add_text(builder, node, cmark_node_get_literal(node)); break;
  case CMARK_NODE_CODE: add_literal(builder, node, cmark_node_get_literal(node)); break;
  case CMARK_NODE_HTML_INLINE: refuse_html(builder, node); break;
  case CMARK_NODE_SOFTBREAK:
    if (builder->breaks == BREAKS_KEEP)
      g_string_append_c(builder->text, '\n');
    else
      builder->soft = true;
    break;
  case CMARK_NODE_LINEBREAK: g_string_append_c(builder->text, '\n'); break;
  case CMARK_NODE_STRONG:
  case CMARK_NODE_EMPH: set_faces(builder, cmark_node_get_type(node), true); break;
  case CMARK_NODE_IMAGE:
    if (found)
      g_ptr_array_add(found, node);
    break;
  default: break;
  }
}

static void walk_inlines(Builder *builder, cmark_node *root, GPtrArray *found)
{
  cmark_iter *iter = cmark_iter_new(root);
  cmark_node *image = NULL;
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(iter);
    bool enter = event == CMARK_EVENT_ENTER;
    if (image) { /* an image's own text is its caption, not the paragraph's */
      image = !enter && node == image ? NULL : image;
      continue;
    }
    if (enter) {
      enter_node(builder, node, found);
      image = cmark_node_get_type(node) == CMARK_NODE_IMAGE && found ? node : NULL;
    } else if (cmark_node_get_type(node) == CMARK_NODE_LINK)
      leave_link(builder, node);
    else if (cmark_node_get_type(node) == CMARK_NODE_STRONG || cmark_node_get_type(node) == CMARK_NODE_EMPH)
      set_faces(builder, cmark_node_get_type(node), false);
  }
  cmark_iter_free(iter);
  close_span(builder);
}

static void trim_end(Builder *builder)
{
  while (builder->text->len && strchr(" \n\t", builder->text->str[builder->text->len - 1]))
    g_string_truncate(builder->text, builder->text->len - 1);
  for (unsigned i = 0; i < builder->spans->len; i++) {
    RichSpan *span = &g_array_index(builder->spans, RichSpan, i);
    span->end = MIN(span->end, (uint32_t)builder->text->len);
    span->start = MIN(span->start, span->end);
  }
}

const Rich *inline_read(Bundle *bundle, const Source *source, cmark_node *node, Breaks breaks, GPtrArray *found)
{
  Builder builder = {.bundle = bundle, .source = source, .text = g_string_new(NULL), .breaks = breaks};
  builder.paragraph = cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
  builder.spans = g_array_new(FALSE, TRUE, sizeof(RichSpan));
  builder.origins = g_array_new(FALSE, TRUE, sizeof(RichOrigin));
  walk_inlines(&builder, node, found);
  trim_end(&builder);
  if (g_utf8_strlen(builder.text->str, (gssize)builder.text->len) > LIMIT_PARAGRAPH_CHARACTERS) {
    limit_report(bundle->diags, OVER_PARAGRAPH_CHARACTERS, place_of(&builder, node));
    g_string_truncate(builder.text, 0); /* nothing is set of an issue that is refused */
  }
  stars_read(builder.text, builder.spans, builder.origins);
  const Rich *rich = spans_read(
      &(Marked){bundle->arena, bundle->diags, bundle->article->file, builder.text, builder.spans, builder.origins});
  if (rich)
    stray_inline(bundle->diags, rich);
  g_string_free(builder.text, TRUE);
  g_array_free(builder.spans, TRUE);
  g_array_free(builder.origins, TRUE);
  return rich ? bundle_rich(bundle, rich) : NULL;
}
