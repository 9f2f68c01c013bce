#include "load/stray.h"

#include "base/prefix.h"

#include <string.h>

#include "text/text.h"

enum { REACH = 300 }; /* bytes a sign's partner is looked for in */

/* Something found in a text: END is behind it. */
typedef struct {
  const char *at, *end;
} Find;

typedef bool (*Matcher)(const char *text, const char *at, Find *find); /* whether it begins at AT */

static const char *behind(const char *at, const char *const *signs)
{
  for (; *signs; signs++)
    if (begins_with(at, *signs))
      return at + strlen(*signs);
  return NULL;
}

/* The first of SIGNS from AT on, in the same line and within reach. */
static const char *seek(const char *at, const char *const *signs)
{
  for (const char *from = at; *at && *at != '\n' && at - from < REACH; at = g_utf8_next_char(at))
    if (behind(at, signs))
      return at;
  return NULL;
}

static const char *skip_blank(const char *at)
{
  return at + (*at == ' ');
}

/* --- within a text ------------------------------------------------------------------------------------------ */

static bool match_run(const char *at, const char *sign, Find *find)
{
  *find = (Find){at, at + strlen(sign)};
  return begins_with(at, sign);
}

static bool match_bold(const char *text, const char *at, Find *find)
{
  (void)text;
  return match_run(at, "**", find);
}

static bool match_struck(const char *text, const char *at, Find *find)
{
  (void)text;
  return match_run(at, "~~", find);
}

/* Exactly two of SIGN, something without blanks at its edges, and two again; no Latin letters outside: a==b. */
static bool match_pair(const char *text, const char *at, const char *sign, Find *find)
{
  size_t n = strlen(sign);
  const char *open = at + 2 * n, *close;
  if (strncmp(at, sign, n) != 0 || strncmp(at + n, sign, n) != 0 || begins_with(open, sign) || *open == ' ' ||
      ((size_t)(at - text) >= n && !strncmp(at - n, sign, n)) || (at > text && g_ascii_isalnum(at[-1])))
    return false;
  close = seek(open, (const char *const[]){sign, NULL});
  if (!close || close[-1] == ' ' || strncmp(close + n, sign, n) != 0 || begins_with(close + 2 * n, sign) ||
      g_ascii_isalnum(close[2 * n]))
    return false;
  *find = (Find){at, close + 2 * n};
  return true;
}

static bool match_underlined(const char *text, const char *at, Find *find)
{
  return match_pair(text, at, "_", find);
}

static bool match_wide_bold(const char *text, const char *at, Find *find)
{
  return match_pair(text, at, "＊", find);
}

static bool match_highlight(const char *text, const char *at, Find *find)
{
  return match_pair(text, at, "=", find);
}

static bool names_picture(const char *from, const char *end)
{
  static const char *const SUFFIXES[] = {".jpg",  ".jpeg", ".png",  ".gif", ".webp", ".tif",
                                         ".tiff", ".bmp",  ".heic", ".svg", ".pdf",  NULL};
  char *name = g_ascii_strdown(from, end - from);
  bool found = false;
  for (const char *const *suffix = SUFFIXES; *suffix && !found; suffix++)
    found = strstr(name, *suffix) != NULL;
  g_free(name);
  return found;
}

bool stray_picture_name(const char *name)
{
  return !strstr(name, "://") && names_picture(name, name + strlen(name));
}

/* ![说明](x.jpg) with marks of either width; Chinese prose has ！[记者]（张三） but no files in it. */
static bool match_picture(const char *text, const char *at, Find *find)
{
  static const char *const BANGS[] = {"!", "！", NULL}, *const OPENS[] = {"[", "［", "【", NULL},
                           *const CLOSES[] = {"]", "］", "】", NULL}, *const PARENS[] = {"(", "（", NULL},
                           *const ENDS[] = {")", "）", NULL};
  (void)text;
  const char *open = behind(at, BANGS), *words = open ? behind(skip_blank(open), OPENS) : NULL,
             *close = words ? seek(words, CLOSES) : NULL;
  const char *name = close ? behind(skip_blank(behind(close, CLOSES)), PARENS) : NULL,
             *end = name ? seek(name, ENDS) : NULL;
  if (!end || !names_picture(name, end))
    return false;
  *find = (Find){at, behind(end, ENDS)};
  return true;
}

static bool match_footnote(const char *text, const char *at, Find *find)
{
  (void)text;
  const char *close = begins_with(at, "[^") ? seek(at + 2, (const char *const[]){"]", " ", NULL}) : NULL;
  *find = (Find){at, close ? close + 1 : at};
  return close && *close == ']' && close > at + 2;
}

