/* The table of marks against Unicode's own data, as ICU has them: what a row says of its code is so, and a source that
   names a value of a property tells the truth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/work.h"

typedef struct {
  uint32_t first, last;
  Kind kind;
  const char *name, *source; /* name: NULL for a range */
} Row;

static const Row ROWS[] = {
#define MARK(name, code, kind, form, partner, traits, source) {code, code, KIND_##kind, #name, source},
#define MARKS(first, last, kind, source) {first, last, KIND_##kind, NULL, source},
#include "text/marks.def"
#undef MARK
#undef MARKS
};

static const char *value_name(uint32_t code, UProperty property)
{
  return u_getPropertyValueName(property, u_getIntPropertyValue((UChar32)code, property), U_SHORT_PROPERTY_NAME);
}

static int value_of(uint32_t code, UProperty property)
{
  return u_getIntPropertyValue((UChar32)code, property);
}

/* CODE in NFKC: what it is but for its width and its direction. */
static char *plain_of(uint32_t code)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar from[2], to[32];
  int32_t n = 0;
  U16_APPEND_UNSAFE(from, n, code);
  n = unorm2_normalize(unorm2_getNFKCInstance(&status), from, n, to, G_N_ELEMENTS(to), &status);
  char utf8[64];
  u_strToUTF8(utf8, sizeof utf8, NULL, to, n, &status);
  assert_true(U_SUCCESS(status));
  return g_strdup(utf8);
}

static bool is_same_but_for_form(uint32_t a, uint32_t b)
{
  char *one = plain_of(a), *other = plain_of(b);
  bool same = strcmp(one, other) == 0;
  g_free(one);
  g_free(other);
  return same;
}

/* --- order ------------------------------------------------------------------------------ */

static void test_order(void **state)
{
  (void)state;
  unsigned marks = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    assert_true(ROWS[i].first <= ROWS[i].last);
    assert_true(i == 0 || ROWS[i - 1].last < ROWS[i].first);
    if (!ROWS[i].name)
      continue;
    assert_int_equal(mark_at(marks)->code, ROWS[i].first);
    assert_ptr_equal(mark_lookup(ROWS[i].first), mark_at(marks));
    marks++;
  }
  assert_int_equal(marks, mark_count());
}

/* Every code of a row is found, no other one. */
static void test_lookup(void **state)
{
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++)
    for (uint32_t code = ROWS[i].first; code <= ROWS[i].last; code++) {
      assert_int_equal(kind_of(code), ROWS[i].kind);
      assert_int_equal(mark_lookup(code) != NULL, ROWS[i].name != NULL);
    }
  assert_null(mark_lookup(0));
  assert_null(mark_lookup('a'));
  assert_null(mark_lookup(U'中'));
  assert_null(mark_lookup(0x10FFFF));
  assert_false(mark_has(U'中', ~0u));
  assert_true(mark_has(U'。', TRAIT_FOOT));
  assert_false(mark_has(U'。', TRAIT_KEEPS_EM | TRAIT_STACKS));
}

/* The blanks as text are those of the table. */
static void test_blanks(void **state)
{
  (void)state;
  assert_int_equal(g_utf8_get_char(MARK_SPACE_TEXT), MARK_SPACE);
  assert_int_equal(g_utf8_get_char(MARK_NBSP_TEXT), MARK_NBSP);
  assert_int_equal(g_utf8_get_char(MARK_NO_BREAK_TEXT), MARK_NO_BREAK);
}

/* --- pairs ------------------------------------------------------------------------------ */

static bool is_opening(Kind kind)
{
  return kind == KIND_OPEN || kind == KIND_QUOTE_OPEN;
}

static bool is_closing(Kind kind)
{
  return kind == KIND_CLOSE || kind == KIND_QUOTE_CLOSE;
}

static void test_partners(void **state)
{
  (void)state;
  for (unsigned i = 0; i < mark_count(); i++) {
    const Mark *mark = mark_at(i);
    Kind kind = kind_of(mark->code);
    uint32_t bidi = (uint32_t)u_getBidiPairedBracket((UChar32)mark->code);
    if (bidi != mark->code)
      assert_int_equal(mark->partner, bidi);
    if (!mark->partner) {
      assert_true(!is_opening(kind) && (!is_closing(kind) || mark->code == MARK_LOW_PRIME_CLOSE));
      continue;
    }
    const Mark *partner = mark_lookup(mark->partner);
    assert_non_null(partner);
    assert_int_equal(partner->partner, mark->code);
    assert_int_equal(is_opening(kind), is_closing(kind_of(partner->code)));
    assert_int_equal(partner->form != 0, mark->form != 0);
    assert_int_equal(partner->traits, mark->traits);
  }
}

