/* Classes in context (§1): one code point, two roles. Quotes, · … – / take the side of the nearest text; %, ¥ that of
   the number they belong to. Spaces are space.c's. */
#include <string.h>

#include "text/work.h"

typedef enum { SIDE_NONE, SIDE_WIDE, SIDE_LATIN } Side;

typedef struct {
  Analysis *a;
  uint8_t *left, *right; /* Side of the nearest text before and after each character, marks of either width skipped */
} Context;

static Side side_of(Kind kind)
{
  switch (kind) {
  case KIND_HAN:
  case KIND_ITERATION:
  case KIND_OPEN:
  case KIND_CLOSE:
  case KIND_PAUSE:
  case KIND_END:
  case KIND_MIDDLE_WIDE:
  case KIND_WAVE:
  case KIND_SOLIDUS_WIDE:
  case KIND_DASH_TWO:
  case KIND_IDEOSPACE: return SIDE_WIDE;
  case KIND_LETTER:
  case KIND_DIGIT: return SIDE_LATIN;
  default: return SIDE_NONE;
  }
}

static void find_sides(Context *c)
{
  const uint8_t *kinds = c->a->kinds;
  Side side = SIDE_NONE;
  for (unsigned i = 0; i < c->a->n; i++) {
    c->left[i] = (uint8_t)side;
    Side here = side_of((Kind)kinds[i]);
    side = kinds[i] == KIND_FORCED ? SIDE_NONE : here != SIDE_NONE ? here : side;
  }
  side = SIDE_NONE;
  for (unsigned i = c->a->n; i-- > 0;) {
    c->right[i] = (uint8_t)side;
    Side here = side_of((Kind)kinds[i]);
    side = kinds[i] == KIND_FORCED ? SIDE_NONE : here != SIDE_NONE ? here : side;
  }
}

/* Chinese unless it stands in Latin text alone. */
static bool is_beside_wide(const Context *c, unsigned i)
{
  return c->left[i] == SIDE_WIDE || c->right[i] == SIDE_WIDE || (c->left[i] == SIDE_NONE && c->right[i] == SIDE_NONE);
}

static bool is_kind(const Analysis *a, unsigned i, Kind kind)
{
  return i < a->n && a->kinds[i] == kind; /* i − 1 of 0 is out of range, too */
}

static bool is_between_digits(const Analysis *a, unsigned i)
{
  return is_kind(a, i - 1, KIND_DIGIT) && is_kind(a, i + 1, KIND_DIGIT);
}

static bool is_alphanumeric(const Analysis *a, unsigned i)
{
  return is_kind(a, i, KIND_LETTER) || is_kind(a, i, KIND_DIGIT);
}

/* --- runs --------------------------------------------------------------------------- */

/* —— and ……: two by two; the odd — is a joiner, the odd … an ellipsis of one em. */
static unsigned assign_run(Context *c, unsigned i)
{
  Analysis *a = c->a;
  unsigned end = i;
  while (is_kind(a, end, (Kind)a->kinds[i]) && a->chars[end].code == a->chars[i].code)
    end++;
  CharClass single = a->kinds[i] == KIND_DOTS ? CLASS_DOUBLE : CLASS_JOINER;
  if (end - i == 1 && !is_between_digits(a, i) && !is_beside_wide(c, i))
    single = CLASS_LATIN;
  for (unsigned k = i; k < end; k++) {
    bool second = (k - i) % 2 == 1, alone = !second && k + 1 == end;
    a->chars[k].cls = (uint8_t)(alone ? single : CLASS_DOUBLE);
    a->chars[k].stacked = second;
  }
  return end;
}

/* ？！ in any mix: two or three are one unit (GB/T 15834 5.1.2). */
static void mark_stacked(Analysis *a, unsigned i)
{
  if (i == 0 || a->kinds[i] != KIND_END || a->kinds[i - 1] != KIND_END || !mark_has(a->chars[i].code, TRAIT_STACKS) ||
      !mark_has(a->chars[i - 1].code, TRAIT_STACKS))
    return;
  bool third = i >= 3 && a->chars[i - 1].stacked && a->chars[i - 2].stacked;
  a->chars[i].stacked = !third;
}

/* --- one character -------------------------------------------------------------------- */

static bool takes_prefix(const Analysis *a, unsigned i)
{
  bool number = is_kind(a, i + 1, KIND_DIGIT) || (i + 1 < a->n && a->chars[i + 1].cls == CLASS_PREFIX);
  uint32_t code = a->chars[i].code;
  bool sign = code == '-' || code == '+' || code == '#';
  return number && !(sign && i > 0 && is_alphanumeric(a, i - 1));
}

