#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

typedef struct {
  const char *name;
  Severity severity;
  const char *message[2], *explanation[2]; /* by Lang */
} CodeRow;

static const CodeRow CODES[DIAG_CODES] = {
#define DIAG(code, severity, en, zh, explain_en, explain_zh)                                                           \
  [DIAG_##code] = {#code, DIAG_##severity, {en, zh}, {explain_en, explain_zh}},
#include "base/codes.def"
#undef DIAG
};

enum { REPEATS_NEAR = 64 }; /* diagnostics of one place: so many before it are looked at */

struct DiagList {
  Lang lang;
  Arena *arena; /* messages and file names */
  GArray *diags;
  unsigned alike[DIAG_CODES]; /* how many there were */
};

DiagList *diag_list_new(Lang lang)
{
  DiagList *list = g_new0(DiagList, 1);
  list->lang = lang;
  list->arena = arena_new();
  list->diags = g_array_new(FALSE, TRUE, sizeof(Diag));
  return list;
}

void diag_list_free(DiagList *list)
{
  if (!list)
    return;
  g_array_free(list->diags, TRUE);
  arena_free(list->arena);
  g_free(list);
}

Lang diag_lang(const DiagList *list)
{
  return list->lang;
}

/* TEXT fit to stand on one line of a terminal and in JSON; in the list's arena. */
static const char *plain_text(DiagList *list, const char *text)
{
  if (!text)
    return NULL;
  char *valid = g_utf8_make_valid(text, -1);
  GString *plain = g_string_sized_new(strlen(valid));
  for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
    gunichar character = g_utf8_get_char(c);
    if (g_unichar_iscntrl(character))
      g_string_append(plain, "\xEF\xBF\xBD");
    else
      g_string_append_len(plain, c, g_utf8_next_char(c) - c);
  }
  const char *kept = arena_strdup(list->arena, plain->str);
  g_string_free(plain, TRUE);
  g_free(valid);
  return kept;
}

static void append(DiagList *list, const Diag *diag)
{
  Diag own = *diag;
  own.place.file = plain_text(list, diag->place.file);
  own.message = plain_text(list, diag->message);
  own.article = plain_text(list, diag->article);
  g_array_append_val(list->diags, own);
}

/* Where the first one stands that is not told; as severe as those. */
static void append_many(DiagList *list, const Diag *last)
{
  Diag many = *last;
  many.code = DIAG_PROBLEMS_MANY;
  char *message =
      g_strdup_printf(CODES[DIAG_PROBLEMS_MANY].message[list->lang], LIMIT_PROBLEMS_ALIKE, diag_code_name(last->code));
  many.message = message;
  append(list, &many);
  g_free(message);
}

static void take(DiagList *list, const Diag *diag)
{
  unsigned n = ++list->alike[diag->code];
  if (n <= LIMIT_PROBLEMS_ALIKE || diag->code == DIAG_PROBLEMS_MANY)
    append(list, diag);
  else if (n == LIMIT_PROBLEMS_ALIKE + 1)
    append_many(list, diag);
}

static void add_row(DiagList *list, DiagCode code, Place place, int page, const char *article, va_list args)
{
  const CodeRow *row = &CODES[code];
  char *message = g_strdup_vprintf(row->message[list->lang], args);
  const Diag diag = {
      .code = code, .severity = row->severity, .place = place, .message = message, .page = page, .article = article};
  take(list, &diag);
  g_free(message);
}

void diag_add(DiagList *list, DiagCode code, Place place, ...)
{
  va_list args;
  va_start(args, place);
  add_row(list, code, place, 0, NULL, args);
  va_end(args);
}

void diag_add_at(DiagList *list, DiagCode code, Place place, int page, const char *article, ...)
{
  va_list args;
  va_start(args, article);
  add_row(list, code, place, page, article, args);
  va_end(args);
}

void diag_copy(DiagList *to, const Diag *diag)
{
  take(to, diag);
}

void diag_append(DiagList *to, const DiagList *from)
{
  for (unsigned i = 0; i < from->diags->len; i++)
    diag_copy(to, diag_at(from, i));
}

unsigned diag_count(const DiagList *list)
{
  return list->diags->len;
}

const Diag *diag_at(const DiagList *list, unsigned index)
{
  return &g_array_index(list->diags, Diag, index);
}

bool diag_tells_error(const DiagList *list, Place place)
{
  for (unsigned i = 0; i < diag_count(list); i++) {
    const Diag *diag = diag_at(list, i);
    if (diag->severity >= DIAG_ERROR && diag->place.line == place.line && !g_strcmp0(diag->place.file, place.file))
      return true;
  }
  return false;
}

Severity diag_worst(const DiagList *list)
{
  Severity worst = DIAG_NOTE;
  for (unsigned i = 0; i < list->diags->len; i++)
    worst = MAX(worst, diag_at(list, i)->severity);
  return worst;
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
  const Diag *left = a, *right = b;
  int by_file = g_strcmp0(left->place.file, right->place.file);
  if (by_file)
    return by_file;
  if (left->place.line != right->place.line)
    return left->place.line < right->place.line ? -1 : 1;
  return (left->place.column > right->place.column) - (left->place.column < right->place.column);
}