/* What opens is Ps or Pi, what closes Pe or Pf. */
static void test_categories(void **state)
{
  (void)state;
  for (unsigned i = 0; i < mark_count(); i++) {
    uint32_t code = mark_at(i)->code;
    Kind kind = kind_of(code);
    int category = value_of(code, UCHAR_GENERAL_CATEGORY);
    bool quote = kind == KIND_QUOTE_OPEN || kind == KIND_QUOTE_CLOSE;
    if (is_opening(kind))
      assert_int_equal(category, quote ? U_INITIAL_PUNCTUATION : U_START_PUNCTUATION);
    if (is_closing(kind))
      assert_int_equal(category, quote ? U_FINAL_PUNCTUATION : U_END_PUNCTUATION);
    if (kind == KIND_PAUSE || kind == KIND_END || kind == KIND_MIDDLE || kind == KIND_MIDDLE_WIDE)
      assert_int_equal(category, U_OTHER_PUNCTUATION);
  }
}

/* --- forms ------------------------------------------------------------------------------ */

/* The corner brackets whose forms the quotes have (GB/T 15834 5.2.3). */
static uint32_t form_owner(uint32_t code)
{
  switch (code) {
  case U'‘': return U'「';
  case U'’': return U'」';
  case U'“': return U'『';
  case U'”': return U'』';
  default: return code;
  }
}

/* A form is one of Unicode's for vertical lines, of this mark; a mark that stands upright needs none. */
static void test_forms(void **state)
{
  (void)state;
  for (unsigned i = 0; i < mark_count(); i++) {
    const Mark *mark = mark_at(i);
    if (!mark->form)
      continue;
    assert_int_equal(value_of(mark->form, UCHAR_DECOMPOSITION_TYPE), U_DT_VERTICAL);
    assert_true(is_same_but_for_form(mark->form, form_owner(mark->code)));
    assert_int_not_equal(value_of(mark->code, UCHAR_VERTICAL_ORIENTATION), U_VO_UPRIGHT);
  }
}

/* Every form that Unicode has of a mark of the table is in its row; ‥ alone is set as dots are. */
static void test_no_form_is_missing(void **state)
{
  (void)state;
  for (unsigned i = 0; i < mark_count(); i++) {
    const Mark *mark = mark_at(i);
    for (uint32_t form = 0xFE10; form <= 0xFE48 && !mark->form; form++) {
      bool vertical = value_of(form, UCHAR_DECOMPOSITION_TYPE) == U_DT_VERTICAL;
      assert_false(vertical && mark->code != MARK_TWO_DOTS && is_same_but_for_form(form, mark->code));
    }
  }
}

/* --- widths ----------------------------------------------------------------------------- */

