/* libfyaml behind a narrow door: parsing with collected errors, places, keys. */
#include "load/yaml.h"

#include <errno.h>
#include <string.h>

#include "base/limits.h"
#include "load/yaml_faults.h"

static void report_memory(Yaml *yaml)
{
  diag_add(yaml->diags, DIAG_MEMORY, (Place){.file = yaml->file}, yaml->file);
}

static void report_syntax(Yaml *yaml, const char *text, size_t length, const struct fy_diag_error *error)
{
  char *said = g_strdup(error && error->msg ? error->msg : "not YAML");
  g_strchomp(said);
  yaml_fault_tell(yaml, text, length, said, error ? error->line : 1, error ? error->column : 1);
  g_free(said);
}

/* What libfyaml found wrong, though it may have made a document of what stands before that. */
static bool find_faults(Yaml *yaml, const char *text, size_t length, struct fy_diag *collected)
{
  void *state = NULL;
  const struct fy_diag_error *error = collected ? fy_diag_errors_iterate(collected, &state) : NULL;
  if (!yaml->document && !error && errno == ENOMEM) /* libfyaml says nothing then */
    report_memory(yaml);
  else if (error || (!yaml->document && !yaml_is_empty(text, length)))
    report_syntax(yaml, text, length, error);
  else
    return false;
  yaml_close(yaml);
  yaml->broken = true;
  return true;
}

bool yaml_open(Yaml *yaml, Arena *arena, const char *text, size_t length, const char *file, int line_offset,
               DiagList *diags)
{
  *yaml =
      (Yaml){.arena = arena, .diags = diags, .text = text, .length = length, .file = file, .line_offset = line_offset};
  if (length > LIMIT_YAML_BYTES) {
    limit_report(diags, OVER_YAML_BYTES, (Place){file, 1, 1});
    return false;
  }
  if (!yaml_size_fits(yaml, text, length))
    return false;
  struct fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = NULL;
  quiet.level = FYET_ERROR;
  struct fy_diag *collected = fy_diag_create(&quiet);
  if (collected)
    fy_diag_set_collect_errors(collected, true);
  struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_DEFAULT_PARSE, .diag = collected};
  errno = 0;
  yaml->document = collected ? fy_document_build_from_string(&cfg, text, length) : NULL;
  bool faulty = find_faults(yaml, text, length, collected);
  fy_diag_destroy(collected);
  return !faulty;
}

void yaml_close(Yaml *yaml)
{
  if (yaml->document)
    fy_document_destroy(yaml->document);
  yaml->document = NULL;
}

static struct fy_token *start_token(struct fy_node *node)
{
  if (fy_node_is_scalar(node) || fy_node_is_alias(node))
    return fy_node_get_scalar_token(node);
  if (fy_node_is_mapping(node) && fy_node_mapping_item_count(node) > 0)
    return start_token(fy_node_pair_key(fy_node_mapping_get_by_index(node, 0)));
  if (fy_node_is_sequence(node) && fy_node_sequence_item_count(node) > 0)
    return start_token(fy_node_sequence_get_by_index(node, 0));
  return NULL;
}

struct fy_node *yaml_root(const Yaml *yaml)
{
  return yaml->document ? fy_document_root(yaml->document) : NULL;
}

/* What is empty stands where its key does. */
static struct fy_node *key_of(struct fy_node *node)
{
  struct fy_node *map = fy_node_get_parent(node);
  struct fy_node_pair *pair = NULL;
  void *state = NULL;
  while (map && fy_node_is_mapping(map) && (pair = fy_node_mapping_iterate(map, &state)))
    if (fy_node_pair_value(pair) == node)
      return fy_node_pair_key(pair);
  return NULL;
}

static const struct fy_mark *start_mark(struct fy_node *node)
{
  struct fy_token *token = node ? start_token(node) : NULL;
  return token ? fy_token_start_mark(token) : NULL;
}