static bool is_repeat(const Diag *a, const Diag *b)
{
  return a->code == b->code && a->page == b->page && !compare_places(a, b) && !strcmp(a->message, b->message) &&
         !g_strcmp0(a->article, b->article);
}

/* Those of one place stand together: few, so that each is held against all before it. */
static void drop_repeats(DiagList *list)
{
  GArray *kept = g_array_sized_new(FALSE, TRUE, sizeof(Diag), list->diags->len);
  for (unsigned i = 0, first = 0; i < list->diags->len; i++) {
    const Diag *diag = diag_at(list, i);
    bool repeat = false;
    if (kept->len && compare_places(&g_array_index(kept, Diag, kept->len - 1), diag))
      first = kept->len;
    for (unsigned j = MAX(first, kept->len > REPEATS_NEAR ? kept->len - REPEATS_NEAR : 0); j < kept->len && !repeat;
         j++)
      repeat = is_repeat(&g_array_index(kept, Diag, j), diag);
    if (!repeat)
      g_array_append_val(kept, *diag);
  }
  g_array_free(list->diags, TRUE);
  list->diags = kept;
}

void diag_sort(DiagList *list)
{
  g_array_sort(list->diags, compare_places); /* GLib's sort is stable */
  drop_repeats(list);
}

const char *diag_code_name(DiagCode code)
{
  static char names[DIAG_CODES][48]; /* filled once, under g_once */
  static gsize filled;
  if (g_once_init_enter(&filled)) {
    for (unsigned i = 0; i < DIAG_CODES; i++)
      for (unsigned j = 0; CODES[i].name[j] && j < sizeof names[i] - 1; j++)
        names[i][j] = (char)(CODES[i].name[j] == '_' ? '-' : g_ascii_tolower(CODES[i].name[j]));
    g_once_init_leave(&filled, 1);
  }
  return names[code];
}

Severity diag_code_severity(DiagCode code)
{
  return CODES[code].severity;
}

const char *diag_code_explanation(DiagCode code, Lang lang)
{
  return CODES[code].explanation[lang];
}

gboolean diag_code_lookup(const char *name, DiagCode *code)
{
  for (unsigned i = 0; i < DIAG_CODES; i++)
    if (!strcmp(name, diag_code_name((DiagCode)i))) {
      *code = (DiagCode)i;
      return TRUE;
    }
  return FALSE;
}

const char *severity_name(Severity severity, Lang lang)
{
  static const char *const NAMES[][2] = {
      {"note", "说明"}, {"warning", "警告"}, {"error", "错误"}, {"error", "错误"}, {"error", "错误"}};
  return NAMES[severity][lang];
}

static unsigned edit_distance(const char *a, const char *b)
{
  size_t n = strlen(b);
  unsigned *row = g_new(unsigned, n + 1);
  for (unsigned j = 0; j <= n; j++)
    row[j] = j;
  for (unsigned i = 1; *a; a++, i++) {
    unsigned diagonal = row[0];
    row[0] = i;
    for (unsigned j = 1; j <= n; j++) {
      unsigned above = row[j];
      unsigned change = diagonal + (*a != b[j - 1]);
      row[j] = MIN(MIN(row[j] + 1, row[j - 1] + 1), change);
      diagonal = above;
    }
  }
  unsigned distance = row[n];
  g_free(row);
  return distance;
}

const char *diag_nearest(const char *word, const char *const *names)
{
  const char *nearest = NULL;
  size_t length = strlen(word);
  if (length > 256)
    return NULL;
  unsigned best = (unsigned)(length < 4 ? 2 : length / 3 + 2);
  for (; names && *names; names++) {
    unsigned distance = edit_distance(word, *names);
    if (distance < best) {
      best = distance;
      nearest = *names;
    }
  }
  return nearest;
}

static bool has_name(const char *const *names, unsigned n, const char *name)
{
  for (unsigned i = 0; i < n; i++)
    if (!strcmp(names[i], name))
      return true;
  return false;
}

char *diag_choices(const char *word, const char *const *names)
{
  const char *told[NAMES_TOLD], *near = word ? diag_nearest(word, names) : NULL;
  unsigned n = 0;
  bool more = false;
  if (near)
    told[n++] = near;
  for (; names && *names && !more; names++) {
    bool again = has_name(told, n, *names);
    more = !again && n == NAMES_TOLD;
    if (!again && !more)
      told[n++] = *names;
  }
  GString *list = g_string_new(NULL);
  for (unsigned i = 0; i < n; i++)
    g_string_append_printf(list, "%s%s", i ? ", " : "", told[i]);
  if (more)
    g_string_append(list, ", …");
  return g_string_free(list, FALSE);
}