static bool takes_suffix(const Analysis *a, unsigned i)
{
  unsigned before = i - 1;
  if (i >= 2 && is_kind(a, before, KIND_SPACE) && a->kinds[i] == KIND_SUFFIX)
    before--; /* 100 % */
  return before < i && (a->kinds[before] == KIND_DIGIT || a->chars[before].cls == CLASS_SUFFIX);
}

static CharClass class_of_middle(const Context *c, unsigned i)
{
  if (c->a->chars[i].code == MARK_MIDDLE_DOT)
    return is_beside_wide(c, i) ? CLASS_MIDDLE : CLASS_LATIN;
  bool between = c->left[i] == SIDE_WIDE && c->right[i] == SIDE_WIDE && i > 0 && c->a->kinds[i - 1] == KIND_HAN;
  return between ? CLASS_MIDDLE : is_beside_wide(c, i) ? CLASS_HAN : CLASS_LATIN; /* • as a bullet */
}

static CharClass class_of_solidus(const Context *c, unsigned i)
{
  if (is_between_digits(c->a, i))
    return CLASS_NUMBER;
  return c->left[i] == SIDE_WIDE && c->right[i] == SIDE_WIDE ? CLASS_SOLIDUS : CLASS_LATIN;
}

static CharClass class_of_number_mark(const Analysis *a, unsigned i)
{
  return is_between_digits(a, i) ? CLASS_NUMBER : CLASS_LATIN;
}

/* 让-马里: between Han it joins (J). */
static CharClass class_of_minus(const Context *c, unsigned i)
{
  if (is_between_digits(c->a, i))
    return CLASS_NUMBER;
  if (takes_prefix(c->a, i))
    return CLASS_PREFIX;
  bool joins = c->left[i] == SIDE_WIDE && c->right[i] == SIDE_WIDE && is_kind(c->a, i - 1, KIND_HAN) &&
               is_kind(c->a, i + 1, KIND_HAN);
  return i > 0 && joins ? CLASS_JOINER : CLASS_LATIN;
}

/* √2, ∠ABC: nothing comes between. */
static bool leads_letter(const Analysis *a, unsigned i)
{
  return i + 1 < a->n && is_alphanumeric(a, i + 1) && mark_has(a->chars[i].code, TRAIT_LEADS);
}

static CharClass class_in_context(const Context *c, unsigned i)
{
  const Analysis *a = c->a;
  switch ((Kind)a->kinds[i]) {
  case KIND_HYPHEN: return is_between_digits(a, i) || is_beside_wide(c, i) ? CLASS_JOINER : CLASS_LATIN;
  case KIND_MIDDLE: return class_of_middle(c, i);
  case KIND_SOLIDUS: return class_of_solidus(c, i);
  case KIND_NUMBER_MARK: return class_of_number_mark(a, i);
  case KIND_MINUS: return class_of_minus(c, i);
  case KIND_PREFIX: return takes_prefix(a, i) ? CLASS_PREFIX : CLASS_LATIN;
  case KIND_PREFIX_SIGN: return takes_prefix(a, i) ? CLASS_PREFIX : is_beside_wide(c, i) ? CLASS_HAN : CLASS_LATIN;
  case KIND_SUFFIX: return takes_suffix(a, i) ? CLASS_SUFFIX : CLASS_LATIN;
  case KIND_SUFFIX_WIDE: return takes_suffix(a, i) ? CLASS_SUFFIX : CLASS_HAN;
  case KIND_SYMBOL: return is_beside_wide(c, i) && !leads_letter(a, i) ? CLASS_HAN : CLASS_LATIN;
  case KIND_LETTER: return a->chars[i].code == '~' && is_between_digits(a, i) ? CLASS_NUMBER : CLASS_LATIN;
  default: return CLASS_LATIN;
  }
}