/* {width=50}, {.right}; what stands behind a bracket and is .dots or the like was told when it was read. */
static bool match_braces(const char *text, const char *at, Find *find)
{
  const char *close = *at == '{' ? seek(at + 1, (const char *const[]){"}", "{", NULL}) : NULL;
  if (!close || *close != '}')
    return false;
  const char *word = skip_blank(at + 1);
  bool bracket = at > text && at[-1] == ']', class = (*word == '.' || *word == '#') && g_ascii_isalpha(word[1]);
  size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
  bool value = n && *skip_blank(word + n) == '=' && !begins_with(word, "ruby=");
  *find = (Find){at, close + 1};
  return value || (class && !bracket);
}

/* [字]{ruby="zì with no brace behind. */
static bool match_open_span(const char *text, const char *at, Find *find)
{
  static const char *const STARTS[] = {"]{ruby=", "]{.dots", "]{.name", "]{.title", NULL};
  (void)text;
  *find = (Find){at + 1, at + MIN(strlen(at), 32)};
  while (*find->end && (*find->end & 0xC0) == 0x80)
    find->end++;
  return behind(at, STARTS) && !strchr(at, '}');
}

/* $x$, $E=mc^2$: Latin letters and signs with no blank at the edges; prices have figures, and Chinese between them. */
static bool match_math(const char *text, const char *at, Find *find)
{
  if (*at != '$' || (at > text && (g_ascii_isalnum(at[-1]) || at[-1] == '$')))
    return false;
  const char *word = at + 1 + (at[1] == '$'), *end = word;
  bool formula = false;
  for (; g_ascii_isprint(*end) && *end != '$' && end - word < REACH; end++)
    formula |= strchr("\\^_={", *end) != NULL;
  *find = (Find){at, end + 1};
  return *end == '$' && end > word && (g_ascii_isalpha(*word) || *word == '\\') && end[-1] != ' ' &&
         (formula || end == word + 1);
}

static const struct {
  Matcher matches;
  DiagCode code;
} WITHIN[] = {
    {match_bold, DIAG_MARKUP_STRAY},          {match_struck, DIAG_MARKUP_STRAY},
    {match_underlined, DIAG_MARKUP_STRAY},    {match_wide_bold, DIAG_MARKUP_STRAY},
    {match_highlight, DIAG_MARKUP_HIGHLIGHT}, {match_picture, DIAG_MARKUP_PICTURE},
    {match_footnote, DIAG_MARKUP_FOOTNOTE},   {match_braces, DIAG_MARKUP_BRACES},
    {match_open_span, DIAG_SPAN_UNKNOWN},     {match_math, DIAG_MARKUP_MATH},
};

/* How it may begin; the rest of a text is passed over quickly. */
static bool may_begin(char c)
{
  return strchr("*~_=!{[]$\xEF", c) != NULL; /* EF: a full-width form */
}

static void tell_match(DiagList *diags, const Rich *rich, DiagCode code, Find find)
{
  char *sign = g_strndup(find.at, (gsize)(find.end - find.at));
  diag_add(diags, code, rich_place(rich, (uint32_t)(find.at - rich->text)), sign);
  g_free(sign);
}

void stray_inline(DiagList *diags, const Rich *rich)
{
  bool told[G_N_ELEMENTS(WITHIN)] = {false};
  for (const char *at = rich->text; *at; at = g_utf8_next_char(at))
    for (unsigned i = 0; may_begin(*at) && i < G_N_ELEMENTS(WITHIN); i++) {
      Find find;
      if (told[i] || !WITHIN[i].matches(rich->text, at, &find))
        continue;
      tell_match(diags, rich, WITHIN[i].code, find);
      told[i] = true;
    }
}

/* --- how lines begin ------------------------------------------------------------------------------------------- */

static size_t line_length(const char *line)
{
  return strcspn(line, "\n");
}

/* #小标题, ＃＃ 小标题; not #话题#, and not #1机组. */
static bool begins_heading(const char *line)
{
  const char *sign = begins_with(line, "＃") ? "＃" : "#", *after = line;
  unsigned n = 0;
  for (; begins_with(after, sign); after += strlen(sign))
    n++;
  const char *again = g_strstr_len(after, (gssize)line_length(after), sign);
  bool wide = *sign != '#', text = *after && !strchr(" \n", *after);
  if (!n || n > 6 || (n == 1 && (again || g_ascii_isdigit(*after))))
    return false;
  return wide || text;
}

static bool begins_quote(const char *line)
{
  return begins_with(line, "＞");
}