/* Some libraries give it a mark, behind the colon. */
static bool is_nothing(struct fy_node *node)
{
  size_t length = 0;
  return fy_node_is_scalar(node) && fy_node_get_style(node) == FYNS_PLAIN && fy_node_get_scalar(node, &length) &&
         !length;
}

/* Which of the LIST it is, from 0; −1: none. */
static int index_in(struct fy_node *list, struct fy_node *node)
{
  void *state = NULL;
  int index = 0;
  for (struct fy_node *item; list && fy_node_is_sequence(list) && (item = fy_node_sequence_iterate(list, &state));
       index++)
    if (item == node)
      return index;
  return -1;
}

/* What stands behind the dash of item INDEX, the first of them behind line FROM: all dashes stand in one column. */
static bool find_dash(const Yaml *yaml, int from, int index, int *line, int *column)
{
  const char *at = yaml->text, *end = yaml->text + yaml->length;
  for (int row = 0, dash = -1; at < end; row++) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop ? stop : end;
    const char *sign = at + strspn(at, " ");
    bool item = row > from && sign + 1 < stop && sign[0] == '-' && sign[1] == ' ';
    dash = item && dash < 0 ? (int)(sign - at) : dash;
    if (item && sign - at == dash && index-- == 0) {
      *line = row;
      *column = (int)(sign + 1 + strspn(sign + 1, " ") - at);
      return true;
    }
    at = stop + 1;
  }
  return false;
}

/* {} and [] have no mark. In a list with dashes their place is behind theirs. */
static bool find_empty(const Yaml *yaml, struct fy_node *node, Place *place)
{
  struct fy_node *list = node ? fy_node_get_parent(node) : NULL;
  int index = index_in(list, node), line, column;
  if (index < 0 || fy_node_get_style(list) == FYNS_FLOW)
    return false;
  const struct fy_mark *key = start_mark(key_of(list));
  if (!find_dash(yaml, key ? key->line : -1, index, &line, &column))
    return false;
  *place = (Place){yaml->file, line + 1 + yaml->line_offset, column + 1};
  return true;
}

Place yaml_place(const Yaml *yaml, struct fy_node *node)
{
  const struct fy_mark *mark = start_mark(node);
  Place place;
  if (!mark && find_empty(yaml, node, &place))
    return place;
  if (node && (!mark || is_nothing(node)))
    mark = start_mark(key_of(node));
  while (!mark && node) /* of what it stands in */
    mark = start_mark(node = fy_node_get_parent(node));
  if (!mark || mark->line < 0)
    return (Place){yaml->file, yaml->line_offset + 1, 1};
  return (Place){yaml->file, mark->line + 1 + yaml->line_offset, mark->column + 1};
}

struct fy_node *yaml_follow(struct fy_node *node)
{
  for (unsigned depth = 0; node && depth < LIMIT_YAML_DEPTH && fy_node_is_alias(node); depth++)
    node = fy_node_resolve_alias(node);
  return node && fy_node_is_alias(node) ? NULL : node;
}

YamlKind yaml_kind(struct fy_node *node)
{
  node = yaml_follow(node);
  if (!node)
    return YAML_NONE;
  if (fy_node_is_sequence(node))
    return YAML_LIST;
  if (fy_node_is_mapping(node))
    return YAML_MAP;
  size_t length;
  const char *text = fy_node_get_scalar(node, &length);
  bool plain = fy_node_get_style(node) == FYNS_PLAIN;
  bool empty =
      !text || (plain && (!length || (length == 1 && *text == '~') || (length == 4 && !strncmp(text, "null", 4))));
  return empty ? YAML_NONE : YAML_SCALAR;
}

struct fy_node *yaml_entry(struct fy_node *map, const char *key)
{
  map = yaml_follow(map);
  if (!map || !fy_node_is_mapping(map))
    return NULL;
  return fy_node_mapping_lookup_by_string(map, key, strlen(key));
}

struct fy_node *yaml_key(struct fy_node *map, const char *key)
{
  map = yaml_follow(map);
  if (!map || !fy_node_is_mapping(map))
    return NULL;
  return fy_node_pair_key(fy_node_mapping_lookup_pair_by_string(map, key, strlen(key)));
}

