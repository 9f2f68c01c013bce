#include "load/yaml_faults.h"

#include "base/prefix.h"

#include <string.h>

#include "text/text.h"

#define COLON_WIDE "："
enum { WORD_MOST = 40, KEY_MOST = 40 }; /* characters shown; of what may be a key */

typedef struct {
  const Yaml *yaml;
  char **lines;
  int n_lines;
  const char *said;
  int line, column;
} Fault;

/* A shape found in a line: at which byte, and the word to tell. */
typedef struct {
  size_t at;
  char *word;
} Find;

static const char *line_text(const Fault *fault, int line)
{
  return line >= 1 && line <= fault->n_lines ? fault->lines[line - 1] : "";
}

static bool is_bare(const char *line)
{
  line += strspn(line, " \t");
  return !*line || *line == '#';
}

/* The nearest line with something in it after LINE, or with STEP -1 before it; 0: none. */
static int neighbour(const Fault *fault, int line, int step)
{
  for (line += step; line >= 1 && line <= fault->n_lines; line += step)
    if (!is_bare(line_text(fault, line)))
      return line;
  return 0;
}

static char *shorten(const char *text)
{
  char *word = g_strstrip(g_strdup(text));
  if (g_utf8_strlen(word, -1) <= WORD_MOST)
    return word;
  char *head = g_utf8_substring(word, 0, WORD_MOST), *shown = g_strconcat(head, "…", NULL);
  g_free(head);
  g_free(word);
  return shown;
}

static void tell(const Fault *fault, DiagCode code, int line, size_t byte, const char *word)
{
  const char *text = line_text(fault, line);
  int column = (int)g_utf8_strlen(text, (gssize)MIN(byte, strlen(text))) + 1;
  Place place = {fault->yaml->file, line + fault->yaml->line_offset, column};
  diag_add(fault->yaml->diags, code, place, word, word);
}

/* The byte of the fault's line that its column (in characters) stands at. */
static size_t column_byte(const Fault *fault)
{
  const char *line = line_text(fault, fault->line), *at = line;
  for (int column = 1; column < fault->column && *at; column++)
    at = g_utf8_next_char(at);
  return (size_t)(at - line);
}

/* --- what a line looks like -------------------------------------------------------------------------------- */

/* Where its key, or what should be one, begins: after blanks and the dashes of lists. */
static size_t key_start(const char *line)
{
  size_t at = strspn(line, " ");
  while (line[at] == '-' && line[at + 1] == ' ')
    at += 1 + strspn(line + at + 1, " ");
  return at;
}

/* N bytes that may be a key; PLAIN: a Latin word as ours are. */
static bool is_key(const char *at, size_t n, bool plain)
{
  if (!n || strchr("\"'[{#&*!|>", *at) || g_utf8_strlen(at, (gssize)n) > KEY_MOST)
    return false;
  bool word = g_ascii_isalpha(*at);
  for (size_t i = 0; i < n; i++)
    word = word && (g_ascii_isalnum(at[i]) || strchr("_-.", at[i]));
  return plain ? word : !memchr(at, ' ', n);
}

static bool looks_tabbed(const char *line, bool own, Find *find)
{
  (void)own;
  size_t blanks = strspn(line, " \t");
  find->at = strspn(line, " ");
  return line[find->at] == '\t' && line[blanks];
}

static bool is_wide_blank(const char *at)
{
  return begins_with(at, MARK_SPACE_TEXT) || begins_with(at, MARK_NBSP_TEXT);
}

static bool looks_wide_blank(const char *line, bool own, Find *find)
{
  (void)own;
  find->at = strspn(line, " \t");
  return is_wide_blank(line + find->at);
}

static bool looks_wide_colon(const char *line, bool own, Find *find)
{
  size_t start = key_start(line);
  const char *wide = strstr(line + start, COLON_WIDE), *colon = strchr(line + start, ':');
  if (!wide || (colon && colon < wide))
    return false;
  char *key = g_strstrip(g_strndup(line + start, (gsize)(wide - line) - start));
  find->at = (size_t)(wide - line);
  find->word = key;
  return is_key(key, strlen(key), !own);
}