static bool is_wide(uint32_t code)
{
  int width = value_of(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/* What is Chinese whatever stands beside it is wide; what depends on that is not. */
static void test_widths(void **state)
{
  (void)state;
  for (unsigned i = 0; i < mark_count(); i++) {
    const Mark *mark = mark_at(i);
    switch (kind_of(mark->code)) {
    case KIND_END: assert_int_equal(is_wide(mark->code), !(mark->traits & TRAIT_STACKED)); break;
    case KIND_OPEN:
    case KIND_CLOSE:
    case KIND_PAUSE:
    case KIND_WAVE:
    case KIND_MIDDLE_WIDE:
    case KIND_SOLIDUS_WIDE:
    case KIND_ITERATION:
    case KIND_IDEOSPACE: assert_true(is_wide(mark->code)); break;
    case KIND_QUOTE_OPEN:
    case KIND_QUOTE_CLOSE:
    case KIND_MIDDLE:
    case KIND_HYPHEN:
    case KIND_DASH:
    case KIND_DOTS:
    case KIND_SYMBOL: assert_false(is_wide(mark->code)); break;
    default: break;
    }
  }
}

/* --- traits ----------------------------------------------------------------------------- */

static bool is_bang_or_question(char c)
{
  return c == '!' || c == '?';
}

static void check_stacking(const Mark *mark)
{
  char *plain = plain_of(mark->code);
  if (mark->traits & TRAIT_STACKS)
    assert_true(strlen(plain) == 1 && is_bang_or_question(plain[0]));
  if (mark->traits & TRAIT_STACKED)
    assert_true(strlen(plain) == 2 && is_bang_or_question(plain[0]) && is_bang_or_question(plain[1]));
  g_free(plain);
}

static void check_simple(const Mark *mark)
{
  assert_true(walk_is_simple(mark->code));
  assert_true(u_hasBinaryProperty((UChar32)mark->code, UCHAR_NFC_INERT));
  assert_int_equal(value_of(mark->code, UCHAR_GRAPHEME_CLUSTER_BREAK), U_GCB_OTHER);
}

/* A trait stands where what it says can be, by Unicode. */
static void test_traits(void **state)
{
  (void)state;
  unsigned used = 0;
  for (unsigned i = 0; i < mark_count(); i++) {
    const Mark *mark = mark_at(i);
    Kind kind = kind_of(mark->code);
    used |= mark->traits;
    check_stacking(mark);
    if (mark->traits & TRAIT_SIMPLE)
      check_simple(mark);
    if (mark->traits & TRAIT_FULL)
      assert_false(is_wide(mark->code));
    if (mark->traits & TRAIT_WIDE)
      assert_true(kind == KIND_WAVE || kind == KIND_DASH);
    if (mark->traits & (TRAIT_FOOT | TRAIT_ENDS | TRAIT_KEEPS_EM))
      assert_true(kind == KIND_PAUSE || kind == KIND_END);
    if (mark->traits & TRAIT_ENDS)
      assert_true(u_hasBinaryProperty((UChar32)mark->code, UCHAR_S_TERM));
    if (mark->traits & TRAIT_DASH)
      assert_true(u_hasBinaryProperty((UChar32)mark->code, UCHAR_DASH) || mark->code == MARK_RULE);
    if (mark->traits & TRAIT_LEADS)
      assert_int_equal(value_of(mark->code, UCHAR_GENERAL_CATEGORY), U_MATH_SYMBOL);
  }
  assert_int_equal(used, TRAIT_SIMPLE * 2 - 1);
}

/* --- sources ---------------------------------------------------------------------------- */

/* Whether SOURCE says AFTER and then the value CODE has of PROPERTY, wherever it says AFTER and a value. */
static void check_value(const Row *row, const char *after, UProperty property)
{
  for (const char *at = strstr(row->source, after); at; at = strstr(at + 1, after)) {
    const char *value = at + strlen(after);
    size_t n = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    const char *first = value_name(row->first, property);
    if (n && (strlen(first) != n || strncmp(first, value, n) != 0))
      fail_msg("U+%04X has not what its source says: %s", row->first, row->source);
  }
}

static void check_decomposition(const Row *row)
{
  static const struct {
    const char *name;
    UDecompositionType type;
  } TYPES[] = {{"<super>", U_DT_SUPER},
               {"<circle>", U_DT_CIRCLE},
               {"<square>", U_DT_SQUARE},
               {"<compat>", U_DT_COMPAT},
               {"<small>", U_DT_SMALL}};
  const char *at = strchr(row->source, '<');
  for (unsigned i = 0; at && i < G_N_ELEMENTS(TYPES); i++)
    if (g_str_has_prefix(at, TYPES[i].name)) {
      assert_int_equal(value_of(row->first, UCHAR_DECOMPOSITION_TYPE), TYPES[i].type);
      return;
    }
  assert_null(at);
}

/* A visible mark's source begins with the mark. */
static void check_mark(const Row *row)
{
  bool seen =
      row->name && u_isgraph((UChar32)row->first) && value_of(row->first, UCHAR_GENERAL_CATEGORY) != U_FORMAT_CHAR;
  gunichar first = g_utf8_get_char(row->source);
  if (seen && row->first != MARK_REPLACEMENT)
    assert_int_equal(first, row->first);
  else
    assert_true(first < 0x80);
}

static void test_sources(void **state)
{
  (void)state;
  static const char *const KNOWN[] = {"GB/T 15834 4.", "GB/T 15834 5.", "CLREQ",    "JLREQ cl-",
                                      "UAX #11 ",      "UAX #14 ",      "UAX #50 ", "UCD "};
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    bool known = false;
    for (unsigned k = 0; k < G_N_ELEMENTS(KNOWN); k++)
      known |= strstr(ROWS[i].source, KNOWN[k]) != NULL;
    if (!known)
      fail_msg("U+%04X has no source: %s", ROWS[i].first, ROWS[i].source);
    check_mark(&ROWS[i]);
    check_value(&ROWS[i], "UAX #14 ", UCHAR_LINE_BREAK);
    check_value(&ROWS[i], "UAX #11 ", UCHAR_EAST_ASIAN_WIDTH);
    check_value(&ROWS[i], "UAX #50 ", UCHAR_VERTICAL_ORIENTATION);
    check_value(&ROWS[i], "UCD ", UCHAR_GENERAL_CATEGORY);
    check_decomposition(&ROWS[i]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_lookup),
      cmocka_unit_test(test_blanks),
      cmocka_unit_test(test_partners),
      cmocka_unit_test(test_categories),
      cmocka_unit_test(test_forms),
      cmocka_unit_test(test_no_form_is_missing),
      cmocka_unit_test(test_widths),
      cmocka_unit_test(test_traits),
      cmocka_unit_test(test_sources),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