char *yaml_scalar(Yaml *yaml, struct fy_node *node)
{
  node = yaml_follow(node);
  if (!node || !fy_node_is_scalar(node))
    return NULL;
  size_t length;
  const char *text = fy_node_get_scalar(node, &length);
  return text ? arena_strndup(yaml->arena, text, length) : NULL;
}

void yaml_check_comment(Yaml *yaml, struct fy_node *node)
{
  node = yaml_follow(node);
  struct fy_token *token = node ? start_token(node) : NULL;
  const struct fy_mark *end = token ? fy_token_end_mark(token) : NULL;
  if (!end || end->input_pos >= yaml->length || fy_node_get_style(node) != FYNS_PLAIN)
    return;
  const char *rest = yaml->text + end->input_pos, *stop = memchr(rest, '\n', yaml->length - end->input_pos);
  size_t n = stop ? (size_t)(stop - rest) : yaml->length - end->input_pos, blanks = 0;
  while (blanks < n && rest[blanks] == ' ')
    blanks++;
  if (!blanks || n - blanks < 2 || rest[blanks] != '#' || strchr(" #\t", rest[blanks + 1]))
    return;
  char *comment = g_strndup(rest + blanks, n - blanks);
  Place place = {yaml->file, end->line + 1 + yaml->line_offset, end->column + 1 + (int)blanks};
  diag_add(yaml->diags, DIAG_YAML_COMMENT, place, comment);
  g_free(comment);
}

static bool is_known(const char *const *keys, const char *key)
{
  for (; *keys; keys++)
    if (!strcmp(*keys, key))
      return true;
  return false;
}

static void report_unknown_key(Yaml *yaml, struct fy_node *node, const char *key, const char *const *keys)
{
  if (yaml_fault_key(yaml, key, yaml_place(yaml, node)))
    return;
  const char *near = diag_nearest(key, keys);
  if (near)
    diag_add(yaml->diags, DIAG_KEY_UNKNOWN_NEAR, yaml_place(yaml, node), key, near);
  else
    diag_add(yaml->diags, DIAG_KEY_UNKNOWN, yaml_place(yaml, node), key);
}

bool yaml_check_keys(Yaml *yaml, struct fy_node *map, const char *const *keys)
{
  map = yaml_follow(map);
  if (!map || !fy_node_is_mapping(map)) {
    const char *line = yaml_scalar(yaml, map);
    if (!line || !yaml_fault_key(yaml, line, yaml_place(yaml, map)))
      report_value(yaml, map, "key: value");
    return false;
  }
  void *state = NULL;
  struct fy_node *key;
  while (yaml_next_pair(map, &state, &key) || key) {
    const char *text = yaml_scalar(yaml, key);
    if (!text || !is_known(keys, text))
      report_unknown_key(yaml, key, text ? text : "?", keys);
  }
  return true;
}

struct fy_node *yaml_next_item(struct fy_node *list, void **state)
{
  list = yaml_follow(list);
  return list && fy_node_is_sequence(list) ? fy_node_sequence_iterate(list, state) : NULL;
}

struct fy_node *yaml_next_pair(struct fy_node *map, void **state, struct fy_node **key)
{
  map = yaml_follow(map);
  struct fy_node_pair *pair = map && fy_node_is_mapping(map) ? fy_node_mapping_iterate(map, state) : NULL;
  *key = pair ? fy_node_pair_key(pair) : NULL;
  return pair ? fy_node_pair_value(pair) : NULL;
}

unsigned yaml_count(struct fy_node *node)
{
  node = yaml_follow(node);
  if (!node)
    return 0;
  int n = fy_node_is_sequence(node)  ? fy_node_sequence_item_count(node)
          : fy_node_is_mapping(node) ? fy_node_mapping_item_count(node)
                                     : 0;
  return n > 0 ? (unsigned)n : 0;
}
