/* Private to load: YAML with places. Nodes are libfyaml's; aliases are followed, never expanded. */
#ifndef TEKAN_LOAD_YAML_H
#define TEKAN_LOAD_YAML_H

#include <libfyaml.h>

#include "load/load.h"

/* A name of what may be said further down: looked up when all is read. */
typedef struct {
  const char *name;
  DiagCode code; /* told where there is none */
  Place place;
} Reference;

typedef struct {
  Arena *arena;
  DiagList *diags;
  const char *text; /* as given to yaml_open */
  size_t length;
  const char *file; /* as the user types it */
  int line_offset;  /* lines before the YAML in its file: front matter */
  struct fy_document *document;
  GArray *references; /* Reference; NULL: none are kept */
  bool broken;        /* a FATAL was reported */
} Yaml;

/* Parses LENGTH bytes of decoded text. false after a FATAL. yaml_close frees the document. */
bool yaml_open(Yaml *yaml, Arena *arena, const char *text, size_t length, const char *file, int line_offset,
               DiagList *diags);
void yaml_close(Yaml *yaml);
/* Whether it is within the limits on keys, items, depth and the like; false after a FATAL. What is no YAML fits. */
bool yaml_size_fits(const Yaml *yaml, const char *text, size_t length);

struct fy_node *yaml_root(const Yaml *yaml); /* NULL: there is nothing in it */
Place yaml_place(const Yaml *yaml, struct fy_node *node);
struct fy_node *yaml_follow(struct fy_node *node); /* through aliases; NULL stays NULL */

typedef enum { YAML_NONE, YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;
YamlKind yaml_kind(struct fy_node *node); /* a null or empty scalar is YAML_NONE */

/* Entry KEY of a mapping, or NULL. */
struct fy_node *yaml_entry(struct fy_node *map, const char *key);
struct fy_node *yaml_key(struct fy_node *map, const char *key); /* the key itself, or NULL */
/* Reports keys not among KEYS (NULL-terminated), with the nearest; and a node that is no mapping. false: no mapping. */
bool yaml_check_keys(Yaml *yaml, struct fy_node *map, const char *const *keys);

/* Iteration: *STATE starts NULL. */
struct fy_node *yaml_next_item(struct fy_node *list, void **state);
struct fy_node *yaml_next_pair(struct fy_node *map, void **state, struct fy_node **key);
unsigned yaml_count(struct fy_node *node);
char *yaml_scalar(Yaml *yaml, struct fy_node *node); /* text, or NULL where it is no scalar */
/* Tells where a plain text ends at a # that may have been meant as one of its characters: #话题#. */
void yaml_check_comment(Yaml *yaml, struct fy_node *node);

/* --- typed entries: a wrong type is VALUE_WRONG at its place, and the value counts as not given ----------- */

char *read_string(Yaml *yaml, struct fy_node *map, const char *key);
/* The same of a name, which is kept among the references. */
char *read_reference(Yaml *yaml, struct fy_node *map, const char *key, DiagCode code);
char *read_colour_name(Yaml *yaml, struct fy_node *map); /* colour, or color */
int read_int(Yaml *yaml, struct fy_node *map, const char *key, int least, int most, int otherwise);
int read_bool(Yaml *yaml, struct fy_node *map, const char *key, int otherwise);
Length read_length(Yaml *yaml, struct fy_node *map, const char *key);
Length length_of(Yaml *yaml, struct fy_node *node);
/* One length or [least, most]. */
void read_length_range(Yaml *yaml, struct fy_node *map, const char *key, Length *least, Length *most);
/* "1-5", [1, 5] or 3. */
void read_range(Yaml *yaml, struct fy_node *map, const char *key, int *first, int *last);
/* Thousandths of a decimal number; what is none is reported with WANTED (NULL: it is not). */
bool decimal_of(Yaml *yaml, struct fy_node *node, int64_t *milli, const char *wanted);
/* Index of the word in WORDS (NULL-terminated), or OTHERWISE; an unknown one is reported with what there is. */
int read_word(Yaml *yaml, struct fy_node *map, const char *key, const char *const *words, int otherwise);
int word_of(Yaml *yaml, struct fy_node *node, const char *const *words, int otherwise);
const char **read_strings(Yaml *yaml, struct fy_node *map, const char *key,
                          unsigned *n); /* a string or a list of them */
void report_value(Yaml *yaml, struct fy_node *node, const char *wanted);

#endif