static bool looks_tight_colon(const char *line, bool own, Find *find)
{
  size_t start = key_start(line), n = strcspn(line + start, ":");
  char after = line[start + n] ? line[start + n + 1] : ' ';
  find->at = start + n;
  find->word = g_strndup(line + start, n);
  return after && !strchr(" \t/", after) && is_key(line + start, n, !own);
}

static bool looks_tight_dash(const char *line, bool own, Find *find)
{
  find->at = strspn(line, " ");
  return own && line[find->at] == '-' && line[find->at + 1] && !strchr(" -", line[find->at + 1]);
}

/* A value no plain one may begin as: what is markup to YAML. */
static bool looks_marked(const char *line, bool own, Find *find)
{
  const char *colon = strstr(line, ": ");
  find->at = colon ? (size_t)(colon + 2 - line) + strspn(colon + 2, " ") : key_start(line);
  find->word = g_strndup(line + find->at, line[find->at] != 0);
  return own && line[find->at] && strchr("*&!%@`|>[{", line[find->at]);
}

static bool looks_keyless(const char *line, bool own, Find *find)
{
  find->at = key_start(line);
  find->word = shorten(line + find->at);
  return own && line[find->at] && !strstr(line, ": ") && !g_str_has_suffix(line, ":");
}

typedef struct {
  bool (*looks)(const char *line, bool own, Find *find); /* OWN: the fault was told of this very line */
  DiagCode code;
  bool near; /* the lines about it are looked at, too */
} Shape;

static const Shape SHAPES[] = {
    {looks_tabbed, DIAG_YAML_TAB, true},
    {looks_wide_blank, DIAG_YAML_BLANK_WIDE, true},
    {looks_wide_colon, DIAG_YAML_COLON_WIDE, true},
    {looks_tight_colon, DIAG_YAML_COLON_TIGHT, true},
    {looks_tight_dash, DIAG_YAML_DASH_TIGHT, false},
};
static const Shape LAST_SHAPES[] = {
    {looks_marked, DIAG_YAML_VALUE_START, false},
    {looks_keyless, DIAG_YAML_COLON_NONE, false},
};

static bool tell_shape(const Fault *fault, const Shape *shape, int line)
{
  Find find = {0};
  bool found = line && shape->looks(line_text(fault, line), line == fault->line, &find);
  if (found)
    tell(fault, shape->code, line, find.at, find.word ? find.word : "");
  g_free(find.word);
  return found;
}

static bool tell_shapes(const Fault *fault, const Shape *shapes, unsigned n)
{
  const int lines[] = {fault->line, neighbour(fault, fault->line, 1), neighbour(fault, fault->line, -1)};
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < (shapes[i].near ? G_N_ELEMENTS(lines) : 1); j++)
      if (tell_shape(fault, &shapes[i], lines[j]))
        return true;
  return false;
}

/* --- what was said of it --------------------------------------------------------------------------------------- */

static void tell_here(const Fault *fault, DiagCode code)
{
  size_t at = column_byte(fault);
  const char *text = line_text(fault, fault->line) + at;
  char *word = g_strndup(text, *text ? (gsize)(g_utf8_next_char(text) - text) : 0);
  tell(fault, code, fault->line, at, word);
  g_free(word);
}

static void tell_key_twice(const Fault *fault, DiagCode code)
{
  size_t at = column_byte(fault);
  const char *text = line_text(fault, fault->line) + at;
  char *word = g_strndup(text, strcspn(text, ":,}"));
  tell(fault, code, fault->line, at, g_strstrip(word));
  g_free(word);
}

/* The reader may stand behind the quote. */
static void tell_quote(const Fault *fault, DiagCode code)
{
  const char *line = line_text(fault, fault->line);
  size_t at = column_byte(fault);
  char sign = strstr(fault->said, "double") ? '"' : '\'';
  while (at > 0 && line[at] != sign)
    at--;
  const char word[] = {sign, 0};
  tell(fault, code, fault->line, at, word);
}

