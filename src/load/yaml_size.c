/* What a YAML file comes to, counted before its document is built: libfyaml compares every key of a mapping with all
   before it, and resolves an alias by looking through all anchors. */
#include "base/limits.h"
#include "load/yaml.h"

typedef struct {
  const Yaml *yaml;
  unsigned nodes, anchors, depth;
  unsigned children[LIMIT_YAML_DEPTH + 1]; /* of the collections that are open */
  bool mapping[LIMIT_YAML_DEPTH + 1];
} Count;

static bool report(const Count *count, Over over, struct fy_event *event)
{
  const struct fy_mark *mark = fy_event_start_mark(event);
  int line = mark ? mark->line + 1 : 1, column = mark ? mark->column + 1 : 1;
  limit_report(count->yaml->diags, over, (Place){count->yaml->file, line + count->yaml->line_offset, column});
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
  return !anchor || ++count->anchors <= LIMIT_YAML_ANCHORS || report(count, OVER_YAML_ANCHORS, event);
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
  case FYET_SCALAR: return count_child(count, event) && count_anchor(count, event, event->scalar.anchor);
  case FYET_ALIAS: return count_child(count, event);
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
  Count count = {.yaml = yaml};
  bool fits = true;
  if (!fy_parser_set_string(parser, text, length))
    for (struct fy_event *event; fits && (event = fy_parser_parse(parser));) {
      fits = count_event(&count, event);
      fy_parser_event_free(parser, event);
    }
  fy_parser_destroy(parser);
  fy_diag_destroy(unheard);
  return fits;
}
