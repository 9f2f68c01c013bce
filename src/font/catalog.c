/* Reading catalog.yaml: faces, fallback lists, roles. What it says wrong is FATAL: a paper in the wrong type is worse
 * than none. */
#include <errno.h>
#include <string.h>

#include <libfyaml.h>

#include "base/limits.h"
#include "font/work.h"

typedef struct {
  FontSet *set;
  const char *path;
  DiagList *diags;
  GHashTable *slots;  /* key → slot + 1 */
  GHashTable *groups; /* name → List */
  bool failed;
} Reading;

typedef struct {
  const unsigned *items;
  unsigned n;
} List;

static void G_GNUC_PRINTF(3, 4) complain(Reading *r, struct fy_node *node, const char *format, ...)
{
  struct fy_token *token = node && fy_node_is_scalar(node) ? fy_node_get_scalar_token(node) : NULL;
  const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
  va_list args;
  va_start(args, format);
  char *message = g_strdup_vprintf(format, args);
  va_end(args);
  Place place = {r->path, mark ? mark->line + 1 : 0, mark ? mark->column + 1 : 0};
  diag_add(r->diags, DIAG_FONT_CATALOGUE, place, message);
  g_free(message);
  r->failed = true;
}

static const char *read_scalar(Reading *r, struct fy_node *node)
{
  size_t length;
  const char *text = node ? fy_node_get_scalar(node, &length) : NULL;
  return text && !memchr(text, '\0', length) ? arena_strndup(r->set->arena, text, length) : NULL;
}

/* A key of a face, "" where it is not given. */
static const char *read_field(Reading *r, struct fy_node *map, const char *key)
{
  const char *text = read_scalar(r, fy_node_mapping_lookup_by_string(map, key, (size_t)-1));
  return text ? text : "";
}

typedef void (*ReadPair)(Reading *r, struct fy_node *key, const char *name, struct fy_node *value);

static void read_section(Reading *r, struct fy_node *root, const char *name, ReadPair read)
{
  struct fy_node *map = fy_node_mapping_lookup_by_string(root, name, (size_t)-1);
  if (!map || !fy_node_is_mapping(map)) {
    complain(r, map, "no %s", name);
    return;
  }
  void *at = NULL;
  struct fy_node_pair *pair;
  while (!r->failed && (pair = fy_node_mapping_iterate(map, &at))) {
    struct fy_node *key = fy_node_pair_key(pair);
    const char *word = read_scalar(r, key);
    if (!word || !*word)
      complain(r, key, "a name is missing in %s", name);
    else
      read(r, key, word, fy_node_pair_value(pair));
  }
}

static unsigned count_pairs(struct fy_node *root, const char *name)
{
  struct fy_node *map = fy_node_mapping_lookup_by_string(root, name, (size_t)-1);
  int n = map && fy_node_is_mapping(map) ? fy_node_mapping_item_count(map) : 0;
  return n > 0 ? (unsigned)n : 0;
}

static void read_face(Reading *r, struct fy_node *key, const char *name, struct fy_node *value)
{
  if (!fy_node_is_mapping(value)) {
    complain(r, key, "face \"%s\" needs family and file", name);
    return;
  }
  Slot *slot = &r->set->slots[r->set->n_slots];
  slot->key = name;
  slot->family = read_field(r, value, "family");
  slot->style = read_field(r, value, "style");
  slot->file = read_field(r, value, "file");
  slot->package = read_field(r, value, "package");
  if (!*slot->family || !*slot->file)
    complain(r, key, "face \"%s\" needs family and file", name);
  g_hash_table_insert(r->slots, (gpointer)name, GUINT_TO_POINTER(++r->set->n_slots));
}

static List read_list(Reading *r, struct fy_node *node, const char *owner)
{
  List list = {NULL, 0};
  if (!node)
    return list;
  if (!fy_node_is_sequence(node)) {
    complain(r, node, "\"%s\": faces are written as a list: [key, key]", owner);
    return list;
  }
  unsigned *items = ARENA_ARRAY(r->set->arena, unsigned, (unsigned)fy_node_sequence_item_count(node) + 1);
  void *at = NULL;
  struct fy_node *item;
  while ((item = fy_node_sequence_iterate(node, &at))) {
    const char *key = read_scalar(r, item);
    unsigned slot = key ? GPOINTER_TO_UINT(g_hash_table_lookup(r->slots, key)) : 0;
    if (!slot) {
      complain(r, item, "\"%s\" names a face that is not in faces: %s", owner, key ? key : "?");
      return list;
    }
    items[list.n++] = slot - 1;
  }
  list.items = items;
  return list;
}

static void read_group(Reading *r, struct fy_node *key, const char *name, struct fy_node *value)
{
  List *list = ARENA_NEW(r->set->arena, List);
  *list = read_list(r, value, name);
  g_hash_table_insert(r->groups, (gpointer)name, list);
}