static void tell_colon_inside(const Fault *fault, DiagCode code)
{
  const char *line = line_text(fault, fault->line), *colon = strstr(line + key_start(line), ": ");
  size_t at = colon ? (size_t)(colon + 2 - line) + strspn(colon + 2, " ") : column_byte(fault);
  char *word = shorten(line + at);
  tell(fault, code, fault->line, at, word);
  g_free(word);
}

/* The sign before the place that was told: * or & with no name. */
static void tell_sign(const Fault *fault, DiagCode code)
{
  const char *line = line_text(fault, fault->line);
  size_t at = column_byte(fault);
  at -= at > 0 && strchr("*&", line[at - 1]);
  const char word[] = {line[at], 0};
  tell(fault, code, fault->line, at, word);
}

/* Of {caption: 甲: 乙}, with the reader at byte AT of the second colon: what stands after the first. */
static bool tell_colon_in_braces(const Fault *fault, const char *line, size_t at)
{
  size_t start = at;
  while (start > 0 && !strchr("{,", line[start - 1]))
    start--;
  const char *colon = g_strstr_len(line + start, (gssize)(at - start), ": ");
  if (line[at] != ':' || !start || !colon)
    return false;
  start = (size_t)(colon + 2 - line);
  char *value = g_strndup(line + start, at - start + strcspn(line + at, ",}")), *word = shorten(value);
  tell(fault, DIAG_YAML_COLON_INSIDE, fault->line, start, word);
  g_free(word);
  g_free(value);
  return true;
}

/* The last bracket before the place that was told which nothing closes; what stands in quotes is passed over, roughly.
 */
static void tell_bracket(const Fault *fault, DiagCode code)
{
  int depth = 0;
  for (int line = MIN(fault->line, fault->n_lines); line >= 1; line--) {
    const char *text = line_text(fault, line);
    size_t at = line == fault->line ? column_byte(fault) : strlen(text);
    while (at-- > 0) {
      depth += text[at] == ']' || text[at] == '}';
      if ((text[at] == '[' || text[at] == '{') && depth-- == 0) {
        const char word[] = {text[at], 0};
        tell(fault, code, line, at, word);
        return;
      }
    }
  }
  tell_here(fault, code);
}

/* Between braces: a comma of the keyboard's other width, a colon within a value, or the brace was never closed. */
static void tell_comma(const Fault *fault, DiagCode code)
{
  static const char *const WIDE[] = {"，", "、", "；"};
  const char *line = line_text(fault, fault->line);
  size_t at = column_byte(fault);
  for (unsigned i = 0; i < G_N_ELEMENTS(WIDE); i++) {
    const char *wide = strstr(line, WIDE[i]);
    if (wide && wide < line + at) {
      tell(fault, code, fault->line, (size_t)(wide - line), WIDE[i]);
      return;
    }
  }
  if (!tell_colon_in_braces(fault, line, at))
    tell_bracket(fault, DIAG_YAML_BRACKET_OPEN);
}

static void tell_indent(const Fault *fault, DiagCode code)
{
  tell(fault, code, fault->line, strspn(line_text(fault, fault->line), " "), "");
}