static unsigned count_bars(const char *line)
{
  unsigned n = 0;
  for (const char *end = line + line_length(line); line < end; line = g_utf8_next_char(line))
    n += *line == '|' || begins_with(line, "｜");
  return n;
}

/* Two lines with two bars each: a table without its second line, or with one that is none. */
static bool begins_table(const char *line)
{
  const char *next = line + line_length(line);
  return count_bars(line) > 1 && *next && count_bars(next + 1) > 1;
}

static const struct {
  bool (*begins)(const char *line);
  DiagCode code;
} STARTS[] = {
    {begins_heading, DIAG_MARKUP_HEADING}, {begins_quote, DIAG_MARKUP_QUOTE}, {begins_table, DIAG_MARKUP_TABLE}};

static void tell_start(DiagList *diags, const Source *source, int line, int column, DiagCode code)
{
  const char *text = source_at(source, line, column);
  char *whole = g_strndup(text, line_length(text)),
       *shown = g_utf8_substring(whole, 0, MIN(g_utf8_strlen(whole, -1), 20));
  diag_add(diags, code, source_place(source, line, column), shown);
  g_free(shown);
  g_free(whole);
}

/* Column (in bytes, from 1) of the first thing in a line that is no blank. */
static int first_column(const Source *source, int line)
{
  int column = 1;
  for (const char *at = source_at(source, line, 1); at; at = source_at(source, line, column)) {
    if (*at != ' ' && !begins_with(at, MARK_SPACE_TEXT))
      return column;
    column += *at == ' ' ? 1 : 3;
  }
  return 0;
}

void stray_paragraph(DiagList *diags, const Source *source, cmark_node *paragraph)
{
  int first = cmark_node_get_start_line(paragraph), last = cmark_node_get_end_line(paragraph);
  bool told[G_N_ELEMENTS(STARTS)] = {false};
  for (int line = first; line <= last; line++) {
    int column = first_column(source, line);
    const char *text = column ? source_at(source, line, column) : NULL;
    for (unsigned i = 0; text && i < G_N_ELEMENTS(STARTS); i++)
      if (!told[i] && STARTS[i].begins(text)) {
        tell_start(diags, source, line, column, STARTS[i].code);
        told[i] = true;
      }
  }
}

/* --- headings nobody meant ------------------------------------------------------------------------------------------
 */

/* It ends as a sentence does, or has a line longer than headings have. */
static bool reads_as_text(const Rich *rich)
{
  enum { LINE_MOST = 26 }; /* characters */
  static const char *const STOPS[] = {"。", "；", "，", "：", NULL};
  long most = 0, n = 0;
  const char *last = rich->text;
  for (const char *at = rich->text; *at; at = g_utf8_next_char(at)) {
    n = *at == '\n' ? 0 : n + 1;
    most = MAX(most, n);
    last = at;
  }
  return most > LINE_MOST || behind(last, STOPS);
}

void stray_heading(DiagList *diags, const Source *source, cmark_node *heading, const Rich *rich)
{
  int line = cmark_node_get_start_line(heading);
  const char *text = source_at(source, line, cmark_node_get_start_column(heading));
  if (text && *text != '#' && reads_as_text(rich))
    diag_add(diags, DIAG_HEADING_UNDERLINED, source_place(source, line, cmark_node_get_start_column(heading)));
}

/* A character reference's (CommonMark 6.2); 0: none, or one of U+0000, which becomes U+FFFD. */
static uint32_t referenced_code(const char *at)
{
  bool hex = at[2] == 'x' || at[2] == 'X';
  const char *digits = at + (hex ? 3 : 2);
  char *end;
  bool number = hex ? g_ascii_isxdigit(*digits) : g_ascii_isdigit(*digits);
  guint64 code = number ? g_ascii_strtoull(digits, &end, hex ? 16 : 10) : 0;
  return number && *end == ';' && code <= 0x10FFFF ? (uint32_t)code : 0;
}

void stray_references(DiagList *diags, const Source *source)
{
  const char *at = source->text;
  int line = 1;
  while ((at = strstr(at, "&#"))) {
    while ((unsigned)line < source->n_lines && source->text + source->lines[line] <= at)
      line++;
    const char *start = source->text + source->lines[line - 1];
    char text[8] = "";
    TextUnfit unfit;
    int n = g_unichar_to_utf8(referenced_code(at), text);
    bool literal = at > source->text && at[-1] == '\\';
    if (*text && !literal && text_find_unfit(text, (size_t)n, &unfit))
      diag_add(diags, unfit.code, source_place(source, line, (int)(at - start) + 1), unfit.value);
    at += 2;
  }
}