static void read_role(Reading *r, struct fy_node *key, const char *name, struct fy_node *value)
{
  if (!fy_node_is_mapping(value)) {
    complain(r, key, "role \"%s\" needs faces", name);
    return;
  }
  Role *role = &r->set->roles[r->set->n_roles++];
  List chain = read_list(r, fy_node_mapping_lookup_by_string(value, "faces", (size_t)-1), name);
  List latin = read_list(r, fy_node_mapping_lookup_by_string(value, "latin", (size_t)-1), name);
  const char *group = read_field(r, value, "fallback");
  const List *fallback = g_hash_table_lookup(r->groups, group);
  if (*group && !fallback)
    complain(r, key, "role \"%s\" names a fallback list that is not there: %s", name, group);
  if (chain.n == 0)
    complain(r, key, "role \"%s\" has no faces", name);
  role->name = name;
  role->note = read_field(r, value, "note");
  role->chain = chain.items, role->n_chain = chain.n;
  role->latin = latin.items, role->n_latin = latin.n;
  role->fallback = fallback ? fallback->items : NULL, role->n_fallback = fallback ? fallback->n : 0;
}

static void read_root(Reading *r, struct fy_node *root)
{
  FontSet *set = r->set;
  unsigned n_slots = count_pairs(root, "faces"), n_roles = count_pairs(root, "roles");
  if (n_slots == 0 || n_roles == 0 || n_slots > FONT_SLOTS_MOST || n_roles > FONT_SLOTS_MOST) {
    complain(r, NULL, "needs 1 to %d faces and roles", FONT_SLOTS_MOST);
    return;
  }
  set->slots = ARENA_ARRAY(set->arena, Slot, n_slots);
  set->roles = ARENA_ARRAY(set->arena, Role, n_roles);
  read_section(r, root, "faces", read_face);
  if (!r->failed && fy_node_mapping_lookup_by_string(root, "fallback", (size_t)-1))
    read_section(r, root, "fallback", read_group);
  if (!r->failed)
    read_section(r, root, "roles", read_role);
}

static void report_syntax(Reading *r, struct fy_diag *diag)
{
  void *at = NULL;
  struct fy_diag_error *error = diag ? fy_diag_errors_iterate(diag, &at) : NULL;
  Place place = {r->path, error ? error->line : 0, error ? error->column : 0};
  if (!error && errno == ENOMEM) /* libfyaml says nothing then */
    diag_add(r->diags, DIAG_MEMORY, place, r->path);
  else
    diag_add(r->diags, DIAG_FONT_CATALOGUE, place, error && error->msg ? error->msg : "not YAML");
  r->failed = true;
}

/* What libfyaml would print is told as a diagnostic instead. */
static void swallow(struct fy_diag *diag, void *user, const char *text, size_t length)
{
}

static void read_text(Reading *r, const char *text, size_t length)
{
  struct fy_diag_cfg config;
  fy_diag_cfg_default(&config);
  config.fp = NULL;
  config.output_fn = swallow;
  struct fy_diag *diag = fy_diag_create(&config);
  if (diag)
    fy_diag_set_collect_errors(diag, true);
  struct fy_parse_cfg parse = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG, .diag = diag};
  errno = 0;
  struct fy_document *document = diag ? fy_document_build_from_string(&parse, text, length) : NULL;
  struct fy_node *root = document ? fy_document_root(document) : NULL;
  if (!document)
    report_syntax(r, diag);
  else if (!root || !fy_node_is_mapping(root))
    complain(r, NULL, "is empty");
  else
    read_root(r, root);
  fy_document_destroy(document);
  fy_diag_destroy(diag);
}

bool catalog_read(FontSet *set, const char *path, DiagList *diags)
{
  Reading r = {.set = set, .path = arena_strdup(set->arena, path), .diags = diags};
  const FileRule rule = {.most = LIMIT_YAML_BYTES};
  FileFault fault;
  GBytes *bytes = file_read(path, rule, &fault);
  if (!bytes) {
    file_tell(diags, (Place){r.path, 0, 0}, path, rule, &fault);
    return false;
  }
  gsize length;
  const char *text = g_bytes_get_data(bytes, &length);
  r.slots = g_hash_table_new(g_str_hash, g_str_equal);
  r.groups = g_hash_table_new(g_str_hash, g_str_equal);
  if (length == 0)
    complain(&r, NULL, "is empty");
  else if (!g_utf8_validate(text, (gssize)length, NULL)) /* libfyaml reads on for ever after a stray % */
    complain(&r, NULL, "is not UTF-8");
  else
    read_text(&r, text, length);
  g_hash_table_destroy(r.slots);
  g_hash_table_destroy(r.groups);
  g_bytes_unref(bytes);
  return !r.failed;
}