static const uint8_t FIXED[KIND_FORCED + 1] = {
    [KIND_HAN] = CLASS_HAN,
    [KIND_ITERATION] = CLASS_HAN,
    [KIND_OPEN] = CLASS_OPEN,
    [KIND_CLOSE] = CLASS_CLOSE,
    [KIND_PAUSE] = CLASS_PAUSE,
    [KIND_END] = CLASS_END,
    [KIND_MIDDLE_WIDE] = CLASS_MIDDLE,
    [KIND_WAVE] = CLASS_JOINER,
    [KIND_DASH_TWO] = CLASS_DOUBLE,
    [KIND_SOLIDUS_WIDE] = CLASS_SOLIDUS,
    [KIND_DIGIT] = CLASS_NUMBER,
    [KIND_LATIN_OPEN] = CLASS_LATIN,
    [KIND_LATIN_CLOSE] = CLASS_LATIN,
    [KIND_STRAIGHT] = CLASS_LATIN,
    [KIND_NOTE] = CLASS_HAN,
    [KIND_NOTE_SMALL] = CLASS_LATIN,
    [KIND_SPACE] = CLASS_SPACE,
    [KIND_NBSP] = CLASS_NBSP,
    [KIND_IDEOSPACE] = CLASS_IDEOSPACE,
    [KIND_ZWSP] = CLASS_ZERO,
    [KIND_GLUE] = CLASS_ZERO,
    [KIND_SOFT_HYPHEN] = CLASS_ZERO,
    [KIND_MARK] = CLASS_ZERO,
    [KIND_FORCED] = CLASS_FORCED,
};

static bool needs_context(Kind kind)
{
  switch (kind) {
  case KIND_HYPHEN:
  case KIND_MIDDLE:
  case KIND_SOLIDUS:
  case KIND_NUMBER_MARK:
  case KIND_MINUS:
  case KIND_PREFIX:
  case KIND_PREFIX_SIGN:
  case KIND_SUFFIX:
  case KIND_SUFFIX_WIDE:
  case KIND_SYMBOL:
  case KIND_LETTER: return true;
  default: return false;
  }
}

/* --- quotes --------------------------------------------------------------------------- */

static bool is_apostrophe(const Analysis *a, unsigned i)
{
  return a->chars[i].code == MARK_SINGLE_CLOSE && is_alphanumeric(a, i - 1) && is_alphanumeric(a, i + 1);
}

static void close_quote(Context *c, unsigned i, GArray *open)
{
  Analysis *a = c->a;
  bool wide = is_beside_wide(c, i);
  uint32_t opener = mark_lookup(a->chars[i].code)->partner;
  for (unsigned depth = open->len; depth > 0 && depth + 4 > open->len; depth--) {
    unsigned at = g_array_index(open, unsigned, depth - 1);
    if (a->chars[at].code != opener)
      continue;
    wide = wide || is_beside_wide(c, at); /* both of a pair are of one face */
    a->chars[at].cls = (uint8_t)(wide ? CLASS_OPEN : CLASS_LATIN);
    g_array_set_size(open, depth - 1);
    break;
  }
  a->chars[i].cls = (uint8_t)(wide ? CLASS_CLOSE : CLASS_LATIN);
}

static void assign_quotes(Context *c)
{
  Analysis *a = c->a;
  GArray *open = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned i = 0; i < a->n; i++) {
    if (a->kinds[i] == KIND_FORCED)
      g_array_set_size(open, 0);
    if (a->kinds[i] == KIND_QUOTE_OPEN) {
      a->chars[i].cls = (uint8_t)(is_beside_wide(c, i) ? CLASS_OPEN : CLASS_LATIN);
      g_array_append_val(open, i);
    } else if (a->kinds[i] == KIND_QUOTE_CLOSE && is_apostrophe(a, i)) {
      a->chars[i].cls = CLASS_LATIN;
    } else if (a->kinds[i] == KIND_QUOTE_CLOSE) {
      close_quote(c, i, open);
    }
  }
  g_array_free(open, TRUE);
}

/* Signs chain to the left of their number: −¥5. */
static void assign_prefixes(Context *c)
{
  for (unsigned i = c->a->n; i-- > 0;) {
    Kind kind = (Kind)c->a->kinds[i];
    if (kind == KIND_PREFIX || kind == KIND_PREFIX_SIGN || kind == KIND_MINUS)
      c->a->chars[i].cls = (uint8_t)class_in_context(c, i);
  }
}

void class_assign(Analysis *a)
{
  Context c = {a, g_malloc(a->n + 1), g_malloc(a->n + 1)};
  bool quotes = false;
  find_sides(&c);
  for (unsigned i = 0; i < a->n;) {
    Kind kind = (Kind)a->kinds[i];
    if (kind == KIND_DASH || kind == KIND_DOTS) {
      i = assign_run(&c, i);
      continue;
    }
    quotes |= kind == KIND_QUOTE_OPEN || kind == KIND_QUOTE_CLOSE;
    a->chars[i].cls = (uint8_t)(needs_context(kind) ? class_in_context(&c, i) : (CharClass)FIXED[kind]);
    mark_stacked(a, i);
    i++;
  }
  assign_prefixes(&c);
  if (quotes)
    assign_quotes(&c);
  g_free(c.left);
  g_free(c.right);
}
