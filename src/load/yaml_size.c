/* What a YAML file comes to, looked at before its document is built: libfyaml compares every key of a mapping with all
   before it, and resolves an alias by looking through all anchors; an alias of an anchor that is not there, a second
   document and tags it would pass over in silence. */
#include <string.h>

#include "base/limits.h"
#include "load/yaml.h"
#include "load/yaml_faults.h"
#include "text/text.h"

typedef struct {
  const Yaml *yaml;
  const char *text;
  size_t length;
  unsigned nodes, anchors, depth;
  unsigned children[LIMIT_YAML_DEPTH + 1]; /* of the collections that are open */
  bool mapping[LIMIT_YAML_DEPTH + 1];
  unsigned documents;
  GHashTable *names; /* of the anchors so far */
} Count;

static Place place_at(const Count *count, const struct fy_mark *mark)
{
  int line = mark ? mark->line + 1 : 1, column = mark ? mark->column + 1 : 1;
  return (Place){count->yaml->file, line + count->yaml->line_offset, column};
}

static Place place_of(const Count *count, struct fy_event *event)
{
  return place_at(count, fy_event_start_mark(event));
}

static bool report(const Count *count, Over over, struct fy_event *event)
{
  limit_report(count->yaml->diags, over, place_of(count, event));
  return false;
}

static bool count_child(Count *count, struct fy_event *event)
{
  unsigned n = ++count->children[count->depth];
  if (++count->nodes > LIMIT_YAML_NODES)
    return report(count, OVER_YAML_NODES, event);
  if (count->depth && count->mapping[count->depth] && n > 2 * LIMIT_YAML_ENTRIES)
    return report(count, OVER_YAML_ENTRIES, event);
  if (count->depth && !count->mapping[count->depth] && n > LIMIT_YAML_ITEMS)
    return report(count, OVER_YAML_ITEMS, event);
  return true;
}

static bool count_anchor(Count *count, struct fy_event *event, const struct fy_token *anchor)
{
  if (!anchor)
    return true;
  g_hash_table_add(count->names, g_strdup(fy_token_get_text0((struct fy_token *)(uintptr_t)anchor)));
  return ++count->anchors <= LIMIT_YAML_ANCHORS || report(count, OVER_YAML_ANCHORS, event);
}

static bool count_alias(Count *count, struct fy_event *event)
{
  const char *name = fy_token_get_text0(event->alias.anchor);
  if (g_hash_table_contains(count->names, name ? name : ""))
    return count_child(count, event);
  Place place = place_of(count, event); /* of the name */
  place.column -= place.column > 1;
  diag_add(count->yaml->diags, DIAG_ALIAS_UNKNOWN, place, name ? name : "", name ? name : "");
  return false;
}

/* What the escape at a backslash stands for (YAML 1.2.2 §5.7), of those that stand for no printable character. */
static uint32_t escaped_code(const char *at)
{
  static const char NAMED[] = "0abvferN";
  static const uint32_t MEANT[] = {0, 7, 8, 0xB, 0xC, 0x1B, 0xD, 0x85};
  const char *named = at[1] ? strchr(NAMED, at[1]) : NULL;
  unsigned digits = at[1] == 'x' ? 2 : at[1] == 'u' ? 4 : at[1] == 'U' ? 8 : 0;
  uint32_t code = 0;
  for (unsigned i = 0; i < digits && g_ascii_isxdigit(at[2 + i]); i++)
    code = code << 4 | (uint32_t)g_ascii_xdigit_value(at[2 + i]);
  return named ? MEANT[named - NAMED] : digits ? code : UINT32_MAX;
}

/* Where the escape that stands for CODE is written; else where the text begins. */
static Place escape_place(const Count *count, struct fy_token *token, uint32_t code)
{
  const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
  Place place = place_at(count, start);
  const char *stop = count->text + MIN(end->input_pos, count->length); /* a NUL at the latest is behind it */
  for (const char *at = count->text + start->input_pos; at < stop; at = g_utf8_next_char(at)) {
    if (*at == '\\' && escaped_code(at) == code)
      return place;
    bool line = *at == '\n', twice = *at == '\\' && at[1] == '\\';
    place.line += line;
    place.column = line ? 1 : place.column + 1 + twice;
    at += twice;
  }
  return place_at(count, start);
}

/* What no file may hold may not come by an escape either: "\0". */
static bool refuse_unfit(const Count *count, struct fy_token *token)
{
  TextUnfit unfit;
  size_t length = 0;
  const char *text = token ? fy_token_get_text(token, &length) : NULL;
  if (!text || !text_find_unfit(text, length, &unfit))
    return true;
  diag_add(count->yaml->diags, unfit.code, escape_place(count, token, unfit.value), unfit.value);
  return false;
}

/* A tag of its own, as in !重要 通知, would take the value's first word away. */
static bool count_scalar(Count *count, struct fy_event *event)
{
  size_t length = 0;
  if (event->scalar.tag && fy_tag_token_handle(event->scalar.tag, &length) && length == 1) {
    diag_add(count->yaml->diags, DIAG_YAML_VALUE_START, place_at(count, fy_token_start_mark(event->scalar.tag)), "!");
    return false;
  }
  return refuse_unfit(count, event->scalar.value) && count_child(count, event) &&
         count_anchor(count, event, event->scalar.anchor);
}

static bool count_document(Count *count, struct fy_event *event)
{
  const struct fy_mark *mark = fy_event_start_mark(event);
  size_t at = mark ? MIN(mark->input_pos, count->length) : count->length;
  if (++count->documents == 1 || yaml_is_empty(count->text + at, count->length - at))
    return true;
  diag_add(count->yaml->diags, DIAG_YAML_SECOND, place_of(count, event));
  return false;
}

static bool open_collection(Count *count, struct fy_event *event, bool mapping)
{
  if (!count_child(count, event))
    return false;
  if (count->depth == LIMIT_YAML_DEPTH)
    return report(count, OVER_YAML_DEPTH, event);
  count->depth++;
  count->children[count->depth] = 0;
  count->mapping[count->depth] = mapping;
  return count_anchor(count, event, mapping ? event->mapping_start.anchor : event->sequence_start.anchor);
}

static bool count_event(Count *count, struct fy_event *event)
{
  switch (event->type) {
  case FYET_MAPPING_START:
  case FYET_SEQUENCE_START: return open_collection(count, event, event->type == FYET_MAPPING_START);
  case FYET_MAPPING_END:
  case FYET_SEQUENCE_END: count->depth -= count->depth > 0; return true;
  case FYET_DOCUMENT_START: return count_document(count, event);
  case FYET_SCALAR: return count_scalar(count, event);
  case FYET_ALIAS: return count_alias(count, event);
  default: return true;
  }
}

bool yaml_size_fits(const Yaml *yaml, const char *text, size_t length)
{
  struct fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = NULL;
  struct fy_diag *unheard = fy_diag_create(&quiet);
  fy_diag_set_collect_errors(unheard, true); /* else they are printed; what is wrong is told when it is read */
  struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_DEFAULT_PARSE, .diag = unheard};
  struct fy_parser *parser = fy_parser_create(&cfg);
  Count count = {.yaml = yaml,
                 .text = text,
                 .length = length,
                 .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  bool fits = true;
  if (!fy_parser_set_string(parser, text, length))
    for (struct fy_event *event; fits && (event = fy_parser_parse(parser));) {
      fits = count_event(&count, event);
      fy_parser_event_free(parser, event);
    }
  g_hash_table_destroy(count.names);
  fy_parser_destroy(parser);
  fy_diag_destroy(unheard);
  return fits;
}