static const struct {
  const char *said;
  void (*tell)(const Fault *fault, DiagCode code);
  DiagCode code;
} SAYINGS[] = {
    {"duplicate key", tell_key_twice, DIAG_KEY_TWICE},
    {"without closing quote", tell_quote, DIAG_YAML_QUOTE_OPEN},
    {"wrongly indented double-quoted", tell_quote, DIAG_YAML_QUOTE_OPEN},
    {"wrongly indented single-quoted", tell_quote, DIAG_YAML_QUOTE_OPEN},
    {"trailing content after", tell_here, DIAG_YAML_QUOTE_AFTER},
    {"escape", tell_here, DIAG_YAML_ESCAPE},
    {"extra closing", tell_here, DIAG_YAML_BRACKET_CLOSE},
    {"mismatched flow", tell_here, DIAG_YAML_BRACKET_CLOSE},
    {"without a closing bracket", tell_bracket, DIAG_YAML_BRACKET_OPEN},
    {"missing comma", tell_comma, DIAG_YAML_COMMA_WIDE},
    {"nested block mapping on the same line", tell_colon_inside, DIAG_YAML_COLON_INSIDE},
    {"cannot start with", tell_here, DIAG_YAML_VALUE_START},
    {"block sequence on the same line", tell_here, DIAG_YAML_VALUE_START},
    {"invalid alias", tell_sign, DIAG_YAML_VALUE_START},
    {"invalid anchor", tell_sign, DIAG_YAML_VALUE_START},
    {"invalid mapping key", tell_here, DIAG_YAML_VALUE_START},
};
static const char *const INDENTED[] = {"indentation in mapping", "expected '-' indicator", "expected key",
                                       "in plain multiline"};

static bool tell_saying(const Fault *fault)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(SAYINGS); i++)
    if (strstr(fault->said, SAYINGS[i].said)) {
      SAYINGS[i].tell(fault, SAYINGS[i].code);
      return true;
    }
  return false;
}

/* A line further in than the entry above it goes on with its value, and then a colon stops the reader at that entry. */
static bool tell_indented(Fault *fault)
{
  int next = neighbour(fault, fault->line, 1);
  size_t own = strspn(line_text(fault, fault->line), " "), after = strspn(line_text(fault, next), " ");
  bool indented =
      strstr(fault->said, "multiline plain key") && next && after > own && strstr(line_text(fault, fault->line), ": ");
  if (indented)
    fault->line = next;
  for (unsigned i = 0; i < G_N_ELEMENTS(INDENTED); i++)
    indented |= strstr(fault->said, INDENTED[i]) != NULL;
  if (indented)
    tell_indent(fault, DIAG_YAML_INDENT);
  return indented;
}

static void tell_rest(const Fault *fault)
{
  Place place = {fault->yaml->file, fault->line + fault->yaml->line_offset, fault->column};
  diag_add(fault->yaml->diags, DIAG_YAML_SYNTAX, place, fault->said);
}

void yaml_fault_tell(const Yaml *yaml, const char *text, size_t length, const char *said, int line, int column)
{
  char *copy = g_strndup(text, length);
  Fault fault = {yaml, g_strsplit(copy, "\n", -1), 0, said, MAX(line, 1), MAX(column, 1)};
  fault.n_lines = (int)g_strv_length(fault.lines);
  if (!tell_saying(&fault) && !tell_shapes(&fault, SHAPES, G_N_ELEMENTS(SHAPES)) && !tell_indented(&fault) &&
      !tell_shapes(&fault, LAST_SHAPES, G_N_ELEMENTS(LAST_SHAPES)))
    tell_rest(&fault);
  g_strfreev(fault.lines);
  g_free(copy);
}

bool yaml_fault_key(const Yaml *yaml, const char *key, Place place)
{
  const Shape *const shapes[] = {&SHAPES[1], &SHAPES[2], &SHAPES[3]};
  for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++) {
    Find find = {0};
    bool found = shapes[i]->looks(key, true, &find);
    const char *word = find.word ? find.word : "";
    if (found)
      diag_add(yaml->diags, shapes[i]->code, place, word, word);
    g_free(find.word);
    if (found)
      return true;
  }
  return false;
}

bool yaml_is_empty(const char *text, size_t length)
{
  for (size_t at = 0; at < length;) {
    const char *end = memchr(text + at, '\n', length - at);
    size_t n = end ? (size_t)(end - text) - at : length - at;
    char *line = g_strndup(text + at, n);
    bool empty = is_bare(line) || !strcmp(line, "---") || !strcmp(line, "...");
    g_free(line);
    if (!empty)
      return false;
    at += n + 1;
  }
  return true;
}
